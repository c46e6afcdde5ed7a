"""Finds the tables of a page whose cells are enclosed by lines."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from documents.pdf_drawn import Box
from documents.pdf_layout import LEADER, Glyph, PageTable, Row, cell_text

MAX_CELLS = 4_000
"""Cells between the lines of one table."""
MAX_LINES = 600
"""Lines of a page, each counted once however it was drawn; more are a drawing."""

_NEAR = 3.0
"""Points: lines closer than this are one line, and meet."""
_COVERED = 0.5
"""Share of a cell's side from which on a line is taken to close it."""
_FILLED = 4
"""Cells with text of a table, at least."""
_LARGEST = 400
"""Letters of one cell from which on it may be the text of a framed page."""


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


def meshes_of(rules: Sequence[Box]) -> Iterator["Mesh"]:
    """Give the nets of lines that may be tables: two columns and two rows at least."""
    for level, upright in _groups(rules):
        across, up = _lines(upright), _lines(level)
        xs = _places(across, [x for _, start, end in level for x in (start, end)])
        ys = _places(up, [y for _, start, end in upright for y in (start, end)])
        cells = (len(xs) - 1) * (len(ys) - 1)
        if len(xs) > 2 and len(ys) > 2 and cells <= MAX_CELLS:
            yield Mesh(xs, ys[::-1], across, up)


def ruled_tables(glyphs: list[Glyph], meshes: Iterable["Mesh"]) -> Iterator[PageTable]:
    """Give the tables that lines enclose."""
    for mesh in meshes:
        table = _in_mesh(glyphs, mesh)
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


def _groups(rules: Sequence[Box]) -> Iterator[tuple[_Stretches, _Stretches]]:
    """Give level and upright lines, (place, start, end), that hang together."""
    level: _Stretches = []
    upright: _Stretches = []
    for left, bottom, right, top in rules:
        if right - left >= top - bottom:
            level.append(((bottom + top) / 2, left, right))
        else:
            upright.append(((left + right) / 2, bottom, top))
    level, upright = _joined(level), _joined(upright)
    if len(level) + len(upright) > MAX_LINES:
        return
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
class Mesh:
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
        """Number of columns."""
        return len(self.xs) - 1

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.ys) - 1

    def _root(self, cell: int) -> int:
        while self.cells[cell] != cell:
            cell = self.cells[cell]
        return cell

    def _unite(self, row: int, column: int, other_row: int, other_column: int) -> None:
        one = self._root(row * self.width + column)
        other = self._root(other_row * self.width + other_column)
        self.cells[max(one, other)] = min(one, other)

    def is_filled(self, pieces: Iterable[Box]) -> bool:
        """Tell whether text stands in as many cells as a table has at least."""
        middles = (((p[0] + p[2]) / 2, (p[1] + p[3]) / 2) for p in pieces)
        return len({self.cell_at(*middle) for middle in middles} - {None}) >= _FILLED

    def cell_at(self, x: float, y: float) -> int | None:
        """Give the number of the cell that holds a point."""
        column = bisect_right(self.xs, x) - 1
        row = bisect_right(self.ys, -y, key=lambda line: -line) - 1
        if not 0 <= column < self.width or not 0 <= row < self.height:
            return None
        return self.cells[row * self.width + column]


def _in_mesh(glyphs: list[Glyph], mesh: Mesh) -> PageTable | None:
    """Fill a net with the letters in it; None where that makes no table."""
    held: dict[int, list[int]] = {}
    for place, glyph in enumerate(glyphs):
        cell = mesh.cell_at(*glyph.middle)
        if cell is not None:
            held.setdefault(cell, []).append(place)
    texts = {cell: cell_text(glyphs, inside) for cell, inside in held.items()}
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
    if sum(len(row.begun) > 1 for row in rows) < 2 or len(filled) < _FILLED:
        return False
    largest = max(map(len, filled))
    if largest > _LARGEST and largest > 0.6 * sum(map(len, filled)):
        return False
    return 4 * sum(bool(LEADER.search(text)) for text in filled) < len(filled)
