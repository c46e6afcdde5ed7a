"""Pages as a browser shows them.

For pages that plain HTTP shows too little of. What a page does is never trusted: it
reaches the web through our own proxy only, has a context of its own with nothing of
ours in it, and one clock for all it does. Some pages cannot be stopped from outside
(endless scripts, endless dialogs); there the browser's processes are killed, and the
next page gets a new browser.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from crawler.artifacts import NO_BROWSER, FetchStatus
from crawler.browser_page import (
    BEFORE_SCRIPTS,
    SETTLE_SECONDS,
    TooLargeError,
    settle,
    shown_type,
    whole_page,
)
from crawler.browser_proxy import FilteringProxy
from crawler.browser_running import Running, Tools, started, stopped
from crawler.browser_showing import Showing, unshown
from crawler.browser_traffic import Shelf, Traffic
from crawler.chromium import (
    NoChromiumError,
    failed_to_start,
)
from crawler.fetcher import BodyStore, Clock, Limits, Visit
from crawler.guard import Guard
from crawler.http_body import Reception, UnusableBodyError
from crawler.http_trouble import classified
from crawler.looks import FEW_LETTERS, Looks
from crawler.politeness import Gates
from crawler.received import looked_at, with_body

PAGES_AT_ONCE = 2
"""More are no faster on two cores, and each takes its memory."""
WALL_SECONDS = 45.0
MAX_CHARACTERS = 20_000_000
TRIES = 2
"""Where another page took the browser with it."""
_TROUBLES = (
    ("ERR_CERT", FetchStatus.TLS_ERROR),
    ("ERR_SSL", FetchStatus.TLS_ERROR),
    ("ERR_TOO_MANY_REDIRECTS", FetchStatus.REDIRECT_LOOP),
    ("ERR_TIMED_OUT", FetchStatus.TIMEOUT),
    ("ERR_BLOCKED", FetchStatus.REFUSED),
    ("ERR_ABORTED", FetchStatus.REFUSED),
    ("Download is starting", FetchStatus.REFUSED),
)
"""What the browser says of a page that it could not go to."""


class _LostError(Exception):
    """The browser ended under a page, which may be the fault of another one."""


class BrowserFetcher(AbstractAsyncContextManager["BrowserFetcher"]):
    """Renders pages in one browser, started when it is first needed."""

    def __init__(
        self,
        *,
        bodies: BodyStore,
        guard: Guard,
        clock: Clock,
        user_agent: str,
        owner_headers: Mapping[str, str] | None = None,
        owner_authority: str = "",
        chromium: str = "",
    ) -> None:
        """Take the same as the plain fetcher, and which browser to use, if any."""
        self._bodies = bodies
        self._guard = guard
        self._clock = clock
        self._user_agent = user_agent
        self._owner_headers = dict(owner_headers or {})
        self._owner_authority = owner_authority
        self._chromium = chromium
        self._places = asyncio.Semaphore(PAGES_AT_ONCE)
        self._starting = asyncio.Lock()
        self._shelf = Shelf()
        self._stack = AsyncExitStack()
        self._tools: Tools | None = None
        self._running: Running | None = None
        self.unavailable: NoChromiumError | None = None
        """Why there is no browser, once one was needed."""

    async def __aenter__(self) -> Self:
        """Get ready; nothing is started yet."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the browser and all that belongs to it."""
        if self._running is not None:
            await self._running.end()
            self._running = None
        await self._stack.aclose()

    async def render(self, url: str, limits: Limits, gates: Gates) -> Visit:
        """Visit ``url`` once in the browser, its requests paced by ``gates``.

        Raises nothing for what the web or the browser does; cancellation and
        ``BodyStoreError`` pass. The detail begins with ``NO_BROWSER`` where there is
        no browser.
        """
        async with self._places:
            for _ in range(TRIES):
                try:
                    running = await self._browser()
                except NoChromiumError as error:
                    self.unavailable = error
                    return unshown(url, FetchStatus.REFUSED, f"{NO_BROWSER}: {error}")
                with suppress(_LostError):
                    return await self._visit(running, url, limits, gates)
        return unshown(url, FetchStatus.TIMEOUT, "the browser ended")

    async def _browser(self) -> "Running":
        async with self._starting:
            if self.unavailable is not None:
                raise self.unavailable
            if self._running is None or not self._running.alive:
                if self._running is not None:
                    await self._running.end()
                if self._tools is None:
                    self._tools = await self._prepared()
                self._running = await started(self._tools, self._chromium)
            return self._running

    async def _prepared(self) -> "Tools":
        try:
            from playwright.async_api import async_playwright
        except ImportError as error:
            raise failed_to_start("Playwright", error) from error
        proxy = await self._stack.enter_async_context(FilteringProxy(self._guard))
        folder = self._stack.enter_context(
            TemporaryDirectory(prefix="oit-browser-", ignore_cleanup_errors=True)
        )
        try:
            playwright = await async_playwright().start()
        except Exception as error:
            raise failed_to_start("Playwright", error) from error
        self._stack.push_async_callback(stopped, playwright)
        return Tools(playwright=playwright, proxy=proxy, folder=Path(folder))

    async def _visit(
        self, running: "Running", url: str, limits: Limits, gates: Gates
    ) -> Visit:
        """Give a page its time in the browser; kill the browser where it takes more."""
        from playwright.async_api import Error

        showing = Showing(url=url)
        try:
            async with asyncio.timeout(min(limits.timeout_seconds, WALL_SECONDS)):
                return await self._shown(running, showing, limits, gates)
        except TimeoutError:
            return showing.ended(FetchStatus.TIMEOUT, "deadline")
        except TooLargeError as error:
            return showing.ended(FetchStatus.TOO_LARGE, str(error))
        except Error as error:
            if not running.alive:
                raise _LostError from error
            return self._failed(running, showing, error)
        finally:
            await running.leave(showing)

    def _failed(
        self, running: "Running", showing: "Showing", error: Exception
    ) -> Visit:
        """Say why the browser did not get to a page."""
        text = " ".join(str(error).split())[:200]
        cause = showing.proxy_trouble(running.proxy)
        if cause is not None:
            return showing.ended(*classified(cause))
        for sign, status in _TROUBLES:
            if sign in text:
                return showing.ended(status, text)
        return showing.ended(FetchStatus.CONNECT_ERROR, text)

    async def _shown(
        self, running: "Running", showing: "Showing", limits: Limits, gates: Gates
    ) -> Visit:
        showing.context = context = await running.browser.new_context(
            user_agent=self._user_agent,
            locale="th-TH",
            timezone_id="Asia/Bangkok",
            service_workers="block",
            accept_downloads=False,
            reduced_motion="reduce",
            viewport={"width": 1280, "height": 1600},
        )
        await context.add_init_script(BEFORE_SCRIPTS)
        page = await context.new_page()
        showing.watch(page)
        devtools = await context.new_cdp_session(page)
        showing.traffic = traffic = Traffic(
            devtools=devtools,
            gates=gates,
            shelf=self._shelf,
            owner_headers=self._owner_headers,
            owner_authority=self._owner_authority,
        )
        await traffic.listen()
        await page.goto(showing.url, wait_until="commit", timeout=0)
        # Half of what there is, for what comes after takes its time, too.
        most = min(limits.timeout_seconds / 2, SETTLE_SECONDS)
        await settle(devtools, traffic, most)
        showing.at, showing.shows = page.url, await shown_type(devtools)
        visit = showing.answer(running.proxy, self._clock)
        if visit.status is not FetchStatus.OK:
            return visit
        html = await whole_page(devtools, min(limits.max_bytes, MAX_CHARACTERS))
        visit = await self._kept(visit, html, limits)
        if traffic.lacking and visit.looks and _hardly_a_word(visit.looks):
            detail = f"its scripts had trouble: {traffic.lacking}"[:200]
            return replace(visit, status=FetchStatus.TRUNCATED, detail=detail)
        return visit

    async def _kept(self, answer: Visit, html: str, limits: Limits) -> Visit:
        body = Reception(self._bodies, limits.max_bytes)
        try:
            await body.receive(_chunk(html), "", "")
        except UnusableBodyError as error:
            return replace(answer, status=error.status, detail=error.detail)
        visit = await looked_at(with_body(answer, body))
        if visit.looks is None:
            return visit
        # Wherever the page sends its visitors, the browser has gone.
        return replace(visit, looks=replace(visit.looks, onward=None))


async def _chunk(html: str) -> AsyncIterator[bytes]:
    yield html.encode("utf-8", "replace")


def _hardly_a_word(looks: Looks) -> bool:
    return looks.whole and sum(map(len, looks.lines)) < FEW_LETTERS
