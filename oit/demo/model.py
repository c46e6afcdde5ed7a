"""What the portal is made of: pages, the entries of their lists, and files."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import quote

from oit.demo.blocks import Block, Link, Picture
from oit.demo.dates import Calendar

WEB_ID = 77
"""The number under which the portal keeps this district's files."""
DISTRICT = "tuayang"
NAME = "สำนักงานเขตตัวอย่าง"


class PageKind(StrEnum):
    """The modules a page can be made with."""

    EDITOR = "editor"
    DOWNLOAD = "download"
    NEWS = "news"
    URL = "url"
    GROUP = "group"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file of a download list."""

    title: str
    href: str
    day: date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Info:
    """One story of a news list, with a sub-page of its own."""

    id: int
    title: str
    day: date
    blocks: tuple[Block, ...]
    files: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page by its number; the slug in its address is decoration."""

    id: int
    title: str
    english: str
    kind: PageKind = PageKind.EDITOR
    blocks: tuple[Block, ...] = ()
    entries: tuple[Entry, ...] = ()
    infos: tuple[Info, ...] = ()
    target: str = ""
    """Where a page of kind url or group leads."""
    encoding: str = "utf-8"

    @property
    def path(self) -> str:
        """The address below the district, as links write it."""
        return f"page/sub/{self.id}/{slug(self.title)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalFile:
    """One file by its decoded path on the host, made when first asked for."""

    path: str
    media_type: str
    make: Callable[[], bytes]


def slug(title: str) -> str:
    """Write a title as the portal does in addresses: no punctuation, `-` for spaces."""
    kept = "".join(c for c in title if c not in "~%!@#$^&*()_+={}[]|;:?<>,.\"'/")
    return "-".join(kept.split())


def link_to(page: Page, text: str = "") -> Link:
    """Write a link to a page of this district, by path from the host's root."""
    return Link(text or page.title, f"/{DISTRICT}/{page.path}")


MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "png": "image/png",
    "ttf": "font/ttf",
    "css": "text/css",
}


class SiteBuilder:
    """Collects the pages and files of the portal while the content is written."""

    def __init__(self, calendar: Calendar) -> None:
        """Start empty; all content counts its days from the calendar."""
        self.calendar = calendar
        self.pages: dict[int, Page] = {}
        self.files: dict[str, PortalFile] = {}

    def add(self, page: Page) -> Page:
        """Put a page on the portal; its number must be free."""
        if page.id in self.pages:
            raise ValueError(f"page {page.id} is there already: give another number")
        self.pages[page.id] = page
        return page

    def editor(self, number: int, title: str, english: str, *blocks: Block) -> Page:
        """Put an editor page on the portal."""
        return self.add(Page(id=number, title=title, english=english, blocks=blocks))

    def downloads(self, number: int, title: str, english: str, *entries: Entry) -> Page:
        """Put a download list on the portal, newest entry first as given."""
        kind = PageKind.DOWNLOAD
        return self.add(
            Page(id=number, title=title, english=english, kind=kind, entries=entries)
        )

    def news(self, number: int, title: str, english: str, *infos: Info) -> Page:
        """Put a news list with its stories on the portal."""
        kind = PageKind.NEWS
        return self.add(
            Page(id=number, title=title, english=english, kind=kind, infos=infos)
        )

    def store(self, path: str, make: Callable[[], bytes]) -> str:
        """Keep a file under the name the editor gave it; return its quoted address."""
        return quote(self._keep(f"/public/user_files_editor/{WEB_ID}/{path}", make))

    def upload(self, name: str, make: Callable[[], bytes]) -> str:
        """Keep a file renamed, as the download module does; return its address."""
        unique = hashlib.sha256(name.encode()).hexdigest()[:13]
        ending = name.rpartition(".")[2]
        return self._keep(f"/user_files/{WEB_ID}/{unique}.{ending}", make)

    def picture(
        self, path: str, alt: str, make: Callable[[], bytes], width: int = 320
    ) -> Picture:
        """Keep a picture and return the block that shows it."""
        return Picture(self.store(path, make), alt, width)

    def _keep(self, path: str, make: Callable[[], bytes]) -> str:
        if path in self.files:
            raise ValueError(f"{path} is there already: give another name")
        media_type = MEDIA_TYPES[path.rpartition(".")[2]]
        self.files[path] = PortalFile(path=path, media_type=media_type, make=make)
        return path
