"""Which months of the fiscal year are there, and which are missing by name?"""

from collections.abc import Iterator

from pydantic import Field

from checks.carriers import Standing, standing_of
from checks.check import Options, check
from checks.element import telling_mentions
from checks.finding import Finding, Outcome, Reason
from checks.labels import is_neutral
from checks.missing import Facts, page
from checks.naming import Mention
from checks.period import (
    due_months,
    half_year_due,
    mentions_in,
    months_shown,
    years_of,
)
from checks.subject import Source, Subject
from crawler.artifacts import Purpose
from documents.document import Role
from documents.thai.dates import FiscalYear
from documents.thai.dates import months_covered as months_of

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
    outcome, reason = _decide(subject, options, found, shown, missing, year)
    at, instead = found[0], ""
    if reason is Reason.UNSEEN:
        at = page(subject.unseen[0])
    if reason is Reason.MONTHS_MISSING:
        # A month that is there would be no proof of those that are not.
        at = _list_of(subject, found[0])
        newest = max(years_of(subject, mention).newest for mention in found)
        if missing == list(due) and newest not in (0, year.be):
            instead = str(newest)
    facts: Facts = (
        ("of", options.of),
        ("wanted", str(year.be)),
        ("count", str(len(due) - len(missing))),
        ("needed", str(len(due))),
        ("missing", " ".join(f"{y}-{month:02}" for y, month in missing)),
        ("found", instead),
        ("url", at.source.capture.url),
        ("status", at.source.trouble),
    )
    yield Finding(
        outcome=outcome,
        reason=reason,
        facts=facts,
        evidence=(at.source.evidence(at.text, at.block),),
    )


def _list_of(subject: Subject, mention: Mention) -> Mention:
    """Point at the heading under which the months are listed, or else at the page."""
    source, end = mention.source, mention.index
    for lister in subject.sources:
        if mention.block is None and lister.capture.url == source.found_on:
            targets = [subject.target(block) for block in lister.blocks]
            source, end = lister, targets.index(source) if source in targets else 0
            break
    above = [
        block
        for block in source.blocks[: max(end, 0)]
        if block.role is Role.HEADING and not months_of(mentions_in(block.text))
    ]
    if not above:
        return page(source)
    return Mention(source=source, block=above[-1], text=above[-1].text)


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
    if any(_is_unnamed_scan(subject, source) for source in subject.sources):
        return Outcome.INCONCLUSIVE, Reason.ONLY_PICTURES
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


def _is_unnamed_scan(subject: Subject, source: Source) -> bool:
    """Tell whether a file may be that of any month: a scan whose links say nothing."""
    if standing_of(source) is not Standing.PICTURES:
        return False
    links = (
        block
        for page in subject.sources
        for block in page.blocks
        if block.role is Role.LINK and subject.target(block) is source
    )
    return source.purpose is Purpose.ATTACHMENT and all(
        is_neutral(block.text) for block in links
    )
