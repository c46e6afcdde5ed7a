"""Where the title of a document may begin, and over how many lines it goes."""

import pytest

from checks.search import openings
from checks.subject import Source
from checks.wanted import Wanted
from checks.wording import begins, finds
from crawler.artifacts import Capture, FetchStatus, Purpose
from documents.document import Block, Document, Kind, Openness
from tests.support.sites import NOW


@pytest.mark.parametrize(
    ("wording", "lines", "found"),
    [
        ("แผนปฏิบัติการ", ["แผนปฏิบัติการประจำปี", "พ.ศ. 2567"], [0]),
        ("แผนปฏิบัติการ", ["2.1) แผนปฏิบัติการประจำปี"], [0]),
        ("แผนปฏิบัติการ", ["ร่าง", "แผนปฏิบัติการประจำปี พ.ศ. 2567"], [1]),
        ("แผนปฏิบัติการ*2567", ["แผนปฏิบัติการ", "พ.ศ. 2567"], [0]),
        ("<number> โครงการ", ["รวม 120", "โครงการ"], [0, 1]),
        ("แผนปฏิบัติการ", ["ตามที่สำนักงานเขตได้จัดทำแผนปฏิบัติการประจำปี"], []),
    ],
)
def test_a_document_can_only_begin_where_its_name_does(
    wording: str, lines: list[str], found: list[int]
) -> None:
    blocks = tuple(Block(text=line) for line in lines)
    document = Document(kind=Kind.PDF, openness=Openness.TEXT, blocks=blocks)
    url = "https://example.go.th/a.pdf"
    capture = Capture(
        url=url,
        final_url=url,
        status=FetchStatus.OK,
        purpose=Purpose.ATTACHMENT,
        fetched_at=NOW,
    )
    source = Source(capture=capture, purpose=Purpose.ATTACHMENT, document=document)
    assert openings(source, (wording,)) == found
    begin = [at for at in found if begins((wording,), " ".join(lines[at:]))]
    assert begin == found[:1] or wording.startswith("<")


@pytest.mark.parametrize(
    ("lines", "over"),
    [
        (["แผนปฏิบัติการประจำปี 2567", "บทที่ 1"], 1),
        (["แผนปฏิบัติการ", "ประจำปี พ.ศ. 2567"], 2),
        (["แผนปฏิบัติการ", "ด้านการคลัง"], 0),
        (["ตามที่สำนักงานเขตได้จัดทำแผนปฏิบัติการประจำปี 2567"], 0),
    ],
)
def test_a_title_goes_over_one_line_or_two(lines: list[str], over: int) -> None:
    wanted = Wanted(any=("แผนปฏิบัติการ*ปี*2567",), where="naming")
    assert wanted.title_lines(tuple(Block(text=line) for line in lines), 0) == over


@pytest.mark.parametrize(
    ("text", "is_there"),
    [
        ("สุ่มตรวจ — ต.ค. 68 — ไม่ใช้งบประมาณ", True),
        ("ธันวาคม พ.ศ. 2568", True),
        ("เดือน ๑๒", False),
        ("พ.ศ. 2568", False),
        ("มกราคม", False),
    ],
)
def test_a_month_with_its_year_is_known_by_shape(text: str, is_there: bool) -> None:
    assert finds(("<month>",), text) is is_there
