"""What is found on the pages of a PDF, and what the pages add up to."""

import pytest

from documents.document import Document, Kind, Openness, Problem
from documents.pdf import read_pdf
from documents.pdf_drawn import MAX_OBJECTS
from documents.pdf_facts import (
    MAX_RANGES,
    FormKind,
    PageFacts,
    PageKind,
    PdfFacts,
    page_ranges,
)
from tests.support import files, pdfs

PROSE = (
    "สำนักงานเขตตัวอย่างจัดทำแผนปฏิบัติการประจำปีเพื่อประโยชน์ของประชาชน",
    "โดยรับฟังความคิดเห็นจากชุมชนและหน่วยงานที่เกี่ยวข้องทุกภาคส่วน",
    "และเผยแพร่ผลการดำเนินงานให้ผู้มีส่วนได้เสียทราบอย่างต่อเนื่อง",
)
COVER = ("แผนปฏิบัติการ", "ประจำปีงบประมาณ พ.ศ. 2567")


def facts(data: bytes) -> PdfFacts:
    found = read_pdf(data).pdf
    assert found is not None
    return found


def only_page(data: bytes) -> PageFacts:
    (page,) = facts(data).pages
    return page


@pytest.mark.parametrize(
    ("draw", "kind"),
    [
        (pdfs.lines(*PROSE), PageKind.TEXT),
        (pdfs.lines("หน้าสั้น"), PageKind.TEXT),
        (pdfs.lines(), PageKind.BLANK),
        (pdfs.picture(), PageKind.SCAN),
        (pdfs.both(pdfs.picture(), pdfs.lines("สำเนาถูกต้อง", "3")), PageKind.SCAN),
        (pdfs.both(pdfs.picture(), pdfs.hidden("3")), PageKind.SCAN),
        (pdfs.picture(0.3), PageKind.PICTURE),
        (pdfs.both(pdfs.picture(0.3), pdfs.lines("3")), PageKind.PICTURE),
        (pdfs.both(pdfs.picture(0.3), pdfs.lines(*PROSE)), PageKind.TEXT),
        (pdfs.both(pdfs.picture(0.55), pdfs.lines(*PROSE)), PageKind.MIXED),
        (pdfs.both(pdfs.picture(), pdfs.lines(*PROSE)), PageKind.MIXED),
        (pdfs.both(pdfs.picture(), pdfs.hidden(*PROSE)), PageKind.OCR),
        (pdfs.both(pdfs.lines(*PROSE), pdfs.picture()), PageKind.OCR),
        (pdfs.strokes(300), PageKind.SCAN),
        (pdfs.both(pdfs.strokes(300), pdfs.lines(*PROSE)), PageKind.TEXT),
        (pdfs.strokes(20), PageKind.BLANK),
    ],
    ids=[
        "prose",
        "short",
        "blank",
        "scan",
        "scan with a stamp",
        "scan with a page number recognised",
        "photograph",
        "photograph with a page number",
        "text with a photograph",
        "text with a large photograph",
        "text over a background",
        "recognised text over its scan",
        "recognised text under its scan",
        "writing in outlines",
        "text with a drawing",
        "a few lines",
    ],
)
def test_each_page_is_told_for_what_it_is(draw: pdfs.Draw, kind: PageKind) -> None:
    assert only_page(pdfs.pages(draw)).kind is kind


def test_text_of_a_recognised_scan_is_read() -> None:
    document = read_pdf(pdfs.pages(pdfs.both(pdfs.picture(), pdfs.hidden(*PROSE))))
    assert document.openness is Openness.TEXT
    assert "แผนปฏิบัติการ" in document.text


def test_the_title_on_a_picture_is_read_where_there_is_text_besides() -> None:
    cover = pdfs.both(pdfs.picture(), pdfs.lines(*COVER))
    document = read_pdf(pdfs.pages(cover, pdfs.lines(*PROSE), pdfs.lines(*PROSE)))
    assert [block.text for block in document.blocks][:2] == list(COVER)
    assert document.pages_with(Problem.SCANNED) == (1,)
    alone = read_pdf(pdfs.pages(cover, pdfs.picture()))
    assert alone.blocks == ()
    assert alone.openness is Openness.IMAGE
    nonsense = "\u0e33\u0e31\u0e48\u0e48\u0e34\u0e37 \u0e38\u0e48\u0e31 \u0e47\u0e4c"
    garbled = pdfs.both(pdfs.picture(), pdfs.lines(nonsense))
    document = read_pdf(pdfs.pages(garbled, pdfs.lines(*PROSE)))
    assert {block.locator.page for block in document.blocks} == {2}


def test_letters_and_area_are_measured() -> None:
    page = only_page(pdfs.pages(pdfs.both(pdfs.picture(0.25), pdfs.lines("abc 123"))))
    assert page.letters == 6
    assert page.image_share == pytest.approx(0.25, abs=0.02)
    # Two pictures over the same place cover it once.
    twice = pdfs.both(pdfs.picture(0.25), pdfs.picture(0.25))
    assert only_page(pdfs.pages(twice)).image_share == page.image_share


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_turned_page_is_measured_as_it_is_shown(degrees: int) -> None:
    data = pdfs.turned(pdfs.pages(pdfs.picture(0.5)), degrees)
    assert only_page(data).image_share == pytest.approx(0.5, abs=0.02)


def test_a_font_without_meanings_is_garbled_and_named() -> None:
    document = read_pdf(pdfs.without_meaning(pdfs.pages(pdfs.lines(*PROSE))))
    assert document.openness is Openness.IMAGE
    assert document.problems == (Problem.GARBLED,)
    assert document.pdf is not None
    (page,) = document.pdf.pages
    assert page.kind is PageKind.GARBLED
    assert page.unmapped_share > 0.9
    assert [name.split("-")[-1] for name in page.unmapped_fonts] == ["Sarabun"]


def test_letters_that_are_drawings_are_garbled() -> None:
    assert only_page(pdfs.drawn_letters()).kind is PageKind.GARBLED


def test_thai_that_makes_no_sense_is_garbled_though_its_font_is_mapped() -> None:
    nonsense = "\u0e33\u0e31\u0e48\u0e48\u0e34\u0e37 \u0e38\u0e48\u0e31 \u0e47\u0e4c"
    page = only_page(files.pdf([nonsense] * 12))
    assert page.kind is PageKind.GARBLED
    assert page.unmapped_share < 0.1
    assert page.garbage > 0.3


def test_fields_and_links_are_counted() -> None:
    found = facts(pdfs.form())
    (page,) = found.pages
    assert (page.fields, page.links, page.annotations) == (2, 1, 3)
    assert (found.form, found.version) == (FormKind.ACROFORM, "1.6")
    assert not found.encrypted
    assert facts(pdfs.form(xfa=True)).form is FormKind.XFA
    assert facts(files.pdf(["ก"])).form is FormKind.NONE


@pytest.mark.parametrize("may_copy", [True, False])
@pytest.mark.parametrize("may_print", [True, False])
def test_what_the_owner_allows_is_told_and_the_text_is_read(
    *, may_copy: bool, may_print: bool
) -> None:
    document = read_pdf(pdfs.locked("แผน", may_copy=may_copy, may_print=may_print))
    assert document.text == "แผน"
    assert document.problems == ()
    assert document.pdf is not None
    assert document.pdf.encrypted
    assert (document.pdf.may_copy, document.pdf.may_print) == (may_copy, may_print)


def test_a_file_that_asks_for_a_password_has_no_facts() -> None:
    document = read_pdf(pdfs.locked("แผน", password="secret"))
    assert document.problems == (Problem.ENCRYPTED,)
    assert document.pdf is None


def test_an_open_file_allows_everything() -> None:
    found = facts(files.pdf(["ก"], ["ข"]))
    assert (found.encrypted, found.may_copy, found.may_print) == (False, True, True)
    assert (found.count, found.tagged) == (2, False)
    assert facts(pdfs.pages(pdfs.lines("ก"), producer="Word\n 2019")).producer == (
        "Word 2019"
    )


def test_tags_are_noticed() -> None:
    assert facts(pdfs.tagged()).tagged


def test_a_page_that_does_not_load_is_broken_and_the_others_are_read() -> None:
    document = read_pdf(pdfs.with_a_lost_page("Name of the plan"))
    assert document.pdf is not None
    assert [p.kind for p in document.pdf.pages] == [PageKind.TEXT, PageKind.BROKEN]
    assert document.problems == (Problem.BROKEN,)
    assert document.text == "Name of the plan"


@pytest.mark.parametrize(
    ("draws", "openness", "problems", "named"),
    [
        # A cover in letters makes no text of twenty scans.
        ([pdfs.lines(*COVER), *[pdfs.picture()] * 20], "image", ["scanned"], "2-21"),
        ([pdfs.lines(*PROSE)] * 2 + [pdfs.picture()] * 3, "image", ["scanned"], "3-5"),
        ([pdfs.lines(*PROSE)] * 3 + [pdfs.picture()] * 3, "text", ["scanned"], "4-6"),
        ([pdfs.lines(*PROSE)] * 9 + [pdfs.picture()], "text", [], "10"),
        ([pdfs.picture()] * 3, "image", ["scanned"], ""),
        ([pdfs.lines(*COVER), *[pdfs.picture(0.4)] * 5], "text", ["scanned"], ""),
        ([pdfs.lines()] * 9 + [pdfs.lines(*PROSE)], "text", [], ""),
    ],
    ids=["cover", "most", "half", "few", "all", "photographs", "blank"],
)
def test_the_pages_decide_what_the_file_is(
    draws: list[pdfs.Draw], openness: str, problems: list[str], named: str
) -> None:
    document = read_pdf(pdfs.pages(*draws))
    assert (document.openness, list(document.problems)) == (openness, problems)
    assert page_ranges(document.pages_with(Problem.SCANNED)) == named


def test_garbled_pages_are_named_too() -> None:
    nonsense = ["\u0e33\u0e31\u0e48\u0e48\u0e34\u0e37 \u0e38\u0e48\u0e31 \u0e47"] * 12
    document = read_pdf(files.pdf(["แผนปฏิบัติการ"], nonsense, nonsense))
    assert document.openness is Openness.IMAGE
    assert document.pages_with(Problem.GARBLED) == (2, 3)
    assert document.pages_with(Problem.SCANNED) == ()
    assert document.pages_with(Problem.CUT) == ()


def test_what_is_no_pdf_has_no_pages_to_name() -> None:
    document = Document(kind=Kind.DOCX, openness=Openness.IMAGE)
    assert document.pages_with(Problem.SCANNED) == ()


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ([], ""),
        ([4], "4"),
        ([1, 2], "1-2"),
        ([1, 3, 4, 5, 6, 7, 9], "1, 3-7, 9"),
        (range(1, 4 * MAX_RANGES, 2), "1, 3, 5, 7, 9, 11, 13, 15, …"),
    ],
)
def test_page_numbers_are_written_as_people_do(numbers: list[int], text: str) -> None:
    assert page_ranges(numbers) == text


def test_a_page_of_countless_shapes_is_looked_at_up_to_a_limit() -> None:
    # A drawing without an end, and nothing to read on it.
    data = pdfs.written_page("0 0 m 9 9 l S " * (MAX_OBJECTS + 1))
    assert only_page(data).kind is PageKind.SCAN
    with_words = "BT /F 12 Tf 20 200 Td (A plan of the district in words) Tj ET "
    data = pdfs.written_page(with_words + "0 0 m 9 9 l S " * (MAX_OBJECTS + 1))
    assert only_page(data).kind is PageKind.TEXT


def test_what_a_form_draws_counts_where_the_form_lies() -> None:
    # A scanner's page is often one form that holds the picture.
    assert only_page(pdfs.picture_in_forms(1)).kind is PageKind.SCAN
    assert only_page(pdfs.picture_in_forms(2)).kind is PageKind.SCAN
    # Nobody nests so deep but to do harm.
    assert only_page(pdfs.picture_in_forms(40)).image_share == 0
