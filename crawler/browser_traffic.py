"""What a page in the browser asks for: each request at the polite rate of its host.

Spoken over the browser's own protocol (the Fetch and Network domains): there, what
is said of a request holds for that request alone and not for those it is redirected
to, so that the owner's headers go to the owner's host and nowhere else.
"""

import asyncio
import base64
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Protocol

from crawler.politeness import Gates
from crawler.urls import BadUrlError, normalise, origin

Event = dict[str, Any]

UNWANTED = frozenset({"Image", "Media", "Font", "Ping", "CSPViolationReport"})
"""Not asked for: none of it holds text."""
SHELVED = frozenset({"Script", "Stylesheet"})
"""Asked for once a run: each page of a site has the same ones."""
ENDLESS = frozenset({"EventSource", "WebSocket"})
_CARRIES = frozenset({"Script", "XHR", "Fetch"})
SHELF_BYTES = 40_000_000
HELD_SECONDS = 10.0
"""For so long at most a request counts as under way to its host."""
DOCUMENT_HELD_SECONDS = 1.0
"""The same for a page, whose own end may wait for its scripts."""
MAX_REQUESTS = 500
"""What a page asks for beyond that is not asked."""


class Devtools(Protocol):
    """A session of the browser's protocol, as Playwright gives it."""

    async def send(self, method: str, params: Event | None = None) -> Any:
        """Send a command; give its result."""
        ...

    def on(self, event: Any, handler: Any) -> None:
        """Hear events."""
        ...


@dataclass(slots=True)
class Shelf:
    """Scripts and style sheets that were fetched already in this run."""

    held: dict[str, Event] = field(default_factory=dict)
    size: int = 0

    def put(self, url: str, answer: Event) -> None:
        """Keep an answer while there is room."""
        length = len(answer["body"])
        if url not in self.held and self.size + length <= SHELF_BYTES:
            self.held[url] = answer
            self.size += length


# No slots: Playwright notes on an object which of its methods listen.
@dataclass(kw_only=True)
class Traffic:
    """The requests of one page."""

    devtools: Devtools
    gates: Gates
    shelf: Shelf
    owner_headers: Mapping[str, str]
    owner_authority: str
    pending: set[str] = field(default_factory=set)
    """Requests that have no end yet; of some, those of workers, none is told."""
    waiting: int = 0
    """Requests that wait for their turn."""
    bound_for: str = ""
    """The last address that the page itself was sent to."""
    lacking: str = ""
    """A script, or data for one, of which we do not know what it would have shown."""
    _frame: str = ""
    _asked: int = 0
    _ends: dict[str, asyncio.Event] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def quiet(self) -> bool:
        """True while nothing is under way."""
        return not self.pending and not self.waiting

    async def listen(self) -> None:
        """Begin; nothing may be asked for before."""
        self.devtools.on("Fetch.requestPaused", self._paused)
        self.devtools.on("Network.requestWillBeSent", self._begun)
        self.devtools.on("Network.responseReceived", self._received)
        self.devtools.on("Network.loadingFinished", self._finished)
        self.devtools.on("Network.loadingFailed", self._failed)
        tree = await self.devtools.send("Page.getFrameTree")
        self._frame = tree["frameTree"]["frame"]["id"]
        await self.devtools.send("Network.enable")
        patterns = [
            {"urlPattern": "*", "requestStage": "Request"},
            *(
                {"urlPattern": "*", "resourceType": kind, "requestStage": "Response"}
                for kind in sorted(SHELVED)
            ),
        ]
        await self.devtools.send("Fetch.enable", {"patterns": patterns})

    async def stop(self) -> None:
        """Let go of everything that is under way."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _begun(self, event: Event) -> None:
        kind = event.get("type", "")
        if self._counts(event, kind):
            self.pending.add(event["requestId"])
        if kind == "Document" and event.get("frameId") == self._frame:
            self.bound_for = event["request"]["url"]

    def _counts(self, event: Event, kind: str) -> bool:
        """Tell whether the page is not whole before this request ends.

        Of a frame's own page, and of what is no request at all, the end is not told.
        """
        in_frame = kind == "Document" and event.get("frameId") != self._frame
        is_web = event["request"]["url"].startswith(("http://", "https://"))
        return is_web and not in_frame and kind not in ENDLESS | UNWANTED

    def _received(self, event: Event) -> None:
        code = event["response"]["status"]
        if event.get("type") in _CARRIES and (code in (403, 429) or code >= 500):
            self.lacking = event["response"]["url"]

    def _failed(self, event: Event) -> None:
        # What another site does not let the page read is no trouble of a connection.
        kept = ("canceled", "blockedReason", "corsErrorStatus")
        ours = any(event.get(name) for name in kept)
        if event.get("type") in _CARRIES and not ours:
            self.lacking = event.get("errorText", "") or "not loaded"
        self._finished(event)

    def _finished(self, event: Event) -> None:
        number = event["requestId"]
        self.pending.discard(number)
        self._let_go(number)

    def _let_go(self, number: str) -> None:
        if number in self._ends:
            self._ends.pop(number).set()

    def _paused(self, event: Event) -> None:
        is_answer = "responseStatusCode" in event or "responseErrorReason" in event
        work = self._answered(event) if is_answer else self._requested(event)
        self._spawn(work)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(_quietly(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _requested(self, event: Event) -> None:
        """Let a request go when it is its turn, or have it fail."""
        number = _number(event)
        kind, request = event.get("resourceType", ""), event["request"]
        self._asked += 1
        if kind in UNWANTED or self._asked > MAX_REQUESTS:
            await self._refuse(event)
            return
        shelved = self.shelf.held.get(request["url"])
        if shelved is not None and request["method"] == "GET" and kind in SHELVED:
            answer = {"requestId": event["requestId"], **shelved}
            await self.devtools.send("Fetch.fulfillRequest", answer)
            return
        try:
            authority = origin(normalise(request["url"])).authority
        except BadUrlError:
            await self._refuse(event)
            return
        # The next hop of a redirect has the number of the one before, which ends.
        self._let_go(number)
        end = self._ends[number] = asyncio.Event()
        self.waiting += 1
        is_waiting = True
        try:
            async with self.gates(authority).slot():
                self.waiting -= 1
                is_waiting = False
                await self._go(event, authority)
                is_page = kind == "Document"
                held = DOCUMENT_HELD_SECONDS if is_page else HELD_SECONDS
                with suppress(TimeoutError):
                    async with asyncio.timeout(held):
                        await end.wait()
        finally:
            self.waiting -= is_waiting

    async def _go(self, event: Event, authority: str) -> None:
        answer: Event = {"requestId": event["requestId"]}
        if self.owner_headers and authority == self.owner_authority:
            headers = {**event["request"]["headers"], **self.owner_headers}
            answer["headers"] = [
                {"name": name, "value": value} for name, value in headers.items()
            ]
        await self.devtools.send("Fetch.continueRequest", answer)

    async def _refuse(self, event: Event) -> None:
        number = _number(event)
        self.pending.discard(number)
        reason = {"requestId": event["requestId"], "errorReason": "BlockedByClient"}
        await self.devtools.send("Fetch.failRequest", reason)

    async def _answered(self, event: Event) -> None:
        """Keep what every page of the site asks for."""
        number, request = event["requestId"], event["request"]
        headers = event.get("responseHeaders", [])
        if event.get("responseStatusCode") == 200 and _may_be_kept(request, headers):
            body = await self.devtools.send(
                "Fetch.getResponseBody", {"requestId": number}
            )
            text = body["body"]
            if not body["base64Encoded"]:
                text = base64.b64encode(text.encode()).decode()
            plain = [h for h in headers if h["name"].lower() not in _OF_TRANSFER]
            self.shelf.put(
                request["url"],
                {"responseCode": 200, "responseHeaders": plain, "body": text},
            )
        await self.devtools.send("Fetch.continueRequest", {"requestId": number})


_OF_TRANSFER = frozenset({"content-encoding", "content-length", "transfer-encoding"})


def _number(event: Event) -> str:
    """Give what the Network domain calls a request that the Fetch domain speaks of."""
    return str(event.get("networkId") or event["requestId"])


def _may_be_kept(request: Event, headers: list[Event]) -> bool:
    said = " ".join(
        h["value"].lower() for h in headers if h["name"].lower() == "cache-control"
    )
    return request["method"] == "GET" and "no-store" not in said


async def _quietly(work: Coroutine[Any, Any, None]) -> None:
    """Do what the page may end at any moment; then there is nobody to tell."""
    with suppress(Exception):
        await work
