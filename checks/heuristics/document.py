"""Is a document of that name there: a plan, a report, a manual, an announcement?"""

from collections.abc import Iterator
from dataclasses import replace

from pydantic import Field

from checks.carriers import Standing
from checks.check import Worded, check
from checks.counting import distinct, names_of
from checks.element import (
    Scope,
    heads_page,
    other_document,
    passages_of,
    stated_absent,
    wanted_of,
)
from checks.finding import Finding, Outcome, Reason
from checks.forms import is_form
from checks.missing import Facts, explain, said
from checks.naming import Mention, mentions
from checks.near import nearest
from checks.subject import Subject
from checks.wanted import Wanted
from checks.wording import finds, matches
from documents.document import WRITTEN, Role

NAME = "document"
SHORT = 120
"""Only so short a text may be a name with a slip in it."""


class DocumentOptions(Worded):
    """What the document is called."""

    any: tuple[str, ...] = Field(min_length=1)
    """Accepted wordings; one of them suffices."""
    about: tuple[str, ...] = ()
    """Words that its content says; the name itself does not count."""
    about_at_least: int = Field(default=2, ge=1, le=20)
    """So many different ones of them."""
    about_name: bool = False
    """True: the name itself counts for ``about`` too."""
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
    wanted = wanted_of(subject, options.any, options.without, "naming")
    found = list(mentions(subject, wanted))
    others = [m for m in found if other_document(wanted, m)]
    hollow = {
        id(m.source)
        for m in found
        if m.standing is Standing.HOLLOW
        and m.block is not None
        and m.block.role is Role.HEADING
    }
    good = [
        _taken(options, mention)
        for mention in found
        if mention not in others
        # Where the heading for it has nothing below, the page's title shows nothing.
        and not (id(mention.source) in hollow and heads_page(subject, mention))
    ]
    if options.about:
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
        yield _perhaps_near(subject, options, finding)


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
    words: set[str] = set()
    if options.about_name:
        words |= matches(options.about, mention.text)
    for passage in parts:
        for block in passage.blocks:
            if block is not mention.block and block.role in WRITTEN:
                words |= matches(options.about, block.text)
    if options.form and any(is_form(p.blocks) for p in parts):
        return True
    unread = not any(p.blocks != (mention.block,) for p in parts)
    return unread or len(words) >= options.about_at_least


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
    mention = Mention(source=source, block=block, text=near)
    facts = (("near", near), *finding.facts[2:5])
    return said(options, Outcome.INCONCLUSIVE, Reason.NEAR_WORDING, [mention], facts)
