"""Rows of tables: what a row heads, and headers that head nothing."""

import pytest

from checks.finding import Finding, Outcome, Reason
from tests.support.asked import asked, link, table
from tests.support.files import xlsx
from tests.support.sites import Thing

LONG = "โครงการปลูกต้นไม้ริมคลอง เพื่อเพิ่มพื้นที่สีเขียวให้ประชาชน " * 4
PLAN = "{id: plan, check: document, element: แผน, element_en: Plan, any: [แผนปฏิบัติการ]}"
HEADER = ("โครงการ", "งบประมาณ", "เวลา")
TITLE = "แผนปฏิบัติการ 2567"
WORK = (("ปลูกต้นไม้ริมคลอง", "500", "มกราคม"), ("ขุดลอกคลอง", "900", "มีนาคม"))
SPANNING = table(HEADER, *WORK).replace(
    "</tr><tr>", f'</tr><tr><td colspan="3">{TITLE}</td></tr><tr>', 1
)


def cells(*row: str) -> str:
    return "".join(f"<td>{cell}</td>" for cell in row)


@pytest.mark.parametrize(
    "row",
    [(TITLE, "", ""), (TITLE, "-", "…"), (TITLE, "", "2567")],
    ids=["blank cells", "dashes", "a year"],
)
def test_a_row_left_empty_shows_nothing(row: tuple[str, ...]) -> None:
    finding = asked(PLAN, table(HEADER, row, *WORK) + f"<h4>ข่าว</h4><p>{LONG}</p>")
    assert (finding.outcome, finding.reason) == (Outcome.FAILED, Reason.MISSING)


@pytest.mark.parametrize(
    ("content", "file"),
    [
        (SPANNING, b""),
        (
            f"<table><tr>{cells(TITLE, '', '')}</tr>"
            f"{''.join(f'<tr>{cells(*row)}</tr>' for row in WORK)}</table>",
            b"",
        ),
        (link("a.xlsx", "แฟ้ม"), xlsx({"s": [HEADER, (TITLE, "", ""), *WORK, *WORK]})),
    ],
    ids=["a cell that spans the row", "the first row", "a title in a workbook"],
)
def test_a_row_that_is_a_title_heads_what_follows(content: str, file: Thing) -> None:
    finding = asked(PLAN, content, {"/files/a.xlsx": file})
    assert (finding.outcome, finding.reason) == (Outcome.PASSED, Reason.FOUND)


TOPICS = (
    "การสรรหาบุคคลเข้ารับราชการ",
    "การพัฒนาบุคลากรของสำนักงานเขต",
    "การประเมินผลการปฏิบัติราชการ",
)


def topic(*rows: tuple[str, ...]) -> Finding:
    question = "{id: x, check: text, element: การพัฒนา, element_en: Development, content: true, any: [พัฒนาบุคลากร]}"
    return asked(question, f"<h4>งานบุคคล</h4>{table(*rows)}<h4>ข่าว</h4><p>{LONG}</p>")


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        ([TOPICS, ("สอบแข่งขัน", "ส่งอบรม", "ปีละสองครั้ง")], Outcome.PASSED),
        ([(*TOPICS[:2], "ปีละ 2 ครั้ง")], Outcome.PASSED),
        ([TOPICS], Outcome.FAILED),
        ([("เรื่อง", "จำนวน"), ("พัฒนาบุคลากร", "12")], Outcome.PASSED),
        ([("เรื่อง", "จำนวน"), ("พัฒนาบุคลากร", "มาก")], Outcome.FAILED),
        ([("เรื่อง", "จำนวน"), ("พัฒนาบุคลากร", "")], Outcome.FAILED),
    ],
    ids=[
        "a header over a row",
        "a lone row with a figure",
        "a header over nothing",
        "a row with a figure",
        "a short row without",
        "a row left empty",
    ],
)
def test_a_table_speaks_of_a_topic_by_its_rows(
    rows: list[tuple[str, ...]], outcome: Outcome
) -> None:
    assert topic(*rows).outcome is outcome
