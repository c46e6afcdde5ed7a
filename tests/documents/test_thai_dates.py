"""Fiscal years and the months that mentions cover."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from documents.thai.dates import FiscalYear, months_covered
from documents.thai.mentions import find_mentions


def test_fiscal_year() -> None:
    year = FiscalYear(be=2567)
    assert (year.start, year.end) == (date(2023, 10, 1), date(2024, 9, 30))
    assert year.months[:4] == ((2023, 10), (2023, 11), (2023, 12), (2024, 1))
    assert year.months[-1] == (2024, 9)
    assert len(year.months) == 12
    assert FiscalYear.of(date(2023, 9, 30)) == FiscalYear(be=2566)
    assert FiscalYear.of(date(2023, 10, 1)) == year


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31)))
def test_every_day_lies_in_its_fiscal_year(day: date) -> None:
    year = FiscalYear.of(day)
    assert year.start <= day <= year.end
    assert (day.year, day.month) in year.months
    assert FiscalYear.of(year.end + timedelta(days=1)).be == year.be + 1


def test_months_covered() -> None:
    def covered(text: str, *, days: bool = False) -> list[tuple[int, int]]:
        return sorted(months_covered(find_mentions(text), days=days))

    assert covered("ตุลาคม 2566 และ พ.ย. 66") == [(2023, 10), (2023, 11)]
    assert covered("ธันวาคม 2566 - กุมภาพันธ์ 2567") == [
        *((2023, 12), (2024, 1), (2024, 2))
    ]
    assert covered("รอบ 12 เดือน ปีงบประมาณ 2567") == sorted(FiscalYear(be=2567).months)
    assert covered("30 มีนาคม 2567") == []
    assert covered("30 มีนาคม 2567", days=True) == [(2024, 3)]
    assert covered("ปีงบประมาณ 2567 ปี 2567 พ.ศ. 2566-2570") == []
