"""Reads HTML: bytes become blocks and tables in reading order."""

import re
from collections import Counter

import ada_url
from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from documents.document import (
    WRITTEN,
    Document,
    Kind,
    Openness,
    Problem,
    Role,
)
from documents.element import PLAIN_ID
from documents.thai.encoding import decode
from documents.walk import Walker, clean

_META = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w:.-]+)"
    rb"|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w:.-]+)",
    re.IGNORECASE,
)
_META_WITHIN = 8_192
_OPENERS = "a[href^='#'],[data-target^='#'],[data-bs-target^='#'],[aria-controls]"
_OPENER_KEYS = ("href", "data-bs-target", "data-target", "aria-controls")
_TABBED = re.compile(r"tab|pane|pill|accordion|collaps|toggle|switch", re.IGNORECASE)
_MENUS = frozenset({"nav", "header", "footer", "aside"})
_MENU_ROLES = frozenset({"navigation", "banner", "menubar", "menu"})
_TAB_LETTERS = 160
_TABS = 2
"""One alone is the button of a menu."""


def read_page(
    data: bytes, *, url: str = "", charset: str = "", content_selector: str = ""
) -> Document:
    """Read a page.

    ``url`` makes links absolute (``base`` elements count). ``charset`` is what the
    server declares. ``content_selector`` (CSS) keeps only the inside of the elements
    that it selects; it is ignored where it selects nothing or is not valid.
    """
    text, encoding = decode(data, charset, declared_in_page(data))
    tree = LexborHTMLParser(text)
    ids = _unique_ids(tree)
    walker = Walker(
        base_address(tree, url), ids, _wanted(tree, content_selector), _panes(tree, ids)
    )
    root = tree.body or tree.css_first("frameset") or tree.root
    if root is not None:
        walker.walk(root)
    title = tree.css_first("head title") or tree.css_first("title")
    problems = [Problem.CUT] if walker.cut else []
    roles = {block.role for block in walker.blocks}
    if roles & WRITTEN:
        openness = Openness.TEXT
    else:
        openness = Openness.IMAGE if Role.IMAGE in roles else Openness.NONE
    if not roles:
        problems.append(Problem.EMPTY)
    return Document(
        kind=Kind.HTML,
        openness=openness,
        title=clean(title.text()) if title is not None else "",
        blocks=tuple(walker.blocks),
        tables=tuple(walker.tables),
        problems=tuple(problems),
        encoding=encoding,
        scripts=len(tree.css("script")),
    )


def declared_in_page(data: bytes) -> str:
    """Give the text encoding that a page names in its own head; empty where none."""
    found = _META.search(data[:_META_WITHIN])
    if found is None:
        return ""
    return (found[1] or found[2]).decode("ascii", "replace").lower()


def base_address(tree: LexborHTMLParser, url: str) -> str:
    """Give the address that a page's links are relative to."""
    element = tree.css_first("base[href]")
    href = (element.attributes.get("href") or "").strip() if element else ""
    if not href:
        return url
    try:
        return ada_url.join_url(url, href) if url else ada_url.normalize_url(href)
    except ValueError:
        return url


def _unique_ids(tree: LexborHTMLParser) -> frozenset[str]:
    """Ids that one element only has and that CSS can name without escapes."""
    counts = Counter(node.attributes.get("id") or "" for node in tree.css("[id]"))
    return frozenset(
        name
        for name, count in counts.items()
        if count == 1 and PLAIN_ID.fullmatch(name)
    )


def _panes(tree: LexborHTMLParser, ids: frozenset[str]) -> dict[str, str]:
    """Give what tabs and accordion buttons say, by the id of what they open.

    Links to a place further down are none: what they lead to has its own heading.
    """
    found: dict[str, str] = {}
    disclosed = set()
    for node in tree.css(_OPENERS):
        given = node.attributes
        named = (given.get(key) for key in _OPENER_KEYS)
        name = next((n.lstrip("#") for n in named if n and n.lstrip("#") in ids), "")
        label = clean(node.text())
        if not name or not 0 < len(label) <= _TAB_LETTERS:
            continue
        if _discloses(node):
            disclosed.add(name)
        elif not _is_tab(tree, node, name):
            continue
        found.setdefault(name, label)
    if len(found) < _TABS:
        return {name: label for name, label in found.items() if name in disclosed}
    return found


def _discloses(node: LexborNode) -> bool:
    """Tell a button that says itself that it unfolds a part of the page.

    Those of menus do too; one that names what it opens, outside of them, is no menu's.
    """
    if not {"aria-controls", "aria-expanded"} <= node.attributes.keys():
        return False
    around = node.parent
    while around is not None:
        if around.tag in _MENUS or around.attributes.get("role") in _MENU_ROLES:
            return False
        around = around.parent
    return True


def _is_tab(tree: LexborHTMLParser, node: LexborNode, name: str) -> bool:
    """Tell a tab from a link to a place further down, by its and its pane's classes."""
    around = [node, node.parent, node.parent.parent if node.parent else None]
    around.append(tree.css_first(f"#{name}"))
    said = (
        f"{given.get('class') or ''} {given.get('role') or ''} {' '.join(given)}"
        for each in around
        if each is not None
        for given in [each.attributes]
    )
    return any(_TABBED.search(text) for text in said)


def _wanted(tree: LexborHTMLParser, selector: str) -> frozenset[int]:
    if not selector.strip():
        return frozenset()
    try:
        return frozenset(node.mem_id for node in tree.css(selector))
    except (SelectolaxError, ValueError):
        return frozenset()
