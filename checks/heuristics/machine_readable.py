"""Can a machine read the document that shows the element?"""

from collections.abc import Iterator

from checks.check import Options, check
from checks.element import element_mentions
from checks.finding import Finding, Outcome, Reason
from checks.naming import Mention, Standing
from checks.subject import Source, Subject
from crawler.artifacts import Purpose
from documents.document import Openness

NAME = "machine-readable"


class MachineReadableOptions(Options):
    """Which element, and how open its best document must be."""

    of: str = ""
    """Id of an elements requirement of the item; empty: the whole item."""
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
    if options.of:
        found = list(element_mentions(subject, options.of))
        carriers = _carriers(found)
    else:
        found = []
        carriers = _content(subject)
    seen = [source for source in carriers if source.document is not None]
    if not seen:
        if any(source.broken is None for source in carriers):
            yield _said(options, Outcome.INCONCLUSIVE, Reason.UNSEEN, carriers[0])
        else:
            reason = Reason.ELEMENT_MISSING if options.of else Reason.NOTHING_TO_JUDGE
            yield _said(options, Outcome.NOT_APPLICABLE, reason, None)
        return
    best = max(seen, key=lambda source: _openness(source).rank)
    if _openness(best).rank >= options.level.rank:
        yield _said(options, Outcome.PASSED, Reason.OPEN_ENOUGH, best)
    else:
        yield _said(options, Outcome.FAILED, Reason.NOT_OPEN_ENOUGH, best)


def _carriers(found: list[Mention]) -> list[Source]:
    """Give the documents behind the mentions, hollow and dead ones left out."""
    alive = [m for m in found if m.standing not in (Standing.HOLLOW, Standing.BROKEN)]
    return list(dict.fromkeys(source for m in alive for source in m.carriers))


def _content(subject: Subject) -> list[Source]:
    """Give the item's files, or its pages where there are none."""
    open_ones = [source for source in subject.sources if source.document is not None]
    files = [s for s in open_ones if s.purpose is Purpose.ATTACHMENT]
    return files or open_ones


def _openness(source: Source) -> Openness:
    return source.document.openness if source.document else Openness.NONE


def _said(
    options: MachineReadableOptions,
    outcome: Outcome,
    reason: Reason,
    source: Source | None,
) -> Finding:
    document = source.document if source else None
    return Finding(
        outcome=outcome,
        reason=reason,
        facts=(
            ("of", options.of),
            ("level", options.level.value),
            ("openness", _openness(source).value if source else ""),
            ("kind", document.kind.value if document else ""),
            (
                "problem",
                document.problems[0].value if document and document.problems else "",
            ),
            ("name", source.label[:120] if source else ""),
            ("url", source.capture.url if source else ""),
            ("status", source.trouble if source else ""),
        ),
        evidence=(source.evidence(source.label),) if source else (),
    )
