"""Repairs Thai text and makes match keys of it."""

import re
from collections.abc import Callable
from typing import Final

from documents.thai.letters import AA, AM, CONSONANT, MARK, TONE

_NIKHAHIT: Final = "\u0e4d"

# Private-use code points of Thai fonts from F700 (Windows) and F884 (Macintosh), in
# the order in which HarfBuzz's Thai shaper lists them.
_WINDOWS: Final = (
    "\u0e10\u0e34\u0e35\u0e36\u0e37\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e48\u0e49\u0e4a\u0e4b"
    "\u0e4c\u0e0d\u0e31\u0e4d\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e38\u0e39\u0e3a"
)
_MAC: Final = (
    "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47\u0e48\u0e48\u0e48\u0e49\u0e49\u0e49\u0e4a\u0e4a"
    "\u0e4a\u0e4b\u0e4b\u0e4b\u0e4c\u0e4c\u0e4c\u0e4d\u0e0d\u0e38\u0e39\u0e3a\u0e10"
)
_PRIVATE: Final = "\uf700-\uf71a\uf884-\uf89e"
_NEAR: Final = f"\u0e01-\u0e5b{_PRIVATE}"
_WIDE_SPACE: Final = "\u00a0\u2000-\u200a\u202f\u3000"
_INVISIBLE: Final = "\u0000\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_PLAIN: Final = (
    {chr(0xF700 + i): c for i, c in enumerate(_WINDOWS)}
    | {chr(0xF884 + i): c for i, c in enumerate(_MAC)}
    | {chr(0xFF01 + i): chr(0x21 + i) for i in range(94)}
    | dict.fromkeys(
        ["\u00a0", "\u202f", "\u3000", *map(chr, range(0x2000, 0x200B))], " "
    )
)

_Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def _plain(match: re.Match[str]) -> str:
    return _PLAIN.get(match[0], "")


def _sort_marks(match: re.Match[str]) -> str:
    return "".join(sorted(match[0], key=lambda mark: "\u0e48" <= mark <= "\u0e4c"))


# Order matters. No Thai word begins with a following vowel or a mark, so a space
# before one is never right; an icon font's private-use character stands alone and
# is left as it is.
_REPAIRS: Final[tuple[_Rule, ...]] = (
    (
        re.compile(
            rf"(?<=[{_NEAR}])[{_PRIVATE}]|[{_PRIVATE}](?=[{_NEAR}])"
            rf"|[{_WIDE_SPACE}{_INVISIBLE}\uff01-\uff5e]"
        ),
        _plain,
    ),
    (re.compile(rf"([{MARK}])\1+"), r"\1"),
    (re.compile(rf"{AM}{AM}+|{AM}+(?: *{AA})+"), AM),
    (re.compile(rf"([{TONE}]*){_NIKHAHIT}([{TONE}]*) *[{AA}{AM}]+"), rf"\1\2{AM}"),
    (re.compile(rf"([{CONSONANT}][{TONE}]?) +{AA}"), rf"\1{AM}"),
    (re.compile(rf"(?<=[{CONSONANT}{MARK}]) +(?=[{MARK}{AM}])"), ""),
    (re.compile(rf"{AM}([{TONE}]+){AM}*"), rf"\1{AM}"),
    (re.compile(rf"(?<=[{CONSONANT}]){AA}([{TONE}]+)"), rf"\1{AA}"),
    (re.compile(rf"[{MARK}]{{2,}}"), _sort_marks),
    (re.compile("\u0e40\u0e40"), "\u0e41"),
)

# Somewhere in every text that one of the rules above changes; found in one pass, where
# the rules take ten. Nearly all text is right, and all of it is looked at.
_AMISS: Final = re.compile(
    rf"[{_PRIVATE}{_WIDE_SPACE}{_INVISIBLE}\uff01-\uff5e{_NIKHAHIT}]"
    rf"| [{AA}{AM}{MARK}]"
    rf"|{AM}(?:[{AM}{TONE}]| *{AA})"
    rf"|{AA}[{TONE}]"
    rf"|([{MARK}])\1"
    rf"|[\u0e48-\u0e4c](?![\u0e48-\u0e4c])[{MARK}]"
    "|\u0e40\u0e40"
)

# Somewhere in every text whose key takes more than ``_right_key``: a letter beyond ASCII
# and Thai, or two that are amiss, side by side or once the space between them is gone.
_ODD: Final = re.compile(
    rf"[^\x20-\x7e\u0e01-\u0e4c\u0e4e-\u0e5b]|\u0e40 *\u0e40"
    rf"|[ {AA}{AM}{MARK}](?=[{AA}{AM}{MARK}])(?:(?<= )|(?<={AM})[{AM}{TONE}{AA}]"
    rf"|(?<={AA})[{TONE}]|(?<=([{MARK}]))\1|(?<=[\u0e48-\u0e4c])(?![\u0e48-\u0e4c])[{MARK}])"
)

# A letter beyond ASCII and Thai; ``_right_key`` does all of the others.
_BEYOND: Final = re.compile(r"[^\x20-\x7e\u0e01-\u0e5b]")

# Spellings that are both in use; the key takes the second. Misspellings stay out.
_TWINS: Final = {
    "ดุลยพินิจ": "ดุลพินิจ",
    "ทะเบียนราษฎร์": "ทะเบียนราษฎร",
    "อินเตอร์เน็ต": "อินเทอร์เน็ต",
    "อีเมล์": "อีเมล",
    "ดิจิตอล": "ดิจิทัล",
    "แอพพลิเคชัน": "แอปพลิเคชัน",
    "แอพพลิเคชั่น": "แอปพลิเคชัน",
    "แอปพลิเคชั่น": "แอปพลิเคชัน",
    "เฟสบุ๊ค": "เฟซบุ๊ก",
    "เฟสบุ๊ก": "เฟซบุ๊ก",
    "เฟซบุ๊ค": "เฟซบุ๊ก",
}
_DIGITS: Final = {chr(0x0E50 + i): str(i) for i in range(10)}
_KEY: Final = (
    _DIGITS
    | {AM: AA, "\u2026": "..."}
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63", "-")
    | dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"')
)


def _key_character(match: re.Match[str]) -> str:
    return _KEY.get(match[0]) or match[0].casefold()


_TWIN: Final = re.compile("|".join(sorted(_TWINS, reverse=True)))
_FOLDS: Final[tuple[_Rule, ...]] = (
    (re.compile(r"\s+"), ""),
    (
        re.compile(rf"[A-Z`{AM}\u0e50-\u0e59]|[^\x00-\x7f\u0e00-\u0e7f]"),
        _key_character,
    ),
    (_TWIN, lambda twin: _TWINS[twin[0]]),
)


def _applied(rules: tuple[_Rule, ...], text: str) -> str:
    for pattern, replacement in rules:
        text = pattern.sub(replacement, text)
    return text


def _until_stable(step: Callable[[str], str], text: str) -> str:
    before = None
    while before != text:
        before, text = text, step(text)
    return text


def _repair_step(text: str) -> str:
    return _applied(_REPAIRS, text) if _AMISS.search(text) else text


def _fold_step(text: str) -> str:
    is_plain = not _BEYOND.search(text)
    return _repair_step(_right_key(text) if is_plain else _applied(_FOLDS, text))


def repair(text: str) -> str:
    """Undo what fonts, word processors and PDF extraction do to Thai.

    Right text stays as it is, and so do line breaks; repairing twice is repairing
    once. Full-width Latin letters and digits become ASCII.
    """
    if text.isascii() and "\0" not in text:
        return text
    return _until_stable(_repair_step, text)


def arabic_digits(text: str) -> str:
    """Write Thai digits as 0 to 9; every other character keeps its place."""
    for thai, arabic in _DIGITS.items():
        text = text.replace(thai, arabic)
    return text


def fold(text: str) -> str:
    """Make the key under which different writings of the same words are equal.

    Repaired, without white space, with Arabic digits, lower-case Latin, plain dashes
    and quotes, one of each pair of twin spellings, and without the difference
    between sara am and sara aa, which PDF extraction loses. Folding twice is folding
    once.
    """
    return (
        _until_stable(_fold_step, repair(text))
        if _ODD.search(text)
        else _right_key(text)
    )


def _right_key(text: str) -> str:
    """Make the key of a text with nothing odd in it; nearly all texts are right."""
    key = "".join(text.split()).replace(AM, AA).replace("`", "'").lower()
    return _TWIN.sub(lambda twin: _TWINS[twin[0]], arabic_digits(key))


def _replace_tracked(
    rule: _Rule, text: str, offsets: list[int]
) -> tuple[str, list[int]]:
    pattern, replacement = rule
    pieces: list[str] = []
    kept: list[int] = []
    end = 0
    for match in pattern.finditer(text):
        start, stop = match.span()
        new = replacement(match) if callable(replacement) else match.expand(replacement)
        pieces += text[end:start], new
        kept += offsets[end:start]
        kept += (offsets[min(start + i, stop - 1)] for i in range(len(new)))
        end = stop
    if not end:
        return text, offsets
    return "".join((*pieces, text[end:])), kept + offsets[end:]


def fold_with_offsets(text: str) -> tuple[str, tuple[int, ...]]:
    """Fold, and tell for each character of the key where it stood.

    The offsets are ascending positions in ``repair(text)``, one a character of the
    key: a match ``key[a:b]`` is the quote ``repaired[offsets[a]:offsets[b - 1] + 1]``,
    give or take a mark of its last character.
    """
    key = repair(text)
    offsets = list(range(len(key)))
    before = None
    while before != key:
        before = key
        for rule in (*_FOLDS, *_REPAIRS):
            key, offsets = _replace_tracked(rule, key, offsets)
    return key, tuple(offsets)
