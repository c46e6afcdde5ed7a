"""What stands behind a mention: the files and pages that hold what it names.

A heading, a link or a line that names a document proves nothing by itself: the
page may be blank below the heading, the link may be dead, the file a scan.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from checks.labels import is_neutral
from checks.placeholder import is_promise
from checks.subject import Source, Subject, same_site
from checks.wording import finds
from crawler.artifacts import Purpose
from crawler.urls import identity
from documents.document import Block, Problem, Role

ENOUGH_LETTERS = 80
"""That much text of its own below a heading is content."""
FORM_FIELDS = 3
"""A search box has a field and a button; a form to write in has more."""
UNREADABLE = frozenset({Problem.UNSUPPORTED, Problem.ENCRYPTED, Problem.BROKEN})
"""Problems for which a file may hold anything: its absence cannot be claimed."""

Where = Literal["naming", "anywhere", "links"]


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


def what_is_behind(
    subject: Subject, source: Source, index: int, where: Where = "naming"
) -> Behind:
    """Give the sources that hold what the block at ``index`` of a page names."""
    blocks = source.blocks
    block = blocks[index]
    if where == "links" and block.role in (Role.FRAME, Role.FIELD, Role.IMAGE):
        return Behind(standing=Standing.SOLID)
    if block.role in (Role.LINK, Role.IMAGE, Role.FRAME):
        return _behind_link(subject, source, block, where)
    inside = links_inside(blocks, index)
    below = inside or section(blocks, index)
    if where == "links":
        return _channel(subject, source, below)
    linked = [t for b in below if (t := subject.target(b)) and t is not source]
    files = any(t.purpose is Purpose.ATTACHMENT for t in linked)
    if not inside and _has_own_content(below, beside_files=files):
        linked.append(source)
    if linked:
        carriers = tuple(dict.fromkeys(linked))
        return Behind(carriers=carriers, standing=best_of(carriers))
    if any(b.role is Role.IMAGE for b in below):
        return Behind(carriers=(source,), standing=Standing.PICTURES, by_eye=True)
    leading = (
        _behind_link(subject, source, b, where).standing for b in below if b.href
    )
    elsewhere = any(standing is Standing.ELSEWHERE for standing in leading)
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
    ]
    letters = sum(len(b.text) for b in said)
    rows = sum(b.role is Role.ROW for b in said)
    if beside_files:
        return letters > 3 * ENOUGH_LETTERS or rows >= 2
    fields = sum(b.role is Role.FIELD for b in below)
    portrait = any(b.role is Role.IMAGE for b in below)
    person = portrait and any(finds(("<name>",), b.text) for b in said)
    return letters >= ENOUGH_LETTERS or rows >= 2 or fields >= FORM_FIELDS or person


def links_inside(blocks: tuple[Block, ...], index: int) -> tuple[Block, ...]:
    """Give the links that stand within the element of a block, a row say."""
    nodes = blocks[index].nodes
    if not nodes or blocks[index].role is Role.HEADING:
        return ()
    own = nodes[-1]
    near = blocks[max(0, index - 20) : index + 20]
    return tuple(b for b in near if b.role is Role.LINK and own in b.nodes)


def section(blocks: tuple[Block, ...], index: int) -> tuple[Block, ...]:
    """Give what follows a block up to the next heading of its rank or higher."""
    first = next((b for b in blocks if b.role is Role.HEADING), None)
    # The page's own title heads all of it, whatever ranks its headings have.
    level = 0 if blocks[index] is first else blocks[index].level or 7
    below: list[Block] = []
    for block in blocks[index + 1 :]:
        if block.role is Role.HEADING and block.level <= level:
            break
        below.append(block)
    return tuple(below)


def standing_of(source: Source) -> Standing:
    """Tell what a page or file is worth as content."""
    if source.broken:
        return Standing.BROKEN
    if source.broken is None or source.document is None:
        return Standing.UNSEEN
    if source.readable:
        return Standing.SOLID
    if UNREADABLE.intersection(source.document.problems):
        return Standing.UNREADABLE
    if source.document.images or source.document.blocks:
        return Standing.PICTURES
    return Standing.HOLLOW
