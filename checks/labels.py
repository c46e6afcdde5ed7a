"""Link texts that say nothing of what they lead to."""

from checks.wording import folded

_NEUTRAL = frozenset(
    folded(word)
    for word in (
        "ดาวน์โหลด",
        "ดาวน์โหลดไฟล์",
        "ดาวน์โหลดเอกสาร",
        "download",
        "คลิก",
        "คลิกที่นี่",
        "คลิกเพื่อดาวน์โหลด",
        "ที่นี่",
        "อ่านต่อ",
        "อ่านเพิ่มเติม",
        "รายละเอียด",
        "ดูรายละเอียด",
        "รายละเอียดเพิ่มเติม",
        "เปิดดู",
        "เปิดไฟล์",
        "ดูไฟล์",
        "ดูเอกสาร",
        "ไฟล์แนบ",
        "เอกสารแนบ",
        "เอกสาร",
        "ไฟล์",
        "pdf",
        "excel",
        "word",
        "view",
        "more",
        "readmore",
        "click",
        "clickhere",
        "file",
        "open",
    )
)


def is_neutral(label: str) -> bool:
    """Tell whether a link text says nothing of what it leads to."""
    key = folded(label).strip("[]().:-»>0123456789")
    return len(key) < 3 or key in _NEUTRAL
