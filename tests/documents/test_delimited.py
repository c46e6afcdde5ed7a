import pytest

from documents.delimited import (
    MAX_ROWS,
    read_delimited,
    read_json,
    read_text,
    read_xml,
)
from documents.document import Kind, Openness, Problem, Role

ROWS = (("ที่", "รายการ", "บาท"), ("1", "จ้างเหมา, ซ่อม", "1,000"), ("2", "ซื้อวัสดุ", ""))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_tables_of_any_delimiter_and_encoding(delimiter: str, encoding: str) -> None:
    lines = [delimiter.join(f'"{cell}"' for cell in row) for row in ROWS]
    document = read_delimited("\r\n".join(lines).encode(encoding))
    kind = Kind.TSV if delimiter == "\t" else Kind.CSV
    assert (document.kind, document.openness) == (kind, Openness.OPEN)
    assert (document.delimiter, document.sheets[0].header) == (delimiter, 1)
    assert document.tables[0].rows == ROWS
    assert document.blocks[1].text == "1 | จ้างเหมา, ซ่อม | 1,000"
    assert document.blocks[1].role is Role.ROW
    assert document.blocks[1].locator.row == 2


def test_ragged_rows_are_padded() -> None:
    document = read_delimited(b"a,b,c\n1,2,3\n4\n,,\n5,6,7\n")
    assert document.tables[0].rows == (
        ("a", "b", "c"),
        ("1", "2", "3"),
        ("4", "", ""),
        ("5", "6", "7"),
    )


def test_a_line_break_in_quotes_is_part_of_a_cell() -> None:
    document = read_delimited('ก,ข\n1,"สอง\nบรรทัด"\n3,4\n'.encode())
    assert document.tables[0].rows[1] == ("1", "สอง บรรทัด")


def test_rows_beyond_the_limit_are_not_read() -> None:
    document = read_delimited(b"a,b\n" * (MAX_ROWS + 1))
    assert len(document.blocks) == MAX_ROWS
    assert document.problems == (Problem.CUT,)


def test_json_values_come_with_their_names() -> None:
    document = read_json('{"งบ": [{"ปี": 2567, "x": null}, "ก"], "ว่าง": ""}'.encode())
    assert document.openness is Openness.OPEN
    assert document.text == "ปี: 2567\nงบ: ก"


def test_xml_in_a_thai_encoding() -> None:
    text = '<?xml version="1.0" encoding="windows-874"?><งบ ปี="2567"><a>บาท</a>ท้าย</งบ>'
    document = read_xml(text.encode("cp874"))
    assert document.text == "ปี: 2567\na: บาท\nท้าย"


def test_text_lines_are_numbered() -> None:
    document = read_text("หนึ่ง\n\nสาม".encode("cp874"))
    assert [(b.text, b.locator.paragraph) for b in document.blocks] == [
        ("หนึ่ง", 1),
        ("สาม", 3),
    ]
    assert document.openness is Openness.TEXT


def test_nothing_in_it() -> None:
    document = read_json(b"{}")
    assert (document.openness, document.problems) == (Openness.NONE, (Problem.EMPTY,))
