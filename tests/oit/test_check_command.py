"""``oit check``: one page or file now, for one item or none; nothing is kept."""

import asyncio
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from rich.console import Console

from checks.finding import UNSEEN, Evidence, Finding, Outcome, Reason
from checks.subject import NEEDS_BROWSER
from checks.verdict import Verdict
from config.spec import Spec, load_spec, with_crawl
from crawler.artifacts import FetchStatus
from crawler.urls import BadUrlError
from documents.document import Block, Document, Kind, Openness, Problem
from documents.thai.display import cells
from oit.audit import Audit, today_in_bangkok
from oit.check_command import check, exit_code
from oit.demo import SPEC, DemoPortal
from oit.one_url import Look, address_of, look_at, passing_evidence
from oit.progress import Silent
from oit.reports.as_json import TEXT, render_look
from oit.reports.look import KINDS, print_look
from oit.settings import load_settings
from oit.trouble import UsageError, told
from storage.errors import StorageError
from storage.evidence import EvidenceStore
from tests.storage.samples import capture
from tests.support.loopback import loopback, never, page
from tests.support.program import environment, oit

FINDING: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": [
        "requirement",
        "check",
        "outcome",
        "reason",
        "message",
        "fix",
        "evidence",
    ],
    "properties": {
        "requirement": {"type": "string", "minLength": 1},
        "check": {"type": "string", "minLength": 1},
        "outcome": {"enum": [outcome.value for outcome in Outcome]},
        "reason": {"enum": [reason.value for reason in Reason]},
        "message": {"type": "string", "minLength": 1},
        "fix": {"type": "string"},
        "evidence": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["url", "digest", "quote", "locator", "screenshot"],
                "properties": {
                    "url": {"type": "string"},
                    "digest": {"type": ["string", "null"]},
                    "quote": {"type": "string", "maxLength": 300},
                    "locator": {"type": "string"},
                    "screenshot": {"type": "null"},
                },
            },
        },
    },
}
WITHOUT_ITEM: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": [
        "url",
        "final_url",
        "fetch_status",
        "http_status",
        "media_type",
        "kind",
        "openness",
        "text",
        "findings",
    ],
    "properties": {
        "url": {"type": "string", "format": "uri"},
        "final_url": {"type": "string", "format": "uri"},
        "fetch_status": {"enum": [status.value for status in FetchStatus]},
        "http_status": {"type": ["integer", "null"]},
        "media_type": {"type": "string"},
        "kind": {"enum": [*(kind.value for kind in Kind), None]},
        "openness": {"enum": [*(level.value for level in Openness), None]},
        "text": {"type": "string", "maxLength": TEXT},
        "findings": {"type": "array", "items": FINDING, "maxItems": 1},
    },
}
WITH_ITEM: dict[str, Any] = {
    **WITHOUT_ITEM,
    "required": [*WITHOUT_ITEM["required"], "verdict"],
    "properties": {
        **WITHOUT_ITEM["properties"],
        "findings": {"type": "array", "items": FINDING, "minItems": 1},
        "verdict": {"enum": ["pass", "fail", "review", "unknown"]},
    },
}


DEMO = load_spec(SPEC)
# What the shipped spec asks of the item may change; this page does for this.
ACTS = """\
items:
  - id: O4
    require:
      - {id: acts, check: text, element: กฎหมาย, element_en: Acts, any: [พระราชบัญญัติ]}
"""


@dataclass
class Portal:
    spec_path: Path
    base_url: str
    pdf: str
    xlsx: str


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    with DemoPortal(today=today_in_bangkok()) as demo:
        path = tmp_path_factory.mktemp("spec") / "spec.yaml"
        path.write_text(
            f"extends: {SPEC}\n"
            f'agency: {{base_url: "{demo.base_url}"}}\n'
            f'crawl: {{allow_private: ["{demo.host}"]}}\n' + ACTS,
            encoding="utf-8",
        )
        files = sorted(demo._server.portal.site.files)
        yield Portal(
            spec_path=path,
            base_url=demo.base_url,
            pdf=next(f for f in files if f.endswith(".pdf")),
            xlsx=next(f for f in files if f.endswith(".xlsx")),
        )


@dataclass
class Checked:
    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.out)
        schema = WITH_ITEM if "verdict" in found else WITHOUT_ITEM
        Draft202012Validator(schema).validate(found)
        return found


class Checker:
    """Runs the command in this process."""

    def __init__(self, portal: Portal, capsys: pytest.CaptureFixture[str]) -> None:
        self.portal = portal
        self._capsys = capsys

    def __call__(
        self,
        url: str,
        item: str = "",
        *,
        output: str = "json",
        lang: str = "en",
        quiet: bool = True,
    ) -> Checked:
        code = check(
            url=url,
            item=item,
            spec_path=self.portal.spec_path,
            output=output,
            settings=load_settings({}, lang=lang),
            quiet=quiet,
        )
        return Checked(code, *self._capsys.readouterr())


@pytest.fixture
def checked(portal: Portal, capsys: pytest.CaptureFixture[str]) -> Checker:
    return Checker(portal, capsys)


def test_a_page_that_does_for_its_item(checked: Checker) -> None:
    ran = checked("page/sub/30401/กฎหมายที่เกี่ยวข้อง", "o4")
    found = ran.json
    assert (ran.code, found["verdict"], ran.err) == (0, "pass", "")
    assert found["url"].startswith(checked.portal.base_url + "/page/sub/30401/%E0")
    assert (found["fetch_status"], found["http_status"]) == ("ok", 200)
    assert (found["kind"], found["openness"]) == ("html", "text")
    assert "พระราชบัญญัติควบคุมอาคาร" in found["text"]
    # The menu, which is on every page, is not the page's own.
    assert "สรุปผลการจัดซื้อจัดจ้าง" not in found["text"]


def test_a_blank_page_fails_its_item(checked: Checker) -> None:
    ran = checked("page/sub/30301/แผนพัฒนาเชิงพื้นที่", "O3")
    assert (ran.code, ran.json["verdict"]) == (1, "fail")


def test_what_a_page_leads_to_is_read_for_an_item(checked: Checker) -> None:
    ran = checked("page/sub/32001/x", "O20")
    found = ran.json
    assert (ran.code, found["verdict"]) == (1, "fail")
    urls = {e["url"] for f in found["findings"] for e in f["evidence"]}
    assert any(url.endswith(".xlsx") for url in urls)


def test_a_page_of_another_item_is_told(checked: Checker) -> None:
    ran = checked("page/sub/32801/x", "O20")
    outcomes = {f["check"]: f["outcome"] for f in ran.json["findings"]}
    assert (ran.code, outcomes["right-page"]) == (1, "failed")


def test_without_an_item(checked: Checker) -> None:
    ran = checked(f"{checked.portal.base_url}/page/sub/30401")
    found = ran.json
    assert (ran.code, found["findings"], "verdict" in found) == (0, [], False)
    assert found["text"].startswith("กฎหมายที่เกี่ยวข้อง")


@pytest.mark.parametrize(
    ("url", "reason", "thai"),
    [
        ("page/sub/30301/x", "empty-page", "ไม่มีเนื้อหา"),
        ("page/sub/32901/x", "placeholder", "“อยู่ระหว่างปรับปรุงข้อมูล”"),
    ],
)
def test_without_an_item_a_page_that_shows_nothing_is_told(
    checked: Checker, url: str, reason: str, thai: str
) -> None:
    ran = checked(url)
    (finding,) = ran.json["findings"]
    assert (ran.code, ran.json["fetch_status"], "verdict" in ran.json) == (
        1,
        "ok",
        False,
    )
    assert (finding["reason"], finding["outcome"]) == (reason, "failed")
    assert finding["evidence"][0]["digest"]
    told = checked(url, output="table", lang="th").out
    (line,) = [line for line in told.splitlines() if line.startswith("✗")]
    assert thai in line


ADDRESS = "http://127.0.0.1:9/page/sub/123"


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("item", ["", "O4"])
def test_a_refusal_names_the_setting_and_is_said_once(
    item: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = check(
        url=ADDRESS,
        item=item,
        spec_path=None,
        output="table",
        settings=load_settings({}, lang=lang),
        quiet=True,
    )
    out = " ".join(capsys.readouterr().out.split())
    assert code == 3
    assert out.count("OIT_ALLOW_PRIVATE=127.0.0.1:9") == 1
    assert "crawl.allow_private" in out
    assert out.count("?") == bool(item)
    assert out.count("ยังตัดสินไม่ได้" if lang == "th" else "Cannot be") == bool(item)
    assert ("ข้อย่อย)" in out or " requirements)" in out) is bool(item)


@pytest.mark.parametrize("item", ["", "O5"])
def test_a_page_that_is_gone(checked: Checker, item: str) -> None:
    ran = checked("page/sub/30501/x", item)
    found = ran.json
    assert (ran.code, found["fetch_status"]) == (1, "soft_not_found")
    assert (found["kind"], found["openness"], found["text"]) == (None, None, "")
    assert found["final_url"] == checked.portal.base_url


@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_a_file(checked: Checker, kind: str) -> None:
    path = checked.portal.pdf if kind == "pdf" else checked.portal.xlsx
    origin = checked.portal.base_url.rpartition("/")[0]
    ran = checked(origin + path)
    assert (ran.code, ran.json["kind"]) == (0, kind)
    judged = checked(origin + path, "O20").json
    assert judged["kind"] == kind


def test_the_front_page_itself(checked: Checker) -> None:
    ran = checked(checked.portal.base_url)
    assert (ran.code, ran.json["fetch_status"]) == (0, "ok")


def test_in_words(checked: Checker) -> None:
    thai = checked("page/sub/30301/ก", "O3", output="table", lang="th", quiet=False)
    assert "O3  ✗ ไม่ผ่าน  แผนพัฒนาเชิงพื้นที่" in thai.out
    assert "หน้าเว็บ" in thai.out
    assert "เปิดได้ (HTTP 200)" in thai.out
    assert thai.out.count("✗") > 1
    assert "  → " in thai.out
    assert "page/sub/30301/ก\n" in thai.out
    assert "oit: กำลังเปิดหน้านี้" in thai.err
    english = checked("page/sub/30401/x", output="table", quiet=False)
    assert "web page" in english.out
    assert "พระราชบัญญัติ" in english.out
    assert "characters in all" in english.out
    assert "oit: looking at it" in english.err


@pytest.mark.parametrize(
    ("url", "item"), [("http://127.0.0.1:9/x", "O1"), ("http://no-host.invalid/x", "")]
)
def test_a_dead_host_says_nothing_of_the_page(
    url: str, item: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "fast.yaml"
    path.write_text(
        "extends: o1_o30.yaml\n"
        'crawl: {rate_per_second: 500, timeout_seconds: 2, allow_private: ["127.0.0.1:9"]}',
    )
    code = check(
        url=url,
        item=item,
        spec_path=path,
        output="json",
        settings=load_settings({}, lang="en"),
        quiet=True,
    )
    ran = Checked(code, *capsys.readouterr())
    assert ran.code == 3
    assert ran.json.get("verdict") == ("unknown" if item else None)
    assert ran.json["http_status"] is None


BAD_URLS = [
    "",
    " ",
    "http://",
    "ftp://a.go.th/x",
    "javascript:alert(1)",
    "http://[::1",
    "//a.go.th/x",
    "www.a.go.th",
    "ht!tp://a",
    "http://user:secret@:99/",
]


@pytest.mark.parametrize("url", BAD_URLS)
def test_a_malformed_url_is_refused(url: str) -> None:
    with pytest.raises(BadUrlError):
        address_of(DEMO, url)


def test_a_password_is_not_repeated(checked: Checker) -> None:
    with pytest.raises(UsageError, match=r"“:99/” (is no web|ไม่ใช่ที่อยู่)"):
        checked("http://user:secret@:99/")


@pytest.mark.parametrize(
    ("lang", "url", "item", "expected"),
    [
        ("en", "ftp://a", "", "“ftp://a” is no web address; give a URL"),
        ("th", "ftp://a", "", "“ftp://a” ไม่ใช่ที่อยู่เว็บ"),
        ("en", "x", "O99", "--item: the spec has no O99 (it has O1–O30)"),
        ("th", "x", "O99", "--item: ไม่มีข้อ O99 ในสเปก (มี O1–O30)"),
    ],
)
def test_wrong_usage_is_one_sentence(
    lang: str,
    url: str,
    item: str,
    expected: str,
    checked: Checker,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.argv", ["oit", "check", "--lang", lang])
    assert told(lambda: checked(url, item, lang=lang).code) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith("oit: " + expected)


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    ran = oit(tmp_path, "check", "x", "--format", "xml")
    assert (ran.code, ran.out, "Traceback" in ran.err) == (2, "", False)


def test_nothing_is_written(portal: Portal, tmp_path: Path) -> None:
    for name in ("work", "temp", "home"):
        (tmp_path / name).mkdir()
    ran = oit(
        tmp_path / "work",
        "check",
        "page/sub/30401/x",
        "--item=O4",
        "--format=json",
        f"--spec={portal.spec_path}",
        TMPDIR=str(tmp_path / "temp"),
        HOME=str(tmp_path / "home"),
        PYTHONDONTWRITEBYTECODE="1",
    )
    assert (ran.code, ran.json["verdict"]) == (0, "pass")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert list((tmp_path / "temp").iterdir()) == []


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_an_interrupted_check_leaves_nothing(
    portal: Portal, tmp_path: Path, number: int
) -> None:
    asked = asyncio.Event()

    async def slow(path: str, writer: asyncio.StreamWriter) -> None:
        asked.set()
        await never(path, writer)

    routes = {"/": page("<p>หน้าแรก</p>"), "/slow": slow}
    (tmp_path / "temp").mkdir()
    async with loopback(routes) as site:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            "import signal, oit\n"
            "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
            "raise SystemExit(oit.main())",
            "check",
            site.url("/slow"),
            "--lang=en",
            "-q",
            f"--spec={portal.spec_path}",
            cwd=tmp_path,
            env=environment(
                tmp_path,
                OIT_ALLOW_PRIVATE=site.authority,
                TMPDIR=str(tmp_path / "temp"),
            ),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        async with asyncio.timeout(20):
            await asked.wait()
            assert names(tmp_path) != ["temp"]
            process.send_signal(number)
            out, err = await process.communicate()
    assert (process.returncode, out) == (4, b"")
    assert err == b"oit: Interrupted; nothing was kept.\n"
    assert names(tmp_path) == ["temp"]


def demo_spec(**crawl: object) -> Spec:
    return with_crawl(DEMO, "http://agency.invalid/x", **crawl)


async def look(spec: Spec, url: str, *items: str, render: bool = True) -> Look:
    audit = Audit(spec=spec, item_ids=items, render=render)
    with passing_evidence() as evidence:
        return await look_at(audit, url, evidence, Silent())


async def test_another_site_is_learnt_from_its_own_front_page() -> None:
    menu = "".join(f'<a href="/p{n}">เมนูที่ {n}</a>' for n in range(9))
    pages = {f"/p{n}": page(f"{menu}<p>เนื้อหาของหน้าที่ {n}</p>") for n in range(9)}
    home = {"/": page(f"{menu}<p>ข่าว</p>")}
    async with loopback({**pages, **home}) as site:
        spec = demo_spec(allow_private=(site.authority,), headers={"X-Secret": "1"})
        seen = await look(spec, site.url("/p3"))
        assert seen.document is not None
        assert seen.document.text == "เนื้อหาของหน้าที่ 3"
        assert {path for path, _ in site.asked} >= {"/", "/p3"}
        assert not any("x-secret" in headers for _, headers in site.asked)


async def test_a_page_of_scripts_was_not_seen() -> None:
    shell = page("<title>x</title><div id=app></div><script src=a.js></script>")
    async with loopback({"/app": shell, "/": page("<p>หน้าแรก</p>")}) as site:
        spec = demo_spec(allow_private=(site.authority,))
        seen = await look(spec, site.url("/app"), render=False)
    assert (seen.unseen_because, exit_code(seen)) == (NEEDS_BROWSER, 3)


async def test_a_full_disk_ends_it(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    async with loopback({"/": page("<p>หน้าแรก</p>")}) as site:
        spec = demo_spec(allow_private=(site.authority,))
        evidence = EvidenceStore(tmp_path / "file" / "x")
        with pytest.raises(StorageError):
            await look_at(
                Audit(spec=spec, item_ids=()), site.url("/a"), evidence, Silent()
            )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("page/sub/1", "https://a.go.th/x/page/sub/1"),
        (" /x/page/sub/1\n", "https://a.go.th/x/page/sub/1"),
        ("HTTPS://b.go.th/ก", "https://b.go.th/%E0%B8%81"),
        ("https://me:secret@b.go.th", "https://b.go.th/"),
        ("page?next=http://b.go.th", ""),
    ],
)
def test_addresses(text: str, expected: str) -> None:
    spec = with_crawl(DEMO, "https://a.go.th/x")
    if expected:
        assert address_of(spec, text) == expected
    else:
        with pytest.raises(BadUrlError):
            address_of(spec, text)


def document(*problems: Problem, text: str = "", kind: Kind = Kind.PDF) -> Document:
    return Document(
        kind=kind,
        openness=Openness.TEXT if text else Openness.NONE,
        blocks=(Block(text=text),) if text else (),
        problems=problems,
    )


OPENED = Look(capture=capture(), document=document(text="ก"), broken=False)


@pytest.mark.parametrize(
    ("seen", "code"),
    [
        (OPENED, 0),
        (replace(OPENED, document=document(Problem.EMPTY, kind=Kind.HTML)), 0),
        (replace(OPENED, document=document(Problem.SCANNED)), 0),
        (replace(OPENED, document=document(Problem.CUT, text="ก")), 0),
        (replace(OPENED, document=document(Problem.ENCRYPTED)), 3),
        (replace(OPENED, document=document(Problem.UNSUPPORTED, kind=Kind.DOC)), 3),
        (replace(OPENED, document=None), 3),
        (replace(OPENED, unseen_because=NEEDS_BROWSER), 3),
        (replace(OPENED, document=None, broken=None), 3),
        (replace(OPENED, document=None, broken=True), 1),
        (replace(OPENED, verdict=Verdict.PASS), 0),
        (replace(OPENED, verdict=Verdict.FAIL), 1),
        (replace(OPENED, verdict=Verdict.REVIEW), 3),
        (replace(OPENED, verdict=Verdict.UNKNOWN), 3),
    ],
)
def test_exit_codes(seen: Look, code: int) -> None:
    assert exit_code(seen) == code


def test_text_is_cut_at_a_whole_thai_character() -> None:
    seen = replace(OPENED, document=document(text="กี่" * 1000))
    text = json.loads(render_look(seen, "th"))["text"]
    assert len(text) <= TEXT
    assert text.rstrip("…").endswith("กี่")


def judged(outcome: Outcome, reason: Reason, **facts: str) -> Finding:
    return Finding(
        outcome=outcome,
        reason=reason,
        facts=tuple(facts.items()),
        evidence=(
            Evidence(
                url="https://a.go.th/ไฟล์.pdf", quote="คำที่พบ " * 30, locator="page=3"
            ),
        ),
        requirement="x",
        check="document",
    )


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("lang", ["th", "en"])
def test_no_line_is_too_long_and_nothing_steers_the_terminal(
    width: int, lang: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    names = {"element": "แผนพัฒนาเขต" * 9, "element_en": "District plan " * 9}
    item = DEMO.items[0]
    findings = (
        judged(Outcome.PASSED, Reason.FOUND, **names),
        judged(Outcome.NOT_APPLICABLE, Reason.ELEMENT_MISSING),
        judged(Outcome.NOT_APPLICABLE, Reason.ELEMENT_MISSING),
        judged(Outcome.FAILED, Reason.MISSING, url="https://a.go.th", **names),
        judged(Outcome.INCONCLUSIVE, Reason.NOTHING_TO_JUDGE),
    )
    text = "\x1b[31mข้อความยาวมากของหน้า " * 60
    hostile = replace(OPENED, document=document(Problem.CUT, text=text))
    for seen in (
        hostile,
        replace(hostile, item=item, verdict=Verdict.FAIL, findings=findings),
        replace(
            OPENED,
            document=None,
            broken=True,
            capture=capture(status=FetchStatus.FORBIDDEN),
        ),
    ):
        print_look(seen, lang, Console(width=width, highlight=False))
        lines = capsys.readouterr().out.splitlines()
        assert max(map(cells, lines)) <= width
        assert not any("\x1b" in line for line in lines)
    assert Reason.MISSING not in UNSEEN


def test_every_kind_has_its_words() -> None:
    assert set(KINDS) == set(Kind)
