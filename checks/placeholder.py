"""Pages that only promise: "under construction", "no data yet", sample text."""

import re
from collections.abc import Sequence

from checks.wording import finds, folded
from documents.document import Block, Document, Role

ENOUGH_LETTERS = 200
"""A page with more text than this is more than its promise."""

PLACEHOLDERS = (
    "อยู่ระหว่างปรับปรุง",
    "อยู่ระหว่างการปรับปรุง",
    "กำลังปรับปรุง",
    "อยู่ระหว่างดำเนินการ",
    "อยู่ระหว่างจัดทำ",
    "อยู่ระหว่างการจัดทำ",
    "กำลังดำเนินการจัดทำ",
    "อยู่ระหว่างรวบรวมข้อมูล",
    "รอข้อมูล",
    "ไม่พบข้อมูล",
    "ยังไม่มีข้อมูล",
    "ไม่มีข้อมูลในระบบ",
    ":ไม่มีข้อมูล",
    "|ไม่มีข้อมูล",
    "coming soon",
    "under construction",
    "lorem ipsum",
    "no data available",
)


# A case or a project "in progress" is a fact like any other.
_PROMISES = tuple(p for p in PLACEHOLDERS if p != "อยู่ระหว่างดำเนินการ")
_SAID = frozenset({Role.TEXT, Role.ROW, Role.HEADING})


_FUTURE = re.compile(
    "จะ(?:ได้)?(?:ดำเนินการ|จัดทำ|เผยแพร่|ประกาศ|นำ|แจ้ง|ประชาสัมพันธ์|ปรับปรุง|รวบรวม|จัดให้|มี|เร่ง)"
    "|ให้ความสำคัญกับ|มอบหมายให้.{0,80}จัดทำ|เมื่อผ่านความเห็นชอบ|อยู่ในขั้นตอน|เร็วๆนี้|ในโอกาสต่อไป|กำหนดเผยแพร่|รอการ(?:อนุมัติ|พิจารณา)|ในลำดับต่อไป".replace(
        "ำ", "า"
    )
)
_BLANKS = re.compile(
    r"[.…_]{5,}+(?!\s*\d+\s*$)|(?<![a-z])x{3,}(?![a-z])", re.IGNORECASE
)
MOST = 0.4
FILLED = 0.4
"""Of a row that is an entry so many cells are filled."""
COLUMNS = 3
"""In a table of fewer columns one entry beside the number is all there can be."""
FEW_LETTERS = 700
ENOUGH_BLANKS = 3
SHARE_OF_BLANKS = 0.25


def promises_only(blocks: Sequence[Block]) -> bool:
    """Tell whether most of a short text speaks of what will be done."""
    letters = sum(len(b.text) for b in blocks)
    promised = sum(len(b.text) for b in blocks if _FUTURE.search(folded(b.text)))
    return 0 < letters <= FEW_LETTERS and promised >= MOST * letters


def is_unfilled(text: str) -> bool:
    """Tell whether a line is left to be filled in: rows of dots, or xxx.

    The dots of a table of contents lead to a number.
    """
    blanks = sum(len(found[0]) for found in _BLANKS.finditer(text))
    return (blanks >= 5 and blanks >= 0.2 * len(text)) or bool(
        re.search(r"(?<![a-z])x{3,}(?![a-z])", text, re.IGNORECASE)
    )


def is_template(document: Document) -> bool:
    """Tell whether a file or page is a form that nobody filled in."""
    said = [b for b in document.blocks if b.role in (Role.TEXT, Role.ROW)]
    blank = sum(is_unfilled(b.text) for b in said)
    return blank >= ENOUGH_BLANKS and blank >= SHARE_OF_BLANKS * len(said)


def is_promise(text: str) -> bool:
    """Tell whether a line only says that something is still to come."""
    return len(text) <= ENOUGH_LETTERS and finds(_PROMISES, text)


def placeholder(document: Document) -> Block | None:
    """Give the promise that is all a page says; None where it says more."""
    said = [b for b in document.blocks if b.role in _SAID]
    linked = any(b.role in (Role.LINK, Role.FRAME) for b in document.blocks)
    if linked or sum(len(b.text) for b in said) > ENOUGH_LETTERS:
        return None
    return next((b for b in said if finds(PLACEHOLDERS, b.text)), None)


def empty_tables(document: Document) -> Block | None:
    """Give the header of a table without entries, where that is all a page shows."""
    said = [b for b in document.blocks if b.role in _SAID]
    rows = [b for b in said if b.role is Role.ROW]
    if not document.tables or not rows:
        return None
    linked = any(b.role in (Role.LINK, Role.FRAME, Role.IMAGE) for b in document.blocks)
    beside = sum(len(b.text) for b in said if b.role is Role.TEXT)
    if linked or beside > ENOUGH_LETTERS:
        return None
    filled = any(is_filled(row) for table in document.tables for row in table.rows[1:])
    return None if filled else rows[0]


def is_filled(row: Sequence[str]) -> bool:
    """Tell whether a row of a table has entries, beside its number and its label."""
    cells = [cell.strip(" .-_–…xX") for cell in row]
    needed = 2 if len(cells) >= COLUMNS else 1
    if cells and cells[0].strip(".)").isdecimal():
        cells = cells[1:]
    filled = len([cell for cell in cells if cell])
    return filled >= max(needed, FILLED * len(cells))
