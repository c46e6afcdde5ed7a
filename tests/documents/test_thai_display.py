"""Shortening, measuring and wrapping of Thai text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.thai.display import break_lines, cells, cut
from tests.support.thai import texts


@pytest.mark.parametrize(
    ("text", "limit", "wanted"),
    [
        ("ข้อมูล", 6, "ข้อมูล"),
        ("ข้อมูล", 5, "ข้อ…"),
        ("ที่นี่", 3, "…"),
        ("ที่นี่", 4, "ที่…"),
        ("เป็นเขต", 6, "เป็น…"),
        ("ก แผน", 4, "ก…"),
        ("จำนวน", 4, "จำน…"),
        ("จำนวน", 2, "…"),
        ("plain words", 6, "plain…"),
        ("", 0, ""),
        ("ก", 0, ""),
    ],
)
def test_cut(text: str, limit: int, wanted: str) -> None:
    assert cut(text, limit) == wanted


@given(texts, st.integers(0, 30))
def test_cut_keeps_clusters(text: str, limit: int) -> None:
    short = cut(text, limit)
    assert len(short) <= limit
    if short.endswith("…") and short != text:
        kept = short[:-1]
        assert text.startswith(kept)
        rest = text[len(kept) :]
        if "ก" <= rest[:1] <= "ฮ":
            assert not kept.endswith(tuple("เแโใไ"))
        if kept:
            assert not "\u0e30" <= rest[:1] <= "\u0e3a"
            assert not "\u0e47" <= rest[:1] <= "\u0e4e"


def test_cells() -> None:
    assert cells("กิ่งแก้ว") == 5
    assert cells("น้ำ") == 2
    assert cells("abc\u200b") == 3
    assert cells("中文") == 4


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("เขต บางแค", 5, ["เขต", "บางแค"]),
        ("การเปิดเผย", 5, ["การ", "เปิด", "เผย"]),
        ("ที่นี่ที่นั่น", 3, ["ที่นี่ที่", "นั่น"]),
        ("one two three", 7, ["one two", "three"]),
        ("ปี averylongword", 12, ["ปี", "averylongwor", "d"]),
        ("งบ 2567", 5, ["งบ", "2567"]),
        ("ก\nข", 10, ["ก", "ข"]),
        ("", 10, [""]),
    ],
)
def test_break_lines(text: str, width: int, lines: list[str]) -> None:
    assert break_lines(text, width) == lines


@given(texts, st.integers(1, 12))
def test_broken_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    lines = break_lines(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        alone = len(break_lines(line, 1)) == 1
        assert alone or cells(line) <= width
