"""Are the persons named, with post and contact?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import Field

from checks.check import Element, check
from checks.element import Passage, scope_of
from checks.finding import Finding, Outcome, Reason
from checks.missing import element_missing, explain, said
from checks.names import header_of, names_in, names_in_row
from checks.naming import Mention, headings_above
from checks.pairing import (
    Line,
    beside_each,
    line_above,
    lists,
    own_lines,
    posts_first,
)
from checks.subject import Subject
from checks.wording import expect, finds, folded
from documents.document import WRITTEN, Block, Role, Table
from documents.grid import row_text

NAME = "people"
POST_LETTERS = 120
"""A line that tells a post and no name is no longer."""
VACANT = ("ตำแหน่งว่าง", "- ว่าง -", "(ว่าง)", "อยู่ระหว่างสรรหา", "อยู่ระหว่างการสรรหา")
CONTACT = ("<phone>", "<email>", "email protected", "เบอร์ต่อ*<number>")
ANY_POST = (
    "ผู้อำนวยการ",
    "ผอ.",
    "หัวหน้า",
    "หน.",
    "ผู้ว่า",
    "ปลัด",
    "สมาชิกสภา",
    "ส.ก.",
    "สก.",
    "เลขา",
    "ประธาน",
    "ที่ปรึกษา",
    "เจ้าพนักงาน",
    "นักวิชาการ",
    "ครู",
    "นิติกร",
    "นายช่าง",
    "พนักงาน",
    "พยาบาล",
    "วิศวกร",
    "นักพัฒนา",
    "นักจัดการ",
    "นักทรัพยากร",
    "director",
    "governor",
    "member",
    "chief",
    "principal",
)
expect((*VACANT, *CONTACT, *ANY_POST))

_Row = tuple[Table, tuple[str, ...]]


class PeopleOptions(Element):
    """Who must be named."""

    posts: tuple[str, ...] = Field(min_length=1)
    """Wordings of their posts: beside each name, else in the heading over it."""
    without: tuple[str, ...] = ()
    """Words beside a name that show that another post is meant."""
    at_least: int = Field(default=1, ge=1, le=200)
    """So many persons. A post said to be vacant counts as one."""
    contact: bool = False
    """True: telephone or e-mail must stand beside one of the names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Person:
    """A name with the lines that belong to it."""

    name: str
    mention: Mention
    has_contact: bool


@check(NAME, options=PeopleOptions)
def people(subject: Subject, options: PeopleOptions) -> Iterator[Finding]:
    """So many persons are named beside their posts, with a contact where asked for.

    Why it matters: citizens must know who is in charge and how to reach them.
    Cannot tell when: names and posts may be in pictures.
    """
    scope = scope_of(subject, options.of)
    if options.of and not scope.mentions:
        yield element_missing(options)
        return
    found = {
        person.name: person
        for passage in scope.passages
        for person in _persons(passage, options)
    }
    facts = (
        ("count", str(len(found))),
        ("needed", str(options.at_least)),
        ("wordings", " / ".join(options.posts[:3])),
    )
    shown = [person.mention for person in found.values()]
    reached = [person.mention for person in found.values() if person.has_contact]
    if len(found) < options.at_least:
        yield explain(subject, options, scope, (), facts)
    elif options.contact and not reached:
        yield explain(subject, options, scope, shown[:3], facts, Reason.NO_CONTACT)
    else:
        first = (reached if options.contact else shown)[:3]
        yield said(options, Outcome.PASSED, Reason.FOUND, first, facts)


def _persons(passage: Passage, options: PeopleOptions) -> Iterator[_Person]:
    """Give the persons, and the vacant posts, of the posts asked for."""
    lines = tuple(_lines(passage, options))
    for part in lists(lines):
        over = posts_first(part)
        for at, line in enumerate(part):
            if line.names:
                yield from _in_line(passage, part, at, options, over=over)


def _lines(passage: Passage, options: PeopleOptions) -> Iterator[Line]:
    """Give the lines that are written, each with whom it names."""
    tells = ANY_POST + options.posts
    rows = {row_text(row): (t, row) for t in passage.tables for row in t.rows}
    headers = {id(table): header_of(table.rows) for table in passage.tables}
    around: Block | None = None
    for block in passage.blocks:
        if block.role not in WRITTEN:
            continue
        if block.role is not Role.LINK:
            around = block
        elif around and around.nodes == block.nodes[: len(around.nodes)] != ():
            # A link within a line says nothing that the line does not say.
            yield Line(block=block)
            continue
        names, header = tuple(name.key for name in names_in(block.text)), ""
        if block.role is Role.ROW and (found := _row(rows, block)):
            table, cells = found
            heads = headers[id(table)]
            names = names_in_row(heads, cells)
            header = " | ".join((table.caption, *table.rows[0], *heads))
        if not names and _is_vacant(block.text):
            names = ("",)
        is_short = bool(names) or len(block.text) <= POST_LETTERS
        post = is_short and finds(tells, block.text)
        yield Line(block=block, names=names, post=post, header=header)


def _is_vacant(text: str) -> bool:
    return finds(VACANT, text) or "ว่าง" in (
        folded(cell).strip("-()") for cell in text.split(" | ")
    )


def _in_line(
    passage: Passage,
    lines: Sequence[Line],
    at: int,
    options: PeopleOptions,
    *,
    over: bool,
) -> Iterator[_Person]:
    """Give those named in one line who are in one of the posts."""
    block = lines[at].block
    own = own_lines(lines, at, over=over)
    whole = " ".join(each.text for each in own)
    links = " ".join(each.href.removeprefix("mailto:") for each in own)
    around = tuple(_around(passage, lines, at, options))
    told = _told_of_each(block.text, options)
    for name in lines[at].names:
        if _holds_post(told.get(name, whole), around, options):
            yield _Person(
                name=name or f"{passage.source.capture.url} {block.locator} {at}",
                mention=Mention(source=passage.source, block=block, text=block.text),
                has_contact=finds(CONTACT, f"{whole} {links}"),
            )


def _told_of_each(text: str, options: PeopleOptions) -> dict[str, str]:
    """Give for each of several names in a line its own words, where they tell posts."""
    names = names_in(text)
    tells = ANY_POST + options.posts
    words = beside_each(text, names, lambda part: finds(tells, part))
    if len(names) < 2 or not any(words):
        return {}
    return {name.key: own for name, own in zip(names, words, strict=True)}


def _holds_post(told: str, around: Sequence[str], options: PeopleOptions) -> bool:
    """Tell whether a name is that of somebody in one of the posts.

    The words beside the name decide; where they name no post at all, the line above,
    the header of the table or the heading does.
    """
    if finds(options.without, told):
        return False
    tells = ANY_POST + options.posts
    decides = next((text for text in (told, *around) if finds(tells, text)), "")
    return finds(options.posts, decides) and not finds(options.without, decides)


def _around(
    passage: Passage, lines: Sequence[Line], at: int, options: PeopleOptions
) -> Iterator[str]:
    """Give what may tell the post of a name that has none beside it, nearest first."""
    block = lines[at].block
    yield line_above(lines, at)
    header = lines[at].header
    yield header if finds(options.posts, header) else ""
    blocks = passage.source.blocks
    place = next((i for i, each in enumerate(blocks) if each is block), 0)
    yield from headings_above(passage.source, place)
    yield passage.source.label


def _row(rows: Mapping[str, _Row], block: Block) -> _Row | None:
    """Give the table in which a row stands, and its cells; some may span rows."""
    cells = {cell for cell in block.text.split(" | ") if cell}
    spanned = (each for each in rows.values() if cells <= set(each[1]))
    return rows.get(block.text) or next(spanned, None)
