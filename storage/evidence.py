"""The bytes themselves: one file each, named by their sha256.

A file gets its final name only once its content is safely on the disk, so what
stands under a final name is whole, whatever happened to the machine. Until
``EvidenceStore.sync`` it waits under a temporary name, where only this process
sees it: telling the disk to keep many small files at once is several times
cheaper than one by one.
"""

import hashlib
import os
import re
import tempfile
import threading
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

from storage.errors import EvidenceAlteredError, EvidenceMissingError, translated
from storage.owner import machine

SUFFIX = ".evidence"
DIGEST = re.compile(r"[0-9a-f]{64}")
LEFTOVER_SECONDS = 86_400.0
"""Age after which a temporary file is nobody's, whatever its name says."""
SYNC_THREADS = 8
"""Files told to the disk at once; it then writes its journal once for all."""


class EvidenceStore:
    """A folder of evidence. Safe to use from several threads and processes."""

    def __init__(self, folder: Path) -> None:
        """Open the folder, which need not exist yet, and clear away leftovers.

        Raises ``StorageError`` where the folder cannot be entered.
        """
        self.folder = folder
        self._incoming = folder / "incoming"
        self._waiting: dict[str, Path] = {}
        self._durable: set[str] = set()
        self._proven: set[str] = set()
        self._closed = False
        self._lock = threading.Lock()
        self._sync_lock = threading.Lock()
        with translated(self._incoming):
            self._remove_leftovers()

    @classmethod
    def beside(cls, database: Path) -> Self:
        """Open the store that belongs to a database file."""
        return cls(database.with_name(database.stem + SUFFIX))

    def writer(self) -> "EvidenceWriter":
        """Begin a piece of evidence. Raises ``StorageError``."""
        with translated(self.folder):
            if not self._incoming.is_dir():
                self.folder.mkdir(mode=0o700, exist_ok=True)
                self._incoming.mkdir(mode=0o700, exist_ok=True)
                _sync_folder(self.folder.parent)
            handle, name = tempfile.mkstemp(
                prefix=f"{machine()}.{os.getpid()}.", dir=self._incoming
            )
        return EvidenceWriter(self, handle, Path(name))

    def save(self, content: bytes) -> str:
        """Store bytes that are at hand; give their digest. Raises ``StorageError``."""
        writer = self.writer()
        writer.write(content)
        return writer.commit()[0]

    def path(self, digest: str) -> Path:
        """Give the place of a piece of evidence, whether or not it is there yet."""
        if not DIGEST.fullmatch(digest):
            raise ValueError(f"not a sha256 in lower-case hexadecimal: {digest!r}")
        return self.folder / digest[:2] / digest[2:4] / digest

    def read(self, digest: str) -> bytes:
        """Give the bytes, proven to be those that were stored.

        Raises ``EvidenceMissingError`` or ``EvidenceAlteredError``; ``ValueError``
        where the store is closed.
        """
        if self._closed:
            raise ValueError("the evidence store is closed")
        place = self.path(digest)
        content = b""
        with translated(place):
            # A waiting file may move to its final place while we look.
            for candidate in (self._waiting.get(digest, place), place):
                with suppress(FileNotFoundError):
                    content = candidate.read_bytes()
                    break
            else:
                raise EvidenceMissingError(place)
        if hashlib.sha256(content).hexdigest() != digest:
            raise EvidenceAlteredError(place)
        return content

    def sync(self, digests: Iterable[str]) -> dict[str, int]:
        """Make evidence outlast a power cut; give the size of each piece.

        Called before the transaction that refers to it. Raises
        ``EvidenceMissingError`` where a piece was never stored.
        """
        wanted = set(digests)
        with self._sync_lock, translated(self.folder):
            # What waits although it was durable takes the place of a damaged file.
            unsure = wanted - (self._durable - self._waiting.keys())
            with ThreadPoolExecutor(SYNC_THREADS) as pool:
                self._name_finally(unsure, pool)
                sizes = {digest: self._size(digest) for digest in wanted}
                # Also of pieces found here: their process may not have got so far.
                list(pool.map(_sync_folder, self._folders(unsure)))
            self._durable |= unsure
        return sizes

    def close(self) -> None:
        """Forget evidence that nothing came to refer to. Nothing is read any more."""
        with self._lock:
            self._closed = True
            for waiting in self._waiting.values():
                waiting.unlink(missing_ok=True)
            self._waiting.clear()

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

    def _admit(self, written: Path, digest: str, size: int) -> None:
        """Take a finished file, unless the same bytes are here already."""
        is_kept = self._is_whole(digest, size)
        with self._lock:
            if is_kept or digest in self._waiting:
                written.unlink()
            else:
                self._waiting[digest] = written

    def _is_whole(self, digest: str, size: int) -> bool:
        """Tell whether the file of a digest is there and holds what it should.

        Its content is looked at once, its size each time: one that was damaged
        from outside is to be replaced, not believed.
        """
        kept = self.path(digest)
        with suppress(FileNotFoundError):
            if kept.stat().st_size != size:
                return False
            if digest not in self._proven and _hash_of(kept) == digest:
                self._proven.add(digest)
            return digest in self._proven
        return False

    def _name_finally(self, digests: set[str], pool: ThreadPoolExecutor) -> None:
        """Bring the content of waiting files to the disk, then rename them."""
        waiting = {d: self._waiting[d] for d in digests if d in self._waiting}
        list(pool.map(_sync_file, waiting.values()))
        for digest, written in waiting.items():
            place = self.path(digest)
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            written.replace(place)
            with self._lock:
                del self._waiting[digest]

    def _folders(self, digests: set[str]) -> set[Path]:
        """Name every folder whose entries lead to the digests."""
        leaves = {self.path(digest).parent for digest in digests}
        return leaves.union(*(leaf.parents[:2] for leaf in leaves))

    def _size(self, digest: str) -> int:
        """Give the size of a piece that has its final name."""
        place = self.path(digest)
        try:
            return place.stat().st_size
        except FileNotFoundError as error:
            raise EvidenceMissingError(place) from error

    def _remove_leftovers(self) -> None:
        """Remove temporary files whose writers are gone."""
        if not self._incoming.is_dir():
            return
        for file in self._incoming.iterdir():
            where, _, rest = file.name.partition(".")
            pid = rest.partition(".")[0]
            with suppress(OSError):
                dead = (
                    where == machine()
                    and pid.isdecimal()
                    and not psutil.pid_exists(int(pid))
                )
                if dead or time.time() - file.stat().st_mtime > LEFTOVER_SECONDS:
                    file.unlink()


class EvidenceWriter:
    """Takes the bytes of one piece of evidence as they come."""

    def __init__(self, store: EvidenceStore, handle: int, path: Path) -> None:
        """Write to an open temporary file of the store."""
        self._store = store
        self._path = path
        self._file = os.fdopen(handle, "wb")
        self._hash = hashlib.sha256()
        self._size = 0

    def write(self, data: bytes) -> None:
        """Add bytes. Raises ``StorageError``."""
        with translated(self._path):
            self._file.write(data)
        self._hash.update(data)
        self._size += len(data)

    def commit(self) -> tuple[str, int]:
        """Keep what was written; give its sha256 and its size in bytes.

        It can be read from now on, and outlasts the process after the next
        ``EvidenceStore.sync``. Raises ``StorageError``.
        """
        digest = self._hash.hexdigest()
        try:
            with translated(self._path):
                self._file.close()
                self._store._admit(self._path, digest, self._size)
        except BaseException:
            self._path.unlink(missing_ok=True)
            raise
        return digest, self._size

    def abort(self) -> None:
        """Forget what was written; does nothing after ``commit``."""
        if self._file.closed:
            return
        # Closing writes what is buffered, which a full disk refuses.
        with suppress(OSError):
            self._file.close()
        self._path.unlink(missing_ok=True)


def _hash_of(path: Path) -> str:
    """Give the sha256 of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync_file(path: Path) -> None:
    """Have the disk keep the content of a file."""
    # Windows syncs only what is open for writing.
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_folder(path: Path) -> None:
    """Have the disk keep the names in a folder."""
    if os.name == "nt":  # pragma: no cover - Windows has no such call
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
