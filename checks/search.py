"""Where in a page or file wordings stand: an index, so that few blocks need a look.

Most wordings stand nowhere in most documents. The longest fixed part of each is
looked for in the folded text of the whole document first; only blocks that hold it
are matched.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from checks.subject import Source
from checks.wording import BEFORE, anchor, folded, numbering, opening, stands
from documents.document import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    text: str
    """Folded text and address of every block, one a line."""
    starts: tuple[int, ...]
    """Where each block begins in ``text``."""
    begins: tuple[int, ...]
    """Where the text of each begins in ``text``, after its number."""
    headings: tuple[int, ...]
    """Which blocks are headings."""


_INDEXES: WeakKeyDictionary[Source, _Index] = WeakKeyDictionary()


def hits(source: Source, wordings: tuple[str, ...]) -> list[int]:
    """Give the numbers of the blocks in which a wording stands, in order.

    The address of a link is looked at as well as its text.
    """
    index = _index_of(source)
    found: set[int] = set()
    for wording in wordings:
        for at in _holding(index, anchor(wording)):
            if at not in found and stands(wording, _key(index, at)):
                found.add(at)
    return sorted(found)


def held(source: Source, wordings: tuple[str, ...]) -> tuple[str, ...]:
    """Give the wordings that may stand somewhere in a page or file."""
    text = _index_of(source).text
    return tuple(wording for wording in wordings if anchor(wording) in text)


def openings(source: Source, wordings: tuple[str, ...]) -> list[int]:
    """Give the numbers of the blocks that may begin with a wording, in order."""
    index = _index_of(source)
    found: set[int] = set()
    for part in dict.fromkeys(map(opening, wordings)):
        found.update(_holding(index, part, at_start=True))
    return sorted(found)


def headings_before(source: Source, index: int) -> tuple[int, ...]:
    """Give the numbers of the blocks before one that are headings, in order."""
    headings = _index_of(source).headings
    return headings[: bisect_left(headings, index)]


def _index_of(source: Source) -> _Index:
    index = _INDEXES.get(source)
    if index is None:
        # Apart, since the text alone is asked about again.
        keys = [folded(b.text) + folded(b.href) for b in source.blocks]
        starts, begins, length = [], [], 0
        for key in keys:
            starts.append(length)
            begins.append(length + numbering(key))
            length += len(key) + 1
        index = _INDEXES[source] = _Index(
            text="\n".join(keys),
            starts=tuple(starts),
            begins=tuple(begins),
            headings=tuple(
                at for at, b in enumerate(source.blocks) if b.role is Role.HEADING
            ),
        )
    return index


def _key(index: _Index, at: int) -> str:
    end = index.starts[at + 1] - 1 if at + 1 < len(index.starts) else None
    return index.text[index.starts[at] : end]


def _holding(index: _Index, part: str, *, at_start: bool = False) -> list[int]:
    """Give the blocks that hold a fixed part; all of them where there is none.

    ``at_start``: only those that begin with it, a few letters before it let pass.
    """
    if not part:
        return list(range(len(index.starts)))
    found: list[int] = []
    position = index.text.find(part)
    while position >= 0:
        at = bisect_right(index.starts, position) - 1
        if not at_start or position - index.begins[at] <= BEFORE:
            found.append(at)
        following = index.starts[at + 1] if at + 1 < len(index.starts) else -1
        position = index.text.find(part, following) if following >= 0 else -1
    return found
