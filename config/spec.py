"""The specification: YAML in, a frozen ``Spec`` out, or a ``SpecError`` that names the line.

What a check wants to be told (the options of a requirement) is not known here:
``Requirement.options`` keeps it plain, and ``checks.register`` fits it to the
check's own type, reporting mistakes through ``Spec.mistake``.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError
from pydantic_core import ErrorDetails

from config.located import Located, Plain, SpecError, parse_yaml, read_yaml

FOLDER = Path(__file__).parent
DEFAULT_SPEC = FOLDER / "o1_o30.yaml"
MAX_EXTENDS = 8

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_USER = re.compile(r"//[^/?#]*@")

ItemId = Annotated[str, Field(pattern=r"^O[1-9][0-9]?$", description="O1 ถึง O30")]
Slug = Annotated[str, Field(pattern=r"^[a-z]+(-[a-z0-9]+)*$")]
Text = Annotated[str, Field(min_length=1)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Agency(_Frozen):
    """Whose website is audited."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$")]
    name: Text
    base_url: Annotated[str, Field(description="URL หน้าแรกของหน่วยงาน")]


class Crawl(_Frozen):
    """How the website is visited."""

    rate_per_second: Annotated[float, Field(gt=0, le=1000)] = 2.0
    """Requests a second to one host."""
    concurrency: Annotated[int, Field(ge=1, le=64)] = 4
    """Requests under way at once to one host."""
    timeout_seconds: Annotated[float, Field(gt=0, le=600)] = 30.0
    """For one whole request, from the name look-up to the last byte."""
    max_depth: Annotated[int, Field(ge=0, le=3)] = 2
    """Steps from an item's page: 0 reads that page alone."""
    max_pages_per_item: Annotated[int, Field(ge=1, le=1000)] = 60
    """Sub-pages and attachments followed for one item."""
    max_bytes: Annotated[int, Field(ge=1024, le=2_000_000_000)] = 52_428_800
    """Decoded bytes of one page or file."""
    user_agent: Annotated[str, Field(min_length=3, pattern=r"^[\x20-\x7e]+$")] = (
        "oit-auditor/0.1"
    )
    headers: Annotated[
        dict[
            Annotated[str, Field(pattern=r"^[A-Za-z0-9-]+$")],
            Annotated[str, Field(pattern=r"^[\x20-\x7e]*$")],
        ],
        Field(description="ส่งถึงเว็บไซต์ของหน่วยงานเท่านั้น"),
    ] = {}
    respect_robots: bool = True
    allow_private: tuple[str, ...] = ()
    """``host:port`` of private addresses that may be fetched."""


class SubmittedUrl(_Frozen):
    """One URL as it is entered into ITAP."""

    url: Text
    title: str | None = None
    """What the page is called."""
    note: str | None = None
    """The agency's explanation that goes with it."""


class Requirement(BaseModel):
    """One thing an item must show: a check and what it is told."""

    model_config = ConfigDict(frozen=True, extra="allow")

    id: Slug
    check: Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*$")]

    @property
    def options(self) -> Mapping[str, object]:
        """What the check is told, not yet fitted to its type."""
        return self.model_extra or {}


class Item(_Frozen):
    """One of the thirty kinds of information."""

    id: ItemId
    title: Text
    group: Annotated[str, Field(pattern=r"^(9|10)(\.[0-9]+){1,2}$")]
    owner: Text
    citation: Text
    urls: tuple[SubmittedUrl, ...] = ()
    require: Annotated[tuple[Requirement, ...], Field(min_length=1)]


class Spec(_Frozen):
    """Everything that must be published by one agency, and where."""

    version: Literal[1]
    agency: Agency
    fiscal_year: Annotated[int, Field(ge=2540, le=2643)] | Literal["auto"] = "auto"
    crawl: Crawl = Crawl()
    content_selector: str = ""
    items: Annotated[tuple[Item, ...], Field(min_length=1, max_length=30)]

    _source: Located = PrivateAttr()

    @property
    def text(self) -> str:
        """The whole spec as canonical JSON: what a run stores; loads like a file.

        Values of ``crawl.headers`` may be secrets and are left out.
        """
        plain = self.model_dump(mode="json", exclude_none=True)
        plain["crawl"]["headers"] = dict.fromkeys(self.crawl.headers, "(not stored)")
        return json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True)

    @property
    def digest(self) -> str:
        """sha256 of ``text``, hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def item(self, item_id: str) -> Item:
        """Give the item with that id; ``KeyError`` where there is none."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)

    def absolute(self, url: str) -> str:
        """Join a URL of the spec to the agency's ``base_url``."""
        return join(self.agency.base_url, url)

    def mistake(self, path: Sequence[str | int], message: str) -> str:
        """Write a mistake found later, with file, line and key."""
        return self._source.mistake(path, message)


def join(base_url: str, url: str) -> str:
    """Join a relative URL to the base by path; absolute URLs stay as they are.

    Not RFC 3986: ``page/sub/1`` and ``/page/sub/1`` both lie below the base's
    path (``…/bangkhae/page/sub/1``), since that is how people write them. A path
    that already begins with the base's own path is not doubled.
    """
    if _SCHEME.match(url):
        return url
    base = base_url.rstrip("/")
    own_path = urlsplit(base).path
    if own_path and (url == own_path or url.startswith(own_path + "/")):
        return base.removesuffix(own_path) + url
    return f"{base}/{url.lstrip('/')}"


def load_spec(path: Path = DEFAULT_SPEC) -> Spec:
    """Load a spec and what it extends; ``SpecError`` where anything is wrong."""
    return _validate(_extended(read_yaml(path), path.parent, 0))


def parse_spec(text: str, name: str = "(stored spec)") -> Spec:
    """Load a spec from text that extends nothing: what a run has stored."""
    return _validate(parse_yaml(text.encode(), name))


def with_crawl(spec: Spec, base_url: str | None = None, **changes: object) -> Spec:
    """Give the spec with other crawl settings or another base URL."""
    crawl = spec.crawl.model_copy(update=changes)
    agency = spec.agency
    if base_url is not None:
        agency = agency.model_copy(update={"base_url": base_url})
    return spec.model_copy(update={"crawl": crawl, "agency": agency})


def _extended(child: Located, folder: Path, depth: int) -> Located:
    if not isinstance(child.value, dict) or "extends" not in child.value:
        return child
    wanted = child.value["extends"]
    if not isinstance(wanted.value, str):
        raise SpecError(child.mistake(["extends"], "expected the name of a file"))
    if depth >= MAX_EXTENDS:
        raise SpecError(
            child.mistake(["extends"], "files extend each other in a circle")
        )
    found = next(
        (p for p in (folder / wanted.value, FOLDER / wanted.value) if p.is_file()), None
    )
    if found is None:
        raise SpecError(
            child.mistake(
                ["extends"],
                f"expected a file that exists, got {wanted.value!r}"
                f" (looked in {folder} and {FOLDER})",
            )
        )
    parent = _extended(read_yaml(found), found.parent, depth + 1)
    own = {key: node for key, node in child.value.items() if key != "extends"}
    return _merge(parent, Located(own, child.file, child.line), ())


def _merge(parent: Located, child: Located, path: tuple[str, ...]) -> Located:
    """Lay the child over the parent: mappings by key, items by id, else replace."""
    if isinstance(parent.value, dict) and isinstance(child.value, dict):
        merged = dict(parent.value)
        for key, node in child.value.items():
            old = parent.value.get(key)
            merged[key] = _merge(old, node, (*path, key)) if old else node
        return Located(merged, child.file, child.line)
    if (
        path == ("items",)
        and isinstance(parent.value, tuple)
        and isinstance(child.value, tuple)
    ):
        items = _merge_items(parent.value, child.value)
        return Located(items, child.file, child.line)
    return child


def _merge_items(
    parents: tuple[Located, ...], children: tuple[Located, ...]
) -> tuple[Located, ...]:
    merged = list(parents)
    position = {_id(item): index for index, item in enumerate(parents)}
    seen: dict[object, int] = {}
    for child in children:
        name = _id(child)
        if name in seen:
            raise SpecError(
                f"{child.file}:{child.line}: items[{name}]: given twice,"
                f" first in line {seen[name]}"
            )
        seen[name] = child.line
        if name is not None and name in position:
            at = position[name]
            merged[at] = _merge(merged[at], child, ("items", str(name)))
        else:
            merged.append(child)
    return tuple(merged)


def _id(item: Located) -> object:
    node = item.value.get("id") if isinstance(item.value, dict) else None
    return node.value if node else None


def _validate(source: Located) -> Spec:
    if not isinstance(source.value, dict):
        raise SpecError(source.mistake([], "expected keys such as agency and items"))
    try:
        spec = Spec.model_validate(source.plain())
    except ValidationError as error:
        raise SpecError(
            *(_mistake(source, details) for details in error.errors())
        ) from error
    mistakes = [*_doubled(spec, source), *_bad_urls(spec, source)]
    if mistakes:
        raise SpecError(*mistakes)
    spec._source = source
    return spec


def _mistake(source: Located, details: ErrorDetails) -> str:
    # A union reports each of its branches by name; those are no keys of the file.
    path = [
        part
        for part in details["loc"]
        if part not in ("int", "literal['auto']", "[key]")
    ]
    expected = details["msg"]
    if details["type"] == "extra_forbidden":
        expected = "unknown key; remove it or check its spelling"
    elif details["type"] == "missing":
        expected = "required key is missing"
    got = source.at(*path).plain() if details["type"] != "missing" else None
    return source.mistake(path, expected + _got(got))


def _got(value: Plain) -> str:
    if value is None:
        return ""
    text = json.dumps(value, ensure_ascii=False)
    return f"; got {text if len(text) <= 80 else text[:77] + '...'}"


def _doubled(spec: Spec, source: Located) -> list[str]:
    mistakes = []
    seen: dict[str, int] = {}
    for index, item in enumerate(spec.items):
        if item.id in seen:
            first = source.at("items", seen[item.id]).line
            mistakes.append(
                source.mistake(
                    ("items", index), f"item given twice, first in line {first}"
                )
            )
        seen.setdefault(item.id, index)
        ids = [requirement.id for requirement in item.require]
        mistakes += [
            source.mistake(
                ["items", index, "require", at, "id"],
                f"expected a name of its own, got {name!r} a second time",
            )
            for at, name in enumerate(ids)
            if name in ids[:at]
        ]
    return mistakes


def _bad_urls(spec: Spec, source: Located) -> list[str]:
    mistakes = []
    base = spec.agency.base_url
    if problem := _url_problem(base):
        # Without a base there is nothing to join the items' URLs to.
        return [source.mistake(["agency", "base_url"], problem + _got_url(base))]
    for index, item in enumerate(spec.items):
        for at, submitted in enumerate(item.urls):
            if problem := _url_problem(spec.absolute(submitted.url)):
                path = ("items", index, "urls", at, "url")
                mistakes.append(source.mistake(path, problem + _got_url(submitted.url)))
    return mistakes


def _got_url(url: str) -> str:
    """Quote an address without the password it may hold."""
    return f"; got {_USER.sub('//...@', url)[:120]!r}"


def _url_problem(url: str) -> str:
    try:
        parts = urlsplit(url)
        port_is_number = parts.port is None or parts.port > 0
    except ValueError as error:
        return f"expected a web address: {error}"
    if parts.scheme not in ("http", "https"):
        return "expected an address that begins with http:// or https://"
    if not parts.hostname or not port_is_number:
        return "expected an address with a host name"
    if "@" in parts.netloc:
        return "expected an address without user name and password"
    if any(c.isspace() and c != " " for c in url) or url != url.strip():
        return "expected an address without line breaks, tabs or spaces around it"
    return ""
