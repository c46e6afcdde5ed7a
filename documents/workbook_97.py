"""Looks into XLS files record by record, before a library opens them.

The structures are those of Microsoft's [MS-XLS]: a stream of records, of which those of
a sheet begin where the list of the sheets says.
"""

import struct
from collections.abc import Iterator

from documents.ole import read_stream

MAX_SPAN = 16_000_000
"""Cells between the first and the last one of a sheet, filled or not."""
MAX_SHEETS = 300
"""With more sheets, which may all be the same one, a file is not opened."""
_MAX_RECORDS = 5_000_000
_BEGIN, _END, _SHEET = 0x0809, 0x000A, 0x0085
_DIMENSIONS, _STRINGS = 0x0200, 0x00FC
_CELLS = frozenset(
    {0x0006, 0x0206, 0x0406, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E}
)
"""Records that begin with the row and the column of a cell."""
_MANY_NUMBERS = 0x00BD
"""A row of numbers: its last two bytes are the last column."""
_DRAWINGS = 0x00EB
"""Record that holds the pictures and shapes of the file."""
_BLIP_STORE = b"\x01\xf0"


def has_pictures_97(data: bytes) -> bool:
    """Tell whether an XLS file holds pictures."""
    for kind, content in _records(_stream(data), 0, _MAX_RECORDS):
        if kind == _DRAWINGS:
            return _BLIP_STORE in content
    return False


def is_too_wide_97(data: bytes) -> bool:
    """Tell whether a sheet spans more cells, or says so, than fit into memory.

    The library makes room for all that a file says it has, and ends the whole program
    where there is none.
    """
    stream = _stream(data)
    left = _MAX_RECORDS
    sheets: list[int] = []
    for kind, content in _records(stream, 0, left):
        left -= 1
        if kind == _SHEET and len(content) >= 4:
            sheets.append(int.from_bytes(content[:4], "little"))
        elif kind == _STRINGS and _number(content, 4) > len(stream):
            return True
    if len(sheets) > MAX_SHEETS:
        return True
    for at in sheets:
        rows: list[int] = []
        columns: list[int] = []
        for kind, content in _records(stream, at, left):
            left -= 1
            if kind == _DIMENSIONS and _says_too_wide(content):
                return True
            if kind in _CELLS and len(content) >= 4:
                row, column = struct.unpack_from("<HH", content)
                last = int.from_bytes(content[-2:], "little")
                rows.append(row)
                columns += [column, last] if kind == _MANY_NUMBERS else [column]
        if rows and _span(rows) * _span(columns) > MAX_SPAN:
            return True
    return left <= 0


def _stream(data: bytes) -> bytes:
    return read_stream(data, "Workbook") or read_stream(data, "Book")


def _records(stream: bytes, at: int, most: int) -> Iterator[tuple[int, bytes]]:
    """Give kind and content of the records up to the mark of the end."""
    for _ in range(most):
        if at + 4 > len(stream):
            return
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        if kind == _END:
            return
        at += 4 + size


def _says_too_wide(content: bytes) -> bool:
    """Tell whether the first and last cell that a sheet names are too far apart."""
    wide = len(content) >= 14
    if len(content) < 8:
        return False
    first, last, left, right = struct.unpack_from("<IIHH" if wide else "<HHHH", content)
    return bool(max(0, last - first) * max(0, right - left) > MAX_SPAN)


def _span(numbers: list[int]) -> int:
    return max(numbers) - min(numbers) + 1


def _number(content: bytes, at: int) -> int:
    return int.from_bytes(content[at : at + 4], "little")
