"""Statistics: figures with their labels; years, dates and numbering are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.finding import Outcome, Reason
from checks.wording import figures
from crawler.artifacts import FetchStatus
from tests.support.asked import SCAN, asked, link, table
from tests.support.files import pdf, xlsx
from tests.support.sites import Thing

WHAT = "check: statistics, element: จำนวนเรื่อง, element_en: Complaints"
WORDS = "any: [รับเรื่อง, แล้วเสร็จ], without: [ยังไม่แล้วเสร็จ]"
ONE = f"{{id: sum, {WHAT}, {WORDS}}}"
TWO = f"{{id: sum, {WHAT}, {WORDS}, at_least: 2}}"
ANY = f"{{id: sum, {WHAT}, at_least: 2}}"
OR_NONE = f"{{id: sum, {WHAT}, {WORDS}, absence: [ไม่มีเรื่องร้องเรียน]}}"
OF = f"{{id: sum, {WHAT}, {WORDS}, of: stats, absence: [ไม่มีเรื่องร้องเรียน]}}"
STATS = "{id: stats, check: document, element: สถิติ, element_en: Statistics, any: [สถิติเรื่องร้องเรียน]}"


@pytest.mark.parametrize(
    "content",
    [
        "<p>รับเรื่อง 12 เรื่อง</p><p>แล้วเสร็จ 10 เรื่อง</p>",
        "<p>รับเรื่องทั้งหมด ๑๒ เรื่อง</p><p>แล้วเสร็จ ๑๐ เรื่อง</p>",
        "<p>รับเรื่อง 0 เรื่อง</p><p>แล้วเสร็จ 0 เรื่อง</p>",
        "<p>รับเรื่อง</p><p>12</p><p>แล้วเสร็จ</p><p>10</p>",
        "<div>12</div><h5>รับเรื่อง</h5><p>ก</p><div>10</div><h5>แล้วเสร็จ</h5>",
        table(("เรื่อง", "จำนวน"), ("รับเรื่อง", "12"), ("แล้วเสร็จ", "10")),
        table(("เดือน", "รับเรื่อง", "แล้วเสร็จ"), ("ตุลาคม", "12", "10")),
        table(("รายการ", "จำนวน"), ("รับเรื่อง 12 เรื่อง", ""), ("แล้วเสร็จ 10", "")),
        "<table><tr><th colspan=3>สถิติ ปี 2567</th></tr><tr><td>เดือน</td><td>รับเรื่อง</td>"
        "<td>แล้วเสร็จ</td></tr><tr><td>ต.ค.</td><td>12</td><td>10</td></tr></table>",
    ],
    ids=[
        "in lines",
        "in Thai digits",
        "noughts",
        "below the labels",
        "above the labels",
        "beside the labels in a table",
        "below the labels in a table",
        "in the cells of the labels",
        "below a title over all columns",
    ],
)
def test_figures_with_their_labels(content: str) -> None:
    finding = asked(TWO, content)
    assert (finding.outcome, finding.reason) == (Outcome.PASSED, Reason.FOUND)
    assert dict(finding.facts)["count"] == "2"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<p>รับเรื่องจากประชาชนทุกวัน</p>", Reason.NO_FIGURES),
        ("<p>รับเรื่อง ปีงบประมาณ พ.ศ. 2567</p>", Reason.NO_FIGURES),
        ("<p>รับเรื่อง ระหว่าง 1 ตุลาคม 2566 ถึง 31 มีนาคม 2567</p>", Reason.NO_FIGURES),
        ("<p>1. รับเรื่อง</p><p>2. แล้วเสร็จ</p>", Reason.NO_FIGURES),
        ("<p>รับเรื่อง ไตรมาสที่1 ครั้งที่2</p>", Reason.NO_FIGURES),
        (
            table(("เรื่อง", "จำนวน"), ("รับเรื่อง", ""), ("แล้วเสร็จ", "-")),
            Reason.NO_FIGURES,
        ),
        (
            table(("เดือน", "รับเรื่อง", "จำหน่าย"), ("ตุลาคม", "", "12")),
            Reason.NO_FIGURES,
        ),
        ("<p>ยังไม่แล้วเสร็จ 4 เรื่อง</p>", Reason.MISSING),
        ("<p>งบประมาณ 12,000 บาท</p>", Reason.MISSING),
        (f"<p>{'รับเรื่องและให้คำปรึกษา ' * 30} 12 เรื่อง</p>", Reason.MISSING),
        (
            "<p>รับเรื่อง</p><p>12 ถนนตัวอย่าง แขวงบางตัวอย่าง เขตตัวอย่าง กรุงเทพมหานคร</p>",
            Reason.NO_FIGURES,
        ),
    ],
    ids=[
        "words",
        "a year",
        "dates",
        "numbering",
        "ordinals",
        "empty cells",
        "figures below another label",
        "the opposite",
        "other figures",
        "a text too long for a label",
        "a long line below",
    ],
)
def test_labels_without_figures(content: str, reason: Reason) -> None:
    finding = asked(ONE, f"<p>ข้อมูลของเขตตัวอย่าง</p>{content}")
    assert (finding.outcome, finding.reason) == (Outcome.FAILED, reason)
    assert dict(finding.facts)["count"] == "0"


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        ("<p>งานทะเบียน 12 ราย</p><p>งานโยธา 4 ราย</p>", Outcome.PASSED),
        (table(("งาน", "ราย"), ("ทะเบียน", "12"), ("โยธา", "4")), Outcome.PASSED),
        ("<h5>12</h5><p>งานทะเบียน 12 ราย</p>" * 2, Outcome.FAILED),
        (table(("งาน", "ราย"), ("ทะเบียน", "12"), ("โยธา", "")), Outcome.FAILED),
        ("<p>12 34</p><p>56</p>", Outcome.FAILED),
    ],
    ids=["lines", "a table", "the same line twice", "one of two rows", "no labels"],
)
def test_any_figures_that_have_a_label(content: str, outcome: Outcome) -> None:
    assert asked(ANY, content).outcome is outcome


@pytest.mark.parametrize(
    ("content", "outcome", "reason"),
    [
        ("<p>ปี 2567 ไม่มีเรื่องร้องเรียน</p>", Outcome.PASSED, Reason.ABSENCE_STATED),
        ("<p>หากไม่มีเรื่องร้องเรียน จะแจ้ง</p>", Outcome.FAILED, Reason.MISSING),
        ("<p>รับเรื่อง 2 เรื่อง</p>", Outcome.PASSED, Reason.FOUND),
    ],
)
def test_that_there_were_none_is_an_answer(
    content: str, outcome: Outcome, reason: Reason
) -> None:
    finding = asked(OR_NONE, content)
    assert (finding.outcome, finding.reason) == (outcome, reason)


@pytest.mark.parametrize(
    ("file", "outcome", "reason"),
    [
        (pdf(["สถิติ ปี 2567", "รับเรื่อง 12 เรื่อง"]), Outcome.PASSED, Reason.FOUND),
        (
            xlsx({"1": [("เดือน", "รับเรื่อง"), ("ต.ค.", 12)]}),
            Outcome.PASSED,
            Reason.FOUND,
        ),
        pytest.param(SCAN, Outcome.INCONCLUSIVE, Reason.ONLY_PICTURES),
        (FetchStatus.TIMEOUT, Outcome.INCONCLUSIVE, Reason.UNSEEN),
        (FetchStatus.NOT_FOUND, Outcome.FAILED, Reason.MISSING),
    ],
    ids=["a PDF", "a workbook", "a scan", "unseen", "gone"],
)
def test_figures_may_stand_in_a_file(
    file: Thing, outcome: Outcome, reason: Reason
) -> None:
    finding = asked(ONE, link("a.pdf", "ดาวน์โหลด"), {"/files/a.pdf": file})
    assert (finding.outcome, finding.reason) == (outcome, reason)


def test_a_chart_under_its_words_is_left_to_a_person() -> None:
    question = ONE.replace("any:", "pictured: [กราฟ], any:")
    content = f'<p>{"สถิติแสดงเป็นรายเดือน " * 6}</p><img src="/c.png" alt="กราฟแสดงสถิติ">'
    finding = asked(question, content)
    assert (finding.outcome, finding.reason) == (
        Outcome.INCONCLUSIVE,
        Reason.ONLY_PICTURES,
    )


def test_figures_count_only_in_the_statistics_asked_for() -> None:
    stats = f"<h4>สถิติเรื่องร้องเรียน</h4><p>{'สถิติของเขตในรอบปีที่ผ่านมา ' * 4}</p>"
    figure = "<p>รับเรื่อง 12 เรื่อง</p>"
    news = "<h4>ข่าวเขต</h4><p>ไม่มีเรื่องร้องเรียน</p>"
    for content, reason in (
        (stats + figure, Reason.FOUND),
        (f"<h4>ข่าวเขต</h4>{figure}{stats}", Reason.MISSING),
        (f"{news}{stats}<p>รับเรื่องทุกวัน</p>", Reason.NO_FIGURES),
        (f"{stats}<p>ไม่มีเรื่องร้องเรียน</p>", Reason.ABSENCE_STATED),
        (figure, Reason.ELEMENT_MISSING),
    ):
        assert asked(OF, content, before=[STATS]).reason is reason


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("จำนวน 12 ราย", ("12",)),
        ("จำนวน 1,234.50 บาท", ("1,234.50",)),
        ("ร้อยละ 85%", ("85%",)),
        ("12", ("12",)),
        ("ปี 2567 จำนวน 12 ราย", ("12",)),
        ("5 มกราคม จำนวน 12 ราย", ("12",)),
        ("จำนวน12ราย", ("12",)),
        ("2567", ()),
        ("ข้อที่3", ()),
        ("3) ตรวจสอบ", ()),
        ("6 เดือนแรก", ()),
        ("ไม่มีตัวเลข", ()),
        ("ประเภทงาน | ต.ค. 68 | พ.ย.68 | รวม", ()),
        ("มกราคม 68", ()),
        ("มกราคม | 68", ("68",)),
        ("มกราคม 45 ราย", ("45",)),
        ("แสดง 9 รายการ", ()),
        ("แสดง 1 ถึง 10 จาก 57 รายการ", ()),
        ("", ()),
    ],
)
def test_what_a_figure_is(text: str, found: tuple[str, ...]) -> None:
    assert figures(text) == found


THAI_MONTHS = ("มกราคม", "กุมภาพันธ์", "มีนาคม", "ต.ค.", "ธันวาคม")


@given(
    before=st.sampled_from(
        ["", "พ.ศ. ", "ปี ", "ปีงบประมาณ ", "ประจำปีงบประมาณ พ.ศ. ", "สถิติ "]
    ),
    year=st.integers(2500, 2599),
    thai=st.booleans(),
)
def test_a_year_is_never_a_figure(before: str, year: int, thai: bool) -> None:
    text = f"{before}{year}"
    if thai:
        text = text.translate({ord("0") + n: 0x0E50 + n for n in range(10)})
    assert figures(text) == ()


@given(
    word=st.sampled_from(["ข้อ", "ข้อที่", "ครั้งที่", "ไตรมาสที่", "ลำดับที่", "หน้า", "ที่"]),
    number=st.integers(1, 999),
)
def test_an_ordinal_is_never_a_figure(word: str, number: int) -> None:
    assert figures(f"สรุป{word}{number}") == ()


@pytest.mark.parametrize("text", ["สรุปครั้งที่ 2", "ไตรมาสที่ 1", "รอบ 6 เดือนแรก ข้อ 3"])
def test_an_ordinal_apart_from_its_word_is_no_figure(text: str) -> None:
    assert figures(text) == ()


def test_one_figure_is_not_two() -> None:
    content = "<p>ข้อมูลงานทะเบียนของเขต</p><p>ผู้มารับบริการ 12 ราย</p>"
    assert asked(ANY, content).outcome is Outcome.FAILED


@given(
    day=st.integers(1, 31),
    month=st.sampled_from(THAI_MONTHS),
    year=st.integers(2560, 2575),
)
def test_a_date_is_never_a_figure(day: int, month: str, year: int) -> None:
    assert figures(f"ข้อมูล ณ วันที่ {day} {month} {year}") == ()


@given(number=st.integers(1, 2400))
def test_a_count_is_always_one(number: int) -> None:
    assert figures(f"จำนวน {number:,} ราย") == (f"{number:,}",)


def test_numbers_of_rows_below_a_title_are_no_figures() -> None:
    rows = [("ที่", "ฝ่าย", "ข้าราชการ"), ("1", "ปกครอง", "xx"), ("๒.", "โยธา", "xx")]
    question = (
        "{id: x, check: statistics, element: กำลังคน, element_en: Staff,"
        " any: [กรอบอัตรากำลัง, ข้าราชการ]}"
    )
    for cell, outcome in (("xx", Outcome.FAILED), ("12", Outcome.PASSED)):
        content = table(("กรอบอัตรากำลัง",), *rows, ("3", "รายได้", cell))
        assert asked(question, content).outcome is outcome
