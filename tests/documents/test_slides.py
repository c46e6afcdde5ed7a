from documents.document import Openness, Problem, Role
from documents.reader import read
from documents.slides import MAX_BLOCKS, MAX_SLIDES
from tests.support.office import pptx, shape

TABLE = (
    "<a:tbl><a:tr>"
    '<a:tc gridSpan="2"><a:txBody><a:p><a:r><a:t>งบ</a:t></a:r></a:p></a:txBody></a:tc>'
    '<a:tc hMerge="1"><a:txBody><a:p/></a:txBody></a:tc></a:tr><a:tr>'
    "<a:tc><a:txBody><a:p><a:r><a:t>ก</a:t></a:r></a:p></a:txBody></a:tc>"
    "<a:tc><a:txBody><a:p><a:r><a:t>ข</a:t></a:r></a:p></a:txBody></a:tc></a:tr>"
    "<a:tr><a:tc/></a:tr></a:tbl>"
)
LINK = (
    '<p:sp><a:p><a:r><a:rPr><a:hlinkClick r:id="L1"/><a:hlinkClick r:id="none"/></a:rPr>'
    "<a:t>อ่าน</a:t></a:r><a:br/><a:r><a:t>แผน</a:t></a:r></a:p></p:sp>"
)


def test_slides_are_read_in_the_order_in_which_they_are_shown() -> None:
    document = read(
        pptx(
            shape("แผนพัฒนา", title=True) + shape("ข้อความ", "สอง"),
            TABLE + LINK,
            "hidden" + shape("ลับ"),
            order=[2, 1, 3, 2],
        )
    )
    assert [(b.role, b.level, b.text, b.locator.page) for b in document.blocks] == [
        (Role.ROW, 0, "งบ", 1),
        (Role.ROW, 0, "ก | ข", 1),
        (Role.TEXT, 0, "อ่าน แผน", 1),
        (Role.LINK, 0, "อ่าน แผน", 1),
        (Role.HEADING, 1, "แผนพัฒนา", 2),
        (Role.TEXT, 0, "ข้อความ", 2),
        (Role.TEXT, 0, "สอง", 2),
    ]
    assert document.blocks[3].href == "https://a.test/plan"
    assert document.tables[0].rows == (("งบ", "งบ"), ("ก", "ข"))
    assert document.pages == 3


def test_tables_without_words_are_none() -> None:
    document = read(pptx("<a:tbl><a:tr><a:tc/></a:tr></a:tbl>" + shape("ก")))
    assert document.tables == ()


def test_an_order_that_names_nothing_is_the_order_of_the_numbers() -> None:
    document = read(pptx(shape("หนึ่ง"), shape("สอง"), order=[7]))
    assert document.text == "หนึ่ง\nสอง"


def test_limits() -> None:
    many = read(pptx(*[shape("ก")] * (MAX_SLIDES + 1)))
    assert (len(many.blocks), many.problems) == (MAX_SLIDES, (Problem.CUT,))
    long = read(pptx(shape(*["ก"] * (MAX_BLOCKS + 1)), shape("ข")))
    assert (len(long.blocks), long.problems) == (MAX_BLOCKS, (Problem.CUT,))


def test_a_few_pictures_among_texts_are_no_problem() -> None:
    document = read(pptx(shape("ก"), shape("ข"), shape("ค"), "", with_picture=[4]))
    assert (document.openness, document.problems) == (Openness.TEXT, ())
    assert document.images == 1
