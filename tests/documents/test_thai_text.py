"""Repair and match keys of Thai text."""

from itertools import pairwise
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.thai.garbage import garbage_share
from documents.thai.text import (
    _AMISS,
    _ODD,
    _REPAIRS,
    _fold_step,
    _right_key,
    _until_stable,
    arabic_digits,
    fold,
    fold_with_offsets,
    repair,
)
from tests.support.thai import ENGLISH, PROSE, texts

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"


@pytest.mark.parametrize(
    ("broken", "right"),
    [
        ("ข\uf70bอกําหนด", "ข้อกำหนด"),
        ("เจ\uf70bาหน\uf70bาที่", "เจ้าหน้าที่"),
        ("ประจําป\uf702งบประมาณ", "ประจำปีงบประมาณ"),
        ("เป\uf712นส\uf70aวน", "เป็นส่วน"),
        ("\uf700านข\uf70bอมูล", "ฐานข้อมูล"),
        ("\uf70fาติ", "ญาติ"),
        ("ข\uf88eอ ป\uf886 ท\uf88b", "ข้อ ปี ท่"),
        ("สำ\u200bนัก\u00adงาน", "สำนักงาน"),
        ("เขต\u00a0บางแค", "เขต บางแค"),
        ("สำ\0นัก\ufeffงาน", "สำนักงาน"),
        ("ที่่นี้้", "ที่นี้"),
        ("สำำนักงาน", "สำนักงาน"),
        ("สำานักงาน", "สำนักงาน"),
        ("ส\u0e4d\u0e32นักงาน", "สำนักงาน"),
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),
        ("น\u0e49\u0e4d\u0e32", "น้ำ"),
        ("น\u0e33\u0e49", "น้ำ"),
        ("ส านักงาน ด าเนินการ", "สำนักงาน ดำเนินการ"),
        ("ส ำเร็จ", "สำเร็จ"),
        ("ส ํานัก", "สำนัก"),
        ("ข ้อ ม ูล", "ข้อ มูล"),
        ("ดา้น สรา้ง", "ด้าน สร้าง"),
        ("ท\u0e48\u0e35", "ที่"),
        ("เเผนปฏิบัติ", "แผนปฏิบัติ"),
        ("ＯＩＴ２５６７", "OIT2567"),
    ],
)
def test_repair_mends(broken: str, right: str) -> None:
    assert repair(broken) == right


@pytest.mark.parametrize(
    "right",
    [
        PROSE,
        ENGLISH,
        "",
        "น้ำ ก็ กู้ ปุ๋ย สิทธิ์ เกาะ โต๊ะ ฤๅษี",
        "บรรทัดหนึ่ง\r\nบรรทัดสอง\n\nบรรทัดสี่",
        "ก\nา",
        "สำ นักงาน",
        "เมนู \uf0c9 ค้นหา",
        "café naïve ½ ﬁ",
        "คอลัมน์\tอื่น  มี  ช่องว่าง",
    ],
)
def test_repair_leaves_alone(right: str) -> None:
    assert repair(right) == right


@given(texts)
def test_repairing_twice_is_repairing_once(text: str) -> None:
    assert repair(repair(text)) == repair(text)


@given(texts)
def test_no_rule_changes_what_is_taken_for_right(text: str) -> None:
    if not _AMISS.search(text):
        assert all(pattern.sub(new, text) == text for pattern, new in _REPAIRS)


@given(texts)
def test_repair_keeps_line_breaks(text: str) -> None:
    assert repair(text).count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ดุลยพินิจ", "ดุลพินิจ"),
        ("สำ นักงาน", "สํานักงาน"),
        ("สานักงาน", "สำนักงาน"),
        ("ส า นั ก ง า น", "สำนักงาน"),
        ("น ้า", "น้ำ"),
        ("หม\r\n่\r\nู", "หมู่"),
        ("พ.ศ. ๒๕๖๗", "พ.ศ.2567"),
        ("No Gift  POLICY", "nogiftpolicy"),
        ("๒๕๖๖–๒๕๗๐", "2566 - 2570"),
        ("“งบ”", '"งบ"'),
        ("อีเมล์", "อีเมล"),
        ("งานทะเบียนราษฎร์", "งานทะเบียนราษฎร"),
    ],
)
def test_fold_makes_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("แผน", "ผล"),
        ("ที่", "ที"),
        ("ฯลฯ", "ลฯ"),
        ("ต่างๆ", "ต่าง"),
        ("2566", "2567"),
        ("ปฏิบัติ", "ปฎิบัติ"),
        ("ข้อ", "ขอ"),
    ],
)
def test_fold_keeps_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(texts | st.text(" \n\u0e33\u0e32\u0e34\u0e48\u0e4c\u0e40กนA`๒"))
def test_the_key_of_a_right_text_takes_one_step(text: str) -> None:
    if not _ODD.search(text):
        assert _right_key(text) == _until_stable(_fold_step, repair(text))


@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    key = fold(text)
    assert fold(key) == key
    assert fold(repair(text)) == key
    assert not any(c.isspace() for c in key)


@given(texts)
def test_offsets_belong_to_the_key(text: str) -> None:
    key, offsets = fold_with_offsets(text)
    assert key == fold(text)
    assert len(offsets) == len(key)
    assert all(a <= b for a, b in pairwise(offsets))
    assert all(0 <= offset < len(repair(text)) for offset in offsets)


def test_a_match_in_the_key_is_a_quote() -> None:
    text = "รายงาน\nผลการ ด าเนินงาน ประจ าปี ๒๕๖๗"
    key, offsets = fold_with_offsets(text)
    wanted = fold("ผลการดำเนินงาน")
    at = key.index(wanted)
    quote = repair(text)[offsets[at] : offsets[at + len(wanted) - 1] + 1]
    assert quote == "ผลการ ดำเนินงาน"


def test_repair_and_fold_are_fast() -> None:
    text = PROSE * (1_000_000 // len(PROSE.encode()))
    start = perf_counter()
    assert repair(text) == text
    fold(text)
    assert perf_counter() - start < 5  # a machine under load; alone it takes 0.4 s


@pytest.mark.parametrize("unit", ["ำ่", "่ิ", "ก า", "ํ่", "กา่", "ำ ", " ", "เ", "\uf70a"])
def test_no_text_is_slow_to_repair(unit: str) -> None:
    start = perf_counter()
    fold("ก" + unit * 20_000)
    assert perf_counter() - start < 2


def test_arabic_digits() -> None:
    assert arabic_digits("๐๑๒๓๔๕๖๗๘๙ 0-9 ก") == "0123456789 0-9 ก"


def test_real_pdf_with_private_use_glyphs() -> None:
    path = SAMPLES / "text_pua_3.pdf"
    if not path.exists():
        pytest.skip("no samples here")
    pdfium = pytest.importorskip("pypdfium2")
    with pdfium.PdfDocument(path) as pdf:
        raw = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    assert raw.count("หน้าที่") == 0
    assert repair(raw).count("หน้าที่") == 61
    assert fold(raw).count(fold("หน้าที่")) == 61
    assert garbage_share(raw) < 0.05
