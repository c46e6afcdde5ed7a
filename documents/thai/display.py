"""Shortens, measures and wraps Thai text for a terminal, never inside a cluster."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from documents.thai.letters import CONSONANT, LEAD, MARK

_TAIL: Final = f"{MARK}\u0e30\u0e32\u0e33\u0e45\u0e2f\u0e46\u0300-\u036f\u200d\ufe0f"
"""What never begins a line: marks, following vowels, repetition and abbreviation."""
_CLUSTER: Final = re.compile(rf"\s|[{LEAD}]*[^{LEAD}{_TAIL}\s]?[{_TAIL}]*")


def _clusters(text: str) -> Iterator[str]:
    return (match[0] for match in _CLUSTER.finditer(text) if match[0])


def cut(text: str, limit: int) -> str:
    """Shorten to at most ``limit`` characters, "…" included, at a whole cluster."""
    if len(text) <= limit:
        return text
    if limit < 1:
        return ""
    length = 0
    for cluster in _clusters(text):
        if length + len(cluster) > limit - 1:
            break
        length += len(cluster)
    return text[:length].rstrip() + "…"


def cells(text: str) -> int:
    """Count the terminal cells of one line: marks take none, wide characters two."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(
        0
        if unicodedata.category(c) in {"Mn", "Me", "Cf", "Cc"}
        else 2
        if unicodedata.east_asian_width(c) in {"W", "F"}
        else 1
        for c in text
    )


# Where a line may end, best first, and how much of it must be full by then. Words and
# numbers in Latin script are split only where nothing else is left.
_ANY, _THAI, _LEADING, _SPACE = range(4)
_BREAKS: Final = (
    (_SPACE, 0.3),
    (_LEADING, 0.5),
    (_THAI, 0.5),
    (_SPACE, 0),
    (_LEADING, 0),
    (_THAI, 0),
    (_ANY, 0),
)
_LETTER: Final = re.compile(rf"[{CONSONANT}{LEAD}{_TAIL}]")


def _rank(before: str, after: str) -> int:
    """Tell how good a place between two clusters is for a line to end."""
    if before.isspace() or after.isspace():
        return _SPACE
    if not _LETTER.match(before[-1]) or after[0] in ")]}”’,.;:!?%":
        return _THAI if _LETTER.match(after[0]) and before[-1] not in "([{“‘" else _ANY
    return _LEADING if re.match(rf"[{LEAD}]", after) else _THAI


def _split(line: list[str], width: int) -> int:
    """Tell how many clusters of an overfull line stay on it, at least one."""
    ranks = [0, *(_rank(a, b) for a, b in pairwise(line))]
    filled = [0]
    for cluster in line:
        filled.append(filled[-1] + cells(cluster))
    for rank, share in _BREAKS:
        for i in range(len(line) - 1, 0, -1):
            if ranks[i] >= rank and share * width <= filled[i] <= width:
                return i
    return 1


def break_lines(text: str, width: int) -> list[str]:
    """Wrap for a terminal of ``width`` cells; existing line breaks stay.

    Never splits a cluster, so one wider than ``width`` stands alone on too long a
    line. White space at a break is dropped. An empty text is one empty line.
    """
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line: list[str] = []
        used = 0
        for cluster in _clusters(paragraph.rstrip()):
            line.append(cluster)
            used += cells(cluster)
            while used > width and len(line) > 1 and not cluster.isspace():
                stay = _split(line, width)
                lines.append("".join(line[:stay]).rstrip())
                line = line[stay:]
                while line and line[0].isspace():
                    del line[0]
                used = cells("".join(line))
        lines.append("".join(line).rstrip())
    return lines
