"""The content of the portal: every page and file, and the menu that shows all items."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from oit.demo.about import add_about
from oit.demo.area import add_area
from oit.demo.blocks import Block
from oit.demo.conduct import add_conduct
from oit.demo.contact import add_contact, contact_blocks
from oit.demo.dates import Calendar
from oit.demo.integrity import add_integrity
from oit.demo.model import DISTRICT, Page, PortalFile, SiteBuilder, slug
from oit.demo.money import add_money
from oit.demo.permits import add_permits
from oit.demo.pictures import FONTS, draw_banner, draw_logo
from oit.demo.service import add_service


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuItem:
    """One of the thirty items in the menu, with the pages it opens."""

    id: str
    title: str
    group: str
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Everything the server serves."""

    calendar: Calendar
    pages: dict[int, Page]
    files: dict[str, PortalFile]
    """By decoded path."""
    menu: tuple[MenuItem, ...]
    contact: tuple[Block, ...]
    banner: str
    logo: str

    def section(self, number: int) -> MenuItem | None:
        """Return the menu item a page belongs to."""
        return next((m for m in self.menu if number in m.pages), None)

    def target(self, item: MenuItem) -> str:
        """Return the address that the menu gives an item."""
        page = self.pages[item.pages[0]]
        return f"/{DISTRICT}/page/sub/{page.id}/{slug(page.title)}"


GROUPS = {
    "9.1": "การเปิดเผยข้อมูล : ข้อมูลพื้นฐาน",
    "9.2": "การบริหารงานและการให้บริการ",
    "9.3": "การบริหารเงินงบประมาณ",
    "9.4": "การบริหารและพัฒนาทรัพยากรบุคคล",
    "9.5": "การส่งเสริมความโปร่งใส",
    "10.1": "การดำเนินการเพื่อป้องกันการทุจริต",
    "10.2": "มาตรการภายในเพื่อป้องกันการทุจริต",
}

_MENU = """\
O1|9.1|โครงสร้าง อัตรากำลัง ข้อมูลผู้บริหาร|30101 30102 30103 30104 30105 30106
O2|9.1|อำนาจหน้าที่ นโยบายผู้ว่าราชการกรุงเทพมหานคร แผนพัฒนากรุงเทพมหานคร 20 ปี|30201 30202
O3|9.1|แผนพัฒนาเชิงพื้นที่|30301
O4|9.1|กฎหมายที่เกี่ยวข้อง|30401
O5|9.1|โรงเรียนสังกัดกรุงเทพมหานคร ในพื้นที่เขต|30502
O6|9.1|ข้อมูลการติดต่อ Q&A และช่องทางการรับฟังความคิดเห็น|30601
O7|9.1|การประชาสัมพันธ์ข้อมูลผลการดำเนินงาน|30701 30702 30703 30704
O8|9.2|แผนปฏิบัติการประจำปี และรายงานผลการปฏิบัติการประจำปี|30801
O9|9.2|คู่มือการปฏิบัติงานสำหรับเจ้าหน้าที่|30901
O10|9.2|คู่มือการให้บริการประชาชน|31001 31002
O11|9.2|E-Service|31101 31102
O12|9.2|ข้อมูลผลการดำเนินงานในเชิงสถิติ|31201 31202 31203 31204 31205
O13|9.2|รายการการตรวจ (Checklist) ในการพิจารณาการออกใบอนุญาต|31301
O14|9.2|ระบบติดตาม (Tracking System) สถานะการขอใบอนุญาต|31401
O15|9.2|การออกใบอนุญาตก่อสร้างอาคารของภาคเอกชน ผู้ประกอบธุรกิจ|31501
O16|9.2|การติดตั้งป้าย และการจัดเก็บภาษีป้ายขนาดใหญ่|31601
O17|9.3|แผนการใช้จ่ายงบประมาณประจำปีและรายงานผลการใช้จ่ายงบประมาณประจำปี|31701
O18|9.3|ข้อมูลงบประมาณ ข้อบัญญัติงบประมาณ ข้อมูลเงินอุดหนุนชุมชน|31801
O19|9.3|ประกาศต่างๆ เกี่ยวกับการจัดซื้อจัดจ้าง|31901 31902 31904 31905
O20|9.3|สรุปผลการจัดซื้อจัดจ้างรายเดือน|32001
O21|9.4|หลักเกณฑ์การบริหาร และพัฒนาทรัพยากรบุคคล|32101
O22|9.5|ช่องทางการร้องเรียนการทุจริตและข้อมูลเชิงสถิติเรื่องร้องเรียนการทุจริตประจำปี|32201 32202
O23|10.1|นโยบายต่อต้านการรับสินบน (Anti-Bribery Policy) และนโยบายไม่รับของขวัญ (No Gift Policy)|32301
O24|10.1|การมีส่วนร่วมของผู้อำนวยการเขต|32401
O25|10.1|การประเมินความเสี่ยงการทุจริต และการรายงานผลการดำเนินการเพื่อจัดการความเสี่ยงการทุจริต|32501
O26|10.1|แผนพัฒนาประสิทธิภาพการให้บริการ และการรายงานผลการดำเนินการตามแผน|32601 32602 32603
O27|10.1|แนวทางการปฏิบัติในการใช้ดุลพินิจของเจ้าหน้าที่|32701
O28|10.1|แผนปฏิบัติการต่อต้านการทุจริตและประพฤติมิชอบประจำปี และผลการดำเนินการตามแผนฯ|32801
O29|10.1|การจัดการทรัพย์สินของราชการ ของบริจาคและการจัดเก็บของกลาง|32901
O30|10.2|มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน และการรายงานผลการดำเนินการ|33001
"""


def build_site(today: date) -> Site:
    """Write the portal as it stands on a day; nothing is drawn or printed yet."""
    builder = SiteBuilder(Calendar(today=today))
    for add in (
        add_about,
        add_area,
        add_contact,
        add_service,
        add_permits,
        add_money,
        add_conduct,
        add_integrity,
    ):
        add(builder)
    title, line = "สำนักงานเขตตัวอย่าง", "กรุงเทพมหานคร เมืองน่าอยู่สำหรับทุกคน"
    banner = builder.store(
        "banner/แบนเนอร์ หน้าแรก.png", partial(draw_banner, title, line)
    )
    logo = builder.store("logo/logo.png", draw_logo)
    for style in ("Regular", "Bold"):
        font = FONTS / f"Sarabun-{style}.ttf"
        builder.store(f"fonts/Sarabun-{style}.ttf", font.read_bytes)
    return Site(
        calendar=builder.calendar,
        pages=builder.pages,
        files=builder.files,
        menu=tuple(map(_menu_item, _MENU.splitlines())),
        contact=contact_blocks(),
        banner=banner,
        logo=logo,
    )


def _menu_item(line: str) -> MenuItem:
    item, group, title, pages = line.split("|")
    numbers = tuple(int(number) for number in pages.split())
    return MenuItem(id=item, title=title, group=group, pages=numbers)
