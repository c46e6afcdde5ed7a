"""Where a wording stands: every mention of it, with what stands behind it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice, takewhile

from checks.carriers import (
    ENOUGH_LETTERS,
    Behind,
    Standing,
    Where,
    links_inside,
    standing_of,
    what_is_behind,
)
from checks.genre import is_of_other_genre
from checks.placeholder import is_promise, promises_only
from checks.search import headings_before, hits, openings
from checks.subject import Source, Subject, is_subtitle
from checks.tables import heads_nothing
from checks.wanted import SHORT, TITLE, TOPIC, Wanted, of_other_agency, title_page
from checks.wording import begins, figures, finds, folded, leads
from crawler.artifacts import Purpose
from crawler.urls import slug
from documents.document import WRITTEN, Block, Document, Kind, Role

MANY_TOPICS = 3
EXCERPT = 70
"""Letters of a line that says more than a name."""
SENTENCE = 120
"""So long a line is no name, wherever the name stands in it."""
FIRST = 2
"""Only the first few blocks may be what a page without headings calls itself."""


YEAR_WITHIN = 3
"""A title inside a file names its year within so many lines."""
_YEAR = re.compile(r"25[5-9]\d|(?<!\d)(?:ปี|งบประมาณ|พศ|พ\.ศ\.)[5-9]\d(?!\d)|20[12]\d")

_GOES_ON = re.compile(
    r"\W*(?:ประจำ|ประจํา|ปี|พ\.?ศ|รอบ|ณ|ระหว่าง|ตั้งแต่|เดือน|ไตรมาส|สำนักงาน|สํานักงาน|ของ|เขต|งบประมาณ|[\d๐-๙])"
)
_CONTENTS = re.compile(r"[.…_]{4,}\s*[\d๐-๙]{1,3}$|(?:^|\s)หน้า\s*[\d๐-๙]{1,3}$")

_NAMES = re.compile(r"และ|/|,")
_FILMS = frozenset({Kind.VIDEO, Kind.AUDIO})
SEPARATOR = re.compile(r"\s+[-–|:»]+\s+|::")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One unit of text in which a wording was found."""

    source: Source
    """Where the words stand."""
    block: Block | None
    """The unit itself; None for the name of a file."""
    index: int = -1
    """Where the unit stands among the blocks of ``source``; -1 for none."""
    text: str
    headings: tuple[str, ...] = ()
    """Headings above it, nearest first, then the label that leads to the page."""
    carriers: tuple[Source, ...] = ()
    """The files and pages that hold what is named; ``source`` where it does itself."""
    standing: Standing = Standing.SOLID
    by_eye: bool = False
    """True where pictures on ``source`` itself are all that carries it."""


def mentions(subject: Subject, wanted: Wanted) -> tuple[Mention, ...]:
    """Find what is wanted in everything read for the item, in reading order."""
    return subject.remember(wanted, lambda: tuple(_mentions(subject, wanted)))


def _mentions(subject: Subject, wanted: Wanted) -> Iterator[Mention]:
    # Many labels lead to the same file.
    skip = cache(wanted.excludes)
    for source in subject.sources:
        if wanted.where == "naming" and source.purpose is Purpose.ATTACHMENT:
            yield from _named_file(source, wanted)
            yield from _inside_file(source, wanted)
        else:
            yield from _in_document(subject, source, wanted, skip)


def _named_file(source: Source, wanted: Wanted) -> Iterator[Mention]:
    """Ask what a file calls itself: by its link, its name, its title page."""
    if source.document is not None and source.document.kind in _FILMS:
        return
    for name in (source.label, slug(source.capture.url)):
        if finds(wanted.without, name):
            if _is_titled(source, wanted):
                break
            return
        if finds(wanted.any, name):
            if is_of_other_genre(wanted, name):
                return
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
    # Text may run on behind the title in one line.
    titles = " ".join([document.title, *(block.text[:TITLE] for block in first)])
    if finds(wanted.any, page) and not finds(wanted.without, titles):
        yield Mention(
            source=source,
            block=first[0] if first else None,
            text=page,
            carriers=(source,),
            standing=standing_of(source),
        )


def _is_titled(source: Source, wanted: Wanted) -> bool:
    """Tell whether the first line of a file is the very title of what is wanted."""
    first = title_page(source.document)[:1] if source.document else []
    titles = [block.text[:TITLE] for block in first]
    return any(wanted.fits(t) and begins(wanted.any, t) for t in titles)


def _inside_file(source: Source, wanted: Wanted) -> Iterator[Mention]:
    """Find documents that begin inside a file: bound together, or sheets of a book."""
    blocks = source.blocks
    if standing_of(source) is not Standing.SOLID or of_other_agency(source):
        return
    for index in openings(source, wanted.any):
        block = blocks[index]
        lines = wanted.title_lines(blocks, index)
        if not lines or _CONTENTS.search(block.text):
            continue
        if wanted.dated and not _is_dated(blocks, index, lines):
            continue
        below = takewhile(
            lambda b, own=block: not wanted.ends_at(b, own),  # type: ignore[misc]
            blocks[index + lines :],
        )
        enough = ENOUGH_LETTERS / (4 if wanted.excerpts else 2)
        if sum(len(b.text) for b in below) >= enough:
            yield Mention(
                source=source,
                block=block,
                index=index,
                text=block.text,
                headings=(source.label,),
                carriers=(source,),
            )


def _is_dated(blocks: tuple[Block, ...], index: int, lines: int) -> bool:
    """Tell whether a title inside a file names a year, in it or in a line that goes on.

    The year of a row below it dates what the row tells.
    """
    title = [block.text for block in blocks[index : index + lines]]
    following = (block.text for block in blocks[index + lines : index + YEAR_WITHIN])
    title += takewhile(_GOES_ON.match, following)
    return bool(_YEAR.search(folded(" ".join(title))))


def _in_document(
    subject: Subject, source: Source, wanted: Wanted, skip: Callable[[Source], bool]
) -> Iterator[Mention]:
    where = wanted.where
    for index in hits(source, wanted.any):
        block = source.blocks[index]
        text = _text_for(block, where, excerpts=bool(wanted.excerpts))
        if not text or not wanted.fits(text):
            continue
        if where == "naming" and is_of_other_genre(wanted, text):
            continue
        if _CONTENTS.search(block.text):
            # A table of contents tells what there should be.
            continue
        if where in ("naming", "links") and block.role in (Role.TEXT, Role.ROW):
            # A sentence that speaks of a document is not the document.
            named = (
                leads(wanted.any, text)
                or is_own_title(subject, source, index)
                or (wanted.excerpts and len(text) > TITLE)
            )
            if not named or is_promise(text):
                continue
        elif is_promise(text) and block.role is not Role.LINK:
            continue
        if where == "topics":
            behind = _topic(subject, source, index, wanted, skip)
        elif where == "anywhere" and block.role is not Role.LINK:
            if is_own_title(subject, source, index):
                continue
            behind = _stated(subject, source, index)
        else:
            behind = what_is_behind(subject, source, index, where, wanted.ends_at, skip)
        if wanted.excerpts:
            if _is_excerpt(source, index, wanted, behind):
                behind = Behind(carriers=(source,), standing=Standing.SOLID)
            elif block.role is Role.TEXT and len(text) > SHORT:
                continue
        yield Mention(
            source=source,
            block=block,
            index=index,
            text=text,
            headings=(*headings_above(source, index), source.label),
            carriers=behind.carriers,
            standing=behind.standing,
            by_eye=behind.by_eye,
        )


def _is_excerpt(source: Source, index: int, wanted: Wanted, behind: Behind) -> bool:
    """Tell whether a line goes on, or is followed, as an excerpt of what it names."""
    block = source.blocks[index]
    following = source.blocks[index + 1 : index + 2]
    if (
        behind.standing is Standing.HOLLOW
        and block.role in (Role.HEADING, Role.TEXT)
        and any(
            begins(wanted.excerpts, b.text) and not promises_only((b,))
            for b in following
        )
    ):
        return True
    if wanted.dated and any(each.fits(block.text) for each in wanted.siblings):
        # Of which of the two the year is cannot be told.
        return False
    alone = not (wanted.dated and wanted.siblings)
    spoken_of = alone and len(block.text) > SENTENCE
    return (
        block.role is Role.TEXT
        and len(block.text) > EXCERPT
        and (spoken_of or begins(wanted.any, block.text))
        and finds(wanted.excerpts, block.text)
        and not promises_only((block,))
    )


def _topic(
    subject: Subject,
    source: Source,
    index: int,
    wanted: Wanted,
    skip: Callable[[Source], bool],
) -> Behind:
    """Tell what a topic is worth: a longer text speaks for itself."""
    block = source.blocks[index]
    is_file = source.purpose is Purpose.ATTACHMENT
    titles = [b.text for b in source.blocks if b.role is Role.HEADING]
    titles += _NAMES.split(block.text)
    if is_own_title(subject, source, index) and any(
        each.fits(title) for title in titles for each in wanted.siblings
    ):
        # The name of the whole item shows none of its topics.
        return Behind(standing=Standing.HOLLOW)
    if sum(each.fits(block.text) for each in wanted.siblings) >= MANY_TOPICS:
        # A text that goes through all the topics says nothing of any.
        return Behind(standing=Standing.HOLLOW)
    first = block.text.split(" | ")[0]
    if (
        block.role is Role.ROW
        and not wanted.fits(first)
        and any(each.fits(first) for each in wanted.siblings)
    ):
        # A row about another topic only mentions this one.
        return Behind(standing=Standing.HOLLOW)
    if block.role is Role.TEXT and len(block.text) <= SHORT and promises_only((block,)):
        return Behind(standing=Standing.HOLLOW)
    spoken = block.role in (Role.TEXT, Role.ROW) and len(block.text) > TOPIC
    if block.role is Role.ROW:
        filled = any(map(figures, block.text.split(" | ")[1:]))
        spoken = (spoken or filled) and not heads_nothing(source, block)
    elif block.role is Role.TEXT and len(block.text) > TOPIC / 2:
        spoken = spoken or bool(figures(block.text))
    if spoken or (is_file and block.role is not Role.HEADING):
        return Behind(carriers=(source,), standing=Standing.SOLID)
    behind = what_is_behind(subject, source, index, "naming", wanted.ends_at, skip)
    apart = [c for c in behind.carriers if c is not source and c.readable]
    if apart and not any(
        wanted.fits(c.blocks[at].text) for c in apart for at in hits(c, wanted.any)
    ):
        # What the topic's label leads to does not speak of it.
        return Behind(carriers=behind.carriers, standing=Standing.HOLLOW)
    return behind


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


def _text_for(block: Block, where: Where, *, excerpts: bool) -> str:
    """Give what of a block counts for this kind of search; empty: nothing."""
    if excerpts and block.role is Role.TEXT:
        return block.text
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


def is_own_title(subject: Subject, source: Source, index: int) -> bool:
    """Tell whether a block is only what the page calls itself."""
    document = source.document
    if document is None or source.purpose is Purpose.ATTACHMENT:
        return False
    block = document.blocks[index]
    earlier = document.blocks[:index]
    if block.role is Role.HEADING and not any(b.role in WRITTEN for b in earlier):
        return True
    if is_subtitle(document, index):
        return True
    names = [source.label, *SEPARATOR.split(document.title), _first_heading(document)]
    headed = any(b.role is Role.HEADING for b in document.blocks)
    if not headed and sum(b.role in WRITTEN for b in earlier) < FIRST:
        names += subject.titles.get(subject.item.id, ())
    return len(block.text) <= SHORT and folded(block.text) in map(folded, names)


def _first_heading(document: Document) -> str:
    """Give the heading that stands over all the rest of a page; empty for none."""
    written = (b for b in document.blocks if b.role in WRITTEN)
    first = islice(written, FIRST)
    return next((b.text for b in first if b.role is Role.HEADING), "")


def headings_above(source: Source, index: int) -> tuple[str, ...]:
    """Give the headings over a block, nearest first, each of a higher rank."""
    found: list[str] = []
    rank = source.blocks[index].level or 7
    for at in reversed(headings_before(source, index)):
        block = source.blocks[at]
        if block.level < rank:
            found.append(block.text)
            rank = block.level
    return tuple(found)
