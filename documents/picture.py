"""Reads the size of a picture from its header; the picture itself is not opened."""

import re
import struct

from documents.document import Document, Kind, Openness

_LENGTH = re.compile(
    r"""\b(width|height)\s*=\s*["']\s*([\d.]{1,10})\s*(?:px)?\s*["']"""
)
_VIEW_BOX = re.compile(
    r"""\bviewBox\s*=\s*["'][\d.\s,-]*?([\d.]{1,10})[\s,]+([\d.]{1,10})\s*["']"""
)
_MAX_SEGMENTS = 500
_TIFF_WIDTH, _TIFF_HEIGHT = 256, 257


def read_picture(data: bytes) -> Document:
    """Name a picture with its width and height, where the header tells them."""
    try:
        width, height = _size(data)
    except (struct.error, ValueError, IndexError):
        width = height = 0
    return Document(
        kind=Kind.IMAGE, openness=Openness.IMAGE, images=1, width=width, height=height
    )


def _size(data: bytes) -> tuple[int, int]:
    if data.startswith(b"\x89PNG"):
        return _unpack(">II", data, 16)
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    if data.startswith(b"GIF8"):
        return _unpack("<HH", data, 6)
    if data.startswith(b"BM"):
        width, height = _unpack("<ii", data, 18)
        return abs(width), abs(height)
    if data.startswith(b"RIFF"):
        return _webp(data)
    if data.startswith((b"II*\0", b"MM\0*")):
        return _tiff(data)
    return _svg(data[:4_096].decode("utf-8", "replace"))


def _unpack(form: str, data: bytes, at: int) -> tuple[int, int]:
    first, second = struct.unpack_from(form, data, at)
    return int(first), int(second)


def _jpeg(data: bytes) -> tuple[int, int]:
    """Go from segment to segment to the one that begins the picture."""
    at = 2
    for _ in range(_MAX_SEGMENTS):
        if data[at] != 0xFF:
            break
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = _unpack(">HH", data, at + 5)
            return width, height
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return 0, 0


def _webp(data: bytes) -> tuple[int, int]:
    match data[12:16]:
        case b"VP8 ":
            width, height = _unpack("<HH", data, 26)
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L":
            bits = int.from_bytes(data[21:25], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            width = int.from_bytes(data[24:27], "little")
            return width + 1, int.from_bytes(data[27:30], "little") + 1
        case _:
            return 0, 0


def _tiff(data: bytes) -> tuple[int, int]:
    """Read the tags of the first picture in the file."""
    order = "<" if data.startswith(b"II") else ">"
    (start,) = struct.unpack_from(f"{order}I", data, 4)
    (count,) = struct.unpack_from(f"{order}H", data, start)
    found = {}
    for index in range(min(count, _MAX_SEGMENTS)):
        at = start + 2 + 12 * index
        tag, form = _unpack(f"{order}HH", data, at)
        (value,) = struct.unpack_from(order + ("H" if form == 3 else "I"), data, at + 8)
        found[tag] = int(value)
    return found.get(_TIFF_WIDTH, 0), found.get(_TIFF_HEIGHT, 0)


def _svg(text: str) -> tuple[int, int]:
    _, _, inside = text.partition("<svg")
    element = inside.partition(">")[0]
    lengths = {name: int(float(value)) for name, value in _LENGTH.findall(element)}
    if len(lengths) == 2:
        return lengths["width"], lengths["height"]
    box = _VIEW_BOX.search(element)
    return (int(float(box[1])), int(float(box[2]))) if box else (0, 0)
