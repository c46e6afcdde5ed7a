"""Which time a document is of, by its own words, and which time is due."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import takewhile

from checks.carriers import Standing as Carried
from checks.carriers import links_inside, section, what_is_behind
from checks.naming import Mention
from checks.subject import Source, Subject
from checks.wanted import TITLE_BLOCKS
from checks.wording import figures, finds
from crawler.artifacts import Purpose
from documents.document import WRITTEN, Block, Document, Role
from documents.thai.dates import FiscalYear, MentionKind, Standing, months_covered
from documents.thai.dates import Mention as TimeMention
from documents.thai.mentions import find_bare_months, find_mentions

Month = tuple[int, int]
"""Common-era year and month number."""

TITLE_PAGE = 2 * TITLE_BLOCKS
BODY_BLOCKS = 80
"""So much of a document is read for its year where its title page names none."""

MOST_MONTHS = 12
PAGE_MONTHS = 6
"""A longer span on a page is that of the fiscal year, and names no months."""
SEVERAL = 2
FEW_LINKS = 3
"""Links of a page that does no more than hand on the files of one month."""
ENOUGH_MONTHS = 3
DAYS_OF_MONTH = 31
ROW_CELLS = 3
"""A row with so many filled cells says more than the name of a month."""
OWN_LETTERS = 80
"""A line longer than this says more than the name of a month."""
NOTHING = ("ไม่มีการ", "ไม่มีราย", "ไม่มีจัดซื้อ", "ไม่ได้จัดซื้อ", "ไม่ได้มีการ", "ไม่ปรากฏ")
"""Statements that there was nothing in a month."""
_SHOWN = frozenset({Carried.SOLID, Carried.PICTURES, Carried.UNREADABLE})

mentions_in = lru_cache(maxsize=100_000)(find_mentions)
"""``find_mentions`` with a memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Years:
    """The fiscal years (Buddhist) that a document says it is of."""

    years: frozenset[int] = frozenset()
    spans: tuple[tuple[int, int], ...] = ()
    """First and last year of plans over several years."""
    quote: str = ""
    """The words that say so."""
    by_date: bool = False
    """True where only dates of days say so: of publishing, perhaps."""
    contradicted_by: str = ""
    """Words of the same document that name other years only."""

    @property
    def any(self) -> bool:
        """True where some time is named."""
        return bool(self.years or self.spans)

    @property
    def newest(self) -> int:
        """The last year named; 0 where none is."""
        return max((*self.years, *(last for _, last in self.spans)), default=0)

    def reach(self, be: int, *, spans: bool) -> bool:
        """Tell whether the document is of that fiscal year."""
        if be in self.years:
            return True
        return spans and any(first <= be <= last for first, last in self.spans)


def due_year(wanted: FiscalYear, this: FiscalYear, lag_days: int, today: date) -> int:
    """Give the oldest fiscal year that will do: last year's while none is due yet."""
    is_due = today >= this.start + timedelta(days=lag_days)
    return wanted.be if is_due else wanted.be - 1


def year_wanted(this: FiscalYear, period: str) -> FiscalYear:
    """Give the fiscal year that a period of the spec means."""
    return FiscalYear(be=this.be - (period == "last-fiscal-year"))


def due_months(this: FiscalYear, lag_days: int, today: date) -> tuple[Month, ...]:
    """Give the months whose summaries must be there; early on, all of last year's."""
    due = tuple(
        month
        for month in this.months
        if _end(month) + timedelta(days=lag_days) <= today
    )
    return due or FiscalYear(be=this.be - 1).months


def half_year_due(this: FiscalYear, lag_days: int, today: date) -> tuple[Month, ...]:
    """Give the first six months of the year; of last year's while none are due."""
    is_due = today >= this.start + timedelta(days=lag_days)
    return (this if is_due else FiscalYear(be=this.be - 1)).months[:6]


def _end(month: Month) -> date:
    year, number = month
    following = date(year + number // 12, number % 12 + 1, 1)
    return following - timedelta(days=1)


def years_of(subject: Subject, mention: Mention) -> Years:
    """Read the year of what a mention names: nearest words first."""
    if _inside_file(mention):
        # Of several documents in one file each has its own year.
        blocks = mention.source.blocks[mention.index :]
        own = years_in(b.text for b in blocks[:TITLE_BLOCKS] if b.role in WRITTEN)
        if own.any:
            return own
    named = years_in((mention.text,))
    files = [c for c in mention.carriers if c.purpose is not Purpose.ITEM]
    title = years_in(_title_texts(files))
    labels = years_in(c.label for c in files)
    if named.any and not (named.by_date and title.any and not title.by_date):
        apart = title.years and named.years and not title.years & named.years
        if apart and _keeps_to(title.years, named.years, files):
            return title
        return Years(
            years=named.years,
            spans=named.spans,
            quote=named.quote,
            contradicted_by=title.quote if apart else "",
        )
    if title.any:
        return title
    if labels.any:
        return labels
    above = years_in(mention.headings)
    if above.any:
        return above
    return _body_years(subject, mention)


def _keeps_to(
    years: frozenset[int], others: frozenset[int], files: Iterable[Source]
) -> bool:
    """Tell whether all that files name falls into their own years, dates included.

    Then their label is wrong; where a date suits the label, the title may be.
    """
    named = [
        (found.kind, {FiscalYear.of(found.start).be, FiscalYear.of(found.end).be})
        for source in files
        for block in source.blocks
        if block.role in WRITTEN
        for found in mentions_in(block.text)
        if found.standing is Standing.OWN and found.kind is not MentionKind.YEAR
    ]
    if any(reached & others for _, reached in named):
        return False
    return any(
        kind is not MentionKind.FISCAL_YEAR and reached <= years
        for kind, reached in named
    )


def _inside_file(mention: Mention) -> bool:
    is_file = mention.source.purpose is Purpose.ATTACHMENT
    return is_file and mention.index > 0 and mention.carriers == (mention.source,)


def _title_texts(files: Iterable[Source]) -> list[str]:
    texts: list[str] = []
    for source in files:
        if source.document is not None:
            written = [b for b in source.document.blocks if b.role in WRITTEN]
            lines = [b.text for b in written[:TITLE_PAGE]]
            # A line of a PDF may break between "พ.ศ." and the year.
            texts += [source.document.title, " ".join(lines[:TITLE_BLOCKS]), *lines]
    return texts


def _body_years(subject: Subject, mention: Mention) -> Years:
    """Read the year from the text itself: of a page, what stands below the name."""
    texts: list[str] = []
    for source in mention.carriers or (mention.source,):
        blocks = source.blocks
        if source is mention.source and mention.index >= 0:
            blocks = section(blocks, mention.index)
        texts += [b.text for b in blocks if b.role in WRITTEN][:BODY_BLOCKS]
    found = years_in(texts)
    if found.any or _dated_documents(subject) > 1:
        return found
    # A year anywhere on the page is that of the only document it shows.
    return years_in(b.text for b in mention.source.blocks if b.role in WRITTEN)


def _dated_documents(subject: Subject) -> int:
    return sum(each.check == "fiscal-year" for each in subject.item.require)


def years_in(texts: Iterable[str]) -> Years:
    """Read the fiscal years that texts name of themselves, the surest kind alone.

    A year of a law, an academic year or a copyright line never counts. A date
    counts only where nothing names a year: reports are dated after their year.
    """
    own: list[TimeMention] = []
    spans: list[tuple[int, int]] = []
    for text in texts:
        for found in mentions_in(text):
            if found.standing is Standing.PLAN:
                spans.append((found.start.year + 543, found.end.year + 543))
            elif found.standing is Standing.OWN:
                own.append(found)
    for kinds in _SUREST_FIRST:
        chosen = [found for found in own if found.kind in kinds]
        if chosen:
            years = {
                FiscalYear.of(f.start).be if f.kind not in _PLAIN else f.end.year + 543
                for f in chosen
            }
            return Years(
                years=frozenset(years),
                spans=tuple(spans),
                quote=chosen[0].text,
                by_date=MentionKind.DAY in kinds and not spans,
            )
    return Years(spans=tuple(spans))


_PLAIN = frozenset({MentionKind.YEAR})
_SUREST_FIRST = (
    frozenset({MentionKind.FISCAL_YEAR}),
    frozenset({MentionKind.RANGE, MentionKind.MONTH}),
    frozenset({MentionKind.YEAR}),
    frozenset({MentionKind.DAY}),
)


def months_shown(subject: Subject) -> frozenset[Month]:
    """Collect the months for which the item shows something that opens."""
    shown: set[Month] = set()
    for source in subject.sources:
        if source.broken or source.document is None:
            continue
        if source.purpose is Purpose.ATTACHMENT:
            shown |= _months_of_file(subject, source, source.document)
        else:
            shown |= _months_on_page(subject, source, source.document)
    return frozenset(shown)


def _months_on_page(subject: Subject, source: Source, document: Document) -> set[Month]:
    """Read the months a page names and shows something for.

    A month counts with a link that opens, a table row that says more, or content
    right below it. The span of the fiscal year itself names no months.
    """
    year = _fiscal_year_named(source.label)
    labelled = _months_in(source.label, year)
    files = _files_of_pages(subject, {source.capture.url: source})
    shown = labelled & (_months_of_files(subject, files) or labelled)
    blocks = document.blocks
    for index, block in enumerate(blocks):
        if block.role not in WRITTEN:
            continue
        year = _fiscal_year_named(block.text) or year
        longest = MOST_MONTHS if block.role is Role.LINK else PAGE_MONTHS
        months = _months_in(block.text, year, longest)
        if months and _shows_something(subject, source, index):
            shown |= months & _months_behind(subject, blocks, index, months)
    return shown


def _months_behind(
    subject: Subject, blocks: tuple[Block, ...], index: int, named: set[Month]
) -> set[Month]:
    """Give the months of the files a block links to; those named where they say none."""
    if finds(NOTHING, blocks[index].text):
        return named
    linking = [blocks[index], *links_inside(blocks, index)]
    below = blocks[index + 1 : index + 2]
    if blocks[index].role is Role.HEADING:
        below = section(blocks, index)
    linking += [b for b in below if b.role is Role.LINK]
    leading = {
        target.capture.url: target
        for block in linking
        if (target := subject.target(block)) is not None
    }
    files = _files_of_pages(subject, leading) | {
        url: target
        for url, target in leading.items()
        if target.purpose is Purpose.ATTACHMENT
    }
    if files and all(t.document and _is_blank(t.document) for t in files.values()):
        return set()
    return _months_of_files(subject, files) or named


def _months_of_files(subject: Subject, files: Mapping[str, Source]) -> set[Month]:
    """Give the months that files say they are of; none where they say nothing."""
    return {
        month
        for target in files.values()
        if target.document is not None
        for month in _months_of_file(subject, target, target.document)
    }


def _files_of_pages(subject: Subject, pages: Mapping[str, Source]) -> dict[str, Source]:
    """Give the files that pages of a single month lead to, and nothing beside them."""
    found: dict[str, Source] = {}
    for page in pages.values():
        if page.purpose is not Purpose.SUBPAGE:
            continue
        written = [b for b in page.blocks if b.role in WRITTEN]
        links = [b for b in written if b.role is Role.LINK]
        if 0 < len(links) <= FEW_LINKS and len(written) <= len(links) + TITLE_BLOCKS:
            targets = [t for b in links if (t := subject.target(b)) is not None]
            found |= {
                target.capture.url: target
                for target in targets
                if target.purpose is Purpose.ATTACHMENT
            }
    return found


def _shows_something(subject: Subject, source: Source, index: int) -> bool:
    """Tell whether there is anything for the month that a block names."""
    blocks = source.blocks
    block = blocks[index]
    behind = what_is_behind(subject, source, index)
    if block.role in (Role.LINK, Role.HEADING):
        return behind.standing in _SHOWN
    if block.role is Role.ROW:
        cells = [cell for cell in block.text.split(" | ") if cell.strip()]
        if _heads_months(blocks, index):
            return True
        linked = any(b.role is Role.LINK for b in links_inside(blocks, index))
        if linked:
            return behind.standing in _SHOWN
        if len(cells) == 1:
            return finds(NOTHING, block.text) or _entry_follows(blocks, index)
        return len(cells) >= ROW_CELLS and any(map(_says_more, cells[1:]))
    # A bare line counts only with what stands right below it, up to the next line
    # that names a month.
    if links_inside(blocks, index):
        return behind.standing in _SHOWN
    # The day on which a summary was made may stand between.
    gap = 1 + _is_day_only(blocks[index + 1 : index + 2])
    following = [
        b
        for b in blocks[index + gap : index + gap + 1]
        if _months_named(b) <= _months_named(block)
    ]
    if any(finds(NOTHING, b.text) for b in (block, *following)):
        return True
    return len(block.text) > OWN_LETTERS or any(
        (
            b.role is Role.LINK
            and what_is_behind(subject, source, index + gap).standing in _SHOWN
        )
        or b.role is Role.IMAGE
        or (b.role is Role.ROW and _table_says_something(subject, source, index + gap))
        or (b.role is Role.TEXT and (len(b.text) > OWN_LETTERS or figures(b.text)))
        for b in following
    )


def _entry_follows(blocks: tuple[Block, ...], index: int) -> bool:
    """Tell whether the row after one that is a single cell is an entry."""
    after = blocks[index + 1 : index + 2]
    cells = [cell for b in after if b.role is Role.ROW for cell in b.text.split(" | ")]
    return len(cells) > 1 and any(map(_says_more, cells))


def _months_named(block: Block) -> set[int]:
    """Give the numbers of the months that a line of text names; none for the rest."""
    if block.role is not Role.TEXT:
        return set()
    bare = {number for number, _ in find_bare_months(block.text)}
    return bare | {month for _, month in months_covered(mentions_in(block.text))}


def _is_day_only(blocks: tuple[Block, ...]) -> bool:
    """Tell whether a line of text names a day, and no month or year as a whole."""
    found = (
        mentions_in(blocks[0].text) if blocks and blocks[0].role is Role.TEXT else ()
    )
    return bool(found) and all(m.kind is MentionKind.DAY for m in found)


def _table_says_something(subject: Subject, source: Source, index: int) -> bool:
    """Tell whether a table from a row on has a figure, a statement, or an open link."""
    rows = takewhile(
        lambda each: each[1].role in (Role.ROW, Role.LINK),
        enumerate(source.blocks[index:], start=index),
    )
    return any(
        what_is_behind(subject, source, at).standing in _SHOWN
        if block.role is Role.LINK
        else any(map(_says_more, block.text.split(" | ")))
        for at, block in rows
    )


def _heads_months(blocks: tuple[Block, ...], index: int) -> bool:
    """Tell whether a row names several months over rows with figures."""
    if len(months_covered(mentions_in(blocks[index].text))) < SEVERAL:
        return False
    around = blocks[index].nodes[:-1]
    below = takewhile(
        lambda b: b.role is Role.ROW and b.nodes[:-1] == around, blocks[index + 1 :]
    )
    return any(figures(cell) for b in below for cell in b.text.split(" | ")[1:])


def _says_more(cell: str) -> bool:
    """Tell whether a cell holds a figure, or says that there was nothing."""
    return finds(("<number>", *NOTHING), cell)


def _months_of_file(subject: Subject, source: Source, document: Document) -> set[Month]:
    """Read a file's months from its label, else its title page, else its sheets.

    A form with a header and nothing filled in shows none.
    """
    blocks = document.blocks
    written = [block for block in blocks if block.role in WRITTEN]
    if _is_blank(document):
        return set()
    title = [block.text for block in written[:TITLE_PAGE]]
    year = next(
        (y for text in (source.label, *title) if (y := _fiscal_year_named(text))), None
    ) or _year_above(subject, source)
    labelled = _months_in(source.label, year)
    sheets = {block.locator.sheet for block in blocks if block.locator.sheet}
    apart = {m for name in sheets for m in _months_in(name, year)} or {
        month
        for block in written
        if len(block.text) <= 2 * OWN_LETTERS and finds(("เดือน",), block.text)
        for month in _months_in(block.text, year, 1)
    }
    if len(apart) >= ENOUGH_MONTHS:
        # A book with a sheet or a page for each month shows which months it has.
        return apart
    own_year = next((y for text in title if (y := _fiscal_year_named(text))), year)
    own = {month for text in (*title, *sheets) for month in _months_in(text, own_year)}
    if labelled:
        # A label over a file of other months is wrong about the file.
        return labelled if not own or labelled & own else own
    short = (b.text for b in written if len(b.text) <= OWN_LETTERS * 2)
    return own or {month for text in short for month in _months_in(text, year)}


def _is_blank(document: Document) -> bool:
    """Tell whether a file is a form without a figure, or a word that there was none."""
    written = [b.text for b in document.blocks if b.role in WRITTEN]
    return bool(written) and not any(figures(t) or finds(NOTHING, t) for t in written)


def _year_above(subject: Subject, source: Source) -> int | None:
    """Give the fiscal year that the page names over the link to a file."""
    year: int | None = None
    for page in subject.sources:
        if page.capture.url != source.found_on:
            continue
        year = _fiscal_year_named(page.label)
        for block in takewhile(
            lambda b: not _leads_to(subject, b, source), page.blocks
        ):
            year = _fiscal_year_named(block.text) or year
    return year


def _leads_to(subject: Subject, block: Block, source: Source) -> bool:
    target = subject.target(block)
    return target is not None and target.capture.url == source.capture.url


def _fiscal_year_named(text: str) -> int | None:
    found = years_in((text,)).years if len(text) <= 300 else frozenset()
    return max(found) if found else None


def _months_in(text: str, year: int | None, longest: int = MOST_MONTHS) -> set[Month]:
    """Read months; those without a year take it from the fiscal year given.

    Spans of more than ``longest`` months do not count.
    """
    own = [
        found
        for found in mentions_in(text)
        if found.standing is Standing.OWN
        and (found.end - found.start).days <= longest * DAYS_OF_MONTH
    ]
    months = set(months_covered(own))
    if year is not None:
        for number, _ in find_bare_months(text):
            months.add((year - 543 - (number >= 10), number))
    return months
