"""The labelled corpus, judged: nothing breaks, and one site always gives the same.

How right the verdicts are is told by ``bench/accuracy.py``.
"""

from datetime import datetime, time
from functools import lru_cache

import pytest

import checks.run  # noqa: F401 - fills the register
from checks.check import bind
from checks.finding import Finding, Outcome
from oit.judging import BANGKOK, judge_run, moment_of
from oit.library import Library
from tests.corpus.cases import Case, load_cases, site_of, spec_for
from tests.support.sites import crawl

ITEMS = [f"O{number}" for number in range(1, 31)]
MOST = 8
"""So many cases of an item are judged, so that it does not take long."""
FEW = 3
"""So many of these, the largest, are judged again and in another order."""


@lru_cache(maxsize=1)
def seen(item: str) -> tuple[Case, ...]:
    """Give the cases of an item that may be looked at."""
    return tuple(case for case in load_cases([item]) if not case.kept_aside)


def spread(cases: tuple[Case, ...]) -> tuple[Case, ...]:
    """Take at most ``MOST`` cases, from all parts of the list."""
    count = min(len(cases), MOST)
    return tuple(cases[at * len(cases) // count] for at in range(count))


def findings(case: Case, *, reverse: bool = False) -> tuple[Finding, ...]:
    spec = spec_for(case)
    captures, bodies = crawl(spec, (case.item,), site_of(case))
    now = datetime.combine(case.today, time(12), BANGKOK)
    judgement = judge_run(
        spec,
        bind(spec),
        [case.item],
        captures[::-1] if reverse else captures,
        Library(bodies.__getitem__, spec.content_selector),
        moment_of(spec, now),
    )
    return judgement.findings[case.item]


@pytest.mark.parametrize("item", ITEMS)
def test_no_check_breaks(item: str) -> None:
    broken = {
        case.id: finding.facts
        for case in spread(seen(item))
        for finding in findings(case)
        if finding.outcome is Outcome.ERROR
    }
    assert not broken


@pytest.mark.parametrize("item", ITEMS)
def test_the_same_case_gives_the_same_findings(item: str) -> None:
    for case in sorted(spread(seen(item)), key=_size)[-FEW:]:
        first = findings(case)
        assert findings(case) == first
        assert findings(case, reverse=True) == first


def _size(case: Case) -> int:
    return len(case.pages) + len(case.files)


def test_every_case_has_a_name_of_its_own() -> None:
    names = [case.id for case in load_cases()]
    assert len(names) == len(set(names))
