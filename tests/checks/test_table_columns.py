"""Table-columns: one table with all that the form asks for, and something in it."""

import pytest

from checks.finding import Outcome, Reason
from crawler.artifacts import FetchStatus
from tests.support.asked import SCAN, asked, link, table
from tests.support.files import docx_file, pdf, xlsx
from tests.support.sites import Thing

WHAT = "check: table-columns, element: สรุปผลการจัดซื้อจัดจ้าง, element_en: Monthly summary"
COLUMNS = (
    "columns: [{name: งานที่จัดซื้อ, name_en: Work, any: [งานที่จัดซื้อ, รายการจัดซื้อ]},"
    " {name: วงเงิน, name_en: Budget, any: [วงเงิน]},"
    " {name: ผู้เสนอราคา, name_en: Bidders, any: [ผู้เสนอราคา, ผู้ยื่นเสนอราคา]}]"
)
SUMMARY = f"{{id: sums, {WHAT}, absence: [ไม่มีการจัดซื้อ], pictured: [สรุปผล], {COLUMNS}}}"
OF = f"{{id: sums, {WHAT}, of: month, absence: [ไม่มีการจัดซื้อ], {COLUMNS}}}"
MONTH = "{id: month, check: document, element: สรุปผล, element_en: Summary, any: [สรุปผลการจัดซื้อ]}"
PLAN = "{id: plan, check: document, element: แผน, element_en: Plan, any: [แผนการจัดซื้อ]}"

HEADER = ("ลำดับ", "งานที่จัดซื้อหรือจัดจ้าง", "วงเงิน (บาท)", "รายชื่อผู้เสนอราคา")
ROW = ("1", "ซื้อหมึกพิมพ์", "12,500", "ร้านสหภัณฑ์")
WHOLE = table(HEADER, ROW)
NO_BIDDERS = table(HEADER[:3], ROW[:3])
MERGED = (
    "<table><tr><th colspan=4>สรุปผลการจัดซื้อจัดจ้าง เดือนตุลาคม 2566</th></tr>"
    "<tr><th rowspan=2>ลำดับ</th><th rowspan=2>งานที่จัดซื้อ</th><th colspan=2>ผลการพิจารณา</th></tr>"
    "<tr><th>วงเงิน</th><th>ผู้เสนอราคา</th></tr>"
    "<tr><td>1</td><td>ซื้อกระดาษ</td><td>9,800</td><td>ร้านทองดี</td></tr></table>"
)
LINES = [
    "สรุปผลการจัดซื้อจัดจ้าง เดือนตุลาคม 2566",
    "ลำดับ งานที่จัดซื้อ วงเงิน ผู้เสนอราคา",
    "1 ซื้อหมึกพิมพ์ 12,500 ร้านสหภัณฑ์",
]


@pytest.mark.parametrize(
    ("content", "files"),
    [
        (WHOLE, {}),
        (table(HEADER[::-1], ROW[::-1]), {}),
        (MERGED, {}),
        (NO_BIDDERS + WHOLE, {}),
        (table(("ลำดับ", "รายการจัดซื้อ", "วง เงิน", "ผู้ยื่นเสนอราคา"), ROW), {}),
        (link("a.xlsx", "ดาวน์โหลด"), {"a.xlsx": xlsx({"ต.ค.": [HEADER, ROW]})}),
        (link("a.docx", "ดาวน์โหลด"), {"a.docx": docx_file([HEADER, ROW])}),
        (link("a.pdf", "ดาวน์โหลด"), {"a.pdf": pdf(LINES)}),
        (NO_BIDDERS + link("a.pdf", "ดาวน์โหลด"), {"a.pdf": pdf(LINES)}),
    ],
    ids=[
        "on the page",
        "in another order",
        "merged over three rows",
        "the second table",
        "in other words",
        "in a workbook",
        "in a word file",
        "as lines of a PDF",
        "in the file though not on the page",
    ],
)
def test_a_table_with_all_columns_passes(content: str, files: dict[str, Thing]) -> None:
    finding = asked(SUMMARY, content, _served(files))
    assert (finding.outcome, finding.reason) == (Outcome.PASSED, Reason.FOUND)
    assert "ผู้" in finding.evidence[0].quote


@pytest.mark.parametrize(
    ("content", "columns"),
    [
        (NO_BIDDERS, "Bidders"),
        (table(("งานที่จัดซื้อ", "ราคากลาง"), ("ซื้อหมึก", "12,500")), "Budget, Bidders"),
        (NO_BIDDERS + table(("ผู้เสนอราคา", "ที่อยู่"), ("ก", "ข")), "Bidders"),
        (table(("ชื่อ", "จำนวน"), ("โต๊ะ", "4")), "Work, Budget, Bidders"),
        (
            "<p>งานที่จัดซื้อ วงเงิน และผู้เสนอราคา 3 ราย ดูได้ที่สำนักงาน</p>",
            "Work, Budget, Bidders",
        ),
        (
            NO_BIDDERS + "<p>หากไม่มีการจัดซื้อในเดือนใด จะแจ้งให้ทราบ</p>",
            "Bidders",
        ),
    ],
    ids=[
        "one column missing",
        "two columns missing",
        "columns spread over two tables",
        "another table",
        "words of the header in prose",
        "absence as a condition",
    ],
)
def test_missing_columns_are_named(content: str, columns: str) -> None:
    finding = asked(SUMMARY, content)
    assert (finding.outcome, finding.reason) == (
        Outcome.FAILED,
        Reason.COLUMNS_MISSING,
    )
    assert dict(finding.facts)["columns_en"] == columns


@pytest.mark.parametrize(
    "rows",
    [
        [HEADER],
        [HEADER, ("1", "", "", ""), ("2", "", "", "")],
        [HEADER, ("1", "-", "-", "-")],
        [HEADER, ("1", "....", "....", "....")],
    ],
    ids=["a header alone", "numbers without entries", "dashes", "rows of dots"],
)
def test_a_form_that_nobody_filled_in_fails(rows: list[tuple[str, ...]]) -> None:
    finding = asked(SUMMARY, "<p>สรุปผลของเขต</p>" + table(*rows))
    assert (finding.outcome, finding.reason) == (Outcome.FAILED, Reason.EMPTY_TABLE)
    assert dict(finding.facts)["columns"] == ""
    assert "ผู้เสนอราคา" in finding.evidence[0].quote


def test_lines_of_a_file_are_a_header_without_rows() -> None:
    file = pdf(["งานที่จัดซื้อ วงเงิน ผู้เสนอราคา"])
    finding = asked(SUMMARY, link("a.pdf", "ดาวน์โหลด"), {"/files/a.pdf": file})
    assert finding.reason is Reason.EMPTY_TABLE


@pytest.mark.parametrize(
    "content",
    [
        "<p>เดือนตุลาคม 2566 ไม่มีการจัดซื้อจัดจ้าง</p>",
        NO_BIDDERS + "<p>เดือนนี้ ไม่มีการจัดซื้อจัดจ้าง</p>",
        table(HEADER, ("1", "ไม่มีการจัดซื้อจัดจ้าง", "", "")),
    ],
    ids=["in words", "below another table", "in the table"],
)
def test_that_nothing_was_bought_is_an_answer(content: str) -> None:
    finding = asked(SUMMARY, content)
    assert (finding.outcome, finding.reason) == (
        Outcome.PASSED,
        Reason.ABSENCE_STATED,
    )
    assert "ไม่มีการจัดซื้อ" in finding.evidence[0].quote


@pytest.mark.parametrize(
    ("content", "file", "reason"),
    [
        pytest.param(link("a.pdf", "ดาวน์โหลด"), SCAN, Reason.ONLY_PICTURES),
        pytest.param(
            link("a.pdf", "ดาวน์โหลด"),
            pdf(LINES, password="x"),
            Reason.UNREADABLE_FILE,
        ),
        (link("a.pdf", "ดาวน์โหลด"), FetchStatus.TIMEOUT, Reason.UNSEEN),
        (
            "<p>สรุปผลประจำเดือน</p><img src='/t.png' alt='ตาราง'>" + NO_BIDDERS,
            b"",
            Reason.ONLY_PICTURES,
        ),
        (
            "<h4>สรุปผลการจัดซื้อจัดจ้าง</h4><p>ตุลาคม 2566</p><img src='/10.jpg'>"
            "<p>พฤศจิกายน 2566</p><img src='/11.jpg'><p>ธันวาคม 2566</p>",
            b"",
            Reason.ONLY_PICTURES,
        ),
    ],
    ids=[
        "a scan",
        "a locked file",
        "a file not seen",
        "a picture under its title",
        "pictures under the months",
    ],
)
def test_what_may_hold_the_table_is_left_to_a_person(
    content: str, file: Thing, reason: Reason
) -> None:
    finding = asked(SUMMARY, content, {"/files/a.pdf": file})
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, reason)


def test_the_table_must_stand_in_the_summary_itself() -> None:
    summary = "<h4>สรุปผลการจัดซื้อจัดจ้าง</h4>"
    plan = "<h4>แผนการจัดซื้อจัดจ้าง</h4>"
    for content, reason in (
        (plan + NO_BIDDERS + summary + WHOLE, Reason.FOUND),
        (plan + WHOLE + summary + NO_BIDDERS, Reason.COLUMNS_MISSING),
        (plan + WHOLE, Reason.ELEMENT_MISSING),
    ):
        assert asked(OF, content, before=[MONTH, PLAN]).reason is reason


def test_an_absence_stated_for_something_else_does_not_count() -> None:
    plan = "<h4>แผนการจัดซื้อจัดจ้าง</h4><p>เดือนนี้ ไม่มีการจัดซื้อ</p>"
    summary = f"<h4>สรุปผลการจัดซื้อจัดจ้าง</h4>{NO_BIDDERS}"
    finding = asked(OF, plan + summary, before=[MONTH, PLAN])
    assert finding.reason is Reason.COLUMNS_MISSING


def _served(files: dict[str, Thing]) -> dict[str, Thing]:
    return {f"/files/{name}": thing for name, thing in files.items()}


@pytest.mark.parametrize(
    ("label", "file", "outcome", "reason"),
    [
        ("สรุปผลประจำเดือน", SCAN, Outcome.INCONCLUSIVE, Reason.ONLY_PICTURES),
        (
            "สรุปผลประจำเดือน",
            pdf(LINES, password="x"),
            Outcome.INCONCLUSIVE,
            Reason.UNREADABLE_FILE,
        ),
        ("ภาพกิจกรรมวันเด็ก", SCAN, Outcome.INCONCLUSIVE, Reason.ONLY_PICTURES),
    ],
    ids=["a scan of its name", "a locked file of its name", "a scan of something else"],
)
def test_a_file_is_looked_into_by_its_name(
    label: str, file: Thing, outcome: Outcome, reason: Reason
) -> None:
    finding = asked(SUMMARY, link("a.pdf", label), {"/files/a.pdf": file})
    assert (finding.outcome, finding.reason) == (outcome, reason)


def pdf_of(*texts: str) -> dict[str, Thing]:
    return {"/files/a.pdf": pdf(list(texts))}


@pytest.mark.parametrize(
    "texts",
    [
        ("สรุปผล", "งานที่จัดซื้อ วงเงิน", "ผู้เสนอราคา", "1 ซื้อหมึก 12,500 ร้านทองดี"),
        ("ที่", "งานที่จัดซื้อ", "หรือจัดจ้าง", "วงเงิน", "ผู้เสนอราคา", "1", "หมึก", "9,800"),
        ("วงเงิน งานที่จัดซื้อ", "-" * 80, *LINES),
        (*LINES[:2], "1", "ซื้อหมึก", "12,500"),
    ],
    ids=["in two lines", "a line for each", "the second header", "cells as lines"],
)
def test_lines_of_a_header(texts: tuple[str, ...]) -> None:
    finding = asked(SUMMARY, link("a.pdf", "ดาวน์โหลด"), pdf_of(*texts))
    assert (finding.outcome, finding.reason) == (Outcome.PASSED, Reason.FOUND)


SENTENCE = "ซึ่งเจ้าหน้าที่ได้ตรวจสอบเอกสารทั้งหมดแล้วเห็นว่าถูกต้องครบทุกประการตามที่ระเบียบกาหนดไว้"


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        (
            (
                f"รายงานนี้แสดงงานที่จัดซื้อ {SENTENCE}",
                f"ทุกงานมีวงเงินไม่เกิน 500,000 บาท {SENTENCE}",
                f"โดยมีผู้เสนอราคา 3 ราย {SENTENCE}",
            ),
            Reason.COLUMNS_MISSING,
        ),
        (
            ("งานที่จัดซื้อ", SENTENCE, "วงเงิน", SENTENCE, "ผู้เสนอราคา", "12,500"),
            Reason.COLUMNS_MISSING,
        ),
        (
            ("งานที่จัดซื้อ", *"กขคงจ", "วงเงิน", *"กขคงจ", "ผู้เสนอราคา", "12,500"),
            Reason.COLUMNS_MISSING,
        ),
        (
            ("12,500", "งานที่จัดซื้อ วงเงิน ผู้เสนอราคา", "1", "2.", "3 ..........."),
            Reason.EMPTY_TABLE,
        ),
        ((SENTENCE, SENTENCE), Reason.COLUMNS_MISSING),
    ],
    ids=[
        "words in sentences",
        "short lines between sentences",
        "short lines far apart",
        "a header over numbers of rows",
        "none of the words",
    ],
)
def test_words_of_a_text_are_no_header(texts: tuple[str, ...], reason: Reason) -> None:
    finding = asked(SUMMARY, link("a.pdf", "ดาวน์โหลด"), pdf_of(*texts))
    assert (finding.outcome, finding.reason) == (Outcome.FAILED, reason)


def test_a_paragraph_that_names_all_columns_is_no_header() -> None:
    prose = " ".join(
        f"{word} {SENTENCE}" for word in ("งานที่จัดซื้อ", "วงเงิน 12,500 บาท", "ผู้เสนอราคา")
    )
    file = docx_file(prose, "รวม 3 ราย")
    finding = asked(SUMMARY, link("a.docx", "ดาวน์โหลด"), {"/files/a.docx": file})
    assert finding.reason is Reason.COLUMNS_MISSING
