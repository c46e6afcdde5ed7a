"""Which table, and which row of it, a line that was read comes from."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from checks.subject import Source
from checks.wording import figures
from documents.document import Block, Document, Role, Table

HEADER_ROWS = 3
"""A header lies within so many first rows of its table."""

HEADER_CELLS = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a table."""

    table: Table
    row: int
    """Its number among the rows of ``table``, from 0."""

    @property
    def cells(self) -> tuple[str, ...]:
        """All cells of the row, empty ones too; a spanning cell in each place."""
        return self.table.rows[self.row]


_PLACES: WeakKeyDictionary[Source, dict[int, Place]] = WeakKeyDictionary()


def place_of(source: Source, block: Block) -> Place | None:
    """Give where in a table a line stands; None where it is of none."""
    places = _PLACES.get(source)
    if places is None:
        document = source.document
        places = _PLACES[source] = _places(document) if document else {}
    return places.get(id(block))


def _places(document: Document) -> dict[int, Place]:
    found: dict[int, Place] = {}
    following = dict.fromkeys(range(len(document.tables)), 0)
    for block in document.blocks:
        if block.role is not Role.ROW:
            continue
        cells = {cell for cell in block.text.split(" | ") if cell}
        for number, table in enumerate(document.tables):
            if table.node and table.node not in block.nodes:
                continue
            first = following[number]
            rows = enumerate(table.rows[first:], start=first)
            at = next((at for at, row in rows if cells <= set(row)), None)
            if at is not None:
                found[id(block)] = Place(table, at)
                following[number] = at + 1
                break
    return found


def is_left_empty(source: Source, block: Block) -> bool:
    """Tell whether a row has a label at most, and nothing under the other headers.

    A cell that spans the row is a heading, and so may be a title in a workbook.
    """
    place = place_of(source, block)
    if place is None or not place.row or not place.table.node:
        return False
    header = {cell for cell in place.table.rows[0] if cell}
    filled = [cell for cell in place.cells if cell.strip(" .-_–…")]
    return len(header) > 1 and len(filled) == 1 < len(place.cells)


def heads_nothing(source: Source, block: Block) -> bool:
    """Tell whether a row is the header of a table that has no other rows."""
    place = place_of(source, block)
    return (
        place is not None
        and len(place.table.rows) == 1
        and len({cell for cell in place.cells if cell}) >= HEADER_CELLS
        and not any(map(figures, place.cells))
    )
