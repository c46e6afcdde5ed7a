"""The program's own words, Thai and English, that reports and the command line share."""

from collections.abc import Iterable

from checks.finding import Finding, Outcome, Reason
from checks.sentences import Lang, fix, message
from checks.verdict import Verdict
from config.spec import Item, Requirement
from crawler.artifacts import BUDGET, Capture, FetchStatus
from crawler.chromium import NoChromiumError
from crawler.urls import named, origin
from crawler.visiting import PROGRAM_ERROR
from oit.reports.model import ItemReport

MANY_ADDRESSES = 3
"""So many addresses that were not opened are told."""
VERDICTS: dict[Verdict, tuple[str, str]] = {
    Verdict.PASS: ("ผ่าน", "pass"),
    Verdict.FAIL: ("ไม่ผ่าน", "fail"),
    Verdict.REVIEW: ("ต้องพิจารณา", "review"),
    Verdict.UNKNOWN: ("ยังไม่ทราบ", "unknown"),
    Verdict.WAIVED: ("ยกเว้น", "waived"),
}
STANDING = {
    "reachable": ("การเปิด URL", "URL opens"),
    "reachable-from-home": ("ลิงก์จากเว็บไซต์", "Link from the site"),
    "right-page": ("หัวข้อของหน้า", "Heading"),
    "placeholder": ("เนื้อหาของหน้า", "Content"),
}
"""What the checks of every item ask, which name no element."""
ASPECTS = {
    "machine-readable": ("รูปแบบไฟล์", "openness"),
    "fiscal-year": ("ปีงบประมาณ", "fiscal year"),
    "months-covered": ("เดือนที่ต้องมี", "months covered"),
}
"""What checks ask of an element that another requirement names."""


def requirement_name(item: Item, requirement_id: str, lang: Lang) -> str:
    """Name a requirement of an item for people; its id where nothing better is known."""
    asked = {each.id: each for each in item.require}
    each, en = asked.get(requirement_id), lang == "en"
    if each is None:
        return STANDING.get(requirement_id, (requirement_id,) * 2)[en]
    if element := _element_option(each, lang):
        return element
    if each.check not in ASPECTS:
        return STANDING.get(each.check, (requirement_id,) * 2)[en]
    whole = asked.get(str(each.options.get("of", "")))
    name = _element_option(whole, lang) if whole else ""
    aspect = ASPECTS[each.check][en]
    return f"{name}: {aspect}" if name else aspect[0].upper() + aspect[1:]


def _element_option(requirement: Requirement, lang: Lang) -> str:
    name = "element_en" if lang == "en" else "element"
    return str(requirement.options.get(name, ""))


def verdict_word(verdict: Verdict, lang: Lang) -> str:
    """Name a verdict."""
    return VERDICTS[verdict][lang == "en"]


def refused_addresses(captures: Iterable[Capture]) -> tuple[str, ...]:
    """Give host and port of what our own guard kept from being opened, each once."""
    return tuple(
        dict.fromkeys(
            origin(capture.final_url).authority
            for capture in captures
            if capture.status is FetchStatus.REFUSED
            and capture.detail != BUDGET
            and not capture.detail.startswith(PROGRAM_ERROR)
        )
    )


def refusal_words(addresses: tuple[str, ...], lang: Lang) -> str:
    """Say why addresses were not opened, and the setting that has them opened."""
    first, more = addresses[:MANY_ADDRESSES], len(addresses) > MANY_ADDRESSES
    listed = ", ".join(first) + (", …" if more else "")
    setting = "OIT_ALLOW_PRIVATE=" + ",".join(first) + (",…" if more else "")
    if lang == "en":
        return (
            f"Not opened, because private or at a port that is none of the web's:"
            f" {listed}. If it is meant, set {setting}, or list it in"
            " crawl.allow_private of the spec."
        )
    return (
        f"โปรแกรมไม่เปิด {listed} เพราะเป็นที่อยู่ในเครือข่ายภายในหรือพอร์ตที่เว็บไซต์ทั่วไปไม่ใช้"
        f" ถ้าตั้งใจตรวจ ให้ตั้งค่า {setting} หรือเพิ่มใน crawl.allow_private ของสเปก"
    )


def no_browser_words(trouble: NoChromiumError) -> tuple[str, str]:
    """Say that pages of scripts could not be looked at, and why: Thai and English."""
    return (
        f"เปิดดูหน้าที่ใช้ JavaScript ไม่ได้: {trouble.th}",
        f"Pages that need JavaScript could not be looked at: {trouble.en}",
    )


def why(each: ItemReport, lang: Lang) -> str:
    """Say in one sentence why an item has its verdict."""
    worst = each.worst
    if worst is None:
        count = sum(f.outcome is Outcome.PASSED for f in each.findings)
        if lang == "en":
            return f"All requirements are met ({count})"
        return f"ครบตามเกณฑ์ทั้ง {count} ข้อย่อย"
    if missing := _several_missing(each):
        asked = [f for f in each.findings if _element(f)]
        have = sum(f.outcome is Outcome.PASSED for f in asked)
        total, names = len(asked), _names(missing, lang)
        if lang == "en":
            return f"{have} of {total} elements found; missing: {names}"
        return f"พบ {have} จาก {total} องค์ประกอบ ไม่พบ {names}"
    return message(worst, lang)


def todo(each: ItemReport, lang: Lang) -> str:
    """Say in one sentence what to do about what ``why`` says; empty where nothing."""
    if each.worst is None:
        return ""
    if missing := _several_missing(each):
        where = named(dict(missing[0].facts).get("url", ""))
        names = _names(missing, lang)
        if lang == "en":
            return f"Publish these at {where}: {names}."
        return f"เผยแพร่ {names} ใน {where}"
    return fix(each.worst, lang)


def _several_missing(each: ItemReport) -> list[Finding]:
    """Give what says which elements are not there, where that is more than one."""
    missing = [
        finding
        for finding in each.findings
        if _element(finding)
        and finding.outcome is Outcome.FAILED
        and finding.reason is Reason.MISSING
    ]
    told = each.worst is not None and _element(each.worst)
    return missing if told and len(missing) > 1 else []


def _names(missing: list[Finding], lang: Lang) -> str:
    if lang == "en":
        facts = (dict(finding.facts) for finding in missing)
        return ", ".join(each.get("element_en", each["element"]) for each in facts)
    return " ".join(f"“{_element(finding)}”" for finding in missing)


def _element(finding: Finding) -> str:
    """Give the name of the element a finding is about; empty for all other findings."""
    return dict(finding.facts).get("element", "")
