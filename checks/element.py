"""The elements of an item, for the checks that judge the documents behind one."""

from collections.abc import Iterator

from checks.carriers import Where
from checks.naming import Mention, mentions
from checks.subject import Subject
from checks.wording import states


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
