"""People: names beside their posts, vacant posts, contacts, and whose names they are not."""

import pytest

from checks.finding import Outcome, Reason
from crawler.artifacts import FetchStatus
from tests.support.asked import SCAN, asked, link, table
from tests.support.files import pdf, xlsx
from tests.support.sites import Thing

WHAT = (
    "check: people, element: ผู้บริหารเขต, element_en: Executives,"
    " posts: [ผู้อำนวยการเขต, ผู้ช่วยผู้อำนวยการ, หัวหน้าฝ่าย], without: [โรงเรียน]"
)
ONE = f"{{id: who, {WHAT}}}"
TWO = f"{{id: who, {WHAT}, at_least: 2}}"
REACHED = f"{{id: who, {WHAT}, contact: true}}"
OF = f"{{id: who, {WHAT}, of: list}}"
LIST = "{id: list, check: document, element: ทำเนียบ, element_en: List, any: [ทำเนียบผู้บริหาร]}"

DIRECTOR = "<p>นายสมชาย ใจดี ผู้อำนวยการเขตตัวอย่าง</p>"
CHIEF = "<p>นางสาวมาลี แสงทอง หัวหน้าฝ่ายปกครอง</p>"
PORTRAIT = (
    '<img src="/p.jpg"><p>นายสมชาย ใจดี</p><p>ผู้อำนวยการเขต</p><p>โทร 0 2123 4567</p>'
)


@pytest.mark.parametrize(
    "content",
    [
        DIRECTOR + CHIEF,
        PORTRAIT + "<p>นางมาลี แสงทอง</p><p>ผู้ช่วยผู้อำนวยการเขต</p>",
        "<h4>ผู้อำนวยการเขต</h4><p>นายสมชาย ใจดี</p><p>นางมาลี แสงทอง</p>",
        "<p>ผู้อำนวยการเขต</p><p>นายสมชาย ใจดี</p><p>ผู้ช่วยผู้อำนวยการเขต</p><p>นางมาลี แสงทอง</p>",
        table(
            ("ชื่อ - สกุล", "ตำแหน่ง"),
            ("นายสมชาย ใจดี", "ผู้อำนวยการเขต"),
            ("นางมาลี แสงทอง", "หัวหน้าฝ่ายโยธา"),
        ),
        table(
            ("หัวหน้าฝ่าย", "โทรศัพท์"),
            ("นายสมชาย ใจดี", "0 2123 4567"),
            ("นางมาลี แสงทอง", "0 2123 4568"),
        ),
        table(("ฝ่าย", "โทรศัพท์"), ("โยธา", "0 2123 4567"), ("ปกครอง", "0 2123 4568"))
        + table(
            ("หัวหน้าฝ่าย", "โทรศัพท์"),
            ("นายสมชาย ใจดี", "0 2123 4567"),
            ("นางมาลี แสงทอง", "0 2123 4568"),
        ),
        "<p>นายสมชาย ใจดี | ผู้อำนวยการเขต | นางมาลี แสงทอง | ผู้ช่วยผู้อำนวยการเขต</p>",
        DIRECTOR + "<p>หัวหน้าฝ่ายทะเบียน (ว่าง)</p>",
    ],
    ids=[
        "lines with name and post",
        "portraits",
        "under a heading with the post",
        "posts in the line above",
        "a table",
        "a table whose header names the post",
        "a second table whose header names the post",
        "two in one line, set apart",
        "a post said to be vacant",
    ],
)
def test_two_persons_are_named(content: str) -> None:
    finding = asked(TWO, content)
    assert (finding.outcome, finding.reason) == (Outcome.PASSED, Reason.FOUND)
    assert dict(finding.facts)["count"] == "2"
    assert dict(finding.facts)["needed"] == "2"


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (DIRECTOR, 1),
        (DIRECTOR + DIRECTOR, 1),
        ("<p>ผู้อำนวยการเขต</p><p>หัวหน้าฝ่ายปกครอง</p>", 0),
        (DIRECTOR + "<p>นายวิชัย ดีงาม ผู้อำนวยการโรงเรียนวัดตัวอย่าง</p>", 1),
        (DIRECTOR + "<p>นายวิชัย ดีงาม เจ้าพนักงานธุรการ</p>", 1),
        (DIRECTOR + "<h4>สมาชิกสภากรุงเทพมหานคร</h4><p>นายวิชัย ดีงาม</p>", 1),
        (DIRECTOR + "<p>สมาชิกสภากรุงเทพมหานคร</p><p>นายวิชัย ดีงาม</p>", 1),
        ("<h4>ข่าวเขต</h4><p>นายวิชัย ดีงาม และนางสาวสายฝน มีสุข รับรางวัล</p>", 0),
        (
            table(
                ("ผู้อำนวยการโรงเรียน", "โทรศัพท์"),
                ("นายวิชัย ดีงาม", "0 2123 4567"),
                ("นายวิชิต ดีงาม", "0 2123 4568"),
            ),
            0,
        ),
        (
            table(
                ("หัวหน้าฝ่ายการศึกษาและโรงเรียน", "โทรศัพท์"),
                ("นายวิชัย ดีงาม", "0 2123 4567"),
                ("นายวิชิต ดีงาม", "0 2123 4568"),
            ),
            0,
        ),
        (
            table(
                ("รายชื่อ", "โทรศัพท์"),
                ("นายวิชัย ดีงาม | นายวิชิต ดีงาม", "0 2123 4567"),
                ("นายวิชา ดีงาม", "0 2123 4568"),
            ),
            0,
        ),
        (DIRECTOR + "<p>ติดต่อหัวหน้าฝ่ายได้ที่นายทะเบียน และนายช่างโยธา</p>", 1),
    ],
    ids=[
        "one",
        "one named twice",
        "posts without names",
        "another post in the excluded words",
        "another post beside the name",
        "another post in the heading",
        "another post in the line above",
        "no post at all",
        "another post in the header of a table",
        "a header with an excluded word",
        "a table without posts, names set apart by a bar",
        "posts that sound like names",
    ],
)
def test_too_few_are_named(content: str, count: int) -> None:
    finding = asked(TWO, content)
    assert (finding.outcome, finding.reason) == (Outcome.FAILED, Reason.MISSING)
    assert dict(finding.facts)["count"] == str(count)
    assert dict(finding.facts)["wordings"].startswith("ผู้อำนวยการเขต / ")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (PORTRAIT, Reason.FOUND),
        (DIRECTOR + "<p>โทรศัพท์ 0 2123 4567</p>", Reason.FOUND),
        (DIRECTOR + "<p>อีเมล director@bangkok.go.th</p>", Reason.FOUND),
        (
            DIRECTOR + '<p>ส่ง<a href="mailto:d@bangkok.go.th">จดหมายถึงท่าน</a></p>',
            Reason.FOUND,
        ),
        (DIRECTOR + "<p>[email protected]</p>", Reason.FOUND),
        (DIRECTOR + "<p>เบอร์ต่อ 6501</p>", Reason.FOUND),
        (DIRECTOR, Reason.NO_CONTACT),
        (DIRECTOR + "<p>นายวิชัย ดีงาม</p><p>โทร 0 2123 4567</p>", Reason.NO_CONTACT),
        (DIRECTOR + "<h4>ติดต่อ</h4><p>โทร 0 2123 4567</p>", Reason.NO_CONTACT),
        (
            DIRECTOR + "<p>ก</p><p>ข</p><p>ค</p><p>ง</p><p>โทร 0 2123 4567</p>",
            Reason.NO_CONTACT,
        ),
        (
            table(
                ("ชื่อ", "ตำแหน่ง"),
                ("นายสมชาย ใจดี", "ผู้อำนวยการเขต"),
                ("เจ้าหน้าที่", "โทร 0 2123 4567"),
            ),
            Reason.NO_CONTACT,
        ),
    ],
    ids=[
        "under a portrait",
        "telephone below",
        "e-mail below",
        "e-mail behind a link",
        "e-mail behind a spam guard",
        "an extension",
        "nothing",
        "another person's",
        "that of the office, under its own heading",
        "too far below",
        "another row's",
    ],
)
def test_a_contact_stands_beside_the_name(content: str, reason: Reason) -> None:
    finding = asked(REACHED, content)
    passed = reason is Reason.FOUND
    assert finding.reason is reason
    assert finding.outcome is (Outcome.PASSED if passed else Outcome.FAILED)
    assert "นายสมชาย" in finding.evidence[0].quote


@pytest.mark.parametrize(
    ("file", "outcome", "reason"),
    [
        (
            pdf(["ทำเนียบผู้บริหาร", "นายสมชาย ใจดี ผู้อ\u0e4d\u0e32นวยการเขต"]),
            Outcome.PASSED,
            Reason.FOUND,
        ),
        (
            xlsx({"1": [("ชื่อ", "ตำแหน่ง"), ("นายสมชาย ใจดี", "ผู้อำนวยการเขต")]}),
            Outcome.PASSED,
            Reason.FOUND,
        ),
        (
            xlsx({"1": [("ผู้อำนวยการเขต", "โทรศัพท์"), ("นายสมชาย ใจดี", "0 2123 4567")]}),
            Outcome.PASSED,
            Reason.FOUND,
        ),
        (SCAN, Outcome.INCONCLUSIVE, Reason.ONLY_PICTURES),
        (FetchStatus.TIMEOUT, Outcome.INCONCLUSIVE, Reason.UNSEEN),
    ],
    ids=[
        "a PDF",
        "a workbook",
        "a workbook with the post in its header",
        "a scan",
        "unseen",
    ],
)
def test_names_may_stand_in_a_file(
    file: Thing, outcome: Outcome, reason: Reason
) -> None:
    finding = asked(ONE, link("a.pdf", "ดาวน์โหลด"), {"/files/a.pdf": file})
    assert (finding.outcome, finding.reason) == (outcome, reason)


def test_only_the_list_itself_counts_where_it_is_asked_for() -> None:
    news = f"<h4>ข่าวเขต</h4>{DIRECTOR}"
    chiefs = CHIEF + CHIEF.replace("มาลี", "มานี").replace("ปกครอง", "โยธา")
    for content, reason in (
        (news + f"<h4>ทำเนียบผู้บริหาร</h4>{DIRECTOR}{chiefs}", Reason.FOUND),
        (
            news + f"<h4>ทำเนียบผู้บริหาร</h4><p>{'รายชื่อทั้งหมดดูได้ที่สำนักงาน ' * 5}</p>",
            Reason.MISSING,
        ),
        (news, Reason.ELEMENT_MISSING),
    ):
        finding = asked(OF, content, before=[LIST])
        assert finding.reason is reason


def test_two_vacant_posts_are_two() -> None:
    content = "<p>ผู้อำนวยการเขต ตำแหน่งว่าง</p><p>หัวหน้าฝ่ายโยธา ตำแหน่งว่าง</p>"
    assert asked(TWO, content).outcome is Outcome.PASSED


def test_a_page_of_portraits_without_words_is_left_to_a_person() -> None:
    content = '<p>ผู้บริหาร</p><img src="/1.jpg"><img src="/2.jpg"><img src="/3.jpg">'
    finding = asked(ONE, content)
    assert (finding.outcome, finding.reason) == (
        Outcome.INCONCLUSIVE,
        Reason.ONLY_PICTURES,
    )


def test_a_table_below_a_person_says_nothing_of_that_person() -> None:
    schools = table(("โรงเรียน", "โทรศัพท์"), ("วัดตัวอย่าง", "0 2123 4567"))
    assert asked(ONE, DIRECTOR + schools).outcome is Outcome.PASSED
    assert asked(REACHED, DIRECTOR + schools).reason is Reason.NO_CONTACT


def test_two_persons_in_one_sentence_are_two() -> None:
    content = "<p>นายสมชาย ใจดี ผู้อำนวยการเขต และนางมาลี แสงทอง ผู้ช่วยผู้อำนวยการเขต</p>"
    assert asked(TWO, content).outcome is Outcome.PASSED


A, B, C = "นายสมชาย ใจดี", "นางมาลี แสงทอง", "นายวิชัย ดีงาม"
FIRST, SECOND, THIRD = "ผู้อำนวยการเขต", "ผู้ช่วยผู้อำนวยการเขต", "หัวหน้าฝ่ายโยธา"
SCHOOL = "ผู้อำนวยการโรงเรียนวัดตัวอย่าง"
PHONE = "โทร 0 2123 4567"
DIRECTORS = (
    "{id: who, check: people, element: ผู้อำนวยการ, element_en: Director,"
    " posts: [(-ผู้ช่วย)ผู้อำนวยการเขต], at_least: 2}"
)


def lines(*texts: str, tag: str = "p") -> str:
    return "".join(f"<{tag}>{text}</{tag}>" for text in texts)


def card(*texts: str) -> str:
    return f'<div class="card">{lines(*texts)}</div>'


@pytest.mark.parametrize(
    "content",
    [
        lines(FIRST, A, SECOND, B, THIRD, C),
        lines(A, FIRST, B, SECOND, C, THIRD),
        lines(FIRST, A, PHONE, SECOND, B, PHONE),
        lines(A, PHONE, FIRST, B, PHONE, SECOND),
        lines("รายนามผู้ช่วยผู้อำนวยการและผู้อำนวยการ", B, SECOND, A, FIRST),
        lines(B, SECOND, A, FIRST, C),
        lines("นิติกร", B, FIRST, A, "วิศวกร", C),
        lines(SECOND) + card(SCHOOL, B) + card(FIRST, A),
        card(SCHOOL, B) + card(FIRST, A) + lines("ติดต่อหัวหน้าฝ่าย"),
        lines(SCHOOL, B, FIRST, A, tag="h5"),
        lines(B, SCHOOL, A, FIRST, tag="h5"),
        f"<h5>{B}</h5><p>{SECOND}</p><h5>{A}</h5><p>{FIRST}</p>",
        f"<h5>{SECOND}</h5><p>{B}</p><h5>{FIRST}</h5><p>{A}</p>",
        f"<h4>ก</h4>{lines(B, SECOND, A, FIRST)}<h4>ข</h4>{lines(THIRD, C)}",
        lines(f"{SECOND} {B} {FIRST} {A}"),
        lines(f"{B} {SECOND} และ{A} {FIRST}"),
        lines(f"{B} และ{C} {SECOND}", f"{A} {FIRST}"),
        lines(f"{A} {FIRST}<br>{B} {SECOND}"),
        f'<p><a href="/a">{B}</a></p><p>{SECOND}</p><p><a href="/b">{A}</a> {FIRST}</p>',
        table((SECOND, "โทรศัพท์"), (B, "1"))
        + table(("ตำแหน่ง", "ชื่อ"), (FIRST, A), (THIRD, C)),
    ],
    ids=[
        "posts over names",
        "posts under names",
        "posts over names, telephones between",
        "posts under names, telephones between",
        "a title over the list",
        "the last without a post",
        "a post we know over the first",
        "cards with the post on top below a title",
        "cards with the post on top before another line",
        "headings only, posts first",
        "headings only, names first",
        "names as headings",
        "posts as headings",
        "two lists of two orders",
        "in one line, posts first",
        "in one line, names first",
        "in one line, a post for two",
        "in one paragraph of two lines",
        "names as links",
        "two tables",
    ],
)
def test_each_has_the_own_post(content: str) -> None:
    finding = asked(DIRECTORS, content)
    assert dict(finding.facts)["count"] == "1"
    finding = asked(DIRECTORS.replace("at_least: 2", "at_least: 1"), content)
    assert A in finding.evidence[0].quote


def test_the_contact_is_that_of_the_own_card() -> None:
    content = lines(FIRST, A, SECOND, B, PHONE)
    asks = DIRECTORS.replace("at_least: 2", "contact: true")
    assert asked(asks, content).reason is Reason.NO_CONTACT
    content = lines(FIRST, A, PHONE, SECOND, B)
    assert asked(asks, content).reason is Reason.FOUND


@pytest.mark.parametrize(
    "rows",
    [
        [("ที่", "คำนำหน้า", "ชื่อ", "นามสกุล"), ("1", "นาย", "สมชาย", "ใจดี")],
        [("ที่", "ชื่อ", "นามสกุล"), ("1", "สมชาย", "ใจดี")],
        [("ที่", "ชื่อ - สกุล"), ("1", "สมชาย ใจดี")],
        [("ที่", "ชื่อ-นามสกุล"), ("1", "สมชาย ใจดี (รักษาการ)")],
        [("ที่", "ข้อมูล", "", ""), ("1", "นาย", "สมชาย", "ใจดี")],
        [("ที่", "ข้อมูล", ""), ("1", "นาย", "สมชาย ใจดี")],
        [("ที่", "ข้อมูล", ""), ("1", "Mr.", "Somchai Jaidee")],
        [("ที่", "ชื่อ - สกุล"), ("1", "ว่าง")],
    ],
    ids=[
        "a cell for each part",
        "no title, two cells",
        "no title, one cell",
        "no title, a remark",
        "a title in its own cell, no header",
        "a title in its own cell, the rest in one",
        "in English",
        "vacant",
    ],
)
def test_names_in_cells_of_a_table(rows: list[tuple[str, ...]]) -> None:
    posts = ["ตำแหน่ง", FIRST]
    cells = [(*row, post) for row, post in zip(rows, posts, strict=True)]
    assert asked(ONE, table(*cells)).outcome is Outcome.PASSED
    titled = [("รายชื่อบุคลากร",), *cells]
    served = {"/files/a.xlsx": xlsx({"1": titled})}
    assert asked(ONE, link("a.xlsx", "รายชื่อ"), served).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "rows",
    [
        [("ที่", "ชื่อ - สกุล"), ("1", "สมชาย")],
        [("ที่", "ชื่อ - สกุล"), ("1", "-")],
        [("ที่", "ชื่อ"), ("1", "อาคารเรียน หลังใหม่")],
        [("ที่", "ชื่อ - สกุล"), ("1", "สำนักงานเขต ตัวอย่าง")],
        [("ที่", "ข้อมูล"), ("นาย", "ฝ่ายโยธา")],
    ],
    ids=["no surname", "a dash", "another header", "an office", "a title alone"],
)
def test_cells_that_name_nobody(rows: list[tuple[str, ...]]) -> None:
    posts = ["ตำแหน่ง", FIRST]
    cells = [(*row, post) for row, post in zip(rows, posts, strict=True)]
    assert asked(ONE, table(*cells)).outcome is Outcome.FAILED


def test_a_cell_that_spans_rows_belongs_to_each() -> None:
    rows = (
        f"<tr><td rowspan=2>{FIRST}</td><td>{A}</td></tr><tr><td>{B}</td></tr>"
        "<tr><td>ก</td><td>ข</td></tr>"
    )
    content = f"<table><tr><th>ตำแหน่ง</th><th>ชื่อ</th></tr>{rows}</table>"
    assert asked(ONE, content).outcome is Outcome.PASSED


def test_two_in_one_row_have_a_post_each() -> None:
    content = table(("ก", "ข", "ค", "ง"), (A, FIRST, B, SCHOOL))
    assert dict(asked(TWO, content).facts)["count"] == "1"


def test_another_title_makes_no_other_person() -> None:
    content = lines(f"น.ส.มาลี แสงทอง {SECOND}", f"นางสาวมาลี แสงทอง {THIRD}")
    assert dict(asked(TWO, content).facts)["count"] == "1"


@pytest.mark.parametrize(
    "texts",
    [
        (FIRST, A, SECOND, B),
        (A, FIRST, B, SECOND),
        (B, SECOND, A, FIRST),
        (SECOND, "รักษาการหัวหน้าฝ่าย", B, FIRST, A),
    ],
    ids=["posts first", "names first", "names first, the other", "two posts of one"],
)
def test_each_has_the_own_post_in_lines_of_a_file(texts: tuple[str, ...]) -> None:
    # As fonts write it: in two characters.
    written = [text.replace("\u0e33", "\u0e4d\u0e32") for text in texts]
    served: dict[str, Thing] = {"/files/a.pdf": pdf(written)}
    finding = asked(DIRECTORS, link("a.pdf", "ดาวน์โหลด"), served)
    assert dict(finding.facts)["count"] == "1"
    asks = DIRECTORS.replace("at_least: 2", "at_least: 1")
    assert A in asked(asks, link("a.pdf", "ดาวน์โหลด"), served).evidence[0].quote
