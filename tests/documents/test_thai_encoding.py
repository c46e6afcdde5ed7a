"""Decoding of Thai bytes under right, wrong and missing labels."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.thai.encoding import decode
from documents.thai.garbage import garbage_share
from tests.support.thai import PROSE

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"


@pytest.mark.parametrize(
    "label",
    [
        *("tis-620", "TIS-620", "tis620", "windows-874", "x-windows-874", "dos-874"),
        *("iso-8859-11", "cp874", "", "utf-8", "iso-8859-1", "windows-1252"),
        *("windows-1251", "gbk", "utf-16", "zlib_codec", "unicode_escape", "idna"),
        *("undefined", "no-such-charset", "a\0b", "ü", " 'tis-620' ", "x" * 300),
    ],
)
def test_thai_bytes_survive_every_label(label: str) -> None:
    assert decode(PROSE.encode("cp874"), label) == (PROSE, "cp874")
    assert decode(PROSE.encode("cp874"), "", label) == (PROSE, "cp874")
    assert decode(PROSE.encode(), label) == (PROSE, "utf-8")
    assert decode(PROSE.encode(), "", label) == (PROSE, "utf-8")


@pytest.mark.parametrize(
    ("data", "declared", "wanted"),
    [
        (b"", "", ("", "utf-8")),
        (b"plain", "tis-620", ("plain", "utf-8")),
        ("ไทย".encode("utf-8-sig"), "tis-620", ("ไทย", "utf-8")),
        ("ไทย".encode("utf-16"), "", ("ไทย", "utf-16-le")),
        (b"\xfe\xff" + "ไทย".encode("utf-16-be"), "", ("ไทย", "utf-16-be")),
        ("ไทย".encode("utf-16-le"), "utf-16", ("ไทย", "utf-16-le")),
        ("ไทย".encode("utf-16-be"), "utf-16be", ("ไทย", "utf-16-be")),
        ("<p>ไทย".encode("utf-16-le"), "", ("<p>ไทย", "utf-16-le")),
        (b"<p>plain</p>", "utf-16", ("<p>plain</p>", "utf-8")),
        ("เขต".encode("cp874"), "windows-874", ("เขต", "cp874")),
        ("café".encode(), "tis-620", ("café", "utf-8")),
        ("© ไม่".encode(), "tis-620", ("© ไม่", "utf-8")),
        (b"caf\xe9", "iso-8859-1", ("café", "iso8859-1")),
        ("España".encode("latin-1"), "latin1", ("España", "iso8859-1")),
        ("Привет, мир".encode("cp1251"), "windows-1251", ("Привет, мир", "cp1251")),
        ("กข".encode("cp874") + b"\xff", "", ("กข\ufffd", "cp874")),
    ],
)
def test_decode(data: bytes, declared: str, wanted: tuple[str, str]) -> None:
    assert decode(data, declared) == wanted


@pytest.mark.parametrize("label", ["", "utf-8", "tis-620", "iso-8859-1"])
def test_broken_utf8_stays_utf8(label: str) -> None:
    data = PROSE.encode()
    for broken in (data[:-1], data[1:], data[:90] + b"\xff\xe0" + data[92:]):
        text, used = decode(broken, label)
        assert used == "utf-8"
        assert "จัดซื้อจัดจ้าง" in text


@given(st.binary(max_size=60), st.text(max_size=12), st.text(max_size=12))
def test_decode_never_fails(data: bytes, declared: str, meta: str) -> None:
    text, used = decode(data, declared, meta)
    assert isinstance(text, str)
    data.decode(used, "replace")


@pytest.mark.parametrize("name", ["tis620_1.xml", "tis620_2.xml"])
def test_real_tis620(name: str) -> None:
    path = SAMPLES / name
    if not path.exists():
        pytest.skip("no samples here")
    for label in ("", "tis-620", "iso-8859-1", "utf-8"):
        text, used = decode(path.read_bytes(), label)
        assert used == "cp874"
        assert garbage_share(text) < 0.05
