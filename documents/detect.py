"""Tells what bytes are, from the bytes: magic numbers, then structure."""

import csv
import json
import re
import zipfile
import zlib
from collections import Counter

from documents.archive import open_archive
from documents.document import Kind
from documents.listing import RAR_4, RAR_5, SEVEN_ZIP
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
    b"\x00\x00\x00\x0cjP  \r\n",
    b"8BPS",
    b"AT&TFORM",
    b"\xd7\xcd\xc6\x9a",
)
_VIDEOS = (
    b"\x1aE\xdf\xa3",
    b"FLV\x01",
    b"\x00\x00\x01\xba",
    b"\x00\x00\x01\xb3",
    b"0&\xb2u\x8ef\xcf\x11",
)
_SOUNDS = (b"ID3", b"fLaC", b"MThd", b"#!AMR")
_SOUND_BRANDS = frozenset({b"M4A ", b"M4B "})
_MPEG_SOUND = re.compile(rb"\xff[\xe2-\xe7\xf2-\xf7\xfa-\xfd][\x10-\xeb]")
"""Frames of MP3 and AAC; the bits of JPEG and of byte order marks do not fit."""
_PROGRAMS = (b"%!PS", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
"""Texts that are programs, and what is packed as one."""
_PICTURE_BRANDS = frozenset({b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1"})
_RIFF = {b"WEBP": Kind.IMAGE, b"AVI ": Kind.VIDEO, b"WAVE": Kind.AUDIO}
_OPEN_DOCUMENTS = (
    (b"opendocument.spreadsheet", Kind.ODS),
    (b"opendocument.text", Kind.ODT),
    (b"opendocument.presentation", Kind.ODP),
)
_OFFICE_FOLDERS = (
    ("xl/", "workbook.xml", Kind.XLSX),
    ("word/", "document.xml", Kind.DOCX),
    ("ppt/", "presentation.xml", Kind.PPTX),
)
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
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    if is_ole(data):
        return _ole(data)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:5] == b"{\\rtf":
        return Kind.RTF
    if data.startswith((RAR_4, RAR_5)):
        return Kind.RAR
    if data.startswith(SEVEN_ZIP):
        return Kind.SEVEN_ZIP
    # Servers put warnings before a PDF, so it is looked for behind the start, where
    # archives have the beginning of their first file.
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
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
            names = {name.replace("\\", "/") for name in archive.namelist()}
            mimetype = _declared_type(archive)
    for sign, kind in _OPEN_DOCUMENTS:
        if sign in mimetype:
            return kind
    # Many a folder in an archive is called "word": what says that the parts are those
    # of an office file must be there as well.
    is_package = archive is None or "[Content_Types].xml" in names
    for folder, main, kind in _OFFICE_FOLDERS:
        has_folder = any(name.startswith(folder) for name in names)
        if has_folder and (is_package or folder + main in names):
            return kind
    return Kind.ZIP


def _declared_type(archive: zipfile.ZipFile) -> bytes:
    """Give the media type that OpenDocument files name in a member of its own."""
    try:
        with archive.open("mimetype") as member:
            return member.read(100)
    except (KeyError, zipfile.BadZipFile, OSError, ValueError, RuntimeError):
        return b""
    except (EOFError, NotImplementedError, zlib.error):
        return b""


def _ole(data: bytes) -> Kind:
    streams = root_streams(data)
    if "WordDocument" in streams:
        return Kind.DOC
    if streams & {"Workbook", "Book", "WORKBOOK", "BOOK"}:
        return Kind.XLS
    if "PowerPoint Document" in streams:
        return Kind.PPT
    return Kind.UNKNOWN


def _media(data: bytes) -> Kind | None:
    """Recognise pictures, films and sounds."""
    if data.startswith(b"BM") and int.from_bytes(data[2:6], "little") != len(data):
        return None
    if data.startswith(_IMAGES):
        return Kind.IMAGE
    if data.startswith(b"FORM") and data[8:12] in {b"AIFF", b"AIFC"}:
        return Kind.AUDIO
    if data.startswith(b"RIFF"):
        return _RIFF.get(data[8:12], Kind.UNKNOWN)
    if data[4:8] == b"ftyp":
        if data[8:12] in _PICTURE_BRANDS:
            return Kind.IMAGE
        return Kind.AUDIO if data[8:12] in _SOUND_BRANDS else Kind.VIDEO
    if data.startswith(b"OggS"):
        is_sound = b"\x01vorbis" in data[:64] or b"OpusHead" in data[:64]
        return Kind.AUDIO if is_sound else Kind.VIDEO
    if data.startswith(_SOUNDS) or _MPEG_SOUND.match(data):
        return Kind.AUDIO
    return Kind.VIDEO if data.startswith(_VIDEOS) else None


def _is_text(data: bytes) -> bool:
    """Tell text from other bytes: few control characters, or a byte order mark."""
    if data.startswith(_BOMS):
        return True
    if data.startswith(_PROGRAMS):
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
    delimiter = delimiter_of(text)
    if delimiter == "\t":
        return Kind.TSV
    if delimiter or (media_type == "text/csv" and "," in text):
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
