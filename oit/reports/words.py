"""The program's own words, Thai and English, that reports and the command line share."""

from checks.finding import Finding, Outcome, Reason
from checks.sentences import Lang, message
from checks.verdict import Verdict
from oit.reports.model import ItemReport

VERDICTS: dict[Verdict, tuple[str, str]] = {
    Verdict.PASS: ("ผ่าน", "pass"),
    Verdict.FAIL: ("ไม่ผ่าน", "fail"),
    Verdict.REVIEW: ("ต้องพิจารณา", "review"),
    Verdict.UNKNOWN: ("ยังไม่ทราบ", "unknown"),
    Verdict.WAIVED: ("ยกเว้น", "waived"),
}


def verdict_word(verdict: Verdict, lang: Lang) -> str:
    """Name a verdict."""
    return VERDICTS[verdict][lang == "en"]


def why(each: ItemReport, lang: Lang) -> str:
    """Say in one sentence why an item has its verdict."""
    worst = each.worst
    if worst is None:
        count = sum(f.outcome is Outcome.PASSED for f in each.findings)
        if lang == "en":
            return f"All requirements are met ({count})"
        return f"ครบตามเกณฑ์ทั้ง {count} ข้อย่อย"
    missing = _missing_elements(each, lang)
    if len(missing) > 1 and _element(worst):
        total = sum(bool(_element(f)) for f in each.findings)
        have = total - len(missing)
        listed = ", ".join(missing)
        if lang == "en":
            return f"{have} of {total} elements found; missing: {listed}"
        return f"พบ {have} จาก {total} องค์ประกอบ ขาด: {listed}"
    return message(worst, lang)


def _missing_elements(each: ItemReport, lang: Lang) -> list[str]:
    name = "element" if lang == "th" else "element_en"
    return [
        dict(finding.facts).get(name, finding.requirement)
        for finding in each.findings
        if _element(finding)
        and finding.outcome is Outcome.FAILED
        and finding.reason is Reason.MISSING
    ]


def _element(finding: Finding) -> str:
    """Give the name of the element a finding is about; empty for all other findings."""
    return dict(finding.facts).get("element", "")
