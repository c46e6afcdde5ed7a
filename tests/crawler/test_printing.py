"""A page printed by Chromium, and what can be read of it again."""

import base64
from pathlib import Path

import pytest

from crawler.chromium import NoChromiumError
from crawler.printing import print_page
from documents.pdf import read_pdf
from tests.support.browser import CHROMIUM, needs_browser

SARABUN = Path(__file__).parents[2] / "oit" / "fonts" / "Sarabun-Regular.ttf"
LINES = (
    "ปีงบประมาณ พื้นที่ คู่มือการปฏิบัติงานสำหรับเจ้าหน้าที่",
    "ผู้ว่าราชการ ญี่ปุ่น ฐานข้อมูล ข้อบัญญัติ ผลการดำเนินงาน น้ำ ทั้งปี ฝั่งนี้ ป้ายชื่อ",
    "การประชาสัมพันธ์และการปฏิสัมพันธ์ข้อมูล อำนาจหน้าที่ ที่อยู่ ๒๕๖๗",
)


@needs_browser
@pytest.mark.parametrize("height", ["1", "1.6", "3"])
def test_what_chromium_prints_is_read_as_it_stands(height: str) -> None:
    lines = "".join(f"<div>{line}</div>" for line in LINES)
    font = base64.b64encode(SARABUN.read_bytes()).decode()
    html = (
        "<!doctype html><style>@font-face {font-family: S;"
        f" src: url(data:font/ttf;base64,{font})}}</style>"
        f"<body style='font-family:S;line-height:{height}'>{lines}"
    )
    read = read_pdf(print_page(html, CHROMIUM))
    assert "".join(read.text.split()).startswith("".join("".join(LINES).split()))


def test_without_a_browser_it_says_so() -> None:
    with pytest.raises(NoChromiumError, match="/no/such"):
        print_page("<p>x", "/no/such")
