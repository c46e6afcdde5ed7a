"""All links of a page and the places in it that links can lead to, as browsers see them.

``page`` reads what readers see; here nothing is weighed: a link around a picture, or
one without a word, is a link.
"""

import html
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.looks import MANY_LETTERS, names_in, shallow_part
from documents.address import absolute
from documents.document import Locator
from documents.markup import is_hidden
from documents.page import base_address, declared_in_page
from documents.thai.encoding import decode
from documents.walk import clean

MAX_LINKS = 5_000
"""Links read from one page."""

_HREF = re.compile(
    r"<a(?:rea)?\s[^>]*?href\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>\"']+)", re.IGNORECASE
)
_BASE = re.compile(r"<base\s", re.IGNORECASE)
_UNREAD = frozenset({"noscript", "template"})
_TEXT = 160
_SWITCHES = ("data-toggle", "data-bs-toggle", "data-target", "data-bs-target")
_ACTS = frozenset({"button", "tab", "menuitem", "switch"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """One link."""

    href: str
    """Absolute."""
    text: str
    locator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlaces:
    """The places in a page that links can lead to."""

    names: frozenset[str]
    """Ids of elements and names of anchors."""
    by_script: frozenset[str]
    """Names in the page's own links (``#name``) that scripts make work otherwise."""


def other_links(
    data: bytes, known: Collection[str], *, url: str, charset: str = ""
) -> tuple[Anchor, ...]:
    """Give the links of a page at ``url`` that are not ``known``, by absolute address.

    Those that nobody sees are left out. Of a page too large there are none.
    """
    text, _ = decode(data, charset, declared_in_page(data))
    raw = {html.unescape(m[1].strip("'\"")).strip() for m in _HREF.finditer(text)}
    base = url
    if _BASE.search(text) is None and not any(map(_is_new(base, known), raw)):
        # As nearly always: nothing to look for.
        return ()
    tree = _parsed(text)
    if tree is None:
        return ()
    is_new = _is_new(base_address(tree, url), known)
    found: list[Anchor] = []
    for node in tree.css("a[href], area[href]")[:MAX_LINKS]:
        href = is_new((node.attributes.get("href") or "").strip())
        if href and not _unseen(node):
            found.append(
                Anchor(href=href, text=_text(node), locator=str(Locator(css=css(node))))
            )
    return tuple(found)


def read_places(data: bytes, *, charset: str = "") -> NamedPlaces | None:
    """Read the places in a page; None where it is too large to tell."""
    text, _ = decode(data, charset, declared_in_page(data))
    names = names_in(text)
    tree = _parsed(text)
    if names is None or tree is None:
        return None
    acting = (node for node in tree.css("a[href^='#']") if _acts(node))
    by_script = {(node.attributes.get("href") or "#")[1:] for node in acting}
    return NamedPlaces(names=names, by_script=frozenset(by_script))


def _is_new(base: str, known: Collection[str]) -> Callable[[str], str]:
    """Tell of an address as written what it is where it is not known, else nothing."""

    def new(raw: str) -> str:
        href = absolute(base, raw) if raw not in ("", "#") else ""
        return "" if href in known else href

    return new


def _parsed(text: str) -> LexborHTMLParser | None:
    if len(text) > MANY_LETTERS or len(shallow_part(text)) < len(text):
        return None
    return LexborHTMLParser(text)


def _acts(node: LexborNode) -> bool:
    """Tell whether a click does something else than going to a place."""
    given = node.attributes
    return (
        "onclick" in given
        or (given.get("role") or "").lower() in _ACTS
        or any(name in given for name in _SWITCHES)
    )


def _unseen(node: LexborNode) -> bool:
    return any(
        each.tag in _UNREAD or is_hidden(each.tag or "", each.attributes)
        for each in _upwards(node)
    )


def _upwards(node: LexborNode) -> Iterator[LexborNode]:
    each: LexborNode | None = node
    while each is not None and each.tag not in ("html", "-document", None):
        yield each
        each = each.parent


def _text(node: LexborNode) -> str:
    text = clean(node.text(deep=True))
    if not text:
        given = node.attributes
        text = given.get("aria-label") or given.get("title") or given.get("alt") or ""
        if not text and (image := node.css_first("img")) is not None:
            text = image.attributes.get("alt") or ""
    return clean(text)[:_TEXT]


def css(node: LexborNode) -> str:
    """Give the CSS path of an element, from the body."""
    parts: list[str] = []
    for each in _upwards(node):
        tag = each.tag or ""
        number = 1
        before = each.prev
        while before is not None:
            number += before.tag == tag
            before = before.prev
        parts.append(tag if tag == "body" else f"{tag}:nth-of-type({number})")
    return " > ".join(reversed(parts))
