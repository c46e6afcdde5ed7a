import io
import zipfile

from documents.document import Problem, Role
from documents.office_xml import feed
from documents.open_document import MAX_BLOCKS, MAX_DEPTH
from documents.reader import read
from tests.support import files, office

LINK = '<text:a xlink:href="https://a.test/x">แผน</text:a>'
TABLE = (
    "<table:table><table:table-row>"
    '<table:table-cell table:number-columns-spanned="2"><text:p>งบ</text:p></table:table-cell>'
    "</table:table-row><table:table-row>"
    "<table:table-cell><text:p>ก</text:p><text:p>ข</text:p></table:table-cell>"
    f"<table:table-cell><text:p>{LINK}</text:p></table:table-cell>"
    "</table:table-row></table:table>"
)


def test_a_letter_is_read_in_its_order() -> None:
    document = read(
        office.open_document(
            "text",
            f'<text:h text:outline-level="2">แผน<text:s/>2567</text:h>'
            f"<text:p>อ่าน{LINK}<text:line-break/>ที่นี่<text:tab/>x</text:p>{TABLE}"
            "<office:annotation><text:p>ความเห็น</text:p></office:annotation>"
            "<text:tracked-changes><text:p>ลบแล้ว</text:p></text:tracked-changes>"
            "<text:p>ท้าย</text:p>นอก<text:a>x</text:a><table:table-row/>",
            title="ชื่อเรื่อง",
            with_picture=True,
        )
    )
    assert document.title == "ชื่อเรื่อง"
    assert [(b.role, b.level, b.text) for b in document.blocks] == [
        (Role.HEADING, 2, "แผน 2567"),
        (Role.TEXT, 0, "อ่านแผน ที่นี่ x"),
        (Role.LINK, 0, "แผน"),
        (Role.ROW, 0, "งบ"),
        (Role.LINK, 0, "แผน"),
        (Role.ROW, 0, "ก ข | แผน"),
        (Role.TEXT, 0, "ท้าย"),
    ]
    assert document.blocks[2].href == "https://a.test/x"
    assert document.tables[0].rows == (("งบ", "งบ"), ("ก ข", "แผน"))
    assert str(document.blocks[5].locator) == "row=2;paragraph=3"


def test_slides_are_pages_and_what_is_said_to_them_is_not_read() -> None:
    slide = "<draw:page><text:p>{}</text:p><presentation:notes><text:p>พูด</text:p></presentation:notes></draw:page>"
    document = read(
        office.open_document("presentation", slide.format("หนึ่ง") + slide.format("สอง"))
    )
    assert [(b.text, b.locator.page) for b in document.blocks] == [
        ("หนึ่ง", 1),
        ("สอง", 2),
    ]
    assert document.pages == 2


def test_limits() -> None:
    many = read(office.open_document("text", "<text:p>ก</text:p>" * (MAX_BLOCKS + 1)))
    assert len(many.blocks) == MAX_BLOCKS
    assert many.problems == (Problem.CUT,)
    deep = "<text:span>" * MAX_DEPTH + "ข" + "</text:span>" * MAX_DEPTH
    document = read(office.open_document("text", f"<text:p>ก{deep}ค</text:p>"))
    assert document.text == "กค"
    rows = "<table:table-row/>" * (MAX_BLOCKS + 9)
    table = f"<table:table>{rows}</table:table><text:p>ก</text:p>"
    assert read(office.open_document("text", table)).text == "ก"


def test_a_part_that_is_too_long_is_read_in_part() -> None:
    class Letters:
        count = 0

        def start(self, tag: str, attributes: dict[str, str]) -> None:
            pass

        def end(self, tag: str) -> None:
            pass

        def data(self, text: str) -> None:
            self.count += len(text)

    letters = Letters()
    data = files.archive({"a.xml": f"<a>{'x' * 200_000}</a>"})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not feed(archive, "a.xml", letters, most=100_000)
        assert 60_000 < letters.count < 200_000
        assert feed(archive, "a.xml", letters)
