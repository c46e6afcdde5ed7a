"""The letters of a page of a PDF, where they stand, and the tables made of them."""

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from documents.glyphs import OrderedLayer
from documents.pdf_drawn import Box, Frame
from documents.thai.text import repair

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

MAX_BEYOND = 500
"""Letters kept of what stands above and below a table."""
LEADER = re.compile(r"\.{4,}|…{2,}|_{3,}|(?:\. ){4,}")
"""The dots or line of a contents page or a form."""

_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\uf701-\uf71a]")
# Glyphs without a character, and halves of one; PDFium writes U+FFFE where a word is
# broken in two lines.
_NO_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# A mark set higher than its consonant comes out of PDFium as a line of its own.
_STRAY_MARK = re.compile(r"[ \r\n]+([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]+)[\r\n]*")
# Not every sign that Python takes for the end of a line: glyphs may bear its number.
_LINE_ENDS = re.compile(r"[\r\n]+")


@dataclass(slots=True)
class Glyph:
    """A letter with the marks on it, and the space after it."""

    text: str
    box: Box
    after: str = ""
    """A space or line break, real or made up by PDFium."""
    middle: tuple[float, float] = field(init=False)
    """Centre of the letter."""

    def __post_init__(self) -> None:
        """Find the centre, which is asked for often."""
        left, bottom, right, top = self.box
        self.middle = (left + right) / 2, (bottom + top) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table."""

    cells: tuple[str, ...]
    """One text a column; that of a spanning cell in every place that it covers."""
    begun: tuple[str, ...]
    """The texts of the cells that begin in this row, each once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTable:
    """A table of one page."""

    rows: tuple[Row, ...]
    columns: tuple[float, ...]
    """Left and right ends of its columns, ascending."""
    first: int
    """Place of its first letter among the glyphs of the page."""
    glyphs: frozenset[int]
    """Places of all its letters; empty once it stands alone."""
    top: float
    bottom: float
    ruled: bool
    above: str = ""
    """Letters of the page above it, up to ``MAX_BEYOND``, without spaces."""
    below: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLayout:
    """A page on which tables were found."""

    glyphs: tuple[Glyph, ...]
    tables: tuple[PageTable, ...]
    """In the order of their first letters."""

    def parts(self) -> Iterator[str | PageTable]:
        """Give the text between the tables, and the tables, in reading order."""
        inside = {place for table in self.tables for place in table.glyphs}
        at = {table.first: table for table in self.tables}
        pieces: list[str] = []
        for place, glyph in enumerate(self.glyphs):
            if place in at:
                yield "".join(pieces)
                pieces = []
                yield self._alone(at[place])
            if place not in inside:
                pieces += glyph.text, glyph.after
            elif pieces and pieces[-1] != "\n":
                pieces.append("\n")
        yield "".join(pieces)

    def _alone(self, table: PageTable) -> PageTable:
        """Give a table that needs the letters of the page no more."""
        above = (g.text for g in self.glyphs if g.middle[1] > table.top)
        below = (g.text for g in self.glyphs if g.middle[1] < table.bottom)
        return replace(
            table,
            glyphs=frozenset(),
            above="".join(islice(above, MAX_BEYOND)),
            below="".join(islice(below, MAX_BEYOND)),
        )


def lines_of(raw: str) -> Iterator[str]:
    """Give the lines of a text layer as they are quoted; none is empty."""
    mended = _STRAY_MARK.sub(r"\1", raw)
    return filter(None, map(_line, _LINE_ENDS.split(mended)))


def _line(raw: str) -> str:
    return " ".join(repair(without_signs(raw)).split())


def without_signs(text: str) -> str:
    """Leave out what is no character."""
    return _NO_TEXT.sub("", text)


def pieces_of(layer: "PdfTextPage", frame: Frame) -> list[Box]:
    """Give the places of the pieces in which text was drawn: far fewer than letters."""
    import pypdfium2.raw as pdfium

    sides = [ctypes.c_double() for _ in range(4)]
    pieces: list[Box] = []
    for at in range(pdfium.FPDFText_CountRects(layer, 0, -1)):
        pdfium.FPDFText_GetRect(layer, at, *sides)
        left, top, right, bottom = (side.value for side in sides)
        pieces.append(frame.box(left, bottom, right, top))
    return pieces


def glyphs_of(layer: "PdfTextPage", ordered: OrderedLayer, frame: Frame) -> list[Glyph]:
    """Give the letters of a page in their order, as the page is shown."""
    import pypdfium2.raw as pdfium

    glyphs: list[Glyph] = []
    found = pdfium.FS_RECTF()
    for character, place in ordered.characters():
        if character.isspace():
            if glyphs:
                ends = character in "\r\n" or glyphs[-1].after == "\n"
                glyphs[-1].after = "\n" if ends else " "
        elif _MARKS.match(character) and glyphs and not glyphs[-1].after:
            glyphs[-1].text += character
        elif pdfium.FPDFText_GetLooseCharBox(layer, place, found):
            box = frame.box(found.left, found.bottom, found.right, found.top)
            glyphs.append(Glyph(character, box))
    return glyphs


def cell_text(glyphs: Sequence[Glyph], places: Sequence[int]) -> str:
    """Write the letters of a cell; its lines are joined by a space.

    Letters that follow each other in the page stand in one line even where one is
    above the other: the header of a narrow column is often turned.
    """
    pieces: list[str] = []
    last: int | None = None
    for place in places:
        if last is not None:
            one, other = glyphs[last], glyphs[place]
            half = (one.box[3] - one.box[1]) / 2
            apart = abs(other.middle[1] - one.middle[1]) > half and place != last + 1
            if apart or one.after:
                pieces.append(" ")
        pieces.append(glyphs[place].text)
        last = place
    return " ".join(lines_of("".join(pieces)))
