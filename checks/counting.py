"""How many different things mentions name."""

import re
from collections.abc import Iterable, Iterator, Sequence

from checks.carriers import Standing, standing_of
from checks.naming import Mention
from checks.wanted import SHORT
from checks.wording import ends, finds, folded, matches

NAME_LETTERS = 60
_NAME_END = re.compile(r"พ\.?ศ\.?|25\d\d|\d{4}|หมวด|ส่วนที่|บทที่|\(")


def distinct(found: Iterable[Mention]) -> list[Mention]:
    """Keep one solid mention of each text."""
    return list(
        {
            " ".join(mention.text.split()): mention
            for mention in found
            if mention.standing is Standing.SOLID
        }.values()
    )


def names_of(found: Iterable[Mention], wordings: tuple[str, ...]) -> int:
    """Count the documents that mentions name: by their names, and by what holds them.

    A name is what follows the wording, up to its year; chapters of one law are one
    law, and so are six labels over the same file. Titles inside a file count apart.
    """
    names: set[str] = set()
    holders: dict[str, set[str]] = {}
    for mention in found:
        own = {
            name
            for cell in mention.text.split(" | ")
            for name in _names(wordings, cell)
        }
        names |= own
        inside = mention.index >= 0 and mention.carriers == (mention.source,)
        for carrier in mention.carriers:
            if standing_of(carrier) is not Standing.SOLID:
                continue
            holders.setdefault(carrier.capture.url, set()).update(own if inside else ())
    return min(len(names), sum(max(1, len(each)) for each in holders.values()))


def _names(wordings: tuple[str, ...], text: str) -> Iterator[str]:
    key = folded(text)
    for end in ends(wordings, key):
        name = _NAME_END.split(key[end : end + NAME_LETTERS])[0].strip(" .,:-")
        if name and not name.startswith(("นี้", "ว่า", "ที่")):
            yield name


def count_of(
    solid: Sequence[Mention], wordings: tuple[str, ...], without: tuple[str, ...] = ()
) -> int:
    """Count what mentions name: three persons in one row of a table are three."""
    meant = (m for m in solid if len(m.text) > SHORT or not finds(without, m.text))
    found = frozenset[str]().union(*(matches(wordings, m.text) for m in meant))
    lines = sum(not finds(without, mention.text) for mention in solid)
    return max(lines, sum(not finds(without, word) for word in found))
