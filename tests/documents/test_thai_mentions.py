"""Expressions of time: what is read, and what must stay quiet."""

import re
from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.thai import time_patterns
from documents.thai.dates import MentionKind
from documents.thai.mentions import find_bare_months, find_mentions
from documents.thai.text import repair
from documents.thai.time_patterns import _FULL, _SHORT, ENGLISH, MONTH_PART

FISCAL_YEAR, YEAR, MONTH, DAY, RANGE = MentionKind
FY2567 = (FISCAL_YEAR, "2023-10-01", "2024-09-30")
Y2567 = (YEAR, "2024-01-01", "2024-12-31")
OCT_2566 = (MONTH, "2023-10-01", "2023-10-31")
DAY_30 = (DAY, "2024-03-30", "2024-03-30")
FIRST_HALF = (RANGE, "2023-10-01", "2024-03-31")
QUARTER_2 = (RANGE, "2024-01-01", "2024-03-31")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ปีงบประมาณ พ.ศ. 2567", FY2567),
        ("ปีงบประมาณ พ.ศ.๒๕๖๗", FY2567),
        ("ปีงบประมาณ 2567", FY2567),
        ("ปี งบ ประมาณ 2567", FY2567),
        ("ประจำปีงบประมาณ พ.ศ. 2567", FY2567),
        ("ประจ าปี\u200bงบประมาณ\u00a0256๗", FY2567),
        ("ประจําป\uf702งบประมาณ 2567", FY2567),
        ("ปีงบประมาณ\nพ.ศ. 2567", FY2567),
        ("ปีงบประมาณ พุทธศักราช ๒๕๖๗", FY2567),
        ("ปีงบ 67", FY2567),
        ("ปีงบฯ 2567", FY2567),
        ("ปีงบประมาณ 67", FY2567),
        ("ปี งปม. 2567", FY2567),
        ("งบประมาณประจำปี 2567", FY2567),
        ("งบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. 2567", FY2567),
        ("งบประมาณ พ.ศ. 2567", FY2567),
        ("FY2567", FY2567),
        ("FY 67", FY2567),
        ("FY2024", FY2567),
        ("Fiscal Year 2024", FY2567),
        ("พ.ศ. 2567", Y2567),
        ("พ.ศ.๒๕๖๗", Y2567),
        ("พ. ศ. 2567", Y2567),
        ("พุทธศักราช ๒๕๖๗", Y2567),
        ("ค.ศ. 2024", Y2567),
        ("ปี 2567", Y2567),
        ("ปี พ.ศ. 2567", Y2567),
        ("ปี 67", Y2567),
        ("ปี 2024", Y2567),
        ("ประจำปี ๒๕๖๗", Y2567),
        ("แผนปฏิบัติการ 2567", Y2567),
        ("แผนปฏิบัติการ2567", Y2567),
        ("ITA2567", Y2567),
        ("(2567)", Y2567),
        ("Action_Plan_2567", Y2567),
        ("ต.ค. 2566", OCT_2566),
        ("ต.ค.66", OCT_2566),
        ("ตค 66", OCT_2566),
        ("ต.ค 2566", OCT_2566),
        ("ต . ค . 2566", OCT_2566),
        ("ตุลาคม 2566", OCT_2566),
        ("ตุลาคม 66", OCT_2566),
        ("ตลุาคม 2566", OCT_2566),
        ("ตุลำคม 2566", OCT_2566),
        ("เดือนตุลาคม พ.ศ. ๒๕๖๖", OCT_2566),
        ("เดือน ตุลาคม ปี 2566", OCT_2566),
        ("เดือนตุลาคม ปีงบประมาณ 2567", OCT_2566),
        ("ประจำเดือน ต.ค. ประจำปีงบประมาณ พ.ศ. ๒๕๖๗", OCT_2566),
        ("October 2023", OCT_2566),
        ("Oct. 2566", OCT_2566),
        ("10/2566", OCT_2566),
        ("เดือน 10/2023", OCT_2566),
        ("กรกฏาคม 2567", (MONTH, "2024-07-01", "2024-07-31")),
        ("กุมภาพันธ์ 2567", (MONTH, "2024-02-01", "2024-02-29")),
        ("เม.ย. 67", (MONTH, "2024-04-01", "2024-04-30")),
        ("มิ.ย.67", (MONTH, "2024-06-01", "2024-06-30")),
        ("พ.ค. 2567", (MONTH, "2024-05-01", "2024-05-31")),
        ("ก.พ. 2567", (MONTH, "2024-02-01", "2024-02-29")),
        ("เดือนม.ค. 2567", (MONTH, "2024-01-01", "2024-01-31")),
        ("May 2024", (MONTH, "2024-05-01", "2024-05-31")),
        ("30 มีนาคม 2567", DAY_30),
        ("30 มีนาคม พ.ศ. 2567", DAY_30),
        ("วันที่ ๓๐ เดือน มีนาคม พ.ศ. ๒๕๖๗", DAY_30),
        ("30 มี.ค. 67", DAY_30),
        ("30 มี.ค.2567", DAY_30),
        ("30/3/2567", DAY_30),
        ("30/03/2024", DAY_30),
        ("30-03-2567", DAY_30),
        ("30.3.2567", DAY_30),
        ("2024-03-30", DAY_30),
        ("2567-03-30", DAY_30),
        ("วันที่ 30/3/67", DAY_30),
        ("ลว. 30/3/67", DAY_30),
        ("วันเสาร์ที่ 30 มีนาคม พ.ศ. 2567 เวลา 10.00 น.", DAY_30),
        ("30 March 2024", DAY_30),
        ("30th March 2567", DAY_30),
        ("March 30, 2024", DAY_30),
        ("ต.ค. 66 - มี.ค. 67", FIRST_HALF),
        ("ต.ค.66-มี.ค.67", FIRST_HALF),
        ("ตุลาคม 2566 ถึง มีนาคม 2567", FIRST_HALF),
        ("ตุลาคม 2566 ถึงเดือนมีนาคม 2567", FIRST_HALF),
        ("ตุลาคม - มีนาคม 2567", FIRST_HALF),
        ("1 ตุลาคม 2566 - 31 มีนาคม 2567", FIRST_HALF),
        ("๑ ต.ค. ๖๖ – ๓๑ มี.ค. ๖๗", FIRST_HALF),
        ("วันที่ 1 ตุลาคม 2566 ถึงวันที่ 31 มีนาคม 2567", FIRST_HALF),
        ("1/10/2566 - 31/3/2567", FIRST_HALF),
        ("ตุลาคม – ธันวาคม 2566", (RANGE, "2023-10-01", "2023-12-31")),
        ("1 - 15 มีนาคม 2567", (RANGE, "2024-03-01", "2024-03-15")),
        ("2566-2570", (RANGE, "2023-01-01", "2027-12-31")),
        ("พ.ศ. ๒๕๖๖ – ๒๕๗๐", (RANGE, "2023-01-01", "2027-12-31")),
        ("พ.ศ. 2566 ถึง พ.ศ. 2570", (RANGE, "2023-01-01", "2027-12-31")),
        ("ปี 2566-70", (RANGE, "2023-01-01", "2027-12-31")),
        ("ปีงบประมาณ 2566 - 2570", (RANGE, "2022-10-01", "2027-09-30")),
        ("ไตรมาสที่ 2/2567", QUARTER_2),
        ("ไตรมาส 2 ปีงบประมาณ 2567", QUARTER_2),
        ("ไตรมาสที่ ๒ (ปีงบประมาณ พ.ศ. ๒๕๖๗", QUARTER_2),
        ("ไตรมาสที่ 2 ปี 2567", QUARTER_2),
        ("ปีงบประมาณ พ.ศ. 2567 ไตรมาสที่ 2", QUARTER_2),
        ("Q2/2567", QUARTER_2),
        ("ไตรมาส 1-2 ปีงบประมาณ 2567", FIRST_HALF),
        ("รอบ 6 เดือนแรก ปีงบประมาณ 2567", FIRST_HALF),
        ("6 เดือน ปีงบประมาณ 2567", FIRST_HALF),
        ("6 เดือนแรกของปีงบประมาณ 2567", FIRST_HALF),
        ("รอบ ๖ เดือน ประจำปีงบประมาณ พ.ศ. ๒๕๖๗", FIRST_HALF),
        ("ประจำปีงบประมาณ พ.ศ. 2567 (รอบ 6 เดือน", FIRST_HALF),
        ("รอบ 6 เดือนหลัง ปีงบประมาณ 2567", (RANGE, "2024-04-01", "2024-09-30")),
        ("รอบ 12 เดือน ปีงบประมาณ 2567", (RANGE, "2023-10-01", "2024-09-30")),
    ],
)
def test_the_whole_text_is_one_mention(
    text: str, wanted: tuple[MentionKind, str, str]
) -> None:
    mentions = find_mentions(f"รายงาน {text} ของสำนักงาน")
    read = [(m.kind, m.start.isoformat(), m.end.isoformat()) for m in mentions]
    assert read == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "2,567 บาท",
        "งบประมาณ 2,567,000 บาท",
        "งบประมาณ 2567 บาท",
        "2567 บาท",
        "2567.50",
        "2567 คน",
        "๒๕๖๗ ราย",
        "2567 โครงการ",
        "จำนวน 2567",
        "วงเงิน 2567",
        "0 2567 1234",
        "02-567-2567",
        "โทร. 2567",
        "โทรศัพท์ 0 2567 1234 ต่อ 2567",
        "โทรสาร 0-2567-2568",
        "เลขที่ 2567",
        "99/2567 หมู่ 5",
        "บ้านเลขที่ 12/2567",
        "ถนน 2567",
        "มาตรา 2567",
        "ข้อ 2567",
        "รหัส 2567",
        "A2567",
        "2567ABC",
        "1-2567-25678-90-1",
        "1 2567 12345 67 8",
        "12567",
        "25671",
        "เลขประจำตัว 3100502567890",
        "10.30 น.",
        "เวลา 08.30 - 16.30 น.",
        "31 กุมภาพันธ์ 2567",
        "29 ก.พ. 2566",
        "0 มกราคม 2567",
        "45 มีนาคม 2567",
        "30/13/2567",
        "0/5/2567",
        "03/30/2024",
        "2024-13-01",
        "คำสั่งที่ 10/2566",
        "ที่ กท 5401/2567",
        "ประกาศที่ 3/2567",
        "สัญญาเลขที่ 5/2567",
        "ฉบับที่ 7/2567",
        "12/2567 ลว.",
        "12/2567 ลงวันที่",
        "ที่ อว 0602/ว 2567",
        "ตุลาคม 66 ราย",
        "ตุลาคม 66 เรื่อง",
        "ตุลาคม\n66",
        "ปีงบ 67 คน",
        "20 ปี 60 วัน",
        "ร้อยละ 2 ต่อปี 60 งวด",
        "66 - 70",
        "อายุ 60-67 ปี",
        "ปี",
        "ปีงบประมาณ พ.ศ. ........",
        "พ.ศ.",
        "ชั้นปีที่ 67",
        "ต.ค.",
        "ตุลาคม 2,566",
        "October",
        "in may 67 people",
        "1999 ราย",
        "2024",
        "https://example.go.th/2567/10/2566-plan_2567.pdf",
        "www.example.go.th/ปี2567",
        "office2567@example.go.th",
        "",
    ],
)
def test_stays_quiet(text: str) -> None:
    assert find_mentions(text) == ()
    assert find_mentions(f"ก่อน {text} หลัง") == ()


def test_mentions_come_in_order_with_their_places() -> None:
    text = "แผน ปี 2564, 2565 และ 2566\n30 มี.ค. ๖๗ ประจ าปีงบประมาณ 2567"
    mentions = find_mentions(text)
    assert [m.text for m in mentions] == [
        *("ปี 2564", "2565", "2566", "30 มี.ค. ๖๗", "ประจำปีงบประมาณ 2567")
    ]
    for mention in mentions:
        assert repair(text).startswith(mention.text, mention.position)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("เดือนตุลาคม", [10]),
        ("เดือนตุลาคม\nเดือนพฤศจิกายน\nเดือนธันวาคม", [10, 11, 12]),
        ("ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย.", [1, 2, 3, 4, 5, 6]),
        ("ก.ค. | ส.ค. | ก.ย. | ต.ค. | พ.ย. | ธ.ค.", [7, 8, 9, 10, 11, 12]),
        ("มกราคม - มีนาคม", [1, 3]),
        ("กุมภาพนัธ์ และ มถิุนายน", [2, 6]),
        ("ตุลาคม 66 ราย", [10]),
        ("ตุลาคม | 2566", [10]),
        ("ปีงบประมาณ 2567 เดือนตุลาคม", [10]),
        ("ตุลาคม 2566", []),
        ("ตุลาคม - ธันวาคม 2566", []),
        ("กระทรวงคมนาคม", []),
        ("สำนักงาน ก.พ. และ ก.พ.ร.", []),
        ("อ.ก.พ. สำนักงาน ก.ค.ศ.", []),
        ("พ.ศ. พ.ร.บ. ส.ก. ส.ส. ส.ค.ส.", []),
        ("มค กพ ตค", []),
        ("May March", []),
        ("", []),
    ],
)
def test_bare_months(text: str, months: list[int]) -> None:
    found = find_bare_months(text)
    assert [month for month, _ in found] == months


def test_bare_months_tell_where() -> None:
    assert find_bare_months("ส านัก ต.ค. ") == ((10, len("สำนัก ")),)


MONTHS = (
    ("มกราคม", "ม.ค."),
    ("กุมภาพันธ์", "ก.พ."),
    ("มีนาคม", "มี.ค."),
    ("เมษายน", "เม.ย."),
    ("พฤษภาคม", "พ.ค."),
    ("มิถุนายน", "มิ.ย."),
    ("กรกฎาคม", "ก.ค."),
    ("สิงหาคม", "ส.ค."),
    ("กันยายน", "ก.ย."),
    ("ตุลาคม", "ต.ค."),
    ("พฤศจิกายน", "พ.ย."),
    ("ธันวาคม", "ธ.ค."),
)


@given(st.dates(min_value=date(2007, 1, 1), max_value=date(2056, 12, 31)))
def test_every_day_is_read_in_every_way_of_writing(day: date) -> None:
    full, short = MONTHS[day.month - 1]
    year = day.year + 543
    thai = str(day.day).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    for text in (
        f"{day.day} {full} {year}",
        f"{thai} {full} พ.ศ. {year}",
        f"{day.day} {short} {year % 100}",
        f"{day.day}{short}{year}",
        f"{day.day}/{day.month}/{year}",
        day.isoformat(),
        f"{day:%d %B %Y}",
    ):
        (mention,) = find_mentions(text)
        assert (mention.kind, mention.start, mention.end) == (DAY, day, day), text


pieces = st.sampled_from(
    [
        *("ปี", "ปีงบประมาณ", "พ.ศ.", "ตุลาคม", "ต.ค.", "มี.ค", "กุมภาพันธ์", "เดือน", "วันที่"),
        *(
            "ไตรมาส",
            "รอบ",
            "6 เดือน",
            "แรก",
            "ถึง",
            "-",
            "–",
            "/",
            ".",
            ",",
            "(",
            ")",
            " ",
            "\n",
        ),
        *(
            "2567",
            "๒๕๖๖",
            "67",
            "66",
            "31",
            "30",
            "2",
            "0",
            "99",
            "2024",
            "2100",
            "2699",
            "12",
        ),
        *(
            "พ.ร.บ.",
            "ประกาศ",
            "ปีการศึกษา",
            "FY",
            "Q1",
            "May",
            "March",
            "©",
            "\u200b",
            "๑",
        ),
        *("ครั้งที่", "http://", "บาท", "ก", "า", "\u0e48", "²", "１"),
    ]
)


anything = st.lists(pieces, max_size=14).map("".join) | st.text(max_size=60)


@given(anything)
def test_no_text_raises_and_mentions_are_sound(text: str) -> None:
    repaired = repair(text)
    end = 0
    for mention in find_mentions(text):
        assert mention.start <= mention.end
        assert mention.text
        assert mention.position >= end
        end = mention.position + len(mention.text)
        assert repaired[mention.position : end] == mention.text
    for month, position in find_bare_months(text):
        assert 1 <= month <= 12
        assert 0 <= position < len(repaired)


@pytest.mark.parametrize(
    "unit",
    [
        *("ปี ", "ปีงบประมาณ", " ", "1-", "2567 ", "25", "ต.ค. 66 - ", "( ", "1/", "a."),
        *("พระราชบัญญัติ พ.ศ. 2560 ", "30/3/2567-", "\n", "ไตรมาส 1 ", "ก.พ."),
    ],
)
def test_no_text_is_slow(unit: str) -> None:
    start = perf_counter()
    find_mentions("ปีงบประมาณ" + unit * (20_000 // len(unit)) + " 2567")
    assert perf_counter() - start < 3


def test_mentions_far_apart_are_all_found() -> None:
    filling = "สำนักงานเขตเผยแพร่ข้อมูลต่อประชาชน " * 20
    text = f"{filling}30 มี.ค. 67 {filling}ปีงบประมาณ 2567 {filling}ต.ค. 66{filling}"
    assert [m.kind for m in find_mentions(text)] == [DAY, FISCAL_YEAR, MONTH]


def test_what_is_looked_for_first_stands_in_all_that_is_found() -> None:
    """A pattern that is passed over would find nothing: all names of all months."""
    ways = [*_FULL, *_SHORT, *(short.replace(".", "") for short in _SHORT)]
    spread = (f"{name[:at]} {name[at:]}" for name in _FULL for at in range(len(name)))
    english = [p.replace("(?-i:May|MAY)", "May").split("(")[0][:3] for p in ENGLISH]
    found = [
        match[0]
        for name in (*ways, *spread, *english)
        for written in (name, f"{name}.", name.replace("ม", "ม ").upper())
        for match in re.finditer(time_patterns.MONTH, f" {written} 2567")
    ]
    assert len(found) > len(ways)
    assert all(re.search(MONTH_PART, month) for month in found)
