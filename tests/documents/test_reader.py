import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.document import Document, Kind, Openness, Problem
from documents.reader import read
from tests.support import files

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><l>&b;</l>'
WHOLE = {
    Kind.HTML: b"<!doctype html><p>x</p>",
    Kind.PDF: files.pdf(["x"]),
    Kind.XLSX: files.xlsx({"a": [["x", 1]]}),
    Kind.ODS: files.ods([["x"]]),
    Kind.DOCX: files.docx_file("x"),
    Kind.CSV: b"a,b\n1,2\n",
    Kind.JSON: b'{"a": 1}',
    Kind.XML: b"<?xml version='1.0'?><a>x</a>",
    Kind.TEXT: b"x",
    Kind.IMAGE: files.picture(),
}
LEVELS = {
    Kind.HTML: Openness.TEXT,
    Kind.PDF: Openness.TEXT,
    Kind.DOCX: Openness.TEXT,
    Kind.TEXT: Openness.TEXT,
    Kind.XLSX: Openness.STRUCTURED,
    Kind.ODS: Openness.STRUCTURED,
    Kind.CSV: Openness.OPEN,
    Kind.JSON: Openness.OPEN,
    Kind.XML: Openness.OPEN,
    Kind.IMAGE: Openness.IMAGE,
}


@pytest.mark.parametrize("kind", WHOLE)
def test_each_kind_has_its_level(kind: Kind) -> None:
    document = read(WHOLE[kind])
    assert (document.kind, document.openness) == (kind, LEVELS[kind])
    assert document.problems == ()


@pytest.mark.parametrize(
    ("data", "kind", "problem"),
    [
        (b"", Kind.UNKNOWN, Problem.EMPTY),
        (b"\r\n \t", Kind.UNKNOWN, Problem.EMPTY),
        (b"\x00\x01\x02\x03", Kind.UNKNOWN, Problem.UNSUPPORTED),
        (files.ole("WordDocument"), Kind.DOC, Problem.BROKEN),
        (files.ole("PowerPoint Document"), Kind.PPT, Problem.BROKEN),
        (files.ole("EncryptedPackage"), Kind.UNKNOWN, Problem.ENCRYPTED),
        (files.archive({"a.bin": b"\0\1\2"}), Kind.ZIP, Problem.UNSUPPORTED),
        (files.archive({"ppt/presentation.xml": "x"}), Kind.PPTX, Problem.BROKEN),
        (WHOLE[Kind.XLSX][:3_000], Kind.XLSX, Problem.BROKEN),
        (files.archive({"xl/workbook.xml": "<no"}), Kind.XLSX, Problem.BROKEN),
        (files.archive({"word/document.xml": "<no"}), Kind.DOCX, Problem.BROKEN),
        (b"<?xml version='1.0'?><a><b>", Kind.XML, Problem.BROKEN),
        (LAUGHS, Kind.XML, Problem.BROKEN),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, kind: Kind, problem: Problem) -> None:
    document = read(data)
    assert (document.kind, document.openness) == (kind, Openness.NONE)
    assert document.problems == (problem,)
    assert document.blocks == ()


def test_a_bomb_is_not_unpacked() -> None:
    bomb = files.archive({"xl/workbook.xml": b"0" * 30_000_000}, packed=True)
    assert len(bomb) < 100_000
    assert read(bomb).problems == (Problem.BROKEN,)


def test_a_mismatch_is_added_to_what_was_read() -> None:
    document = read(b"<html><p>x", url="https://a.test/f.pdf", media_type="text/html")
    assert (document.kind, document.text) == (Kind.HTML, "x")
    assert document.problems == (Problem.MISMATCH,)
    fine = read(
        WHOLE[Kind.PDF], url="https://a.test/f.pdf", media_type="APPLICATION/PDF; x"
    )
    assert fine.problems == ()


def test_the_declared_encoding_and_the_selector_reach_the_reader() -> None:
    html = "<div id=a>สำนักงานเขต</div><div>อื่น</div>".encode("cp874")
    document = read(html, charset="tis-620", content_selector="#a")
    assert document.text == "สำนักงานเขต"


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.builds(
            lambda start, rest: start + rest,
            st.sampled_from(
                [
                    b"%PDF-1.4\n",
                    b"PK\x03\x04",
                    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
                    b"<?xml?>",
                    b"<html>",
                    b"\xff\xfe",
                    b"{",
                    b"\x89PNG\r\n\x1a\n",
                    b"RIFF",
                    b"a,b\n",
                ]
            ),
            st.binary(max_size=200),
        ),
    ),
    st.sampled_from(["", "https://a.test/f.pdf", "http://[bad", "x.csv"]),
    st.sampled_from(["", "text/html", "application/pdf", "zlib_codec"]),
)
def test_no_bytes_raise(data: bytes, url: str, declared: str) -> None:
    document = read(data, url=url, media_type=declared, charset=declared)
    assert isinstance(document, Document)
    assert document == read(data, url=url, media_type=declared, charset=declared)


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(sorted(WHOLE)),
    st.floats(0, 1),
    st.binary(min_size=1, max_size=8),
    st.booleans(),
)
def test_no_damage_raises(kind: Kind, where: float, damage: bytes, cut: bool) -> None:
    data = WHOLE[kind]
    place = int(where * len(data))
    rest = b"" if cut else data[place + len(damage) :]
    assert isinstance(read(data[:place] + damage + rest), Document)


def test_importing_the_reader_loads_no_heavy_library() -> None:
    code = (
        "import sys, documents.reader;"
        "print(*{'pypdfium2', 'python_calamine', 'docx', 'lxml', 'selectolax'}"
        " & set(sys.modules))"
    )
    root = Path(__file__).parents[2]
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == ""


@pytest.mark.skipif(not SAMPLES.exists(), reason="real files are not here")
@pytest.mark.parametrize(
    ("name", "kind", "openness"),
    [
        ("legacy.xls", Kind.XLS, Openness.STRUCTURED),
        ("word.docx", Kind.DOCX, Openness.TEXT),
        ("tis620_1.xml", Kind.XML, Openness.OPEN),
        ("tis620_2.xml", Kind.XML, Openness.OPEN),
        ("mixed_canva.pdf", Kind.PDF, Openness.TEXT),
    ],
)
def test_real_files_by_kind(name: str, kind: Kind, openness: Openness) -> None:
    document = read((SAMPLES / name).read_bytes(), url=f"https://a.test/{name}")
    assert (document.kind, document.openness) == (kind, openness)
    assert document.readable
    assert Problem.MISMATCH not in document.problems
