"""Captures on their way to the database: a batch that was refused is tried again."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from oit.recording import BatchRecorder
from storage.database import open_database
from storage.errors import LockedError
from storage.evidence import EvidenceStore
from storage.repository import Repository
from tests.storage.samples import capture, start

URLS = [f"https://example.org/{number}" for number in range(3)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "audit.db"


@pytest.fixture
def repository(path: Path) -> Iterator[Repository]:
    with open_database(path, busy_seconds=0.05) as database:
        repository = Repository(database, EvidenceStore.beside(path))
        repository.start_run(start())
        yield repository


def stored(repository: Repository) -> list[str]:
    return [capture.url for capture in repository.load_captures("r1")]


async def test_what_was_refused_is_stored_later_and_in_order(
    path: Path, repository: Repository
) -> None:
    recorder = BatchRecorder(repository, "r1")
    await recorder.record(capture(URLS[0]))
    await recorder.record(capture(URLS[1]))
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LockedError):
            await recorder.flush()
        await recorder.record(capture(URLS[2]))
        with pytest.raises(LockedError):
            await recorder.flush()
    assert stored(repository) == []
    await recorder.flush()
    assert stored(repository) == URLS


async def test_a_newer_visit_beats_one_that_was_refused(
    path: Path, repository: Repository
) -> None:
    recorder = BatchRecorder(repository, "r1")
    await recorder.record(capture(URLS[0], detail="first"))
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LockedError):
            await recorder.flush()
    await recorder.record(capture(URLS[0], detail="second"))
    await recorder.flush()
    assert [c.detail for c in repository.load_captures("r1")] == ["second"]


@pytest.mark.parametrize("locked", [True, False])
async def test_a_flush_that_is_cancelled_loses_nothing(
    path: Path, repository: Repository, *, locked: bool
) -> None:
    recorder = BatchRecorder(repository, "r1")
    await recorder.record(capture(URLS[0]))
    with closing(sqlite3.connect(path)) as other:
        if locked:
            other.execute("BEGIN IMMEDIATE")
        flushing = asyncio.create_task(recorder.flush())
        for _ in range(3):
            await asyncio.sleep(0)
        flushing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await flushing
    assert stored(repository) == ([] if locked else URLS[:1])
    await recorder.flush()
    assert stored(repository) == URLS[:1]
