"""Builds RAR and 7z archives, and ZIP files that are out of the ordinary."""

import io
import lzma
import struct
import zipfile
from collections.abc import Mapping, Sequence


def rar_4(names: Sequence[bytes], *, locked: str = "", flags: int = 0) -> bytes:
    """Make a RAR 4 archive of files of 3 bytes; ``locked``: "names" or "files"."""
    data = b"Rar!\x1a\x07\x00"
    data += struct.pack("<HBHH6x", 0, 0x73, 0x80 if locked == "names" else 0, 13)
    if locked == "names":
        return data + bytes(range(64))
    marks = 0x8000 | flags | (4 if locked == "files" else 0)
    for name in names:
        data += struct.pack("<HBHHII", 0, 0x74, marks, 32 + len(name), 3, 3)
        data += struct.pack("<BIIBBHI", 2, 0, 0, 29, 0x30, len(name), 0x20)
        data += name + b"abc"
    return data + struct.pack("<HBHH", 0, 0x7B, 0, 7)


def rar_5(names: Sequence[str], *, locked: str = "") -> bytes:
    """Make a RAR 5 archive of files of 3 bytes; ``locked``: "names" or "files"."""
    data = b"Rar!\x1a\x07\x01\x00" + _header_5(bytes([1, 0, 0]))
    if locked == "names":
        return data + _header_5(bytes([4, 0, 0, 0, 15]) + bytes(16))
    for name in names:
        raw = name.encode()
        extra = bytes([3, 1, 0, 0]) if locked == "files" else b""
        head = bytes([2, 3, len(extra), 3]) if extra else bytes([2, 2, 3])
        content = bytes([4, 3, 0x20]) + bytes(4) + bytes([0, 1, len(raw)]) + raw
        data += _header_5(head + content + extra) + b"abc"
    return data + _header_5(bytes([5, 0, 0]))


def _header_5(content: bytes) -> bytes:
    size = len(content)
    length = bytes([size]) if size < 128 else bytes([size & 127 | 128, size >> 7])
    return bytes(4) + length + content


def seven_zip(
    files: Mapping[str, bytes], *, packed: bool = False, locked: bool = False
) -> bytes:
    """Make a 7z archive of stored files, its header packed with LZMA or not."""
    body = b"".join(files.values())
    coder = b"\x24\x06\xf1\x07\x01\x01\0" if locked else b"\x01\0"
    sizes = b"".join(_number(len(content)) for content in [*files.values()][:-1])
    streams = _streams(0, len(body), coder, len(body))
    streams += b"\x08\x0d" + _number(len(files)) + b"\x09" + sizes + b"\0" + b"\0"
    names = "".join(f"{name}\0" for name in files).encode("utf-16-le")
    header = b"\x01\x04" + streams + b"\x05" + _number(len(files))
    header += b"\x11" + _number(len(names) + 1) + b"\0" + names + b"\0\0"
    if packed:
        filters = [{"id": lzma.FILTER_LZMA1, "dict_size": 1 << 16}]
        raw = lzma.compress(header, lzma.FORMAT_RAW, filters=filters)
        settings = bytes([93]) + struct.pack("<I", 1 << 16)
        coder = b"\x23\x03\x01\x01\x05" + settings
        outer = b"\x17" + _streams(len(body), len(raw), coder, len(header)) + b"\0"
        body, header = body + raw, outer
    start = struct.pack("<QQI", len(body), len(header), 0)
    return b"7z\xbc\xaf\x27\x1c\0\4" + bytes(4) + start + body + header


def _streams(at: int, size: int, coder: bytes, unpacked: int) -> bytes:
    pack = b"\x06" + _number(at) + b"\x01\x09" + _number(size) + b"\0"
    folder = b"\x07\x0b\x01\0\x01" + coder
    return pack + folder + b"\x0c" + _number(unpacked) + b"\0"


def _number(value: int) -> bytes:
    return bytes([value]) if value < 128 else bytes([0x80 | value >> 8, value & 255])


def zip_of_windows(name: str, content: bytes) -> bytes:
    """Make a ZIP file whose member is named as Thai Windows does, in its own encoding."""
    target = io.BytesIO()
    # As long as its name in that encoding, and put in its place afterwards.
    raw = name.encode("cp874")
    stand_in = "x" * len(raw)
    with zipfile.ZipFile(target, "w") as file:
        file.writestr(stand_in, content)
    return target.getvalue().replace(stand_in.encode(), raw)


def locked_zip(files: Mapping[str, bytes]) -> bytes:
    """Make a ZIP file that says that its members are encrypted."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for name, content in files.items():
            file.writestr(name, content)
    data = bytearray(target.getvalue())
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(sign)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(sign, place + 1)
    return bytes(data)
