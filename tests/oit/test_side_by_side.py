"""Items judged in several processes: the same findings, in the same order."""

from collections.abc import Sequence
from concurrent.futures.process import BrokenProcessPool

import pytest

from checks.check import bind
from oit import side_by_side
from oit.judging import judge_run, moment_of
from oit.library import Library
from tests.corpus.cases import load_cases, site_of, spec_for
from tests.support.sites import NOW, crawl

ITEMS = ("O5", "O6", "O20")


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "FEW_BLOCKS", 0)
    monkeypatch.setattr(side_by_side, "_can_fork", lambda: True)


def findings(items: Sequence[str], processes: int) -> object:
    case = next(iter(load_cases(["O20"])))
    spec = spec_for(case)
    captures, bodies = crawl(spec, tuple(items), site_of(case))
    library = Library(bodies.__getitem__, spec.content_selector)
    judgement = judge_run(
        spec,
        bind(spec),
        items,
        captures,
        library,
        moment_of(spec, NOW),
        processes=processes,
    )
    return list(judgement.findings.items())


@pytest.mark.usefixtures("forked")
@pytest.mark.parametrize("items", [ITEMS, ITEMS[::-1], ITEMS[:1]])
def test_several_processes_find_what_one_does(items: tuple[str, ...]) -> None:
    apart = findings(items, processes=2)
    assert apart == findings(items, processes=1)
    assert [item for item, _ in apart] == list(items)  # type: ignore[attr-defined]


@pytest.mark.usefixtures("forked")
@pytest.mark.parametrize("trouble", [OSError, BrokenProcessPool])
def test_where_no_process_can_be_had_one_judges_all(
    monkeypatch: pytest.MonkeyPatch, trouble: type[Exception]
) -> None:
    def refused(_: int) -> None:
        raise trouble("no more processes")

    monkeypatch.setattr(side_by_side, "_pool", refused)
    assert findings(ITEMS, processes=2) == findings(ITEMS, processes=1)
