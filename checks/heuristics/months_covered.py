"""Which months of the fiscal year are there, and which are missing by name?"""

from collections.abc import Iterator

from pydantic import Field

from checks.check import Options, check
from checks.element import telling_mentions
from checks.finding import Finding, Outcome, Reason
from checks.missing import Facts, page
from checks.naming import Mention
from checks.period import due_months, half_year_due, months_shown, years_of
from checks.subject import Subject
from documents.thai.dates import FiscalYear

NAME = "months-covered"


class MonthsCoveredOptions(Options):
    """Of which element, and which months."""

    of: str = Field(min_length=1)
    """Id of a document or text of the item."""
    first_half: bool = False
    """True: the six months from October on, due as one. False: every month due so
    far."""
    lag_days: int = Field(default=30, ge=0, le=366)
    """Days after a month's end, or for ``first_half`` after 1 October, until due."""


@check(NAME, options=MonthsCoveredOptions)
def months_covered(
    subject: Subject, options: MonthsCoveredOptions
) -> Iterator[Finding]:
    """Each month that is due is shown, with something for it that opens.

    Why it matters: a summary that stops in February looks complete to whoever
    scrolls past it; each missing month is named.
    Cannot tell when: no month is named anywhere, or files could not be seen.
    """
    found = telling_mentions(subject, options.of)
    if not found:
        yield Finding(
            outcome=Outcome.NOT_APPLICABLE,
            reason=Reason.ELEMENT_MISSING,
            facts=(("of", options.of),),
        )
        return
    if options.first_half:
        due = half_year_due(subject.fiscal_year, options.lag_days, subject.today)
    else:
        due = due_months(subject.fiscal_year, options.lag_days, subject.today)
    shown = months_shown(subject)
    missing = [month for month in due if month not in shown]
    year = FiscalYear(be=due[-1][0] + 543 + (due[-1][1] >= 10))
    facts: Facts = (
        ("of", options.of),
        ("wanted", str(year.be)),
        ("count", str(len(due) - len(missing))),
        ("needed", str(len(due))),
        ("missing", " ".join(f"{y}-{month:02}" for y, month in missing)),
        ("url", found[0].source.capture.url),
    )
    outcome, reason = _decide(subject, options, found, shown, missing, year)
    if reason is Reason.UNSEEN:
        found = [page(subject.unseen[0])]
        facts += (("status", subject.unseen[0].trouble),)
    yield Finding(
        outcome=outcome,
        reason=reason,
        facts=facts,
        evidence=(found[0].source.evidence(found[0].text, found[0].block),),
    )


def _decide(
    subject: Subject,
    options: MonthsCoveredOptions,
    found: list[Mention],
    shown: frozenset[tuple[int, int]],
    missing: list[tuple[int, int]],
    year: FiscalYear,
) -> tuple[Outcome, Reason]:
    if not missing:
        return Outcome.PASSED, Reason.CURRENT
    if subject.unseen:
        return Outcome.INCONCLUSIVE, Reason.UNSEEN
    named = [years_of(subject, mention) for mention in found]
    if not shown:
        # Statistics of a whole year name no months, and cover them all.
        whole = any(years.reach(year.be, spans=False) for years in named)
        if options.first_half and whole:
            return Outcome.PASSED, Reason.CURRENT
        dated = any(years.any for years in named)
        if not (options.first_half and dated):
            return Outcome.INCONCLUSIVE, Reason.NO_DATE
    return Outcome.FAILED, Reason.MONTHS_MISSING
