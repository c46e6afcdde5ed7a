"""What a response says of itself before its body: pure readings of its headers."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import quote, unquote_to_bytes

from crawler.artifacts import FetchStatus
from crawler.fetcher import Visit

KEPT_HEADERS = (
    "cf-mitigated",
    "content-disposition",
    "content-encoding",
    "content-type",
    "etag",
    "last-modified",
    "location",
    "retry-after",
    "server",
    "x-amzn-waf-action",
)
REDIRECTS = frozenset({301, 302, 303, 307, 308})
"""The codes whose Location browsers follow."""
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def answer(url: str, code: int, headers: Mapping[str, str], now: datetime) -> Visit:
    """Give what is known of a visit once the headers are there.

    ``headers`` finds names in any case.
    """
    content_type = headers.get("content-type", "")
    charset = _CHARSET.search(content_type)
    status, detail = status_of(code)
    return Visit(
        final_url=url,
        status=status,
        detail=detail,
        http_status=code,
        headers=tuple(
            (name, headers[name][:2000]) for name in KEPT_HEADERS if name in headers
        ),
        media_type=content_type.split(";", 1)[0].strip().lower()[:100],
        charset=charset[1].lower()[:40] if charset else "",
        retry_after=_seconds(headers.get("retry-after", ""), now),
    )


def status_of(code: int) -> tuple[FetchStatus, str]:
    """Say what an HTTP status means: a status, and a detail where it says more.

    A code that finds fault with our request (406, 304 unasked) tells nothing of
    what a citizen's browser would get, so it counts as a failed connection.
    """
    match code:
        case 404 | 410:
            return FetchStatus.NOT_FOUND, ""
        case 401 | 403 | 407 | 451:
            return FetchStatus.FORBIDDEN, ""
        case 429:
            return FetchStatus.BLOCKED, ""
        case 408:
            return FetchStatus.TIMEOUT, "http 408"
        case _ if 200 <= code < 300:
            return FetchStatus.OK, ""
        case _ if 500 <= code < 600:
            return FetchStatus.SERVER_ERROR, ""
        case _:
            return FetchStatus.CONNECT_ERROR, f"http {code}"


def location(code: int, raw_headers: Iterable[tuple[bytes, bytes]]) -> str | None:
    """Read where a redirect leads from its bytes: UTF-8, else raw Thai code page.

    None where the answer is no redirect or does not say where to.
    """
    if code not in REDIRECTS:
        return None
    for name, value in raw_headers:
        if name.lower() == b"location":
            try:
                return value.decode("utf-8")
            except UnicodeDecodeError:
                return quote(unquote_to_bytes(value), safe="/:?&=#%@;,+~")
    return None


def _seconds(retry_after: str, now: datetime) -> float | None:
    """Read Retry-After, seconds or a date, as seconds from now."""
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
    except (ValueError, TypeError):
        return None
    if moment.tzinfo is None:
        return None
    return max(0.0, (moment - now).total_seconds())
