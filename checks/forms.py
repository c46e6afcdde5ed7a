"""Forms on a page: which of them a citizen can write into, and which ask for a login."""

from collections.abc import Iterable

from checks.wording import finds
from documents.document import WRITTEN, Block, Role

_ENTRY = frozenset(
    {"text", "email", "tel", "number", "date", "file", "textarea", "select", "url"}
)
_SEARCH = ("search", "ค้นหา", "ค้นข้อมูล", "สืบค้น", "keyword", "คำค้น")
_TRACKED = ("สถานะ", "ติดตาม", "เลขรับ", "เลขที่คำขอ", "เลขที่รับ", "status", "tracking")
"""What a search asks for that shows somebody the state of their own request."""
_SEARCH_NAMES = frozenset({"q", "s", "query", "txtsearch"})

CLOSED = (
    "ปิดให้บริการชั่วคราว",
    "ปิดระบบ",
    "ปิดปรับปรุงระบบ",
    "ปิดรับคำขอ",
    "งดให้บริการ",
    "งดการให้บริการ",
    "งดรับคำขอ",
    "ระงับการให้บริการ",
    "ระงับให้บริการ",
    "ยกเลิกการให้บริการ",
    "ยกเลิกให้บริการ",
    "ยุติการให้บริการ",
    "ยุติให้บริการ",
    "หยุดให้บริการ",
    "ยังไม่เปิดให้บริการ",
    "ยังไม่เปิดใช้งาน",
    "ระบบไม่พร้อมใช้งาน",
    "ระบบขัดข้อง",
    "ระบบอยู่ระหว่างปรับปรุง",
    "service is closed",
    "service is suspended",
    "temporarily closed",
    "temporarily unavailable",
)
"""What a notice says where a form is there and does nothing."""
_OFTEN_SHUT = ("วันหยุด", "วันเสาร์", "วันอาทิตย์", "นอกเวลา", "เวลา<number>", "หาก", "กรณี")
"""Hours, holidays and conditions: it is open otherwise."""
SENTENCE = 200
"""Letters of the longest line that is such a notice."""


def is_form(blocks: Iterable[Block]) -> bool:
    """Tell whether there is a form to write in: a box for a number and a button do.

    A search box is none.
    """
    fields = [block for block in blocks if block.role is Role.FIELD]
    entries = [b for b in fields if _kind(b) in _ENTRY and not _is_search(b)]
    long = any(_kind(b) == "textarea" for b in entries)
    sent = any(_kind(b) in ("submit", "button", "image") for b in fields)
    return (
        long or len(entries) >= 2 or (bool(entries) and sent and not _searches(fields))
    )


def is_box(blocks: Iterable[Block]) -> bool:
    """Tell whether there is a box to write in at all, be it to search with."""
    return any(b.role is Role.FIELD and _kind(b) in (*_ENTRY, "search") for b in blocks)


def asks_login(blocks: Iterable[Block]) -> bool:
    """Tell whether there is a box for a password."""
    return any(b.role is Role.FIELD and _kind(b) == "password" for b in blocks)


def _kind(block: Block) -> str:
    return block.text.partition(" ")[0].lower()


def _is_search(block: Block) -> bool:
    hint = block.text.partition(" ")[2]
    if finds(_TRACKED, hint):
        return False
    is_named = hint.lower() in _SEARCH_NAMES
    return _kind(block) == "search" or is_named or finds(_SEARCH, hint)


def _searches(fields: list[Block]) -> bool:
    return any(_is_search(field) for field in fields)


def is_closed(blocks: Iterable[Block]) -> bool:
    """Tell whether a notice says that nothing can be sent in."""
    return any(
        b.role in WRITTEN
        and len(b.text) <= SENTENCE
        and finds(CLOSED, b.text)
        and not finds(_OFTEN_SHUT, b.text)
        for b in blocks
    )
