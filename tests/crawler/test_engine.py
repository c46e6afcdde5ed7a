"""The engine with the real fetcher against a local site."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from crawler.artifacts import (
    BUDGET,
    HOST_DOWN,
    NO_BROWSER,
    Capture,
    FetchStatus,
    Purpose,
    Reference,
    Target,
)
from crawler.engine import CrawlSettings, Engine
from crawler.fetcher import Limits, Renderer, Visit
from crawler.guard import Guard
from crawler.http_fetcher import HttpFetcher
from crawler.looks import look
from crawler.plan import Plan
from crawler.politeness import Gates
from tests.support.bodies import MemoryBodies, MemoryWriter
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
    max_run: float = 60.0
    bodies: MemoryBodies = field(default_factory=MemoryBodies)
    renderer: Renderer | None = None
    also: frozenset[str] = frozenset()

    async def run(
        self, *paths: str, follow: object = no_links
    ) -> tuple[dict[str, Capture], Loopback, Listener]:
        listener = Listener()
        async with loopback({"/tuayang": HOME, **self.routes}, self.missing) as site:
            guard = Guard(self.also | {site.authority})
            settings = CrawlSettings(
                rate_per_second=500,
                concurrency=self.concurrency,
                limits=Limits(timeout_seconds=self.timeout, max_bytes=1_000_000),
                user_agent="oit-test",
                respect_robots=self.robots,
                max_run_seconds=self.max_run,
            )
            async with HttpFetcher(
                bodies=self.bodies, guard=guard, clock=now, user_agent="oit-test"
            ) as fetcher:
                engine = Engine(
                    settings,
                    fetcher=fetcher,
                    renderer=self.renderer,
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
    assert [a.second_pass for a in found["/a"].attempts] == [False] * 3 + [True]


async def test_a_slow_page_gets_its_second_look() -> None:
    found, _, _ = await Crawl(
        {"/a": in_turn(never, content("หน้า ก")), "/b": content("หน้า ข")}
    ).run("/a", "/b")
    assert found["/a"].status is FetchStatus.OK
    assert [a.status for a in found["/a"].attempts] == [
        FetchStatus.TIMEOUT,
        FetchStatus.OK,
    ]


LOST = page("", status="404 Not Found")


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (LOST, FetchStatus.NOT_FOUND),
        (page("", status="403 Forbidden"), FetchStatus.FORBIDDEN),
        (redirect("/a"), FetchStatus.REDIRECT_LOOP),
        (GOES_HOME, FetchStatus.SOFT_NOT_FOUND),
    ],
)
async def test_broken_pages_are_asked_once_more_at_the_end(
    answer: Answer, status: FetchStatus
) -> None:
    found, site, listener = await Crawl({"/a": answer, "/b": content("ข")}).run(
        "/a", "/b"
    )
    assert [(a.status, a.second_pass) for a in found["/a"].attempts] == [
        (status, False),
        (status, True),
    ]
    assert found["/a"].status is status
    asked = [path for path, _ in site.asked]
    assert asked.index("/b") < len(asked) - 1 - asked[::-1].index("/a")
    assert listener.total == 0


@pytest.mark.parametrize(
    "first",
    [LOST, GOES_HOME, page("<title>404</title>")],
    ids=["gone", "goes home", "says so"],
)
async def test_a_page_that_opens_at_the_second_look_opens(first: Answer) -> None:
    found, _, _ = await Crawl({"/a": in_turn(first, content("ก"))}).run("/a")
    assert found["/a"].status is FetchStatus.OK
    assert [a.second_pass for a in found["/a"].attempts] == [False, True]


async def test_a_page_first_seen_broken_at_the_second_look_gets_a_third() -> None:
    found, _, _ = await Crawl({"/a": in_turn(never, LOST, content("ก"))}).run("/a")
    assert found["/a"].status is FetchStatus.OK


async def test_pages_found_at_the_second_look_are_confirmed_too() -> None:
    def follow(wave: Sequence[Capture]) -> Iterable[Target]:
        for capture in wave:
            if capture.url.endswith("/a") and capture.status is FetchStatus.OK:
                url = capture.url + "/sub"
                yield Target(url=url, purpose=Purpose.SUBPAGE)

    found, site, _ = await Crawl(
        {"/a": in_turn(LOST, content("ก")), "/a/sub": LOST}
    ).run("/a", follow=follow)
    assert found["/a/sub"].status is FetchStatus.NOT_FOUND
    assert site.count("/a/sub") == 2


async def test_the_probe_is_never_looked_at_again() -> None:
    found, site, _ = await Crawl({"/a": content("ก")}, missing=LOST).run("/a")
    assert site.count("/tuayang/page/sub/999999937/x") == 1
    assert found["/tuayang/page/sub/999999937/x"].status is FetchStatus.NOT_FOUND


async def test_answers_to_our_request_alone_do_not_take_the_host_down() -> None:
    paths = [f"/{n}" for n in range(12)]
    odd = page("", status="406 Not Acceptable")
    found, site, _ = await Crawl(
        {**dict.fromkeys(paths, odd), "/robots.txt": odd, "/z": content("ก")}
    ).run(*paths, "/z")
    assert found["/z"].status is FetchStatus.OK
    assert {(found[p].status, found[p].detail) for p in paths} == {
        (FetchStatus.CONNECT_ERROR, "http 406")
    }
    assert site.count("/0") == 2


async def test_what_one_item_has_no_room_for_is_fetched_for_another() -> None:
    def reference(item_id: str) -> Reference:
        return Reference(item_id=item_id, purpose=Purpose.SUBPAGE, found_on="x")

    waves = iter([("O1", BUDGET), ("O2", ""), ("O3", BUDGET)])

    def follow(wave: Sequence[Capture]) -> Iterable[Target]:
        for item_id, skip in [next(waves, ("", ""))] if wave else ():
            if item_id:
                yield Target(
                    url=wave[0].url.rsplit("/", 1)[0] + "/sub",
                    purpose=Purpose.SUBPAGE,
                    references=(reference(item_id),),
                    skip=skip,
                )

    found, site, _ = await Crawl({"/a": content("ก"), "/sub": content("ข")}).run(
        "/a", follow=follow
    )
    assert found["/sub"].status is FetchStatus.OK
    assert [r.item_id for r in found["/sub"].references] == ["O1", "O2", "O3"]
    assert site.count("/sub") == 1


async def test_a_run_that_takes_too_long_ends() -> None:
    found, _, listener = await Crawl(
        {"/a": never, "/b": never}, timeout=60, concurrency=1, max_run=0.3
    ).run("/a", "/b")
    assert found["/tuayang"].status is FetchStatus.OK
    for path in ("/a", "/b"):
        assert (found[path].status, found[path].detail) == (
            FetchStatus.REFUSED,
            BUDGET,
        )
    assert listener.total == 0


async def test_nothing_broken_rests_on_one_look_when_time_is_over() -> None:
    found, _, _ = await Crawl({"/a": LOST, "/b": never}, timeout=60, max_run=0.3).run(
        "/a", "/b"
    )
    assert (found["/a"].status, found["/a"].detail) == (FetchStatus.REFUSED, BUDGET)
    assert [a.status for a in found["/a"].attempts] == [FetchStatus.NOT_FOUND]


class DiskError(Exception):
    """What a store raises that crawler does not know."""


@dataclass
class FullBodies(MemoryBodies):
    """A store whose disk is full after so many bodies."""

    room: int = 0
    error: Exception = field(default_factory=lambda: DiskError("full"))

    def writer(self) -> MemoryWriter:
        self.room -= 1
        if self.room < 0:
            raise self.error
        return super().writer()


@pytest.mark.parametrize("room", [0, 1, 4])
@pytest.mark.parametrize("error", [DiskError("full"), OSError(28, "full")])
async def test_a_full_disk_ends_the_run(room: int, error: Exception) -> None:
    bodies = FullBodies(room=room, error=error)
    crawl = Crawl({"/a": content("ก"), "/b": content("ข")}, bodies=bodies)
    with pytest.raises((type(error), ExceptionGroup)) as caught:
        await crawl.run("/a", "/b")
    found: BaseException = caught.value
    while isinstance(found, BaseExceptionGroup):
        found = found.exceptions[0]
    assert found is error


@dataclass
class FailingFetcher:
    """Our own code failing at the n-th visit of a URL, and fine at others."""

    fails_at: frozenset[tuple[str, int]]
    seen: dict[str, int] = field(default_factory=dict)

    async def fetch(self, url: str, limits: Limits) -> Visit:
        path = "/" + url.split("/", 3)[3]
        self.seen[path] = self.seen.get(path, 0) + 1
        if (path, self.seen[path]) in self.fails_at:
            raise RuntimeError("a bug")
        status = FetchStatus.OK if path != "/slow" else FetchStatus.TIMEOUT
        return Visit(final_url=url, status=status, http_status=200)


@pytest.mark.parametrize(
    ("fails", "status"),
    [
        (("/tuayang", 1), FetchStatus.TIMEOUT),
        (("/probe", 1), FetchStatus.TIMEOUT),
        (("/robots.txt", 1), FetchStatus.TIMEOUT),
        (("/slow", 1), FetchStatus.REFUSED),
        (("/slow", 2), FetchStatus.TIMEOUT),
    ],
)
async def test_an_error_of_ours_ends_no_run(
    fails: tuple[str, int], status: FetchStatus
) -> None:
    listener, site = Listener(), Loopback(port=8080)
    engine = Engine(
        CrawlSettings(
            rate_per_second=500, concurrency=2, limits=Limits(), user_agent="t"
        ),
        fetcher=FailingFetcher(frozenset({fails})),
        recorder=listener,
        progress=listener,
        clock=now,
        jitter=lambda: 0.0,
    )
    plan = Plan(
        home=Target(url=site.url("/tuayang"), purpose=Purpose.HOME),
        probe=Target(url=site.url("/probe"), purpose=Purpose.PROBE),
        items=(item(site, "/slow"), item(site, "/b")),
    )
    found = {
        c.url.removeprefix(site.url("")): c for c in await engine.crawl(plan, no_links)
    }
    assert found["/slow"].status is status
    assert found["/b"].status is FetchStatus.OK
    assert listener.total == 0


async def test_pages_of_frames_and_pictures_alone_are_pages() -> None:
    empty = content("")
    found, _, _ = await Crawl(
        {
            "/a": content('<iframe src="/plan.html"></iframe>'),
            "/b": content('<img src="/chart.png" alt="แผนผัง">'),
            "/c": content('<object data="/plan.pdf"></object>'),
            "/d": content(""),
        },
        missing=empty,
    ).run("/a", "/b", "/c", "/d")
    assert [found[path].status for path in ("/a", "/b", "/c")] == [FetchStatus.OK] * 3
    assert found["/d"].detail == "shows-not-found"


async def test_a_not_found_page_may_name_its_own_address() -> None:
    async def lost(path: str, writer: asyncio.StreamWriter) -> None:
        share = f'<a href="https://share.example/?u=http%3A%2F%2F127.0.0.1{path}">x</a>'
        await content(f'{share}<a href="{path}?lang=en">EN</a>')(path, writer)

    found, _, _ = await Crawl({}, missing=lost).run("/tuayang/page/sub/77/y")
    assert found["/tuayang/page/sub/77/y"].detail == "shows-not-found"


async def test_a_short_link_to_another_site_does_not_go_home() -> None:
    async with loopback({"/": content("ร้องเรียน")}) as other:
        found, _, _ = await Crawl(
            {"/a": redirect(f"http://localhost:{other.port}/"), "/b": redirect("/")},
            missing=content("รากของเว็บ"),
            also=frozenset({f"localhost:{other.port}"}),
        ).run("/a", "/b")
    assert found["/a"].status is FetchStatus.OK, found["/a"].detail
    assert found["/b"].detail == "goes-home"


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


@dataclass
class Shows:
    """A browser that shows what the test says, by the end of the address."""

    pages: dict[str, str | FetchStatus]
    asked: list[str] = field(default_factory=list)

    async def render(self, url: str, limits: Limits, gates: Gates) -> Visit:
        path = url.partition("/tuayang")[2]
        self.asked.append(path)
        shown = self.pages.get(path, FetchStatus.TIMEOUT)
        if isinstance(shown, FetchStatus):
            detail = NO_BROWSER if shown is FetchStatus.REFUSED else "deadline"
            return Visit(final_url=url, status=shown, detail=detail)
        async with gates("127.0.0.1:80").slot():
            return Visit(
                final_url=url,
                status=FetchStatus.OK,
                http_status=200,
                media_type="text/html",
                digest="d" + path,
                looks=look(shown.encode(), url),
            )


def rendering(*paths: str) -> object:
    """Have these rendered, each once."""
    left = set(paths)

    def follow(wave: Sequence[Capture]) -> Iterable[Target]:
        for c in wave:
            path = c.url[c.url.index("/tuayang") :]
            if path in left:
                left.remove(path)
                yield Target(url=c.url, purpose=c.purpose, render=True)

    return follow


SHELL = page("<div id=app></div><script src=/app.js></script>")
LINES = "".join(f"<p>เมนูที่ {n}</p>" for n in "กขคงจ")
ITEM = "/tuayang/page/sub/11"
MISSING = "/page/sub/999999937/x"


async def test_what_a_browser_shows_takes_the_place_of_a_shell() -> None:
    shows = Shows(
        {"": f"{LINES}หน้าแรก", MISSING: f"{LINES}ไม่มี", ITEM[8:]: "<p>แผน</p>"}
    )
    found, site, listener = await Crawl(
        {ITEM: SHELL}, missing=SHELL, renderer=shows
    ).run(ITEM, follow=rendering(ITEM))
    seen = found[ITEM]
    assert (seen.status, seen.rendered, seen.digest) == (
        FetchStatus.OK,
        True,
        "d/page/sub/11",
    )
    assert [r.item_id for r in seen.references] == ["O1"]
    assert len(seen.attempts) == 2
    assert found["/tuayang"].rendered
    assert sorted(shows.asked) == ["", ITEM[8:], MISSING]
    assert site.count(ITEM) == 1
    assert listener.total == 0


async def test_rendered_pages_are_compared_with_rendered_ones() -> None:
    missing = f"{LINES}ไม่มีอะไรที่นี่"
    shows = Shows({"": f"{LINES}หน้าแรก", MISSING: missing, ITEM[8:]: missing})
    found, site, _ = await Crawl({ITEM: SHELL}, missing=SHELL, renderer=shows).run(
        ITEM, follow=rendering(ITEM)
    )
    assert (found[ITEM].status, found[ITEM].detail) == (
        FetchStatus.SOFT_NOT_FOUND,
        "shows-not-found",
    )
    # What a citizen would meet is looked at twice, and both times in the browser.
    assert shows.asked.count(ITEM[8:]) == 2
    assert site.count(ITEM) == 1


@pytest.mark.parametrize(
    ("status", "attempts"), [(FetchStatus.TIMEOUT, 2), (FetchStatus.REFUSED, 1)]
)
async def test_where_the_browser_fails_plain_http_stays(
    status: FetchStatus, attempts: int
) -> None:
    shows = Shows({"": status, MISSING: status, ITEM[8:]: status})
    found, _, listener = await Crawl({ITEM: SHELL}, missing=SHELL, renderer=shows).run(
        ITEM, follow=rendering(ITEM)
    )
    seen = found[ITEM]
    assert (seen.status, seen.rendered) == (FetchStatus.OK, False)
    assert len(seen.attempts) == attempts
    assert listener.total == 0


async def test_without_a_browser_nothing_is_rendered() -> None:
    found, _, listener = await Crawl({ITEM: SHELL}, missing=SHELL).run(
        ITEM, follow=rendering(ITEM)
    )
    assert not found[ITEM].rendered
    assert len(found[ITEM].attempts) == 1
    assert listener.total == 0


async def test_a_route_is_asked_of_the_server_without_it() -> None:
    path = ITEM + "#/plan"
    found, site, _ = await Crawl({ITEM: HOME, "/old": redirect(ITEM)}).run(
        path, "/old#/rule"
    )
    # That it looks like the front page says nothing before its scripts have run.
    assert found[path].status is FetchStatus.OK
    assert found["/old#/rule"].final_url == site.url(ITEM + "#/rule")
    assert {asked for asked, _ in site.asked} >= {ITEM, "/old"}
    assert not any("#" in asked for asked, _ in site.asked)
