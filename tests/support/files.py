"""Builds real files, the kinds that an agency uploads, in memory."""

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import docx
import fpdf
import xlsxwriter
from PIL import Image

FONT = Path(__file__).parents[2] / "oit" / "fonts" / "Sarabun-Regular.ttf"
MADE_AT = datetime(2024, 1, 5, tzinfo=UTC)

Cell = str | int | float | date | None


def pdf(
    *pages: Sequence[str],
    title: str = "",
    password: str = "",
    pictures: Sequence[int] = (),
) -> bytes:
    """Make a PDF with a Thai text layer.

    ``pages``: the lines of each page. ``pictures``: numbers from 1 of the pages that
    are drawn over by a picture instead of lines.
    """
    file = fpdf.FPDF()
    file.set_creation_date(MADE_AT)
    file.add_font("Sarabun", fname=str(FONT))
    file.set_text_shaping(True)
    file.set_font("Sarabun", size=14)
    if title:
        file.set_title(title)
    if password:
        file.set_encryption(owner_password=password + "o", user_password=password)
    for number, lines in enumerate(pages, start=1):
        file.add_page()
        if number in pictures:
            file.image(Image.new("L", (200, 280), 200), x=0, y=0, w=210, h=297)
        for line in lines:
            file.cell(text=line, new_x="LMARGIN", new_y="NEXT")
    return bytes(file.output())


def scan(pages: int = 2) -> bytes:
    """Make a PDF whose pages are pictures without text."""
    sheets = [Image.new("L", (300, 420), 240 - 10 * page) for page in range(pages)]
    target = io.BytesIO()
    sheets[0].save(target, "PDF", save_all=True, append_images=sheets[1:])
    return target.getvalue()


def picture(kind: str = "PNG") -> bytes:
    """Make a picture file; ``kind`` is Pillow's name of the format."""
    target = io.BytesIO()
    Image.new("RGB", (40, 30), (200, 30, 30)).save(target, kind)
    return target.getvalue()


def xlsx(
    sheets: dict[str, Sequence[Sequence[Cell]]],
    *,
    title: str = "",
    merged: Sequence[tuple[int, int, int, int, str]] = (),
    hidden: Sequence[str] = (),
    with_picture: bool = False,
) -> bytes:
    """Make a workbook.

    ``merged``: first row, first column, last row, last column (from 0) and text, on the
    first sheet.
    """
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        if title:
            book.set_properties({"title": title})
        day = book.add_format({"num_format": "d/m/yyyy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, date):
                        sheet.write_datetime(row, column, cell, day)
                    elif cell is not None:
                        sheet.write(row, column, cell)
            if name in hidden:
                sheet.hide()
            if with_picture:
                image = io.BytesIO(picture())
                sheet.insert_image("A1", "p.png", {"image_data": image})
        for top, left, bottom, right, text in merged:
            book.worksheets()[0].merge_range(top, left, bottom, right, text)
    return target.getvalue()


def docx_file(
    *parts: str | tuple[int, str] | Sequence[Sequence[str]],
    title: str = "",
    with_picture: bool = False,
) -> bytes:
    """Make a DOCX file.

    ``parts`` in order: a text is a paragraph, (level, text) a heading, rows a table.
    """
    word = docx.Document()
    word.core_properties.title = title
    for part in parts:
        if isinstance(part, str):
            word.add_paragraph(part)
        elif isinstance(part, tuple) and isinstance(part[0], int):
            word.add_heading(str(part[1]), level=part[0])
        else:
            rows = [list(row) for row in part if isinstance(row, Sequence)]
            table = word.add_table(rows=len(rows), cols=len(rows[0]))
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
    if with_picture:
        word.add_picture(io.BytesIO(picture()))
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def ods(rows: Sequence[Sequence[str]], *, sheet: str = "Sheet1") -> bytes:
    """Make an ODS workbook of text cells."""
    body = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{cell}</text:p></table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}>'
        f'<office:body><office:spreadsheet><table:table table:name="{sheet}">{body}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    media_type = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    return archive(
        {
            "mimetype": media_type,
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }
    )


def archive(members: dict[str, str | bytes], *, packed: bool = False) -> bytes:
    """Make a ZIP file."""
    target = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(target, "w", method) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return target.getvalue()


def ole(*streams: str) -> bytes:
    """Make the shell of an OLE compound file with these streams at its root."""
    names = ("Root Entry", *streams)
    free, end = b"\xff\xff\xff\xff", b"\xfe\xff\xff\xff"
    entries = b""
    for place, name in enumerate(names):
        raw = name.encode("utf-16-le")
        right = place + 1 if 0 < place < len(streams) else None
        links = [None, right, 1 if place == 0 and streams else None]
        numbers = b"".join(
            free if link is None else link.to_bytes(4, "little") for link in links
        )
        size = (len(raw) + 2).to_bytes(2, "little")
        kind = b"\x05\x01" if place == 0 else b"\x02\x01"
        entries += (raw.ljust(64, b"\0") + size + kind + numbers).ljust(128, b"\0")
    entries = entries.ljust(-(-len(entries) // 512) * 512, b"\0")
    sectors = len(entries) // 512
    chain = [*range(2, sectors + 1)]
    table = b"\xfd\xff\xff\xff"
    table += b"".join(number.to_bytes(4, "little") for number in chain) + end
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0")
        + b"\x3e\0\x03\0\xfe\xff\x09\0\x06\0"
    ).ljust(44, b"\0")
    header += (1).to_bytes(4, "little") + (1).to_bytes(4, "little")
    header = header.ljust(60, b"\0") + end
    header = header.ljust(68, b"\0") + end
    header = header.ljust(76, b"\0") + (0).to_bytes(4, "little")
    return header.ljust(512, b"\xff") + table.ljust(512, b"\xff") + entries
