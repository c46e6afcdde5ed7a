"""Why an element does not count as shown: the surest reason first."""

from collections.abc import Sequence

from checks.carriers import UNREADABLE, Standing
from checks.check import Element
from checks.element import Scope
from checks.finding import Finding, Outcome, Reason
from checks.naming import Mention
from checks.placeholder import placeholder
from checks.subject import Source, Subject, has_pictures, is_blank
from checks.wording import finds
from crawler.artifacts import Purpose
from crawler.urls import slug
from documents.document import Problem, Role

LABEL = 200
"""A line up to so many letters may be the label of a picture."""
HARDLY_A_WORD = 80
"""Pictures beside less text than this may say what was not found."""
PARTLY_SEEN = frozenset({Problem.SCANNED, Problem.GARBLED})
"""What a person sees in such a file may be more than was read."""

_AS_PICTURED = ("ตามภาพ", "ดังภาพ", "ภาพด้านล่าง", "ตามรูป", "อินโฟกราฟิก", "infographic")
"""Words that leave what is to be said to the picture below them."""
_UNDECIDED = (
    (Standing.PICTURES, Reason.ONLY_PICTURES),
    (Standing.UNREADABLE, Reason.UNREADABLE_FILE),
    (Standing.ELSEWHERE, Reason.ELSEWHERE),
    (Standing.UNSEEN, Reason.UNSEEN),
)

Facts = tuple[tuple[str, str], ...]


def said(
    options: Element,
    outcome: Outcome,
    reason: Reason,
    where: Sequence[Mention] = (),
    facts: Facts = (),
) -> Finding:
    """Make the finding of a check that looks for an element."""
    first = where[0].source if where else None
    return Finding(
        outcome=outcome,
        reason=reason,
        facts=(
            ("element", options.element),
            ("element_en", options.element_en),
            *facts,
            ("url", first.capture.url if first else ""),
            ("status", first.trouble if first else ""),
        ),
        evidence=tuple(m.source.evidence(m.text, m.block) for m in where),
    )


def element_missing(options: Element) -> Finding:
    """Say that the document in which the element should stand was not found."""
    return said(
        options,
        Outcome.NOT_APPLICABLE,
        Reason.ELEMENT_MISSING,
        facts=(("of", options.of),),
    )


def explain(
    subject: Subject,
    options: Element,
    scope: Scope,
    found: Sequence[Mention],
    facts: Facts = (),
    failed: Reason = Reason.MISSING,
) -> Finding:
    """Say why what was found does not show the element.

    ``found``: mentions that do not count. ``failed``: what to say where all was read
    and nothing else explains it.
    """
    # A link says more of what is wrong than the heading over it.
    links_last = sorted(found, key=lambda m: m.block is not None and bool(m.block.href))
    by_standing = {m.standing: m for m in (*scope.mentions, *links_last)}
    if not any(m.standing is Standing.SOLID for m in scope.mentions):
        for standing, undecided in _UNDECIDED:
            if mention := by_standing.get(standing):
                return said(options, Outcome.INCONCLUSIVE, undecided, [mention], facts)
    unseen = subject.unseen if not options.of else _unseen_of(subject, scope)
    if unseen:
        return said(
            options, Outcome.INCONCLUSIVE, Reason.UNSEEN, [page(unseen[0])], facts
        )
    if mention := by_standing.get(Standing.BROKEN):
        return said(options, Outcome.FAILED, Reason.BROKEN_LINK, [mention], facts)
    sources = scope.sources if options.of else subject.sources
    read = [source for source in sources if source.document is not None]
    for source in read:
        if _may_show(options, source) and (hidden := hides(source)):
            return said(options, Outcome.INCONCLUSIVE, hidden, [page(source)], facts)
    if pictured := _in_picture(options, read):
        reason = Reason.ONLY_PICTURES
        return said(options, Outcome.INCONCLUSIVE, reason, [pictured], facts)
    where = [page(source) for source in read[:1]]
    if not options.of:
        for source in subject.own_pages:
            promise = placeholder(source.document) if source.document else None
            if promise:
                notice = Mention(source=source, block=promise, text=promise.text)
                return said(
                    options, Outcome.FAILED, Reason.PLACEHOLDER, [notice], facts
                )
        if all(is_blank(s.document) for s in read if s.document):
            return said(options, Outcome.FAILED, Reason.EMPTY_PAGE, where, facts)
    return said(options, Outcome.FAILED, failed, [*found[:2]] or where, facts)


def _may_show(options: Element, source: Source) -> bool:
    """Tell whether a page or file may be the place, by how the item leads to it."""
    if source.purpose is not Purpose.SUBPAGE:
        return True
    words = (*options.pictured, *getattr(options, "any", ()))
    return not words or finds(words, f"{source.label} {slug(source.capture.url)}")


def _in_picture(options: Element, sources: Sequence[Source]) -> Mention | None:
    """Give a picture whose description, or the line before it, speaks of the element."""
    words = (*options.pictured, *getattr(options, "any", ()))
    without = getattr(options, "without", ())
    for source in sources:
        for at, block in enumerate(source.blocks):
            if block.role is not Role.IMAGE:
                continue
            before = source.blocks[at - 1].text if at else ""
            over = before if len(before) <= LABEL else ""
            said = f"{block.text} {over}"
            # The title of a page may name more than one thing.
            named = finds(words, said) and (at == 1 or not finds(without, said))
            if named or finds((*options.pictured, *_AS_PICTURED), said):
                return Mention(source=source, block=block, text=block.text or over)
    return None


def _unseen_of(subject: Subject, scope: Scope) -> tuple[Source, ...]:
    """Give what belongs to an element and could not be seen."""
    carriers = {c.capture.url for m in scope.mentions for c in m.carriers}
    pages = carriers | {source.capture.url for source in scope.sources}
    return tuple(
        source
        for source in subject.unseen
        if source.capture.url in carriers
        or (source.found_on in pages and source.purpose is not Purpose.ITEM)
    )


def hides(source: Source) -> Reason | None:
    """Tell why a page or file may hold what was not found in it, if it may."""
    problems = source.document.problems if source.document else ()
    if UNREADABLE.intersection(problems) or Problem.CUT in problems:
        return Reason.UNREADABLE_FILE
    if PARTLY_SEEN.intersection(problems):
        return Reason.ONLY_PICTURES
    return Reason.ONLY_PICTURES if _only_pictures(source) else None


def page(source: Source) -> Mention:
    """Point at a page or file as a whole."""
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
    return sum(len(block.text) for block in words) < HARDLY_A_WORD
