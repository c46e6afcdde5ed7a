"""Builds PDF files as scanners, word processors and careless exports leave them."""

import contextlib
import io
from collections.abc import Callable, Sequence

import fpdf
import pypdfium2
from PIL import Image

from tests.support.files import FONT, MADE_AT

Draw = Callable[[fpdf.FPDF], None]
"""Draws on the page that was begun."""


def pages(*draws: Draw, landscape: bool = False, producer: str = "") -> bytes:
    """Make a PDF of pages that are drawn one by one, in 12 points."""
    file = _file()
    if producer:
        file.set_producer(producer)
    for draw in draws:
        file.add_page(orientation="L" if landscape else "P")
        draw(file)
    return bytes(file.output())


def _file() -> fpdf.FPDF:
    file = fpdf.FPDF()
    file.set_creation_date(MADE_AT)
    file.add_font("Sarabun", fname=str(FONT))
    file.set_font("Sarabun", size=12)
    return file


def lines(*texts: str) -> Draw:
    """Draw lines of text."""

    def draw(file: fpdf.FPDF) -> None:
        for text in texts:
            file.cell(text=text, new_x="LMARGIN", new_y="NEXT")

    return draw


def picture(share: float = 1.0) -> Draw:
    """Draw a picture over this share of the page, from its top."""

    def draw(file: fpdf.FPDF) -> None:
        image = Image.new("L", (200, 280), 200)
        file.image(image, x=0, y=0, w=file.w, h=file.h * share)

    return draw


def hidden(*texts: str) -> Draw:
    """Write lines that are not to be seen, as recognising software does."""

    def draw(file: fpdf.FPDF) -> None:
        file.text_mode = fpdf.enums.TextMode.INVISIBLE
        lines(*texts)(file)
        file.text_mode = fpdf.enums.TextMode.FILL

    return draw


def both(*draws: Draw) -> Draw:
    """Draw one thing after another on one page."""

    def draw(file: fpdf.FPDF) -> None:
        for each in draws:
            each(file)

    return draw


def ruled(
    widths: Sequence[float], *rows: Sequence[str | tuple[str, int]], left: float = 15
) -> Draw:
    """Draw a table with lines; (text, n) is a cell over n columns. In millimetres."""

    def draw(file: fpdf.FPDF) -> None:
        for row in rows:
            file.set_x(left)
            at = 0
            for cell in row:
                text, span = cell if isinstance(cell, tuple) else (cell, 1)
                width = sum(widths[at : at + span])
                at += span
                file.cell(w=width, h=8, text=text, border=1)
            file.ln(8)

    return draw


def tall_cell(text: str, *rows: tuple[str, str]) -> Draw:
    """Draw a ruled table whose first cell goes over all rows."""

    def draw(file: fpdf.FPDF) -> None:
        left, top = 15.0, 20.0
        for number, line in enumerate(text.split("\n")):
            file.text(left + 2, top + 6 + 6 * number, line)
        file.rect(left, top, 50, 8 * len(rows))
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                file.set_xy(left + 50 + 30 * column, top + 8 * number)
                file.cell(w=30, h=8, text=cell, border=1)

    return draw


def frame() -> Draw:
    """Draw a border around the page."""

    def draw(file: fpdf.FPDF) -> None:
        file.rect(5, 5, file.w - 10, file.h - 10)

    return draw


def sideways(degrees: int, draw: Draw) -> Draw:
    """Draw turned against the clock, on a page 210 millimetres square at least."""

    def turned_draw(file: fpdf.FPDF) -> None:
        with file.rotation(degrees, x=105, y=105):
            draw(file)

    return turned_draw


def aligned(
    places: Sequence[float], *rows: Sequence[str], pitch: float = 7, top: float = 40
) -> Draw:
    """Write texts at these distances from the left, row under row. In millimetres."""

    def draw(file: fpdf.FPDF) -> None:
        for number, row in enumerate(rows):
            for left, text in zip(places, row, strict=True):
                if text:
                    file.text(left, top + number * pitch, text)

    return draw


def locked(
    *texts: str, password: str = "", may_copy: bool = True, may_print: bool = True
) -> bytes:
    """Make a PDF that its owner locked; ``password``: what a reader must give."""
    allowed = fpdf.enums.AccessPermission.none()
    if may_copy:
        allowed |= fpdf.enums.AccessPermission.COPY
    if may_print:
        allowed |= fpdf.enums.AccessPermission.PRINT_LOW_RES
    file = _file()
    file.set_encryption("owner", user_password=password, permissions=allowed)
    file.add_page()
    lines(*texts)(file)
    return bytes(file.output())


def without_meaning(data: bytes) -> bytes:
    """Take away what the fonts say of their glyphs' meaning."""
    return data.replace(b"/ToUnicode ", b"/XoUnicode ")


def turned(data: bytes, degrees: int) -> bytes:
    """Turn every page clockwise."""
    target = io.BytesIO()
    with contextlib.closing(pypdfium2.PdfDocument(data)) as pdf:
        for page in pdf:
            page.set_rotation(degrees)
            page.close()
        pdf.save(target)
    return target.getvalue()


def written(*objects: str, version: str = "1.4") -> bytes:
    """Make a PDF of objects 1, 2, 3 ... as they are written; the first is the root."""
    parts, places = [f"%PDF-{version}\n".encode()], []
    for number, content in enumerate(objects, start=1):
        places.append(sum(map(len, parts)))
        parts.append(f"{number} 0 obj\n{content}\nendobj\n".encode())
    start = sum(map(len, parts))
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    parts.append(
        f"xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer <</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    )
    return b"".join(parts)


def stream(content: str, entries: str = "") -> str:
    """Write a stream object."""
    return f"<<{entries}/Length {len(content)}>>stream\n{content}\nendstream"


def form(*, xfa: bool = False) -> bytes:
    """Make a page with two fields and a link."""
    packet = "/XFA 8 0 R" if xfa else ""
    box = "/Type/Annot/Rect [10 10 90 30]"
    return written(
        f"<</Type/Catalog/Pages 2 0 R/AcroForm <</Fields [5 0 R 6 0 R]{packet}>>>>",
        "<</Type/Pages/Kids [3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox [0 0 300 300]/Contents 4 0 R"
        "/Resources <</Font <</F <</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
        "/Annots [5 0 R 6 0 R 7 0 R]>>",
        stream("BT /F 12 Tf 20 200 Td (Name and address) Tj ET"),
        f"<<{box}/Subtype/Widget/FT/Tx/T(a)>>",
        f"<<{box}/Subtype/Widget/FT/Tx/T(b)>>",
        f"<<{box}/Subtype/Link/A <</S/URI/URI(https://district.test/)>>>>",
        stream("<xdp/>"),
        version="1.6",
    )


def drawn_letters() -> bytes:
    """Make a page in a font whose letters are drawings without a meaning (Type 3)."""
    return written(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids [3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox [0 0 300 300]/Contents 4 0 R"
        "/Resources <</Font <</F 5 0 R>>>>>>",
        stream(
            "BT /F 12 Tf 20 200 Td (\\001\\002\\001\\002\\001\\002\\001\\001\\002\\002) "
            "Tj ET"
        ),
        "<</Type/Font/Subtype/Type3/FontBBox [0 0 1000 1000]"
        "/FontMatrix [0.001 0 0 0.001 0 0]/CharProcs <</g1 6 0 R/g2 6 0 R>>"
        "/Encoding <</Type/Encoding/Differences [1/g1/g2]>>"
        "/FirstChar 1/LastChar 2/Widths [1000 1000]/Resources <<>>>>",
        stream("1000 0 0 0 750 750 d1 0 0 750 750 re f"),
    )


_HELVETICA = "/Resources <</Font <</F <</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"


def strokes(count: int) -> Draw:
    """Draw short slanting lines, as writing turned into outlines is."""

    def draw(file: fpdf.FPDF) -> None:
        for number in range(count):
            x, y = 20 + number % 20 * 5, 50 + number // 20 * 8
            file.line(x, y, x + 3, y + 4)

    return draw


def written_page(content: str, resources: str = "", *more: str) -> bytes:
    """Make one page, 300 points square, of drawing operators; font F is there.

    ``more``: objects from number 5 on that ``resources`` names.
    """
    return written(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids [3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox [0 0 300 300]/Contents 4 0 R"
        f"{_HELVETICA}{resources}>>>>",
        stream(content),
        *more,
    )


def picture_in_forms(depth: int) -> bytes:
    """Make a page whose one picture lies within forms, each holding the next."""
    inner = [
        stream(
            "q /X Do Q",
            "/Type/XObject/Subtype/Form/BBox [0 0 300 300]"
            f"/Resources <</XObject <</X {6 + number} 0 R>>>>",
        )
        for number in range(depth)
    ]
    # The picture fills a unit square, which the page enlarges.
    image = stream(
        "~",
        "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8"
        "/ColorSpace/DeviceGray",
    )
    place = "q 300 0 0 300 0 0 cm /X Do Q"
    return written_page(place, "/XObject <</X 5 0 R>>", *inner, image)


def tagged() -> bytes:
    """Make a file that says of itself that its structure is marked."""
    return written(
        "<</Type/Catalog/Pages 2 0 R/MarkInfo <</Marked true>>>>",
        "<</Type/Pages/Kids [3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox [0 0 300 300]>>",
    )


def with_a_lost_page(text: str) -> bytes:
    """Make a file of two pages, the second of which is not there."""
    return written(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids [3 0 R 99 0 R]/Count 2>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox [0 0 300 300]/Contents 4 0 R{_HELVETICA}"
        ">>>>",
        stream(f"BT /F 12 Tf 20 200 Td ({text}) Tj ET"),
    )


def box(left: float, top: float, width: float, height: float) -> Draw:
    """Draw a border. In millimetres."""

    def draw(file: fpdf.FPDF) -> None:
        file.rect(left, top, width, height)

    return draw


def placed(top: float, draw: Draw) -> Draw:
    """Draw from this distance from the top on. In millimetres."""

    def draw_there(file: fpdf.FPDF) -> None:
        file.set_y(top)
        draw(file)

    return draw_there
