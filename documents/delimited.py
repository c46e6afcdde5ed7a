"""Reads text files: CSV and TSV, JSON, XML and plain text."""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace

from documents.detect import SAMPLE, delimiter_of
from documents.document import (
    Block,
    Document,
    Kind,
    Locator,
    Openness,
    Problem,
    Role,
    Sheet,
    SheetState,
    Table,
)
from documents.grid import pad, row_text
from documents.header import header_row
from documents.thai.encoding import decode
from documents.thai.text import repair

MAX_ROWS = 50_000
"""Rows, lines or values read from one file."""
_FIELD_LIMIT = 1_000_000


def read_delimited(data: bytes, *, charset: str = "") -> Document:
    """Read a CSV or TSV file, whatever its delimiter: a block a row, one table."""
    text, encoding = decode(data, charset)
    delimiter = delimiter_of(text[:SAMPLE]) or ","
    csv.field_size_limit(_FIELD_LIMIT)
    blocks: list[Block] = []
    rows: list[tuple[int, list[str]]] = []
    problems: list[Problem] = []
    reader = csv.reader(
        text.lstrip("\ufeff").splitlines(keepends=True), delimiter=delimiter
    )
    try:
        for number, row in enumerate(reader, start=1):
            cells = [_clean(cell) for cell in row]
            if not any(cells):
                continue
            if len(rows) == MAX_ROWS:
                problems.append(Problem.CUT)
                break
            rows.append((number, cells))
            locator = Locator(row=number)
            blocks.append(Block(text=row_text(cells), role=Role.ROW, locator=locator))
    except csv.Error:
        problems.append(Problem.BROKEN)
    state = SheetState.FILLED if rows else SheetState.EMPTY
    sheet = Sheet(state=state, rows=len(rows), header=header_row(rows))
    tables = (Table(rows=pad([cells for _, cells in rows])),) if rows else ()
    kind = Kind.TSV if delimiter == "\t" else Kind.CSV
    document = _document(kind, Openness.OPEN, blocks, problems, encoding, tables)
    return replace(document, delimiter=delimiter, sheets=(sheet,))


def read_text(data: bytes, *, charset: str = "") -> Document:
    """Read plain text: a block a line, located by its number."""
    text, encoding = decode(data, charset)
    lines = enumerate(text.lstrip("\ufeff").splitlines(), start=1)
    found = ((number, _clean(line)) for number, line in lines)
    return _values(Kind.TEXT, Openness.TEXT, found, encoding)


def read_json(data: bytes, *, charset: str = "") -> Document:
    """Read JSON: a block for each value, written "name: value"."""
    text, encoding = decode(data, charset)
    root = json.loads(text.lstrip("\ufeff"))
    found = enumerate(map(_clean, _leaves(root)), start=1)
    return _values(Kind.JSON, Openness.OPEN, found, encoding)


def read_xml(data: bytes, *, charset: str = "") -> Document:
    """Read XML: a block for each element's own text and each attribute's value.

    Each is written "name: value", so that words in the names of elements are found.
    Entities and external references are refused.
    """
    from defusedxml.ElementTree import fromstring

    from documents.page import declared_in_page

    text, encoding = decode(data, charset, declared_in_page(data))
    root = fromstring(text.lstrip("\ufeff"))
    texts = (
        _clean(f"{name}: {part}" if name else part)
        for element in root.iter()
        for name, part in (
            (_local(element.tag), element.text),
            *((_local(key), value) for key, value in element.attrib.items()),
            ("", element.tail),
        )
        if part and part.strip()
    )
    return _values(Kind.XML, Openness.OPEN, enumerate(texts, start=1), encoding)


def _clean(text: str) -> str:
    return " ".join(repair(text).split())


def _local(name: str) -> str:
    """Give the name of an element or attribute without its namespace."""
    return name.rpartition("}")[2]


def _leaves(root: object) -> Iterator[str]:
    """Values of a JSON tree with the names they stand under, in their order."""
    waiting: list[tuple[str, object]] = [("", root)]
    while waiting:
        name, value = waiting.pop()
        if isinstance(value, dict):
            waiting += reversed([(str(key), inner) for key, inner in value.items()])
        elif isinstance(value, list):
            waiting += reversed([(name, inner) for inner in value])
        elif value is not None and value != "":
            yield f"{name}: {value}" if name else str(value)


def _values(
    kind: Kind, openness: Openness, found: Iterator[tuple[int, str]], encoding: str
) -> Document:
    blocks: list[Block] = []
    problems: list[Problem] = []
    for number, text in found:
        if not text:
            continue
        if len(blocks) == MAX_ROWS:
            problems.append(Problem.CUT)
            break
        blocks.append(Block(text=text, locator=Locator(paragraph=number)))
    return _document(kind, openness, blocks, problems, encoding, ())


def _document(
    kind: Kind,
    openness: Openness,
    blocks: list[Block],
    problems: list[Problem],
    encoding: str,
    tables: tuple[Table, ...],
) -> Document:
    if not blocks and not problems:
        problems.append(Problem.EMPTY)
    return Document(
        kind=kind,
        openness=openness if blocks else Openness.NONE,
        blocks=tuple(blocks),
        tables=tables,
        problems=tuple(problems),
        encoding=encoding,
    )
