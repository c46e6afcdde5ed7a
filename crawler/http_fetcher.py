"""Plain HTTP: the one module that speaks it.

The client is httpx on the aiohttp transport, which is four to five times as fast
as httpx's own. What the site sends is never trusted: names are resolved and
checked by our guard, every visit has one deadline for all of it, bodies are
decoded by us with a limit, no connection is used twice (a forged second answer
would become the next page's evidence), and no cookie is kept (the portal keeps
page numbers and languages in its session).
"""

import asyncio
import re
import socket
import ssl
from collections.abc import Iterable, Mapping
from contextlib import AbstractAsyncContextManager, aclosing
from dataclasses import replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self
from urllib.parse import quote, unquote_to_bytes

import aiohttp
import httpx
from aiohttp.abc import AbstractResolver, ResolveResult
from httpx_aiohttp import AiohttpTransport

from crawler import soft_errors
from crawler.artifacts import FetchStatus, Hop, HopKind
from crawler.body import BodyError, Decoder
from crawler.fetcher import HEAD_BYTES, BodyStore, Clock, Limits, Visit
from crawler.guard import Guard
from crawler.http_trouble import FOREIGN_ERRORS, classified
from crawler.urls import BadUrlError, identity, normalise, origin

CONNECT_SECONDS = 10.0
HEADER_BYTES = 65_536
KEPT_HEADERS = (
    "cf-mitigated",
    "content-disposition",
    "content-encoding",
    "content-type",
    "etag",
    "last-modified",
    "location",
    "retry-after",
    "server",
    "x-amzn-waf-action",
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


class HttpFetcher(AbstractAsyncContextManager["HttpFetcher"]):
    """Visits URLs by GET. Use as ``async with``; safe for many visits at once."""

    def __init__(
        self,
        *,
        bodies: BodyStore,
        guard: Guard,
        clock: Clock,
        user_agent: str,
        owner_headers: Mapping[str, str] | None = None,
        owner_authority: str = "",
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """Take the store for bodies and what to send.

        ``owner_headers`` (an allow-list token, say) go to ``owner_authority``
        (``host:port``) alone, whatever redirects say.
        """
        self._bodies = bodies
        self._guard = guard
        self._clock = clock
        self._headers = {
            "User-Agent": user_agent,
            "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
            "Accept-Language": "th,en;q=0.5",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }
        self._owner_headers = dict(owner_headers or {})
        self._owner_authority = owner_authority
        self._tls = tls or ssl.create_default_context()
        self._transport: httpx.AsyncBaseTransport | None = None

    async def __aenter__(self) -> Self:
        """Open the transport."""
        connector = aiohttp.TCPConnector(
            resolver=_GuardedResolver(self._guard),
            force_close=True,
            ssl=self._tls,
            limit=0,
            use_dns_cache=True,
            ttl_dns_cache=300,
        )
        session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            max_line_size=HEADER_BYTES,
            max_field_size=HEADER_BYTES,
            trust_env=False,
        )
        self._transport = AiohttpTransport(client=session)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the transport and its connections."""
        if self._transport is not None:
            await self._transport.aclose()
            self._transport = None

    async def fetch(self, url: str, limits: Limits) -> Visit:
        """Visit ``url`` once: redirects, refresh pages and body within one deadline.

        Raises nothing for what the web does; cancellation passes.
        """
        hops: list[Hop] = []
        at = url
        try:
            async with asyncio.timeout(limits.timeout_seconds):
                while True:
                    visit, onward = await self._one(at, limits)
                    if onward is None:
                        return replace(visit, hops=tuple(hops))
                    hops.append(onward[1])
                    at = onward[0]
                    if len(hops) > limits.max_hops or _seen(at, hops):
                        return _ended(
                            at, FetchStatus.REDIRECT_LOOP, hops, visit.http_status
                        )
        except TimeoutError:
            return _ended(at, FetchStatus.TIMEOUT, hops, detail="deadline")
        except _UnusableRedirectError as error:
            return _ended(
                at,
                FetchStatus.SERVER_ERROR,
                hops,
                error.http_status,
                f"redirect: {error}",
            )
        except (httpx.HTTPError, httpx.InvalidURL, *FOREIGN_ERRORS) as error:
            status, detail = classified(error)
            return _ended(at, status, hops, detail=detail)

    async def _one(
        self, url: str, limits: Limits
    ) -> tuple[Visit, tuple[str, Hop] | None]:
        """Ask one URL; give the visit, and where it leads on by itself."""
        self._guard.check(url)
        if self._transport is None:
            raise RuntimeError("HttpFetcher is used inside 'async with'")
        headers = dict(self._headers)
        if origin(url).authority == self._owner_authority:
            headers |= self._owner_headers
        timeout = httpx.Timeout(None, connect=CONNECT_SECONDS).as_dict()
        request = httpx.Request(
            "GET", url, headers=headers, extensions={"timeout": timeout}
        )
        # The transport alone: a client would keep cookies and read Location itself.
        response = await self._transport.handle_async_request(request)
        async with aclosing(response):
            location = _location(response)
            if location is not None and 300 <= response.status_code < 400:
                hop = Hop(url=url, http_status=response.status_code, kind=HopKind.HTTP)
                target = _joined(location, url, response.status_code)
                return _answer(url, response, self._clock()), (target, hop)
            visit = await self._body(url, response, limits)
        return visit, _leads_on(visit)

    async def _body(self, url: str, response: httpx.Response, limits: Limits) -> Visit:
        """Stream the body into the store, decoded and counted."""
        answer = _answer(url, response, self._clock())
        declared = response.headers.get("content-length", "")
        encoding = response.headers.get("content-encoding", "")
        if not encoding and declared.isdecimal() and int(declared) > limits.max_bytes:
            return replace(
                answer, status=FetchStatus.TOO_LARGE, detail=f"{int(declared):,} bytes"
            )
        head = bytearray()
        size = 0
        writer = self._bodies.writer()
        kept = False
        try:
            decoder = Decoder(encoding)
            async for chunk in response.aiter_raw():
                for piece in decoder.decode(chunk):
                    size += len(piece)
                    if size > limits.max_bytes:
                        return replace(
                            answer,
                            status=FetchStatus.TOO_LARGE,
                            detail=f"over {limits.max_bytes:,} bytes",
                        )
                    head += piece[: HEAD_BYTES - len(head)]
                    writer.write(piece)
                await asyncio.sleep(0)
            if not decoder.complete:
                return replace(
                    answer,
                    status=FetchStatus.TRUNCATED,
                    detail="compressed body cut off",
                )
            digest, size = await asyncio.to_thread(writer.commit)
            kept = True
        except BodyError as error:
            return replace(answer, status=FetchStatus.TRUNCATED, detail=str(error))
        finally:
            if not kept:
                writer.abort()
        return _judged(answer, digest, size, bytes(head))


class _UnusableRedirectError(Exception):
    """The site redirects to something that is no web address."""

    def __init__(self, message: str, http_status: int) -> None:
        super().__init__(message)
        self.http_status = http_status


class _GuardedResolver(AbstractResolver):
    """Lets aiohttp connect only to addresses that the guard has seen."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        pairs = await self._guard.resolve(host, port, family)
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=found,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for found, address in pairs
        ]

    async def close(self) -> None:
        """Nothing is held."""


def _answer(url: str, response: httpx.Response, now: datetime) -> Visit:
    content_type = response.headers.get("content-type", "")
    charset = _CHARSET.search(content_type)
    return Visit(
        final_url=url,
        status=_status(response.status_code),
        http_status=response.status_code,
        headers=tuple(
            (name, response.headers[name][:2000])
            for name in KEPT_HEADERS
            if name in response.headers
        ),
        media_type=content_type.split(";", 1)[0].strip().lower()[:100],
        charset=charset[1].lower()[:40] if charset else "",
        retry_after=_seconds(response.headers.get("retry-after", ""), now),
    )


def _status(code: int) -> FetchStatus:
    if 200 <= code < 300:
        return FetchStatus.OK
    match code:
        case 404 | 410:
            return FetchStatus.NOT_FOUND
        case 401 | 403 | 407 | 451:
            return FetchStatus.FORBIDDEN
        case 429:
            return FetchStatus.BLOCKED
        case 408:
            return FetchStatus.TIMEOUT
        case _:
            return FetchStatus.SERVER_ERROR


def _judged(answer: Visit, digest: str, size: int, head: bytes) -> Visit:
    """Add the body, and what it tells of the status."""
    status, detail = answer.status, answer.detail
    code = answer.http_status or 0
    if soft_errors.is_wall(code, dict(answer.headers), head):
        status, detail = FetchStatus.BLOCKED, "bot-wall"
    return replace(
        answer, status=status, digest=digest, size=size, head=head, detail=detail
    )


def _leads_on(visit: Visit) -> tuple[str, Hop] | None:
    """Give where a page sends its visitor by itself; a page that reloads stays."""
    if visit.status is not FetchStatus.OK or visit.size > HEAD_BYTES:
        return None
    onward = soft_errors.onward(visit.head)
    if onward is None or not onward.url:
        return None
    try:
        target = normalise(onward.url, visit.final_url)
    except BadUrlError:
        return None
    if identity(target) == identity(visit.final_url):
        return None
    hop = Hop(url=visit.final_url, http_status=visit.http_status or 0, kind=onward.kind)
    return target, hop


def _location(response: httpx.Response) -> str | None:
    """Read the Location header from its bytes: UTF-8, else raw Thai code page."""
    for name, value in response.headers.raw:
        if name.lower() == b"location":
            try:
                return value.decode("utf-8")
            except UnicodeDecodeError:
                return quote(unquote_to_bytes(value), safe="/:?&=#%@;,+~")
    return None


def _joined(location: str, base: str, http_status: int) -> str:
    try:
        return normalise(location, base)
    except BadUrlError as error:
        raise _UnusableRedirectError(str(error), http_status) from error


def _seconds(retry_after: str, now: datetime) -> float | None:
    """Read Retry-After, seconds or a date, as seconds from now."""
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
    except (ValueError, TypeError):
        return None
    if moment.tzinfo is None:
        return None
    return max(0.0, (moment - now).total_seconds())


def _seen(url: str, hops: Iterable[Hop]) -> bool:
    # The portal sets a cookie and sends the visitor to the same page again; a
    # second time in the same place means that it will never end.
    return sum(hop.url == url for hop in hops) > 1


def _ended(
    url: str,
    status: FetchStatus,
    hops: list[Hop],
    http_status: int | None = None,
    detail: str = "",
) -> Visit:
    return Visit(
        final_url=url,
        status=status,
        http_status=http_status,
        hops=tuple(hops),
        detail=detail,
    )
