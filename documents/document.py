"""The document: what captured bytes say, the same shape for every kind of file."""

from dataclasses import dataclass
from enum import StrEnum

from documents.pdf_facts import PageKind, PdfFacts


class Kind(StrEnum):
    """What the bytes are, told from the bytes themselves."""

    HTML = "html"
    PDF = "pdf"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"
    DOCX = "docx"
    DOC = "doc"
    PPTX = "pptx"
    ODT = "odt"
    JSON = "json"
    XML = "xml"
    TEXT = "text"
    ZIP = "zip"
    IMAGE = "image"
    VIDEO = "video"
    UNKNOWN = "unknown"


class Openness(StrEnum):
    """How well a machine can read a document, worst first."""

    NONE = "none"
    """Nothing could be read: empty, encrypted, broken, or of an unknown kind."""
    IMAGE = "image"
    TEXT = "text"
    STRUCTURED = "structured"
    OPEN = "open"

    @property
    def rank(self) -> int:
        """Position in the order of openness, 0 for the worst."""
        return list(Openness).index(self)


class Problem(StrEnum):
    """What stood in the way of reading. A closed list."""

    EMPTY = "empty"
    """No bytes, or no text and no picture."""
    SCANNED = "scanned"
    """Pages are pictures without a text layer."""
    GARBLED = "garbled"
    """There is a text layer but its characters make no sense."""
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    """The file could not be parsed, or only in part."""
    UNSUPPORTED = "unsupported"
    """A kind whose text is not read."""
    MISMATCH = "mismatch"
    """The bytes are not what the extension or the media type claims."""
    CUT = "cut"
    """Read up to a limit only: pages, rows or cells beyond it were not read."""


class Role(StrEnum):
    """What part a block of text plays."""

    HEADING = "heading"
    TEXT = "text"
    LINK = "link"
    ROW = "row"
    """One row of a table or sheet, cells joined by " | "."""
    IMAGE = "image"
    """A picture (HTML): the text is its alternative text, ``href`` its source."""
    FIELD = "field"
    """An input field (HTML): the text is its kind (text, email, password, file,
    textarea, select, submit, ...) and, after a space, what it says of itself."""
    FRAME = "frame"
    """An embedded page (HTML): ``href`` is its address."""


WRITTEN = frozenset({Role.HEADING, Role.TEXT, Role.LINK, Role.ROW})
"""The roles whose text is written for readers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """Where in a document something stands. Empty fields do not apply."""

    css: str = ""
    """CSS path from the root element (HTML)."""
    page: int = 0
    """Page number from 1 (PDF)."""
    sheet: str = ""
    row: int = 0
    """Row number from 1, of a sheet or a table; in a PDF, of its part on the page."""
    paragraph: int = 0
    """Paragraph number from 1 (DOCX), line number from 1 (text)."""

    def __str__(self) -> str:
        """Write the locator as stored: ``css=…``, ``page=3``, ``sheet=A;row=2``."""
        parts = (
            ("css", self.css),
            ("page", self.page),
            ("sheet", self.sheet),
            ("row", self.row),
            ("paragraph", self.paragraph),
        )
        return ";".join(f"{name}={value}" for name, value in parts if value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The smallest piece of text that can be quoted."""

    text: str
    """Repaired Thai, white space folded to single spaces; empty only for IMAGE
    and FRAME."""
    role: Role = Role.TEXT
    level: int = 0
    """Heading level 1 to 6; 0 for all else."""
    locator: Locator = Locator()
    href: str = ""
    """Where a link, picture or frame leads: absolute; empty for all else."""
    path: tuple[str, ...] = ()
    """Tag names from the body to the block (HTML); compares pages of one site. A line
    that line breaks divide off counts as an element of its own, ``br``."""
    nodes: tuple[int, ...] = ()
    """Numbers of the elements along ``path``, unique in the document (HTML)."""
    boilerplate: bool = False
    """True inside nav, header, footer or their ARIA roles (HTML)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: rows of cells, all text, ragged rows padded with empty cells."""

    rows: tuple[tuple[str, ...], ...]
    locator: Locator = Locator()
    caption: str = ""
    node: int = 0
    """Number of its element, as in ``Block.nodes``; 0 for all but HTML."""


_PAGES = {Problem.SCANNED: PageKind.SCAN, Problem.GARBLED: PageKind.GARBLED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What the bytes say. Equal bytes, media type and URL give an equal document."""

    kind: Kind
    openness: Openness
    title: str = ""
    """HTML title element, or the title property of a file."""
    blocks: tuple[Block, ...] = ()
    """In reading order. For HTML: all of the page, until ``main_content`` cuts it."""
    tables: tuple[Table, ...] = ()
    images: int = 0
    """Pages that are pictures only (PDF); 1 for a picture file."""
    pages: int = 0
    """Pages of a PDF, sheets of a workbook; 0 for all else."""
    problems: tuple[Problem, ...] = ()
    encoding: str = ""
    """Text encoding that was used, where bytes had to be decoded."""
    scripts: int = 0
    """Script elements of a page: a page of scripts and no text needs a browser."""
    pdf: PdfFacts | None = None
    """What was found page by page; None for all but a PDF that opens."""

    @property
    def text(self) -> str:
        """All that is written in the blocks, one a line."""
        return "\n".join(b.text for b in self.blocks if b.role in WRITTEN)

    def pages_with(self, problem: Problem) -> tuple[int, ...]:
        """Numbers of the pages that are scans or garbled; empty where all are (PDF)."""
        kind = _PAGES.get(problem)
        if self.pdf is None or kind is None:
            return ()
        numbers = self.pdf.numbers(kind)
        return numbers if len(numbers) < self.pdf.count else ()

    @property
    def readable(self) -> bool:
        """True where there is text to judge."""
        return self.openness.rank >= Openness.TEXT.rank and any(
            block.role in WRITTEN for block in self.blocks
        )
