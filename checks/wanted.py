"""What is looked for by name, and what a title says it is not."""

from dataclasses import dataclass
from itertools import pairwise, takewhile

from checks.carriers import Where
from checks.subject import Source
from checks.wording import begins, finds, leads
from crawler.artifacts import Purpose
from documents.document import WRITTEN, Block, Document, Kind, Role

SHORT = 160
"""A text block up to this many characters may name what follows it."""
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


def title_page(document: Document) -> list[Block]:
    """Give the first blocks of a file, up to where its tables begin."""
    first = [b for b in document.blocks if b.role in WRITTEN][:TITLE_BLOCKS]
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
