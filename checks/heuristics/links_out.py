"""Does a link lead to the clip, the system or the site that the item asks for?"""

from collections.abc import Iterator

from pydantic import Field

from checks.carriers import Standing
from checks.check import Worded, check
from checks.element import scope_of
from checks.finding import Finding, Outcome, Reason
from checks.missing import element_missing, explain, said
from checks.naming import mentions
from checks.subject import Subject
from checks.wanted import Wanted
from documents.document import Role

NAME = "links-out"
_LINKING = frozenset({Role.LINK, Role.FRAME})


class LinksOutOptions(Worded):
    """What the link says, or where it leads."""

    any: tuple[str, ...] = Field(min_length=1)
    """Wordings of the label or parts of the address; one of them suffices."""


@check(NAME, options=LinksOutOptions)
def links_out(subject: Subject, options: LinksOutOptions) -> Iterator[Finding]:
    """A link or an embedded player has one of the labels, or one of the addresses.

    Why it matters: clips and systems often stand on other sites; the item must lead
    there.
    Cannot tell when: the link leads to a page of the site that was not read.
    """
    scope = scope_of(subject, options.of)
    if options.of and not scope.mentions:
        yield element_missing(options)
        return
    wanted = Wanted(any=options.any, without=options.without, where="links")
    found = [
        mention
        for mention in mentions(subject, wanted)
        if mention.block is not None
        and mention.block.role in _LINKING
        and scope.holds(mention)
    ]
    solid = [m for m in found if m.standing in (Standing.SOLID, Standing.UNREADABLE)]
    facts = (("wordings", " / ".join(options.any[:3])),)
    targets = {m.block.href or m.text for m in solid if m.block is not None}
    if len(targets) >= options.at_least:
        yield said(options, Outcome.PASSED, Reason.FOUND, solid[:3], facts)
    else:
        yield explain(subject, options, scope, found, facts)
