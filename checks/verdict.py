"""From findings to what we say of an item, and from items to the score."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from checks.finding import UNSEEN, Finding, Outcome


class Verdict(StrEnum):
    """What we say of an item."""

    PASS = "pass"
    FAIL = "fail"
    REVIEW = "review"
    """It was read but not decided: a person must look."""
    UNKNOWN = "unknown"
    """It could not be seen."""
    WAIVED = "waived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The OIT score as a range, and the counts behind it."""

    oit_low: float
    """Mean over all items, 0 to 100, unknown and review counted as 0."""
    oit_high: float
    """The same with unknown and review counted as 100."""
    passed: int
    failed: int
    review: int
    unknown: int
    waived: int


def judge(findings: Iterable[Finding]) -> Verdict:
    """Let the worst finding win: fail, then review, unknown, pass.

    No finding that passed means that nothing was shown: unknown, never pass.
    """
    findings = tuple(findings)
    if any(f.outcome is Outcome.FAILED for f in findings):
        return Verdict.FAIL
    open_ones = [
        f for f in findings if f.outcome in (Outcome.INCONCLUSIVE, Outcome.ERROR)
    ]
    if any(f.reason not in UNSEEN for f in open_ones):
        return Verdict.REVIEW
    if open_ones or not any(f.outcome is Outcome.PASSED for f in findings):
        return Verdict.UNKNOWN
    return Verdict.PASS


def points(verdict: Verdict) -> int | None:
    """Give an item's score, 0 or 100; None where it is not known.

    A waiver explains a failing item; it does not make assessors score it.
    """
    match verdict:
        case Verdict.PASS:
            return 100
        case Verdict.FAIL | Verdict.WAIVED:
            return 0
        case Verdict.REVIEW | Verdict.UNKNOWN:
            return None
        case _:
            assert_never(verdict)


def score(verdicts: Mapping[str, Verdict]) -> Score:
    """Score a run; every item weighs the same."""
    low = [points(verdict) or 0 for verdict in verdicts.values()]
    high = [100 if points(v) is None else points(v) or 0 for v in verdicts.values()]
    count = list(verdicts.values()).count
    return Score(
        oit_low=_mean(low),
        oit_high=_mean(high),
        passed=count(Verdict.PASS),
        failed=count(Verdict.FAIL),
        review=count(Verdict.REVIEW),
        unknown=count(Verdict.UNKNOWN),
        waived=count(Verdict.WAIVED),
    )


def _mean(values: list[int]) -> float:
    return round(sum(values) / len(values), 2) if values else 0.0
