"""Finds the tables on a page of a PDF, which knows of letters and lines only.

Where lines are ruled, the cells are what the lines enclose; elsewhere a table is what
stands in columns.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from documents.glyphs import OrderedLayer
from documents.pdf_aligned import FIGURE, LINES, aligned_tables, has_gaps
from documents.pdf_drawn import Box, Frame
from documents.pdf_layout import PageLayout, PageTable, Row, glyphs_of, pieces_of
from documents.pdf_ruled import meshes_of, ruled_tables

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

MAX_CHARACTERS = 20_000
"""Characters of a page on which tables are looked for."""
MAX_TABLES = 30
"""Tables of such a page; more are none."""
MAX_RULES = 4_000
"""Ruled lines of such a page; more are a drawing."""

_SAME = 8.0
"""Points by which the columns of one table may differ on its next page."""
_MARGIN = 25
"""Letters above or below a table that do not end it: a page number."""


def tables_on(
    layer: "PdfTextPage", ordered: OrderedLayer, frame: Frame, rules: Sequence[Box]
) -> PageLayout | None:
    """Find the tables of a page; None where there are none.

    Letters are looked at one by one only where lines or gaps promise a table.
    """
    if layer.count_chars() > MAX_CHARACTERS or len(rules) > MAX_RULES:
        return None
    pieces = pieces_of(layer, frame)
    meshes = [mesh for mesh in meshes_of(rules) if mesh.is_filled(pieces)]
    loose = _has_figures(ordered.text) and has_gaps(pieces)
    if not meshes and not loose:
        return None
    glyphs = glyphs_of(layer, ordered, frame)
    tables = list(ruled_tables(glyphs, meshes))
    if loose:
        taken = {place for table in tables for place in table.glyphs}
        frames = [(table.bottom, table.top) for table in tables]
        tables += aligned_tables(glyphs, taken, frames)
    if not 0 < len(tables) <= MAX_TABLES:
        return None
    tables.sort(key=lambda table: table.first)
    return PageLayout(glyphs=tuple(glyphs), tables=tuple(tables))


def _has_figures(text: str) -> bool:
    """Tell whether lines end in a figure, or begin with one, as those of a table do.

    PDFium may put a whole table into one line, which then has many figures.
    """
    found = 0
    for line in text.splitlines():
        words = line.split()
        if len(words) > 1:
            edges = any(map(FIGURE.fullmatch, (words[0], words[-1])))
            within = sum(map(bool, map(FIGURE.fullmatch, words)))
            found += max(int(edges), within // LINES)
    return found >= LINES - 1


def goes_on(table: PageTable, rest: PageTable) -> bool:
    """Tell whether a table on a page is the rest of the one that ends the page before."""
    if table.ruled != rest.ruled or len(table.columns) != len(rest.columns):
        return False
    if len(table.rows[0].cells) != len(rest.rows[0].cells):
        return False
    pairs = zip(table.columns, rest.columns, strict=True)
    slack = _SAME if table.ruled else 4 * _SAME
    if any(abs(one - other) > slack for one, other in pairs):
        return False
    if len(table.below) > _MARGIN:
        return False
    # The same head on every page, but for its number, ends no table.
    return len(rest.above) <= _MARGIN or (
        _without_numbers(rest.above) == _without_numbers(table.above)
    )


def _without_numbers(text: str) -> str:
    return re.sub(r"[\d๐-๙]+", "", text)


def repeated_rows(table: Sequence[Row], rest: Sequence[Row]) -> int:
    """Count the rows of a header that the next page repeats."""
    same = 0
    for one, other in zip(table, rest, strict=False):
        if one.cells != other.cells:
            break
        same += 1
    return same
