"""Items O25 to O30: risks, service plans, discretion, anti-corruption, property."""

from oit.demo.blocks import Block, Heading, Link, Para, Table, bullets, steps, table
from oit.demo.dates import long_date, thai_digits
from oit.demo.files import docx, paper, pdf
from oit.demo.model import NAME, Entry, Info, SiteBuilder, link_to
from oit.demo.people import DIRECTOR


def add_integrity(site: SiteBuilder) -> None:
    """Put the pages of O25 to O30 on the portal."""
    _risks(site)
    _service_plan(site)
    _discretion(site)
    _anti_corruption(site)
    # The defect of O29: a placeholder where the content should be.
    site.editor(
        32901,
        "การจัดการทรัพย์สินของราชการ ของบริจาคและการจัดเก็บของกลาง",
        "Property Management",
        Para("อยู่ระหว่างปรับปรุงข้อมูล"),
    )
    _measures(site)


def _risks(site: SiteBuilder) -> None:
    # The defect of O25: this page is right, but the officer submitted O28's number.
    year, last = site.calendar.year, site.calendar.last_year
    site.editor(
        32501,
        "การประเมินความเสี่ยงการทุจริต และการรายงานผลการดำเนินการเพื่อจัดการความเสี่ยงการทุจริต",
        "Corruption Risk Assessment",
        Heading(f"การประเมินความเสี่ยงการทุจริต ประจำปีงบประมาณ พ.ศ. {year}"),
        table(
            "เหตุการณ์ความเสี่ยง|ระดับความเสี่ยง|มาตรการจัดการความเสี่ยง",
            "การเรียกรับผลประโยชน์ในการออกใบอนุญาต|สูง|ใช้ระบบยื่นคำขอออนไลน์และเปิดเผยสถานะ",
            "การตรวจรับงานจ้างไม่เป็นไปตามสัญญา|ปานกลาง|ตั้งกรรมการจากหลายฝ่ายและสุ่มตรวจซ้ำ",
        ),
        Heading(f"รายงานผลการดำเนินการเพื่อจัดการความเสี่ยง ประจำปีงบประมาณ พ.ศ. {last}"),
        Para("ดำเนินการครบตามมาตรการทั้ง 2 เรื่อง ไม่พบการทุจริต"),
    )


SERVICE_RESULTS = table(
    "กิจกรรม|ผลการดำเนินการ|งบประมาณที่ใช้|ปัญหา อุปสรรค และข้อเสนอแนะ",
    "ลดขั้นตอนการแจ้งย้ายที่อยู่|ลดเวลาเฉลี่ยจาก 20 นาที เหลือ 12 นาที|ไม่ใช้งบประมาณ|ไม่มี",
    "เปิดให้บริการช่วงพักกลางวัน|ให้บริการ 4,210 ราย ความพึงพอใจร้อยละ 93|ไม่ใช้งบประมาณ|ควรเพิ่มเจ้าหน้าที่หมุนเวียน",
)


def _service_plan(site: SiteBuilder) -> None:
    year, last = site.calendar.year, site.calendar.last_year
    plan = site.editor(
        32602,
        f"แผนพัฒนาประสิทธิภาพการให้บริการ ปีงบประมาณ พ.ศ. {year}",
        "Service Improvement Plan",
        Heading(f"แผนพัฒนาประสิทธิภาพการให้บริการ ประจำปีงบประมาณ พ.ศ. {year}"),
        table(
            "กิจกรรม|เป้าหมาย|ระยะเวลา|งบประมาณ|ผู้รับผิดชอบ",
            f"ลดขั้นตอนการออกใบอนุญาตอาหาร|จาก 30 วัน เหลือ 20 วัน|ต.ค. {year - 1} - มี.ค. {year}|ไม่ใช้งบประมาณ|ฝ่ายสิ่งแวดล้อมฯ",
            f"เพิ่มช่องจองคิวออนไลน์งานทะเบียน|ร้อยละ 50 ของผู้ใช้บริการ|ต.ค. {year - 1} - ก.ย. {year}|ไม่ใช้งบประมาณ|ฝ่ายทะเบียน",
            f"ปรับปรุงจุดบริการสำหรับผู้สูงอายุและผู้พิการ|1 จุด|ม.ค. - มิ.ย. {year}|120,000 บาท|ฝ่ายปกครอง",
        ),
    )
    report_title = (
        f"รายงานผลการดำเนินการตามแผนพัฒนาประสิทธิภาพการให้บริการ ปีงบประมาณ พ.ศ. {last}"
    )
    href = site.store(
        f"ITA/{last}/O26/รายงานผล_{last}.docx",
        docx(paper(report_title, site.calendar.posted(10), SERVICE_RESULTS)),
    )
    report = site.editor(
        32603,
        report_title,
        "Service Improvement Report",
        Heading(report_title),
        SERVICE_RESULTS,
        Link("ดาวน์โหลดรายงานผล (Word)", href),
    )
    site.editor(
        32601,
        "แผนพัฒนาประสิทธิภาพการให้บริการ และการรายงานผล",
        "Service Improvement Plan and Report",
        Para("เลือกปีงบประมาณ"),
        link_to(plan),
        link_to(report),
    )


def _discretion(site: SiteBuilder) -> None:
    year, day = site.calendar.year, site.calendar.posted(11)
    title = "แนวทางการปฏิบัติในการใช้ดุลพินิจของเจ้าหน้าที่"
    blocks: tuple[Block, ...] = (
        Para(
            f"ประกาศ{NAME} เรื่อง {title} ประจำปีงบประมาณ พ.ศ. {year} "
            "เพื่อให้การใช้ดุลพินิจเป็นไปอย่างโปร่งใส เสมอภาค และตรวจสอบได้"
        ),
        Heading("หลักเกณฑ์การใช้ดุลพินิจ"),
        steps(
            "ใช้ดุลพินิจภายในขอบเขตที่กฎหมายให้อำนาจ และตามวัตถุประสงค์ของกฎหมาย",
            "พิจารณาข้อเท็จจริงให้ครบถ้วน และปฏิบัติต่อประชาชนอย่างเท่าเทียมกัน",
            "บันทึกเหตุผลประกอบคำสั่งเป็นลายลักษณ์อักษรทุกครั้ง",
            "แจ้งสิทธิอุทธรณ์และระยะเวลาอุทธรณ์แก่ผู้รับคำสั่ง",
        ),
        Heading("งานที่ต้องใช้ดุลพินิจและแนวทางปฏิบัติ"),
        table(
            "งาน|กฎหมาย|แนวทางการใช้ดุลพินิจ",
            "การเปรียบเทียบปรับ|พ.ร.บ. รักษาความสะอาดฯ|ใช้บัญชีอัตราค่าปรับที่กำหนด",
            "การอนุญาตก่อสร้างอาคาร|พ.ร.บ. ควบคุมอาคาร|ใช้แบบตรวจเดียวกันทุกราย",
            "การออกคำสั่งเหตุรำคาญ|พ.ร.บ. การสาธารณสุข|ตรวจวัดด้วยเครื่องมือและบันทึกภาพ",
        ),
        Heading("การกำกับติดตาม"),
        Para("หัวหน้าฝ่ายสุ่มตรวจการใช้ดุลพินิจทุกเดือน และรายงานผู้อำนวยการเขตทุกไตรมาส"),
        Para(f"ประกาศ ณ วันที่ {long_date(day)} ({DIRECTOR}) ผู้อำนวยการเขตตัวอย่าง"),
    )
    entry = Entry(
        title=f"{title} ประจำปีงบประมาณ พ.ศ. {thai_digits(str(year))}",
        href=site.upload(
            f"{title}.pdf", pdf(paper(title, day, *blocks).with_thai_digits())
        ),
        day=day,
    )
    site.downloads(32701, title, "Use of Discretion", entry)


def _anti_corruption(site: SiteBuilder) -> None:
    year, last = site.calendar.year, site.calendar.last_year
    plan_title = f"แผนปฏิบัติการต่อต้านการทุจริตและประพฤติมิชอบ ประจำปีงบประมาณ พ.ศ. {year}"
    report_title = (
        "รายงานผลการดำเนินการตามแผนปฏิบัติการต่อต้านการทุจริตและประพฤติมิชอบ "
        f"ประจำปีงบประมาณ พ.ศ. {last}"
    )
    plan = table(
        "โครงการ/กิจกรรม|งบประมาณ|ระยะเวลาดำเนินการ",
        f"อบรมจริยธรรมและวินัยข้าราชการ|ไม่ใช้งบประมาณ|ธันวาคม {year - 1}",
        f"โรงเรียนสุจริต|45,000 บาท|มกราคม - มิถุนายน {year}",
        f"เปิดเผยข้อมูลการจัดซื้อจัดจ้างทุกเดือน|ไม่ใช้งบประมาณ|ตุลาคม {year - 1} - กันยายน {year}",
    )
    results = _anti_corruption_results()
    day = site.calendar.posted(13)
    plan_file = site.store(
        f"ITA/{year}/O28/แผนต่อต้านการทุจริต {year}.pdf",
        pdf(paper(plan_title, day, plan).with_thai_digits()),
    )
    report_file = site.store(
        f"ITA/{last}/O28/รายงานผล_{last}.docx", docx(paper(report_title, day, results))
    )
    site.editor(
        32801,
        "แผนปฏิบัติการต่อต้านการทุจริตและประพฤติมิชอบประจำปี และผลการดำเนินการตามแผนฯ",
        "Anti-Corruption Plan and Report",
        Heading(plan_title),
        plan,
        Link("ดาวน์โหลดแผนปฏิบัติการ (PDF)", plan_file),
        Heading(report_title),
        results,
        Link("ดาวน์โหลดรายงานผล (Word)", report_file),
    )


def _anti_corruption_results() -> Table:
    return table(
        "โครงการ/กิจกรรม|ผลการดำเนินโครงการ|งบประมาณที่ใช้จ่าย|ปัญหา อุปสรรค และข้อเสนอแนะ",
        "อบรมจริยธรรมและวินัยข้าราชการ|ผู้เข้าอบรม 212 คน คิดเป็นร้อยละ 98|ไม่ใช้งบประมาณ|ไม่มี",
        "โรงเรียนสุจริต|ดำเนินการครบ 4 โรงเรียน|44,200 บาท|ไม่มี",
        "เปิดเผยข้อมูลการจัดซื้อจัดจ้างทุกเดือน|เผยแพร่ตามกำหนด|ไม่ใช้งบประมาณ|ไม่มี",
    )


def _measures(site: SiteBuilder) -> None:
    year, last = site.calendar.year, site.calendar.last_year
    measures: tuple[Block, ...] = (
        Heading(f"การวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. {last}"),
        Para("ผลการประเมินภาพรวม 92.41 คะแนน อยู่ในระดับผ่านดี วิเคราะห์ผลได้ดังนี้"),
        Heading("ข้อบกพร่องหรือจุดอ่อนที่ต้องแก้ไขโดยเร่งด่วน"),
        bullets("ข้อมูลสถิติบนเว็บไซต์ไม่เป็นปัจจุบัน", "ประชาชนไม่ทราบช่องทางร้องเรียนการทุจริต"),
        Heading("ประเด็นที่ต้องพัฒนาให้ดีขึ้น"),
        bullets("การให้บริการออนไลน์ให้ครอบคลุมทุกประเภทใบอนุญาต"),
        Heading("มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"),
        table(
            "มาตรการ|วิธีปฏิบัติ|ผู้รับผิดชอบ|กำหนดติดตาม",
            f"ปรับปรุงข้อมูลเว็บไซต์ทุกเดือน|แต่ละฝ่ายส่งข้อมูลภายในวันที่ 5|ทุกฝ่าย|ทุกเดือน ปีงบประมาณ {year}",
            f"ประชาสัมพันธ์ช่องทางร้องเรียน|ป้ายและสื่อออนไลน์|ฝ่ายปกครอง|ทุกไตรมาส ปีงบประมาณ {year}",
        ),
    )
    site.news(
        33001,
        "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน และรายงานผลการดำเนินการ",
        "Integrity Measures",
        Info(
            id=403001,
            title=f"มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ปีงบประมาณ พ.ศ. {year}",
            day=site.calendar.posted(16),
            blocks=measures,
        ),
        Info(
            id=403002,
            title=f"รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมฯ ปีงบประมาณ พ.ศ. {year}",
            day=site.calendar.recent(2),
            blocks=_follow_up(site),
        ),
    )


def _follow_up(site: SiteBuilder) -> tuple[Block, ...]:
    year = site.calendar.year
    return (
        Para(
            "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน "
            f"ประจำปีงบประมาณ พ.ศ. {year} ข้อมูล ณ วันที่ {long_date(site.calendar.as_of)}"
        ),
        table(
            "มาตรการ|ผลการดำเนินการ|สถานะ",
            "ปรับปรุงข้อมูลเว็บไซต์ทุกเดือน|แต่งตั้งผู้รับผิดชอบรายหน้าและปรับปรุงแล้ว 28 หน้า|ดำเนินการแล้ว",
            "ประชาสัมพันธ์ช่องทางร้องเรียน|ติดตั้งป้าย 6 จุด และเผยแพร่ทาง Facebook|ดำเนินการแล้ว",
        ),
        Para("ปัญหา อุปสรรค และข้อเสนอแนะ : ไม่มี"),
    )
