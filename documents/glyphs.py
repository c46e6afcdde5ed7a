"""Puts Thai marks of a PDF page back on the consonants that they stand on.

PDFium orders characters by where they were drawn, so a vowel or tone mark that a font
sets back over its consonant often comes out one or more letters late.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""

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

    def base_of(self, mark: int) -> int | None:
        """Place of the consonant that carries a mark; None where none does.

        The consonant before the mark is taken where it fits, else the nearest one.
        """
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


class OrderedLayer:
    """The characters of a page with each mark behind its own consonant."""

    def __init__(self, layer: "PdfTextPage") -> None:
        """Put the characters in order, where they are not."""
        self._layer = layer
        self._characters: _Layer | None = None
        self._rebuilt: list[tuple[str, int]] | None = None
        self.text = str(layer.get_text_bounded())
        """Text of the page."""
        if not _MARK.search(self.text):
            return
        self._characters = _characters(layer)
        marks = _marks(self._characters)
        if not _are_in_order(self._characters, marks):
            self._rebuilt = _rebuilt(self._characters, marks)
            self.text = "".join(character for character, _ in self._rebuilt)

    def characters(self) -> list[tuple[str, int]]:
        """Characters in that order, each with its place in the layer."""
        if self._rebuilt is not None:
            return self._rebuilt
        found = self._characters or _characters(self._layer)
        return [(character, place) for place, character in enumerate(found.text)]


def _characters(layer: "PdfTextPage") -> _Layer:
    """One character a place, unlike the bounded text, which leaves some out."""
    import pypdfium2.raw as pdfium

    places = range(layer.count_chars())
    codes = [pdfium.FPDFText_GetUnicode(layer, place) for place in places]
    return _Layer(layer, "".join(map(chr, codes)))


def _marks(characters: _Layer) -> list[int]:
    return [found.start() for found in _MARK.finditer(characters.text)]


def _are_in_order(characters: _Layer, marks: list[int]) -> bool:
    return all(_in_order(characters, mark) for mark in marks[:_SAMPLE])


def _in_order(characters: _Layer, mark: int) -> bool:
    """Tell whether a mark follows the consonant that carries it."""
    before = mark - 1
    while before >= 0 and _MARK.match(characters.text[before]):
        before -= 1
    base = characters.base_of(mark)
    return base is None or base == before


def _rebuilt(characters: _Layer, marks: list[int]) -> list[tuple[str, int]]:
    """Write the characters anew, each mark behind its consonant."""
    attached: dict[int, list[tuple[str, int]]] = {}
    moved: set[int] = set()
    for mark in marks:
        base = characters.base_of(mark)
        if base is not None:
            attached.setdefault(base, []).append((characters.text[mark], mark))
            moved.add(mark)
    gaps = _false_gaps(characters, moved)
    pieces: list[tuple[str, int]] = []
    for place, character in enumerate(characters.text):
        if place not in moved and place not in gaps:
            pieces += (character, place), *attached.get(place, ())
    return pieces


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
