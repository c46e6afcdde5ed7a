"""Pages as a browser shows them: the one module that drives one (Playwright).

For pages that plain HTTP shows too little of. What a page does is never trusted: it
reaches the web through our own proxy only, has a context of its own with nothing of
ours in it, and one clock for all it does. Some pages cannot be stopped from outside
(endless scripts, endless dialogs); there the browser's processes are killed, and the
next page gets a new browser.
"""

import asyncio
import os
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from crawler import http_answer
from crawler.artifacts import NO_BROWSER, FetchStatus, Hop, HopKind
from crawler.browser_page import (
    BEFORE_SCRIPTS,
    SETTLE_SECONDS,
    TooLargeError,
    settle,
    shown_type,
    whole_page,
)
from crawler.browser_proxy import MARK, FilteringProxy
from crawler.browser_traffic import Shelf, Traffic
from crawler.chromium import (
    FLAGS,
    MAX_MEMORY,
    NoChromiumError,
    Processes,
    environment,
    failed_to_start,
    find_chromium,
)
from crawler.fetcher import BodyStore, Clock, Limits, Visit
from crawler.guard import Guard
from crawler.http_body import Reception, UnusableBodyError
from crawler.http_trouble import classified
from crawler.looks import FEW_LETTERS, HTML_TYPES, Looks
from crawler.politeness import Gates
from crawler.received import looked_at, with_body
from crawler.urls import BadUrlError, normalise, origin

if TYPE_CHECKING:
    from playwright.async_api import (
        Browser,
        BrowserContext,
        Page,
        Playwright,
        Response,
    )

PAGES_AT_ONCE = 2
"""More are no faster on two cores, and each takes its memory."""
WALL_SECONDS = 45.0
START_SECONDS = 30.0
CLOSE_SECONDS = 3.0
WATCH_SECONDS = 0.5
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
        self._tools: _Tools | None = None
        self._running: _Running | None = None
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
                    return _ended(url, FetchStatus.REFUSED, f"{NO_BROWSER}: {error}")
                with suppress(_LostError):
                    return await self._visit(running, url, limits, gates)
        return _ended(url, FetchStatus.TIMEOUT, "the browser ended")

    async def _browser(self) -> "_Running":
        async with self._starting:
            if self.unavailable is not None:
                raise self.unavailable
            if self._running is None or not self._running.alive:
                if self._running is not None:
                    await self._running.end()
                if self._tools is None:
                    self._tools = await self._prepared()
                self._running = await _started(self._tools, self._chromium)
            return self._running

    async def _prepared(self) -> "_Tools":
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
        self._stack.push_async_callback(_stopped, playwright)
        return _Tools(playwright=playwright, proxy=proxy, folder=Path(folder))

    async def _visit(
        self, running: "_Running", url: str, limits: Limits, gates: Gates
    ) -> Visit:
        """Give a page its time in the browser; kill the browser where it takes more."""
        from playwright.async_api import Error

        showing = _Showing(url=url)
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
        self, running: "_Running", showing: "_Showing", error: Exception
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
        self, running: "_Running", showing: "_Showing", limits: Limits, gates: Gates
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tools:
    """What all browsers of a run share."""

    playwright: "Playwright"
    proxy: FilteringProxy
    folder: Path


@dataclass(slots=True, kw_only=True)
class _Running:
    """A browser that was started."""

    browser: "Browser"
    processes: Processes
    proxy: FilteringProxy
    watch: "asyncio.Task[None] | None" = None
    killed: bool = False

    @property
    def alive(self) -> bool:
        """False once it has ended, or is being killed."""
        return not self.killed and self.browser.is_connected()

    async def leave(self, showing: "_Showing") -> None:
        """Close a page with all that belongs to it, or the browser with it."""
        if showing.traffic is not None:
            await showing.traffic.stop()
        if showing.context is None or not self.alive:
            return
        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                await showing.context.close()
        except TimeoutError:
            await self.kill()
        except Exception:  # noqa: BLE001 - whatever it is, a kill mends it
            await self.kill()

    async def kill(self) -> None:
        """End all its processes, whatever they are doing."""
        self.killed = True
        await asyncio.to_thread(self.processes.kill)

    async def end(self) -> None:
        """Close it, and make sure that nothing is left."""
        if self.watch is not None:
            self.watch.cancel()
        with suppress(Exception):
            async with asyncio.timeout(CLOSE_SECONDS):
                await self.browser.close()
        await self.kill()

    async def keep_watch(self) -> None:
        """Kill it where a page takes too much memory."""
        while self.alive:
            await asyncio.sleep(WATCH_SECONDS)
            held = await asyncio.to_thread(self.processes.most_memory)
            if held > MAX_MEMORY:
                await self.kill()


@dataclass(slots=True, kw_only=True)
class _Showing:
    """One page on its way."""

    url: str
    at: str = ""
    shows: str = ""
    """Media type of what it shows."""
    context: "BrowserContext | None" = None
    traffic: Traffic | None = None
    documents: "list[Response]" = field(default_factory=list)
    """What the page itself was answered, redirects included."""
    _closing: set["asyncio.Task[None]"] = field(default_factory=set)

    def watch(self, page: "Page") -> None:
        """Note what the page is answered; refuse what it would show beside itself."""

        def answered(response: "Response") -> None:
            with suppress(Exception):
                request = response.request
                if request.is_navigation_request() and response.frame is main:
                    self.documents.append(response)

        def close(work: Any) -> None:
            task = asyncio.ensure_future(_quietly(work))
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)

        main = page.main_frame
        page.on("response", answered)
        page.on("dialog", lambda dialog: close(dialog.dismiss()))
        page.context.on("page", lambda other: close(other.close()))

    def proxy_trouble(self, proxy: FilteringProxy) -> OSError | None:
        """Give why our proxy did not get to where the page was going."""
        going = [self.traffic.bound_for] if self.traffic else []
        for url in (*going, self.url):
            with suppress(BadUrlError):
                cause = proxy.troubles.get(origin(normalise(url)).authority)
                if cause is not None:
                    return cause
        return None

    def answer(self, proxy: FilteringProxy, clock: Clock) -> Visit:
        """Say what the page was answered, as plain HTTP would."""
        # What was taken for a download is none of the page.
        pages = [d for d in self.documents if _type(d) in HTML_TYPES] or self.documents
        last = pages[-1] if pages else None
        ours = last is not None and last.headers.get(MARK) == proxy.token
        if last is None or ours or not self.at.startswith(("http://", "https://")):
            cause = self.proxy_trouble(proxy)
            if cause is not None:
                return self.ended(*classified(cause))
            return self.ended(FetchStatus.REFUSED, f"went to {self.at[:100]}")
        try:
            final = normalise(self.at)
        except BadUrlError as error:
            return self.ended(FetchStatus.REFUSED, str(error))
        found = http_answer.answer(final, last.status, last.headers, clock())
        if self.shows not in HTML_TYPES or found.media_type not in HTML_TYPES:
            return self.ended(FetchStatus.REFUSED, f"is {self.shows}, no page")
        return replace(
            found,
            media_type="text/html",
            charset="utf-8",
            headers=tuple(pair for pair in found.headers if pair[0] not in _OF_BYTES),
            hops=_hops(self.documents[: self.documents.index(last)]),
        )

    def ended(self, status: FetchStatus, detail: str) -> Visit:
        """Give the visit as it ended, with nothing shown."""
        code = self.documents[-1].status if self.documents else None
        return replace(_ended(self.url, status, detail), http_status=code)


_OF_BYTES = frozenset({"content-encoding", "content-type", "etag"})
"""Headers that speak of the bytes sent, which are not those kept."""


def _type(response: "Response") -> str:
    return response.headers.get("content-type", "").split(";")[0].strip().lower()


def _hops(documents: "list[Response]") -> tuple[Hop, ...]:
    return tuple(
        Hop(
            url=normalise(response.url),
            http_status=response.status,
            kind=HopKind.HTTP if 300 <= response.status < 400 else HopKind.SCRIPT,
        )
        for response in documents
    )


def _ended(url: str, status: FetchStatus, detail: str) -> Visit:
    return Visit(final_url=url, status=status, detail=detail)


def _hardly_a_word(looks: Looks) -> bool:
    return looks.whole and sum(map(len, looks.lines)) < FEW_LETTERS


async def _started(tools: _Tools, named: str) -> _Running:
    from playwright.async_api import Error

    chromium = tools.playwright.chromium
    program = find_chromium(named, chromium.executable_path)
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    # The sandbox needs rights that containers often lack, and root never gets it.
    for sandbox in (False,) if is_root else (True, False):
        processes = Processes(secrets.token_hex(8))
        try:
            browser = await chromium.launch(
                executable_path=program,
                args=[*FLAGS, processes.flag],
                env=environment(os.environ, tools.folder),
                chromium_sandbox=sandbox,
                downloads_path=tools.folder,
                proxy={"server": tools.proxy.address, "bypass": "<-loopback>"},
                timeout=START_SECONDS * 1000,
                handle_sigint=False,
                handle_sigterm=False,
                handle_sighup=False,
            )
        except Error as error:
            failure = error
            continue
        await asyncio.to_thread(processes.find)
        running = _Running(browser=browser, processes=processes, proxy=tools.proxy)
        running.watch = asyncio.create_task(running.keep_watch())
        return running
    raise failed_to_start(program, failure)


async def _stopped(playwright: "Playwright") -> None:
    with suppress(Exception):
        async with asyncio.timeout(CLOSE_SECONDS):
            await playwright.stop()


async def _chunk(html: str) -> AsyncIterator[bytes]:
    yield html.encode("utf-8", "replace")


async def _quietly(work: Any) -> None:
    """Close what may be closed already."""
    with suppress(Exception):
        await work
