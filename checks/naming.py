"""Where a wording stands, and what stands behind it.

A heading, a link or a line that names a document proves nothing by itself: the
page may be blank below the heading, the link may be dead, the file a scan. So
every mention is given with its *carriers*: the sources that hold what it names.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from checks.subject import Source, Subject
from checks.wording import finds, folded
from crawler.artifacts import Purpose
from crawler.urls import origin, slug
from documents.document import WRITTEN, Block, Role

SHORT = 160
"""A text block up to this many characters may name what follows it."""
ENOUGH_LETTERS = 80
"""That much text of its own below a heading is content."""
TITLE_BLOCKS = 6
"""So many first blocks of a file are its title page, read as one."""

Where = Literal["naming", "anywhere", "links"]

_NEUTRAL = frozenset(
    folded(word)
    for word in (
        "ดาวน์โหลด",
        "ดาวน์โหลดไฟล์",
        "ดาวน์โหลดเอกสาร",
        "download",
        "คลิก",
        "คลิกที่นี่",
        "คลิกเพื่อดาวน์โหลด",
        "ที่นี่",
        "อ่านต่อ",
        "อ่านเพิ่มเติม",
        "รายละเอียด",
        "ดูรายละเอียด",
        "รายละเอียดเพิ่มเติม",
        "เปิดดู",
        "เปิดไฟล์",
        "ดูไฟล์",
        "ดูเอกสาร",
        "ไฟล์แนบ",
        "เอกสารแนบ",
        "เอกสาร",
        "ไฟล์",
        "pdf",
        "excel",
        "word",
        "view",
        "more",
        "readmore",
        "click",
        "clickhere",
        "file",
        "open",
    )
)


class Standing(StrEnum):
    """What stands behind a mention, best first."""

    SOLID = "solid"
    """Content that was read."""
    PICTURES = "pictures"
    """Only pictures or scans: a person can read it, a machine cannot."""
    UNSEEN = "unseen"
    """What it leads to could not be seen."""
    BROKEN = "broken"
    """What it leads to cannot be opened by anyone."""
    HOLLOW = "hollow"
    """Nothing: a heading over an empty page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One unit of text in which a wording was found."""

    source: Source
    """Where the words stand."""
    block: Block | None
    """The unit itself; None for the name of a file."""
    text: str
    headings: tuple[str, ...] = ()
    """Headings above it, nearest first, then the label that leads to the page."""
    carriers: tuple[Source, ...] = ()
    """The files and pages that hold what is named; ``source`` where it does itself."""
    standing: Standing = Standing.SOLID


def is_neutral(label: str) -> bool:
    """Tell whether a link text says nothing of what it leads to."""
    key = folded(label).strip("[]().:-»>")
    return len(key) < 3 or key in _NEUTRAL


def mentions(
    subject: Subject, wordings: tuple[str, ...], without: tuple[str, ...], where: Where
) -> Iterator[Mention]:
    """Find the wordings in everything read for the item, in reading order."""
    for source in subject.sources:
        if where == "naming" and source.purpose is Purpose.ATTACHMENT:
            yield from _named_file(source, wordings, without)
        elif source.document is not None:
            yield from _in_document(subject, source, wordings, without, where)


def _named_file(
    source: Source, wordings: tuple[str, ...], without: tuple[str, ...]
) -> Iterator[Mention]:
    """Ask what a file calls itself: by its link, its name, its title page."""
    for name in (source.label, slug(source.capture.url)):
        if finds(without, name):
            return
        if finds(wordings, name):
            yield Mention(
                source=source,
                block=None,
                text=name,
                carriers=(source,),
                standing=standing_of(source),
            )
            return
    document = source.document
    if document is None:
        return
    first = [b for b in document.blocks if b.role in WRITTEN][:TITLE_BLOCKS]
    page = " ".join([document.title, *(block.text for block in first)])
    if finds(wordings, page) and not finds(without, page):
        yield Mention(
            source=source,
            block=first[0] if first else None,
            text=page,
            carriers=(source,),
            standing=standing_of(source),
        )


def _in_document(
    subject: Subject,
    source: Source,
    wordings: tuple[str, ...],
    without: tuple[str, ...],
    where: Where,
) -> Iterator[Mention]:
    document = source.document
    if document is None:
        return
    for index, block in enumerate(document.blocks):
        text = _text_for(block, where)
        if not text or not finds(wordings, text) or finds(without, text):
            continue
        headings = (*headings_above(document.blocks, index), source.label)
        if where == "anywhere" and block.role is not Role.LINK:
            if _is_own_title(subject, source, index):
                continue
            yield Mention(
                source=source,
                block=block,
                text=text,
                headings=headings,
                carriers=(source,),
            )
            continue
        carriers, by_eye = _carriers(subject, source, index)
        yield Mention(
            source=source,
            block=block,
            text=text,
            headings=headings,
            carriers=carriers,
            standing=Standing.PICTURES
            if by_eye
            else _standing(subject, source, block, carriers, where),
        )


def _text_for(block: Block, where: Where) -> str:
    """Give what of a block counts for this kind of search; empty: nothing."""
    match where:
        case "links":
            if block.role in (Role.LINK, Role.FRAME, Role.FIELD, Role.IMAGE):
                return f"{block.text} {block.href}"
            return ""
        case "naming":
            if block.role in (Role.HEADING, Role.LINK):
                return block.text
            short = block.role in WRITTEN and len(block.text) <= SHORT
            return block.text if short else ""
        case _:
            return block.text if block.role in WRITTEN else ""


def _is_own_title(subject: Subject, source: Source, index: int) -> bool:
    """Tell whether a block is only what the page calls itself."""
    document = source.document
    if document is None or source.purpose is Purpose.ATTACHMENT:
        return False
    block = document.blocks[index]
    earlier = document.blocks[:index]
    if block.role is Role.HEADING and not any(b.role is Role.HEADING for b in earlier):
        return True
    names = (source.label, document.title, *subject.titles.get(subject.item.id, ()))
    return len(block.text) <= SHORT and folded(block.text) in map(folded, names)


def headings_above(blocks: tuple[Block, ...], index: int) -> tuple[str, ...]:
    """Give the headings over a block, nearest first, each of a higher rank."""
    found: list[str] = []
    rank = blocks[index].level or 7
    for block in reversed(blocks[:index]):
        if block.role is Role.HEADING and block.level < rank:
            found.append(block.text)
            rank = block.level
    return tuple(found)


def _carriers(
    subject: Subject, source: Source, index: int
) -> tuple[tuple[Source, ...], bool]:
    """Give the sources that hold what the block at ``index`` names.

    The second value is True where all there is are pictures or embedded pages on
    ``source`` itself, which people can read and we cannot.
    """
    document = source.document
    if document is None:
        return (), False
    block = document.blocks[index]
    if block.role is Role.LINK:
        target = subject.target(block)
        return ((target,) if target and target is not source else ()), False
    inside = _links_inside(document.blocks, index)
    below = inside or section(document.blocks, index)
    linked = [t for b in below if (t := subject.target(b)) and t is not source]
    files = any(t.purpose is Purpose.ATTACHMENT for t in linked)
    if not inside and _has_own_content(below, beside_files=files):
        linked.append(source)
    if linked:
        return tuple(dict.fromkeys(linked)), False
    shown = any(b.role in (Role.IMAGE, Role.FRAME) for b in below)
    return ((source,) if shown else ()), shown


def _has_own_content(below: tuple[Block, ...], *, beside_files: bool) -> bool:
    """Tell whether a page says enough itself below a heading.

    Beside files it takes more: a few lines there only introduce the files.
    """
    letters = sum(len(b.text) for b in below if b.role in (Role.TEXT, Role.ROW))
    rows = sum(b.role is Role.ROW for b in below)
    if beside_files:
        return letters > 3 * ENOUGH_LETTERS or rows >= 4
    fields = any(b.role is Role.FIELD for b in below)
    return letters >= ENOUGH_LETTERS or rows >= 2 or fields


def _links_inside(blocks: tuple[Block, ...], index: int) -> tuple[Block, ...]:
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


def _standing(
    subject: Subject,
    source: Source,
    block: Block,
    carriers: tuple[Source, ...],
    where: Where,
) -> Standing:
    if where == "links" and block.role in (Role.FRAME, Role.FIELD):
        return Standing.SOLID
    if not carriers:
        return (
            Standing.SOLID
            if _leads_elsewhere(subject, source, block, where)
            else Standing.HOLLOW
        )
    best = {standing_of(carrier) for carrier in carriers}
    return next(standing for standing in Standing if standing in best)


def _leads_elsewhere(
    subject: Subject, source: Source, block: Block, where: Where
) -> bool:
    """Tell whether a link leaves the site, where the crawl does not follow.

    A link within the site that was not followed leads to another item's page or
    to the front page, and proves nothing for this item.
    """
    if block.role not in (Role.LINK, Role.IMAGE) or subject.target(block) is not None:
        return False
    if not block.href.startswith(("http://", "https://")):
        return where == "links" and bool(block.href)
    return origin(block.href).host != origin(source.capture.final_url).host


def standing_of(source: Source) -> Standing:
    """Tell what a page or file is worth as content."""
    if source.broken is None:
        return Standing.UNSEEN
    if source.broken:
        return Standing.BROKEN
    if source.document is None:
        return Standing.UNSEEN
    if source.readable:
        return Standing.SOLID
    if source.document.images or source.document.blocks:
        return Standing.PICTURES
    return Standing.HOLLOW
