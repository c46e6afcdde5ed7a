"""Do the words stand there: in the item, or in one of its documents?"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from pydantic import Field

from checks.carriers import Where, section
from checks.check import Worded, check
from checks.counting import count_of, distinct
from checks.element import (
    Passage,
    passages_of,
    requirement_of,
    scope_of,
    stated_absent,
    wanted_of,
)
from checks.finding import Finding, Outcome, Reason
from checks.missing import element_missing, explain, said
from checks.naming import Mention, headings_above, mentions
from checks.placeholder import is_promise, is_unfilled
from checks.subject import Subject
from checks.tables import HEADER_ROWS, Place, heads_nothing, place_of
from checks.wanted import Wanted
from checks.wording import figures, finds, finds_any, folded, matches
from documents.document import WRITTEN, Role, Table

NAME = "text"
HEADER_LETTERS = 40
NAME_LETTERS = 120
FIGURES = 2
"""With so many figures a line says more than a name."""
FACTS = 3
"""And so it does with so many of the wordings looked for."""
UNDER = 60
"""The first letters of a line may say what all of it is of."""
_TOTAL = re.compile(r"รวม(?:ทั้งสิ้น|ทั้งหมด|เงิน|เป็นเงิน|จานวน|ยอด|ทุกฝ่าย)?[^ก-๙]*$")
_LETTER = re.compile(r"[^\W\d_]")


class TextOptions(Worded):
    """The words that show the element."""

    any: tuple[str, ...] = Field(min_length=1)
    """Accepted wordings; one of them suffices."""
    not_under: tuple[str, ...] = ()
    """Words in the heading above that show that something else is meant."""
    name_counts: bool = False
    """True: the name of the document named by ``of`` may say it too."""
    about: tuple[str, ...] = ()
    """Words of which the part of the page, or the file, says one as well."""
    heads: tuple[str, ...] = ()
    """Wordings that name it only where they stand alone: in a heading, a label."""
    not_about: tuple[str, ...] = ()
    """Words by which that part is about something else."""
    columns: tuple[str, ...] = ()
    """Headers of table columns each of whose entries counts as well, as a school does
    under "name of school"."""
    content: bool = False
    """True: a heading, a link or a short line counts only with content behind it."""


@check(NAME, options=TextOptions)
def text(subject: Subject, options: TextOptions) -> Iterator[Finding]:
    """One of the wordings stands in the content of the item, or of the document named.

    Why it matters: assessors look for each fact in the document it belongs to; the
    budget of a plan does not show what was spent.
    Cannot tell when: the words are missing but a page or file could not be seen,
    or shows only pictures.
    """
    scope = scope_of(subject, options.of)
    if options.of and not scope.mentions:
        yield element_missing(options)
        return
    # The name of a document shows none of its facts.
    names = {
        id(mention.block)
        for mention in scope.mentions
        if not options.name_counts and _is_name(subject, options, mention)
    }
    where: Where = "topics" if options.content else "anywhere"
    # Of many in one line those that are meant count; else the line as a whole does.
    without = options.without if options.at_least == 1 else ()
    wanted = wanted_of(subject, (*options.any, *options.heads), without, where)
    found = [
        mention
        for mention in mentions(subject, wanted)
        if scope.holds(mention)
        and _says(options, mention)
        and not finds(
            options.not_under, f"{mention.text[:UNDER]} {_over(wanted, mention)}"
        )
        and not finds(options.not_under, " ".join(mention.headings[:1]))
        and not _heads_empty_column(mention, options)
        and not _says_nothing(mention)
        and _is_about(subject, wanted, options, mention)
        and id(mention.block) not in names
    ]
    solid = distinct(found)
    count = len(solid)
    if options.at_least > 1:
        count = count_of(solid, options.any, options.without)
    listed = [m for m in _entries(subject, options) if scope.holds(m)]
    if len(listed) > count:
        solid, count = listed, len(listed)
    facts = (
        ("wordings", " / ".join(options.any[:3])),
        ("count", str(count)),
        ("needed", str(options.at_least)),
    )
    if count >= options.at_least:
        yield said(options, Outcome.PASSED, Reason.FOUND, solid[:3], facts)
        return
    stated = [m for m in stated_absent(subject, options.absence) if scope.holds(m)]
    if stated:
        yield said(options, Outcome.PASSED, Reason.ABSENCE_STATED, stated[:1], facts)
    else:
        yield explain(subject, options, scope, found, facts)


def _over(wanted: Wanted, mention: Mention) -> str:
    """Give the nearest line above in the same element that names something else."""
    around = mention.block.nodes[:-1] if mention.block else ()
    lines = takewhile(
        lambda b: b.role is Role.TEXT and b.nodes[:-1] == around,
        reversed(mention.source.blocks[: max(0, mention.index)]),
    )
    names = (b.text for b in lines if not finds(wanted.any, b.text))
    return next(names, "")


def _says(options: TextOptions, mention: Mention) -> bool:
    """Tell whether the words say it, alone or as a fact: not what is yet to be done."""
    if mention.block is None or mention.block.role is not Role.ROW:
        alone = len(mention.text) <= HEADER_LETTERS
        return finds(options.any, mention.text) or alone
    cells = [
        cell for cell in mention.text.split(" | ") if finds(_wordings(options), cell)
    ]
    return not cells or any(not cell.strip().startswith("จะ") for cell in cells)


def _wordings(options: TextOptions) -> tuple[str, ...]:
    """Give all the wordings of the options."""
    return (*options.any, *options.heads)


def _entries(subject: Subject, options: TextOptions) -> list[Mention]:
    """Give the different entries of table columns that are headed as wanted."""
    found: dict[str, Mention] = {}
    if not options.columns:
        return []
    for source in subject.sources:
        tables = source.document.tables if source.document else ()
        headed = {id(table): _headed(options, table) for table in tables}
        for index, block in enumerate(source.blocks):
            if not any(headed.values()) or block.role is not Role.ROW:
                continue
            place = place_of(source, block)
            cell = _entry(options, place, headed[id(place.table)]) if place else ""
            if not cell or finds(options.not_under, block.text):
                continue
            above = " ".join(headings_above(source, index)[:1])
            if not finds(options.not_under, above):
                mention = Mention(
                    source=source, block=block, index=index, text=block.text
                )
                found.setdefault(cell, mention)
    return list(found.values())


_Headed = tuple[tuple[int, frozenset[int]], ...]
"""Rows of a header, and which of their cells are headers as wanted."""


def _headed(options: TextOptions, table: Table) -> _Headed:
    """Give which columns of a table are headed as wanted."""
    rows = (
        (at, frozenset(n for n, cell in enumerate(row) if _heads(options, cell)))
        for at, row in enumerate(table.rows[:HEADER_ROWS])
    )
    return tuple((at, columns) for at, columns in rows if columns)


def _entry(options: TextOptions, place: Place, headed: _Headed) -> str:
    """Give what a row has in a column that is headed as wanted; empty for nothing."""
    below = [(at, columns) for at, columns in headed if at < place.row]
    if not below or any(_TOTAL.match(folded(cell)) for cell in place.cells):
        return ""
    for at, columns in below:
        header = place.table.rows[at]
        spans = any(one == two != "" for one, two in pairwise(header))
        if spans and place.row == at + 1:
            # The second row of a header, below cells that span several columns.
            continue
        for n in sorted(columns):
            cell = place.cells[n]
            if cell != header[n] and _counts(options, cell):
                return cell.strip()
    return ""


def _heads(options: TextOptions, cell: str) -> bool:
    key = folded(cell)
    return (
        len(cell) <= HEADER_LETTERS
        # A header that ends with a bar is all of the cell.
        and f"{key}|".startswith(tuple(map(folded, options.columns)))
        and not finds(options.not_under, cell)
    )


def _counts(options: TextOptions, cell: str) -> bool:
    """Tell an entry from an empty cell, a promise; of many, from a number too."""
    if cell.strip().startswith("จะ") or is_promise(cell) or is_unfilled(cell):
        return False
    if options.at_least == 1:
        return _is_entry(cell)
    key = folded(cell)
    return len(_LETTER.findall(key)) > 2


def _is_about(
    subject: Subject, wanted: Wanted, options: TextOptions, mention: Mention
) -> bool:
    """Tell whether the part in which the words stand speaks of what it should."""
    if not options.about and not options.not_about:
        return True
    parts = [Passage(source=c, blocks=c.blocks) for c in mention.carriers]
    if not options.content:
        parts += passages_of(subject, wanted, mention)
    else:
        below = section(mention.source.blocks, mention.index, wanted.ends_at)
        here = (mention.source.blocks[mention.index], *below)
        parts = [p for p in parts if p.source is not mention.source]
        parts.append(Passage(source=mention.source, blocks=here))
    told = [b.text for p in parts for b in p.blocks if b.role in WRITTEN]
    if finds_any(options.not_about, told):
        return False
    return not options.about or finds_any(options.about, told)


def _is_name(subject: Subject, options: TextOptions, mention: Mention) -> bool:
    requirement = requirement_of(subject, options.of)
    return (
        requirement is not None
        and requirement.check == "document"
        and mention.block is not None
        # A longer line goes on after the name.
        and len(mention.block.text) <= NAME_LETTERS
        and len(figures(mention.block.text)) < FIGURES
        and len(matches(options.any, mention.block.text)) < FACTS
        and len([c for c in mention.block.text.split(" | ") if c]) == 1
    )


def _says_nothing(mention: Mention) -> bool:
    """Tell whether a line is left to be filled in, or heads a table without rows."""
    block = mention.block
    if block is None or is_unfilled(block.text):
        return block is not None
    return block.role is Role.ROW and heads_nothing(mention.source, block)


def _heads_empty_column(mention: Mention, options: TextOptions) -> bool:
    """Tell whether the words are but the header of a column that nobody filled in."""
    document = mention.source.document
    if mention.block is None or mention.block.role is not Role.ROW or not document:
        return False
    cells = {cell for cell in mention.block.text.split(" | ") if cell}
    return any(
        _is_header(row)
        and cells <= set(row)
        and _is_empty_below(row, table.rows[at + 1 :], options)
        for table in document.tables
        for at, row in enumerate(table.rows[:HEADER_ROWS])
    )


def _is_header(row: tuple[str, ...]) -> bool:
    """Tell a header from an entry, which begins with its number."""
    return not row[0].strip(" .)").isdecimal()


def _is_empty_below(
    header: tuple[str, ...], rows: Sequence[tuple[str, ...]], options: TextOptions
) -> bool:
    """Tell whether the columns with the words are empty, where others are not."""
    columns = [n for n, cell in enumerate(header) if finds(options.any, cell)] or [
        # The words may go over several cells; the header names the column.
        n
        for n, cell in enumerate(header)
        if _heads(options, cell)
    ]
    below = [row[n] for row in rows for n in columns]
    beside = any(cell for row in rows for cell in row)
    return bool(columns) and beside and not any(map(_is_entry, below))


def _is_entry(cell: str) -> bool:
    return bool(cell.strip(" .-_–…"))
