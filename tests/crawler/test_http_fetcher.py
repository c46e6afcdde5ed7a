"""The fetcher against a server with a route for each way to misbehave."""

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from crawler.artifacts import NXDOMAIN, FetchStatus, HopKind
from crawler.fetcher import BodyStoreError, Limits, Visit
from crawler.guard import Guard, RefusedAddressError
from crawler.http_fetcher import HttpFetcher
from tests.support.bodies import MemoryBodies, MemoryWriter
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

NOW = datetime(2024, 3, 1, 12, tzinfo=UTC)
THAI = "<html><body><h1>แผนปฏิบัติราชการ</h1><p>" + "ข้อมูล " * 30 + "</p></body></html>"
SHORT = Limits(timeout_seconds=0.5, max_bytes=200_000)


@asynccontextmanager
async def visits(
    routes: dict[str, Answer], allowed: bool = True, **options: object
) -> AsyncIterator[tuple[HttpFetcher, Loopback, MemoryBodies]]:
    async with loopback(routes) as site:
        bodies = MemoryBodies()
        guard = Guard(frozenset({site.authority} if allowed else ()))
        async with HttpFetcher(
            bodies=bodies,
            guard=guard,
            clock=lambda: NOW,
            user_agent="test",
            **options,  # type: ignore[arg-type]
        ) as fetcher:
            yield fetcher, site, bodies


async def visit(answer: Answer, limits: Limits = SHORT, **more: Answer) -> Visit:
    routes = {"/page": answer, **{f"/{name}": each for name, each in more.items()}}
    async with visits(routes) as (fetcher, site, _):
        return await fetcher.fetch(site.url("/page"), limits)


async def test_a_page_is_stored_with_its_digest() -> None:
    async with visits({"/page": page(THAI)}) as (fetcher, site, bodies):
        found = await fetcher.fetch(site.url("/page"), SHORT)
    assert (found.status, found.http_status) == (FetchStatus.OK, 200)
    assert bodies.kept[found.digest or ""] == THAI.encode()
    assert (found.media_type, found.charset) == ("text/html", "utf-8")
    assert site.asked[0][1]["connection"] == "close"


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("404 Not Found", FetchStatus.NOT_FOUND),
        ("410 Gone", FetchStatus.NOT_FOUND),
        ("401 Unauthorized", FetchStatus.FORBIDDEN),
        ("403 Forbidden", FetchStatus.FORBIDDEN),
        ("429 Too Many Requests", FetchStatus.BLOCKED),
        ("500 Internal Server Error", FetchStatus.SERVER_ERROR),
        ("503 Service Unavailable", FetchStatus.SERVER_ERROR),
        ("204 No Content", FetchStatus.OK),
        ("304 Not Modified", FetchStatus.CONNECT_ERROR),
        ("302 Found", FetchStatus.CONNECT_ERROR),
        ("400 Bad Request", FetchStatus.CONNECT_ERROR),
        ("405 Method Not Allowed", FetchStatus.CONNECT_ERROR),
        ("406 Not Acceptable", FetchStatus.CONNECT_ERROR),
        ("999 Request denied", FetchStatus.CONNECT_ERROR),
    ],
)
async def test_http_statuses(status: str, expected: FetchStatus) -> None:
    assert (await visit(page("", status=status))).status is expected


TRUNCATED, TOO_LARGE = FetchStatus.TRUNCATED, FetchStatus.TOO_LARGE
GZIP = {"Content-Encoding": "gzip"}
TROUBLES: dict[str, tuple[Answer, FetchStatus]] = {
    "silence": (never, FetchStatus.TIMEOUT),
    "hangs up": (sends(b""), FetchStatus.CONNECT_ERROR),
    "no http": (sends(b"no http at all\r\n\r\n"), FetchStatus.CONNECT_ERROR),
    "half a body": (
        sends(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nhalf"),
        TRUNCATED,
    ),
    "brotli": (page(THAI, headers={"Content-Encoding": "br"}), TRUNCATED),
    "half a gzip": (page(gzip.compress(THAI.encode())[:-20], headers=GZIP), TRUNCATED),
    "no gzip": (page(b"\x1f\x8bnonsense", headers=GZIP), TRUNCATED),
    "gzip twice": (
        page(
            gzip.compress(gzip.compress(b"x")),
            headers={"Content-Encoding": "gzip, gzip"},
        ),
        TRUNCATED,
    ),
    "large": (page(b"a" * 300_000), TOO_LARGE),
    "gzip bomb": (page(gzip.compress(bytes(50_000_000)), headers=GZIP), TOO_LARGE),
    "redirects to itself": (redirect("/page"), FetchStatus.REDIRECT_LOOP),
    "redirects to script": (redirect("javascript:alert(1)"), FetchStatus.SERVER_ERROR),
    "gone and endless": (
        sends(b"HTTP/1.1 404 Not Found\r\nContent-Length: 99999999999\r\n\r\nx"),
        FetchStatus.NOT_FOUND,
    ),
    "gone and cut off": (
        sends(b"HTTP/1.1 404 Not Found\r\nContent-Length: 5000\r\n\r\nhalf"),
        FetchStatus.NOT_FOUND,
    ),
    "gone and large": (
        page(b"a" * 300_000, status="410 Gone"),
        FetchStatus.NOT_FOUND,
    ),
    "denied and brotli": (
        page(THAI, status="403 Forbidden", headers={"Content-Encoding": "br"}),
        FetchStatus.FORBIDDEN,
    ),
    "private port": (redirect("http://127.0.0.1:1/secret"), FetchStatus.REFUSED),
    "metadata": (redirect("http://169.254.169.254/latest"), FetchStatus.REFUSED),
    "private IPv6": (redirect("http://[::1]:80/"), FetchStatus.REFUSED),
    "wall by title": (
        page("<title>Just a moment...</title>", status="403 Forbidden"),
        FetchStatus.BLOCKED,
    ),
    "wall by header": (
        page("x", status="403 Forbidden", headers={"cf-mitigated": "challenge"}),
        FetchStatus.BLOCKED,
    ),
}


@pytest.mark.parametrize("name", TROUBLES)
async def test_what_a_site_may_do(name: str) -> None:
    answer, expected = TROUBLES[name]
    found = await visit(answer)
    assert found.status is expected, found.detail


BODIES: dict[str, tuple[str, bytes]] = {
    "gzip": ("gzip", gzip.compress(THAI.encode())),
    "padded gzip": ("gzip", gzip.compress(THAI.encode()) + b"padding"),
    "gzip in members": (
        "gzip",
        gzip.compress(THAI.encode()[:50]) + gzip.compress(THAI.encode()[50:]),
    ),
    "deflate": ("deflate", zlib.compress(THAI.encode())),
    "raw deflate": ("deflate", zlib.compress(THAI.encode(), wbits=-15)),
    "identity": ("identity", THAI.encode()),
}


@pytest.mark.parametrize("name", BODIES)
async def test_encoded_bodies_arrive_whole(name: str) -> None:
    encoding, body = BODIES[name]
    answer = page(body, headers={"Content-Encoding": encoding})
    async with visits({"/page": answer}) as (fetcher, site, bodies):
        found = await fetcher.fetch(site.url("/page"), SHORT)
    assert found.status is FetchStatus.OK, found.detail
    assert bodies.kept[found.digest or ""] == THAI.encode()


async def test_nothing_is_kept_of_a_body_that_failed() -> None:
    async with visits({"/page": page(b"a" * 300_000)}) as (fetcher, site, bodies):
        await fetcher.fetch(site.url("/page"), SHORT)
    assert bodies.kept == {}


async def test_slow_drips_end_at_the_deadline() -> None:
    async def drip(_: str, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.02)

    assert (await visit(drip)).status is FetchStatus.TIMEOUT


async def test_redirects_are_followed_and_recorded() -> None:
    found = await visit(
        redirect("/two", "301 Moved"), two=redirect("/three"), three=page(THAI)
    )
    assert found.status is FetchStatus.OK
    assert found.final_url.endswith("/three")
    assert [(h.http_status, h.kind) for h in found.hops] == [
        (301, HopKind.HTTP),
        (302, HopKind.HTTP),
    ]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ('<meta http-equiv="refresh" content="0;URL=/two">', HopKind.META_REFRESH),
        ("<META HTTP-EQUIV=Refresh CONTENT=\"3; url='/two'\">", HopKind.META_REFRESH),
        (
            '<meta http-equiv="refresh" content="0;URL=/two|^คำบรรยาย">',
            HopKind.META_REFRESH,
        ),
        ("<script>window.location.href = '/two';</script>", HopKind.SCRIPT),
        ("<script>location.replace('/two')</script>", HopKind.SCRIPT),
    ],
)
async def test_pages_that_send_on_are_followed(body: str, kind: HopKind) -> None:
    found = await visit(page(body), two=page(THAI))
    assert found.final_url.endswith("/two")
    assert found.hops[0].kind is kind


@pytest.mark.parametrize(
    "body",
    [
        '<meta http-equiv="refresh" content="300">' + THAI,
        '<meta http-equiv="refresh" content="5;url=/page">' + THAI,
        THAI + "<script>if (mobile) location.href = '/two'</script>",
        "<script>var location_text = 'x'</script>" + THAI,
    ],
)
async def test_pages_that_stay_are_not_followed(body: str) -> None:
    found = await visit(page(body), two=page("elsewhere"))
    assert (found.status, found.hops) == (FetchStatus.OK, ())


async def test_a_location_in_raw_thai_code_page_is_followed() -> None:
    path = "/%E1%BC%B9"
    raw = b"HTTP/1.1 302 Found\r\nLocation: /\xe1\xbc\xb9\r\nContent-Length: 0\r\n\r\n"
    async with visits({"/page": sends(raw), path: page(THAI)}) as (fetcher, site, _):
        found = await fetcher.fetch(site.url("/page"), SHORT)
    assert found.status is FetchStatus.OK, found


async def test_a_forged_second_answer_is_never_read() -> None:
    forged = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nEVIL"
    first = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nGOOD" + forged
    async with visits({"/page": sends(first), "/next": page("VICTIM")}) as (
        fetcher,
        site,
        bodies,
    ):
        await fetcher.fetch(site.url("/page"), SHORT)
        found = await fetcher.fetch(site.url("/next"), SHORT)
    assert bodies.kept[found.digest or ""] == b"VICTIM"


async def test_no_cookie_is_sent_back() -> None:
    answer = page(THAI, headers={"Set-Cookie": "page=2; Path=/"})
    async with visits({"/page": answer}) as (fetcher, site, _):
        await fetcher.fetch(site.url("/page"), SHORT)
        await fetcher.fetch(site.url("/page"), SHORT)
    assert all("cookie" not in headers for _, headers in site.asked)


def sets_cookie(to: str, *cookies: str) -> Answer:
    lines = "".join(f"Set-Cookie: {cookie}\r\n" for cookie in cookies)
    return sends(
        f"HTTP/1.1 302 Found\r\nLocation: {to}\r\n{lines}"
        "Content-Length: 0\r\n\r\n".encode()
    )


def wants_cookie(site: Loopback, cookie: str, else_: Answer) -> Answer:
    """Show the page to those who bring the cookie."""

    async def answer(path: str, writer: asyncio.StreamWriter) -> None:
        brought = site.asked[-1][1].get("cookie", "")
        await (page(THAI) if cookie in brought else else_)(path, writer)

    return answer


async def test_a_cookie_set_on_the_way_is_sent_back_on_the_way() -> None:
    routes: dict[str, Answer] = {}
    async with visits(routes) as (fetcher, site, _):
        sets = sets_cookie("/page", "seen=1; Path=/; HttpOnly")
        routes["/page"] = wants_cookie(site, "seen=1", sets)
        first = await fetcher.fetch(site.url("/page"), SHORT)
        asked = len(site.asked)
        again = await fetcher.fetch(site.url("/page"), SHORT)
    assert first.status is again.status is FetchStatus.OK
    assert len(first.hops) == len(again.hops) == 1
    assert "cookie" not in site.asked[asked][1]


async def test_a_round_of_cookie_pages_ends_where_it_began() -> None:
    routes: dict[str, Answer] = {}
    async with visits(routes) as (fetcher, site, _):
        routes["/page"] = wants_cookie(site, "b=2", redirect("/one"))
        routes["/one"] = sets_cookie("/two", "a=1; Path=/")
        routes["/two"] = wants_cookie(
            site, "no", sets_cookie("/page", "b=2; Path=/", "a=; Path=/; Max-Age=0")
        )
        found = await fetcher.fetch(site.url("/page"), SHORT)
    assert found.status is FetchStatus.OK
    assert site.asked[2][1]["cookie"] == "a=1"
    assert site.asked[3][1]["cookie"] == "b=2"


async def test_a_cookie_goes_to_its_own_host_alone() -> None:
    async with loopback({"/": page(THAI)}) as other:
        to = f"http://localhost:{other.port}/"
        routes = {"/page": sets_cookie(to, "secret=1; Path=/")}
        async with loopback(routes) as site:
            guard = Guard(frozenset({site.authority, f"localhost:{other.port}"}))
            async with HttpFetcher(
                bodies=MemoryBodies(), guard=guard, clock=lambda: NOW, user_agent="t"
            ) as fetcher:
                found = await fetcher.fetch(site.url("/page"), SHORT)
    assert found.status is FetchStatus.OK
    assert "cookie" not in other.asked[0][1]


async def test_a_new_cookie_at_every_turn_is_a_circle_all_the_same() -> None:
    turns = [sets_cookie("/page", f"turn={n}; Path=/") for n in range(30)]
    found = await visit(in_turn(*turns))
    assert found.status is FetchStatus.REDIRECT_LOOP
    assert len(found.hops) == SHORT.max_hops + 1


async def test_the_status_of_an_endless_error_page_is_enough() -> None:
    async def drip(_: str, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 9999\r\n\r\nx")
        await writer.drain()
        await asyncio.Event().wait()

    found = await visit(drip)
    assert (found.status, found.http_status) == (FetchStatus.NOT_FOUND, 404)


async def test_what_the_store_raises_is_no_fault_of_the_site() -> None:
    class Full(MemoryBodies):
        def writer(self) -> MemoryWriter:
            raise OSError(28, "No space left on device")

    async with (
        loopback({"/page": page(THAI)}) as site,
        HttpFetcher(
            bodies=Full(),
            guard=Guard(frozenset({site.authority})),
            clock=lambda: NOW,
            user_agent="t",
        ) as fetcher,
    ):
        with pytest.raises(BodyStoreError) as caught:
            await fetcher.fetch(site.url("/page"), SHORT)
    assert isinstance(caught.value.__cause__, OSError)


async def test_a_page_nested_without_end_ends() -> None:
    limits = Limits(timeout_seconds=2, max_bytes=2_000_000)
    found = await visit(page("<div>" * 190_000), limits)
    assert found.status is FetchStatus.OK


async def test_a_refresh_for_those_without_scripts_is_not_followed() -> None:
    body = '<noscript><meta http-equiv="refresh" content="0;url=/two"></noscript>'
    found = await visit(page(body + THAI), two=page("elsewhere"))
    assert (found.status, found.hops) == (FetchStatus.OK, ())


@pytest.mark.parametrize(
    "address",
    [
        "64:ff9b::7f00:1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::1",
        "fec0::1",
        "::127.0.0.1",
        "::ffff:192.168.1.1",
        "2002:7f00:1::",
        "192.0.0.20",
        "100.64.0.1",
    ],
)
def test_private_addresses_in_disguise(address: str) -> None:
    host = f"[{address}]" if ":" in address else address
    with pytest.raises(RefusedAddressError):
        Guard().check(f"http://{host}/")


@pytest.mark.parametrize(
    "host", ["8.8.8.8", "[64:ff9b::808:808]", "[2001:4860:4860::8888]"]
)
def test_public_addresses_pass(host: str) -> None:
    Guard().check(f"https://{host}/")


async def test_owner_headers_stay_with_the_owner() -> None:
    async with (
        loopback({"/": page(THAI)}) as other,
        loopback({"/page": redirect(other.url("/"))}) as own,
    ):
        guard = Guard(frozenset({own.authority, other.authority}))
        async with HttpFetcher(
            bodies=MemoryBodies(),
            guard=guard,
            clock=lambda: NOW,
            user_agent="test",
            owner_headers={"X-Token": "secret"},
            owner_authority=own.authority,
        ) as fetcher:
            await fetcher.fetch(own.url("/page"), SHORT)
    assert own.asked[0][1]["x-token"] == "secret"
    assert "x-token" not in other.asked[0][1]


async def test_private_addresses_are_refused_before_any_request() -> None:
    async with visits({"/page": page(THAI)}, allowed=False) as (fetcher, site, _):
        found = await fetcher.fetch(site.url("/page"), SHORT)
        named = await fetcher.fetch(f"http://localhost:{site.port}/page", SHORT)
    assert found.status is named.status is FetchStatus.REFUSED
    assert site.asked == []


async def test_a_name_that_resolves_to_a_private_address_is_refused() -> None:
    async with HttpFetcher(
        bodies=MemoryBodies(), guard=Guard(), clock=lambda: NOW, user_agent="t"
    ) as fetcher:
        found = await fetcher.fetch("http://localhost:8080/", SHORT)
    assert found.status is FetchStatus.REFUSED
    assert "127.0.0.1" in found.detail or "::1" in found.detail


async def test_a_name_that_does_not_exist() -> None:
    async with HttpFetcher(
        bodies=MemoryBodies(), guard=Guard(), clock=lambda: NOW, user_agent="t"
    ) as fetcher:
        found = await fetcher.fetch(
            "http://no-such-host.invalid/", Limits(timeout_seconds=5)
        )
    assert found.status in (FetchStatus.DNS_ERROR, FetchStatus.TIMEOUT)
    assert found.detail == NXDOMAIN or found.detail


async def test_a_closed_port() -> None:
    async with loopback({}) as site:
        port = site.port
    guard = Guard(frozenset({f"127.0.0.1:{port}"}))
    async with HttpFetcher(
        bodies=MemoryBodies(), guard=guard, clock=lambda: NOW, user_agent="t"
    ) as fetcher:
        found = await fetcher.fetch(f"http://127.0.0.1:{port}/", SHORT)
    assert found.status is FetchStatus.CONNECT_ERROR


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("7", 7.0), (format_datetime(NOW + timedelta(seconds=20)), 20.0), ("soon", None)],
)
async def test_retry_after(header: str, seconds: float | None) -> None:
    found = await visit(page("", status="503 Busy", headers={"Retry-After": header}))
    assert found.retry_after == seconds


async def test_very_long_thai_urls_and_locations() -> None:
    path = "/" + "%E0%B8%81" * 520
    async with visits({"/page": redirect(path), path: page(THAI)}) as (
        fetcher,
        site,
        _,
    ):
        found = await fetcher.fetch(site.url("/page"), SHORT)
    assert found.status is FetchStatus.OK
    assert found.final_url.endswith(path)


async def test_answers_in_turn() -> None:
    answer = in_turn(page("", status="500 Oops"), page(THAI))
    async with visits({"/page": answer}) as (fetcher, site, _):
        first = await fetcher.fetch(site.url("/page"), SHORT)
        second = await fetcher.fetch(site.url("/page"), SHORT)
    assert (first.status, second.status) == (FetchStatus.SERVER_ERROR, FetchStatus.OK)
