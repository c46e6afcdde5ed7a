"""Pages that only promise: "under construction", "no data yet", sample text."""

from checks.wording import finds
from documents.document import Document, Role

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
    "coming soon",
    "under construction",
    "lorem ipsum",
    "no data available",
)


def is_placeholder(document: Document) -> bool:
    """Tell whether all a page says is that its content is still to come."""
    texts = [
        b.text for b in document.blocks if b.role in (Role.TEXT, Role.ROW, Role.HEADING)
    ]
    linked = any(b.role in (Role.LINK, Role.FRAME) for b in document.blocks)
    if linked or sum(map(len, texts)) > ENOUGH_LETTERS:
        return False
    return any(finds(PLACEHOLDERS, text) for text in texts)
