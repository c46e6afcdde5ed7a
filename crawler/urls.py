"""URLs: read as browsers read them, compared as this portal means them."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

import ada_url

DEFAULT_PORTS = {"http": 80, "https": 443}
FILE_EXTENSIONS = frozenset(
    [
        "pdf",
        "xlsx",
        "xls",
        "ods",
        "csv",
        "tsv",
        "docx",
        "doc",
        "odt",
        "rtf",
        "pptx",
        "ppt",
        "odp",
        "json",
        "xml",
        "zip",
        "rar",
        "7z",
        "jpg",
        "jpeg",
        "png",
        "gif",
        "webp",
        "bmp",
        "tif",
        "tiff",
        "txt",
        "mp4",
        "mp3",
    ]
)

_PERCENT = re.compile(r"%[0-9a-fA-F]{2}")
_ROUTE = re.compile(r"#!?/.+")
_PORTAL_PAGE = re.compile(
    r"^(?:/public)?/(?P<web>[^/]+)/page/(?P<type>[a-z]+)/(?P<id>\d+)"
    r"(?:/[^/]*(?:/(?P<number>\d+)(?:/info/(?P<info>\d+)(?:/.*)?)?)?)?/?$"
)


class BadUrlError(ValueError):
    """A text that no browser would take for a web address."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Scheme, host and port: whom one speaks to."""

    scheme: str
    host: str
    port: int

    @property
    def authority(self) -> str:
        """Host and port, always both: ``example.go.th:443``."""
        return f"{self.host}:{self.port}"


def normalise(url: str, base: str | None = None) -> str:
    """Give the absolute URL a browser would ask for, without its fragment.

    A fragment that is a route of the page's scripts ("#/page/12") stays: it decides
    what is shown. Raw Thai and spaces are percent-encoded, hexadecimal is upper case, default
    ports, dot segments, user names and passwords go. ``BadUrlError`` where it is no http(s) address.
    """
    text = unicodedata.normalize("NFC", url)
    try:
        parsed = ada_url.URL(text, base) if base else ada_url.URL(text)
    except ValueError as error:
        raise BadUrlError(f"not a web address: {url[:200]!r}") from error
    if parsed.protocol not in ("http:", "https:"):
        raise BadUrlError(f"not http or https: {url[:200]!r}")
    if not _ROUTE.fullmatch(parsed.hash):
        parsed.hash = ""
    # A secret in an address would be stored, printed and sent along.
    parsed.username = ""
    parsed.password = ""
    return _PERCENT.sub(lambda match: match[0].upper(), parsed.href)


def origin(url: str) -> Origin:
    """Give the origin of a normalised URL."""
    parts = urlsplit(url)
    port = parts.port or DEFAULT_PORTS[parts.scheme]
    return Origin(parts.scheme, parts.hostname or "", port)


@lru_cache(maxsize=100_000)
def identity(url: str) -> str:
    """Give the key under which two URLs are the same page.

    The portal finds a page by its number alone and ignores the slug behind it;
    elsewhere the whole decoded URL counts, scheme and trailing slash left out.
    """
    parts = urlsplit(url)
    path = unquote(parts.path)
    host = origin(url).authority.removesuffix(":80").removesuffix(":443")
    path = _portal_path(path) or path
    path = path.removesuffix("/index").rstrip("/")
    query = f"?{unquote(parts.query)}" if parts.query else ""
    route = f"#{unquote(parts.fragment).rstrip('/')}" if parts.fragment else ""
    return f"{host}{path}{query}{route}"


def portal_key(url: str) -> str:
    """Give the key of a page that the portal finds by its number; else nothing."""
    path = _portal_path(unquote(urlsplit(url).path))
    query = urlsplit(url).query
    return f"{origin(url).authority}{path}{query and '?'}{query}" if path else ""


def _portal_path(path: str) -> str:
    """Give what decides of a decoded path of the portal; empty where it is another."""
    match = _PORTAL_PAGE.match(path)
    if match is None:
        return ""
    web, kind, number, page, info = match.group("web", "type", "id", "number", "info")
    found = f"/{web}/page/{kind}/{number}"
    if info:
        return f"{found}/info/{info}"
    return f"{found}/{page}" if page and page != "0" else found


def has_route(url: str) -> bool:
    """Tell whether scripts decide by a normalised URL's fragment what it shows."""
    return "#" in url


def without_route(url: str) -> str:
    """Give a normalised URL as servers are asked for it."""
    return url.partition("#")[0]


def front_page(url: str) -> str:
    """Give the front page of the site that a normalised URL belongs to.

    A district's pages in this portal lie below the district's own; elsewhere it is
    the root of the host.
    """
    parts = urlsplit(url)
    is_portal = _PORTAL_PAGE.match(unquote(parts.path))
    path = parts.path.partition("/page/")[0] if is_portal else "/"
    return parts._replace(path=path, query="", fragment="").geturl()


def slug(url: str) -> str:
    """Give the readable last part of a URL, decoded; empty where it has none."""
    parts = urlsplit(url)
    last = unquote(parts.fragment or parts.path).rstrip("/").rsplit("/", 1)[-1]
    return "" if last.isdigit() else last


def extension(url: str) -> str:
    """Give the file extension a URL ends in, lower case, where it names a file."""
    name = urlsplit(url).path.rsplit("/", 1)[-1]
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    return ending if ending in FILE_EXTENSIONS else ""


def shown(url: str) -> str:
    """Write a URL as people read it: Thai decoded, spaces kept encoded."""
    decoded = unquote(url, errors="strict") if _decodes(url) else url
    return decoded.replace(" ", "%20")


def named(url: str) -> str:
    """Name a page or file in a sentence: by its readable part and its number."""
    parts = urlsplit(url)
    name = slug(url) if _decodes(url) else ""
    if match := _PORTAL_PAGE.match(unquote(parts.path)):
        number = f"page/{match['type']}/{match['id']}"
        if match["info"]:
            number += f"/…/info/{match['info']}"
        return f"“{name}” ({number})" if name else number
    return f"“{name}”" if name and extension(url) else shown(url)


def _decodes(url: str) -> bool:
    try:
        unquote(url, errors="strict")
    except UnicodeDecodeError:
        return False
    return True


def impossible_sibling(urls: tuple[str, ...], base_url: str) -> str:
    """Make up a page that cannot exist but looks like the given ones.

    A site may answer a wrong number otherwise than a wrong path, so the address
    follows the shape that most of ``urls`` have.
    """
    shapes: dict[str, list[str]] = {}
    for url in urls:
        shapes.setdefault(
            re.sub(r"\d+", "#", urlsplit(url).path.split("%")[0]), []
        ).append(url)
    if shapes:
        example = max(shapes.values(), key=len)[0]
        parts = urlsplit(example)
        place = "query" if parts.query else "path"
        place = "fragment" if parts.fragment else place
        text = parts.fragment or parts.query or parts.path
        numbers = list(re.finditer(r"(?<![%0-9A-Fa-f])\d{2,}(?![0-9A-Fa-f])", text))
        if numbers:
            at = numbers[0]
            changed = f"{text[: at.start()]}999999937"
            if place != "path":
                return parts._replace(**{place: changed}).geturl()
            return parts._replace(path=f"{changed}/oit-probe", query="").geturl()
    return normalise(base_url.rstrip("/") + "/oit-probe-no-such-page")
