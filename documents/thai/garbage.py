"""Measures how much of a text makes no sense, as wrong decoding and bad PDFs leave it."""

import re
from typing import Final

from documents.thai.letters import AA, AM, CONSONANT, LEAD, MARK, TONE
from documents.thai.text import repair

# A byte of Thai read as Latin-1, Windows-1252 or Mac Roman is one of these.
_HIGH: Final = (
    "\u00a1-\u00ff\u0152\u0153\u0178\u0192\u02c6\u02d8-\u02dd\u0131\u2020-\u2021\u2030"
    "\u2039\u203a\u2044\u2122\u2202\u2206\u220f\u2211\u221a\u221e\u222b\u2248\u2260"
    "\u2264\u2265\u25ca\u03a9\u03c0\ufb01\ufb02"
)
_HIGH_LETTER: Final = re.compile(rf"[{_HIGH}]")
_NONSENSE: Final = re.compile(
    "|".join(
        (
            r"\(cid:\d+\)",
            rf"[{_HIGH}]{{3,}}",
            # UTF-8 Thai read as Latin-1 or Windows-1252, and read as Windows-874.
            r"(?:\u00e0[\u00b8\u00b9]\S?)+",
            r"(?:\u0e40[\u0e18\u0e19][^\s\u0e30-\u0e3a\u0e47-\u0e4e]?){3,}",
            r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd-\uffff\ud800-\udfff]",
            r"[\ue000-\uf8ff\U000f0000-\U0010ffff]",
            # Phonetic, African and spacing-modifier letters: glyph numbers, not words.
            r"[\u0180-\u02c5\u02de-\u036f]",
            # Marks and following vowels with nothing to stand on, and obsolete letters.
            rf"(?<![{CONSONANT}{MARK}])[{MARK}]+",
            rf"(?<![{CONSONANT}{MARK}\u0e32])[\u0e30{AM}]",
            rf"(?<![{CONSONANT}{MARK}]){AA}",
            rf"[{LEAD}](?![{CONSONANT}])",
            r"(?<=[\u0e31\u0e34-\u0e39])[\u0e31\u0e34-\u0e39]",
            rf"(?<=[{TONE}\u0e4c])[{TONE}\u0e4c]",
            "[\u0e03\u0e05]",
            rf"[{CONSONANT}]{{12,}}",
            r"(?<![A-Za-z0-9])[b-df-hj-np-tv-xz]{7,}(?![A-Za-z0-9])",
            r"(?:([!-/:-@\[-`{-~])(?!\1)){5,}",
        )
    )
)


def garbage_share(text: str) -> float:
    """Tell how much of a text makes no sense as Thai or English, from 0 to 1.

    The share is of the characters that are not white space: wrongly decoded bytes,
    glyph numbers, control and private-use characters, and marks out of place. Text
    in another language counts as sense.
    """
    repaired = repair(text)
    total = sum(map(len, repaired.split()))
    if not total:
        return 0.0
    if len(_HIGH_LETTER.findall(repaired)) > 0.2 * total:
        # More of them than any language has: the lonely ones are nonsense as well.
        repaired = _HIGH_LETTER.sub("\ufffd", repaired)
    return sum(map(_nonsense, repaired.split())) / total


def _nonsense(word: str) -> int:
    """Count the characters of a word that make no sense: all, where they are dense."""
    bad = sum(len(match[0]) for match in _NONSENSE.finditer(word))
    return len(word) if bad * 8 > len(word) else bad
