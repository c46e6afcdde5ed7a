"""Tells what bytes are, from the bytes: magic numbers, then structure."""

import csv
import json
import re
from collections import Counter

from documents.archive import open_archive
from documents.document import Kind
from documents.ole import is_ole, root_streams

SAMPLE = 65_536
"""Bytes of a text that are looked at."""

_IMAGES = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"BM",
    b"II*\x00",
    b"MM\x00*",
    b"\x00\x00\x01\x00",
)
_VIDEOS = (
    b"\x1aE\xdf\xa3",
    b"FLV\x01",
    b"\x00\x00\x01\xba",
    b"\x00\x00\x01\xb3",
    b"0&\xb2u\x8ef\xcf\x11",
    b"OggS",
)
_PICTURE_BRANDS = frozenset({b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1"})
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_PROLOG = re.compile(r"(?:\s|\ufeff|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_HTML_START = re.compile(
    r"<(?:!doctype\s+html|(?:html|head|body|title|meta|link|script|style|base|frameset|"
    r"div|p|a|b|i|br|hr|center|font|form|h[1-6]|img|iframe|li|ul|ol|span|table|tr|td|"
    r"section|main|article|header|footer|nav|pre)\b)",
    re.IGNORECASE,
)
_HTML_ANYWHERE = re.compile(r"<!doctype\s+html|<html[\s>]|<body[\s>]", re.IGNORECASE)
_ELEMENT = re.compile(r"<(?:!DOCTYPE\s+)?([A-Za-z_][\w.:-]*)")
_DELIMITERS = ",;\t|"
_SAMPLE_LINES = 60
_CONSISTENT = 0.9


def detect(data: bytes, media_type: str = "") -> Kind:
    """Tell the kind of the bytes.

    ``media_type``, as the server declares it, only decides what the bytes leave open:
    a text without any tag that is served as a page is a page, as in a browser.
    """
    if not data.strip():
        return Kind.UNKNOWN
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    if is_ole(data):
        return _ole(data)
    binary = _media(data)
    if binary is not None:
        return binary
    if _is_text(data):
        return _text(data, media_type)
    return Kind.UNKNOWN


def _zipped(data: bytes) -> Kind:
    """Tell office files from other ZIP files by the names of their members."""
    archive = open_archive(data)
    if archive is None:
        # The directory at the end is missing: the names at the members must do.
        names = {
            part[26:].split(b"PK", 1)[0][:60].decode("ascii", "replace")
            for part in data.split(b"PK\x03\x04")[1:200]
        }
        mimetype = data[30:120]
    else:
        with archive:
            names = set(archive.namelist())
        mimetype = data[30:120] if "mimetype" in names else b""
    if b"opendocument.spreadsheet" in mimetype:
        return Kind.ODS
    if b"opendocument.text" in mimetype:
        return Kind.ODT
    for folder, kind in (
        ("xl/", Kind.XLSX),
        ("word/", Kind.DOCX),
        ("ppt/", Kind.PPTX),
    ):
        if any(folder in name[:10] for name in names):
            return kind
    return Kind.ZIP


def _ole(data: bytes) -> Kind:
    streams = root_streams(data)
    if "WordDocument" in streams:
        return Kind.DOC
    if streams & {"Workbook", "Book", "WORKBOOK", "BOOK"}:
        return Kind.XLS
    return Kind.UNKNOWN


def _media(data: bytes) -> Kind | None:
    """Recognise pictures and films."""
    if data.startswith(b"BM") and int.from_bytes(data[2:6], "little") != len(data):
        return None
    if data.startswith(_IMAGES):
        return Kind.IMAGE
    if data.startswith(b"RIFF"):
        return {b"WEBP": Kind.IMAGE, b"AVI ": Kind.VIDEO}.get(data[8:12], Kind.UNKNOWN)
    if data[4:8] == b"ftyp":
        return Kind.IMAGE if data[8:12] in _PICTURE_BRANDS else Kind.VIDEO
    return Kind.VIDEO if data.startswith(_VIDEOS) else None


def _is_text(data: bytes) -> bool:
    """Tell text from other bytes: few control characters, or a byte order mark."""
    if data.startswith(_BOMS):
        return True
    if data.startswith((b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"ID3")):
        return False
    sample = data[:SAMPLE]
    return len(_CONTROL.findall(sample)) * 200 <= len(sample)


def _text(data: bytes, media_type: str) -> Kind:
    """Tell the kinds of text apart."""
    text = sample_text(data)
    start = text[_prolog_end(text) :]
    if start[:1] in {"{", "["} and _is_json(data):
        return Kind.JSON
    declared_xml = text.lstrip("\ufeff \r\n\t").startswith("<?xml")
    element = _ELEMENT.match(start)
    root = element[1].lower() if element is not None else ""
    if root == "html" or (_HTML_START.match(start) and not declared_xml):
        return Kind.HTML
    if element is not None and (declared_xml or f"</{element[1]}" in text):
        return Kind.IMAGE if root == "svg" else Kind.XML
    if _HTML_ANYWHERE.search(text) or media_type in {
        "text/html",
        "application/xhtml+xml",
    }:
        return Kind.HTML
    if delimiter_of(text) or (media_type == "text/csv" and "," in text):
        return Kind.CSV
    return Kind.TEXT


def sample_text(data: bytes) -> str:
    """Decode the beginning of a text well enough to see its structure."""
    sample = data[:SAMPLE]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return sample.decode("utf-16", "replace")
    try:
        return sample.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start >= len(sample) - 4 and len(data) > SAMPLE:
            return sample[: error.start].decode("utf-8-sig")
    return sample.decode("cp874", "replace")


def delimiter_of(text: str) -> str:
    """Find the delimiter of a table in text; empty where the lines have none.

    Nearly all lines must split into the same number of fields, two at least.
    """
    best, width = "", 1
    lines = [line for line in text.splitlines() if line.strip()][:_SAMPLE_LINES]
    for delimiter in _DELIMITERS:
        try:
            rows = [row for row in csv.reader(lines, delimiter=delimiter) if row]
        except csv.Error:
            continue
        if len(rows) < 2:
            continue
        common, count = Counter(len(row) for row in rows).most_common(1)[0]
        if common > width and count >= _CONSISTENT * len(rows):
            best, width = delimiter, common
    return best


def _prolog_end(text: str) -> int:
    found = _PROLOG.match(text[:8_192])
    return found.end() if found else 0


def _is_json(data: bytes) -> bool:
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict | list)
