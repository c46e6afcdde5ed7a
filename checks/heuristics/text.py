"""Do the words stand there: in the item, or in one of its documents?"""

from collections.abc import Iterator, Sequence

from pydantic import Field

from checks.carriers import Where
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
from checks.naming import Mention, mentions
from checks.subject import Subject
from checks.wanted import Wanted
from checks.wording import finds
from documents.document import WRITTEN, Role

NAME = "text"
HEADER_ROWS = 3


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
        if not options.name_counts and _is_name(subject, options.of, mention)
    }
    where: Where = "topics" if options.content else "anywhere"
    # Of many in one line those that are meant count; else the line as a whole does.
    without = options.without if options.at_least == 1 else ()
    wanted = wanted_of(subject, options.any, without, where)
    found = [
        mention
        for mention in mentions(subject, wanted)
        if scope.holds(mention)
        and not finds(options.not_under, " ".join(mention.headings[:1]))
        and not _heads_empty_column(mention, options.any)
        and _is_about(subject, wanted, options, mention)
        and id(mention.block) not in names
    ]
    solid = distinct(found)
    count = len(solid)
    if options.at_least > 1:
        count = count_of(solid, options.any, options.without)
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


def _is_about(
    subject: Subject, wanted: Wanted, options: TextOptions, mention: Mention
) -> bool:
    """Tell whether the part in which the words stand speaks of what it should."""
    if not options.about:
        return True
    said = " ".join(
        block.text
        for passage in (
            *passages_of(subject, wanted, mention),
            *(Passage(source=c, blocks=c.blocks) for c in mention.carriers),
        )
        for block in passage.blocks
        if block.role in WRITTEN
    )
    return finds(options.about, said)


def _is_name(subject: Subject, element: str, mention: Mention) -> bool:
    requirement = requirement_of(subject, element)
    return (
        requirement is not None
        and requirement.check == "document"
        and mention.block is not None
        and len([c for c in mention.block.text.split(" | ") if c]) == 1
    )


def _heads_empty_column(mention: Mention, wordings: tuple[str, ...]) -> bool:
    """Tell whether the words are but the header of a column that nobody filled in."""
    document = mention.source.document
    if mention.block is None or mention.block.role is not Role.ROW or not document:
        return False
    cells = {cell for cell in mention.block.text.split(" | ") if cell}
    return any(
        _is_header(row)
        and cells <= set(row)
        and _is_empty_below(row, table.rows[at + 1 :], wordings)
        for table in document.tables
        for at, row in enumerate(table.rows[:HEADER_ROWS])
    )


def _is_header(row: tuple[str, ...]) -> bool:
    """Tell a header from an entry, which begins with its number."""
    return not row[0].strip(" .)").isdecimal()


def _is_empty_below(
    header: tuple[str, ...], rows: Sequence[tuple[str, ...]], wordings: tuple[str, ...]
) -> bool:
    """Tell whether the columns with the words are empty, where others are not."""
    columns = [n for n, cell in enumerate(header) if finds(wordings, cell)]
    below = [row[n] for row in rows for n in columns]
    beside = any(cell for row in rows for cell in row)
    return bool(columns) and beside and not any(map(_is_entry, below))


def _is_entry(cell: str) -> bool:
    return bool(cell.strip(" .-_–…"))
