"""Reads OLE compound files, what DOC, XLS, PPT and encrypted office files are.

Whatever the numbers in the file say, a stream is never longer than the file.
"""

from dataclasses import dataclass

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_NONE = 0xFFFFFFF0
"""Numbers from here on are marks, not sectors or entries."""
_MAX_SECTORS = 4_096
"""Sectors of the directory."""
_SMALL_SECTOR = 64
_SMALL_BELOW = 4_096
"""Streams with fewer bytes lie in small sectors, inside the stream of the root."""
_HEADER_TABLE = 109
"""Sectors of the table that the header itself names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """Where a stream begins, and its length in bytes."""

    first: int
    size: int


def is_ole(data: bytes) -> bool:
    """Tell whether the bytes are an OLE compound file."""
    return data.startswith(_MAGIC)


def is_encrypted_office(data: bytes) -> bool:
    """Tell whether this is a DOCX, XLSX or PPTX locked with a password."""
    return is_ole(data) and "EncryptedPackage" in root_streams(data)


def root_streams(data: bytes) -> frozenset[str]:
    """Names at the root of the file; those inside embedded objects are left out."""
    return frozenset(_at_root(_entries(data)))


def read_stream(data: bytes, name: str) -> bytes:
    """Give the bytes of a stream at the root; empty where there is none.

    Of a file that is cut off, as much as is there.
    """
    entries = _entries(data)
    found = _at_root(entries).get(name)
    if found is None:
        return b""
    size = 1 << _shift(data)
    table = _table(data, size)
    if found.size >= _SMALL_BELOW:
        return _chained(data[size:], table, found, size)
    root = _entry(entries[0])
    small = _chained(data[size:], table, root, size)
    start = _Entry(first=_number(data, 60), size=len(data))
    small_table = _chained(data[size:], table, start, size)
    return _chained(small, small_table, found, _SMALL_SECTOR)


def is_sound(data: bytes) -> bool:
    """Tell whether the chains of sectors end, and name no more than the file has.

    For libraries that follow them without a limit, until the memory is full.
    """
    shift = _shift(data)
    if not shift or not _is_table_sound(data, 1 << shift):
        return False
    size = 1 << shift
    table = _table(data, size)
    entries = [_entry(entry) for entry in _entries(data)]
    long = [entry.first for entry in entries if entry.size >= _SMALL_BELOW]
    short = [entry.first for entry in entries if entry.size < _SMALL_BELOW]
    root = [entry.first for entry in entries[:1]]
    if not _all_end(table, [_number(data, 48), _number(data, 60), *root, *long]):
        return False
    start = _Entry(first=_number(data, 60), size=len(data))
    return _all_end(_chained(data[size:], table, start, size), short)


def _is_table_sound(data: bytes, size: int) -> bool:
    """Tell whether the list of the table's sectors ends and fits into the file."""
    most = len(data) // size
    more, count, seen = _number(data, 68), 0, set[int]()
    while more < _NONE:
        part = data[(more + 1) * size : (more + 2) * size]
        if more in seen or len(part) < size:
            return False
        seen.add(more)
        numbers = memoryview(part).cast("I")
        count += sum(number < _NONE for number in numbers[:-1])
        more = numbers[-1]
    return count <= most


def _all_end(table: bytes, starts: list[int]) -> bool:
    """Tell whether no chain that begins at one of the sectors leads into itself."""
    links = memoryview(table[: len(table) // 4 * 4]).cast("I")
    # The number of the walk that came by.
    walked = [0] * len(links)
    for walk, start in enumerate(starts, start=1):
        sector = start
        while sector < len(links) and not walked[sector]:
            walked[sector] = walk
            sector = links[sector]
        if sector < len(links) and walked[sector] == walk:
            return False
    return True


def _chained(data: bytes, table: bytes, entry: _Entry, size: int) -> bytes:
    """Join the sectors of a stream, each of which names the next in the table."""
    parts: list[bytes] = []
    sector = entry.first
    left = min(entry.size, len(data))
    while left > 0 and sector < _NONE:
        part = data[sector * size : (sector + 1) * size][:left]
        if not part:
            break
        parts.append(part)
        left -= len(part)
        sector = _number(table, 4 * sector)
    return b"".join(parts)


def _at_root(entries: list[bytes]) -> dict[str, _Entry]:
    """Streams and folders at the root, by name."""
    found: dict[str, _Entry] = {}
    waiting = [_number(entries[0], 76)] if entries else []
    seen: set[int] = set()
    while waiting:
        place = waiting.pop()
        if place >= len(entries) or place in seen:
            continue
        seen.add(place)
        entry = entries[place]
        length = int.from_bytes(entry[64:66], "little")
        name = entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        found[name] = _entry(entry)
        waiting += [_number(entry, 68), _number(entry, 72)]
    return found


def _entry(entry: bytes) -> _Entry:
    return _Entry(first=_number(entry, 116), size=_number(entry, 120))


def _entries(data: bytes) -> list[bytes]:
    """Directory entries, in the order of the file."""
    shift = _shift(data)
    if not shift:
        return []
    size = 1 << shift
    table = _table(data, size)
    entries: list[bytes] = []
    sector = _number(data, 48)
    for _ in range(_MAX_SECTORS):
        part = data[(sector + 1) * size : (sector + 2) * size]
        if sector >= _NONE or not part:
            break
        entries += [
            part[start : start + _ENTRY]
            for start in range(0, len(part) - _ENTRY + 1, _ENTRY)
        ]
        sector = _number(table, 4 * sector) if 4 * sector < len(table) else _NONE
    return entries


def _shift(data: bytes) -> int:
    """Give the power of two that a sector's size is; 0 where it is none allowed."""
    shift = int.from_bytes(data[30:32], "little")
    return shift if shift in {9, 12} else 0


def _table(data: bytes, size: int) -> bytes:
    """Give the table that names, for each sector, the next one of its stream."""
    sectors = [_number(data, 76 + 4 * index) for index in range(_HEADER_TABLE)]
    # Of files above 7 MB further sectors of the table are named in sectors of their own.
    more, most = _number(data, 68), len(data) // size
    for _ in range(most):
        part = data[(more + 1) * size : (more + 2) * size]
        if more >= _NONE or len(part) < size or len(sectors) > most:
            break
        sectors += [_number(part, start) for start in range(0, size - 4, 4)]
        more = _number(part, size - 4)
    return b"".join(
        data[(sector + 1) * size : (sector + 2) * size]
        for sector in sectors
        if sector < _NONE
    )


def _number(data: bytes, offset: int) -> int:
    return int.from_bytes(data[offset : offset + 4].ljust(4, b"\xff"), "little")
