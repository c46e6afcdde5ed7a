"""Is each page the one its item asks for, and not another item's?"""

from collections.abc import Iterator
from dataclasses import replace

from rapidfuzz.fuzz import ratio

from checks.check import REGISTER, Options, check
from checks.finding import Finding, Outcome, Reason
from checks.naming import SEPARATOR
from checks.subject import Source, Subject
from checks.wording import folded
from config.spec import Requirement
from crawler.artifacts import Purpose
from documents.document import WRITTEN, Block, Document, Role

NAME = "right-page"
FITS = 80.0
"""Likeness, 0 to 100, from which a heading is the expected one in other words."""
SAME = 97.0
"""Likeness that leaves no doubt."""
TELLING = frozenset(
    {"document", "people", "channel", "table-columns", "links-out", "bilingual"}
)
"""Checks of elements that hardly stand on another item's page."""
GENERAL = 18
"""A title of so few letters, "budget" say, may head the pages of several items."""
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
        document = page.document
        if document is None or not _candidates(document):
            continue
        finding = _judge(subject, options, page, document)
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


def _judge(
    subject: Subject, options: RightPageOptions, page: Source, document: Document
) -> Finding:
    own = (*subject.titles.get(subject.item.id, ()), *options.titles)
    candidates = _candidates(document)
    heading, block = candidates[0]
    for text, at in candidates:
        if _sameness(text, own) >= SAME:
            return _said(page, Outcome.PASSED, Reason.TITLE_FITS, text, at)
    # Headings further down may name what other items have too.
    for text, at in candidates[:1] + [each for each in candidates if not each[1]]:
        if rival := _rival(subject, text, exactly=True):
            general = len(folded(text)) <= GENERAL
            if general and _shows_its_elements(subject, page, surely=True):
                # What it shows tells more than a name that both items may have.
                break
            reason = Reason.TITLE_OF_OTHER_ITEM
            return _said(page, Outcome.FAILED, reason, text, at, rival)
    for text, at in candidates:
        if _likeness(text, own) >= FITS:
            return _said(page, Outcome.PASSED, Reason.TITLE_FITS, text, at)
    labels = [b.text for b in document.blocks if b.role in (Role.HEADING, Role.LINK)]
    if any(_likeness(label, own) >= FITS for label in labels) or (
        _shows_its_elements(subject, page)
    ):
        return _said(page, Outcome.PASSED, Reason.TITLE_FITS, heading, block)
    for text, at in candidates:
        if rival := _rival(subject, text, exactly=False):
            reason = Reason.TITLE_OF_OTHER_ITEM
            return _said(page, Outcome.FAILED, reason, text, at, rival)
    return _said(page, Outcome.INCONCLUSIVE, Reason.TITLE_UNLIKE, heading, block)


def _shows_its_elements(
    subject: Subject, page: Source, *, surely: bool = False
) -> bool:
    """Tell whether an element of the item stands on a page, or is linked from it.

    Words that any page may have say nothing where the item has elements that only
    its own page would show; with ``surely`` they never do.
    """
    alone = replace(subject, sources=_belonging(subject, page))
    telling = [r for r in subject.item.require if _is_telling(r)]
    rest = [r for r in subject.item.require if r.check in ("text", "contact")]
    for requirement in telling if surely else telling or rest:
        asked = REGISTER[requirement.check]
        options = asked.options.model_validate(dict(requirement.options))
        if any(f.outcome is Outcome.PASSED for f in asked.function(alone, options)):
            return True
    return False


def _is_telling(requirement: Requirement) -> bool:
    return requirement.check in TELLING or requirement.options.get("content") is True


def _belonging(subject: Subject, page: Source) -> tuple[Source, ...]:
    """Give a page and what it leads to, directly or by its sub-pages."""
    pages = {page.capture.url}
    found = [page]
    for source in subject.sources:
        if source.found_on in pages and source.purpose is not Purpose.ITEM:
            pages.add(source.capture.url)
            found.append(source)
    return tuple(found)


def _rival(subject: Subject, text: str, *, exactly: bool) -> str:
    """Give the other item whose title this is; empty where none is.

    ``exactly``: to have another item's title as a part of it does not do.
    """
    measure = _sameness if exactly else _likeness
    for item_id, titles in subject.titles.items():
        if item_id != subject.item.id and measure(text, titles) >= SAME:
            return item_id
    return ""


def _candidates(document: Document) -> list[tuple[str, Block | None]]:
    """Give what a page calls itself: first headings, title, else first words."""
    written = [b for b in document.blocks if b.role in WRITTEN]
    found = [b for b in written if b.role is Role.HEADING][:3]
    named: list[tuple[str, Block | None]] = [(b.text, b) for b in found]
    named += [(b.text, b) for b in written[:2] if b.role is not Role.HEADING]
    # The site's own name may stand before or after that of the page.
    parts = [part for part in SEPARATOR.split(document.title) if part.strip()]
    return named + [(part.strip(), None) for part in parts]


def _likeness(text: str, titles: tuple[str, ...]) -> float:
    """Compare a heading with titles, 0 to 100; one inside the other is alike."""
    return max((_alike(folded(text), folded(title)) for title in titles), default=0.0)


def _sameness(text: str, titles: tuple[str, ...]) -> float:
    """Compare a heading with whole titles, 0 to 100."""
    key = folded(text)
    return max((ratio(key, folded(title)) for title in titles), default=0.0)


def _alike(key: str, other: str) -> float:
    short, long = sorted((len(key), len(other)))
    if short < MIN_LETTERS:
        return 100.0 if key == other and key else 0.0
    if key in other or other in key:
        return min(100.0, 50.0 + 100.0 * short / long)
    return ratio(key, other, processor=None)


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
