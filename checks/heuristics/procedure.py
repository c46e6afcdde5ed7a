"""Are the steps told: who does what, one after the other?"""

import re
from collections.abc import Iterator
from itertools import takewhile

from pydantic import Field

from checks.check import Worded, check
from checks.element import Passage, scope_of
from checks.finding import Finding, Outcome, Reason
from checks.missing import element_missing, explain, said
from checks.naming import Mention
from checks.placeholder import is_promise, is_unfilled
from checks.subject import Subject
from checks.wording import finds, folded
from documents.document import Block, Role

NAME = "procedure"
ENOUGH_STEPS = 3
FEW_LETTERS = 8
"""A step says more than so many letters."""

_NUMBER = re.compile(
    r"^(?:(?:ขั้นตอนที่|ขั้นที่|ขั้นตอน|ขั้น|ลำดับที่|ลำดับ|step)?[(\[]?(?:\d{1,2}[.)\]:|-]*)+"
    r"|[-•–*→➊-➓①-⑳]+|[ก-ฮ][.)])+"
)
_INNER = re.compile(r"(?:^|\s)[(]?(?:\d{1,2}|[ก-ฮ])[.)]\s|[➊-➓①-⑳]")
_ARROWS = re.compile(r"→|->|>>|➜|➔|⇒|►|▶|=>|\s>\s")
_ACTS = (
    "ยื่น",
    "รับ",
    "ตรวจ",
    "บันทึก",
    "แจ้ง",
    "เสนอ",
    "ลงนาม",
    "พิจารณา",
    "จัด",
    "ชำระ",
    "ออก",
    "ส่ง",
    "กรอก",
    "นัด",
    "ประสาน",
    "สำรวจ",
    "รายงาน",
    "ลงทะเบียน",
    "ลงรับ",
    "เตรียม",
    "คัดกรอง",
    "สอบ",
    "วิเคราะห์",
    "อนุมัติ",
    "อนุญาต",
    "มอบ",
    "คัดลอก",
    "พิมพ์",
    "สรุป",
    "ติดตาม",
    "ประเมิน",
    "เลือก",
    "กด",
    "รอ",
    "นำ",
    "ติดต่อ",
    "วาง",
    "ลงพื้นที่",
    "ออกตรวจ",
    "ดำเนินการ",
    "receive",
    "check",
    "submit",
    "record",
    "inspect",
    "approve",
    "prepare",
    "pay",
    "issue",
    "send",
    "fill",
    "report",
    "review",
    "แสดง",
    "เขียน",
    "ไป",
    "สแกน",
    "จับ",
    "ยึด",
    "เบิก",
    "คำนวณ",
    "จ่าย",
    "ตั้ง",
    "ถ่าย",
    "พบ",
    "โอน",
    "กั้น",
    "ตัด",
    "เก็บ",
    "นับ",
    "ติด",
    "เริ่ม",
    "ตอบ",
    "กลั่นกรอง",
    "แสวงหา",
    "คืน",
    "เรียก",
    "ทบทวน",
    "กำหนด",
    "คัด",
    "สั่ง",
    "ลงโทษ",
    "ลง",
)
_STEP_HEADERS = (
    "ขั้น",
    "วิธี",
    "กระบวน",
    "สิ่งที่",
    "ทำอะไร",
    "การปฏิบัติ",
    "การดำเนิน",
    "กิจกรรม",
    "รายละเอียดงาน",
    "step",
    "procedure",
    "action",
)
_ACTORS = (
    "เจ้าหน้าที่",
    "ผู้ขอ",
    "ผู้ยื่น",
    "ผู้รับ",
    "หัวหน้า",
    "ผู้อำนวยการ",
    "ฝ่าย",
    "นายทะเบียน",
    "นายตรวจ",
    "คณะกรรมการ",
    "ประชาชน",
)
"""Who acts: a line that begins so tells a step only with an act in it."""
_THEN = (
    "เริ่มจาก",
    "ต่อด้วย",
    "จากนั้น",
    "หาก*ให้",
    "หากมีมูล",
    "แล้ว*ให้",
    "ต่อจากนั้น",
    "หลังจากนั้น",
    "แล้วจึง",
    "เมื่อ*แล้ว",
    "ลำดับแรก",
    "ขั้นแรก",
    "สุดท้าย",
    "then",
)


class ProcedureOptions(Worded):
    """What the steps are called."""

    any: tuple[str, ...] = Field(min_length=1)
    """What the steps are called, for people who have to add them."""
    instead: tuple[str, ...] = ()
    """Wordings of other content that will do as well."""


@check(NAME, options=ProcedureOptions)
def procedure(subject: Subject, options: ProcedureOptions) -> Iterator[Finding]:
    """Steps are told: at least three, each of which says what somebody does.

    Why it matters: a manual that lists documents and fees but not what happens is
    none; the word "steps" in a heading tells no step.
    Cannot tell when: the steps may be in a picture, such as a flow chart.
    """
    scope = scope_of(subject, options.of)
    if options.of and not scope.mentions:
        yield element_missing(options)
        return
    others = (
        Mention(source=passage.source, block=block, text=block.text)
        for passage in scope.passages
        for block in passage.blocks
        if finds(options.instead, block.text)
    )
    if instead := next(others, None):
        yield said(options, Outcome.PASSED, Reason.FOUND, [instead])
        return
    best = max((_steps(p, options) for p in scope.passages), key=len, default=[])
    facts = (
        ("wordings", " / ".join(options.any[:3])),
        ("count", str(len(best))),
        ("needed", str(ENOUGH_STEPS)),
    )
    if len(best) >= ENOUGH_STEPS:
        yield said(options, Outcome.PASSED, Reason.FOUND, best[:3], facts)
    else:
        yield explain(subject, options, scope, best, facts)


def _steps(passage: Passage, options: ProcedureOptions) -> list[Mention]:
    """Give the lines that tell a step."""
    found: list[Block] = []
    for block in passage.blocks:
        if (
            block.role not in (Role.TEXT, Role.ROW)
            or is_promise(block.text)
            or is_unfilled(block.text)
        ):
            continue
        if finds(options.without, block.text):
            continue
        if block.role is Role.ROW and not _in_table_of_steps(passage, options, block):
            continue
        found += [block] * _steps_in(block)
    return [Mention(source=passage.source, block=b, text=b.text) for b in found]


def _in_table_of_steps(passage: Passage, options: ProcedureOptions, row: Block) -> bool:
    """Tell whether the table of a row is one of steps, by its header or its numbers."""
    cells = {cell for cell in row.text.split(" | ") if cell}
    table = next(
        (t for t in passage.tables if any(cells <= set(r) for r in t.rows)), None
    )
    if table is None or table.rows[0][0].strip(" .)").isdecimal():
        # No header: the numbers of the rows say that they follow each other.
        return True
    above = takewhile(lambda r: not cells <= set(r), table.rows)
    header = " ".join(cell for each in above for cell in each)
    return finds((*options.any, *_STEP_HEADERS), f"{table.caption} {header}")


def _steps_in(block: Block) -> int:
    """Count the steps a line or a paragraph tells."""
    cells = [cell.strip() for cell in block.text.split(" | ")]
    told = 0
    if any(_tells_step(cell) for cell in cells):
        told = max(1, len(_INNER.findall(block.text)))
    key = folded(block.text)
    then = sum(finds((word,), key) for word in _THEN)
    arrows = len(_ARROWS.findall(block.text))
    in_prose = then + 1 if then >= 2 else 0
    return max(told, in_prose, arrows + 1 if arrows >= 2 else 0)


def _tells_step(cell: str) -> bool:
    bare = _NUMBER.sub("", folded(cell))
    if "บาท" in bare and not bare.startswith(("ชาระ", "จ่าย")):
        # A list of fees tells no steps.
        return False
    if bare.startswith(_ACTORS_FOLDED):
        return any(act in bare for act in _ACTS_FOLDED)
    return len(bare) >= FEW_LETTERS and bare.startswith(_ACTS_FOLDED)


_ACTORS_FOLDED = tuple(folded(word) for word in _ACTORS)
_ACTS_FOLDED = tuple(folded(word) for word in _ACTS)
