"""Menus that do not recur as a whole: those of one section, beside its content."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate

from crawler.urls import identity
from documents.address import is_file
from documents.document import Block, Role
from documents.noise import mask
from documents.outline import Node, Outline

MENU_LINKS = 3
"""Links from which on a list that names the page itself is a menu."""
SIDE_PAGES = 3
"""Pages on which an element must hold only links to count as a side."""
SIDE_SHARE = 0.5
"""The same, as a share of all pages."""
LINKED_SHARE = 0.9
"""On at least this share of the pages that have the element it is only links."""
SHARED = 0.6
"""Share of its words that stand on other pages too, for an element to be no content."""
LINK_SHARE = 0.7
"""Share of links among the blocks of an element that is all links."""
SHORT = 80
"""A heading or label among the links of a menu is no longer than this."""

_MENUS = frozenset({"ul", "ol", "nav", "dl", "menu", "aside"})


def own_menus(outline: Outline, url: str) -> frozenset[int]:
    """Places of the lists of pages in which the page itself is one of the entries."""
    blocks = outline.blocks
    own = identity(url)
    to_itself = [b for b in blocks if _is_page(b) and identity(b.href) == own]
    if not to_itself:
        return frozenset()
    pages = [_is_page(block) for block in blocks]
    places: set[int] = set()
    for block in to_itself:
        for node in (outline.nodes[number] for number in block.nodes):
            links = sum(pages[node.start : node.stop]) if node.tag in _MENUS else 0
            if links >= max(MENU_LINKS, 0.8 * len(node.blocks)):
                places.update(node.blocks)
                break
    return frozenset(places)


def find_sides(outlines: Sequence[Outline]) -> frozenset[str]:
    """Find in the pages of a site the elements beside the content that hold nothing but links to pages.

    A side shows another menu in each section of the site, so that it does not recur
    on the whole site. But on nearly all pages that have the element it is all links,
    and most of those links stand in it on some other page too; a list of an item's
    own sub-pages stands on one page.
    """
    linked: Counter[str] = Counter()
    standing: Counter[str] = Counter()
    said: dict[str, Counter[str]] = {}
    for outline in outlines:
        only_links = _OnlyLinks(outline.blocks)
        words = [block.href or mask(block.text) for block in outline.blocks]
        for node in outline.nodes.values():
            css = outline.css(node)
            standing[css] += 1
            linked[css] += only_links(node)
            said.setdefault(css, Counter()).update(set(words[node.start : node.stop]))
    least = max(SIDE_PAGES, SIDE_SHARE * len(outlines))
    frequent = [css for css, count in standing.items() if css and count >= least]
    own = [css for css in frequent if _shared(said[css]) < SHARED]
    return frozenset(
        css
        for css in frequent
        if linked[css] >= LINKED_SHARE * standing[css]
        # What holds something of each page's own stands around the content.
        and not any(css == each or each.startswith(css + ">") for each in own)
    )


def _shared(pages_of: Counter[str]) -> float:
    """Share of the words, counted on every page, that stand on other pages too."""
    everywhere = sum(pages_of.values())
    return sum(count for count in pages_of.values() if count > 1) / everywhere


def in_sides(outline: Outline, sides: frozenset[str]) -> frozenset[int]:
    """Places of the blocks that stand in one of these elements."""
    return frozenset(
        place
        for node in outline.nodes.values()
        if outline.css(node) in sides
        for place in node.blocks
    )


class _OnlyLinks:
    """Tells for any element of a page whether it holds nothing but links to pages."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        """Count once from the beginning; every element is a part of it."""
        self._links = _counted(map(_is_page, blocks))
        self._others = _counted(
            is_file(b.href)
            or b.role is Role.ROW
            or (b.role is not Role.LINK and len(b.text) > SHORT)
            for b in blocks
        )

    def __call__(self, node: Node) -> bool:
        links = self._links[node.stop] - self._links[node.start]
        if self._others[node.stop] > self._others[node.start]:
            return False
        return links >= max(1, LINK_SHARE * (len(node.blocks) - 1))


def _counted(flags: Iterable[bool]) -> tuple[int, ...]:
    """Give how many flags are set before each place."""
    return 0, *accumulate(flags)


def _is_page(block: Block) -> bool:
    is_link = block.role is Role.LINK and block.href.startswith(("http://", "https://"))
    return is_link and not is_file(block.href)
