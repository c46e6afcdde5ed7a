"""Addresses in a page: made absolute, and read as names."""

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit

import ada_url

_NO_ADDRESS = ("javascript:", "data:", "about:", "vbscript:", "blob:")
_KEPT_SCHEMES = ("mailto:", "tel:")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp|svg|avif)$", re.IGNORECASE)
_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|od[st]|csv|zip|rar|7z|json|xml)$", re.IGNORECASE
)


def absolute(base: str, raw: str) -> str:
    """Make an address absolute; empty where it leads nowhere (``javascript:``).

    An address that cannot be parsed stays as written: it is a broken link.
    """
    address = raw.strip()
    lower = address[:12].lower()
    if lower.startswith(_NO_ADDRESS):
        return ""
    if lower.startswith(_KEPT_SCHEMES) or not base:
        return address
    try:
        return ada_url.join_url(base, address)
    except ValueError:
        return address


def url_path(address: str) -> str:
    """Path of an address, decoded; empty where it has none or cannot be parsed."""
    try:
        return unquote(urlsplit(address).path)
    except ValueError:
        return ""


def name_of(address: str) -> str:
    """Name a link by what it leads to: the last part of its path, or its host."""
    parts = [part for part in url_path(address).split("/") if part]
    if parts:
        return parts[-1]
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""


def is_picture(address: str) -> bool:
    """Tell whether the address names a picture file."""
    return _PICTURE.search(url_path(address)) is not None


@lru_cache(maxsize=100_000)
def is_file(address: str) -> bool:
    """Tell whether the address names a file to download rather than a page."""
    return _FILE.search(url_path(address)) is not None
