"""The elements of an item, for the checks that judge the documents behind one."""

from collections.abc import Iterator

from checks.carriers import Where
from checks.naming import Mention, mentions, title_page
from checks.subject import Subject
from checks.wording import finds, states
from crawler.artifacts import Purpose
from documents.document import Role


def element_mentions(subject: Subject, requirement: str) -> Iterator[Mention]:
    """Find the mentions of an elements requirement of the item.

    The wording is read from the spec's own requirement, so that a check on the
    year or the openness of "the plan" looks at the very documents that the
    elements check took for the plan.
    """
    for each in subject.item.require:
        if each.id == requirement:
            wordings = _texts(each.options.get("any"))
            without = _texts(each.options.get("without"))
            where: Where = "anywhere"
            if each.options.get("where") in ("naming", "links"):
                where = "naming" if each.options["where"] == "naming" else "links"
            yield from mentions(subject, wordings, without, where)
            absence = _texts(each.options.get("absence"))
            for mention in mentions(subject, absence, (), "anywhere"):
                if states(absence, mention.text):
                    yield mention


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()


def other_document(
    subject: Subject, wordings: tuple[str, ...], mention: Mention
) -> str:
    """Give the beginning of the file behind a label, where it is another document.

    So it is where the title page names a sibling element of the item (the plan, say,
    under the report's label) and not the element itself. Empty where all is well.
    """
    if mention.block is not None and mention.block.role is Role.HEADING:
        return ""
    beginnings = [
        " ".join(block.text for block in title_page(carrier.document))
        for carrier in mention.carriers
        if carrier.purpose is Purpose.ATTACHMENT and carrier.document is not None
    ]
    if not beginnings or len(beginnings) < len(mention.carriers):
        return ""
    siblings = [
        (_texts(each.options.get("any")), _texts(each.options.get("without")))
        for each in subject.item.require
        if each.options.get("where") == "naming"
        and _texts(each.options.get("any")) != wordings
    ]
    is_other = all(
        not finds(wordings, text)
        and any(
            finds(named, text) and not finds(without, text)
            for named, without in siblings
        )
        for text in beginnings
    )
    return beginnings[0] if is_other else ""
