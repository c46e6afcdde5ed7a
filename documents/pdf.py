"""Reads the text layer of PDF files, and tells scans and garbled text from text."""

import contextlib
import re
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from documents.document import Block, Document, Kind, Locator, Openness, Problem
from documents.glyphs import ordered_text
from documents.thai.garbage import garbage_share
from documents.thai.text import repair

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MAX_PAGES = 200
"""Pages read from one file."""
MAX_BLOCKS = 50_000
"""Lines read from one file."""
GARBAGE = 0.3
"""Share of senseless characters from which on a text layer counts as garbled."""
NOTABLE = 0.3
"""Share of the pages from which on a trouble of pages is one of the document."""

_FEW = 20
"""Letters below which a page with a picture is that picture: a page number, a stamp."""
_SOME = 120
"""Letters below which the same holds where the picture fills the page."""
_FILLS = 0.6
_DRAWN = 200
"""Shapes from which on a page without text is writing turned into outlines."""
_IMAGE_DEPTH = 3
# A mark set higher than its consonant comes out of PDFium as a line of its own.
_STRAY_MARK = re.compile(r"[ \r\n]+([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]+)[\r\n]*")
# Glyphs without a character; PDFium writes U+FFFE where a word is broken in two lines.
_NO_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")

# Not every sign that Python takes for the end of a line: glyphs may bear its number.
_LINE_ENDS = re.compile(r"[\r\n]+")

_PDFIUM = threading.Lock()
"""PDFium is not safe to use from two threads."""


class _Page(StrEnum):
    TEXT = "text"
    PICTURE = "picture"
    GARBLED = "garbled"
    BLANK = "blank"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What one page gave."""

    kind: _Page
    lines: tuple[str, ...] = ()


def read_pdf(data: bytes) -> Document:
    """Read a PDF file: one block a line, located by its page."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    with _PDFIUM:
        try:
            pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            locked = error.err_code in {
                pdfium.FPDF_ERR_PASSWORD,
                pdfium.FPDF_ERR_SECURITY,
            }
            return _unread(Problem.ENCRYPTED if locked else Problem.BROKEN)
        with contextlib.closing(pdf):
            count = len(pdf)
            title = str(pdf.get_metadata_value("Title") or "")
            pages = [_page(pdf, index) for index in range(min(count, MAX_PAGES))]
    if not pages:
        return _unread(Problem.BROKEN)
    return _document(pages, count, " ".join(repair(title).split()))


def _unread(problem: Problem) -> Document:
    return Document(kind=Kind.PDF, openness=Openness.NONE, problems=(problem,))


def _document(pages: list[_Read], count: int, title: str) -> Document:
    """Say of the whole what its pages are."""
    kinds = Counter(page.kind for page in pages)
    seen = len(pages) - kinds[_Page.BLANK]
    blocks = tuple(_blocks(pages))
    problems = []
    if kinds[_Page.PICTURE] and kinds[_Page.PICTURE] >= NOTABLE * seen:
        problems.append(Problem.SCANNED)
    if kinds[_Page.GARBLED] and kinds[_Page.GARBLED] >= NOTABLE * seen:
        problems.append(Problem.GARBLED)
    if kinds[_Page.BROKEN]:
        problems.append(Problem.BROKEN)
    if count > MAX_PAGES or len(blocks) == MAX_BLOCKS:
        problems.append(Problem.CUT)
    if blocks:
        openness = Openness.TEXT
    elif kinds[_Page.PICTURE] or kinds[_Page.GARBLED]:
        openness = Openness.IMAGE
    else:
        openness = Openness.NONE
        if not problems:
            problems.append(Problem.EMPTY)
    return Document(
        kind=Kind.PDF,
        openness=openness,
        title=title,
        blocks=blocks,
        images=kinds[_Page.PICTURE],
        pages=count,
        problems=tuple(problems),
    )


def _blocks(pages: list[_Read]) -> Iterator[Block]:
    """Lines of the readable pages, up to the limit."""
    left = MAX_BLOCKS
    for number, page in enumerate(pages, start=1):
        for line in page.lines[:left]:
            yield Block(text=line, locator=Locator(page=number))
        left -= len(page.lines[:left])


def _page(pdf: "PdfDocument", index: int) -> _Read:
    """Read one page; its handles are closed whatever happens."""
    from pypdfium2 import PdfiumError

    try:
        with contextlib.closing(pdf[index]) as page:
            with contextlib.closing(page.get_textpage()) as layer:
                raw = _STRAY_MARK.sub(r"\1", ordered_text(layer))
            lines = tuple(filter(None, map(_line, _LINE_ENDS.split(raw))))
            letters = sum(character.isalnum() for line in lines for character in line)
            if letters < _SOME and _is_picture(page, letters):
                return _Read(kind=_Page.PICTURE)
    except PdfiumError:
        return _Read(kind=_Page.BROKEN)
    if not letters:
        return _Read(kind=_Page.BLANK)
    if garbage_share("\n".join(lines)) > GARBAGE:
        return _Read(kind=_Page.GARBLED)
    return _Read(kind=_Page.TEXT, lines=lines)


def _line(raw: str) -> str:
    return " ".join(repair(_NO_TEXT.sub("", raw)).split())


def _is_picture(page: "PdfPage", letters: int) -> bool:
    """Tell whether what one sees on a page with little text is a picture."""
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    area = max(width * height, 1.0)
    shapes = 0
    for shape in page.get_objects(max_depth=_IMAGE_DEPTH):
        if shape.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            if letters < _FEW:
                return True
            left, bottom, right, top = shape.get_bounds()
            if (right - left) * (top - bottom) >= _FILLS * area:
                return True
        elif shape.type in {pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING}:
            shapes += 1
            if shapes >= _DRAWN and letters < _FEW:
                return True
    return False
