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
    TSV = "tsv"
    DOCX = "docx"
    DOC = "doc"
    ODT = "odt"
    RTF = "rtf"
    PPTX = "pptx"
    PPT = "ppt"
    ODP = "odp"
    JSON = "json"
    XML = "xml"
    TEXT = "text"
    ZIP = "zip"
    RAR = "rar"
    SEVEN_ZIP = "7z"
    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"
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


class Ground(StrEnum):
    """What the openness of a document rests on. A closed list."""

    OPEN_FORMAT = "open_format"
    """CSV, TSV, JSON or XML: any program reads the values."""
    CELLS = "cells"
    """A workbook: the values stand in cells."""
    WORDS = "words"
    """The words can be searched and copied, but the values stand in no cells."""
    OLD_FORMAT = "old_format"
    """DOC, XLS or PPT: the closed formats of before 2007."""
    PICTURE = "picture"
    """A picture file."""
    ONLY_PICTURES = "only_pictures"
    """All that the pages, slides or sheets show is pictures."""
    SOME_PICTURES = "some_pictures"
    """Many pages, or sheets without a cell, are pictures."""
    GARBLED = "garbled"
    PASSWORD = "password"  # noqa: S105 - a word, not one
    BROKEN = "broken"
    NOTHING = "nothing"
    """Nothing is written in it."""
    RECORDING = "recording"
    """Film or sound."""
    NOT_READ = "not_read"
    """A format that is not read here."""
    PACKED = "packed"
    """It must be unpacked first; the level is that of its most open member."""
    SPECIAL_PROGRAM = "special_program"
    """RAR or 7z: nothing that comes with a computer opens it everywhere."""
    ONLY_MERGED = "only_merged"
    """The cells are merged ones only: a page drawn in a workbook, and no table."""
    NO_HEADER = "no_header"
    """No row of a table of values says what its columns are."""
    OLD_ENCODING = "old_encoding"
    """Not in UTF-8: other programs show letters that make no sense."""
    WRONG_NAME = "wrong_name"
    """The bytes are not what the extension or the media type claims."""
    CUT = "cut"
    """Read up to a limit only."""


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
    """Number from 1 of a page (PDF) or slide."""
    member: str = ""
    """Name of a file in an archive, to which the other fields then apply."""
    sheet: str = ""
    row: int = 0
    """Row number from 1, of a sheet or a table; in a PDF, of its part on the page."""
    paragraph: int = 0
    """Paragraph number from 1 (writings), line number from 1 (text)."""

    def __str__(self) -> str:
        """Write the locator as stored: ``css=…``, ``page=3``, ``sheet=A;row=2``."""
        # In the name of a member a semicolon would end the name.
        parts = (
            ("member", self.member.replace(";", ",")),
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


class SheetState(StrEnum):
    """What a sheet of a workbook holds."""

    FILLED = "filled"
    EMPTY = "empty"
    MERGED = "merged"
    """Every filled cell is merged with others: nothing stands in columns."""
    PICTURES = "pictures"
    """No filled cell, but pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What kind of table a visible sheet, or a file of delimited values, is."""

    name: str = ""
    """Empty for a file of delimited values."""
    state: SheetState = SheetState.FILLED
    rows: int = 0
    """Rows with text that were read."""
    header: int = 0
    """Number from 1 of the row that names the columns; 0 where none was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file in an archive, judged by its bytes as any file."""

    name: str
    """Its path in the archive."""
    size: int = 0
    """Bytes when unpacked, as the archive says."""
    kind: Kind = Kind.UNKNOWN
    """``UNKNOWN`` too where it was not unpacked."""
    openness: Openness = Openness.NONE
    problems: tuple[Problem, ...] = ()


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
    """Pages or slides that are pictures only; 1 for a picture file."""
    pages: int = 0
    """Pages of a PDF, slides, sheets of a workbook; 0 for all else."""
    problems: tuple[Problem, ...] = ()
    grounds: tuple[Ground, ...] = ()
    """What the openness rests on, the weightiest first."""
    encoding: str = ""
    """Text encoding that was used, where bytes had to be decoded."""
    delimiter: str = ""
    """What divides the values of a CSV or TSV file."""
    sheets: tuple[Sheet, ...] = ()
    """The visible sheets of a workbook; one for a file of delimited values."""
    members: tuple[Member, ...] = ()
    """The files in an archive, up to a limit, in its order."""
    width: int = 0
    """Of a picture file, in pixels; 0 where its header does not tell."""
    height: int = 0
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
