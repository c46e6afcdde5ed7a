"""Reads ODT and ODP files: paragraphs, headings, tables and links in their order."""

import io
import zipfile
from dataclasses import dataclass, field
from typing import Literal

from documents.archive import has_pictures, office_title
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
from documents.grid import Grid, row_text, span
from documents.office_xml import feed
from documents.thai.text import repair

MAX_BLOCKS = 50_000
"""Paragraphs and rows read from one file."""
MAX_DEPTH = 200
"""Elements within elements that are followed."""
_NAMESPACE = "{urn:oasis:names:tc:opendocument:xmlns:"
_SKIPPED = frozenset(
    ["tracked-changes", "annotation", "notes", "forms", "scripts", "event-listeners"]
)
"""Parts that nobody sees on the pages, speaker's notes among them."""
_SPACES = {"s": " ", "tab": " ", "line-break": " "}


def read_open_document(data: bytes, kind: Literal[Kind.ODT, Kind.ODP]) -> Document:
    """Read an ODT or ODP file: a block a paragraph or row; slides count as pages."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if _is_locked(archive):
            return Document(
                kind=kind, openness=Openness.NONE, problems=(Problem.ENCRYPTED,)
            )
        content = _Content()
        whole = feed(archive, "content.xml", content)
        title = " ".join(repair(office_title(archive)).split())
        pictures = has_pictures(archive)
    problems = [] if whole and not content.is_full else [Problem.CUT]
    openness = Openness.TEXT
    only_pictures = pictures and not content.blocks
    if not content.blocks:
        openness = Openness.IMAGE if pictures else Openness.NONE
        problems.append(Problem.SCANNED if pictures else Problem.EMPTY)
    return Document(
        kind=kind,
        openness=openness,
        title=title,
        blocks=tuple(content.blocks),
        tables=tuple(content.tables),
        images=int(only_pictures),
        pages=content.page,
        problems=tuple(problems),
    )


def _is_locked(archive: zipfile.ZipFile) -> bool:
    """Tell whether the manifest says that the content is encrypted."""
    try:
        with archive.open("META-INF/manifest.xml") as part:
            return b"encryption-data" in part.read(1_000_000)
    except KeyError:
        return False


@dataclass(slots=True)
class _Paragraph:
    level: int
    parts: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    """Address and label of each link."""


@dataclass(slots=True)
class _Row:
    cells: list[tuple[list[str], int, int]] = field(default_factory=list)
    """Lines of each cell, rows and columns that it spans."""


@dataclass(slots=True)
class _Open:
    """A table that has not ended."""

    locator: Locator
    grid: Grid = field(default_factory=Grid)
    row: _Row | None = None
    in_cell: bool = False


class _Content:
    """Collects blocks and tables from the elements of ``content.xml``."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.page = 0
        self._number = 0
        self._depth = 0
        self._skipping = 0
        self._paragraphs: list[_Paragraph] = []
        self._labels: list[tuple[str, list[str]]] = []
        self._open: list[_Open] = []

    @property
    def is_full(self) -> bool:
        return len(self.blocks) >= MAX_BLOCKS

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        name = _local(tag)
        if self._skipping or name in _SKIPPED or self._depth > MAX_DEPTH:
            self._skipping += 1
            return
        values = {_local(key): value for key, value in attributes.items()}
        if name in {"p", "h"} and "xmlns:text" in tag:
            level = span(values.get("outline-level")) if name == "h" else 0
            self._paragraphs.append(_Paragraph(level=level))
        elif name in _SPACES:
            self.data(_SPACES[name])
        elif name == "a":
            self._labels.append((values.get("href", ""), []))
        elif name == "page" and "xmlns:drawing" in tag:
            self.page += 1
        else:
            self._start_table(name, values)

    def end(self, tag: str) -> None:
        self._depth -= 1
        if self._skipping:
            self._skipping -= 1
            return
        name = _local(tag)
        if name in {"p", "h"} and "xmlns:text" in tag and self._paragraphs:
            self._end_paragraph(self._paragraphs.pop())
        elif name == "a" and self._labels:
            address, label = self._labels.pop()
            if self._paragraphs:
                self._paragraphs[-1].links.append((address, _clean("".join(label))))
        elif self._open:
            self._end_table(name)

    def data(self, text: str) -> None:
        if self._skipping or not self._paragraphs:
            return
        self._paragraphs[-1].parts.append(text)
        if self._labels:
            self._labels[-1][1].append(text)

    def _start_table(self, name: str, values: dict[str, str]) -> None:
        if name == "table":
            self._number += 1
            locator = Locator(page=self.page, paragraph=self._number)
            self._open.append(_Open(locator=locator))
        elif not self._open:
            return
        elif name == "table-row":
            self._open[-1].row = _Row()
        elif name == "table-cell" and (row := self._open[-1].row) is not None:
            down = span(values.get("number-rows-spanned"))
            across = span(values.get("number-columns-spanned"))
            across = max(across, span(values.get("number-columns-repeated")))
            row.cells.append(([], down, across))
            self._open[-1].in_cell = True

    def _end_table(self, name: str) -> None:
        table = self._open[-1]
        if name == "table-cell":
            table.in_cell = False
        elif name == "table-row" and table.row is not None:
            row, table.row = table.row, None
            if len(table.grid.rows) >= MAX_BLOCKS:
                return
            cells = [
                (" ".join(lines), down, across) for lines, down, across in row.cells
            ]
            table.grid.rows.append(cells)
            texts = [text for text, _, _ in cells]
            if any(texts) and not self.is_full:
                place = Locator(
                    page=table.locator.page,
                    paragraph=table.locator.paragraph,
                    row=len(table.grid.rows),
                )
                self.blocks.append(
                    Block(text=row_text(texts), role=Role.ROW, locator=place)
                )
        elif name == "table":
            self._open.pop()
            result = table.grid.table(table.locator)
            if result is not None:
                self.tables.append(result)

    def _end_paragraph(self, paragraph: _Paragraph) -> None:
        text = _clean("".join(paragraph.parts))
        table = self._open[-1] if self._open else None
        if table is not None and table.in_cell and table.row is not None:
            if text:
                table.row.cells[-1][0].append(text)
            locator = table.locator
        else:
            self._number += 1
            locator = Locator(page=self.page, paragraph=self._number)
            if text and not self.is_full:
                role = Role.HEADING if paragraph.level else Role.TEXT
                level = min(paragraph.level, 6)
                self.blocks.append(
                    Block(text=text, role=role, level=level, locator=locator)
                )
        for address, label in paragraph.links:
            if address and label and not self.is_full:
                self.blocks.append(
                    Block(text=label, role=Role.LINK, href=address, locator=locator)
                )


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _clean(text: str) -> str:
    return " ".join(repair(text).split())
