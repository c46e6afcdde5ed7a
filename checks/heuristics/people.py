"""Are the persons named, with post and contact?"""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import Field

from checks.check import Element, check
from checks.element import Passage, scope_of
from checks.finding import Finding, Outcome, Reason
from checks.missing import element_missing, explain, said
from checks.naming import Mention, headings_above
from checks.subject import Subject
from checks.wording import finds, matches
from documents.document import WRITTEN, Block, Role

NAME = "people"
LINES = 4
"""Post and contact stand within so many lines of a name, up to the next name."""
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
    "director",
    "governor",
    "member",
    "chief",
    "principal",
)


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
    blocks = tuple(block for block in passage.blocks if block.role in WRITTEN)
    named = [_names(block) for block in blocks]
    for at, names in enumerate(named):
        if not names:
            continue
        own = _own_lines(blocks, named, at)
        if not _holds_post(passage, blocks, at, own, options):
            continue
        mention = Mention(source=passage.source, block=blocks[at], text=blocks[at].text)
        words = " ".join(f"{b.text} {b.href.removeprefix('mailto:')}" for b in own)
        for name in names:
            yield _Person(
                name=name or f"{passage.source.capture.url} {at}",
                mention=mention,
                has_contact=finds(CONTACT, words),
            )


def _names(block: Block) -> frozenset[str]:
    """Give the names in a line; an empty one for a post said to be vacant."""
    names = matches(("<name>",), block.text)
    return names or (frozenset({""}) if finds(VACANT, block.text) else frozenset())


def _own_lines(
    blocks: tuple[Block, ...], named: list[frozenset[str]], at: int
) -> tuple[Block, ...]:
    """Give the lines that belong to a name: its row, or what follows up to the next."""
    if blocks[at].role is Role.ROW:
        return (blocks[at],)
    end = at + 1
    while end < len(blocks) and end <= at + LINES:
        if named[end] or blocks[end].role in (Role.HEADING, Role.ROW):
            break
        end += 1
    return blocks[at:end]


def _holds_post(
    passage: Passage,
    blocks: tuple[Block, ...],
    at: int,
    own: tuple[Block, ...],
    options: PeopleOptions,
) -> bool:
    """Tell whether a name is that of somebody in one of the posts.

    The words beside the name decide; where they name no post at all, the line above,
    the header of the table or the heading does.
    """
    beside = " ".join(block.text for block in own)
    if finds(options.without, beside):
        return False
    if finds(options.posts, beside):
        return True
    if finds(ANY_POST, beside):
        return False
    above = blocks[at - 1].text if at and not _names(blocks[at - 1]) else ""
    if above and finds(ANY_POST, above):
        return finds(options.posts, above) and not finds(options.without, above)
    if blocks[at].role is Role.ROW:
        header = _header(passage, blocks[at])
        if finds(options.posts, header):
            return not finds(options.without, header)
    place = next((i for i, b in enumerate(passage.source.blocks) if b is blocks[at]), 0)
    over = (*headings_above(passage.source.blocks, place), passage.source.label)
    nearest = next((text for text in over if finds(ANY_POST + options.posts, text)), "")
    return finds(options.posts, nearest) and not finds(options.without, nearest)


def _header(passage: Passage, row: Block) -> str:
    """Give the first row of the table in which a row stands."""
    cells = {cell for cell in row.text.split(" | ") if cell}
    for table in passage.tables:
        if any(cells <= set(each) for each in table.rows):
            return f"{table.caption} {' | '.join(table.rows[0])}"
    return ""
