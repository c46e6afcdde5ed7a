"""Items O17 to O20: the budget, and what is bought with it."""

from datetime import date, timedelta

from oit.demo.blocks import Block, Heading, Link, Para, Table, table
from oit.demo.dates import Calendar, Month, long_date
from oit.demo.files import Sheet, make_csv, paper, pdf, xlsx
from oit.demo.model import NAME, Entry, Info, SiteBuilder
from oit.demo.pictures import make_scan

SPENDING = (
    ("งบบุคลากร", 98_420_000, 97_905_320),
    ("งบดำเนินงาน", 61_350_000, 58_221_764),
    ("งบลงทุน", 44_180_000, 41_002_900),
    ("งบเงินอุดหนุน", 6_200_000, 6_155_000),
    ("งบรายจ่ายอื่น", 3_850_000, 3_610_418),
)


def add_money(site: SiteBuilder) -> None:
    """Put the pages of O17 to O20 on the portal."""
    _spending(site)
    _budget(site)
    _purchase_plan(site)
    _announcements(site)
    _monthly_summaries(site)


def _spending(site: SiteBuilder) -> None:
    # The defect of O17: both papers are pictures from the office scanner.
    year, last = site.calendar.year, site.calendar.last_year
    plan = f"แผนการใช้จ่ายงบประมาณประจำปีงบประมาณ พ.ศ. {year}"
    report = f"รายงานผลการใช้จ่ายงบประมาณประจำปีงบประมาณ พ.ศ. {last}"
    planned = table("ประเภทรายจ่าย|แผน (บาท)", *(f"{n}|{a:,}" for n, a, _ in SPENDING))
    spent = table(
        "ประเภทรายจ่าย|งบประมาณ (บาท)|ผลการใช้จ่าย (บาท)",
        *(f"{n}|{a:,}|{b:,}" for n, a, b in SPENDING),
    )
    note = "จำแนกตามแหล่งที่ได้รับการจัดสรรงบประมาณและประเภทรายจ่าย (บุคลากร ดำเนินงาน ลงทุน เงินอุดหนุน)"
    site.downloads(
        31701,
        "แผนการใช้จ่ายงบประมาณประจำปีและรายงานผลการใช้จ่ายงบประมาณประจำปี",
        "Budget Spending Plan and Report",
        _scan(site, plan, planned, note),
        _scan(site, report, spent, note),
    )


def _scan(site: SiteBuilder, title: str, content: Table, note: str) -> Entry:
    blocks: tuple[Block, ...] = (
        Para(NAME),
        Para("แหล่งงบประมาณ : งบกรุงเทพมหานคร"),
        content,
    )
    return Entry(
        title=title,
        href=site.upload(f"{title}.pdf", lambda: make_scan(title, blocks)),
        day=site.calendar.posted(14),
        note=note,
    )


def _budget(site: SiteBuilder) -> None:
    year = site.calendar.year
    day = site.calendar.posted(8)
    amounts = table(
        "งาน/โครงการ|งบประมาณตามข้อบัญญัติ (บาท)",
        "งานบริหารทั่วไปและบริหารการคลัง|52,640,000",
        "งานจัดการมูลฝอยและสิ่งปฏิกูล|58,110,000",
        "งานโยธาและระบายน้ำ|49,230,000",
        "งานพัฒนาชุมชนและบริการสังคม|18,520,000",
        "งานงบประมาณโรงเรียน|35,500,000",
        "รวมทั้งสิ้น|214,000,000",
    )
    subsidy = table(
        "ลำดับ|ชุมชน|เงินอุดหนุน (บาท)|วัตถุประสงค์",
        *(
            f"{i}|{name}|{amount:,}|{use}"
            for i, (name, amount, use) in enumerate(SUBSIDIES, 1)
        ),
    )
    title = f"ข้อบัญญัติงบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. {year}"
    data = f"ข้อมูลงบประมาณรายจ่าย ปีงบประมาณ พ.ศ. {year}"
    book = Sheet(name=f"งบประมาณ {year}", above=(data, NAME), table=amounts)
    workbook = site.store(f"ITA/{year}/O18/ข้อมูลงบประมาณ {year}.xlsx", xlsx(day, book))
    rows = site.store(
        f"ITA/{year}/O18/เงินอุดหนุนชุมชน_{year}.csv", lambda: make_csv(subsidy)
    )
    site.editor(
        31801,
        "ข้อมูลงบประมาณ ข้อบัญญัติงบประมาณ ข้อมูลเงินอุดหนุนชุมชน",
        "Budget Data",
        Heading(title),
        Para(
            f"ข้อบัญญัติกรุงเทพมหานคร เรื่อง งบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. {year} "
            "อนุมัติงบประมาณให้สำนักงานเขตตัวอย่าง เป็นเงิน 214,000,000 บาท"
        ),
        amounts,
        Link(f"ไฟล์ข้อมูลงบประมาณ ปีงบประมาณ พ.ศ. {year} (Excel)", workbook),
        Heading(f"ข้อมูลเงินอุดหนุนชุมชน ปีงบประมาณ พ.ศ. {year}"),
        subsidy,
        Link("ไฟล์ข้อมูลเงินอุดหนุนชุมชน (CSV)", rows),
    )


SUBSIDIES = (
    ("ชุมชนวัดตัวอย่าง", 200_000, "ปรับปรุงที่ทำการชุมชนและเครื่องเสียงตามสาย"),
    ("ชุมชนริมคลองสมมติ", 200_000, "จัดซื้ออุปกรณ์ดับเพลิงเบื้องต้นและไฟส่องสว่าง"),
    ("ชุมชนร่วมใจพัฒนา", 150_000, "จัดกิจกรรมส่งเสริมอาชีพผู้สูงอายุ"),
    ("ชุมชนหมู่บ้านจำลอง", 150_000, "จัดทำลานกีฬาและสวนหย่อมชุมชน"),
)
PURCHASES = (
    ("จ้างปรับปรุงทางเท้าถนนสมมติ", 4_850_000, "ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)"),
    ("จ้างล้างทำความสะอาดท่อระบายน้ำ", 2_120_000, "ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)"),
    ("ซื้อรถบรรทุกน้ำอเนกประสงค์", 3_400_000, "ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)"),
    ("ซื้อเครื่องคอมพิวเตอร์สำหรับงานทะเบียน", 612_000, "คัดเลือก"),
)


def _purchase_plan(site: SiteBuilder) -> None:
    year = site.calendar.year
    title = f"แผนการจัดซื้อจัดจ้างประจำปีงบประมาณ พ.ศ. {year}"
    day = site.calendar.posted(6)
    plan = table(
        "ลำดับ|ชื่อโครงการ|งบประมาณ (บาท)|วิธีจัดซื้อจัดจ้าง|คาดว่าจะประกาศ (เดือน/ปี)",
        *(
            f"{i}|{name}|{amount:,}|{method}|10/{year - 1}"
            for i, (name, amount, method) in enumerate(PURCHASES, 1)
        ),
    )
    sheet = Sheet(name="แผนจัดซื้อจัดจ้าง", above=(title, NAME), table=plan)
    href = site.store(f"ITA/{year}/O19/แผนจัดซื้อจัดจ้าง_{year}.xlsx", xlsx(day, sheet))
    site.editor(
        31901,
        "แผนการจัดซื้อจัดจ้างประจำปีงบประมาณ",
        "Procurement Plan",
        Heading(title),
        Para(f"ประกาศ ณ วันที่ {long_date(day)} ตามพระราชบัญญัติการจัดซื้อจัดจ้างฯ พ.ศ. 2560"),
        plan,
        Link("ไฟล์แผนการจัดซื้อจัดจ้าง (Excel)", href),
    )


def _announcements(site: SiteBuilder) -> None:
    """Write invitations, winners and median prices of the running year.

    The defect of O19: its third URL is the address of a file that was replaced.
    """
    invited = [_announcement(site, 401901 + i, "ประกาศเชิญชวน", i) for i in range(3)]
    site.news(31902, "ประกาศจัดซื้อจัดจ้าง ประกาศเชิญชวน", "Invitations", *invited)
    won = [
        _announcement(site, 401911 + i, "ประกาศผลผู้ชนะการเสนอราคา", i) for i in range(3)
    ]
    site.news(31904, "ประกาศผลผู้ชนะการจัดซื้อจัดจ้าง", "Winners", *won)
    year = site.calendar.year
    rows = table(
        "โครงการ|วงเงินงบประมาณ (บาท)|ราคากลาง (บาท)|แหล่งที่มาของราคากลาง",
        *(
            f"{name}|{amount:,}|{amount * 98 // 100:,}|สืบราคาจากท้องตลาดและราคามาตรฐาน"
            for name, amount, _ in PURCHASES
        ),
    )
    site.editor(
        31905,
        "ประกาศราคากลาง",
        "Median Prices",
        Heading(f"ประกาศราคากลางการจัดซื้อจัดจ้าง ปีงบประมาณ พ.ศ. {year}"),
        Para(f"ประกาศ ณ วันที่ {long_date(site.calendar.posted(9))}"),
        rows,
    )


def _announcement(site: SiteBuilder, number: int, kind: str, i: int) -> Info:
    name, amount, method = PURCHASES[i]
    day = site.calendar.recent(30 - 8 * i)
    title = f"{kind} {name} ด้วยวิธี{method}"
    won = kind != "ประกาศเชิญชวน"
    text = (
        f"ผู้ได้รับการคัดเลือก ได้แก่ บริษัท ตัวอย่างก่อสร้าง {i + 1} จำกัด "
        f"เสนอราคาเป็นเงินทั้งสิ้น {amount * 95 // 100:,} บาท"
        if won
        else "กำหนดยื่นข้อเสนอและเสนอราคาทางระบบจัดซื้อจัดจ้างภาครัฐด้วยอิเล็กทรอนิกส์"
    )
    blocks: tuple[Block, ...] = (
        Para(f"{NAME} มีความประสงค์จะ{name} วงเงินงบประมาณ {amount:,} บาท"),
        Para(text),
        Para(f"ประกาศ ณ วันที่ {long_date(day)} ปีงบประมาณ พ.ศ. {site.calendar.year}"),
    )
    href = site.upload(
        f"{number}.pdf", pdf(paper(title, day, *blocks).with_thai_digits())
    )
    file = Entry(title=title, href=href, day=day)
    return Info(id=number, title=title, day=day, blocks=blocks, files=(file,))


SUMMARY_HEADER = (
    "ลำดับที่|งานที่จัดซื้อหรือจัดจ้าง|วงเงินที่จะซื้อหรือจ้าง (บาท)|ราคากลาง (บาท)|วิธีซื้อหรือจ้าง|"
    "รายชื่อผู้เสนอราคาและราคาที่เสนอ|ผู้ได้รับการคัดเลือกและราคาที่ตกลงซื้อหรือจ้าง|"
    "เหตุผลที่คัดเลือกโดยสรุป|เลขที่และวันที่ของสัญญาหรือข้อตกลงในการซื้อหรือจ้าง"
)
SMALL_PURCHASES = (
    ("ซื้อวัสดุสำนักงาน", 48_500, "ร้านเครื่องเขียนตัวอย่าง"),
    ("จ้างซ่อมรถยนต์ราชการ", 23_112, "อู่สมมติการช่าง"),
    ("ซื้อวัสดุอุปกรณ์คอมพิวเตอร์", 64_895, "บริษัท ไอทีจำลอง จำกัด"),
    ("จ้างพิมพ์แบบพิมพ์ทะเบียน", 15_980, "โรงพิมพ์แบบอย่าง"),
)


def missing_months(calendar: Calendar, year: int) -> tuple[Month, ...]:
    """Return the two months whose summary the district forgot (fewer while fewer are due).

    They come from the months that are due without doubt, and from the middle of the
    series where it is long enough: the newest being late is another story.
    """
    due = calendar.due(year)
    return (due[1], due[-2]) if len(due) >= 4 else due[-2:]


def _monthly_summaries(site: SiteBuilder) -> None:
    # The defect of O20: two months that are due have no summary, in either year.
    calendar = site.calendar
    entries: list[Entry] = []
    for year in (calendar.year, calendar.last_year):
        gone = missing_months(calendar, year)
        entries += [
            _monthly_summary(site, month)
            for month in reversed(calendar.ended(year))
            if month not in gone
        ]
    site.downloads(
        32001,
        "สรุปผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุรายเดือน",
        "Monthly Procurement Summary",
        *entries,
    )


def _monthly_summary(site: SiteBuilder, month: Month) -> Entry:
    title = f"สรุปผลการดำเนินการจัดซื้อจัดจ้างในรอบเดือน{month.label}"
    rows = []
    for i, (work, amount, seller) in enumerate(SMALL_PURCHASES, 1):
        price = f"{amount + 37 * month.first.month:,}"
        signed = month.first + timedelta(days=3 * i)
        rows.append(
            f"{i}|{work}|{price}|{price}|เฉพาะเจาะจง|{seller} เสนอ {price} บาท|"
            f"{seller} {price} บาท|ราคาไม่เกินวงเงินและคุณสมบัติถูกต้อง|"
            f"{10 * month.first.month + i}/{signed.year + 543} ลงวันที่ {long_date(signed)}"
        )
    sheet = Sheet(
        name="สขร.1",
        above=(title, NAME, f"วันที่ {long_date(month.last)}"),
        table=table(SUMMARY_HEADER, *rows),
    )
    day = _published(month, site.calendar.today)
    href = site.upload(f"{title}.xlsx", xlsx(day, sheet))
    return Entry(title=f"{title} (แบบ สขร.1)", href=href, day=day)


def _published(month: Month, today: date) -> date:
    return min(month.last + timedelta(days=8), today)
