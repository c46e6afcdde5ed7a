"""The words and numbers of Thai expressions of time, as parts of regular expressions.

Repeats are bounded, so that no text is slow. ``S`` and ``H`` are the optional white space
between words, with line breaks and without.
"""

import re
from typing import Final

S: Final = r"\s{0,4}"
H: Final = r"[ \t]{0,4}"


def _loosen_mark(match: re.Match[str]) -> str:
    mark, letter = match.groups()
    return f"(?:{mark} ?{letter}|{letter} ?{mark})" if letter else f"{mark} ?"


def loose(words: str) -> str:
    """Make a pattern of Thai words that forgives what PDF extraction does to them.

    A mark may stand one letter late and have a space after it, sara aa and sara am may
    have become each other, and a space stands for any white space or none.
    """
    words = words.replace(" ", S).replace("ำ", "า").replace("า", "[าำ]")
    return re.sub("([\u0e31\u0e34-\u0e39\u0e47-\u0e4c])([ก-ฮ])?", _loosen_mark, words)


def any_of(*patterns: str) -> str:
    """Make a pattern that any one of these fits."""
    return f"(?:{'|'.join(patterns)})"


_FULL: Final = [
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
]
_SHORT: Final = [
    "ม.ค",
    "ก.พ",
    "มี.ค",
    "เม.ย",
    "พ.ค",
    "มิ.ย",
    "ก.ค",
    "ส.ค",
    "ก.ย",
    "ต.ค",
    "พ.ย",
    "ธ.ค",
]
ENGLISH: Final = [
    "Jan(?:uary)?",
    "Feb(?:ruary)?",
    "Mar(?:ch)?",
    "Apr(?:il)?",
    "(?-i:May|MAY)",
    "June?",
    "July?",
    "Aug(?:ust)?",
    "Sep(?:t(?:ember)?)?",
    "Oct(?:ober)?",
    "Nov(?:ember)?",
    "Dec(?:ember)?",
]
_FULL_PATTERNS: Final = [
    loose(name).replace("ฎ", "[ฎฏ]").replace("พฤศ", "พฤ[ศษ]").replace("ธ์ ?", "ธ์? ?")
    for name in _FULL
]
_DOTTED: Final = [name.replace(".", r" ?\. ?") for name in _SHORT]
MONTH_PATTERNS: Final = [
    re.compile(rf"{full}|{dotted}(?: ?\.)?|{short.replace('.', '')}|(?i:{english})\.?")
    for full, dotted, short, english in zip(
        _FULL_PATTERNS, _DOTTED, _SHORT, ENGLISH, strict=True
    )
]
# An abbreviation stands alone or after one of these; ก.พ. is an agency, too, and begins
# the names of others (ก.พ.ร., ก.ค.ศ.).
_BEFORE_SHORT: Final = (
    r"(?:(?<![ก-๎A-Za-z.])|(?<=เดือน)|(?<=ถึง)|(?<=แต่)|(?<=และ)|(?<=จำ)|(?<=ใน)|(?<=ช่วง))"
    r"(?<!สำนักงาน)(?<!สำนักงาน )(?<!เลขาธิการ )(?<!กฎ )(?<!หลักสูตร )"
)
_AFTER_SHORT: Final = r"(?!(?!พ ?\.? ?ศ)[ก-ฮ] ?\.)"
BARE_MONTH: Final = any_of(
    *_FULL_PATTERNS,
    rf"{_BEFORE_SHORT}{any_of(*_DOTTED)} ?\.{_AFTER_SHORT}",
)
MONTH: Final = any_of(
    BARE_MONTH,
    rf"{_BEFORE_SHORT}{any_of(*_DOTTED)}(?![ก-๎. ]|\.)",
    rf"{_BEFORE_SHORT}{any_of(*_DOTTED, *(n.replace('.', '') for n in _SHORT))}"
    r"(?=[ /-]?(?:25\d\d|[5-9]\d)(?!\d))",
    rf"(?<![A-Za-z])(?i:{any_of(*ENGLISH)})(?![A-Za-z])\.?",
)
MONTH_PART: Final = r"คม|ยน|ภ[าำ]พ|[ก-๎] ?\. ?[คพย]|[มกสพตธ][ีิ]?[คพย]|เมย|[A-Za-z]{3}"
"""What stands in every month, and is quick to look for: the end of its name, the
letters of its abbreviation with dots or without, or Latin ones."""

# Words after a number that make it an amount.
AMOUNT: Final = (
    r"(?:บาท|ล้าน|หมื่น|แสน|สตางค์|คน|ราย(?!งาน|ได้|จ่าย|รับ|ชื่อ|ละเอียด)|ครั้ง|คะแนน|แห่ง|"
    r"ท่าน|ชุด|หลัง|คัน|เครื่อง|ชิ้น|ไร่|ตัน|ลิตร|เมตร|กิโล|ตร\.|กม\.|ชั่วโมง|นาที|น\.|%|เปอร์)"
)
COUNT: Final = (
    rf"(?:{AMOUNT}|พัน|เรื่อง|โครงการ|ฉบับ|ตัว|หน่วย|วัน|เดือน|ปี|ครัวเรือน|ชุมชน|ครอบครัว|หมู่|"
    r"ตัวอย่าง|สำนวน|คดี|เล่ม|แผ่น|ใบ|ต้น|ถุง|ห้อง|จุด|สาย|ข้อ|ประเภท|กิจกรรม|ร้าน|แปลง|ประการ|รอบ)"
)
ERA_MARK: Final = r"(?:พ ?\.? ?ศ ?\.?|ค ?\.? ?ศ ?\.?|พุทธศักราช|คริสต์ศักราช)"
YEAR_4: Final = r"(?<!\d)(?:2[4-6]\d\d|199\d|20\d\d|2100)(?!\d|\.\d|,\d{3}(?!\d))"
YEAR_2: Final = r"(?<!\d)(?<![\n\r])(?<![\n\r] )[5-9]\d(?!\d|[.,:/]\d)"
YEAR: Final = rf"(?:{S}{YEAR_4}(?!{H}(?:บาท|ล้าน))|{H}{YEAR_2}(?!{H}{AMOUNT}))"
YEAR_OF_MONTH: Final = rf"(?:{S}{YEAR_4}(?!{H}(?:บาท|ล้าน))|{H}{YEAR_2}(?!{H}{COUNT}))"
YEARLY: Final = rf"(?:{loose('ประจำ')}{S})?{loose('ปี')}"
BUDGET: Final = rf"งบ(?:{S}{loose('ประมาณ')}|ฯ)?(?:{S}{loose('รายจ่าย')})?"
FISCAL: Final = any_of(
    rf"{YEARLY}{S}{BUDGET}",
    rf"{YEARLY}{S}งปม\.?",
    rf"{BUDGET}(?:{S}{loose('เพิ่มเติม')})?{S}{YEARLY}(?:{S}{BUDGET})?",
    r"(?<![A-Za-z])(?i:FY|fiscal\s?year|budget\s?year)\.?",
)
FISCAL_YEAR: Final = rf"{FISCAL}{S}[(:]?{S}(?:{loose('ปี')}{S})?{ERA_MARK}?{YEAR}"
YEAR_AFTER: Final = (
    rf"{H}[,/.-]?{S}(?:ของ{S})?(?:{FISCAL}|{YEARLY})?{S}{ERA_MARK}?{YEAR_OF_MONTH}"
)
TO: Final = rf"{S}(?:[-–—~]|(?:จน)?ถึง|(?i:to|until)){S}(?:สิ้น)?"
GAP: Final = rf"[\s():,–-]{{0,4}}(?:ของ|ใน)?{S}"
OF_YEAR: Final = (
    rf"(?P<of>{FISCAL_YEAR}|/{S}{YEAR_4}|(?:{YEARLY}{S}{ERA_MARK}?|{ERA_MARK}){YEAR})"
)
IN_FISCAL_YEAR: Final = rf"(?P<of>{FISCAL_YEAR})"
QUARTER: Final = (
    rf"(?:{loose('ไตรมาส')}{S}(?:{loose('ที่')})?{S}|(?<![A-Za-z])Q)(?P<q1>[1-4])(?!\d)"
    rf"(?:{S}(?:[-–]|และ|ถึง){S}(?P<q2>[1-4])(?!\d))?"
)
ROUND: Final = rf"(?:{loose('รอบ')}{S}(?:ระยะเวลา{S})?)"
PERIOD: Final = rf"(?P<n>(?<!\d)(?:3|6|9|12)|หก|เก้า|สิบสอง){S}{loose('เดือน')}(?:{S}(?P<half>แรก|หลัง))?"
