"""Every link of the pages that were judged, looked at once: where it stands, whether it opens.

It comes after the crawl and says nothing about items: judging leaves it out.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from crawler.artifacts import (
    BUDGET,
    CHECKED_ONLY,
    Capture,
    FetchStatus,
    Purpose,
    Reference,
    Target,
)
from crawler.engine import Engine
from crawler.links import (
    BAD_ADDRESS,
    NO_PLACE,
    LinkKind,
    ReadLink,
    link_key,
    names_place,
    only_shares,
    read_link,
)
from crawler.urls import without_route
from documents.anchors import NamedPlaces, other_links, read_places
from documents.document import Document, Kind, Role
from oit.follow import label
from oit.library import OTHERS, BodyReader, Library

MAX_LINKS = 2_000
"""Addresses that are looked at in one run for the sake of links alone."""
MANY_PLACES = 200
"""Places told of one broken link."""
LEFT_OUT_TOLD = 10_000

_LEADS = frozenset({Role.LINK, Role.FRAME, Role.IMAGE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One link as it stands on a page."""

    link: ReadLink
    found_on: str
    text: str
    locator: str
    items: tuple[str, ...]
    purpose: Purpose

    @property
    def references(self) -> tuple[Reference, ...]:
        """Give the place as captures refer to it, for each item of its page."""
        is_menu = self.purpose is Purpose.MENU
        return tuple(
            Reference(
                item_id=item_id,
                purpose=self.purpose,
                found_on=self.found_on,
                anchor_text=self.text,
                locator=self.locator,
            )
            for item_id in (("",) if is_menu else self.items)
        )


@dataclass(slots=True)
class _Survey:
    """The links of a run, by what they lead to."""

    web: dict[str, list[Place]] = field(default_factory=dict)
    wrong: dict[str, list[Place]] = field(default_factory=dict)
    named: dict[tuple[str, str], list[Place]] = field(default_factory=dict)
    """By page and the place within it."""

    def add(self, place: Place) -> None:
        """Take a link."""
        link = place.link
        match link.kind:
            case LinkKind.OTHER:
                return
            case LinkKind.TROUBLE:
                self.wrong.setdefault(link.url, []).append(place)
            case LinkKind.WEB:
                if only_shares(link.url):
                    return
                self.web.setdefault(link.url, []).append(place)
                if link.name:
                    self.named.setdefault((link.url, link.name), []).append(place)


class LinkCheck:
    """Looks at the links of one run, once its crawl is over."""

    def __init__(
        self,
        engine: Engine,
        library: Library,
        read_body: BodyReader,
        *,
        now: Callable[[], datetime],
        max_links: int = MAX_LINKS,
        menu: bool = True,
    ) -> None:
        """Take what visits, what reads, and how many addresses may be looked at.

        ``menu``: whether the links of the site's template are looked at, too.
        """
        self._engine = engine
        self._library = library
        self._read_body = read_body
        self._now = now
        self._max_links = max_links
        self._menu = menu
        self._links: dict[tuple[str, str, bool], ReadLink] = {}

    async def run(self, captures: Sequence[Capture]) -> None:
        """Look at all links of these captures; what is found is recorded."""
        survey = await asyncio.to_thread(self._survey, captures)
        known = {c.url: c for c in captures if not _was_left_out(c)}
        by_key = {link_key(url): capture for url, capture in known.items()}
        new: dict[str, list[str]] = {}
        for url in sorted(survey.web, key=lambda u: _rank(survey.web[u])):
            if url not in known and link_key(url) not in by_key:
                new.setdefault(link_key(url), []).append(url)
        left_out = {c.url: c for c in captures if _was_left_out(c)}
        targets = [
            self._target(survey, urls[0], left_out.get(urls[0]))
            for urls in new.values()
        ]
        chosen = targets[: self._max_links]
        seen = await self._engine.look_at(chosen)
        found = {link_key(c.url): c for c in seen} | by_key | known
        for target in targets[self._max_links :][:LEFT_OUT_TOLD]:
            if target.url not in left_out:
                await self._engine.keep(self._skipped(target))
        for url, places in survey.web.items():
            capture = found.get(url) or found.get(link_key(url))
            if capture is not None and capture.status is not FetchStatus.OK:
                await self._refer(url, capture, places)
        for url, places in survey.wrong.items():
            await self._engine.keep(self._wrong(url, places))
        for (url, name), places in survey.named.items():
            capture = found.get(url) or found.get(link_key(url))
            if capture is not None and capture.status is FetchStatus.OK:
                await self._place(capture, name, places)

    def _target(self, survey: _Survey, url: str, before: Capture | None) -> Target:
        places = survey.web[url]
        references = places[0].references[:1]
        if before is not None:
            # An item's budget left it out: that stays known.
            references = _joined(before.references, references)
        return Target(
            url=url,
            purpose=places[0].purpose,
            references=references,
            names_wanted=any(place.link.name for place in places),
        )

    def _skipped(self, target: Target) -> Capture:
        return Capture(
            url=target.url,
            final_url=target.url,
            status=FetchStatus.REFUSED,
            purpose=target.purpose,
            fetched_at=self._now(),
            detail=BUDGET,
            references=target.references,
        )

    def _wrong(self, url: str, places: Sequence[Place]) -> Capture:
        return Capture(
            url=url,
            final_url=url,
            status=FetchStatus.NOT_FOUND,
            purpose=places[0].purpose,
            fetched_at=self._now(),
            detail=places[0].link.trouble or BAD_ADDRESS,
            references=_all_references(places),
        )

    async def _refer(self, url: str, capture: Capture, places: Sequence[Place]) -> None:
        """Record all places of what did not open."""
        if capture.url != url:
            # The same page of the portal under another name.
            capture = _checked_only(capture, url, places[0].purpose)
        merged = _joined(capture.references, _all_references(places))
        await self._engine.keep(replace(capture, references=merged))

    async def _place(self, page: Capture, name: str, places: Sequence[Place]) -> None:
        """Record whether a page that opens has the place that links name."""
        names = self._engine.names.get(page.url)
        if page.purpose not in CHECKED_ONLY:
            read = await asyncio.to_thread(self._places_in, page)
            names = read.names | (read.by_script & {name}) if read else None
        if names is None:
            return
        there = names_place(names, name)
        url = f"{places[0].link.url}#{name}"
        capture = replace(
            _checked_only(page, url, places[0].purpose),
            references=() if there else _all_references(places),
        )
        if not there:
            capture = replace(capture, status=FetchStatus.NOT_FOUND, detail=NO_PLACE)
        await self._engine.keep(capture)

    def _survey(self, captures: Sequence[Capture]) -> _Survey:
        """Collect the links of all pages and files of items."""
        survey = _Survey()
        rest: dict[tuple[str, str], list[Place]] = {}
        shared: set[tuple[str, str]] = set()
        for capture in captures:
            items = _items_of(capture)
            if capture.purpose in OTHERS:
                shared |= {_same(p, capture) for p in self._other_places(capture, ())}
            main = self._library.main(capture) if items else None
            if main is None:
                continue
            own: set[ReadLink] = set()
            for place in self._places(capture, main, items):
                own.add(place.link)
                survey.add(place)
            for place in self._other_places(capture, items):
                if place.link not in own:
                    rest.setdefault(_same(place, capture), []).append(place)
        for key, places in rest.items():
            # What several pages share is of the template; what one has is its own.
            if key not in shared and len({place.found_on for place in places}) == 1:
                survey.add(places[0])
            elif self._menu:
                survey.add(replace(places[0], purpose=Purpose.MENU))
        return survey

    def _places(
        self, capture: Capture, document: Document, items: tuple[str, ...]
    ) -> Iterator[Place]:
        """Give the links in what a document says."""
        for index, block in enumerate(document.blocks):
            if block.role not in _LEADS or not block.href:
                continue
            is_link = block.role is Role.LINK
            yield Place(
                link=self._read(block.href, capture),
                found_on=capture.url,
                text=label(document, index) if is_link else block.text,
                locator=str(block.locator),
                items=items,
                purpose=Purpose.LINK,
            )

    def _other_places(
        self, capture: Capture, items: tuple[str, ...]
    ) -> Iterator[Place]:
        """Give the links of all of a page, its template's included."""
        whole = self._library.whole(capture)
        if whole is None or whole.kind is not Kind.HTML or capture.digest is None:
            return
        for block in whole.blocks:
            if block.role is Role.LINK:
                yield Place(
                    link=self._read(block.href, capture),
                    found_on=capture.url,
                    text=block.text,
                    locator=str(block.locator),
                    items=items,
                    purpose=Purpose.LINK,
                )
        for anchor in other_links(
            self._read_body(capture.digest),
            frozenset(block.href for block in whole.blocks),
            url=capture.final_url,
            charset=capture.charset,
        ):
            yield Place(
                link=self._read(anchor.href, capture),
                found_on=capture.url,
                text=anchor.text,
                locator=anchor.locator,
                items=items,
                purpose=Purpose.LINK,
            )

    def _read(self, href: str, capture: Capture) -> ReadLink:
        """Read an address, each once: a menu comes with every page."""
        base = "" if "://" in href else capture.final_url
        key = (href, base, capture.rendered)
        if key not in self._links:
            self._links[key] = read_link(
                href, capture.final_url, rendered=capture.rendered
            )
        return self._links[key]

    def _places_in(self, page: Capture) -> NamedPlaces | None:
        whole = self._library.whole(page)
        if whole is None or whole.kind is not Kind.HTML or page.digest is None:
            return None
        return read_places(self._read_body(page.digest), charset=page.charset)


def _items_of(capture: Capture) -> tuple[str, ...]:
    judged = (r.item_id for r in capture.references if r.purpose not in CHECKED_ONLY)
    return tuple(dict.fromkeys(judged))


def _same(place: Place, capture: Capture) -> tuple[str, str]:
    """Give the key under which a link of the template is the same on each page."""
    link = place.link
    own = {without_route(capture.url), without_route(capture.final_url)}
    bare = link.url.partition("?")[0]
    if link.url in own or bare in {url.partition("?")[0] for url in own}:
        # Each page leads to itself: to a place in it, or in another language.
        return (link.url.removeprefix(bare), link.name)
    return (link.url, link.name)


def _rank(places: Sequence[Place]) -> int:
    """Put what items lead to before what the template leads to."""
    return min(place.purpose is Purpose.MENU for place in places)


def _was_left_out(capture: Capture) -> bool:
    return capture.detail == BUDGET and not capture.attempts


def _checked_only(capture: Capture, url: str, purpose: Purpose) -> Capture:
    """Give what is known of a page, for a link of another address to it."""
    return replace(
        capture, url=url, purpose=purpose, digest=None, size=0, references=()
    )


def _all_references(places: Iterable[Place]) -> tuple[Reference, ...]:
    return _joined((), [r for place in places for r in place.references])


def _joined(
    old: Sequence[Reference], new: Iterable[Reference]
) -> tuple[Reference, ...]:
    """Join references, one for each item and page, up to a limit."""
    kept: dict[tuple[str, str | None], Reference] = {}
    for reference in old:
        kept.setdefault((reference.item_id, reference.found_on), reference)
    for reference in new:
        if len(kept) >= MANY_PLACES:
            break
        kept.setdefault((reference.item_id, reference.found_on), reference)
    return tuple(kept.values())
