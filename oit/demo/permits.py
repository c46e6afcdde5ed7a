"""Items O12 to O16: statistics, and licences for buildings and signs."""

from collections.abc import Callable

from oit.demo.blocks import (
    Block,
    Heading,
    Link,
    Para,
    Raw,
    Table,
    bullets,
    steps,
    table,
)
from oit.demo.dates import Month, long_date
from oit.demo.files import Sheet, docx, make_csv, paper, pdf, xlsx
from oit.demo.model import WEB_ID, Page, PageKind, SiteBuilder


def add_permits(site: SiteBuilder) -> None:
    """Put the pages of O12 to O16 on the portal."""
    _statistics(site)
    _checklists(site)
    # The defect of O14: the page answers with a server error, always.
    site.add(
        Page(
            id=31401,
            title="ระบบติดตาม (Tracking System) สถานะการขอใบอนุญาต",
            english="Licence Tracking System",
            kind=PageKind.BROKEN,
        )
    )
    _building(site)
    _signs(site)


STATISTICS = (
    (
        31201,
        "ข้อมูลรายได้ ค่าธรรมเนียม ค่าใบอนุญาต ค่าปรับ และค่าบริการ",
        "ค่าธรรมเนียม (บาท)|ค่าใบอนุญาต (บาท)|ค่าปรับ (บาท)",
        (182_400, 64_200, 21_500),
    ),
    (
        31202,
        "ข้อมูลสถานที่รองรับคนโดยสารวินและการออกใบรับรองรถจักรยานยนต์สาธารณะ",
        "จำนวนวิน (แห่ง)|ผู้ขับขี่ (คน)|ใบรับรองที่ออก (ฉบับ)",
        (96, 1_204, 31),
    ),
    (
        31203,
        "ข้อมูลการจัดระเบียบหาบเร่แผงลอย",
        "จุดผ่อนผัน (จุด)|ผู้ค้า (ราย)|จับ/ปรับ (ราย)",
        (8, 312, 27),
    ),
    (
        31204,
        "ข้อมูลการออกบัตรแรงงานต่างด้าว",
        "ออกบัตรใหม่ (ราย)|ต่ออายุ (ราย)|รวม (ราย)",
        (64, 141, 205),
    ),
    (
        31205,
        "ข้อมูลโครงการที่ได้รับการจัดสรรจากกองทุนหลักประกันสุขภาพ",
        "โครงการ (โครงการ)|งบประมาณ (บาท)|ผู้ได้รับประโยชน์ (คน)",
        (4, 420_000, 860),
    ),
)


def _statistics(site: SiteBuilder) -> None:
    # The defect of O12: nothing newer than two fiscal years ago.
    year = site.calendar.year - 2
    months = site.calendar.months(year)
    last = months[-1].last
    for number, title, header, base in STATISTICS:
        rows = table(
            f"เดือน|{header}",
            *(f"{m.label}|" + "|".join(_wave(base, i)) for i, m in enumerate(months)),
        )
        name = title.split(" ")[0]
        heading = f"{title} ปีงบประมาณ พ.ศ. {year}"
        if number % 2:
            sheet = Sheet(name=f"ปี {year}", above=(heading,), table=rows)
            make = xlsx(last, sheet)
            href = site.store(f"ITA/{year}/O12/{name}.xlsx", make)
        else:
            href = site.store(f"ITA/{year}/O12/{name}.csv", _csv(rows))
        site.editor(
            number,
            title,
            "Statistics",
            Heading(heading),
            Para(f"ข้อมูล ณ วันที่ {long_date(last)}"),
            rows,
            Link("ดาวน์โหลดไฟล์ข้อมูล", href),
        )


def _wave(base: tuple[int, ...], i: int) -> list[str]:
    return [f"{n + n * ((i * 7) % 11 - 5) // 40:,}" for n in base]


def _csv(rows: Table) -> Callable[[], bytes]:
    return lambda: make_csv(rows)


CHECKLISTS = (
    (
        "ใบอนุญาตก่อสร้างอาคาร (อ.1)",
        "แบบคำขออนุญาต (ข.1) กรอกครบถ้วนและลงนาม",
        "สำเนาโฉนดที่ดินขนาดเท่าต้นฉบับ",
        "แบบแปลน รายการคำนวณ และหนังสือรับรองผู้ออกแบบ",
        "หนังสือยินยอมกรณีก่อสร้างชิดเขตที่ดิน",
        "ระยะร่นและความสูงเป็นไปตามกฎหมาย",
    ),
    (
        "ใบอนุญาตสถานที่จำหน่ายอาหาร",
        "แบบคำขอ (สอ.1) และสำเนาบัตรประจำตัวประชาชน",
        "ใบรับรองการอบรมผู้สัมผัสอาหาร",
        "พื้นที่ปรุงอาหารสะอาด มีบ่อดักไขมัน",
        "มีภาชนะรองรับมูลฝอยที่มีฝาปิด",
    ),
    (
        "ใบอนุญาตประกอบกิจการที่เป็นอันตรายต่อสุขภาพ",
        "แบบคำขอ (อภ.1) และแผนที่ตั้งสถานประกอบการ",
        "ระบบบำบัดน้ำเสียและมาตรการควบคุมเสียง",
        "อุปกรณ์ดับเพลิงตามจำนวนที่กำหนด",
    ),
)


def _checklists(site: SiteBuilder) -> None:
    blocks: list[Block] = [
        Para("รายการตรวจสอบ (Checklist) ที่เจ้าหน้าที่ใช้พิจารณาออกใบอนุญาตแต่ละประเภท")
    ]
    for licence, *points in CHECKLISTS:
        rows = table(
            "ลำดับ|รายการตรวจ|ครบ/ผ่าน|ไม่ครบ/ไม่ผ่าน|หมายเหตุ",
            *(f"{i}|{point}|☐|☐|" for i, point in enumerate(points, 1)),
        )
        title = f"รายการตรวจ (Checklist) ประกอบการพิจารณา{licence}"
        path = f"ITA/O13/Checklist {licence}.docx"
        site.store(path, docx(paper(title, site.calendar.posted(15), rows)))
        blocks += [
            Heading(title),
            rows,
            # As the file manager writes it: Thai and spaces, not percent-encoded.
            Raw(
                f'<p><a href="/public/user_files_editor/{WEB_ID}/{path}">'
                "ดาวน์โหลดแบบตรวจ (Word)</a></p>"
            ),
        ]
    site.editor(
        31301,
        "รายการการตรวจ (Checklist) ในการพิจารณาการออกใบอนุญาต",
        "Licence Checklists",
        *blocks,
    )


def _monthly(months: tuple[Month, ...]) -> tuple[str, ...]:
    return tuple(
        f"{m.label}|{11 + (i * 5) % 7}|{9 + (i * 5) % 7}|2"
        for i, m in enumerate(months)
    )


def _building(site: SiteBuilder) -> None:
    calendar = site.calendar
    done = calendar.ended(calendar.year) or calendar.ended(calendar.last_year)
    site.editor(
        31501,
        "การออกใบอนุญาตก่อสร้างอาคารของภาคเอกชน ผู้ประกอบธุรกิจ",
        "Building Permits",
        Heading("ขั้นตอนการขออนุญาตก่อสร้าง ดัดแปลง รื้อถอน หรือเคลื่อนย้ายอาคาร"),
        steps(
            "ยื่นคำขอ (ข.1) ที่ฝ่ายโยธา หรือทางระบบออนไลน์",
            "เจ้าหน้าที่ตรวจเอกสาร แบบแปลน ผังเมือง และสถานที่ก่อสร้าง",
            "นายตรวจและหัวหน้าฝ่ายโยธาเสนอความเห็น",
            "ผู้อำนวยการเขตพิจารณาออกใบอนุญาต (อ.1)",
        ),
        Heading("ระยะเวลาและค่าธรรมเนียม"),
        table(
            "ประเภท|ระยะเวลาดำเนินการ|ค่าธรรมเนียม",
            "ใบอนุญาตก่อสร้าง|45 วัน|20 บาท/ฉบับ และค่าตรวจแบบแปลนตามพื้นที่",
            "ใบอนุญาตดัดแปลง|45 วัน|10 บาท/ฉบับ",
            "ใบอนุญาตรื้อถอน|30 วัน|10 บาท/ฉบับ",
        ),
        Heading("เอกสารที่ต้องใช้"),
        bullets(
            "คำขออนุญาต (ข.1)",
            "สำเนาบัตรประจำตัวประชาชนและทะเบียนบ้าน หรือหนังสือรับรองนิติบุคคล",
            "สำเนาโฉนดที่ดินทุกหน้า แผนผังบริเวณ แบบแปลน และรายการประกอบแบบ",
        ),
        Heading(
            f"สถิติการออกใบอนุญาตก่อสร้างอาคาร ปีงบประมาณ พ.ศ. {calendar.year} "
            f"(ข้อมูล ณ วันที่ {long_date(calendar.as_of)})"
        ),
        table("เดือน|คำขอที่รับ|ออกใบอนุญาต|อยู่ระหว่างพิจารณา", *_monthly(done)),
        Para("ติดต่อสอบถาม ฝ่ายโยธา โทร. 0 2000 7713"),
    )


SIGN_TAX_RATES = table(
    "ประเภทป้าย|อัตราภาษี (บาท ต่อ 500 ตร.ซม.)",
    "ป้ายอักษรไทยล้วน (ข้อความเคลื่อนที่)|10",
    "ป้ายอักษรไทยล้วน|5",
    "ป้ายอักษรไทยปนอักษรต่างประเทศ (ข้อความเคลื่อนที่)|52",
    "ป้ายอักษรไทยปนอักษรต่างประเทศหรือภาพ|26",
    "ป้ายไม่มีอักษรไทย|50",
)


def _signs(site: SiteBuilder) -> None:
    calendar = site.calendar
    collected = table(
        "ปีงบประมาณ พ.ศ.|จำนวนป้ายขนาดใหญ่ (ป้าย)|ภาษีที่จัดเก็บได้ (บาท)",
        f"{calendar.year} (ถึงวันที่ {long_date(calendar.as_of)})|118|2,145,300",
        f"{calendar.last_year}|132|6,870,450",
    )
    installing = steps(
        "ยื่นคำขออนุญาตติดตั้งป้ายพร้อมแบบแปลนโครงสร้างที่วิศวกรรับรอง",
        "เจ้าหน้าที่ตรวจสอบสถานที่ ระยะห่างจากเขตทาง และความมั่นคงแข็งแรง",
        "ผู้อำนวยการเขตออกใบอนุญาต ผู้ขอชำระค่าธรรมเนียม",
        "ยื่นแบบแสดงรายการภาษีป้าย (ภ.ป.1) ภายในเดือนมีนาคมของทุกปี",
    )
    href = site.store(
        "ITA/O16/หลักเกณฑ์การติดตั้งป้ายและอัตราภาษีป้าย.pdf",
        pdf(
            paper(
                "หลักเกณฑ์การติดตั้งป้ายขนาดใหญ่และอัตราภาษีป้าย",
                calendar.posted(18),
                installing,
                SIGN_TAX_RATES,
            ).with_thai_digits()
        ),
    )
    site.editor(
        31601,
        "การติดตั้งป้าย และการจัดเก็บภาษีป้ายขนาดใหญ่",
        "Signboards and Signboard Tax",
        Heading("การขออนุญาตติดตั้งป้ายขนาดใหญ่"),
        installing,
        Heading("อัตราภาษีป้าย"),
        SIGN_TAX_RATES,
        Heading("ผลการจัดเก็บภาษีป้ายขนาดใหญ่"),
        collected,
        Link("เอกสารหลักเกณฑ์การติดตั้งป้ายและอัตราภาษีป้าย", href),
    )
