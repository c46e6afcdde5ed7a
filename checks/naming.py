"""Where a wording stands: every mention of it, with what stands behind it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from checks.carriers import (
    ENOUGH_LETTERS,
    Behind,
    Standing,
    Where,
    links_inside,
    standing_of,
    what_is_behind,
)
from checks.placeholder import is_promise
from checks.search import hits, openings
from checks.subject import Source, Subject, is_subtitle
from checks.wording import begins, ends, finds, folded, leads, matches
from crawler.artifacts import Purpose
from crawler.urls import slug
from documents.document import WRITTEN, Block, Document, Kind, Role

SHORT = 160
"""A text block up to this many characters may name what follows it."""
TOPIC = 60
"""A text longer than this says something of its topic, not only its name."""
MANY_TOPICS = 3
FIRST = 2
"""Only the first few blocks may be what a page without headings calls itself."""
TITLE_BLOCKS = 6
"""So many first blocks of a file are its title page, read as one."""


YEAR_WITHIN = 3
"""A title inside a file names its year within so many lines."""
_YEAR = re.compile(r"25[5-9]\d|(?<!\d)(?:ปี|งบประมาณ|พศ|พ\.ศ\.)[5-9]\d(?!\d)|20[12]\d")

_CONTENTS = re.compile(r"[.…_]{4,}\s*[\d๐-๙]{1,3}$|(?:^|\s)หน้า\s*[\d๐-๙]{1,3}$")
NAME_LETTERS = 60
_NAME_END = re.compile(r"พ\.?ศ\.?|25\d\d|\d{4}|หมวด|ส่วนที่|บทที่|\(")

OWN_AGENCY = ("สำนักงานเขต", "กรุงเทพมหานคร", "สนข.", "กทม.", "District Office")
OTHER_AGENCIES = (
    "องค์การบริหารส่วน",
    "อบต.",
    "อบจ.",
    "เทศบาลตำบล",
    "เทศบาลเมือง",
    "เทศบาลนคร",
    "มหาวิทยาลัย",
    "โรงพยาบาล",
    "สำนักงานจังหวัด",
)

SEPARATOR = re.compile(r"\s+[-–|:»]+\s+|::")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for, and how."""

    any: tuple[str, ...]
    without: tuple[str, ...] = ()
    where: Where
    dated: bool = False
    """True where it must be of a certain year: inside a file that holds several
    documents a line is its title only with a year."""
    siblings: tuple["Wanted", ...] = ()
    """Other documents of the item: where one of them begins, this one ends."""
    rivals: tuple["Wanted", ...] = ()
    """Documents of other items, known by names that are long enough to tell."""

    def fits(self, text: str) -> bool:
        """Tell whether a text names what is wanted, and nothing else."""
        return finds(self.any, text) and not finds(self.without, text)

    def excludes(self, carrier: Source) -> bool:
        """Tell whether a file is something else by its label, or by its beginning."""
        if carrier.purpose is Purpose.ITEM:
            return False
        if finds(self.without, carrier.label):
            return True
        return carrier.document is not None and bool(
            other_title(self, carrier.document, carrier.label)
        )

    def title_lines(self, blocks: tuple[Block, ...], index: int) -> int:
        """Give over how many lines from a block on its title goes; 0 for none.

        A title may go on in the next line, or be followed by text in its own.
        """
        for lines in (1, 2):
            title = " ".join(b.text for b in blocks[index : index + lines])[:SHORT]
            if self.fits(title) and begins(self.any, title):
                return lines
        return 0

    def ends_at(self, block: Block, own: Block) -> bool:
        """Tell whether the part that ``own`` heads ends at a block.

        So it does where another document of the item begins, or another one of the
        same name in the same kind of line.
        """
        if block.role not in (Role.HEADING, Role.TEXT) or len(block.text) > SHORT:
            return False
        if self.fits(block.text):
            alike = block.role is own.role is Role.TEXT and block.path == own.path
            return alike and leads(self.any, block.text)
        return any(
            each.fits(block.text) and begins(each.any, block.text)
            for each in self.siblings
        ) and not finds(self.any, block.text)


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
    for source in subject.sources:
        if wanted.where == "naming" and source.purpose is Purpose.ATTACHMENT:
            yield from _named_file(source, wanted)
            yield from _inside_file(source, wanted)
        else:
            yield from _in_document(subject, source, wanted)


def _named_file(source: Source, wanted: Wanted) -> Iterator[Mention]:
    """Ask what a file calls itself: by its link, its name, its title page."""
    for name in (source.label, slug(source.capture.url)):
        if finds(wanted.without, name):
            return
        if finds(wanted.any, name):
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
    if wanted.fits(page):
        yield Mention(
            source=source,
            block=first[0] if first else None,
            text=page,
            carriers=(source,),
            standing=standing_of(source),
        )


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
        near = " ".join(b.text for b in blocks[index : index + YEAR_WITHIN])
        if wanted.dated and not _YEAR.search(folded(near)):
            continue
        below = takewhile(
            lambda b, own=block: not wanted.ends_at(b, own),  # type: ignore[misc]
            blocks[index + lines :],
        )
        if sum(len(b.text) for b in below) >= ENOUGH_LETTERS / 2:
            yield Mention(
                source=source,
                block=block,
                index=index,
                text=block.text,
                headings=(source.label,),
                carriers=(source,),
            )


def title_page(document: Document) -> list[Block]:
    """Give the first blocks of a file, up to where its tables begin."""
    first = [b for b in document.blocks if b.role in WRITTEN][:TITLE_BLOCKS]
    lines = list(takewhile(lambda block: block.role is not Role.ROW, first))
    return lines or first[:2]


def _in_document(subject: Subject, source: Source, wanted: Wanted) -> Iterator[Mention]:
    where = wanted.where
    for index in hits(source, wanted.any):
        block = source.blocks[index]
        text = _text_for(block, where)
        if not text or not wanted.fits(text):
            continue
        if _CONTENTS.search(block.text):
            # A table of contents tells what there should be.
            continue
        if where in ("naming", "links") and block.role in (Role.TEXT, Role.ROW):
            # A sentence that speaks of a document is not the document.
            if not leads(wanted.any, text) or is_promise(text):
                continue
        elif is_promise(text) and block.role is not Role.LINK:
            continue
        if where == "topics":
            behind = _topic(subject, source, index, wanted)
        elif where == "anywhere" and block.role is not Role.LINK:
            if is_own_title(subject, source, index):
                continue
            behind = _stated(subject, source, index)
        else:
            behind = what_is_behind(
                subject, source, index, where, wanted.ends_at, wanted.excludes
            )
        yield Mention(
            source=source,
            block=block,
            index=index,
            text=text,
            headings=(*headings_above(source.blocks, index), source.label),
            carriers=behind.carriers,
            standing=behind.standing,
            by_eye=behind.by_eye,
        )


def _topic(subject: Subject, source: Source, index: int, wanted: Wanted) -> Behind:
    """Tell what a topic is worth: a longer text speaks for itself."""
    block = source.blocks[index]
    is_file = source.purpose is Purpose.ATTACHMENT
    if is_own_title(subject, source, index) and any(
        each.fits(b.text) for b in source.blocks for each in wanted.siblings
    ):
        # The name of the whole item shows none of its topics.
        return Behind(standing=Standing.HOLLOW)
    if sum(each.fits(block.text) for each in wanted.siblings) >= MANY_TOPICS:
        # A text that goes through all the topics says nothing of any.
        return Behind(standing=Standing.HOLLOW)
    spoken = block.role in (Role.TEXT, Role.ROW) and len(block.text) > TOPIC
    if spoken or (is_file and block.role is not Role.HEADING):
        return Behind(carriers=(source,), standing=Standing.SOLID)
    behind = what_is_behind(
        subject, source, index, "naming", wanted.ends_at, wanted.excludes
    )
    apart = [c for c in behind.carriers if c is not source and c.readable]
    if apart and not any(wanted.fits(b.text) for c in apart for b in c.blocks):
        # What the topic's label leads to does not speak of it.
        return Behind(carriers=behind.carriers, standing=Standing.HOLLOW)
    return behind


def other_title(wanted: Wanted, document: Document, label: str) -> str:
    """Give the title that shows a file or page to be another document.

    So it is where no line of its title page names what is wanted, and one names a
    sibling that the label does not name too, another item's document, or what is
    not wanted; or where all of it is another agency's. Empty where all is well.
    """
    lines = _title_lines(document)
    whole = " ".join(lines)
    if _is_other_agency(whole):
        return whole
    titles = [*lines, *(f"{one} {two}" for one, two in pairwise(lines))]
    if any(wanted.fits(line) for line in titles):
        return ""
    siblings = [each for each in wanted.siblings if not each.fits(label)]
    others = (*siblings, *wanted.rivals)
    for line in titles:
        if any(each.fits(line) and begins(each.any, line) for each in others):
            return line
    if finds(wanted.without, whole) and not finds(wanted.without, label):
        return whole
    return ""


def of_other_agency(source: Source) -> bool:
    """Tell whether a file calls itself another agency's."""
    document = source.document
    return document is not None and _is_other_agency(" ".join(_title_lines(document)))


def _is_other_agency(text: str) -> bool:
    return finds(OTHER_AGENCIES, text) and not finds(OWN_AGENCY, text)


def _title_lines(document: Document) -> list[str]:
    """Give what a file's title page says, or what a page is called."""
    if document.kind is not Kind.HTML:
        return [block.text for block in title_page(document)]
    heading = next((b for b in document.blocks if b.role is Role.HEADING), None)
    return [heading.text] if heading else []


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


def is_own_title(subject: Subject, source: Source, index: int) -> bool:
    """Tell whether a block is only what the page calls itself."""
    document = source.document
    if document is None or source.purpose is Purpose.ATTACHMENT:
        return False
    block = document.blocks[index]
    earlier = document.blocks[:index]
    if block.role is Role.HEADING and not any(b.role is Role.HEADING for b in earlier):
        return True
    if is_subtitle(document, index):
        return True
    headings = (b.text for b in document.blocks if b.role is Role.HEADING)
    names = [source.label, *SEPARATOR.split(document.title), next(headings, "")]
    headed = any(b.role is Role.HEADING for b in document.blocks)
    if not headed and sum(b.role in WRITTEN for b in earlier) < FIRST:
        names += subject.titles.get(subject.item.id, ())
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


def distinct(found: Iterable[Mention]) -> list[Mention]:
    """Keep one solid mention of each text."""
    return list(
        {
            " ".join(mention.text.split()): mention
            for mention in found
            if mention.standing is Standing.SOLID
        }.values()
    )


def names_of(found: Iterable[Mention], wordings: tuple[str, ...]) -> int:
    """Count the documents that mentions name: by their names, and by what holds them.

    A name is what follows the wording, up to its year; chapters of one law are one
    law, and so are six labels over the same file. Titles inside a file count apart.
    """
    names: set[str] = set()
    holders: dict[str, set[str]] = {}
    for mention in found:
        own = {
            name
            for cell in mention.text.split(" | ")
            for name in _names(wordings, cell)
        }
        names |= own
        inside = mention.index >= 0 and mention.carriers == (mention.source,)
        for carrier in mention.carriers:
            holders.setdefault(carrier.capture.url, set()).update(own if inside else ())
    return min(len(names), sum(max(1, len(each)) for each in holders.values()))


def _names(wordings: tuple[str, ...], text: str) -> Iterator[str]:
    key = folded(text)
    for end in ends(wordings, key):
        name = _NAME_END.split(key[end : end + NAME_LETTERS])[0].strip(" .,:-")
        if name and not name.startswith(("นี้", "ว่า", "ที่")):
            yield name


def count_of(
    solid: Sequence[Mention], wordings: tuple[str, ...], without: tuple[str, ...] = ()
) -> int:
    """Count what mentions name: three persons in one row of a table are three."""
    meant = (m for m in solid if len(m.text) > SHORT or not finds(without, m.text))
    found = frozenset[str]().union(*(matches(wordings, m.text) for m in meant))
    lines = sum(not finds(without, mention.text) for mention in solid)
    return max(lines, sum(not finds(without, word) for word in found))
