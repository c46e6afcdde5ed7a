"""Pages that answer 200 and are not what was asked for: pure looks at their words."""

import re
from collections.abc import Mapping

LONGEST_NOTICE = 120
"""Characters. A longer title or heading is about something."""

_NUMBER_IS_ALL = re.compile(r"\W*404\W*")
# Orders, rooms and counts have the number too: "คำสั่ง ที่ 404/2567".
_NUMBER_WITH_WORDS = re.compile(
    r"\W*404[^\w/]{1,5}(?:error|(?:page |file )?not found|ไม่พบ|ข้อผิดพลาด)"
    r"|.*\b(?:error|http|status)(?: code)?[^\w/]{0,5}404(?![\d/]|[.,]\d)"
    r"|.*(?:ไม่พบ|ข้อผิดพลาด|not found)\S{0,30}[^\w/]{0,5}(?<![\d/])404\W*$"
)
_WORDS = re.compile(
    r"(?:^|[|–—:»-]\s*)not found\W*(?:$|[|–—:«-])"
    r"|\b(?:page|file|directory|document|url|resource|article|content|site)\b"
    r"[^.]{0,30}?\b(?:not|cannot|can't|could not) (?:be )?found\b"
    # What goes on otherwise may be หน้ากาก (mask) or หน้าที่ (duty).
    r"|ไม่พบ(?:ข้อมูล)?หน้า(?:\s|$|นี้|เว็บ|เพจ|ดังกล่าว|ที่\s*(?:ท่าน|คุณ|ต้องการ|ค้นหา|ร้องขอ))"
    r"|ไม่พบเพจ|ไม่พบเว็บ(?:เพจ|ไซต์)"
    r"|ไม่มีหน้า(?:นี้|เว็บ|เพจ|ดังกล่าว)"
    r"|ไม่มีหน้าที่\s*(?:ท่าน|คุณ)\s*(?:กำลัง)?(?:ต้องการ|ค้นหา|ร้องขอ|เรียก)"
    r"|หน้าที่\s*(?:ท่าน|คุณ)\s*(?:กำลัง)?(?:ต้องการ|ค้นหา|ร้องขอ|เรียก)\S{0,20}\s*ไม่"
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


def decode_head(head: bytes) -> str:
    """Decode well enough to look for marks: UTF-8, else the Thai code page."""
    try:
        return head.decode("utf-8")
    except UnicodeDecodeError as error:
        # A multi-byte character cut at the end of the head is still UTF-8.
        if error.start >= len(head) - 4:
            return head[: error.start].decode("utf-8")
    return head.decode("cp874", errors="replace")


def is_not_found_notice(text: str) -> bool:
    """Tell whether a page's title or first heading says that it does not exist."""
    folded = " ".join(text.lower().split())
    if len(folded) >= LONGEST_NOTICE:
        return False
    return bool(
        _NUMBER_IS_ALL.fullmatch(folded)
        or _NUMBER_WITH_WORDS.match(folded)
        or _WORDS.search(folded)
    )


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


def is_login(asked: str, final: str, *, asks_password: bool) -> bool:
    """Tell whether a visitor was sent to a login form instead of the page."""
    sent_there = asked != final and bool(_LOGIN_PATH.search(final))
    return asks_password and sent_there and not _LOGIN_PATH.search(asked)
