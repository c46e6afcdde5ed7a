"""Every link of the audited pages, looked at once: what is broken is told, nothing else."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from config.spec import parse_spec
from crawler.artifacts import BUDGET, CHECKED_ONLY, Capture, FetchStatus
from oit.audit import Audit, run_audit, spec_of
from oit.progress import Silent
from oit.reports.broken import BrokenLink, Links, load_links
from oit.reports.model import load_report
from oit.suggest import Ground
from storage.database import open_database
from storage.evidence import EvidenceStore
from storage.repository import Repository
from tests.support.loopback import (
    Answer,
    Loopback,
    in_turn,
    loopback,
    never,
    page,
    redirect,
    sends,
)

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)
WORDS = ["แผนงาน", "งบประมาณ", "สถิติ", "คู่มือ", "บุคลากร", "ร้องเรียน", "ประกาศ"]
MENU = "".join(
    f'<li><a href="/t/page/sub/{900 + n}/x">{text}</a></li>'
    for n, text in enumerate(WORDS)
)


def portal(title: str, body: str) -> str:
    return (
        "<html><head><title>เขตตัวอย่าง</title></head><body>"
        f'<div class="top"><ul class="menu">{MENU}<li><a href="/t/gone-menu">เมนูเสีย</a></li>'
        "</ul></div>"
        f'<div class="content"><h3>{title}</h3>{body}<p>เนื้อหาของ{title}ที่ไม่ซ้ำใคร</p></div>'
        '<div class="foot"><p>โทรศัพท์ 0 2000 0000</p></div></body></html>'
    )


GOES_HOME = page('<meta http-equiv="refresh" content="0;URL=/t">')
GONE = page("<h1>404</h1>", status="404 Not Found")
PDF = page(b"%PDF-1.4\n" + b"0" * 200_000, content_type="application/pdf")


def answers(pages: Mapping[str, str], more: Mapping[str, Answer]) -> dict[str, Answer]:
    menu = {
        f"/t/page/sub/{900 + n}/x": page(portal(text, f"<p>{text}</p>"))
        for n, text in enumerate(WORDS)
    }
    items = {path: page(portal(path, body)) for path, body in pages.items()}
    home = {"/t": page(portal("หน้าแรก", "<p>ข่าว</p>"))}
    return {"/robots.txt": GONE, **home, **menu, **items, **more}


@dataclass
class Done:
    repository: Repository
    run_id: str
    site: Loopback

    @property
    def captures(self) -> dict[str, Capture]:
        found = self.repository.load_captures(self.run_id)
        return {c.url.removeprefix(self.site.url("")): c for c in found}

    @property
    def links(self) -> Links:
        run = self.repository.load_run(self.run_id)
        captures = self.repository.load_captures(self.run_id)
        return load_links(run, spec_of(run, self.repository), captures, self.repository)

    @property
    def broken(self) -> dict[str, BrokenLink]:
        return {
            link.capture.url.removeprefix(self.site.url("")): link
            for link in self.links.broken
        }


@dataclass
class Auditor:
    repository: Repository
    evidence: EvidenceStore
    runs: int = 0
    max_links: int = 500
    timeout: float = 0.5
    budget: int = 60
    only: tuple[str, ...] = ()

    async def audit(self, site: Loopback, *paths: str, allow: str = "") -> Done:
        items = "".join(
            f"  - {{id: O{n}, title: ข้อที่ {n}, group: '9.1.1', owner: ฝ่ายที่ {n},"
            f" citation: ทดสอบ, urls: [{{url: '{path}'}}],"
            " require: [{id: right-page, check: right-page}]}\n"
            for n, path in enumerate(paths, 1)
        )
        spec = parse_spec(
            "version: 1\n"
            f"agency: {{id: t, name: เขต, base_url: '{site.url('/t')}'}}\n"
            f"crawl: {{rate_per_second: 1000, concurrency: 16, timeout_seconds:"
            f" {self.timeout}, max_depth: 0, max_pages_per_item: {self.budget},"
            f" allow_private: ['{site.authority}'{allow and ', '}{allow}]}}\n"
            f"items:\n{items}"
        )
        self.runs += 1
        at = NOON + timedelta(days=self.runs)
        audit = Audit(
            spec=spec,
            item_ids=self.only or tuple(item.id for item in spec.items),
            render=False,
            max_links=self.max_links,
            now=lambda: at,
            new_id=lambda: f"run{self.runs}",
            jitter=lambda: 0.0,
        )
        run_id = await run_audit(audit, self.repository, self.evidence, Silent())
        return Done(self.repository, run_id, site)


@pytest.fixture
def auditor(tmp_path: Path) -> Iterator[Auditor]:
    path = tmp_path / "oit.db"
    with open_database(path) as database, EvidenceStore.beside(path) as evidence:
        yield Auditor(Repository(database, evidence), evidence)


@asynccontextmanager
async def portal_of(
    pages: Mapping[str, str], more: Mapping[str, Answer]
) -> AsyncIterator[Loopback]:
    async with loopback(answers(pages, more), GONE) as site:
        yield site


def anchors(*hrefs: str) -> str:
    return "".join(f'<p><a href="{h}">เอกสารที่ {n}</a></p>' for n, h in enumerate(hrefs))


def closed_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def slow(path: str, writer: asyncio.StreamWriter) -> None:
    """Answer within the second pass's limit, not within the first's."""
    await asyncio.sleep(0.7)
    await page("<title>ช้า</title><p>ช้าแต่มา</p>")(path, writer)


BROKEN: dict[str, tuple[Answer | None, FetchStatus]] = {
    "/gone": (GONE, FetchStatus.NOT_FOUND),
    "/gone.pdf": (GONE, FetchStatus.NOT_FOUND),
    "/410": (page("", status="410 Gone"), FetchStatus.NOT_FOUND),
    "/500": (page("", status="500 Oops"), FetchStatus.SERVER_ERROR),
    "/loop": (redirect("/loop"), FetchStatus.REDIRECT_LOOP),
    "/to-gone": (redirect("/gone"), FetchStatus.NOT_FOUND),
    "/hang": (never, FetchStatus.TIMEOUT),
    "/t/page/sub/123/x": (GOES_HOME, FetchStatus.SOFT_NOT_FOUND),
    "/t/page/sub/124/0/info/7/x": (
        page("<script>window.history.back();</script>"),
        FetchStatus.SOFT_NOT_FOUND,
    ),
    "/cut.pdf": (
        sends(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n"
            b"Content-Length: 4000\r\n\r\n%PDF"
        ),
        FetchStatus.TRUNCATED,
    ),
    "/reset": (sends(b""), FetchStatus.CONNECT_ERROR),
    "/denied.pdf": (page("", status="403 Forbidden"), FetchStatus.FORBIDDEN),
}
THAI = "/t/เอกสาร แผน.html"
GOOD: dict[str, Answer] = {
    "/ok": page("<title>ดี</title><p>เนื้อหาดี</p>"),
    "/ok.pdf": PDF,
    "/moved": redirect("/ok"),
    "/Upper/CASE": page("<p>ตัวใหญ่</p>"),
    "/q?b=2&a=1": page("<p>เรียงแล้ว</p>"),
    quote(THAI, safe="/"): page("<p>ชื่อไทย</p>"),
    "/slow": slow,
    "/flaps": in_turn(page("", status="503 Busy"), page("<p>มาแล้ว</p>")),
    "/wall": page(
        "<title>Just a moment...</title>",
        status="403 Forbidden",
        headers={"cf-mitigated": "challenge"},
    ),
    "/busy": page("", status="429 Too Many Requests"),
    "/inside": redirect("/login"),
    "/login": page('<form><input type="password" name="p"></form><p>เข้าสู่ระบบ</p>'),
}


async def test_all_that_is_broken_is_told_and_nothing_else(auditor: Auditor) -> None:
    closed = f"http://127.0.0.1:{closed_port()}/x"
    others = [
        "mailto:a@example.go.th",
        "mailto:",
        "mailto:not-an-address",
        "tel:021234567",
        "tel:โทร",
        "javascript:void(0)",
        "http://no-such-host.invalid/x",
        "file:///C:/Users/officer/plan.docx",
        closed,
        "#",
        "#top",
    ]
    body = anchors(*BROKEN, *GOOD, THAI, *others)
    more = {path: answer for path, (answer, _) in BROKEN.items() if answer} | GOOD
    async with portal_of({"/t/page/sub/1/a": body}, more) as site:
        authority = closed.split("/")[2]
        done = await auditor.audit(site, "/t/page/sub/1/a", allow=f"'{authority}'")
        links = done.links
    found = {url: link.capture.status for url, link in done.broken.items()}
    assert found == {
        **{path: status for path, (_, status) in BROKEN.items()},
        "/t/gone-menu": FetchStatus.NOT_FOUND,
        "mailto:": FetchStatus.NOT_FOUND,
        "mailto:not-an-address": FetchStatus.NOT_FOUND,
        "tel:โทร": FetchStatus.NOT_FOUND,
        "file:///C:/Users/officer/plan.docx": FetchStatus.NOT_FOUND,
        "http://no-such-host.invalid/x": FetchStatus.DNS_ERROR,
        closed: FetchStatus.CONNECT_ERROR,
    }
    unsure = {c.url.removeprefix(site.url("")) for c in links.unsure}
    assert unsure == {"/wall", "/busy", "/inside"}
    one = done.broken["/gone.pdf"]
    assert (one.anchor_text, one.items, one.template) == ("เอกสารที่ 1", ("O1",), False)
    assert one.found_on == site.url("/t/page/sub/1/a")
    assert one.locator.startswith("css=")
    assert done.broken["/t/gone-menu"].template
    assert done.broken["/t/gone-menu"].anchor_text == "เมนูเสีย"


async def test_broken_is_confirmed_and_the_rest_is_asked_once(auditor: Auditor) -> None:
    body = anchors("/ok", "/ok.pdf", "/gone", "/500")
    async with portal_of(
        {"/t/page/sub/1/a": body, "/t/page/sub/2/b": body},
        {
            "/ok": GOOD["/ok"],
            "/ok.pdf": PDF,
            "/500": BROKEN["/500"][0] or GONE,
        },
    ) as site:
        done = await auditor.audit(site, "/t/page/sub/1/a", "/t/page/sub/2/b")
    asked = {path: site.count(path) for path in ("/ok", "/ok.pdf", "/gone", "/500")}
    assert asked["/ok"] == asked["/ok.pdf"] == 1
    assert asked["/gone"] == asked["/500"] == 2
    assert all(site.count(f"/t/page/sub/{900 + n}/x") == 1 for n in range(len(WORDS)))
    gone = [link for link in done.links.broken if link.capture.url == site.url("/gone")]
    assert [link.items for link in gone] == [("O1",), ("O2",)]
    assert any(a.second_pass for a in gone[0].capture.attempts)
    kept = {c.digest for c in done.captures.values() if c.purpose in CHECKED_ONLY}
    assert kept == {None}


async def test_places_within_pages(auditor: Auditor) -> None:
    body = (
        '<p id="here">ก</p>'
        + anchors("#here", "#nowhere", "/ok#part", "/ok#lost", "/ok.pdf#page=3")
        + anchors("/t/page/sub/2/b#far", "/t/page/sub/2/b#lost", f"/ok#{quote('ส่วน')}")
        + '<p><a href="#opens" onclick="go()">เปิด</a></p>'
        + '<p><a href="#/route/2">ไป</a></p>'
    )
    more = {
        "/ok": page('<p id="part">ส่วน</p><a name="ส่วน"></a>'),
        "/ok.pdf": PDF,
    }
    pages = {"/t/page/sub/1/a": body, "/t/page/sub/2/b": '<h4 id="far">ไกล</h4>'}
    async with portal_of(pages, more) as site:
        done = await auditor.audit(site, "/t/page/sub/1/a", "/t/page/sub/2/b")
    broken = {url for url, link in done.broken.items() if not link.template}
    assert broken == {"/t/page/sub/1/a#nowhere", "/ok#lost", "/t/page/sub/2/b#lost"}
    assert done.broken["/ok#lost"].capture.http_status == 200


async def test_pictures_and_links_around_them_count(auditor: Auditor) -> None:
    body = (
        '<p><a href="/large.jpg"><img src="/small.jpg" alt="แผนผัง"></a></p>'
        '<p><iframe src="/frame" title="แผนที่"></iframe></p>'
    )
    async with portal_of({"/t/page/sub/1/a": body}, {}) as site:
        done = await auditor.audit(site, "/t/page/sub/1/a")
    assert {"/large.jpg", "/small.jpg", "/frame"} <= set(done.broken)
    assert done.broken["/large.jpg"].anchor_text == "แผนผัง"


async def test_a_base_element_counts(auditor: Auditor) -> None:
    body = anchors("deep/ok", "gone").replace("<p>", '<base href="/elsewhere/"><p>', 1)
    more = {"/elsewhere/deep/ok": GOOD["/ok"]}
    async with portal_of({"/t/page/sub/1/a": body}, more) as site:
        done = await auditor.audit(site, "/t/page/sub/1/a")
    own = {url for url, link in done.broken.items() if not link.template}
    assert own == {"/elsewhere/gone"}


async def test_links_never_change_what_is_judged(auditor: Auditor) -> None:
    body = anchors("/ok", "/gone", *(f"/f{n}.pdf" for n in range(6)))
    files = {f"/f{n}.pdf": PDF if n % 2 else GONE for n in range(6)}
    results = []
    for budget, links in ((2, 500), (2, 0), (60, 500), (60, 0)):
        auditor.budget, auditor.max_links = budget, links
        async with portal_of(
            {"/t/page/sub/1/a": body}, {"/ok": GOOD["/ok"], **files}
        ) as site:
            done = await auditor.audit(site, "/t/page/sub/1/a")
        run = auditor.repository.load_run(done.run_id)
        report = load_report(run, spec_of(run, auditor.repository), auditor.repository)
        judged = [
            (c.url.removeprefix(site.url("")), c.status, c.detail, c.purpose)
            for each in report.items
            for c in each.captures
        ]
        verdicts = [
            (i.verdict, [(f.outcome, f.reason) for f in i.findings])
            for i in report.items
        ]
        results.append((sorted(judged), verdicts))
        if (budget, links) == (2, 500):
            # All files were looked at, though the item had room for two.
            assert {f"/f{n}.pdf" for n in (0, 2, 4)} <= set(done.broken)
    assert results[0] == results[1]
    assert results[2] == results[3]
    assert results[0] != results[2]


async def test_what_there_is_no_room_for_is_said(auditor: Auditor) -> None:
    auditor.max_links = 3
    body = anchors(*(f"/gone{n}" for n in range(5)))
    async with portal_of({"/t/page/sub/1/a": body}, {}) as site:
        done = await auditor.audit(site, "/t/page/sub/1/a")
    assert len(done.broken) == 3
    left = {url: c for url, c in done.captures.items() if c.detail == BUDGET}
    # What items lead to comes first: the menu has no room at all.
    assert {"/gone3", "/gone4", "/t/gone-menu"} <= set(left)
    assert done.links.left_out == len(left)
    assert not any(c.attempts for c in left.values())


async def test_since_when_and_what_instead(auditor: Auditor) -> None:
    body = anchors("/old", "/files/plan-2569.pdf", "/t/page/main/55/a", "/later") + (
        '<p><a href="/new/plan-2569.pdf">ไฟล์ใหม่</a></p>'
        '<p><a href="/t/page/sub/55/b">หน้าใหม่</a></p>'
        '<p><a href="/gone-too">รายงานผลการดำเนินงานประจำปี</a></p>'
        '<p><a href="/report">รายงานผลการดำเนินงาน ประจำปี</a></p>'
    )
    good = {
        "/new/plan-2569.pdf": PDF,
        "/t/page/sub/55/b": page(portal("หน้า 55", "<p>ห้าสิบห้า</p>")),
        "/report": GOOD["/ok"],
        "/target": GOOD["/ok"],
    }
    routes = [
        {"/old": redirect("/target"), "/files/plan-2569.pdf": PDF, **good},
        {"/later": GOOD["/ok"], **good},
        {"/target": GOOD["/ok"], **good},
    ]
    pages = {"/t/page/sub/1/a": body + anchors("/target")}
    served = answers(pages, {})
    async with loopback(served, GONE) as site:
        for each in routes:
            for path in {p for r in routes for p in r}:
                served.pop(path, None)
            served.update(each)
            done = await auditor.audit(site, "/t/page/sub/1/a")
    broken = done.broken
    old = broken["/old"]
    assert (old.runs, old.failed_runs) == (3, 2)
    assert old.first_failed_at == NOON + timedelta(days=2)
    assert old.last_worked_at == NOON + timedelta(days=1)
    later = broken["/later"]
    assert (later.runs, later.failed_runs) == (3, 2)
    assert later.first_failed_at == NOON + timedelta(days=3)
    instead = {
        url: (link.suggestion.ground, link.suggestion.url.removeprefix(site.url("")))
        for url, link in broken.items()
        if link.suggestion
    }
    assert instead == {
        "/old": (Ground.REDIRECT, "/target"),
        "/files/plan-2569.pdf": (Ground.SAME_NAME, "/new/plan-2569.pdf"),
        "/t/page/main/55/a": (Ground.SAME_ID, "/t/page/sub/55/b"),
        "/gone-too": (Ground.SAME_TITLE, "/report"),
    }


async def test_other_sites_are_asked_at_their_own_rate(auditor: Auditor) -> None:
    async with loopback({}, GOOD["/ok"]) as other:
        links = anchors(*(other.url(f"/{n}") for n in range(4)))
        async with portal_of({"/t/page/sub/1/a": links}, {}) as site:
            loop = asyncio.get_running_loop()
            began = loop.time()
            await auditor.audit(site, "/t/page/sub/1/a", allow=f"'{other.authority}'")
            took = loop.time() - began
    assert len([path for path, _ in other.asked if path != "/robots.txt"]) == 4
    # Five requests, robots.txt included, at four a second.
    assert took >= 4 * 0.9 / 4


async def test_robots_are_obeyed(auditor: Auditor) -> None:
    rules = page("User-agent: *\nDisallow: /no", content_type="text/plain")
    async with portal_of(
        {"/t/page/sub/1/a": anchors("/no/1")}, {"/robots.txt": rules}
    ) as site:
        done = await auditor.audit(site, "/t/page/sub/1/a")
    assert site.count("/no/1") == 0
    assert [c.status for c in done.links.unsure] == [FetchStatus.ROBOTS]


async def test_the_menu_is_left_alone_where_only_some_items_are_asked_for(
    auditor: Auditor,
) -> None:
    pages = {"/t/page/sub/1/a": anchors("/gone"), "/t/page/sub/2/b": anchors("/gone")}
    async with portal_of(pages, {}) as site:
        auditor.only = ("O1",)
        done = await auditor.audit(site, *pages)
    assert set(done.broken) == {"/gone"}
