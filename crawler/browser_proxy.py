"""The one way out of the browser: a forward proxy on loopback that our guard watches.

A page decides what its browser asks for, redirects and sockets included, and the
browser's own hooks do not see all of it. So it is told to ask everything of this
proxy, which resolves each name, has the guard check every address, and connects to
the very addresses that were checked.
"""

import asyncio
import secrets
from collections.abc import Awaitable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from crawler.guard import Guard, RefusedAddressError
from crawler.urls import BadUrlError, Origin, normalise, origin

HEADER_BYTES = 65_536
REQUEST_BYTES = 10_000_000
"""Of what a page sends; it has nothing of ours to upload."""
ANSWER_BYTES = 100_000_000
"""Of what comes back on one connection."""
HEADER_SECONDS = 20.0
CONNECT_SECONDS = 10.0
CONNECTION_SECONDS = 120.0
"""For one connection, whatever goes on in it."""
STEP_BYTES = 65_536
_OF_THIS_HOP = frozenset(
    {"connection", "keep-alive", "proxy-connection", "proxy-authorization", "te"}
    | {"upgrade", "trailer"}
)


class _BadRequestError(Exception):
    """What a browser would not send to a proxy."""


class _AnswerError(OSError):
    """What came from the server is no HTTP, or has no end."""


class FilteringProxy(AbstractAsyncContextManager["FilteringProxy"]):
    """Serves one browser. Use as ``async with``."""

    def __init__(self, guard: Guard) -> None:
        """Take what decides where one may connect to."""
        self._guard = guard
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.token = secrets.token_hex(16)
        """The value of ``MARK`` in answers of our own, which no site can guess."""
        self.troubles: dict[str, OSError] = {}
        """Why the last connection to an authority (``host:port``) failed."""
        self.address = ""
        """``http://127.0.0.1:port``, once it serves."""

    async def __aenter__(self) -> Self:
        """Begin to serve."""
        self._server = await asyncio.start_server(
            self._serve, "127.0.0.1", 0, limit=HEADER_BYTES
        )
        port = self._server.sockets[0].getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Cut all connections."""
        if self._server is not None:
            self._server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
        try:
            async with asyncio.timeout(CONNECTION_SECONDS):
                await self._one(reader, writer)
        except (OSError, ValueError, EOFError):
            pass
        finally:
            if task is not None:
                self._tasks.discard(task)
            writer.close()

    async def _one(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Answer the one request of a connection; none of ours is used twice."""
        try:
            async with asyncio.timeout(HEADER_SECONDS):
                request = _parsed(await _head(reader))
        except (_BadRequestError, _AnswerError, ValueError):
            await self._say(writer, "400 Bad Request")
            return
        try:
            upstream = await self._connected(request.url)
        except OSError as error:
            self.troubles[request.place.authority] = error
            refused = isinstance(error, RefusedAddressError)
            await self._say(writer, "403 Forbidden" if refused else "502 Bad Gateway")
            return
        self.troubles.pop(request.place.authority, None)
        try:
            if request.method == "CONNECT":
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
                await _first_of(
                    _pump(reader, upstream[1], ANSWER_BYTES),
                    _pump(upstream[0], writer, ANSWER_BYTES),
                )
            else:
                upstream[1].write(request.head)
                sending = _send(reader, upstream[1], request.length)
                await _first_of(sending, self._answer(upstream[0], writer, request))
        finally:
            upstream[1].close()

    async def _answer(
        self,
        upstream: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        request: "_Request",
    ) -> None:
        """Hand on the answer, and say that the connection ends with it."""
        try:
            code = 100
            while 100 <= code < 200:
                async with asyncio.timeout(CONNECTION_SECONDS):
                    lines = await _head(upstream)
                code = _code(lines[0])
        except (_AnswerError, ValueError, EOFError) as error:
            self.troubles[request.place.authority] = _AnswerError(str(error))
            await self._say(writer, "502 Bad Gateway")
            return
        writer.write(_joined(lines[0], lines[1:]))
        await _pump(upstream, writer, ANSWER_BYTES)

    async def _connected(
        self, url: str
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Connect to a place that the guard lets through. Raises ``OSError``."""
        self._guard.check(url)
        place = origin(url)
        failed: OSError = ConnectionError(f"no address of {place.host}")
        for family, address in await self._guard.resolve(place.host, place.port):
            try:
                async with asyncio.timeout(CONNECT_SECONDS):
                    return await asyncio.open_connection(
                        address, place.port, family=family, limit=HEADER_BYTES
                    )
            except OSError as error:
                failed = error
        raise failed

    async def _say(self, writer: asyncio.StreamWriter, status: str) -> None:
        writer.write(
            f"HTTP/1.1 {status}\r\n{MARK}: {self.token}\r\nContent-Length: 0\r\n"
            "Connection: close\r\n\r\n".encode()
        )
        await writer.drain()


MARK = "x-oit-proxy"
"""The header that answers of our own bear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Request:
    """What the browser asks of us."""

    method: str
    url: str
    place: Origin
    head: bytes
    """As it goes on to the server."""
    length: int
    """Bytes of the body that follow."""


async def _head(reader: asyncio.StreamReader) -> list[str]:
    """Read a first line and headers, up to the empty line. Raises ``_AnswerError``."""
    lines: list[str] = []
    size = 0
    while True:
        line = await reader.readline()
        size += len(line)
        if not line.endswith(b"\n") or size > HEADER_BYTES:
            raise _AnswerError("headers cut off or too large")
        text = line.rstrip(b"\r\n").decode("latin-1")
        if text:
            lines.append(text)
        elif lines:
            return lines


def _parsed(lines: list[str]) -> _Request:
    method, target, *_ = [*lines[0].split(" "), "", ""]
    try:
        if method == "CONNECT":
            url = normalise(f"https://{target}/")
            return _Request(
                method=method, url=url, place=origin(url), head=b"", length=0
            )
        url = normalise(target)
    except BadUrlError as error:
        raise _BadRequestError(str(error)) from error
    place = origin(url)
    if place.scheme != "http" or not method.isalpha():
        raise _BadRequestError(lines[0][:100])
    pairs = {
        name.strip().lower(): value.strip()
        for name, _, value in (line.partition(":") for line in lines[1:])
    }
    length = pairs.get("content-length", "0")
    if "transfer-encoding" in pairs or not length.isdecimal():
        raise _BadRequestError("a body without a length")
    if int(length) > REQUEST_BYTES:
        raise _BadRequestError("a large body")
    path = "/" + target.split("://", 1)[1].partition("/")[2]
    return _Request(
        method=method,
        url=url,
        place=place,
        head=_joined(f"{method} {path} HTTP/1.1", lines[1:]),
        length=int(length),
    )


def _joined(first: str, headers: list[str]) -> bytes:
    """Write a first line and headers, those for this hop replaced by our own."""
    kept = [
        line
        for line in headers
        if line.partition(":")[0].strip().lower() not in _OF_THIS_HOP
    ]
    text = "\r\n".join([first, *kept, "Connection: close", "", ""])
    return text.encode("latin-1")


def _code(line: str) -> int:
    version, _, rest = line.partition(" ")
    if not version.startswith("HTTP/") or not rest[:3].isdecimal():
        raise _AnswerError(f"not HTTP: {line[:60]!r}")
    return int(rest[:3])


async def _pump(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, most: int
) -> None:
    """Copy until the end, or until it is too much."""
    left = most
    while left > 0 and (data := await reader.read(STEP_BYTES)):
        left -= len(data)
        writer.write(data)
        await writer.drain()


async def _send(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, length: int
) -> None:
    """Copy the body of a request, then wait for the browser to hang up."""
    while length > 0 and (data := await reader.read(min(length, STEP_BYTES))):
        length -= len(data)
        writer.write(data)
        await writer.drain()
    # Another request on this connection is never read: it might be for another host.
    while await reader.read(STEP_BYTES):
        pass


async def _first_of(*works: Awaitable[None]) -> None:
    """Do these side by side until one of them ends."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
