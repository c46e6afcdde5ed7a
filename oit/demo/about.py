"""Items O1 and O2: who the district is, and what it must do."""

from oit.demo.blocks import Heading, Para, Raw, bullets, table
from oit.demo.dates import long_date
from oit.demo.files import paper, pdf
from oit.demo.model import NAME, SiteBuilder
from oit.demo.people import (
    CITY_EXECUTIVES,
    EXECUTIVES,
    SCHOOLS,
    SECTIONS,
    person_card,
)
from oit.demo.pictures import draw_chart


def add_about(site: SiteBuilder) -> None:
    """Put the pages of O1 and O2 on the portal."""
    _structure(site)
    _manpower(site)
    _city_executives(site)
    _district_executives(site)
    _school_heads(site)
    _councillor(site)
    _duties(site)
    _administration_plan(site)


def _structure(site: SiteBuilder) -> None:
    names = tuple(name for name, _, _ in SECTIONS)
    chart = site.picture(
        "ITA/O01/โครงสร้างองค์กร.png",
        "แผนผังโครงสร้างสำนักงานเขตตัวอย่าง",
        lambda: draw_chart(
            "ผู้อำนวยการเขต", ("ผู้ช่วยผู้อำนวยการเขต (1)", "ผู้ช่วยผู้อำนวยการเขต (2)"), names
        ),
        900,
    )
    site.editor(
        30101,
        "โครงสร้าง",
        "Organization Structure",
        Heading(f"โครงสร้างการแบ่งส่วนราชการ{NAME}"),
        chart,
        Para(
            "ผู้อำนวยการเขตเป็นผู้บังคับบัญชาสูงสุดของสำนักงานเขต มีผู้ช่วยผู้อำนวยการเขต 2 อัตรา "
            "ช่วยสั่งและปฏิบัติราชการ แบ่งส่วนราชการภายในออกเป็น 10 ฝ่าย และสถานศึกษาในสังกัด "
            f"{len(SCHOOLS)} แห่ง ดังนี้"
        ),
        table(
            "ลำดับ|ส่วนราชการ|อำนาจหน้าที่โดยย่อ|หมายเลขโทรศัพท์",
            *(
                f"{i}|{name}|{duty}|0 2000 {phone}"
                for i, (name, duty, phone) in enumerate(SECTIONS, 1)
            ),
        ),
    )


def _manpower(site: SiteBuilder) -> None:
    staff = [(14, 3, 2, 1), (16, 1, 2, 0), (15, 18, 6, 2), (12, 4, 3, 1), (14, 2, 4, 0)]
    staff += [
        (9, 96, 88, 4),
        (11, 1, 2, 0),
        (10, 1, 1, 1),
        (24, 6, 0, 2),
        (13, 2, 9, 0),
    ]
    rows = [
        f"{i}|{name}|{a}|{b}|{c}|{free}|{a + b + c}"
        for i, ((name, _, _), (a, b, c, free)) in enumerate(
            zip(SECTIONS, staff, strict=True), 1
        )
    ]
    sums = [sum(column) for column in zip(*staff, strict=True)]
    rows.append(f"|รวมทั้งสิ้น|{sums[0]}|{sums[1]}|{sums[2]}|{sums[3]}|{sum(sums[:3])}")
    site.editor(
        30102,
        "อัตรากำลัง",
        "Manpower",
        Heading(f"กรอบอัตรากำลังข้าราชการและบุคลากรกรุงเทพมหานคร {NAME}"),
        Para(
            f"ประจำปีงบประมาณ พ.ศ. {site.calendar.year} "
            f"ข้อมูล ณ วันที่ {long_date(site.calendar.as_of)}"
        ),
        table(
            "ลำดับ|ส่วนราชการ|ข้าราชการ|ลูกจ้างประจำ|ลูกจ้างชั่วคราว|อัตราว่าง|รวมผู้ปฏิบัติงานจริง",
            *rows,
        ),
        Para("ที่มา : ฝ่ายปกครอง สำนักงานเขตตัวอย่าง"),
    )


def _city_executives(site: SiteBuilder) -> None:
    cards = (
        person_card(site, name, post, f"0 2000 {phone}", f"bma{phone}@example.go.th")
        for name, post, phone in CITY_EXECUTIVES
    )
    site.editor(
        30103,
        "คณะผู้บริหารกรุงเทพมหานคร",
        "BMA Executives",
        Para("ทำเนียบคณะผู้บริหารกรุงเทพมหานคร ฝ่ายการเมืองและฝ่ายข้าราชการประจำ"),
        *cards,
    )


def _district_executives(site: SiteBuilder) -> None:
    cards = (
        person_card(
            site,
            p.name,
            p.post,
            f"0 2000 {p.extension}",
            f"{p.email}.tuayang@example.go.th",
        )
        for p in EXECUTIVES
    )
    site.editor(
        30104,
        "ผู้บริหารเขตตัวอย่าง",
        "District Executives",
        Heading("ทำเนียบผู้บริหารสำนักงานเขตตัวอย่าง"),
        *cards,
        Heading("หัวหน้าฝ่าย"),
        table(
            "ชื่อ - นามสกุล|ตำแหน่ง|โทรศัพท์|อีเมล",
            *(
                f"{who}|หัวหน้า{name}|0 2000 {phone}|s{phone}@example.go.th"
                for who, (name, _, phone) in zip(HEADS, SECTIONS, strict=True)
            ),
        ),
    )


HEADS = (
    "นายปกครอง เรียบร้อย",
    "นางทะเบียน แม่นยำ",
    "นายโยธา มั่นคง",
    "นางสาวอนามัย สดใส",
    "นางรายได้ ครบถ้วน",
    "นายสะอาด ร่มรื่น",
    "นางศึกษา ใฝ่รู้",
    "นางสาวการคลัง รอบคอบ",
    "นายระเบียบ ตรงเวลา",
    "นางชุมชน เอื้ออารี",
)


def _school_heads(site: SiteBuilder) -> None:
    site.editor(
        30105,
        "ผู้อำนวยการสถานศึกษาในสังกัดเขตตัวอย่าง",
        "School Directors",
        Para("รายชื่อผู้อำนวยการสถานศึกษาในสังกัดสำนักงานเขตตัวอย่าง"),
        table(
            "ลำดับ|โรงเรียน|ชื่อ - นามสกุล|ตำแหน่ง|โทรศัพท์|อีเมล",
            *(
                f"{i}|{school}|{head}|ผู้อำนวยการสถานศึกษา|0 2000 {phone}|"
                f"school{phone}@example.go.th"
                for i, (school, head, _, phone) in enumerate(SCHOOLS, 1)
            ),
        ),
    )


def _councillor(site: SiteBuilder) -> None:
    site.editor(
        30106,
        "สมาชิกสภากรุงเทพมหานคร",
        "Bangkok Metropolitan Councillor",
        Para("สมาชิกสภากรุงเทพมหานคร (ส.ก.) เขตตัวอย่าง"),
        person_card(
            site,
            "นายผู้แทน ประชาชน",
            "สมาชิกสภากรุงเทพมหานคร เขตตัวอย่าง",
            "0 2000 7790",
            "council.tuayang@example.go.th",
        ),
        Para("สถานที่ติดต่อ : ศูนย์ประสานงาน ส.ก. เขตตัวอย่าง 12 ถนนสมมติ แขวงตัวอย่างใต้"),
    )


DUTIES = bullets(
    "การปกครองและการทะเบียนตามที่กฎหมายกำหนดให้เป็นอำนาจหน้าที่ของเขต",
    "การจัดให้มีและบำรุงรักษาทางบก ทางน้ำ และทางระบายน้ำ",
    "การควบคุมอาคาร และการรักษาความสะอาดและความเป็นระเบียบเรียบร้อยของบ้านเมือง",
    "การจัดเก็บรายได้ ได้แก่ ภาษีที่ดินและสิ่งปลูกสร้าง ภาษีป้าย ค่าธรรมเนียมและค่าปรับ",
    "การสาธารณสุข การสุขาภิบาลอาหาร และการคุ้มครองผู้บริโภค",
    "การจัดการศึกษาในโรงเรียนสังกัดกรุงเทพมหานคร และการพัฒนาคุณภาพชีวิตของประชาชน",
    "การป้องกันและบรรเทาสาธารณภัย",
)


def _duties(site: SiteBuilder) -> None:
    site.editor(
        30201,
        "อำนาจหน้าที่และพื้นที่การปกครอง",
        "Duties and Area",
        Heading("อำนาจหน้าที่ของสำนักงานเขต"),
        Para(
            "สำนักงานเขตมีอำนาจหน้าที่ปฏิบัติราชการตามพระราชบัญญัติระเบียบบริหารราชการ"
            "กรุงเทพมหานคร พ.ศ. 2528 มาตรา 69 และที่แก้ไขเพิ่มเติม สรุปได้ดังนี้"
        ),
        DUTIES,
        Heading("พื้นที่การปกครอง"),
        Para(
            "เขตตัวอย่างมีพื้นที่ 24.31 ตารางกิโลเมตร แบ่งพื้นที่การปกครองออกเป็น 2 แขวง "
            "มีชุมชนที่จัดตั้งตามระเบียบ 31 ชุมชน"
        ),
        table(
            "แขวง|พื้นที่ (ตร.กม.)|จำนวนบ้าน (หลัง)|ประชากร (คน)",
            "แขวงตัวอย่างเหนือ|13.05|31,208|62,415",
            "แขวงตัวอย่างใต้|11.26|27,960|55,073",
        ),
        Para("อาณาเขต : ทิศเหนือจดคลองสมมติ ทิศใต้จดถนนจำลอง ทิศตะวันออกจดคลองแบบอย่าง"),
    )


def _administration_plan(site: SiteBuilder) -> None:
    long_start = 2556 + 20 * ((site.calendar.year - 2556) // 20)
    start = long_start + 5 * ((site.calendar.year - long_start) // 5)
    span = f"(พ.ศ. {long_start} - {long_start + 19})"
    phase = f"ระยะที่ {(start - long_start) // 5 + 1} (พ.ศ. {start} - {start + 4})"
    strategies = table(
        "ยุทธศาสตร์|เป้าประสงค์|ตัวชี้วัด",
        "1. มหานครปลอดภัย|ประชาชนมีความปลอดภัยในชีวิตและทรัพย์สิน|ร้อยละของจุดเสี่ยงภัยที่ได้รับการแก้ไข",
        "2. มหานครสีเขียว สะดวกสบาย|เพิ่มพื้นที่สีเขียวและลดมลพิษ|พื้นที่สีเขียวต่อประชากร",
        "3. มหานครสำหรับทุกคน|ประชาชนเข้าถึงบริการอย่างเท่าเทียม|ร้อยละของผู้สูงอายุที่ได้รับบริการ",
        "4. มหานครประชาธิปไตย|ประชาชนมีส่วนร่วมในการบริหาร|จำนวนเรื่องที่ประชาชนร่วมตัดสินใจ",
    )
    href = site.store(
        f"ITA/O02/แผนพัฒนากรุงเทพมหานคร 20 ปี {phase[:9].strip()}.pdf",
        pdf(
            paper(
                f"แผนพัฒนากรุงเทพมหานคร ระยะ 20 ปี {span}",
                site.calendar.posted(10),
                Para(f"แผนปฏิบัติการ{phase}"),
                strategies,
            )
        ),
    )
    site.editor(
        30202,
        "แผนการบริหารราชการ",
        "Administration Plan",
        Heading("นโยบายผู้ว่าราชการกรุงเทพมหานคร"),
        bullets(
            "ปลอดภัยดี : แก้ไขจุดเสี่ยงอาชญากรรมและจุดเสี่ยงน้ำท่วม",
            "เดินทางดี : ปรับปรุงทางเท้าและทางข้ามให้ทุกคนใช้ได้",
            "สุขภาพดี : เพิ่มบริการตรวจสุขภาพเชิงรุกในชุมชน",
            "โปร่งใสดี : เปิดเผยข้อมูลการใช้งบประมาณและรับเรื่องร้องเรียนออนไลน์",
        ),
        Heading(f"แผนพัฒนากรุงเทพมหานคร ระยะ 20 ปี {span}"),
        Para(f"ปัจจุบันอยู่ใน{phase} กำหนดยุทธศาสตร์ เป้าประสงค์ และตัวชี้วัดไว้ดังนี้"),
        strategies,
        Raw(f'<p><a href="{href}">ดาวน์โหลดแผนพัฒนากรุงเทพมหานคร ระยะ 20 ปี (PDF)</a></p>'),
    )
