"""Names and posts in a list of lines: which line of a post belongs to which name.

On some pages the post stands under the name, on others over it. One list keeps to one
order; read the other way round, everybody would have the next person's post.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from checks.names import Name
from documents.document import Block, Role

LINES = 4
"""Post and contact stand within so many lines of a name, up to the next name."""
JOINT = 12
"""So few letters between two names only join them: one post is meant for both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a page or file."""

    block: Block
    names: tuple[str, ...] = ()
    """Who is named in it; an empty name stands for a post said to be vacant."""
    post: bool = False
    """True where it tells a post."""
    header: str = ""
    """Caption and header of the table in which it is a row."""

    @property
    def is_post(self) -> bool:
        """True where it tells a post and no name."""
        return self.post and not self.names

    @property
    def is_row(self) -> bool:
        """True for a row of a table."""
        return self.block.role is Role.ROW


def lists(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Part lines at the headings over the names: each part is a list of its own."""
    rank = max((line.block.level or 7 for line in lines if line.names), default=7)
    start = 0
    for at, line in enumerate(lines):
        heads = line.block.role is Role.HEADING and line.block.level < rank
        if heads and not line.names:
            yield lines[start:at]
            start = at
    yield lines[start:]


def posts_first(lines: Sequence[Line]) -> bool:
    """Tell from a whole list whether posts stand over the names.

    The elements of the page tell it surest: a name and its post share a card. Then
    the order that gives more names a post, then the one that keeps them closer.
    """
    nearer = over = under = far_over = far_under = 0
    for at, line in enumerate(lines):
        if not line.names or line.post or line.is_row:
            continue
        before = _before(lines, at)
        after = [i for i in _after(lines, at) if lines[i].is_post]
        over += bool(before)
        under += bool(after)
        if before and after:
            nearer += _shared(line.block, lines[before[-1]].block)
            nearer -= _shared(line.block, lines[after[0]].block)
            far_over += at - before[-1]
            far_under += after[0] - at
    return (nearer, over, far_under) > (0, under, far_over)


def own_lines(lines: Sequence[Line], at: int, *, over: bool) -> tuple[Block, ...]:
    """Give the lines that belong to the names in line ``at``, that line first.

    ``over``: posts stand over the names in this list.
    """
    if lines[at].is_row:
        return (lines[at].block,)
    before: list[int] = []
    after = _after(lines, at)
    if over:
        if not lines[at].post:
            before = _before(lines, at)
        ends = (i for i, each in enumerate(after) if lines[each].is_post)
        after = after[: next(ends, None)]
    return tuple(lines[i].block for i in (at, *before, *after))


def line_above(lines: Sequence[Line], at: int) -> str:
    """Give the post in the line over a name; empty where it is another person's."""
    if not at or not lines[at - 1].is_post:
        return ""
    others = lines[max(0, at - 1 - LINES) : at - 1]
    if not lines[at].is_row and any(line.names for line in others):
        return ""
    return lines[at - 1].block.text


def beside_each(
    text: str, names: Sequence[Name], is_post: Callable[[str], bool]
) -> tuple[str, ...]:
    """Give for each name in a line the words that tell the post; empty where none do.

    A single name has the whole line. Of several each has what follows it, or what
    goes before where the posts stand first; names that are only joined share a post.
    """
    if len(names) == 1:
        return (text,)
    ends = (0, *(name.end for name in names))
    starts = (*(name.start for name in names), len(text))
    gaps = [text[a:b] for a, b in zip(ends, starts, strict=True)]
    before, after = gaps[:-1], gaps[1:]
    over = sum(map(is_post, before)) > sum(map(is_post, after))
    own = before if over else after[::-1]
    found: list[str] = []
    for gap in own:
        shares = found and not is_post(gap) and len(gap) <= JOINT
        found.append(found[-1] if shares else gap)
    told = [gap if is_post(gap) else "" for gap in found]
    return tuple(told if over else told[::-1])


def _before(lines: Sequence[Line], at: int) -> list[int]:
    """Give the posts right over a name, down from the last name, table or heading."""
    found: list[int] = []
    for i in range(at - 1, max(-1, at - 1 - LINES), -1):
        line = lines[i]
        if _parts(line, lines[at]) or (found and not line.is_post):
            break
        if line.is_post:
            found.insert(0, i)
    return found


def _after(lines: Sequence[Line], at: int) -> list[int]:
    """Give what follows a name, up to the next name, table or heading over it."""
    found: list[int] = []
    for i in range(at + 1, min(len(lines), at + 1 + LINES)):
        if _parts(lines[i], lines[at]):
            break
        found.append(i)
    return found


def _parts(line: Line, name: Line) -> bool:
    """Tell whether a line ends what belongs to a name."""
    level = line.block.level
    over = line.block.role is Role.HEADING and level < (name.block.level or 7)
    return bool(line.names) or over or line.is_row


def _shared(one: Block, other: Block) -> int:
    """Count the elements that two blocks are both inside of."""
    together = 0
    for mine, theirs in zip(one.nodes, other.nodes, strict=False):
        if mine != theirs:
            break
        together += 1
    return together
