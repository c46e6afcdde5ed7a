"""A run as JUnit XML: one suite an item, one case a requirement, for CI systems."""

import re
from typing import TYPE_CHECKING

from checks.finding import Finding, Outcome
from checks.sentences import Lang, fix, message
from oit.reports.model import ItemReport, RunReport

if TYPE_CHECKING:
    from junitparser import TestCase
    from junitparser.junitparser import FinalResult

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What no XML can hold."""


def render_junit(report: RunReport, lang: Lang) -> bytes:
    """Write a run as JUnit XML; undecided requirements are skipped cases."""
    from junitparser import JUnitXml, TestSuite

    xml = JUnitXml(_plain(f"OIT {report.run.agency_name}"))
    for each in report.items:
        suite = TestSuite(_plain(f"{each.item.id} {each.item.title}"))
        suite.timestamp = report.run.started_at.isoformat(timespec="seconds")
        suite.add_testcases(_cases(each, lang))
        xml.add_testsuite(suite)
    xml.update_statistics()  # type: ignore[no-untyped-call]
    written: bytes = xml.tostring()  # type: ignore[no-untyped-call]
    return written


def _cases(each: ItemReport, lang: Lang) -> "list[TestCase]":
    from junitparser import TestCase

    cases: list[TestCase] = []
    for finding in each.findings:
        case = TestCase(finding.requirement, each.item.id)
        if result := _result(finding, lang):
            case.result = [result]
        cases.append(case)
    return cases


def _result(finding: Finding, lang: Lang) -> "FinalResult | None":
    """Give what a case says beyond having passed; None where it did."""
    from junitparser import Error, Failure, Skipped

    kinds = {
        Outcome.FAILED: Failure,
        Outcome.INCONCLUSIVE: Skipped,
        Outcome.NOT_APPLICABLE: Skipped,
        Outcome.ERROR: Error,
    }
    if finding.outcome not in kinds:
        return None
    said = _plain(message(finding, lang))
    result = kinds[finding.outcome](said, finding.reason.value)
    if to_do := fix(finding, lang):
        result.text = _plain(to_do)
    return result


def _plain(text: str) -> str:
    return _UNWRITABLE.sub("", text)
