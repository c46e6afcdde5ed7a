import io
from datetime import UTC, date, datetime, time

import pytest
import xlsxwriter

from documents.document import Kind, Openness, Problem, Role
from documents.sheet import MAX_ROWS, Cell, cell_text, read_sheet
from tests.support import files


def test_rows_are_read_as_people_see_them() -> None:
    data = files.xlsx(
        {
            "งบ": [
                ["ที่", "จำนวน", "วันที่"],
                [],
                [1, 1250000.0, date(2024, 1, 5)],
                [None, 0.5],
            ],
            "สอง": [["ก"]],
        },
        title="สรุปผล",
    )
    document = read_sheet(data, Kind.XLSX)
    assert document.openness is Openness.STRUCTURED
    assert (document.title, document.pages) == ("สรุปผล", 2)
    assert [(b.text, b.locator.sheet, b.locator.row) for b in document.blocks] == [
        ("ที่ | จำนวน | วันที่", "งบ", 1),
        ("1 | 1250000 | 5/1/2024", "งบ", 3),
        ("0.5", "งบ", 4),
        ("ก", "สอง", 1),
    ]
    assert {block.role for block in document.blocks} == {Role.ROW}
    assert document.tables[0].rows[2] == ("", "0.5", "")
    assert document.tables[1].locator.sheet == "สอง"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"),
        (-2.50, "-2.5"),
        (1e20, "1e+20"),
        (0.1 + 0.2, "0.3"),
        (12345678.25, "12345678.25"),
        (7, "7"),
        (True, "TRUE"),
        (date(2024, 12, 1), "1/12/2024"),
        (datetime(2024, 12, 1, tzinfo=UTC), "1/12/2024"),
        (datetime(2024, 12, 1, 9, 30, tzinfo=UTC), "1/12/2024 09:30"),
        (time(9, 30), "09:30"),
        (" ดําเนิน\n งาน ", "ดำเนิน งาน"),
        ("", ""),
    ],
)
def test_cells(value: Cell, text: str) -> None:
    assert cell_text(value) == text


def test_merged_cells_are_repeated_in_the_table_only() -> None:
    rows = [["", "", "ค"], ["", "", "ง"], ["1", "2", "3"]]
    data = files.xlsx({"a": rows}, merged=[(0, 0, 1, 1, "หัว")])
    document = read_sheet(data, Kind.XLSX)
    assert document.blocks[0].text == "หัว | ค"
    assert document.tables[0].rows == (
        ("หัว", "หัว", "ค"),
        ("หัว", "หัว", "ง"),
        ("1", "2", "3"),
    )


def test_data_that_does_not_begin_at_the_first_cell_keeps_its_place() -> None:
    document = read_sheet(files.xlsx({"a": [[], [], [None, "ก"]]}), Kind.XLSX)
    assert document.blocks[0].locator.row == 3
    assert document.tables[0].rows == (("", "ก"),)


def test_hidden_sheets_are_not_read() -> None:
    data = files.xlsx({"a": [["เห็น"]], "b": [["ไม่เห็น"]]}, hidden=["b"])
    assert read_sheet(data, Kind.XLSX).text == "เห็น"


def test_empty_workbooks_and_pictures() -> None:
    empty = read_sheet(files.xlsx({"a": []}), Kind.XLSX)
    assert (empty.openness, empty.problems) == (Openness.NONE, (Problem.EMPTY,))
    picture = read_sheet(files.xlsx({"a": []}, with_picture=True), Kind.XLSX)
    assert (picture.openness, picture.problems) == (Openness.IMAGE, (Problem.SCANNED,))


def test_ods_is_read() -> None:
    document = read_sheet(files.ods([["ก", "ข"], ["1", "2"]], sheet="แผ่น"), Kind.ODS)
    assert document.text == "ก | ข\n1 | 2"
    assert document.blocks[0].locator.sheet == "แผ่น"


def test_rows_beyond_the_limit_are_not_read() -> None:
    document = read_sheet(files.xlsx({"a": [["x"]] * (MAX_ROWS + 5)}), Kind.XLSX)
    assert len(document.blocks) == MAX_ROWS
    assert document.problems == (Problem.CUT,)


def test_two_cells_in_far_corners_are_refused() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "x")
        sheet.write("XFD1048576", "y")
    document = read_sheet(target.getvalue(), Kind.XLSX)
    assert document.openness is Openness.NONE
    assert document.problems == (Problem.CUT,)
