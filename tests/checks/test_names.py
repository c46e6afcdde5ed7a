"""Names of persons: what is one, what only begins like one, and how many there are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.names import CLOSE, OPEN, header_of, mark_names, names_in, names_in_row
from checks.wording import finds, leads, matches, stands


@pytest.mark.parametrize(
    "text",
    [
        "นายสมชาย ใจดี",
        "นาย สมชาย ใจดี",
        "นางมาลี แสงทอง",
        "นางสาวสายฝน มีสุข",
        "น.ส.มาลี แสงทอง",
        "น.ส. มาลี แสงทอง",
        "ว่าที่ร้อยตรีสมชาย ใจดี",
        "ว่าที่ ร.ต. สมชาย ใจดี",
        "ว่าที่ ร.ต.หญิง มาลี แสงทอง",
        "ร.ต.อ.สมชาย ใจดี",
        "พ.ต.ท. สมชาย ใจดี",
        "พันตำรวจเอก สมชาย ใจดี",
        "จ.ส.อ. สมชาย ใจดี",
        "นายกองเอก สมชาย ใจดี",
        "ดร.สมชาย ใจดี",
        "ผศ.ดร.สมชาย ใจดี",
        "นายแพทย์สมชาย ใจดี",
        "หม่อมหลวงสมชาย ใจดี",
        "นายสมชาย ณ อยุธยา",
        "นายกมล ใจดี",
        "นายพลวัฒน์ ใจดี",
        "นางนพมาศ แสงทอง",
        "นายอำไพ อำนวย",
        "นายมานะ ครูดี",
        "นายสมชาย รองเดช",
        "ผู้อำนวยการเขตนายสมชาย ใจดี",
        "โดยนายสมชาย ใจดี ผู้อำนวยการเขต",
        "และน.ส.มาลี แสงทอง",
        "Mr. Somchai Jaidee",
        "MRS. MALEE SAENGTHONG",
        "Miss Malee Saengthong",
        "Ms. Malee S. Saengthong",
        "Dr. Somchai Jaidee",
    ],
)
def test_a_name(text: str) -> None:
    (name,) = names_in(text)
    assert " " not in name.key
    assert finds(("<name>",), text)


@pytest.mark.parametrize(
    "text",
    [
        "นายสมชาย",
        "นายสมชาย ผู้อำนวยการเขต",
        "นายสมชาย และคณะ",
        "ทนายความ อาสา",
        "ทนายสมชาย ใจดี",
        "ขุนนาง ไทยโบราณ",
        "ตลาดนางเลิ้ง กรุงเทพมหานคร",
        "นางเลิ้ง ป้อมปราบศัตรูพ่าย",
        "ถนนนางลิ้นจี่ ช่องนนทรี",
        "วัดนางชี ภาษีเจริญ",
        "นายกรัฐมนตรี คนที่ 30",
        "นายกสมาคม ผู้ปกครอง",
        "นายกเทศมนตรี เมืองตัวอย่าง",
        "นายทะเบียน ท้องถิ่น",
        "นายทะเบียนท้องถิ่น เขตตัวอย่าง",
        "นายอำเภอ เมือง",
        "นายจ้าง ลูกจ้าง",
        "นายตรวจ เทศกิจ",
        "นายช่างโยธา ชำนาญงาน",
        "นายหน้า ขายที่ดิน",
        "นายทุน ต่างชาติ",
        "นายแพทย์ชำนาญการ พิเศษ",
        "นางสาวไทย อันดับหนึ่ง",
        "นางพยาบาล วิชาชีพ",
        "นางงาม จักรวาล",
        "ประกวดนางนพมาศ ประจำปี",
        "นาย/นาง/นางสาว ชื่อ นามสกุล",
        "น้ำพ.ศ. สองพัน ห้าร้อย",
        "Miss Universe Thailand",
        "MS Word File",
        "Mr. Somchai",
    ],
)
def test_what_only_begins_like_a_name(text: str) -> None:
    assert names_in(text) == ()
    assert not finds(("<name>",), text)
    assert not matches(("<name>",), text)


def test_names_in_one_sentence_are_told_apart() -> None:
    text = "นายสมชาย ใจดี ผู้อำนวยการเขต นางมาลี แสงทองและนายวิชัย ดีงาม"
    found = matches(("<name>",), text.replace("แสงทองและ", "แสงทอง และ"))
    assert found == {"นายสมชายใจดี", "นางมาลีแสงทอง", "นายวิชัยดีงาม"}


@pytest.mark.parametrize(
    ("wording", "text", "found"),
    [
        ("<name>*ผู้อำนวยการ", "นายสมชาย ใจดี ผู้อำนวยการ", True),
        ("<name>*ผู้อำนวยการ", "ผู้อำนวยการ นายสมชาย ใจดี", False),
        ("โดย <name>", "โดย นายสมชาย ใจดี", True),
        ("<name>*<phone>", "นายสมชาย ใจดี โทร 0 2123 4567", True),
        ("<name>*<phone>", "นายสมชาย ใจดี โทรสาร 0 2123 4567", False),
    ],
)
def test_a_name_within_a_wording(wording: str, text: str, found: bool) -> None:
    assert finds((wording,), text) is found
    assert leads((wording,), text) is found


def test_a_wording_with_a_name_may_stand_in_folded_text() -> None:
    assert stands("<name>", "นายสมชายใจดี")
    assert stands("แผน", "แผน")
    assert not stands("แผน*ปี", "แผน")


def test_a_row_of_a_table() -> None:
    header = ("ที่", "ชื่อตัว", "ชื่อสกุล")
    assert names_in_row(header, ("1", "สมชาย", "ใจดี")) == ("สมชายใจดี",)
    assert names_in_row(header, header) == ()
    merged = ("ชื่อ - สกุล",) * 3
    assert names_in_row(merged, ("นาย", "สมชาย", "ใจดี")) == ("สมชายใจดี",)
    assert names_in_row(("ชื่อ-สกุล",), ("นายสมชาย ใจดี",)) == ("สมชายใจดี",)
    assert header_of([("ก",), header]) == header
    assert header_of([("ก",), ("ข",)]) == ("ก",)


@given(st.text(max_size=40) | st.sampled_from(["นายสมชาย ใจดี", "Mr. A Bc"]))
def test_marks_stand_around_names_only(text: str) -> None:
    plain = text.replace(OPEN, "").replace(CLOSE, "")
    marked = mark_names(plain)
    assert marked.replace(OPEN, "").replace(CLOSE, "") == plain
    assert marked.count(OPEN) == len(names_in(plain))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("โทรสาร 0 2413 0565", False),
        ("โทรสาร : ๐ ๒๔๑๓ ๐๕๖๕", False),
        ("แฟกซ์ 02-413-0565", False),
        ("แฟ็กซ์. 02-413-0565", False),
        ("Fax: +66 2413 0565", False),
        ("โทรสาร 0 2413 0565, 0 2413 0566", False),
        ("โทรสาร | 0 2413 0565", False),
        ("0 2413 0565 (โทรสาร)", False),
        ("โทรศัพท์ - โทรสาร 0 2413 0565", False),
        ("เลขประจำตัวผู้เสียภาษี 0994000165501", False),
        ("เลขประจำตัวผู้เสียภาษีอากร 0-9940-00165-50-1", False),
        ("Tax ID: 0994000165501", False),
        ("โทรศัพท์ 0 2413 0565 โทรสาร 0 2413 0566", True),
        ("โทรสาร 0 2413 0566 โทรศัพท์ 0 2413 0565", True),
        ("โทรสาร - โทรศัพท์ 0 2413 0565", True),
        ("โทรศัพท์/โทรสาร 0 2413 0565", True),
        ("โทรศัพท์และโทรสาร 0 2413 0565", True),
        ("Tel./Fax 0 2413 0565", True),
        ("โทรสาร 0 2413 0566 | 0 2413 0565", True),
        ("ผู้เสียภาษี ติดต่อ 0 2413 0565", True),
    ],
)
def test_numbers_of_no_telephone(text: str, found: bool) -> None:
    assert finds(("<phone>",), text) is found
    assert bool(matches(("<phone>",), text)) is found
