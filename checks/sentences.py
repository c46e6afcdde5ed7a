"""Findings in words: one sentence for what was found, one for what to do, Thai or English.

Sentences are prose and may change; programs read reason codes. Facts of a finding
fill the placeholders of its sentence.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from checks.finding import Finding, Reason
from checks.subject import NEEDS_BROWSER, NOT_VISITED
from crawler.artifacts import TROUBLES, FetchStatus
from crawler.urls import named

Lang = Literal["th", "en"]


@dataclass(frozen=True, slots=True)
class Sentences:
    """What is said for one reason; ``{name}`` stands for a fact."""

    th: str
    en: str
    fix_th: str = ""
    fix_en: str = ""


SENTENCES: dict[Reason, Sentences] = {
    Reason.OPENS: Sentences("เปิดได้ครบทั้ง {count} URL", "All {count} URLs open"),
    Reason.NO_URL: Sentences(
        "ข้อนี้ยังไม่มี URL ให้ตรวจ",
        "No URL is given for this item",
        "ใส่ URL ของหน้าที่เผยแพร่ข้อมูลข้อนี้",
        "Give the URL of the page that discloses this item.",
    ),
    Reason.GONE: Sentences(
        "{url} {trouble}", "{url} {trouble}", "{trouble_fix}", "{trouble_fix}"
    ),
    Reason.UNSEEN: Sentences(
        "ยังตัดสินไม่ได้ เพราะ {url} {trouble}",
        "Cannot be decided: {url} {trouble}",
        "{trouble_fix}",
        "{trouble_fix}",
    ),
    Reason.HOST_DOWN: Sentences(
        "ยังไม่ได้ตรวจ เพราะติดต่อเว็บไซต์ไม่ได้ทั้งเว็บ",
        "Not seen: the whole site could not be reached",
        "ตรวจซ้ำเมื่อเว็บไซต์หรือเครือข่ายกลับมาปกติ",
        "Audit again when the site or the network is back.",
    ),
    Reason.LINKED: Sentences(
        "เข้าถึงได้จากเว็บไซต์: มีลิงก์ใน {found_on}", "The site links to it: {found_on}"
    ),
    Reason.NOT_LINKED: Sentences(
        "เปิดได้ แต่ไม่พบลิงก์ไปยัง {url} ในหน้าแรกหรือหน้าใดที่ตรวจ เจ้าหน้าที่ต้องพิจารณา",
        "Opens, but no page that was read links to {url}; a person must look",
        "เพิ่มหน้านี้ในเมนูของเว็บไซต์ เพราะข้อมูลต้องเข้าถึงได้จากเว็บไซต์หลัก",
        "Put the page into the site's menu: it must be reachable from the main site.",
    ),
    Reason.SHOWS_CONTENT: Sentences(
        "ทุกหน้าที่ส่งมีเนื้อหาของตนเอง", "Every page entered shows content of its own"
    ),
    Reason.TITLE_FITS: Sentences(
        "หัวข้อหน้าตรงกับรายการ: “{heading}”", "The heading fits: “{heading}”"
    ),
    Reason.TITLE_OF_OTHER_ITEM: Sentences(
        "หน้านี้เป็นของข้อ {other}: หัวข้อคือ “{heading}”",
        "The page is that of {other}: its heading is “{heading}”",
        "URL ที่ส่งคือ {url} ซึ่งเป็นหน้าของข้อ {other} เปลี่ยนเป็น URL ของหน้าข้อนี้",
        "The URL given is {url}, which is {other}'s page; give that of this item's own.",
    ),
    Reason.TITLE_UNLIKE: Sentences(
        "หัวข้อหน้า “{heading}” ไม่เหมือนชื่อรายการ เจ้าหน้าที่ต้องพิจารณา",
        "The heading “{heading}” is unlike the item's title; a person must look",
        "ตรวจว่า {url} เป็นหน้าที่ถูกต้อง หรือเพิ่มชื่อหน้านี้ใน titles ของรายการ",
        "Check that {url} is the right page, or add its heading to the item's titles.",
    ),
    Reason.FOUND: Sentences("พบ{element}", "Found: {element}"),
    Reason.ABSENCE_STATED: Sentences(
        "หน้าแจ้งไว้ชัดเจนว่าไม่มี{element}", "The page states that there is none: {element}"
    ),
    Reason.MISSING: Sentences(
        "ไม่พบ{element}ใน {url}{counted}",
        "{element} was not found at {url}{counted}",
        "เผยแพร่หัวข้อ “{element}” ในหน้านี้ (คำที่ตรวจหา เช่น {wordings})",
        "Add it to this page; looked for wordings such as {wordings}.",
    ),
    Reason.EMPTY_PAGE: Sentences(
        "{absent}{url} มีแต่หัวข้อ ไม่มีเนื้อหา",
        "{absent}{url} has a title but no content",
        "ใส่เนื้อหาหรือไฟล์ในหน้านี้",
        "Put the content or the files on this page.",
    ),
    Reason.PLACEHOLDER: Sentences(
        "{absent}{url} แจ้งเพียงว่า “{quote}”",
        "{absent}{url} only says “{quote}”",
        "แทนที่ข้อความนี้ด้วยข้อมูลจริง",
        "Replace this notice with the information itself.",
    ),
    Reason.BROKEN_LINK: Sentences(
        "{element}มีลิงก์ แต่ปลายทางเปิดไม่ได้: “{quote}”",
        "{element} is linked, but the link does not open: “{quote}”",
        "อัปโหลดไฟล์ใหม่หรือแก้ลิงก์ “{quote}” ใน {url}",
        "Upload the file again or mend the link “{quote}” at {url}.",
    ),
    Reason.ONLY_PICTURES: Sentences(
        "{element}อาจอยู่ในภาพหรือไฟล์สแกนที่โปรแกรมอ่านไม่ได้: {url}",
        "{element} may be inside pictures or scans that cannot be read: {url}",
        "เผยแพร่เป็นข้อความหรือไฟล์ที่ค้นคำได้ แล้วตรวจอีกครั้ง",
        "Publish it as text or a searchable file, then audit again.",
    ),
    Reason.UNREADABLE_FILE: Sentences(
        "{element}อาจอยู่ในไฟล์ที่โปรแกรมอ่านไม่ได้: {url}",
        "{element} may be in a file that cannot be read: {url}",
        "เปิดไฟล์ดูด้วยตา หรือเผยแพร่เป็น PDF ที่มีข้อความ DOCX หรือ XLSX",
        "Look into the file, or publish a PDF with text, a DOCX or an XLSX.",
    ),
    Reason.ELSEWHERE: Sentences(
        "พบลิงก์ “{quote}” แต่ไปยังหน้าอื่นที่ไม่ได้เปิดตรวจในข้อนี้ เจ้าหน้าที่ต้องพิจารณา",
        "“{quote}” leads to a page that is not read for this item; a person must look",
        "เปิดลิงก์ดูว่ามี{element} หรือเผยแพร่ไว้ในหน้าของข้อนี้",
        "See whether it has this: {element}. Or publish it on the item's own page.",
    ),
    Reason.OTHER_DOCUMENT: Sentences(
        "ลิงก์ว่า “{quote}” แต่หน้าแรกของไฟล์เป็นเอกสารอื่น: “{other}”",
        "The link says “{quote}” but the file begins as another document: “{other}”",
        "ตรวจว่าแนบไฟล์ถูกฉบับหรือไม่: {url}",
        "Check whether the right file is attached: {url}.",
    ),
    Reason.NEAR_WORDING: Sentences(
        "ไม่พบ{element} แต่มีคำใกล้เคียง “{near}” เจ้าหน้าที่ต้องพิจารณาว่าเป็นเรื่องเดียวกันหรือไม่",
        "{element} was not found, but nearly so: “{near}”; a person must look",
        "ถ้าเป็นเรื่องเดียวกัน แก้ชื่อให้ตรง (เช่น {wordings}) หรือเพิ่มคำนี้ในสเปก",
        "If it is meant, correct the name (such as {wordings}) or add it to the spec.",
    ),
    Reason.COLUMNS_MISSING: Sentences(
        "ตาราง{element}ใน {url} ขาดคอลัมน์ {columns_}",
        "The table ({element}) at {url} lacks the columns {columns_}",
        "เพิ่มคอลัมน์ {columns_} พร้อมข้อมูล",
        "Add the columns {columns_}, with their entries.",
    ),
    Reason.EMPTY_TABLE: Sentences(
        "{absent}ตารางใน {url} มีแต่หัวตาราง ไม่มีข้อมูล: “{quote}”",
        "{absent}the table at {url} has a header but no entries: “{quote}”",
        "กรอกข้อมูลในตาราง หรือระบุให้ชัดเจนว่าไม่มี",
        "Fill in the table, or state clearly that there is nothing to enter.",
    ),
    Reason.NO_CONTACT: Sentences(
        "พบรายชื่อ{element} แต่ไม่มีโทรศัพท์หรืออีเมลอยู่ด้วย",
        "{element}: the names are there, without telephone or e-mail",
        "เพิ่มช่องทางติดต่อโดยตรงอย่างน้อย 1 ช่องทางของแต่ละคนใน {url}",
        "Add at least one direct contact for each person at {url}.",
    ),
    Reason.NO_FIGURES: Sentences(
        "พบหัวข้อ{element} (“{quote}”) แต่ไม่มีตัวเลข",
        "{element}: the label is there (“{quote}”), the figures are not",
        "กรอกตัวเลขให้ครบ หากไม่มีให้ใส่ 0 หรือเขียนว่าไม่มี",
        "Give the figures; where there are none, write 0 or say so.",
    ),
    Reason.NOT_A_CHANNEL: Sentences(
        "{url} กล่าวถึง{element} แต่ไม่มีแบบฟอร์มหรือลิงก์เข้าระบบที่ใช้งานได้จริง: “{quote}”",
        "{url} speaks of it ({element}), without a form or system to use: “{quote}”",
        "เพิ่มลิงก์เข้าระบบหรือแบบฟอร์มออนไลน์ที่ประชาชนใช้ได้โดยไม่ต้องเข้าสู่ระบบของหน่วยงาน",
        "Add a link to the system, or a form that anyone can use without your login.",
    ),
    Reason.BEHIND_LOGIN: Sentences(
        "{element}ต้องเข้าสู่ระบบก่อน ประชาชนทั่วไปใช้ไม่ได้: “{quote}”",
        "{element} is behind a login that citizens do not have: “{quote}”",
        "เปิดให้ใช้ได้โดยไม่ต้องเข้าสู่ระบบของหน่วยงาน",
        "Open it to everyone.",
    ),
    Reason.CURRENT: Sentences(
        "เป็นข้อมูลของช่วงเวลาที่กำหนด{of_year}", "Is of the period asked for{of_year}"
    ),
    Reason.NOT_YET_DUE: Sentences(
        "เป็นข้อมูลปี {found} ซึ่งใช้ได้ เพราะปี {wanted} ยังไม่ถึงกำหนดเผยแพร่",
        "Is of {found}, which will do: {wanted} is not due yet",
    ),
    Reason.STALE: Sentences(
        "พบเพียงข้อมูลปี {found} ต้องเป็นปีงบประมาณ {due}{or_due}",
        "Out of date: it is of {found} where fiscal year {due}{or_due} is asked for",
        "เผยแพร่ฉบับปีงบประมาณ {due} ใน {url}",
        "Publish the one of fiscal year {due} at {url}.",
    ),
    Reason.NO_DATE: Sentences(
        "เอกสารไม่ได้ระบุปีหรือเดือน จึงบอกไม่ได้ว่าเป็นของปีงบประมาณ {wanted} หรือไม่",
        "No year or month is named, so it cannot be told whether it is of {wanted}",
        "ระบุปีงบประมาณไว้ในหัวข้อหรือชื่อไฟล์ใน {url}",
        "Name the fiscal year in the heading or the file's title at {url}.",
    ),
    Reason.YEARS_DISAGREE: Sentences(
        "ปีไม่ตรงกัน: ลิงก์ว่า “{quote}” แต่ในเอกสารว่า “{other}”",
        "The years disagree: the link says “{quote}”, the document “{other}”",
        "ตรวจว่าแนบไฟล์ถูกปีหรือไม่: {url}",
        "Check whether the right year's file is attached: {url}.",
    ),
    Reason.MONTHS_MISSING: Sentences(
        "ไม่พบข้อมูลเดือน {missing} (มี {count} จาก {needed} เดือนของปีงบประมาณ {wanted})",
        "Missing: {missing} ({count} of {needed} months of {wanted} are there)",
        "เพิ่มข้อมูลของเดือน {missing} ในหน้านี้",
        "Add {missing} to this page.",
    ),
    Reason.OPEN_ENOUGH: Sentences(
        "เครื่องอ่านได้: {openness} ({kind})", "Machine readable ({kind}, {openness})"
    ),
    Reason.NOT_OPEN_ENOUGH: Sentences(
        "เครื่องอ่านไม่ได้: {named}{problem} (ต้องเป็น{level}เป็นอย่างน้อย)",
        "Not machine readable: {named}{problem} (at least {level} is asked for)",
        "เผยแพร่ไฟล์ต้นฉบับที่ค้นและคัดลอกข้อความได้ แทนไฟล์นี้: {url}",
        "Publish the original file, with text that can be searched and copied: {url}.",
    ),
    Reason.NOTHING_TO_JUDGE: Sentences(
        "ไม่มีหน้าให้ตรวจข้อนี้", "There is no page to judge this by"
    ),
    Reason.ELEMENT_MISSING: Sentences(
        "ยังไม่ตรวจ เพราะยังไม่พบข้อมูลที่ต้องมีก่อน",
        "Not judged: what it is about was not found",
    ),
    Reason.CHECK_BROKE: Sentences(
        "โปรแกรมตรวจขัดข้องเอง ({error})",
        "The auditor itself failed ({error})",
        "แจ้งผู้พัฒนาโปรแกรม",
        "Report this to the makers of the program.",
    ),
}

MONTHS = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)
_PROBLEMS: dict[str, tuple[str, str]] = {
    "picture": ("เป็นภาพ ไม่มีข้อความ", "is a picture without text"),
    "scanned": ("เป็นภาพสแกน ไม่มีข้อความ", "is a scan without text"),
    "garbled": ("มีข้อความแต่อ่านไม่ออก (ฟอนต์ผิด)", "has text that makes no sense"),
    "encrypted": ("ใส่รหัสผ่านไว้", "is protected by a password"),
    "broken": ("ไฟล์เสีย", "is broken"),
    "empty": ("ไม่มีข้อมูล", "is empty"),
    "unsupported": ("เป็นชนิดไฟล์ที่อ่านข้อความไม่ได้", "is of a kind whose text is not read"),
    "mismatch": ("ชนิดไฟล์ไม่ตรงกับนามสกุล", "is not what its name says"),
    "cut": ("อ่านได้เพียงบางส่วน", "was read in part only"),
}
_OWN_TROUBLES: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    NEEDS_BROWSER: (
        (
            "แสดงเนื้อหาด้วย JavaScript ซึ่งโปรแกรมยังเปิดดูไม่ได้",
            "เปิดดูด้วยเบราว์เซอร์ หรือเผยแพร่เนื้อหาให้อ่านได้โดยไม่ต้องใช้ JavaScript",
        ),
        (
            "shows its content by JavaScript, which the auditor does not run yet",
            "Look with a browser, or publish the content so that it needs no JavaScript.",
        ),
    ),
    NOT_VISITED: (
        ("ยังไม่ได้เปิดตรวจ เพราะการตรวจหยุดก่อน", "สั่งตรวจใหม่ (oit audit)"),
        ("was not visited: the run ended before", "Audit again (oit audit)."),
    ),
}
_LEVELS: dict[str, tuple[str, str]] = {
    "none": ("อ่านไม่ได้", "unreadable"),
    "image": ("ภาพ", "image"),
    "text": ("ไฟล์ที่ค้นหาและคัดลอกข้อความได้", "text"),
    "structured": ("ไฟล์ตารางข้อมูล", "structured data"),
    "open": ("ข้อมูลเปิด เช่น CSV", "open data"),
}


def message(finding: Finding, lang: Lang = "th") -> str:
    """Say in one sentence what was found."""
    sentences = SENTENCES[finding.reason]
    return _fill(sentences.th if lang == "th" else sentences.en, finding, lang)


def fix(finding: Finding, lang: Lang = "th") -> str:
    """Say in one sentence what to do; empty where there is nothing to do."""
    sentences = SENTENCES[finding.reason]
    return _fill(sentences.fix_th if lang == "th" else sentences.fix_en, finding, lang)


def _fill(sentence: str, finding: Finding, lang: Lang) -> str:
    facts = dict(finding.facts)
    words: dict[str, str] = {**facts, **_made(facts, finding, lang)}
    return " ".join(sentence.format_map(_Blank(words)).split())


class _Blank(dict[str, str]):
    """A fact that an old finding lacks is left blank."""

    def __missing__(self, key: str) -> str:
        return ""


def _made(facts: Mapping[str, str], finding: Finding, lang: Lang) -> dict[str, str]:
    """Make the words that depend on the language, or on other facts."""
    pick: Callable[[tuple[str, str]], str] = lambda pair: pair[lang == "en"]  # noqa: E731
    quote = finding.evidence[0].quote if finding.evidence else ""
    made = {
        "quote": _short(facts.get("quote") or quote),
        "url": named(facts["url"]) if facts.get("url") else "",
        "found_on": named(facts["found_on"]) if facts.get("found_on") else "",
        "element": pick((facts.get("element", ""), facts.get("element_en", ""))),
        "absent": _absent(facts, lang),
        "columns_": facts.get("columns" if lang == "th" else "columns_en", ""),
        "missing": ", ".join(_month(m, lang) for m in facts.get("missing", "").split()),
        "openness": pick(_LEVELS.get(facts.get("openness", ""), ("", ""))),
        "level": pick(_LEVELS.get(facts.get("level", ""), ("", ""))),
        "problem": pick(_PROBLEMS.get(facts.get("problem", ""), ("", ""))),
        "named": f"“{facts['name']}” " if facts.get("name") else "",
        "wordings": facts.get("wordings", "").replace("*", "…"),
        "of_year": f" ({facts['quote']})" if facts.get("quote") else "",
    }
    due = facts.get("due", "")
    if due and due != facts.get("wanted"):
        made["or_due"] = pick(
            (
                f"เป็นอย่างน้อย (ปี {facts['wanted']} ยังไม่ครบกำหนดเผยแพร่)",
                f" or later ({facts['wanted']} is not due yet)",
            )
        )
    needed = facts.get("needed", "")
    if needed and needed != "1":
        count = facts.get("count", "0")
        made["counted"] = pick(
            (f" (พบ {count} จาก {needed})", f" ({count} of {needed})")
        )
    trouble = trouble_words(facts.get("status", ""), lang)
    return made | {"trouble": trouble[0], "trouble_fix": trouble[1]}


def _absent(facts: Mapping[str, str], lang: Lang) -> str:
    """Begin a sentence with the element that is not there for its reason."""
    if lang == "en":
        return (
            f"{facts['element_en']} was not found: " if facts.get("element_en") else ""
        )
    return f"ไม่พบ{facts['element']} เพราะ " if facts.get("element") else ""


def openness_word(openness: str, lang: Lang) -> str:
    """Name a level of ``documents.document.Openness``."""
    return _LEVELS[openness][lang == "en"]


def problem_words(problem: str, lang: Lang) -> str:
    """Say a ``documents.document.Problem``, to follow the name of what has it."""
    return _PROBLEMS[problem][lang == "en"]


def trouble_words(status: str, lang: Lang) -> tuple[str, str]:
    """Say how a visit ended, to follow a URL, and what to do about it."""
    if not status:
        return ("ยังอ่านไม่ได้", "") if lang == "th" else ("could not be read", "")
    if status in _OWN_TROUBLES:
        th, en = _OWN_TROUBLES[status]
        return th if lang == "th" else en
    trouble = TROUBLES[FetchStatus(status)]
    return (
        (trouble.th, trouble.fix_th) if lang == "th" else (trouble.en, trouble.fix_en)
    )


def _month(text: str, lang: Lang) -> str:
    year, month = map(int, text.split("-"))
    if lang == "en":
        return f"{date(year, month, 1):%b %Y}"
    return f"{MONTHS[month - 1]} {year + 543}"


def _short(text: str) -> str:
    return text if len(text) <= 100 else text[:97] + "..."
