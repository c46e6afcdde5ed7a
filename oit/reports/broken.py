"""The broken links of a run: where each stands, since when, whose, what to put instead."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from config.spec import Spec
from crawler.artifacts import (
    BUDGET,
    CHECKED_ONLY,
    Capture,
    FetchStatus,
    Purpose,
    Reference,
)
from crawler.links import Sight, Standing, is_domain, standing
from crawler.urls import origin
from oit.suggest import Index, Suggestion, Working, suggest
from storage.records import StoredRun, UrlHistory
from storage.repository import Repository

SILENT = frozenset({FetchStatus.BLOCKED, FetchStatus.ROBOTS})
"""What says neither that a link works nor that it is broken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenLink:
    """One address that did not open, on one of the pages that link to it."""

    capture: Capture
    found_on: str | None
    """None where the spec itself names the address."""
    anchor_text: str
    locator: str
    """Where on that page it stands; empty where that is not known."""
    template: bool
    """True where each page of the site has the link, and ``found_on`` is one of them."""
    items: tuple[str, ...]
    """Items whose page it stands on."""
    first_failed_at: datetime | None
    last_worked_at: datetime | None
    runs: int
    """Runs that looked at the address, this one included."""
    failed_runs: int
    suggestion: Suggestion | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What a run says of links."""

    broken: tuple[BrokenLink, ...]
    """First those that the spec names, then by page in the order of the items; those
    of the template last."""
    unsure: tuple[Capture, ...]
    """What could not be looked at, or may well open for people."""
    left_out: int
    """Addresses that there was no room for."""
    seen: int
    """Addresses that were looked at."""


def load_links(
    run: StoredRun, spec: Spec, captures: Sequence[Capture], repository: Repository
) -> Links:
    """Gather the broken links of a run from all of its captures."""
    linked = [c for c in captures if c.references and c.purpose is not Purpose.PROBE]
    asked = [c for c in linked if not _is_left_out(c)]
    sight = sight_of(captures)
    stands = {c.url: standing(c, sight) for c in asked}
    broken = [c for c in asked if stands[c.url] is Standing.BROKEN]
    histories = repository.url_histories(
        run.agency_id, [c.url for c in broken], until=run.started_at, silent=SILENT
    )
    index = Index.of(_working(spec, captures)) if broken else Index()
    found = [link for c in broken for link in _on_pages(c, histories.get(c.url), index)]
    order = {item.id: place for place, item in enumerate(spec.items)}
    return Links(
        broken=tuple(sorted(found, key=lambda link: _order(link, order))),
        unsure=tuple(c for c in asked if stands[c.url] is Standing.UNSURE),
        left_out=len(linked) - len(asked),
        seen=len(asked),
    )


def sight_of(captures: Sequence[Capture]) -> Sight:
    """Give what a run as a whole tells of each of its links."""
    homes = [c for c in captures if c.purpose is Purpose.HOME]
    urls = [url for c in homes for url in (c.url, c.final_url)]
    return Sight(
        own=frozenset(origin(url).authority for url in urls),
        answered=any(c.http_status is not None for c in captures),
        names_resolve=any(
            c.http_status is not None and is_domain(c.final_url) for c in captures
        ),
        scripted=frozenset(
            origin(c.final_url).authority for c in captures if c.rendered
        ),
    )


def _is_left_out(capture: Capture) -> bool:
    return capture.detail == BUDGET and not capture.attempts


def _on_pages(
    capture: Capture, history: UrlHistory | None, index: Index
) -> Iterator[BrokenLink]:
    pages: dict[tuple[str | None, bool], list[Reference]] = {}
    for reference in capture.references:
        is_menu = reference.purpose is Purpose.MENU
        pages.setdefault((reference.found_on, is_menu), []).append(reference)
    suggestion = suggest(
        capture.url,
        dict.fromkeys(r.anchor_text for r in capture.references),
        index,
        led_to=history.led_to if history else None,
    )
    for (page, is_menu), references in pages.items():
        items = dict.fromkeys(r.item_id for r in references if r.item_id)
        yield BrokenLink(
            capture=capture,
            found_on=page,
            anchor_text=_first(r.anchor_text for r in references),
            locator=_first(r.locator for r in references),
            template=is_menu,
            items=tuple(items),
            first_failed_at=history.first_failed_at if history else None,
            last_worked_at=history.last_worked_at if history else None,
            runs=history.runs if history else 1,
            failed_runs=history.failed_runs if history else 1,
            suggestion=suggestion,
        )


def _first(texts: Iterable[str]) -> str:
    return next(filter(None, texts), "")


def _working(spec: Spec, captures: Iterable[Capture]) -> Iterator[Working]:
    """Give all that opens, and what it is called."""
    titles = {item.id: item.title for item in spec.items}
    for capture in captures:
        is_place = capture.purpose in CHECKED_ONLY and "#" in capture.url
        if capture.status is not FetchStatus.OK or is_place:
            continue
        called = [r.anchor_text for r in capture.references]
        called += [
            titles.get(r.item_id, "")
            for r in capture.references
            if r.purpose is Purpose.ITEM
        ]
        yield Working(url=capture.final_url, titles=tuple(filter(None, called)))


def _order(
    link: BrokenLink, items: Mapping[str, int]
) -> tuple[bool, bool, int, str, str]:
    first = min((items.get(item_id, 0) for item_id in link.items), default=len(items))
    on = link.found_on or ""
    return (link.template, link.found_on is not None, first, on, link.capture.url)
