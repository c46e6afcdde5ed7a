"""Items O3 to O5: the plan for the area, the laws, the schools."""

from dataclasses import replace

from oit.demo.blocks import Bullets, Heading, Para, Raw, table
from oit.demo.files import paper, pdf
from oit.demo.model import SiteBuilder
from oit.demo.people import SCHOOLS


def add_area(site: SiteBuilder) -> None:
    """Put the pages of O3 to O5 on the portal."""
    # The defect of O3: the page is there, its editor is empty.
    site.editor(30301, "แผนพัฒนาเชิงพื้นที่", "Area Development Plan")
    _laws(site)
    _schools(site)


LAWS = (
    "พระราชบัญญัติระเบียบบริหารราชการกรุงเทพมหานคร พ.ศ. 2528",
    "พระราชบัญญัติควบคุมอาคาร พ.ศ. 2522 และที่แก้ไขเพิ่มเติม",
    "พระราชบัญญัติการสาธารณสุข พ.ศ. 2535 และที่แก้ไขเพิ่มเติม",
    "พระราชบัญญัติรักษาความสะอาดและความเป็นระเบียบเรียบร้อยของบ้านเมือง พ.ศ. 2535",
    "พระราชบัญญัติภาษีที่ดินและสิ่งปลูกสร้าง พ.ศ. 2562",
    "พระราชบัญญัติภาษีป้าย พ.ศ. 2510 และที่แก้ไขเพิ่มเติม",
    "พระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. 2540",
    "พระราชบัญญัติการจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ พ.ศ. 2560",
)
RULES = (
    "กฎกระทรวงกำหนดหลักเกณฑ์การขออนุญาตก่อสร้าง ดัดแปลง และรื้อถอนอาคาร",
    "ระเบียบกระทรวงการคลังว่าด้วยการจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ พ.ศ. 2560",
    "ระเบียบกรุงเทพมหานครว่าด้วยการรับเรื่องราวร้องทุกข์ของประชาชน",
    "ข้อบัญญัติกรุงเทพมหานคร เรื่อง สถานที่จำหน่ายอาหารและสถานที่สะสมอาหาร",
    "ประกาศกรุงเทพมหานคร เรื่อง หลักเกณฑ์การใช้ที่สาธารณะทำการค้า",
)


def _laws(site: SiteBuilder) -> None:
    href = site.store(
        "basic_info/Laws/รวมกฎหมายและระเบียบที่เกี่ยวข้อง.pdf",
        pdf(
            paper(
                "รวมกฎหมายและระเบียบที่เกี่ยวข้องกับสำนักงานเขต",
                site.calendar.posted(5),
                Bullets(LAWS + RULES, numbered=True),
            ).with_thai_digits()
        ),
    )
    page = site.editor(
        30401,
        "กฎหมายที่เกี่ยวข้อง",
        "Related Laws",
        Para("กฎหมาย ระเบียบ และข้อบังคับที่เกี่ยวข้องกับการปฏิบัติงานของสำนักงานเขต"),
        Heading("พระราชบัญญัติ"),
        Bullets(LAWS, numbered=True),
        Heading("กฎกระทรวง ระเบียบ ข้อบัญญัติ และประกาศ"),
        Bullets(RULES, numbered=True),
        Raw(f'<p><a href="{href}">ดาวน์โหลดเอกสารรวมกฎหมาย</a></p>'),
    )
    # One page as old portals still serve them: the charset stands in a meta tag only.
    site.pages[page.id] = replace(page, encoding="windows-874")


def _schools(site: SiteBuilder) -> None:
    # The defect of O5: the officer submitted 30501, the page has moved here since.
    site.editor(
        30502,
        "โรงเรียนสังกัดกรุงเทพมหานคร ในพื้นที่เขต",
        "BMA Schools",
        Para(f"โรงเรียนสังกัดกรุงเทพมหานครในพื้นที่เขตตัวอย่าง ปีการศึกษา {site.calendar.year}"),
        table(
            "ลำดับ|ชื่อโรงเรียน|ผู้อำนวยการ|จำนวนนักเรียน|โทรศัพท์",
            *(
                f"{i}|{name}|{head}|{pupils}|0 2000 {phone}"
                for i, (name, head, pupils, phone) in enumerate(SCHOOLS, 1)
            ),
        ),
    )
