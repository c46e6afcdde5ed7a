"""Words that are nearly the ones looked for: a slip of the pen, or another document."""

from collections.abc import Iterable

from rapidfuzz.fuzz import partial_ratio

from checks.wording import folded, letters

NEAR = 86.0
"""Likeness, 0 to 100, from which a wording may be meant."""
MIN_LETTERS = 10
_KINDS = tuple(
    folded(word)
    for word in ("แผน", "รายงาน", "ผลการ", "สถิติ", "คู่มือ", "ประกาศ", "มาตรการ", "สรุป")
)
"""Words that make another document of a like name: plan and report differ by these."""


def nearest(wordings: tuple[str, ...], texts: Iterable[str]) -> str:
    """Give the text that nearly says a wording; empty where none does.

    Texts that differ from the wording in the kind of document are no slips.
    """
    best, found = NEAR, ""
    keys = [folded(w.replace("*", "")) for w in wordings if letters(w) >= MIN_LETTERS]
    for text in texts:
        key = folded(text)
        for wording in keys:
            if len(key) < len(wording) - 3 or _kinds(key) != _kinds(wording):
                continue
            likeness = partial_ratio(wording, key, processor=None, score_cutoff=best)
            if likeness >= best and likeness < 100.0:
                best, found = likeness, text
    return found


def _kinds(key: str) -> frozenset[str]:
    return frozenset(kind for kind in _KINDS if kind in key)
