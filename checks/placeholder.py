"""Pages that only promise: "under construction", "no data yet", sample text."""

import re
from collections.abc import Sequence
from functools import lru_cache

from checks.wording import expect, figures, finds, folded
from documents.document import Block, Document, Role

ENOUGH_LETTERS = 200
"""A page with more text than this is more than its promise."""

PLACEHOLDERS = (
    "อยู่ระหว่างปรับปรุง",
    "อยู่ระหว่างการปรับปรุง",
    "กำลังปรับปรุง",
    "อยู่ระหว่างจัดทำ",
    "อยู่ระหว่างการจัดทำ",
    "กำลังดำเนินการจัดทำ",
    "อยู่ระหว่างรวบรวมข้อมูล",
    "รอข้อมูล",
    "ยังไม่มีข้อมูล",
    "ไม่มีข้อมูลในระบบ",
    ":ไม่มีข้อมูล",
    "|ไม่มีข้อมูล",
    "coming soon",
    "under construction",
    "lorem ipsum",
    "no data available",
)
expect(PLACEHOLDERS)
_IN_PROGRESS = ("อยู่ระหว่างดำเนินการ",)
"""Of a page; a case or a project in progress is a fact like any other."""
# What a list says that is empty; that no complaint was found is an answer.
_NONE_FOUND = re.compile(
    "ไม่พบข้อมูล(?!การ(?!ค้นหา|แสดง|เผยแพร่)|เรื่อง(?!ที่)|กรณี|ข้อร้องเรียน|ผู้ร้อง|ผู้กระทา|ความผิด)"
)
_COUNT = r"\d[\d,]*(?:เรื่อง|ราย|คน|คาขอ|คาร้อง|โครงการ|ครั้ง|งาน|สัญญา|แห่ง|ชุมชน|กิจกรรม|ฉบับ|คดี|บาท|%)"
_COST = re.compile(r"\d[\d,]*(?:\.\d+)?บาท")
_COUNTED = re.compile(rf"{_COUNT}|ร้อยละ\d")
_STATISTIC = re.compile(rf"(?:อยู่ระหว่าง|กาลัง)[ก-๙]{{3,20}}[^ก-๙\d]{{0,4}}{_COUNT}")
_LATER = re.compile(
    "จะ(?:ได้)?(?:นา.{0,40}(?:ลง|ขึ้น)(?:ใน|บน)?เว็บไซต์|เผยแพร่.{0,40}(?:ต่อไป|ภายหลัง|ให้ทราบ|เมื่อ))"
)
"""However much a line says, its content is to come."""
_HOME = frozenset(
    folded(label)
    for label in (
        "หน้าแรก",
        "หน้าหลัก",
        "กลับหน้าแรก",
        "กลับหน้าหลัก",
        "กลับไปหน้าแรก",
        "กลับไปหน้าหลัก",
        "กลับสู่หน้าแรก",
        "กลับสู่หน้าหลัก",
        "ไปหน้าแรก",
        "ไปหน้าหลัก",
        "กลับ",
        "ย้อนกลับ",
        "กลับหน้าเดิม",
        "ติดต่อเรา",
        "แผนผังเว็บไซต์",
        "home",
        "home page",
        "back",
        "go back",
        "back to home",
        "back to homepage",
        "go home",
        "return home",
        "contact us",
        "sitemap",
    )
)
_SAID = frozenset({Role.TEXT, Role.ROW, Role.HEADING})


_FUTURE = re.compile(
    "กำหนดจัด|จะ(?:ได้)?(?:ให้เกียรติ|เข้าร่วม|ร่วม|จัด|ดำเนินการ|จัดทำ|เผยแพร่|ประกาศ|นำ|แจ้ง|ประชาสัมพันธ์|ปรับปรุง|รวบรวม|จัดให้|มี|เร่ง)"
    "|อยู่ระหว่าง(?:การ)?(?:ยกร่าง|เสนอ|ขอ|รอ|ตรวจ|พิจารณา|ทบทวน|เตรียม|รวบรวม|ดำเนินการจัดทำ)"
    "|(?:เว็บไซต์|เผยแพร่|ประกาศ)ภายหลัง"
    "|ให้ความสำคัญกับ|มอบหมายให้.{0,80}จัดทำ|เมื่อผ่านความเห็นชอบ|อยู่ในขั้นตอน|เร็วๆนี้|ในโอกาสต่อไป|กำหนดเผยแพร่|รอการ(?:อนุมัติ|พิจารณา)|ในลำดับต่อไป".replace(
        "ำ", "า"
    )
)
# A row of x stands for what is to be filled in; beside digits it only hides a number.
_MASK = re.compile(r"(?<![a-z\d.-])x(?:[-.]?x){2,}(?![a-z\d]|[-.]\d)", re.IGNORECASE)
_DOTS = re.compile(r"[.…_]{5,}+(?!\s*\d+\s*$)")
_MAYBE_BLANK = re.compile(r"[.…_xX]{3}|[xX][-.]?[xX]")
_MASKED_CELL = re.compile(r"\s*x{2,}\s*", re.IGNORECASE)
"""Somewhere in every line left to be filled in."""
MOST = 0.4
HALF = 0.5
SHARE_OF_MASK = 0.15
"""A line with less of x is filled in, but for a word that is kept from readers."""
FILLED = 0.4
"""Of a row that is an entry so many cells are filled."""
HEADER_LETTERS = 60
COLUMNS = 3
"""In a table of fewer columns one entry beside the number is all there can be."""
FEW_LETTERS = 700
ENOUGH_BLANKS = 3
SHARE_OF_BLANKS = 0.25


def promises_only(blocks: Sequence[Block]) -> bool:
    """Tell whether most of a short text speaks of what will be done."""
    letters = sum(len(b.text) for b in blocks)
    promised = sum(len(b.text) for b in blocks if _is_future(folded(b.text)))
    return 0 < letters <= FEW_LETTERS and promised >= MOST * letters


def _is_future(key: str) -> bool:
    """Tell whether a line speaks of what will be done; with its cost it is a plan."""
    return bool(_FUTURE.search(key)) and not _COST.search(key)


@lru_cache(maxsize=100_000)
def is_unfilled(text: str) -> bool:
    """Tell whether a line is left to be filled in: rows of dots, or xxx.

    The dots of a table of contents lead to a number. Of a row of a table half of the
    cells are: in one alone, a name or number is only kept from readers.
    """
    if not _MAYBE_BLANK.search(text):
        return False
    cells = text.split(" | ")
    if cells[0].strip(" .)").isdecimal():
        del cells[0]
    if len(cells) > 1:
        blank = sum(_is_blank(c) or bool(_MASKED_CELL.fullmatch(c)) for c in cells)
        return blank >= HALF * len(cells)
    return _is_blank(text)


def _is_blank(text: str) -> bool:
    dots = sum(len(found[0]) for found in _DOTS.finditer(text))
    mask = sum(len(found[0]) for found in _MASK.finditer(text))
    is_dotted = dots + mask >= 5 and dots + mask >= 0.2 * len(text)
    return is_dotted or mask > SHARE_OF_MASK * len(text)


def is_template(document: Document) -> bool:
    """Tell whether a file or page is a form that nobody filled in."""
    said = [b for b in document.blocks if b.role in (Role.TEXT, Role.ROW)]
    blank = sum(is_unfilled(b.text) for b in said)
    return blank >= ENOUGH_BLANKS and blank >= SHARE_OF_BLANKS * len(said)


@lru_cache(maxsize=100_000)
def is_promise(text: str) -> bool:
    """Tell whether a line only says that something is still to come."""
    key = folded(text)
    if _LATER.search(key):
        return True
    if len(text) > ENOUGH_LETTERS or _STATISTIC.search(key):
        return False
    return finds(PLACEHOLDERS, text) or bool(_NONE_FOUND.search(key))


def placeholder(document: Document) -> Block | None:
    """Give the promise that is all a page says; None where it says more.

    A link that only leads away from the page, to the home page say, is nothing more.
    """
    said = [b for b in document.blocks if b.role in _SAID]
    if _leads_on(document) or sum(len(b.text) for b in said) > ENOUGH_LETTERS:
        return None
    if promise := next((b for b in said if is_promise(b.text)), None):
        return promise
    if any(_counts(b) for b in said):
        return None
    return next((b for b in said if finds(_IN_PROGRESS, b.text)), None)


def _leads_on(document: Document) -> bool:
    """Tell whether there is an embedded page, or a link to more than the home page."""
    return any(
        block.role is Role.FRAME
        or (
            block.role is Role.LINK
            and block.href.startswith(("http://", "https://"))
            and folded(block.text).strip("<>‹›←→[]().:-|!'\"") not in _HOME
        )
        for block in document.blocks
    )


def _counts(block: Block) -> bool:
    """Tell whether a line or a row of a table gives a number of something."""
    if block.role is Role.ROW and any(map(figures, block.text.split(" | ")[1:])):
        return True
    return bool(_COUNTED.search(folded(block.text)))


def empty_tables(document: Document) -> Block | None:
    """Give the header of a table without entries, where that is all a page shows."""
    said = [b for b in document.blocks if b.role in _SAID]
    rows = [b for b in said if b.role is Role.ROW]
    if not document.tables or not rows or _speaks(rows[0].text):
        return None
    pictures = any(b.role is Role.IMAGE for b in document.blocks)
    beside = sum(len(b.text) for b in said if b.role is Role.TEXT)
    if pictures or _leads_on(document) or beside > ENOUGH_LETTERS:
        return None
    filled = any(is_filled(row) for table in document.tables for row in table.rows[1:])
    return None if filled else rows[0]


def _speaks(row: str) -> bool:
    """Tell whether the first row of a table is no header: it has sentences, or people."""
    cells = row.split(" | ")
    return any(
        len(cell) > HEADER_LETTERS or finds(("<name>", "<phone>"), cell)
        for cell in cells
    )


def is_filled(row: Sequence[str]) -> bool:
    """Tell whether a row of a table has entries, beside its number and its label."""
    cells = [cell.strip(" .-_–…xX") for cell in row]
    needed = 2 if len(cells) >= COLUMNS else 1
    if cells and cells[0].strip(".)").isdecimal():
        cells = cells[1:]
    filled = len([cell for cell in cells if cell])
    return filled >= max(needed, FILLED * len(cells))
