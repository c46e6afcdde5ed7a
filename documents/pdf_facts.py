"""What a PDF file is, page by page: facts for the report, and what they add up to."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class PageKind(StrEnum):
    """What one sees on a page, and whether a machine can read it."""

    TEXT = "text"
    MIXED = "mixed"
    """Text that is read, and pictures on half of the page or more that are not."""
    OCR = "ocr"
    """A picture of a page with recognised text behind it: read, and not to be trusted."""
    SCAN = "scan"
    """A picture that fills the page, or writing turned into outlines; no text."""
    PICTURE = "picture"
    """Pictures that do not fill the page, and hardly a letter: photographs, a stamp."""
    GARBLED = "garbled"
    BLANK = "blank"
    BROKEN = "broken"


class FormKind(StrEnum):
    """The kind of form that a file holds."""

    NONE = "none"
    ACROFORM = "acroform"
    XFA = "xfa"
    """A form of the retired XML kind: most viewers show nothing of it."""


GARBAGE = 0.3
"""Share of senseless or unmapped characters from which on a page counts as garbled."""
READ = frozenset({PageKind.TEXT, PageKind.MIXED, PageKind.OCR})
"""Pages whose text is taken into the document."""
PICTURES = frozenset({PageKind.SCAN, PageKind.PICTURE})


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What was found on one page. Shares are from 0 to 1."""

    number: int
    """From 1."""
    kind: PageKind
    letters: int = 0
    """Letters and digits of the text layer."""
    image_share: float = 0.0
    """Share of the page's area that pictures cover."""
    unmapped_share: float = 0.0
    """Share of the characters of which the font does not say what they mean."""
    unmapped_fonts: tuple[str, ...] = ()
    """Names of the fonts of such characters."""
    garbage: float = 0.0
    """Share of the characters that make no sense, as ``thai.garbage`` measures it."""
    fields: int = 0
    """Fields of a form."""
    links: int = 0
    annotations: int = 0
    """All annotations: fields and links too."""

    @property
    def makes_sense(self) -> bool:
        """True where the letters, few as they may be, are words."""
        return max(self.garbage, self.unmapped_share) <= GARBAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfFacts:
    """What a file says of itself, and its pages up to the limit of reading."""

    pages: tuple[PageFacts, ...] = ()
    count: int = 0
    """Pages of the file, those beyond the limit too."""
    version: str = ""
    """Version of the format: ``1.7``; empty where the file does not say."""
    producer: str = ""
    encrypted: bool = False
    """Locked by its owner: it opens without a password, with restrictions or none."""
    may_copy: bool = True
    """False where a viewer refuses to copy text."""
    may_print: bool = True
    tagged: bool = False
    form: FormKind = FormKind.NONE

    def numbers(self, *kinds: PageKind) -> tuple[int, ...]:
        """Numbers of the pages of these kinds."""
        return tuple(page.number for page in self.pages if page.kind in kinds)

    @property
    def mostly_unread(self) -> bool:
        """True where more pages are scans or garbled than all others with content.

        Photographs do not count: a report with many of them is no scan.
        """
        lost = len(self.numbers(PageKind.SCAN, PageKind.GARBLED))
        return lost > len(self.numbers(*READ))


MAX_RANGES = 8
"""Ranges of pages that are named in a sentence."""


def page_ranges(numbers: Iterable[int]) -> str:
    """Write page numbers as people do: ``1, 3-7, 9``. They must ascend.

    After ``MAX_RANGES`` comes an ellipsis.
    """
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    named = [
        str(first) if first == last else f"{first}-{last}" for first, last in ranges
    ]
    more = ["…"] if len(named) > MAX_RANGES else []
    return ", ".join(named[:MAX_RANGES] + more)
