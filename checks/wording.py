"""Accepted wordings: how a phrase of the spec is looked for in Thai text.

A wording is matched on the folded key of one unit of text (a heading, paragraph,
link label, table row), so spacing, Thai or Arabic digits and the spellings of
sara am never matter. ``*`` is a gap of at most 40 characters. ``<email>``,
``<phone>``, ``<number>``, ``<month>``, ``<name>`` and ``<word>`` stand for what people recognise by
shape: a ``<name>`` has a title, a first name and a surname, and the number of a fax or
of a taxpayer is no ``<phone>``. ``(-ผู้ช่วย)`` before a word: it must not follow these
letters.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from checks.names import CLOSE, OPEN, mark_names
from checks.vocabulary import Parts, announce
from documents.thai.text import fold

GAP = 40
LEAD = 15
"""Folded letters before a wording that still leave it the beginning of a label."""
BEFORE = 8
"""Folded letters before a wording that still leave it the beginning of a title."""
TITLE_LETTERS = 45
_CONDITION = re.compile("หาก|ถ้า|กรณี|เมื่อ")
_LONG_MONTHS = "มกรา|กุมภา|มีนา|เมษา|พฤษภา|มิถุนา|กรกฎา|สิงหา|กันยา|ตุลา|พฤศจิกา|ธันวา"
_MONTHS = rf"{_LONG_MONTHS}|[ก-ฮ]{{1,2}}\.[ก-ฮ]\."
_TOKENS = {
    "<email>": r"[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+",
    "<phone>": r"(?<!\d)(?:\+66|0)[-.\d()]{7,14}\d"
    r"|(?:โทร|สายด่วน|hotline|call)\D{0,15}1\d{3}(?!\d)",
    # A Buddhist year or the day of a date is no figure.
    "<number>": r"(?<![\d.,])(?!25\d\d(?!\d))(?!\d{1,2}(?:" + _MONTHS + r"))\d[\d,.]*",
    "<month>": rf"(?:(?:{_LONG_MONTHS})[ก-ฮ์]{{2,4}}|(?:[มกพสตธ]|มี|เม|มิ)\.[คพย]\.?)"
    r"(?:พ\.ศ\.)?(?:25)?[5-7]\d(?!\d)",
    "<name>": f"{OPEN}[^{CLOSE}]*{CLOSE}",
}
_PARTS = re.compile(r"(\*|<(?:email|phone|number|name|word|month)>|\(-[^()]+\))")

_FAX = "(?:โทรสาร|โทรภาพ|แฟ็?ก[ซส]์?|fax|facsimile)"
_TAXPAYER = "(?:เลข[^0-9]{0,15}ผู้เสียภาษี(?:อากร)?|taxid|taxpayer|taxidentification)"
_NUMBERS = r"\+?\d[-.\d()]*(?:(?:[,/;]|และ|หรือ)\+?0[-.\d()]+)*"
_OTHER_NUMBERS = re.compile(
    # One number may be of both: "telephone and fax".
    rf"(?P<both>(?:โทรศัพท์|โทร\.?|tel\.?|telephone|phone)(?:[/,&(]|และ|หรือ|and)+{_FAX})"
    rf"|(?:{_FAX}|{_TAXPAYER})(?:(?!โทร|tel|phone|call|สายด่วน|hotline)[^\d+]){{0,20}}{_NUMBERS}"
    rf"|(?:\+66|0)[-.\d()]{{7,12}}\d\({_FAX}\)"
)


folded = lru_cache(maxsize=200_000)(fold)
"""``fold`` with a memory: the same block is asked about by many wordings."""
MANY = 50_000
"""Wordings, and sets of them, that are remembered: twice those of the spec, and more."""


def key_for(wording: str, text: str) -> str:
    """Fold a text for one wording: names marked, and numbers of no telephone left out.

    Only the tokens of the wording itself are prepared for.
    """
    key = _named(text) if "<name>" in wording else folded(text)
    if "<phone>" in wording:
        return _OTHER_NUMBERS.sub(lambda m: m["both"] or "|", key)
    return key


@lru_cache(maxsize=20_000)
def _named(text: str) -> str:
    return fold(mark_names(text))


@lru_cache(maxsize=MANY)
def compile_wording(wording: str) -> re.Pattern[str]:
    """Turn a wording of the spec into a pattern over folded text."""
    pattern, before = "", "และ"
    for part in _PARTS.split(wording):
        if part == "*":
            pattern += f".{{0,{GAP}}}?"
        elif part == "<word>":
            # Names run together once spaces are gone: one ends where the next begins.
            pattern += f"(?:(?!{re.escape(before)}|และ)[ก-๙a-z]){{2,40}}"
        elif part.startswith("(-"):
            pattern += f"(?<!{re.escape(fold(part[2:-1]))})"
        elif part in _TOKENS:
            pattern += f"(?:{_TOKENS[part]})"
        else:
            before = fold(part) or before
            pattern += re.escape(fold(part))
    return re.compile(pattern)


@lru_cache(maxsize=MANY)
def anchor(wording: str) -> str:
    """Give the longest folded part that every match of a wording holds."""
    return max(_fixed(wording), key=len, default="")


@lru_cache(maxsize=MANY)
def opening(wording: str) -> str:
    """Give the folded part that a wording begins with; empty for a token."""
    return next((folded(p) for p in _PARTS.split(wording)[:1] if p), "")


def _fixed(wording: str) -> list[str]:
    return [folded(p) for p in _PARTS.split(wording) if p and not _PARTS.fullmatch(p)]


def expect(wordings: Iterable[str]) -> None:
    """Tell which wordings will be looked for; others are found too, in more time."""
    announce(part for each in wordings for part in (anchor(each), opening(each)))


def stands(wording: str, key: str) -> bool:
    """Tell whether a wording may stand in folded text that holds its anchor.

    Once spaces are gone, a name is not to be seen.
    """
    if not _PARTS.search(wording) or "<name>" in wording:
        return True
    return bool(compile_wording(wording).search(key))


class _Sought:
    """One wording that is looked for."""

    __slots__ = ("is_plain", "part", "wording")

    def __init__(self, wording: str) -> None:
        self.wording = wording
        self.part = anchor(wording)
        self.is_plain = not _PARTS.search(wording)
        """True where the anchor is all of it."""

    def found(self, text: str) -> re.Match[str] | None:
        """Find it in a text."""
        return compile_wording(self.wording).search(key_for(self.wording, text))

    def start(self, key: str, text: str) -> int:
        """Give where in a text with that key it begins; -1 where it does not stand."""
        if self.is_plain:
            return key.find(self.part)
        found = self.found(text)
        return found.start() if found else -1


class _Together:
    """Wordings that are looked for together."""

    __slots__ = ("_bare", "_by_part", "_parts")

    def __init__(self, wordings: tuple[str, ...]) -> None:
        self._by_part: dict[str, list[_Sought]] = {}
        for each in map(_Sought, wordings):
            self._by_part.setdefault(each.part, []).append(each)
        self._bare = self._by_part.pop("", [])
        self._parts = Parts(self._by_part)

    def near(self, key: str) -> Sequence[_Sought]:
        """Give those whose anchors stand in a folded text, in no order."""
        parts = self._parts.those_in(key)
        if not parts:
            return self._bare
        return [each for part in parts for each in self._by_part[part]] + self._bare


_together = lru_cache(maxsize=MANY)(_Together)


def finds(wordings: tuple[str, ...], text: str) -> bool:
    """Tell whether any of the wordings stands in ``text``."""
    near = _together(wordings).near(folded(text))
    return bool(near) and any(each.is_plain or each.found(text) for each in near)


def finds_any(wordings: tuple[str, ...], texts: Iterable[str]) -> bool:
    """Tell whether any of the wordings stands in any of the texts."""
    together = _together(wordings)
    return any(
        each.is_plain or each.found(text)
        for text in texts
        for each in together.near(folded(text))
    )


def finds_in_key(wordings: tuple[str, ...], key: str) -> bool:
    """Tell whether any of the wordings stands in a text that is folded already.

    Names and telephone numbers are to be seen in the text itself alone.
    """
    return any(
        each.is_plain or compile_wording(each.wording).search(key)
        for each in _together(wordings).near(key)
    )


def which_may_hold(wordings: tuple[str, ...], keys: Sequence[str]) -> list[int]:
    """Give the places of the folded texts in which any of the wordings may stand.

    Once spaces are gone, a name is not to be seen.
    """
    together = _together(wordings)
    return [
        at
        for at, key in enumerate(keys)
        if any(stands(each.wording, key) for each in together.near(key))
    ]


def matches(wordings: tuple[str, ...], text: str) -> frozenset[str]:
    """Give the different words in ``text`` that the wordings stand for."""
    key = folded(text)
    found: set[str] = set()
    for each in _together(wordings).near(key):
        if each.is_plain:
            found.add(each.part)
        else:
            pattern = compile_wording(each.wording)
            found.update(m[0] for m in pattern.finditer(key_for(each.wording, text)))
    return frozenset(each.replace(OPEN, "").replace(CLOSE, "") for each in found)


def states(wordings: tuple[str, ...], text: str) -> bool:
    """Tell whether ``text`` says one of the wordings as a fact, not as a condition."""
    return any(
        not _CONDITION.search(found.string[max(0, found.start() - 15) : found.start()])
        for each in wordings
        for found in compile_wording(each).finditer(key_for(each, text))
    )


def leads(wordings: tuple[str, ...], text: str) -> bool:
    """Tell whether ``text``, or a cell of it, begins with one of the wordings.

    A few letters before it, a number or "download", are let pass, and all of a text
    that is too short for a sentence.
    """
    together = _together(wordings)
    for cell in (*text.split(" | "), *text.split("เรื่อง")[1:]):
        key = folded(cell)
        for each in together.near(key):
            start = each.start(key, cell)
            if start >= 0 and (start <= LEAD or len(key) <= TITLE_LETTERS):
                return True
    return False


_FIGURE = re.compile(_TOKENS["<number>"])
_MONTH = re.compile(_MONTHS)
_REST = "(?:คม|ยน|พันธ์?)?"
"""How the names of months end behind what tells them apart."""
_MONTH_LAST = re.compile(f"(?:{_MONTHS}){_REST}$")
_PHONE = re.compile(_TOKENS["<phone>"])
_COUNTS = re.compile(r"(?:ที่|ไตรมาส|ข้อ|ปี|พ\.?ศ\.?|รอบ|หน้า|หมวด)$")
_SHORT_YEAR = re.compile(r"[67]\d")
"""The years 2560 to 2579, as people write them behind a month."""
_ALONE = re.compile(r"(?!25\d\d$)\d[\d,.]*%?")
_NO_FIGURE = re.compile(
    r"(?:พ\.?ศ\.?|ปีงบประมาณ|ปี|ไตรมาสที่|ไตรมาส|เดือนที่|ข้อที่|ข้อ|ลำดับที่|ลำดับ|ครั้งที่|รอบ"
    r"|หน้า|ที่)[:.]?\d+|^\d+[.)]|\d+เดือน(?:แรก|หลัง)"
    rf"|(?:{_MONTHS}){_REST}[67]\d(?!\d|[.,]\d)"
)


# What a table that a script draws says of itself, be it empty.
_SHOWING = re.compile(
    r"แสดง(?:ผล)?\s*\d+\s*(?:(?:ถึง|-)\s*\d+\s*)?(?:จาก\s*(?:ทั้งหมด)?\s*\d+\s*)?(?:รายการ|แถว)"
    r"|showing \d+ to \d+ of \d+",
    re.IGNORECASE,
)


def figures(text: str) -> tuple[str, ...]:
    """Give the figures in a text: no years, dates, or numbers that count paragraphs."""
    text = _SHOWING.sub(" ", text)
    key = folded(text)
    if _PHONE.search(key):
        # A telephone number is no figure.
        text = key = _PHONE.sub(" ", key)
    words = [folded(word) for word in text.split()]
    # The first number of a line counts lines; one before a month is a day.
    apart = tuple(
        word
        for at, word in enumerate(words)
        if (at or len(words) == 1)
        and _ALONE.fullmatch(word)
        and not (at + 1 < len(words) and _MONTH.match(words[at + 1]))
        and not (at and _COUNTS.search(words[at - 1]))
        and not (
            at and _SHORT_YEAR.fullmatch(word) and _MONTH_LAST.search(words[at - 1])
        )
    )
    key = _NO_FIGURE.sub(" ", key)
    return apart or tuple(found[0] for found in _FIGURE.finditer(key))


def ends(wordings: tuple[str, ...], key: str) -> tuple[int, ...]:
    """Give where in a folded text the wordings end."""
    return tuple(
        match.end()
        for each in wordings
        if anchor(each) in key
        for match in compile_wording(each).finditer(key)
    )


def begins(wordings: tuple[str, ...], text: str) -> bool:
    """Tell whether a line begins with a wording, but for a number before it."""
    key = _NUMBERING.sub("", folded(text))
    return any(
        0 <= each.start(key, key) <= BEFORE for each in _together(wordings).near(key)
    )


def is_numbered(text: str) -> bool:
    """Tell whether a line begins with a number, as a part of something does."""
    return bool(_NUMBERING.match(folded(text)))


def numbering(key: str) -> int:
    """Count the letters of the number that a folded line begins with."""
    found = _NUMBERING.match(key)
    return found.end() if found else 0


_NUMBERING = re.compile(
    r"^(?:(?:ส่วนที่|บทที่|ตอนที่|เรื่องที่|เรื่อง|หมวดที่|หมวด|ลำดับที่|ลำดับ|ภาคผนวก|เล่มที่|เอกสารแนบ|ขั้นตอนที่|ขั้นที่|step)\d*[.):-]*"
    r"|[(]?(?:\d{1,2}[.):/-]+)+\d*|[ก-ฮa-z][.)](?![ก-ฮa-z]{1,2}[.)])|[-•*])+"
)


@lru_cache(maxsize=MANY)
def letters(wording: str) -> int:
    """Count the letters that a wording fixes, tokens and gaps left out."""
    fixed = "".join(p for p in _PARTS.split(wording) if not _PARTS.fullmatch(p))
    return len(fold(fixed))
