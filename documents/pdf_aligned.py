"""Finds the tables of a page that only their columns show.

Such a table stands in columns over several lines and has figures in one of them;
whatever may as well be prose in columns, a list, a form or a contents page is left as
it is.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from documents.pdf_drawn import Box
from documents.pdf_layout import LEADER, Glyph, PageTable, Row, cell_text

_WIDE = 0.9
"""Gap between two columns, in heights of a letter."""
_GAP = 0.6
"""The same in heights of what was drawn, which accents make higher."""
_NUMBER = 1.5
"""Width of the number of a list, at most, likewise."""
_PITCH = 2.8
"""Distance of two lines of one table, in heights of a letter, at most."""
_TIGHT = 1.5
"""Distance of two lines of one cell, likewise."""
MAX_COLUMNS = 40
"""Columns of a table; more are letters set wide apart."""
LINES = 3
"""Lines in columns that make a table, at least."""
_FIGURES = 0.6
"""Share of the cells of a column from which on it is one of figures."""
_PROSE = 40
"""Letters of a cell on average from which on columns are prose."""

FIGURE = re.compile(r"[฿$(+-]*[\d๐-๙][\d๐-๙.,:/%)\s-]*(?:บาท)?|[-–—]|N/A")
_BULLET = re.compile(r"[-–•●○▪➢✓*]|\(?[\d๐-๙]+(?:\.[\d๐-๙]+)*[.)]|[ก-ฮa-zA-Z][.)]")
_COUNT = re.compile(r"[\d๐-๙]{1,3}")


@dataclass(slots=True)
class _Run:
    """Letters of one line without a wide gap."""

    left: float
    right: float
    places: list[int]
    text: str = ""


@dataclass(slots=True)
class _TextLine:
    """What stands at one height."""

    middle: float
    height: float
    runs: list[_Run]


def has_gaps(pieces: Sequence[Box]) -> bool:
    """Tell whether so many lines of text are parted by wide gaps as a table has."""
    lines: list[list[Box]] = []
    for box in sorted(pieces, key=lambda box: -box[1] - box[3]):
        apart = (
            (lines[-1][0][1] + lines[-1][0][3] - box[1] - box[3]) / 2 if lines else 0
        )
        if lines and apart <= (box[3] - box[1]) / 2:
            lines[-1].append(box)
        else:
            lines.append([box])
    return sum(map(_has_gap, lines)) >= LINES


def _has_gap(line: list[Box]) -> bool:
    """Tell whether a line is parted, other than behind the number of a list."""
    line.sort()
    height = max(top - bottom for _, bottom, _, top in line)
    start, _, reached, _ = line[0]
    for left, _, right, _ in line[1:]:
        if left - reached > _GAP * height and reached - start > _NUMBER * height:
            return True
        reached = max(reached, right)
    return False


def aligned_tables(
    glyphs: list[Glyph], taken: set[int], frames: list[tuple[float, float]]
) -> Iterator[PageTable]:
    """Give the tables that only their columns show."""
    lines = _text_lines(glyphs, taken)
    group: list[_TextLine] = []
    for line in [*lines, None]:
        if line is not None and _goes_on(group, line, frames):
            group.append(line)
            continue
        table = _in_columns(glyphs, group)
        if table is not None:
            yield table
        group = [line] if line is not None and _in_parts(line) else []


def _in_parts(line: _TextLine) -> bool:
    return len(line.runs) > 1 and not any(LEADER.search(r.text) for r in line.runs)


def _goes_on(
    group: list[_TextLine], line: _TextLine, frames: list[tuple[float, float]]
) -> bool:
    """Tell whether a line may belong to the table of the lines above it."""
    if not group or any(LEADER.search(run.text) for run in line.runs):
        return False
    last = group[-1]
    gap = last.middle - line.middle
    if gap > _PITCH * max(last.height, line.height):
        return False
    if any(line.middle < top and last.middle > bottom for bottom, top in frames):
        return False
    if len(line.runs) > 1:
        return True
    # A cell that goes on, under its own column only.
    (run,) = line.runs
    under = sum(r.left < run.right and r.right > run.left for r in last.runs)
    return under <= 1 and gap <= _TIGHT * max(last.height, line.height)


def _text_lines(glyphs: list[Glyph], taken: set[int]) -> list[_TextLine]:
    """Put letters at one height together, from the top, and cut at wide gaps."""
    free = [p for p in range(len(glyphs)) if p not in taken]
    free.sort(key=lambda place: -glyphs[place].middle[1])
    rows: list[list[int]] = []
    for place in free:
        bottom, top = glyphs[place].box[1], glyphs[place].box[3]
        y = glyphs[place].middle[1]
        if rows and glyphs[rows[-1][0]].middle[1] - y <= 0.4 * max(top - bottom, 1.0):
            rows[-1].append(place)
        else:
            rows.append([place])
    return [_text_line(glyphs, row) for row in rows]


def _text_line(glyphs: list[Glyph], places: list[int]) -> _TextLine:
    places.sort(key=lambda place: glyphs[place].box[0])
    heights = sorted(glyphs[place].box[3] - glyphs[place].box[1] for place in places)
    height = max(heights[len(heights) // 2], 1.0)
    runs: list[_Run] = []
    for place in places:
        left, _, right, _ = glyphs[place].box
        if runs and left - runs[-1].right < _WIDE * height:
            runs[-1].places.append(place)
            runs[-1].right = max(right, runs[-1].right)
        else:
            runs.append(_Run(left, right, [place]))
    for run in runs:
        run.text = cell_text(glyphs, run.places)
    return _TextLine(glyphs[places[0]].middle[1], height, [r for r in runs if r.text])


def _in_columns(glyphs: list[Glyph], lines: list[_TextLine]) -> PageTable | None:
    """Make a table of lines that stand in columns; None where they are none."""
    counts = Counter(len(line.runs) for line in lines if len(line.runs) > 1)
    often = [count for count, times in counts.items() if times >= LINES]
    if not often or max(often) > MAX_COLUMNS:
        return None
    columns = _columns([line for line in lines if len(line.runs) == max(often)])
    if columns is None:
        return None
    rows = _rows(lines, columns)
    if rows is None or not _has_columns(rows):
        return None
    places = frozenset(p for line in lines for run in line.runs for p in run.places)
    return PageTable(
        rows=tuple(
            Row(cells=row, begun=tuple(_once(row))) for row in (tuple(r) for r in rows)
        ),
        columns=tuple(end for column in columns for end in column),
        first=min(places),
        glyphs=places,
        top=max(glyphs[place].box[3] for place in places),
        bottom=min(glyphs[place].box[1] for place in places),
        ruled=False,
    )


def _once(row: Sequence[str]) -> Iterator[str]:
    """Give the texts of a row, that of a spanning cell once."""
    before = ""
    for text in row:
        if text and text != before:
            yield text
        before = text


def _columns(full: list[_TextLine]) -> list[tuple[float, float]] | None:
    """Give the reach of each column in the lines that fill all; None if they overlap."""
    columns = [
        (min(run.left for run in runs), max(run.right for run in runs))
        for runs in zip(*(line.runs for line in full), strict=True)
    ]
    gap = 0.3 * full[0].height
    apart = all(right[0] - left[1] >= gap for left, right in pairwise(columns))
    return columns if apart else None


def _rows(
    lines: list[_TextLine], columns: list[tuple[float, float]]
) -> list[list[str]] | None:
    """Put each line's parts into columns; None where a part fits nowhere.

    Above the first line with a figure a part may span several columns.
    """
    rows: list[list[str]] = []
    last: _TextLine | None = None
    in_body = False
    for line in lines:
        row = [""] * len(columns)
        for run in line.runs:
            under = [
                at
                for at, (left, right) in enumerate(columns)
                if run.left < right and run.right > left
            ]
            if not under or (len(under) > 1 and in_body):
                return None
            for at in under:
                row[at] = f"{row[at]} {run.text}".strip()
        in_body = in_body or any(map(_is_figure, row[1:]))
        if (
            last is not None
            and in_body
            and rows
            and _is_rest(row, rows[-1], last, line)
        ):
            rows[-1] = [
                f"{above} {below}".strip()
                for above, below in zip(rows[-1], row, strict=True)
            ]
        else:
            rows.append(row)
        last = line
    return rows


def _is_rest(
    row: list[str], above: list[str], last: _TextLine, line: _TextLine
) -> bool:
    """Tell whether a line is the rest of cells of the row above it."""
    close = last.middle - line.middle <= _TIGHT * max(last.height, line.height)
    words = [text for text in row if text]
    fits = all(over for over, text in zip(above, row, strict=True) if text)
    return (
        close
        and fits
        and not row[0]
        and len(words) < sum(map(bool, above))
        and not any(map(_is_figure, words))
    )


def _is_figure(text: str) -> bool:
    return bool(FIGURE.fullmatch(text))


def _has_columns(rows: list[list[str]]) -> bool:
    """Tell a table from prose in columns, a list, a form and a contents page."""
    width = len(rows[0])
    body = [row for row in rows if all(row)]
    filled = [text for row in rows for text in row if text]
    if len(body) < LINES or 2 * len(body) < len(rows):
        return False
    if sum(map(len, filled)) > _PROSE * len(filled):
        return False
    if 4 * sum(text.endswith((":", "：")) for text in filled) > len(filled):
        return False
    figures = [at for at in range(1, width) if _is_of_figures(rows, at)]
    marked = sum(bool(_BULLET.fullmatch(row[0])) for row in body)
    if width == 2:
        return bool(figures) and 2 * marked < len(body) and not _is_contents(rows)
    if figures:
        return not _is_contents([[row[0], row[-1]] for row in rows]) or len(figures) > 1
    # Without figures, rows that are numbered.
    return _is_of_figures(rows, 0) and len(body) > LINES


def _is_of_figures(rows: list[list[str]], column: int) -> bool:
    """Tell whether a column holds figures, its header apart."""
    cells = [row[column] for row in rows[1:] if row[column]]
    return bool(cells) and sum(map(_is_figure, cells)) >= _FIGURES * len(cells)


def _is_contents(rows: list[list[str]]) -> bool:
    """Tell whether the last column is page numbers: small, whole and ascending."""
    last = [row[-1] for row in rows if row[-1]]
    numbers = [int(text) for text in last if _COUNT.fullmatch(text)]
    return len(numbers) >= _FIGURES * len(last) and numbers == sorted(numbers)
