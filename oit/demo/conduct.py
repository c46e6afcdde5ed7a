"""Items O21 to O24: staff rules, corruption complaints, No Gift Policy, the director."""

from collections.abc import Callable

from oit.demo.blocks import (
    Block,
    Bullets,
    Heading,
    Link,
    Para,
    Picture,
    Raw,
    Table,
    bullets,
    steps,
    table,
)
from oit.demo.dates import MONTHS, long_date
from oit.demo.files import make_csv, paper, pdf
from oit.demo.model import Entry, Info, SiteBuilder
from oit.demo.people import ADDRESS, DIRECTOR, DIRECTOR_ENGLISH
from oit.demo.pictures import draw_banner, draw_event


def add_conduct(site: SiteBuilder) -> None:
    """Put the pages of O21 to O24 on the portal."""
    _staff_rules(site)
    _complaint_channel(site)
    _complaint_statistics(site)
    _no_gift(site)
    _director(site)


STAFF_RULES = (
    (
        "การสรรหาและคัดเลือกบุคลากร",
        "ประกาศรับสมัครเป็นการทั่วไปไม่น้อยกว่า 15 วัน",
        "คัดเลือกโดยคณะกรรมการด้วยการสอบข้อเขียนและสัมภาษณ์",
    ),
    (
        "การบรรจุและแต่งตั้งบุคลากร",
        "บรรจุตามลำดับที่ของบัญชีผู้สอบได้",
        "แต่งตั้งและโยกย้ายโดยยึดหลักความรู้ความสามารถและระบบคุณธรรม",
    ),
    (
        "การพัฒนาบุคลากร",
        "ข้าราชการทุกคนต้องได้รับการพัฒนาอย่างน้อยปีละ 10 ชั่วโมง",
        "ส่งเสริมการเรียนรู้ผ่านระบบ e-learning",
    ),
    (
        "การประเมินผลการปฏิบัติราชการ",
        "ประเมินปีละ 2 รอบ จากผลสัมฤทธิ์ของงานและสมรรถนะ",
        "แจ้งผลให้ผู้รับการประเมินลงลายมือชื่อรับทราบ",
    ),
    (
        "การให้คุณให้โทษและการสร้างขวัญกำลังใจ",
        "ยกย่องข้าราชการดีเด่นประจำปี",
        "ดำเนินการทางวินัยด้วยความเป็นธรรมและรวดเร็ว",
    ),
)


def _staff_rules(site: SiteBuilder) -> None:
    year, day = site.calendar.year, site.calendar.posted(7)
    entries = []
    for subject, *rules in STAFF_RULES:
        title = f"หลักเกณฑ์{subject} ประจำปีงบประมาณ พ.ศ. {year}"
        rule = paper(
            title,
            day,
            Para("ประกาศสำนักงานเขตตัวอย่าง ใช้บังคับแก่ข้าราชการและบุคลากรในสังกัด"),
            Bullets(tuple(rules), numbered=True),
            Para(f"ประกาศ ณ วันที่ {long_date(day)}"),
            Para(f"({DIRECTOR}) ผู้อำนวยการเขตตัวอย่าง"),
        )
        href = site.upload(f"{title}.pdf", pdf(rule.with_thai_digits()))
        entries.append(Entry(title=title, href=href, day=day))
    site.downloads(
        32101,
        "หลักเกณฑ์การบริหารและพัฒนาทรัพยากรบุคคล",
        "Human Resources Rules",
        *entries,
    )


def _complaint_channel(site: SiteBuilder) -> None:
    site.editor(
        32201,
        "ช่องทางแจ้งเรื่องร้องเรียนการทุจริต",
        "Corruption Complaint Channel",
        Heading("ช่องทางแจ้งเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ"),
        Para("ช่องทางนี้แยกจากเรื่องร้องเรียนทั่วไป ข้อมูลของผู้ร้องจะถูกปกปิดเป็นความลับ"),
        bullets(
            "ช่องทางออนไลน์ : แบบฟอร์มแจ้งเรื่องร้องเรียนการทุจริตท้ายหน้านี้",
            "อีเมล : anticorruption.tuayang@example.go.th",
            "โทรศัพท์สายตรงผู้อำนวยการเขต : 0 2000 7701",
            f"ไปรษณีย์ : ผู้อำนวยการเขตตัวอย่าง {ADDRESS}",
        ),
        Heading("วิธีการและขั้นตอนการร้องเรียนของบุคคลภายนอก"),
        steps(
            "ผู้ร้องแจ้งชื่อผู้ถูกร้อง พฤติการณ์ และพยานหลักฐาน",
            "ฝ่ายปกครองลงทะเบียนรับเรื่องและแจ้งเลขรับแก่ผู้ร้องภายใน 1 วันทำการ",
            "คณะกรรมการตรวจสอบข้อเท็จจริงภายใน 30 วัน",
            "รายงานผู้อำนวยการเขตและแจ้งผลให้ผู้ร้องทราบภายใน 7 วันหลังสิ้นสุดการตรวจสอบ",
        ),
        Para("ส่วนงานที่รับผิดชอบ : ฝ่ายปกครอง ระยะเวลาดำเนินการรวมไม่เกิน 45 วัน"),
        Raw(
            '<form method="post" action="#"><input name="accused" placeholder="ผู้ถูกร้องเรียน">'
            '<textarea name="facts" rows="4" cols="50"></textarea>'
            '<button type="button">แจ้งเรื่องร้องเรียนการทุจริต</button></form>'
        ),
    )


def _complaint_statistics(site: SiteBuilder) -> None:
    calendar = site.calendar
    blocks: list[Block] = []
    for year in (calendar.year, calendar.last_year):
        months = calendar.ended(year)
        labels = [m.label for m in months]
        if len(labels) < 12:
            today = calendar.today
            running = f"{MONTHS[today.month - 1]} {today.year + 543}"
            labels.append(f"{running} (ถึงวันที่ {long_date(today)})")
        rows = table(
            "เดือน|จำนวนเรื่องร้องเรียนทั้งหมด|ดำเนินการแล้วเสร็จ|อยู่ระหว่างดำเนินการ",
            *(f"{label}|0|0|0" for label in labels),
            "รวม|0|0|0",
        )
        href = site.store(f"ITA/{year}/O22/complaints_{year}.csv", _csv(rows))
        blocks += [
            Heading(f"สถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ ปีงบประมาณ พ.ศ. {year}"),
            rows,
            Para(
                f"ในปีงบประมาณ พ.ศ. {year} ไม่มีเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ"
                "ของเจ้าหน้าที่สำนักงานเขตตัวอย่าง"
            ),
            Link(f"ไฟล์ข้อมูลสถิติ ปีงบประมาณ พ.ศ. {year} (CSV)", href),
        ]
    site.editor(
        32202,
        "สถิติเรื่องร้องเรียนการทุจริตประจำปี",
        "Corruption Complaint Statistics",
        Para(f"ข้อมูล ณ วันที่ {long_date(calendar.today)}"),
        *blocks,
    )


def _csv(rows: Table) -> Callable[[], bytes]:
    return lambda: make_csv(rows)


def _no_gift(site: SiteBuilder) -> None:
    year = site.calendar.year
    day = site.calendar.start(year)
    banner = site.picture(
        f"ITA/{year}/O23/No Gift Policy.png",
        "แบนเนอร์ประกาศนโยบายไม่รับของขวัญ No Gift Policy",
        lambda: draw_banner("No Gift Policy", "งดให้ งดรับ ของขวัญและของกำนัลทุกชนิด"),
        900,
    )
    thai = _no_gift_thai(year)
    title = "ประกาศสำนักงานเขตตัวอย่าง เรื่อง นโยบายต่อต้านการรับสินบน และนโยบาย No Gift Policy"
    signed = (
        Para(f"ประกาศ ณ วันที่ {long_date(day)}"),
        Para(f"({DIRECTOR}) ผู้อำนวยการเขตตัวอย่าง"),
    )
    english = _no_gift_english(day.year, year)
    href = site.store(
        f"ITA/{year}/O23/ประกาศ No Gift Policy {year}.pdf",
        pdf(paper(title, day, *thai, *signed, *english)),
    )
    site.editor(
        32301,
        "เจตจำนงสุจริตผู้บริหาร นโยบายต่อต้านการรับสินบน (Anti-Bribery Policy) และ No Gift Policy",
        "Anti-Bribery and No Gift Policy",
        banner,
        Heading(title),
        *thai,
        *signed,
        Heading("English translation"),
        *english,
        Heading("คลิปวิดีโอประกาศนโยบายโดยผู้อำนวยการเขต"),
        Raw(
            '<p><iframe title="คลิปวิดีโอ No Gift Policy" width="560" height="315" loading="lazy"'
            ' src="https://www.youtube.com/embed/demo-no-gift"></iframe></p>'
        ),
        Link("ดาวน์โหลดประกาศฉบับลงนาม (PDF)", href),
    )


def _no_gift_thai(year: int) -> tuple[Block, ...]:
    return (
        Para(
            "ด้วยผู้ว่าราชการกรุงเทพมหานครได้ประกาศนโยบายต่อต้านการรับสินบนและนโยบายไม่รับ"
            "ของขวัญและของกำนัลทุกชนิดจากการปฏิบัติหน้าที่ สำนักงานเขตตัวอย่าง "
            f"จึงประกาศนโยบายประจำปีงบประมาณ พ.ศ. {year} ไว้ดังนี้"
        ),
        Para("1. วัตถุประสงค์ : เพื่อสร้างวัฒนธรรมองค์กรที่ปลอดจากการให้และรับสินบนทุกรูปแบบ"),
        Para("2. ขอบเขต : ใช้บังคับแก่ผู้บริหาร ข้าราชการ ลูกจ้าง และบุคลากรทุกคนในสังกัด"),
        Para(
            "3. นิยาม : สินบน หมายความรวมถึง ของขวัญ ของกำนัล ค่าอำนวยความสะดวก สินน้ำใจ "
            "และประโยชน์อื่นใดที่ให้เพื่อจูงใจในการปฏิบัติหน้าที่"
        ),
        Para("4. แนวปฏิบัติ : เจ้าหน้าที่ต้องไม่เรียก ไม่รับ และไม่ยอมจะรับของขวัญทุกชนิด"),
        Para(
            "5. การติดตาม : ให้รายงานผลทุกไตรมาส ผู้พบเห็นการฝ่าฝืนแจ้งได้ที่ช่องทางร้องเรียน"
            "การทุจริต ผู้ฝ่าฝืนต้องถูกดำเนินการทางวินัย"
        ),
    )


def _no_gift_english(common_year: int, year: int) -> tuple[Block, ...]:
    return (
        Para(
            "Announcement of Tuayang District Office on the Anti-Bribery Policy and the "
            f"No Gift Policy, fiscal year {year - 543} (B.E. {year})"
        ),
        Para(
            "All executives, officials and employees shall neither request nor accept gifts, "
            "tokens of goodwill, facilitation payments or any other benefit arising from the "
            "performance of their duties."
        ),
        Para(
            f"Announced on 1 October {common_year}. {DIRECTOR_ENGLISH}, "
            "Director of Tuayang District"
        ),
    )


ACTIVITIES = (
    (
        "ผู้อำนวยการเขตนำข้าราชการกล่าวคำปฏิญาณตนต่อต้านการทุจริต",
        "นำข้าราชการและบุคลากรทุกฝ่ายประกาศเจตจำนงสุจริตและกล่าวคำปฏิญาณตน ณ ห้องประชุมชั้น 3",
    ),
    (
        "ผู้อำนวยการเขตเป็นประธานการประชุมขับเคลื่อนการประเมิน ITA",
        "มอบนโยบายและติดตามความก้าวหน้าของทุกตัวชี้วัดด้วยตนเอง",
    ),
    (
        "ผู้อำนวยการเขตลงพื้นที่รับฟังความเห็นของผู้มาติดต่อราชการ",
        "รับฟังข้อเสนอแนะเกี่ยวกับความโปร่งใสของจุดบริการ BFC จากประชาชน 24 ราย",
    ),
)


def _director(site: SiteBuilder) -> None:
    stories = []
    for i, (title, text) in enumerate(ACTIVITIES):
        day = site.calendar.recent(3 + 11 * i)
        stories.append(
            Info(
                id=402401 + i,
                title=title,
                day=day,
                blocks=(
                    Para(
                        f"เมื่อวันที่ {long_date(day)} {DIRECTOR} ผู้อำนวยการเขตตัวอย่าง {text}"
                    ),
                    _photo(site, f"ITA/O24/{i + 1}.png", title),
                    Para(
                        "กิจกรรมนี้แสดงถึงการมีส่วนร่วมของผู้อำนวยการเขตในการส่งเสริมคุณธรรมและ"
                        f"ความโปร่งใส ประจำปีงบประมาณ พ.ศ. {site.calendar.year}"
                    ),
                ),
            )
        )
    site.news(
        32401, "การมีส่วนร่วมของผู้อำนวยการเขต", "Participation of the Director", *stories
    )


def _photo(site: SiteBuilder, path: str, title: str) -> Picture:
    return site.picture(path, f"ภาพกิจกรรม {title}", lambda: draw_event(title), 480)
