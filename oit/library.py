"""The documents of a run: read from stored bytes, cut to their main content.

The same for a run under way and for one judged again from the database.
"""

import re
import threading
from collections.abc import Callable, Iterable
from typing import Protocol

from crawler.artifacts import Capture, FetchStatus, Purpose
from crawler.urls import identity, origin
from documents.document import Document, Kind, Problem
from documents.main_content import (
    FEW_PAGES,
    SiteTemplate,
    joined,
    learn,
    main_content,
)
from documents.reader import ReadKey, read

BodyReader = Callable[[str], bytes]
"""Gives the stored bytes of a digest."""

TEMPLATE_PURPOSES = frozenset(
    {Purpose.ITEM, Purpose.SUBPAGE, Purpose.HOME, Purpose.SAMPLE}
)
OTHERS = frozenset({Purpose.HOME, Purpose.SAMPLE})
"""Pages that are of no item."""
HARDLY_A_WORD = 120
"""Letters on a whole page, below which it is no page that a server made for readers."""
_ASKS_FOR_SCRIPTS = re.compile(
    "<noscript[^>]*>(?:(?!</noscript)[\\s\\S]){0,600}?(?:java ?script|จาวาสคริปต์)".encode(),
    re.IGNORECASE,
)


class DocumentStore(Protocol):
    """Remembers what was read, from one run to the next. It may forget; it never fails."""

    def get(self, key: ReadKey) -> Document | None:
        """Give what was read of a key; None where that is not known."""
        ...

    def put(self, key: ReadKey, document: Document) -> None:
        """Remember what was read of a key."""
        ...


class Library:
    """Reads captures, each body once."""

    def __init__(
        self,
        read_body: BodyReader,
        content_selector: str = "",
        remembered: DocumentStore | None = None,
    ) -> None:
        """Take where bodies come from, and the spec's selector for main content.

        ``remembered``: what earlier runs have read; without it all is read anew.
        """
        self._read_body = read_body
        self._selector = content_selector
        self._remembered = remembered
        self._documents: dict[ReadKey, Document] = {}
        self._templates: dict[tuple[str, bool], SiteTemplate] = {}
        self._cut: dict[tuple[str, str], Document] = {}
        self._lock = threading.Lock()

    def whole(self, capture: Capture) -> Document | None:
        """Give all that a capture says; None where it did not open."""
        if capture.status is not FetchStatus.OK or capture.digest is None:
            return None
        key = ReadKey(
            digest=capture.digest,
            url=capture.final_url,
            media_type=capture.media_type,
            charset=capture.charset,
            content_selector=self._selector,
        )
        with self._lock:
            if key not in self._documents:
                self._documents[key] = self._read(key)
            return self._documents[key]

    def _read(self, key: ReadKey) -> Document:
        """Read the bytes of a key, unless it is known what they say.

        The bytes are fetched all the same: a verdict rests on evidence that is there
        and unaltered, not on the memory of it.
        """
        body = self._read_body(key.digest)
        known = self._remembered.get(key) if self._remembered is not None else None
        if known is not None:
            return known
        document = read(
            body,
            url=key.url,
            media_type=key.media_type,
            charset=key.charset,
            content_selector=key.content_selector,
        )
        # What could not be parsed may be for want of memory: another time it can be.
        was_parsed = Problem.BROKEN not in document.problems
        if self._remembered is not None and was_parsed:
            self._remembered.put(key, document)
        return document

    def learn_templates(self, captures: Iterable[Capture]) -> None:
        """Learn each host's template anew from all pages at hand.

        In a browser, scripts add to each page what the server did not send. Pages
        seen there have a template that is learnt from such pages, too.
        """
        pages: dict[str, dict[str, tuple[Document, Capture]]] = {}
        for capture in sorted(captures, key=lambda c: c.url):
            if capture.purpose not in TEMPLATE_PURPOSES:
                continue
            document = self.whole(capture)
            if document is not None and document.kind is Kind.HTML:
                host = origin(capture.final_url).authority
                found = pages.setdefault(host, {})
                found[identity(capture.final_url)] = document, capture
        learnt: dict[tuple[str, bool], SiteTemplate] = {}
        for host, found in pages.items():
            shown = [(key, page) for key, (page, c) in found.items() if c.rendered]
            # A shell has no template; that its scripts give it is in other pages.
            every = [
                (key, page)
                for key, (page, c) in found.items()
                if c.rendered or not (shown and is_shell(page))
            ]
            learnt[host, False] = learnt[host, True] = learn(every)
            # A few pages of items may have their content in common.
            others = any(c.rendered and c.purpose in OTHERS for _, c in found.values())
            if others or len(shown) > FEW_PAGES:
                learnt[host, True] = joined(learnt[host, False], learn(shown))
        if learnt != self._templates:
            self._templates, self._cut = learnt, {}

    def main(self, capture: Capture) -> Document | None:
        """Give the main content of a capture; files have nothing else."""
        document = self.whole(capture)
        if document is None or document.kind is not Kind.HTML:
            return document
        key = (capture.digest or "", capture.final_url)
        if key not in self._cut:
            host = origin(capture.final_url).authority
            template = self._templates.get((host, capture.rendered))
            self._cut[key] = main_content(document, template, capture.final_url)
        return self._cut[key]

    def asks_for_scripts(self, capture: Capture) -> bool:
        """Tell whether a page tells visitors without JavaScript to turn it on."""
        if capture.digest is None:
            return False
        return _ASKS_FOR_SCRIPTS.search(self._read_body(capture.digest)) is not None


def is_shell(page: Document) -> bool:
    """Tell whether a page that plain HTTP gave has scripts and hardly a word."""
    is_page = page.kind is Kind.HTML and page.scripts > 0
    return is_page and len(page.text) < HARDLY_A_WORD
