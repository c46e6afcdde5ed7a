"""Reads expressions of time as Thai agencies write them: years, months, days, ranges."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final, Self

from documents.thai.text import arabic_digits, repair

_ERA: Final = 543
"""Buddhist years are this much ahead of years CE."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class FiscalYear:
    """A Thai fiscal year: 1 October to 30 September of the year that names it."""

    be: int
    """Buddhist year."""

    @classmethod
    def of(cls, day: date) -> Self:
        """Give the fiscal year in which a day lies."""
        return cls(be=day.year + _ERA + (day.month >= 10))

    @property
    def start(self) -> date:
        """The first day, 1 October."""
        return date(self.be - _ERA - 1, 10, 1)

    @property
    def end(self) -> date:
        """The last day, 30 September."""
        return date(self.be - _ERA, 9, 30)

    @property
    def months(self) -> tuple[tuple[int, int], ...]:
        """The twelve (CE year, month) pairs, October first."""
        year = self.be - _ERA
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


# The building blocks of the patterns. Repeats are bounded, so that no text is slow.
_S: Final = r"\s{0,4}"
_H: Final = r"[ \t]{0,4}"


def _loosen_mark(match: re.Match[str]) -> str:
    mark, letter = match.groups()
    return f"(?:{mark} ?{letter}|{letter} ?{mark})" if letter else f"{mark} ?"


def _loose(words: str) -> str:
    """Make a pattern of Thai words that forgives what PDF extraction does to them.

    A mark may stand one letter late and have a space after it, sara aa and sara am may
    have become each other, and a space stands for any white space or none.
    """
    words = words.replace(" ", _S).replace("ำ", "า").replace("า", "[าำ]")
    return re.sub("([\u0e31\u0e34-\u0e39\u0e47-\u0e4c])([ก-ฮ])?", _loosen_mark, words)


def _any(*patterns: str) -> str:
    return f"(?:{'|'.join(patterns)})"


_FULL: Final = [
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
]
_SHORT: Final = [
    "ม.ค",
    "ก.พ",
    "มี.ค",
    "เม.ย",
    "พ.ค",
    "มิ.ย",
    "ก.ค",
    "ส.ค",
    "ก.ย",
    "ต.ค",
    "พ.ย",
    "ธ.ค",
]
_ENGLISH: Final = [
    "Jan(?:uary)?",
    "Feb(?:ruary)?",
    "Mar(?:ch)?",
    "Apr(?:il)?",
    "(?-i:May|MAY)",
    "June?",
    "July?",
    "Aug(?:ust)?",
    "Sep(?:t(?:ember)?)?",
    "Oct(?:ober)?",
    "Nov(?:ember)?",
    "Dec(?:ember)?",
]
_FULL_PATTERNS: Final = [
    _loose(name).replace("ฎ", "[ฎฏ]").replace("พฤศ", "พฤ[ศษ]").replace("ธ์ ?", "ธ์? ?")
    for name in _FULL
]
_DOTTED: Final = [name.replace(".", r" ?\. ?") for name in _SHORT]
_MONTH_PATTERNS: Final = [
    re.compile(rf"{full}|{dotted}(?: ?\.)?|{short.replace('.', '')}|(?i:{english})\.?")
    for full, dotted, short, english in zip(
        _FULL_PATTERNS, _DOTTED, _SHORT, _ENGLISH, strict=True
    )
]
# An abbreviation stands alone or after one of these; ก.พ. is an agency, too, and begins
# the names of others (ก.พ.ร., ก.ค.ศ.).
_BEFORE_SHORT: Final = (
    r"(?:(?<![ก-๎A-Za-z.])|(?<=เดือน)|(?<=ถึง)|(?<=แต่)|(?<=และ)|(?<=จำ)|(?<=ใน)|(?<=ช่วง))"
    r"(?<!สำนักงาน)(?<!สำนักงาน )(?<!เลขาธิการ )(?<!กฎ )(?<!หลักสูตร )"
)
_AFTER_SHORT: Final = r"(?!(?!พ ?\.? ?ศ)[ก-ฮ] ?\.)"
_BARE_MONTH: Final = _any(
    *_FULL_PATTERNS,
    rf"{_BEFORE_SHORT}{_any(*_DOTTED)} ?\.{_AFTER_SHORT}",
)
_MONTH: Final = _any(
    _BARE_MONTH,
    rf"{_BEFORE_SHORT}{_any(*_DOTTED)}(?![ก-๎. ]|\.)",
    rf"{_BEFORE_SHORT}{_any(*_DOTTED, *(n.replace('.', '') for n in _SHORT))}"
    r"(?=[ /-]?(?:25\d\d|[5-9]\d)(?!\d))",
    rf"(?<![A-Za-z])(?i:{_any(*_ENGLISH)})(?![A-Za-z])\.?",
)

# Words after a number that make it an amount.
_AMOUNT: Final = (
    r"(?:บาท|ล้าน|หมื่น|แสน|สตางค์|คน|ราย(?!งาน|ได้|จ่าย|รับ|ชื่อ|ละเอียด)|ครั้ง|คะแนน|แห่ง|"
    r"ท่าน|ชุด|หลัง|คัน|เครื่อง|ชิ้น|ไร่|ตัน|ลิตร|เมตร|กิโล|ตร\.|กม\.|ชั่วโมง|นาที|น\.|%|เปอร์)"
)
_COUNT: Final = (
    rf"(?:{_AMOUNT}|พัน|เรื่อง|โครงการ|ฉบับ|ตัว|หน่วย|วัน|เดือน|ปี|ครัวเรือน|ชุมชน|ครอบครัว|หมู่|"
    r"ตัวอย่าง|สำนวน|คดี|เล่ม|แผ่น|ใบ|ต้น|ถุง|ห้อง|จุด|สาย|ข้อ|ประเภท|กิจกรรม|ร้าน|แปลง|ประการ|รอบ)"
)
_ERA_MARK: Final = r"(?:พ ?\.? ?ศ ?\.?|ค ?\.? ?ศ ?\.?|พุทธศักราช|คริสต์ศักราช)"
_YEAR_4: Final = r"(?<!\d)(?:2[4-6]\d\d|199\d|20\d\d|2100)(?!\d|\.\d|,\d{3}(?!\d))"
_YEAR_2: Final = r"(?<!\d)(?<![\n\r])(?<![\n\r] )[5-9]\d(?!\d|[.,:/]\d)"
_YEAR: Final = rf"(?:{_S}{_YEAR_4}(?!{_H}(?:บาท|ล้าน))|{_H}{_YEAR_2}(?!{_H}{_AMOUNT}))"
_YEAR_OF_MONTH: Final = (
    rf"(?:{_S}{_YEAR_4}(?!{_H}(?:บาท|ล้าน))|{_H}{_YEAR_2}(?!{_H}{_COUNT}))"
)
_YEARLY: Final = rf"(?:{_loose('ประจำ')}{_S})?{_loose('ปี')}"
_BUDGET: Final = rf"งบ(?:{_S}{_loose('ประมาณ')}|ฯ)?(?:{_S}{_loose('รายจ่าย')})?"
_FISCAL: Final = _any(
    rf"{_YEARLY}{_S}{_BUDGET}",
    rf"{_YEARLY}{_S}งปม\.?",
    rf"{_BUDGET}(?:{_S}{_loose('เพิ่มเติม')})?{_S}{_YEARLY}(?:{_S}{_BUDGET})?",
    r"(?<![A-Za-z])(?i:FY|fiscal\s?year|budget\s?year)\.?",
)
_FISCAL_YEAR: Final = (
    rf"{_FISCAL}{_S}[(:]?{_S}(?:{_loose('ปี')}{_S})?{_ERA_MARK}?{_YEAR}"
)
_YEAR_AFTER: Final = rf"{_H}[,/.-]?{_S}(?:ของ{_S})?(?:{_FISCAL}|{_YEARLY})?{_S}{_ERA_MARK}?{_YEAR_OF_MONTH}"
_TO: Final = rf"{_S}(?:[-–—~]|(?:จน)?ถึง|(?i:to|until)){_S}(?:สิ้น)?"
_GAP: Final = rf"[\s():,–-]{{0,4}}(?:ของ|ใน)?{_S}"
_OF_YEAR: Final = rf"(?P<of>{_FISCAL_YEAR}|/{_S}{_YEAR_4}|(?:{_YEARLY}{_S}{_ERA_MARK}?|{_ERA_MARK}){_YEAR})"
_IN_FISCAL_YEAR: Final = rf"(?P<of>{_FISCAL_YEAR})"
_QUARTER: Final = (
    rf"(?:{_loose('ไตรมาส')}{_S}(?:{_loose('ที่')})?{_S}|(?<![A-Za-z])Q)(?P<q1>[1-4])(?!\d)"
    rf"(?:{_S}(?:[-–]|และ|ถึง){_S}(?P<q2>[1-4])(?!\d))?"
)
_ROUND: Final = rf"(?:{_loose('รอบ')}{_S}(?:ระยะเวลา{_S})?)"
_PERIOD: Final = rf"(?P<n>(?<!\d)(?:3|6|9|12)|หก|เก้า|สิบสอง){_S}{_loose('เดือน')}(?:{_S}(?P<half>แรก|หลัง))?"


def _point(n: int, *, day: bool = False) -> str:
    """Make the pattern of a month and its day, if any, as groups m<n> and d<n>."""
    return (
        rf"(?:(?:{_loose('วันที่')}{_S})?(?<![\d.,/:])(?P<d{n}>\d{{1,2}})(?!\d){_S}){'' if day else '?'}"
        rf"(?:{_loose('เดือน')}{_S})?(?P<m{n}>{_MONTH})"
    )


# A span of days with its kind; None for what looks like a time and is none, whose parts
# are not to be read either.
_Reading = tuple[MentionKind, date, date] | None
_Reader = Callable[[re.Match[str]], _Reading]


def _ce(digits: str) -> int:
    """Turn a written year, Buddhist or CE, of two or four digits into a year CE."""
    year = int(digits)
    if year < 100:
        return 2500 + year - _ERA
    return year - _ERA if year >= 2400 else year


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _is_fiscal(text: str) -> bool:
    return "งบ" in text or "งปม" in text or "y" in text.lower()


def _month_number(name: str) -> int:
    return 1 + next(i for i, p in enumerate(_MONTH_PATTERNS) if p.fullmatch(name))


def _month_year(written: str, month: int) -> int:
    """Read the year after a month: October of fiscal year 2567 lies in 2566."""
    return _ce(_numbers(written)[-1]) - (_is_fiscal(written) and month >= 10)


def _span(
    kind: MentionKind,
    first: tuple[int, int, int],
    last: tuple[int, int, int],
) -> _Reading:
    """Make a reading of two days; day 0 of the last is the end of its month."""
    year, month, day = last
    try:
        end = date(year, month, day or monthrange(year, month)[1])
        start = date(*first)
    except ValueError:
        return None
    return (kind, start, end) if start <= end else None


def _months_of(year: FiscalYear, first: int, last: int) -> _Reading:
    """Read months of a fiscal year, counted from 0 for October."""
    return _span(MentionKind.RANGE, (*year.months[first], 1), (*year.months[last], 0))


def _read_fiscal_year(match: re.Match[str]) -> _Reading:
    year = FiscalYear(be=_ce(_numbers(match[0])[-1]) + _ERA)
    return MentionKind.FISCAL_YEAR, year.start, year.end


def _read_year(match: re.Match[str]) -> _Reading:
    year = _ce(_numbers(match[0])[-1])
    return MentionKind.YEAR, date(year, 1, 1), date(year, 12, 31)


_NUMBER_BEFORE: Final = re.compile(
    r"(?:โทร\S*|แฟกซ์|ต่อ|(?<!หน้า)(?<!พื้น)ที่|เลข|เลข(?:หมาย|ประจำ|ทะเบียน|รหัส)\S*|รหัส\S*|"
    r"หมายเลข\S*|เบอร์\S*|ข้อ|มาตรา|จำนวน|วงเงิน|เงิน|ราคา|รวม|ห้อง|ซอย|ถนน|หน้า|ประมาณ|กว่า|(?<!แ)ละ|"
    r"(?:^|[\s/])ว|(?<![A-Za-z])(?i:fax|tel|no|line|id|iso)|มอก)[\s.:=()]*$"
    r"|[\d/.,%+#฿$&=]$|[A-Za-z](?<!ITA)(?<!OIT)$"
)
_NUMBER_AFTER: Final = re.compile(
    rf"{_H}{_COUNT}|[A-Za-z\d%]|[/.,-]\d|[ -]\d{{3,4}}(?!\d)(?<!25\d\d)"
)


def _is_number(match: re.Match[str]) -> bool:
    """Tell whether a bare four-digit number is a telephone, an amount or the like."""
    before = match.string[max(0, match.start() - 30) : match.start()]
    other = re.search(r"(\d+)[ -]$", before)
    return bool(
        _NUMBER_BEFORE.search(before)
        or _NUMBER_AFTER.match(match.string, match.end())
        or (other and not re.fullmatch(r"25\d\d", other[1]))
    )


def _read_bare_year(match: re.Match[str]) -> _Reading:
    return None if _is_number(match) else _read_year(match)


def _read_year_range(match: re.Match[str]) -> _Reading:
    first, last = (_ce(n) for n in (_numbers(match[0])[0], _numbers(match[0])[-1]))
    if not match["prefix"] and _is_number(match):
        return None
    if _is_fiscal(match["prefix"] or ""):
        return _span(MentionKind.RANGE, (first - 1, 10, 1), (last, 9, 0))
    return _span(MentionKind.RANGE, (first, 1, 1), (last, 12, 0))


def _read_month(match: re.Match[str]) -> _Reading:
    month = _month_number(match["m1"])
    year = _month_year(match["y1"], month)
    day = int(match["d1"] or 0)
    if match["d1"] is None:
        return _span(MentionKind.MONTH, (year, month, 1), (year, month, 0))
    return _span(MentionKind.DAY, (year, month, day), (year, month, day or 99))


def _read_english_day(match: re.Match[str]) -> _Reading:
    day = (_ce(match["y"]), _month_number(match["m"]), int(match["d"]))
    return _span(MentionKind.DAY, day, day)


def _read_numeric_day(match: re.Match[str]) -> _Reading:
    day = (_ce(match["y"]), int(match["m"]), int(match["d"]) or 99)
    return _span(MentionKind.DAY, day, day)


_DOCUMENT_BEFORE: Final = re.compile(
    r"(?:ที่|เลข|ฉบับ|คำสั่ง|ประกาศ|หนังสือ|สัญญา|มติ|กระทู้|ข้อ|[A-Za-z]|(?:^|[\s(.])(?!งวด|ณ)[ก-ฮ]{1,3})"
    r"[\s.]*$"
)


_DATED: Final = re.compile(rf"{_S}(?:ลว|ลง)")


def _read_numeric_month(match: re.Match[str]) -> _Reading:
    before = match.string[max(0, match.start() - 20) : match.start()]
    if re.search(rf"{_loose('ครั้งที่')}\s*$", before):
        return _read_year(match)
    numbered = _DOCUMENT_BEFORE.search(before) or _DATED.match(
        match.string, match.end()
    )
    if numbered or not 1 <= int(match["m"]) <= 12:
        return None
    year, month = _ce(match["y"]), int(match["m"])
    return _span(MentionKind.MONTH, (year, month, 1), (year, month, 0))


def _read_range(match: re.Match[str]) -> _Reading:
    """Read two months or days; the first takes its year from the second."""
    first, last = _month_number(match["m1"]), _month_number(match["m2"])
    end_year = _month_year(match["y2"], last)
    own_year = match["y1"] and _month_year(match["y1"], first)
    year = own_year or end_year - (first > last)
    return _span(
        MentionKind.RANGE,
        (year, first, int(match["d1"] or 1) or 99),
        (end_year, last, int(match["d2"] or 0)),
    )


def _read_days(match: re.Match[str]) -> _Reading:
    month = _month_number(match["m1"])
    year = _month_year(match["y1"], month)
    first, last = (int(match[g]) or 99 for g in ("d0", "d1"))
    return _span(MentionKind.RANGE, (year, month, first), (year, month, last))


def _read_numeric_range(match: re.Match[str]) -> _Reading:
    first = (_ce(match["y1"]), int(match["m1"]), int(match["d1"]))
    last = (_ce(match["y2"]), int(match["m2"]), int(match["d2"]) or 99)
    return _span(MentionKind.RANGE, first, last)


def _read_quarter(match: re.Match[str]) -> _Reading:
    year = FiscalYear(be=_ce(_numbers(match["of"])[-1]) + _ERA)
    first = int(match["q1"])
    return _months_of(year, 3 * first - 3, 3 * int(match["q2"] or first) - 1)


_WORDS_OF_MONTHS: Final = {"หก": 6, "เก้า": 9, "สิบสอง": 12}


def _read_period(match: re.Match[str]) -> _Reading:
    year = FiscalYear(be=_ce(_numbers(match["of"])[-1]) + _ERA)
    length = _WORDS_OF_MONTHS.get(match["n"]) or int(match["n"])
    if match["half"] == "หลัง":
        return _months_of(year, 12 - length, 11)
    return _months_of(year, 0, length - 1)


_NOT_INSIDE: Final = r"(?<![\d/.-])"
_AFTER_DATE: Final = r"(?![\d/])"


def _day(suffix: str) -> str:
    """Make the pattern of 30/3/2567, with its groups named after ``suffix``."""
    s = suffix
    return (
        rf"(?P<d{s}>\d{{1,2}}) ?(?P<s{s}>[/.-]) ?(?P<m{s}>\d{{1,2}}) ?(?P=s{s}) ?"
        rf"(?P<y{s}>{_YEAR_4})"
    )


_READERS: Final[tuple[tuple[re.Pattern[str], _Reader], ...]] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (
            rf"{_point(1)}(?P<y1>{_YEAR_AFTER})?{_TO}{_point(2)}(?P<y2>{_YEAR_AFTER})",
            _read_range,
        ),
        (
            rf"(?<![\d.,/:])(?P<d0>\d{{1,2}})(?!\d){_TO}{_point(1, day=True)}"
            rf"(?P<y1>{_YEAR_AFTER})",
            _read_days,
        ),
        (rf"{_point(1)}(?P<y1>{_YEAR_AFTER})", _read_month),
        (
            rf"(?<![A-Za-z])(?P<m>(?i:{_any(*_ENGLISH)}))\.? (?P<d>\d{{1,2}})"
            rf"(?:st|nd|rd|th)?,? {{1,2}}(?P<y>{_YEAR_4})",
            _read_english_day,
        ),
        (
            rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th),? (?:of )?(?P<m>(?i:{_any(*_ENGLISH)}))"
            rf"\.?,? {{1,2}}(?P<y>{_YEAR_4})",
            _read_english_day,
        ),
        (
            rf"{_NOT_INSIDE}{_day('1')}{_TO}{_day('2')}{_AFTER_DATE}",
            _read_numeric_range,
        ),
        (rf"{_NOT_INSIDE}{_day('')}{_AFTER_DATE}", _read_numeric_day),
        (
            rf"{_NOT_INSIDE}(?P<y>{_YEAR_4})(?P<s>[/-])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}})(?!\d)",
            _read_numeric_day,
        ),
        (
            rf"(?:{_loose('วันที่')}|ลว\.?){_S}(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})/(?P<y>[5-9]\d)(?!\d)",
            _read_numeric_day,
        ),
        (
            rf"{_NOT_INSIDE}(?P<m>\d{{1,6}}) ?/ ?(?P<y>{_YEAR_4}){_AFTER_DATE}",
            _read_numeric_month,
        ),
        (
            rf"(?:(?P<prefix>{_FISCAL}|{_YEARLY}|{_ERA_MARK}){_S}(?:{_loose('ปี')})?{_S}{_ERA_MARK}?{_S}"
            rf"(?:{_YEAR_4}|{_YEAR_2})|{_YEAR_4})(?:{_TO}(?:{_FISCAL}|{_YEARLY})?{_S}{_ERA_MARK}?{_S}"
            rf"{_YEAR_4}|[-–]{_YEAR_2}(?!{_H}(?:{_COUNT}|{_MONTH})))",
            _read_year_range,
        ),
        (rf"{_QUARTER}{_GAP}{_OF_YEAR}", _read_quarter),
        (rf"{_IN_FISCAL_YEAR}{_GAP}{_QUARTER}", _read_quarter),
        (rf"{_ROUND}?{_PERIOD}{_GAP}{_IN_FISCAL_YEAR}", _read_period),
        (rf"{_IN_FISCAL_YEAR}{_GAP}{_ROUND}{_PERIOD}", _read_period),
        (_FISCAL_YEAR, _read_fiscal_year),
        (
            rf"(?<!วิธีการ)(?<!สำนัก){_BUDGET}{_S}{_ERA_MARK}?{_S}{_YEAR_4}(?!{_H}{_COUNT})",
            _read_fiscal_year,
        ),
        (
            rf"{_YEARLY}{_S}{_loose('การ ศึกษา')}{_S}{_ERA_MARK}?{_S}(?:\d{_S}/)?{_YEAR}",
            _read_year,
        ),
        (
            rf"(?:{_loose('ภาคเรียน')}|{_loose('ภาคการศึกษา')}|{_loose('เทอม')})"
            rf"{_S}(?:{_loose('ที่')})?{_S}\d{_S}/{_YEAR}",
            _read_year,
        ),
        (
            rf"(?<!\d)(?<!\d )(?<!ต่อ)(?<!ราย)(?<!ทุก)(?<!ละ)(?<!ครึ่ง)(?<!กี่)(?<!หลาย)"
            rf"{_YEARLY}(?:{_S}(?:ปฏิทิน|ภาษี))?{_S}{_ERA_MARK}?{_YEAR}",
            _read_year,
        ),
        (rf"{_ERA_MARK}{_YEAR}", _read_year),
        (r"(?<!\d)25\d\d(?!\d)", _read_bare_year),
    )
)

_URL: Final = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w.-]+")


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    reading: _Reading


# Every expression has a year; patterns look only at what lies around one.
_YEAR_LIKE: Final = re.compile(r"(?<!\d)(?:2[4-6]\d\d|199\d|20\d\d|2100|[5-9]\d)(?!\d)")
_NUMBER_END: Final = re.compile(r"\d*")
_REACH: Final = 100


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


def _find(plain: str) -> list[_Found]:
    """Find what is or looks like a time; of two that overlap the longer one."""
    found = [
        _Found(*match.span(), reader(match))
        for window in _windows(plain)
        for pattern, reader in _READERS
        for match in pattern.finditer(plain, *window)
    ]
    taken = bytearray(len(plain))
    chosen = []
    for one in sorted(found, key=lambda f: (f.start - f.end, f.start)):
        if taken.find(1, one.start, one.end) < 0:
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            chosen.append(one)
    return sorted(chosen, key=lambda f: f.start)


_LAW: Final = re.compile(
    rf"พ ?\. ?ร ?\. ?[บกฎ]|{_loose('พระราชบัญญัติ')}|{_loose('พระราชกำหนด')}|{_loose('พระราชกฤษฎีกา')}|"
    rf"{_loose('รัฐธรรมนูญ')}|กฎ(?:{_loose('หมาย')}|{_loose('กระทรวง')}|ระเบียบ| ?ก\.)|"
    rf"{_loose('ข้อบัญญัติ')}|{_loose('ข้อบังคับ')}|{_loose('ข้อกำหนด')}|{_loose('แก้ไขเพิ่มเติม')}|"
    rf"(?<!จัด)(?<!เป็น){_loose('ระเบียบ')}(?!วาระ|เรียบร้อย)|ประมวล(?:กฎหมาย|จริยธรรม|รัษฎากร)|"
    rf"{_loose('ประกาศ')}(?!ผล|ราย|เชิญ|ประกวด|ราคา|แผน|ใช้|เจต|นโยบาย|รับ|จัด|เผยแพร่|ณ)"
)
_AMENDMENT: Final = re.compile(r"(?:ฉบับ(?:ที่)?\s?\d+|แก้ไขเพิ่มเติม)[\s)]*$")
_CLAUSE_END: Final = re.compile(r"\n\s*(?:\n|\d+[.)]|[-•])|[;|•]|\n\s*(?=\()")
_COPYRIGHT: Final = re.compile(r"(?i:©|\(c\)|copyright|all rights reserved|ลิขสิทธิ์)")


_LINK: Final = re.compile(r"[\s,()]*(?:และ|หรือ|กับ)?[\s,()]*")


def _cites_law(before: str, written: str) -> bool:
    """Tell whether a year ends the name of a law that stands before it."""
    if _AMENDMENT.search(before):
        return True
    clause = _CLAUSE_END.split(before)[-1]
    laws = list(_LAW.finditer(clause))
    if not laws:
        return False
    named = clause[laws[-1].end() :].strip()
    if _is_fiscal(written):
        # The ordinance that is the budget of that year, not one about budgets.
        return bool(named) and not named.endswith("เรื่อง")
    if written[0].isdigit():
        return "ประกาศ" not in laws[-1][0] and len(named) < 80 and "\n" not in named
    return True


def _standing(mention: Mention, plain: str, previous: Mention | None) -> Standing:
    start, stop = mention.position, mention.position + len(mention.text)
    written = plain[start:stop]
    since = previous.position + len(previous.text) if previous else 0
    if _SCHOOL.search(written):
        return Standing.ACADEMIC
    before, after = plain[max(since, start - 250) : start], plain[stop : stop + 40]
    line = before.rpartition("\n")[2][-40:] + " " + after.partition("\n")[0]
    if mention.kind in {MentionKind.YEAR, MentionKind.RANGE} and _COPYRIGHT.search(
        line
    ):
        return Standing.COPYRIGHT
    if mention.kind is MentionKind.RANGE:
        several = (mention.end - mention.start).days > 366
        return Standing.PLAN if several else Standing.OWN
    # A law's name ends in a plain year; "ปี 2567" after it is the document's.
    if _PLAIN_YEAR.fullmatch(written) and mention.kind in _LAW_KINDS:
        also = previous is not None and previous.standing is Standing.LAW
        if (also and _LINK.fullmatch(before)) or _cites_law(before, written):
            return Standing.LAW
    return Standing.OWN


_SCHOOL: Final = re.compile(
    f"{_loose('การ ศึกษา')}|{_loose('ภาคเรียน')}|{_loose('เทอม')}"
)
_LAW_KINDS: Final = frozenset({MentionKind.YEAR, MentionKind.FISCAL_YEAR})
_PLAIN_YEAR: Final = re.compile(rf"(?:{_BUDGET})?{_S}{_ERA_MARK}?{_S}\d+")


def _plain_text(written: str) -> str:
    """Blank addresses, whose numbers are no times, and write digits as 0 to 9."""
    blanked = _URL.sub(lambda match: " " * len(match[0]), written)
    return arabic_digits(blanked)


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
        standing = _standing(mention, plain, mentions[-1] if mentions else None)
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
        (_month_number(match[0].strip()), match.start())
        for match in _BARE_MONTH_NAME.finditer(plain)
        if not dated[match.start()]
    )


_BARE_MONTH_NAME: Final = re.compile(_BARE_MONTH)


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
