"""How well machines can read a kind of file, and whether it is what it claims to be."""

from urllib.parse import unquote, urlsplit

from documents.document import (
    Document,
    Ground,
    Kind,
    Openness,
    Problem,
    SheetState,
)

LEVELS: dict[Kind, Openness] = {
    Kind.HTML: Openness.TEXT,
    Kind.PDF: Openness.TEXT,
    Kind.DOCX: Openness.TEXT,
    Kind.DOC: Openness.TEXT,
    Kind.ODT: Openness.TEXT,
    Kind.RTF: Openness.TEXT,
    Kind.PPTX: Openness.TEXT,
    Kind.PPT: Openness.TEXT,
    Kind.ODP: Openness.TEXT,
    Kind.TEXT: Openness.TEXT,
    Kind.XLSX: Openness.STRUCTURED,
    Kind.XLS: Openness.STRUCTURED,
    Kind.ODS: Openness.STRUCTURED,
    Kind.CSV: Openness.OPEN,
    Kind.TSV: Openness.OPEN,
    Kind.JSON: Openness.OPEN,
    Kind.XML: Openness.OPEN,
    Kind.IMAGE: Openness.IMAGE,
}
"""The level of a file of this kind whose text could be read; others: not read."""

_SHEETS = frozenset({Kind.XLSX, Kind.XLS, Kind.ODS, Kind.CSV, Kind.TSV})
_WRITINGS = frozenset({Kind.DOC, Kind.DOCX, Kind.ODT, Kind.RTF})
_SHOWS = frozenset({Kind.PPTX, Kind.PPT, Kind.ODP})
_MARKUP = frozenset({Kind.XML, Kind.HTML, Kind.IMAGE})
_VALUES = frozenset({Kind.CSV, Kind.TSV, Kind.TEXT})
_PLAIN = _VALUES | {Kind.JSON, Kind.XML}
_ZIPPED = frozenset(
    {Kind.ZIP, Kind.XLSX, Kind.DOCX, Kind.PPTX, Kind.ODS, Kind.ODT, Kind.ODP}
)
_FILMS = frozenset({Kind.VIDEO, Kind.AUDIO})

_EXTENSIONS: dict[str, frozenset[Kind]] = {
    "pdf": frozenset({Kind.PDF}),
    "html": frozenset({Kind.HTML, Kind.TEXT}),
    "htm": frozenset({Kind.HTML, Kind.TEXT}),
    "xlsx": frozenset({Kind.XLSX}),
    "xlsm": frozenset({Kind.XLSX}),
    "xlsb": frozenset({Kind.XLSX}),
    "xls": frozenset({Kind.XLS}),
    "ods": frozenset({Kind.ODS}),
    "csv": _VALUES,
    "tsv": _VALUES,
    "docx": frozenset({Kind.DOCX}),
    "docm": frozenset({Kind.DOCX}),
    # Word itself saves rich text under this name.
    "doc": frozenset({Kind.DOC, Kind.RTF}),
    "odt": frozenset({Kind.ODT}),
    "rtf": frozenset({Kind.RTF}),
    "pptx": frozenset({Kind.PPTX}),
    "ppsx": frozenset({Kind.PPTX}),
    "ppt": frozenset({Kind.PPT}),
    "pps": frozenset({Kind.PPT}),
    "odp": frozenset({Kind.ODP}),
    "json": frozenset({Kind.JSON}),
    "geojson": frozenset({Kind.JSON}),
    "xml": frozenset({Kind.XML, Kind.HTML, Kind.IMAGE}),
    "txt": _PLAIN,
    "zip": frozenset({Kind.ZIP}),
    "rar": frozenset({Kind.RAR}),
    "7z": frozenset({Kind.SEVEN_ZIP}),
    **dict.fromkeys(
        ("jpg", "jpeg", "png", "gif", "webp", "bmp", "tif", "tiff", "svg"),
        frozenset({Kind.IMAGE}),
    ),
    **dict.fromkeys(("mp4", "avi", "mov", "wmv", "mkv", "webm"), _FILMS),
    **dict.fromkeys(("mp3", "wav", "m4a", "aac", "wma"), _FILMS),
}
_MEDIA_TYPES: dict[str, frozenset[Kind]] = {
    "application/pdf": frozenset({Kind.PDF}),
    "application/x-pdf": frozenset({Kind.PDF}),
    "text/html": frozenset({Kind.HTML, Kind.TEXT}),
    "application/xhtml+xml": frozenset({Kind.HTML}),
    "text/csv": _VALUES,
    "text/tab-separated-values": _VALUES,
    "text/plain": _PLAIN,
    "text/xml": _MARKUP,
    "application/xml": _MARKUP,
    "application/json": frozenset({Kind.JSON}),
    "application/zip": _ZIPPED,
    "application/x-zip-compressed": _ZIPPED,
    "application/vnd.rar": frozenset({Kind.RAR}),
    "application/x-rar-compressed": frozenset({Kind.RAR}),
    "application/x-7z-compressed": frozenset({Kind.SEVEN_ZIP}),
    "application/msword": _WRITINGS,
    "application/rtf": frozenset({Kind.RTF}),
    "text/rtf": frozenset({Kind.RTF}),
    "application/excel": _SHEETS,
    "application/x-excel": _SHEETS,
    "application/msexcel": _SHEETS,
    "application/mspowerpoint": _SHOWS,
}
_OLD = frozenset({Kind.DOC, Kind.XLS, Kind.PPT})
_SPECIAL = frozenset({Kind.RAR, Kind.SEVEN_ZIP})
_ENCODINGS = frozenset({"", "utf-8", "utf-16-le", "utf-16-be", "ascii"})
_OF_PROBLEMS: dict[Problem, Ground] = {
    Problem.ENCRYPTED: Ground.PASSWORD,
    Problem.BROKEN: Ground.BROKEN,
    Problem.GARBLED: Ground.GARBLED,
    Problem.EMPTY: Ground.NOTHING,
    Problem.CUT: Ground.CUT,
    Problem.MISMATCH: Ground.WRONG_NAME,
}


def grounds_of(document: Document) -> tuple[Ground, ...]:
    """Say what the openness of a document rests on, the weightiest first.

    First what made the level, then what lessens its worth although it stands.
    """
    found = [*_of_level(document), *_of_sheets(document)]
    if document.encoding not in _ENCODINGS and document.kind is not Kind.HTML:
        found.append(Ground.OLD_ENCODING)
    if document.openness.rank > Openness.IMAGE.rank:
        if Problem.SCANNED in document.problems:
            found.append(Ground.SOME_PICTURES)
        found += [_OF_PROBLEMS[p] for p in document.problems if p in _OF_PROBLEMS]
    elif Problem.MISMATCH in document.problems:
        found.append(Ground.WRONG_NAME)
    return tuple(dict.fromkeys(found))


def _of_level(document: Document) -> list[Ground]:
    """Say what made the level."""
    kind, problems = document.kind, document.problems
    packed = [Ground.PACKED] if kind is Kind.ZIP and document.members else []
    special = [Ground.SPECIAL_PROGRAM] if kind in _SPECIAL else []
    old = [Ground.OLD_FORMAT] if kind in _OLD else []
    match document.openness:
        case Openness.OPEN:
            return [Ground.OPEN_FORMAT, *packed]
        case Openness.STRUCTURED:
            return [Ground.CELLS, *packed, *old]
        case Openness.TEXT:
            return [Ground.WORDS, *packed, *old]
        case Openness.IMAGE if kind is Kind.IMAGE:
            return [Ground.PICTURE]
        case Openness.IMAGE if Problem.GARBLED in problems:
            return [Ground.GARBLED]
        case Openness.IMAGE:
            return [Ground.ONLY_PICTURES, *packed]
        case Openness.NONE if kind in {Kind.VIDEO, Kind.AUDIO}:
            return [Ground.RECORDING]
        case Openness.NONE:
            found = [_OF_PROBLEMS[p] for p in problems if p in _OF_PROBLEMS]
            why = [each for each in found if each is not Ground.WRONG_NAME]
            return [*(why or special or [Ground.NOT_READ]), *packed, *special]


def _of_sheets(document: Document) -> list[Ground]:
    """Say what lessens the worth of tables."""
    found: list[Ground] = []
    states = {sheet.state for sheet in document.sheets}
    if SheetState.MERGED in states and SheetState.FILLED not in states:
        found.append(Ground.ONLY_MERGED)
    if SheetState.PICTURES in states and states != {SheetState.PICTURES}:
        found.append(Ground.SOME_PICTURES)
    filled = [s for s in document.sheets if s.state is SheetState.FILLED]
    if any(sheet.rows > 1 and not sheet.header for sheet in filled):
        found.append(Ground.NO_HEADER)
    return found


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
    if name.startswith(("video/", "audio/")):
        return _FILMS
    if not name.startswith("application/vnd."):
        return None
    if "excel" in name or "spreadsheet" in name:
        return _SHEETS
    if "word" in name or "opendocument.text" in name:
        return _WRITINGS
    return _SHOWS if "powerpoint" in name or "presentation" in name else None
