"""The elements of a read page as a tree, with what recurs on the site marked in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

from documents.address import is_file
from documents.document import Block, Role
from documents.noise import is_home, is_noise, is_trail

_LISTS = frozenset({"ul", "ol", "nav", "dl", "menu", "aside"})
_NO_TRAIL = frozenset({"body", "main", "article", "td", "tr", "table", "section"})
_MAIN = frozenset({Role.TEXT, Role.ROW, Role.HEADING})
_ID_DIGITS = re.compile(r"(?<=[\w-])\d+|(?<=#)\d+")
_ENOUGH = 5
_MANY = 8
_NEARLY_ALL = 0.8
_MOST = 0.6
_TRAIL_UNITS = 8
_TRAIL_TEXT = 120


@dataclass(slots=True, eq=False)
class Node:
    """An element that holds blocks; those inside it follow each other."""

    tag: str
    above: "Node | None"
    depth: int
    start: int
    """Place of its first block."""
    stop: int = 0
    """Place after its last block."""
    children: list["Node"] = field(default_factory=list)
    own: list[int] = field(default_factory=list)
    """Places of the blocks that are the element's own text."""
    css: str | None = None
    gone: bool = False
    """True where the element as a whole belongs to the template."""
    mixed: bool = False
    """True where such elements stand inside it."""

    @property
    def blocks(self) -> range:
        """Places of all blocks inside."""
        return range(self.start, self.stop)


class Outline:
    """The tree of a page's blocks."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        """Build the tree; ``blocks`` are those of an HTML document."""
        self.blocks = blocks
        self.units = _units(blocks)
        self.noise = _noise(blocks)
        """For each block: is it a counter, a button, a breadcrumb or boilerplate?"""
        self.nodes: dict[int, Node] = {}
        self._known: tuple[int, ...] = ()
        """How many blocks recur before each place."""
        opened: list[tuple[int, Node]] = []
        for place, block in enumerate(blocks):
            self._add(place, block, opened)
        for _, node in opened:
            node.stop = len(blocks)

    def _add(self, place: int, block: Block, opened: list[tuple[int, Node]]) -> None:
        """Close the elements that the block is not in, and open those that it is in."""
        same = 0
        for (number, _), other in zip(opened, block.nodes, strict=False):
            if number != other:
                break
            same += 1
        for _, node in opened[same:]:
            node.stop = place
        del opened[same:]
        above = opened[-1][1] if opened else None
        for depth in range(same, len(block.nodes)):
            node = Node(block.path[depth], above, depth, place)
            if above is not None:
                above.children.append(node)
            self.nodes[block.nodes[depth]] = node
            opened.append((block.nodes[depth], node))
            above = node
        if above is not None:
            above.own.append(place)

    def css(self, node: Node) -> str:
        """CSS path of an element, numbers of ids blanked; empty where no block tells."""
        if node.css is None:
            node.css = ""
            for place in node.blocks:
                block = self.blocks[place]
                pieces = block.locator.css.split(">")
                anchor = len(block.nodes) - len(pieces)
                if node.depth >= anchor >= 0:
                    pieces = pieces[: node.depth - anchor + 1]
                    node.css = _template_css(">".join(pieces))
                    break
        return node.css

    def mark(self, recurring: Sequence[bool], *, keep_files: bool) -> list[bool]:
        """Mark the elements that are template as a whole; noise counts as recurring.

        Gives for each block whether it is fresh: neither recurring nor inside such an
        element. ``keep_files``: a list of files is no template even if it recurs.
        """
        known = [a or b for a, b in zip(recurring, self.noise, strict=True)]
        fresh = [not flag for flag in known]
        self._known = (0, *accumulate(known))
        for node in self.nodes.values():
            if node.above is not None and node.above.gone:
                node.gone = True
            elif self._is_template(node, known, keep_files=keep_files):
                node.gone = True
                for place in node.blocks:
                    fresh[place] = False
                if not all(self.noise[place] for place in node.blocks):
                    _mix(node)
        return fresh

    def _is_template(
        self, node: Node, recurring: Sequence[bool], *, keep_files: bool
    ) -> bool:
        if self.units[node.start] == self.units[node.stop - 1]:
            return False
        if self._known[node.stop] - self._known[node.start] == len(node.blocks):
            return not (keep_files and self._holds_files(node))
        return self._is_menu(node, recurring) or self._is_trail(node)

    def _holds_files(self, node: Node) -> bool:
        return any(
            self.blocks[place].role is Role.ROW or is_file(self.blocks[place].href)
            for place in node.blocks
        )

    def _is_menu(self, node: Node, recurring: Sequence[bool]) -> bool:
        """Tell a menu that has entries of this page's own, such as a sub-menu."""
        items = node.children
        known = [item for item in items if recurring[item.start]]
        if len(known) < _ENOUGH or len(known) < _MOST * len(items) or node.own:
            return False
        own = [place for place in node.blocks if not recurring[place]]
        blocks = self.blocks
        texts = sum(blocks[place].role is not Role.LINK for place in own)
        if texts > 1 or any(is_file(blocks[place].href) for place in own):
            return False
        if any(len(i.blocks) > 2 for i in items if not recurring[i.start]):
            return False
        if len(known) < _NEARLY_ALL * len(items) and len(known) < _MANY:
            return False
        if node.tag in _LISTS:
            return True
        small = sum(len(item.blocks) <= 2 for item in items)
        tags = {item.tag for item in items}
        return small >= _NEARLY_ALL * len(items) and len(tags) == 1

    def _is_trail(self, node: Node) -> bool:
        """Tell a breadcrumb: the front page first, then links, then this page."""
        blocks = [self.blocks[place] for place in node.blocks]
        if node.tag in _NO_TRAIL or len(blocks) > _TRAIL_UNITS:
            return False
        if not is_home(blocks[0]) or blocks[-1].role not in {Role.LINK, Role.TEXT}:
            return False
        if any(block.role is not Role.LINK for block in blocks[1:-1]):
            return False
        return sum(len(block.text) for block in blocks) <= _TRAIL_TEXT * 2

    def around(self, places: Sequence[int]) -> list[Node]:
        """Elements that hold all these blocks, outermost first."""
        shared = self.blocks[places[0]].nodes
        for place in places[1:]:
            nodes = self.blocks[place].nodes
            length = 0
            for one, other in zip(shared, nodes, strict=False):
                if one != other:
                    break
                length += 1
            shared = shared[:length]
        return [self.nodes[number] for number in shared]

    def content(self, root: Node, fresh: Sequence[bool]) -> list[int]:
        """Places of the blocks that are content inside ``root``.

        An element without template in it stays whole. In others a recurring block
        stays only between fresh ones.
        """
        kept: list[int] = []
        waiting = [root]
        while waiting:
            node = waiting.pop()
            if not node.mixed:
                kept += node.blocks
                continue
            own = [place for place in node.blocks if fresh[place]]
            first, last = own[0], own[-1]
            kept += [place for place in node.own if first <= place <= last]
            for child in node.children:
                if any(fresh[place] for place in child.blocks):
                    waiting.append(child)
                elif not child.gone and first < child.start < last:
                    kept += child.blocks
        return sorted(place for place in kept if not self.noise[place])


def _mix(node: Node) -> None:
    """Tell the elements around that there is template in them."""
    above = node.above
    while above is not None and not above.mixed:
        above.mixed = True
        above = above.above


@lru_cache(maxsize=20_000)
def _template_css(css: str) -> str:
    """CSS path of an element, with the numbers of ids blanked: they name pages."""
    head, separator, rest = css.partition(">")
    if head.startswith("#"):
        head = _ID_DIGITS.sub("0", head)
    return head + separator + rest


def _noise(blocks: Sequence[Block]) -> list[bool]:
    """Tell for each block whether it is boilerplate, a counter, a button or a trail."""
    trails = [is_trail(block) for block in blocks]
    result = [
        block.boilerplate or trail or is_noise(block)
        for block, trail in zip(blocks, trails, strict=True)
    ]
    for place, block in enumerate(blocks):
        if not trails[place]:
            continue
        for inside in range(place + 1, len(blocks)):
            if blocks[inside].nodes[: len(block.nodes)] != block.nodes:
                break
            if blocks[inside].text not in block.text:
                break
            result[inside] = True
    return result


def _units(blocks: Sequence[Block]) -> list[int]:
    """Give each block a number; a text and the links inside it have the same."""
    units: list[int] = []
    unit = 0
    main: tuple[int, ...] = ()
    for block in blocks:
        inside = main and block.nodes[: len(main)] == main
        if block.role in _MAIN or not inside:
            unit += 1
            main = block.nodes if block.role in _MAIN else ()
        units.append(unit)
    return units
