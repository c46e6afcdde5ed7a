"""The browser against pages that are made by scripts, and such that mean harm."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from crawler.artifacts import NO_BROWSER, FetchStatus, HopKind
from crawler.browser_fetcher import BrowserFetcher
from crawler.fetcher import BodyStoreError, Limits, Visit
from crawler.guard import Guard
from crawler.politeness import Politeness
from tests.support.bodies import MemoryBodies, MemoryWriter
from tests.support.browser import (
    folders,
    needs_browser,
    processes_below,
    until_gone,
)
from tests.support.loopback import Answer, Loopback, loopback, page, redirect

pytestmark = [pytest.mark.browser, needs_browser]

NOW = datetime(2024, 3, 1, 12, tzinfo=UTC)
THAI = "แผนปฏิบัติราชการ"
LIMITS = Limits(timeout_seconds=15, max_bytes=50_000)
SHORT = Limits(timeout_seconds=1.5, max_bytes=50_000)


def script(text: str) -> Answer:
    return page(text, content_type="text/javascript")


def data(text: str) -> Answer:
    return page(text, content_type="application/json")


def scripted(text: str, body: str = "<p>เดิม</p>") -> Answer:
    return page(f"<!DOCTYPE html><body>{body}<script>{text}</script></body>")


async def after_two_seconds(path: str, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(2)
    await data(f'{{"text": "{THAI}"}}')(path, writer)


FILL = "r => document.getElementById('app').innerHTML = '<h1>' + r.text + '</h1>'"
ROUTES: dict[str, Answer] = {
    "/app": page(
        '<div id="app"></div><link rel="stylesheet" href="/app.css">'
        '<img src="/logo.png"><script src="/app.js"></script>'
    ),
    "/app.js": script(f"fetch('/api').then(r => r.json()).then({FILL})"),
    "/app.css": page("h1 { color: red }", content_type="text/css"),
    "/api": data(f'{{"text": "{THAI}"}}'),
    "/slow": page(
        '<div id="app"></div><script>'
        f"fetch('/slow-api').then(r => r.json()).then({FILL})</script>"
    ),
    "/slow-api": after_two_seconds,
    "/hash": page(
        '<p id="app"></p><script>app.textContent = "เส้นทาง " + location.hash</script>'
    ),
    "/history": scripted("history.replaceState({}, '', '/page/12')"),
    "/shadow": scripted(
        "customElements.define('x-part', class extends HTMLElement {"
        "constructor() { super(); this.attachShadow({mode: 'closed'}).innerHTML ="
        "'<h1>ในเงา</h1><slot name=a></slot><slot>ว่าง</slot>'}})",
        '<x-part><a slot="a" href="/x.pdf">ไฟล์</a></x-part>',
    ),
    "/script": scripted("setTimeout(() => { location = '/app' }, 50)"),
    "/http": redirect("/app"),
    "/gone": page("<p>ไม่มี</p>", status="404 Not Found"),
    "/dialog": scripted("if (confirm('?')) alert(1); document.body.append('ต่อ')"),
    "/windows": scripted(
        "for (let i = 0; i < 99; i++) window.open('/window' + i);"
        "document.body.append('ต่อ')"
    ),
    "/download": scripted("location = '/file.bin'", f"<p>{THAI}</p>"),
    "/file.bin": page(
        "x",
        content_type="application/octet-stream",
        headers={"Content-Disposition": "attachment"},
    ),
    "/dead": scripted("location = 'http://127.0.0.1:9/'"),
    "/text": page("ข้อความ", content_type="text/plain; charset=utf-8"),
    "/ticks": scripted(
        "setInterval(() => document.body.append(Math.random()), 20)", f"<p>{THAI}</p>"
    ),
    "/worker": scripted("navigator.serviceWorker?.register('/worker.js')"),
    "/huge": scripted("document.body.append('กา '.repeat(20000))"),
    "/lost-data": page('<div id="app"></div><script src="/lost.js"></script>'),
    "/lost.js": page("no", status="503 Service Unavailable"),
    "/loop": scripted("while (true) {}"),
    "/alerts": scripted("while (true) alert(1)"),
    "/floods": scripted(
        "let n = 0; while (true) history.pushState({}, '', '/f' + n++)"
    ),
}


@dataclass
class Bench:
    """One browser for all pages of this file."""

    fetcher: BrowserFetcher
    site: Loopback
    bodies: MemoryBodies
    gates: Politeness = field(
        default_factory=lambda: Politeness(500, 8, jitter=lambda: 0.0)
    )

    async def visit(self, path: str, limits: Limits = LIMITS) -> Visit:
        return await self.fetcher.render(self.site.url(path), limits, self.gates.gate)

    async def visit_all(self, *paths: str, limits: Limits = LIMITS) -> dict[str, Visit]:
        found = await asyncio.gather(*(self.visit(path, limits) for path in paths))
        return dict(zip(paths, found, strict=True))

    def html(self, visit: Visit) -> str:
        assert visit.digest is not None
        return self.bodies.kept[visit.digest].decode()


@asynccontextmanager
async def browsing(
    routes: dict[str, Answer], *also: str, **options: object
) -> AsyncIterator[Bench]:
    async with loopback(routes) as site:
        bodies = MemoryBodies()
        fetcher = BrowserFetcher(
            bodies=bodies,
            guard=Guard(frozenset({site.authority, *also})),
            clock=lambda: NOW,
            user_agent="oit-test (+https://example.go.th)",
            **options,  # type: ignore[arg-type]
        )
        async with fetcher:
            yield Bench(fetcher, site, bodies)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def bench() -> AsyncIterator[Bench]:
    async with browsing(ROUTES) as found:
        yield found


shared = pytest.mark.asyncio(loop_scope="module")


@shared
async def test_a_page_of_scripts_is_stored_as_it_is_shown(bench: Bench) -> None:
    seen = await bench.visit("/app")
    assert (seen.status, seen.http_status) == (FetchStatus.OK, 200)
    assert (seen.media_type, seen.charset) == ("text/html", "utf-8")
    assert f"<h1>{THAI}</h1>" in bench.html(seen)
    assert seen.looks is not None
    assert seen.looks.lines == {THAI}
    assert seen.size == len(bench.html(seen).encode())


@shared
async def test_scripts_are_asked_for_once_and_pictures_never(bench: Bench) -> None:
    await bench.visit("/app")
    before = bench.site.count("/api")
    await bench.visit("/app")
    assert bench.site.count("/app.js") == bench.site.count("/app.css") == 1
    assert bench.site.count("/api") == before + 1
    assert bench.site.count("/logo.png") == 0


@shared
async def test_it_says_who_it_is_and_reads_thai(bench: Bench) -> None:
    await bench.visit("/app")
    headers = [headers for path, headers in bench.site.asked if path == "/app"][-1]
    assert headers["user-agent"] == "oit-test (+https://example.go.th)"
    assert headers["accept-language"].startswith("th")


@shared
async def test_what_is_shown_is_kept(bench: Bench) -> None:
    expected = {
        "/slow": f"<h1>{THAI}</h1>",
        "/hash#/page/12": "เส้นทาง #/page/12",
        "/dialog": "ต่อ",
        "/windows": "ต่อ",
        "/worker": "เดิม",
        "/shadow": '<h1>ในเงา</h1><a slot="a" href="/x.pdf">ไฟล์</a>ว่าง</x-part>',
        "/download": THAI,
    }
    for path, seen in (await bench.visit_all(*expected)).items():
        assert (seen.status, path) == (FetchStatus.OK, path)
        assert seen.final_url == bench.site.url(path)
        assert expected[path] in bench.html(seen)
    assert bench.site.count("/window0") == 0


@shared
async def test_a_page_that_never_rests_is_taken_as_it_is(bench: Bench) -> None:
    seen = await bench.visit("/ticks", Limits(timeout_seconds=4, max_bytes=50_000))
    assert seen.status is FetchStatus.OK
    assert THAI in bench.html(seen)


@shared
async def test_where_the_page_goes_is_followed(bench: Bench) -> None:
    expected = {
        "/http": ("/app", HopKind.HTTP),
        "/script": ("/app", HopKind.SCRIPT),
        "/history": ("/page/12", None),
    }
    for path, seen in (await bench.visit_all(*expected)).items():
        final, kind = expected[path]
        assert (seen.status, seen.final_url) == (FetchStatus.OK, bench.site.url(final))
        hops = [(bench.site.url(path), kind)] if kind else []
        assert [(hop.url, hop.kind) for hop in seen.hops] == hops


@shared
async def test_what_is_no_page_has_its_status(bench: Bench) -> None:
    expected = {
        "/gone": FetchStatus.NOT_FOUND,
        "/text": FetchStatus.REFUSED,
        "/file.bin": FetchStatus.REFUSED,
        "/huge": FetchStatus.TOO_LARGE,
        "/lost-data": FetchStatus.TRUNCATED,
        "/dead": FetchStatus.REFUSED,
    }
    found = await bench.visit_all(*expected)
    assert {path: seen.status for path, seen in found.items()} == expected


@shared
async def test_a_page_that_never_ends_is_ended(bench: Bench) -> None:
    loop = asyncio.get_running_loop()
    began = loop.time()
    hostile, other = await asyncio.gather(
        bench.visit_all("/loop", "/alerts", "/floods", limits=SHORT),
        bench.visit("/slow"),
    )
    assert {seen.status for seen in hostile.values()} == {FetchStatus.TIMEOUT}
    assert loop.time() - began < 20
    assert other.status is FetchStatus.OK
    assert THAI in bench.html(other)


@shared
async def test_a_killed_browser_is_replaced(bench: Bench) -> None:
    running = await bench.fetcher._browser()
    visit = asyncio.create_task(bench.visit("/slow"))
    await asyncio.sleep(0.7)
    running.processes.kill()
    assert (await visit).status is FetchStatus.OK


ESCAPES = """
const at = "%s";
fetch("http://" + at + "/fetch").catch(() => 0);
new Image().src = "http://" + at + "/image";
new WebSocket("ws://" + at + "/socket");
navigator.sendBeacon("http://" + at + "/beacon", "x");
new Worker(URL.createObjectURL(new Blob(["fetch('http://" + at + "/worker')"])));
fetch("/away").catch(() => 0);
fetch("http://169.254.169.254/latest").catch(() => 0);
const frame = document.createElement("iframe");
frame.src = "http://" + at + "/frame";
document.body.append(frame);
const form = document.createElement("form");
form.action = "http://" + at + "/form"; form.method = "post"; form.target = "_blank";
document.body.append(form); form.submit();
document.body.append("จบ");
"""


async def test_nothing_private_is_reached() -> None:
    async with loopback({}, page("secret")) as canary:
        host = canary.authority
        private = [host, host.replace("127.0.0.1", "localhost")]
        private.append(host.replace("127.0.0.1", "[::1]"))
        routes: dict[str, Answer] = {
            f"/page{n}": scripted(ESCAPES % at) for n, at in enumerate(private)
        }
        routes["/away"] = redirect(canary.url("/redirected"))
        routes["/goes"] = redirect(canary.url("/gone-to"))
        routes["/leaves"] = scripted(f"location = '{canary.url('/left-to')}'")
        routes["/metadata"] = scripted("location = 'http://169.254.169.254/x'")
        async with browsing(routes) as bench:
            pages = [f"/page{n}" for n, _ in enumerate(private)]
            for seen in (await bench.visit_all(*pages)).values():
                assert seen.status is FetchStatus.OK
                assert "จบ" in bench.html(seen)
            gone = await bench.visit_all("/goes", "/leaves", "/metadata")
            for seen in gone.values():
                assert seen.status is FetchStatus.REFUSED
                assert seen.digest is None
    assert canary.asked == []


async def test_the_owners_headers_go_to_the_owner_alone() -> None:
    async with loopback(ROUTES) as other:
        routes = {
            **ROUTES,
            "/away": redirect(other.url("/app")),
            "/both": scripted(f"fetch('/api'); fetch('{other.url('/api')}')"),
        }
        async with loopback(routes) as site:
            owner = {
                "owner_headers": {"X-Secret": "1"},
                "owner_authority": site.authority,
            }
            async with browsing({}, site.authority, other.authority, **owner) as bench:
                for path in ("/away", "/both"):
                    url = site.url(path)
                    seen = await bench.fetcher.render(url, LIMITS, bench.gates.gate)
                    assert seen.status is FetchStatus.OK
    assert {path for path, _ in other.asked} >= {"/app", "/api"}
    assert all(headers.get("x-secret") == "1" for _, headers in site.asked)
    assert not any("x-secret" in headers for _, headers in other.asked)


async def test_requests_wait_for_their_turn() -> None:
    times: list[float] = []
    under_way = [0, 0]

    def noted(answer: Answer) -> Answer:
        async def serve(path: str, writer: asyncio.StreamWriter) -> None:
            times.append(asyncio.get_running_loop().time())
            under_way[0] += 1
            under_way[1] = max(under_way)
            await asyncio.sleep(0.05)
            under_way[0] -= 1
            await answer(path, writer)

        return serve

    routes = {f"/d{n}": noted(data("{}")) for n in range(8)}
    routes["/page"] = noted(
        scripted("for (let n = 0; n < 8; n++) fetch('/d' + n)", "<p>x</p>")
    )
    async with browsing(routes) as bench:
        bench.gates = Politeness(20, 2, jitter=lambda: 0.5)
        assert (await bench.visit("/page")).status is FetchStatus.OK
    assert len(times) == 9
    assert times[-1] - times[0] >= 8 * 0.05 * 0.9
    assert under_way[1] <= 2


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that all temporary files go to, those of the browser too."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


async def test_nothing_is_left_behind(temporary: Path) -> None:
    running = processes_below()
    async with browsing(ROUTES) as bench:
        await bench.visit("/app")
        assert processes_below() > running
        assert folders(temporary)
        await bench.visit("/loop", SHORT)
    assert until_gone(processes_below() - running) == set()
    assert folders(temporary) == set()


async def test_a_cancelled_visit_leaves_nothing_behind(temporary: Path) -> None:
    running = processes_below()

    async def cancelled() -> None:
        async with browsing(ROUTES) as bench:
            await asyncio.gather(bench.visit("/loop"), bench.visit("/slow"))

    task = asyncio.create_task(cancelled())
    await asyncio.sleep(2)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert until_gone(processes_below() - running) == set()
    assert folders(temporary) == set()


async def test_a_full_store_is_no_fault_of_the_page() -> None:
    class Full(MemoryBodies):
        def writer(self) -> MemoryWriter:
            raise OSError(28, "No space left on device")

    async with browsing(ROUTES) as bench:
        bench.fetcher._bodies = Full()
        with pytest.raises(BodyStoreError):
            await bench.visit("/app")


@pytest.mark.parametrize("program", ["/no/such/chromium", "true"])
async def test_without_a_browser_it_says_so(program: str) -> None:
    async with browsing(ROUTES, chromium=program) as bench:
        for _ in range(2):
            seen = await bench.visit("/app")
            assert seen.status is FetchStatus.REFUSED
            assert seen.detail.startswith(f"{NO_BROWSER}: ")
        assert bench.fetcher.unavailable is not None
        assert program in bench.fetcher.unavailable.th
    assert bench.site.asked == []
