"""Finds the tables on a page of a PDF, which knows of letters and lines only.

Where lines are ruled, the cells are what the lines enclose. Elsewhere a table is what
stands in columns over several lines and has figures in one of them; whatever may as
well be prose in columns, a list, a form or a contents page is left as it is.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from documents.glyphs import ordered_characters
from documents.pdf_page import Box, Frame
from documents.thai.text import repair

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

MAX_CHARACTERS = 20_000
"""Characters of a page on which tables are looked for."""
MAX_RULES = 4_000
"""Ruled lines of such a page; more are a drawing."""
MAX_CELLS = 10_000
"""Cells between the lines of one table."""

_NEAR = 3.0
"""Points: lines closer than this are one line, and meet."""
_COVERED = 0.5
"""Share of a cell's side from which on a line is taken to close it."""
_LARGEST = 400
"""Letters of one cell from which on it may be the text of a framed page."""

_WIDE = 0.9
"""Gap between two columns, in heights of a letter."""
_PITCH = 2.8
"""Distance of two lines of one table, in heights of a letter, at most."""
_TIGHT = 1.5
"""Distance of two lines of one cell, likewise."""
_LINES = 3
"""Lines in columns that make a table, at least."""
_FIGURES = 0.6
"""Share of the cells of a column from which on it is one of figures."""
_PROSE = 40
"""Letters of a cell on average from which on columns are prose."""
_SAME = 8.0
"""Points by which the columns of one table may differ on its next page."""
_MARGIN = 25
"""Letters above or below a table that do not end it: a page number."""

_FIGURE = re.compile(r"[฿$(+-]*[\d๐-๙][\d๐-๙.,:/%)\s-]*(?:บาท)?|[-–—]|N/A")
_LEADER = re.compile(r"\.{4,}|…{2,}|_{3,}|(?:\. ){4,}")
_BULLET = re.compile(r"[-–•●○▪➢✓*]|\(?[\d๐-๙]+(?:\.[\d๐-๙]+)*[.)]|[ก-ฮa-zA-Z][.)]")
_COUNT = re.compile(r"[\d๐-๙]{1,3}")
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\uf701-\uf71a]")
_NO_TEXT = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_STRAY_MARK = re.compile(r" +([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]+)")


@dataclass(slots=True)
class Glyph:
    """A letter with the marks on it, and the space after it."""

    text: str
    box: Box
    after: str = ""
    """A space or line break, real or made up by PDFium."""

    @property
    def middle(self) -> tuple[float, float]:
        """Centre of the letter."""
        left, bottom, right, top = self.box
        return (left + right) / 2, (bottom + top) / 2


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
    """Places of all its letters."""
    top: float
    bottom: float
    ruled: bool


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
                yield at[place]
            if place not in inside:
                pieces += glyph.text, glyph.after
            elif pieces and pieces[-1] != "\n":
                pieces.append("\n")
        yield "".join(pieces)

    def letters_beyond(self, y: float, *, above: bool) -> str:
        """Letters that stand above or below a height, without spaces."""
        return "".join(
            glyph.text
            for glyph in self.glyphs
            if (glyph.middle[1] > y if above else glyph.middle[1] < y)
        )


def tables_on(
    layer: "PdfTextPage", frame: Frame, rules: Sequence[Box]
) -> PageLayout | None:
    """Find the tables of a page; None where there are none."""
    if layer.count_chars() > MAX_CHARACTERS or len(rules) > MAX_RULES:
        return None
    if len(rules) < _LINES and not _has_figures(str(layer.get_text_bounded())):
        return None
    glyphs = _glyphs(layer, frame)
    tables = list(_ruled(glyphs, rules))
    taken = {place for table in tables for place in table.glyphs}
    frames = [(table.bottom, table.top) for table in tables]
    tables += _aligned(glyphs, taken, frames)
    if not tables:
        return None
    tables.sort(key=lambda table: table.first)
    return PageLayout(glyphs=tuple(glyphs), tables=tuple(tables))


def _has_figures(text: str) -> bool:
    """Tell whether so many lines end in a figure, or begin with one, as a table has."""
    lines = [line.split() for line in text.splitlines()]
    return (
        sum(
            any(map(_FIGURE.fullmatch, (words[0], words[-1])))
            for words in lines
            if len(words) > 1
        )
        >= _LINES - 1
    )


def clean(text: str) -> str:
    """Repair the Thai of a cell and fold its white space."""
    return " ".join(repair(_NO_TEXT.sub("", _STRAY_MARK.sub(r"\1", text))).split())


def _glyphs(layer: "PdfTextPage", frame: Frame) -> list[Glyph]:
    """Give the letters of a page in their order, as the page is shown."""
    import pypdfium2.raw as pdfium

    glyphs: list[Glyph] = []
    found = pdfium.FS_RECTF()
    for character, place in ordered_characters(layer):
        if character.isspace():
            if glyphs:
                glyphs[-1].after = "\n" if character in "\r\n" else " "
        elif _MARKS.match(character) and glyphs and not glyphs[-1].after:
            glyphs[-1].text += character
        elif pdfium.FPDFText_GetLooseCharBox(layer, place, found):
            box = frame.box(found.left, found.bottom, found.right, found.top)
            glyphs.append(Glyph(character, box))
    return glyphs


# Ruled tables


@dataclass(slots=True)
class _Line:
    """A ruled line: where it lies, and its stretches."""

    at: float
    stretches: list[tuple[float, float]]

    def covers(self, low: float, high: float) -> bool:
        """Tell whether the line is drawn along most of a side."""
        drawn = sum(
            max(0.0, min(end, high) - max(start, low)) for start, end in self.stretches
        )
        return drawn >= _COVERED * (high - low)


def _lines(found: Iterable[tuple[float, float, float]]) -> list[_Line]:
    """Put stretches (place, start, end) that lie on one line together."""
    lines: list[_Line] = []
    for at, start, end in sorted(found):
        if not lines or at - lines[-1].at > _NEAR:
            lines.append(_Line(at, []))
        lines[-1].stretches.append((start, end))
    for line in lines:
        merged: list[tuple[float, float]] = []
        for start, end in sorted(line.stretches):
            if merged and start - merged[-1][1] <= _NEAR:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        line.stretches = merged
    return lines


def _ruled(glyphs: list[Glyph], rules: Sequence[Box]) -> Iterator[PageTable]:
    """Give the tables that lines enclose."""
    for level, upright in _meshes(rules):
        across, up = _lines(upright), _lines(level)
        xs = _places(across, [x for _, start, end in level for x in (start, end)])
        ys = _places(up, [y for _, start, end in upright for y in (start, end)])
        cells = (len(xs) - 1) * (len(ys) - 1)
        if len(xs) < 3 or len(ys) < 3 or cells > MAX_CELLS:
            continue
        table = _in_mesh(glyphs, _Mesh(xs, ys[::-1], across, up))
        if table is not None:
            yield table


def _places(lines: list[_Line], ends: list[float]) -> list[float]:
    """Places of lines, and of the outer border where the others reach beyond them."""
    places = [line.at for line in lines]
    if min(ends) < places[0] - _NEAR:
        places.insert(0, min(ends))
    if max(ends) > places[-1] + _NEAR:
        places.append(max(ends))
    return places


_Stretches = list[tuple[float, float, float]]


def _meshes(rules: Sequence[Box]) -> Iterator[tuple[_Stretches, _Stretches]]:
    """Give level and upright lines, (place, start, end), that hang together."""
    level: _Stretches = []
    upright: _Stretches = []
    for left, bottom, right, top in rules:
        if right - left >= top - bottom:
            level.append(((bottom + top) / 2, left, right))
        else:
            upright.append(((left + right) / 2, bottom, top))
    level, upright = _joined(level), _joined(upright)
    parent = list(range(len(level) + len(upright)))

    def root(of: int) -> int:
        while parent[of] != of:
            parent[of] = parent[parent[of]]
            of = parent[of]
        return of

    order = sorted(range(len(upright)), key=lambda n: upright[n][0])
    places = [upright[n][0] for n in order]
    for number, (y, left, right) in enumerate(level):
        first, last = (
            bisect_right(places, left - _NEAR),
            bisect_right(places, right + _NEAR),
        )
        for n in order[first:last]:
            if upright[n][1] - _NEAR <= y <= upright[n][2] + _NEAR:
                parent[root(len(level) + n)] = root(number)
    groups: dict[int, tuple[_Stretches, _Stretches]] = {}
    for number in range(len(parent)):
        group = groups.setdefault(root(number), ([], []))
        if number < len(level):
            group[0].append(level[number])
        else:
            group[1].append(upright[number - len(level)])
    yield from (group for group in groups.values() if group[0] and group[1])


def _joined(stretches: _Stretches) -> _Stretches:
    """Join stretches that continue each other: borders are often drawn cell by cell."""
    return [
        (line.at, start, end)
        for line in _lines(stretches)
        for start, end in line.stretches
    ]


@dataclass(slots=True)
class _Mesh:
    """A net of lines: columns from the left, rows from the top."""

    xs: list[float]
    ys: list[float]
    across: list[_Line]
    up: list[_Line]
    cells: list[int] = field(init=False)
    """For each field of the net, row by row, the number of its cell."""

    def __post_init__(self) -> None:
        """Unite fields between which no line is drawn."""
        self.cells = list(range(self.height * self.width))
        walls = {round(line.at, 3): line for line in self.across}
        floors = {round(line.at, 3): line for line in self.up}
        for row in range(self.height):
            for column in range(self.width):
                wall = walls.get(round(self.xs[column + 1], 3))
                side = self.ys[row + 1], self.ys[row]
                if column + 1 < self.width and not (wall and wall.covers(*side)):
                    self._unite(row, column, row, column + 1)
                floor = floors.get(round(self.ys[row + 1], 3))
                edge = self.xs[column], self.xs[column + 1]
                if row + 1 < self.height and not (floor and floor.covers(*edge)):
                    self._unite(row, column, row + 1, column)
        self.cells = [self._root(cell) for cell in range(len(self.cells))]

    @property
    def width(self) -> int:
        return len(self.xs) - 1

    @property
    def height(self) -> int:
        return len(self.ys) - 1

    def _root(self, cell: int) -> int:
        while self.cells[cell] != cell:
            cell = self.cells[cell]
        return cell

    def _unite(self, row: int, column: int, other_row: int, other_column: int) -> None:
        one = self._root(row * self.width + column)
        other = self._root(other_row * self.width + other_column)
        self.cells[max(one, other)] = min(one, other)

    def cell_at(self, x: float, y: float) -> int | None:
        """Give the number of the cell that holds a point."""
        column = bisect_right(self.xs, x) - 1
        row = bisect_right(self.ys, -y, key=lambda line: -line) - 1
        if not 0 <= column < self.width or not 0 <= row < self.height:
            return None
        return self.cells[row * self.width + column]


def _in_mesh(glyphs: list[Glyph], mesh: _Mesh) -> PageTable | None:
    """Fill a net with the letters in it; None where that makes no table."""
    held: dict[int, list[int]] = {}
    for place, glyph in enumerate(glyphs):
        cell = mesh.cell_at(*glyph.middle)
        if cell is not None:
            held.setdefault(cell, []).append(place)
    texts = {cell: _cell_text(glyphs, inside) for cell, inside in held.items()}
    rows = []
    for row in range(mesh.height):
        fields = mesh.cells[row * mesh.width : (row + 1) * mesh.width]
        begun = [c for c in dict.fromkeys(fields) if c // mesh.width == row]
        rows.append(
            Row(
                cells=tuple(texts.get(cell, "") for cell in fields),
                begun=tuple(texts[cell] for cell in begun if texts.get(cell)),
            )
        )
    rows = _without_empty_columns([row for row in rows if any(row.cells)])
    if not _is_table(rows, list(texts.values())):
        return None
    places = frozenset(place for inside in held.values() for place in inside)
    return PageTable(
        rows=tuple(rows),
        columns=tuple(mesh.xs),
        first=min(places),
        glyphs=places,
        top=mesh.ys[0],
        bottom=mesh.ys[-1],
        ruled=True,
    )


def _without_empty_columns(rows: list[Row]) -> list[Row]:
    """Leave out columns that only lines drawn twice make."""
    if not rows:
        return rows
    columns = list(zip(*(row.cells for row in rows), strict=True))
    # A column whose cells all span from the one before it is none of its own.
    kept = [
        at
        for at, column in enumerate(columns)
        if any(column) and (not at or column != columns[at - 1])
    ]
    return [
        Row(cells=tuple(row.cells[at] for at in kept), begun=row.begun) for row in rows
    ]


def _is_table(rows: list[Row], texts: list[str]) -> bool:
    """Tell a table from a framed page, a form with dotted lines, and boxes."""
    filled = [text for text in texts if text]
    if sum(len(row.begun) > 1 for row in rows) < 2 or len(filled) < 4:
        return False
    largest = max(map(len, filled))
    if largest > _LARGEST and largest > 0.6 * sum(map(len, filled)):
        return False
    return 4 * sum(bool(_LEADER.search(text)) for text in filled) < len(filled)


def _cell_text(glyphs: Sequence[Glyph], places: Sequence[int]) -> str:
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
    return clean("".join(pieces))


# Tables without lines


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


def _aligned(
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
    return len(line.runs) > 1 and not any(_LEADER.search(r.text) for r in line.runs)


def _goes_on(
    group: list[_TextLine], line: _TextLine, frames: list[tuple[float, float]]
) -> bool:
    """Tell whether a line may belong to the table of the lines above it."""
    if not group or any(_LEADER.search(run.text) for run in line.runs):
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
        run.text = _cell_text(glyphs, run.places)
    return _TextLine(glyphs[places[0]].middle[1], height, [r for r in runs if r.text])


def _in_columns(glyphs: list[Glyph], lines: list[_TextLine]) -> PageTable | None:
    """Make a table of lines that stand in columns; None where they are none."""
    counts = Counter(len(line.runs) for line in lines if len(line.runs) > 1)
    often = [count for count, times in counts.items() if times >= _LINES]
    if not often:
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
    return bool(_FIGURE.fullmatch(text))


def _has_columns(rows: list[list[str]]) -> bool:
    """Tell a table from prose in columns, a list, a form and a contents page."""
    width = len(rows[0])
    body = [row for row in rows if all(row)]
    filled = [text for row in rows for text in row if text]
    if len(body) < _LINES or 2 * len(body) < len(rows):
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
    return _is_of_figures(rows, 0) and len(body) > _LINES


def _is_of_figures(rows: list[list[str]], column: int) -> bool:
    """Tell whether a column holds figures, its header apart."""
    cells = [row[column] for row in rows[1:] if row[column]]
    return bool(cells) and sum(map(_is_figure, cells)) >= _FIGURES * len(cells)


def _is_contents(rows: list[list[str]]) -> bool:
    """Tell whether the last column is page numbers: small, whole and ascending."""
    last = [row[-1] for row in rows if row[-1]]
    numbers = [int(text) for text in last if _COUNT.fullmatch(text)]
    return len(numbers) >= _FIGURES * len(last) and numbers == sorted(numbers)


# Tables over several pages


def goes_on(
    before: tuple[PageLayout, PageTable], after: tuple[PageLayout, PageTable]
) -> bool:
    """Tell whether a table on a page is the rest of the one that ends the page before."""
    (page, table), (next_page, rest) = before, after
    if table.ruled != rest.ruled or len(table.columns) != len(rest.columns):
        return False
    if len(table.rows[0].cells) != len(rest.rows[0].cells):
        return False
    pairs = zip(table.columns, rest.columns, strict=True)
    slack = _SAME if table.ruled else 4 * _SAME
    if any(abs(one - other) > slack for one, other in pairs):
        return False
    if len(page.letters_beyond(table.bottom, above=False)) > _MARGIN:
        return False
    over = next_page.letters_beyond(rest.top, above=True)
    if len(over) <= _MARGIN:
        return True
    # The same head on every page, but for its number.
    top = page.letters_beyond(table.top, above=True)
    return _without_numbers(over) == _without_numbers(top)


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
