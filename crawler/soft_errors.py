"""Pages that answer 200 and are not what was asked for: pure looks at their bytes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from crawler.artifacts import HopKind

MAX_REFRESH_SECONDS = 15.0
"""A page that reloads later than that is a page; sooner, it is a redirect."""
FEW_LETTERS = 60
"""A body with less visible text than this has nothing to show but where it leads."""

_REFRESH = re.compile(
    r"^\s*([\d.]*)\s*[;,]?\s*(?:url\s*=\s*)?['\"]?(.*?)['\"]?\s*$", re.IGNORECASE
)
_SCRIPT_GOES = re.compile(
    r"(?:window\.|document\.|top\.|self\.|parent\.)*location"
    r"(?:\.href)?\s*(?:=|\.(?:replace|assign)\s*\()\s*['\"]([^'\"]+)['\"]"
)
_SCRIPT_BACK = re.compile(r"history\s*\.\s*(?:back\s*\(|go\s*\(\s*-)")
_NOT_FOUND_TITLE = re.compile(
    r"\b404\b|page not found|not found|ไม่พบหน้า|ไม่พบเพจ|ไม่พบข้อมูลหน้า|ไม่มีหน้าที่|หน้าที่ท่านค้นหาไม่",
    re.IGNORECASE,
)
_LOGIN_PATH = re.compile(r"log-?in|sign-?in|/auth\b|/sso\b", re.IGNORECASE)
_WALL_MARKS = (
    b"/cdn-cgi/challenge-platform",
    b"<title>Just a moment...",
    b"cf-browser-verification",
    b"_Incapsula_Resource",
    b"<title>Attention Required! | Cloudflare",
    b"sucuri.net/privacy-policy",
    b"ddos-guard",
    b"<title>DDoS-Guard",
    b"aws-waf-token",
    b"Request unsuccessful. Incapsula",
    b"<title>Access Denied</title>",
)
_WALL_STATUSES = frozenset({401, 403, 405, 429, 503})
_DIGITS = re.compile(r"[0-9๐-๙]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Onward:
    """That a page sends its visitor on by itself."""

    url: str
    """As written, to be joined to the page's own; empty: back to where one came from."""
    kind: HopKind


def decode_head(head: bytes) -> str:
    """Decode well enough to look for marks: UTF-8, else the Thai code page."""
    try:
        return head.decode("utf-8")
    except UnicodeDecodeError as error:
        # A multi-byte character cut at the end of the head is still UTF-8.
        if error.start >= len(head) - 4:
            return head[: error.start].decode("utf-8")
    return head.decode("cp874", errors="replace")


def onward(head: bytes) -> Onward | None:
    """Tell where a page sends its visitor without being asked, if it does."""
    lowered = head[:200_000].lower()
    if (
        b"refresh" not in lowered
        and b"location" not in lowered
        and b"history" not in lowered
    ):
        return None
    tree = LexborHTMLParser(decode_head(head))
    for meta in tree.css("meta[http-equiv]"):
        if (meta.attributes.get("http-equiv") or "").strip().lower() == "refresh":
            found = _refresh(meta.attributes.get("content") or "")
            if found:
                return Onward(url=found, kind=HopKind.META_REFRESH)
    scripts = " ".join(node.text(deep=True) for node in tree.css("script"))
    if len(visible_text(tree)) >= FEW_LETTERS:
        return None
    if match := _SCRIPT_GOES.search(scripts):
        return Onward(url=match[1], kind=HopKind.SCRIPT)
    if _SCRIPT_BACK.search(scripts):
        return Onward(url="", kind=HopKind.SCRIPT)
    return None


def _refresh(content: str) -> str:
    match = _REFRESH.match(content)
    if not match:
        return ""
    try:
        seconds = float(match[1] or 0)
    except ValueError:
        return ""
    # The portal writes "file.pdf|^caption" where a download has a caption.
    return match[2].split("|", 1)[0].strip() if seconds <= MAX_REFRESH_SECONDS else ""


def visible_text(tree: LexborHTMLParser) -> str:
    """Give the text a visitor sees, white space folded; changes ``tree``."""
    for node in tree.css("script, style, template, noscript"):
        node.decompose()
    body = tree.body
    return " ".join(body.text(separator=" ").split()) if body else ""


def fingerprint(head: bytes) -> frozenset[str]:
    """Give the lines of a page without their figures: what it looks like.

    Two pages with the same fingerprint differ only in counters and numbers.
    """
    tree = LexborHTMLParser(decode_head(head))
    for node in tree.css("script, style, template, noscript"):
        node.decompose()
    body = tree.body
    if body is None:
        return frozenset()
    lines = (" ".join(line.split()) for line in body.text(separator="\n").split("\n"))
    return frozenset(_DIGITS.sub("#", line) for line in lines if line)


def says_not_found(head: bytes) -> bool:
    """Tell whether a page's own title or first heading says that it does not exist."""
    tree = LexborHTMLParser(decode_head(head))
    heading = tree.css_first("h1")
    texts: Iterable[str] = (
        node.text(deep=True) for node in (tree.css_first("title"), heading) if node
    )
    return any(len(text) < 120 and _NOT_FOUND_TITLE.search(text) for text in texts)


def is_wall(http_status: int, headers: Mapping[str, str], head: bytes) -> bool:
    """Tell whether a bot wall answered instead of the site."""
    if http_status == 429 or headers.get("cf-mitigated"):
        return True
    if headers.get("x-amzn-waf-action"):
        return True
    start = head[:100_000]
    if http_status in _WALL_STATUSES:
        return any(mark in start for mark in _WALL_MARKS)
    return any(mark in start for mark in _WALL_MARKS[1:3])


def is_login(asked: str, final: str, head: bytes) -> bool:
    """Tell whether a visitor was sent to a login form instead of the page."""
    if asked == final or not _LOGIN_PATH.search(final) or _LOGIN_PATH.search(asked):
        return False
    return (
        LexborHTMLParser(decode_head(head)).css_first("input[type=password]")
        is not None
    )
