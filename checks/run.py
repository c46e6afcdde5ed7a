"""Putting every requirement's question to an item.

No check need ask whether there is anything to look at, or guard against its own
mistakes: that is done here, once.
"""

import logging
from collections.abc import Iterable
from dataclasses import replace

import checks.heuristics  # noqa: F401 - fills the register
from checks.check import Ask
from checks.finding import Finding, Outcome, Reason
from checks.subject import Subject
from checks.wording import expect

log = logging.getLogger(__name__)


def expect_wordings(asks: Iterable[Ask]) -> None:
    """Make ready for what these requirements look for; without it they take longer."""
    expect(
        wording
        for ask in asks
        for _, told in ask.options
        if isinstance(told, tuple)
        for wording in told
        if isinstance(wording, str)
    )


def judge_item(asks: Iterable[Ask], subject: Subject) -> tuple[Finding, ...]:
    """Give one finding for each requirement of the item, in their order."""
    return tuple(
        replace(
            _finding(ask, subject), requirement=ask.requirement, check=ask.check.name
        )
        for ask in asks
    )


def _finding(ask: Ask, subject: Subject) -> Finding:
    if ask.check.reads and not any(source.document for source in subject.sources):
        return _nothing_to_read(subject)
    try:
        (finding,) = ask.check.function(subject, ask.options)
    except Exception as error:
        # One broken check must not take the other findings with it.
        log.exception("check %s on %s", ask.check.name, subject.item.id)
        return Finding(
            outcome=Outcome.ERROR,
            reason=Reason.CHECK_BROKE,
            facts=(("error", f"{type(error).__name__}: {error}"[:200]),),
        )
    return finding


def _nothing_to_read(subject: Subject) -> Finding:
    """Say that no page was read: our blindness, or the site's emptiness."""
    evidence = tuple(source.evidence() for source in subject.own_pages[:1])
    if subject.unseen:
        return Finding(
            outcome=Outcome.INCONCLUSIVE,
            reason=Reason.UNSEEN,
            facts=(
                ("url", subject.unseen[0].capture.url),
                ("status", subject.unseen[0].trouble),
            ),
            evidence=evidence,
        )
    return Finding(
        outcome=Outcome.NOT_APPLICABLE,
        reason=Reason.NOTHING_TO_JUDGE,
        evidence=evidence,
    )
