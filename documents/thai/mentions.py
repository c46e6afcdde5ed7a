"""Finds the expressions of time in a Thai text: years, months, days, ranges."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from documents.thai.dates import Mention
from documents.thai.standing import standing_of
from documents.thai.text import arabic_digits, repair
from documents.thai.time_patterns import BARE_MONTH
from documents.thai.time_readers import READERS, Reading, month_number

_URL: Final = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w.-]+")


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    reading: Reading


# Every expression has a year; patterns look only at what lies around one.
_YEAR_LIKE: Final = re.compile(r"(?<!\d)(?:2[4-6]\d\d|199\d|20\d\d|2100|[5-9]\d)(?!\d)")
_NUMBER_END: Final = re.compile(r"\d*")
_REACH: Final = 100
_BARE_MONTH_NAME: Final = re.compile(BARE_MONTH)


def _windows(plain: str) -> Iterator[tuple[int, int]]:
    """Give the parts of a text that are near a year, apart from each other."""
    start = end = 0
    for match in _YEAR_LIKE.finditer(plain):
        if match.start() - _REACH > end:
            if end:
                yield start, end
            start = match.start() - _REACH
        last = _NUMBER_END.match(plain, min(match.end() + _REACH, len(plain)))
        end = last.end() if last else len(plain)
    if end:
        yield start, end


@lru_cache(maxsize=10_000)
def _find(plain: str) -> tuple[_Found, ...]:
    """Find what is or looks like a time; of two that overlap the longer one.

    Remembered: who asks for the mentions of a text often asks for its months too.
    """
    found = [
        _Found(*match.span(), reader(match))
        for window in _windows(plain)
        for pattern, reader, part in READERS
        if part.search(plain, *window)
        for match in pattern.finditer(plain, *window)
    ]
    taken = bytearray(len(plain))
    chosen = []
    for one in sorted(found, key=lambda f: (f.start - f.end, f.start)):
        if taken.find(1, one.start, one.end) < 0:
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            chosen.append(one)
    return tuple(sorted(chosen, key=lambda f: f.start))


def _plain_text(written: str) -> str:
    """Blank addresses, whose numbers are no times, and write digits as 0 to 9."""
    if any(part in written for part in ("://", "www.", "@")):
        written = _URL.sub(lambda match: " " * len(match[0]), written)
    return arabic_digits(written)


def find_mentions(text: str) -> tuple[Mention, ...]:
    """Find the expressions of time in a text, by position, none overlapping another.

    Of expressions that overlap the longest counts. Impossible days are no mentions,
    nor are amounts, telephone and document numbers that look like years.
    """
    written = repair(text)
    plain = _plain_text(written)
    mentions: list[Mention] = []
    for one in _find(plain):
        if one.reading is None:
            continue
        kind, start, end = one.reading
        mention = Mention(
            kind=kind,
            start=start,
            end=end,
            text=written[one.start : one.end],
            position=one.start,
        )
        standing = standing_of(mention, plain, mentions[-1] if mentions else None)
        mentions.append(replace(mention, standing=standing))
    return tuple(mentions)


def find_bare_months(text: str) -> tuple[tuple[int, int], ...]:
    """Find the Thai months that carry no year, as (month 1 to 12, position).

    The position is an offset in ``repair(text)``. Abbreviations count with both dots.
    """
    plain = _plain_text(repair(text))
    dated = bytearray(len(plain))
    for one in _find(plain):
        dated[one.start : one.end] = b"\1" * (one.end - one.start)
    return tuple(
        (month_number(match[0].strip()), match.start())
        for match in _BARE_MONTH_NAME.finditer(plain)
        if not dated[match.start()]
    )
