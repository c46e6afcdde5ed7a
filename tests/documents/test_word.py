import io

import docx
from docx.oxml import parse_xml

from documents.document import Openness, Problem, Role
from documents.word import read_word
from tests.support import files

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def test_paragraphs_headings_and_tables_in_their_order() -> None:
    data = files.docx_file(
        (0, "ชื่อเรื่อง"),
        "ย่อหน้า ดําเนินงาน",
        (2, "หัวข้อ"),
        [["ก", "ข"], ["1", ""]],
        "ท้าย",
        title="แผน",
    )
    document = read_word(data)
    assert document.openness is Openness.TEXT
    assert document.title == "แผน"
    assert [
        (b.role, b.level, b.text, b.locator.paragraph) for b in document.blocks
    ] == [
        (Role.HEADING, 1, "ชื่อเรื่อง", 1),
        (Role.TEXT, 0, "ย่อหน้า ดำเนินงาน", 2),
        (Role.HEADING, 2, "หัวข้อ", 3),
        (Role.ROW, 0, "ก | ข", 4),
        (Role.ROW, 0, "1", 4),
        (Role.TEXT, 0, "ท้าย", 5),
    ]
    assert document.tables[0].rows == (("ก", "ข"), ("1", ""))


def test_merged_cells_are_written_once_in_the_row() -> None:
    word = docx.Document()
    table = word.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "หัว"
    table.cell(1, 0).text, table.cell(1, 1).text = "1", "2"
    target = io.BytesIO()
    word.save(target)
    document = read_word(target.getvalue())
    assert document.text == "หัว\n1 | 2"
    assert document.tables[0].rows == (("หัว", "หัว"), ("1", "2"))


def test_text_boxes_are_read_once() -> None:
    word = docx.Document()
    box = f"<w:txbxContent xmlns:w='{W}'><w:p><w:r><w:t>ในกล่อง</w:t></w:r></w:p></w:txbxContent>"
    run = word.add_paragraph("นอก").add_run()
    for _ in range(2):
        pict = parse_xml(f"<w:pict xmlns:w='{W}'>{box}</w:pict>")
        run._r.append(pict)
    target = io.BytesIO()
    word.save(target)
    assert read_word(target.getvalue()).text == "นอก\nในกล่อง"


def test_only_pictures_and_nothing() -> None:
    picture = read_word(files.docx_file(with_picture=True))
    assert (picture.openness, picture.images) == (Openness.IMAGE, 1)
    assert picture.problems == (Problem.SCANNED,)
    empty = read_word(files.docx_file())
    assert (empty.openness, empty.problems) == (Openness.NONE, (Problem.EMPTY,))
