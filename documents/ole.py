"""Reads the directory of OLE compound files: DOC, XLS and encrypted office files."""

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_NONE = 0xFFFFFFF0
"""Numbers from here on are marks, not sectors or entries."""
_MAX_SECTORS = 4_096


def is_ole(data: bytes) -> bool:
    """Tell whether the bytes are an OLE compound file."""
    return data.startswith(_MAGIC)


def is_encrypted_office(data: bytes) -> bool:
    """Tell whether this is a DOCX, XLSX or PPTX locked with a password."""
    return is_ole(data) and "EncryptedPackage" in root_streams(data)


def root_streams(data: bytes) -> frozenset[str]:
    """Names at the root of the file; those inside embedded objects are left out."""
    entries = _entries(data)
    names: set[str] = set()
    waiting = [_number(entries[0], 76)] if entries else []
    seen: set[int] = set()
    while waiting:
        place = waiting.pop()
        if place >= len(entries) or place in seen:
            continue
        seen.add(place)
        entry = entries[place]
        length = int.from_bytes(entry[64:66], "little")
        names.add(entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace"))
        waiting += [_number(entry, 68), _number(entry, 72)]
    return frozenset(names)


def _entries(data: bytes) -> list[bytes]:
    """Directory entries, in the order of the file."""
    shift = int.from_bytes(data[30:32], "little")
    if shift not in {9, 12}:
        return []
    size = 1 << shift
    table = b"".join(
        data[(sector + 1) * size : (sector + 2) * size]
        for sector in (_number(data, 76 + 4 * index) for index in range(109))
        if sector < _NONE
    )
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


def _number(data: bytes, offset: int) -> int:
    return int.from_bytes(data[offset : offset + 4].ljust(4, b"\xff"), "little")
