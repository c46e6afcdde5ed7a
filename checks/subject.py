"""What a check is given: one item, what was read for it, and the day of the run."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from checks.finding import Evidence
from config.spec import Item
from crawler.artifacts import (
    NXDOMAIN,
    Capture,
    FetchStatus,
    Purpose,
    harms_citizens,
)
from crawler.urls import identity, origin
from documents.document import Block, Document, Role
from documents.thai.dates import FiscalYear
from documents.thai.display import cut

Result = TypeVar("Result")

QUOTE_LENGTH = 300
SUBTITLE = 160
_THAI = re.compile("[ก-๛]")
NEEDS_BROWSER = "needs_browser"
"""A page that only scripts fill."""
NOT_VISITED = "not_visited"
"""A URL of the spec that the run did not come to."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, weakref_slot=True)
class Source:
    """One page or file that belongs to an item. Compared by identity: it is large."""

    capture: Capture
    purpose: Purpose
    """ITEM, SUBPAGE or ATTACHMENT: what it is to this item."""
    label: str = ""
    """Text of the link that leads to it, with its row where the text says nothing."""
    found_on: str | None = None
    document: Document | None = None
    """What it says: main content only. None where nothing was read."""
    broken: bool | None = False
    """True: a citizen cannot open it either. False: it opened. None: unseen."""
    unseen_because: str = ""
    """``NEEDS_BROWSER`` or ``NOT_VISITED``, where it is not the visit that failed."""

    @property
    def readable(self) -> bool:
        """True where there is text to judge."""
        return self.document is not None and self.document.readable

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Its main content, block by block; empty where nothing was read."""
        return self.document.blocks if self.document else ()

    @property
    def trouble(self) -> str:
        """How the visit ended, in a word for sentences."""
        return self.unseen_because or self.capture.status.value

    def evidence(self, quote: str = "", block: Block | None = None) -> Evidence:
        """Make the proof that this source shows ``quote`` at ``block``."""
        return Evidence(
            url=self.capture.final_url,
            digest=self.capture.digest,
            quote=cut(quote, QUOTE_LENGTH),
            locator=str(block.locator) if block else "",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Who links to whom on the site, as far as it was read."""

    found_on: Mapping[str, str]
    """For the identity of a URL, the address of a page that links to it, the front
    page first."""
    pages: int
    """Pages of all items that opened."""
    share: float
    """How many of these are linked, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One item with everything that a check may look at. Nothing else counts."""

    item: Item
    sources: tuple[Source, ...]
    """The item's own pages first, in the order of the spec, then what they lead to."""
    today: date
    fiscal_year: FiscalYear
    titles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For each item of the spec, what its pages are called."""
    others: tuple[Item, ...] = ()
    """The other items of the spec, whose documents are none of this one's."""
    links: Links | None = None
    """None where the front page was not read."""
    memory: dict[object, Any] = field(
        init=False, default_factory=dict, repr=False, compare=False
    )
    """What checks worked out for the item, for those that ask again."""
    by_identity: Mapping[str, Source] = field(init=False, repr=False, compare=False)
    """The sources by the identity of the URL asked for."""

    def __post_init__(self) -> None:
        """Index the sources."""
        index = {identity(source.capture.url): source for source in self.sources}
        object.__setattr__(self, "by_identity", index)

    def remember(self, key: object, make: Callable[[], Result]) -> Result:
        """Give what ``make`` gives, made once for each key."""
        if key not in self.memory:
            self.memory[key] = make()
        found: Result = self.memory[key]
        return found

    @property
    def own_pages(self) -> tuple[Source, ...]:
        """The sources that the spec names."""
        return tuple(s for s in self.sources if s.purpose is Purpose.ITEM)

    @property
    def unseen(self) -> tuple[Source, ...]:
        """The sources that could not be seen, so that absence proves nothing."""
        return tuple(s for s in self.sources if s.broken is None)

    def target(self, block: Block) -> Source | None:
        """Give the source a link or frame leads to; None where it was not followed."""
        return self.by_identity.get(identity_of(block.href)) if block.href else None


def identity_of(href: str) -> str:
    """Give the identity of an address that may be no web address at all."""
    return identity(href) if href.startswith(("http://", "https://")) else href


def is_broken(
    capture: Capture, failing_alike: frozenset[FetchStatus], *, names_resolve: bool
) -> bool | None:
    """Tell whether a citizen would fail to open what was captured.

    ``failing_alike``: statuses that most of the site shares, front page included;
    they say something of the site or of us, nothing of one page. A name that does
    not exist counts only where other names did resolve in the same run.
    """
    if capture.status in failing_alike:
        return None
    if capture.status is FetchStatus.DNS_ERROR and capture.detail == NXDOMAIN:
        return True if names_resolve else None
    return harms_citizens(capture.status)


def same_site(one: str, other: str) -> bool:
    """Tell whether two addresses are of one host, www. or not."""
    return site_host(one) == site_host(other)


def site_host(url: str) -> str:
    """Give the host of an address without www."""
    return origin(url).host.removeprefix("www.")


def is_blank(document: Document) -> bool:
    """Tell whether a document shows nothing, headings apart."""
    return all(
        block.role is Role.HEADING or is_subtitle(document, index)
        for index, block in enumerate(document.blocks)
    )


def is_subtitle(document: Document, index: int) -> bool:
    """Tell whether a line is the English title that the portal puts under the Thai."""
    block = document.blocks[index]
    first = next((b for b in document.blocks if b.role is Role.HEADING), None)
    return (
        index > 0
        and document.blocks[index - 1] is first
        and block.role is Role.TEXT
        and len(block.text) <= SUBTITLE
        and not _THAI.search(block.text)
    )


def has_pictures(document: Document) -> bool:
    """Tell whether a document shows pictures that a person could read from."""
    return document.images > 0 or any(
        block.role is Role.IMAGE for block in document.blocks
    )
