"""What a check is given: one item, what was read for it, and the day of the run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

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

QUOTE_LENGTH = 300
NEEDS_BROWSER = "needs_browser"
"""A page that only scripts fill."""
NOT_VISITED = "not_visited"
"""A URL of the spec that the run did not come to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One page or file that belongs to an item."""

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
class Subject:
    """One item with everything that a check may look at. Nothing else counts."""

    item: Item
    sources: tuple[Source, ...]
    """The item's own pages first, in the order of the spec, then what they lead to."""
    today: date
    fiscal_year: FiscalYear
    titles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For each item of the spec, what its pages are called."""
    by_identity: Mapping[str, Source] = field(init=False, repr=False, compare=False)
    """The sources by the identity of the URL asked for."""

    def __post_init__(self) -> None:
        """Index the sources."""
        index = {identity(source.capture.url): source for source in self.sources}
        object.__setattr__(self, "by_identity", index)

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
    return all(block.role is Role.HEADING for block in document.blocks)


def has_pictures(document: Document) -> bool:
    """Tell whether a document shows pictures that a person could read from."""
    return document.images > 0 or any(
        block.role is Role.IMAGE for block in document.blocks
    )
