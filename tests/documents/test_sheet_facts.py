import pytest

from documents.document import Kind, SheetState
from documents.header import header_row
from documents.reader import read
from tests.support import files

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "draw")
)
CELL = "<table:table-row><table:table-cell office:value-type='string'><text:p>ก</text:p></table:table-cell></table:table-row>"


def test_a_sheet_of_pictures_among_others_is_told() -> None:
    tables = (
        f"<table:table table:name='ก'>{CELL}</table:table>"
        "<table:table table:name='ข'><table:shapes><draw:image/></table:shapes>"
        "<table:table-row><table:table-cell/></table:table-row></table:table>"
    )
    data = files.archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:document-content {SPACES}><office:body><office:spreadsheet>"
            f"{tables}</office:spreadsheet></office:body></office:document-content>",
            "META-INF/manifest.xml": "<m/>",
            "Pictures/1.png": files.picture(),
        }
    )
    document = read(data)
    assert document.kind is Kind.ODS
    assert [(sheet.name, sheet.state) for sheet in document.sheets] == [
        ("ก", SheetState.FILLED),
        ("ข", SheetState.PICTURES),
    ]
    assert document.images == 1


def test_pictures_beside_cells_make_no_sheet_of_pictures() -> None:
    data = files.xlsx({"ก": [["ชื่อ", "บาท"], ["ข", 5]]}, with_picture=True)
    assert [sheet.state for sheet in read(data).sheets] == [SheetState.FILLED]


@pytest.mark.parametrize(
    ("rows", "header"),
    [
        ([["ที่", "รายการ", "บาท"], ["1", "ก", "5"]], 1),
        ([["รายงานประจำปี"], ["ที่", "รายการ", "บาท"], ["1", "ก", "5"]], 2),
        ([["ที่", "งบ", ""], ["", "ตั้งไว้", "ใช้ไป"], ["1", "5", "4"]], 1),
        ([["1", "2"], ["3", "4"]], 0),
        ([["ก" * 81, "ข"], ["1", "2"]], 0),
        ([["ชื่อ"], ["ก"], ["ข"]], 0),
        ([["ชื่อ", "บาท"]], 0),
        ([], 0),
    ],
)
def test_the_header_names_most_columns(rows: list[list[str]], header: int) -> None:
    assert header_row(list(enumerate(rows, start=1))) == header
