"""Builds files of Office 97 to 2003, which no library at hand writes."""

import struct
from collections.abc import Mapping, Sequence

_END, _TABLE, _MORE, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC, 0xFFFFFFFF
_TEXT_AT = 0x400


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Make an OLE compound file of streams, small ones in small sectors."""
    table: list[int] = []
    body = bytearray()

    def add(content: bytes) -> int:
        count = -(-len(content) // 512)
        first = len(table)
        table.extend([*range(first + 1, first + count), _END] if count else [])
        body.extend(content.ljust(512 * count, b"\0"))
        return first if count else _END

    small = bytearray()
    small_table: list[int] = []
    entries: list[tuple[str, int, int]] = []
    for name, content in streams.items():
        if len(content) >= 4_096:
            entries.append((name, add(content), len(content)))
            continue
        count = -(-len(content) // 64)
        first = len(small_table)
        small_table += [*range(first + 1, first + count), _END] if count else []
        small += content.ljust(64 * count, b"\0")
        entries.append((name, first if count else _END, len(content)))
    root = ("Root Entry", add(bytes(small)), len(small))
    small_at = add(struct.pack(f"<{len(small_table)}I", *small_table))
    directory = b"".join(
        _entry(place, each, len(entries)) for place, each in enumerate([root, *entries])
    )
    directory_at = add(directory)
    sectors, more = _table_sectors(len(table))
    tables_at = len(table)
    named = range(tables_at, tables_at + sectors)
    more_at = tables_at + sectors if more else _END
    table += [_TABLE] * sectors + [_MORE] * more
    table += [_FREE] * (128 * sectors - len(table))
    body += struct.pack(f"<{len(table)}I", *table)
    for index in range(more):
        part = [*named][109 + 127 * index :][:127]
        link = more_at + index + 1 if index + 1 < more else _END
        numbers = [*part, *[_FREE] * (127 - len(part)), link]
        body += struct.pack("<128I", *numbers)
    in_header = [*named][:109]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0")
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, sectors, directory_at, 0, 4_096, small_at, 1,
                          more_at, more)  # fmt: skip
    header += struct.pack("<109I", *in_header, *[_FREE] * (109 - len(in_header)))
    return header + bytes(body)


def _table_sectors(used: int) -> tuple[int, int]:
    """Give how many sectors the table takes, and the list of those sectors."""
    sectors = more = 0
    while 128 * sectors < used + sectors + more:
        sectors += 1
        more = -(-max(0, sectors - 109) // 127)
    return sectors, more


def _entry(place: int, entry: tuple[str, int, int], last: int) -> bytes:
    name, first, size = entry
    raw = name.encode("utf-16-le")
    right = place + 1 if 0 < place < last else _FREE
    child = 1 if place == 0 and last else _FREE
    links = struct.pack("<HBBIII", len(raw) + 2, 5 if place == 0 else 2, 1, _FREE,
                        right, child)  # fmt: skip
    return (raw.ljust(64, b"\0") + links).ljust(116, b"\0") + struct.pack(
        "<IQ", first, size
    )


def doc(
    *pieces: str | bytes, flags: int = 0, language: int = 0x041E, filler: int = 0
) -> bytes:
    """Make a DOC file of Word 97; texts are pieces in UTF-16, bytes narrow ones."""
    text, starts, where = bytearray(), [0], []
    for piece in pieces:
        at = _TEXT_AT + len(text)
        if isinstance(piece, bytes):
            where.append(at * 2 | 1 << 30)
            text += piece.ljust(len(piece) + len(piece) % 2, b"\0")
        else:
            where.append(at)
            text += piece.encode("utf-16-le")
        starts.append(starts[-1] + len(piece))
    places = struct.pack(f"<{len(starts)}I", *starts)
    places += b"".join(struct.pack("<HIH", 0, each, 0) for each in where)
    # What formatting was not merged yet stands before the pieces.
    clx = b"\x01\x03\x00abc\x02" + struct.pack("<I", len(places)) + places
    block = bytearray(_TEXT_AT)
    struct.pack_into("<HHxxHxxH", block, 0, 0xA5EC, 0xC1, language, flags)
    struct.pack_into("<II", block, 0x18, _TEXT_AT, _TEXT_AT + len(text))
    struct.pack_into("<II", block, 0x1A2, 0, len(clx))
    table = "1Table" if flags & 0x200 else "0Table"
    return compound({"WordDocument": bytes(block) + text + bytes(filler), table: clx})


def doc_6(text: bytes, *, pieces: bool = False) -> bytes:
    """Make a DOC file of Word 6, with its text in one run or in a piece."""
    block = bytearray(_TEXT_AT)
    struct.pack_into("<HHxxHxxH", block, 0, 0xA5DC, 0x65, 0x041E, 4 if pieces else 0)
    struct.pack_into("<II", block, 0x18, _TEXT_AT, _TEXT_AT + len(text))
    clx = b"\x02" + struct.pack("<IIIHIH", 16, 0, len(text), 0, _TEXT_AT, 0)
    struct.pack_into("<II", block, 0x160, _TEXT_AT + len(text), len(clx))
    return compound({"WordDocument": bytes(block) + text + clx})


def ppt(
    slides: Sequence[Sequence[str | bytes]],
    *,
    notes: str = "",
    locked: bool = False,
    with_picture: bool = False,
) -> bytes:
    """Make a PPT file; a text given as bytes is stored narrow, as Latin is."""
    listed = b""
    for texts in slides:
        listed += record(0, 0x03F3, bytes(20))
        for text in texts:
            if isinstance(text, bytes):
                listed += record(0, 0x0FA8, text)
            else:
                listed += record(0, 0x0FA0, text.encode("utf-16-le"))
    of_notes = record(0, 0x03F3, bytes(20)) + record(
        0, 0x0FA0, notes.encode("utf-16-le")
    )
    document = record(15, 0x0FF0, listed) + record(15 | 2 << 4, 0x0FF0, of_notes)
    stream = record(15, 0x03E8, document)
    stream += b"".join(record(15, 0x03EE, record(0, 0x03EF, bytes(24))) for _ in slides)
    user = struct.pack("<8xII", 20, 0xF3D1C4DF if locked else 0xE391C05F)
    streams = {"PowerPoint Document": stream, "Current User": user}
    return compound(streams | ({"Pictures": b"x"} if with_picture else {}))


def xls(
    rows: Sequence[Sequence[str]],
    *,
    sheet: str = "Sheet1",
    extra: bytes = b"",
    of_sheet: bytes = b"",
) -> bytes:
    """Make an XLS workbook of text cells on one sheet.

    ``extra`` and ``of_sheet``: more records of the file, and of its sheet.
    """
    name = bytes([len(sheet), 1]) + sheet.encode("utf-16-le")
    start = _record_97(0x0809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0x600))
    end = _record_97(0x000A, b"")
    at = len(start) + 4 + 6 + len(name) + len(extra) + len(end)
    book = start + _record_97(0x0085, struct.pack("<IH", at, 0) + name)
    book += extra + end
    book += _record_97(0x0809, struct.pack("<HHHHII", 0x600, 16, 0, 0, 0, 0x600))
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            head = struct.pack("<HHHHB", row, column, 0, len(text), 1)
            book += _record_97(0x0204, head + text.encode("utf-16-le"))
    return compound({"Workbook": book + of_sheet + end})


def _record_97(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def record(version: int, kind: int, content: bytes) -> bytes:
    """Make a record of a PPT file."""
    return struct.pack("<HHI", version, kind, len(content)) + content
