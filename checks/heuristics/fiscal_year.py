"""Is what shows the element of the period that the item asks for?"""

from collections.abc import Iterator
from enum import StrEnum

from pydantic import Field

from checks.check import Options, check
from checks.element import telling_mentions
from checks.finding import Finding, Outcome, Reason
from checks.naming import Mention
from checks.period import Years, due_year, year_wanted, years_of
from checks.subject import Subject

NAME = "fiscal-year"


class Period(StrEnum):
    """Which time a document must be of."""

    THIS_FISCAL_YEAR = "this-fiscal-year"
    LAST_FISCAL_YEAR = "last-fiscal-year"
    COVERS = "covers"


class FiscalYearOptions(Options):
    """Which element, which period, and how long after its start it becomes due."""

    of: str = Field(min_length=1)
    """Id of a document or text of the item."""
    period: Period
    """``this-fiscal-year``, ``last-fiscal-year`` or ``covers`` (a plan over several
    years that has the fiscal year in it)."""
    lag_days: int = Field(default=30, ge=0, le=366)
    """Days after the fiscal year begins until it is due; last year's does before."""


@check(NAME, options=FiscalYearOptions)
def fiscal_year(subject: Subject, options: FiscalYearOptions) -> Iterator[Finding]:
    """The documents that show the element are of the due period, by their own words.

    Why it matters: plans must be this fiscal year's, reports last year's; an old
    document under the right heading scores 0.
    Cannot tell when: no document says what time it is of.
    """
    found = telling_mentions(subject, options.of)
    if not found:
        yield Finding(
            outcome=Outcome.NOT_APPLICABLE,
            reason=Reason.ELEMENT_MISSING,
            facts=(("of", options.of),),
        )
    else:
        yield _yearly(subject, options, found)


def _yearly(
    subject: Subject, options: FiscalYearOptions, found: list[Mention]
) -> Finding:
    this = subject.fiscal_year
    wanted = year_wanted(this, options.period)
    due = due_year(wanted, this, options.lag_days, subject.today)
    spans = options.period is Period.COVERS
    # A heading over several documents would mix their years.
    direct = [m for m in found if m.block is None or len(m.carriers) == 1]
    dated = [(mention, years_of(subject, mention)) for mention in direct or found]
    if not any(years.any for _, years in dated):
        dated = [(mention, years_of(subject, mention)) for mention in found]
    # Words that name the year themselves make the better proof.
    dated.sort(key=lambda pair: pair[1].quote not in pair[0].text)
    facts = (("of", options.of), ("wanted", str(wanted.be)), ("due", str(due)))
    doubtful = None
    for be, reason in ((wanted.be, Reason.CURRENT), (due, Reason.NOT_YET_DUE)):
        for mention, years in dated:
            if not years.reach(be, spans=spans):
                continue
            if years.contradicted_by:
                doubtful = doubtful or (mention, years)
                continue
            return _said(Outcome.PASSED, reason, facts, mention, years)
    if doubtful:
        return _said(Outcome.INCONCLUSIVE, Reason.YEARS_DISAGREE, facts, *doubtful)
    known = [(mention, years) for mention, years in dated if years.any]
    if not known:
        return _said(Outcome.INCONCLUSIVE, Reason.NO_DATE, facts, found[0], Years())
    newest = max(known, key=lambda pair: pair[1].newest)
    return _said(Outcome.FAILED, Reason.STALE, facts, *newest)


def _said(
    outcome: Outcome,
    reason: Reason,
    facts: tuple[tuple[str, str], ...],
    mention: Mention,
    years: Years,
) -> Finding:
    at = mention.carriers[0] if mention.carriers else mention.source
    return Finding(
        outcome=outcome,
        reason=reason,
        facts=(
            *facts,
            ("found", str(years.newest or "")),
            ("quote", years.quote),
            ("other", years.contradicted_by),
            ("url", at.found_on or at.capture.url),
            ("status", at.trouble),
        ),
        evidence=(mention.source.evidence(mention.text, mention.block),),
    )
