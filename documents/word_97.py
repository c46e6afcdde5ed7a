"""Reads DOC files of Word 6 to 2003: their text, as far as it is had without Word.

The structures are those of Microsoft's [MS-DOC]: the file information block at the
start of the stream says where the text lies, from Word 97 on in pieces.
"""

import re
from collections.abc import Iterator
from itertools import chain

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
from documents.grid import MAX_CELLS, pad, row_text
from documents.ole import read_stream
from documents.thai.text import repair

MAX_BLOCKS = 50_000
"""Paragraphs and rows read from one file."""
MAX_CHARACTERS = 20_000_000
"""Characters read from one file."""
_MAGICS = frozenset({0xA5EC, 0xA5DC})
_WORD_97 = 0xC0
"""Lowest version whose text stands in pieces always."""
_COMPLEX, _ENCRYPTED, _OTHER_TABLE = 0x0004, 0x0100, 0x0200
_THAI_LANGUAGE = 0x041E
_NARROW = 1 << 30
_END = re.compile("[\r\x07\x0c\x0e]")
"""What ends a paragraph, a cell or row, a page, a column."""
_LINK = re.compile(
    r'\x13\s*HYPERLINK\s+"([^"\x13-\x15]*)"[^\x13-\x15]*\x14([^\x13-\x15]*)\x15'
)
_FIELD_MARK = re.compile("([\x13-\x15])")
_PICTURE = re.compile("[\x01\x08]")
_NO_TEXT = re.compile("[\x00-\x06\x08\x0f-\x1f\x7f\ufffe\uffff]")
_THAI_BYTES = re.compile(rb"[\xa1-\xda\xdf-\xfb]{3,}")


def read_word_97(data: bytes) -> Document:
    """Read a DOC file; paragraphs and rows are numbered from 1 together.

    Headings are not told from text. What was deleted with changes being tracked is
    read as text, as are footnotes, headers and text boxes, which come last.
    """
    stream = read_stream(data, "WordDocument")
    if _u16(stream, 0) not in _MAGICS:
        return _unread(Problem.BROKEN)
    if _u16(stream, 10) & _ENCRYPTED:
        return _unread(Problem.ENCRYPTED)
    text = _text(data, stream)
    if text is None:
        return _unread(Problem.UNSUPPORTED)
    blocks, tables = _read(text[:MAX_CHARACTERS])
    problems = []
    if len(blocks) >= MAX_BLOCKS or len(text) > MAX_CHARACTERS:
        problems.append(Problem.CUT)
    openness, pictures = Openness.TEXT, False
    if not blocks:
        pictures = bool(_PICTURE.search(text))
        openness = Openness.IMAGE if pictures else Openness.NONE
        problems.append(Problem.SCANNED if pictures else Problem.EMPTY)
    return Document(
        kind=Kind.DOC,
        openness=openness,
        blocks=tuple(blocks[:MAX_BLOCKS]),
        tables=tuple(tables),
        images=int(pictures),
        problems=tuple(problems),
    )


def _unread(problem: Problem) -> Document:
    return Document(kind=Kind.DOC, openness=Openness.NONE, problems=(problem,))


def _text(data: bytes, stream: bytes) -> str | None:
    """Give the raw text with its control characters; None where it is not found."""
    version, flags, language = _u16(stream, 2), _u16(stream, 10), _u16(stream, 6)
    is_thai = language == _THAI_LANGUAGE
    if version >= _WORD_97:
        table = read_stream(data, "1Table" if flags & _OTHER_TABLE else "0Table")
        start, size = _u32(stream, 0x1A2), _u32(stream, 0x1A6)
    elif flags & _COMPLEX:
        table = stream
        start, size = _u32(stream, 0x160), _u32(stream, 0x164)
    else:
        raw = stream[_u32(stream, 0x18) : _u32(stream, 0x1C)]
        return _narrow(raw, is_thai=is_thai)
    pieces = list(_pieces(table[start : start + size]))
    if not pieces and _u32(stream, 0x1C) > _u32(stream, 0x18):
        return None
    wide = version >= _WORD_97
    return "".join(
        _piece(stream, piece, wide=wide, is_thai=is_thai) for piece in pieces
    )


def _pieces(clx: bytes) -> Iterator[tuple[int, int]]:
    """Give, for each piece of the text, its characters and where they lie."""
    at = 0
    while clx[at : at + 1] == b"\x01":
        # Formatting that was not merged yet stands before the table of pieces.
        at += 3 + _u16(clx, at + 1)
    if clx[at : at + 1] != b"\x02":
        return
    places = clx[at + 5 : at + 5 + _u32(clx, at + 1)]
    count = max(0, (len(places) - 4) // 12)
    left = MAX_CHARACTERS + 1
    for index in range(count):
        length = _u32(places, 4 * index + 4) - _u32(places, 4 * index)
        where = _u32(places, 4 * (count + 1) + 8 * index + 2)
        # Pieces of a hostile file may all be the same, long one.
        length = min(length, left)
        if length > 0:
            left -= length
            yield length, where


def _piece(stream: bytes, piece: tuple[int, int], *, wide: bool, is_thai: bool) -> str:
    length, where = piece
    if not wide:
        return _narrow(stream[where : where + length], is_thai=is_thai)
    if where & _NARROW:
        start = (where & (_NARROW - 1)) // 2
        return _narrow(stream[start : start + length], is_thai=is_thai)
    return stream[where : where + 2 * length].decode("utf-16-le", "replace")


def _narrow(raw: bytes, *, is_thai: bool) -> str:
    """Decode 8-bit text: Thai where the file says so, or three Thai letters in a row."""
    thai = is_thai or _THAI_BYTES.search(raw)
    return raw.decode("cp874" if thai else "cp1252", "replace")


def _read(text: str) -> tuple[list[Block], list[Table]]:
    """Part the text into paragraphs and rows, and give the tables."""
    blocks: list[Block] = []
    tables: list[Table] = []
    cells: list[str] = []
    at = 0
    for end in chain(_END.finditer(text), [None]):
        raw = text[at : end.start() if end else len(text)]
        at = end.end() if end else at
        if end is not None and end[0] == "\x07":
            if len(cells) < MAX_CELLS:
                cells.append(_clean(raw))
            continue
        if cells:
            _add_table(cells, blocks, tables)
            cells = []
        for line in raw.split("\x0b"):
            _add_paragraph(line, blocks)
        if len(blocks) >= MAX_BLOCKS:
            break
    if cells:
        _add_table(cells, blocks, tables)
    return blocks, tables


def _add_paragraph(raw: str, blocks: list[Block]) -> None:
    locator = Locator(paragraph=len(blocks) + 1)
    text = _clean(raw)
    if text:
        blocks.append(Block(text=text, locator=locator))
    for address, label in _LINK.findall(raw):
        words = _clean(label)
        if words and address:
            blocks.append(
                Block(text=words, role=Role.LINK, href=address, locator=locator)
            )


def _add_table(cells: list[str], blocks: list[Block], tables: list[Table]) -> None:
    """Part cells into rows: behind the last cell of each row stands an empty one."""
    width = _width(cells)
    if width:
        step = width + 1
        rows = [cells[at : at + width] for at in range(0, len(cells), step)]
    else:
        # Cells were merged, or hold several paragraphs: only what is filled is sure.
        rows = [[]]
        for cell in cells:
            if cell:
                rows[-1].append(cell)
            else:
                rows.append([])
    filled = [row for row in rows if any(row)]
    for row in filled:
        place = Locator(paragraph=len(blocks) + 1)
        blocks.append(Block(text=row_text(row), role=Role.ROW, locator=place))
    if filled:
        tables.append(Table(rows=pad(filled)))


def _width(cells: list[str]) -> int:
    """Give the number of columns for which each row ends with an empty mark; else 0."""
    for mark, cell in enumerate(cells):
        step = mark + 1
        if cell or not mark or len(cells) % step:
            continue
        # Of a single row with empty cells one cannot tell that it is one.
        is_sure = step < len(cells) or all(cells[:mark])
        if is_sure and not any(cells[mark::step]):
            return mark
    return 0


def _clean(raw: str) -> str:
    """Leave of fields what they show, and no mark of pictures and notes."""
    shown = _shown(raw).replace("\x1e", "-").replace("\xa0", " ")
    return " ".join(repair(_NO_TEXT.sub("", shown)).split())


def _shown(raw: str) -> str:
    """Drop the codes of fields, which stand within fields too."""
    if "\x13" not in raw and "\x15" not in raw:
        return raw
    parts: list[str] = []
    hiding: list[bool] = []
    hidden = 0
    for part in _FIELD_MARK.split(raw):
        if part == "\x13":
            hiding.append(True)
            hidden += 1
        elif part == "\x14" and hiding:
            hidden -= hiding[-1]
            hiding[-1] = False
        elif part == "\x15" and hiding:
            hidden -= hiding.pop()
        elif not hidden:
            parts.append(part)
    return "".join(parts)


def _u16(data: bytes, offset: int) -> int:
    return int.from_bytes(data[offset : offset + 2], "little")


def _u32(data: bytes, offset: int) -> int:
    return int.from_bytes(data[offset : offset + 4], "little")
