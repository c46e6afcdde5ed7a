"""Puts Thai marks of a PDF page back on the consonants that they stand on.

PDFium orders characters by where they were drawn, so a vowel or tone mark that a font
sets back over its consonant often comes out one or more letters late.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""
Cluster = range
"""Places of characters that one glyph stands for."""

_MARK = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\uf701-\uf71a]")
_BASE = re.compile("[\u0e01-\u0e2e\uf700\uf70f]")
_NEAR = ((10, 3), (200, 40))
"""How many characters before and after a mark its consonant is looked for, in turn."""
_SLACK = 0.2
"""How far beside its consonant a mark may be centred, in widths of the consonant."""
_REACH = 1.5
"""How far above or below, in heights of the consonant."""
_SAMPLE = 60
"""Marks of a page that are tried before it is taken to be in order."""
_SAME = 0.05
"""Points by which what is equal may differ."""
_SOON = 40
"""Within so many characters a syllable that is named twice comes again."""
_OVER = 0.5
"""So far from its letter a mark may be drawn, in heights of the letter."""
_SPREAD = re.compile("[\u0e01-\u0e2e][\u0e48-\u0e4b]?\u0e33 ")
_SPACE = 0.3
"""Width of a space, in heights of the character before it."""
_BREAKS = " \r\n"


class _Layer:
    """Characters of a page's text layer, with their boxes."""

    def __init__(self, layer: "PdfTextPage", text: str) -> None:
        self.text = text
        self._layer = layer
        self._boxes: dict[int, Box] = {}

    def box(self, place: int) -> Box:
        """Box of a character, asked for once."""
        if place not in self._boxes:
            left, bottom, right, top = self._layer.get_charbox(place)
            self._boxes[place] = (left, bottom, right, top)
        return self._boxes[place]

    def is_generated(self, place: int) -> bool:
        """Tell whether PDFium made up a space or line break from the distances."""
        import pypdfium2.raw as pdfium

        return bool(pdfium.FPDFText_IsGenerated(self._layer, place) == 1)

    def carries(self, base: int, mark: int) -> bool:
        """Tell whether the mark is drawn on this consonant."""
        left, bottom, right, top = self.box(base)
        mark_left, mark_bottom, mark_right, mark_top = self.box(mark)
        slack, reach = _SLACK * (right - left), _REACH * (top - bottom)
        across, up = (mark_left + mark_right) / 2, (mark_bottom + mark_top) / 2
        if not left - slack <= across <= right + slack:
            return False
        return bottom - reach <= up <= top + reach

    def shares_glyph(self, one: int, other: int) -> bool:
        """Tell whether one glyph stands for both: PDFium gives each an equal part of it."""
        left, bottom, right, top = self.box(one)
        beside, lower, end, upper = self.box(other)
        pairs = (
            (right, beside),
            (bottom, lower),
            (top, upper),
            (right - left, end - beside),
        )
        return all(abs(a - b) <= _SAME for a, b in pairs)

    def lies_over(self, cluster: Cluster, other: Cluster) -> bool:
        """Tell whether two glyphs are drawn into one another."""
        left, bottom, right, top = self._glyph(cluster)
        beside, lower, end, upper = self._glyph(other)
        gap = _OVER * (upper - lower)
        return (
            left < end and beside < right and bottom < upper + gap and lower - gap < top
        )

    def _glyph(self, cluster: Cluster) -> Box:
        left, bottom, _, top = self.box(cluster[0])
        return left, bottom, self.box(cluster[-1])[2], top

    def base_of(self, mark: int) -> int | None:
        """Place of the consonant that carries a mark; None where none does.

        The consonant before the mark is taken where it fits, else the nearest one.
        """
        before = mark - 1
        while before >= 0 and self.shares_glyph(before, before + 1):
            if _BASE.match(self.text[before]):
                return before
            before -= 1
        for before, after in _NEAR:
            first, last = max(0, mark - before), min(len(self.text), mark + after + 1)
            bases = [p for p in range(first, last) if _BASE.match(self.text[p])]
            bases.sort(key=lambda place: (place > mark, abs(place - mark)))
            for base in bases:
                if self.carries(base, mark):
                    return base
        return None

    def is_apart(self, one: int, other: int) -> bool:
        """Tell whether there is a space to be seen between two characters."""
        left, right = self.box(one), self.box(other)
        return right[0] - left[2] > _SPACE * (left[3] - left[1])


def ordered_text(layer: "PdfTextPage") -> str:
    """Text of a page with each mark behind its own consonant."""
    text = str(layer.get_text_bounded())
    if not _MARK.search(text):
        return text
    import pypdfium2.raw as pdfium

    places = range(layer.count_chars())
    # One character a place, unlike the text above, which leaves some out.
    codes = [pdfium.FPDFText_GetUnicode(layer, place) for place in places]
    characters = _Layer(layer, "".join(map(chr, codes)))
    marks = [found.start() for found in _MARK.finditer(characters.text)]
    shared = any(characters.shares_glyph(mark - 1, mark) for mark in marks[:_SAMPLE])
    said_again = _said_again(characters) if shared else set[int]()
    spread = _spread_vowels(characters) if shared else set[int]()
    if not said_again | spread and all(
        _in_order(characters, mark) for mark in marks[:_SAMPLE]
    ):
        return text
    return _rebuilt(characters, marks, said_again, spread)


def _said_again(characters: _Layer) -> set[int]:
    """Places of syllables that come once more with the glyph of their mark.

    Where a letter and its mark are drawn apart, Chromium names the syllable once for
    both, and PDFium gives it for each: the second lies over the first.
    """
    again: set[int] = set()
    before: dict[str, Cluster] = {}
    for cluster in _clusters(characters):
        text = "".join(characters.text[place] for place in cluster)
        last = before.get(text)
        if (
            last is not None
            and cluster[0] - last[0] <= _SOON
            and characters.lies_over(cluster, last)
        ):
            again.update(cluster)
        else:
            before[text] = cluster
    return again


def _clusters(characters: _Layer) -> Iterator[Cluster]:
    """Give the runs of places whose characters share a glyph."""
    first = 0
    for place in range(1, len(characters.text) + 1):
        if place < len(characters.text) and characters.shares_glyph(place - 1, place):
            continue
        if place - first > 1:
            yield range(first, place)
        first = place


def _spread_vowels(characters: _Layer) -> set[int]:
    """Places of spaces that PDFium made up behind a sara am.

    Fonts draw it as a ring and an aa; where both are named with the consonant's glyph,
    the width of the aa looks like a space.
    """
    text = characters.text
    return {
        found.end() - 1
        for found in _SPREAD.finditer(text)
        if characters.is_generated(found.end() - 1)
        and characters.shares_glyph(found.start(), found.start() + 1)
    }


def _in_order(characters: _Layer, mark: int) -> bool:
    """Tell whether a mark follows the consonant that carries it."""
    before = mark - 1
    while before >= 0 and _MARK.match(characters.text[before]):
        before -= 1
    base = characters.base_of(mark)
    return base is None or base == before


def _rebuilt(
    characters: _Layer, marks: list[int], said_again: set[int], spread: set[int]
) -> str:
    """Write the characters anew, each mark behind its consonant."""
    attached: dict[int, list[str]] = {}
    moved: set[int] = set()
    for mark in marks:
        base = characters.base_of(mark)
        if base is not None and mark not in said_again:
            attached.setdefault(base, []).append(characters.text[mark])
            moved.add(mark)
    left_out = said_again | spread | _false_gaps(characters, moved | said_again)
    pieces: list[str] = []
    for place, character in enumerate(characters.text):
        if place not in moved and place not in left_out:
            pieces += character, *attached.get(place, ())
    return "".join(pieces)


def _false_gaps(characters: _Layer, moved: set[int]) -> set[int]:
    """Places of spaces and breaks that PDFium made up because of marks out of line."""
    text = characters.text
    gaps: set[int] = set()
    for mark in moved:
        before, after = mark - 1, mark + 1
        while before >= 0 and (text[before] in _BREAKS or before in moved):
            before -= 1
        while after < len(text) and (text[after] in _BREAKS or after in moved):
            after += 1
        made_up = [
            place
            for place in range(before + 1, after)
            if text[place] in _BREAKS and characters.is_generated(place)
        ]
        if not made_up or before < 0 or after == len(text):
            continue
        if not _is_break(characters, before, after):
            gaps.update(made_up)
    return gaps


def _is_break(characters: _Layer, before: int, after: int) -> bool:
    """Tell whether two characters stand in different lines, or with a space between."""
    _, bottom, _, top = characters.box(before)
    _, next_bottom, _, next_top = characters.box(after)
    middle = (next_bottom + next_top) / 2
    height = top - bottom
    if not bottom - height / 2 <= middle <= top + height / 2:
        return True
    return characters.is_apart(before, after)
