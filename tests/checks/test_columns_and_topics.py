"""Texts known by the header of their column, by a heading alone, by what they stand in."""

import pytest

from checks.finding import Outcome, Reason
from tests.support.asked import SCAN, asked, link, table
from tests.support.files import docx_file, pdf, xlsx
from tests.support.sites import Thing

LONG = "โครงการปลูกต้นไม้ริมคลอง เพื่อเพิ่มพื้นที่สีเขียวให้ประชาชน " * 4
SCHOOLS = (
    "{id: x, check: text, element: โรงเรียน, element_en: Schools, any: ['โรงเรียน<word>'],"
    " without: [วิทยาลัย], not_under: [เอกชน], columns: [ชื่อโรงเรียน], at_least: 3}"
)
HEADER = ("ที่", "ชื่อโรงเรียน", "สังกัด")
NAMES = ("วัดริมคลอง", "บ้านสวนผลไม้", "ตลาดน้ำวิทยา")


def rows(names: tuple[str, ...], beside: str = "กทม.") -> list[tuple[str, ...]]:
    return [(str(n), name, beside) for n, name in enumerate(names, 1)]


def schools(*names: str, header: tuple[str, ...] = HEADER) -> str:
    return table(header, *rows(names))


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (schools("100", "200", "300"), 0),
        (schools(*NAMES[:2], "รวมทั้งสิ้น"), 2),
        (schools(*NAMES[:2], "-"), 2),
        (schools(*NAMES[:1] * 3), 1),
        (table(HEADER, *rows(NAMES[:2]), HEADER), 2),
        (schools(*NAMES, header=("ที่", "ชื่อชุมชน", "สังกัด")), 0),
        (schools(*NAMES, header=("ที่", "ชื่อโรงเรียนเอกชน", "สังกัด")), 0),
        (f"<h4>โรงเรียนเอกชน</h4>{schools(*NAMES)}", 0),
        (table(HEADER, *rows(NAMES, "เอกชน")), 0),
        (schools(*NAMES, header=("ที่", "ชื่อโรงเรียน" + "ที่ร่วมงาน" * 4, "สังกัด")), 1),
        (f"<p>{'</p><p>'.join(NAMES)}</p>", 0),
    ],
    ids=[
        "numbers only",
        "two and a total",
        "two and a blank",
        "one thrice",
        "two and the header again",
        "another column",
        "a header that names something else",
        "under a heading of something else",
        "rows of something else",
        "a header that is a sentence",
        "no table",
    ],
)
def test_fewer_entries_than_asked_for_fail(content: str, count: int) -> None:
    finding = asked(SCHOOLS, content)
    assert (finding.outcome, finding.reason) == (Outcome.FAILED, Reason.MISSING)
    assert dict(finding.facts)["count"] == str(count)


@pytest.mark.parametrize(
    ("content", "file"),
    [
        (schools(*NAMES), b""),
        (f"<h4>โรงเรียนของเขต</h4>{schools(*NAMES)}", b""),
        (table(("รายการ", "โรงเรียน", "สังกัด"), HEADER, *rows(NAMES)), b""),
        (link("a.xlsx", "รายการ"), xlsx({"s": [HEADER, *rows(NAMES)]})),
        (link("a.docx", "รายการ"), docx_file("รายการ", [HEADER, *rows(NAMES)])),
        (
            link("a.docx", "รายการ"),
            docx_file([("ฝ่าย", "คน"), ("โยธา", "4")], [HEADER, *rows(NAMES)]),
        ),
    ],
    ids=[
        "on the page",
        "under its heading",
        "under a second header",
        "in a workbook",
        "in a letter",
        "in its second table",
    ],
)
def test_the_entries_of_a_column_are_what_its_header_says(
    content: str, file: Thing
) -> None:
    things: dict[str, Thing] = {"/files/a.xlsx": file, "/files/a.docx": file}
    finding = asked(SCHOOLS, content, things)
    assert (finding.outcome, finding.reason) == (Outcome.PASSED, Reason.FOUND)
    quotes = [proof.quote for proof in finding.evidence]
    assert all(map(str.__contains__, quotes, NAMES))
    assert dict(finding.facts)["count"] == "3"
    unasked = SCHOOLS.replace("columns: [ชื่อโรงเรียน], ", "")
    assert asked(unasked, content, things).outcome is Outcome.FAILED


def test_a_row_with_bars_of_its_own_counts_by_its_words_alone() -> None:
    # The bar also parts cells, so which column such a row fills cannot be told.
    barred = tuple(f"{name} | อาคารเรียน" for name in NAMES)
    assert asked(SCHOOLS, schools(*barred)).outcome is Outcome.FAILED
    named = tuple(f"โรงเรียน{name}" for name in barred)
    assert asked(SCHOOLS, schools(*named)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("cell", "outcome"),
    [
        ("ขาดแคลนอุปกรณ์", Outcome.PASSED),
        ("ไม่มี", Outcome.PASSED),
        ("5", Outcome.PASSED),
        ("-", Outcome.FAILED),
        ("…", Outcome.FAILED),
        ("", Outcome.FAILED),
    ],
)
def test_one_entry_may_be_any_but_a_blank(cell: str, outcome: Outcome) -> None:
    question = (
        "{id: x, check: text, element: ปัญหา, element_en: Problems, any: [ปัญหาที่พบ],"
        " columns: [ปัญหา]}"
    )
    content = table(("โครงการ", "จำนวน", "ปัญหา"), ("ปลูกต้นไม้", "4", cell))
    assert asked(question, content).outcome is outcome


def test_a_column_counts_in_the_document_asked_about() -> None:
    plan = (
        "{id: plan, check: document, element: แผน, element_en: Plan, any: [แผนปฏิบัติการ]}"
    )
    question = (
        "{id: x, check: text, element: งาน, element_en: Work, any: [งานที่จะทำ],"
        " columns: [โครงการ], of: plan}"
    )
    work = table(("โครงการ", "งบ"), ("ปลูกต้นไม้", "400"), ("ขุดลอกคลอง", "900"))
    head = f"<h4>แผนปฏิบัติการ</h4><p>{LONG.replace('โครงการ', '')}</p>"
    news = "<h4>ข่าวเขต</h4>"
    assert asked(question, head + work, before=[plan]).outcome is Outcome.PASSED
    assert asked(question, head + news + work, before=[plan]).outcome is Outcome.FAILED


DONE = "{id: x, check: text, element: ผล, element_en: Results, any: ['<number> ครั้ง']}"


@pytest.mark.parametrize(
    ("cells", "outcome"),
    [
        (("จัดประชุม 2 ครั้ง", "-"), Outcome.PASSED),
        (("จะจัดประชุม 2 ครั้ง", "-"), Outcome.FAILED),
        (("จะจัดประชุม 4 ครั้ง", "จัดแล้ว 2 ครั้ง"), Outcome.PASSED),
    ],
    ids=["done", "to be done", "done of what was to be done"],
)
def test_what_is_yet_to_be_done_shows_nothing_done(
    cells: tuple[str, str], outcome: Outcome
) -> None:
    content = table(("โครงการ", "แผน", "ผล"), ("ประชุมชุมชน", *cells))
    assert asked(DONE, content).outcome is outcome


TOPIC = (
    "{id: x, check: text, element: การพัฒนา, element_en: Development, content: true,"
    " any: [พัฒนาบุคลากร], heads: [อบรม], without: [อบรมอาชีพ], not_about: [ตลาดนัด]}"
)
SENTENCE = "ในปีที่แล้วเจ้าหน้าที่ของเขตได้{}ในเรื่องการต้อนรับและการให้บริการประชาชนที่มาติดต่อ"


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        (f"<h4>อบรม</h4><p>{LONG}</p>", Outcome.PASSED),
        (f"<h4>อบรม</h4><h4>ข่าว</h4><p>{LONG}</p>", Outcome.FAILED),
        (f"<h4>อบรมอาชีพ</h4><p>{LONG}</p>", Outcome.FAILED),
        (f"<h4>ข่าว</h4><p>{SENTENCE.format('อบรม')}</p>", Outcome.FAILED),
        (f"<h4>ข่าว</h4><p>{SENTENCE.format('พัฒนาบุคลากร')}</p>", Outcome.PASSED),
        ("<h4>ข่าว</h4><p>พัฒนาบุคลากร ปี 2567 จะจัดทำในไตรมาสหน้า</p>", Outcome.FAILED),
    ],
    ids=[
        "a heading",
        "a heading over nothing",
        "a heading of something else",
        "within a long sentence",
        "the full name within a long sentence",
        "a promise with figures",
    ],
)
def test_a_bare_word_names_a_topic_only_where_it_stands_alone(
    content: str, outcome: Outcome
) -> None:
    assert asked(TOPIC, content).outcome is outcome


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        (f"<h4>อบรม</h4><p>{LONG}</p><p>ผู้ค้าในตลาดนัด</p>", Outcome.FAILED),
        (f"<h4>อบรม</h4><p>{LONG}</p><h4>ข่าว</h4><p>ตลาดนัด</p>", Outcome.PASSED),
        (link("a.pdf", "อบรม"), Outcome.FAILED),
        (link("b.pdf", "อบรม"), Outcome.PASSED),
    ],
    ids=["its own part", "another part", "its file", "a file that is about it"],
)
def test_a_topic_in_a_part_about_something_else_is_none(
    content: str, outcome: Outcome
) -> None:
    things: dict[str, Thing] = {
        "/files/a.pdf": pdf(["การอบรมผู้ค้าในตลาดนัด", LONG]),
        "/files/b.pdf": pdf(["การอบรมเจ้าหน้าที่", LONG]),
    }
    assert asked(TOPIC, content, things).outcome is outcome


@pytest.mark.parametrize(("content", "more"), [("false", "<p>{}</p>"), ("true", "{}")])
def test_a_topic_may_have_to_be_about_something(content: str, more: str) -> None:
    question = (
        "{id: x, check: text, element: วินัย, element_en: Discipline, any: [มาตรฐานวินัย],"
        f" about: [เจ้าหน้าที่], content: {content}}}"
    )
    head = f"<h4>มาตรฐานวินัย</h4><p>{LONG}"
    for whose, outcome in (
        ("เจ้าหน้าที่ทุกคน", Outcome.PASSED),
        ("ผู้ขับขี่ทุกคน", Outcome.FAILED),
    ):
        assert asked(question, f"{head}{more.format(whose)}</p>").outcome is outcome


def test_what_a_scan_says_of_a_topic_is_left_to_a_person() -> None:
    finding = asked(TOPIC, link("a.pdf", "อบรม"), {"/files/a.pdf": SCAN})
    assert (finding.outcome, finding.reason) == (
        Outcome.INCONCLUSIVE,
        Reason.ONLY_PICTURES,
    )


TOPICS = (
    "{id: gifts, check: text, element: ของบริจาค, element_en: Gifts, any: [ของบริจาค],"
    " content: true}",
    "{id: seized, check: text, element: ของกลาง, element_en: Seized, any: [ของกลาง],"
    " content: true}",
)
KEPT = "เก็บในห้องที่มีกุญแจ ลงทะเบียนทุกชิ้น ตรวจนับทุกเดือน และรายงานหัวหน้าฝ่าย"


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        (f"<tr><td>ของบริจาค</td><td>{KEPT}</td></tr>", Outcome.PASSED),
        (f"<tr><td>ของกลาง</td><td>{KEPT} รวมกับของบริจาค</td></tr>", Outcome.FAILED),
    ],
    ids=["its own row", "named in the row of another topic"],
)
def test_a_row_is_about_what_it_begins_with(line: str, outcome: Outcome) -> None:
    body = f"<table><tr><th>เรื่อง</th><th>แนวทาง</th></tr>{line}</table>"
    assert asked(TOPICS[0], body, others=(), before=TOPICS[1:]).outcome is outcome


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        (f"ของบริจาค {KEPT}", Outcome.PASSED),
        ("ของบริจาค อยู่ระหว่างเสนอผู้อำนวยการเขตเห็นชอบ จะนำลงเว็บไซต์ภายหลัง", Outcome.FAILED),
    ],
)
def test_a_promise_is_no_content(line: str, outcome: Outcome) -> None:
    assert asked(TOPICS[0], f"<p>{line}</p>").outcome is outcome


@pytest.mark.parametrize(
    ("first", "outcome"),
    [("สังกัดกรุงเทพมหานคร", Outcome.PASSED), ("สังกัดเอกชน", Outcome.FAILED)],
)
def test_a_list_typed_in_lines_is_of_what_its_first_line_says(
    first: str, outcome: Outcome
) -> None:
    lines = "<br>".join(f"{n}. โรงเรียน{name}" for n, name in enumerate(NAMES, 1))
    assert asked(SCHOOLS, f"<p>{first}<br>{lines}</p>").outcome is outcome


@pytest.mark.parametrize(
    ("first", "count"), [(("ที่", "ชื่อโรงเรียน", "ชื่อโรงเรียน"), 2), (HEADER, 3)]
)
def test_a_header_of_two_rows_has_no_entries(
    first: tuple[str, ...], count: int
) -> None:
    below = (("ที่", "ภาษาไทย", "ภาษาอังกฤษ"), *rows(NAMES[:2]))
    finding = asked(SCHOOLS, table(first, *below))
    assert dict(finding.facts)["count"] == str(count)


@pytest.mark.parametrize(
    ("done", "outcome"),
    [
        ("จัดแล้ว 2 ครั้ง", Outcome.PASSED),
        ("จะจัด 2 ครั้ง", Outcome.FAILED),
        ("อยู่ระหว่างจัดทำ", Outcome.FAILED),
    ],
)
def test_what_is_yet_to_be_done_is_no_entry(done: str, outcome: Outcome) -> None:
    question = (
        "{id: x, check: text, element: ผล, element_en: Results, any: [ผลสำเร็จของงาน],"
        " columns: [ผล]}"
    )
    body = table(("เรื่อง", "ผล"), ("ประชุมชี้แจง", done))
    assert asked(question, body).outcome is outcome


def test_the_first_of_many_headings_is_one_of_them() -> None:
    cards = "".join(
        f"<div><img src='/{n}.jpg'><h5>โรงเรียน{name}</h5></div>"
        for n, name in enumerate(NAMES)
    )
    content = f"<p>Our Schools</p><p>ในความดูแลของเขต</p>{cards}"
    assert dict(asked(SCHOOLS, content).facts)["count"] == "3"
