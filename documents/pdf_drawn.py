"""Looks at what is drawn on a page of a PDF, letters apart: pictures and lines.

All loops over what a file may hold have a bound.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

MAX_OBJECTS = 40_000
"""Objects, and segments of paths, looked at on one page."""
MAX_SEGMENTS = 400
"""Segments of one path that may be rules of a table; longer paths are drawings."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points; the page as it is shown, from its lower left."""

FILLS = 0.6
"""Share of the page from which on a picture is taken for a picture of the page."""

_DEPTH = 3
"""Forms within forms that are looked into."""
_GRID = 48
"""Rows and columns of the grid on which covered area is counted."""
_THIN = 3.0
"""Points: a shape thinner than this is a line."""
_STRAIGHT = 0.5
_INVISIBLE = 3
"""PDF 32000-1, table 106: neither fill nor stroke text."""
_CORNERS = 6
"""Segments of a box, at most."""


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
    """How many were looked at, segments of paths among them."""
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
        """Turn a box given by two corners, the lower left one first."""
        if not self._turn:
            across, up = self._left, self._bottom
            return x - across, y - up, other_x - across, other_y - up
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
    for thing, kind, matrix in _objects(page):
        if found.objects >= min(limit, MAX_OBJECTS):
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
            whole = _area(box) >= FILLS * frame.width * frame.height
            if whole and not pdfium.FPDFPageObj_HasTransparency(thing):
                # What was written before lies under it.
                found.hidden = found.texts
        else:
            found.shapes += 1
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                segments = pdfium.FPDFPath_CountSegments(thing)
                found.rules += _rules(thing, segments, matrix, frame)
                found.objects += min(segments, MAX_SEGMENTS)
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


def _rules(path: Any, count: int, matrix: _Matrix, frame: Frame) -> list[Box]:
    """Give the straight lines that a path draws: itself where it is thin, else edges."""
    import pypdfium2.raw as pdfium

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, fill, stroke):
        return []
    if not fill.value and not stroke.value:
        return []
    box = _bounds(path, matrix, frame)
    if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
        return [box]
    if (not stroke.value and count <= _CORNERS) or not 0 < count <= MAX_SEGMENTS:
        # A filled box is a background, not a line.
        return []
    return _edges(path, count, matrix, frame)


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
