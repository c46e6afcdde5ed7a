"""The engine with the real fetcher against a local site."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from crawler.artifacts import (
    HOST_DOWN,
    Capture,
    FetchStatus,
    Purpose,
    Reference,
    Target,
)
from crawler.engine import CrawlSettings, Engine
from crawler.fetcher import Limits
from crawler.guard import Guard
from crawler.http_fetcher import HttpFetcher
from crawler.plan import Plan
from tests.support.bodies import MemoryBodies
from tests.support.loopback import (
    Answer,
    Loopback,
    in_turn,
    loopback,
    never,
    page,
    redirect,
)

MENU = "".join(f"<li>เมนูที่ {chr(97 + n)}</li>" for n in range(20))
HOME = page(f"<title>เขต</title><ul>{MENU}</ul><p>ข่าววันนี้</p>")
GOES_HOME = page('<meta http-equiv="refresh" content="0;URL=/tuayang">')


def content(text: str) -> Answer:
    return page(f"<title>เขต</title><ul>{MENU}</ul><h3>{text}</h3><p>View 1.2K</p>")


@dataclass
class Listener:
    captures: list[Capture] = field(default_factory=list)
    total: int = 0

    async def record(self, capture: Capture) -> None:
        self.captures.append(capture)

    def planned(self, count: int) -> None:
        self.total += count

    def fetched(self, capture: Capture) -> None:
        self.total -= 1


def item(site: Loopback, path: str, item_id: str = "O1") -> Target:
    reference = Reference(item_id=item_id, purpose=Purpose.ITEM)
    return Target(url=site.url(path), purpose=Purpose.ITEM, references=(reference,))


def no_links(_: Sequence[Capture]) -> Iterable[Target]:
    return ()


@dataclass
class Crawl:
    """Runs a crawl of paths on a site, everything else injected."""

    routes: dict[str, Answer]
    timeout: float = 0.4
    concurrency: int = 4
    robots: bool = True
    missing: Answer | None = GOES_HOME

    async def run(
        self, *paths: str, follow: object = no_links
    ) -> tuple[dict[str, Capture], Loopback, Listener]:
        listener = Listener()
        async with loopback({"/tuayang": HOME, **self.routes}, self.missing) as site:
            guard = Guard(frozenset({site.authority}))
            settings = CrawlSettings(
                rate_per_second=500,
                concurrency=self.concurrency,
                limits=Limits(timeout_seconds=self.timeout, max_bytes=1_000_000),
                user_agent="oit-test",
                respect_robots=self.robots,
            )
            async with HttpFetcher(
                bodies=MemoryBodies(), guard=guard, clock=now, user_agent="oit-test"
            ) as fetcher:
                engine = Engine(
                    settings,
                    fetcher=fetcher,
                    recorder=listener,
                    progress=listener,
                    clock=now,
                    jitter=lambda: 0.0,
                )
                plan = Plan(
                    home=Target(url=site.url("/tuayang"), purpose=Purpose.HOME),
                    probe=Target(
                        url=site.url("/tuayang/page/sub/999999937/x"),
                        purpose=Purpose.PROBE,
                    ),
                    items=tuple(item(site, path) for path in paths),
                )
                found = await engine.crawl(plan, follow)  # type: ignore[arg-type]
        by_path = {c.url.removeprefix(site.url("")): c for c in found}
        return by_path, site, listener


def now() -> datetime:
    return datetime(2024, 3, 1, tzinfo=UTC)


async def test_pages_are_fetched_and_recorded() -> None:
    found, _, listener = await Crawl(
        {"/a": content("หน้า ก"), "/b": content("หน้า ข")}
    ).run("/a", "/b")
    assert found["/a"].status is found["/b"].status is FetchStatus.OK
    assert {c.url for c in listener.captures} == {c.url for c in found.values()}
    assert listener.total == 0


async def test_a_refresh_to_the_home_page_is_soft_not_found() -> None:
    found, _, _ = await Crawl({"/a": GOES_HOME}).run("/a")
    assert (found["/a"].status, found["/a"].detail) == (
        FetchStatus.SOFT_NOT_FOUND,
        "goes-home",
    )


async def test_a_redirect_to_the_home_page_is_soft_not_found() -> None:
    found, _, _ = await Crawl({"/a": redirect("/tuayang")}).run("/a")
    assert found["/a"].status is FetchStatus.SOFT_NOT_FOUND


async def test_a_page_that_goes_back_is_soft_not_found() -> None:
    found, _, _ = await Crawl(
        {"/a": page("<script> window.history.back(); </script>")}
    ).run("/a")
    assert (found["/a"].status, found["/a"].detail) == (
        FetchStatus.SOFT_NOT_FOUND,
        "goes-back",
    )


async def test_a_page_that_looks_like_the_probe_is_soft_not_found() -> None:
    lost = content("ขออภัย ไม่มีหน้านี้")
    found, _, _ = await Crawl({"/a": lost, "/b": content("หน้า ข")}, missing=lost).run(
        "/a", "/b"
    )
    assert (found["/a"].status, found["/a"].detail) == (
        FetchStatus.SOFT_NOT_FOUND,
        "shows-not-found",
    )
    assert found["/b"].status is FetchStatus.OK


async def test_the_home_page_under_another_address_is_soft_not_found() -> None:
    found, _, _ = await Crawl({"/a": HOME}).run("/a")
    assert (found["/a"].status, found["/a"].detail) == (
        FetchStatus.SOFT_NOT_FOUND,
        "shows-home",
    )


async def test_a_blank_page_under_the_menu_is_a_page() -> None:
    found, _, _ = await Crawl(
        {"/a": content("")}, missing=page("", status="404 Not Found")
    ).run("/a")
    assert found["/a"].status is FetchStatus.OK


async def test_a_login_form_is_forbidden() -> None:
    login = page("<form><input type=password></form>")
    found, _, _ = await Crawl({"/a": redirect("/login"), "/login": login}).run("/a")
    assert found["/a"].status is FetchStatus.FORBIDDEN


async def test_an_error_that_passes_is_tried_again() -> None:
    found, _, _ = await Crawl(
        {"/a": in_turn(page("", status="502 Bad"), content("หน้า ก"))}
    ).run("/a")
    assert found["/a"].status is FetchStatus.OK
    assert [a.status for a in found["/a"].attempts] == [
        FetchStatus.SERVER_ERROR,
        FetchStatus.OK,
    ]


async def test_an_error_that_stays_is_confirmed_in_the_second_pass() -> None:
    found, _, _ = await Crawl({"/a": page("", status="500 Oops")}).run("/a")
    assert found["/a"].status is FetchStatus.SERVER_ERROR
    assert [a.second_pass for a in found["/a"].attempts] == [False] * 3 + [True] * 2


async def test_a_slow_page_gets_its_second_look() -> None:
    found, _, _ = await Crawl(
        {"/a": in_turn(never, content("หน้า ก")), "/b": content("หน้า ข")}
    ).run("/a", "/b")
    assert found["/a"].status is FetchStatus.OK
    assert [a.status for a in found["/a"].attempts] == [
        FetchStatus.TIMEOUT,
        FetchStatus.OK,
    ]


async def test_gone_pages_are_not_asked_twice() -> None:
    _, site, _ = await Crawl({"/a": page("", status="404 Not Found")}).run("/a")
    assert site.count("/a") == 1


async def test_robots_are_obeyed_and_asked_once() -> None:
    robots = page("User-agent: *\nDisallow: /a", content_type="text/plain")
    found, site, _ = await Crawl(
        {"/robots.txt": robots, "/a": HOME, "/b": content("ข")}
    ).run("/a", "/b")
    assert (found["/a"].status, found["/b"].status) == (
        FetchStatus.ROBOTS,
        FetchStatus.OK,
    )
    assert (site.count("/robots.txt"), site.count("/a")) == (1, 0)


async def test_robots_may_be_set_aside() -> None:
    robots = page("User-agent: *\nDisallow: /", content_type="text/plain")
    found, _, _ = await Crawl(
        {"/robots.txt": robots, "/a": content("ก")}, robots=False
    ).run("/a")
    assert found["/a"].status is FetchStatus.OK


async def test_a_host_that_is_down_is_left_alone() -> None:
    listener = Listener()
    async with loopback({}) as site:
        port = site.port
    guard = Guard(frozenset({f"127.0.0.1:{port}"}))
    settings = CrawlSettings(
        rate_per_second=500,
        concurrency=4,
        limits=Limits(timeout_seconds=1),
        user_agent="t",
    )
    closed = Loopback(port=port)
    plan = Plan(
        home=Target(url=closed.url("/"), purpose=Purpose.HOME),
        probe=Target(url=closed.url("/page/sub/999999937"), purpose=Purpose.PROBE),
        items=tuple(item(closed, f"/{n}") for n in range(30)),
    )
    async with HttpFetcher(
        bodies=MemoryBodies(), guard=guard, clock=now, user_agent="t"
    ) as fetcher:
        engine = Engine(
            settings,
            fetcher=fetcher,
            recorder=listener,
            progress=listener,
            clock=now,
            jitter=lambda: 0.0,
        )
        found = await engine.crawl(plan, no_links)
    assert {c.status for c in found} == {FetchStatus.CONNECT_ERROR}
    assert sum(c.detail == HOST_DOWN for c in found) >= 29
    assert sum(len(c.attempts) for c in found) < 10


async def test_concurrency_is_bounded() -> None:
    under_way = most = 0

    async def busy(_: str, writer: asyncio.StreamWriter) -> None:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0.01)
        under_way -= 1
        await content("x")(_, writer)

    paths = [f"/{n}" for n in range(20)]
    await Crawl(dict.fromkeys(paths, busy), concurrency=3).run(*paths)
    assert most == 3


async def test_followed_pages_and_shared_ones() -> None:
    shared = Reference(item_id="O2", purpose=Purpose.SUBPAGE, found_on="x", depth=1)

    def follow(wave: Sequence[Capture]) -> Iterable[Target]:
        home = [capture for capture in wave if capture.purpose is Purpose.HOME]
        for path in ("/a", "/sub") if home else ():
            url = home[0].url.replace("/tuayang", path)
            yield Target(url=url, purpose=Purpose.SUBPAGE, references=(shared,))

    found, site, _ = await Crawl({"/a": content("ก"), "/sub": content("ข")}).run(
        "/a", follow=follow
    )
    assert found["/sub"].references == (shared,)
    assert [r.item_id for r in found["/a"].references] == ["O1", "O2"]
    assert site.count("/a") == 1
