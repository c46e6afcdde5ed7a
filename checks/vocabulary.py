"""All wordings at once: which of their fixed parts stand in a text.

Thousands of wordings are asked about the same lines. One pass over a line finds the
parts of all that were announced (the automaton of Aho and Corasick); a part that was
not is looked for by itself. What is found is the same either way.
"""

from collections.abc import Collection, Iterable
from operator import itemgetter

from ahocorasick import Automaton

MANY = 50_000
"""Parts that are announced at most; beyond, those of earlier specs are forgotten."""
REMEMBERED = 100_000
"""Texts whose parts are remembered."""
FEW = 3
"""So many parts are found sooner by themselves."""
_NONE = frozenset[str]()
_part = itemgetter(1)


class Vocabulary(dict[str, frozenset[str]]):
    """For each folded text asked about, those of ``parts`` that stand in it."""

    def __init__(self, parts: frozenset[str], remembered: int = REMEMBERED) -> None:
        """Take what will be looked for, none of it empty; ``remembered``: texts."""
        super().__init__()
        self.parts = parts
        self._remembered = remembered
        self._automaton: Automaton | None = None

    def __missing__(self, key: str) -> frozenset[str]:
        """Look at a text for the first time."""
        if self._automaton is None:
            # Not before it is needed: most programs announce much and judge nothing.
            self._automaton = _automaton_of(self.parts)
        if len(self) >= self._remembered:
            self.clear()
        found = self[key] = frozenset(map(_part, self._automaton.iter(key))) or _NONE
        return found


def _automaton_of(parts: Iterable[str]) -> Automaton:
    automaton = Automaton()
    for part in parts:
        automaton.add_word(part, part)
    automaton.make_automaton()
    return automaton


_announced = [Vocabulary(frozenset())]


def announce(parts: Iterable[str]) -> None:
    """Tell which parts will be looked for, before many texts are asked about."""
    known, new = _announced[0].parts, frozenset(filter(None, parts))
    if not new <= known:
        _announced[0] = Vocabulary(new | known if len(known) < MANY else new)


class Parts:
    """Fixed parts that are looked for together."""

    __slots__ = ("_announced", "_vocabulary", "all")

    def __init__(self, parts: Iterable[str]) -> None:
        """Take the parts; none is empty."""
        self.all = frozenset(parts)
        self._vocabulary: Vocabulary | None = None
        self._announced = False

    def those_in(self, key: str) -> Collection[str]:
        """Give those that stand in a folded text, in no order."""
        vocabulary = _announced[0]
        if vocabulary is not self._vocabulary:
            self._announced = len(self.all) > FEW and self.all <= vocabulary.parts
            self._vocabulary = vocabulary
        if self._announced:
            return vocabulary[key] & self.all
        return [part for part in self.all if part in key]
