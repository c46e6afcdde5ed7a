"""Names of persons in Thai text: a title, a first name and a surname.

Read from text with its spaces: without them a first name, a surname and the word
that follows cannot be told apart.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from documents.thai.text import fold

OPEN, CLOSE = "\ue000", "\ue001"
"""Stand around a name in text that is to be matched with ``<name>``."""

_WORD = r"[ก-ฮเ-ไ][ก-ฮะ-ฺเ-ๅ็-๎]{1,24}"
_STARTS = r"(?:(?<![ก-๙a-zA-Z.])|(?<=และ)|(?<=กับ)|(?<=โดย)|(?<=เขต))"
# Words that end in or go before these letters and name no person: ทนาย is a lawyer,
# ขุนนาง a nobleman; ถนนนางลิ้นจี่ and วัดนางชี are places.
_NO_PERSON = (
    "(?<!ท)(?<!ขุน)(?<!เจ้า)(?<!พระ)(?<!คุณ)(?<!แม่)(?<!ลูก)(?<!วัด)(?<!ซอย)(?<!ถนน)"
    "(?<!แขวง)(?<!ตลาด)(?<!คลอง)(?<!แยก)(?<!สะพาน)(?<!ตรอก)(?<!บ้าน)"
)
_GRADE = "(?:ตรี|โท|เอก)"
_RANK = (
    r"(?:พล\.(?:ต\.)?[จตทอ]\.|[รพสจน]\.(?:ส\.)?(?:ต\.)?[ตทอ]\.|ด\.ต\.|พ\.จ\.[ตทอ]\."
    rf"|(?:ร้อย|พัน|พล|สิบ|จ่าสิบ)(?:ตำรวจ)?{_GRADE}|(?:จ่าสิบ|ดาบ)ตำรวจ"
    rf"|(?:นาวา|นาวาอากาศ|เรือ|เรืออากาศ|พลเรือ|พลอากาศ|พันจ่า|พันจ่าอากาศ|จ่า|จ่าอากาศ){_GRADE})"
)
_TITLE = (
    # A post that begins like a title is not read as a shorter title: (?>...).
    rf"(?>{_NO_PERSON}(?:นางสาว|นาง|นาย(?:แพทย์|สัตวแพทย์|(?:หมวด|กอง|หมู่){_GRADE})?)"
    rf"|{_STARTS}(?:น\.\s?ส\.|ด\.\s?[ชญ]\.|ดร\.|ผศ\.|รศ\.|ศ\.|[นท]พ\.|[พท]ญ\.|น\.พ\.|พ\.ญ\.|ม\.[รล]\.(?:ว\.)?"
    r"|แพทย์หญิง|ทันตแพทย์(?:หญิง)?|หม่อมหลวง|หม่อมราชวงศ์)"
    rf"|(?:ว่าที่\s?(?:{_RANK}|[รพ]\.\s?[ตทอ]\.?)|{_STARTS}{_RANK})(?:\s?หญิง)?)"
)
_TITLES = rf"{_TITLE}(?:\s?(?:ดร\.|[นท]พ\.|[พท]ญ\.|ม\.[รล]\.(?:ว\.)?|{_RANK}))*"
# What follows นาย or นาง in words for posts, things and places.
_NO_FIRST = (
    r"(?!(?<=นาย)(?:\s?(?:ช่าง|ทะเบียน|ตรวจ|จ้าง|อ[ำา]เภอ|ทหาร|ต[ำา]รวจ|หน้า|สถานี|ไปรษณีย์|ท้ายเรือ|เวร)"
    r"|ก(?:รัฐมนตรี|สมาคม|สมาพันธ์|เทศ|องค์|สภา|สโมสร|เมือง|เหล่า|อบ|คนที่|พุทธสมาคม|ยุว|กิตติมศักดิ์)"
    r"|(?:ทุน|ท่า|เรือ|แบบ|บ้าน|ใหญ่|พล|พัน|สิบ|ดาบ|หมู่|กอง|หมวด|ร้อย|วง|โรง|ธง|คลัง|พราน|ประกัน|ด่าน)(?!\S)))"
    r"(?!(?<=นาง)(?:เลิ้ง|พยาบาล|สงกรานต์|กวัก|งามจักรวาล|แบบ|(?:ฟ้า|งาม|เอก|รำ|พญา|สนม|ละคร)(?!\S)))"
    r"(?!(?<=นางสาว)ไทย)(?!\s?(?:ชื่อ|นามสกุล|สกุล)(?![ก-๙]))"
    r"(?!(?<=แพทย์)(?:ช[ำา]นาญ|ปฏิบัติ|เชี่ยวชาญ|ทรงคุณ|สาธารณสุข|ประจ[ำา]|ผู้|ใหญ่))"
)
# What stands where a surname would: posts, places, and words that go on.
_NO_SURNAME = (
    r"(?!(?:ผู้(?:อ[ำา]นวยการ|ช่วย|จัดการ|บริหาร|บังคับ|ว่าราชการ|ใหญ่บ้าน|ตรวจ|รับ|แทน|แจ้ง|ร้อง|ขอ|ปฏิบัติ|ประสาน|ด[ำา]รง)"
    r"|ผอ\.|หัวหน้า|หน\.|รองผู้|รองปลัด|รองประธาน|รองหัวหน้า|ปลัด(?:กรุง|เขต|เทศ|อ[ำา]เภอ)|สมาชิกสภา|ส\.ก\."
    r"|ประธาน|เลขานุการ|ที่ปรึกษา|นามสกุล|เจ้าหน้าที่|เจ้าพนักงาน|พนักงาน|นัก(?:วิชาการ|บริหาร|พัฒนา|จัดการ|ทรัพยากร|วิเคราะห์|สังคม)"
    r"|นายช่าง|นิติกร|วิศวกร|พยาบาล(?:วิชาชีพ|เทคนิค)|ครู(?:ใหญ่|ช[ำา]นาญ|ผู้)|ข้าราชการ|ลูกจ้าง|กรรมการ|คณะ|ตำแหน่ง"
    r"|โทรศัพท์|โทรสาร|อีเมล|เบอร์|หมายเลข|ฝ่าย|กลุ่มงาน|ส[ำา]นัก|สถานศึกษา|โรงเรียน|แขวง|ถนน|ซอย|จังหวัด"
    r"|ประจ[ำา]|ช[ำา]นาญ|ปฏิบัติ|รักษา(?:การ|ราชการ)|พร้อม(?:ด้วย|คณะ)|นาย|นาง|ได้รับ|เป็นประธาน|เป็นผู้|มอบหมาย)"
    r"|และ|(?:หรือ|กับ|โดย|เขต|โทร|ครู|คือ|ว่า|ที่|ใน|มา|ไป|ได้|เป็น|ให้|จะ|ของ|ซึ่ง|อายุ|ยื่น|ว่าง)(?![ก-๙]))"
)
_SURNAME = rf"(?:ณ\s)?{_NO_SURNAME}{_WORD}(?:\sณ\s{_WORD})?"
_THAI = re.compile(rf"{_TITLES}{_NO_FIRST}\s?(?P<name>{_WORD}\s{_SURNAME})")
_LATIN_NAME = r"[A-Z][A-Za-z'-]+(?:\s[A-Z]\.?)?\s[A-Z][A-Za-z'-]+"
_LATIN = re.compile(
    r"(?<![A-Za-z])(?:M(?:[Rr][Ss]?|[Ss])\.|M(?:rs?|s)(?=\s)|M(?:iss|ISS)|D[Rr]\.)\s?"
    r"(?!(?i:universe|thailand|world|grand|international)\b)"
    rf"(?P<name>{_LATIN_NAME})"
)
_UNTITLED = re.compile(
    rf"(?P<name>{_NO_SURNAME}{_WORD}\s{_SURNAME}|{_LATIN_NAME})(?![^\s(])"
)
_ALONE = re.compile(rf"{_TITLES}|M(?:rs?|s|iss)\.?")
_ONE = re.compile(rf"{_NO_SURNAME}{_WORD}|[A-Z][A-Za-z'-]+")

_HEADS = re.compile(
    r"(?:(?:รายชื่อ|รายนาม|ชื่อตัว|ชื่อ)[-–/,.()]*(?:และ)?(?:ชื่อ|นาม)?สกุล|(?:full)?name[-–/,&()]*(?:and)?(?:surname|lastname)"
    r"|fullname)"
)
_FIRST_HEADS = frozenset({"ชื่อ", "ชื่อตัว", "firstname", "name"})
_LAST_HEADS = frozenset({"นามสกุล", "สกุล", "ชื่อสกุล", "surname", "lastname"})
HEADER_ROWS = 5


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in a text."""

    key: str
    """First name and surname, folded: the same with another title."""
    start: int
    end: int
    """Where it stands in the text, title included."""


@lru_cache(maxsize=50_000)
def names_in(text: str) -> tuple[Name, ...]:
    """Give the names in a text, in order."""
    found = (match for shape in (_THAI, _LATIN) for match in shape.finditer(text))
    names = (Name(fold(m["name"]), m.start(), m.end()) for m in found)
    return tuple(sorted(names, key=lambda name: name.start))


def mark_names(text: str) -> str:
    """Put each name of a text between ``OPEN`` and ``CLOSE``."""
    for shape in (_THAI, _LATIN):
        text = shape.sub(rf"{OPEN}\g<0>{CLOSE}", text)
    return text


@lru_cache(maxsize=50_000)
def names_in_row(header: tuple[str, ...], cells: tuple[str, ...]) -> tuple[str, ...]:
    """Give the keys of the names in a row of a table.

    Title, first name and surname may have a cell each, and under a header that asks
    for first name and surname the title may be missing.
    """
    own = (name.key for cell in cells for name in names_in(cell))
    apart = _apart(cells)
    return tuple(dict.fromkeys((*own, *apart, *_under(header, cells))))


def header_of(rows: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Give the row that heads names, among the first; the very first where none does."""
    for row in rows[:HEADER_ROWS]:
        heads = {fold(cell) for cell in row}
        whole = any(_HEADS.search(head) for head in heads)
        if whole or (heads & _FIRST_HEADS and heads & _LAST_HEADS):
            return row
    return rows[0]


def _apart(cells: Sequence[str]) -> Iterator[str]:
    """Give the names whose title fills a cell, before first name and surname."""
    filled = [cell for cell in cells if cell]
    for at, cell in enumerate(filled):
        if _ALONE.fullmatch(cell):
            whole = _UNTITLED.match(" ".join(filled[at + 1 : at + 2]))
            two = filled[at + 1 : at + 3]
            if whole:
                yield fold(whole["name"])
            elif len(two) == 2 and all(map(_ONE.fullmatch, two)):
                yield fold("".join(two))


def _under(header: Sequence[str], cells: Sequence[str]) -> Iterator[str]:
    """Give the name under the headers for names, be it without a title."""
    if tuple(header) == tuple(cells):
        return
    heads = [fold(head) for head in header]
    pairs = [(head, c) for head, c in zip(heads, cells, strict=False) if c]
    named = {head for head in heads if head in _FIRST_HEADS}
    if named and not _LAST_HEADS.isdisjoint(heads):
        asked = [c for head, c in pairs if head in named | _LAST_HEADS]
    else:
        asked = [c for head, c in pairs if _HEADS.search(head)]
    words = dict.fromkeys(c for c in asked if not _ALONE.fullmatch(c))
    text = " ".join(words)
    if not names_in(text) and (name := _UNTITLED.match(text)):
        yield fold(name["name"])
