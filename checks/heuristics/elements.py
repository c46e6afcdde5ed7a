"""Does the item show one of the elements that an assessor ticks?"""

from collections.abc import Iterator

from pydantic import Field

from checks.carriers import UNREADABLE, Standing, Where
from checks.check import Options, check
from checks.element import other_document
from checks.finding import Finding, Outcome, Reason
from checks.naming import Mention, mentions
from checks.placeholder import placeholder
from checks.subject import Source, Subject, has_pictures, is_blank
from checks.wording import matches, states
from documents.document import Problem, Role

NAME = "elements"


class ElementsOptions(Options):
    """What the element is called, and the words that show it."""

    element: str = Field(min_length=1)
    """Thai name of the element, as people are told it."""
    element_en: str = Field(min_length=1)
    """English name of the element."""
    any: tuple[str, ...] = Field(min_length=1)
    """Accepted wordings; one of them suffices."""
    without: tuple[str, ...] = ()
    """Words that show that something else is meant: a report instead of a plan."""
    where: Where = "anywhere"
    """``naming``: headings, link labels and titles of files, with content behind them.
    ``anywhere``: any text. ``links``: label or address of links, frames and fields."""
    at_least: int = Field(default=1, ge=1, le=100)
    """So many different mentions are needed."""
    absence: tuple[str, ...] = ()
    """Statements that there is none, which satisfy the requirement as well."""


@check(NAME, options=ElementsOptions)
def elements(subject: Subject, options: ElementsOptions) -> Iterator[Finding]:
    """The element stands in the main content of the item's pages and files.

    Why it matters: an item scores 100 only where each of its elements is there.
    Cannot tell when: the words are missing but a page or file could not be seen,
    or shows only pictures.
    """
    found = list(mentions(subject, options.any, options.without, options.where))
    named = found if options.where == "naming" else []
    others = [m for m in named if other_document(subject, options.any, m)]
    solid = _different(
        [m for m in found if m.standing is Standing.SOLID and m not in others]
    )
    count = len(solid)
    if options.at_least > 1:
        # Three persons in one row of a table are three.
        words = (matches(options.any, mention.text) for mention in solid)
        count = max(count, len(frozenset[str]().union(*words)))
    if count >= options.at_least:
        yield _said(options, Outcome.PASSED, Reason.FOUND, solid[:3], count)
        return
    stated = [
        mention
        for mention in mentions(subject, options.absence, (), "anywhere")
        if states(options.absence, mention.text)
    ]
    if stated:
        yield _said(options, Outcome.PASSED, Reason.ABSENCE_STATED, stated[:1], 1)
        return
    if others:
        reason, said = Reason.OTHER_DOCUMENT, others[:1]
        beginning = other_document(subject, options.any, others[0])
        yield _said(options, Outcome.INCONCLUSIVE, reason, said, count, beginning)
        return
    yield _missing(subject, options, found, count)


def _different(found: list[Mention]) -> list[Mention]:
    """Keep one mention of each text."""
    return list({" ".join(mention.text.split()): mention for mention in found}.values())


def _missing(
    subject: Subject,
    options: ElementsOptions,
    found: list[Mention],
    count: int,
) -> Finding:
    """Say why the element does not count as shown, the surest reason first."""
    # A link says more of what is wrong than the heading over it.
    links_last = sorted(found, key=lambda m: m.block is not None and bool(m.block.href))
    by_standing = {mention.standing: mention for mention in links_last}
    for standing, undecided in _UNDECIDED:
        if mention := by_standing.get(standing):
            return _said(options, Outcome.INCONCLUSIVE, undecided, [mention], count)
    if subject.unseen:
        where = [_page(subject.unseen[0])]
        return _said(options, Outcome.INCONCLUSIVE, Reason.UNSEEN, where, count)
    if mention := by_standing.get(Standing.BROKEN):
        return _said(options, Outcome.FAILED, Reason.BROKEN_LINK, [mention], count)
    pages = [source for source in subject.sources if source.document is not None]
    for source in pages:
        if hidden := _hides(source):
            where = [_page(source)]
            return _said(options, Outcome.INCONCLUSIVE, hidden, where, count)
    where = [_page(source) for source in pages[:1]]
    for source in subject.own_pages:
        promise = placeholder(source.document) if source.document else None
        if promise:
            said = [Mention(source=source, block=promise, text=promise.text)]
            return _said(options, Outcome.FAILED, Reason.PLACEHOLDER, said, count)
    empty = all(is_blank(s.document) for s in pages if s.document)
    reason = Reason.EMPTY_PAGE if empty else Reason.MISSING
    return _said(options, Outcome.FAILED, reason, where, count)


_UNDECIDED = (
    (Standing.PICTURES, Reason.ONLY_PICTURES),
    (Standing.UNREADABLE, Reason.UNREADABLE_FILE),
    (Standing.ELSEWHERE, Reason.ELSEWHERE),
)


def _hides(source: Source) -> Reason | None:
    """Tell why a page or file may hold what was not found in it, if it may."""
    problems = source.document.problems if source.document else ()
    if UNREADABLE.intersection(problems) or Problem.CUT in problems:
        return Reason.UNREADABLE_FILE
    return Reason.ONLY_PICTURES if _only_pictures(source) else None


def _page(source: Source) -> Mention:
    document = source.document
    first = document.blocks[0] if document and document.blocks else None
    return Mention(source=source, block=first, text=first.text if first else "")


def _only_pictures(source: Source) -> bool:
    """Tell whether a page or file shows pictures and hardly a word."""
    document = source.document
    if document is None or not has_pictures(document):
        return False
    if not document.readable:
        return True
    words = [b for b in document.blocks if b.role in (Role.TEXT, Role.ROW)]
    return sum(len(block.text) for block in words) < 80


def _said(
    options: ElementsOptions,
    outcome: Outcome,
    reason: Reason,
    where: list[Mention],
    count: int,
    other: str = "",
) -> Finding:
    return Finding(
        outcome=outcome,
        reason=reason,
        facts=(
            ("element", options.element),
            ("element_en", options.element_en),
            ("wordings", " / ".join(options.any[:3])),
            ("count", str(count)),
            ("needed", str(options.at_least)),
            ("other", other[:100]),
            ("url", where[0].source.capture.url if where else ""),
            ("status", where[0].source.trouble if where else ""),
        ),
        evidence=tuple(m.source.evidence(m.text, m.block) for m in where),
    )
