"""What stands behind a mention: the files and pages that hold what it names.

A heading, a link or a line that names a document proves nothing by itself: the
page may be blank below the heading, the link may be dead, the file a scan.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal
from weakref import WeakKeyDictionary

from checks.labels import is_neutral
from checks.placeholder import (
    empty_tables,
    is_filled,
    is_promise,
    is_template,
    is_unfilled,
    promises_only,
)
from checks.subject import Source, Subject, same_site
from checks.tables import is_left_empty
from checks.wording import figures, finds
from crawler.artifacts import Purpose
from crawler.urls import extension, identity
from documents.document import (
    WRITTEN,
    Block,
    Document,
    Kind,
    Openness,
    Problem,
    Role,
)

ENOUGH_LETTERS = 80
"""That much text of its own below a heading is content."""
STUB = 90
"""A file with no more letters than that, and no figure, says nothing but its name."""
TITLE_LINES = 2
"""A line within so many first ones is the title of a page, or stands right below it."""
_TITLES = (Role.HEADING, Role.TEXT, Role.ROW)
HEADER_CELLS = 3
NOTICE_LETTERS = 400
"""A page with fewer letters that comes instead of a file only says that it is gone."""
SAYS = 15
"""Letters of a line that says more than a word."""
TOLD = 3
"""So many short lines that say more than a word, or have figures, are content, and so
is a line with as many figures."""
OWN_ROW = 120
"""A row of a table with more letters than this speaks for itself."""
FORM_FIELDS = 3
"""A search box has a field and a button; a form to write in has more."""
UNREADABLE = frozenset({Problem.UNSUPPORTED, Problem.ENCRYPTED, Problem.BROKEN})
"""Problems for which a file may hold anything: its absence cannot be claimed."""

_AMOUNT = re.compile(r"[\d๐-๙][\d๐-๙,.]*\s*(?:บาท|ล้าน|baht)", re.IGNORECASE)
AMOUNTS = 2
"""So many amounts of money below a heading are content, however few the words."""

Where = Literal["naming", "anywhere", "topics", "links"]
Stop = Callable[[Block, Block], bool]
"""Told a block and the one that heads the part: does the part end there?"""


class Standing(StrEnum):
    """What stands behind a mention, best first."""

    SOLID = "solid"
    """Content that was read."""
    PICTURES = "pictures"
    """Only pictures or scans: a person can read it, a machine cannot."""
    UNREADABLE = "unreadable"
    """A file of a kind, or in a state, that we cannot read."""
    ELSEWHERE = "elsewhere"
    """A page that is not read for this item: another site's, another item's."""
    UNSEEN = "unseen"
    """What it leads to could not be seen."""
    BROKEN = "broken"
    """What it leads to cannot be opened by anyone."""
    HOLLOW = "hollow"
    """Nothing: a heading over an empty page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What stands behind one block of a page."""

    carriers: tuple[Source, ...] = ()
    standing: Standing
    by_eye: bool = False


def never(_: Block, __: Block) -> bool:
    """End a part of a page nowhere but at the next heading."""
    return False


def what_is_behind(
    subject: Subject,
    source: Source,
    index: int,
    where: Where = "naming",
    stop: Stop = never,
    skip: Callable[[Source], bool] = lambda _: False,
) -> Behind:
    """Give the sources that hold what the block at ``index`` of a page names.

    ``skip``: tells what is something else and holds nothing of it.
    """
    blocks = source.blocks
    block = blocks[index]
    if where == "links" and block.role in (Role.FRAME, Role.FIELD, Role.IMAGE):
        shown = subject.target(block) if block.role is Role.FRAME else None
        if (
            shown is not None
            and same_site(shown.capture.url, source.capture.final_url)
            and standing_of(shown) is Standing.BROKEN
        ):
            return Behind(carriers=(shown,), standing=Standing.BROKEN)
        return Behind(standing=Standing.SOLID)
    if block.role in (Role.LINK, Role.IMAGE, Role.FRAME):
        behind = _behind_link(subject, source, block, where)
        other = any(skip(carrier) for carrier in behind.carriers)
        return Behind(standing=Standing.HOLLOW) if other else behind
    inside = links_inside(blocks, index)
    below = inside or section(blocks, index, stop)
    if not inside and is_left_empty(source, block):
        below = ()
    if where == "links":
        return _channel(subject, source, below)
    leading = [t for b in below if (t := subject.target(b)) and t is not source]
    linked = [target for target in leading if not skip(target)]
    if not linked and speaks(block):
        linked.append(source)
    files = any(t.purpose is Purpose.ATTACHMENT for t in linked)
    if not inside and _has_own_content(below, beside_files=files):
        linked.append(source)
    if linked:
        carriers = tuple(dict.fromkeys(linked))
        return Behind(carriers=carriers, standing=best_of(carriers))
    if any(b.role is Role.IMAGE for b in below):
        return Behind(carriers=(source,), standing=Standing.PICTURES, by_eye=True)
    ways = (_behind_link(subject, source, b, where).standing for b in below if b.href)
    elsewhere = any(standing is Standing.ELSEWHERE for standing in ways)
    return Behind(standing=Standing.ELSEWHERE if elsewhere else Standing.HOLLOW)


def _channel(subject: Subject, source: Source, below: tuple[Block, ...]) -> Behind:
    """Tell whether a heading is over a form, an embedded page or a bare link."""
    found: list[Behind] = []
    for block in below:
        if block.role in (Role.FIELD, Role.FRAME):
            return Behind(carriers=(source,), standing=Standing.SOLID)
        if block.role is Role.LINK and is_neutral(block.text):
            found.append(_behind_link(subject, source, block, "links"))
    order = list(Standing)
    return min(
        found,
        key=lambda each: order.index(each.standing),
        default=Behind(standing=Standing.HOLLOW),
    )


def _behind_link(
    subject: Subject, source: Source, block: Block, where: Where
) -> Behind:
    target = subject.target(block)
    if target is not None and target is not source:
        return Behind(carriers=(target,), standing=standing_of(target))
    if not block.href.startswith(("http://", "https://")):
        usable = where == "links" and bool(block.href)
        return Behind(standing=Standing.SOLID if usable else Standing.HOLLOW)
    if not same_site(block.href, source.capture.final_url):
        # What a link out says stands on the page; what it leads to was not read.
        solid = where != "naming"
        return Behind(standing=Standing.SOLID if solid else Standing.ELSEWHERE)
    itself = target is source or identity(block.href) == identity(
        source.capture.final_url
    )
    return Behind(standing=Standing.HOLLOW if itself else Standing.ELSEWHERE)


def speaks(row: Block) -> bool:
    """Tell whether a line says something itself: figures, or as a row enough words."""
    if row.role is not Role.ROW:
        is_told = len(figures(row.text)) >= TOLD or (
            len(row.text) >= ENOUGH_LETTERS and bool(_AMOUNT.search(row.text))
        )
        return row.role is Role.TEXT and is_told
    cells = row.text.split(" | ")
    with_figures = sum(bool(figures(cell)) for cell in cells[1:])
    if with_figures and len(row.text) >= ENOUGH_LETTERS:
        return True
    return with_figures >= 2 or len(row.text) > OWN_ROW


def best_of(carriers: tuple[Source, ...]) -> Standing:
    """Give the best of what several sources are worth."""
    found = {standing_of(carrier) for carrier in carriers}
    return next(standing for standing in Standing if standing in found)


def _has_own_content(below: tuple[Block, ...], *, beside_files: bool) -> bool:
    """Tell whether a page says enough itself below a heading.

    Lines and rows that hold links only introduce what they link to. Beside files it
    takes more: a few lines there only introduce the files. A person's name under a
    portrait is content however short, and so is a form, but not a search box.
    """
    linking = {node for b in below if b.role is Role.LINK for node in b.nodes}
    said = [
        b
        for b in below
        if b.role in (Role.TEXT, Role.ROW)
        and not (b.nodes and b.nodes[-1] in linking)
        and not is_promise(b.text)
        and not is_unfilled(b.text)
    ]
    table = [b for b in said if b.role is Role.ROW]
    if table and _is_header_only([b.text.split(" | ") for b in table]):
        said = [b for b in said if b.role is not Role.ROW]
    if promises_only(said):
        return False
    letters = sum(len(b.text) for b in said)
    told = sum(
        b.role is Role.TEXT and (len(b.text) >= SAYS or bool(figures(b.text)))
        for b in said
    )
    rows = sum(b.role is Role.ROW and is_filled(b.text.split(" | ")) for b in said)
    empty = sum(b.role is Role.ROW for b in said) - rows
    if empty > rows:
        # A form with a header and cells left empty.
        return False
    if beside_files:
        return letters > 2 * ENOUGH_LETTERS or rows >= 2
    fields = sum(b.role is Role.FIELD for b in below)
    portrait = any(b.role is Role.IMAGE for b in below)
    person = portrait and any(finds(("<name>",), b.text) for b in said)
    if told >= TOLD or any(b.role is Role.TEXT and speaks(b) for b in said):
        return True
    if sum(len(_AMOUNT.findall(b.text)) for b in said) >= AMOUNTS:
        return True
    return letters >= ENOUGH_LETTERS or rows >= 2 or fields >= FORM_FIELDS or person


def _is_header_only(rows: list[list[str]]) -> bool:
    """Tell whether a table has a header, and nothing below it but empty cells."""
    if len(rows) > 1:
        return not any(is_filled(row) for row in rows[1:])
    return len(rows[0]) >= HEADER_CELLS and not any(map(figures, rows[0]))


def links_inside(blocks: tuple[Block, ...], index: int) -> tuple[Block, ...]:
    """Give the links that stand within the element of a block, a row say."""
    nodes = blocks[index].nodes
    if not nodes or blocks[index].role is Role.HEADING:
        return ()
    own = nodes[-1]
    near = blocks[max(0, index - 20) : index + 20]
    return tuple(b for b in near if b.role is Role.LINK and own in b.nodes)


def section(
    blocks: tuple[Block, ...], index: int, stop: Stop = never
) -> tuple[Block, ...]:
    """Give what follows a block up to the next heading of its rank, or to ``stop``.

    An entry of a list heads no more than itself, and so does a row of a table, but
    for a row that is a single cell.
    """
    own = blocks[index]
    if own.role is not Role.HEADING and (entry := _entry(blocks, index)):
        return tuple(b for b in blocks[index + 1 :] if entry in b.nodes)
    if own.role is Role.ROW and _is_entry_of_table(own):
        return links_inside(blocks, index)
    first = next((b for b in blocks if b.role in _TITLES), None)
    # The page's own title heads all of it, whatever ranks its headings have, and so
    # does the line right below it.
    is_title = own is first or (own.role is Role.TEXT and index < TITLE_LINES)
    level = 0 if is_title else own.level or 7
    below: list[Block] = []
    for block in blocks[index + 1 :]:
        if block.role is Role.HEADING and block.level <= level:
            break
        if stop(block, own):
            break
        below.append(block)
    return tuple(below)


def _entry(blocks: tuple[Block, ...], index: int) -> int:
    """Give the element of the list entry that a block is in; 0 for no list.

    A list of one entry is a heading with a bullet.
    """
    own = blocks[index]
    depth = max((at for at, tag in enumerate(own.path) if tag == "li"), default=0)
    if depth == 0 or depth >= len(own.nodes):
        return 0
    entry, around = own.nodes[depth], own.nodes[depth - 1]
    others = any(around in b.nodes and entry not in b.nodes for b in blocks)
    return entry if others else 0


def _is_entry_of_table(row: Block) -> bool:
    """Tell a row that speaks for itself from one that heads those below it."""
    return len([cell for cell in row.text.split(" | ") if cell.strip()]) > 1


_STANDINGS: WeakKeyDictionary[Source, Standing] = WeakKeyDictionary()


def standing_of(source: Source) -> Standing:
    """Tell what a page or file is worth as content."""
    standing = _STANDINGS.get(source)
    if standing is None:
        standing = _STANDINGS[source] = _standing_of(source)
    return standing


def _standing_of(source: Source) -> Standing:
    if source.broken:
        return Standing.BROKEN
    if source.broken is None or source.document is None:
        return Standing.UNSEEN
    if _is_notice(source, source.document):
        return Standing.BROKEN
    if source.readable:
        hollow = is_template(source.document) or (
            _says_nothing(source.document)
            if source.purpose is Purpose.SUBPAGE
            else source.purpose is Purpose.ATTACHMENT and _is_stub(source.document)
        )
        return Standing.HOLLOW if hollow else Standing.SOLID
    if UNREADABLE.intersection(source.document.problems):
        return Standing.UNREADABLE
    shown = source.document.images or source.document.openness is Openness.IMAGE
    if shown or source.document.blocks:
        return Standing.PICTURES
    return Standing.HOLLOW


def _is_stub(document: Document) -> bool:
    """Tell whether all that a written file holds is a title and the head of a table."""
    written = [b.text for b in document.blocks if b.role in WRITTEN]
    return (
        document.kind in (Kind.PDF, Kind.DOCX)
        and not document.images
        and len(written) > 1
        and sum(map(len, written)) <= STUB
        and not any(map(figures, written))
        and not any(b.role is Role.LINK for b in document.blocks)
    )


def _says_nothing(document: Document) -> bool:
    """Tell whether a page has an empty table, or below its title only a promise."""
    if any(b.role in (Role.LINK, Role.FRAME, Role.IMAGE) for b in document.blocks):
        return False
    said = [b for b in document.blocks[1:] if b.role in (Role.TEXT, Role.ROW)]
    return empty_tables(document) is not None or promises_only(said)


def _is_notice(source: Source, document: Document) -> bool:
    """Tell whether a few words of HTML came instead of a file."""
    is_file = source.purpose is Purpose.ATTACHMENT and extension(source.capture.url)
    return bool(
        is_file
        and is_file not in ("htm", "html")
        and document.kind is Kind.HTML
        and len(document.text) < NOTICE_LETTERS
    )
