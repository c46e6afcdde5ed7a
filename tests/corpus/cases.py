"""The labelled corpus: what districts might publish, and what an assessor would say.

Each file ``o1.yaml`` to ``o30.yaml`` holds the cases of one item: the pages and files of
a small site and the right verdict. Those in ``aside/`` are kept aside: judged and
counted, but not looked at while the checks are tuned. The site around a case (menu, footer, other pages)
is made by one of the skins, so that every keyword stands on every page.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from html import escape
from pathlib import Path
from string import Template
from textwrap import wrap
from typing import Annotated, Literal, Self
from urllib.parse import quote, unquote

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from config.spec import Spec, SubmittedUrl, load_spec
from crawler.artifacts import FetchStatus
from tests.support import files
from tests.support.sites import Served, Thing

FOLDER = Path(__file__).parent
HOST = "https://district.example.go.th"
BASE = HOST + "/rimkhlong"
TODAY = date(2026, 7, 15)
"""Fiscal year 2569; October 2568 to May 2569 are due with a lag of 30 days."""
SKINS = ("portal", "table", "semantic", "divs", "cards")
FIRST_PAGE = 889_000
"""Number of the first ordinary page; cases have smaller ones."""
LINE = 95
"""Letters on a line of a PDF, marks included."""
Label = Literal["pass", "fail", "review"]
Status = Literal["not_found", "server_error", "forbidden", "timeout"]
Cells = list[list[str | int | float | None]]


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Page(_Closed):
    """One page of the case: what an officer typed into the editor."""

    path: Annotated[str, Field(min_length=1)]
    title: str = ""
    html: str = ""
    submitted: bool = False
    status: Status | None = None


class File(_Closed):
    """One file of the case, described by what is in it."""

    path: Annotated[str, Field(pattern="^/")]
    pdf: list[list[str]] | None = None
    spoil: Literal["split", "decomposed", "thai-digits"] | None = None
    xlsx: dict[str, Cells] | None = None
    docx: list[str | list[list[str]]] | None = None
    csv: str | None = None
    encoding: Literal["utf-8", "cp874"] = "utf-8"
    ods: list[list[str]] | None = None
    scan: int | None = None
    picture: Literal["jpeg", "png"] | None = None
    zip: dict[str, str] | None = None
    text: str | None = None
    status: Status | None = None

    @model_validator(mode="after")
    def _one_content(self) -> Self:
        kinds = ("pdf", "xlsx", "docx", "csv", "ods", "scan", "picture", "zip", "text")
        given = [kind for kind in (*kinds, "status") if getattr(self, kind) is not None]
        if len(given) != 1:
            raise ValueError(f"{self.path}: expected one of {kinds}, got {given}")
        return self


class Case(_Closed):
    """One small site for one item, and the verdict of a careful assessor."""

    name: Annotated[str, Field(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]
    says: Label
    lacks: str = ""
    """What is wrong with it; empty where nothing is."""
    breaks: tuple[str, ...] = ()
    """Ids of the requirements that do not pass for that; one that does suffices."""
    today: date = TODAY
    skin: Literal["portal", "table", "semantic", "divs", "cards"] | None = None
    pages: Annotated[list[Page], Field(min_length=1)]
    files: list[File] = []
    item: str = ""
    kept_aside: bool = False
    """True for a case that is judged but not looked at while the checks are tuned."""

    @property
    def id(self) -> str:
        """Item and name."""
        return f"{self.item}/{self.name}"

    @property
    def submitted(self) -> tuple[Page, ...]:
        """The pages that the district entered: the first, and those marked."""
        rest = tuple(page for page in self.pages[1:] if page.submitted)
        return (self.pages[0], *rest)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.says == "pass") == bool(self.lacks):
            raise ValueError(f"{self.name}: 'lacks' belongs to fail and review, only")
        return self


def load_cases(items: Sequence[str] = ()) -> Iterator[Case]:
    """Give the cases of these items, or of all; ``ValueError`` where one is malformed."""
    paths = sorted(FOLDER.rglob("o[0-9]*.yaml"), key=lambda p: (int(p.stem[1:]), p))
    for path in paths:
        item = path.stem.upper()
        if items and item not in items:
            continue
        own = {"item": item, "kept_aside": path.parent.name == "aside"}
        cases = [
            Case.model_validate(case | own)
            for case in yaml.safe_load(path.read_text()) or ()
        ]
        names = [case.name for case in cases]
        if doubled := {name for name in names if names.count(name) > 1}:
            raise ValueError(f"{path.name}: given twice: {sorted(doubled)}")
        yield from cases


def spec_for(case: Case) -> Spec:
    """Give the shipped spec with the case's URLs for its item, and none for others."""
    spec = _shipped()
    urls = tuple(SubmittedUrl(url=page.path) for page in case.submitted)
    items = tuple(
        item.model_copy(update={"urls": urls if item.id == case.item else ()})
        for item in spec.items
    )
    agency = spec.agency.model_copy(update={"base_url": BASE})
    return spec.model_copy(update={"agency": agency, "items": items})


def site_of(case: Case) -> dict[str, Thing]:
    """Give all that the case's site serves, by address."""
    skin = case.skin or SKINS[_number(case.id) % len(SKINS)]
    entries = [(page.path, page.title) for page in case.submitted]
    menu = tuple(dict.fromkeys((*entries, *_menu())))
    things: dict[str, Thing] = {
        BASE: _dressed(skin, "ยินดีต้อนรับ", "<p>ข่าวของเขต</p>", menu)
    }
    for number, page in enumerate(_site()["pages"]):
        html = _dressed(skin, page["title"], page["html"], menu, number)
        things[f"{BASE}/page/sub/{FIRST_PAGE + number}"] = html
    for number, own in enumerate(case.pages, start=20):
        body = _dressed(skin, own.title, own.html, menu, number)
        things[_address(own.path)] = FetchStatus(own.status) if own.status else body
    for file in case.files:
        things[_address(file.path)] = _file(file)
    return things


def _address(path: str) -> str:
    return unquote(HOST + path if path.startswith("/") else f"{BASE}/{path}")


def _number(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4])


@lru_cache(maxsize=1)
def _shipped() -> Spec:
    return load_spec()


@lru_cache(maxsize=1)
def _site() -> Mapping[str, list[dict[str, str]]]:
    found: Mapping[str, list[dict[str, str]]] = yaml.safe_load(
        (FOLDER / "site.yaml").read_text()
    )
    return found


@lru_cache(maxsize=1)
def _menu() -> tuple[tuple[str, str], ...]:
    """Every item's own name, then what else menus say; half lead to ordinary pages."""
    titles = [item.title for item in _shipped().items]
    names = [*titles, *map(str, _site()["menu"])]
    names += [page["title"] for page in _site()["pages"]]
    pages = len(_site()["pages"])
    first = len(names) - pages
    return tuple(
        (f"page/sub/{FIRST_PAGE + (at - first if at >= first else 40 + at)}", name)
        for at, name in enumerate(names)
    )


@lru_cache(maxsize=4096)
def _dressed(
    skin: str,
    title: str,
    body: str,
    menu: tuple[tuple[str, str], ...],
    number: int = 0,
) -> Thing:
    """Put a page's content into the skin, as its server would."""
    links = [
        f'<a href="{BASE}/{quote(path)}">{escape(name)}</a>' for path, name in menu
    ]
    template = Template((FOLDER / "skins" / f"{skin}.html").read_text())
    html = template.substitute(
        base=BASE,
        title=escape(title),
        body=_rebased(body),
        menu="".join(f"<li>{link}</li>" for link in links),
        menu_divs="".join(f'<div class="m">{link}</div>' for link in links),
        counter=str(317 + 41 * number),
    )
    if "charset=windows-874" in html:
        return Served(html.encode("cp874", "xmlcharrefreplace"), "text/html")
    return html


def _rebased(html: str) -> str:
    """Make links relative to the base absolute: pages stand at different depths."""
    for key in ("href", "src", "action"):
        for mark in "\"'":
            html = html.replace(f"{key}={mark}page/", f"{key}={mark}{BASE}/page/")
    return html


def _file(file: File) -> Thing:
    if file.status:
        return FetchStatus(file.status)
    if file.text is not None:
        return file.text.encode()
    return _built(file.model_dump_json())


@lru_cache(maxsize=4096)
def _built(description: str) -> bytes:
    """Build a file; the same description gives the same bytes."""
    file = File.model_validate_json(description)
    if file.pdf is not None:
        return files.pdf(*(list(_lines(page, file.spoil)) for page in file.pdf))
    if file.xlsx is not None:
        return files.xlsx({name[:31]: rows for name, rows in file.xlsx.items()})
    if file.docx is not None:
        return files.docx_file(*(_part(part) for part in file.docx))
    if file.csv is not None:
        return file.csv.encode(file.encoding)
    if file.ods is not None:
        return files.ods(file.ods)
    if file.zip is not None:
        return files.archive(dict(file.zip))
    if file.picture is not None:
        return files.picture(file.picture.upper())
    return files.scan(file.scan or 1)


def _part(part: str | list[list[str]]) -> str | list[list[str]]:
    """Square a table: the builder wants rows of one length."""
    if isinstance(part, str):
        return part
    width = max(map(len, part))
    return [[*row, *[""] * (width - len(row))] for row in part]


def _lines(page: list[str], spoil: str | None) -> Iterator[str]:
    """Break lines that are too long for the paper where a word processor would."""
    for line in page:
        for part in wrap(line, LINE, break_long_words=False):
            yield _spoiled(part, spoil)


def _spoiled(line: str, how: str | None) -> str:
    """Write a line as common software leaves it in the text layer of a PDF."""
    match how:
        case "split":
            return line.replace("\u0e33", " \u0e32")
        case "decomposed":
            return line.replace("ำ", "\u0e4d\u0e32")
        case "thai-digits":
            return line.translate({ord("0") + n: 0x0E50 + n for n in range(10)})
        case _:
            # The PDF writer maps a shaped sara am to a wrong letter.
            return line.replace("\u0e33", "\u0e4d\u0e32")
