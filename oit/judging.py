"""From captures to verdicts: the same for a run under way and for stored evidence."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import chain
from zoneinfo import ZoneInfo

from checks.check import Ask
from checks.finding import Finding
from checks.run import expect_wordings
from checks.subject import (
    NEEDS_BROWSER,
    NOT_VISITED,
    Links,
    Source,
    Subject,
    identity_of,
    is_broken,
)
from checks.verdict import Verdict, judge
from config.spec import Item, Spec
from crawler.artifacts import (
    BUDGET,
    CHECKED_ONLY,
    Capture,
    FetchStatus,
    Purpose,
    Reference,
)
from crawler.urls import identity, normalise, slug
from documents.document import Document, Kind, Role
from documents.thai.dates import FiscalYear
from oit.library import Library
from oit.rendering import MOST, pages_of_scripts
from oit.side_by_side import judge_items

BANGKOK = ZoneInfo("Asia/Bangkok")
NEVER = datetime.min.replace(tzinfo=UTC)
SITE_WIDE = frozenset(
    {FetchStatus.FORBIDDEN, FetchStatus.SERVER_ERROR, FetchStatus.TLS_ERROR}
)
MANY_PAGES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a run says."""

    findings: Mapping[str, tuple[Finding, ...]]
    verdicts: Mapping[str, Verdict]
    documents: Mapping[str, Document]
    """What was read, by the URL asked for."""
    degraded: bool
    """True where most of the site could not be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The clock of a run, in the terms that rules are written in."""

    today: date
    """The day in Bangkok."""
    fiscal_year: FiscalYear


def moment_of(spec: Spec, now: datetime) -> Moment:
    """Give the day in Bangkok and the fiscal year that the spec asks for."""
    today = now.astimezone(BANGKOK).date()
    if spec.fiscal_year == "auto":
        return Moment(today=today, fiscal_year=FiscalYear.of(today))
    return Moment(today=today, fiscal_year=FiscalYear(be=spec.fiscal_year))


def judge_run(
    spec: Spec,
    asks: Mapping[str, tuple[Ask, ...]],
    item_ids: Iterable[str],
    captures: Sequence[Capture],
    library: Library,
    moment: Moment,
    *,
    cut_off: bool = False,
    processes: int = 1,
) -> Judgement:
    """Judge these items by what was captured for them.

    ``cut_off``: the run ended before it had followed all links, so that nothing can
    be called absent. ``processes``: judge in so many at most.
    """
    captures = of_items(captures)
    library.learn_templates(captures)
    alike = failing_alike(captures)
    shells = pages_of_scripts(captures, library)
    titles = {item.id: page_titles(spec, item) for item in spec.items}
    links = links_of(captures, library)
    subjects = [
        Subject(
            item=spec.item(item_id),
            sources=(
                *_sources(spec, item_id, captures, library, alike, shells),
                *(_not_followed(spec, item_id) if cut_off else ()),
            ),
            today=moment.today,
            fiscal_year=moment.fiscal_year,
            titles=titles,
            others=tuple(item for item in spec.items if item.id != item_id),
            links=links,
        )
        for item_id in item_ids
    ]
    # Of all items: each keeps its documents apart from those of the others.
    expect_wordings(chain.from_iterable(asks.values()))
    findings = judge_items(asks, subjects, processes)
    return Judgement(
        findings=findings,
        verdicts={item_id: judge(found) for item_id, found in findings.items()},
        documents={c.url: d for c in captures if (d := library.whole(c)) is not None},
        degraded=bool(alike) or _mostly_unseen(captures, shells),
    )


def of_items(captures: Iterable[Capture]) -> tuple[Capture, ...]:
    """Leave out what was looked at for the sake of links alone.

    What an item's budget left out counts as left out, though it was looked at later.
    """
    found: list[Capture] = []
    for capture in captures:
        references = tuple(
            r for r in capture.references if r.purpose not in CHECKED_ONLY
        )
        if capture.purpose not in CHECKED_ONLY:
            found.append(replace(capture, references=references))
        elif references:
            found.append(
                Capture(
                    url=capture.url,
                    final_url=capture.url,
                    status=FetchStatus.REFUSED,
                    purpose=references[0].purpose,
                    fetched_at=capture.fetched_at,
                    detail=BUDGET,
                    references=references,
                )
            )
    return tuple(found)


def failing_alike(captures: Sequence[Capture]) -> frozenset[FetchStatus]:
    """Give the statuses that most item pages share for a reason not their own.

    Denials and server errors on most of many pages are the site's, or aimed at us.
    Other troubles, such as pages that are gone, count only where the front page has
    them too.
    """
    home = next((c for c in captures if c.purpose is Purpose.HOME), None)
    pages = [c for c in captures if c.purpose is Purpose.ITEM]
    counts = Counter(capture.status for capture in pages)
    return frozenset(
        status
        for status, count in counts.items()
        if status is not FetchStatus.OK
        and count >= MOST * len(pages)
        and (
            (home is not None and home.status is status)
            or (status in SITE_WIDE and len(pages) >= MANY_PAGES)
        )
    )


def _mostly_unseen(captures: Sequence[Capture], shells: frozenset[str]) -> bool:
    pages = [c for c in captures if c.purpose is Purpose.ITEM]
    unseen = [
        c
        for c in pages
        if c.url in shells or is_broken(c, frozenset(), names_resolve=False) is None
    ]
    return bool(pages) and len(unseen) >= MOST * len(pages)


def links_of(captures: Sequence[Capture], library: Library) -> Links | None:
    """Collect which pages the site links to; None where its front page was not read."""
    pages = [c for c in captures if library.whole(c) is not None]
    home = [c for c in pages if c.purpose is Purpose.HOME]
    if not home:
        return None
    found: dict[str, str] = {}
    rest = sorted((c for c in pages if c not in home), key=lambda c: c.url)
    for capture in (*home, *rest):
        whole = library.whole(capture)
        own = {identity(capture.url), identity(capture.final_url)}
        for block in whole.blocks if whole else ():
            if block.role is Role.LINK and (key := identity_of(block.href)) not in own:
                found.setdefault(key, capture.final_url)
    own_pages = [c for c in pages if c.purpose is Purpose.ITEM]
    linked = [
        c
        for c in own_pages
        if identity(c.url) in found or identity(c.final_url) in found
    ]
    share = len(linked) / len(own_pages) if own_pages else 0.0
    return Links(found_on=found, pages=len(own_pages), share=share)


def page_titles(spec: Spec, item: Item) -> tuple[str, ...]:
    """Give what an item's pages are called, by the spec and by their URLs."""
    titles = [item.title]
    for submitted in item.urls:
        titles += [submitted.title or "", slug(normalise(spec.absolute(submitted.url)))]
    for requirement in item.require:
        if requirement.check == "right-page":
            listed = requirement.options.get("titles", ())
            titles += (
                [str(t) for t in listed] if isinstance(listed, list | tuple) else []
            )
    return tuple(dict.fromkeys(title for title in titles if title))


def _sources(
    spec: Spec,
    item_id: str,
    captures: Sequence[Capture],
    library: Library,
    alike: frozenset[FetchStatus],
    shells: frozenset[str],
) -> tuple[Source, ...]:
    """Give an item's pages in the order of the spec, then what they lead to."""
    resolve = any(capture.http_status is not None for capture in captures)
    order = {
        normalise(spec.absolute(submitted.url)): index
        for index, submitted in enumerate(spec.item(item_id).urls)
    }
    visited = {capture.url for capture in captures}
    found: list[tuple[tuple[int, int, str], Source]] = [
        ((0, at, url), _not_visited(url))
        for url, at in order.items()
        if url not in visited
    ]
    for capture in captures:
        reference = _reference(capture, item_id)
        if reference is None:
            continue
        hidden = capture.url in shells
        document = None if hidden else library.main(capture)
        source = Source(
            capture=capture,
            purpose=_purpose(reference, document),
            label=reference.anchor_text,
            found_on=reference.found_on,
            document=document,
            broken=None if hidden else is_broken(capture, alike, names_resolve=resolve),
            unseen_because=NEEDS_BROWSER if hidden else "",
        )
        key = (reference.depth, order.get(capture.url, len(order)), capture.url)
        found.append((key, source))
    return tuple(source for _, source in sorted(found, key=lambda pair: pair[0]))


def _purpose(reference: Reference, document: Document | None) -> Purpose:
    """Tell a file from a page by its bytes: many addresses of files do not say so."""
    is_file = document is not None and document.kind is not Kind.HTML
    if reference.purpose is Purpose.SUBPAGE and is_file:
        return Purpose.ATTACHMENT
    return reference.purpose


def _not_visited(url: str) -> Source:
    """Stand in for a URL of the spec that the run did not come to."""
    capture = Capture(
        url=url,
        final_url=url,
        status=FetchStatus.REFUSED,
        purpose=Purpose.ITEM,
        fetched_at=NEVER,
        detail=NOT_VISITED,
    )
    return Source(
        capture=capture, purpose=Purpose.ITEM, broken=None, unseen_because=NOT_VISITED
    )


def _not_followed(spec: Spec, item_id: str) -> Iterator[Source]:
    """Stand in for what an item's pages lead to, where nobody went on to see."""
    for submitted in spec.item(item_id).urls[:1]:
        page = _not_visited(normalise(spec.absolute(submitted.url)))
        yield replace(page, purpose=Purpose.SUBPAGE)


def _reference(capture: Capture, item_id: str) -> Reference | None:
    """Give the nearest way by which a capture belongs to an item."""
    own = [
        reference for reference in capture.references if reference.item_id == item_id
    ]
    return min(
        own, key=lambda r: (r.depth, r.found_on or "", r.anchor_text), default=None
    )
