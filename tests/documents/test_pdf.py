import contextlib
from pathlib import Path

import pypdfium2
import pytest

from documents.document import Document, Kind, Openness, Problem
from documents.glyphs import OrderedLayer
from documents.pdf import MAX_PAGES, read_facts, read_pdf
from tests.support import files, pdfs

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"


def squeezed(document: Document) -> str:
    return "".join(document.text.split())


def test_a_text_layer_is_read_page_by_page() -> None:
    document = read_pdf(
        files.pdf(
            ["สำนักงานเขตตัวอย่าง", "ประจำปีงบประมาณ พ.ศ. ๒๕๖๗"],
            ["หน้าสอง"],
            title="แผนปฏิบัติการ",
        )
    )
    assert document.openness is Openness.TEXT
    assert document.problems == ()
    assert document.title == "แผนปฏิบัติการ"
    assert (document.pages, document.images) == (2, 0)
    assert "สำนักงานเขตตัวอย่าง" in squeezed(document)
    assert "ประจำปีงบประมาณพ.ศ.๒๕๖๗" in squeezed(document)
    assert document.blocks[-1].text == "หน้าสอง"
    assert document.blocks[-1].locator.page == 2
    assert document.blocks[0].locator.page == 1


def test_a_scan_is_a_picture() -> None:
    document = read_pdf(files.scan(3))
    assert document.openness is Openness.IMAGE
    assert document.problems == (Problem.SCANNED,)
    assert (document.pages, document.images) == (3, 3)
    assert not document.readable


def test_a_scan_with_page_numbers_and_a_stamp_is_a_picture() -> None:
    stamped = [["สำเนาถูกต้อง", str(page)] for page in range(3)]
    document = read_pdf(files.pdf(*stamped, pictures=[1, 2, 3]))
    assert document.openness is Openness.IMAGE
    assert Problem.SCANNED in document.problems


@pytest.mark.parametrize(("pictures", "noted"), [([2], False), ([2, 3], True)])
def test_mixed_files_give_their_text_and_note_many_pictures(
    pictures: list[int], noted: bool
) -> None:
    pages = [[] if n in pictures else ["ข้อความ"] for n in range(1, 6)]
    document = read_pdf(files.pdf(*pages, pictures=pictures))
    assert document.openness is Openness.TEXT
    assert document.images == len(pictures)
    assert (Problem.SCANNED in document.problems) is noted


def test_blank_pages_are_empty() -> None:
    document = read_pdf(files.pdf([], []))
    assert document.openness is Openness.NONE
    assert document.problems == (Problem.EMPTY,)


def test_a_text_layer_of_garbage_is_a_picture() -> None:
    garbage = [
        "\u0e33\u0e31\u0e48\u0e48\u0e34\u0e37 \u0e38\u0e48\u0e31 \u0e47\u0e4c\u0e47"
    ] * 12
    document = read_pdf(files.pdf(garbage))
    assert document.openness is Openness.IMAGE
    assert document.problems == (Problem.GARBLED,)
    assert document.blocks == ()


def test_a_password_is_said() -> None:
    document = read_pdf(files.pdf(["ลับ"], password="secret"))
    assert document.openness is Openness.NONE
    assert document.problems == (Problem.ENCRYPTED,)


def test_broken_files_are_said() -> None:
    assert read_pdf(b"%PDF-1.7 nothing").problems == (Problem.BROKEN,)
    assert read_pdf(files.pdf(["ก"])[:400]).problems == (Problem.BROKEN,)


def test_pages_beyond_the_limit_are_not_read() -> None:
    document = read_pdf(files.pdf(*[["x"]] * (MAX_PAGES + 1)))
    assert document.pages == MAX_PAGES + 1
    assert document.problems == (Problem.CUT,)
    assert document.blocks[-1].locator.page == MAX_PAGES


@pytest.mark.parametrize(
    "text",
    [
        "ที่อยู่ ติดต่อ เจ้าหน้าที่",
        "ตัวอย่าง สิ่งแวดล้อม พื้นที่",
        "วิสัยทัศน์ ยุทธศาสตร์ พัฒนา",
        "น้ำ ทั้งปี ฝั่งนี้ ป้ายชื่อ",
        "ผู้ว่าราชการ ญี่ปุ่น ฐานข้อมูล",
    ],
)
def test_marks_stand_behind_their_consonants(text: str) -> None:
    # The space before a mark that PDFium puts last in its line is not kept.
    assert "".join(read_pdf(files.pdf([text])).text.split()) == text.replace(" ", "")


@pytest.mark.skipif(not SAMPLES.exists(), reason="real files are not here")
@pytest.mark.parametrize("name", ["text_word.pdf", "text_2.pdf", "mixed_canva.pdf"])
def test_putting_marks_in_order_loses_nothing(name: str) -> None:
    with contextlib.closing(pypdfium2.PdfDocument(SAMPLES / name)) as pdf:
        for page in pdf:
            with contextlib.closing(page.get_textpage()) as layer:
                before = "".join(layer.get_text_bounded().split())
                after = "".join(OrderedLayer(layer).text.split())
            page.close()
            assert sorted(before) == sorted(after)


@pytest.mark.skipif(not SAMPLES.exists(), reason="real files are not here")
@pytest.mark.parametrize(
    ("name", "openness", "scanned", "word"),
    [
        ("scan_2.pdf", Openness.IMAGE, True, ""),
        ("scan_1.pdf", Openness.IMAGE, True, "งบประมาณ"),
        ("text_2.pdf", Openness.TEXT, False, "ดำเนินการ"),
        ("text_pua_1.pdf", Openness.TEXT, False, "สำนักงาน"),
        ("text_pua_3.pdf", Openness.TEXT, False, "หน้าที่"),
        ("text_word.pdf", Openness.TEXT, False, "วิสัยทัศน์"),
    ],
)
def test_real_files(name: str, openness: Openness, scanned: bool, word: str) -> None:
    document = read_pdf((SAMPLES / name).read_bytes())
    assert document.kind is Kind.PDF
    assert document.openness is openness
    assert (Problem.SCANNED in document.problems) is scanned
    assert word in squeezed(document)


def test_a_glyph_that_bears_the_number_of_a_line_end_ends_no_line() -> None:
    # The shaped sara am before another vowel comes out with a vertical tab behind it.
    line = "รายงานผลการดำเนินการตามมาตรการ"
    document = read_pdf(files.pdf([line, "บรรทัดสอง"]))
    assert [block.text for block in document.blocks] == [line, "บรรทัดสอง"]


@pytest.mark.parametrize(
    "data",
    [
        files.pdf(["แผน", "ผล"], ["หน้าสอง"], pictures=[2]),
        files.pdf(["แผน"], [], pictures=[2]),
        files.scan(),
        pdfs.form(),
        pdfs.with_a_lost_page("Name"),
        pdfs.without_meaning(pdfs.pages(pdfs.lines("แผนปฏิบัติการประจำปี"))),
        pdfs.locked("แผน", may_copy=False),
    ],
    ids=["text", "mixed", "scan", "form", "lost page", "garbled", "locked"],
)
def test_a_look_tells_what_reading_tells(data: bytes) -> None:
    assert read_facts(data) == read_pdf(data).pdf


def test_a_look_at_what_does_not_open_tells_why() -> None:
    assert read_facts(pdfs.locked("ลับ", password="x")) is Problem.ENCRYPTED
    assert read_facts(b"%PDF-1.7 nothing") is Problem.BROKEN
