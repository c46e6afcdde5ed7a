"""The ways of writing a time: each one's pattern and the function that reads it."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import Final

from documents.thai.dates import ERA, FiscalYear, MentionKind
from documents.thai.lookalikes import is_document_number, is_number
from documents.thai.time_patterns import (
    BUDGET,
    COUNT,
    ENGLISH,
    ERA_MARK,
    FISCAL,
    FISCAL_YEAR,
    GAP,
    IN_FISCAL_YEAR,
    MONTH,
    MONTH_PART,
    MONTH_PATTERNS,
    OF_YEAR,
    PERIOD,
    QUARTER,
    ROUND,
    TO,
    YEAR,
    YEAR_2,
    YEAR_4,
    YEAR_AFTER,
    YEARLY,
    H,
    S,
    any_of,
    loose,
)

# A span of days with its kind; None for what looks like a time and is none, whose parts
# are not to be read either.
Reading = tuple[MentionKind, date, date] | None
Reader = Callable[[re.Match[str]], Reading]


def _ce(digits: str) -> int:
    """Turn a written year, Buddhist or CE, of two or four digits into a year CE."""
    year = int(digits)
    if year < 100:
        return 2500 + year - ERA
    return year - ERA if year >= 2400 else year


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def is_fiscal(text: str) -> bool:
    """Tell whether a written year is called a fiscal one."""
    return "งบ" in text or "งปม" in text or "y" in text.lower()


def month_number(name: str) -> int:
    """Give the number, 1 to 12, of a month that ``MONTH`` found."""
    return 1 + next(i for i, p in enumerate(MONTH_PATTERNS) if p.fullmatch(name))


def _month_year(written: str, month: int) -> int:
    """Read the year after a month: October of fiscal year 2567 lies in 2566."""
    return _ce(_numbers(written)[-1]) - (is_fiscal(written) and month >= 10)


def _span(
    kind: MentionKind,
    first: tuple[int, int, int],
    last: tuple[int, int, int],
) -> Reading:
    """Make a reading of two days; day 0 of the last is the end of its month."""
    year, month, day = last
    try:
        end = date(year, month, day or monthrange(year, month)[1])
        start = date(*first)
    except ValueError:
        return None
    return (kind, start, end) if start <= end else None


def _months_of(year: FiscalYear, first: int, last: int) -> Reading:
    """Read months of a fiscal year, counted from 0 for October."""
    return _span(MentionKind.RANGE, (*year.months[first], 1), (*year.months[last], 0))


def _read_fiscal_year(match: re.Match[str]) -> Reading:
    year = FiscalYear(be=_ce(_numbers(match[0])[-1]) + ERA)
    return MentionKind.FISCAL_YEAR, year.start, year.end


def _read_year(match: re.Match[str]) -> Reading:
    year = _ce(_numbers(match[0])[-1])
    return MentionKind.YEAR, date(year, 1, 1), date(year, 12, 31)


def _read_bare_year(match: re.Match[str]) -> Reading:
    return None if is_number(match) else _read_year(match)


def _read_year_range(match: re.Match[str]) -> Reading:
    first, last = (_ce(n) for n in (_numbers(match[0])[0], _numbers(match[0])[-1]))
    if not match["prefix"] and is_number(match):
        return None
    if is_fiscal(match["prefix"] or ""):
        return _span(MentionKind.RANGE, (first - 1, 10, 1), (last, 9, 0))
    return _span(MentionKind.RANGE, (first, 1, 1), (last, 12, 0))


def _read_month(match: re.Match[str]) -> Reading:
    month = month_number(match["m1"])
    year = _month_year(match["y1"], month)
    day = int(match["d1"] or 0)
    if match["d1"] is None:
        return _span(MentionKind.MONTH, (year, month, 1), (year, month, 0))
    return _span(MentionKind.DAY, (year, month, day), (year, month, day or 99))


def _read_english_day(match: re.Match[str]) -> Reading:
    day = (_ce(match["y"]), month_number(match["m"]), int(match["d"]))
    return _span(MentionKind.DAY, day, day)


def _read_numeric_day(match: re.Match[str]) -> Reading:
    day = (_ce(match["y"]), int(match["m"]), int(match["d"]) or 99)
    return _span(MentionKind.DAY, day, day)


def _read_numeric_month(match: re.Match[str]) -> Reading:
    before = match.string[max(0, match.start() - 20) : match.start()]
    if re.search(rf"{loose('ครั้งที่')}\s*$", before):
        return _read_year(match)
    if is_document_number(match) or not 1 <= int(match["m"]) <= 12:
        return None
    year, month = _ce(match["y"]), int(match["m"])
    return _span(MentionKind.MONTH, (year, month, 1), (year, month, 0))


def _read_range(match: re.Match[str]) -> Reading:
    """Read two months or days; the first takes its year from the second."""
    first, last = month_number(match["m1"]), month_number(match["m2"])
    end_year = _month_year(match["y2"], last)
    own_year = match["y1"] and _month_year(match["y1"], first)
    year = own_year or end_year - (first > last)
    return _span(
        MentionKind.RANGE,
        (year, first, int(match["d1"] or 1) or 99),
        (end_year, last, int(match["d2"] or 0)),
    )


def _read_days(match: re.Match[str]) -> Reading:
    month = month_number(match["m1"])
    year = _month_year(match["y1"], month)
    first, last = (int(match[g]) or 99 for g in ("d0", "d1"))
    return _span(MentionKind.RANGE, (year, month, first), (year, month, last))


def _read_numeric_range(match: re.Match[str]) -> Reading:
    first = (_ce(match["y1"]), int(match["m1"]), int(match["d1"]))
    last = (_ce(match["y2"]), int(match["m2"]), int(match["d2"]) or 99)
    return _span(MentionKind.RANGE, first, last)


def _read_quarter(match: re.Match[str]) -> Reading:
    year = FiscalYear(be=_ce(_numbers(match["of"])[-1]) + ERA)
    first = int(match["q1"])
    return _months_of(year, 3 * first - 3, 3 * int(match["q2"] or first) - 1)


_WORDS_OF_MONTHS: Final = {"หก": 6, "เก้า": 9, "สิบสอง": 12}


def _read_period(match: re.Match[str]) -> Reading:
    year = FiscalYear(be=_ce(_numbers(match["of"])[-1]) + ERA)
    length = _WORDS_OF_MONTHS.get(match["n"]) or int(match["n"])
    if match["half"] == "หลัง":
        return _months_of(year, 12 - length, 11)
    return _months_of(year, 0, length - 1)


# A number, "วันที่", "เดือน" or a month begin so. Most letters do not, and are passed over
# before each of the ways to write a month is tried.
_POINT_START: Final = r"(?=[\dA-Za-z]|[วเมกพสตธ][ก-ดถนพมยรฤลงษศ.\sุัีิ])"


def _point(n: int, *, day: bool = False) -> str:
    """Make the pattern of a month and its day, if any, as groups m<n> and d<n>."""
    return (
        _POINT_START
        + rf"(?:(?:{loose('วันที่')}{S})?(?<![\d.,/:])(?P<d{n}>\d{{1,2}})(?!\d){S}){'' if day else '?'}"
        rf"(?:{loose('เดือน')}{S})?(?P<m{n}>{MONTH})"
    )


_NOT_INSIDE: Final = r"(?<![\d/.-])"
_AFTER_DATE: Final = r"(?![\d/])"


def _day(suffix: str) -> str:
    """Make the pattern of 30/3/2567, with its groups named after ``suffix``."""
    s = suffix
    return (
        rf"(?P<d{s}>\d{{1,2}}) ?(?P<s{s}>[/.-]) ?(?P<m{s}>\d{{1,2}}) ?(?P=s{s}) ?"
        rf"(?P<y{s}>{YEAR_4})"
    )


_TO_PART: Final = "[-–—~]|ถึง|(?i:to|until)"
# What stands in all that a reader's pattern finds. Cheap to look for: most texts have
# a year and nothing more, and need not be tried for each way of writing a span.
_PARTS: Final[dict[Reader, str]] = {
    _read_range: _TO_PART,
    _read_days: _TO_PART,
    _read_month: MONTH_PART,
    _read_english_day: "[A-Za-z]{3}",
    _read_numeric_range: _TO_PART,
    _read_numeric_day: r"\d ?[/.-] ?\d",
    _read_numeric_month: "/",
    _read_year_range: _TO_PART,
    _read_quarter: "ไตรม|Q",
    _read_period: "เด",
    _read_fiscal_year: "ง[บป]|(?i:fy|fiscal|budget)",
}
READERS: Final[tuple[tuple[re.Pattern[str], Reader, re.Pattern[str]], ...]] = tuple(
    (re.compile(pattern), reader, re.compile(_PARTS.get(reader, r"\d")))
    for pattern, reader in (
        (
            rf"{_point(1)}(?P<y1>{YEAR_AFTER})?{TO}{_point(2)}(?P<y2>{YEAR_AFTER})",
            _read_range,
        ),
        (
            rf"(?<![\d.,/:])(?P<d0>\d{{1,2}})(?!\d){TO}{_point(1, day=True)}"
            rf"(?P<y1>{YEAR_AFTER})",
            _read_days,
        ),
        (rf"{_point(1)}(?P<y1>{YEAR_AFTER})", _read_month),
        (
            rf"(?<![A-Za-z])(?P<m>(?i:{any_of(*ENGLISH)}))\.? (?P<d>\d{{1,2}})"
            rf"(?:st|nd|rd|th)?,? {{1,2}}(?P<y>{YEAR_4})",
            _read_english_day,
        ),
        (
            rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th),? (?:of )?(?P<m>(?i:{any_of(*ENGLISH)}))"
            rf"\.?,? {{1,2}}(?P<y>{YEAR_4})",
            _read_english_day,
        ),
        (
            rf"{_NOT_INSIDE}{_day('1')}{TO}{_day('2')}{_AFTER_DATE}",
            _read_numeric_range,
        ),
        (rf"{_NOT_INSIDE}{_day('')}{_AFTER_DATE}", _read_numeric_day),
        (
            rf"{_NOT_INSIDE}(?P<y>{YEAR_4})(?P<s>[/-])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}})(?!\d)",
            _read_numeric_day,
        ),
        (
            rf"(?:{loose('วันที่')}|ลว\.?){S}(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})/(?P<y>[5-9]\d)(?!\d)",
            _read_numeric_day,
        ),
        (
            # Without "วันที่" a year near ours alone: addresses have slashes too.
            rf"{_NOT_INSIDE}(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})/(?P<y>6[5-9]|7\d){_AFTER_DATE}",
            _read_numeric_day,
        ),
        (
            rf"{_NOT_INSIDE}(?P<m>\d{{1,6}}) ?/ ?(?P<y>{YEAR_4}){_AFTER_DATE}",
            _read_numeric_month,
        ),
        (
            rf"(?:(?P<prefix>{FISCAL}|{YEARLY}|{ERA_MARK}){S}(?:{loose('ปี')})?{S}{ERA_MARK}?{S}"
            rf"(?:{YEAR_4}|{YEAR_2})|{YEAR_4})(?:{TO}(?:{FISCAL}|{YEARLY})?{S}{ERA_MARK}?{S}"
            rf"{YEAR_4}|[-–]{YEAR_2}(?!{H}(?:{COUNT}|{MONTH})))",
            _read_year_range,
        ),
        (rf"{QUARTER}{GAP}{OF_YEAR}", _read_quarter),
        (rf"{IN_FISCAL_YEAR}{GAP}{QUARTER}", _read_quarter),
        (rf"{ROUND}?{PERIOD}{GAP}{IN_FISCAL_YEAR}", _read_period),
        (rf"{IN_FISCAL_YEAR}{GAP}{ROUND}{PERIOD}", _read_period),
        (FISCAL_YEAR, _read_fiscal_year),
        (
            rf"(?<!วิธีการ)(?<!สำนัก){BUDGET}{S}{ERA_MARK}?{S}{YEAR_4}(?!{H}{COUNT})",
            _read_fiscal_year,
        ),
        (
            rf"{YEARLY}{S}{loose('การ ศึกษา')}{S}{ERA_MARK}?{S}(?:\d{S}/)?{YEAR}",
            _read_year,
        ),
        (
            rf"(?:{loose('ภาคเรียน')}|{loose('ภาคการศึกษา')}|{loose('เทอม')})"
            rf"{S}(?:{loose('ที่')})?{S}\d{S}/{YEAR}",
            _read_year,
        ),
        (
            rf"(?<!\d)(?<!\d )(?<!ต่อ)(?<!ราย)(?<!ทุก)(?<!ละ)(?<!ครึ่ง)(?<!กี่)(?<!หลาย)"
            rf"{YEARLY}(?:{S}(?:ปฏิทิน|ภาษี))?{S}{ERA_MARK}?{YEAR}",
            _read_year,
        ),
        (rf"{ERA_MARK}{YEAR}", _read_year),
        (r"(?<!\d)25\d\d(?!\d)", _read_bare_year),
    )
)
