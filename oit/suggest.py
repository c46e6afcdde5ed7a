"""What to put in place of a broken link: told from what opens in the same run. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from checks.labels import is_neutral
from crawler.urls import extension, identity, origin, slug
from documents.thai.text import fold

FEW_LETTERS = 6
"""A shorter title is that of many pages."""

_NUMBER = re.compile(r"(?<=/)\d{2,}(?=/|$)")
_PORTAL = re.compile(
    r"/page/[a-z]+/\d+/[^/]*/\d+/info/(?P<info>\d+)|/page/[a-z]+/(?P<page>\d+)"
)
_FRESH_NAME = re.compile(r"^[0-9a-f]{12,}$|^\d+$")


class Ground(StrEnum):
    """Why something is suggested. Listed as they are tried."""

    REDIRECT = "redirect"
    """It led there when it last worked."""
    SAME_ID = "same-id"
    """The page of the same number opens under another address."""
    SAME_NAME = "same-name"
    """A file of the same name lies elsewhere."""
    SAME_TITLE = "same-title"
    """What opens under the same title leads there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What may be meant."""

    url: str
    ground: Ground


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """Something that opens."""

    url: str
    """Where it is found in the end."""
    titles: tuple[str, ...] = ()
    """What links to it, or the spec, call it."""


@dataclass(slots=True)
class Index:
    """All that opens in a run, by what it may be recognised by."""

    urls: set[str] = field(default_factory=set)
    by_number: dict[str, set[str]] = field(default_factory=dict)
    by_name: dict[str, set[str]] = field(default_factory=dict)
    by_title: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, working: Iterable[Working]) -> "Index":
        """Sort what opens."""
        index = cls()
        for each in working:
            index.urls.add(each.url)
            for table, keys in (
                (index.by_number, {_number(each.url)}),
                (index.by_name, {_file_name(each.url), _stem(each.url)}),
                (index.by_title, {_title(t) for t in (*each.titles, slug(each.url))}),
            ):
                for key in keys - {""}:
                    table.setdefault(key, set()).add(each.url)
        return index


def suggest(
    url: str, titles: Iterable[str], index: Index, *, led_to: str | None = None
) -> Suggestion | None:
    """Suggest what to link to instead of ``url``; None where nothing is sure.

    ``titles``: what the links to it say. ``led_to``: where it led when it last opened.
    Where several things fit, none is suggested.
    """
    if not url.startswith("http"):
        return None
    if led_to and led_to != url and led_to in index.urls:
        return Suggestion(url=led_to, ground=Ground.REDIRECT)
    if found := _only(index.by_number.get(_number(url)), url):
        return Suggestion(url=found, ground=Ground.SAME_ID)
    for name in (_file_name(url), _stem(url)):
        if found := _only(index.by_name.get(name), url):
            return Suggestion(url=found, ground=Ground.SAME_NAME)
    is_file = bool(extension(url))
    for title in (*titles, slug(url)):
        fitting = index.by_title.get(_title(title), set())
        alike = {each for each in fitting if bool(extension(each)) is is_file}
        if found := _only(alike or fitting, url):
            return Suggestion(url=found, ground=Ground.SAME_TITLE)
    return None


def _only(found: set[str] | None, url: str) -> str:
    """Give the one thing found that is not the broken link itself."""
    own = identity(url)
    others = {
        identity(each): each for each in sorted(found or ()) if identity(each) != own
    }
    return next(iter(others.values())) if len(others) == 1 else ""


def _number(url: str) -> str:
    """Give host and number of a page that is known by its number; else nothing."""
    parts = urlsplit(url)
    path = unquote(parts.path)
    if extension(url):
        return ""
    host = origin(url).host.removeprefix("www.")
    if match := _PORTAL.search(path):
        kind = "info" if match["info"] else "page"
        return f"{host} {kind} {match['info'] or match['page']}"
    numbers = _NUMBER.findall(path)
    shape = path.split(numbers[-1])[0] if numbers else ""
    return f"{host} {shape}{numbers[-1]}" if numbers else ""


def _file_name(url: str) -> str:
    if not extension(url):
        return ""
    name = unquote(urlsplit(url).path).rsplit("/", 1)[-1]
    return "" if _is_fresh(name) else _folded(name)


def _stem(url: str) -> str:
    name = _file_name(url)
    stem = name.rsplit(".", 1)[0]
    return stem if len(stem) >= FEW_LETTERS else ""


def _is_fresh(name: str) -> bool:
    """Tell whether a name was made up by a program, new for each upload."""
    return bool(_FRESH_NAME.match(name.rsplit(".", 1)[0].lower()))


def _folded(text: str) -> str:
    return fold(text.replace("_", "-").replace(" ", "-")).replace("-", "").lower()


def _title(text: str) -> str:
    key = _folded(text)
    unfit = is_neutral(text) or _is_fresh(text) or len(key) < FEW_LETTERS
    return "" if unfit else key
