"""The proxy by itself: what it lets through, and what it says otherwise."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from crawler.browser_proxy import HEADER_BYTES, MARK, FilteringProxy
from crawler.guard import Guard, RefusedAddressError
from tests.support.loopback import Answer, Loopback, loopback, page, sends

HELLO = page("สวัสดี")


@asynccontextmanager
async def proxied(
    answer: Answer = HELLO, *, allowed: bool = True
) -> AsyncIterator[tuple[FilteringProxy, Loopback]]:
    async with loopback({"/page?a=1": answer}) as site:
        guard = Guard(frozenset({site.authority} if allowed else ()))
        async with FilteringProxy(guard) as proxy:
            yield proxy, site


async def asked(proxy: FilteringProxy, request: str | bytes) -> bytes:
    """Send bytes, and give all that comes back."""
    host, port = proxy.address.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(request.encode() if isinstance(request, str) else request)
    try:
        async with asyncio.timeout(5):
            return await reader.read()
    finally:
        writer.close()


def get(url: str, *headers: str) -> str:
    return "\r\n".join([f"GET {url} HTTP/1.1", "Host: x", *headers, "", ""])


async def test_a_page_comes_through_and_the_connection_ends_with_it() -> None:
    async with proxied() as (proxy, site):
        request = get(site.url("/page?a=1"), "Proxy-Connection: keep-alive", "A: b")
        answer = await asked(proxy, request + get("http://other.example/"))
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"\r\nConnection: close" in head
    assert proxy.token.encode() not in head
    assert body.decode() == "สวัสดี"
    ((path, headers),) = site.asked
    assert (path, headers["a"], headers["connection"]) == ("/page?a=1", "b", "close")
    assert "proxy-connection" not in headers


async def test_a_tunnel_carries_both_ways() -> None:
    async with proxied() as (proxy, site):
        tunnel = f"CONNECT {site.authority} HTTP/1.1\r\n\r\n"
        answer = await asked(proxy, tunnel + get("/page?a=1"))
    assert answer.startswith(b"HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 200")
    assert answer.decode().endswith("สวัสดี")


async def test_the_body_of_a_request_goes_on() -> None:
    received: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        received.append(await reader.readexactly(4))
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    authority = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server, FilteringProxy(Guard(frozenset({authority}))) as proxy:
        answer = await asked(
            proxy,
            f"POST http://{authority}/ HTTP/1.1\r\nContent-Length: 4\r\n\r\nabcd",
        )
    assert received == [b"abcd"]
    assert answer.startswith(b"HTTP/1.1 204")


@pytest.mark.parametrize("form", ["{}", "http://{}/"])
async def test_private_addresses_are_refused(form: str) -> None:
    async with proxied(allowed=False) as (proxy, site):
        port = site.port
        for host in ("127.0.0.1", "localhost", "[::1]", "127.1", "2130706433"):
            place = form.format(f"{host}:{port}")
            method = "GET" if "http" in form else "CONNECT"
            answer = await asked(proxy, f"{method} {place} HTTP/1.1\r\n\r\n")
            assert answer.startswith(b"HTTP/1.1 403 Forbidden\r\n")
            assert f"{MARK}: {proxy.token}".encode() in answer
        for host in ("169.254.169.254", "10.0.0.1", "[::ffff:127.0.0.1]"):
            answer = await asked(proxy, get(f"http://{host}/"))
            assert answer.startswith(b"HTTP/1.1 403 Forbidden\r\n")
    assert site.asked == []
    assert all(isinstance(e, RefusedAddressError) for e in proxy.troubles.values())


@pytest.mark.parametrize(
    "request_",
    [
        "",
        "\x16\x03\x01\r\n\r\n",
        "GET\r\n\r\n",
        "GET /page HTTP/1.1\r\n\r\n",
        "GET ftp://example.com/ HTTP/1.1\r\n\r\n",
        "GET https://example.com/ HTTP/1.1\r\n\r\n",
        "CONNECT  HTTP/1.1\r\n\r\n",
        "CONNECT example.com:99999 HTTP/1.1\r\n\r\n",
        "POST http://example.com/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST http://example.com/ HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "POST http://example.com/ HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n",
        "GET http://example.com/ HTTP/1.1\r\nA: " + "x" * HEADER_BYTES,
    ],
)
async def test_what_no_browser_sends_is_a_bad_request(request_: str) -> None:
    async with proxied() as (proxy, _):
        host, port = proxy.address.removeprefix("http://").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(request_.encode("latin-1"))
        writer.write_eof()
        async with asyncio.timeout(5):
            try:
                answer = await reader.read()
            except ConnectionResetError:
                answer = b""
        writer.close()
    assert answer == b"" or answer.startswith(b"HTTP/1.1 400 Bad Request\r\n")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"no http at all\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nA: " + b"x" * (HEADER_BYTES + 10) + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n",
    ],
    ids=["nothing", "not http", "huge headers", "cut off"],
)
async def test_a_bad_answer_is_a_bad_gateway(raw: bytes) -> None:
    async with proxied(sends(raw)) as (proxy, site):
        answer = await asked(proxy, get(site.url("/page?a=1")))
    assert answer.startswith(b"HTTP/1.1 502 Bad Gateway\r\n")
    assert set(proxy.troubles) == {site.authority}


async def test_a_dead_host_is_a_bad_gateway() -> None:
    server = await asyncio.start_server(lambda _, __: None, "127.0.0.1", 0)
    authority = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    server.close()
    async with FilteringProxy(Guard(frozenset({authority}))) as proxy:
        answer = await asked(proxy, get(f"http://{authority}/"))
    assert answer.startswith(b"HTTP/1.1 502 Bad Gateway\r\n")
    assert isinstance(proxy.troubles[authority], ConnectionError)
