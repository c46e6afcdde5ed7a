"""Menus that do not recur as a whole: those of one section, beside its content."""

from collections import Counter
from collections.abc import Sequence

from crawler.urls import identity
from documents.address import is_file
from documents.document import Block, Document, Role
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


def own_menus(blocks: tuple[Block, ...], url: str) -> frozenset[int]:
    """Places of the lists of pages in which the page itself is one of the entries."""
    own = identity(url)
    to_itself = [b for b in blocks if _is_page(b) and identity(b.href) == own]
    if not to_itself:
        return frozenset()
    outline = Outline(blocks)
    pages = [_is_page(block) for block in blocks]
    places: set[int] = set()
    for block in to_itself:
        for node in (outline.nodes[number] for number in block.nodes):
            links = sum(pages[node.start : node.stop]) if node.tag in _MENUS else 0
            if links >= max(MENU_LINKS, 0.8 * len(node.blocks)):
                places.update(node.blocks)
                break
    return frozenset(places)


def find_sides(documents: Sequence[Document]) -> frozenset[str]:
    """Find the elements beside the content that hold nothing but links to pages.

    A side shows another menu in each section of the site, so that it does not recur
    on the whole site. But on nearly all pages that have the element it is all links,
    and most of those links stand in it on some other page too; a list of an item's
    own sub-pages stands on one page.
    """
    linked: Counter[str] = Counter()
    standing: Counter[str] = Counter()
    said: dict[str, Counter[str]] = {}
    for document in documents:
        outline = Outline(document.blocks)
        for node in outline.nodes.values():
            css = outline.css(node)
            standing[css] += 1
            linked[css] += _only_links(node, document.blocks)
            inside = (document.blocks[place] for place in node.blocks)
            words = {block.href or mask(block.text) for block in inside}
            said.setdefault(css, Counter()).update(words)
    least = max(SIDE_PAGES, SIDE_SHARE * len(documents))
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


def in_sides(blocks: tuple[Block, ...], sides: frozenset[str]) -> frozenset[int]:
    """Places of the blocks that stand in one of these elements."""
    outline = Outline(blocks)
    return frozenset(
        place
        for node in outline.nodes.values()
        if outline.css(node) in sides
        for place in node.blocks
    )


def _only_links(node: Node, blocks: tuple[Block, ...]) -> bool:
    inside = [blocks[place] for place in node.blocks]
    links = sum(map(_is_page, inside))
    return (
        links >= max(1, LINK_SHARE * (len(inside) - 1))
        and all(len(b.text) <= SHORT for b in inside if b.role is not Role.LINK)
        and not any(is_file(b.href) or b.role is Role.ROW for b in inside)
    )


def _is_page(block: Block) -> bool:
    is_link = block.role is Role.LINK and block.href.startswith(("http://", "https://"))
    return is_link and not is_file(block.href)
