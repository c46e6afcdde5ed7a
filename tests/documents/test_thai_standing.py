"""What a mention of time says about its document."""

import pytest

from documents.thai.dates import Standing
from documents.thai.mentions import find_mentions


@pytest.mark.parametrize(
    ("text", "standings"),
    [
        ("ข้อบัญญัติงบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. 2567", [Standing.OWN]),
        ("ข้อบัญญัติ เรื่อง งบประมาณรายจ่าย พ.ศ. 2567", [Standing.OWN]),
        ("พ.ร.บ.งบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. 2567", [Standing.OWN]),
        ("พระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. 2540", [Standing.LAW]),
        ("พ.ร.บ.วิธีการงบประมาณ พ.ศ. 2561", [Standing.LAW]),
        ("ระเบียบว่าด้วยการบริหารงบประมาณ พ.ศ. 2562", [Standing.LAW]),
        ("พ.ร.บ. ว่าด้วยการกระทำผิด 2560", [Standing.LAW]),
        ("รัฐธรรมนูญแห่งราชอาณาจักรไทย พุทธศักราช ๒๕๖๐", [Standing.LAW]),
        ("ระเบียบกระทรวงการคลังว่าด้วย\nการจัดซื้อจัดจ้าง พ.ศ. 2560", [Standing.LAW]),
        ("กฎกระทรวงกำหนดหลักเกณฑ์ พ.ศ. 2563", [Standing.LAW]),
        ("ข้อบัญญัติกรุงเทพมหานคร เรื่อง ตลาด พ.ศ. 2546", [Standing.LAW]),
        ("ประกาศคณะกรรมการ เรื่อง หลักเกณฑ์ พ.ศ. 2563", [Standing.LAW]),
        ("พ.ร.บ.ตลาด พ.ศ. 2537 และ พ.ศ. 2562", [Standing.LAW, Standing.LAW]),
        (
            "พ.ร.บ.ตลาด พ.ศ. 2537 และที่แก้ไขเพิ่มเติม (ฉบับที่ 7) พ.ศ. 2562",
            [Standing.LAW, Standing.LAW],
        ),
        ("ตาม พ.ร.บ. ข้อมูลข่าวสาร พ.ศ. 2540 ประจำปี 2567", [Standing.LAW, Standing.OWN]),
        ("รายงานตาม พ.ร.บ.ข้อมูลข่าวสาร ปีงบประมาณ 2567", [Standing.OWN]),
        ("1. พ.ร.บ.ข้อมูลข่าวสาร\n2. แผนปฏิบัติการ พ.ศ. 2567", [Standing.OWN]),
        ("ประกาศ ณ วันที่ 5 มกราคม พ.ศ. 2567", [Standing.OWN]),
        ("ประกาศเจตนารมณ์ No Gift Policy พ.ศ. 2567", [Standing.OWN]),
        ("ระเบียบวาระการประชุม พ.ศ. 2567", [Standing.OWN]),
        ("จัดระเบียบทางเท้า พ.ศ. 2567", [Standing.OWN]),
        ("การประชุมครั้งที่ 3/2567", [Standing.OWN]),
        ("ปีการศึกษา 2566", [Standing.ACADEMIC]),
        ("ประจำปีการศึกษา ๒๕๖๖", [Standing.ACADEMIC]),
        ("ภาคเรียนที่ 1/2567", [Standing.ACADEMIC]),
        ("แผนพัฒนา (พ.ศ. 2566 - 2570)", [Standing.PLAN]),
        ("ระยะ 20 ปี (พ.ศ. 2561–2580)", [Standing.PLAN]),
        ("ตุลาคม 2566 - กันยายน 2567", [Standing.OWN]),
        ("© 2567 สำนักงานเขต", [Standing.COPYRIGHT]),
        ("Copyright © พ.ศ. 2565-2567", [Standing.COPYRIGHT]),
        ("สงวนลิขสิทธิ์ พ.ศ. 2567", [Standing.COPYRIGHT]),
        ("พ.ศ. 2567 สงวนลิขสิทธิ์โดยสำนักงาน", [Standing.COPYRIGHT]),
        ("สงวนลิขสิทธิ์\nประจำปี 2567", [Standing.OWN]),
    ],
)
def test_standing(text: str, standings: list[Standing]) -> None:
    assert [m.standing for m in find_mentions(text)] == standings
