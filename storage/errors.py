"""What can go wrong with the database and the evidence, said in two languages.

    StorageError
    ├── FolderMissingError     the folder the database should lie in is not there
    ├── NoDatabaseError        there is no database, and none was to be made
    ├── NotSqliteError         the file is something else altogether
    ├── NotOurDatabaseError    an SQLite database of another program
    ├── NewerDatabaseError     written by a later version of this program
    ├── ReadOnlyError          file, folder or disk cannot be written
    ├── LockedError            another process kept it locked for too long
    ├── DiskFullError          no space left
    ├── DamagedError           SQLite finds the file malformed, or the disk fails
    ├── UnknownRunError        no run of that id
    ├── EvidenceMissingError   stored bytes are not there
    └── EvidenceAlteredError   stored bytes are not what was stored

``str()`` is the English sentence; ``th`` and ``en`` are both: what, where, and
what to do.
"""

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from sqlalchemy.exc import DBAPIError

LITTLE_SPACE = 1_000_000
"""Bytes. With less free than this an unexplained disk error is a full disk."""


class StorageError(Exception):
    """Storage cannot be used. One sentence in each language says what to do."""

    EN: ClassVar[str] = "The storage at {where} failed: {detail}."
    TH: ClassVar[str] = "ที่เก็บข้อมูล {where} ขัดข้อง: {detail}"

    def __init__(self, where: Path | str, *, detail: str = "") -> None:
        """Fill the sentences of the class with a place and, where used, a detail."""
        self.en = self.EN.format(where=where, detail=detail)
        self.th = self.TH.format(where=where, detail=detail)
        super().__init__(self.en)


class FolderMissingError(StorageError):
    """The folder the database should lie in is not there."""

    EN = "The folder {where} does not exist; create it, or choose another with --db."
    TH = "ไม่มีโฟลเดอร์ {where} โปรดสร้างโฟลเดอร์นี้ หรือระบุที่อื่นด้วย --db"


class NoDatabaseError(StorageError):
    """There is no database, and the caller did not want one made."""

    EN = "There is no database at {where} yet; run an audit first, or check --db."
    TH = "ยังไม่มีฐานข้อมูลที่ {where} โปรดสั่งตรวจ (oit audit) ก่อน หรือตรวจค่า --db"


class NotSqliteError(StorageError):
    """The file is something else altogether."""

    EN = "{where} is not a database; choose another file with --db. It was left as it is."
    TH = "{where} ไม่ใช่ฐานข้อมูล โปรดระบุไฟล์อื่นด้วย --db (โปรแกรมไม่ได้แก้ไขไฟล์นี้)"


class NotOurDatabaseError(StorageError):
    """An SQLite database of another program."""

    EN = (
        "{where} is a database of another program; choose another file with --db. "
        "It was left as it is."
    )
    TH = "{where} เป็นฐานข้อมูลของโปรแกรมอื่น โปรดระบุไฟล์อื่นด้วย --db (โปรแกรมไม่ได้แก้ไขไฟล์นี้)"


class NewerDatabaseError(StorageError):
    """Written by a later version of this program."""

    EN = (
        "The database {where} was written by a newer version of this program "
        "(schema {detail}); update the program, or choose another file with --db."
    )
    TH = (
        "ฐานข้อมูล {where} สร้างโดยโปรแกรมรุ่นใหม่กว่า (โครงสร้าง {detail}) "
        "โปรดปรับรุ่นโปรแกรม หรือระบุไฟล์อื่นด้วย --db"
    )


class ReadOnlyError(StorageError):
    """File, folder or disk cannot be written."""

    EN = "{where} cannot be written; allow writing to it, or choose another with --db."
    TH = "เขียน {where} ไม่ได้ โปรดให้สิทธิ์เขียน หรือระบุที่อื่นด้วย --db"


class LockedError(StorageError):
    """Another process kept the database locked for too long."""

    EN = (
        "The database {where} is kept busy by another process; wait for it to finish, "
        "or close it, then try again."
    )
    TH = "ฐานข้อมูล {where} ถูกโปรแกรมอื่นใช้งานค้างอยู่ โปรดรอหรือปิดโปรแกรมนั้น แล้วลองใหม่"


class DiskFullError(StorageError):
    """No space left."""

    EN = "The disk of {where} is full; free some space, then try again."
    TH = "ดิสก์ที่เก็บ {where} เต็ม โปรดเพิ่มพื้นที่ว่าง แล้วลองใหม่"


class DamagedError(StorageError):
    """SQLite finds the file malformed, or the disk fails."""

    EN = (
        "The database {where} is damaged or its disk fails ({detail}); restore a copy, "
        "or move it away and audit again."
    )
    TH = (
        "ฐานข้อมูล {where} เสียหาย หรือดิสก์ขัดข้อง ({detail}) "
        "โปรดนำสำเนากลับมาใช้ หรือย้ายไฟล์ออกแล้วตรวจใหม่"
    )


class UnknownRunError(StorageError):
    """No run of that id."""

    EN = "There is no run {detail} in {where}; leave it out to use the last run."
    TH = "ไม่มีผลการตรวจ {detail} ใน {where} ถ้าไม่ระบุจะใช้ผลการตรวจครั้งล่าสุด"


class EvidenceMissingError(StorageError):
    """Stored bytes are not there."""

    EN = (
        "The evidence file {where} is missing; restore it from a copy of the "
        "evidence folder, or audit again."
    )
    TH = "ไม่มีไฟล์หลักฐาน {where} โปรดนำสำเนาของโฟลเดอร์หลักฐานกลับมา หรือตรวจใหม่"


class EvidenceAlteredError(StorageError):
    """Stored bytes are not what was stored."""

    EN = (
        "The evidence file {where} was altered after it was stored, so it proves "
        "nothing; restore it from a copy, or audit again."
    )
    TH = (
        "ไฟล์หลักฐาน {where} ถูกแก้ไขหลังจากเก็บไว้ จึงใช้เป็นหลักฐานไม่ได้ "
        "โปรดนำสำเนากลับมา หรือตรวจใหม่"
    )


@contextmanager
def translated(where: Path) -> Iterator[None]:
    """Turn what SQLite and the file system raise into a ``StorageError``."""
    try:
        yield
    except DBAPIError as error:
        if not isinstance(error.orig, sqlite3.Error):
            raise
        raise from_sqlite(error.orig, where) from error
    except sqlite3.Error as error:
        raise from_sqlite(error, where) from error
    except OSError as error:
        raise from_os(error, where) from error


def primary_code(error: BaseException | None) -> int:
    """Give SQLite's primary result code of an error; 0 where it has none."""
    code = getattr(error, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else 0


def from_sqlite(error: sqlite3.Error, where: Path) -> StorageError:
    """Say what an error of SQLite means."""
    match primary_code(error):
        case sqlite3.SQLITE_NOTADB:
            return NotSqliteError(where)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return LockedError(where)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return ReadOnlyError(where)
        case sqlite3.SQLITE_FULL:
            return DiskFullError(where)
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_CANTOPEN if _out_of_space(where):
            return DiskFullError(where)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_IOERR:
            return DamagedError(where, detail=str(error))
        case _:
            return StorageError(where, detail=str(error))


def from_os(error: OSError, where: Path) -> StorageError:
    """Say what an error of the file system means."""
    place = error.filename if isinstance(error.filename, str) else where
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            return DiskFullError(place)
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return ReadOnlyError(place)
        case _:
            return StorageError(place, detail=error.strerror or str(error))


def _out_of_space(where: Path) -> bool:
    """Look whether the disk has next to nothing left."""
    try:
        return shutil.disk_usage(where.parent).free < LITTLE_SPACE
    except OSError:
        return False
