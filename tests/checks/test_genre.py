"""News, orders and lists of contents that bear a document's name are not the document."""

import pytest

from checks.finding import Outcome
from tests.support.asked import asked, link
from tests.support.files import pdf
from tests.support.sites import Thing

LONG = "โครงการปลูกต้นไม้ริมคลอง เพื่อเพิ่มพื้นที่สีเขียวให้ประชาชน " * 4
PLAN = "{id: plan, check: document, element: แผน, element_en: Plan, any: [แผนพัฒนาเชิงพื้นที่, หน้าทดสอบ]}"
NEWS = (
    "{id: news, check: document, element: ข่าว, element_en: News, any: [ข่าว, หน้าทดสอบ]}"
)


@pytest.mark.parametrize(
    "heading",
    [
        "ข่าวประชุมแผนพัฒนาเชิงพื้นที่",
        "สารบัญแผนพัฒนาเชิงพื้นที่ (พ.ศ. 2566-2570)",
        "คำสั่งแต่งตั้งคณะทำงานแผนพัฒนาเชิงพื้นที่",
        "1. หลักเกณฑ์การจัดทำแผนพัฒนาเชิงพื้นที่",
        "แผนพัฒนาเชิงพื้นที่ เทศบาลตำบลบางเลน",
    ],
)
def test_what_speaks_of_a_plan_is_none(heading: str) -> None:
    content = f"<h4>{heading}</h4><p>{LONG}</p>"
    assert asked(PLAN, content).outcome is Outcome.FAILED


def test_a_file_whose_label_is_news_of_it_is_none() -> None:
    content = link("a.pdf", "ข่าวประชุมแผนพัฒนาเชิงพื้นที่")
    things: dict[str, Thing] = {"/files/a.pdf": pdf(["เรื่องเล่า", LONG])}
    assert asked(PLAN, content, things).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "heading", ["แผนพัฒนาเชิงพื้นที่ 5 ปี", "ร่างแผนพัฒนาเชิงพื้นที่", "2. แผนพัฒนาเชิงพื้นที่"]
)
def test_what_is_called_so_is_the_plan(heading: str) -> None:
    content = f"<h4>{heading}</h4><p>{LONG}</p>"
    assert asked(PLAN, content).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("below", "outcome"),
    [
        (f"<p>{LONG}</p>", Outcome.PASSED),
        (f"<p>การอบรมเจ้าหน้าที่</p><p>{LONG}</p>", Outcome.FAILED),
        (
            f"<p>ตลาดนัด</p><p>เมื่อวันที่ 6 มิถุนายน 2569 สำนักงานเขตออกบูธ</p><p>{LONG}</p>",
            Outcome.FAILED,
        ),
    ],
    ids=["its content", "a training", "news of an event"],
)
def test_a_title_over_something_else_names_nothing(
    below: str, outcome: Outcome
) -> None:
    assert asked(PLAN, below, title="หน้าทดสอบ").outcome is outcome


def test_news_are_news_where_they_are_asked_for() -> None:
    content = f"<p>เมื่อวันที่ 6 มิถุนายน 2569 สำนักงานเขตออกบูธ</p><p>{LONG}</p>"
    assert asked(NEWS, content, title="หน้าทดสอบ").outcome is Outcome.PASSED


FACT = "{id: fact, check: text, element: งบ, element_en: Budget, any: [งบประมาณ]}"


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("<p>งบประมาณ : ....................</p>", Outcome.FAILED),
        (
            "<table><tr><th>โครงการ</th><th>งบประมาณ</th><th>เวลา</th></tr></table>",
            Outcome.FAILED,
        ),
        ("<p>งบประมาณ : 12,000 บาท</p>", Outcome.PASSED),
    ],
    ids=["left to be filled in", "a header over no rows", "an amount"],
)
def test_a_label_over_nothing_is_no_fact(line: str, outcome: Outcome) -> None:
    assert asked(FACT, f"<h4>รายการ</h4>{line}").outcome is outcome
