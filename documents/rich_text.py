"""Reads RTF files: the text that Word shows, its tables' rows and its links."""

import codecs
import re
from dataclasses import dataclass, field

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
from documents.grid import pad, row_text
from documents.thai.text import repair

MAX_BLOCKS = 50_000
"""Paragraphs and rows read from one file."""
MAX_DEPTH = 1_000
"""Groups within groups that are followed."""
MAX_LINKS = 100
"""Links within links that are followed."""
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|[\r\n]+|([^\\{}\r\n]+)",
    re.DOTALL,
)
_UNSHOWN = frozenset(
    [
        "fonttbl",
        "colortbl",
        "stylesheet",
        "info",
        "listtable",
        "listoverridetable",
        "revtbl",
        "rsidtbl",
        "generator",
        "pict",
        "object",
        "objdata",
        "datafield",
        "themedata",
        "colorschememapping",
        "latentstyles",
        "datastore",
        "xmlnstbl",
        "fldinst",
        "header",
        "headerl",
        "headerr",
        "headerf",
        "footer",
        "footerl",
        "footerr",
        "footerf",
        "annotation",
        "atnid",
        "atnauthor",
        "nonshppict",
        "template",
        "bkmkstart",
        "bkmkend",
        "panose",
        "falt",
        "filetbl",
        "mmathPr",
        "pgdsctbl",
    ]
)
_CHARACTERS = {
    "tab": " ",
    "line": " ",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": " ",
    "enspace": " ",
}
_ENDS = frozenset(["par", "page", "sect", "column"])
_CODECS = {222: "cp874", 0: "cp1252", 128: "cp932", 134: "gbk", 136: "big5"}
"""Of the character sets that a font may have."""
_LINK = re.compile(r'HYPERLINK\s+"([^"]+)"')


def read_rich_text(data: bytes) -> Document:
    """Read an RTF file; paragraphs and rows are numbered from 1 together."""
    reading = _Reading()
    reading.read(data)
    problems = []
    if len(reading.blocks) >= MAX_BLOCKS:
        problems.append(Problem.CUT)
    if reading.is_broken:
        problems.append(Problem.BROKEN)
    openness = Openness.TEXT
    if not reading.blocks:
        pictures = reading.pictures > 0
        openness = Openness.IMAGE if pictures else Openness.NONE
        problems += [Problem.SCANNED if pictures else Problem.EMPTY]
    return Document(
        kind=Kind.RTF,
        openness=openness,
        title=" ".join(repair("".join(reading.title)).split()),
        blocks=tuple(reading.blocks),
        tables=tuple(reading.tables),
        images=int(not reading.blocks and reading.pictures > 0),
        problems=tuple(problems),
    )


@dataclass(slots=True)
class _State:
    """What a group inherits from the one around it."""

    unshown: bool = False
    destination: str = ""
    codec: str = ""
    skip: int = 1
    """Characters behind one in Unicode, for programs that know none."""
    in_table: bool = False
    hidden: bool = False


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    pictures: int = 0
    is_broken: bool = False
    _state: _State = field(default_factory=_State)
    _groups: list[_State] = field(default_factory=list)
    _bytes: bytearray = field(default_factory=bytearray)
    _parts: list[str] = field(default_factory=list)
    _code: list[str] = field(default_factory=list)
    _links: list[tuple[str, int]] = field(default_factory=list)
    """Address of a link, and how many parts stood before its label."""
    _labels: list[tuple[str, str]] = field(default_factory=list)
    """Label and address of the links in the paragraph."""
    _codec: str = "cp1252"
    _fonts: dict[int, str] = field(default_factory=dict)
    _font: int = 0
    _skip: int = 0
    _high: str = ""
    _cells: list[str] = field(default_factory=list)
    _rows: list[list[str]] = field(default_factory=list)

    def read(self, data: bytes) -> None:
        """Read all tokens."""
        at, size = 0, len(data)
        while at < size and len(self.blocks) < MAX_BLOCKS:
            found = _TOKEN.match(data, at)
            if found is None:
                self.is_broken = True
                break
            at = found.end()
            word, number, code, symbol, brace, text = found.groups()
            if word is not None:
                value = int(number) if number else None
                if word == b"bin":
                    at += min(size, max(0, value or 0))
                else:
                    self._word(word.decode("ascii"), value)
            elif brace is not None:
                if not self._brace(brace):
                    break
            elif code is not None:
                self._byte(bytes([int(code, 16)]))
            elif symbol is not None:
                self._symbol(symbol)
            elif text is not None:
                self._byte(text)
        else:
            self.is_broken = bool(self._groups) and len(self.blocks) < MAX_BLOCKS
        self._paragraph()
        self._end_table()

    def _brace(self, brace: bytes) -> bool:
        """Begin or end a group; False where there is nothing to read any more."""
        self._flush()
        self._skip = 0
        if brace == b"{":
            if len(self._groups) >= MAX_DEPTH:
                self.is_broken = True
                return False
            old = self._state
            self._groups.append(old)
            self._state = _State(
                old.unshown,
                old.destination,
                old.codec,
                old.skip,
                old.in_table,
                old.hidden,
            )
            return True
        if not self._groups:
            return False
        ended, self._state = self._state, self._groups.pop()
        if ended.destination == "fldinst" != self._state.destination:
            link = _LINK.search("".join(self._code))
            self._code.clear()
            if len(self._links) < MAX_LINKS:
                self._links.append((link[1] if link else "", len(self._parts)))
        elif ended.destination == "field" != self._state.destination:
            self._end_link()
        # The whole text is one group: what stands behind it is no text.
        return bool(self._groups)

    def _end_link(self) -> None:
        if not self._links:
            return
        address, before = self._links.pop()
        label = _clean("".join(self._parts[before:]))
        if label and address:
            self._labels.append((label, address))

    def _word(self, word: str, value: int | None) -> None:
        if word == "u" and value is not None:
            self._unicode(value)
            return
        if word in _CHARACTERS and self._skip > 0:
            self._skip -= 1
            return
        self._flush()
        state = self._state
        if word in _UNSHOWN:
            self.pictures += word == "pict"
            state.unshown, state.destination = True, word
        elif word in {"field", "title", "fldrslt"}:
            state.destination = word
        elif word == "shptxt":
            # A text box stands in a group for programs that know it.
            state.unshown = False
        elif word == "ansicpg" and value:
            self._codec = _known(f"cp{value}") or self._codec
        elif word == "f" and value is not None:
            self._font = value
            state.codec = self._fonts.get(value, "")
        elif word == "fcharset" and value is not None:
            self._fonts[self._font] = _CODECS.get(value, "")
        elif word == "plain":
            state.codec, state.hidden = "", False
        elif word == "v":
            state.hidden = value != 0
        elif word == "uc" and value is not None:
            state.skip = max(0, min(value, 10))
        elif not state.unshown:
            self._layout(word)

    def _layout(self, word: str) -> None:
        """Take a word that parts the text."""
        if word in _CHARACTERS:
            self._add(_CHARACTERS[word])
        elif word == "pard":
            self._state.in_table = False
        elif word == "intbl":
            self._state.in_table = True
        elif word in _ENDS:
            self._paragraph()
        elif word in {"cell", "nestcell"}:
            self._cells.append(_clean("".join(self._parts)))
            self._parts.clear()
        elif word in {"row", "nestrow"}:
            self._row()

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            # What follows is for programs that know it: none of it is text, but the
            # code of a field.
            self._state.unshown = True
        elif symbol in b"\\{}":
            self._byte(symbol)
        elif symbol in b"~_":
            self._flush()
            self._add(" " if symbol == b"~" else "-")
        elif symbol in b"\r\n" and not self._state.unshown:
            self._paragraph()

    def _unicode(self, value: int) -> None:
        self._flush()
        unit = chr(value & 0xFFFF)
        if "\ud800" <= unit < "\udc00":
            self._high = unit
        elif "\udc00" <= unit < "\ue000":
            pair = (self._high + unit).encode("utf-16-le", "surrogatepass")
            self._add(pair.decode("utf-16-le", "replace"))
        else:
            self._add(unit)
        self._skip = self._state.skip

    def _byte(self, raw: bytes) -> None:
        """Take bytes of text, but those that stand in for a character in Unicode."""
        skipped = min(self._skip, len(raw))
        self._skip -= skipped
        self._bytes += raw[skipped:]

    def _flush(self) -> None:
        """Decode the bytes gathered in the encoding of their font."""
        self._skip = 0 if self._bytes else self._skip
        if self._bytes:
            codec = self._state.codec or self._codec
            self._add(self._bytes.decode(codec, "replace"))
            self._bytes.clear()

    def _add(self, text: str) -> None:
        if self._state.destination == "fldinst":
            self._code.append(text)
        elif self._state.destination == "title":
            self.title.append(text)
        elif not self._state.unshown and not self._state.hidden:
            self._parts.append(text)

    def _paragraph(self) -> None:
        self._flush()
        if self._state.in_table:
            # A cell may have several paragraphs.
            self._parts.append(" ")
            return
        text = _clean("".join(self._parts))
        self._parts.clear()
        self._links = [(address, 0) for address, _ in self._links]
        if text:
            self._end_table()
            locator = Locator(paragraph=len(self.blocks) + 1)
            self.blocks.append(Block(text=text, locator=locator))
            self._add_links(locator)

    def _row(self) -> None:
        cells, self._cells = self._cells, []
        self._parts.clear()
        if any(cells):
            self._rows.append(cells)
            locator = Locator(paragraph=len(self.blocks) + 1)
            self.blocks.append(
                Block(text=row_text(cells), role=Role.ROW, locator=locator)
            )
            self._add_links(locator)

    def _add_links(self, locator: Locator) -> None:
        for label, address in self._labels:
            self.blocks.append(
                Block(text=label, role=Role.LINK, href=address, locator=locator)
            )
        self._labels.clear()

    def _end_table(self) -> None:
        if self._rows:
            self.tables.append(Table(rows=pad(self._rows)))
            self._rows = []


def _known(codec: str) -> str:
    try:
        return codecs.lookup(codec).name
    except LookupError:
        return ""


def _clean(text: str) -> str:
    return " ".join(repair(text).split())
