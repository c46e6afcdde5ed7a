"""Looks at one page of a PDF: what is drawn on it, and whether its letters say anything.

All measures are taken by PDFium, and all loops over what a file may hold have a bound.
"""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from documents.pdf_facts import READ, FormKind, PageFacts, PageKind, PdfFacts
from documents.thai.garbage import garbage_share

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

GARBAGE = 0.3
"""Share of senseless or unmapped characters from which on a page counts as garbled."""
MAX_OBJECTS = 20_000
"""Objects looked at on one page."""
MAX_ANNOTATIONS = 1_000
"""Annotations looked at on one page."""
MAX_SEGMENTS = 400
"""Segments of one path that may be rules of a table; longer paths are drawings."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points; the page as it is shown, from its lower left."""

_FEW = 20
"""Letters below which a page with a picture is that picture: a page number, a stamp."""
_SOME = 120
"""Letters below which the same holds where the picture fills the page."""
_FILLS = 0.6
_HALF = 0.5
"""Share of the page from which on pictures beside text are worth a word."""
_DRAWN = 200
"""Shapes from which on a page without text is writing turned into outlines."""
_DEPTH = 3
"""Forms within forms that are looked into."""
_GRID = 48
"""Rows and columns of the grid on which covered area is counted."""
_SAMPLE = 150
"""Characters of a page that are tried for their meaning."""
_FONTS = 8
"""Names of fonts kept of a page."""
_THIN = 3.0
"""Points: a shape thinner than this is a line."""
_STRAIGHT = 0.5
_INVISIBLE = 3
"""PDF 32000-1, table 106: neither fill nor stroke text."""
_MAY_PRINT, _MAY_COPY = 1 << 2, 1 << 4
"""PDF 32000-1, table 22: bits 3 and 5 of the permissions."""
_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(slots=True)
class Drawn:
    """What is drawn on a page, letters apart."""

    image_share: float = 0.0
    shapes: int = 0
    rules: list[Box] = field(default_factory=list)
    """Straight lines, upright or level, as thin boxes."""
    texts: int = 0
    hidden: int = 0
    """Pieces of text that cannot be seen: invisible, or under a picture of the page."""
    objects: int = 0
    """How many were looked at."""
    whole: bool = True
    """False where the page has more objects than are looked at."""


class Frame:
    """Turns points of a page into points of the page as it is shown."""

    def __init__(self, page: "PdfPage") -> None:
        """Take the page's box and how it is turned."""
        self._turn = page.get_rotation()
        self._left, self._bottom, self._right, self._top = page.get_bbox()
        width, height = self._right - self._left, self._top - self._bottom
        turned = self._turn in {90, 270}
        self.width = max(height if turned else width, 1.0)
        self.height = max(width if turned else height, 1.0)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Turn one point."""
        match self._turn:
            case 90:
                return y - self._bottom, self._right - x
            case 180:
                return self._right - x, self._top - y
            case 270:
                return self._top - y, x - self._left
            case _:
                return x - self._left, y - self._bottom

    def box(self, x: float, y: float, other_x: float, other_y: float) -> Box:
        """Turn a box given by two corners."""
        (one, low), (two, high) = self.point(x, y), self.point(other_x, other_y)
        return min(one, two), min(low, high), max(one, two), max(low, high)


_Matrix = tuple[float, float, float, float, float, float]
_PLAIN: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _product(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _moved(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _objects(page: "PdfPage") -> Iterator[tuple[Any, int, _Matrix]]:
    """Give objects, their types, and where the form that holds them lies; no forms."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFPage_CountObjects(page)
    stack: list[tuple[Any, Any, int, int, _Matrix]] = [
        (pdfium.FPDFPage_GetObject, page, 0, count, _PLAIN)
    ]
    found = pdfium.FS_MATRIX()
    while stack:
        get, holder, at, count, matrix = stack.pop()
        if at >= count:
            continue
        stack.append((get, holder, at + 1, count, matrix))
        thing = get(holder, at)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield thing, kind, matrix
        elif len(stack) < _DEPTH and pdfium.FPDFPageObj_GetMatrix(thing, found):
            own = (found.a, found.b, found.c, found.d, found.e, found.f)
            inside = pdfium.FPDFFormObj_CountObjects(thing)
            place = _product(own, matrix)
            stack.append((pdfium.FPDFFormObj_GetObject, thing, 0, inside, place))


def drawn_on(page: "PdfPage", frame: Frame, limit: int = MAX_OBJECTS) -> Drawn:
    """Walk once over what is drawn on a page."""
    import pypdfium2.raw as pdfium

    found, covered = Drawn(), _Covered(frame)
    for number, (thing, kind, matrix) in enumerate(_objects(page)):
        if number >= min(limit, MAX_OBJECTS):
            found.whole = False
            break
        found.objects += 1
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            found.texts += 1
            mode = pdfium.FPDFTextObj_GetTextRenderMode(thing)
            found.hidden += mode == _INVISIBLE
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(thing, matrix, frame)
            covered.add(box)
            whole = _area(box) >= _FILLS * frame.width * frame.height
            if whole and not pdfium.FPDFPageObj_HasTransparency(thing):
                # What was written before lies under it.
                found.hidden = found.texts
        else:
            found.shapes += 1
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                found.rules += _rules(thing, matrix, frame)
    found.image_share = covered.share
    return found


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _bounds(thing: Any, matrix: _Matrix, frame: Frame) -> Box:
    """Box of an object on the page; empty where it has none."""
    import pypdfium2.raw as pdfium

    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(thing, *sides):
        return (0.0, 0.0, 0.0, 0.0)
    left, bottom, right, top = (side.value for side in sides)
    corners = [_moved(matrix, x, y) for x in (left, right) for y in (bottom, top)]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return frame.box(min(across), min(up), max(across), max(up))


class _Covered:
    """Counts the area under pictures that may overlap, or be strips of one."""

    def __init__(self, frame: Frame) -> None:
        self._across, self._up = frame.width / _GRID, frame.height / _GRID
        self._rows = [0] * _GRID

    def add(self, box: Box) -> None:
        left, right = (self._line(x / self._across) for x in (box[0], box[2]))
        bottom, top = (self._line(y / self._up) for y in (box[1], box[3]))
        if right > left:
            bits = ((1 << (right - left)) - 1) << left
            for row in range(bottom, top):
                self._rows[row] |= bits

    @staticmethod
    def _line(place: float) -> int:
        return round(min(max(place, 0.0), float(_GRID)))

    @property
    def share(self) -> float:
        return sum(row.bit_count() for row in self._rows) / _GRID**2


def _rules(path: Any, matrix: _Matrix, frame: Frame) -> list[Box]:
    """Give the straight lines that a path draws: itself where it is thin, else edges."""
    import pypdfium2.raw as pdfium

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, fill, stroke):
        return []
    if not fill.value and not stroke.value:
        return []
    box = _bounds(path, matrix, frame)
    count = pdfium.FPDFPath_CountSegments(path)
    if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
        return [box]
    if (not stroke.value and count <= _CORNERS) or not 0 < count <= MAX_SEGMENTS:
        # A filled box is a background, not a line.
        return []
    return _edges(path, count, matrix, frame)


_CORNERS = 6
"""Segments of a box, at most."""


def _edges(path: Any, count: int, matrix: _Matrix, frame: Frame) -> list[Box]:
    """Give the level and upright edges of a path; none where it has curves."""
    import pypdfium2.raw as pdfium

    own, x, y = pdfium.FS_MATRIX(), ctypes.c_float(), ctypes.c_float()
    if not pdfium.FPDFPageObj_GetMatrix(path, own):
        return []
    placed = _product((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
    edges: list[Box] = []
    start = last = (0.0, 0.0)
    for at in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return []
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        here = frame.point(*_moved(placed, x.value, y.value))
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = here
        else:
            edges += _edge(last, here)
        if pdfium.FPDFPathSegment_GetClose(segment):
            edges += _edge(here, start)
        last = here
    return edges


def _edge(one: tuple[float, float], other: tuple[float, float]) -> list[Box]:
    (x, y), (other_x, other_y) = one, other
    across, up = abs(x - other_x), abs(y - other_y)
    if min(across, up) > _STRAIGHT or max(across, up) <= _THIN:
        return []
    return [(min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y))]


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
    kind = _kind(letters, drawn, share)
    if kind in READ and garbage > GARBAGE:
        kind = PageKind.GARBLED
    return PageFacts(
        number=number,
        kind=kind,
        letters=letters,
        image_share=round(drawn.image_share, 3),
        unmapped_share=round(share, 3),
        unmapped_fonts=fonts,
        garbage=round(garbage, 3),
        fields=fields,
        links=links,
        annotations=annotations,
    )


def _kind(letters: int, drawn: Drawn, unmapped: float) -> PageKind:
    """Tell what a page is, but for text that makes no sense."""
    fills = drawn.image_share >= _FILLS
    if fills and letters < _SOME:
        return PageKind.SCAN
    if letters < _FEW and drawn.shapes >= _DRAWN:
        return PageKind.SCAN
    if letters < _FEW and drawn.image_share:
        return PageKind.PICTURE
    if unmapped > GARBAGE:
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
