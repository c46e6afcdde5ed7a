"""Tells what kind of table a sheet is: filled, empty, drawn of merged cells, pictures."""

import posixpath
import re
import zipfile
from collections.abc import Mapping, Sequence

from documents.document import Kind, Sheet, SheetState
from documents.header import header_row
from documents.office_xml import feed, relations

Range = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged range, each as row and column from 0."""
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf")
_BOOK = "xl/workbook.xml"
_MAX_SHEETS = 1_000
"""Sheets whose drawings are looked at."""
_TABLE = re.compile("[^}]*}table$")


def sheet_facts(
    name: str,
    rows: Mapping[int, Sequence[str]],
    merged: Sequence[Range],
    *,
    has_pictures: bool,
) -> Sheet:
    """Say what a sheet holds. ``rows``: the cells as stored, by number from 1."""
    if not any(map(any, rows.values())):
        state = SheetState.PICTURES if has_pictures else SheetState.EMPTY
        return Sheet(name=name, state=state)
    origins = {first for first, last in merged if first != last}
    all_merged = origins and all(
        (number - 1, column) in origins
        for number, cells in rows.items()
        for column, cell in enumerate(cells)
        if cell
    )
    return Sheet(
        name=name,
        state=SheetState.MERGED if all_merged else SheetState.FILLED,
        rows=len(rows),
        header=header_row(list(rows.items())),
    )


def sheets_with_pictures(archive: zipfile.ZipFile, kind: Kind) -> frozenset[str]:
    """Give the names of the sheets of an XLSX or ODS file that show pictures."""
    if kind is Kind.ODS:
        found = _Tables()
        feed(archive, "content.xml", found)
        return frozenset(found.pictured)
    book = _Book()
    if _BOOK not in archive.NameToInfo:
        return frozenset()
    feed(archive, _BOOK, book)
    targets = relations(archive, _BOOK)
    # Each part is looked at once, however often a hostile file names it.
    parts = {
        _joined(_BOOK, targets[key][1]): name
        for name, key in book.sheets[:_MAX_SHEETS]
        if key in targets
    }
    return frozenset(
        name for part, name in parts.items() if _shows_picture(archive, part)
    )


def _shows_picture(archive: zipfile.ZipFile, sheet: str) -> bool:
    """Tell whether the drawing of a sheet has a picture."""
    drawings = {
        _joined(sheet, target)
        for kind, target in relations(archive, sheet).values()
        if kind == "drawing"
    }
    return any(
        path.lower().endswith(_PICTURES)
        for drawing in drawings
        for _, path in relations(archive, drawing).values()
    )


def _joined(part: str, target: str) -> str:
    folder = posixpath.dirname(part)
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


class _Book:
    """Collects names and relations of the sheets of a workbook."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag.endswith("}sheet"):
            keys = (v for k, v in attributes.items() if k.endswith("}id"))
            self.sheets.append((attributes.get("name", ""), next(keys, "")))

    def end(self, tag: str) -> None:
        pass

    def data(self, text: str) -> None:
        pass


class _Tables:
    """Collects the names of the tables of an ODS file that have pictures in them."""

    def __init__(self) -> None:
        self.pictured: set[str] = set()
        self._name = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if _TABLE.match(tag):
            names = (v for k, v in attributes.items() if k.endswith("}name"))
            self._name = next(names, "")
        elif tag.endswith("}image"):
            self.pictured.add(self._name)

    def end(self, tag: str) -> None:
        pass

    def data(self, text: str) -> None:
        pass
