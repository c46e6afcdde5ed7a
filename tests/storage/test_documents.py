"""The memory of what was read: right, or silent; never a trouble of a run."""

import os
import pickle
import resource
import stat
import tempfile
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.document import (
    Block,
    Document,
    Kind,
    Locator,
    Openness,
    Problem,
    Role,
    Table,
)
from documents.pdf_facts import FormKind, PageFacts, PageKind, PdfFacts
from documents.reader import ReadKey, read
from storage import documents as module
from storage.documents import LEFTOVER_SECONDS, DocumentFolder
from tests.storage.samples import run_python, without_root
from tests.support import files, pdfs

VERSION = "0123456789abcdef"
OTHER_VERSION = "fedcba9876543210"
KEY = ReadKey(
    digest="ab" * 32,
    url="https://example.org/ก",
    media_type="text/html",
    charset="utf-8",
    content_selector="",
)
DOCUMENT = Document(
    kind=Kind.HTML,
    openness=Openness.TEXT,
    title="ชื่อ",
    blocks=(Block(text="ก", path=("body", "p"), nodes=(1, 2)),),
)
PAGE = (
    "<html><head><title>ก</title></head><body><nav><a href='/a'>ข</a></nav><h2>ค</h2>"
    "<table><tr><th>ง</th><td>1</td></tr></table><img src='/p.png' alt='จ'>"
    "<iframe src='/f'></iframe><input type='email'></body></html>"
).encode()
EVERY_KIND = {
    "html": PAGE,
    "pdf": files.pdf(["แผน", "ผล"], ["หน้าสอง"], title="ชื่อ"),
    "scan": files.scan(),
    "mixed": pdfs.pages(
        pdfs.lines("แผน"),
        pdfs.picture(),
        pdfs.ruled((30, 30), ("ลำดับ", "งบ"), ("1", "500")),
    ),
    "locked": pdfs.locked("แผน", may_copy=False),
    "xlsx": files.xlsx({"แผน": [["ก", 1], [None, 2.5]], "ผล": [["ข"]]}, title="ชื่อ"),
    "ods": files.ods([["ก", "ข"]]),
    "docx": files.docx_file((1, "หัวข้อ"), "ย่อหน้า", [["ก", "ข"]]),
    "csv": "ชื่อ,จำนวน\nก,1\nข,2\n".encode("cp874"),
    "json": '{"ก": [1, "ข"]}'.encode(),
    "xml": "<?xml version='1.0'?><ก><ข>ค</ข></ก>".encode(),
    "text": "บรรทัดหนึ่ง\nบรรทัดสอง".encode(),
    "picture": files.picture(),
    "archive": files.archive({"a.txt": "ก"}),
    "word 97": files.ole("WordDocument"),
    "encrypted": files.pdf(["ลับ"], password="x"),
    "broken": b"%PDF-1.7 nothing more",
    "empty": b"",
}

NUMBERS = st.integers(0, 2**31)
LOCATORS = st.builds(
    Locator,
    css=st.text(),
    page=NUMBERS,
    sheet=st.text(),
    row=NUMBERS,
    paragraph=NUMBERS,
)
ELEMENTS = st.lists(st.tuples(st.text(max_size=5), NUMBERS), max_size=4)


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    elements = draw(ELEMENTS)
    return Block(
        text=draw(st.text()),
        role=draw(st.sampled_from(Role)),
        level=draw(st.integers(0, 6)),
        locator=draw(LOCATORS),
        href=draw(st.text()),
        path=tuple(tag for tag, _ in elements),
        nodes=tuple(number for _, number in elements),
        boilerplate=draw(st.booleans()),
    )


TABLES = st.builds(
    Table,
    rows=st.lists(st.lists(st.text(max_size=5), max_size=3).map(tuple), max_size=3).map(
        tuple
    ),
    locator=LOCATORS,
    caption=st.text(),
    node=NUMBERS,
)
SHARES = st.floats(0, 1)
PAGE_FACTS = st.builds(
    PageFacts,
    number=NUMBERS,
    kind=st.sampled_from(PageKind),
    letters=NUMBERS,
    image_share=SHARES,
    unmapped_share=SHARES,
    unmapped_fonts=st.lists(st.text(max_size=5), max_size=2).map(tuple),
    garbage=SHARES,
    fields=NUMBERS,
    links=NUMBERS,
    annotations=NUMBERS,
)
PDF_FACTS = st.builds(
    PdfFacts,
    pages=st.lists(PAGE_FACTS, max_size=2).map(tuple),
    count=NUMBERS,
    version=st.text(max_size=3),
    producer=st.text(max_size=5),
    encrypted=st.booleans(),
    may_copy=st.booleans(),
    may_print=st.booleans(),
    tagged=st.booleans(),
    form=st.sampled_from(FormKind),
)
DOCUMENTS = st.builds(
    Document,
    kind=st.sampled_from(Kind),
    openness=st.sampled_from(Openness),
    title=st.text(),
    blocks=st.lists(blocks(), max_size=4).map(tuple),
    tables=st.lists(TABLES, max_size=2).map(tuple),
    images=NUMBERS,
    pages=NUMBERS,
    problems=st.lists(st.sampled_from(Problem), max_size=3).map(tuple),
    encoding=st.text(max_size=9),
    scripts=NUMBERS,
    pdf=st.none() | PDF_FACTS,
)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[DocumentFolder]:
    with DocumentFolder.beside(tmp_path / "audit.db", VERSION) as folder:
        yield folder


def entries(folder: DocumentFolder) -> list[Path]:
    return sorted(file for file in folder.folder.rglob("*") if file.is_file())


def again(folder: DocumentFolder, version: str = VERSION) -> DocumentFolder:
    """Open the same folder as another process would."""
    return DocumentFolder(folder.folder, version)


def test_lies_beside_the_database(tmp_path: Path) -> None:
    folder = DocumentFolder.beside(tmp_path / "a.db", VERSION)
    assert folder.folder == tmp_path / "a.documents"
    assert not folder.folder.exists()
    assert folder.get(KEY) is None
    folder.close()
    assert not folder.folder.exists()


@settings(deadline=None)
@given(document=DOCUMENTS)
def test_what_was_kept_is_what_is_found(
    tmp_path_factory: pytest.TempPathFactory, document: Document
) -> None:
    folder = DocumentFolder(tmp_path_factory.getbasetemp() / "round", VERSION)
    folder.put(KEY, document)
    assert again(folder).get(KEY) == document


@pytest.mark.parametrize("name", EVERY_KIND)
def test_every_kind_of_document(folder: DocumentFolder, name: str) -> None:
    document = read(EVERY_KIND[name], url="https://example.org/a/")
    folder.put(KEY, document)
    found = again(folder).get(KEY)
    assert found == document
    assert repr(found) == repr(document)
    assert hash(found) == hash(document)


@pytest.mark.parametrize(
    "field", ["digest", "url", "media_type", "charset", "content_selector"]
)
def test_another_key_is_another_document(folder: DocumentFolder, field: str) -> None:
    folder.put(KEY, DOCUMENT)
    assert folder.get(replace(KEY, **{field: "x"})) is None
    assert folder.get(KEY) == DOCUMENT


def test_only_for_the_owner(folder: DocumentFolder) -> None:
    folder.put(KEY, DOCUMENT)
    (entry,) = entries(folder)
    for place in (folder.folder, entry.parent):
        assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert stat.S_IMODE(entry.stat().st_mode) == 0o600


class TestDamaged:
    """What is not whole and ours is not there, and is replaced."""

    def check(self, folder: DocumentFolder, content: bytes) -> None:
        folder.put(KEY, DOCUMENT)
        (entry,) = entries(folder)
        entry.write_bytes(content)
        assert folder.get(KEY) is None
        folder.put(KEY, DOCUMENT)
        assert entries(folder) == [entry]
        assert folder.get(KEY) == DOCUMENT

    def test_at_any_byte(self, folder: DocumentFolder) -> None:
        folder.put(KEY, DOCUMENT)
        (entry,) = entries(folder)
        whole = entry.read_bytes()
        for at in range(len(whole)):
            for content in (
                whole[:at],
                whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :],
            ):
                entry.write_bytes(content)
                assert again(folder).get(KEY) in (None, DOCUMENT)
        self.check(folder, whole[:-1])

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"text",
            pickle.dumps(DOCUMENT),
            zlib.compress(b""),
            zlib.compress(b"\xc1"),
            zlib.compress(msgspec.msgpack.encode([VERSION, KEY])),
            zlib.compress(msgspec.msgpack.encode([VERSION, KEY, {"kind": "?"}])),
            zlib.compress(msgspec.msgpack.encode([VERSION, KEY, DOCUMENT])) + b"more",
            zlib.compress(msgspec.msgpack.encode([VERSION, KEY, DOCUMENT, 1])),
        ],
    )
    def test_foreign(self, folder: DocumentFolder, content: bytes) -> None:
        self.check(folder, content)

    def test_of_another_key_or_version(self, folder: DocumentFolder) -> None:
        for version, key in (
            (OTHER_VERSION, KEY),
            (VERSION, replace(KEY, digest="cd" * 32)),
        ):
            encoded = msgspec.msgpack.encode([version, key, DOCUMENT])
            self.check(folder, zlib.compress(encoded))

    def test_of_an_impossible_shape(self, folder: DocumentFolder) -> None:
        block = Block(text="ก", path=("body",), nodes=(1, 2))
        forged = replace(DOCUMENT, blocks=(block,))
        encoded = msgspec.msgpack.encode([VERSION, KEY, forged])
        self.check(folder, zlib.compress(encoded))

    def test_unpacks_to_too_much(
        self, folder: DocumentFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder.put(KEY, replace(DOCUMENT, title="ก" * 10_000))
        monkeypatch.setattr(module, "MAX_UNPACKED", 1_000)
        assert folder.get(KEY) is None


def test_half_characters_are_not_kept(folder: DocumentFolder) -> None:
    folder.put(KEY, replace(DOCUMENT, title="\ud800"))
    assert folder.get(KEY) is None
    assert folder.get(replace(KEY, url="\ud800")) is None
    folder.put(replace(KEY, url="\ud800"), DOCUMENT)
    folder.put(KEY, DOCUMENT)
    assert folder.get(KEY) == DOCUMENT


class TestNoPlace:
    def test_a_folder_that_cannot_be_written(self) -> None:
        # Not below pytest's own folder, which only root may enter.
        with tempfile.TemporaryDirectory() as place:
            folder = DocumentFolder(Path(place) / "a.documents", VERSION)
            folder.put(KEY, DOCUMENT)
            (entry,) = entries(folder)
            owned = (Path(place), folder.folder, entry.parent, entry)
            entry.parent.chmod(0o500)
            other = replace(KEY, digest="cd" * 32)
            with without_root(*owned), again(folder) as closed:
                closed.put(other, DOCUMENT)
                assert closed.get(other) is None
                assert closed.get(KEY) == DOCUMENT
            assert entries(folder) == [entry]
            entry.parent.chmod(0o700)

    def test_a_folder_that_cannot_be_read(self, folder: DocumentFolder) -> None:
        folder.put(KEY, DOCUMENT)
        folder.folder.chmod(0o000)
        with without_root(), again(folder) as closed:
            assert closed.get(KEY) is None
            closed.put(KEY, DOCUMENT)
        folder.folder.chmod(0o700)

    def test_a_file_in_its_place(self, folder: DocumentFolder) -> None:
        folder.folder.write_text("somebody's")
        folder.put(KEY, DOCUMENT)
        assert folder.get(KEY) is None
        folder.close()
        assert folder.folder.read_text() == "somebody's"

    def test_a_full_disk(self, folder: DocumentFolder) -> None:
        long = replace(DOCUMENT, title=os.urandom(40_000).hex())
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
        try:
            folder.put(KEY, long)
            folder.put(KEY, DOCUMENT)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert folder.get(KEY) is None, "after a refusal nothing more is tried"
        assert entries(folder) == []

    def test_the_last_space_is_left_to_the_evidence(
        self, folder: DocumentFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module, "SPARE_BYTES", 1 << 62)
        folder.put(KEY, DOCUMENT)
        assert entries(folder) == []


class TestClearing:
    def test_other_versions_go_and_strangers_stay(self, folder: DocumentFolder) -> None:
        with again(folder, OTHER_VERSION) as older:
            older.put(KEY, DOCUMENT)
        letter = folder.folder / "letter.txt"
        mine = folder.folder / f"reader-{OTHER_VERSION}" / "mine.txt"
        for file in (letter, mine):
            file.write_text("somebody's")
        assert folder.get(KEY) is None
        folder.put(KEY, DOCUMENT)
        folder.close()
        assert again(folder).get(KEY) == DOCUMENT
        assert again(folder, OTHER_VERSION).get(KEY) is None
        assert {letter, mine} < set(entries(folder))
        mine.unlink()
        folder.put(KEY, DOCUMENT)
        folder.close()
        assert not mine.parent.exists()

    def test_what_was_not_used_for_longest_goes(
        self, folder: DocumentFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        keys = [replace(KEY, digest=f"{number:064x}") for number in range(8)]
        for age, key in enumerate(keys):
            before = set(entries(folder))
            folder.put(key, DOCUMENT)
            (new,) = set(entries(folder)) - before
            os.utime(new, (1_000_000 - age, 1_000_000 - age))
        size = new.stat().st_size
        assert folder.get(keys[7]) == DOCUMENT, "the oldest is used again"
        monkeypatch.setattr(module, "MAX_BYTES", size * 7.5)
        folder.close()
        kept = [key for key in keys if again(folder).get(key)]
        assert kept == [*keys[:4], keys[7]]

    def test_what_a_killed_process_left(self, folder: DocumentFolder) -> None:
        code = """
import os, signal, sys
from pathlib import Path
from storage.documents import DocumentFolder
from tests.storage.test_documents import DOCUMENT, KEY, VERSION
def kill(name, arguments):
    if name == "os.rename":
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(kill)
DocumentFolder(Path(sys.argv[1]), VERSION).put(KEY, DOCUMENT)
"""
        run_python(code, folder.folder).communicate()
        (unfinished,) = entries(folder)
        assert folder.get(KEY) is None
        folder.put(KEY, DOCUMENT)
        folder.close()
        assert unfinished.exists(), "its writer may still be there"
        long_ago = time.time() - LEFTOVER_SECONDS - 9
        os.utime(unfinished, (long_ago, long_ago))
        folder.put(KEY, DOCUMENT)
        folder.close()
        assert not unfinished.exists()
        assert folder.get(KEY) == DOCUMENT


def test_processes_at_the_same_time(folder: DocumentFolder) -> None:
    code = """
import sys
from dataclasses import replace
from pathlib import Path
from storage.documents import DocumentFolder
from tests.storage.test_documents import DOCUMENT, KEY
for round in range(40):
    with DocumentFolder(Path(sys.argv[1]), sys.argv[2]) as folder:
        for number in range(5):
            key = replace(KEY, digest=f"{number:064x}")
            assert folder.get(key) in (None, DOCUMENT)
            folder.put(key, DOCUMENT)
"""
    versions = (VERSION, VERSION, OTHER_VERSION)
    children = [run_python(code, folder.folder, version) for version in versions]
    for child in children:
        child.communicate()
    assert [child.returncode for child in children] == [0, 0, 0]
