"""Near wordings, forms, wordings by shape, and the part of a page that is an element's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.forms import asks_login, is_form
from checks.near import nearest
from checks.wording import begins, figures, finds, leads, letters, matches, states
from documents.document import Block, Role


def field(text: str) -> Block:
    return Block(text=text, role=Role.FIELD)


SEND = field("submit ส่ง")


@pytest.mark.parametrize(
    ("fields", "form"),
    [
        ([field("textarea รายละเอียด")], True),
        ([field("text ชื่อ"), field("email อีเมล")], True),
        ([field("text เลขที่คำขอ"), SEND], True),
        ([field("file แนบไฟล์"), field("image")], True),
        ([field("text ค้นหา"), field("text ชื่อ"), field("tel โทร")], True),
        ([field("text ชื่อ")], False),
        ([SEND], False),
        ([field("search"), SEND], False),
        ([field("text q"), SEND], False),
        ([field("text ค้นหาข้อมูล"), field("button ค้นหา")], False),
        ([field("text เลขที่"), field("submit ค้นหา")], False),
        ([field("checkbox ยอมรับ"), field("radio ชาย"), SEND], False),
        ([Block(text="text ชื่อ"), Block(text="textarea")], False),
        ([], False),
    ],
)
def test_what_a_form_is(fields: list[Block], form: bool) -> None:
    assert is_form(fields) is form


def test_a_box_for_a_password_asks_for_a_login() -> None:
    assert asks_login([field("text user"), field("password รหัสผ่าน")])
    assert not asks_login([field("text password"), Block(text="password")])


@given(st.permutations([field("text ชื่อ"), field("text q"), SEND, field("email อีเมล")]))
def test_the_order_of_fields_never_matters(fields: list[Block]) -> None:
    assert is_form(fields)


@pytest.mark.parametrize(
    ("wording", "text"),
    [
        ("แผนปฏิบัติการ", "แผนปฏบัติการ"),
        ("แผนปฏิบัติการ", "แผนปฎิบัติการประจำปี 2567"),
        ("ประกาศเจตนารมณ์", "ประกาศเจตนารมย์"),
        ("แผน*ปฏิบัติการ", "แผนปฏบัติการ"),
    ],
)
def test_a_slip_of_the_pen_is_near(wording: str, text: str) -> None:
    assert nearest((wording,), ["ข่าวประชาสัมพันธ์", text, "ติดต่อเรา"]) == text


@pytest.mark.parametrize(
    ("wording", "text"),
    [
        ("แผนปฏิบัติการ", "รายงานแผนปฏบัติการ"),
        ("แผนปฏิบัติการ", "แผนปฏิบัติการ"),
        ("แผนปฏิบัติการ", "แผน"),
        ("แผนปฏิบัติการ", "แผนที่ท่องเที่ยว"),
        ("แผนงาน", "แผนงาม"),
        ("แผนปฏิบัติการ", ""),
    ],
    ids=[
        "another kind of document",
        "the wording itself",
        "much shorter",
        "another word",
        "a wording too short to tell",
        "nothing",
    ],
)
def test_what_is_not_near(wording: str, text: str) -> None:
    assert nearest((wording,), [text]) == ""


def test_the_nearest_of_several_is_given() -> None:
    texts = ["แผนปฎบัตการ", "แผนปฎิบัติการ", "แผนปฎบัติกร"]
    assert nearest(("แผนปฏิบัติการ",), texts) == "แผนปฎิบัติการ"


KINDS = ("แผน", "รายงาน", "ผลการ", "สถิติ", "คู่มือ", "ประกาศ", "มาตรการ", "สรุป")
SUBJECTS = ("ดำเนินงานประจำปี", "ป้องกันการทุจริตและประพฤติมิชอบ", "จัดซื้อจัดจ้างและการจัดหาพัสดุ")


@given(
    kinds=st.lists(st.sampled_from(KINDS), min_size=2, max_size=2, unique=True),
    subject=st.sampled_from(SUBJECTS),
    at=st.integers(0, 40),
)
def test_near_never_joins_two_kinds_of_document(
    kinds: list[str], subject: str, at: int
) -> None:
    slip = subject[: at % len(subject)] + subject[at % len(subject) + 1 :]
    assert nearest((kinds[0] + subject,), [kinds[1] + subject, kinds[1] + slip]) == ""


@given(st.text(max_size=40))
def test_near_gives_one_of_the_texts_or_none(text: str) -> None:
    assert nearest(("แผนปฏิบัติการประจำปี",), [text]) in ("", text)


WORDINGS = st.sampled_from(["แผนปฏิบัติการ", "รายงานผล", "สถิติ*เรื่อง", "ขั้นตอน"])


@given(
    wording=WORDINGS,
    number=st.sampled_from(["", "1. ", "๒) ", "(3) ", "2.1 ", "ก. ", "- ", "ส่วนที่ 2 "]),
    rest=st.text(alphabet="กขคงจฉชซ 0123", max_size=60),
)
def test_what_begins_a_title_also_leads_and_is_found(
    wording: str, number: str, rest: str
) -> None:
    text = number + wording.replace("*", "การร้องเรียน") + rest
    assert begins((wording,), text)
    assert leads((wording,), text)
    assert finds((wording,), text)


@given(
    wording=WORDINGS,
    text=st.text(alphabet="แผนปฏิบัตกรสถเ ่้ืูขงย |.12", max_size=80),
)
def test_what_leads_or_begins_is_always_found(wording: str, text: str) -> None:
    found = finds((wording,), text)
    assert found or not begins((wording,), text)
    assert found or not leads((wording,), text)
    assert found or not states((wording,), text)
    assert found == bool(matches((wording,), text))


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("แผนปฏิบัติการ ประจำปี 2567", True),
        ("๑. แผนปฏิบัติการ", True),
        ("ร่างแผนปฏิบัติการ", True),
        ("สำนักงานเขตได้จัดทำแผนปฏิบัติการ", False),
        ("รายงานตามแผนปฏิบัติการ", False),
    ],
)
def test_a_title_begins_with_its_name(text: str, does: bool) -> None:
    assert begins(("แผนปฏิบัติการ",), text) is does


def test_a_sentence_that_speaks_of_a_document_does_not_lead() -> None:
    sentence = "สำนักงานเขตได้ดำเนินการตามแนวทางที่กำหนดไว้ในแผนปฏิบัติการทุกประการแล้ว"
    assert not leads(("แผนปฏิบัติการ",), sentence)
    assert leads(("แผนปฏิบัติการ",), "1 | แผนปฏิบัติการ | " + "ดาวน์โหลดเอกสาร " * 4)
    assert leads(("แผนปฏิบัติการ",), "ดาวน์โหลด แผนปฏิบัติการ")


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("ปี 2567 ไม่มีเรื่องร้องเรียน", True),
        ("หากไม่มีเรื่องร้องเรียน", False),
        ("กรณีไม่มีเรื่องร้องเรียน ให้แจ้ง", False),
        ("ถ้าไม่มีเรื่องร้องเรียน จะแจ้ง แต่ปีนี้ถือว่าสรุปได้ว่าไม่มีเรื่องร้องเรียน", True),
        ("มีเรื่องร้องเรียน", False),
    ],
)
def test_a_condition_states_nothing(text: str, does: bool) -> None:
    assert states(("ไม่มีเรื่องร้องเรียน",), text) is does


@pytest.mark.parametrize(
    ("wording", "text", "found"),
    [
        ("โรงเรียน<word>เขต", "โรงเรียนวัดริมคลองเขต", True),
        ("(-ผู้ช่วย)ผู้อำนวยการ", "ผู้อำนวยการเขต", True),
        ("(-ผู้ช่วย)ผู้อำนวยการ", "ผู้ช่วยผู้อำนวยการเขต", False),
        ("<name>", "นางสาวมาลี แสงทอง", True),
        ("<name>", "นายทะเบียนท้องถิ่น", False),
        ("<phone>", "โทร 1555", True),
        ("<phone>", "ปี 1555", False),
        ("<number> บาท", "12,000 บาท", True),
        ("<number> บาท", "2567 บาท", False),
        ("แผน*ปี", "แผนปฏิบัติการประจำปี", True),
        ("แผน*ปี", f"แผน{'ก' * 60}ปี", False),
    ],
)
def test_wordings_by_shape(wording: str, text: str, found: bool) -> None:
    assert finds((wording,), text) is found


def test_a_wording_may_begin_with_any_word() -> None:
    assert finds(("<word>เขต",), "โรงเรียนวัดเขต")


def test_different_names_in_a_text_are_told_apart() -> None:
    text = "โรงเรียนวัดริมคลอง โรงเรียนวัดทอง และโรงเรียนวัดริมคลอง"
    assert matches(("โรงเรียน<word>",), text) == {"โรงเรียนวัดริมคลอง", "โรงเรียนวัดทอง"}


@pytest.mark.parametrize(
    ("wording", "count"),
    [("แผน", 3), ("แผน*ปี", 5), ("<number> บาท", 3), ("(-ผู้ช่วย)แผน", 3), ("<name>", 0)],
)
def test_letters_that_a_wording_fixes(wording: str, count: int) -> None:
    assert letters(wording) == count


@given(st.text(max_size=60))
def test_figures_are_parts_of_the_text(text: str) -> None:
    assert all(any(c.isdigit() for c in figure) for figure in figures(text))
