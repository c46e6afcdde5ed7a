"""What is looked for by name, and what a title says it is not."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice, pairwise, takewhile

from checks.carriers import Where
from checks.subject import Source
from checks.vocabulary import Parts
from checks.wording import (
    anchor,
    begins,
    expect,
    figures,
    finds,
    folded,
    is_numbered,
    leads,
)
from crawler.artifacts import Purpose
from documents.document import WRITTEN, Block, Document, Kind, Role

SHORT = 160
"""A text block up to this many characters may name what follows it."""
TOPIC = 60
"""A text longer than this says something of its topic, not only its name."""
TITLE = 80
"""Letters of a line of a file that may be its title; text may run on behind it."""
_NAMING = (Role.HEADING, Role.TEXT, Role.LINK)
TITLE_BLOCKS = 6
"""So many first blocks of a file are its title page, read as one."""

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
expect(OTHER_AGENCIES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for, and how."""

    any: tuple[str, ...]
    without: tuple[str, ...] = ()
    where: Where
    excerpts: tuple[str, ...] = ()
    """Words by which a line that begins with the name, and goes on, is an excerpt."""
    dated: bool = False
    """True where it must be of a certain year: inside a file that holds several
    documents a line is its title only with a year."""
    siblings: tuple["Wanted", ...] = ()
    """Other documents of the item: where one of them begins, this one ends."""
    rivals: "Rivals | None" = None
    """Documents of other items, known by names that are long enough to tell."""

    memory: dict[str, bool] = field(
        init=False, default_factory=dict, repr=False, compare=False
    )
    """What ``fits`` said of texts, which come again and again."""

    def fits(self, text: str) -> bool:
        """Tell whether a text names what is wanted, and nothing else."""
        known = self.memory.get(text)
        if known is None:
            known = self.memory[text] = self.names(text)
        return known

    def names(self, text: str) -> bool:
        """Do what ``fits`` does, and keep nothing in memory."""
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
        if block.role not in _NAMING or len(block.text) > SHORT:
            return False
        if self.fits(block.text):
            alike = block.role is own.role is Role.TEXT and block.path == own.path
            part = is_numbered(block.text) and not is_numbered(own.text)
            if not alike or part or not leads(self.any, block.text):
                return False
            if figures(block.text) and not figures(own.text):
                # An entry of what is named above, with its amount.
                return False
            # A long line that names it in other words is what stands below the name.
            return len(block.text) <= TOPIC or any(
                finds((each,), own.text) and finds((each,), block.text)
                for each in self.any
            )
        if self.where == "topics" and len(block.text) > TOPIC:
            return False
        is_heading = block.role is Role.HEADING
        return any(
            each.fits(block.text) and (is_heading or _is_title(each, block.text))
            for each in self.siblings
        )


class Rivals:
    """Documents that each line of a title page is held against, all at once."""

    def __init__(self, documents: Iterable[Wanted]) -> None:
        """Take what they are known by."""
        self._known_by: dict[str, list[Wanted]] = {}
        for each in documents:
            for part in set(map(anchor, each.any)):
                self._known_by.setdefault(part, []).append(each)
        self._parts = Parts(filter(None, self._known_by))
        self._begun: dict[str, bool] = {}

    def begin(self, line: str) -> bool:
        """Tell whether a line is the title of one of them."""
        if line not in self._begun:
            self._begun[line] = any(
                each.names(line) and _is_title(each, line)
                for part in self._parts.those_in(folded(line))
                for each in self._known_by[part]
            )
        return self._begun[line]


def _is_title(wanted: Wanted, line: str) -> bool:
    """Tell whether a line that names a document is its title."""
    return (
        begins(wanted.any, line)
        # A paper made under a law is not the law.
        and not folded(line).startswith(_REFERS)
    )


_REFERS = tuple(folded(word) for word in ("ตาม", "อ้างถึง", "เกี่ยวกับ", "แนบท้าย"))


def title_page(document: Document) -> list[Block]:
    """Give the first blocks of a file, up to where its tables begin."""
    written = (b for b in document.blocks if b.role in WRITTEN)
    first = list(islice(written, TITLE_BLOCKS))
    lines = list(takewhile(lambda block: block.role is not Role.ROW, first))
    return lines or first[:2]


def other_title(wanted: Wanted, document: Document, label: str) -> str:
    """Give the title that shows a file or page to be another document.

    So it is where no line of its title page names what is wanted, and one names a
    sibling that the label does not name too, another item's document, or what is
    not wanted; or where all of it is another agency's. Empty where all is well.
    """
    lines = _title_lines(document)
    whole = " ".join(lines)
    if is_other_agency(whole):
        return whole
    titles = [*lines, *(f"{one} {two}" for one, two in pairwise(lines))]
    if any(wanted.fits(line) for line in titles):
        return ""
    siblings = [each for each in wanted.siblings if not each.fits(label)]
    rivals = wanted.rivals or Rivals(())
    for line in titles:
        if any(
            each.fits(line) and _is_title(each, line) for each in siblings
        ) or rivals.begin(line):
            return line
    if finds(wanted.without, whole) and not finds(wanted.without, label):
        return whole
    return ""


def of_other_agency(source: Source) -> bool:
    """Tell whether a file calls itself another agency's."""
    document = source.document
    return document is not None and is_other_agency(" ".join(_title_lines(document)))


def is_other_agency(text: str) -> bool:
    """Tell whether a title names an agency, and it is not the office or its city."""
    return finds(OTHER_AGENCIES, text) and not finds(OWN_AGENCY, text)


def _title_lines(document: Document) -> list[str]:
    """Give what a file's title page says, or what a page is called."""
    if document.kind is not Kind.HTML:
        return [block.text[:TITLE] for block in title_page(document)]
    written = [b for b in document.blocks if b.role in WRITTEN]
    heading = next((b for b in written if b.role is Role.HEADING), None)
    if heading is None and written and len(written[0].text) <= SHORT:
        heading = written[0]
    return [heading.text] if heading else []
