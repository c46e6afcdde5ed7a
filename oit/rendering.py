"""Which pages only a browser shows: told from what plain HTTP gave."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checks.subject import is_blank
from crawler.artifacts import Capture, FetchStatus, Purpose
from crawler.urls import has_route, origin
from documents.document import WRITTEN, Document, Kind, Role
from oit.library import Library, is_shell

ENOUGH_PAGES = 3
MOST = 0.6
"""From this share of the item pages on, what they lack is no fault of one page."""
COMPANIONS = 2
"""Pages beside the front page that are rendered to tell template from content."""

_OWN_PAGES = frozenset({Purpose.ITEM, Purpose.SUBPAGE})
_ALL_PAGES = _OWN_PAGES | {Purpose.HOME, Purpose.SAMPLE}
_ALIKE = frozenset({"shows-home", "shows-not-found"})
_NOTICE_LETTERS = 160
_WAITS = re.compile(
    r"\W*(?:กำลัง(?:ดาวน์)?โหลด|กรุณารอ|โปรดรอ|รอสักครู่|loading\b|please wait\b)"
    r"|.*\b(?:enable|turn on|requires?|without) java ?script"
    r"|.*(?:เปิด(?:ใช้(?:งาน)?)?|ต้องใช้|รองรับ)\s*(?:จาวาสคริปต์|java ?script)",
    re.IGNORECASE | re.DOTALL,
)


class Rendering:
    """Chooses what to look at with a browser, each page once. Serves one run."""

    def __init__(self, library: Library) -> None:
        """Take what reads pages."""
        self._library = library
        self._asked: set[str] = set()
        self._alike_on: set[str] = set()
        """Hosts that answer most addresses with the same page."""

    def shells(self, captures: Sequence[Capture]) -> list[Capture]:
        """Give pages that say so little that one need not know the template."""
        return self._once(
            capture
            for capture in captures
            if capture.purpose in _ALL_PAGES
            and (whole := _page(capture, self._library)) is not None
            and (is_shell(whole) or has_route(capture.url))
        )

    def blanks(self, captures: Sequence[Capture]) -> list[Capture]:
        """Give pages without content of their own, and what helps to judge them.

        The template must be known as far as plain HTTP shows it.
        """
        found = self._once(
            (
                *(c for c in captures if _is_blank_page(c, self._library)),
                *self._alike(captures),
            )
        )
        return [*found, *self._companions(captures, found)]

    def _alike(self, captures: Sequence[Capture]) -> list[Capture]:
        """Give pages taken for missing by their looks, where most items' pages are.

        A site that scripts fill answers every address with the same menu.
        """
        items = [c for c in captures if c.purpose is Purpose.ITEM]
        found = [
            c
            for c in captures
            if c.purpose in _OWN_PAGES
            and c.status is FetchStatus.SOFT_NOT_FOUND
            and c.detail in _ALIKE
            and _page(replace(c, status=FetchStatus.OK), self._library) is not None
        ]
        of_items = [c for c in found if c.purpose is Purpose.ITEM]
        if len(items) >= ENOUGH_PAGES and len(of_items) >= MOST * len(items):
            self._alike_on |= {_host(capture) for capture in of_items}
        return [capture for capture in found if _host(capture) in self._alike_on]

    def _companions(
        self, captures: Sequence[Capture], chosen: Sequence[Capture]
    ) -> list[Capture]:
        """Give pages that show what the browser adds to each page of these hosts."""
        hosts = {_host(capture) for capture in chosen}
        near = [
            capture
            for capture in captures
            if capture.purpose in (Purpose.HOME, Purpose.SAMPLE)
            and _host(capture) in hosts
            and _page(capture, self._library) is not None
        ]
        near.sort(key=lambda capture: capture.purpose is not Purpose.HOME)
        return self._once(near[: 1 + COMPANIONS])

    def _once(self, captures: Iterator[Capture] | Sequence[Capture]) -> list[Capture]:
        found = [c for c in captures if not c.rendered and c.url not in self._asked]
        self._asked |= {capture.url for capture in found}
        return found


def pages_of_scripts(captures: Sequence[Capture], library: Library) -> frozenset[str]:
    """Give the pages whose content only a browser would show, and none has shown.

    A page without content may simply be blank. It is taken for a shell that scripts
    fill where hardly a word stands on it, menu included, where it says so itself,
    where a browser did find content on other pages of its host, or where most item
    pages of the run are without content: no district leaves most of them blank.
    """
    pages = [c for c in captures if library.whole(c) is not None]
    items = [c for c in pages if c.purpose is Purpose.ITEM]
    blank = [c for c in pages if _is_blank_page(c, library)]
    blank_items = [c for c in blank if c.purpose is Purpose.ITEM]
    found = {c.url for c in pages if _is_route(c, library)}
    if len(items) >= ENOUGH_PAGES and len(blank_items) >= MOST * len(items):
        found |= {capture.url for capture in blank_items}
    filled = {
        _host(c)
        for c in pages
        if c.rendered
        and c.purpose in _OWN_PAGES
        and (main := library.main(c)) is not None
        and not _says_nothing(main)
    }
    for capture in blank:
        whole = library.whole(capture)
        if whole is not None and (
            is_shell(whole)
            or _host(capture) in filled
            or library.asks_for_scripts(capture)
        ):
            found.add(capture.url)
    return frozenset(found)


def _page(capture: Capture, library: Library) -> Document | None:
    """Give a page that has scripts and was not rendered yet."""
    if capture.rendered:
        return None
    whole = library.whole(capture)
    is_page = whole is not None and whole.kind is Kind.HTML and whole.scripts
    return whole if is_page else None


def _is_route(capture: Capture, library: Library) -> bool:
    is_own = capture.purpose in _OWN_PAGES
    return is_own and has_route(capture.url) and _page(capture, library) is not None


def _is_blank_page(capture: Capture, library: Library) -> bool:
    if capture.purpose not in _OWN_PAGES or _page(capture, library) is None:
        return False
    main = library.main(capture)
    return main is not None and _says_nothing(main)


def _says_nothing(main: Document) -> bool:
    """Tell whether a page shows nothing, or only that something is to come."""
    if is_blank(main):
        return True
    own = [block for block in main.blocks if block.role is not Role.HEADING]
    text = " ".join(block.text for block in own)
    only_text = all(block.role in WRITTEN for block in own)
    return only_text and len(text) <= _NOTICE_LETTERS and bool(_WAITS.match(text))


def _host(capture: Capture) -> str:
    return origin(capture.final_url).authority
