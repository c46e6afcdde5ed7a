"""Judging items side by side, in several processes: they need nothing of each other.

The processes are forked, so that what was read is there without being sent. Where
that cannot be done safely the items are judged one after the other.
"""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from checks.check import Ask
from checks.finding import Finding
from checks.run import judge_item
from checks.subject import Subject

FEW_BLOCKS = 5_000
"""With less to look at, a process costs more than it saves."""

Findings = dict[str, tuple[Finding, ...]]
_at_hand: list[tuple[tuple[Ask, ...], Subject]] = []
"""What a forked process finds in its memory."""


def judge_items(
    asks: Mapping[str, tuple[Ask, ...]], subjects: Sequence[Subject], processes: int
) -> Findings:
    """Give the findings of each subject's item, in the order of the subjects.

    ``processes``: at most so many; fewer where there are fewer cores.
    """
    processes = min(processes, os.cpu_count() or 1, len(subjects))
    if processes < 2 or not _can_fork() or sum(map(_size, subjects)) < FEW_BLOCKS:
        return _one_by_one(asks, subjects)
    # The longest first, so that no process ends long after the others.
    longest_first = sorted(range(len(subjects)), key=lambda n: -_size(subjects[n]))
    _at_hand[:] = [(asks[s.item.id], s) for s in subjects]
    gc.freeze()
    try:
        with _pool(processes) as pool:
            found = dict(pool.map(_judge, longest_first))
    except (OSError, BrokenProcessPool):
        # The system grants no more processes, or ended one of ours.
        return _one_by_one(asks, subjects)
    finally:
        gc.unfreeze()
        _at_hand.clear()
    return {subject.item.id: found[n] for n, subject in enumerate(subjects)}


def _one_by_one(
    asks: Mapping[str, tuple[Ask, ...]], subjects: Sequence[Subject]
) -> Findings:
    return {s.item.id: judge_item(asks[s.item.id], s) for s in subjects}


def _pool(processes: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        processes,
        mp_context=multiprocessing.get_context("fork"),
        # Who presses Ctrl-C stops us; what we started has nothing to say about it.
        initializer=signal.signal,
        initargs=(signal.SIGINT, signal.SIG_IGN),
    )


def _judge(number: int) -> tuple[int, tuple[Finding, ...]]:
    return number, judge_item(*_at_hand[number])


def _size(subject: Subject) -> int:
    return sum(len(source.blocks) for source in subject.sources)


def _can_fork() -> bool:
    """Tell whether a copy of this process can go on: no other thread holds a lock."""
    return sys.platform == "linux" and threading.active_count() == 1
