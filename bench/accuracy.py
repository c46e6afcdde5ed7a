"""How right the verdicts are: the labelled corpus, judged. A report, not a test.

For each case a small site is made, crawled in memory and judged with the shipped
spec. Printed are agreement, the precision and recall of `pass` and of `fail`, and how
often the program leaves to a person what an assessor can decide (abstention), for the
cases that were looked at while tuning and for the fifth kept aside; then the same
for each check, held against the requirement that each case was made to break.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import checks.run  # noqa: E402, F401 - fills the register
from checks.check import bind  # noqa: E402
from checks.finding import Finding, Outcome  # noqa: E402
from oit.judging import BANGKOK, judge_run, moment_of  # noqa: E402
from oit.library import Library  # noqa: E402
from tests.corpus.cases import Case, load_cases, site_of, spec_for  # noqa: E402
from tests.support.sites import crawl  # noqa: E402

FIGURES = ROOT / "docs" / "accuracy.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A case and what the program says of it."""

    case: Case
    verdict: str
    findings: tuple[Finding, ...]

    @property
    def agrees(self) -> bool:
        """True where the program says what the assessor says."""
        return self.verdict == self.case.says

    @property
    def abstains(self) -> bool:
        """True where the program leaves to a person what an assessor decides."""
        return self.verdict in ("review", "unknown") and self.case.says != "review"


def judge_case(case: Case) -> Judged:
    """Crawl and judge the site of one case."""
    spec = spec_for(case)
    captures, bodies = crawl(spec, (case.item,), site_of(case))
    library = Library(bodies.__getitem__, spec.content_selector)
    now = datetime.combine(case.today, time(12), BANGKOK)
    found = judge_run(
        spec, bind(spec), [case.item], captures, library, moment_of(spec, now)
    )
    return Judged(
        case=case,
        verdict=found.verdicts[case.item].value,
        findings=found.findings[case.item],
    )


def judge_all(cases: Sequence[Case]) -> list[Judged]:
    """Judge cases on all cores, in their order."""
    with ProcessPoolExecutor() as pool:
        return list(pool.map(judge_case, cases, chunksize=8))


def figures(judged: Iterable[Judged]) -> dict[str, float | int]:
    """Count what was right; shares are 0 to 1, 1 where there was nothing to count."""
    pairs = Counter((each.case.says, each.verdict) for each in judged)
    total = pairs.total()

    def count(says: str = "", verdict: str = "") -> int:
        return sum(
            n
            for (label, said), n in pairs.items()
            if says in ("", label) and verdict in ("", said)
        )

    abstained = sum(
        n
        for (label, said), n in pairs.items()
        if label != "review" and said in ("review", "unknown")
    )
    return {
        "cases": total,
        "agreement": _share(
            sum(pairs[x, x] for x in ("pass", "fail", "review")), total
        ),
        "false_passes": count(verdict="pass") - pairs["pass", "pass"],
        "false_fails": count(verdict="fail") - pairs["fail", "fail"],
        "pass_precision": _share(pairs["pass", "pass"], count(verdict="pass")),
        "pass_recall": _share(pairs["pass", "pass"], count(says="pass")),
        "fail_precision": _share(pairs["fail", "fail"], count(verdict="fail")),
        "fail_recall": _share(pairs["fail", "fail"], count(says="fail")),
        "abstention": _share(abstained, count(says="pass") + count(says="fail")),
    }


def by_check(judged: Iterable[Judged]) -> dict[str, dict[str, float | int]]:
    """Hold each check's findings against what each case was made to break.

    A finding should fail where its requirement is among those the case breaks, and
    pass elsewhere; cases labelled `review` are left out, and so are failing cases that
    do not say what they break.
    """
    pairs: dict[str, Counter[tuple[bool, Outcome]]] = {}
    for each in judged:
        if each.case.says == "review" or (each.case.lacks and not each.case.breaks):
            continue
        for finding in each.findings:
            broken = finding.requirement in each.case.breaks
            pairs.setdefault(finding.check, Counter())[broken, finding.outcome] += 1
    return {check: _of_check(found) for check, found in sorted(pairs.items())}


def _of_check(pairs: Counter[tuple[bool, Outcome]]) -> dict[str, float | int]:
    failed = pairs[True, Outcome.FAILED] + pairs[False, Outcome.FAILED]
    passed = pairs[True, Outcome.PASSED] + pairs[False, Outcome.PASSED]
    broken = sum(n for (is_broken, _), n in pairs.items() if is_broken)
    whole = pairs[False, Outcome.PASSED] + sum(
        pairs[False, o] for o in (Outcome.FAILED, Outcome.INCONCLUSIVE, Outcome.ERROR)
    )
    undecided = pairs[True, Outcome.INCONCLUSIVE] + pairs[False, Outcome.INCONCLUSIVE]
    return {
        "findings": pairs.total(),
        "pass_precision": _share(pairs[False, Outcome.PASSED], passed),
        "pass_recall": _share(pairs[False, Outcome.PASSED], whole),
        "fail_precision": _share(pairs[True, Outcome.FAILED], failed),
        "fail_recall": _share(pairs[True, Outcome.FAILED], broken),
        "abstention": _share(undecided, pairs.total()),
    }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0


def report(judged: Sequence[Judged]) -> dict[str, object]:
    """Give all figures: seen cases, the fifth kept aside, and each check."""
    return {
        "seen": figures(j for j in judged if not j.case.kept_aside),
        "kept_aside": figures(j for j in judged if j.case.kept_aside),
        "checks": by_check(judged),
    }


def show(judged: Iterable[Judged]) -> None:
    """Print every case that the program judges otherwise, with its findings."""
    for each in judged:
        if each.agrees:
            continue
        case = each.case
        print(f"\n{case.id}: {case.says} -> {each.verdict}  {case.lacks}")
        for finding in each.findings:
            well = finding.outcome in (Outcome.PASSED, Outcome.NOT_APPLICABLE)
            if well and finding.requirement not in case.breaks:
                continue
            quote = finding.evidence[0].quote[:90] if finding.evidence else ""
            print(
                f"   {finding.outcome.value:12} {finding.requirement}"
                f" [{finding.reason.value}] {quote}"
            )


def main() -> int:
    """Judge the corpus and print how right the program is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", default="", help="such as O1,O20; all by default")
    parser.add_argument("--validate", metavar="ITEM", help="check the form of one file")
    parser.add_argument("--show", action="store_true", help="list what went wrong")
    parser.add_argument(
        "--kept-aside", action="store_true", help="with --show: those kept aside too"
    )
    parser.add_argument("--write", action="store_true", help="keep the figures in docs")
    options = parser.parse_args()
    items = [x for x in (options.validate or options.items).upper().split(",") if x]
    cases = list(load_cases(items))
    if options.validate:
        for case in cases:
            site_of(case)
        counts = Counter(case.says for case in cases)
        print(f"{options.validate}: {len(cases)} cases, {dict(counts)}")
        return 0
    judged = judge_all(cases)
    if options.show:
        show(j for j in judged if options.kept_aside or not j.case.kept_aside)
    found = report(judged)
    if options.write:
        FIGURES.write_text(json.dumps(found, indent=1) + "\n")
    print(json.dumps(found, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
