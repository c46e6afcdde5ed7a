"""Findings in words: spaces where Thai has them, one era a language, months in rows."""

import re

import pytest

from checks.finding import Evidence, Finding, Outcome, Reason
from checks.sentences import (
    Lang,
    fix,
    ground_words,
    message,
    openness_word,
    problem_words,
)
from documents.document import Ground, Openness, Problem

PAGE = "https://webportal.bangkok.go.th/bangkhae/page/sub/16260/สรุปผล"
QUOTE = "ดาวน์โหลดสรุปผล"
TYPICAL = {
    "element": "สรุปผลรายเดือน (สขร.1)",
    "element_en": "Monthly summary",
    "url": PAGE,
    "status": "timeout",
    "count": "2",
    "needed": "3",
    "wordings": "สรุปผล*จัดซื้อ / (-ไม่)แล้วเสร็จ / <number> ฉบับ",
    "heading": "แผนปฏิบัติการ",
    "other": "O28",
    "found_on": "https://webportal.bangkok.go.th/bangkhae",
    "wanted": "2569",
    "due": "2568",
    "found": "2567",
    "columns": "งาน, วงเงิน",
    "columns_en": "subject, amount",
    "near": "สรุปการจัดซื้อ",
    "missing": "2025-11 2026-02 2026-03 2026-04",
    "openness": "text",
    "level": "structured",
    "kind": "pdf",
    "name": "แผนงาน",
    "error": "X: y",
}


def finding(reason: Reason, **facts: str) -> Finding:
    return Finding(
        outcome=Outcome.FAILED,
        reason=reason,
        facts=tuple({**TYPICAL, **facts}.items()),
        evidence=(Evidence(url=PAGE, quote=QUOTE),),
    )


def both(one: Finding, lang: Lang) -> str:
    return f"{message(one, lang)} | {fix(one, lang)}"


@pytest.mark.parametrize("reason", list(Reason))
def test_thai_leaves_a_space_around_names_and_figures(reason: Reason) -> None:
    said = both(finding(reason), "th")
    assert re.findall(r"[ก-๛](?:[0-9“]|O\d)|[0-9”][ก-๛]", said) == [], said
    assert "  " not in said


@pytest.mark.parametrize("reason", list(Reason))
def test_each_language_keeps_to_its_era(reason: Reason) -> None:
    thai, english = (both(finding(reason), lang) for lang in ("th", "en"))  # type: ignore[arg-type]
    assert re.findall(r"\b20\d\d\b|BE|FY", thai) == [], thai
    buddhist = re.findall(r"\b25\d\d\b", english)
    full = re.findall(r"FY (25\d\d) BE \(Oct 20\d\d - Sep 20\d\d\)", english)
    assert buddhist == full, english


def test_a_missing_element_is_named_with_its_place() -> None:
    one = finding(Reason.MISSING, count="1")
    assert message(one) == (
        "ไม่พบ “สรุปผลรายเดือน (สขร.1)” ใน “สรุปผล” (page/sub/16260) (พบ 1 จาก 3)"
    )
    assert fix(one).endswith("(คำที่ตรวจหา เช่น สรุปผล…จัดซื้อ / แล้วเสร็จ / (ตัวเลข) ฉบับ)")
    for lang in ("th", "en"):
        assert "เช่น" not in fix(finding(Reason.MISSING, wordings=""), lang)  # type: ignore[arg-type]
        assert "such as" not in fix(finding(Reason.MISSING, wordings=""), lang)  # type: ignore[arg-type]


def test_without_a_name_the_sentence_is_whole() -> None:
    nameless = {"element": "", "element_en": "", "name": ""}
    one = finding(Reason.UNREADABLE_FILE, **nameless)
    assert message(one).startswith("ข้อมูลของข้อนี้ อาจอยู่ในไฟล์")
    assert message(one, "en").startswith("What is asked for may be in a file")
    assert message(finding(Reason.EMPTY_PAGE, **nameless)).startswith("“สรุปผล”")
    picture = finding(Reason.NOT_OPEN_ENOUGH, **nameless)
    assert "“สรุปผล” (page/sub/16260) เป็นข้อความ" in message(picture)
    unread = Finding(outcome=Outcome.INCONCLUSIVE, reason=Reason.ELSEWHERE)
    assert message(unread).startswith("พบลิงก์ แต่ปลายทาง")
    undated = Finding(outcome=Outcome.INCONCLUSIVE, reason=Reason.NO_DATE)
    assert message(undated).startswith("เอกสาร ไม่ได้ระบุปี")


@pytest.mark.parametrize(
    ("problem", "ground", "said"),
    [
        ("", "words", "“แผน” has words that can be searched, but no values in cells"),
        ("cut", "cells", "“แผน” has its values in cells"),
        ("mismatch", "packed", "“แผน” must be unpacked first"),
        ("scanned", "only_pictures", "“แผน” is a scan without text"),
        ("picture", "", "“แผน” is a picture without text"),
    ],
)
def test_a_file_is_not_open_for_what_it_is(
    problem: str, ground: str, said: str
) -> None:
    facts = {"name": "แผน", "problem": problem, "ground": ground}
    assert said in message(finding(Reason.NOT_OPEN_ENOUGH, **facts), "en")


def test_months_say_what_is_there_and_what_is_not() -> None:
    some = finding(Reason.MONTHS_MISSING, count="8", needed="12", found="")
    assert message(some) == (
        "มีข้อมูล 8 จาก 12 เดือนที่ต้องมีของปีงบประมาณ 2569"
        " ไม่พบเดือน พ.ย. 2568, ก.พ. 2569 ถึง เม.ย. 2569"
    )
    assert message(some, "en") == (
        "8 of the 12 months due of FY 2569 BE (Oct 2025 - Sep 2026) are there;"
        " missing: Nov 2025, Feb 2026 to Apr 2026"
    )
    none = finding(Reason.MONTHS_MISSING, missing="2025-12 2026-01", found="2568")
    assert message(none).endswith("ไม่พบเดือน ธ.ค. 2568, ม.ค. 2569 มีแต่ของปีงบประมาณ 2568")
    assert message(none, "en").endswith(
        "missing: Dec 2025, Jan 2026; what is there is of"
        " FY 2568 BE (Oct 2024 - Sep 2025)"
    )


def test_a_long_quote_is_cut_at_a_whole_letter() -> None:
    one = Finding(
        outcome=Outcome.FAILED,
        reason=Reason.PLACEHOLDER,
        evidence=(Evidence(url=PAGE, quote="น้ำ" * 99),),
    )
    assert re.search(r"น้ำ…”$|น้…”$", message(one))


@pytest.mark.parametrize("lang", ["th", "en"])
def test_each_level_and_problem_has_words_of_its_own(lang: Lang) -> None:
    levels = {openness_word(level, lang) for level in Openness}
    problems = {problem_words(problem, lang) for problem in Problem}
    grounds = {ground_words(ground, lang) for ground in Ground}
    assert (len(levels), len(problems)) == (len(Openness), len(Problem))
    assert len(grounds) == len(Ground)
    for said in levels | problems | grounds:
        assert bool(re.search("[ก-๛]", said)) is (lang == "th"), said
