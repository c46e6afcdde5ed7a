"""Pages that only promise: "under construction", "no data yet", sample text."""

from checks.wording import finds
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
