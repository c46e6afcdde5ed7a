"""Reads PPTX files: the texts, tables and links of each slide."""

import io
import posixpath
import re
import zipfile

from documents.archive import office_title
from documents.document import (
    Block,
    Document,
    Kind,
    Locator,
    Openness,
    Problem,
    Role,
    Table,
)
from documents.grid import Grid, row_text, span
from documents.office_xml import feed, relations
from documents.thai.text import repair

MAX_SLIDES = 500
"""Slides read from one file."""
MAX_BLOCKS = 50_000
_SLIDE = re.compile(r"ppt/slides/slide(\d{1,6})\.xml")
_TITLES = frozenset({"title", "ctrTitle"})


def read_slides(data: bytes) -> Document:
    """Read a PPTX file in the order of the slides; notes and hidden slides are left out."""
    blocks: list[Block] = []
    tables: list[Table] = []
    problems: list[Problem] = []
    drawn = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = _slide_names(archive)
        title = " ".join(repair(office_title(archive)).split())
        for number, name in enumerate(names[:MAX_SLIDES], start=1):
            slide = _Slide(number, relations(archive, name))
            if not feed(archive, name, slide):
                problems.append(Problem.CUT)
            if slide.is_hidden:
                continue
            drawn += bool(slide.pictures and not slide.blocks)
            blocks += slide.blocks[: MAX_BLOCKS - len(blocks)]
            tables += slide.tables
    if not names:
        problems.append(Problem.BROKEN)
    if len(names) > MAX_SLIDES or len(blocks) >= MAX_BLOCKS:
        problems.append(Problem.CUT)
    openness = Openness.TEXT
    if not blocks:
        openness = Openness.IMAGE if drawn else Openness.NONE
    if drawn and drawn >= 0.3 * len(names):
        problems.append(Problem.SCANNED)
    if not blocks and not problems:
        problems.append(Problem.EMPTY)
    return Document(
        kind=Kind.PPTX,
        openness=openness,
        title=title,
        blocks=tuple(blocks),
        tables=tuple(tables),
        images=drawn,
        pages=len(names),
        problems=tuple(dict.fromkeys(problems)),
    )


def _slide_names(archive: zipfile.ZipFile) -> list[str]:
    """Names of the slides in the order in which they are shown."""
    numbered = {
        int(found[1]): name
        for name in archive.namelist()
        if (found := _SLIDE.fullmatch(name))
    }
    by_number = [numbered[number] for number in sorted(numbered)]
    if "ppt/presentation.xml" not in archive.NameToInfo:
        return by_number
    order = _Order()
    feed(archive, "ppt/presentation.xml", order)
    targets = relations(archive, "ppt/presentation.xml")
    shown = (
        posixpath.normpath(posixpath.join("/ppt", targets[key][1])).lstrip("/")
        for key in order.ids
        if key in targets
    )
    # A slide is shown once: a hostile file may name a long one again and again.
    own = dict.fromkeys(name for name in shown if name in archive.NameToInfo)
    return list(own) or by_number


class _Order:
    """Collects the relations of the slides from the presentation."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag.endswith("}sldId"):
            self.ids += [v for k, v in attributes.items() if k.endswith("}id")]

    def end(self, tag: str) -> None:
        pass

    def data(self, text: str) -> None:
        pass


class _Slide:
    """Collects blocks and tables from the elements of one slide."""

    def __init__(self, number: int, targets: dict[str, tuple[str, str]]) -> None:
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.pictures = 0
        self.is_hidden = False
        self._locator = Locator(page=number)
        self._targets = targets
        self._is_title = False
        self._parts: list[str] = []
        self._in_text = False
        self._links: list[str] = []
        self._grid: Grid | None = None
        self._cell: list[str] | None = None
        self._spans = (1, 1)
        self._row: list[tuple[str, int, int]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        match _local(tag):
            case "sld":
                self.is_hidden = attributes.get("show") in {"0", "false"}
            case "pic" | "blip":
                self.pictures += 1
            case "sp":
                self._is_title = False
            case "ph":
                self._is_title = attributes.get("type") in _TITLES
            case "p":
                self._parts, self._links = [], []
            case "t":
                self._in_text = True
            case "br":
                self._parts.append(" ")
            case "hlinkClick":
                for key, value in attributes.items():
                    kind, address = self._targets.get(value, ("", ""))
                    if key.endswith("}id") and kind == "hyperlink":
                        self._links.append(address)
            case "tbl":
                self._grid = Grid()
            case "tr":
                self._row = []
            case "tc":
                self._cell = []
                merged = {"hMerge", "vMerge"} & attributes.keys()
                down = span(attributes.get("rowSpan"))
                across = span(attributes.get("gridSpan"))
                self._spans = (0, 0) if merged else (down, across)
            case _:
                pass

    def end(self, tag: str) -> None:
        match _local(tag):
            case "t":
                self._in_text = False
            case "p":
                self._end_paragraph()
            case "tc" if self._cell is not None:
                if self._spans != (0, 0):
                    self._row.append((" ".join(self._cell), *self._spans))
                self._cell = None
            case "tr" if self._grid is not None:
                self._end_row(self._grid)
            case "tbl" if self._grid is not None:
                table = self._grid.table(self._locator)
                self.tables += [table] if table is not None else []
                self._grid = None
            case _:
                pass

    def data(self, text: str) -> None:
        if self._in_text:
            self._parts.append(text)

    def _end_paragraph(self) -> None:
        text = " ".join(repair("".join(self._parts)).split())
        self._parts = []
        if not text or len(self.blocks) >= MAX_BLOCKS:
            return
        if self._cell is not None:
            self._cell.append(text)
        else:
            role = Role.HEADING if self._is_title else Role.TEXT
            level = int(self._is_title)
            self.blocks.append(
                Block(text=text, role=role, level=level, locator=self._locator)
            )
        for address in self._links:
            self.blocks.append(
                Block(text=text, role=Role.LINK, href=address, locator=self._locator)
            )

    def _end_row(self, grid: Grid) -> None:
        grid.rows.append(self._row)
        texts = [text for text, _, _ in self._row]
        if any(texts):
            place = Locator(page=self._locator.page, row=len(grid.rows))
            self.blocks.append(
                Block(text=row_text(texts), role=Role.ROW, locator=place)
            )


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
