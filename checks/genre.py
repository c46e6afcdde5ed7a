"""Lines that announce something else than a document of the office.

News of a meeting on a plan names the plan, and so do the order that appoints its
committee and its table of contents. None of them is the plan.
"""

import re

from checks.wanted import Wanted, is_other_agency
from checks.wording import finds, folded, numbering, opening

_GENRES = (
    "ข่าว",
    "ภาพข่าว",
    "ภาพกิจกรรม",
    "ประชุม",
    "การประชุม",
    "รายงานการประชุม",
    "ร่วมประชุม",
    "อบรม",
    "การอบรม",
    "ฝึกอบรม",
    "การฝึกอบรม",
    "โครงการอบรม",
    "โครงการฝึกอบรม",
    "สัมมนา",
    "สารบัญ",
    "คำสั่ง",
    "แต่งตั้งคณะ",
    "รับสมัคร",
    "ประกาศรับสมัคร",
    "ผลสำรวจ",
    "ผลการสำรวจ",
    "สำรวจความพึงพอใจ",
    "แบบสำรวจ",
    "แบบสอบถาม",
    "ตัวอย่าง",
    "หลักเกณฑ์การจัดทำ",
    "แนวทางการจัดทำ",
    "ขั้นตอนการจัดทำ",
    "วิธีจัดทำ",
    "ปฏิทินการจัดทำ",
    "กำหนดการ",
    "ขอเชิญ",
    "ขอความร่วมมือ",
    "news",
)
_EVENT = re.compile(
    r"(?:เมื่อ)?วันที่\d{1,2}[ก-๙.]{3,12}(?:25)?\d\d(?:เวลา[\d.:]+น\.?)?(?:นาย|นาง|ดร|ผู้|ผอ|ฝ่าย|สานักงานเขต|สนข)"
)
"""How news of an event begins."""
NEWS = "ข่าว"
_FOLDED = tuple(folded(genre) for genre in _GENRES)


def is_of_other_genre(wanted: Wanted, line: str) -> bool:
    """Tell whether a line announces news, an order or the like, or is another agency's.

    What is wanted may be news or an order itself: then its name begins the line.
    """
    key = folded(line)
    # A numbered line is no title: a step may lead to a hospital.
    if not numbering(key) and is_other_agency(line):
        return True
    if _EVENT.match(key):
        return not finds(wanted.any, NEWS)
    bare = key[numbering(key) :]
    own = tuple(part for part in map(opening, wanted.any) if part)
    return bare.startswith(_FOLDED) and not bare.startswith(own)
