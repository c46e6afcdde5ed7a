"""Tells what a mention of time says about its document, from the words around it."""

import re
from typing import Final

from documents.thai.dates import Mention, MentionKind, Standing
from documents.thai.time_patterns import BUDGET, ERA_MARK, S, loose
from documents.thai.time_readers import is_fiscal

_LAW: Final = re.compile(
    rf"พ ?\. ?ร ?\. ?[บกฎ]|{loose('พระราชบัญญัติ')}|{loose('พระราชกำหนด')}|{loose('พระราชกฤษฎีกา')}|"
    rf"{loose('รัฐธรรมนูญ')}|กฎ(?:{loose('หมาย')}|{loose('กระทรวง')}|ระเบียบ| ?ก\.)|"
    rf"{loose('ข้อบัญญัติ')}|{loose('ข้อบังคับ')}|{loose('ข้อกำหนด')}|{loose('แก้ไขเพิ่มเติม')}|"
    rf"(?<!จัด)(?<!เป็น){loose('ระเบียบ')}(?!วาระ|เรียบร้อย)|ประมวล(?:กฎหมาย|จริยธรรม|รัษฎากร)|"
    rf"{loose('ประกาศ')}(?!ผล|ราย|เชิญ|ประกวด|ราคา|แผน|ใช้|เจต|นโยบาย|รับ|จัด|เผยแพร่|ณ)"
)
_AMENDMENT: Final = re.compile(r"(?:ฉบับ(?:ที่)?\s?\d+|แก้ไขเพิ่มเติม)[\s)]*$")
_CLAUSE_END: Final = re.compile(r"\n\s*(?:\n|\d+[.)]|[-•])|[;|•]|\n\s*(?=\()")
_COPYRIGHT: Final = re.compile(r"(?i:©|\(c\)|copyright|all rights reserved|ลิขสิทธิ์)")
_LINK: Final = re.compile(r"[\s,()]*(?:และ|หรือ|กับ)?[\s,()]*")
_SCHOOL: Final = re.compile(f"{loose('การ ศึกษา')}|{loose('ภาคเรียน')}|{loose('เทอม')}")
_LAW_KINDS: Final = frozenset({MentionKind.YEAR, MentionKind.FISCAL_YEAR})
_PLAIN_YEAR: Final = re.compile(rf"(?:{BUDGET})?{S}{ERA_MARK}?{S}\d+")


def _cites_law(before: str, written: str) -> bool:
    """Tell whether a year ends the name of a law that stands before it."""
    if _AMENDMENT.search(before):
        return True
    clause = _CLAUSE_END.split(before)[-1]
    laws = list(_LAW.finditer(clause))
    if not laws:
        return False
    named = clause[laws[-1].end() :].strip()
    if is_fiscal(written):
        # The ordinance that is the budget of that year, not one about budgets.
        return bool(named) and not named.endswith("เรื่อง")
    if written[0].isdigit():
        return "ประกาศ" not in laws[-1][0] and len(named) < 80 and "\n" not in named
    return True


def standing_of(mention: Mention, plain: str, previous: Mention | None) -> Standing:
    """Judge a mention by the text it stands in and the mention before it.

    ``plain`` is the repaired text with Arabic digits.
    """
    start, stop = mention.position, mention.position + len(mention.text)
    written = plain[start:stop]
    since = previous.position + len(previous.text) if previous else 0
    if _SCHOOL.search(written):
        return Standing.ACADEMIC
    before, after = plain[max(since, start - 250) : start], plain[stop : stop + 40]
    line = before.rpartition("\n")[2][-40:] + " " + after.partition("\n")[0]
    if mention.kind in {MentionKind.YEAR, MentionKind.RANGE} and _COPYRIGHT.search(
        line
    ):
        return Standing.COPYRIGHT
    if mention.kind is MentionKind.RANGE:
        several = (mention.end - mention.start).days > 366
        return Standing.PLAN if several else Standing.OWN
    # A law's name ends in a plain year; "ปี 2567" after it is the document's.
    if _PLAIN_YEAR.fullmatch(written) and mention.kind in _LAW_KINDS:
        also = previous is not None and previous.standing is Standing.LAW
        if (also and _LINK.fullmatch(before)) or _cites_law(before, written):
            return Standing.LAW
    return Standing.OWN
