"""What a Thai text can say about time: fiscal years, mentions, the months they cover."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Self

ERA: Final = 543
"""Buddhist years are this much ahead of years CE."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class FiscalYear:
    """A Thai fiscal year: 1 October to 30 September of the year that names it."""

    be: int
    """Buddhist year."""

    @classmethod
    def of(cls, day: date) -> Self:
        """Give the fiscal year in which a day lies."""
        return cls(be=day.year + ERA + (day.month >= 10))

    @property
    def start(self) -> date:
        """The first day, 1 October."""
        return date(self.be - ERA - 1, 10, 1)

    @property
    def end(self) -> date:
        """The last day, 30 September."""
        return date(self.be - ERA, 9, 30)

    @property
    def months(self) -> tuple[tuple[int, int], ...]:
        """The twelve (CE year, month) pairs, October first."""
        year = self.be - ERA
        return tuple((year - (m >= 10), m) for m in (10, 11, 12, *range(1, 10)))


class MentionKind(StrEnum):
    """What kind of expression a mention is."""

    FISCAL_YEAR = "fiscal_year"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    RANGE = "range"


class Standing(StrEnum):
    """What a mention says about the document it stands in."""

    OWN = "own"
    """Counts as the document's own time."""
    LAW = "law"
    """The year of an act, ordinance, regulation or announcement."""
    ACADEMIC = "academic"
    """A school year."""
    PLAN = "plan"
    """A range of several years."""
    COPYRIGHT = "copyright"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One expression of time in a text."""

    kind: MentionKind
    start: date
    end: date
    """The last day, included."""
    text: str
    """As written in the repaired text."""
    position: int
    """Offset in ``repair(text)``."""
    standing: Standing = Standing.OWN


def months_covered(
    mentions: Iterable[Mention], *, days: bool = False
) -> frozenset[tuple[int, int]]:
    """Give the (CE year, month) pairs that a document's own mentions cover.

    Months and ranges of up to twelve months cover theirs; a day covers its month only
    with ``days``; a year covers none.
    """
    kinds = {MentionKind.MONTH, MentionKind.RANGE} | (
        {MentionKind.DAY} if days else set()
    )
    covered: set[tuple[int, int]] = set()
    for mention in mentions:
        if mention.kind in kinds and mention.standing is Standing.OWN:
            first = mention.start.year * 12 + mention.start.month - 1
            last = mention.end.year * 12 + mention.end.month - 1
            covered |= {
                (n // 12, n % 12 + 1) for n in range(first, min(last, first + 11) + 1)
            }
    return frozenset(covered)
