"""Items O8 to O11: the yearly plan, manuals, and services over the internet."""

from oit.demo.blocks import Bullets, Heading, Para, Raw, Table, steps, table
from oit.demo.dates import long_date
from oit.demo.files import Paper, docx, paper, pdf
from oit.demo.model import Entry, Info, Page, PageKind, SiteBuilder, link_to


def add_service(site: SiteBuilder) -> None:
    """Put the pages of O8 to O11 on the portal."""
    _action_plan(site)
    _staff_manuals(site)
    _public_manuals(site)
    _online_services(site)


def action_plan_table(year: int) -> Table:
    """Return the projects of a fiscal year with budget and period."""
    return table(
        "ลำดับ|โครงการ/กิจกรรม|งบประมาณ (บาท)|ระยะเวลาดำเนินการ|หน่วยงานรับผิดชอบ",
        f"1|โครงการปรับปรุงทางเท้าถนนสมมติ|4,850,000|ตุลาคม {year - 1} - มีนาคม {year}|ฝ่ายโยธา",
        f"2|โครงการล้างทำความสะอาดท่อระบายน้ำ|2,120,000|พฤศจิกายน {year - 1} - เมษายน {year}|ฝ่ายโยธา",
        f"3|กิจกรรมสุขาภิบาลอาหารสะอาดปลอดภัย|380,000|ตุลาคม {year - 1} - กันยายน {year}|ฝ่ายสิ่งแวดล้อมและสุขาภิบาล",
        f"4|โครงการปลูกต้นไม้ล้านต้น|540,000|มกราคม - สิงหาคม {year}|ฝ่ายรักษาความสะอาดและสวนสาธารณะ",
        f"5|โครงการอาสาสมัครกรุงเทพมหานครต้านยาเสพติด|265,000|ตุลาคม {year - 1} - กันยายน {year}|ฝ่ายพัฒนาชุมชนและสวัสดิการสังคม",
        widths=(1, 5, 3, 4, 4),
    )


def _action_plan(site: SiteBuilder) -> None:
    # The defect of O8: the plan is there, the report of last year is not.
    year = site.calendar.year
    title = f"แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. {year}"
    plan = (
        Heading(f"{title} สำนักงานเขตตัวอย่าง"),
        Para("แผนงาน โครงการ กิจกรรม งบประมาณที่ใช้ และระยะเวลาในการดำเนินการ มีดังนี้"),
        action_plan_table(year),
        Para("รวมงบประมาณทั้งสิ้น 8,155,000 บาท"),
    )
    file = Entry(
        title=f"{title} (ไฟล์ PDF)",
        href=site.store(
            f"ITA/{year}/O08/Action_Plan_{year}.pdf",
            pdf(paper(title, site.calendar.posted(12), *plan[1:], landscape=True)),
        ),
        day=site.calendar.posted(12),
    )
    site.news(
        30801,
        "แผนปฏิบัติการประจำปีและผลการปฏิบัติการประจำปี",
        "Annual Action Plan",
        Info(
            id=400801,
            title=title,
            day=site.calendar.posted(12),
            blocks=plan,
            files=(file,),
        ),
    )


def _manual(site: SiteBuilder, work: str, post: str, *how: str) -> Paper:
    day = site.calendar.posted(20)
    return paper(
        f"คู่มือการปฏิบัติงาน เรื่อง {work}",
        day,
        Heading("1. ภารกิจ"),
        Para(f"คู่มือฉบับนี้ใช้สำหรับการปฏิบัติภารกิจ {work} ของสำนักงานเขตตัวอย่าง"),
        Heading("2. เจ้าหน้าที่ผู้ปฏิบัติงาน"),
        Para(f"ตำแหน่ง {post}"),
        Heading("3. วิธีการและขั้นตอนการปฏิบัติงาน"),
        Bullets(how, numbered=True),
        Heading("4. กฎหมายและมาตรฐานที่ใช้"),
        Para("ระเบียบกรุงเทพมหานครที่เกี่ยวข้อง และมาตรฐานระยะเวลาการให้บริการ"),
        Para(f"ปรับปรุงล่าสุด {long_date(day)} ใช้ในปีงบประมาณ พ.ศ. {site.calendar.year}"),
    )


STAFF_MANUALS = (
    (
        "การจัดเก็บภาษีป้าย",
        "นักวิชาการจัดเก็บรายได้ปฏิบัติการ/ชำนาญการ",
        "สำรวจป้ายในพื้นที่และจัดทำทะเบียนคุมเจ้าของป้าย",
        "รับแบบแสดงรายการภาษีป้าย (ภ.ป.1) และตรวจสอบขนาดป้าย",
        "ประเมินภาษีและแจ้งการประเมิน (ภ.ป.3)",
        "รับชำระ ออกใบเสร็จรับเงิน และติดตามผู้ค้างชำระ",
    ),
    (
        "การตรวจสอบเรื่องร้องเรียนเหตุรำคาญ",
        "นักวิชาการสุขาภิบาลปฏิบัติการ/ชำนาญการ",
        "รับเรื่องร้องเรียนและลงทะเบียนภายใน 1 วันทำการ",
        "ลงพื้นที่ตรวจสอบข้อเท็จจริงภายใน 3 วันทำการ",
        "ออกคำแนะนำหรือคำสั่งตามกฎหมายว่าด้วยการสาธารณสุข",
        "ตรวจซ้ำและแจ้งผลให้ผู้ร้องทราบ",
    ),
    (
        "การรับแจ้งการย้ายที่อยู่",
        "เจ้าพนักงานปกครองปฏิบัติงาน/ชำนาญงาน",
        "ตรวจสอบหลักฐานของผู้แจ้ง",
        "บันทึกรายการในระบบทะเบียนราษฎร",
        "พิมพ์รายการในทะเบียนบ้านและส่งมอบคืนแก่ผู้แจ้ง",
    ),
)


def _staff_manuals(site: SiteBuilder) -> None:
    entries = []
    for work, post, *how in STAFF_MANUALS:
        manual = _manual(site, work, post, *how)
        entries.append(
            Entry(
                title=manual.title,
                href=site.upload(f"{work}.pdf", pdf(manual)),
                day=manual.day,
                note=f"สำหรับ {post}",
            )
        )
    site.downloads(30901, "คู่มือการปฏิบัติงานสำหรับเจ้าหน้าที่", "Staff Manuals", *entries)


PUBLIC_MANUALS = (
    (
        "การขออนุญาตจัดตั้งสถานที่จำหน่ายอาหาร",
        "ฝ่ายสิ่งแวดล้อมและสุขาภิบาล",
        "30 วัน",
        "ยื่นคำขอพร้อมเอกสารที่จุดบริการ BFC หรือทางระบบออนไลน์",
        "เจ้าหน้าที่ตรวจสอบความครบถ้วนของเอกสาร",
        "เจ้าหน้าที่ตรวจสถานที่",
        "ผู้อำนวยการเขตพิจารณาลงนามในใบอนุญาต",
        "ชำระค่าธรรมเนียมและรับใบอนุญาต",
    ),
    (
        "การขอเลขหมายประจำบ้าน",
        "ฝ่ายทะเบียน",
        "7 วัน",
        "ยื่นคำร้องพร้อมใบอนุญาตก่อสร้างและรูปถ่ายบ้าน",
        "นายทะเบียนตรวจสอบข้อเท็จจริง",
        "กำหนดเลขหมายประจำบ้านและออกทะเบียนบ้าน",
    ),
)


def _public_manuals(site: SiteBuilder) -> None:
    day = site.calendar.posted(25)
    entries = []
    for work, section, time, *how in PUBLIC_MANUALS:
        manual = paper(
            f"คู่มือสำหรับประชาชน : {work}",
            day,
            Para(f"หน่วยงานที่ให้บริการ : {section} สำนักงานเขตตัวอย่าง"),
            Para(f"ระยะเวลาให้บริการรวม : {time}"),
            Heading("หลักเกณฑ์ วิธีการ และเงื่อนไขในการยื่นคำขอ"),
            Para("ผู้ขอต้องเป็นเจ้าของกิจการหรือผู้ได้รับมอบอำนาจเป็นหนังสือ"),
            Heading("ขั้นตอนการให้บริการ"),
            Bullets(tuple(how), numbered=True),
            Heading("เอกสารหลักฐานที่ต้องใช้"),
            Para("บัตรประจำตัวประชาชน สำเนาทะเบียนบ้าน และแบบคำขอ"),
            Heading("ค่าธรรมเนียม"),
            Para("เป็นไปตามข้อบัญญัติกรุงเทพมหานคร"),
        )
        word = section == "ฝ่ายทะเบียน"
        ending, make = ("docx", docx(manual)) if word else ("pdf", pdf(manual))
        href = site.upload(f"{work}.{ending}", make)
        entries.append(Entry(title=manual.title, href=href, day=day))
    manuals = site.downloads(
        31002, "คู่มือการให้บริการประชาชน", "Public Service Manuals", *entries
    )
    site.add(
        Page(
            id=31001,
            title="คู่มือการให้บริการประชาชน",
            english="Public Service Manuals",
            kind=PageKind.GROUP,
            target=link_to(manuals).href,
        )
    )


def _online_services(site: SiteBuilder) -> None:
    form = site.editor(
        31102,
        "แบบคำขอรับบริการออนไลน์",
        "Online Request Form",
        Para("กรอกคำขอรับบริการผ่านอินเทอร์เน็ต เจ้าหน้าที่จะติดต่อกลับภายใน 1 วันทำการ"),
        Raw(
            '<form method="post" action="#"><input name="fullname" placeholder="ชื่อ - นามสกุล">'
            '<select name="service"><option>ขออนุญาตจำหน่ายอาหาร</option>'
            "<option>ขออนุญาตก่อสร้างอาคาร</option></select>"
            '<button type="button">ยื่นคำขอ</button></form>'
        ),
    )
    site.editor(
        31101,
        "E-Service",
        "E-Service",
        Heading("การให้บริการผ่านช่องทางออนไลน์ (E-Service)"),
        Para(
            "ประชาชนสามารถขอรับบริการผ่านทางอินเทอร์เน็ตได้ด้วยตนเองตลอด 24 ชั่วโมง "
            "โดยไม่ต้องเดินทางมาที่สำนักงานเขต"
        ),
        table(
            "บริการออนไลน์|หน่วยงาน|ระยะเวลา",
            "ยื่นคำขอใบอนุญาตสถานที่จำหน่ายอาหาร|ฝ่ายสิ่งแวดล้อมและสุขาภิบาล|30 วัน",
            "ยื่นคำขออนุญาตก่อสร้างอาคารบ้านพักอาศัย|ฝ่ายโยธา|45 วัน",
            "จองคิวทำบัตรประจำตัวประชาชน|ฝ่ายทะเบียน|ทันที",
            "ชำระภาษีที่ดินและสิ่งปลูกสร้าง|ฝ่ายรายได้|ทันที",
        ),
        Heading("ขั้นตอนการใช้งาน"),
        steps(
            "เลือกหัวข้อบริการที่ต้องการ เช่น ขออนุญาต",
            "ลงทะเบียนหรือเข้าสู่ระบบด้วยเลขประจำตัวประชาชน",
            "กรอกแบบคำขอและแนบไฟล์เอกสาร",
            "ติดตามผลทางข้อความสั้น (SMS) หรืออีเมล",
        ),
        link_to(form, "เข้าสู่ระบบ E-Service ยื่นคำขอออนไลน์"),
    )
