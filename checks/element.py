"""The elements of an item: where each is, and which part of what was read is its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from checks.carriers import Standing, Where, section
from checks.naming import Mention, is_own_title, mentions
from checks.period import due_year, year_wanted, years_of
from checks.subject import Source, Subject
from checks.tables import place_of
from checks.wanted import Rivals, Wanted, other_title
from checks.wording import letters, states
from config.spec import Item, Requirement
from crawler.artifacts import Purpose
from documents.document import WRITTEN, Block, Role, Table

_WHERE: dict[str, Where] = {
    "document": "naming",
    "text": "anywhere",
    "channel": "links",
    "links-out": "links",
}
TELLING = 9
"""Names of fewer letters stand in too many titles to tell documents apart."""
_NOTHING = frozenset({Standing.HOLLOW, Standing.BROKEN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A part of what was read that belongs to one element."""

    source: Source
    blocks: tuple[Block, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables that stand in it."""
        document = self.source.document
        if document is None or self.blocks == document.blocks:
            return document.tables if document else ()
        places = (place_of(self.source, block) for block in self.blocks)
        return tuple({id(p.table): p.table for p in places if p}.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """All that belongs to one element, or to the whole item."""

    passages: tuple[Passage, ...]
    mentions: tuple[Mention, ...] = ()
    """Where the element is named; empty for the whole item."""

    @property
    def sources(self) -> tuple[Source, ...]:
        """The pages and files with a part in it."""
        return tuple(dict.fromkeys(passage.source for passage in self.passages))

    def holds(self, mention: Mention) -> bool:
        """Tell whether a mention stands in it."""
        return any(
            passage.source is mention.source
            and any(block is mention.block for block in passage.blocks)
            for passage in self.passages
        )


def wanted_of(
    subject: Subject,
    any_of: tuple[str, ...],
    without: tuple[str, ...],
    where: Where,
    excerpts: tuple[str, ...] = (),
) -> Wanted:
    """Give what to look for; its siblings are the item's other documents, or topics."""
    key = ("wanted", any_of, without, where, excerpts)
    return subject.remember(
        key, lambda: _wanted_of(subject, any_of, without, where, excerpts)
    )


def _wanted_of(
    subject: Subject,
    any_of: tuple[str, ...],
    without: tuple[str, ...],
    where: Where,
    excerpts: tuple[str, ...],
) -> Wanted:
    others = (
        (_texts(each.options.get("any")), _texts(each.options.get("without")))
        for each in subject.item.require
        if (each.check == "document" and where in ("naming", "anywhere", "links"))
        or (where == "topics" and _is_topic(each))
    )
    siblings = tuple(
        _sibling(subject, words, but, where) for words, but in others if words != any_of
    )
    return Wanted(
        any=any_of,
        without=without,
        where=where,
        excerpts=excerpts,
        dated=_is_dated(subject, any_of),
        siblings=siblings,
        rivals=_rivals(subject) if where == "naming" else None,
    )


def _sibling(
    subject: Subject, words: tuple[str, ...], but: tuple[str, ...], where: Where
) -> Wanted:
    """Give another document of the item: one for all, that remembers what fits it."""
    return subject.remember(
        ("sibling", words, but, where),
        lambda: Wanted(any=words, without=but, where=where),
    )


def _rivals(subject: Subject) -> Rivals:
    """Give the documents of other items by those of their names that tell."""
    return subject.remember(
        Rivals, lambda: Rivals(w for item in subject.others for w in _telling(item))
    )


@lru_cache(maxsize=64)
def _telling(item: Item) -> tuple[Wanted, ...]:
    found = (
        Wanted(
            any=tuple(
                w for w in _texts(each.options.get("any")) if letters(w) >= TELLING
            ),
            without=_texts(each.options.get("without")),
            where="naming",
        )
        for each in item.require
        if each.check == "document"
    )
    return tuple(wanted for wanted in found if wanted.any)


def _is_dated(subject: Subject, any_of: tuple[str, ...]) -> bool:
    """Tell whether an element must be of a certain fiscal year."""
    ids = [
        each.id
        for each in subject.item.require
        if _texts(each.options.get("any")) == any_of
    ]
    return any(
        each.check == "fiscal-year" and each.options.get("of") in ids
        for each in subject.item.require
    )


def _is_topic(requirement: Requirement) -> bool:
    return requirement.check == "text" and requirement.options.get("content") is True


def wanted_by(subject: Subject, requirement: Requirement) -> Wanted:
    """Give what a requirement of the item looks for."""
    return wanted_of(
        subject,
        _texts(requirement.options.get("any")),
        _texts(requirement.options.get("without")),
        "topics" if _is_topic(requirement) else _WHERE[requirement.check],
        _texts(requirement.options.get("excerpt")),
    )


def requirement_of(subject: Subject, requirement_id: str) -> Requirement | None:
    """Give the requirement of the item with that id."""
    return next((r for r in subject.item.require if r.id == requirement_id), None)


def element_mentions(subject: Subject, requirement_id: str) -> tuple[Mention, ...]:
    """Find the mentions of an element of the item.

    The wording is read from the spec's own requirement, so that a check on the
    year or the openness of "the plan" looks at the very documents that were taken
    for the plan.
    """
    return subject.remember(
        ("mentions", requirement_id),
        lambda: tuple(_element_mentions(subject, requirement_id)),
    )


def _element_mentions(subject: Subject, requirement_id: str) -> Iterator[Mention]:
    requirement = next(r for r in subject.item.require if r.id == requirement_id)
    wanted = wanted_by(subject, requirement)
    for mention in mentions(subject, wanted):
        if not other_document(wanted, mention):
            yield mention
    yield from stated_absent(subject, _texts(requirement.options.get("absence")))


def stated_absent(subject: Subject, absence: tuple[str, ...]) -> Iterator[Mention]:
    """Find the statements that there is none."""
    if absence:
        for mention in mentions(subject, Wanted(any=absence, where="anywhere")):
            if states(absence, mention.text):
                yield mention


def scope_of(subject: Subject, element: str) -> Scope:
    """Give what belongs to an element; the whole item where ``element`` is empty.

    Of several documents of that name those of the year asked for count, where the
    item asks for one; a page's own title counts only where nothing nearer does.
    """
    return subject.remember(("scope", element), lambda: _scope_of(subject, element))


def _scope_of(subject: Subject, element: str) -> Scope:
    if not element:
        whole = (Passage(source=s, blocks=s.blocks) for s in subject.sources)
        return Scope(passages=tuple(p for p in whole if p.blocks))
    found = [
        m for m in element_mentions(subject, element) if m.standing not in _NOTHING
    ]
    found = _of_due_year(subject, element, found)
    requirement = requirement_of(subject, element)
    passages = [
        passage
        for mention in found
        if requirement is not None
        for passage in passages_of(subject, wanted_by(subject, requirement), mention)
    ]
    return Scope(passages=_without_repeats(passages), mentions=tuple(found))


def telling_mentions(subject: Subject, element: str) -> list[Mention]:
    """Give the mentions with something behind them, the nearest where some are.

    The title of a page heads all that stands on it, other documents too.
    """
    found = [
        m for m in element_mentions(subject, element) if m.standing not in _NOTHING
    ]
    near = [m for m in found if not heads_page(subject, m)]
    return near if any(m.standing is Standing.SOLID for m in near) else found


def _of_due_year(subject: Subject, element: str, found: list[Mention]) -> list[Mention]:
    """Keep the mentions of the year that the item asks of the element, if any are."""
    for each in subject.item.require:
        if each.check == "fiscal-year" and each.options.get("of") == element:
            period, lag = str(each.options["period"]), each.options.get("lag_days", 30)
            wanted = year_wanted(subject.fiscal_year, period)
            due = due_year(wanted, subject.fiscal_year, int(str(lag)), subject.today)
            for be in dict.fromkeys((wanted.be, due)):
                current = [
                    m
                    for m in found
                    if years_of(subject, m).reach(be, spans=period == "covers")
                ]
                if current:
                    return current
    return found


def heads_page(subject: Subject, mention: Mention) -> bool:
    """Tell whether a mention is the title of a page that was entered for the item."""
    if mention.index < 0 or mention.source.purpose is not Purpose.ITEM:
        return False
    return is_own_title(subject, mention.source, mention.index)


def passages_of(
    subject: Subject, wanted: Wanted, mention: Mention
) -> Iterator[Passage]:
    """Give the parts of what was read that a mention names, or stands in."""
    if wanted.where not in ("naming", "links"):
        yield Passage(source=mention.source, blocks=_around(mention))
        return
    for carrier in mention.carriers or (mention.source,):
        if carrier is not mention.source or mention.index < 0:
            if mention.index >= 0:
                yield Passage(source=mention.source, blocks=_own_part(mention, wanted))
            for source in (carrier, *_reached_from(subject, carrier)):
                yield Passage(source=source, blocks=source.blocks)
        elif carrier.purpose is Purpose.ATTACHMENT:
            yield Passage(source=carrier, blocks=_rest(carrier, wanted, mention.index))
        elif not mention.by_eye:
            blocks = carrier.blocks
            own = (blocks[mention.index],)
            below = section(blocks, mention.index, wanted.ends_at)
            yield Passage(source=carrier, blocks=own + below)


def _own_part(mention: Mention, wanted: Wanted) -> tuple[Block, ...]:
    """Give a block that leads to files, and what else stands below it if it heads more."""
    blocks = mention.source.blocks
    own = blocks[mention.index]
    if own.role is Role.LINK or own.role not in WRITTEN:
        return (own,)
    return (own, *section(blocks, mention.index, wanted.ends_at))


def _around(mention: Mention) -> tuple[Block, ...]:
    """Give the part of a page that a text stands in; all of a file or a sub-page."""
    blocks = mention.source.blocks
    if mention.source.purpose is not Purpose.ITEM or mention.index < 0:
        return blocks
    start = max(
        (
            at
            for at, block in enumerate(blocks[: mention.index + 1])
            if block.role is Role.HEADING
        ),
        default=0,
    )
    return (blocks[start], *section(blocks, start))


def _rest(source: Source, wanted: Wanted, index: int) -> tuple[Block, ...]:
    """Give the part of a file from a title on, up to that of another document."""
    own, *following = source.blocks[index:]
    title = max(1, wanted.title_lines(source.blocks, index))
    ends = (
        at
        for at, block in enumerate(following, start=1)
        if at >= title and wanted.ends_at(block, own)
    )
    return source.blocks[index:][: next(ends, None)]


def _reached_from(subject: Subject, source: Source) -> Iterator[Source]:
    """Give what a sub-page leads to; an own page leads to the whole item."""
    if source.purpose is not Purpose.SUBPAGE:
        return
    for other in subject.sources:
        if other.found_on == source.capture.url and other is not source:
            yield other
            yield from _reached_from(subject, other)


def _without_repeats(passages: list[Passage]) -> tuple[Passage, ...]:
    """Leave out empty parts, and parts of what is there as a whole."""
    whole = {p.source.capture.url for p in passages if p.blocks == p.source.blocks}
    kept: dict[tuple[str, int], Passage] = {}
    for passage in passages:
        url, blocks = passage.source.capture.url, passage.blocks
        if blocks and (url not in whole or blocks == passage.source.blocks):
            kept.setdefault((url, id(blocks[0])), passage)
    return tuple(kept.values())


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()


def other_document(wanted: Wanted, mention: Mention) -> str:
    """Give the title behind a label, where it is that of another document.

    Empty where all is well, or where a heading stands over several.
    """
    if wanted.where != "naming":
        return ""
    if mention.block is not None and mention.block.role is Role.HEADING:
        return ""
    behind = [
        c for c in mention.carriers if c is not mention.source or not mention.block
    ]
    if not behind or len(behind) < len(mention.carriers):
        return ""
    found = [
        other_title(wanted, carrier.document, mention.text) if carrier.document else ""
        for carrier in behind
    ]
    return found[0] if all(found) else ""
