"""How well machines can read a kind of file, and whether it is what it claims to be."""

from urllib.parse import unquote, urlsplit

from documents.document import Kind, Openness

LEVELS: dict[Kind, Openness] = {
    Kind.HTML: Openness.TEXT,
    Kind.PDF: Openness.TEXT,
    Kind.DOCX: Openness.TEXT,
    Kind.TEXT: Openness.TEXT,
    Kind.XLSX: Openness.STRUCTURED,
    Kind.XLS: Openness.STRUCTURED,
    Kind.ODS: Openness.STRUCTURED,
    Kind.CSV: Openness.OPEN,
    Kind.JSON: Openness.OPEN,
    Kind.XML: Openness.OPEN,
    Kind.IMAGE: Openness.IMAGE,
}
"""The level of a file of this kind whose text could be read; others: not read."""

_SHEETS = frozenset({Kind.XLSX, Kind.XLS, Kind.ODS, Kind.CSV})
_WRITINGS = frozenset({Kind.DOC, Kind.DOCX, Kind.ODT})
_MARKUP = frozenset({Kind.XML, Kind.HTML, Kind.IMAGE})
_PLAIN = frozenset({Kind.TEXT, Kind.CSV, Kind.JSON, Kind.XML})
_ZIPPED = frozenset({Kind.ZIP, Kind.XLSX, Kind.DOCX, Kind.PPTX, Kind.ODS, Kind.ODT})

_EXTENSIONS: dict[str, frozenset[Kind]] = {
    "pdf": frozenset({Kind.PDF}),
    "html": frozenset({Kind.HTML, Kind.TEXT}),
    "htm": frozenset({Kind.HTML, Kind.TEXT}),
    "xlsx": frozenset({Kind.XLSX}),
    "xlsm": frozenset({Kind.XLSX}),
    "xls": frozenset({Kind.XLS}),
    "ods": frozenset({Kind.ODS}),
    "csv": frozenset({Kind.CSV, Kind.TEXT}),
    "tsv": frozenset({Kind.CSV, Kind.TEXT}),
    "docx": frozenset({Kind.DOCX}),
    # Word itself saves rich text under this name, which is no kind of its own here.
    "doc": frozenset({Kind.DOC, Kind.UNKNOWN}),
    "pptx": frozenset({Kind.PPTX}),
    "odt": frozenset({Kind.ODT}),
    "json": frozenset({Kind.JSON}),
    "xml": frozenset({Kind.XML, Kind.HTML, Kind.IMAGE}),
    "txt": _PLAIN,
    "zip": frozenset({Kind.ZIP}),
    "jpg": frozenset({Kind.IMAGE}),
    "jpeg": frozenset({Kind.IMAGE}),
    "png": frozenset({Kind.IMAGE}),
    "gif": frozenset({Kind.IMAGE}),
    "webp": frozenset({Kind.IMAGE}),
    "mp4": frozenset({Kind.VIDEO}),
}
_MEDIA_TYPES: dict[str, frozenset[Kind]] = {
    "application/pdf": frozenset({Kind.PDF}),
    "application/x-pdf": frozenset({Kind.PDF}),
    "text/html": frozenset({Kind.HTML, Kind.TEXT}),
    "application/xhtml+xml": frozenset({Kind.HTML}),
    "text/csv": frozenset({Kind.CSV, Kind.TEXT}),
    "text/plain": _PLAIN,
    "text/xml": _MARKUP,
    "application/xml": _MARKUP,
    "application/json": frozenset({Kind.JSON}),
    "application/zip": _ZIPPED,
    "application/x-zip-compressed": _ZIPPED,
    "application/msword": _WRITINGS | {Kind.UNKNOWN},
    "application/excel": _SHEETS,
    "application/x-excel": _SHEETS,
    "application/msexcel": _SHEETS,
}


def is_mismatch(kind: Kind, url: str, media_type: str) -> bool:
    """Tell whether the address or the declared media type claims another kind.

    Servers name office files loosely, so any spreadsheet type fits any spreadsheet;
    types that say nothing (``application/octet-stream``) claim nothing.
    """
    claims = (_EXTENSIONS.get(extension(url)), _claimed(media_type))
    return any(claim is not None and kind not in claim for claim in claims)


def extension(url: str) -> str:
    """Extension of the last part of a URL's path, lower case; empty where none."""
    try:
        name = unquote(urlsplit(url).path).rsplit("/", 1)[-1]
    except ValueError:
        return ""
    return name.rsplit(".", 1)[1].strip().lower() if "." in name else ""


def _claimed(media_type: str) -> frozenset[Kind] | None:
    """Kinds that fit a media type; None where it claims nothing that we know."""
    name = media_type.split(";")[0].strip().lower()
    if name in _MEDIA_TYPES:
        return _MEDIA_TYPES[name]
    if name.startswith("image/"):
        return frozenset({Kind.IMAGE})
    if name.startswith("video/"):
        return frozenset({Kind.VIDEO})
    if not name.startswith("application/vnd."):
        return None
    if "excel" in name or "spreadsheet" in name:
        return _SHEETS
    if "word" in name or "opendocument.text" in name:
        return _WRITINGS
    return frozenset({Kind.PPTX}) if "presentationml" in name else None
