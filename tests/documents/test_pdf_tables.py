"""Tables on the pages of a PDF: those that are found, and what must not be taken for one."""

import pytest

from documents.document import Document, Role
from documents.pdf import read_pdf
from tests.support import pdfs

HEADER = ("ลำดับ", "โครงการ", "งบประมาณ")
ROWS = (("1", "อบรมอาชีพ", "500,000"), ("2", "ปรับปรุงสวน", "1,200,000"))
WIDTHS = (20, 80, 40)
PLACES = (20, 45, 150)


def read(*draws: pdfs.Draw, landscape: bool = False) -> Document:
    return read_pdf(pdfs.pages(*draws, landscape=landscape))


def rows(document: Document) -> list[str]:
    return [block.text for block in document.blocks if block.role is Role.ROW]


def many(count: int, start: int = 1) -> list[tuple[str, str, str]]:
    numbers = range(start, start + count)
    return [(str(n), f"โครงการที่ {n}", f"{n},000") for n in numbers]


def test_what_lines_enclose_is_a_cell() -> None:
    document = read(pdfs.ruled(WIDTHS, HEADER, *ROWS))
    (table,) = document.tables
    assert table.rows == (HEADER, *ROWS)
    assert table.locator.page == 1
    assert rows(document) == [" | ".join(row) for row in (HEADER, *ROWS)]
    assert [str(block.locator) for block in document.blocks] == [
        "page=1;row=1",
        "page=1;row=2",
        "page=1;row=3",
    ]


def test_text_around_a_table_stays_in_its_place() -> None:
    document = read(
        pdfs.both(
            pdfs.lines("แผนปฏิบัติการ"),
            pdfs.ruled(WIDTHS, HEADER, *ROWS),
            pdfs.lines("หมายเหตุท้ายตาราง"),
        )
    )
    assert [block.text for block in document.blocks] == [
        "แผนปฏิบัติการ",
        *[" | ".join(row) for row in (HEADER, *ROWS)],
        "หมายเหตุท้ายตาราง",
    ]


def test_a_cell_over_several_columns_stands_in_each_and_is_said_once() -> None:
    document = read(
        pdfs.ruled(
            (50, 30, 30),
            ("โครงการ", ("งบประมาณ", 2)),
            ("", "ตั้งไว้", "ใช้ไป"),
            ("อบรมอาชีพ", "500", "400"),
        )
    )
    (table,) = document.tables
    assert table.rows[0] == ("โครงการ", "งบประมาณ", "งบประมาณ")
    assert rows(document)[0] == "โครงการ | งบประมาณ"
    assert rows(document)[2] == "อบรมอาชีพ | 500 | 400"


def test_a_cell_over_several_rows_stands_in_each_and_is_said_once() -> None:
    document = read(pdfs.tall_cell("เขตบางแค", ("ไตรมาส 1", "50"), ("ไตรมาส 2", "70")))
    (table,) = document.tables
    assert table.rows == (
        ("เขตบางแค", "ไตรมาส 1", "50"),
        ("เขตบางแค", "ไตรมาส 2", "70"),
    )
    assert rows(document) == ["เขตบางแค | ไตรมาส 1 | 50", "ไตรมาส 2 | 70"]


def test_lines_of_a_cell_are_joined() -> None:
    document = read(pdfs.tall_cell("สำนักงาน\nเขตบางแค", ("ก", "1"), ("ข", "2")))
    assert document.tables[0].rows[0][0] == "สำนักงาน เขตบางแค"


def test_marks_in_cells_stand_behind_their_consonants() -> None:
    cells = ("ที่อยู่", "ผู้รับจ้าง", "น้ำดื่ม")
    document = read(pdfs.ruled((40, 40, 40), cells, *ROWS))
    assert document.tables[0].rows[0] == cells


def test_thai_digits_are_kept() -> None:
    thai = ("๑", "อบรมอาชีพ", "๕๐๐,๐๐๐")
    ruled = read(pdfs.ruled(WIDTHS, HEADER, thai, ROWS[1]))
    assert ruled.tables[0].rows[1] == thai
    loose = [(*thai[:2], f"{n}๐๐,๐๐๐") for n in "๑๒๓๔"]
    assert read(pdfs.aligned(PLACES, HEADER, *loose)).tables[0].rows[4] == loose[3]


def test_empty_cells_are_kept_in_their_columns() -> None:
    document = read(pdfs.ruled(WIDTHS, HEADER, ("1", "", "500"), ("2", "ข", "")))
    assert document.tables[0].rows[1:] == (("1", "", "500"), ("2", "ข", ""))
    assert rows(document)[1:] == ["1 | 500", "2 | ข"]


@pytest.mark.parametrize("degrees", [90, 180, 270])
@pytest.mark.parametrize(
    "draw",
    [pdfs.ruled(WIDTHS, HEADER, *many(4)), pdfs.aligned(PLACES, HEADER, *many(4))],
    ids=["ruled", "aligned"],
)
def test_a_turned_page_keeps_its_columns(draw: pdfs.Draw, degrees: int) -> None:
    # Written sideways and turned back, as a wide table in an upright report is.
    data = pdfs.turned(pdfs.pages(pdfs.sideways(degrees, draw)), degrees)
    assert [table.rows for table in read_pdf(data).tables] == [(HEADER, *many(4))]


def test_columns_without_lines_are_a_table() -> None:
    document = read(pdfs.aligned(PLACES, HEADER, *many(5)))
    (table,) = document.tables
    assert table.rows == (HEADER, *many(5))
    assert rows(document)[1] == "1 | โครงการที่ 1 | 1,000"


def test_a_header_over_columns_without_lines_spans_them() -> None:
    document = read(
        pdfs.aligned(
            (20, 80, 100, 140, 160),
            ("", "จำนวนเรื่องที่รับ", "", "ผลการดำเนินงาน", ""),
            ("เรื่อง", "ชาย", "หญิง", "เสร็จ", "คงเหลือ"),
            ("ร้องเรียน", "12", "10", "20", "2"),
            ("ร้องทุกข์", "31", "30", "60", "1"),
            ("ขอข้อมูล", "5", "5", "10", "0"),
        )
    )
    (table,) = document.tables
    assert table.rows[0] == ("", *["จำนวนเรื่องที่รับ"] * 2, *["ผลการดำเนินงาน"] * 2)
    assert table.rows[-1] == ("ขอข้อมูล", "5", "5", "10", "0")
    assert rows(document)[0] == "จำนวนเรื่องที่รับ | ผลการดำเนินงาน"


def test_the_rest_of_a_cell_without_lines_belongs_to_its_row() -> None:
    entries = [
        ("1", "จัดอบรมอาชีพระยะสั้น", "500"),
        ("", "แก่ประชาชนในเขต", ""),
        ("2", "ปรับปรุงสวนสาธารณะ", "1,200"),
        ("3", "ลอกท่อระบายน้ำ", "800"),
    ]
    document = read(pdfs.aligned(PLACES, HEADER, *entries, pitch=5))
    (table,) = document.tables
    assert table.rows[1] == ("1", "จัดอบรมอาชีพระยะสั้น แก่ประชาชนในเขต", "500")
    assert len(table.rows) == 4


def test_a_table_goes_on_over_pages_and_its_header_is_counted_once() -> None:
    document = read(
        pdfs.ruled(WIDTHS, HEADER, *many(3)),
        pdfs.ruled(WIDTHS, HEADER, *many(3, 4)),
        pdfs.ruled(WIDTHS, *many(2, 7)),
    )
    (table,) = document.tables
    assert table.rows == (HEADER, *many(8))
    assert [block.locator.page for block in document.blocks].count(2) == 4


def test_a_table_goes_on_below_the_same_head_of_the_page() -> None:
    head = "สำนักงานเขตบางแค กรุงเทพมหานคร รายงานประจำปี หน้า"
    document = read(
        pdfs.both(pdfs.lines(f"{head} 1"), pdfs.ruled(WIDTHS, HEADER, *ROWS)),
        pdfs.both(pdfs.lines(f"{head} 2"), pdfs.ruled(WIDTHS, *many(2, 3))),
    )
    assert [len(table.rows) for table in document.tables] == [5]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            pdfs.ruled(WIDTHS, HEADER, *ROWS),
            pdfs.both(
                pdfs.lines("2. รายการจัดซื้อจัดจ้างของไตรมาสที่สอง"),
                pdfs.ruled(WIDTHS, HEADER, *ROWS),
            ),
        ),
        (
            pdfs.both(
                pdfs.ruled(WIDTHS, HEADER, *ROWS),
                pdfs.lines("ทั้งนี้ ข้อมูล ณ วันที่ 30 กันยายน พ.ศ. 2566"),
            ),
            pdfs.ruled(WIDTHS, HEADER, *ROWS),
        ),
        (pdfs.ruled(WIDTHS, HEADER, *ROWS), pdfs.ruled((60, 40, 40), HEADER, *ROWS)),
        (
            pdfs.ruled(WIDTHS, HEADER, *ROWS),
            pdfs.ruled((20, 120), ("1", "a"), ("2", "b")),
        ),
        (
            pdfs.ruled(WIDTHS, HEADER, *ROWS),
            pdfs.aligned((15, 35, 115), HEADER, *many(4), top=15),
        ),
        (
            pdfs.ruled(WIDTHS, HEADER, *ROWS),
            pdfs.ruled((60, 80), ("แผน", ("ผล", 1)), ("1", "2")),
        ),
    ],
    ids=["heading between", "text below", "places", "columns", "lines", "spans"],
)
def test_another_table_on_the_next_page_is_another(
    first: pdfs.Draw, second: pdfs.Draw
) -> None:
    assert len(read(first, second).tables) == 2


def test_a_table_does_not_go_on_beyond_a_page_without_it() -> None:
    table = pdfs.ruled(WIDTHS, HEADER, *ROWS)
    assert len(read(table, pdfs.lines(), table).tables) == 2


def test_two_tables_of_one_page_are_two() -> None:
    document = read(
        pdfs.both(
            pdfs.ruled(WIDTHS, HEADER, *ROWS),
            pdfs.lines("ตารางที่ 2"),
            pdfs.ruled(WIDTHS, HEADER, *many(4)),
        )
    )
    assert [len(table.rows) for table in document.tables] == [3, 5]


PROSE_LEFT = (
    "สำนักงานเขตมีหน้าที่ดูแลความเป็นอยู่",
    "ของประชาชนในพื้นที่ให้ได้รับบริการ",
    "สาธารณะอย่างทั่วถึงและเป็นธรรม โดย",
    "ยึดประโยชน์ของประชาชนเป็นสำคัญ",
)
PROSE_RIGHT = (
    "ทั้งนี้การดำเนินงานเป็นไปตามกฎหมาย",
    "และระเบียบของกรุงเทพมหานคร ซึ่ง",
    "กำหนดให้มีการรับฟังความคิดเห็นของ",
    "ผู้มีส่วนได้ส่วนเสียอย่างต่อเนื่อง",
)


@pytest.mark.parametrize(
    "draw",
    [
        pdfs.lines(*PROSE_LEFT),
        pdfs.aligned((20, 110), *zip(PROSE_LEFT, PROSE_RIGHT, strict=True)),
        # Years at the end of lines make no figures of a column.
        pdfs.aligned(
            (20, 110),
            *zip(PROSE_LEFT, (*PROSE_RIGHT[:3], "2567"), strict=True),
        ),
        pdfs.aligned(
            (20, 160),
            *[(f"บทที่ {n} การดำเนินงาน", str(3 * n)) for n in range(1, 8)],
        ),
        pdfs.aligned(
            (20, 45, 160), *[(str(n), "การดำเนินงาน", str(3 * n)) for n in range(1, 8)]
        ),
        pdfs.lines(*[f"บทที่ {n} การดำเนินงาน {'.' * 60} {3 * n}" for n in range(1, 8)]),
        pdfs.aligned(
            (20, 160), *[(f"{'ก' * n} ......", str(90 - n)) for n in range(1, 8)]
        ),
        pdfs.aligned((20, 30), *[(f"{n}.", "จัดทำแผนและรายงานผล") for n in range(1, 8)]),
        pdfs.aligned((20, 30), *[("•", "จัดทำแผนและรายงานผล")] * 5),
        pdfs.aligned(
            (20, 60),
            ("ชื่อ-สกุล:", "นายสมชาย"),
            ("ตำแหน่ง:", "ผู้อำนวยการ"),
            ("โทรศัพท์:", "02-123-4567"),
            ("โทรสาร:", "02-123-4568"),
        ),
        pdfs.ruled((150,), ("ประกาศสำนักงานเขต",), ("เรื่อง แผน",), ("ปี 2567",)),
        pdfs.ruled((50, 50, 50), ("ผู้เสนอ", "ผู้ตรวจ", "ผู้อนุมัติ")),
        pdfs.both(pdfs.frame(), pdfs.lines(*PROSE_LEFT)),
        pdfs.ruled(
            (60, 90),
            *[(f"ข้อ {n}", "." * 40) for n in range(1, 5)],
        ),
        pdfs.aligned((20, 110), ("ก", "1"), ("ข", "2")),
    ],
    ids=[
        "prose",
        "prose in columns",
        "prose in columns with a year",
        "contents",
        "numbered contents",
        "contents with dots",
        "contents with loose dots",
        "numbered list",
        "bullets",
        "form",
        "boxes",
        "one row",
        "framed page",
        "form to fill in",
        "two lines",
    ],
)
def test_what_is_no_table_is_left_as_it_is(draw: pdfs.Draw) -> None:
    document = read(draw)
    assert document.tables == ()
    assert rows(document) == []


def net(*lines: str, text: str = "", more: str = "") -> Document:
    """Read a page drawn by hand: lines as "x y x y", and words at their places."""
    drawn = "".join("{} {} m {} {} l S ".format(*line.split()) for line in lines)
    words = "".join(
        "BT /F 10 Tf {} {} Td ({}) Tj ET ".format(*word.split(maxsplit=2))
        for word in text.split(";")
        if word
    )
    return read_pdf(pdfs.written_page(drawn + more + words))


FOUR = "30 200 a;130 200 b;30 170 c;130 170 d"
CROSS = ("20 190 220 190", "120 160 120 220")
BORDER = "20 160 200 60 re S "


def test_a_table_may_be_open_at_its_sides() -> None:
    document = net(*CROSS, text=FOUR)
    assert [table.rows for table in document.tables] == [(("a", "b"), ("c", "d"))]


@pytest.mark.parametrize(
    "border",
    [
        "20 160 200 60 re S ",
        "20 160 m 220 160 l 220 220 l 20 220 l h S ",
        # As word processors do: a border is a filled box, thin as a hair.
        "20 160 200 1 re f 20 220 200 1 re f 20 160 1 60 re f 220 160 1 60 re f ",
        # A background is no border.
        "20 160 200 60 re f 20 160 200 60 re S ",
    ],
    ids=["box", "path", "thin boxes", "background"],
)
def test_borders_may_be_drawn_in_many_ways(border: str) -> None:
    document = net(*CROSS, text=FOUR, more=border)
    assert [table.rows for table in document.tables] == [(("a", "b"), ("c", "d"))]


@pytest.mark.parametrize(
    "more",
    [
        # Drawn, and not to be seen.
        "20 160 m 220 220 l n 20 190 m 220 190 l n 120 160 m 120 220 l n ",
        # Round, and slanting.
        "20 160 m 60 300 200 300 220 160 c S 20 160 m 220 220 l 120 10 l S ",
        # A drawing.
        "20 160 m " + "220 161 l 20 161 l " * 300 + "S ",
        "".join(f"{x} 0 m {x} 300 l S 0 {x} m 300 {x} l S " for x in range(1, 300, 4))
        + "".join(f"{x} 0 m {x} 9 l S {x} 20 m {x} 29 l S " for x in range(300)),
        # Boxes without words, and with a row of them only.
        "200 10 90 90 re S 200 50 90 1 re f 250 10 1 90 re f ",
    ],
    ids=["unseen", "curves", "long path", "raster", "empty"],
)
def test_lines_that_are_no_borders_make_no_table(more: str) -> None:
    assert net(text=FOUR, more=more).tables == ()


def test_countless_lines_are_a_drawing() -> None:
    rules = "".join(f"{n % 50} {n // 50} 1 20 re f " for n in range(5_000))
    assert net(text=FOUR, more=rules).tables == ()


def test_a_page_of_countless_letters_is_read_without_tables() -> None:
    lines = [("ab " * 40, "1", "2")] * 200
    small = "".join(
        f"BT /F 1 Tf 5 {290 - row} Td ({cells[0]}) Tj 150 0 Td (1) Tj 50 0 Td (2) Tj ET "
        for row, cells in enumerate(lines)
    )
    document = read_pdf(pdfs.written_page(small))
    assert document.tables == ()
    assert document.text.count("ab") == 200 * 40


def test_a_page_in_a_frame_with_a_line_of_data_is_no_table() -> None:
    prose = [f"{line} {n}" for n in range(6) for line in PROSE_LEFT]
    draw = pdfs.both(
        pdfs.ruled((90, 90), ("ที่ กท 1234", "วันที่ 5"), ("เรื่อง", "แผน")),
        pdfs.box(15, 26, 180, 240),
        pdfs.lines(*prose),
    )
    document = read(draw)
    assert document.tables == ()
    assert "ที่ กท 1234" in document.text


@pytest.mark.parametrize(
    "draw",
    [
        pdfs.aligned((20, 150), *[(f"{PROSE_LEFT[0]} {PROSE_LEFT[1]}", "2567")] * 4),
        # A part that stands under no column, and one that stands under two.
        pdfs.aligned(
            (20, 60, 120),
            ("ก", "1", ""),
            ("ข", "2", ""),
            ("ค", "3", ""),
            ("ง", "", "9"),
        ),
        pdfs.aligned(
            (20, 40, 60),
            ("ก", "1", "2"),
            ("ข", "3", "4"),
            (PROSE_LEFT[0], "", "5"),
            ("ค", "6", "7"),
        ),
        # Columns that are not apart.
        pdfs.aligned(
            (20, 60), ("ก", "1"), ("สำนักงานเขตตัวอย่าง", "2"), ("ข", "3"), ("ค", "4")
        ),
        # Letters set wide apart.
        pdfs.aligned(tuple(range(10, 190, 4)), *[tuple("1" * 45)] * 4),
        pdfs.aligned((20, 60, 120), *[("ก", "ข", "ค")] * 6),
        pdfs.aligned(
            (20, 60, 120), ("1", "", "ค"), ("", "2", "ข"), *[("", "ก", "ค")] * 4
        ),
    ],
    ids=["prose", "no column", "two columns", "not apart", "wide", "words", "ragged"],
)
def test_what_fits_no_columns_is_left_as_it_is(draw: pdfs.Draw) -> None:
    assert read(draw).tables == ()


def test_a_ruled_table_parts_what_stands_above_and_below() -> None:
    above = [(f"ข้อ {n}", f"{n}00") for n in range(1, 3)]
    below = [(f"ข้อ {n}", f"{9 - n},000") for n in range(3, 6)]
    document = read(
        pdfs.both(
            pdfs.aligned((20, 150), *above, top=20, pitch=6),
            pdfs.placed(28, pdfs.ruled(WIDTHS, HEADER, *ROWS)),
            pdfs.aligned((20, 150), *below, top=58, pitch=6),
        )
    )
    assert [len(table.rows) for table in document.tables] == [3, 3]
