"""The SQLite file: found or made, known to be ours, migrated, and opened.

Reads and writes are separate: ``Database.read`` gives one consistent snapshot,
``Database.write`` takes the write lock at its start (``BEGIN IMMEDIATE``). A
transaction that reads first and asks for the lock later would fail at once
whenever another process wrote in between, however long it was ready to wait.
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import sqlalchemy
from sqlalchemy import (
    Connection,
    Engine,
    NullPool,
    Pool,
    QueuePool,
    RootTransaction,
    event,
)
from sqlalchemy.exc import OperationalError

from storage.errors import (
    FolderMissingError,
    NewerDatabaseError,
    NoDatabaseError,
    NotOurDatabaseError,
    NotSqliteError,
    ReadOnlyError,
    primary_code,
    translated,
)
from storage.text import to_json

HEAD = "0003"
"""The newest migration: compared before alembic is imported, which is slow."""
APPLICATION_ID = 0x4F495431
"""Marks a file as ours in its SQLite header ("OIT1")."""
BUSY_SECONDS = 10.0
WRITE_TRIES = 3
"""How often a write asks for the lock, ``BUSY_SECONDS`` each time."""
MAGIC = b"SQLite format 3\0"
EFFECTIVE = os.access in os.supports_effective_ids
"""Ask for the user we act as, where the system can tell."""


class Database:
    """An open database. Safe to use from several threads."""

    def __init__(self, path: Path, *, busy_seconds: float = BUSY_SECONDS) -> None:
        """Wrap a file that ``open_database`` has prepared."""
        self.path = path
        self._engine = _engine(path, busy_seconds=busy_seconds)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a snapshot that no writer changes. Keep it short: it holds back the WAL.

        Raises ``StorageError``.
        """
        with translated(self.path), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a transaction that holds the write lock; all of it is kept or nothing.

        Raises ``StorageError``; ``LockedError`` where the lock was not to be had.
        """
        with translated(self.path), _write(self._engine) as connection:
            yield connection

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

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


def open_database(
    path: Path,
    *,
    create: bool = True,
    make_folder: bool = False,
    busy_seconds: float = BUSY_SECONDS,
) -> Database:
    """Open the database, making and migrating it first where needed.

    ``make_folder`` is for the folder the program chose itself; a folder somebody
    typed is more likely misspelt than missing. Raises ``StorageError``; a file
    that is not ours is left as it is.
    """
    path = path.absolute()
    with translated(path):
        _prepare_file(path, create=create, make_folder=make_folder)
        if _prepare_schema(path, busy_seconds) != HEAD:
            _migrate(path, busy_seconds)
    return Database(path, busy_seconds=busy_seconds)


def _prepare_file(path: Path, *, create: bool, make_folder: bool) -> None:
    """Make sure that there is a file that can be written and may be a database."""
    if make_folder and not path.parent.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.parent.is_dir():
        raise FolderMissingError(path.parent)
    if not path.exists():
        if not create:
            raise NoDatabaseError(path)
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    if not path.is_file():
        raise NotSqliteError(path)
    # SQLite puts its -wal and -shm beside the file, with the file's own mode.
    for place in (path, path.parent):
        if not os.access(place, os.W_OK, effective_ids=EFFECTIVE):
            raise ReadOnlyError(place)
    with path.open("rb") as file:
        if file.read(len(MAGIC)) not in {b"", MAGIC}:
            raise NotSqliteError(path)


def _prepare_schema(path: Path, busy_seconds: float) -> str:
    """Tell whose database it is, then set WAL. Gives its version, "" for a new one."""
    with closing(sqlite3.connect(path, busy_seconds, isolation_level=None)) as raw:
        raw.execute("BEGIN")
        (tables,) = raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        (application,) = raw.execute("PRAGMA application_id").fetchone()
        if application != APPLICATION_ID and (application or tables):
            raise NotOurDatabaseError(path)
        version = ""
        if application:
            row = raw.execute("SELECT version_num FROM alembic_version").fetchone()
            version = str(row[0]) if row else ""
        raw.execute("COMMIT")
        if version > HEAD:
            raise NewerDatabaseError(path, detail=version)
        _set_wal(raw, time.monotonic() + busy_seconds)
    return version


def _set_wal(raw: sqlite3.Connection, until: float) -> None:
    """Switch to WAL. SQLite does not wait for others here, so we do."""
    while True:
        try:
            raw.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if primary_code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


def _migrate(path: Path, busy_seconds: float) -> None:
    """Apply the missing migrations in one transaction.

    It holds the write lock, so of two processes that start at once the second
    waits and then finds nothing left to do.
    """
    from storage.migrate import upgrade

    # Rebuilding a table drops the old one, which foreign keys would turn into
    # deletions; they are checked as a whole before the commit instead.
    engine = _engine(path, busy_seconds=busy_seconds, foreign_keys=False, pool=NullPool)
    with _write(engine) as connection:
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        upgrade(connection)
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            message = f"migration to {HEAD} breaks {len(broken)} references"
            raise sqlite3.IntegrityError(message)


@contextmanager
def _write(engine: Engine) -> Iterator[Connection]:
    """Give a connection that holds the write lock; commit at the end."""
    writing = engine.execution_options(begin="BEGIN IMMEDIATE")
    with writing.connect() as connection, _begin_patiently(connection):
        yield connection


def _begin_patiently(connection: Connection) -> RootTransaction:
    """Ask for the write lock several times. Nothing is done yet, so this is safe."""
    for _ in range(WRITE_TRIES - 1):
        try:
            return connection.begin()
        except OperationalError as error:
            if primary_code(error.orig) != sqlite3.SQLITE_BUSY:
                raise
    return connection.begin()


def _engine(
    path: Path,
    *,
    busy_seconds: float,
    foreign_keys: bool = True,
    pool: type[Pool] = QueuePool,
) -> Engine:
    """Make an engine whose transactions begin when and how we say."""
    engine = sqlalchemy.create_engine(
        sqlalchemy.URL.create("sqlite", database=str(path)),
        poolclass=pool,
        json_serializer=to_json,
    )
    settings: dict[str, int | str] = {
        "busy_timeout": round(busy_seconds * 1000),
        "foreign_keys": int(foreign_keys),
        # NORMAL may lose the last commits when the power fails.
        "synchronous": "FULL",
    }
    event.listen(engine, "connect", partial(_configure, settings))
    event.listen(engine, "begin", _begin)
    return engine


def _configure(
    settings: dict[str, int | str], raw: sqlite3.Connection, _record: Any
) -> None:
    """Set up a new connection, and keep the driver from beginning transactions."""
    raw.isolation_level = None
    for name, value in settings.items():
        raw.execute(f"PRAGMA {name}={value}")


def _begin(connection: Connection) -> None:
    """Begin in the way the engine was asked for."""
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))
