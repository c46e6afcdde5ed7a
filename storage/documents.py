"""Read documents, kept so that the same bytes are parsed once.

This is a cache and nothing else. It may be deleted at any time, and whatever goes
wrong with it costs time, never a run: an entry that is missing, damaged or not ours
is no entry, and what cannot be written is not kept. One file an entry, since a damaged
one then takes no other with it, and a name is given only to what is written to its
end. Nothing here waits for the disk.
"""

import hashlib
import os
import re
import shutil
import tempfile
import time
import zlib
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from documents.document import Document
from documents.reader import ReadKey

SUFFIX = ".documents"
MAX_BYTES = 512_000_000
"""Size of all entries; beyond it those that were not used for longest go."""
KEPT_SHARE = 0.75
"""Share of ``MAX_BYTES`` that stays when it was exceeded."""
SPARE_BYTES = 256_000_000
"""With less free on the disk nothing is added: the space is the evidence's."""
MAX_UNPACKED = 512_000_000
"""Bytes that one entry may unpack to."""
LEFTOVER_SECONDS = 3_600.0
"""Age after which a file that was never finished is nobody's."""
LEVEL = 1
"""Of zlib: the fastest packs to an eighth, the best to a tenth in four times the time."""
_VERSION = re.compile(r"reader-[0-9a-f]{16}")
_ENTRY = re.compile(r"[0-9a-f]{64}")
_UNFINISHED = "unfinished."


class _Entry(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    """What a file holds: it says itself of what it is the reading."""

    version: str
    key: ReadKey
    document: Document


class DocumentFolder:
    """A folder of read documents. Safe to use from several threads and processes."""

    def __init__(self, folder: Path, version: str) -> None:
        """Use the entries of one ``reader_version``; the folder need not exist."""
        self.folder = folder
        self._mine = folder / f"reader-{version}"
        self._version = version
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(_Entry)
        self._added = False
        self._refused = False

    @classmethod
    def beside(cls, database: Path, version: str) -> Self:
        """Open the folder that belongs to a database file."""
        return cls(database.with_name(database.stem + SUFFIX), version)

    def get(self, key: ReadKey) -> Document | None:
        """Give what was read of a key; None where that is not known for sure."""
        place = self._place(key)
        try:
            packed = place.read_bytes()
        except OSError:
            return None
        entry = self._unpacked(packed)
        if entry is None or (entry.version, entry.key) != (self._version, key):
            return None
        with suppress(OSError):
            os.utime(place)
        return entry.document

    def put(self, key: ReadKey, document: Document) -> None:
        """Keep what was read of a key, in place of what was kept of it before.

        Where the disk or the folder refuses, nothing more is tried.
        """
        if self._refused:
            return
        entry = _Entry(version=self._version, key=key, document=document)
        try:
            packed = zlib.compress(self._encoder.encode(entry), LEVEL)
        except ValueError:
            # Half of a character outside the basic plane has no form in UTF-8.
            return
        try:
            self._write(self._place(key), packed)
        except OSError:
            self._refused = True

    def close(self) -> None:
        """Clear away what is old, where something was added."""
        if self._added:
            self._added = False
            with suppress(OSError):
                self._remove_other_versions()
                self._remove_least_used()

    def __enter__(self) -> Self:
        """Use as a context manager."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close."""
        self.close()

    def _place(self, key: ReadKey) -> Path:
        return self._mine / hashlib.sha256(repr(key).encode()).hexdigest()

    def _unpacked(self, packed: bytes) -> _Entry | None:
        """Read an entry, believing nothing but what has the right shape."""
        unpacker = zlib.decompressobj()
        try:
            content = unpacker.decompress(packed, MAX_UNPACKED)
            # Only at its end does zlib compare the sum of all it gave.
            entry = self._decoder.decode(content) if unpacker.eof else None
        except (zlib.error, msgspec.MsgspecError, ValueError):
            return None
        if entry is None or unpacker.unused_data or not _is_sound(entry.document):
            return None
        return entry

    def _write(self, place: Path, packed: bytes) -> None:
        """Write to the end, then give the name."""
        for folder in (self.folder, self._mine):
            folder.mkdir(mode=0o700, exist_ok=True)
        if shutil.disk_usage(self._mine).free < SPARE_BYTES:
            self._refused = True
            return
        handle, name = tempfile.mkstemp(prefix=_UNFINISHED, dir=self._mine)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(packed)
            Path(name).replace(place)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        self._added = True

    def _remove_other_versions(self) -> None:
        """Remove what other versions read; of what is not ours nothing."""
        for folder in self.folder.iterdir():
            if folder == self._mine or not _VERSION.fullmatch(folder.name):
                continue
            for file in folder.iterdir():
                if _is_ours(file):
                    file.unlink(missing_ok=True)
            with suppress(OSError):
                folder.rmdir()

    def _remove_least_used(self) -> None:
        """Keep the size within its limit, and clear away what was never finished."""
        found: list[tuple[float, int, Path]] = []
        for file in filter(_is_ours, self._mine.iterdir()):
            with suppress(FileNotFoundError):
                stat = file.stat(follow_symlinks=False)
                if _ENTRY.fullmatch(file.name):
                    found.append((stat.st_mtime, stat.st_size, file))
                elif time.time() - stat.st_mtime > LEFTOVER_SECONDS:
                    file.unlink()
        total = sum(size for _, size, _ in found)
        if total <= MAX_BYTES:
            return
        for _, size, file in sorted(found):
            file.unlink(missing_ok=True)
            total -= size
            if total <= KEPT_SHARE * MAX_BYTES:
                return


def _is_ours(file: Path) -> bool:
    named = _ENTRY.fullmatch(file.name) or file.name.startswith(_UNFINISHED)
    return bool(named) and not file.is_dir()


def _is_sound(document: Document) -> bool:
    """Tell whether what the fields say together is possible."""
    return all(len(block.path) == len(block.nodes) for block in document.blocks)
