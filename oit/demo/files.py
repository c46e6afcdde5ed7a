"""The portal's documents, made when first asked for: PDF, Word, Excel and CSV.

The same content on the same day gives the same bytes, so that a run can be repeated.
"""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from oit.demo.blocks import (
    Block,
    Bullets,
    Heading,
    Link,
    Para,
    Picture,
    Raw,
    Table,
    in_thai_digits,
)
from oit.demo.dates import thai_digits
from oit.demo.pictures import FONTS

if TYPE_CHECKING:
    from docx.document import Document
    from fpdf import FPDF

_MARKS = "\u0e30-\u0e3a\u0e45-\u0e4e"
_SYLLABLE = re.compile(r"^[^เแโใไ/(-]+|[เแโใไ/(-][^เแโใไ/(-]*")
_CLUSTER = re.compile(rf"[เแโใไ]?.[{_MARKS}]*", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet of a workbook: lines above the table, then the table."""

    name: str
    above: tuple[str, ...]
    table: Table
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document to be written as PDF or Word."""

    title: str
    blocks: tuple[Block, ...]
    day: date
    landscape: bool = False

    def with_thai_digits(self) -> "Paper":
        """Return the document with Thai digits throughout."""
        return Paper(
            title=thai_digits(self.title),
            blocks=in_thai_digits(self.blocks),
            day=self.day,
            landscape=self.landscape,
        )


def paper(title: str, day: date, *blocks: Block, landscape: bool = False) -> Paper:
    """Write a document."""
    return Paper(title=title, day=day, blocks=blocks, landscape=landscape)


def make_pdf(document: Paper) -> bytes:
    """Write a PDF with a text layer that reads back as it was written."""
    from fpdf import FPDF

    pdf = FPDF(orientation="L" if document.landscape else "P")
    pdf.set_creation_date(_moment(document.day))
    pdf.set_title(document.title)
    pdf.set_lang("th-TH")
    for style, name in (("", "Regular"), ("B", "Bold")):
        pdf.add_font("Sarabun", style, FONTS / f"Sarabun-{name}.ttf")
    pdf.set_font("Sarabun", size=14)
    _shape(pdf)
    pdf.add_page()
    pdf.set_font(style="B", size=17)
    _write(pdf, document.title, align="C")
    pdf.ln(3)
    for block in document.blocks:
        _add_to_pdf(pdf, block)
    return bytes(pdf.output())


def make_docx(document: Paper) -> bytes:
    """Write a Word document."""
    import docx

    word = docx.Document()
    word.core_properties.title = document.title
    word.core_properties.author = "สำนักงานเขตตัวอย่าง"
    moment = _moment(document.day).replace(tzinfo=None)
    word.core_properties.created = word.core_properties.modified = moment
    word.add_heading(document.title, level=1)
    for block in document.blocks:
        _add_to_docx(word, block)
    out = io.BytesIO()
    word.save(out)
    return _repacked(out.getvalue())


def make_xlsx(day: date, *sheets: Sheet) -> bytes:
    """Write a workbook; cells that hold a number are written as numbers."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": _moment(day).replace(tzinfo=None)})
        bold = book.add_format({"bold": True, "text_wrap": True, "border": 1})
        cell = book.add_format({"text_wrap": True, "border": 1, "valign": "top"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            last = len(sheet.table.header) - 1
            page.set_column(0, last, 22)
            for row, text in enumerate(sheet.above):
                page.merge_range(row, 0, row, last, text, bold)
            top = len(sheet.above)
            page.write_row(top, 0, sheet.table.header, bold)
            for row, values in enumerate(sheet.table.rows, top + 1):
                page.write_row(row, 0, [_number(v) for v in values], cell)
            bottom = top + 1 + len(sheet.table.rows)
            for row, text in enumerate(sheet.below, bottom):
                page.write_string(row, 0, text)
    return out.getvalue()


def make_csv(content: Table, encoding: str = "utf-8-sig") -> bytes:
    """Write a table as CSV."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(content.header)
    rows.writerows([str(_number(v)) for v in row] for row in content.rows)
    return out.getvalue().encode(encoding)


def pdf(document: Paper) -> Callable[[], bytes]:
    """Return what writes the document as PDF when called."""
    return lambda: make_pdf(document)


def docx(document: Paper) -> Callable[[], bytes]:
    """Return what writes the document as Word when called."""
    return lambda: make_docx(document)


def xlsx(day: date, *sheets: Sheet) -> Callable[[], bytes]:
    """Return what writes the workbook when called."""
    return lambda: make_xlsx(day, *sheets)


def _shape(pdf: "FPDF") -> None:
    """Shape so that the text looks right and reads back as it was written.

    `mark` and `mkmk` move marks in ways a PDF reader cannot put back in order, and the
    Thai shaper takes SARA AM apart. Sarabun, as scripts/make_fonts.py builds it, needs
    none of them.
    """
    pdf.set_text_shaping(
        use_shaping_engine=True,
        features={"mark": False, "mkmk": False},
        script="latn",
        direction="ltr",
    )


def _add_to_pdf(pdf: "FPDF", block: Block) -> None:
    pdf.set_font(style="", size=14)
    match block:
        case Heading(text):
            pdf.ln(2)
            pdf.set_font(style="B", size=15)
            _write(pdf, text)
        case Para(text):
            _write(pdf, text)
        case Bullets(items, numbered):
            for number, item in enumerate(items, 1):
                mark = f"{number}." if numbered else "•"
                _write(pdf, f"{mark} {item}")
        case Table():
            _add_table(pdf, block)
        case Picture() | Link() | Raw():
            pass


def _add_table(pdf: "FPDF", block: Table) -> None:
    if block.caption:
        pdf.set_font(style="B", size=14)
        _write(pdf, block.caption)
    pdf.set_font(style="", size=12)
    shares = block.widths or (1,) * len(block.header)
    widths = [pdf.epw * share / sum(shares) - 3 for share in shares]
    with pdf.table(col_widths=shares, text_align="LEFT", line_height=6.5) as rows:
        for cells in (block.header, *block.rows):
            row = rows.row()
            for cell, width in zip(cells, widths, strict=True):
                row.cell(_broken(pdf, cell, width))
    pdf.ln(3)


def _write(pdf: "FPDF", text: str, align: str = "L") -> None:
    broken = _broken(pdf, text, pdf.epw - 3)
    height = 1.5 * pdf.font_size
    pdf.multi_cell(0, height, broken, align=align, new_x="LMARGIN", new_y="NEXT")


def _broken(pdf: "FPDF", text: str, width: float) -> str:
    """Break words wider than the column where Thai may be broken.

    Thai has no spaces between words, and fpdf2 would cut before a vowel or a tone mark.
    """
    words = []
    for word in text.split(" "):
        lines = [""]
        for part in _parts(word, lambda text: pdf.get_string_width(text) <= width):
            if lines[-1] and pdf.get_string_width(lines[-1] + part) > width:
                lines.append("")
            lines[-1] += part
        words.append("\n".join(lines))
    return " ".join(words)


def _parts(word: str, fits: Callable[[str], bool]) -> list[str]:
    """Split before leading vowels, else where needed before any letter but a mark."""
    parts = [m[0] for m in _SYLLABLE.finditer(word)]
    return [
        piece
        for part in parts
        for piece in ([part] if fits(part) else _CLUSTER.findall(part))
    ]


def _add_to_docx(word: "Document", block: Block) -> None:
    match block:
        case Heading(text):
            word.add_heading(text, level=2)
        case Para(text):
            word.add_paragraph(text)
        case Bullets(items, numbered):
            for item in items:
                word.add_paragraph(item, "List Number" if numbered else "List Bullet")
        case Table(header, rows, caption):
            if caption:
                word.add_paragraph(caption)
            grid = word.add_table(rows=0, cols=len(header), style="Table Grid")
            for cells in (header, *rows):
                for cell, text in zip(grid.add_row().cells, cells, strict=True):
                    cell.text = text
        case Picture() | Link() | Raw():
            pass


def _repacked(data: bytes) -> bytes:
    """Write the zip again with one fixed time, so that equal content is equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return out.getvalue()


def _number(text: str) -> str | float | int:
    plain = text.replace(",", "")
    if not plain.replace(".", "", 1).isdecimal() or plain[:1] == "0" != plain:
        return text
    return float(plain) if "." in plain else int(plain)


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(9, 0), UTC)
