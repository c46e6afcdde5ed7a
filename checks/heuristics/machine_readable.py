"""Can a machine read the document that shows the element?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.carriers import Standing
from checks.check import Options, check
from checks.element import element_mentions, heads_page, scope_of
from checks.finding import Finding, Outcome, Reason
from checks.labels import is_neutral
from checks.subject import Source, Subject, has_pictures
from crawler.artifacts import Purpose
from documents.document import Document, Kind, Openness, Problem, Role
from documents.pdf_facts import page_ranges

NAME = "machine-readable"
NO_WORDS = 30
PICTURE = "picture"
_THAI = re.compile("[ก-๙]")


class MachineReadableOptions(Options):
    """Which element, and how open its best document must be."""

    of: str = ""
    """Id of a document or text of the item; empty: the whole item."""
    level: Openness = Openness.TEXT
    """``image``, ``text``, ``structured`` or ``open``."""


@check(NAME, options=MachineReadableOptions)
def machine_readable(
    subject: Subject, options: MachineReadableOptions
) -> Iterator[Finding]:
    """The best of the documents that show the element is open enough.

    Why it matters: disclosure must be in a form that machines can open; a scan
    is a picture of the information.
    Cannot tell when: the documents could not be seen.
    """
    documents = _named(subject, options.of) if options.of else _content(subject)
    seen = [each for each in documents if each.source.document is not None]
    if not seen:
        yield _nothing(subject, options, documents)
        return
    best = max(seen, key=lambda each: each.openness.rank)
    if best.openness.rank >= options.level.rank:
        yield _said(options, Outcome.PASSED, Reason.OPEN_ENOUGH, best)
    elif unseen := [each for each in documents if each.source.broken is None]:
        # What could not be seen may be the better document.
        yield _said(options, Outcome.INCONCLUSIVE, Reason.UNSEEN, unseen[0])
    elif unread := [each for each in seen if each.unread]:
        yield _said(options, Outcome.INCONCLUSIVE, Reason.UNREADABLE_FILE, unread[0])
    elif _is_unnamed(best):
        # What pictures on a page show, or a scan without a name, a person can tell.
        yield _said(options, Outcome.INCONCLUSIVE, Reason.ONLY_PICTURES, best)
    else:
        yield _said(options, Outcome.FAILED, Reason.NOT_OPEN_ENOUGH, best)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """A document and how open what it shows is."""

    source: Source
    openness: Openness
    problem: str = ""
    ground: str = ""
    """What its openness rests on; empty for a picture on a page."""
    pages: str = ""
    """The pages that the problem is of, where it is not of all."""

    @property
    def unread(self) -> bool:
        return self.problem in (Problem.UNSUPPORTED, Problem.BROKEN)


def _judged(source: Source) -> _Judged:
    document = source.document
    if document is None:
        return _Judged(source=source, openness=Openness.NONE)
    if document.kind is Kind.HTML and _is_picture(document):
        return _Judged(source=source, openness=Openness.IMAGE, problem=PICTURE)
    # A few scans among pages of text are no problem of the file, and yet worth a word.
    problem = document.problems[0] if document.problems else Problem.SCANNED
    pages = page_ranges(document.pages_with(problem))
    return _Judged(
        source=source,
        openness=document.openness,
        problem=problem.value if document.problems or pages else "",
        pages=pages,
        ground=document.grounds[0].value if document.grounds else "",
    )


def _is_unnamed(best: _Judged) -> bool:
    """Tell whether nothing says what a scan, or a picture on a page, is of."""
    if best.source.purpose is not Purpose.ATTACHMENT:
        return best.problem == PICTURE
    label = best.source.label
    return is_neutral(label) or not _THAI.search(label)


def _is_picture(document: Document) -> bool:
    """Tell whether a page shows pictures and, headings apart, no word."""
    words = (b for b in document.blocks if b.role in (Role.TEXT, Role.ROW, Role.LINK))
    return has_pictures(document) and sum(len(b.text) for b in words) < NO_WORDS


def _named(subject: Subject, element: str) -> list[_Judged]:
    """Give the documents behind an element."""
    found: dict[tuple[str, bool], _Judged] = {}
    named = scope_of(subject, element).mentions
    # The title of a page leads to all of it; the name on the page, to the document.
    direct = [m for m in named if not heads_page(subject, m)]
    for mention in direct or named:
        for source in mention.carriers:
            judged = _judged(source)
            if mention.by_eye:
                judged = _Judged(
                    source=source, openness=Openness.IMAGE, problem=PICTURE
                )
            found.setdefault((source.capture.url, mention.by_eye), judged)
    return list(found.values())


def _nothing(
    subject: Subject, options: MachineReadableOptions, documents: list[_Judged]
) -> Finding:
    """Say why there is no document to judge."""
    if any(each.source.broken is None for each in documents):
        return _said(options, Outcome.INCONCLUSIVE, Reason.UNSEEN, documents[0])
    named = list(element_mentions(subject, options.of)) if options.of else []
    if any(mention.standing is Standing.ELSEWHERE for mention in named):
        return _said(options, Outcome.INCONCLUSIVE, Reason.ELSEWHERE, None)
    reason = Reason.ELEMENT_MISSING if options.of else Reason.NOTHING_TO_JUDGE
    return _said(options, Outcome.NOT_APPLICABLE, reason, None)


def _content(subject: Subject) -> list[_Judged]:
    """Give the item's files, or its pages where there are none."""
    opened = [source for source in subject.sources if source.document is not None]
    files = [s for s in opened if s.purpose is Purpose.ATTACHMENT]
    return [_judged(source) for source in files or opened]


def _said(
    options: MachineReadableOptions,
    outcome: Outcome,
    reason: Reason,
    judged: _Judged | None,
) -> Finding:
    source = judged.source if judged else None
    document = source.document if source else None
    return Finding(
        outcome=outcome,
        reason=reason,
        facts=(
            ("of", options.of),
            ("level", options.level.value),
            ("openness", judged.openness.value if judged else ""),
            ("kind", document.kind.value if document else ""),
            ("problem", judged.problem if judged else ""),
            ("ground", judged.ground if judged else ""),
            ("pages", judged.pages if judged else ""),
            ("name", source.label[:120] if source else ""),
            ("url", source.capture.url if source else ""),
            ("status", source.trouble if source else ""),
        ),
        evidence=(source.evidence(source.label),) if source else (),
    )
