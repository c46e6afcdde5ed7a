"""A document is read once, and what is remembered of it changes nothing."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.artifacts import Capture, FetchStatus, Purpose
from documents.document import Document
from documents.reader import ReadKey, read
from oit.library import Library
from storage.documents import DocumentFolder
from storage.errors import EvidenceAlteredError

PAGE = "<html><body><h2>แผน</h2><p>แผนปฏิบัติการ ปี 2567</p></body></html>".encode()
DIGEST = hashlib.sha256(PAGE).hexdigest()
CAPTURE = Capture(
    url="https://example.org/1",
    final_url="https://example.org/1",
    status=FetchStatus.OK,
    purpose=Purpose.ITEM,
    fetched_at=datetime(2024, 5, 15, tzinfo=UTC),
    media_type="text/html",
    charset="utf-8",
    digest=DIGEST,
)
READ = read(PAGE, url=CAPTURE.final_url, media_type="text/html", charset="utf-8")


@dataclass
class Counting:
    """Remembers in memory, and counts: a document is put exactly when it was parsed."""

    known: dict[ReadKey, Document] = field(default_factory=dict)
    parsed: int = 0

    def get(self, key: ReadKey) -> Document | None:
        return self.known.get(key)

    def put(self, key: ReadKey, document: Document) -> None:
        self.parsed += 1
        self.known[key] = document


def body(_: str) -> bytes:
    return PAGE


def test_without_a_memory_all_is_read() -> None:
    assert Library(body).whole(CAPTURE) == READ


def test_the_second_run_parses_nothing() -> None:
    memory = Counting()
    for _ in range(2):
        library = Library(body, remembered=memory)
        assert [library.whole(CAPTURE) for _ in range(3)] == [READ] * 3
    assert memory.parsed == 1


def test_what_is_remembered_is_given() -> None:
    memory = Counting()
    Library(body, remembered=memory).whole(CAPTURE)
    (key,) = memory.known
    memory.known[key] = other = replace(READ, title="as it was read before")
    assert Library(body, remembered=memory).whole(CAPTURE) == other


@pytest.mark.parametrize(
    "change",
    [
        {"final_url": "https://example.org/2"},
        {"media_type": "text/plain"},
        {"charset": "tis-620"},
        {"digest": "ab" * 32},
    ],
)
def test_what_reading_depends_on_is_read_anew(change: dict[str, str]) -> None:
    memory = Counting()
    library = Library(body, remembered=memory)
    library.whole(CAPTURE)
    library.whole(replace(CAPTURE, **change))  # type: ignore[arg-type]
    assert memory.parsed == 2


def test_another_content_selector_is_another_reading() -> None:
    memory = Counting()
    Library(body, remembered=memory).whole(CAPTURE)
    cut = Library(body, "h2", memory).whole(CAPTURE)
    assert cut is not None
    assert [block.text for block in cut.blocks] == ["แผน"]
    assert memory.parsed == 2


def test_the_evidence_is_looked_at_all_the_same() -> None:
    """A verdict never rests on bytes that are gone or altered."""

    def altered(_: str) -> bytes:
        raise EvidenceAlteredError("there")

    memory = Counting()
    Library(body, remembered=memory).whole(CAPTURE)
    with pytest.raises(EvidenceAlteredError):
        Library(altered, remembered=memory).whole(CAPTURE)


def test_what_could_not_be_parsed_is_tried_again() -> None:
    memory = Counting()
    broken: Callable[[str], bytes] = lambda _: b"%PDF-1.7 nothing more"  # noqa: E731
    assert Library(broken, remembered=memory).whole(CAPTURE) is not None
    assert memory.parsed == 0


def test_what_did_not_open_is_nothing() -> None:
    gone = replace(CAPTURE, status=FetchStatus.NOT_FOUND)
    assert Library(body, remembered=Counting()).whole(gone) is None


def test_a_changed_reader_reads_again(tmp_path: Path) -> None:
    given = {}
    for version in ("0" * 16, "1" * 16, "1" * 16):
        with DocumentFolder(tmp_path / "documents", version) as folder:
            memory = Watching(folder)
            assert Library(body, remembered=memory).whole(CAPTURE) == READ
            given[version] = given.get(version, 0) + memory.parsed
    assert given == {"0" * 16: 1, "1" * 16: 1}


def test_a_damaged_entry_is_read_again(tmp_path: Path) -> None:
    parsed = []
    for _ in range(3):
        with DocumentFolder(tmp_path / "documents", "0" * 16) as folder:
            memory = Watching(folder)
            assert Library(body, remembered=memory).whole(CAPTURE) == READ
            parsed.append(memory.parsed)
        if len(parsed) == 1:
            (entry,) = (f for f in folder.folder.rglob("*") if f.is_file())
            entry.write_bytes(entry.read_bytes()[:-9])
    assert parsed == [1, 1, 0]


@dataclass
class Watching:
    """Counts what a folder is given."""

    folder: DocumentFolder
    parsed: int = 0

    def get(self, key: ReadKey) -> Document | None:
        return self.folder.get(key)

    def put(self, key: ReadKey, document: Document) -> None:
        self.parsed += 1
        self.folder.put(key, document)


def test_the_order_of_reading_does_not_matter() -> None:
    pages = {
        hashlib.sha256(page).hexdigest(): page
        for page in (PAGE.replace(b"2567", str(year).encode()) for year in range(9))
    }
    captures = [
        replace(CAPTURE, digest=digest, url=url, final_url=url)
        for number, digest in enumerate(pages)
        for url in [f"https://example.org/{number}"]
    ]
    mains = []
    for memory in (None, Counting()):
        for order in (captures, captures[::-1], captures):
            library = Library(pages.__getitem__, remembered=memory)
            for capture in order:
                library.whole(capture)
            library.learn_templates(order)
            mains.append([library.main(capture) for capture in captures])
    assert all(main == mains[0] for main in mains)
