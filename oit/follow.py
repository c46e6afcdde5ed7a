"""What to fetch next: the sub-pages and files that an item's main content links to."""

from collections.abc import Sequence
from dataclasses import replace

from checks.labels import is_neutral
from checks.subject import site_host
from crawler.artifacts import BUDGET, Capture, FetchStatus, Purpose, Reference, Target
from crawler.plan import Plan
from crawler.urls import (
    BadUrlError,
    extension,
    identity,
    normalise,
    origin,
    without_route,
)
from documents.document import Block, Document, Kind, Role
from oit.library import Library
from oit.rendering import Rendering

PAGES_FOR_TEMPLATE = 6
"""With fewer pages of a site at hand, some more are fetched to learn its template."""
CONTEXT_LENGTH = 160


class Follower:
    """Follows links within each item's budget. One instance serves one run."""

    def __init__(
        self,
        plan: Plan,
        library: Library,
        *,
        max_depth: int,
        max_pages_per_item: int,
        render: bool = False,
    ) -> None:
        """Take the plan, what reads pages, and the budget of the spec.

        ``render``: whether there is a browser for pages that only scripts fill.
        """
        self._plan = plan
        self._library = library
        self._max_depth = max_depth
        self._budget = max_pages_per_item
        self._spent: dict[str, set[str]] = {}
        self._seen: dict[str, Capture] = {}
        self._sampled = False
        self._waiting: list[Capture] = []
        self._rendering = Rendering(library) if render else None
        self._owners: dict[str, set[str]] = {}
        for target in plan.items:
            owners = self._owners.setdefault(identity(target.url), set())
            owners |= {reference.item_id for reference in target.references}

    def add(self, captures: Sequence[Capture]) -> None:
        """Know of captures that nobody asks to follow: the front page."""
        self._seen |= {capture.url: capture for capture in captures}

    def __call__(self, wave: Sequence[Capture]) -> list[Target]:
        """Give the targets that the last wave leads to.

        Where too few pages are at hand to tell content from menu, or too little of
        them to read, the first answers are only some more pages, and the same again
        in a browser; what was fetched waits for them.
        """
        self.add(wave)
        waiting = {capture.url: capture for capture in (*self._waiting, *wave)}
        wave, self._waiting = list(waiting.values()), []
        first = self._to_read_first()
        if first:
            self._waiting = wave
            return first
        targets: dict[str, Target] = {}
        for capture in wave:
            for target in self._from_page(capture):
                old = targets.get(target.url)
                references = (
                    (*old.references, *target.references) if old else target.references
                )
                # One item's budget may be spent where another's is not.
                skip = target.skip if old is None or old.skip else ""
                targets[target.url] = replace(target, references=references, skip=skip)
        return list(targets.values())

    def _to_read_first(self) -> list[Target]:
        """Give what must be there before links can be followed; learn the template."""
        seen = list(self._seen.values())
        if self._rendering and (shells := self._rendering.shells(seen)):
            return [_in_browser(capture) for capture in shells]
        if samples := self._samples():
            return samples
        self._library.learn_templates(seen)
        if self._rendering and (blanks := self._rendering.blanks(seen)):
            return [_in_browser(capture) for capture in blanks]
        return []

    def _from_page(self, capture: Capture) -> list[Target]:
        document = self._library.main(capture)
        if document is None or document.kind is not Kind.HTML:
            return []
        found: list[Target] = []
        for reference in capture.references:
            if reference.purpose is Purpose.ATTACHMENT:
                continue
            for index, block in enumerate(document.blocks):
                if target := self._target(capture, reference, document, index, block):
                    found.append(target)
        return found

    def _target(
        self,
        capture: Capture,
        reference: Reference,
        document: Document,
        index: int,
        block: Block,
    ) -> Target | None:
        if block.role not in (Role.LINK, Role.FRAME):
            return None
        try:
            url = normalise(block.href, capture.final_url)
        except BadUrlError:
            return None
        if not capture.rendered:
            # To a page without scripts of such kind it is a place further down.
            url = without_route(url)
        purpose = Purpose.ATTACHMENT if extension(url) else Purpose.SUBPAGE
        if not self._belongs(capture, reference, url, purpose):
            return None
        spent = self._spent.setdefault(reference.item_id, set())
        over = url not in spent and len(spent) >= self._budget
        if not over:
            spent.add(url)
        onward = Reference(
            item_id=reference.item_id,
            purpose=purpose,
            found_on=capture.url,
            anchor_text=label(document, index),
            depth=reference.depth + 1,
            locator=str(block.locator),
        )
        skip = BUDGET if over else ""
        return Target(url=url, purpose=purpose, references=(onward,), skip=skip)

    def _belongs(
        self, capture: Capture, reference: Reference, url: str, purpose: Purpose
    ) -> bool:
        """Tell whether a link is part of the item's own content."""
        key = identity(url)
        if key in (identity(capture.url), identity(capture.final_url)):
            return False
        if purpose is Purpose.ATTACHMENT:
            return True
        owners = self._owners.get(key)
        return (
            reference.depth < self._max_depth
            and site_host(url) in self._hosts(capture)
            and key not in self._plan.home_identities
            and (owners is None or reference.item_id in owners)
        )

    def _hosts(self, capture: Capture) -> set[str]:
        """Give the hosts that are the site: as planned, and where it redirects to."""
        home = self._seen.get(self._plan.home.url)
        urls = [self._plan.home.url, capture.url, capture.final_url]
        return {site_host(url) for url in (*urls, *([home.final_url] if home else ()))}

    def _samples(self) -> list[Target]:
        """Choose pages of the site that help to tell its template from content."""
        if self._sampled:
            return []
        self._sampled = True
        pages = [c for c in self._seen.values() if c.status is FetchStatus.OK]
        wanted = PAGES_FOR_TEMPLATE - len(pages)
        home = self._seen.get(self._plan.home.url)
        # Without the front page, the links of the first page at hand have to do.
        shown = [home] if home and home.status is FetchStatus.OK else pages[:1]
        document = self._library.whole(shown[0]) if shown else None
        if wanted <= 0 or document is None:
            return []
        page = shown[0]
        known = {identity(url) for url in (*self._seen, self._plan.probe.url)}
        found: dict[str, Target] = {}
        for block in document.blocks:
            if block.role is not Role.LINK or len(found) >= wanted:
                continue
            try:
                url = normalise(block.href, page.final_url)
            except BadUrlError:
                continue
            url = url if page.rendered else without_route(url)
            key = identity(url)
            own_site = origin(url) == origin(page.final_url)
            if own_site and not extension(url) and key not in known:
                found.setdefault(key, Target(url=url, purpose=Purpose.SAMPLE))
        return list(found.values())


def _in_browser(capture: Capture) -> Target:
    return Target(
        url=capture.url,
        purpose=capture.purpose,
        references=capture.references,
        render=True,
    )


def label(document: Document, index: int) -> str:
    """Give a link's text; where that says nothing, what stands before it."""
    block = document.blocks[index]
    if not is_neutral(block.text):
        return block.text
    around = [
        b
        for b in document.blocks[max(0, index - 12) : index + 6]
        if b.role is Role.ROW and b.nodes and b.nodes[-1] in block.nodes
    ]
    before = [
        b
        for b in document.blocks[:index]
        if b.role in (Role.TEXT, Role.ROW, Role.HEADING)
        and 0 < len(b.text) <= CONTEXT_LENGTH
    ]
    context = around[:1] or before[-1:]
    return " ".join([*(b.text[:CONTEXT_LENGTH] for b in context), block.text]).strip()
