"""The elements that a walk over a page is inside of: place, name and standing."""

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from documents import markup

MAX_DEPTH = 256
"""Elements nested deeper count as the element at this depth."""
PLAIN_ID = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
"""Ids that CSS can name without escapes."""


@dataclass(slots=True, eq=False, kw_only=True)
class Element:
    """An open element."""

    node: LexborNode
    tag: str
    parent: "Element | None"
    piece: str
    """Its own part of a CSS path; a unique id stands alone."""
    path: tuple[str, ...]
    nodes: tuple[int, ...]
    block: bool
    """True where it begins a line of its own."""
    level: int
    """Level of the heading that it is or stands in, 0 outside headings."""
    shown: bool
    in_section: bool
    boilerplate: bool = False
    after: LexborNode | None = None
    """Where the walk goes on when the element ends."""
    counts: dict[str, int] = field(default_factory=dict)
    """Children met so far, by tag."""
    close: str = ""
    """What its end asks for: link, container, heading, table, row, cell, caption."""
    start: int = 0
    """How much had been read when it began."""
    href: str = ""
    label: str = ""
    """What names a link that has no text."""
    named: bool = True
    """True where a link without text or label may be named by its address."""
    in_lines: bool = False
    """True where line breaks divide its text."""
    pictures: int = 0
    css: str = ""

    def selector(self) -> str:
        """CSS path from the nearest element with a unique id, or from the body."""
        if not self.css:
            above, own = self.parent, self.piece
            alone = above is None or own.startswith("#")
            self.css = own if above is None or alone else f"{above.selector()}>{own}"
        return self.css

    @property
    def owner(self) -> "Element":
        """The nearest element around, or itself, that begins a line of its own."""
        owner = self
        while not owner.block and owner.parent is not None:
            owner = owner.parent
        return owner


class Opener:
    """Opens the elements of one page and numbers them."""

    def __init__(self, unique_ids: frozenset[str], wanted: frozenset[int]) -> None:
        """Take the ids that stand once, and what is wanted of the page.

        ``wanted``: memory ids of the elements whose inside is read; empty for all.
        """
        self._ids = unique_ids
        self._wanted = wanted
        self._count = 0

    def number(self) -> int:
        """Give the number of one more element."""
        self._count += 1
        return self._count

    def open(
        self,
        node: LexborNode,
        tag: str,
        attributes: markup.Attributes,
        parent: Element | None,
    ) -> Element:
        """Open an element below ``parent``; None for the root of the walk."""
        number = self.number()
        chosen = node.mem_id in self._wanted
        element = Element(
            node=node,
            tag=tag,
            parent=parent,
            piece=self._piece(tag, attributes, parent),
            path=(tag,),
            nodes=(number,),
            block=tag in markup.BLOCK or chosen,
            level=markup.heading_level(tag, attributes),
            shown=chosen or not self._wanted,
            in_section=chosen or markup.is_section(tag, attributes),
        )
        if parent is None:
            return element
        if len(parent.path) < MAX_DEPTH:
            element.path = (*parent.path, tag)
            element.nodes = (*parent.nodes, number)
        else:
            element.path, element.nodes = parent.path, parent.nodes
            element.css = parent.selector()
        if tag == "button" and parent.level:
            # The button within a heading: what it says is that heading.
            element.level = parent.level
        element.level = element.level or parent.level
        element.shown = element.shown or parent.shown
        element.in_section = element.in_section or parent.in_section
        element.boilerplate = not chosen and (
            parent.boilerplate
            or markup.is_boilerplate(
                node, tag, attributes, in_section=parent.in_section
            )
        )
        return element

    def _piece(
        self, tag: str, attributes: markup.Attributes, parent: Element | None
    ) -> str:
        own_id = attributes.get("id")
        if own_id in self._ids:
            return f"#{own_id}"
        if parent is None:
            return tag
        return f"{tag}:nth-of-type({parent.counts[tag]})"
