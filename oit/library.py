"""The documents of a run: read from stored bytes, cut to their main content.

The same for a run under way and for one judged again from the database.
"""

import threading
from collections.abc import Callable, Iterable

from crawler.artifacts import Capture, FetchStatus, Purpose
from crawler.urls import identity, origin
from documents.document import Document, Kind
from documents.main_content import SiteTemplate, learn, main_content
from documents.reader import read

BodyReader = Callable[[str], bytes]
"""Gives the stored bytes of a digest."""

TEMPLATE_PURPOSES = frozenset(
    {Purpose.ITEM, Purpose.SUBPAGE, Purpose.HOME, Purpose.SAMPLE}
)


class Library:
    """Reads captures, each body once."""

    def __init__(self, read_body: BodyReader, content_selector: str = "") -> None:
        """Take where bodies come from, and the spec's selector for main content."""
        self._read_body = read_body
        self._selector = content_selector
        self._documents: dict[tuple[str, str, str, str], Document] = {}
        self._templates: dict[str, SiteTemplate] = {}
        self._cut: dict[tuple[str, str], Document] = {}
        self._lock = threading.Lock()

    def whole(self, capture: Capture) -> Document | None:
        """Give all that a capture says; None where it did not open."""
        if capture.status is not FetchStatus.OK or capture.digest is None:
            return None
        key = (capture.digest, capture.media_type, capture.charset, capture.final_url)
        with self._lock:
            if key not in self._documents:
                self._documents[key] = read(
                    self._read_body(capture.digest),
                    url=capture.final_url,
                    media_type=capture.media_type,
                    charset=capture.charset,
                    content_selector=self._selector,
                )
            return self._documents[key]

    def learn_templates(self, captures: Iterable[Capture]) -> None:
        """Learn each host's template anew from all pages at hand."""
        pages: dict[str, dict[str, Document]] = {}
        for capture in sorted(captures, key=lambda c: c.url):
            if capture.purpose not in TEMPLATE_PURPOSES:
                continue
            document = self.whole(capture)
            if document is not None and document.kind is Kind.HTML:
                host = origin(capture.final_url).authority
                pages.setdefault(host, {})[identity(capture.final_url)] = document
        learnt = {host: learn(tuple(found.items())) for host, found in pages.items()}
        if learnt != self._templates:
            self._templates, self._cut = learnt, {}

    def main(self, capture: Capture) -> Document | None:
        """Give the main content of a capture; files have nothing else."""
        document = self.whole(capture)
        if document is None or document.kind is not Kind.HTML:
            return document
        key = (capture.digest or "", capture.final_url)
        if key not in self._cut:
            template = self._templates.get(origin(capture.final_url).authority)
            self._cut[key] = main_content(document, template, capture.final_url)
        return self._cut[key]
