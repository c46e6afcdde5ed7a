"""Where a wording stands: every mention of it, with what stands behind it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from checks.carriers import (
    Behind,
    Standing,
    Where,
    best_of,
    links_inside,
    standing_of,
    what_is_behind,
)
from checks.placeholder import is_promise
from checks.subject import Source, Subject
from checks.wording import finds, folded, leads
from crawler.artifacts import Purpose
from crawler.urls import slug
from documents.document import WRITTEN, Block, Document, Role

SHORT = 160
"""A text block up to this many characters may name what follows it."""
TITLE_BLOCKS = 6
"""So many first blocks of a file are its title page, read as one."""


SEPARATOR = re.compile(r"\s+[-–|:»]+\s+|::")


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
    by_eye: bool = False
    """True where pictures on ``source`` itself are all that carries it."""


def mentions(
    subject: Subject, wordings: tuple[str, ...], without: tuple[str, ...], where: Where
) -> Iterator[Mention]:
    """Find the wordings in everything read for the item, in reading order."""
    for source in subject.sources:
        if where == "naming" and source.purpose is Purpose.ATTACHMENT:
            yield from _named_file(source, wordings, without)
        else:
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
    first = title_page(document)
    page = " ".join([document.title, *(block.text for block in first)])
    if finds(wordings, page) and not finds(without, page):
        yield Mention(
            source=source,
            block=first[0] if first else None,
            text=page,
            carriers=(source,),
            standing=standing_of(source),
        )


def title_page(document: Document) -> list[Block]:
    """Give the first blocks of a file, up to where its tables begin."""
    first = [b for b in document.blocks if b.role in WRITTEN][:TITLE_BLOCKS]
    lines = list(takewhile(lambda block: block.role is not Role.ROW, first))
    return lines or first[:2]


def _in_document(
    subject: Subject,
    source: Source,
    wordings: tuple[str, ...],
    without: tuple[str, ...],
    where: Where,
) -> Iterator[Mention]:
    for index, block in enumerate(source.blocks):
        text = _text_for(block, where)
        if not text or not finds(wordings, text) or finds(without, text):
            continue
        if where != "anywhere" and block.role in (Role.TEXT, Role.ROW):
            # A sentence that speaks of a document is not the document.
            if not leads(wordings, text) or is_promise(text):
                continue
        elif where == "anywhere" and is_promise(text):
            continue
        if where == "anywhere" and block.role is not Role.LINK:
            if _is_own_title(subject, source, index):
                continue
            behind = _stated(subject, source, index)
        else:
            behind = what_is_behind(subject, source, index, where)
            behind = meant(behind, without)
        yield Mention(
            source=source,
            block=block,
            text=text,
            headings=(*headings_above(source.blocks, index), source.label),
            carriers=behind.carriers,
            standing=behind.standing,
            by_eye=behind.by_eye,
        )


def meant(behind: Behind, without: tuple[str, ...]) -> Behind:
    """Leave out the files whose own label says that they are something else."""
    kept = tuple(c for c in behind.carriers if not finds(without, c.label))
    if kept == behind.carriers:
        return behind
    standing = best_of(kept) if kept else Standing.HOLLOW
    return Behind(carriers=kept, standing=standing)


def _stated(subject: Subject, source: Source, index: int) -> Behind:
    """Tell what a fact on a page is worth: a short line over a dead link is none."""
    itself = Behind(carriers=(source,), standing=Standing.SOLID)
    if len(source.blocks[index].text) > SHORT:
        return itself
    targets = [subject.target(b) for b in links_inside(source.blocks, index)]
    followed = [target for target in targets if target is not None]
    if followed and all(standing_of(t) is Standing.BROKEN for t in followed):
        return Behind(carriers=tuple(followed), standing=Standing.BROKEN)
    return itself


def _text_for(block: Block, where: Where) -> str:
    """Give what of a block counts for this kind of search; empty: nothing."""
    match where:
        case "links":
            if block.role in (Role.LINK, Role.FRAME, Role.FIELD, Role.IMAGE):
                return f"{block.text} {block.href}"
            return block.text if len(block.text) <= SHORT else ""
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
    parts = SEPARATOR.split(document.title)
    names = (source.label, *parts, *subject.titles.get(subject.item.id, ()))
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
