"""Accepted wordings: how a phrase of the spec is looked for in Thai text.

A wording is matched on the folded key of one unit of text (a heading, paragraph,
link label, table row), so spacing, Thai or Arabic digits and the spellings of
sara am never matter. ``*`` is a gap of at most 40 characters. ``<email>``,
``<phone>``, ``<number>`` and ``<name>`` stand for what people recognise by shape.
"""

import re
from functools import lru_cache

from documents.thai.text import fold

GAP = 40
LEAD = 15
"""Folded letters before a wording that still leave it the beginning of a label."""
TITLE_LETTERS = 45
_CONDITION = re.compile("หาก|ถ้า|กรณี|เมื่อ")
_MONTHS = (
    "มกรา|กุมภา|มีนา|เมษา|พฤษภา|มิถุนา|กรกฎา|สิงหา|กันยา|ตุลา|พฤศจิกา|ธันวา"
    r"|[ก-ฮ]{1,2}\.[ก-ฮ]\."
)
_TOKENS = {
    "<email>": r"[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+",
    "<phone>": r"(?<!\d)(?:\+66|0)[-.\d()]{7,14}\d"
    r"|(?:โทร|สายด่วน|hotline|call)\D{0,15}1\d{3}(?!\d)",
    # A Buddhist year or the day of a date is no figure.
    "<number>": r"(?<![\d.,])(?!25\d\d(?!\d))(?!\d{1,2}(?:" + _MONTHS + r"))\d[\d,.]*",
    # นายช่าง, นายทะเบียน and the like are posts, not persons.
    "<name>": r"(?:นาย(?!ช่าง|ทะเบียน|ตรวจ|อาเภอ|แพทย์|สัตวแพทย์|ทหาร|หน้า|กรัฐ|กสมาคม|กเทศ|กองค์)"
    r"|นางสาว|นาง|น\.ส\.|ว่าที่ร\S{2,12}|ดร\.|mr\.?|mrs\.?|ms\.?)[ก-๙a-z]{2,}",
}
_PARTS = re.compile(r"(\*|<(?:email|phone|number|name)>)")

folded = lru_cache(maxsize=200_000)(fold)
"""``fold`` with a memory: the same block is asked about by many wordings."""


@lru_cache(maxsize=10_000)
def compile_wording(wording: str) -> re.Pattern[str]:
    """Turn a wording of the spec into a pattern over folded text."""
    pattern = ""
    for part in _PARTS.split(wording):
        if part == "*":
            pattern += f".{{0,{GAP}}}?"
        elif part in _TOKENS:
            pattern += f"(?:{_TOKENS[part]})"
        else:
            pattern += re.escape(fold(part))
    return re.compile(pattern)


def finds(wordings: tuple[str, ...], text: str) -> bool:
    """Tell whether any of the wordings stands in ``text``."""
    key = folded(text)
    return any(compile_wording(wording).search(key) for wording in wordings)


def matches(wordings: tuple[str, ...], text: str) -> frozenset[str]:
    """Give the different words in ``text`` that the wordings stand for."""
    key = folded(text)
    return frozenset(
        found[0] for each in wordings for found in compile_wording(each).finditer(key)
    )


def states(wordings: tuple[str, ...], text: str) -> bool:
    """Tell whether ``text`` says one of the wordings as a fact, not as a condition."""
    key = folded(text)
    return any(
        not _CONDITION.search(key[max(0, found.start() - 15) : found.start()])
        for each in wordings
        for found in compile_wording(each).finditer(key)
    )


def leads(wordings: tuple[str, ...], text: str) -> bool:
    """Tell whether ``text``, or a cell of it, begins with one of the wordings.

    A few letters before it, a number or "download", are let pass, and all of a text
    that is too short for a sentence.
    """
    return any(
        found.start() <= LEAD or len(folded(cell)) <= TITLE_LETTERS
        for cell in text.split(" | ")
        for each in wordings
        if (found := compile_wording(each).search(folded(cell)))
    )


def letters(wording: str) -> int:
    """Count the letters that a wording fixes, tokens and gaps left out."""
    fixed = "".join(p for p in _PARTS.split(wording) if not _PARTS.fullmatch(p))
    return len(fold(fixed))
