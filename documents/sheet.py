"""Reads workbooks: XLSX, XLS and ODS."""

import datetime
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from documents.archive import has_pictures, office_title, open_archive
from documents.document import (
    Block,
    Document,
    Kind,
    Locator,
    Openness,
    Problem,
    Role,
    Sheet,
    SheetState,
    Table,
)
from documents.grid import pad, row_text
from documents.ole import is_sound
from documents.sheet_facts import sheet_facts, sheets_with_pictures
from documents.thai.text import repair
from documents.workbook_97 import MAX_SPAN, has_pictures_97, is_too_wide_97

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MAX_ROWS = 50_000
"""Rows read from one workbook."""
MAX_COLUMNS = 500
"""Columns read from one sheet."""
MAX_MERGED = 1_000
"""Rows that one merged cell is followed down."""
_REFERENCE = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_LARGE = 1e15
"""Numbers from here on are not written out digit by digit."""

Cell = (
    int
    | float
    | str
    | bool
    | datetime.time
    | datetime.date
    | datetime.datetime
    | datetime.timedelta
)


@dataclass(slots=True)
class _Reading:
    """What has been read of a workbook so far."""

    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    left: int = MAX_ROWS


def read_sheet(data: bytes, kind: Kind) -> Document:
    """Read the visible sheets of a workbook: a block a row, a table a sheet."""
    import python_calamine

    # The library would follow such a file until the memory is full, and end us with it.
    if kind is Kind.XLS and not is_sound(data):
        return Document(kind=kind, openness=Openness.NONE, problems=(Problem.BROKEN,))
    too_wide = {Kind.XLSX: _is_too_wide, Kind.XLS: is_too_wide_97}.get(kind)
    if too_wide is not None and too_wide(data):
        return Document(kind=kind, openness=Openness.NONE, problems=(Problem.CUT,))
    try:
        workbook = python_calamine.load_workbook(io.BytesIO(data))
    except python_calamine.PasswordError:
        return Document(
            kind=kind, openness=Openness.NONE, problems=(Problem.ENCRYPTED,)
        )
    reading = _Reading()
    pictured = _pictured(data, kind)
    with workbook:
        if not workbook.sheets_metadata:
            reading.problems.append(Problem.BROKEN)
        names = _visible(workbook)
        for name in names:
            try:
                sheet = workbook.get_sheet_by_name(name)
            except python_calamine.CalamineError:
                reading.problems.append(Problem.BROKEN)
                continue
            _read_rows(sheet, name, reading, has_pictures=name in pictured)
    return _document(data, kind, reading, len(names))


def cell_text(value: Cell) -> str:
    """Write a cell as people see it: whole numbers without ".0", dates as d/m/yyyy."""
    if isinstance(value, str):
        return " ".join(repair(value).split())
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < _LARGE
        return str(int(value)) if whole else f"{value:.10g}"
    if isinstance(value, datetime.datetime):
        day = f"{value.day}/{value.month}/{value.year}"
        at_midnight = value.time() == datetime.time()
        return day if at_midnight else f"{day} {value:%H:%M}"
    if isinstance(value, datetime.date):
        return f"{value.day}/{value.month}/{value.year}"
    return f"{value:%H:%M}" if isinstance(value, datetime.time) else str(value)


def _is_too_wide(data: bytes) -> bool:
    """Tell whether a sheet spans more cells than fit into memory.

    The library makes room for every cell between the first and the last one, and ends
    the whole program where there is none: two cells in far corners would be enough.
    """
    archive = open_archive(data)
    if archive is None:
        return False
    with archive:
        for name in archive.namelist():
            if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
                continue
            cells = set(_REFERENCE.findall(archive.read(name)))
            columns = [_column(letters) for letters, _ in cells] or [0]
            rows = [int(number) for _, number in cells] or [0]
            height, width = max(rows) - min(rows) + 1, max(columns) - min(columns) + 1
            if height * width > MAX_SPAN:
                return True
    return False


def _column(letters: bytes) -> int:
    """Give the number of a column, from 1, by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _visible(workbook: "CalamineWorkbook") -> list[str]:
    """Names of the sheets with cells that people see."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    return [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible
        and sheet.typ == SheetTypeEnum.WorkSheet
    ]


def _pictured(data: bytes, kind: Kind) -> frozenset[str]:
    """Names of the sheets that show pictures; of an XLS file that is not known."""
    archive = open_archive(data) if kind is not Kind.XLS else None
    if archive is None:
        return frozenset()
    with archive:
        return (
            sheets_with_pictures(archive, kind)
            if has_pictures(archive)
            else frozenset()
        )


def _read_rows(
    sheet: "CalamineSheet", name: str, reading: _Reading, *, has_pictures: bool
) -> None:
    """Add the rows of one sheet: row numbers count from the sheet's first row."""
    rows: dict[int, list[str]] = {}
    for number, cells in _filled_rows(sheet):
        if reading.left <= 0:
            reading.problems.append(Problem.CUT)
            break
        reading.left -= 1
        reading.blocks.append(
            Block(
                text=row_text(cells),
                role=Role.ROW,
                locator=Locator(sheet=name, row=number),
            )
        )
        rows[number] = cells
    merged = sheet.merged_cell_ranges or ()
    reading.sheets.append(sheet_facts(name, rows, merged, has_pictures=has_pictures))
    if rows:
        _fill_merged(sheet, rows)
        table = Table(rows=pad(list(rows.values())), locator=Locator(sheet=name))
        reading.tables.append(table)


def _filled_rows(sheet: "CalamineSheet") -> Iterator[tuple[int, list[str]]]:
    """Rows with text and their numbers from 1."""
    first_row, first_column = sheet.start or (0, 0)
    for number, row in enumerate(
        sheet.to_python(skip_empty_area=True, nrows=MAX_ROWS + 1), first_row + 1
    ):
        cells = [cell_text(value) for value in row[:MAX_COLUMNS]]
        if any(cells):
            yield number, [""] * min(first_column, MAX_COLUMNS) + cells


def _fill_merged(sheet: "CalamineSheet", rows: dict[int, list[str]]) -> None:
    """Repeat the text of a merged cell in every place that it covers."""
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        origin = rows.get(top + 1, [])
        text = origin[left] if left < len(origin) else ""
        if not text:
            continue
        last = min(right, MAX_COLUMNS - 1)
        for number in range(top + 1, min(bottom, top + MAX_MERGED) + 2):
            row = rows.get(number)
            if row is None:
                continue
            row += [""] * (last + 1 - len(row))
            row[left : last + 1] = [cell or text for cell in row[left : last + 1]]


def _document(data: bytes, kind: Kind, reading: _Reading, pages: int) -> Document:
    archive = open_archive(data) if kind is not Kind.XLS else None
    title, pictures = "", kind is Kind.XLS and has_pictures_97(data)
    if archive is not None:
        with archive:
            title, pictures = office_title(archive), has_pictures(archive)
    openness = Openness.STRUCTURED
    if not reading.blocks:
        openness = Openness.IMAGE if pictures else Openness.NONE
        if pictures or Problem.BROKEN not in reading.problems:
            reading.problems.append(Problem.SCANNED if pictures else Problem.EMPTY)
    return Document(
        kind=kind,
        openness=openness,
        title=" ".join(repair(title).split()),
        blocks=tuple(reading.blocks),
        tables=tuple(reading.tables),
        images=sum(sheet.state is SheetState.PICTURES for sheet in reading.sheets)
        or int(not reading.blocks and pictures),
        pages=pages,
        problems=tuple(dict.fromkeys(reading.problems)),
        sheets=tuple(reading.sheets),
    )
