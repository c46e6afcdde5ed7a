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
_TOKENS = {
    "<email>": r"[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+",
    "<phone>": r"(?<!\d)(?:\+66|0)[-.\d()]{7,14}\d|(?<!\d)1\d{3}(?!\d)",
    "<number>": r"\d[\d,.]*",
    "<name>": r"(?:นาย|นางสาว|นาง|น\.ส\.|ว่าที่ร\S{2,12}|ดร\.|mr\.?|mrs\.?|ms\.?)[ก-๙a-z]{2,}",
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


def letters(wording: str) -> int:
    """Count the letters that a wording fixes, tokens and gaps left out."""
    fixed = "".join(p for p in _PARTS.split(wording) if not _PARTS.fullmatch(p))
    return len(fold(fixed))
