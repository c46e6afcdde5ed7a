"""Placeholder: pages that show nothing of their own, and short pages that do."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.check import bind
from checks.finding import Finding, Outcome, Reason
from checks.placeholder import (
    PLACEHOLDERS,
    is_promise,
    is_template,
    is_unfilled,
    promises_only,
)
from checks.verdict import Verdict
from crawler.artifacts import FetchStatus, Purpose
from documents.page import read_page
from oit.judging import judge_run, moment_of
from oit.library import Library
from tests.support.asked import table
from tests.support.files import pdf, scan
from tests.support.sites import (
    NOW,
    Thing,
    crawled,
    item,
    judged,
    portal_page,
    spec_of,
)

ANY = "{id: x, check: reachable}"
TEXT = f"<p>{'โครงการปลูกต้นไม้ริมคลอง เพื่อเพิ่มพื้นที่สีเขียวให้ประชาชน ' * 4}</p>"
HEADER = ("ลำดับ", "รายการ", "จำนวน")
FIRM = FetchStatus.NOT_FOUND


def found(*pages: Thing) -> tuple[Finding, Verdict]:
    urls = [f"page/sub/{n}/x" for n in range(1, len(pages) + 1)]
    spec = spec_of(item("O8", "แผนงาน", urls, ANY))
    things = {f"/{url}": page for url, page in zip(urls, pages, strict=True)}
    judgement = judged(spec, things)
    (finding,) = (f for f in judgement.findings["O8"] if f.check == "placeholder")
    return finding, judgement.verdicts["O8"]


def page(body: str, title: str = "แผนงาน") -> str:
    return portal_page(title, body)


@pytest.mark.parametrize(
    ("body", "reason", "quote"),
    [
        ("<p>อยู่ระหว่างปรับปรุง</p>", Reason.PLACEHOLDER, "อยู่ระหว่างปรับปรุง"),
        ("<p>อยู่ ระหว่าง ดำเนินการ</p>", Reason.PLACEHOLDER, "อยู่ ระหว่าง"),
        ("<h4>Coming Soon</h4>", Reason.PLACEHOLDER, "Coming Soon"),
        (
            '<p>อยู่ระหว่างจัดทำ</p><img src="/wait.gif">',
            Reason.PLACEHOLDER,
            "อยู่ระหว่างจัดทำ",
        ),
        (
            "<p>Lorem ipsum dolor sit amet, consectetur adipiscing elit.</p>",
            Reason.PLACEHOLDER,
            "Lorem",
        ),
        (
            table(HEADER, ("ไม่พบข้อมูล", "", "")),
            Reason.PLACEHOLDER,
            "ไม่พบข้อมูล",
        ),
        ("<p>ไม่พบข้อมูล</p>", Reason.PLACEHOLDER, "ไม่พบข้อมูล"),
        ("<p>ไม่พบข้อมูลที่ท่านค้นหา</p>", Reason.PLACEHOLDER, "ไม่พบข้อมูล"),
        ("<p>ไม่พบข้อมูลการค้นหา</p>", Reason.PLACEHOLDER, "ไม่พบข้อมูล"),
        ("<p>แผนอยู่ระหว่างดำเนินการ ปี 2567</p>", Reason.PLACEHOLDER, "แผนอยู่"),
        (
            "<p>อยู่ระหว่างดำเนินการ จะแล้วเสร็จใน 30 วัน</p>",
            Reason.PLACEHOLDER,
            "อยู่ระหว่าง",
        ),
        (
            '<p>อยู่ระหว่างปรับปรุง</p><p><a href="/tuayang">กลับหน้าแรก</a></p>',
            Reason.PLACEHOLDER,
            "อยู่ระหว่างปรับปรุง",
        ),
        (
            '<p>Under construction <a href="https://example.go.th/">« Home</a></p>',
            Reason.PLACEHOLDER,
            "Under",
        ),
        (
            '<p>อยู่ระหว่างจัดทำ</p><p><a href="javascript:history.back()">ถอย</a></p>',
            Reason.PLACEHOLDER,
            "อยู่ระหว่างจัดทำ",
        ),
        (
            table(HEADER) + '<p><a href="/tuayang">หน้าหลัก</a></p>',
            Reason.EMPTY_TABLE,
            "รายการ",
        ),
        ("", Reason.EMPTY_PAGE, "แผนงาน"),
        ("<h4>แผนระยะยาว</h4>", Reason.EMPTY_PAGE, "แผนงาน"),
        (table(HEADER), Reason.EMPTY_TABLE, "รายการ"),
        (table(HEADER, ("1", "", ""), ("2", "-", "-")), Reason.EMPTY_TABLE, "รายการ"),
        (
            "<p>ข้อมูลประจำเดือน</p>" + table(HEADER, ("1", "....", "....")),
            Reason.EMPTY_TABLE,
            "รายการ",
        ),
    ],
)
def test_a_page_that_shows_nothing_fails(body: str, reason: Reason, quote: str) -> None:
    finding, verdict = found(page(body))
    assert (finding.outcome, finding.reason) == (Outcome.FAILED, reason)
    assert quote in finding.evidence[0].quote
    assert verdict is Verdict.FAIL


@pytest.mark.parametrize(
    "body",
    [
        TEXT,
        TEXT + "<p>ตารางอยู่ระหว่างปรับปรุง</p>",
        '<p>อยู่ระหว่างปรับปรุง</p><p><a href="https://example.com/x">ดูที่นี่</a></p>',
        '<p>รอข้อมูล</p><iframe src="https://example.com/x"></iframe>',
        "<p>แผนปี 2567</p>",
        '<img src="/plan.png">',
        '<h4>แผนที่เขต</h4><img src="/plan.png">',
        table(HEADER, ("1", "โต๊ะ", "4")),
        table(HEADER, ("1", "", "")) + TEXT,
        table(HEADER, ("1", "", "")) + '<img src="/t.png">',
        "<table><tr><td>โครงการ</td><td>4</td></tr><tr><td>งาน</td><td>9</td></tr></table>",
        '<p><a href="/tuayang/files/a.pdf">แผน</a></p>',
        "<p>เรื่องร้องเรียน อยู่ระหว่างดำเนินการ 1 เรื่อง</p>",
        "<p>อยู่ระหว่างดำเนินการ</p><p>ทั้งหมด ๓ ราย</p>",
        table(("ทั้งหมด", "เสร็จ", "อยู่ระหว่างดำเนินการ"), ("3", "2", "1")),
        "<p>ถนนที่อยู่ระหว่างปรับปรุง 2 แห่ง</p>",
        "<p>ไม่พบข้อมูลการร้องเรียน</p>",
        "<p>ไม่พบข้อมูลเรื่องร้องเรียนการทุจริต</p>",
        '<p>อยู่ระหว่างปรับปรุง</p><p><a href="/tuayang/a.pdf">แผน</a> <a href="/">หน้าแรก</a></p>',
    ],
    ids=[
        "text",
        "a promise beside text",
        "a promise beside a link",
        "a promise beside a frame",
        "a short line",
        "a picture",
        "a picture under a heading",
        "a table with entries",
        "an empty table beside text",
        "an empty table beside a picture",
        "a table without a header",
        "a link to a file",
        "a number of cases in progress",
        "cases in progress beside their number",
        "a table of cases in progress",
        "a number of works",
        "that no complaint was found",
        "that no case was found",
        "a link to a file beside one to the home page",
    ],
)
def test_a_page_that_shows_something_passes(body: str) -> None:
    finding, _ = found(page(body))
    assert (finding.outcome, finding.reason) == (
        Outcome.PASSED,
        Reason.SHOWS_CONTENT,
    )
    assert dict(finding.facts) == {"count": "1"}


@pytest.mark.parametrize(
    ("pages", "outcome", "reason"),
    [
        ([page(TEXT), page("<p>รอข้อมูล</p>")], Outcome.FAILED, Reason.PLACEHOLDER),
        ([page("<p>รอข้อมูล</p>"), page(TEXT)], Outcome.FAILED, Reason.PLACEHOLDER),
        ([page(TEXT), page(TEXT)], Outcome.PASSED, Reason.SHOWS_CONTENT),
        ([page(TEXT), FIRM], Outcome.PASSED, Reason.SHOWS_CONTENT),
        ([FIRM], Outcome.NOT_APPLICABLE, Reason.NOTHING_TO_JUDGE),
        ([FetchStatus.TIMEOUT], Outcome.INCONCLUSIVE, Reason.UNSEEN),
        ([scan()], Outcome.PASSED, Reason.SHOWS_CONTENT),
    ],
    ids=[
        "the second of two",
        "the first of two",
        "two pages",
        "one of two is gone",
        "gone",
        "unseen",
        "a scan in place of a page",
    ],
)
def test_every_page_entered_counts(
    pages: list[Thing], outcome: Outcome, reason: Reason
) -> None:
    finding, _ = found(*pages)
    assert (finding.outcome, finding.reason) == (outcome, reason)


def test_a_file_of_the_item_is_no_page_of_it() -> None:
    """Where a page is lost after its files were read, the page was not seen."""
    spec = spec_of(item("O8", "แผนงาน", ["a"], ANY))
    link = f'{TEXT}<p><a href="/tuayang/files/a.pdf">แผน</a></p>'
    things: dict[str, Thing] = {"/a": page(link), "/files/a.pdf": pdf(["แผน", "งาน"])}
    captures, bodies = crawled(spec, things)
    lost = [
        replace(capture, status=FetchStatus.TIMEOUT, digest=None)
        if capture.purpose is Purpose.ITEM
        else capture
        for capture in captures
    ]
    library = Library(bodies.__getitem__, spec.content_selector)
    moment = moment_of(spec, NOW)
    findings = judge_run(spec, bind(spec), ["O8"], lost, library, moment).findings
    (finding,) = (f for f in findings["O8"] if f.check == "placeholder")
    assert (finding.outcome, finding.reason) == (
        Outcome.NOT_APPLICABLE,
        Reason.NOTHING_TO_JUDGE,
    )


@pytest.mark.parametrize(
    ("text", "unfilled"),
    [
        ("ชื่อ ........................", True),
        ("ลงชื่อ xxx ตำแหน่ง", True),
        ("ชื่อ …………………………", True),
        ("________________", True),
        ("แผนปฏิบัติการ ประจำปี 2567", False),
        ("เอกสาร... มีต่อ", False),
        ("Exxxon", False),
        ("โทร 081-xxx-xxxx", False),
        ("เลขประจำตัว 1-xxxx-xxxxx-12-3", False),
        ("โทร xxx-xxx-xxxx", True),
        ("1 | นายสมชาย xxx | ผู้อำนวยการเขต | 12,500", False),
        ("1 | นายสมชาย ใจดี | xxxxx | 12,500", False),
        ("1 | xxx | xxx | 12,500", True),
        ("1 | ............ | ............ |  ", True),
        ("1 นายสมชาย xxxx ผู้อำนวยการเขตตัวอย่าง 0 2123 4567", False),
    ],
)
def test_a_line_left_to_be_filled_in(text: str, unfilled: bool) -> None:
    assert is_unfilled(text) is unfilled


def test_a_line_of_a_table_of_contents_is_not() -> None:
    assert not is_unfilled("บทที่ 1 หลักการและเหตุผล ............................ 4")


@given(
    promise=st.sampled_from([*PLACEHOLDERS, "ไม่พบข้อมูล"]),
    before=st.sampled_from(["", "หน้านี้ ", "ขออภัย "]),
    after=st.sampled_from(["", " กรุณากลับมาใหม่", " 2567"]),
)
def test_every_placeholder_is_a_promise_in_a_short_line_only(
    promise: str, before: str, after: str
) -> None:
    assert is_promise(before + promise + after)
    assert not is_promise(before + promise + after + " แผน" * 60)


def test_a_case_in_progress_is_a_fact() -> None:
    assert not is_promise("อยู่ระหว่างดำเนินการ 3 เรื่อง")


def test_a_table_with_one_cell_kept_from_readers_is_no_template() -> None:
    kept = [("นายสมชาย xxxxx", "081-xxx-xxxx", "ฝ่ายโยธา", "12,500")] * 5
    assert not is_template(read_page(table(HEADER, *kept).encode()))
    left = [("1", "xxxxx", "xxx-xxx-xxxx", "12,500")] * 5
    assert is_template(read_page(table(HEADER, *left).encode()))


@pytest.mark.parametrize(
    ("line", "is_promise"),
    [
        ("เขตจะจัดทำแผนในไตรมาสหน้า", True),
        ("เขตกำหนดจัดโครงการในเดือนสิงหาคม", True),
        ("ผู้อำนวยการเขตจะให้เกียรติเป็นประธาน", True),
        ("ลอกท่อ งบประมาณ 70,000 บาท จะดำเนินการในเดือนมีนาคม", False),
        ("ลอกท่อแล้วเสร็จ", False),
    ],
)
def test_what_has_its_cost_is_planned_and_not_promised(
    line: str, is_promise: bool
) -> None:
    page = read_page(f"<p>{line}</p>".encode())
    assert promises_only(page.blocks) is is_promise


def test_a_long_line_whose_content_is_to_come_is_a_promise() -> None:
    told = "เขตมีระเบียบการจัดการทรัพย์สินของราชการครบถ้วน " * 5
    assert is_promise(f"{told} จะนำรายละเอียดลงเว็บไซต์เมื่อผ่านการตรวจแล้ว")
    assert not is_promise(f"{told} และจะแจ้งผลให้ผู้ร้องทราบ")


@pytest.mark.parametrize(
    ("row", "blank"),
    [
        ("1 | ฝ่ายปกครอง | xx | XX | xxx", True),
        ("1 | ฝ่ายปกครอง | xx | 12 | 14", False),
        ("ห้อง xx", False),
    ],
)
def test_cells_of_x_are_left_to_be_filled_in(row: str, blank: bool) -> None:
    assert is_unfilled(row) is blank
