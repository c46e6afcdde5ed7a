"""The days the portal's content is made of, all counted from one given day."""

from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = (
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
)
SHORT_MONTHS = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)
WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
LAG_DAYS = 30
"""How long after its last day a month's summary may take to appear."""

_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def thai_digits(text: str) -> str:
    """Write every Arabic digit of the text as a Thai one."""
    return text.translate(_THAI_DIGITS)


def long_date(day: date) -> str:
    """Write a day as official letters do: `5 มกราคม 2568`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year + 543}"


def short_date(day: date) -> str:
    """Write a day as news lists do: `5 ม.ค. 2568`."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year + 543}"


def full_date(day: date) -> str:
    """Write a day as download lists do: `วันจันทร์ที่ 5 มกราคม พ.ศ. 2568`."""
    return (
        f"วัน{WEEKDAYS[day.weekday()]}ที่ {day.day} {MONTHS[day.month - 1]}"
        f" พ.ศ. {day.year + 543}"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One calendar month."""

    first: date

    @property
    def last(self) -> date:
        """The last day of the month."""
        return _next_month(self.first) - timedelta(days=1)

    @property
    def label(self) -> str:
        """The month with its Buddhist year: `ตุลาคม 2567`."""
        return f"{MONTHS[self.first.month - 1]} {self.first.year + 543}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """A day, and what of the fiscal years around it has passed by then."""

    today: date

    @property
    def year(self) -> int:
        """The Buddhist fiscal year of the day: October begins the next one."""
        return self.today.year + 543 + (self.today.month >= 10)

    @property
    def last_year(self) -> int:
        """The fiscal year before."""
        return self.year - 1

    @property
    def as_of(self) -> date:
        """The first day of the running month: what `ข้อมูล ณ วันที่` says."""
        return self.today.replace(day=1)

    def start(self, year: int) -> date:
        """Return the first day of a fiscal year."""
        return date(year - 544, 10, 1)

    def months(self, year: int) -> tuple[Month, ...]:
        """Return the twelve months of a fiscal year, October first."""
        months = [self.start(year)]
        while len(months) < 12:
            months.append(_next_month(months[-1]))
        return tuple(Month(first=first) for first in months)

    def ended(self, year: int) -> tuple[Month, ...]:
        """Return the months of a fiscal year that are over."""
        return tuple(m for m in self.months(year) if m.last < self.today)

    def due(self, year: int) -> tuple[Month, ...]:
        """Return the months of a fiscal year that ended at least the lag ago."""
        limit = self.today - timedelta(days=LAG_DAYS)
        return tuple(m for m in self.months(year) if m.last <= limit)

    def posted(self, days: int) -> date:
        """Return the day so many days into the running year, never after today."""
        return min(self.start(self.year) + timedelta(days=days), self.today)

    def recent(self, days: int) -> date:
        """Return the day so many days ago, never before the running year."""
        return max(self.start(self.year), self.today - timedelta(days=days))


def _next_month(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)
