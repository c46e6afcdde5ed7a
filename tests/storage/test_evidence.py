import hashlib
import os
import resource
import stat
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.errors import (
    DiskFullError,
    EvidenceAlteredError,
    EvidenceMissingError,
    ReadOnlyError,
)
from storage.evidence import LEFTOVER_SECONDS, EvidenceStore
from storage.owner import machine
from tests.storage.samples import run_python, without_root

DIGEST = hashlib.sha256(b"abc").hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    return EvidenceStore.beside(tmp_path / "audit.db")


def files(store: EvidenceStore) -> list[Path]:
    return sorted(p for p in store.folder.rglob("*") if p.is_file())


def test_lies_beside_the_database(tmp_path: Path) -> None:
    assert EvidenceStore.beside(tmp_path / "a.db").folder == tmp_path / "a.evidence"


def test_written_in_pieces(store: EvidenceStore) -> None:
    writer = store.writer()
    for piece in (b"a", b"", b"bc"):
        writer.write(piece)
    assert writer.commit() == (DIGEST, 3)
    assert store.read(DIGEST) == b"abc"
    assert store.sync([DIGEST]) == {DIGEST: 3}
    assert store.read(DIGEST) == b"abc"
    assert files(store) == [store.folder / DIGEST[:2] / DIGEST[2:4] / DIGEST]


@settings(deadline=None)
@given(contents=st.lists(st.binary(max_size=50_000), max_size=8))
def test_what_was_stored_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, contents: list[bytes]
) -> None:
    store = EvidenceStore(tmp_path_factory.mktemp("evidence"))
    digests = [store.save(content) for content in contents]
    assert store.sync(digests) == {
        digest: len(content) for digest, content in zip(digests, contents, strict=True)
    }
    assert [EvidenceStore(store.folder).read(d) for d in digests] == contents
    assert len(files(store)) == len(set(contents))


def test_only_for_the_owner(store: EvidenceStore) -> None:
    store.sync([store.save(b"abc")])
    assert stat.S_IMODE(store.folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(p.stat().st_mode) for p in files(store)} == {0o600}


def test_not_under_its_final_name_before_it_is_safe(store: EvidenceStore) -> None:
    store.save(b"abc")
    assert not store.path(DIGEST).exists()
    with pytest.raises(EvidenceMissingError):
        EvidenceStore(store.folder).sync([DIGEST])


def test_same_bytes_are_kept_once(store: EvidenceStore) -> None:
    store.sync([store.save(b"abc")])
    first = store.path(DIGEST).stat()
    store.sync([store.save(b"abc"), store.save(b"abc")])
    assert store.path(DIGEST).stat().st_ino == first.st_ino
    assert len(files(store)) == 1


def test_abort_leaves_nothing(store: EvidenceStore) -> None:
    writer = store.writer()
    writer.write(b"abc")
    writer.abort()
    writer.abort()
    assert files(store) == []


def test_abort_after_commit_does_nothing(store: EvidenceStore) -> None:
    writer = store.writer()
    writer.write(b"abc")
    writer.commit()
    writer.abort()
    assert store.read(DIGEST) == b"abc"


def test_close_forgets_what_nothing_refers_to(store: EvidenceStore) -> None:
    with store:
        kept = store.save(b"kept")
        store.save(b"forgotten")
        store.sync([kept])
    assert [p.name for p in files(store)] == [kept]


def test_never_stored(store: EvidenceStore) -> None:
    with pytest.raises(EvidenceMissingError) as caught:
        store.read(DIGEST)
    assert DIGEST in str(caught.value)
    with pytest.raises(EvidenceMissingError):
        store.sync([DIGEST])


@pytest.mark.parametrize("content", [b"abd", b"", b"abcd"])
def test_altered(store: EvidenceStore, content: bytes) -> None:
    store.sync([store.save(b"abc")])
    store.path(DIGEST).write_bytes(content)
    with pytest.raises(EvidenceAlteredError):
        store.read(DIGEST)


@pytest.mark.parametrize("content", [b"", b"abd", b"abcd"])
@pytest.mark.parametrize("reopen", [True, False])
def test_altered_is_mended_when_seen_again(
    store: EvidenceStore, content: bytes, *, reopen: bool
) -> None:
    store.sync([store.save(b"abc")])
    store.path(DIGEST).write_bytes(content)
    again = EvidenceStore(store.folder) if reopen else store
    assert again.sync([again.save(b"abc")]) == {DIGEST: 3}
    assert store.path(DIGEST).read_bytes() == b"abc"
    assert again.read(DIGEST) == b"abc"
    assert len(files(store)) == 1


def test_what_is_gone_is_stored_again(store: EvidenceStore) -> None:
    store.sync([store.save(b"abc"), store.save(b"abc")])
    store.path(DIGEST).unlink()
    store.sync([store.save(b"abc")])
    assert store.read(DIGEST) == b"abc"


def test_a_closed_store_reads_nothing(store: EvidenceStore) -> None:
    with store:
        store.sync([store.save(b"abc")])
    with pytest.raises(ValueError, match="closed"):
        store.read(DIGEST)


@pytest.mark.parametrize(
    "digest", ["", "ab", "../../etc/passwd", DIGEST.upper(), DIGEST + "\n"]
)
def test_path_takes_only_digests(store: EvidenceStore, digest: str) -> None:
    with pytest.raises(ValueError, match="not a sha256"):
        store.path(digest)


class TestLeftovers:
    @pytest.fixture
    def incoming(self, store: EvidenceStore) -> Path:
        store.writer().abort()
        return store.folder / "incoming"

    def leave(self, incoming: Path, name: str, age: float = 0) -> None:
        (incoming / name).write_bytes(b"x")
        then = time.time() - age
        os.utime(incoming / name, (then, then))

    def test_removed_where_the_writer_is_gone(
        self, store: EvidenceStore, incoming: Path
    ) -> None:
        gone = run_python("pass")
        gone.communicate()
        self.leave(incoming, f"{machine()}.{gone.pid}.x")
        self.leave(incoming, f"{machine()}.{os.getppid()}.x")
        self.leave(incoming, f"elsewhere.{gone.pid}.x")
        self.leave(incoming, "odd name")
        EvidenceStore(store.folder)
        assert {p.name for p in files(store)} == {
            f"{machine()}.{os.getppid()}.x",
            f"elsewhere.{gone.pid}.x",
            "odd name",
        }

    def test_removed_when_old(self, store: EvidenceStore, incoming: Path) -> None:
        self.leave(incoming, "elsewhere.1.x", age=LEFTOVER_SECONDS + 5)
        EvidenceStore(store.folder)
        assert files(store) == []

    def test_living_writers_go_on(self, store: EvidenceStore) -> None:
        writer = store.writer()
        writer.write(b"abc")
        EvidenceStore(store.folder)
        writer.commit()
        assert store.sync([DIGEST]) == {DIGEST: 3}


class TestTroubleWithTheDisk:
    def test_full(self, store: EvidenceStore) -> None:
        """A limit on the size of files stands for the end of the disk."""
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        writer = store.writer()
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
        try:
            with pytest.raises(DiskFullError):
                writer.write(bytes(100_000))
            writer.abort()
            small = store.writer()
            small.write(bytes(8_000))
            small.write(bytes(4_000))
            with pytest.raises(DiskFullError):
                small.commit()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert files(store) == []

    def test_not_ours_to_write(self) -> None:
        folder = Path(tempfile.mkdtemp())
        folder.chmod(0o500)
        with without_root(folder), pytest.raises(ReadOnlyError):
            EvidenceStore(folder / "a.evidence").writer()
        folder.rmdir()

    def test_not_ours_to_read(self, store: EvidenceStore, tmp_path: Path) -> None:
        tmp_path.chmod(0o000)
        with without_root(), pytest.raises(ReadOnlyError):
            EvidenceStore(store.folder)
        tmp_path.chmod(0o700)
