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
from checks.wording import begins, finds, finds_in_key, folded
from documents.document import Block, Role

NAME = "procedure"
ENOUGH_STEPS = 3
TITLE = 60
"""Letters up to which a line over a table is its title."""
SHORT_ACT = 2
"""Acts of so few letters stand inside too many other words."""
FEW_LETTERS = 8
"""A step says more than so many letters."""

_NUMBER = re.compile(
    r"^(?:(?:ขั้นตอนที่|ขั้นที่|ขั้นตอน|ขั้น|ลำดับที่|ลำดับ|step)?[(\[]?(?:\d{1,2}[.)\]:|-]*)+"
    r"|[-•–*→➊-➓①-⑳]+|[ก-ฮ][.)])+"
)
_BEGINS_NUMBERED = re.compile(r"\d{1,2}(?:[.):]|\s|$)")
_INNER = re.compile(r"(?:^|\s)[(]?(?:\d{1,2}|[ก-ฮ])[.)]\s|[➊-➓①-⑳]")
_INNER_NAMED = re.compile(
    r"(?:ลำดับ|ขั้นตอน|ขั้น|วัน|ข้อ|สัปดาห์|step)(?:ที่)?\s*[\d๐-๙]{1,3}"
    r"(?:\s*[-–]\s*[\d๐-๙]{1,3})?[.):]*\s",
    re.IGNORECASE,
)
_TIMED = re.compile(r"(?:ภายใน|ไม่เกิน)\d{1,3}(?:วัน|ชั่วโมง|ชม|นาที)")
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
    "เพิ่ม",
    "เปลี่ยน",
    "ปรับ",
    "ชี้แจง",
    "อธิบาย",
    "เปิด",
    "ปิด",
    "คีย์",
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
_STEP_TITLES = ("ขั้นตอน", "วิธีปฏิบัติ", "วิธีการ", "ลำดับงาน", "ลำดับการ", "กระบวนงาน", "Step")
"""What stands over steps, and over nothing else."""
_ACTORS = (
    "เจ้าหน้าที่",
    "ผู้ขอ",
    "ผู้ยื่น",
    "ผู้รับ",
    "ผู้แจ้ง",
    "ผู้ร้อง",
    "ผู้มา",
    "admin",
    "แอดมิน",
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
    headed = False
    for block in passage.blocks:
        if _is_title(block):
            headed = begins((*options.any, *_STEP_TITLES), block.text)
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
        listed = headed and _is_entry(block)
        found += [block] * max(_steps_in(block), listed)
    return [Mention(source=passage.source, block=b, text=b.text) for b in found]


def _is_title(block: Block) -> bool:
    """Tell a heading, or a short line without a number, from what stands below it."""
    if block.role is Role.HEADING:
        return True
    short = block.role is Role.TEXT and len(block.text) <= TITLE
    return short and not _NUMBER.match(folded(block.text)) and "li" not in block.path


def _is_entry(block: Block) -> bool:
    """Tell whether a line under the heading of the steps is numbered, or of a list."""
    key = folded(block.text)
    bare = _NUMBER.sub("", key)
    listed = bare != key or "li" in block.path
    return listed and len(bare.lstrip("|")) >= 2 * FEW_LETTERS and "บาท" not in bare


def _in_table_of_steps(passage: Passage, options: ProcedureOptions, row: Block) -> bool:
    """Tell whether the table of a row is one of steps, by its header or its numbers."""
    cells = {cell for cell in row.text.split(" | ") if cell}
    table = next(
        (t for t in passage.tables if any(cells <= set(r) for r in t.rows)), None
    )
    if table is None or _BEGINS_NUMBERED.match(table.rows[0][0].strip()):
        # No header: the numbers of the rows say that they follow each other.
        return True
    above = takewhile(lambda r: not cells <= set(r), table.rows)
    header = " ".join(cell for each in above for cell in each)
    over = _line_over(passage, row)
    return finds((*options.any, *_STEP_HEADERS), f"{table.caption} {header} {over}")


def _line_over(passage: Passage, row: Block) -> str:
    """Give the heading or line of text that stands over the table of a row."""
    before = takewhile(lambda block: block is not row, passage.blocks)
    lines = [b for b in before if b.role in (Role.HEADING, Role.TEXT)]
    return lines[-1].text if lines and len(lines[-1].text) <= TITLE else ""


def _steps_in(block: Block) -> int:
    """Count the steps a line or a paragraph tells."""
    cells = [cell.strip() for cell in block.text.split(" | ")]
    told = 0
    if any(_tells_step(cell) for cell in cells):
        told = max(1, len(_INNER.findall(block.text)))
    told = max(told, sum(map(_tells_step, _INNER_NAMED.split(block.text)[1:])))
    key = folded(block.text)
    then = sum(finds_in_key((word,), key) for word in _THEN)
    arrows = len(_ARROWS.findall(block.text))
    in_prose = then + 1 if then >= 2 else 0
    timed = len(_TIMED.findall(key))
    return max(
        told, in_prose, timed if timed > 1 else 0, arrows + 1 if arrows >= 2 else 0
    )


def _tells_step(cell: str) -> bool:
    bare = _NUMBER.sub("", folded(cell))
    if "บาท" in bare and not bare.startswith(("ชาระ", "จ่าย")):
        # A list of fees tells no steps.
        return False
    if bare.startswith(_ACTORS_FOLDED):
        return any(act in bare for act in _ACTS_FOLDED)
    if len(bare) >= FEW_LETTERS and bare.startswith(_ACTS_FOLDED):
        return True
    # A numbered line that says two things somebody does, in whatever words.
    acts = sum(act in bare for act in _ACTS_FOLDED if len(act) > SHORT_ACT)
    return bare != folded(cell) and len(bare) >= 3 * FEW_LETTERS and acts > 1


_ACTORS_FOLDED = tuple(folded(word) for word in _ACTORS)
_ACTS_FOLDED = tuple(folded(word) for word in _ACTS)
