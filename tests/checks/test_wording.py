"""What cannot be a title is seen from its first line."""

import pytest

from checks.wanted import Wanted
from checks.wording import begins, may_begin
from documents.document import Block


@pytest.mark.parametrize(
    ("wording", "first", "following"),
    [
        ("แผนปฏิบัติการ", "แผนปฏิบัติการประจำปี", "พ.ศ. 2567"),
        ("แผนปฏิบัติการ", "2.1) แผนปฏิบัติการประจำปี", ""),
        ("แผนปฏิบัติการ", "ร่าง", "แผนปฏิบัติการประจำปี พ.ศ. 2567"),
        ("แผนปฏิบัติการ*2567", "แผนปฏิบัติการ", "พ.ศ. 2567"),
        ("<number> โครงการ", "รวม 120", "โครงการ"),
    ],
)
def test_what_begins_may_begin(wording: str, first: str, following: str) -> None:
    assert begins((wording,), f"{first} {following}")
    assert may_begin((wording,), first)


def test_a_long_line_that_begins_otherwise_cannot_begin() -> None:
    line = "ตามที่สำนักงานเขตได้จัดทำแผนปฏิบัติการประจำปี"
    assert not may_begin(("แผนปฏิบัติการ",), line)


@pytest.mark.parametrize(
    ("lines", "over"),
    [
        (["แผนปฏิบัติการประจำปี 2567", "บทที่ 1"], 1),
        (["แผนปฏิบัติการ", "ประจำปี พ.ศ. 2567"], 2),
        (["แผนปฏิบัติการ", "ด้านการคลัง"], 0),
        (["ตามที่สำนักงานเขตได้จัดทำแผนปฏิบัติการประจำปี 2567"], 0),
    ],
)
def test_a_title_goes_over_one_line_or_two(lines: list[str], over: int) -> None:
    wanted = Wanted(any=("แผนปฏิบัติการ*ปี*2567",), where="naming")
    assert wanted.title_lines(tuple(Block(text=line) for line in lines), 0) == over
