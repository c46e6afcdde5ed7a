"""Whole audits of portals whose pages only a browser shows."""

import asyncio
import json
import re
import signal
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import checks.run  # noqa: F401 - fills the register
from config.spec import Spec, with_crawl
from crawler.artifacts import Capture, FetchStatus, Purpose
from crawler.chromium import NoChromiumError
from oit.audit import Audit, recheck, run_audit
from oit.progress import Silent
from storage.database import open_database
from storage.evidence import EvidenceStore
from storage.repository import Repository
from tests.support.browser import (
    folders,
    needs_browser,
    processes_below,
    until_gone,
)
from tests.support.loopback import Answer, Loopback, loopback, never, page
from tests.support.program import environment
from tests.support.sites import HOME_PAGE, NOW, OTHERS, item, portal_page, spec_of

PAGES = {
    "": HOME_PAGE,
    **OTHERS,
    "/page/sub/11": portal_page(
        "แผนปฏิบัติการประจำปี 2567",
        "<p>แผนปฏิบัติการประจำปี พ.ศ. 2567 ของสำนักงานเขต ประกอบด้วยโครงการ 12 โครงการ</p>",
    ),
    "/page/sub/12": portal_page("คู่มือการปฏิบัติงาน", ""),
    "/page/sub/14": portal_page(
        "สถิติการให้บริการ",
        '<p>เลือกปี</p><a href="/tuayang/page/sub/141">สถิติปี 2567</a>',
    ),
    "/page/sub/141": portal_page(
        "สถิติปี 2567", "<p>สถิติการให้บริการประชาชน ปีงบประมาณ 2567 จำนวน 4,512 ราย</p>"
    ),
    "/page/sub/15": portal_page("ข่าวกิจกรรม", "<p>เจ้าหน้าที่ปลูกต้นไม้ริมคลองสายหลัก</p>"),
}
"""A page that has it, a blank one, (a missing one,) one that leads to it, a wrong one."""
ITEMS = {
    "O1": ("แผนปฏิบัติการ", "11", "โครงการ 12 โครงการ"),
    "O2": ("คู่มือการปฏิบัติงาน", "12", "คู่มือ"),
    "O3": ("แผนผังโครงสร้าง", "13", "โครงสร้าง"),
    "O4": ("สถิติการให้บริการ", "14", "สถิติการให้บริการประชาชน"),
    "O5": ("ข่าวกิจกรรม", "15", "รายงานผล"),
}
MISSING = portal_page("ไม่พบหน้าที่ท่านต้องการ", "<p>โปรดกลับหน้าหลัก</p>")
NOT_THERE = page(MISSING, status="404 Not Found")
INNER = re.compile(r'(<div class="inner-content">).*(</div></div><div class="foot">)')
SHELL = (
    "<!DOCTYPE html><html><head><title>สำนักงานเขตตัวอย่าง</title></head><body>"
    '<div id="root"></div><noscript>โปรดเปิดใช้ JavaScript</noscript>'
    '<script src="/app.js"></script></body></html>'
)
APP = """
const path = location.hash ? location.hash.slice(1) : location.pathname.slice(8);
fetch("/api" + path).then((answer) => answer.text()).then((html) => {
  document.getElementById("root").innerHTML = html;
});
"""


def body(html: str) -> str:
    return html.partition("<body>")[2].partition("</body>")[0]


def served() -> dict[str, Answer]:
    """The portal as a server makes it."""
    return {f"/tuayang{path}": page(html) for path, html in PAGES.items()}


def single_page() -> dict[str, Answer]:
    """The same as one page of scripts, under every address."""
    return {
        "/app.js": page(APP, content_type="text/javascript"),
        **{f"/api{path}": page(body(html)) for path, html in PAGES.items()},
        "/api/page/sub/13": page(body(MISSING), status="404 Not Found"),
        "/api/page/sub/999999937/oit-probe": page(body(MISSING)),
        "/robots.txt": page("", content_type="text/plain"),
    }


def by_hash() -> dict[str, Answer]:
    """The same, with its addresses behind the number sign."""
    routes = {
        path: page(body(html).replace('href="/tuayang/page', 'href="/tuayang#/page'))
        for path, html in PAGES.items()
    }
    return {
        **single_page(),
        **{f"/api{path}": answer for path, answer in routes.items()},
        "/tuayang": page(SHELL),
    }


def filled_later() -> dict[str, Answer]:
    """The same with the whole menu from the server and the content by scripts."""
    found: dict[str, Answer] = {}
    for path, html in PAGES.items():
        inner = INNER.search(html)
        assert inner is not None
        script = (
            "<script>fetch('/api' + location.pathname.slice(8)).then((a) => a.text())"
            ".then((html) => document.querySelector('.inner-content').innerHTML = html)"
            "</script>"
        )
        content = html[inner.end(1) : inner.start(2)]
        found[f"/tuayang{path}"] = page(INNER.sub(rf"\1\2{script}", html))
        found[f"/api{path}"] = page(content)
    return found


def spec_for(site: Loopback, before: str = "page") -> Spec:
    spec = spec_of(
        *(
            item(
                item_id,
                title,
                [f"'{before}/sub/{number}'"],
                "{id: opens, check: reachable}",
                "{id: shows, check: placeholder}",
                f"{{id: has, check: text, element: {word}, element_en: x,"
                f" any: [{word}]}}",
            )
            for item_id, (title, number, word) in ITEMS.items()
        )
    )
    return with_crawl(
        spec,
        site.url("/tuayang"),
        allow_private=(site.authority,),
        rate_per_second=500,
        timeout_seconds=15,
    )


class Audited:
    """One audit, its verdicts, and the captures behind them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.missing: list[NoChromiumError] = []
        self.verdicts: dict[str, str] = {}
        self.again: dict[str, str] = {}
        self.captures: dict[str, Capture] = {}

    async def run(self, spec: Spec, **options: object) -> None:
        with (
            open_database(self.folder / "oit.db") as database,
            EvidenceStore(self.folder / "evidence") as evidence,
        ):
            repository = Repository(database, evidence)
            audit = Audit(
                spec=spec,
                item_ids=tuple(each.id for each in spec.items),
                now=lambda: NOW,
                jitter=lambda: 0.0,
                on_no_browser=self.missing.append,
            )
            audit = replace(audit, **options)  # type: ignore[arg-type]
            run_id = await run_audit(audit, repository, evidence, Silent())
            self.verdicts = verdicts(repository, run_id)
            found = repository.load_captures(run_id)
            self.captures = {capture.url: capture for capture in found}
            run = repository.load_run(run_id)
            await asyncio.to_thread(recheck, run, spec, repository, evidence)
            self.again = verdicts(repository, run_id)


def verdicts(repository: Repository, run_id: str) -> dict[str, str]:
    return {each.item_id: each.verdict for each in repository.load_verdicts(run_id)}


async def audited(
    folder: Path,
    routes: dict[str, Answer],
    missing: Answer | None = NOT_THERE,
    *,
    route: str = "",
    **options: object,
) -> Audited:
    async with loopback(routes, missing) as site:
        found = Audited(folder)
        before = site.url(f"/tuayang{route}/page") if route else "page"
        await found.run(spec_for(site, before), **options)
    assert found.again == found.verdicts
    return found


EXPECTED = {"O1": "pass", "O2": "fail", "O3": "fail", "O4": "pass", "O5": "fail"}


async def test_the_portal_as_servers_make_it_needs_no_browser(tmp_path: Path) -> None:
    found = await audited(tmp_path, served(), chromium="/no")
    assert (found.verdicts, found.missing) == (EXPECTED, [])
    assert not any(capture.rendered for capture in found.captures.values())


@pytest.mark.browser
@needs_browser
async def test_portals_of_scripts_are_judged_as_if_servers_made_them(
    tmp_path: Path,
) -> None:
    variants = {
        "single": (single_page(), page(SHELL), ""),
        "hash": (by_hash(), NOT_THERE, "#"),
        "later": (filled_later(), NOT_THERE, ""),
    }
    audits = await asyncio.gather(
        *(
            audited(made(tmp_path / name), routes, missing, route=route)
            for name, (routes, missing, route) in variants.items()
        )
    )
    for name, found in zip(variants, audits, strict=True):
        assert (name, found.verdicts) == (name, EXPECTED)
        pages = [c for c in found.captures.values() if c.purpose is Purpose.ITEM]
        assert len(pages) == len(ITEMS)
        opened = [c for c in pages if c.status is FetchStatus.OK]
        assert all(c.rendered and c.attempts for c in opened)
        purposes = [capture.purpose for capture in found.captures.values()]
        assert purposes.count(Purpose.SUBPAGE) == 1


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder


@pytest.mark.browser
@needs_browser
async def test_what_scripts_add_to_every_page_is_no_content(tmp_path: Path) -> None:
    script = (
        "<script>document.body.insertAdjacentHTML('afterbegin', '<div><p>เว็บไซต์นี้ใช้คุกกี้"
        " เพื่อให้ท่านได้รับประสบการณ์ที่ดี</p><button>ยอมรับ</button></div>')</script></body>"
    )
    pages = {
        f"/tuayang{path}": page(html.replace("</body>", script))
        for path, html in PAGES.items()
    }
    found = await audited(tmp_path, pages)
    assert found.verdicts == EXPECTED
    shown = {c.url.rpartition("/")[2] for c in found.captures.values() if c.rendered}
    assert {"12", "tuayang"} <= shown
    assert not shown & {"11", "14", "15"}


UNSEEN = {
    "O1": "unknown",
    "O2": "unknown",
    "O3": "unknown",
    "O4": "unknown",
    "O5": "unknown",
}


@pytest.mark.parametrize("route", ["", "#"])
async def test_without_a_browser_scripts_leave_pages_unseen(
    tmp_path: Path, route: str
) -> None:
    routes = by_hash() if route else single_page()
    found = await audited(
        tmp_path, routes, page(SHELL), route=route, chromium="/no/such/chromium"
    )
    assert found.verdicts == UNSEEN
    (trouble,) = found.missing
    assert "/no/such/chromium" in trouble.en
    assert "/no/such/chromium" in trouble.th


async def test_no_render_uses_none(tmp_path: Path) -> None:
    found = await audited(
        tmp_path, single_page(), page(SHELL), render=False, chromium="/no"
    )
    assert (found.verdicts, found.missing) == (UNSEEN, [])


def environment_of(folder: Path, site: Loopback) -> dict[str, str]:
    (folder / "temp").mkdir()
    (folder / "spec.yaml").write_text(
        "version: 1\n"
        f"agency: {{id: tuayang, name: เขต, base_url: '{site.url('/tuayang')}'}}\n"
        f"crawl: {{allow_private: ['{site.authority}'], rate_per_second: 500}}\n"
        "items:\n" + item("O1", "แผน", ["page/sub/11"], "{id: o, check: reachable}"),
        "utf-8",
    )
    return environment(folder, TMPDIR=str(folder / "temp"), OIT_LANG="en")


async def program(
    folder: Path, environ: dict[str, str], *arguments: str
) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "import signal, oit\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "raise SystemExit(oit.main())",
        *arguments,
        "--spec=spec.yaml",
        "-q",
        cwd=folder,
        env=environ,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


@pytest.mark.browser
@needs_browser
async def test_a_page_can_be_looked_at_by_its_route(tmp_path: Path) -> None:
    async with loopback(by_hash()) as site:
        environ = environment_of(tmp_path, site)
        url = site.url("/tuayang#/page/sub/11")
        process = await program(tmp_path, environ, "check", url, "--format=json")
        out, err = await process.communicate()
    found = json.loads(out)
    assert (process.returncode, err) == (0, b"")
    assert (found["url"], found["final_url"]) == (url, url)
    assert "โครงการ 12 โครงการ" in found["text"]
    assert "ประวัติเขต" not in found["text"]


async def test_the_program_says_how_to_get_a_browser(tmp_path: Path) -> None:
    async with loopback(single_page(), page(SHELL)) as site:
        environ = {**environment_of(tmp_path, site), "OIT_CHROMIUM": "/no/chromium"}
        commands = (
            ("audit",),
            ("check", site.url("/tuayang/page/sub/11")),
            ("audit", "--no-render", "--db=other.db"),
        )
        said = []
        for process in [await program(tmp_path, environ, *each) for each in commands]:
            _, err = await process.communicate()
            assert process.returncode == 3, err.decode()
            said.append(err.decode())
    assert [text.count("OIT_CHROMIUM names /no/chromium") for text in said] == [1, 1, 0]


@pytest.mark.browser
@needs_browser
async def test_an_interrupted_audit_leaves_no_browser(tmp_path: Path) -> None:
    signals = (signal.SIGINT, signal.SIGTERM)
    await asyncio.gather(
        *(interrupted(made(tmp_path / number.name), number) for number in signals)
    )


async def interrupted(folder: Path, number: int) -> None:
    began = asyncio.Event()

    async def slow(path: str, writer: asyncio.StreamWriter) -> None:
        began.set()
        await never(path, writer)

    # The front page is the first to be rendered.
    routes = {**single_page(), "/api": slow}
    async with loopback(routes, page(SHELL)) as site:
        process = await program(folder, environment_of(folder, site), "audit")
        async with asyncio.timeout(30):
            await began.wait()
            running = processes_below(process.pid)
            process.send_signal(number)
            await process.communicate()
    assert process.returncode == 4
    assert running
    assert await asyncio.to_thread(until_gone, running) == set()
    assert folders(folder / "temp") == set()
