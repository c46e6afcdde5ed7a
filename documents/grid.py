"""Tables under construction: cells with spans become rows of equal length."""

from dataclasses import dataclass, field

from documents.document import Locator, Table

MAX_CELLS = 200_000
"""Cells of one table; rows beyond it are left out."""
_MAX_COLUMNS = 1_000


@dataclass(slots=True)
class Grid:
    """Rows of (text, rows spanned, columns spanned), in the order they are met."""

    rows: list[list[tuple[str, int, int]]] = field(default_factory=list)
    caption: str = ""

    def table(self, locator: Locator, node: int = 0) -> Table | None:
        """Give the table with its spans filled in; None where no cell has text."""
        rows = [row for row in self._expanded() if any(row)]
        if not rows:
            return None
        return Table(rows=pad(rows), locator=locator, caption=self.caption, node=node)

    def _expanded(self) -> list[list[str]]:
        """Repeat the text of a spanning cell in every place that it covers."""
        result: list[list[str]] = []
        below: dict[int, tuple[int, str]] = {}
        count = 0
        for cells in self.rows:
            row: list[str] = []
            waiting = iter(cells)
            while len(row) < _MAX_COLUMNS:
                column = len(row)
                if column in below:
                    left, text = below.pop(column)
                    if left > 1:
                        below[column] = (left - 1, text)
                    row.append(text)
                    continue
                cell = next(waiting, None)
                if cell is None:
                    if not any(later > column for later in below):
                        break
                    row.append("")
                    continue
                text, down, across = cell
                for place in range(column, min(column + across, _MAX_COLUMNS)):
                    row.append(text)
                    if down > 1:
                        below[place] = (down - 1, text)
            count += len(row)
            if count > MAX_CELLS:
                break
            result.append(row)
        return result


def pad(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """Make rows equally long with empty cells, without empty columns at the end."""
    width = max(
        (place + 1 for row in rows for place, text in enumerate(row) if text), default=0
    )
    return tuple(tuple((row + [""] * (width - len(row)))[:width]) for row in rows)


def span(value: str | None) -> int:
    """Read a rowspan or colspan attribute: 1 where it makes no sense."""
    if not value or not value.strip().isdecimal():
        return 1
    return max(1, min(int(value.strip()[:6]), _MAX_COLUMNS))


def row_text(cells: list[str] | tuple[str, ...]) -> str:
    """Write one row as it is quoted: filled cells joined by a bar."""
    return " | ".join(cell for cell in cells if cell)
