"""Walks over the elements of a page and collects its blocks and tables."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from selectolax.lexbor import LexborNode

from documents import markup
from documents.address import absolute, is_picture, name_of
from documents.document import WRITTEN, Block, Locator, Role, Table
from documents.element import Element, Opener
from documents.grid import Grid, row_text, span
from documents.thai.text import repair

MAX_BLOCKS = 50_000
"""Blocks read from one page."""

PANE_LEVEL = 5
"""Level of the heading that a tab gives to what it opens."""

_WORD = re.compile(r"\w")
_LAZY_SOURCES = ("src", "data-src", "data-original", "data-lazy-src", "data-lazy")
_FRAMES = frozenset({"iframe", "frame", "embed", "object", "video"})
_LEAVES = _FRAMES - {"object"} | {"img", "input", "hr", "area", "select", "textarea"}
_PIXEL = frozenset({"0", "1", "2"})
_LABEL_LENGTH = 300


@lru_cache(maxsize=4_096)
def clean(text: str) -> str:
    """Repair the Thai of a text and fold its white space.

    Remembered, since the menu of a site comes with every page.
    """
    return " ".join(repair(text).split())


class Walker:
    """Collects blocks and tables of one page; used once."""

    def __init__(
        self,
        base: str,
        unique_ids: frozenset[str],
        wanted: frozenset[int],
        panes: Mapping[str, str],
    ) -> None:
        """Take the page's base address, its unique ids, and what is wanted of it.

        ``wanted``: memory ids of the elements whose inside is read; empty for all.
        ``panes``: what the tabs or buttons that open an element say, by its id.
        """
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.cut = False
        self._base = base
        self._panes = panes
        self._opener = Opener(unique_ids, wanted)
        self._pieces: list[str] = []
        self._outside = False
        self._pending: list[Block] = []
        self._in_row = False
        self._links: list[Element] = []
        self._grids: list[Grid] = []

    def walk(self, root: LexborNode) -> None:
        """Read everything inside ``root`` in reading order."""
        stack = [self._opener.open(root, root.tag or "", root.attributes, None)]
        node = root.first_child
        while stack:
            if node is None:
                frame = stack.pop()
                self._leave(frame)
                node = frame.after
                continue
            tag = node.tag or ""
            if tag == "-text":
                self._text(node.text_content or "")
            elif tag not in markup.UNSEEN and not self.cut:
                inside = self._visit(node, tag, stack[-1])
                if inside is not None:
                    stack.append(inside)
                    node = node.first_child
                    continue
            node = node.next

    def _visit(self, node: LexborNode, tag: str, parent: Element) -> Element | None:
        """Enter an element; None where there is nothing to walk into."""
        attributes = node.attributes
        parent.counts[tag] = parent.counts.get(tag, 0) + 1
        if markup.is_hidden(tag, attributes) and not (
            attributes.get("id") in self._panes or markup.is_unfolded(node)
        ):
            return None
        if tag == "br":
            self._end_line(parent)
            return None
        frame = self._opener.open(node, tag, attributes, parent)
        if tag in _LEAVES:
            self._leaf(frame, attributes)
            return None
        frame.after = node.next
        if frame.block:
            self._break(parent)
        self._enter(frame, attributes)
        return frame

    def _enter(self, frame: Element, attributes: markup.Attributes) -> None:
        """Note what has to be done when the element ends."""
        tag = frame.tag
        if frame.block and (label := self._panes.get(attributes.get("id") or "")):
            self._enter_pane(frame, label)
        if tag == "a" and "href" in attributes:
            self._enter_link(frame, attributes)
        elif tag == "table":
            if not self._inline and markup.is_data_table(frame.node, attributes):
                frame.close = "table"
                self._grids.append(Grid())
        elif tag == "tr" and self._grids and not self._inline:
            frame.close = "row"
            self._in_row = True
            self._grids[-1].rows.append([])
        elif tag in {"td", "th"} and self._in_row:
            frame.close, frame.start = "cell", len(self._pieces)
        elif tag == "caption" and self._grids:
            frame.close, frame.start = "caption", len(self.blocks)
        elif tag in markup.HEADINGS and self._links:
            frame.close, frame.start = "heading", len(self._pieces)
        elif tag == "button" and not markup.unfolds(tag, attributes):
            kind = attributes.get("type") or "submit"
            self._add(Role.FIELD, f"{kind} {_hint(attributes)}".strip(), frame)
        elif tag == "object":
            self._add_frame(frame, attributes, attributes.get("data"))

    def _enter_pane(self, frame: Element, label: str) -> None:
        """Head what a tab or an accordion opens with what the tab says."""
        last = self.blocks[-1] if self.blocks else None
        if self._inline or (last and last.text == label and last.role is not Role.LINK):
            return
        frame_level, frame.level = frame.level, PANE_LEVEL
        self._add(Role.HEADING, label, frame)
        frame.level = frame_level
        self.blocks += self._pending
        self._pending = []

    def _enter_link(self, frame: Element, attributes: markup.Attributes) -> None:
        raw = (attributes.get("href") or "").strip()
        address = absolute(self._base, raw)
        if not address:
            return
        frame.href = address
        frame.label = attributes.get("aria-label") or attributes.get("title") or ""
        frame.named = not raw.startswith("#")
        if not self._inline and markup.is_container_link(frame.node):
            frame.block = True
            self._break(frame.parent or frame)
            frame.close, frame.start = "container", len(self.blocks)
        else:
            frame.close, frame.start = "link", len(self._pieces)
            self._links.append(frame)

    def _leave(self, frame: Element) -> None:
        """Do what the end of an element asks for."""
        if frame.close == "link":
            self._links.pop()
            self._add_link(frame, self._since(frame))
        elif frame.close == "heading":
            self._add(Role.HEADING, self._since(frame), frame)
        elif frame.close == "cell":
            attributes = frame.node.attributes
            down, across = (
                span(attributes.get("rowspan")),
                span(attributes.get("colspan")),
            )
            self._grids[-1].rows[-1].append((self._since(frame), down, across))
        elif frame.close == "row":
            self._in_row = False
            text = row_text([cell for cell, _, _ in self._grids[-1].rows[-1]])
            self._flush(frame, Role.ROW, text)
        if frame.block:
            self._break(frame)
        if frame.close == "container":
            inside = self.blocks[frame.start :]
            # The words of a link within it stand in the line around that, too.
            lines = [b for b in inside if b.role in WRITTEN and b.role is not Role.LINK]
            text = " ".join(b.text for b in lines or inside if b.role in WRITTEN)
            self._add_link(frame, text[:_LABEL_LENGTH].strip())
        elif frame.close == "caption":
            texts = [block.text for block in self.blocks[frame.start :]]
            self._grids[-1].caption = " ".join(filter(None, texts))
        elif frame.close == "table":
            grid = self._grids.pop()
            table = grid.table(Locator(css=frame.selector()), frame.nodes[-1])
            if table is not None and frame.shown:
                self.tables.append(table)

    def _leaf(self, frame: Element, attributes: markup.Attributes) -> None:
        """Read an element whose inside is not text of the page."""
        tag = frame.tag
        if tag == "hr":
            self._break(frame.parent or frame)
        elif tag == "img":
            self._add_image(frame, attributes)
        elif tag == "input":
            kind = (attributes.get("type") or "text").strip().lower()
            if kind != "hidden" and not markup.is_disabled(frame.node, attributes):
                self._add(Role.FIELD, f"{kind} {_hint(attributes)}".strip(), frame)
        elif tag in {"select", "textarea"}:
            if not markup.is_disabled(frame.node, attributes):
                self._add(Role.FIELD, f"{tag} {_hint(attributes)}".strip(), frame)
        elif tag == "area":
            frame.href = absolute(self._base, attributes.get("href") or "")
            frame.label = attributes.get("alt") or attributes.get("title") or ""
            if frame.href:
                self._add_link(frame, "")
        elif tag in _FRAMES:
            source = attributes.get("src") or attributes.get("data-src")
            if not source and (inner := frame.node.css_first("source")) is not None:
                source = inner.attributes.get("src")
            self._add_frame(frame, attributes, source)

    @property
    def _inline(self) -> bool:
        """True where elements that begin a line do not begin a block."""
        return self._in_row or bool(self._links)

    def _text(self, text: str) -> None:
        if self.cut:
            return
        self._pieces.append(text)
        if not self._outside and not self._links and _WORD.search(text):
            self._outside = True

    def _since(self, frame: Element) -> str:
        """Text read since the element began, and a space that ends it."""
        text = clean("".join(self._pieces[frame.start :]))
        self._pieces.append(" ")
        return text

    def _break(self, frame: Element) -> None:
        """End a line of text that belongs to the block around ``frame``."""
        if self._inline:
            self._pieces.append(" ")
            return
        if not self._pieces and not self._pending:
            return
        owner = frame.owner
        text = clean("".join(self._pieces))
        if owner.level:
            self._flush(owner, Role.HEADING, text if _WORD.search(text) else "")
        else:
            self._flush(owner, Role.TEXT, text if self._outside else "")

    def _end_line(self, frame: Element) -> None:
        """End a line at a line break: people type lists and headings that way."""
        owner = frame.owner
        if self._inline or owner.level:
            self._pieces.append(" ")
            return
        owner.in_lines = True
        self._break(frame)

    def _flush(self, owner: Element, role: Role, text: str) -> None:
        """Turn what has been read into blocks: the text, then what stands in it."""
        pending, self._pending = self._pending, []
        if text:
            self._add(role, text, owner)
        read = self._pending + pending
        if owner.in_lines and role is Role.TEXT:
            # A line counts as an element: links belong to the line they stand in.
            line, depth = self._opener.number(), len(owner.nodes)
            read = [_in_line(block, line, depth) for block in read]
        self.blocks += read
        self._pending = []
        self._pieces.clear()
        self._outside = False
        self.cut = len(self.blocks) >= MAX_BLOCKS

    def _add(self, role: Role, text: str, frame: Element, href: str = "") -> None:
        if not frame.shown or not (text or role in {Role.IMAGE, Role.FRAME}):
            return
        self._pending.append(
            Block(
                text=text,
                role=role,
                level=frame.level if role is Role.HEADING else 0,
                locator=Locator(css=frame.selector()),
                href=href,
                path=frame.path,
                nodes=frame.nodes,
                boilerplate=frame.boilerplate,
            )
        )

    def _add_link(self, frame: Element, text: str) -> None:
        """Keep a link; one without text is named by its label, picture or file."""
        if not text:
            if frame.pictures and is_picture(frame.href):
                return
            text = clean(frame.label)
        if not text and frame.named:
            text = clean(name_of(frame.href))
        self._add(Role.LINK, text, frame, frame.href)

    def _add_image(self, frame: Element, attributes: markup.Attributes) -> None:
        if {attributes.get("width"), attributes.get("height")} & _PIXEL:
            return
        sources = (attributes.get(name) or "" for name in _LAZY_SOURCES)
        source = next((s for s in (absolute(self._base, x) for x in sources) if s), "")
        alt = clean(attributes.get("alt") or "")
        if self._links:
            link = self._links[-1]
            link.pictures += 1
            link.label = link.label or alt
        self._add(Role.IMAGE, alt, frame, source)

    def _add_frame(
        self, frame: Element, attributes: markup.Attributes, source: str | None
    ) -> None:
        address = absolute(self._base, source or "")
        if address:
            title = clean(attributes.get("title") or "")
            self._add(Role.FRAME, title, frame, address)


def _in_line(block: Block, line: int, depth: int) -> Block:
    """Put a block into a line, as if that were an element at this depth."""
    return replace(
        block,
        path=(*block.path[:depth], "br", *block.path[depth:]),
        nodes=(*block.nodes[:depth], line, *block.nodes[depth:]),
    )


def _hint(attributes: markup.Attributes) -> str:
    """Give what a field says of itself: to readers, else by its name."""
    for key in ("placeholder", "aria-label", "title", "value", "name", "id"):
        if hint := (attributes.get(key) or "").strip():
            return repair(hint)[:_LABEL_LENGTH]
    return ""
