"""Plain HTTP: the one module that speaks it.

The client is httpx on the aiohttp transport, which is four to five times as fast
as httpx's own. What the site sends is never trusted: names are resolved and
checked by our guard, every visit has one deadline for all of it, bodies are
decoded by us with a limit, no connection is used twice (a forged second answer
would become the next page's evidence), and no cookie is kept (the portal keeps
page numbers and languages in its session).
"""

import asyncio
import ssl
from collections import Counter
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager, aclosing
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Self

import aiohttp
import httpx
from httpx_aiohttp import AiohttpTransport

from crawler import http_answer
from crawler.artifacts import FetchStatus, Hop, HopKind
from crawler.cookies import VisitCookies
from crawler.fetcher import HEAD_BYTES, BodyStore, Clock, Limits, Visit
from crawler.guard import Guard
from crawler.http_body import Reception, UnusableBodyError
from crawler.http_trouble import FOREIGN_ERRORS, classified
from crawler.looks import HTML_TYPES
from crawler.received import looked_at, with_body
from crawler.resolver import GuardedResolver
from crawler.urls import (
    BadUrlError,
    has_route,
    identity,
    normalise,
    origin,
    without_route,
)

CONNECT_SECONDS = 10.0
HEADER_BYTES = 65_536
GLANCE_BYTES = 4_096
"""Of a file, where it is enough to see that there is one."""


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
            resolver=GuardedResolver(self._guard),
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

        Raises nothing for what the web does; cancellation and ``BodyStoreError``
        pass.
        """
        journey = _Journey(url)
        try:
            async with asyncio.timeout(limits.timeout_seconds):
                return await self._travel(journey, limits)
        except TimeoutError:
            return journey.ended(FetchStatus.TIMEOUT, "deadline")
        except _UnusableRedirectError as error:
            return replace(
                journey.ended(FetchStatus.SERVER_ERROR, f"redirect: {error}"),
                http_status=error.http_status,
            )
        except (httpx.HTTPError, httpx.InvalidURL, *FOREIGN_ERRORS) as error:
            return journey.ended(*classified(error))

    async def _travel(self, journey: "_Journey", limits: Limits) -> Visit:
        """Go on until nothing sends us further."""
        while True:
            visit, onward = await self._one(journey, limits)
            if onward is None:
                return replace(visit, hops=tuple(journey.hops))
            journey.go_on(*onward)
            if len(journey.hops) > limits.max_hops or journey.in_circles:
                return replace(
                    journey.ended(FetchStatus.REDIRECT_LOOP),
                    http_status=visit.http_status,
                )

    async def _one(
        self, journey: "_Journey", limits: Limits
    ) -> tuple[Visit, tuple[str, Hop] | None]:
        """Ask one URL; give the visit, and where it leads on by itself."""
        url = journey.at
        self._guard.check(url)
        if self._transport is None:
            raise RuntimeError("HttpFetcher is used inside 'async with'")
        timeout = httpx.Timeout(None, connect=CONNECT_SECONDS).as_dict()
        request = httpx.Request(
            "GET",
            without_route(url),
            headers=self._headers_for(url, journey.arrive()),
            extensions={"timeout": timeout},
        )
        # The transport alone: a client would keep cookies and read Location itself.
        response = await self._transport.handle_async_request(request)
        async with aclosing(response):
            code, now = response.status_code, self._clock()
            set_cookies = response.headers.get_list("set-cookie")
            journey.cookies.take(url, set_cookies, now)
            answer = http_answer.answer(url, code, response.headers, now)
            location = http_answer.location(code, response.headers.raw)
            if location is not None:
                hop = Hop(url=url, http_status=code, kind=HopKind.HTTP)
                return answer, (_joined(location, url, code), hop)
            journey.refusal = answer if code >= 400 else None
            visit = await self._body(answer, response, limits)
        visit = await looked_at(visit)
        return visit, _leads_on(visit)

    def _headers_for(self, url: str, cookies: str) -> dict[str, str]:
        headers = dict(self._headers)
        if origin(url).authority == self._owner_authority:
            headers |= self._owner_headers
        if cookies:
            headers["Cookie"] = cookies
        return headers

    async def _body(
        self, answer: Visit, response: httpx.Response, limits: Limits
    ) -> Visit:
        """Take the body. Of an error page that breaks off, the status is enough."""
        enough = 0
        if limits.glance:
            is_page = answer.media_type in HTML_TYPES
            enough = HEAD_BYTES if is_page else GLANCE_BYTES
        body = Reception(self._bodies, limits.max_bytes, enough)
        is_error = response.status_code >= 400
        try:
            await body.receive(
                response.aiter_raw(),
                response.headers.get("content-encoding", ""),
                response.headers.get("content-length", ""),
            )
        except UnusableBodyError as error:
            if not is_error:
                return replace(answer, status=error.status, detail=error.detail)
        except (httpx.HTTPError, *FOREIGN_ERRORS):
            if not is_error:
                raise
        return with_body(answer, body)


@dataclass(slots=True)
class _Journey:
    """Where one visit has got to."""

    at: str
    hops: list[Hop] = field(default_factory=list)
    cookies: VisitCookies = field(default_factory=VisitCookies)
    refusal: Visit | None = None
    """The answer of 400 or above whose body is still under way."""
    _been: Counter[tuple[str, str]] = field(default_factory=Counter)

    def arrive(self) -> str:
        """Note that we ask here; give the cookies to send."""
        cookies = self.cookies.header(self.at)
        self._been[self.at, cookies] += 1
        return cookies

    def go_on(self, url: str, hop: Hop) -> None:
        """Follow a hop."""
        self.hops.append(hop)
        self.at = url

    @property
    def in_circles(self) -> bool:
        """True where we asked the same twice already.

        Once more is allowed: some sites remember visitors by their address.
        """
        return self._been[self.at, self.cookies.header(self.at)] > 1

    def ended(self, status: FetchStatus, detail: str = "") -> Visit:
        """Give the visit as it ended here."""
        hops = tuple(self.hops)
        if self.refusal is not None:
            return replace(self.refusal, hops=hops)
        return Visit(final_url=self.at, status=status, hops=hops, detail=detail)


class _UnusableRedirectError(Exception):
    """The site redirects to something that is no web address."""

    def __init__(self, message: str, http_status: int) -> None:
        super().__init__(message)
        self.http_status = http_status


def _leads_on(visit: Visit) -> tuple[str, Hop] | None:
    """Give where a page sends its visitor by itself; a page that reloads stays."""
    onward = visit.looks.onward if visit.looks else None
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


def _joined(location: str, base: str, http_status: int) -> str:
    try:
        target = normalise(location, base)
    except BadUrlError as error:
        raise _UnusableRedirectError(str(error), http_status) from error
    # As in browsers, a redirect does not change which route of the scripts is meant.
    _, mark, route = base.partition("#")
    return target if has_route(target) else f"{target}{mark}{route}"
