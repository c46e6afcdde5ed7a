"""Finds the row of a table that says what its columns are."""

import re
from collections.abc import Sequence

LOOKED_AT = 12
"""Rows from the top among which the header is."""
_FIGURES = re.compile(r"[-+(]?[\d๐-๙][\d๐-๙.,/:%() -]*")
_SHARE = 0.6
"""Share of the columns that a header fills; some of its cells span others."""
LONG = 80
"""Letters from which on a cell is a sentence, not the name of a column."""


def header_row(rows: Sequence[tuple[int, Sequence[str]]]) -> int:
    """Give the number of the row that names the columns; 0 where none does.

    ``rows``: number and cells of each row with text, from the top. A header has words
    in most of the columns that the rows below it fill, no figures and no sentences.
    """
    for index, (number, cells) in enumerate(rows[:LOOKED_AT]):
        below = rows[index + 1 : index + 1 + LOOKED_AT]
        if not below:
            return 0
        width = max(_filled(row) for _, row in below)
        names = [cell for cell in cells if cell]
        if width < 2 or len(names) < max(2, _SHARE * width):
            continue
        if not any(_FIGURES.fullmatch(cell) or len(cell) > LONG for cell in names):
            return number
    return 0


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell) for cell in cells)
