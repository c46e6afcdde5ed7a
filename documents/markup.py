"""What HTML tags and attributes mean to a person who looks at the page."""

import re
from collections.abc import Mapping

from selectolax.lexbor import LexborNode

Attributes = Mapping[str, str | None]

_BLOCK = """
    address article aside blockquote body button caption center dd details dialog dir
    div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup
    html legend li main menu nav noframes object ol p pre search section summary table
    tbody td tfoot th thead tr ul
"""
BLOCK = frozenset(_BLOCK.split())
"""Elements that begin a line of their own."""
_UNSEEN = """
    audio canvas col datalist head link math meta noscript param rp script source style
    svg template title track wbr -comment
"""
UNSEEN = frozenset(_UNSEEN.split())
"""Elements that show no text that could be quoted."""
HEADINGS = {f"h{level}": level for level in range(1, 7)}

_SECTIONS = frozenset({"main", "article", "section"})
_BOILERPLATE_ROLES = frozenset({"navigation", "banner", "contentinfo", "search"})
_TABS = re.compile(r"tab|panel|collaps|accordion|toggle|answer|faq", re.IGNORECASE)
_UNFOLDS = re.compile(r"accordion|collaps", re.IGNORECASE)
_HIDDEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE
)
_CLICKED = (
    "button, summary, [role=button], [onclick], a[href='#'], a:not([href]),"
    " a[href^='javascript:']"
)
"""What is there to be clicked and leads nowhere."""
_NEVER_UNFOLDED = frozenset({"li", "tr", "td", "th", "span", "option", "input"})
_SENDING = frozenset({"submit", "button", "image", "reset"})
_LAYOUT_PARTS = "table, form, nav, main, header, footer, article, section, h1, h2, h3"
_CELL_BLOCKS = "p, div, ul, ol, h4, h5, h6, hr, iframe"
_MANY_BLOCKS = 4
_LONG_CELL = 600
_WHOLE_LINK = "table, ul, ol, form, iframe"
_LINK_BLOCKS = "p, div, li, tr, section, article"
_LARGE_LINK = 8


def is_hidden(tag: str, attributes: Attributes) -> bool:
    """Tell whether the author hides the element from everyone.

    Panes of tabs and accordions count as seen: a click opens them.
    """
    if tag == "dialog" and "open" not in attributes:
        return True
    style = attributes.get("style")
    hidden = "hidden" in attributes and attributes["hidden"] != "until-found"
    if not hidden and not (style and _HIDDEN.search(style)):
        return False
    if attributes.get("role") == "tabpanel":
        return False
    return not _TABS.search(f"{attributes.get('class')} {attributes.get('id')}")


def is_unfolded(node: LexborNode) -> bool:
    """Tell whether a hidden element stands right below what a click is meant for.

    Many a page unfolds its parts by a script of its own, under no name that says so.
    """
    above = node.prev
    while above is not None and (above.tag or "").startswith(("-text", "-comment")):
        if above.tag == "-text" and (above.text_content or "").strip():
            return False
        above = above.prev
    if above is None or node.tag in _NEVER_UNFOLDED:
        return False
    return above.css_matches(_CLICKED) or above.css_first(_CLICKED) is not None


def is_disabled(node: LexborNode, attributes: Attributes) -> bool:
    """Tell whether nothing can be written into a field.

    A button that waits for the fields to be filled in is no such thing.
    """
    if "disabled" in attributes:
        return (attributes.get("type") or "").lower() not in _SENDING
    around = node.parent
    while around is not None:
        if around.tag == "fieldset" and "disabled" in around.attributes:
            return True
        around = around.parent
    return False


def is_section(tag: str, attributes: Attributes) -> bool:
    """Tell whether a header or footer inside belongs to the element, not the site."""
    return tag in _SECTIONS or attributes.get("role") == "main"


def is_boilerplate(
    node: LexborNode, tag: str, attributes: Attributes, *, in_section: bool
) -> bool:
    """Tell whether the element belongs to the site rather than to the page.

    ``in_section``: it stands inside main, article or section, where header and
    footer are those of the section.
    """
    role = attributes.get("role")
    if role in _BOILERPLATE_ROLES or tag == "search":
        return True
    if tag == "nav":
        marks = f"{attributes.get('class')} {role}"
        tabs = node.css_first("[role=tablist], .nav-tabs, .nav-pills")
        return tabs is None and "nav-tabs" not in marks and "nav-pills" not in marks
    if in_section:
        return False
    if tag == "header":
        menu = node.css_first("nav, ul, ol, form, img, a")
        return menu is not None or node.css_first("h1, h2, h3, [role=heading]") is None
    return tag == "footer"


SUMMARY_LEVEL = 6
"""The label of what a reader unfolds heads it."""


def unfolds(tag: str, attributes: Attributes) -> bool:
    """Tell whether a button is the label of a part of an accordion."""
    return tag == "button" and bool(_UNFOLDS.search(attributes.get("class") or ""))


def heading_level(tag: str, attributes: Attributes) -> int:
    """Level 1 to 6 of a heading, 0 for all other elements."""
    if tag in HEADINGS:
        return HEADINGS[tag]
    if tag == "summary" or unfolds(tag, attributes):
        return SUMMARY_LEVEL
    if attributes.get("role") != "heading":
        return 0
    level = attributes.get("aria-level") or ""
    return int(level) if level in {"1", "2", "3", "4", "5", "6"} else 2


def is_data_table(node: LexborNode, attributes: Attributes) -> bool:
    """Tell a table of data from one that only arranges parts of the page."""
    if attributes.get("role") in {"presentation", "none"}:
        return False
    if _inside(node, _LAYOUT_PARTS):
        return False
    if _inside(node, "th, caption"):
        return True
    if not _inside(node, "td + td"):
        return False
    rows = node.css("tr")
    if len(rows) > 2:
        return True
    return not any(_is_crowded(cell) for cell in node.css("td"))


def is_container_link(node: LexborNode) -> bool:
    """Tell whether a link wraps a part of the page instead of being one line of it."""
    if node.first_child is None or node.first_child == node.last_child:
        return False
    return _inside(node, _WHOLE_LINK) or len(node.css(_LINK_BLOCKS)) > _LARGE_LINK


def _inside(node: LexborNode, selector: str) -> bool:
    """Tell whether a descendant, not the node itself, fits the selector."""
    return any(found.mem_id != node.mem_id for found in node.css(selector)[:2])


def _is_crowded(cell: LexborNode) -> bool:
    if len(cell.css(_CELL_BLOCKS)) > _MANY_BLOCKS or len(cell.css("a")) > _MANY_BLOCKS:
        return True
    return len(cell.text(deep=True)) > _LONG_CELL
