"""Findings in words: one sentence for what was found, one for what to do, Thai or English.

Sentences are prose and may change; programs read reason codes. Facts of a finding
fill the placeholders of its sentence. Thai sentences quote names and leave a space
around them and around figures, and speak of Buddhist years alone; English ones say
which months a fiscal year has.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from checks.finding import Finding, Reason
from checks.subject import NEEDS_BROWSER, NOT_VISITED
from crawler.artifacts import TROUBLES, FetchStatus
from crawler.urls import named
from documents.thai.display import cut

Lang = Literal["th", "en"]
QUOTE = 100
"""So many characters of what was read are quoted in a sentence."""
IN_A_ROW = 3


@dataclass(frozen=True, slots=True)
class Sentences:
    """What is said for one reason; ``{name}`` stands for a fact."""

    th: str
    en: str
    fix_th: str = ""
    fix_en: str = ""


SENTENCES: dict[Reason, Sentences] = {
    Reason.OPENS: Sentences("เปิดได้ทุก URL ({count} URL)", "Every URL opens ({count})"),
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
        "มีลิงก์จากเว็บไซต์มายังหน้านี้: {found_on}", "The site links to it: {found_on}"
    ),
    Reason.NOT_LINKED: Sentences(
        "{url} เปิดได้ แต่ไม่พบลิงก์มายังหน้านี้ในหน้าแรกหรือหน้าใดที่ตรวจ เจ้าหน้าที่ต้องพิจารณา",
        "{url} opens, but no page that was read links to it; a person must look",
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
        "{url} เป็นหน้าของข้อ {other} ไม่ใช่ของข้อนี้ หัวข้อของหน้าคือ “{heading}”",
        "{url} is {other}'s page, not this item's: its heading is “{heading}”",
        "เปลี่ยนเป็น URL ของหน้าที่เผยแพร่ข้อมูลข้อนี้",
        "Give the URL of the page that discloses this item.",
    ),
    Reason.TITLE_UNLIKE: Sentences(
        "หัวข้อของหน้าคือ “{heading}” ซึ่งไม่เหมือนชื่อของข้อนี้ เจ้าหน้าที่ต้องพิจารณาว่าถูกหน้าหรือไม่",
        "The heading “{heading}” is unlike the item's title; a person must look",
        "เปิด {url} ดู ถ้าถูกหน้าแล้ว ให้เพิ่มหัวข้อนี้ใน titles ของข้อนี้ในสเปก ถ้าไม่ใช่ ให้เปลี่ยน URL",
        "Look at {url}: if it is the right page, add its heading to the item's titles in"
        " the spec; if not, give another URL.",
    ),
    Reason.FOUND: Sentences("พบ {it}", "Found: {it}"),
    Reason.ABSENCE_STATED: Sentences(
        "หน้าแจ้งไว้ชัดเจนว่าไม่มี {it}", "The page states that there is none: {it}"
    ),
    Reason.MISSING: Sentences(
        "ไม่พบ {it} ใน {url}{counted}",
        "{it} was not found at {url}{counted}",
        "เผยแพร่ {it} ในหน้านี้{such_as}",
        "Add it to this page{such_as}.",
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
        "{it} มี{link} แต่ปลายทางเปิดไม่ได้",
        "{it} is linked, but the {link} does not open",
        "อัปโหลดไฟล์ใหม่หรือแก้{link} ใน {url}",
        "Upload the file again or mend the {link} at {url}.",
    ),
    Reason.ONLY_PICTURES: Sentences(
        "{it} อาจอยู่ในภาพหรือไฟล์สแกนที่โปรแกรมอ่านไม่ได้: {url}",
        "{it} may be inside pictures or scans that cannot be read: {url}",
        "เผยแพร่เป็นข้อความหรือไฟล์ที่ค้นคำได้ แล้วตรวจอีกครั้ง",
        "Publish it as text or a searchable file, then audit again.",
    ),
    Reason.UNREADABLE_FILE: Sentences(
        "{it} อาจอยู่ในไฟล์ที่โปรแกรมอ่านไม่ได้: {url}",
        "{it} may be in a file that cannot be read: {url}",
        "เปิดไฟล์ดูด้วยตา หรือเผยแพร่เป็น PDF ที่มีข้อความ DOCX หรือ XLSX",
        "Look into the file, or publish a PDF with text, a DOCX or an XLSX.",
    ),
    Reason.ELSEWHERE: Sentences(
        "พบ{link} แต่ปลายทางเป็นหน้าอื่นที่ไม่ได้เปิดตรวจในข้อนี้ เจ้าหน้าที่ต้องพิจารณา",
        "The {link} leads to a page that is not read for this item; a person must look",
        "เปิดลิงก์ดูว่ามี {it} หรือไม่ หรือเผยแพร่ไว้ในหน้าของข้อนี้",
        "See whether it has this: {it}. Or publish it on the item's own page.",
    ),
    Reason.OTHER_DOCUMENT: Sentences(
        "{link} เปิดไปยังไฟล์ที่หน้าแรกเป็นเอกสารอื่น: “{other}”",
        "The link says “{quote}” but the file begins as another document: “{other}”",
        "ตรวจว่าแนบไฟล์ถูกฉบับหรือไม่: {url}",
        "Check whether the right file is attached: {url}.",
    ),
    Reason.NEAR_WORDING: Sentences(
        "ไม่พบ {it} แต่มีคำใกล้เคียงคือ “{near}” ใน {url}"
        " เจ้าหน้าที่ต้องพิจารณาว่าเป็นเรื่องเดียวกันหรือไม่",
        "{it} was not found, but nearly so at {url}: “{near}”; a person must look",
        "ถ้าเป็นเรื่องเดียวกัน ให้แก้ชื่อให้ตรง หรือเพิ่มคำนี้ในสเปก{such_as}",
        "If it is meant, correct the name, or add it to the spec{such_as}.",
    ),
    Reason.COLUMNS_MISSING: Sentences(
        "ตาราง {it} ใน {url} ขาดคอลัมน์ {columns_}",
        "The table ({it}) at {url} lacks the columns {columns_}",
        "เพิ่มคอลัมน์ {columns_} พร้อมข้อมูล",
        "Add the columns {columns_}, with their entries.",
    ),
    Reason.EMPTY_TABLE: Sentences(
        "{absent}{url} มีตารางที่มีแต่หัวตาราง ไม่มีข้อมูล: “{quote}”",
        "{absent}the table at {url} has a header but no entries: “{quote}”",
        "กรอกข้อมูลในตาราง หรือระบุให้ชัดเจนว่าไม่มี",
        "Fill in the table, or state clearly that there is nothing to enter.",
    ),
    Reason.NO_CONTACT: Sentences(
        "พบรายชื่อ {it} แต่ไม่มีโทรศัพท์หรืออีเมลของแต่ละคน",
        "{it}: the names are there, without telephone or e-mail",
        "เพิ่มช่องทางติดต่อโดยตรงอย่างน้อย 1 ช่องทางของแต่ละคนใน {url}",
        "Add at least one direct contact for each person at {url}.",
    ),
    Reason.NO_FIGURES: Sentences(
        "พบหัวข้อ {it} แต่ไม่มีตัวเลข: “{quote}”",
        "{it}: the label is there (“{quote}”), the figures are not",
        "กรอกตัวเลขให้ครบใน {url} หากไม่มีให้ใส่ 0 หรือเขียนว่าไม่มี",
        "Give the figures at {url}; where there are none, write 0 or say so.",
    ),
    Reason.NOT_A_CHANNEL: Sentences(
        "{url} กล่าวถึง {it} แต่ไม่มีแบบฟอร์มหรือลิงก์เข้าระบบที่ใช้งานได้จริง: “{quote}”",
        "{url} speaks of it ({it}), without a form or system to use: “{quote}”",
        "เพิ่มลิงก์เข้าระบบหรือแบบฟอร์มออนไลน์ที่ประชาชนใช้ได้โดยไม่ต้องเข้าสู่ระบบของหน่วยงาน",
        "Add a link to the system, or a form that anyone can use without your login.",
    ),
    Reason.BEHIND_LOGIN: Sentences(
        "{it} ต้องเข้าสู่ระบบก่อน ประชาชนทั่วไปจึงใช้ไม่ได้: “{quote}”",
        "{it} is behind a login that citizens do not have: “{quote}”",
        "เปิดให้ใช้ได้โดยไม่ต้องเข้าสู่ระบบของหน่วยงาน",
        "Open it to everyone.",
    ),
    Reason.CURRENT: Sentences(
        "เป็นข้อมูลของช่วงเวลาที่กำหนด{of_year}", "Is of the period asked for{of_year}"
    ),
    Reason.NOT_YET_DUE: Sentences(
        "เป็นข้อมูลของ{found_year} ซึ่งใช้ได้ เพราะของ{wanted_year} ยังไม่ถึงกำหนดเผยแพร่",
        "Is of {found_year}, which will do: {wanted_year} is not due yet",
    ),
    Reason.STALE: Sentences(
        "พบเพียงข้อมูลของ{found_year} แต่ต้องเป็นของ{due_year}{or_due}{not_due}",
        "Out of date: of {found_year}, where {due_year}{or_due} is asked for{not_due}",
        "เผยแพร่ฉบับของ{due_year} ใน {url}",
        "Publish the one of {due_year} at {url}.",
    ),
    Reason.NO_DATE: Sentences(
        "{document} ไม่ได้ระบุปีหรือเดือน จึงบอกไม่ได้ว่าเป็นของ{wanted_year} หรือไม่",
        "{document} names no year or month, so it may be of {wanted_year} or not",
        "ระบุปีงบประมาณไว้ในหัวข้อหรือชื่อไฟล์ใน {url}",
        "Name the fiscal year in the heading or the file's title at {url}.",
    ),
    Reason.YEARS_DISAGREE: Sentences(
        "ปีไม่ตรงกัน: ลิงก์ระบุ “{quote}” แต่ในเอกสารระบุ “{other}”",
        "The years disagree: the link says “{quote}”, the document “{other}”",
        "ตรวจว่าแนบไฟล์ถูกปีหรือไม่: {url}",
        "Check whether the right year's file is attached: {url}.",
    ),
    Reason.MONTHS_MISSING: Sentences(
        "มีข้อมูล {count} จาก {needed} เดือนที่ต้องมีของ{wanted_year}"
        " ไม่พบเดือน {missing}{instead}",
        "{count} of the {needed} months due of {wanted_year} are there; missing:"
        " {missing}{instead}",
        "เพิ่มข้อมูลของเดือน {missing} ใน {url}",
        "Add {missing} at {url}.",
    ),
    Reason.OPEN_ENOUGH: Sentences(
        "เครื่องอ่านได้: เป็น{openness} ({kind_}){but_pages}",
        "Machine readable: {openness} ({kind_}){but_pages}",
    ),
    Reason.NOT_OPEN_ENOUGH: Sentences(
        "เครื่องอ่านไม่ได้: {named}{problem} (อย่างน้อยต้องเป็น{level})",
        "Not machine readable: {named}{problem} (at least {level} is asked for)",
        "เผยแพร่ไฟล์ต้นฉบับที่เป็น{level} แทน {url}",
        "Publish the original file, as {level}, in place of {url}.",
    ),
    Reason.NOTHING_TO_JUDGE: Sentences(
        "ไม่ได้ตัดสิน เพราะข้อมูลที่อ่านได้ไม่พอ",
        "Not judged, for too little was read to tell",
    ),
    Reason.ELEMENT_MISSING: Sentences(
        "ยังไม่ได้ตรวจเรื่องนี้ เพราะยังไม่พบเอกสารหรือข้อมูลที่ต้องใช้ตรวจ",
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
_GROUNDS: dict[str, tuple[str, str]] = {
    "open_format": (
        "เป็นรูปแบบเปิดที่โปรแกรมใดก็อ่านค่าได้",
        "is in a format that any program reads",
    ),
    "cells": ("มีข้อมูลอยู่ในช่องของตาราง", "has its values in cells"),
    "words": (
        "ค้นหาและคัดลอกข้อความได้ แต่ข้อมูลไม่ได้อยู่ในช่องของตาราง",
        "has words that can be searched, but no values in cells",
    ),
    "old_format": ("เป็นไฟล์รูปแบบเก่าก่อนปี 2550", "is in a format of before 2007"),
    "picture": ("เป็นไฟล์ภาพ", "is a picture file"),
    "only_pictures": ("มีแต่ภาพ ไม่มีข้อความ", "holds nothing but pictures"),
    "some_pictures": ("มีบางส่วนเป็นภาพ ไม่มีข้อความ", "is pictures without text in part"),
    "garbled": _PROBLEMS["garbled"],
    "password": _PROBLEMS["encrypted"],
    "broken": _PROBLEMS["broken"],
    "nothing": _PROBLEMS["empty"],
    "recording": ("เป็นวิดีโอหรือเสียง", "is film or sound"),
    "not_read": _PROBLEMS["unsupported"],
    "packed": ("ต้องแตกไฟล์ก่อนจึงจะอ่านได้", "must be unpacked first"),
    "special_program": (
        "ต้องมีโปรแกรมเฉพาะจึงจะเปิดได้",
        "needs a special program to be opened",
    ),
    "only_merged": (
        "ทุกช่องเป็นช่องที่ผสานกัน จึงไม่เป็นตารางข้อมูล",
        "has merged cells only, which are no table",
    ),
    "no_header": ("ไม่มีแถวหัวตารางที่บอกชื่อคอลัมน์", "has no row that names its columns"),
    "old_encoding": ("ไม่ได้บันทึกด้วยรหัสอักษร UTF-8", "is not in UTF-8"),
    "wrong_name": _PROBLEMS["mismatch"],
    "cut": _PROBLEMS["cut"],
}
_BESIDE_THE_POINT = frozenset({"", "mismatch", "cut"})
"""Problems that do not make a file less open."""
_OWN_TROUBLES: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    NEEDS_BROWSER: (
        (
            "แสดงเนื้อหาด้วย JavaScript ซึ่งโปรแกรมเปิดดูไม่สำเร็จ",
            "ติดตั้ง Chromium แล้วตรวจใหม่ หรือเผยแพร่เนื้อหาให้อ่านได้โดยไม่ต้องใช้ JavaScript",
        ),
        (
            "shows its content by JavaScript, which could not be run",
            "Install Chromium and audit again, or publish content that needs no JavaScript.",
        ),
    ),
    NOT_VISITED: (
        ("ยังไม่ได้เปิดตรวจ เพราะการตรวจหยุดก่อน", "สั่งตรวจใหม่ (oit audit)"),
        ("was not visited: the run ended before", "Audit again (oit audit)."),
    ),
}
_PATTERNS: tuple[tuple[re.Pattern[str], tuple[str, str]], ...] = (
    (re.compile(r"\(-[^)]*\)"), ("", "")),
    (re.compile(r"<name>"), ("(ชื่อ)", "(name)")),
    (re.compile(r"<phone>"), ("(โทรศัพท์)", "(telephone)")),
    (re.compile(r"<email>"), ("(อีเมล)", "(e-mail)")),
    (re.compile(r"<number>"), ("(ตัวเลข)", "(number)")),
    (re.compile(r"\*|<word>"), ("…", "…")),
)
"""The signs of the spec's wordings, and what people are told instead."""
_LEVELS: dict[str, tuple[str, str]] = {
    "none": ("อ่านไม่ได้", "unreadable"),
    "image": ("ภาพ", "image"),
    "text": ("ข้อความที่ค้นหาและคัดลอกได้", "text"),
    "structured": ("ตารางข้อมูล เช่น Excel", "structured data"),
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
    url = named(facts["url"]) if facts.get("url") else ""
    words = cut(facts.get("quote") or quote, QUOTE)
    openness = pick(_LEVELS.get(facts.get("openness", ""), ("", "")))
    made = {
        "quote": words,
        "link": pick(("ลิงก์", "link")) + (f" “{words}”" if words else ""),
        "url": url,
        "found_on": named(facts["found_on"]) if facts.get("found_on") else "",
        "it": _element(facts, lang) or pick(("ข้อมูลของข้อนี้", "What is asked for")),
        "absent": _absent(facts, lang),
        "columns_": facts.get("columns" if lang == "th" else "columns_en", ""),
        "missing": _months(facts.get("missing", "").split(), lang),
        "openness": openness,
        "kind_": facts.get("kind", "").upper(),
        "level": pick(_LEVELS.get(facts.get("level", ""), ("", ""))),
        "problem": _why(facts, lang) or pick((f"เป็น{openness}", f"is {openness}")),
        "named": (f"“{facts['name']}”" if facts.get("name") else url) + " ",
        "document": f"“{words}”" if words else pick(("เอกสาร", "The document")),
        "such_as": _such_as(facts.get("wordings", ""), lang),
        "of_year": f" (“{facts['quote']}”)" if facts.get("quote") else "",
    }
    for name in ("found", "wanted", "due"):
        be = facts.get(name, "")
        made[f"{name}_year"] = fiscal_year_words(int(be), lang) if be else ""
    if facts.get("found"):
        of = made["found_year"]
        made["instead"] = pick((f" มีแต่ของ{of}", f"; what is there is of {of}"))
    if facts.get("pages"):
        made["but_pages"] = pick((" แต่", "; part of it ")) + made["problem"]
    due = facts.get("due", "")
    if due and due != facts.get("wanted"):
        made["or_due"] = pick((" เป็นอย่างน้อย", " or later"))
        wanted = made["wanted_year"]
        made["not_due"] = pick(
            (f" ({wanted} ยังไม่ครบกำหนดเผยแพร่)", f"; {wanted} is not due yet")
        )
    needed = facts.get("needed", "")
    if needed and needed != "1":
        count = facts.get("count", "0")
        made["counted"] = pick(
            (f" (พบ {count} จาก {needed})", f" ({count} of {needed})")
        )
    trouble = trouble_words(facts.get("status", ""), lang)
    return made | {"trouble": trouble[0], "trouble_fix": trouble[1]}


def _why(facts: Mapping[str, str], lang: Lang) -> str:
    """Say why a file is no more open than it is; empty where nothing tells."""
    problem, ground = facts.get("problem", ""), facts.get("ground", "")
    if ground and problem in _BESIDE_THE_POINT:
        return ground_words(ground, lang)
    if not problem:
        return ""
    return problem_words(problem, lang, facts.get("pages", ""))


def _absent(facts: Mapping[str, str], lang: Lang) -> str:
    """Begin a sentence with the element that is not there for its reason."""
    it = _element(facts, lang)
    if not it:
        return ""
    return f"{it} was not found: " if lang == "en" else f"ไม่พบ {it} เพราะ "


def _element(facts: Mapping[str, str], lang: Lang) -> str:
    """Name the element: a Thai name is quoted, since no space ends a Thai word."""
    if lang == "en":
        return facts.get("element_en", "")
    return f"“{facts['element']}”" if facts.get("element") else ""


def _such_as(wordings: str, lang: Lang) -> str:
    """Tell some of the words that were looked for, as people write them."""
    wordings = plain_wording(wordings, lang)
    if not wordings:
        return ""
    if lang == "en":
        return f" (looked for wordings such as {wordings})"
    return f" (คำที่ตรวจหา เช่น {wordings})"


def plain_wording(wording: str, lang: Lang) -> str:
    """Write a wording of the spec as people would, without its signs."""
    for pattern, word in _PATTERNS:
        wording = pattern.sub(word[lang == "en"], wording)
    return wording


def openness_word(openness: str, lang: Lang) -> str:
    """Name a level of ``documents.document.Openness``."""
    return _LEVELS[openness][lang == "en"]


def problem_words(problem: str, lang: Lang, pages: str = "") -> str:
    """Say a ``documents.document.Problem``, to follow the name of what has it.

    ``pages``: those that it is of, as ``documents.pdf_facts.page_ranges`` writes them.
    """
    words = _PROBLEMS[problem][lang == "en"]
    if not pages:
        return words
    if lang == "th":
        return f"หน้า {pages} {words}"
    return f"{words} (page{'' if pages.isdecimal() else 's'} {pages})"


def ground_words(ground: str, lang: Lang) -> str:
    """Say a ``documents.document.Ground``, to follow the name of what has it."""
    return _GROUNDS[ground][lang == "en"]


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


def fiscal_year_words(be: int, lang: Lang) -> str:
    """Name a fiscal year (Buddhist); in English with the months that it has."""
    if lang == "th":
        return f"ปีงบประมาณ {be}"
    return f"FY {be} BE (Oct {be - 544} - Sep {be - 543})"


def _months(texts: Sequence[str], lang: Lang) -> str:
    """List months written ``2026-01``, three and more in a row by first and last."""
    rows: list[list[int]] = []
    for text in texts:
        year, month = map(int, text.split("-"))
        at = year * 12 + month - 1
        if rows and rows[-1][-1] == at - 1:
            rows[-1].append(at)
        else:
            rows.append([at])
    to = " to " if lang == "en" else " ถึง "
    return ", ".join(
        _month(row[0], lang) + to + _month(row[-1], lang)
        if len(row) >= IN_A_ROW
        else ", ".join(_month(at, lang) for at in row)
        for row in rows
    )


def _month(at: int, lang: Lang) -> str:
    year, month = divmod(at, 12)
    if lang == "en":
        return f"{date(year, month + 1, 1):%b %Y}"
    return f"{MONTHS[month]} {year + 543}"
