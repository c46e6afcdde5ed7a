"""The one entry for reading: any bytes become a document, and nothing is raised."""

from dataclasses import dataclass, replace
from urllib.parse import quote

from documents.archive import is_safe, open_archive
from documents.detect import detect
from documents.document import Document, Kind, Openness, Problem
from documents.ole import is_encrypted_office
from documents.openness import grounds_of, is_mismatch

_ZIPPED = frozenset({Kind.XLSX, Kind.DOCX, Kind.ODS, Kind.ODT, Kind.ODP, Kind.PPTX})
_OLD_OFFICE = frozenset({Kind.XLS, Kind.DOC, Kind.PPT})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadKey:
    """All that a document depends on, beside ``reader_version``."""

    digest: str
    """sha256 of the bytes, hexadecimal."""
    url: str
    media_type: str
    charset: str
    content_selector: str


def read(
    data: bytes,
    *,
    url: str = "",
    media_type: str = "",
    charset: str = "",
    content_selector: str = "",
) -> Document:
    """Read bytes of any kind; a pure function of its arguments.

    ``url`` makes the links of a page absolute and, with ``media_type``, tells what the
    bytes claim to be. ``charset``: as the server declares it. ``content_selector``:
    CSS of the part of a page that is read; ignored where it selects nothing.
    What cannot be read is said in ``Document.problems``.
    """
    declared = media_type.split(";")[0].strip().lower()
    kind = Kind.UNKNOWN
    try:
        kind = detect(data, declared)
        document = _read(data, kind, url, charset, content_selector)
    # The libraries below raise what they like when fed a hostile or broken file (even
    # panics that are no Exception); that is a fact about the file, not a failure of ours.
    except BaseException as error:
        if not isinstance(error, Exception) and not _is_panic(error):
            raise
        document = _unread(kind, Problem.BROKEN)
    locked = document.problems == (Problem.ENCRYPTED,)
    if data.strip() and not locked and is_mismatch(kind, url, declared):
        problems = (*document.problems, Problem.MISMATCH)
        document = replace(document, problems=problems)
    return replace(document, grounds=grounds_of(document))


def _is_panic(error: BaseException) -> bool:
    return type(error).__name__ == "PanicException"


def _unread(kind: Kind, problem: Problem) -> Document:
    return Document(kind=kind, openness=Openness.NONE, problems=(problem,))


def _read(
    data: bytes, kind: Kind, url: str, charset: str, content_selector: str
) -> Document:
    """Hand the bytes to the reader of their kind; each loads its library itself."""
    if not data.strip():
        return _unread(kind, Problem.EMPTY)
    if kind is Kind.HTML:
        from documents.page import read_page

        return read_page(
            data, url=url, charset=charset, content_selector=content_selector
        )
    if kind is Kind.PDF:
        from documents.pdf import read_pdf

        return read_pdf(data)
    if kind is Kind.IMAGE:
        from documents.picture import read_picture

        return read_picture(data)
    if kind in _ZIPPED or kind in _OLD_OFFICE:
        return _read_office(data, kind)
    if kind in {Kind.ZIP, Kind.RAR, Kind.SEVEN_ZIP}:
        return _read_archive(data, kind)
    if kind is Kind.UNKNOWN and is_encrypted_office(data):
        return _unread(kind, Problem.ENCRYPTED)
    return _read_text(data, kind, charset)


def _read_office(data: bytes, kind: Kind) -> Document:
    if kind in _ZIPPED:
        archive = open_archive(data)
        if archive is None:
            return _unread(kind, Problem.BROKEN)
        with archive:
            if not is_safe(archive, len(data)):
                return _unread(kind, Problem.BROKEN)
    match kind:
        case Kind.DOCX:
            from documents.word import read_word

            return read_word(data)
        case Kind.DOC:
            from documents.word_97 import read_word_97

            return read_word_97(data)
        case Kind.PPTX:
            from documents.slides import read_slides

            return read_slides(data)
        case Kind.PPT:
            from documents.slides_97 import read_slides_97

            return read_slides_97(data)
        case Kind.ODT | Kind.ODP:
            from documents.open_document import read_open_document

            return read_open_document(data, kind)
        case _:
            from documents.sheet import read_sheet

            return read_sheet(data, kind)


def _read_archive(data: bytes, kind: Kind) -> Document:
    """Read an archive; its members are read by this very module."""
    from documents.packed import read_listed, read_zip

    if kind is not Kind.ZIP:
        return read_listed(data, kind)
    # The name of a member is a path: what is special in a URL is none of it.
    return read_zip(data, detect, lambda member, name: read(member, url=quote(name)))


def _read_text(data: bytes, kind: Kind, charset: str) -> Document:
    from documents import delimited

    match kind:
        case Kind.CSV | Kind.TSV:
            return delimited.read_delimited(data, charset=charset)
        case Kind.JSON:
            return delimited.read_json(data, charset=charset)
        case Kind.XML:
            return delimited.read_xml(data, charset=charset)
        case Kind.TEXT:
            return delimited.read_text(data, charset=charset)
        case Kind.RTF:
            from documents.rich_text import read_rich_text

            return read_rich_text(data)
        case _:
            return _unread(kind, Problem.UNSUPPORTED)
