"""Is a document of that name there: a plan, a report, a manual, an announcement?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pydantic import Field

from checks.carriers import ENOUGH_LETTERS, Standing, what_is_behind
from checks.check import Worded, check
from checks.counting import distinct, names_of
from checks.element import (
    Passage,
    Scope,
    heads_page,
    other_document,
    passages_of,
    stated_absent,
    wanted_of,
)
from checks.finding import Finding, Outcome, Reason
from checks.forms import is_form
from checks.genre import is_of_other_genre
from checks.missing import Facts, explain, said
from checks.naming import Mention, mentions
from checks.near import nearest
from checks.search import held
from checks.subject import Source, Subject
from checks.wanted import TITLE, TITLE_BLOCKS, Wanted, title_page
from checks.wording import begins, finds, finds_any, matches
from crawler.artifacts import Purpose
from documents.document import WRITTEN, Role

NAME = "document"
_NOTHING = (Standing.BROKEN, Standing.HOLLOW)
OPENING = 2
"""Lines under a title that tell what it is over."""
NAMES = 3
"""So many names of it and hardly anything else are only a list of names."""
SHORT = 120
"""Only so short a text may be a name with a slip in it."""


class DocumentOptions(Worded):
    """What the document is called."""

    any: tuple[str, ...] = Field(min_length=1)
    """Accepted wordings; one of them suffices."""
    about: tuple[str, ...] = ()
    """Words that its content says; the name itself does not count."""
    not_about: tuple[str, ...] = ()
    """Words by which what the name stands over is something else."""
    about_at_least: int = Field(default=2, ge=1, le=20)
    """So many different ones of them."""
    about_name: bool = False
    """True: the name itself counts for ``about`` too."""
    excerpt: tuple[str, ...] = ()
    """Words by which a line that begins with the name, and goes on, is an excerpt, as
    of a law that is typed on the page."""
    form: bool = False
    """True: a form to write in will do instead of what ``about`` asks for."""
    picture: bool = False
    """True: a scan or a picture under a clear label will do, as of a signed
    announcement."""


@check(NAME, options=DocumentOptions)
def document(subject: Subject, options: DocumentOptions) -> Iterator[Finding]:
    """A heading, a link or a file's title names it, and there is content behind the name.

    Why it matters: an item scores 100 only where each of its documents is there; a
    label over nothing, or over another document, is none.
    Cannot tell when: what is named could not be seen, shows only pictures, or has
    a name that is only nearly the one looked for.
    """
    wanted = wanted_of(subject, options.any, options.without, "naming", options.excerpt)
    found = [_taken(options, mention) for mention in mentions(subject, wanted)]
    others = [m for m in found if other_document(wanted, m)]
    named = [m for m in found if not heads_page(subject, m)]
    hollow = {
        id(m.source)
        for m in named
        if m.standing is Standing.HOLLOW
        and m.block is not None
        and m.block.role is Role.HEADING
    } | _only_broken(named)
    good = [
        mention
        for mention in found
        if mention not in others
        and not _is_subject_of_other(wanted, mention)
        # Where what is named on the page itself is not there, its title shows nothing;
        # neither does it over what announces something else.
        and not (
            heads_page(subject, mention)
            and (
                id(mention.source) in hollow
                or _is_over_another(wanted, mention)
                or _is_over_names(wanted, mention)
            )
        )
    ]
    if options.about or options.not_about:
        good = [m for m in good if _is_about(subject, wanted, options, m)]
    solid = distinct(good)
    count = names_of(solid, options.any) if options.at_least > 1 else len(solid)
    facts: Facts = (
        ("wordings", " / ".join(options.any[:3])),
        ("count", str(count)),
        ("needed", str(options.at_least)),
    )
    if count >= options.at_least:
        yield said(options, Outcome.PASSED, Reason.FOUND, solid[:3], facts)
    elif stated := list(stated_absent(subject, options.absence))[:1]:
        yield said(options, Outcome.PASSED, Reason.ABSENCE_STATED, stated, facts)
    elif others:
        facts += (("other", other_document(wanted, others[0])[:100]),)
        yield said(options, Outcome.FAILED, Reason.OTHER_DOCUMENT, others[:1], facts)
    else:
        finding = explain(subject, options, Scope(passages=()), found, facts)
        # Of many, some were found: what is missing is not a slip in a name.
        yield finding if count else _perhaps_near(subject, options, finding)


def _is_over_another(wanted: Wanted, mention: Mention) -> bool:
    """Tell whether the first lines under a title announce something else."""
    below = mention.source.blocks[mention.index + 1 :]
    lines = [b for b in below if b.role in (Role.HEADING, Role.TEXT)][:OPENING]
    if any(is_of_other_genre(wanted, line.text) for line in lines):
        return True
    first = next((b.text for b in below[:1] if b.role is Role.HEADING), "")
    return (
        wanted.rivals is not None
        and not wanted.fits(first)
        and wanted.rivals.begin(first)
    )


def _is_subject_of_other(wanted: Wanted, mention: Mention) -> bool:
    """Tell whether a line of a file says what a paper of another kind is about."""
    if not 0 < mention.index <= TITLE_BLOCKS or not begins(("เรื่อง",), mention.text):
        return False
    above = mention.source.blocks[mention.index - 1].text
    is_file = mention.source.purpose is Purpose.ATTACHMENT
    return is_file and finds(wanted.without, above)


def _is_over_names(wanted: Wanted, mention: Mention) -> bool:
    """Tell whether a title is over little else than names of what is wanted."""
    below = [
        b
        for b in mention.source.blocks[mention.index + 1 :]
        if b.role is not Role.HEADING
    ]
    if any(b.role is not Role.TEXT for b in below):
        return False
    names = [b for b in below if len(b.text) <= TITLE and wanted.fits(b.text)]
    rest = sum(len(b.text) for b in below if b not in names)
    return len(names) >= NAMES and rest < ENOUGH_LETTERS


def _only_broken(named: Sequence[Mention]) -> set[int]:
    """Give the pages on which each label for it leads to what does not open."""
    pages = {id(m.source) for m in named if m.standing is Standing.BROKEN}
    well = {id(m.source) for m in named if m.standing not in _NOTHING}
    return pages - well


def _names_itself(source: Source) -> bool:
    """Tell whether a file was read that has a title page of its own."""
    return source.readable and bool(source.document and title_page(source.document))


def _taken(options: DocumentOptions, mention: Mention) -> Mention:
    """Take a scan for the document itself, where one will do."""
    if options.picture and mention.standing is Standing.PICTURES and mention.block:
        return replace(mention, standing=Standing.SOLID)
    return mention


def _is_about(
    subject: Subject, wanted: Wanted, options: DocumentOptions, mention: Mention
) -> bool:
    """Tell whether what a name stands over speaks of what it should."""
    if mention.standing is not Standing.SOLID:
        return True
    parts = [p for p in passages_of(subject, wanted, mention) if p.source.readable]
    if options.not_about and any(
        finds_any(options.not_about, _told(part)) for part in parts
    ):
        return False
    if not options.about or _speaks(options, mention, parts):
        return True
    if options.form and any(is_form(p.blocks) for p in parts):
        return True
    # Nothing was read of it but its name.
    return not any(p.blocks != (mention.block,) for p in parts)


def _told(part: Passage) -> Iterator[str]:
    """Give the lines of a part, and those of its title with the next: names go on."""
    texts = [block.text for block in part.blocks]
    yield from texts
    yield from (f"{one} {two}" for one, two in pairwise(texts[:TITLE_BLOCKS]))


def _speaks(
    options: DocumentOptions, mention: Mention, parts: Sequence[Passage]
) -> bool:
    """Tell whether enough of the words looked for stand in the parts."""
    words: set[str] = set()
    if options.about_name:
        words |= matches(options.about, mention.text)
    for passage in parts:
        about = held(passage.source, options.about)
        for block in passage.blocks if about else ():
            # The labels of links say what there is elsewhere.
            label = block.role is Role.LINK and passage.source is mention.source
            if block is not mention.block and block.role in WRITTEN and not label:
                words |= matches(about, block.text)
                if len(words) >= options.about_at_least:
                    return True
    return len(words) >= options.about_at_least


def _perhaps_near(
    subject: Subject, options: DocumentOptions, finding: Finding
) -> Finding:
    """Leave to a person what has nearly the name that is looked for."""
    if finding.reason is not Reason.MISSING or finding.outcome is not Outcome.FAILED:
        return finding
    blocks = {
        block.text: (source, block)
        for source in subject.sources
        for block in source.blocks
        if block.role in (Role.HEADING, Role.LINK)
        and len(block.text) <= SHORT
        and not finds(options.without, block.text)
        and not finds(options.any, block.text)
    }
    near = nearest(options.any, blocks)
    if not near:
        return finding
    source, block = blocks[near]
    behind = what_is_behind(subject, source, source.blocks.index(block))
    if behind.standing in (Standing.HOLLOW, Standing.BROKEN):
        # A name over nothing is no document, however it is spelt.
        return finding
    files = [c for c in behind.carriers if c.purpose is Purpose.ATTACHMENT]
    if files and all(map(_names_itself, files)):
        # What it leads to was read, and does not bear the name.
        return finding
    mention = Mention(source=source, block=block, text=near)
    facts = (("near", near), *finding.facts[2:5])
    return said(options, Outcome.INCONCLUSIVE, Reason.NEAR_WORDING, [mention], facts)
