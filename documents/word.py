"""Reads DOCX files: paragraphs, headings, tables and text boxes in their order."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from documents.document import (
    Block,
    Document,
    Kind,
    Locator,
    Openness,
    Problem,
    Role,
    Table,
)
from documents.grid import Grid, row_text
from documents.thai.text import repair

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.table import Table as WordTable
    from docx.text.paragraph import Paragraph

MAX_BLOCKS = 50_000
"""Paragraphs and rows read from one file."""
_BOX = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}txbxContent"


def read_word(data: bytes) -> Document:
    """Read a DOCX file; paragraphs are numbered from 1, as are the rows of a table."""
    import docx

    word = docx.Document(io.BytesIO(data))
    blocks: list[Block] = []
    tables: list[Table] = []
    for block in _read(word, tables):
        blocks.append(block)
        if len(blocks) == MAX_BLOCKS:
            break
    pictures = any("/image" in relation.reltype for relation in word.part.rels.values())
    problems = [Problem.CUT] if len(blocks) == MAX_BLOCKS else []
    openness = Openness.TEXT
    if not blocks:
        openness = Openness.IMAGE if pictures else Openness.NONE
        problems.append(Problem.SCANNED if pictures else Problem.EMPTY)
    return Document(
        kind=Kind.DOCX,
        openness=openness,
        title=_clean(word.core_properties.title or ""),
        blocks=tuple(blocks),
        tables=tuple(tables),
        images=int(not blocks and pictures),
        problems=tuple(problems),
    )


def _clean(text: str) -> str:
    return " ".join(repair(text).split())


def _read(word: "WordFile", tables: list[Table]) -> Iterator[Block]:
    """Give the blocks in reading order, and add the tables to ``tables``."""
    from docx.table import Table as WordTable

    for number, part in enumerate(word.iter_inner_content(), start=1):
        if isinstance(part, WordTable):
            yield from _table(part, Locator(paragraph=number), tables)
        else:
            yield from _paragraph(part, Locator(paragraph=number))


def _paragraph(paragraph: "Paragraph", locator: Locator) -> Iterator[Block]:
    """Give a paragraph, its links, and the text boxes that hang on it."""
    text = _clean(paragraph.text)
    if text:
        level = _level(paragraph)
        role = Role.HEADING if level else Role.TEXT
        yield Block(text=text, role=role, level=level, locator=locator)
    for link in paragraph.hyperlinks:
        label = _clean(link.text)
        if link.address and label:
            yield Block(text=label, role=Role.LINK, href=link.address, locator=locator)
    for boxed in _boxes(paragraph):
        yield Block(text=boxed, locator=locator)


def _boxes(paragraph: "Paragraph") -> Iterator[str]:
    """Texts of the text boxes; each is stored twice, for new and for old programs."""
    seen: set[str] = set()
    for box in paragraph._p.iter(_BOX):
        for inner in box.iter(_BOX.replace("txbxContent", "p")):
            parts = (
                node.text or "" for node in inner.iter(_BOX.replace("txbxContent", "t"))
            )
            text = _clean("".join(parts))
            if text and text not in seen:
                seen.add(text)
                yield text


def _level(paragraph: "Paragraph") -> int:
    """Level of a heading by its style: the title counts as level 1."""
    style = paragraph.style
    name = (style.name or "").lower() if style is not None else ""
    if name == "title":
        return 1
    if not name.startswith("heading "):
        return 0
    number = name.removeprefix("heading ").strip()
    return min(int(number), 6) if number.isdecimal() and int(number) else 0


def _table(
    table: "WordTable", locator: Locator, tables: list[Table]
) -> Iterator[Block]:
    """Give the rows of a table; merged cells are repeated in the table, not in the row."""
    grid = Grid()
    for number, row in enumerate(table.rows, start=1):
        texts: list[str] = []
        cells: list[str] = []
        before = None
        for cell in row.cells:
            text = _clean(cell.text)
            texts.append(text)
            if cell._tc is not before:
                cells.append(text)
            before = cell._tc
        grid.rows.append([(text, 1, 1) for text in texts])
        if any(cells):
            place = Locator(paragraph=locator.paragraph, row=number)
            yield Block(text=row_text(cells), role=Role.ROW, locator=place)
    result = grid.table(locator)
    if result is not None:
        tables.append(result)
