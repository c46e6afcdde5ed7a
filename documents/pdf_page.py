"""Judges what a page of a PDF is, and whether its letters say anything.

All loops over what a file may hold have a bound.
"""

import ctypes
import re
from typing import TYPE_CHECKING

from documents.pdf_drawn import FILLS, Drawn
from documents.pdf_facts import GARBAGE, FormKind, PageFacts, PageKind, PdfFacts
from documents.thai.garbage import garbage_share

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

MAX_ANNOTATIONS = 1_000
"""Annotations looked at on one page."""

_FEW = 20
"""Letters below which a page with a picture is that picture: a page number, a stamp."""
_SOME = 120
"""Letters below which the same holds where the picture fills the page."""
_HALF = 0.5
"""Share of the page from which on pictures beside text are worth a word."""
_DRAWN = 200
"""Shapes from which on a page without text is writing turned into outlines."""
_SAMPLE = 150
"""Characters of a page that are tried for their meaning."""
_FONTS = 8
"""Names of fonts kept of a page."""
_MAY_PRINT, _MAY_COPY = 1 << 2, 1 << 4
"""PDF 32000-1, table 22: bits 3 and 5 of the permissions."""
_NO_LETTERS = re.compile(r"[\W_]+")


def facts_of_page(
    page: "PdfPage",
    layer: "PdfTextPage",
    number: int,
    text: str,
    drawn: Drawn,
    sample: int | None = None,
) -> PageFacts:
    """Judge a page by its text and what is drawn on it.

    ``sample``: characters of the text that are tried for sense; all by default.
    """
    letters = len(_NO_LETTERS.sub("", text))
    share, fonts = _unmapped(layer) if letters or drawn.texts else (0.0, ())
    garbage = garbage_share(text[:sample]) if letters else 0.0
    fields, links, annotations = _annotations(page)
    return PageFacts(
        number=number,
        kind=_kind(letters, drawn, share, garbage),
        letters=letters,
        image_share=round(drawn.image_share, 3),
        unmapped_share=round(share, 3),
        unmapped_fonts=fonts,
        garbage=round(garbage, 3),
        fields=fields,
        links=links,
        annotations=annotations,
    )


def _kind(letters: int, drawn: Drawn, unmapped: float, garbage: float) -> PageKind:
    """Tell what a page is: a picture first, since its few letters tell little."""
    fills = drawn.image_share >= FILLS
    if fills and letters < _SOME:
        return PageKind.SCAN
    if letters < _FEW and (drawn.shapes >= _DRAWN or not drawn.whole):
        return PageKind.SCAN
    if letters < _FEW and drawn.image_share:
        return PageKind.PICTURE
    if max(unmapped, garbage) > GARBAGE:
        return PageKind.GARBLED
    if not letters:
        return PageKind.BLANK
    if fills and 2 * drawn.hidden > drawn.texts:
        return PageKind.OCR
    return PageKind.MIXED if drawn.image_share >= _HALF else PageKind.TEXT


def _unmapped(layer: "PdfTextPage") -> tuple[float, tuple[str, ...]]:
    """Share of characters without a meaning, of a sample, and the fonts they are of."""
    import pypdfium2.raw as pdfium

    count = layer.count_chars()
    places = range(0, count, max(1, count // _SAMPLE))
    tried, lost, fonts = 0, 0, dict[str, None]()
    for place in places:
        code = pdfium.FPDFText_GetUnicode(layer, place)
        if code in _SPACES:
            continue
        tried += 1
        if _is_meant(code) and pdfium.FPDFText_HasUnicodeMapError(layer, place) != 1:
            continue
        lost += 1
        if len(fonts) < _FONTS:
            fonts[_font(layer, place)] = None
    fonts.pop("", None)
    return (lost / tried if tried else 0.0), tuple(fonts)


_SPACES = frozenset(map(ord, " \r\n\t\u00a0"))


def _is_meant(code: int) -> bool:
    """Tell whether a code is a character; old Thai shapes are, since they are mended."""
    if 0xE000 <= code <= 0xF8FF:
        return 0xF700 <= code <= 0xF71A
    # PDFium writes U+FFFE for the hyphen at which a word is broken.
    return code >= 0x20 and code not in {0xFFFD, 0xFFFF}


def _font(layer: "PdfTextPage", place: int) -> str:
    """Name of a character's font, without the letters that mark a part of a font."""
    import pypdfium2.raw as pdfium

    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    size = pdfium.FPDFText_GetFontInfo(layer, place, name, len(name), flags)
    if not size or size > len(name):
        return ""
    text = name.value.decode("utf-8", "replace")
    return text[7:] if text[6:7] == "+" else text


def _annotations(page: "PdfPage") -> tuple[int, int, int]:
    """Count fields, links, and annotations in all."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFPage_GetAnnotCount(page)
    fields = links = 0
    for at in range(min(count, MAX_ANNOTATIONS)):
        note = pdfium.FPDFPage_GetAnnot(page, at)
        if not note:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(note)
        pdfium.FPDFPage_CloseAnnot(note)
        fields += kind == pdfium.FPDF_ANNOT_WIDGET
        links += kind == pdfium.FPDF_ANNOT_LINK
    return fields, links, count


def facts_of_file(pdf: "PdfDocument", pages: tuple[PageFacts, ...]) -> PdfFacts:
    """Take down what a file says of itself."""
    import pypdfium2.raw as pdfium

    version = pdf.get_version()
    allowed = pdfium.FPDF_GetDocPermissions(pdf)
    return PdfFacts(
        pages=pages,
        count=len(pdf),
        version=f"{version // 10}.{version % 10}" if version else "",
        producer=" ".join((pdf.get_metadata_value("Producer") or "").split())[:200],
        encrypted=pdfium.FPDF_GetSecurityHandlerRevision(pdf) >= 0,
        may_copy=bool(allowed & _MAY_COPY),
        may_print=bool(allowed & _MAY_PRINT),
        tagged=bool(pdfium.FPDFCatalog_IsTagged(pdf)),
        form=_form(pdfium.FPDF_GetFormType(pdf)),
    )


def _form(kind: int) -> FormKind:
    import pypdfium2.raw as pdfium

    if kind in {pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND}:
        return FormKind.XFA
    return FormKind.ACROFORM if kind == pdfium.FORMTYPE_ACRO_FORM else FormKind.NONE
