"""What stands in the content of pages without being content: counters, buttons."""

import re
from functools import lru_cache

from documents.address import is_file
from documents.document import Block, Role

_NUMBER = r"[\d,.]+\s*[km]?"
_SEEN = (
    r"views?|viewers?|hits?|visitors?|page\s*views?|read|online|อ่าน|เปิดอ่าน|เปิดดู|วิว|"
    r"เข้าชม|ผู้เข้าชม|ผู้ชม|ผู้เยี่ยมชม|คนอ่าน|คนดู|ยอดวิว|ยอดเข้าชม|ยอดผู้เข้าชม|"
    r"จำนวน\s*(?:ผู้|คน|ครั้งที่|การ)?\s*(?:เข้าชม|เยี่ยมชม|อ่าน|เปิดอ่าน|ดู|ชม)"
)
_COUNTER = re.compile(
    rf"(?:{_SEEN})\s*(?:แล้ว|หน้านี้|เว็บไซต์|ทั้งหมด)?\s*[:：]?\s*{_NUMBER}\s*"
    rf"(?:ครั้ง|คน|ราย|views?|times)?|{_NUMBER}\s*(?:{_SEEN})",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"[\s«»<>‹›←→↑|\[\]]*(?:ย้อนกลับ|กลับ|กลับ(?:ไป)?(?:หน้า|สู่หน้า)(?:หลัก|แรก|เดิม|ที่แล้ว)|"
    r"กลับ(?:ขึ้น|สู่|ไป)?ด้านบน|แชร์|แชร์หน้านี้|พิมพ์|พิมพ์หน้านี้|ส่งต่อ|go back|back|"
    r"(?:back to )?top|share|share this|print|tweet|skip to (?:main )?content|"
    r"ข้ามไปยังเนื้อหา(?:หลัก)?)[\s«»<>‹›←→↑|\[\]]*",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:เขียนโดย|โพสต์โดย|เผยแพร่โดย|ลงประกาศโดย|โดย|written by|posted by|author)\s*[:：]?\s*\S.{0,50}|"
    r"(?:(?:แก้ไข|ปรับปรุง|อัปเดต|อัพเดท|อัพเดต)(?:ครั้ง)?(?:ล่าสุด|เมื่อ)|สร้างเมื่อ|โพสต์เมื่อ|เผยแพร่เมื่อ|"
    r"วันที่(?:เผยแพร่|โพสต์|ลงประกาศ|แก้ไข|ปรับปรุง)|last (?:modified|updated)|published|created)"
    r".{0,70}",
    re.IGNORECASE,
)
_BAR_WORD = rf"(?:{_SEEN}|facebook|twitter|line|แชร์|share|tweet|ย้อนกลับ|พิมพ์|print)"
_BAR = re.compile(rf"(?:{_BAR_WORD}|[\d,.]+\s*[km]?|[\s|:/()•·-])+", re.IGNORECASE)
_IN_BAR = re.compile(_BAR_WORD, re.IGNORECASE)
_BAR_WORDS = 2
"""So many counters and buttons in one line, and nothing else, are no content."""
_PAGER = re.compile(r"(?:page|หน้า)\s*\d+\s*(?:of|จาก|/)\s*\d+", re.IGNORECASE)
_SHARING = re.compile(
    r"facebook\.com/(?:sharer|share|dialog)|(?:twitter|x)\.com/(?:intent|share)|"
    r"social-plugins\.line\.me|line\.me/R/(?:msg|share|nv)|pinterest\.com/pin/create|"
    r"linkedin\.com/(?:shareArticle|sharing)|t\.me/share|^mailto:\?",
    re.IGNORECASE,
)
_CHANGING = re.compile(
    r"views?\b|visitors?|online|hits?\b|today|yesterday|total|เข้าชม|ผู้ชม|เยี่ยมชม|ครั้ง|"
    r"ออนไลน์|วันนี้|เมื่อวาน|เดือนนี้|ปีนี้|ทั้งหมด|รวม|สถิติ|ขณะนี้|เวลา|\bip\b|\d:\d\d",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d[\d,.:]*")
_HOME = re.compile(r"(?:หน้าแรก|หน้าหลัก|home)", re.IGNORECASE)
_TRAIL = re.compile(r"(?:หน้าแรก|หน้าหลัก|home)\s*[>/»›→|:\\-]", re.IGNORECASE)
_SHORT = 80
_NO_REMARKS = frozenset({Role.ROW, Role.IMAGE, Role.FRAME})
_NOISE = (_COUNTER, _BUTTON, _PAGER, _BYLINE)
_TRAIL_LENGTH = 200


def is_noise(block: Block) -> bool:
    """Tell whether the whole block is a view counter, a button or a share link."""
    if block.role is Role.LINK and _shares(block.href):
        return True
    if block.role in _NO_REMARKS or len(block.text) > _SHORT:
        return False
    if block.role is Role.LINK and is_file(block.href):
        # "Print" is what many call the link to a file.
        return False
    return _is_remark(block.text)


@lru_cache(maxsize=20_000)
def _shares(address: str) -> bool:
    """Tell whether a link shares the page. Remembered: a menu comes with every page."""
    return _SHARING.search(address) is not None


@lru_cache(maxsize=20_000)
def _is_remark(text: str) -> bool:
    if any(pattern.fullmatch(text) for pattern in _NOISE):
        return True
    counted = len(_IN_BAR.findall(text)) >= _BAR_WORDS
    return counted and _BAR.fullmatch(text) is not None


def is_trail(block: Block) -> bool:
    """Tell whether the block is a whole breadcrumb ("home > plans > this page")."""
    if block.role is not Role.TEXT or len(block.text) > _TRAIL_LENGTH:
        return False
    return _TRAIL.match(block.text) is not None


def is_home(block: Block) -> bool:
    """Tell whether the block is the word for the front page, as breadcrumbs begin."""
    return _HOME.fullmatch(block.text) is not None


@lru_cache(maxsize=20_000)
def mask(text: str) -> str:
    """Blank the numbers of a short text that counts visits; others stay as they are."""
    if len(text) > _SHORT or not _CHANGING.search(text):
        return text
    return _DIGITS.sub("0", text)
