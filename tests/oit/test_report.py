"""``oit report``: a stored run as a document that people and programs can trust."""

import itertools
import json
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from junitparser import JUnitXml
from playwright.sync_api import Page, sync_playwright
from selectolax.lexbor import LexborHTMLParser

from checks.sentences import Lang
from checks.verdict import Verdict
from crawler.artifacts import FetchStatus
from documents.document import Openness
from documents.reader import read
from oit.audit import spec_of
from oit.report_command import FORMATS, report
from oit.reports.as_html import render_html
from oit.reports.lines import day_words, item_lines, link_lines, time_words
from oit.reports.model import RunReport, load_history, load_report
from oit.settings import load_settings
from oit.trouble import UsageError
from storage.records import RunStatus
from storage.repository import Repository
from tests.storage.samples import NOON, opened
from tests.support.browser import CHROMIUM, needs_browser
from tests.support.runs import HOSTILE, ITEMS, store_run

FAILING = dict.fromkeys(ITEMS, Verdict.FAIL)
MIXED = {
    "O3": Verdict.FAIL,
    "O5": Verdict.REVIEW,
    "O7": Verdict.UNKNOWN,
    "O9": Verdict.WAIVED,
}


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[Repository]:
    with opened(tmp_path / "oit.db") as (_, _, repository):
        yield repository


def loaded(repository: Repository, run_id: str = "r1") -> RunReport:
    run = repository.load_run(run_id)
    return load_report(run, spec_of(run, repository), repository)


def page(repository: Repository, run_id: str = "r1", lang: Lang = "th") -> str:
    run = repository.load_run(run_id)
    history = load_history(run, repository, 400)
    return render_html(loaded(repository, run_id), history, lang)


def written(
    folder: Path, output: str, lang: str = "en", run_id: str | None = None
) -> Path:
    file = folder / f"report.{output}"
    settings = load_settings({}, db=folder / "oit.db", lang=lang)
    report(run_id=run_id, output=output, file=file, settings=settings)
    return file


class TestPage:
    def test_shows_every_item_with_its_verdict_quote_and_place(
        self, repository: Repository
    ) -> None:
        store_run(repository, verdicts=MIXED, files=2)
        tree = LexborHTMLParser(page(repository, lang="en"))
        shown = {
            node.id: node.attributes["data-verdict"]
            for node in tree.css("article.item")
        }
        assert shown == {item: MIXED.get(item, Verdict.PASS).value for item in ITEMS}
        assert [tile.attributes["href"] for tile in tree.css("a.tile")] == [
            f"#{item}" for item in ITEMS
        ]
        text = tree.css_first("#O3").text()
        assert "แผนปฏิบัติราชการ ปีงบประมาณ 2569" in text
        assert "… > body > main > p" in text
        assert "Plan was not found" in text
        assert tree.css_first(".number").text() == "86.67–93.33"

    def test_groups_links_by_the_page_they_stand_on(
        self, repository: Repository
    ) -> None:
        store_run(repository, verdicts={"O3": Verdict.FAIL}, files=1)
        (line,) = link_lines(loaded(repository), "en")
        assert (line.items, line.url) == (("O3",), "https://example.org/files/O3-0.pdf")
        assert "26816" in line.found_on
        assert line.since == NOON
        assert "(HTTP 200)" in page(repository)

    def test_says_once_what_many_requirements_say(self, repository: Repository) -> None:
        store_run(repository, verdicts=MIXED)
        (item,) = [i for i in item_lines(loaded(repository), "en") if i.item_id == "O7"]
        assert [(f.alike, f.outcome_word) for f in item.findings] == [(1, "undecided")]
        assert (item.met, item.asked) == (0, 1)

    @pytest.mark.parametrize("text", HOSTILE)
    def test_hostile_texts_are_only_text(
        self, repository: Repository, text: str
    ) -> None:
        store_run(repository, verdicts=FAILING, text=text, files=1)
        tree = LexborHTMLParser(page(repository))
        assert len(tree.css("script")) == 1
        assert not tree.css("img, iframe, object, embed, base, form[action]")
        for link in tree.css("a[href]"):
            href = link.attributes["href"] or ""
            assert href.startswith(("#", "http://", "https://"))
        for node in tree.css("*"):
            assert not [name for name in node.attributes if name.startswith("on")]
            assert "style" not in node.attributes
        assert text[:40].split()[0] in tree.css_first("#O3").text()

    def test_looks_back_on_the_runs_before_it_alone(
        self, repository: Repository
    ) -> None:
        store_run(repository, "r1", days=0, verdicts={"O3": Verdict.FAIL})
        store_run(repository, "cut", days=1, status=RunStatus.INTERRUPTED)
        store_run(repository, "r2", days=2)
        store_run(repository, "r3", days=3)
        history = load_history(repository.load_run("r2"), repository, 400)
        assert [past.run.run_id for past in history] == ["r1", "r2"]
        assert history[0].verdicts["O3"] is Verdict.FAIL
        assert "Earlier audits" not in page(repository, "r1", "en")
        chart = LexborHTMLParser(page(repository, "r3", "en"))
        (past,) = chart.css("svg.history .low")
        assert len((past.attributes["points"] or "").split()) == 3

    def test_a_run_cut_off_or_degraded_says_so(self, repository: Repository) -> None:
        store_run(repository, "cut", status=RunStatus.INTERRUPTED)
        store_run(repository, "ill", days=1, status=RunStatus.DEGRADED)
        store_run(repository, "shut", days=2, fetched=FetchStatus.REFUSED)
        notes = [
            LexborHTMLParser(page(repository, run, "en")).css(".note")
            for run in ("cut", "ill", "shut")
        ]
        assert ["interrupted" in n.text() for n in notes[0]] == [True]
        assert ["same way" in n.text() for n in notes[1]] == [True]
        assert ["OIT_ALLOW_PRIVATE" in n.text() for n in notes[2]] == [True]

    def test_says_when_only_some_items_were_asked_for(
        self, repository: Repository
    ) -> None:
        store_run(repository)
        some = replace(loaded(repository), items=loaded(repository).items[:3])
        assert "only 3 of 30 items" in render_html(some, (), "en")
        assert "เฉพาะ 3 จาก 30 ข้อ" in render_html(some, (), "th")

    @pytest.mark.parametrize(
        ("failing", "words"),
        [(0, "top level"), (3, "second level"), (5, "third"), (12, "cannot pass")],
    )
    def test_says_which_level_is_in_reach(
        self, repository: Repository, failing: int, words: str
    ) -> None:
        store_run(repository, verdicts=dict.fromkeys(ITEMS[:failing], Verdict.FAIL))
        said = page(repository, lang="en")
        assert words in said

    def test_many_nights_and_files_are_quick_and_small(
        self, repository: Repository
    ) -> None:
        for night in range(40):
            store_run(repository, f"r{night}", days=night, verdicts=MIXED, pages=False)
        store_run(repository, "last", days=40, verdicts=FAILING, files=17)
        began = time.process_time()
        made = page(repository, "last")
        assert time.process_time() - began < 4
        assert len(made.encode()) < 5_000_000
        assert loaded(repository, "last").documents[499:]


def test_moments_are_told_in_bangkok() -> None:
    assert time_words(NOON, "th") == "5 ม.ค. 2569 เวลา 19:00 น."
    assert time_words(NOON, "en") == "5 Jan 2026 19:00"
    assert (time_words(None, "th"), day_words(None, "en")) == ("", "")


class TestOtherFormats:
    def test_json_is_that_of_the_audit(
        self, tmp_path: Path, repository: Repository
    ) -> None:
        store_run(repository, verdicts=MIXED)
        found = json.loads(written(tmp_path, "json").read_bytes())
        assert found["schema_version"] == 1
        assert [item["verdict"] for item in found["items"]] == [
            MIXED.get(item, Verdict.PASS).value for item in ITEMS
        ]

    @pytest.mark.parametrize("text", ["แผน", *HOSTILE, "\x00\x08\ufffe"])
    def test_junit_counts_what_the_run_says(
        self, tmp_path: Path, repository: Repository, text: str
    ) -> None:
        store_run(repository, verdicts=MIXED, text=text)
        xml = JUnitXml.fromfile(str(written(tmp_path, "junit")))
        assert (xml.tests, xml.failures, xml.skipped, xml.errors) == (30, 2, 2, 0)

    @needs_browser
    def test_pdf_holds_the_thai_text(
        self, tmp_path: Path, repository: Repository
    ) -> None:
        store_run(repository, verdicts={"O3": Verdict.FAIL})
        file = written(tmp_path, "pdf", "th")
        read_again = read(file.read_bytes(), url="https://example.org/report.pdf")
        assert read_again.openness is Openness.TEXT
        assert "สำนักงานเขตตัวอย่าง" in read_again.text
        assert "แผนปฏิบัติราชการ ปีงบประมาณ 2569" in read_again.text
        with pypdfium2.PdfDocument(file) as pdf:
            assert [round(side) for side in pdf[0].get_size()] == [595, 842]


class TestCommand:
    def test_gives_the_exit_code_of_the_run(
        self, tmp_path: Path, repository: Repository
    ) -> None:
        settings = load_settings({}, db=tmp_path / "oit.db")
        for days, (verdict, code) in enumerate(
            ((Verdict.PASS, 0), (Verdict.FAIL, 1), (Verdict.REVIEW, 3))
        ):
            store_run(repository, f"r{days}", days=days, verdicts={"O1": verdict})
            file = tmp_path / "r.json"
            assert (
                report(run_id=None, output="json", file=file, settings=settings) == code
            )

    def test_writes_to_stdout_without_a_file(
        self,
        tmp_path: Path,
        repository: Repository,
        capfdbinary: pytest.CaptureFixture[bytes],
    ) -> None:
        store_run(repository)
        settings = load_settings({}, db=tmp_path / "oit.db")
        report(run_id="r1", output="html", file=None, settings=settings)
        assert capfdbinary.readouterr().out.startswith(b"<!doctype html>")

    def test_a_file_that_cannot_be_written_is_named(
        self, tmp_path: Path, repository: Repository
    ) -> None:
        store_run(repository)
        settings = load_settings({}, db=tmp_path / "oit.db", lang="th")
        folder = tmp_path / "folder"
        folder.mkdir()
        for file in (folder, tmp_path / "none" / "r.html", tmp_path / ("ก" * 300)):
            with pytest.raises(UsageError, match=re.escape(f"-o {file}")):
                report(run_id=None, output="html", file=file, settings=settings)
        assert not list(folder.iterdir())
        assert not list(tmp_path.glob(".*"))

    def test_a_browser_is_asked_for_where_there_is_none(
        self, tmp_path: Path, repository: Repository
    ) -> None:
        store_run(repository)
        settings = load_settings({"OIT_CHROMIUM": "/none"}, db=tmp_path / "oit.db")
        with pytest.raises(UsageError, match=r"pdf.*OIT_CHROMIUM"):
            report(
                run_id=None, output="pdf", file=tmp_path / "a.pdf", settings=settings
            )


def test_every_format_is_named_on_the_command_line() -> None:
    from typing import get_args, get_type_hints

    import cli

    hints = get_type_hints(cli.report, include_extras=False)
    assert set(get_args(hints["output"])) == set(FORMATS)


@pytest.fixture(scope="module")
def browser_page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, chromium_sandbox=False
        )
        yield browser.new_page()
        browser.close()


CONTRAST = """() => {
  const light = (c) => {
    const v = c.match(/[\\d.]+/g).slice(0, 3).map((x) => x / 255)
      .map((x) => x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
    return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2];
  };
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const c = getComputedStyle(e).backgroundColor;
      if (!c.endsWith(", 0)")) return c;
    }
    return "rgb(255, 255, 255)";
  };
  const poor = [];
  for (const e of document.querySelectorAll("body *")) {
    if (e.closest("svg") || !e.checkVisibility() || e.matches(".skip")) continue;
    if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
    const [a, b] = [light(getComputedStyle(e).color), light(ground(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push(e.outerHTML.slice(0, 80) + ratio);
  }
  return poor;
}"""


@needs_browser
class TestInABrowser:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("width", [390, 1280])
    def test_nothing_overflows_runs_or_is_hard_to_read(
        self,
        tmp_path: Path,
        repository: Repository,
        browser_page: Page,
        width: int,
        scheme: str,
    ) -> None:
        said: list[str] = []
        asked: list[str] = []
        browser_page.on("console", lambda message: said.append(message.text))
        browser_page.on("request", lambda request: asked.append(request.url))
        file = tmp_path / "report.html"
        for number, text in enumerate(HOSTILE[:5]):
            name = f"r{number}"
            verdicts = FAILING | MIXED
            store_run(
                repository, name, days=number, verdicts=verdicts, text=text, files=1
            )
            file.write_text(page(repository, name), encoding="utf-8")
            browser_page.set_viewport_size({"width": width, "height": 800})
            browser_page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            browser_page.goto(file.as_uri())
            assert "OIT" in browser_page.title()
            wide = "document.documentElement.scrollWidth"
            assert browser_page.evaluate(wide) <= width
            assert browser_page.evaluate(CONTRAST) == []
        assert said == []
        assert {url.split(":", maxsplit=1)[0] for url in asked} <= {"file", "data"}

    def test_items_are_chosen_with_the_keyboard(
        self, tmp_path: Path, repository: Repository, browser_page: Page
    ) -> None:
        store_run(repository, verdicts=MIXED)
        file = tmp_path / "report.html"
        file.write_text(page(repository, lang="en"), encoding="utf-8")
        browser_page.goto(file.as_uri())
        browser_page.focus("select[name=verdict]")
        browser_page.keyboard.type("fail")
        shown = browser_page.locator("article.item:visible")
        assert shown.count() == 1
        assert browser_page.locator("output").inner_text() == "1 of 30 items shown"
        # A link to an item that is left out shows it again.
        browser_page.focus("a.tile[href='#O9']")
        browser_page.keyboard.press("Enter")
        browser_page.locator("#O9").wait_for(state="visible")
        assert browser_page.locator("#O9 details").get_attribute("open") is not None
        assert shown.count() == 30

    def test_everything_that_can_be_used_has_a_name(
        self, tmp_path: Path, repository: Repository, browser_page: Page
    ) -> None:
        store_run(repository, verdicts=MIXED, files=1)
        file = tmp_path / "report.html"
        file.write_text(page(repository), encoding="utf-8")
        browser_page.goto(file.as_uri())
        named = """() => [...document.querySelectorAll('a, button, select, summary, svg[role=img]')]
          .filter((e) => !(e.getAttribute('aria-label') || e.textContent.trim()
            || (e.labels && e.labels[0].textContent.trim()))).map((e) => e.outerHTML)"""
        assert browser_page.evaluate(named) == []
        levels = "() => [...document.querySelectorAll('h1, h2, h3')].map((e) => +e.tagName[1])"
        found = browser_page.evaluate(levels)
        assert found[0] == 1
        assert found.count(1) == 1
        assert all(b - a <= 1 for a, b in itertools.pairwise(found))
