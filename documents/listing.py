"""Reads the lists of files in RAR and 7z archives; no file is unpacked.

Only headers are read: Rar 1.5 to 4 and 5 after RARLAB's technical notes, 7z after the
format description of the LZMA SDK. What these do not tell plainly is left out.
"""

import lzma
from dataclasses import dataclass, field

from documents.archive import decoded_name

RAR_4 = b"Rar!\x1a\x07\x00"
RAR_5 = b"Rar!\x1a\x07\x01\x00"
SEVEN_ZIP = b"7z\xbc\xaf\x27\x1c"
MAX_FILES = 10_000
_MAX_HEADERS = 100_000
"""Headers of a RAR archive that are looked at."""
_MAX_HEADER = 8_000_000
"""Bytes of a 7z header, unpacked."""
_MAX_PACKINGS = 4
"""How often a 7z header may be packed."""


@dataclass(slots=True)
class Listing:
    """What an archive says of its files."""

    files: list[tuple[str, int]] = field(default_factory=list)
    """Name and size in bytes when unpacked."""
    is_locked: bool = False
    """A password is needed for the names, or for a file."""
    is_broken: bool = False


class _BrokenError(Exception):
    """The header is not what it should be."""


def list_rar(data: bytes) -> Listing:
    """List the files of a RAR archive."""
    listing = Listing()
    try:
        if data.startswith(RAR_5):
            _list_rar_5(data, listing)
        else:
            _list_rar_4(data, listing)
    except (_BrokenError, IndexError):
        listing.is_broken = True
    return listing


def _list_rar_4(data: bytes, listing: Listing) -> None:
    at = len(RAR_4)
    for _ in range(_MAX_HEADERS):
        if at >= len(data):
            # The mark of the end is missing in old archives.
            listing.is_broken = at > len(data)
            return
        kind, flags = data[at + 2], _int(data, at + 3, 2)
        size = _int(data, at + 5, 2)
        if size < 7:
            raise _BrokenError
        added = _int(data, at + 7, 4) if flags & 0x8000 else 0
        if kind == 0x73 and flags & 0x0080:
            listing.is_locked = True
            return
        if kind == 0x7B:
            return
        if kind == 0x74:
            large = 8 if flags & 0x0100 else 0
            if large:
                added += _int(data, at + 32, 4) << 32
            length = _int(data, at + 26, 2)
            start = at + 32 + large
            name = data[start : start + length]
            if len(name) < length:
                raise _BrokenError
            listing.is_locked |= bool(flags & 0x04)
            if flags & 0x00E0 != 0x00E0:
                listing.files.append((_rar_4_name(name, flags), _int(data, at + 11, 4)))
        at += size + added


def _rar_4_name(raw: bytes, flags: int) -> str:
    """Decode a name: bytes, or bytes with what Unicode adds to them behind a zero."""
    plain, zero, packed = raw.partition(b"\0")
    if not flags & 0x0200:
        return decoded_name(raw).replace("\\", "/")
    if not zero:
        return raw.decode("utf-8", "replace").replace("\\", "/")
    return _unpacked_name(plain, packed).replace("\\", "/")


def _unpacked_name(plain: bytes, packed: bytes) -> str:
    """Undo the packing of names in Unicode: pairs of bits say what follows."""
    units: list[int] = []
    high = packed[0] if packed else 0
    at, flags, bits = 1, 0, 0
    while at < len(packed) and len(units) < 2_048:
        if not bits:
            flags, bits, at = packed[at], 8, at + 1
            continue
        bits -= 2
        how = flags >> bits & 3
        if how == 3:
            count = packed[at]
            shift = packed[at + 1] if count & 0x80 else 0
            above = high << 8 if count & 0x80 else 0
            at += 2 if count & 0x80 else 1
            for _ in range((count & 0x7F) + 2):
                low = plain[len(units)] if len(units) < len(plain) else 0x3F
                units.append(((low + shift) & 0xFF) + above)
        elif how == 2:
            units.append(_int(packed, at, 2))
            at += 2
        else:
            units.append(packed[at] + (high << 8 if how else 0))
            at += 1
    raw = b"".join(unit.to_bytes(2, "little") for unit in units)
    return raw.decode("utf-16-le", "replace")


def _list_rar_5(data: bytes, listing: Listing) -> None:
    at = len(RAR_5)
    for _ in range(_MAX_HEADERS):
        if at >= len(data):
            raise _BrokenError
        size, start = _rar_number(data, at + 4)
        end = start + size
        if end > len(data):
            raise _BrokenError
        kind, at = _rar_number(data, start)
        flags, at = _rar_number(data, at)
        extra = 0
        if flags & 1:
            extra, at = _rar_number(data, at)
        added = 0
        if flags & 2:
            added, at = _rar_number(data, at)
        if kind == 5:
            return
        if kind == 4:
            listing.is_locked = True
            return
        if kind == 2:
            _add_rar_5_file(data, at, listing)
            listing.is_locked |= _has_record(data[max(at, end - extra) : end], 1)
        at = end + added


def _add_rar_5_file(data: bytes, at: int, listing: Listing) -> None:
    flags, at = _rar_number(data, at)
    size, at = _rar_number(data, at)
    _, at = _rar_number(data, at)
    at += 4 * bool(flags & 2) + 4 * bool(flags & 4)
    _, at = _rar_number(data, at)
    _, at = _rar_number(data, at)
    length, at = _rar_number(data, at)
    if not flags & 1:
        name = data[at : at + min(length, 4_096)].decode("utf-8", "replace")
        listing.files.append((name, size))


def _has_record(extra: bytes, wanted: int) -> bool:
    """Tell whether the records behind a header have one of a type."""
    at = 0
    while at < len(extra):
        size, start = _rar_number(extra, at)
        kind, _ = _rar_number(extra, start)
        if kind == wanted:
            return True
        at = start + max(1, size)
    return False


def _rar_number(data: bytes, at: int) -> tuple[int, int]:
    """Read a number of seven bits a byte; gives what stands behind it too."""
    value = 0
    for shift in range(0, 70, 7):
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if not byte & 0x80:
            return value, at
    raise _BrokenError


def list_7z(data: bytes) -> Listing:
    """List the files of a 7z archive; its header may itself be packed with LZMA."""
    listing = Listing()
    try:
        _list_7z(data, listing)
    except (_BrokenError, IndexError, lzma.LZMAError, OverflowError, MemoryError):
        listing.is_broken = True
    return listing


def _list_7z(data: bytes, listing: Listing) -> None:
    if len(data) < 32:
        raise _BrokenError
    start, size = 32 + _int(data, 12, 8), _int(data, 20, 8)
    header = data[start : start + size]
    if len(header) != size:
        raise _BrokenError
    for _ in range(_MAX_PACKINGS):
        if header[:1] != b"\x17":
            break
        unpacked = _Header(header, 1).unpacked(data)
        if unpacked is None:
            listing.is_locked = True
            return
        header = unpacked
    if header[:1] == b"\x01":
        reading = _Header(header, 1)
        listing.files = reading.files()
        listing.is_locked = reading.has_cipher


@dataclass(slots=True)
class _Coder:
    method: bytes
    settings: bytes


class _Header:
    """Reads the properties of a 7z header one behind the other."""

    _CIPHER = b"\x06\xf1\x07\x01"

    def __init__(self, header: bytes, at: int) -> None:
        self._bytes = header
        self._at = at
        self._position = 0
        self._packed: list[int] = []
        self._coders: list[_Coder] = []
        self._sizes: list[int] = []
        self._streams: list[int] = []
        self._folder_sizes: tuple[int, ...] = ()
        self._folders_are_summed = False
        self.has_cipher = False

    def unpacked(self, data: bytes) -> bytes | None:
        """Unpack the header that this one describes; None where it is locked."""
        self._streams_info()
        if self.has_cipher:
            return None
        coder = self._coders[-1]
        size = self._sizes[-1]
        if size > _MAX_HEADER or len(self._coders) != 1:
            raise _BrokenError
        start = 32 + self._position
        raw = data[start : start + self._packed[0]]
        if coder.method == b"\0":
            return raw[:size]
        names = {b"\x03\x01\x01": lzma.FILTER_LZMA1, b"\x21": lzma.FILTER_LZMA2}
        if coder.method not in names:
            raise _BrokenError
        filters = [_filter(names[coder.method], coder.settings)]
        opener = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters)
        return opener.decompress(raw, size)

    def files(self) -> list[tuple[str, int]]:
        """Give names and sizes of the files."""
        kind = self._byte()
        if kind == 0x02:
            while (key := self._byte()) != 0:
                self._skip(self._number())
            kind = self._byte()
        if kind == 0x03:
            raise _BrokenError
        if kind == 0x04:
            self._streams_info()
            kind = self._byte()
        if kind == 0:
            return []
        if kind != 0x05:
            raise _BrokenError
        count = self._number()
        names: list[str] = []
        empty = [False] * min(count, MAX_FILES)
        while (key := self._byte()) != 0:
            size = self._number()
            end = self._at + size
            if key == 0x11 and self._byte() == 0:
                text = self._bytes[self._at : end].decode("utf-16-le", "replace")
                names = text.split("\0")[: min(count, MAX_FILES)]
            elif key == 0x0E:
                bits = self._bytes[self._at : end]
                empty = [
                    bool(bits[index // 8] & 0x80 >> index % 8)
                    for index in range(len(empty))
                ]
            self._at = end
        sizes = iter(self._streams)
        # What has no bytes is a folder, or an empty file: neither is worth a line.
        return [
            (name, next(sizes, 0))
            for name, is_empty in zip(names, empty, strict=False)
            if not is_empty
        ]

    def _streams_info(self) -> None:
        """Read where the packed bytes lie and how they were packed."""
        counts: list[int] = []
        while (key := self._byte()) != 0:
            if key == 0x06:
                self._pack_info()
            elif key == 0x07:
                counts = self._folders()
            elif key == 0x08:
                self._parts_of_folders(counts)
            else:
                raise _BrokenError
        if not self._streams:
            self._streams = list(self._folder_sizes)

    def _pack_info(self) -> None:
        self._position = self._number()
        count = self._number()
        while (key := self._byte()) != 0:
            if key == 0x09:
                self._packed = [self._number() for _ in range(min(count, MAX_FILES))]
            elif key == 0x0A:
                self._digests(count)
            else:
                raise _BrokenError

    def _folders(self) -> list[int]:
        """Read the folders: groups of files that were packed together."""
        if self._byte() != 0x0B:
            raise _BrokenError
        count = self._number()
        if count > MAX_FILES or self._byte() != 0:
            raise _BrokenError
        outs = [self._folder() for _ in range(count)]
        if self._byte() != 0x0C:
            raise _BrokenError
        last: list[int] = []
        for number in outs:
            sizes = [self._number() for _ in range(number)]
            self._sizes += sizes
            last.append(sizes[-1])
        self._folder_sizes = tuple(last)
        while (key := self._byte()) != 0:
            if key != 0x0A:
                raise _BrokenError
            self._folders_are_summed = True
            self._digests(count)
        return [1] * count

    def _folder(self) -> int:
        """Read the coders of one folder; gives how many streams come out of them."""
        ins = outs = 0
        count = self._number()
        if not 0 < count <= 32:
            raise _BrokenError
        for _ in range(count):
            flags = self._byte()
            method = self._take(flags & 15)
            more_in, more_out = 1, 1
            if flags & 0x10:
                more_in, more_out = self._number(), self._number()
            settings = self._take(self._number()) if flags & 0x20 else b""
            self.has_cipher |= method == self._CIPHER
            self._coders.append(_Coder(method, settings))
            ins += more_in
            outs += more_out
        if max(ins, outs) > 64:
            raise _BrokenError
        for _ in range(2 * (outs - 1)):
            self._number()
        left = ins - (outs - 1)
        for _ in range(left if left > 1 else 0):
            self._number()
        return outs

    def _parts_of_folders(self, counts: list[int]) -> None:
        """Read how the bytes of each folder are divided among its files."""
        kind = self._byte()
        if kind == 0x0D:
            counts = [self._number() for _ in counts]
            kind = self._byte()
        if sum(counts) > MAX_FILES:
            raise _BrokenError
        sized = kind == 0x09
        for count, whole in zip(counts, self._folder_sizes, strict=True):
            sizes = [self._number() for _ in range(count - 1)] if sized else []
            if count:
                self._streams += [*sizes, max(0, whole - sum(sizes))]
        if sized:
            kind = self._byte()
        if kind == 0x0A:
            # A file alone in its folder has the sum of that.
            summed = self._folders_are_summed
            self._digests(sum(n for n in counts if n != 1 or not summed))
            kind = self._byte()
        if kind != 0:
            raise _BrokenError

    def _digests(self, count: int) -> None:
        if self._byte():
            self._skip(4 * count)
            return
        bits = self._take((count + 7) // 8)
        self._skip(4 * sum(byte.bit_count() for byte in bits))

    def _byte(self) -> int:
        self._at += 1
        return self._bytes[self._at - 1]

    def _take(self, count: int) -> bytes:
        taken = self._bytes[self._at : self._at + count]
        self._skip(count)
        return taken

    def _skip(self, count: int) -> None:
        self._at += count
        if self._at > len(self._bytes):
            raise _BrokenError

    def _number(self) -> int:
        """Read a number: the ones that begin the first byte count its other bytes."""
        first = self._byte()
        mask, value = 0x80, 0
        for shift in range(0, 64, 8):
            if not first & mask:
                return value + ((first & (mask - 1)) << shift)
            value |= self._byte() << shift
            mask >>= 1
        return value


def _filter(name: int, settings: bytes) -> dict[str, int]:
    """Give the settings of LZMA as Python names them."""
    if name == lzma.FILTER_LZMA2:
        bits = settings[0]
        size = (2 | bits & 1) << (bits // 2 + 11)
        return {"id": name, "dict_size": min(size, _MAX_HEADER)}
    rest, lc = divmod(settings[0], 9)
    pb, lp = divmod(rest, 5)
    size = int.from_bytes(settings[1:5], "little")
    return {
        "id": name,
        "dict_size": max(4_096, min(size, _MAX_HEADER)),
        "lc": lc,
        "lp": lp,
        "pb": pb,
    }


def _int(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size], "little")
