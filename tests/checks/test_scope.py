"""What belongs to an element: its file, its part of a page, its document of the year."""

from datetime import UTC, datetime

import pytest

from checks.finding import Outcome, Reason
from checks.sentences import message
from crawler.artifacts import FetchStatus
from tests.support import pdfs
from tests.support.asked import SCAN, asked, link, table
from tests.support.files import pdf, picture, xlsx
from tests.support.sites import Thing, item, judged, portal_page, spec_of

PLAN = "{id: plan, check: document, element: แผน, element_en: Plan, any: [แผนปฏิบัติการ], without: [รายงาน]}"
REPORT = "{id: report, check: document, element: รายงาน, element_en: Report, any: [รายงานผล]}"
BUDGET = "{id: money, check: text, element: งบประมาณ, element_en: Budget, of: plan, any: [วงเงิน]}"
YEAR = "{id: year, check: fiscal-year, of: plan, period: this-fiscal-year}"

LONG = "โครงการปลูกต้นไม้ริมคลอง เพื่อเพิ่มพื้นที่สีเขียวให้ประชาชน " * 3
MONEY = "<p>วงเงิน 20,000 บาท</p>"


def part(name: str, more: str = "") -> str:
    return f"<h4>{name}</h4><p>{LONG}</p>{more}"


def sub(body: str, title: str = "แผนปฏิบัติการ 2567") -> dict[str, Thing]:
    return {"/page/sub/1/x/0/info/7/y": portal_page(title, body)}


TO_SUB = '<p><a href="/tuayang/page/sub/1/x/0/info/7/y">แผนปฏิบัติการ 2567</a></p>'
BOUND = pdf(
    ["รวมเอกสารของสำนักงานเขต", LONG, LONG],
    ["รายงานผล ปี 2566", LONG, LONG, "วงเงิน 9,000 บาท"],
    ["แผนปฏิบัติการ ปี 2567", LONG, LONG],
)
BOUND_RIGHT = pdf(
    ["รวมเอกสารของสำนักงานเขต", LONG, LONG],
    ["รายงานผล ปี 2566", LONG, LONG],
    ["แผนปฏิบัติการ ปี 2567", LONG, LONG, "วงเงิน 9,000 บาท"],
)


@pytest.mark.parametrize(
    ("content", "things"),
    [
        (part("แผนปฏิบัติการ", MONEY), {}),
        (
            link("a.pdf", "แผนปฏิบัติการ 2567"),
            {"/files/a.pdf": pdf(["แผนปฏิบัติการ 2567", LONG, "วงเงิน 20,000 บาท"])},
        ),
        (
            table(
                ("ที่", "เอกสาร", "เงิน", "ไฟล์"),
                ("1", "แผนปฏิบัติการ 2567", "วงเงิน 20,000", link("a.pdf", "ดาวน์โหลด")),
                ("2", "เอกสารอื่น", "9,000", "-"),
            ),
            {"/files/a.pdf": pdf(["แผนปฏิบัติการ 2567", LONG])},
        ),
        (TO_SUB, sub(f"<p>{LONG}</p>{MONEY}")),
        (
            TO_SUB,
            sub(f"<p>{LONG}</p>{link('a.pdf', 'ดาวน์โหลด')}")
            | {"/files/a.pdf": pdf(["รายการ", "วงเงิน 20,000 บาท"])},
        ),
        (link("a.pdf", "เอกสารเผยแพร่"), {"/files/a.pdf": BOUND_RIGHT}),
    ],
    ids=[
        "below its heading",
        "in its file",
        "in the row that leads to its file",
        "on its sub-page",
        "in a file of its sub-page",
        "in its part of a file",
    ],
)
def test_a_fact_of_the_document(content: str, things: dict[str, Thing]) -> None:
    finding = asked(BUDGET, content, things, before=[PLAN, REPORT])
    assert (finding.outcome, finding.reason) == (Outcome.PASSED, Reason.FOUND)
    assert "วงเงิน" in finding.evidence[0].quote


@pytest.mark.parametrize(
    ("content", "things"),
    [
        (part("รายงานผล", MONEY) + part("แผนปฏิบัติการ"), {}),
        (part("แผนปฏิบัติการ") + part("รายงานผล", MONEY), {}),
        (part("แผนปฏิบัติการ") + part("ข่าวเขต", MONEY), {}),
        (part("แผนปฏิบัติการ") + f"<p>รายงานผล</p>{MONEY}", {}),
        (
            link("a.pdf", "แผนปฏิบัติการ") + part("ข่าวเขต", MONEY),
            {"/files/a.pdf": pdf(["แผนปฏิบัติการ 2567", LONG])},
        ),
        (TO_SUB + part("ข่าวเขต", MONEY), sub(f"<p>{LONG}</p>")),
        (link("a.pdf", "เอกสารเผยแพร่"), {"/files/a.pdf": BOUND}),
        (
            link("a.pdf", "แผนปฏิบัติการ") + link("b.pdf", "รายงานผล"),
            {
                "/files/a.pdf": pdf(["แผนปฏิบัติการ", LONG]),
                "/files/b.pdf": pdf(["รายงานผล", LONG, "วงเงิน 20,000 บาท"]),
            },
        ),
    ],
    ids=[
        "in the part before",
        "in the part after",
        "in the news",
        "after the name of another document",
        "beside a link to its file",
        "beside a link to its sub-page",
        "in another part of a file",
        "in another file",
    ],
)
def test_a_fact_of_something_else(content: str, things: dict[str, Thing]) -> None:
    finding = asked(BUDGET, content, things, before=[PLAN, REPORT])
    assert (finding.outcome, finding.reason) == (Outcome.FAILED, Reason.MISSING)


@pytest.mark.parametrize(
    ("content", "things"),
    [
        (part("ข่าวเขต", MONEY), {}),
        (f"<h4>แผนปฏิบัติการ</h4>{part('ข่าวเขต', MONEY)}", {}),
        (link("a.pdf", "แผนปฏิบัติการ"), {"/files/a.pdf": FetchStatus.NOT_FOUND}),
        (
            link("a.pdf", "แผนปฏิบัติการ"),
            {"/files/a.pdf": pdf(["รายงานผล ปี 2566", LONG])},
        ),
        (
            f"<h4>แผนปฏิบัติการ</h4>{link('a.pdf', 'รายงานการประชุม')}",
            {"/files/a.pdf": pdf(["เอกสาร", LONG])},
        ),
        (
            link("a.pdf", "แผนปฏิบัติการ"),
            {"/files/a.pdf": "<html><body><p>ไม่มีไฟล์ที่ท่านเรียก</p></body></html>"},
        ),
        (f"<ul><li>แผนปฏิบัติการ</li><li>ข่าวเขต</li></ul><p>{LONG}</p>", {}),
        (
            "<h4>แผนปฏิบัติการ</h4><p>สำนักงานเขตจะดำเนินการเผยแพร่แผนฉบับเต็มให้ประชาชนทราบ"
            "ผ่านเว็บไซต์ของสำนักงานเขตในลำดับต่อไป</p>",
            {},
        ),
        (
            "<h4>แผนปฏิบัติการ</h4>"
            + table(
                ("ที่", "โครงการ", "เงิน"),
                ("1", LONG, "400"),
                *((str(n), "", "") for n in range(2, 6)),
            ),
            {},
        ),
    ],
    ids=[
        "no plan",
        "a heading over nothing",
        "a dead link",
        "a file that is the report",
        "a heading over another document",
        "a notice in place of the file",
        "an entry of a list",
        "a promise",
        "a form that is mostly empty",
    ],
)
def test_without_the_document_nothing_is_asked(
    content: str, things: dict[str, Thing]
) -> None:
    finding = asked(BUDGET, content, things, before=[PLAN, REPORT])
    assert (finding.outcome, finding.reason) == (
        Outcome.NOT_APPLICABLE,
        Reason.ELEMENT_MISSING,
    )
    assert dict(finding.facts)["of"] == "plan"


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (SCAN, Reason.ONLY_PICTURES),
        (pdf([LONG], password="x"), Reason.UNREADABLE_FILE),
        (FetchStatus.TIMEOUT, Reason.UNSEEN),
    ],
    ids=["a scan", "a locked file", "not seen"],
)
def test_a_document_that_cannot_be_read_may_hold_the_fact(
    file: Thing, reason: Reason
) -> None:
    content = link("a.pdf", "แผนปฏิบัติการ 2567")
    finding = asked(BUDGET, content, {"/files/a.pdf": file}, before=[PLAN])
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, reason)


def test_a_file_not_seen_counts_only_where_it_belongs_to_the_document() -> None:
    news = portal_page("ข่าวเขต", f"<p>{LONG}</p>{link('b.pdf', 'ดาวน์โหลด')}")
    things: dict[str, Thing] = {
        "/page/sub/1/x/0/info/8/z": news,
        "/files/b.pdf": FetchStatus.TIMEOUT,
    }
    to_news = '<p><a href="/tuayang/page/sub/1/x/0/info/8/z">ข่าวเขต</a></p>'
    for content, more, reason in (
        (part("แผนปฏิบัติการ") + part("ข่าว", to_news), {}, Reason.MISSING),
        (part("แผนปฏิบัติการ", link("b.pdf", "ดาวน์โหลด")), {}, Reason.UNSEEN),
        (TO_SUB, sub(f"<p>{LONG}</p>{link('b.pdf', 'ดาวน์โหลด')}"), Reason.UNSEEN),
    ):
        finding = asked(BUDGET, content, things | more, before=[PLAN, REPORT])
        assert finding.reason is reason


def test_a_picture_under_its_heading_may_hold_the_fact() -> None:
    content = f"<h4>ข่าวเขต</h4><p>{LONG}</p><h4>แผนปฏิบัติการ</h4><img src='/p.png'>"
    finding = asked(BUDGET, content, before=[PLAN])
    assert (finding.outcome, finding.reason) == (
        Outcome.INCONCLUSIVE,
        Reason.ONLY_PICTURES,
    )


def test_a_part_of_a_file_is_of_its_own_year() -> None:
    content = link("a.pdf", "เอกสารเผยแพร่")
    for file, reason in (
        (BOUND, Reason.CURRENT),
        (
            pdf(
                ["รวมเอกสาร ปี 2567", *[LONG] * 6],
                ["แผนปฏิบัติการ ปี 2564", LONG, LONG],
            ),
            Reason.STALE,
        ),
    ):
        things: dict[str, Thing] = {"/files/a.pdf": file}
        assert asked(YEAR, content, things, before=[PLAN, REPORT]).reason is reason


def test_of_several_plans_that_of_the_year_counts() -> None:
    old, new = part("แผนปฏิบัติการ ปี 2566", MONEY), part("แผนปฏิบัติการ ปี 2567")
    assert asked(BUDGET, old + new, before=[PLAN, YEAR]).outcome is Outcome.FAILED
    assert asked(BUDGET, old + new, before=[PLAN]).outcome is Outcome.PASSED
    early = datetime(2023, 10, 5, tzinfo=UTC)
    finding = asked(BUDGET, old, before=[PLAN, YEAR], now=early)
    assert finding.outcome is Outcome.PASSED


def test_where_no_plan_is_of_the_year_all_count() -> None:
    content = part("แผนปฏิบัติการ ปี 2564", MONEY) + part("แผนปฏิบัติการ ปี 2565")
    assert asked(BUDGET, content, before=[PLAN, YEAR]).outcome is Outcome.PASSED


def test_a_fact_asked_of_a_fact_stands_under_the_same_heading() -> None:
    area = "{id: area, check: text, element: พื้นที่, element_en: Area, any: [อาณาเขต]}"
    question = BUDGET.replace("of: plan", "of: area")
    for content, reason in (
        (f"<h4>ข้อมูล</h4><p>อาณาเขตติดต่อ</p>{MONEY}", Reason.FOUND),
        (f"<h4>ข้อมูล</h4><p>อาณาเขต</p><h4>ข่าว</h4>{MONEY}", Reason.MISSING),
        (MONEY, Reason.ELEMENT_MISSING),
    ):
        assert asked(question, content, before=[area]).reason is reason


def test_a_fact_asked_of_a_fact_in_a_file() -> None:
    area = "{id: area, check: text, element: พื้นที่, element_en: Area, any: [อาณาเขต]}"
    question = BUDGET.replace("of: plan", "of: area")
    file = pdf(["ข้อมูลเขต", "อาณาเขตติดต่อ", "รายการ", "วงเงิน 20,000 บาท"])
    content = link("a.pdf", "ดาวน์โหลด")
    finding = asked(question, content, {"/files/a.pdf": file}, before=[area])
    assert finding.outcome is Outcome.PASSED


TOPICS = [
    f"{{id: t-{n}, check: text, element: ก, element_en: a, content: true, any: [{word}]}}"
    for n, word in enumerate(["ทรัพย์สินราชการ", "รับบริจาค", "ของกลาง", "พัสดุชำรุด"])
]
CARE = "สำนักงานเขตเก็บรักษาทรัพย์สินราชการไว้ในอาคารที่มีผู้ดูแลตลอดเวลาและตรวจนับทุกปี"


@pytest.mark.parametrize(
    ("content", "things", "outcome"),
    [
        (f"<p>{CARE}</p>", {}, Outcome.PASSED),
        (f"<h4>ทรัพย์สินราชการ</h4><p>{LONG}</p>", {}, Outcome.PASSED),
        (f"<h4>ทรัพย์สินราชการ</h4><h4>ของกลาง</h4><p>{LONG}</p>", {}, Outcome.FAILED),
        (
            f"<p>ทรัพย์สินราชการ รับบริจาค ของกลาง และพัสดุชำรุด ให้ดูตามระเบียบที่เกี่ยวข้อง</p><p>{LONG}</p>",
            {},
            Outcome.FAILED,
        ),
        (
            link("a.pdf", "ทรัพย์สินราชการ"),
            {"/files/a.pdf": pdf(["ระเบียบ", CARE, LONG])},
            Outcome.PASSED,
        ),
        (
            link("a.pdf", "ทรัพย์สินราชการ"),
            {"/files/a.pdf": pdf(["เมนูอาหารกลางวัน", LONG])},
            Outcome.FAILED,
        ),
        (
            link("a.pdf", "ดาวน์โหลด"),
            {"/files/a.pdf": pdf(["ระเบียบ", "ทรัพย์สินราชการ", LONG])},
            Outcome.PASSED,
        ),
    ],
    ids=[
        "a sentence",
        "a heading over text",
        "a heading over nothing",
        "a sentence that goes through all topics",
        "a file that speaks of it",
        "a file that does not",
        "a line of a file",
    ],
)
def test_a_topic_needs_content(
    content: str, things: dict[str, Thing], outcome: Outcome
) -> None:
    finding = asked(TOPICS[0], content, things, before=TOPICS[1:])
    assert finding.outcome is outcome


def test_the_title_of_the_item_shows_none_of_its_topics() -> None:
    title = "ทรัพย์สินราชการ รับบริจาค และของกลาง"
    donations = f"<h4>รับบริจาค</h4><p>{LONG}</p>"
    for content, outcome in (
        (donations, Outcome.FAILED),
        (f"{donations}<p>{CARE}</p>", Outcome.PASSED),
    ):
        finding = asked(TOPICS[0], content, before=TOPICS[1:], title=title)
        assert finding.outcome is outcome


LAWS = "{id: laws, check: document, element: กฎหมาย, element_en: Laws, any: [พระราชบัญญัติ, ระเบียบ], at_least: 3}"


@pytest.mark.parametrize(
    ("labels", "outcome"),
    [
        (
            ["พระราชบัญญัติป่าไม้ พ.ศ. 2484", "พระราชบัญญัติโรงงาน", "ระเบียบงานสารบรรณ"],
            Outcome.PASSED,
        ),
        (
            ["พระราชบัญญัติป่าไม้ หมวด 1", "พระราชบัญญัติป่าไม้ หมวด 2", "ระเบียบงานสารบรรณ"],
            Outcome.FAILED,
        ),
        (["พระราชบัญญัติ", "ระเบียบ", "ระเบียบนี้"], Outcome.FAILED),
        (["พระราชบัญญัติป่าไม้", "ระเบียบงานสารบรรณ"], Outcome.FAILED),
    ],
    ids=["three laws", "chapters of one law", "no names", "two laws"],
)
def test_laws_are_counted_by_their_names(labels: list[str], outcome: Outcome) -> None:
    names = [f"{n}.pdf" for n, _ in enumerate(labels)]
    content = "".join(map(link, names, labels))
    things: dict[str, Thing] = {
        f"/files/{name}": pdf(["กฎหมาย", f"ฉบับที่ {name}", LONG]) for name in names
    }
    assert asked(LAWS, content, things).outcome is outcome


def test_six_labels_over_one_file_are_one_law() -> None:
    laws = ("ป่าไม้", "โรงงาน", "สาธารณสุข")
    content = "".join(link("a.pdf", f"พระราชบัญญัติ{law}") for law in laws)
    file = pdf(["กฎหมาย", LONG])
    finding = asked(LAWS, content, {"/files/a.pdf": file})
    assert finding.outcome is Outcome.FAILED
    assert dict(finding.facts)["count"] == "1"


ABOUT = PLAN.replace("any:", "about: [โครงการ, งบประมาณ], any:")


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        (part("แผนปฏิบัติการ"), Outcome.PASSED),
        (
            "<h4>แผนปฏิบัติการ</h4><p>" + "บรรยากาศในงานวันเด็กสนุกสนาน " * 6 + "</p>",
            Outcome.FAILED,
        ),
        (
            "<h4>แผนปฏิบัติการ</h4><form><input type=text><textarea></textarea><input type=file></form>",
            Outcome.FAILED,
        ),
    ],
    ids=["speaks of it", "speaks of something else", "a form"],
)
def test_what_a_name_stands_over_must_be_about_it(
    content: str, outcome: Outcome
) -> None:
    assert (
        asked(ABOUT.replace("about:", "about_at_least: 1, about:"), content).outcome
        is outcome
    )


def test_the_name_itself_may_count_for_what_it_is_about() -> None:
    content = f"<h4>แผนปฏิบัติการโครงการ</h4><p>{'บรรยากาศในงานวันเด็กสนุกสนาน ' * 6}</p>"
    question = ABOUT.replace("about:", "about_at_least: 1, about:")
    assert asked(question, content).outcome is Outcome.FAILED
    named = question.replace("about:", "about_name: true, about:")
    assert asked(named, content).outcome is Outcome.PASSED


def test_what_a_scan_is_about_is_left_to_a_person() -> None:
    question = ABOUT.replace("about:", "about_at_least: 1, about:")
    things: dict[str, Thing] = {"/files/a.pdf": SCAN}
    finding = asked(question, link("a.pdf", "แผนปฏิบัติการ 2567"), things)
    assert finding.reason is Reason.ONLY_PICTURES


def test_a_scan_will_do_for_a_signed_announcement() -> None:
    content = link("a.pdf", "แผนปฏิบัติการ 2567")
    things: dict[str, Thing] = {"/files/a.pdf": SCAN}
    assert asked(PLAN, content, things).reason is Reason.ONLY_PICTURES
    signed = PLAN.replace("any:", "picture: true, any:")
    assert asked(signed, content, things).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("content", "outcome", "reason"),
    [
        (part("แผนปฏบัติการ ปี 2567"), Outcome.INCONCLUSIVE, Reason.NEAR_WORDING),
        (part("ข่าวประชาสัมพันธ์"), Outcome.FAILED, Reason.MISSING),
        (part("รายงานแผนปฏบัติการ"), Outcome.FAILED, Reason.MISSING),
    ],
    ids=["a slip of the pen", "another heading", "another document with a slip"],
)
def test_a_name_that_is_nearly_right(
    content: str, outcome: Outcome, reason: Reason
) -> None:
    finding = asked(PLAN, content)
    assert (finding.outcome, finding.reason) == (outcome, reason)
    if reason is Reason.NEAR_WORDING:
        assert dict(finding.facts)["near"] == "แผนปฏบัติการ ปี 2567"


@pytest.mark.parametrize(
    ("first", "outcome", "reason"),
    [
        ("รายงานผล ปี 2566", Outcome.FAILED, Reason.OTHER_DOCUMENT),
        ("คู่มือการบริการประชาชน", Outcome.FAILED, Reason.OTHER_DOCUMENT),
        ("องค์การบริหารส่วนตำบลอื่น แผนปฏิบัติการ", Outcome.FAILED, Reason.OTHER_DOCUMENT),
        ("เอกสารประกอบ และรายงานการประชุม", Outcome.FAILED, Reason.OTHER_DOCUMENT),
        ("แผนปฏิบัติการ ปี 2567", Outcome.PASSED, Reason.FOUND),
        ("สำนักงานเขตตัวอย่าง", Outcome.PASSED, Reason.FOUND),
    ],
    ids=[
        "a sibling",
        "another item's document",
        "another agency's",
        "what is not wanted",
        "the plan",
        "a title that says nothing",
    ],
)
def test_a_file_is_what_it_calls_itself(
    first: str, outcome: Outcome, reason: Reason
) -> None:
    manual = "{id: manual, check: document, element: คู่มือ, element_en: Manual, any: [คู่มือการบริการ]}"
    file = pdf([first.replace("\u0e33", "\u0e4d\u0e32"), LONG])
    finding = asked(
        PLAN,
        link("a.pdf", "แผนปฏิบัติการ 2567"),
        {"/files/a.pdf": file},
        before=[REPORT],
        others=[item("O9", "คู่มือ", ["page/sub/2/x"], manual)],
    )
    assert (finding.outcome, finding.reason) == (outcome, reason)


def test_that_there_is_no_plan_may_be_an_answer() -> None:
    question = PLAN.replace("any:", "absence: [ไม่มีการจัดทำแผน], any:")
    finding = asked(question, f"<p>ปีนี้ไม่มีการจัดทำแผน</p><p>{LONG}</p>")
    assert (finding.outcome, finding.reason) == (
        Outcome.PASSED,
        Reason.ABSENCE_STATED,
    )
    assert (
        asked(question, f"<p>หากไม่มีการจัดทำแผน จะแจ้ง</p>{LONG}").reason is Reason.MISSING
    )


def test_a_page_without_headings_may_be_called_by_its_first_line() -> None:
    fact = "{id: x, check: text, element: ข้อมูล, element_en: Facts, any: [ข้อมูล]}"
    page = f"<html><body><div>ข้อมูล</div><p>{LONG}</p></body></html>"
    spec = spec_of(item("O8", "ข้อมูล", ["page/sub/1/x"], fact))
    finding = judged(spec, {"/page/sub/1/x": page}).findings["O8"][-1]
    assert finding.outcome is Outcome.FAILED


def test_a_table_of_contents_names_no_document() -> None:
    lines = ["เอกสารของเขต", "แผนปฏิบัติการ .................... 4", LONG, LONG]
    things: dict[str, Thing] = {"/files/a.pdf": pdf(["ปก"] * 6 + lines)}
    content = f"<p>แผนปฏิบัติการ .................... 4</p>{link('a.pdf', 'เอกสารเผยแพร่')}"
    assert asked(PLAN, content, things).outcome is not Outcome.PASSED


def test_a_document_that_is_only_promised_is_none() -> None:
    content = f"<p>แผนปฏิบัติการ อยู่ระหว่างจัดทำ</p><h4>ข่าวเขต</h4><p>{LONG}</p>"
    assert asked(PLAN, content).outcome is Outcome.FAILED
    fact = "{id: x, check: text, element: แผน, element_en: Plan, any: [แผนปฏิบัติการ]}"
    assert asked(fact, content).outcome is Outcome.FAILED


def test_the_header_of_an_empty_column_is_no_fact() -> None:
    question = (
        "{id: x, check: text, element: ผู้รับผิดชอบ, element_en: Who, any: [ผู้รับผิดชอบ]}"
    )
    header = ("โครงการ", "จำนวน", "ผู้รับผิดชอบ")
    for cell, outcome in (("ฝ่ายโยธา", Outcome.PASSED), ("", Outcome.FAILED)):
        rows = table(header, ("ปลูกต้นไม้", "4", cell), ("ขุดลอกคลอง", "2", cell))
        assert asked(question, rows).outcome is outcome


def test_the_last_row_of_a_table_heads_nothing() -> None:
    question = "{id: x, check: text, element: รวม, element_en: Sum, any: [รวมทั้งสิ้น]}"
    first = table(("โครงการ", "งบ"), ("ปลูกต้นไม้", "400"), ("รวมทั้งสิ้น", "400"))
    second = table(("ฝ่าย", "คน"), ("โยธา", "4"), ("ปกครอง", "5"))
    assert asked(question, first + second).outcome is Outcome.PASSED


def test_an_entry_over_blank_cells_is_a_fact() -> None:
    question = (
        "{id: x, check: text, element: งบ, element_en: Budget, any: [ไม่ใช้งบประมาณ]}"
    )
    rows = table(
        ("ที่", "โครงการ", "งบ (บาท)"),
        ("1", "อบรมเจ้าหน้าที่", "ไม่ใช้งบประมาณ"),
        ("2", "ประชุมผู้บริหาร", "-"),
    )
    assert asked(question, rows).outcome is Outcome.PASSED


MONTHS = "{id: m, check: months-covered, of: stats, first_half: true, lag_days: 212}"
STATS = "{id: stats, check: document, element: สถิติ, element_en: Statistics, any: [สถิติการให้บริการ]}"
HALF = ("ต.ค. 66", "พ.ย. 66", "ธ.ค. 66", "ม.ค. 67", "ก.พ. 67", "มี.ค. 67")


@pytest.mark.parametrize(
    ("content", "outcome", "reason"),
    [
        (
            f"<h4>สถิติการให้บริการ</h4>{table(('งาน', *HALF), ('ทะเบียน', *'123456'))}",
            Outcome.PASSED,
            Reason.CURRENT,
        ),
        (
            f"<h4>สถิติการให้บริการ</h4>{table(('งาน', *HALF[:4]), ('ทะเบียน', *'1234'), ('โยธา', *'1234'))}",
            Outcome.FAILED,
            Reason.MONTHS_MISSING,
        ),
        (part("สถิติการให้บริการ ปีงบประมาณ 2567"), Outcome.PASSED, Reason.CURRENT),
        (
            part("สถิติการให้บริการ ปีงบประมาณ 2564"),
            Outcome.FAILED,
            Reason.MONTHS_MISSING,
        ),
        (part("สถิติการให้บริการ"), Outcome.INCONCLUSIVE, Reason.NO_DATE),
        (part("ข่าวเขต"), Outcome.NOT_APPLICABLE, Reason.ELEMENT_MISSING),
    ],
    ids=[
        "six months",
        "four months",
        "the whole year",
        "another year",
        "no time",
        "no statistics",
    ],
)
def test_the_first_half_of_the_year(
    content: str, outcome: Outcome, reason: Reason
) -> None:
    finding = asked(MONTHS, content, before=[STATS])
    assert (finding.outcome, finding.reason) == (outcome, reason)


def test_months_in_a_file_not_seen_are_not_missing() -> None:
    content = part("สถิติการให้บริการ") + link("a.xlsx", "สถิติการให้บริการ มกราคม 2567")
    finding = asked(
        MONTHS, content, {"/files/a.xlsx": FetchStatus.TIMEOUT}, before=[STATS]
    )
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, Reason.UNSEEN)
    assert dict(finding.facts)["status"] == "timeout"


def test_the_months_of_a_workbook_of_sheets() -> None:
    rows = [("งาน", "ราย"), ("ทะเบียน", 12), ("โยธา", 4)]
    book = xlsx({name.replace(".", ""): rows for name in HALF})
    named = xlsx({f"เดือน {name}": rows for name in HALF})
    for file in (book, named):
        things: dict[str, Thing] = {"/files/a.xlsx": file}
        finding = asked(MONTHS, link("a.xlsx", "สถิติการให้บริการ"), things, before=[STATS])
        assert finding.outcome in (Outcome.PASSED, Outcome.INCONCLUSIVE)


def test_another_page_that_was_entered_holds_what_a_heading_leads_to() -> None:
    urls = ["page/sub/1/x", "page/sub/2/y"]
    spec = spec_of(item("O8", "ข้อมูล", urls, PLAN, BUDGET))
    to_second = '<p><a href="/tuayang/page/sub/2/y">เปิดดู</a></p>'
    first = f"<h4>แผนปฏิบัติการ</h4>{to_second}"
    things: dict[str, Thing] = {
        "/page/sub/1/x": portal_page("ข้อมูลเขต", first),
        "/page/sub/2/y": portal_page("รายละเอียด", f"<p>{LONG}</p>{MONEY}"),
    }
    assert judged(spec, things).findings["O8"][-1].outcome is Outcome.PASSED


def test_a_picture_in_a_file_of_html_is_no_document() -> None:
    page = f"<html><body><img src='/p.png' alt='แผนปฏิบัติการ 2567'><p>{LONG}</p></body></html>"
    finding = asked(PLAN, link("a.html", "เอกสาร"), {"/files/a.html": page})
    assert finding.outcome is not Outcome.PASSED


def test_the_english_title_under_the_thai_one_is_no_content() -> None:
    question = "{id: x, check: text, element: Report, element_en: Report, any: [Annual Report]}"
    subtitle = '<p class="desc">Annual Report</p>'
    assert asked(question, subtitle).outcome is Outcome.FAILED
    beside = subtitle + "<p>อ่าน Annual Report ฉบับเต็มได้ที่ห้องสมุดเขต</p>"
    assert asked(question, beside).outcome is Outcome.PASSED


def test_the_date_of_a_report_may_stand_above_what_it_tells() -> None:
    spec = spec_of(
        item(
            "O24",
            "การมีส่วนร่วมของผู้บริหาร",
            ["page/sub/1/x"],
            "{id: deed, check: text, element: ก, element_en: a, any: [เป็นประธาน]}",
            "{id: year, check: fiscal-year, of: deed, period: this-fiscal-year}",
        )
    )
    report = pdf(["รายงานการประชุม", "วันที่ 20 ตุลาคม 2566", "ผู้อำนวยการเขตเป็นประธาน"])
    page = portal_page("การมีส่วนร่วม", '<p><a href="/tuayang/files/a.pdf">อ่าน</a></p>')
    found = judged(spec, {"/page/sub/1/x": page, "/files/a.pdf": report})
    assert found.findings["O24"][-1].reason is Reason.CURRENT


def test_a_form_may_do_for_what_a_page_should_say() -> None:
    form = "<h4>แผนปฏิบัติการ</h4><form><input type=text><textarea></textarea><input type=file></form>"
    question = ABOUT.replace("about:", "form: true, about:")
    assert asked(question, form).outcome is Outcome.PASSED


def test_a_file_not_seen_may_be_the_readable_one() -> None:
    question = "{id: open, check: machine-readable, of: plan, level: text}"
    links = link("a.pdf", "แผนปฏิบัติการ 2567") + link("b.pdf", "แผนปฏิบัติการ 2567 (ข้อความ)")
    things = {"/files/a.pdf": SCAN, "/files/b.pdf": FetchStatus.TIMEOUT}
    finding = asked(question, links, things, before=[PLAN])
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, Reason.UNSEEN)


def test_pages_that_are_scans_are_named() -> None:
    question = "{id: open, check: machine-readable, of: plan, level: text}"
    content = link("a.pdf", "แผนปฏิบัติการ 2567")
    cover = pdf(["แผนปฏิบัติการ 2567"], [], [], [], pictures=[2, 3, 4])
    finding = asked(question, content, {"/files/a.pdf": cover}, before=[PLAN])
    assert (finding.outcome, finding.reason) == (Outcome.FAILED, Reason.NOT_OPEN_ENOUGH)
    assert "หน้า 2-4 เป็นภาพสแกน ไม่มีข้อความ" in message(finding)
    assert "is a scan without text (pages 2-4)" in message(finding, "en")


def test_a_few_scans_are_named_though_the_file_will_do() -> None:
    question = "{id: open, check: machine-readable, of: plan, level: text}"
    content = link("a.pdf", "แผนปฏิบัติการ 2567")
    pages = [["แผนปฏิบัติการ 2567"], *[[LONG]] * 4, []]
    things = {"/files/a.pdf": pdf(*pages, pictures=[6])}
    finding = asked(question, content, things, before=[PLAN])
    assert (finding.outcome, finding.reason) == (Outcome.PASSED, Reason.OPEN_ENOUGH)
    assert message(finding).endswith("(PDF) แต่หน้า 6 เป็นภาพสแกน ไม่มีข้อความ")
    assert message(finding, "en").endswith(
        "(PDF); part of it is a scan without text (page 6)"
    )


def test_what_is_not_found_may_stand_on_pages_that_are_scans() -> None:
    question = "{id: x, check: text, element: ข, element_en: B, any: [ตัวชี้วัด]}"
    content = link("a.pdf", "แผนปฏิบัติการ 2567")
    texts = [[f"{LONG} {n}" for n in range(9)]] * 3
    scans = pdf(*texts, [], [], pictures=[4, 5])
    missing = asked(question, content, {"/files/a.pdf": scans})
    assert missing.reason is Reason.ONLY_PICTURES
    photograph = {"/files/a.jpg": picture("JPEG")}
    pictured = asked(question, link("a.jpg", "แผนปฏิบัติการ 2567"), photograph)
    assert pictured.reason is Reason.ONLY_PICTURES
    text = asked(question, content, {"/files/a.pdf": pdf(*texts)})
    assert text.outcome is Outcome.FAILED


def test_letters_that_make_no_sense_may_show_what_is_asked_for() -> None:
    nonsense = pdfs.without_meaning(pdf(["แผนปฏิบัติการ 2567", LONG]))
    content = link("a.pdf", "แผนปฏิบัติการ 2567")
    finding = asked(PLAN, content, {"/files/a.pdf": nonsense})
    assert finding.outcome is not Outcome.FAILED


def test_a_telephone_number_is_no_figure() -> None:
    question = "{id: x, check: statistics, element: เรื่อง, element_en: Cases, any: [เรื่องร้องเรียน]}"
    line = "<p>แจ้งเรื่องร้องเรียน โทร. 02-123-4567</p>"
    assert asked(question, line).outcome is Outcome.FAILED


def test_names_of_sections_are_no_steps() -> None:
    question = (
        "{id: x, check: procedure, element: ขั้นตอน, element_en: Steps, any: [ขั้นตอน]}"
    )
    names = "<p>ฝ่ายทะเบียน ชั้น 1</p><p>ฝ่ายปกครอง ชั้น 2</p><p>ฝ่ายรายได้ ชั้น 3</p>"
    assert asked(question, names).outcome is Outcome.FAILED
