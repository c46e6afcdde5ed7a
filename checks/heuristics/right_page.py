"""Is each page the one its item asks for, and not another item's?"""

from collections.abc import Iterator

from rapidfuzz.fuzz import partial_ratio

from checks.check import Options, check
from checks.finding import Finding, Outcome, Reason
from checks.subject import Source, Subject
from checks.wording import folded
from documents.document import WRITTEN, Block, Document, Role

NAME = "right-page"
FITS = 85.0
"""Likeness, 0 to 100, from which a heading is the expected one in other words."""
IS_OTHER = 95.0
"""Likeness to another item's title that names it beyond doubt."""
MIN_LETTERS = 6
"""Shorter titles are part of too many others to tell pages apart."""


class RightPageOptions(Options):
    """What the item's pages may be called, beside the titles the spec gives."""

    titles: tuple[str, ...] = ()
    """Other names of the item's pages, as districts call them."""


@check(NAME, options=RightPageOptions)
def right_page(subject: Subject, options: RightPageOptions) -> Iterator[Finding]:
    """The main heading or title of each page is one that the item may have.

    Why it matters: the portal ignores the readable part of a URL, so a wrong
    number shows another page under the right name.
    Cannot tell when: a page has a heading unlike any expected one, and unlike
    any other item's.
    """
    worst: Finding | None = None
    for page in subject.own_pages:
        if page.document is None or not _candidates(page.document):
            continue
        finding = _judge(subject, options, page)
        if worst is None or _rank(finding) > _rank(worst):
            worst = finding
    yield worst or Finding(
        outcome=Outcome.NOT_APPLICABLE,
        reason=Reason.NOTHING_TO_JUDGE,
        evidence=tuple(page.evidence() for page in subject.own_pages[:1]),
    )


def _rank(finding: Finding) -> int:
    order = (Outcome.PASSED, Outcome.INCONCLUSIVE, Outcome.FAILED)
    return order.index(finding.outcome)


def _judge(subject: Subject, options: RightPageOptions, page: Source) -> Finding:
    own = (*subject.titles.get(subject.item.id, ()), *options.titles)
    candidates = _candidates(page.document) if page.document else []
    heading, block = candidates[0]
    for text, at in candidates:
        if _likeness(text, own) >= FITS:
            return _said(page, Outcome.PASSED, Reason.TITLE_FITS, text, at)
    for text, at in candidates[:2]:
        for item_id, titles in subject.titles.items():
            if item_id != subject.item.id and _likeness(text, titles) >= IS_OTHER:
                return _said(
                    page,
                    Outcome.FAILED,
                    Reason.TITLE_OF_OTHER_ITEM,
                    text,
                    at,
                    item_id,
                )
    body = (
        "".join(folded(b.text) for b in page.document.blocks) if page.document else ""
    )
    if any(len(folded(t)) >= MIN_LETTERS and folded(t) in body for t in own):
        return _said(page, Outcome.PASSED, Reason.TITLE_FITS, heading, block)
    return _said(page, Outcome.INCONCLUSIVE, Reason.TITLE_UNLIKE, heading, block)


def _candidates(document: Document) -> list[tuple[str, Block | None]]:
    """Give what a page calls itself: first headings, title, else first words."""
    written = [b for b in document.blocks if b.role in WRITTEN]
    found = [b for b in written if b.role is Role.HEADING][:3]
    headings: list[tuple[str, Block | None]] = [(b.text, b) for b in found]
    if document.title:
        headings.append((document.title, None))
    return headings + [(b.text, b) for b in written[:2] if b.role is not Role.HEADING]


def _likeness(text: str, titles: tuple[str, ...]) -> float:
    """Compare a heading with titles, 0 to 100; one inside the other is alike."""
    key = folded(text)
    best = 0.0
    for title in titles:
        other = folded(title)
        if min(len(key), len(other)) < MIN_LETTERS:
            best = max(best, 100.0 if key == other and key else 0.0)
        elif key in other or other in key:
            best = max(
                best,
                100.0
                * min(1.0, 0.5 + min(len(key), len(other)) / max(len(key), len(other))),
            )
        else:
            best = max(best, partial_ratio(key, other, processor=None))
    return best


def _said(
    page: Source,
    outcome: Outcome,
    reason: Reason,
    heading: str,
    block: Block | None,
    other: str = "",
) -> Finding:
    return Finding(
        outcome=outcome,
        reason=reason,
        facts=(("heading", heading[:120]), ("url", page.capture.url), ("other", other)),
        evidence=(page.evidence(heading, block),),
    )
