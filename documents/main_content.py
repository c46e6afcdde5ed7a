"""Learns the template of a site from its pages, and leaves what a page says itself."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from documents.address import is_file
from documents.document import Block, Document, Kind, Role
from documents.menus import find_sides, in_sides, own_menus
from documents.noise import mask
from documents.outline import Node, Outline

Key = tuple[tuple[str, ...], Role, str, str]
"""What makes blocks of two pages the same: path, role, text without spaces, address."""

FEW_PAGES = 3
"""Up to here a block must stand on all pages to count as template."""
SOME_PAGES = 12
"""Up to here half the pages are enough, above it ``MANY_SHARE`` of them."""
MANY_SHARE = 0.3
ALMOST_ALL = 0.8
"""Share of the pages on which a block is template wherever it stands."""
ALIKE = 0.3
"""Share of common blocks from which on two pages have the same template."""
ROOT_SHARE = 0.25
"""Share of the pages whose content stands in an element for it to count as a root."""
LONG_LIST = 12
"""Links from which on a list is a menu, where no template is known."""

_SITE_LINKS = 5
# Placeholders ("#"), anchors and language switches lead from each page to itself.
_OWN_ADDRESS = re.compile(r"#.*|[?&](?:lang|language|locale)=[^&#]*$")
_LISTS = frozenset({"ul", "ol", "nav", "dl", "menu"})
_SECTIONS = frozenset({"main", "article"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteTemplate:
    """What recurs on the pages of one site."""

    pages: int = 0
    """Different pages that it was learnt from; below 2 nothing was learnt."""
    common: frozenset[Key] = frozenset()
    """Blocks on nearly all pages."""
    shared: frozenset[Key] = frozenset()
    """Blocks on enough pages to be template unless they stand in the content."""
    roots: tuple[tuple[str, int], ...] = ()
    """CSS paths of the elements that hold the content, and on how many pages."""
    sides: frozenset[str] = frozenset()
    """CSS paths of the elements beside the content that hold only links to pages."""


def learn(pages: Sequence[tuple[str, Document]]) -> SiteTemplate:
    """Learn the template of one host from its pages: (identity, HTML document).

    Each identity counts once, and so do pages that are the same block by block. The
    order of the pages does not matter.
    """
    documents = {
        identity: document
        for identity, document in sorted(pages, key=lambda page: page[0])
        if document.kind is Kind.HTML and document.blocks
    }
    keyed = {
        tuple(map(_key, document.blocks)): document for document in documents.values()
    }
    sets = {keys: frozenset(keys) for keys in keyed}
    if len(sets) < 2:
        return SiteTemplate(pages=len(sets))
    groups = [list(sets.values()), *_groups(list(sets.values()))]
    common = frozenset[Key]().union(
        *(_on(group, _almost_all(len(group))) for group in groups)
    )
    shared = common.union(*(_on(group, _enough(len(group))) for group in groups))
    votes: Counter[str] = Counter()
    outlines = {keys: Outline(document.blocks) for keys, document in keyed.items()}
    sides = find_sides(list(outlines.values()))
    for keys, outline in outlines.items():
        beside = in_sides(outline, sides)
        recurring = [key in shared or at in beside for at, key in enumerate(keys)]
        root = _content_root(outline, recurring)
        if root:
            votes[root] += 1
    least = max(2, ROOT_SHARE * votes.total())
    roots = tuple(
        sorted((css, count) for css, count in votes.items() if count >= least)
    )
    return SiteTemplate(
        pages=len(sets),
        common=common,
        shared=shared,
        roots=roots,
        sides=sides,
    )


def joined(one: SiteTemplate, other: SiteTemplate) -> SiteTemplate:
    """Give the template in which all recurs that recurs in one of the two."""
    votes = Counter(dict(one.roots)) + Counter(dict(other.roots))
    return SiteTemplate(
        pages=max(one.pages, other.pages),
        common=one.common | other.common,
        shared=one.shared | other.shared,
        roots=tuple(sorted(votes.items())),
        sides=one.sides | other.sides,
    )


def main_content(
    document: Document, template: SiteTemplate | None, url: str = ""
) -> Document:
    """Leave only the blocks and tables of a page that are its own content.

    Documents other than pages stay as they are. Without a template, boilerplate and
    long lists of nothing but links go. ``url`` is the page's own address: a list of
    pages that names the page itself is a menu, however few pages show it.
    """
    if document.kind is not Kind.HTML or not document.blocks:
        return document
    outline = Outline(document.blocks)
    if template is None or template.pages < 2:
        kept = _without_template(outline)
    else:
        kept = _content(outline, template)
    menus = own_menus(outline, url) if url else frozenset[int]()
    blocks = tuple(document.blocks[place] for place in kept if place not in menus)
    alive = {number for block in blocks for number in block.nodes}
    tables = tuple(table for table in document.tables if table.node in alive)
    return replace(document, blocks=blocks, tables=tables)


def _key(block: Block) -> Key:
    href = block.href
    own = _OWN_ADDRESS.search(href)
    return (
        block.path,
        block.role,
        "".join(mask(block.text).split()),
        own[0] if own else href,
    )


def _enough(pages: int) -> int:
    """Pages on which a block must stand to count as template."""
    if pages <= FEW_PAGES:
        return pages
    if pages <= SOME_PAGES:
        return max(FEW_PAGES, math.ceil(pages / 2))
    return max(SOME_PAGES // 2, math.ceil(pages * MANY_SHARE))


def _almost_all(pages: int) -> int:
    return pages if pages <= FEW_PAGES else math.ceil(pages * ALMOST_ALL)


def _on(pages: Iterable[frozenset[Key]], least: int) -> frozenset[Key]:
    """Keys that stand on at least so many pages."""
    counts = Counter(key for keys in pages for key in keys)
    return frozenset(key for key, count in counts.items() if count >= least)


def _groups(pages: list[frozenset[Key]]) -> list[list[frozenset[Key]]]:
    """Find sets of pages with a template of their own, where the site has several.

    Two or three pages count only if they share a menu: enough links.
    """
    leader = list(range(len(pages)))

    def find(place: int) -> int:
        while leader[place] != place:
            place = leader[place]
        return place

    for one, keys in enumerate(pages):
        for other in range(one):
            if find(one) != find(other):
                alike = len(keys & pages[other])
                if alike >= ALIKE * min(len(keys), len(pages[other])):
                    leader[find(one)] = find(other)
    groups: dict[int, list[frozenset[Key]]] = {}
    for place, keys in enumerate(pages):
        groups.setdefault(find(place), []).append(keys)
    return [group for group in groups.values() if _is_site(group, len(pages))]


def _is_site(group: list[frozenset[Key]], pages: int) -> bool:
    if not 1 < len(group) < pages:
        return False
    if len(group) > FEW_PAGES:
        return True
    links = [key for key in frozenset.intersection(*group) if key[1] is Role.LINK]
    return len(links) >= _SITE_LINKS


def _content_root(outline: Outline, recurring: list[bool]) -> str:
    """CSS path of the smallest element that holds all fresh blocks of a page."""
    fresh = outline.mark(recurring, keep_files=False)
    places = [place for place, flag in enumerate(fresh) if flag]
    if len({outline.units[place] for place in places}) < 2:
        return ""
    around = outline.around(places)
    return outline.css(around[-1]) if around else ""


def _content(outline: Outline, template: SiteTemplate) -> list[int]:
    """Places of the blocks that are the page's own."""
    roots = dict(template.roots)
    beside = in_sides(outline, template.sides)
    known = [
        place in beside or _is_template(block, outline, template, roots)
        for place, block in enumerate(outline.blocks)
    ]
    fresh = outline.mark(known, keep_files=template.pages <= FEW_PAGES)
    places = [place for place, flag in enumerate(fresh) if flag]
    if not places:
        return []
    around = outline.around(places)
    if not around:
        return places
    root = max(around, key=lambda node: (roots.get(outline.css(node), 0), node.depth))
    return outline.content(root, fresh)


def _is_template(
    block: Block, outline: Outline, template: SiteTemplate, roots: dict[str, int]
) -> bool:
    """Tell whether a block recurs as template does.

    What only a part of the pages share, and is no menu, is content where content is:
    the same paragraph or list of files on several pages.
    """
    key = _key(block)
    if key in template.common:
        return True
    if key not in template.shared:
        return False
    if block.role is Role.LINK and not is_file(block.href):
        return True
    around = (outline.nodes[number] for number in block.nodes)
    return not any(outline.css(node) in roots for node in around)


def _without_template(outline: Outline) -> list[int]:
    """Places of the blocks left without boilerplate and long lists of links."""
    unwanted = list(outline.noise)
    for node in outline.nodes.values():
        if node.tag in _LISTS and _is_long_list(node, outline.blocks):
            for place in node.blocks:
                unwanted[place] = True
    return [place for place, flag in enumerate(unwanted) if not flag]


def _is_long_list(node: Node, blocks: Sequence[Block]) -> bool:
    inside = [blocks[place] for place in node.blocks]
    if len(inside) < LONG_LIST or _SECTIONS & set(inside[0].path):
        return False
    links = sum(block.role is Role.LINK for block in inside)
    files = sum(is_file(block.href) for block in inside)
    return links >= 0.9 * len(inside) and files <= 0.1 * len(inside)
