"""One page on its way in the browser, and what it was answered."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from crawler import http_answer
from crawler.artifacts import FetchStatus, Hop, HopKind
from crawler.browser_proxy import MARK, FilteringProxy
from crawler.browser_traffic import Traffic
from crawler.fetcher import Clock, Visit
from crawler.http_trouble import classified
from crawler.looks import HTML_TYPES
from crawler.urls import BadUrlError, normalise, origin

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page, Response


@dataclass(slots=True, kw_only=True)
class Showing:
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
                is_web = response.url.startswith(("http://", "https://"))
                goes = request.is_navigation_request() and response.frame is main
                if is_web and goes:
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
        return replace(unshown(self.url, status, detail), http_status=code)


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


def unshown(url: str, status: FetchStatus, detail: str) -> Visit:
    """Give what stands for a page that was not shown."""
    return Visit(final_url=url, status=status, detail=detail)


async def _quietly(work: Any) -> None:
    """Close what may be closed already."""
    with suppress(Exception):
        await work
