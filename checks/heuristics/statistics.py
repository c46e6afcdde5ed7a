"""Are the figures there, not only their labels?"""

from collections.abc import Iterator

from checks.check import Worded, check
from checks.counting import count_of, distinct
from checks.element import Passage, scope_of, stated_absent
from checks.finding import Finding, Outcome, Reason
from checks.missing import element_missing, explain, said
from checks.naming import Mention
from checks.subject import Subject
from checks.wording import figures, finds
from documents.document import WRITTEN, Block, Role, Table
from documents.thai.text import arabic_digits

NAME = "statistics"
LABEL = 160
"""A label stands in a text of at most so many characters, figure included."""


class StatisticsOptions(Worded):
    """Which figures. Without wordings: any figures that have a label."""


@check(NAME, options=StatisticsOptions)
def statistics(subject: Subject, options: StatisticsOptions) -> Iterator[Finding]:
    """A figure stands with the label: in its line, beside it, or below it in a table.

    Why it matters: a table of empty cells, or a heading without numbers, tells nothing.
    Cannot tell when: the figures may be in a chart that is a picture.
    """
    scope = scope_of(subject, options.of)
    if options.of and not scope.mentions:
        yield element_missing(options)
        return
    shown: list[Mention] = []
    bare: list[Mention] = []
    for passage in scope.passages:
        for mention, has_figure in _labelled(passage, options):
            (shown if has_figure else bare).append(mention)
    shown = distinct(shown)
    count = count_of(shown, options.any) if options.any else len(shown)
    facts = (
        ("wordings", " / ".join(options.any[:3])),
        ("count", str(count)),
        ("needed", str(options.at_least)),
    )
    if count >= options.at_least:
        yield said(options, Outcome.PASSED, Reason.FOUND, shown[:3], facts)
        return
    stated = [m for m in stated_absent(subject, options.absence) if scope.holds(m)]
    if stated:
        yield said(options, Outcome.PASSED, Reason.ABSENCE_STATED, stated[:1], facts)
        return
    reason = Reason.NO_FIGURES if bare else Reason.MISSING
    yield explain(subject, options, scope, bare[:1], facts, reason)


def _labelled(
    passage: Passage, options: StatisticsOptions
) -> Iterator[tuple[Mention, bool]]:
    """Give every label, and whether a figure belongs to it."""
    for at, block in enumerate(passage.blocks):
        if block.role not in WRITTEN or len(block.text) > 4 * LABEL:
            continue
        if not _fits(options, block.text):
            continue
        mention = Mention(source=passage.source, block=block, text=block.text)
        yield mention, _has_figure(passage, at, options)


def _fits(options: StatisticsOptions, text: str) -> bool:
    if finds(options.without, text):
        return False
    return finds(options.any, text) if options.any else any(c.isalpha() for c in text)


def _has_figure(passage: Passage, at: int, options: StatisticsOptions) -> bool:
    block = passage.blocks[at]
    if block.role is Role.ROW:
        return _in_row(passage, block, options)
    if figures(block.text) or not options.any:
        return bool(figures(block.text))
    # A card or a PDF puts the figure on the next line, or on the one before.
    beside = (*passage.blocks[at + 1 : at + 2], *passage.blocks[max(0, at - 1) : at])
    return any(
        b.role is Role.TEXT and len(b.text) <= 40 and figures(b.text) for b in beside
    )


def _in_row(passage: Passage, block: Block, options: StatisticsOptions) -> bool:
    """A label at the left has its figures in the row; one in the header, below it."""
    cells = block.text.split(" | ")
    if not options.any:
        return any(figures(cell) for cell in cells[1:])
    labelled = [at for at, cell in enumerate(cells) if finds(options.any, cell)]
    if any(figures(cells[at]) for at in labelled):
        return True
    if any(figures(cell) for at in labelled for cell in cells[at + 1 :]):
        return True
    return any(
        _below(table, options) for table in passage.tables if _has_row(table, cells)
    )


def _has_row(table: Table, cells: list[str]) -> bool:
    wanted = {cell for cell in cells if cell}
    return any(wanted <= set(row) for row in table.rows)


def _below(table: Table, options: StatisticsOptions) -> bool:
    """Tell whether there are figures below a header cell with the label."""
    for at, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            if finds(options.any, cell):
                below = [lower[column] for lower in table.rows[at + 1 :]]
                if not _counts_rows(below) and any(map(figures, below)):
                    return True
    return False


def _counts_rows(cells: list[str]) -> bool:
    """Tell whether a column only numbers its rows."""
    numbers = [arabic_digits(cell).strip(" .)") for cell in cells]
    found = [int(number) for number in numbers if number.isdecimal()]
    return len(found) > 1 and found == list(range(1, len(found) + 1))
