"""Is there a table with the columns that the item asks for, and anything in it?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import Field

from checks.check import Element, Options, check
from checks.element import Passage, scope_of, stated_absent
from checks.finding import Finding, Outcome, Reason
from checks.missing import element_missing, explain, said
from checks.naming import Mention
from checks.placeholder import is_filled, is_unfilled
from checks.subject import Source, Subject
from checks.wording import finds
from documents.document import WRITTEN, Block, Kind, Role, Table

NAME = "table-columns"
HEADER_ROWS = 5
"""A title and a header merged over several rows lie within so many rows."""
LETTERS = 60
"""A line of a header has no more letters for each column that it names."""
APART = 4
"""The name of a column may be broken into so many lines."""
_AS_TEXT = frozenset(
    {Kind.PDF, Kind.DOC, Kind.TEXT, Kind.DOCX, Kind.ODT, Kind.RTF, Kind.PPT}
)
"""Kinds whose tables may come as lines of text."""


class Column(Options):
    """One column of the table."""

    name: str = Field(min_length=1)
    """Thai name of the column, as people are told it."""
    name_en: str = Field(min_length=1)
    """English name of the column."""
    any: tuple[str, ...] = Field(min_length=1)
    """Accepted wordings of its header; one of them suffices."""


class TableColumnsOptions(Element):
    """Which columns."""

    columns: tuple[Column, ...] = Field(min_length=1)
    """All of them must be there, in any order."""
    absence: tuple[str, ...] = ()
    """Statements that there is none, which satisfy the requirement as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """How well one table, or one text, fits."""

    source: Source
    block: Block | None
    text: str
    missing: tuple[Column, ...]
    filled: bool


@check(NAME, options=TableColumnsOptions)
def table_columns(subject: Subject, options: TableColumnsOptions) -> Iterator[Finding]:
    """One table has all the columns, and rows with something in them.

    Why it matters: forms such as the monthly procurement summary are fixed by rule;
    a table without the bidders' prices is no summary.
    Cannot tell when: the table may be in a picture or in a file that cannot be read.
    """
    scope = scope_of(subject, options.of)
    if options.of and not scope.mentions:
        yield element_missing(options)
        return
    best = min(
        _candidates(scope.passages, options.columns),
        key=lambda seen: (len(seen.missing), not seen.filled),
        default=None,
    )
    if best and not best.missing and best.filled:
        yield said(options, Outcome.PASSED, Reason.FOUND, [_mention(best)])
        return
    stated = [m for m in stated_absent(subject, options.absence) if scope.holds(m)]
    if stated:
        yield said(options, Outcome.PASSED, Reason.ABSENCE_STATED, stated[:1])
        return
    near = [_mention(best)] if best and len(best.missing) < len(options.columns) else []
    missing = best.missing if best and near else options.columns
    facts = (
        ("columns", ", ".join(column.name for column in missing)),
        ("columns_en", ", ".join(column.name_en for column in missing)),
    )
    if not best and (picture := _picture_in(scope.passages)):
        yield said(
            options, Outcome.INCONCLUSIVE, Reason.ONLY_PICTURES, [picture], facts
        )
    elif near and not missing:
        yield explain(subject, options, scope, near, facts, Reason.EMPTY_TABLE)
    else:
        yield explain(subject, options, scope, near, facts, Reason.COLUMNS_MISSING)


def _candidates(
    passages: Sequence[Passage], columns: tuple[Column, ...]
) -> Iterator[_Seen]:
    for passage in passages:
        for table in passage.tables:
            yield _in_table(passage, table, columns)
        document = passage.source.document
        if document is not None and document.kind in _AS_TEXT:
            yield from _in_text(passage, columns)


def _picture_in(passages: Sequence[Passage]) -> Mention | None:
    """Give a picture that may show the table."""
    for passage in passages:
        for block in passage.blocks:
            if block.role is Role.IMAGE:
                return Mention(source=passage.source, block=block, text=block.text)
    return None


def _in_table(passage: Passage, table: Table, columns: tuple[Column, ...]) -> _Seen:
    """Match the header, whose cells may be merged over several rows."""
    head = table.rows[:HEADER_ROWS]
    last = 0
    missing: list[Column] = []
    for column in columns:
        rows = [
            at
            for at, row in enumerate(head)
            if finds(column.any, f"| {' | '.join(row)} |")
        ]
        if rows:
            last = max(last, rows[0])
        else:
            missing.append(column)
    header = " | ".join(cell for row in head[: last + 1] for cell in row if cell)
    block = next(
        (
            b
            for b in passage.blocks
            if b.role is Role.ROW and b.text and b.text[:40] in header
        ),
        None,
    )
    return _Seen(
        source=passage.source,
        block=block,
        text=header,
        missing=tuple(missing),
        filled=any(is_filled(row) for row in table.rows[last + 1 :]),
    )


def _in_text(passage: Passage, columns: tuple[Column, ...]) -> Iterator[_Seen]:
    """Match columns whose table was read as lines of text: by the lines of a header.

    Words of the columns that are scattered over sentences are no header.
    """
    blocks = [b for b in passage.blocks if b.role in WRITTEN]
    for header in _headers(blocks, columns):
        lines = blocks[header.start : header.stop]
        text = " ".join(block.text for block in lines)
        yield _Seen(
            source=passage.source,
            block=lines[0],
            text=text,
            missing=tuple(c for c in columns if not finds(c.any, text)),
            filled=any(_has_entry(block.text) for block in blocks[header.stop :]),
        )


def _headers(blocks: Sequence[Block], columns: tuple[Column, ...]) -> Iterator[range]:
    """Give where lines may be a header: in one line, or one column below the other."""
    start = last = -1
    for at, block in enumerate(blocks):
        named = sum(finds(column.any, block.text) for column in columns)
        is_short = len(block.text) <= LETTERS * max(1, named)
        if start >= 0 and (not is_short or at - last > APART):
            yield range(start, last + 1)
            start = -1
        if named and is_short:
            start, last = (at if start < 0 else start), at
    if start >= 0:
        yield range(start, last + 1)


def _has_entry(line: str) -> bool:
    """Tell whether a line has a figure, and is no number of a row or blank to fill in."""
    is_counter = len(line) <= len("99.") and line.strip(" .)").isdecimal()
    return not is_counter and not is_unfilled(line) and finds(("<number>",), line)


def _mention(seen: _Seen) -> Mention:
    return Mention(source=seen.source, block=seen.block, text=seen.text)
