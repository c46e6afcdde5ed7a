"""Where in a page or file wordings stand, and which may stand there at all.

Most wordings stand nowhere in most documents. The longest fixed part of each is looked
for in the folded text of a block first; only blocks that hold it are matched.
"""

from bisect import bisect_left
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from checks.subject import Source
from checks.vocabulary import Parts
from checks.wording import (
    BEFORE,
    anchor,
    folded,
    numbering,
    opening,
    which_may_hold,
)
from documents.document import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    keys: tuple[str, ...]
    """Folded text and address of every block."""
    headings: tuple[int, ...]
    """Which blocks are headings."""
    held: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    """What ``held`` said of wordings, which are asked about again."""


_INDEXES: WeakKeyDictionary[Source, _Index] = WeakKeyDictionary()


def hits(source: Source, wordings: tuple[str, ...]) -> list[int]:
    """Give the numbers of the blocks in which a wording stands, in order.

    The address of a link is looked at as well as its text.
    """
    return which_may_hold(wordings, _index_of(source).keys)


def held(source: Source, wordings: tuple[str, ...]) -> tuple[str, ...]:
    """Give the wordings that may stand somewhere in a page or file."""
    index = _index_of(source)
    if wordings not in index.held:
        text = "\n".join(index.keys)
        index.held[wordings] = tuple(w for w in wordings if anchor(w) in text)
    return index.held[wordings]


def openings(source: Source, wordings: tuple[str, ...]) -> list[int]:
    """Give the numbers of the blocks that may begin with a wording, in order.

    They begin with its opening, a few letters before it let pass.
    """
    keys = _index_of(source).keys
    openings = set(map(opening, wordings))
    if "" in openings:
        return list(range(len(keys)))
    parts = Parts(openings)
    return [
        at
        for at, key in enumerate(keys)
        if any(
            key.index(part) - numbering(key) <= BEFORE for part in parts.those_in(key)
        )
    ]


def headings_before(source: Source, index: int) -> tuple[int, ...]:
    """Give the numbers of the blocks before one that are headings, in order."""
    headings = _index_of(source).headings
    return headings[: bisect_left(headings, index)]


def _index_of(source: Source) -> _Index:
    index = _INDEXES.get(source)
    if index is None:
        blocks = source.blocks
        index = _INDEXES[source] = _Index(
            # Apart, since the text alone is asked about again.
            keys=tuple(folded(b.text) + folded(b.href) for b in blocks),
            headings=tuple(at for at, b in enumerate(blocks) if b.role is Role.HEADING),
        )
    return index
