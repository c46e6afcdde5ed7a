"""Reads the text layer of PDF files, and tells scans and garbled text from text."""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
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
from documents.glyphs import OrderedLayer
from documents.grid import MAX_CELLS, pad, row_text
from documents.pdf_drawn import Frame, drawn_on
from documents.pdf_facts import PICTURES, READ, PageFacts, PageKind, PdfFacts
from documents.pdf_layout import PageLayout, PageTable, Row, lines_of, without_signs
from documents.pdf_page import facts_of_file, facts_of_page
from documents.pdf_tables import goes_on, repeated_rows, tables_on
from documents.thai.text import repair

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MAX_PAGES = 200
"""Pages read from one file."""
MAX_BLOCKS = 50_000
"""Lines read from one file."""
SAMPLE = 1_000
"""Characters of a page that are tried for sense where it is only looked at."""
MAX_OBJECTS = 400_000
"""Things drawn that are looked at in one file, for pictures and tables."""
NOTABLE = 0.3
"""Share of the pages from which on a trouble of pages is one of the document."""

_PDFIUM = threading.Lock()
"""PDFium is not safe to use from two threads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What one page gave."""

    facts: PageFacts
    parts: tuple[str | PageTable, ...] = ()
    """Lines, and tables between them."""
    objects: int = 0


def read_pdf(data: bytes) -> Document:
    """Read a PDF file: one block a line or row of a table, located by its page."""
    with _opened(data) as pdf:
        if isinstance(pdf, Problem):
            return _unread(pdf)
        title = str(pdf.get_metadata_value("Title") or "")
        pages: list[_Read] = []
        left = MAX_OBJECTS
        for index in range(min(len(pdf), MAX_PAGES)):
            pages.append(_page(pdf, index, left))
            left = max(0, left - pages[-1].objects)
        facts = facts_of_file(pdf, tuple(page.facts for page in pages))
    if not pages:
        return _unread(Problem.BROKEN)
    return _document(pages, facts, " ".join(repair(title).split()))


def read_facts(data: bytes) -> PdfFacts | Problem:
    """Look at the pages of a PDF without reading it: a verdict within milliseconds.

    Marks are left in the order in which they are drawn and only ``SAMPLE`` characters
    of a page are tried, so ``garbage`` may differ a little from ``Document.pdf``.
    A problem where the file does not open.
    """
    with _opened(data) as pdf:
        if isinstance(pdf, Problem):
            return pdf
        pages: list[PageFacts] = []
        left = MAX_OBJECTS
        for index in range(min(len(pdf), MAX_PAGES)):
            read = _page(pdf, index, left, only_look=True)
            pages.append(read.facts)
            left = max(0, left - read.objects)
        return facts_of_file(pdf, tuple(pages))


@contextlib.contextmanager
def _opened(data: bytes) -> Iterator["PdfDocument | Problem"]:
    """Open a file, for one thread at a time; give a problem where it does not open."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    locked = {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}
    with _PDFIUM:
        try:
            pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            yield Problem.ENCRYPTED if error.err_code in locked else Problem.BROKEN
            return
        with contextlib.closing(pdf):
            yield pdf


def _unread(problem: Problem) -> Document:
    return Document(kind=Kind.PDF, openness=Openness.NONE, problems=(problem,))


def _document(pages: list[_Read], facts: PdfFacts, title: str) -> Document:
    """Say of the whole what its pages are."""
    seen = len(pages) - len(facts.numbers(PageKind.BLANK))
    pictures = len(facts.numbers(*PICTURES))
    garbled = len(facts.numbers(PageKind.GARBLED))
    tables = _Tables()
    # Stamps and page numbers alone are no text of a scan.
    blocks = tuple(_blocks(pages, tables)) if facts.numbers(*READ) else ()
    problems = []
    if pictures and pictures >= NOTABLE * seen:
        problems.append(Problem.SCANNED)
    if garbled and garbled >= NOTABLE * seen:
        problems.append(Problem.GARBLED)
    if facts.numbers(PageKind.BROKEN):
        problems.append(Problem.BROKEN)
    if facts.count > MAX_PAGES or len(blocks) == MAX_BLOCKS:
        problems.append(Problem.CUT)
    if blocks and not facts.mostly_unread:
        openness = Openness.TEXT
    elif pictures or garbled:
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
        tables=tables.all(),
        images=pictures,
        pages=facts.count,
        problems=tuple(problems),
        pdf=facts,
    )


class _Tables:
    """Collects the tables of a file, those that go on over pages as one."""

    def __init__(self) -> None:
        self._rows: list[list[Row]] = []
        self._pages: list[int] = []
        self._last: tuple[int, PageTable] | None = None
        self._cells = 0

    def add(self, number: int, table: PageTable) -> None:
        """Add a table of a page; tables come in their order."""
        last, self._last = self._last, (number, table)
        self._cells += sum(len(row.cells) for row in table.rows)
        if self._cells > MAX_CELLS:
            return
        if last and last[0] == number - 1 and goes_on(last[1], table):
            same = repeated_rows(self._rows[-1], table.rows)
            self._rows[-1] += table.rows[same:]
            return
        self._rows.append(list(table.rows))
        self._pages.append(number)

    def all(self) -> tuple[Table, ...]:
        """Give the tables."""
        return tuple(
            Table(rows=pad([list(r.cells) for r in rows]), locator=Locator(page=page))
            for rows, page in zip(self._rows, self._pages, strict=True)
        )


def _blocks(pages: list[_Read], tables: _Tables) -> Iterator[Block]:
    """Lines and rows of the readable pages, up to the limit."""
    left = MAX_BLOCKS
    for page in pages:
        for block in _blocks_of(page, tables):
            if not left:
                return
            left -= 1
            yield block


def _blocks_of(page: _Read, tables: _Tables) -> Iterator[Block]:
    number = page.facts.number
    for part in page.parts:
        if isinstance(part, str):
            yield Block(text=part, locator=Locator(page=number))
            continue
        tables.add(number, part)
        for place, row in enumerate(part.rows, start=1):
            if text := row_text(row.begun):
                locator = Locator(page=number, row=place)
                yield Block(text=text, role=Role.ROW, locator=locator)


def _page(
    pdf: "PdfDocument", index: int, limit: int, *, only_look: bool = False
) -> _Read:
    """Read one page; its handles are closed whatever happens.

    ``limit``: objects that may still be looked at.
    """
    from pypdfium2 import PdfiumError

    number = index + 1
    try:
        with (
            contextlib.closing(pdf[index]) as page,
            contextlib.closing(page.get_textpage()) as layer,
        ):
            frame = Frame(page)
            drawn = drawn_on(page, frame, limit)
            if only_look:
                text = without_signs(str(layer.get_text_bounded()))
                facts = facts_of_page(page, layer, number, text, drawn, SAMPLE)
                return _Read(facts=facts, objects=drawn.objects)
            ordered = OrderedLayer(layer)
            lines = tuple(lines_of(ordered.text))
            facts = facts_of_page(page, layer, number, "\n".join(lines), drawn)
            if facts.kind not in READ:
                # The few words on a picture are often the title on a cover.
                words = lines if facts.kind in PICTURES and facts.makes_sense else ()
                return _Read(facts=facts, parts=words, objects=drawn.objects)
            layout = (
                tables_on(layer, ordered, frame, drawn.rules) if drawn.whole else None
            )
    except PdfiumError:
        return _Read(facts=PageFacts(number=number, kind=PageKind.BROKEN))
    parts = lines if layout is None else tuple(_parts(layout))
    return _Read(facts=facts, parts=parts, objects=drawn.objects)


def _parts(layout: PageLayout) -> Iterator[str | PageTable]:
    """Give the lines around the tables, and the tables."""
    for part in layout.parts():
        if isinstance(part, str):
            yield from lines_of(part)
        else:
            yield part
