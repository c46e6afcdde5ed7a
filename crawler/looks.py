"""What a page shows at a look: parsed once, in bounded time.

The parser takes quadratic time on elements nested without end, and holds the
interpreter meanwhile, so it gets the start of a page only, and of a page that is
nested deeper than any honest one only what comes before.
"""

import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from crawler.artifacts import HopKind
from crawler.soft_errors import decode_head, is_not_found_notice

HTML_TYPES = frozenset({"", "text/html", "application/xhtml+xml"})
LOOK_BYTES = 256_000
"""How much of a page is looked at."""
MANY_LETTERS = 3_000_000
"""Of a page whose places are asked for."""
MAX_DEPTH = 400
"""Open elements. Honest pages have some dozens."""
MAX_REFRESH_SECONDS = 15.0
"""A page that reloads later than that is a page; sooner, it is a redirect."""
MAX_REFRESH_LENGTH = 4096
FEW_LETTERS = 60
"""A body with less visible text than this has nothing to show but where it leads."""

_REFRESH = re.compile(
    r"\s*(?=[0-9.])([0-9]*)[0-9.]*\s*[;,]?\s*(?:url\s*=\s*)?", re.IGNORECASE
)
_SCRIPT_GOES = re.compile(
    r"(?<![\w$])location(?:\.href)?\s*(?:=|\.(?:replace|assign)\s*\()"
    r"\s*['\"]([^'\"]{1,4096})['\"]"
)
_SCRIPT_BACK = re.compile(r"history\s*\.\s*(?:back\s*\(|go\s*\(\s*-)")
_DIGITS = re.compile(r"[0-9๐-๙]+")
# Not counted: elements without content, and those that the next one closes.
_TAG = re.compile(
    r"<(/?)(?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr"
    r"|p|li|t[dhr]|d[td]|option|optgroup|thead|tbody|tfoot|colgroup|r[tp])[\s/>])"
    r"([a-zA-Z][a-zA-Z0-9:-]*)",
    re.IGNORECASE,
)
_PLACES = {
    "a": ("href",),
    "area": ("href",),
    "img": ("src", "data-src", "alt"),
    "iframe": ("src", "data-src"),
    "frame": ("src",),
    "embed": ("src",),
    "object": ("data",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Onward:
    """That a page sends its visitor on by itself."""

    url: str
    """As written, to be joined to the page's own; empty: back to where one came from."""
    kind: HopKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """All that is asked of a page that answered well."""

    onward: Onward | None = None
    says_not_found: bool = False
    asks_password: bool = False
    url: str = ""
    """The page's own address."""
    whole: bool = True
    """False where only the start was looked at; two such pages may yet differ."""
    lines: frozenset[str] = frozenset()
    """The page's lines without their figures."""
    places: frozenset[str] = frozenset()
    """Where its pictures, frames and links lead, as written, decoded."""

    def like(self, other: "Looks") -> bool:
        """Tell whether two pages show the same but for their figures.

        A page names itself in links to share it or to change its language, so both
        addresses are left out.
        """
        if not (self.whole and other.whole) or self.lines != other.lines:
            return False
        own = _own_addresses(self.url, other.url)
        return _without(own, self.places) == _without(own, other.places)


def look(head: bytes, url: str, *, whole: bool = True) -> Looks:
    """Look at the first bytes of the page at ``url``; never more than a moment.

    ``whole`` says whether the bytes are all of it.
    """
    text = decode_head(head[:LOOK_BYTES])
    honest = shallow_part(text)
    whole = whole and len(head) <= LOOK_BYTES and len(honest) == len(text)
    tree = LexborHTMLParser(honest)
    # Browsers run scripts, so what stands here for those that do not is not shown.
    _drop(tree, "noscript, template")
    refresh = _meta_refresh(tree)
    scripts = " ".join(node.text(deep=True) for node in tree.css("script"))
    titles = (tree.css_first("title"), tree.css_first("h1"))
    says_not_found = any(
        is_not_found_notice(node.text(deep=True)) for node in titles if node
    )
    _drop(tree, "script, style")
    lines = _lines(tree)
    framed = tree.css_first("iframe, frame, object, embed") is not None
    bare = whole and not framed and len(" ".join(lines)) < FEW_LETTERS
    return Looks(
        url=url,
        onward=refresh or (_script_leads(scripts) if bare else None),
        says_not_found=says_not_found,
        asks_password=tree.css_first("input[type=password]") is not None,
        whole=whole,
        lines=frozenset(_DIGITS.sub("#", line) for line in lines),
        places=_places(tree),
    )


def names_in(text: str) -> frozenset[str] | None:
    """Give the places of a page that links can lead to; None where it is too much."""
    if len(text) > MANY_LETTERS or len(shallow_part(text)) < len(text):
        return None
    tree = LexborHTMLParser(text)
    found = {node.attributes.get("id") or "" for node in tree.css("[id]")}
    found |= {node.attributes.get("name") or "" for node in tree.css("a[name]")}
    return frozenset(found - {""})


def shallow_part(text: str) -> str:
    """Give the text up to where its elements are nested too deep."""
    open_elements: Counter[str] = Counter()
    depth = 0
    for match in _TAG.finditer(text):
        name = match[2].lower()
        if not match[1]:
            open_elements[name] += 1
            depth += 1
        elif open_elements[name]:
            open_elements[name] -= 1
            depth -= 1
        if depth > MAX_DEPTH:
            return text[: match.start()]
    return text


def _drop(tree: LexborHTMLParser, selector: str) -> None:
    for node in tree.css(selector):
        node.decompose()


def _meta_refresh(tree: LexborHTMLParser) -> Onward | None:
    for meta in tree.css("meta[http-equiv]"):
        if (meta.attributes.get("http-equiv") or "").strip().lower() == "refresh":
            url = refresh_target(meta.attributes.get("content") or "")
            if url:
                return Onward(url=url, kind=HopKind.META_REFRESH)
    return None


def refresh_target(content: str) -> str:
    """Read where a refresh leads that comes soon; empty where none does."""
    content = content[:MAX_REFRESH_LENGTH]
    match = _REFRESH.match(content)
    if match is None or float(match[1] or 0) > MAX_REFRESH_SECONDS:
        return ""
    url = content[match.end() :].strip()
    if url[:1] in ("'", '"'):
        url = url[1:].split(url[0], 1)[0]
    # The portal writes "file.pdf|^caption" where a download has a caption.
    return url.split("|", 1)[0].strip().rstrip("'\"")


def _script_leads(scripts: str) -> Onward | None:
    if match := _SCRIPT_GOES.search(scripts):
        return Onward(url=match[1], kind=HopKind.SCRIPT)
    if _SCRIPT_BACK.search(scripts):
        return Onward(url="", kind=HopKind.SCRIPT)
    return None


def _lines(tree: LexborHTMLParser) -> list[str]:
    """Give the lines a visitor sees, white space folded."""
    body = tree.body
    text = body.text(separator="\n") if body else ""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return [line for line in lines if line]


def _places(tree: LexborHTMLParser) -> frozenset[str]:
    found: set[str] = set()
    for node in tree.css(", ".join(_PLACES)):
        name = node.tag or ""
        for attribute in _PLACES.get(name, ()):
            place = " ".join((node.attributes.get(attribute) or "").split())
            if place:
                # Twice: an address within an address is encoded twice.
                found.add(f"{name} {attribute} {unquote(unquote(place))}")
    return frozenset(found)


def _own_addresses(*urls: str) -> re.Pattern[str]:
    parts = {unquote(part) for url in urls for part in (url, urlsplit(url).path)}
    ordered = sorted((part for part in parts if len(part) > 1), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, ordered)) or '(?!)'})(?![\w/.%-])")


def _without(own: re.Pattern[str], places: frozenset[str]) -> frozenset[str]:
    return frozenset(own.sub("", place) for place in places)
