"""Cookies of one visit: kept from a redirect to the next, then forgotten.

Some sites set a cookie and send the visitor to the same page again; without the
cookie that never ends. Kept from page to page, cookies would falsify: the portal
keeps page numbers and languages in its session.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

MAX_COOKIES = 50
MAX_COOKIE_BYTES = 4096


@dataclass(frozen=True, slots=True)
class _Cookie:
    value: str
    path: str
    secure: bool


@dataclass(slots=True)
class VisitCookies:
    """What the sites of one visit asked to have sent back, each to its host alone."""

    _kept: dict[tuple[str, str], _Cookie] = field(default_factory=dict)

    def take(self, url: str, headers: Iterable[str], now: datetime) -> None:
        """Note the ``Set-Cookie`` headers of an answer of ``url``."""
        host = urlsplit(url).hostname or ""
        for header in headers:
            pair, _, rest = header.partition(";")
            name, equals, value = (part.strip() for part in pair.partition("="))
            sendable = pair.isascii() and pair.isprintable()
            if not (equals and name and sendable) or len(pair) > MAX_COOKIE_BYTES:
                continue
            options = _options(rest)
            self._kept.pop((host, name), None)
            if not _is_over(options, now) and len(self._kept) < MAX_COOKIES:
                path = options.get("path", "")
                self._kept[host, name] = _Cookie(
                    value=value,
                    path=path if path.startswith("/") else _folder(url),
                    secure="secure" in options,
                )

    def header(self, url: str) -> str:
        """Give the ``Cookie`` header for a request of ``url``; empty for none."""
        parts = urlsplit(url)
        return "; ".join(
            f"{name}={cookie.value}"
            for (host, name), cookie in self._kept.items()
            if host == parts.hostname
            and _lies_under(parts.path, cookie.path)
            and (parts.scheme == "https" or not cookie.secure)
        )


def _options(text: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in text.split(";"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _is_over(options: dict[str, str], now: datetime) -> bool:
    """Tell whether a cookie is sent only to have it forgotten."""
    if "max-age" in options:
        age = options["max-age"]
        return age.startswith("-") or age.strip("0") == ""
    try:
        moment = parsedate_to_datetime(options.get("expires", ""))
    except (ValueError, TypeError):
        return False
    return moment.replace(tzinfo=moment.tzinfo or UTC) <= now


def _folder(url: str) -> str:
    return urlsplit(url).path.rpartition("/")[0] or "/"


def _lies_under(path: str, folder: str) -> bool:
    return (path or "/") == folder or path.startswith(folder.rstrip("/") + "/")
