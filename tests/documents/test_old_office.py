"""Files of Office 97 to 2003: what is read of them, and what harm they cannot do."""

import struct
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.document import Document, Kind, Problem, Role, SheetState
from documents.ole import read_stream
from documents.reader import read
from documents.word_97 import MAX_BLOCKS, MAX_CHARACTERS
from tests.support import old_office


def told(document: Document) -> list[tuple[Role, str]]:
    return [(block.role, block.text) for block in document.blocks]


def test_a_letter_is_read_in_its_order() -> None:
    data = old_office.doc(
        "แผนปฏิบัติการ 2567\r",
        'อ่าน\x13 HYPERLINK "https://a.test/x" \\o "y" \x14แผน\x15ที่นี่\r',
        "ที่\x07รายการ\x07\x071\x07จ้าง\x07\x07",
        "ท้าย\x0bบรรทัดใหม่\x0cหน้าใหม่ \x13 PAGE \x141\x15\x01\r",
    )
    document = read(data)
    assert told(document) == [
        (Role.TEXT, "แผนปฏิบัติการ 2567"),
        (Role.TEXT, "อ่านแผนที่นี่"),
        (Role.LINK, "แผน"),
        (Role.ROW, "ที่ | รายการ"),
        (Role.ROW, "1 | จ้าง"),
        (Role.TEXT, "ท้าย"),
        (Role.TEXT, "บรรทัดใหม่"),
        (Role.TEXT, "หน้าใหม่ 1"),
    ]
    assert document.blocks[2].href == "https://a.test/x"
    assert document.blocks[2].locator == document.blocks[1].locator
    assert document.tables[0].rows == (("ที่", "รายการ"), ("1", "จ้าง"))


def test_rows_of_merged_cells_hold_what_is_filled() -> None:
    cells = "ก\x07ข\x07\x07" + "ค\x07\x07" + "ง\x07จ\x07ฉ\x07\x07"
    document = read(old_office.doc(f"{cells}\r"))
    assert document.tables[0].rows == (("ก", "ข", ""), ("ค", "", ""), ("ง", "จ", "ฉ"))


def test_a_table_may_be_the_last_there_is() -> None:
    assert read(old_office.doc("ก\x07\x07")).text == "ก"
    assert read(old_office.doc("x\r\x07\x07")).tables == ()


def test_narrow_text_is_thai_where_it_looks_it() -> None:
    thai = "แผนงบประมาณ".encode("cp874")
    assert read(old_office.doc(thai, language=0x0409)).text == "แผนงบประมาณ"
    assert read(old_office.doc(b"caf\xe9", language=0x0409)).text == "café"


def test_fields_in_fields_show_what_the_outer_one_shows() -> None:
    text = "ก\x13 IF \x13 PAGE \x141\x15 = 1 \x14ข\x15ค\x14\x15"
    assert read(old_office.doc(text)).text == "กขค"


def test_the_text_of_a_long_file_is_found_beyond_seven_megabytes() -> None:
    data = old_office.doc("ต้น\r", filler=8_000_000)
    assert read(data).text == "ต้น"
    assert len(read_stream(data, "WordDocument")) > 8_000_000


def test_letters_beyond_the_limit_are_not_read() -> None:
    start = time.monotonic()
    document = read(old_office.doc("ก\r" * (MAX_BLOCKS + 9)))
    assert len(document.blocks) == MAX_BLOCKS
    assert document.problems == (Problem.CUT,)
    assert time.monotonic() - start < 5


def test_pieces_that_lie_upon_each_other_end() -> None:
    # Each of the pieces claims all of the text: together far more than the file has.
    size, count = 100_000, 1_000
    block = bytearray(0x400)
    struct.pack_into("<HHxxHxxH", block, 0, 0xA5EC, 0xC1, 0, 0)
    starts = struct.pack(f"<{count + 1}I", *(size * each for each in range(count + 1)))
    piece = struct.pack("<HIH", 0, 0x400 * 2 | 1 << 30, 0)
    places = starts + piece * count
    clx = b"\x02" + struct.pack("<I", len(places)) + places
    struct.pack_into("<II", block, 0x1A2, 0, len(clx))
    text = b"x" * size
    document = read(
        old_office.compound({"WordDocument": bytes(block) + text, "0Table": clx})
    )
    assert len(document.text) <= MAX_CHARACTERS
    assert document.problems == (Problem.CUT,)


def test_slides_are_read_without_their_notes() -> None:
    data = old_office.ppt(
        [["แผนพัฒนา\rเขต", "แผนพัฒนา"], [b"Budget 2024"]], notes="ผู้พูดเท่านั้น"
    )
    document = read(data)
    assert [(b.text, b.locator.page) for b in document.blocks] == [
        ("แผนพัฒนา", 1),
        ("เขต", 1),
        ("Budget 2024", 2),
    ]
    assert document.pages == 2


def test_a_workbook_with_a_picture_is_a_picture() -> None:
    store = struct.pack("<HH", 0x00EB, 8) + b"\x0f\0\x01\xf0\0\0\0\0"
    rows = old_office.xls([], extra=store)
    document = read(rows)
    assert (document.kind, document.problems) == (Kind.XLS, (Problem.SCANNED,))
    empty = read(old_office.xls([]))
    assert empty.problems == (Problem.EMPTY,)
    assert empty.sheets[0].state is SheetState.EMPTY


WHOLE = {
    "doc": old_office.doc("แผน\r", "ก\x07ข\x07\x07\r", b"abc"),
    "ppt": old_office.ppt([["แผน"], [b"x"]], notes="y", with_picture=True),
    "xls": old_office.xls([["ก", "ข"], ["1", "2"]]),
}


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(WHOLE)),
    st.integers(0, 6_000),
    st.binary(min_size=1, max_size=8),
)
def test_no_damage_takes_long(kind: str, place: int, damage: bytes) -> None:
    data = WHOLE[kind]
    place %= len(data)
    start = time.monotonic()
    read(data[:place] + damage + data[place + len(damage) :])
    assert time.monotonic() - start < 2


def test_chains_of_sectors_that_never_end_are_not_followed() -> None:
    data = old_office.xls([["ก" * 200, "ข" * 200]] * 20)
    assert read(data).readable
    table = data.index(struct.pack("<III", 1, 2, 3))
    for link in (0, 1):
        turned = data[: table + 8] + struct.pack("<I", link) + data[table + 12 :]
        assert read(turned).problems == (Problem.BROKEN,)
    # The list of the sectors of the table: it leads to itself, or names too many.
    for number in (0, 0x7FFFFFFF):
        lie = data[:68] + struct.pack("<I", number) + data[72:]
        assert read(lie).problems == (Problem.BROKEN,)
    small = old_office.xls([["ก"]])
    at = small.index(struct.pack("<II", 1, 0xFFFFFFFE), 512)
    lie = small[:at] + struct.pack("<I", 0) + small[at + 4 :]
    assert read(lie).problems == (Problem.BROKEN,)


def test_cells_too_far_apart_are_not_made_room_for() -> None:
    far = struct.pack("<HHHHHHB", 0x0204, 11, 65_000, 65_000, 0, 1, 0) + b"xx"
    said = struct.pack("<HHIIHHH", 0x0200, 14, 0, 65_536, 0, 65_535, 0)
    strings = struct.pack("<HHII", 0x00FC, 8, 1, 0x7FFFFFFF)
    data = old_office.xls([["ก"]], of_sheet=far)
    assert read(data).problems == (Problem.CUT,)
    assert read(old_office.xls([["ก"]], of_sheet=said)).problems == (Problem.CUT,)
    assert read(old_office.xls([["ก"]], extra=strings)).problems == (Problem.CUT,)
    numbers = struct.pack("<HHHHHIH", 0x00BD, 12, 1, 0, 0, 0x40000000, 0)
    assert read(old_office.xls([["ก"]], of_sheet=numbers)).readable
    names = struct.pack("<HHIH2sB", 0x0085, 9, 0, 0, b"\1\0", 65) * 400
    assert read(old_office.xls([["ก"]], extra=names)).problems == (Problem.CUT,)
    short = struct.pack("<HHI", 0x0200, 4, 0)
    assert read(old_office.xls([["ก"]], of_sheet=short)).kind is Kind.XLS


@pytest.mark.parametrize("at", [30, 44, 48, 60, 68, 76])
def test_a_header_that_lies_is_survived(at: int) -> None:
    for kind, data in WHOLE.items():
        for number in (0, 1, 0x7FFFFFFF):
            lie = data[:at] + struct.pack("<I", number) + data[at + 4 :]
            assert isinstance(read(lie), Document), kind
