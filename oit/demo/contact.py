"""Items O6 and O7: how to reach the district, and what it tells of its work."""

from oit.demo.blocks import Block, Heading, Link, Para, Raw, bullets, table
from oit.demo.dates import long_date
from oit.demo.model import Info, Page, PageKind, SiteBuilder, link_to
from oit.demo.people import ADDRESS, EMAIL, PHONE, SECTIONS
from oit.demo.pictures import draw_event

MAP = Raw(
    '<p><iframe title="แผนที่สำนักงานเขตตัวอย่าง" width="600" height="300" loading="lazy"'
    ' src="https://www.google.com/maps/embed?pb=!1m18!1m12!demo"></iframe></p>'
)
FACEBOOK = Link(
    "Facebook : สำนักงานเขตตัวอย่าง", "https://www.facebook.com/tuayang.district.example"
)


def contact_blocks() -> tuple[Block, ...]:
    """Return what /contact shows: address, phone, e-mail, map."""
    return (
        Heading("สำนักงานเขตตัวอย่าง กรุงเทพมหานคร"),
        Para(f"ที่อยู่ : {ADDRESS}"),
        Para(f"โทรศัพท์ : {PHONE} โทรสาร : 0 2000 7799"),
        Para(f"อีเมล (งานสารบรรณ) : saraban.{EMAIL}"),
        Para("เวลาทำการ : วันจันทร์ - วันศุกร์ เวลา 08.00 - 16.00 น. เว้นวันหยุดราชการ"),
        FACEBOOK,
        Heading("แผนที่ตั้งสำนักงาน"),
        MAP,
    )


def add_contact(site: SiteBuilder) -> None:
    """Put the pages of O6 and O7 on the portal."""
    _contact_details(site)
    _press(site)
    social = site.editor(
        30704,
        "Social Network",
        "Social Network",
        Para("ติดตามข่าวสารและผลการดำเนินงานของสำนักงานเขตตัวอย่างได้ทางสื่อสังคมออนไลน์"),
        FACEBOOK,
        Link(
            "LINE Official : @tuayang-example",
            "https://line.me/R/ti/p/@tuayang-example",
        ),
        Link("YouTube : เขตตัวอย่าง Channel", "https://www.youtube.com/@tuayang-example"),
    )
    site.add(
        Page(
            id=30702,
            title="Social-Network",
            english="Social Network",
            kind=PageKind.URL,
            target=link_to(social).href,
        )
    )
    _ita_news(site)


def _contact_details(site: SiteBuilder) -> None:
    answered = site.calendar.recent(9)
    site.editor(
        30601,
        "ข้อมูลการติดต่อ Q&A และช่องทางการรับฟังความคิดเห็น",
        "Contact, Q&A and Feedback",
        *contact_blocks(),
        Heading("หมายเลขโทรศัพท์ของแต่ละฝ่าย"),
        table("ฝ่าย|โทรศัพท์", *(f"{name}|0 2000 {phone}" for name, _, phone in SECTIONS)),
        Heading("ถาม - ตอบ (Q&A)"),
        Para("ประชาชนตั้งคำถามและดูคำตอบของเจ้าหน้าที่ได้ที่กระดานถาม - ตอบ ด้านล่าง"),
        table(
            "คำถาม|คำตอบจากเจ้าหน้าที่|วันที่ตอบ",
            "ขอย้ายทะเบียนบ้านปลายทางต้องใช้เอกสารอะไรบ้าง|ใช้บัตรประจำตัวประชาชนและหนังสือยินยอม"
            f"ของเจ้าบ้าน ติดต่อฝ่ายทะเบียน|{long_date(answered)}",
            "ต้นไม้ริมถนนกิ่งหักต้องแจ้งที่ใด|แจ้งฝ่ายรักษาความสะอาดและสวนสาธารณะ หรือ Traffy Fondue"
            f"|{long_date(answered)}",
        ),
        Raw(
            '<form method="post" action="#"><label>ตั้งคำถาม<br>'
            '<textarea name="question" rows="3" cols="60"></textarea></label>'
            '<br><button type="button">ส่งคำถาม</button></form>'
        ),
        Heading("ช่องทางการรับฟังความคิดเห็น"),
        bullets(
            "แบบฟอร์มแสดงความคิดเห็นออนไลน์ท้ายหน้านี้",
            f"อีเมล {EMAIL} และกล่องข้อความของ Facebook สำนักงานเขตตัวอย่าง",
            "ตู้รับความคิดเห็น ชั้น 1 สำนักงานเขตตัวอย่าง",
        ),
        Raw(
            '<form method="post" action="#"><label>ข้อเสนอแนะ / ความคิดเห็น<br>'
            '<textarea name="opinion" rows="4" cols="60"></textarea></label>'
            '<br><button type="button">ส่งความคิดเห็น</button></form>'
        ),
    )


NEWS = (
    (
        "ผู้อำนวยการเขตลงพื้นที่ตรวจความคืบหน้าการปรับปรุงทางเท้าถนนสมมติ",
        "งานปรับปรุงทางเท้าแล้วเสร็จร้อยละ 85 ของระยะทาง 1,200 เมตร คาดว่าจะเปิดใช้ได้ตามกำหนด",
    ),
    (
        "สรุปผลการดำเนินงานจัดระเบียบผู้ค้าหาบเร่แผงลอยในพื้นที่เขต",
        "ยกเลิกจุดทำการค้านอกจุดผ่อนผัน 3 จุด ผู้ค้า 42 รายย้ายเข้าตลาดเอกชนในพื้นที่",
    ),
    (
        "เขตตัวอย่างลอกท่อระบายน้ำเตรียมรับฤดูฝน ระยะทาง 6.4 กิโลเมตร",
        "ดำเนินการแล้วเสร็จ 18 ซอย เก็บตะกอนดินและขยะได้ 210 ลูกบาศก์เมตร",
    ),
    (
        "มอบใบประกาศร้านอาหารสะอาดตามเกณฑ์มาตรฐานกรุงเทพมหานคร",
        "ร้านอาหารที่ผ่านเกณฑ์ 57 ร้าน จากร้านที่สมัคร 63 ร้าน",
    ),
    (
        "หน่วยบริการเคลื่อนที่ รับชำระภาษีและทำบัตรประชาชนในชุมชน",
        "มีประชาชนใช้บริการ 318 ราย ในชุมชน 4 แห่ง",
    ),
)


def _story(site: SiteBuilder, number: int, days: int, title: str, text: str) -> Info:
    day = site.calendar.recent(days)
    photo = site.picture(
        f"News/{number}.png", f"ภาพกิจกรรม {title}", lambda: draw_event(title), 480
    )
    return Info(
        id=number,
        title=title,
        day=day,
        blocks=(
            Para(f"วันที่ {long_date(day)} {title}"),
            photo,
            Para(text),
            Para(f"ข่าวประชาสัมพันธ์ ปีงบประมาณ พ.ศ. {site.calendar.year} ฝ่ายปกครอง"),
        ),
    )


def _press(site: SiteBuilder) -> None:
    # Twelve stories make a second page: a list shows ten.
    stories = [_story(site, 400701 + i, 4 * i, *NEWS[i]) for i in range(len(NEWS))]
    stories += [
        _story(
            site,
            400711 + i,
            20 + 3 * i,
            f"รายงานผลการเก็บขนขยะชิ้นใหญ่ ครั้งที่ {7 - i}",
            f"เก็บขนขยะชิ้นใหญ่ได้ {31 + 4 * i} ตัน จากจุดนัดทิ้ง {12 + i} จุด",
        )
        for i in range(7)
    ]
    site.news(30701, "ข่าวประชาสัมพันธ์", "Public Relations News", *stories)


def _ita_news(site: SiteBuilder) -> None:
    year = site.calendar.year
    site.news(
        30703,
        "ข่าวประชาสัมพันธ์กิจกรรม ITA",
        "ITA News",
        _story(
            site,
            400731,
            6,
            "ประกาศขอความร่วมมือประชาชนทุกท่านตอบแบบวัดการรับรู้ (EIT)",
            f"ขอเชิญผู้มาติดต่อราชการร่วมตอบแบบวัดการรับรู้ ประจำปีงบประมาณ พ.ศ. {year} "
            "ผลการดำเนินงานปีที่ผ่านมามีผู้ตอบแบบวัด 420 ราย",
        ),
        _story(
            site,
            400732,
            12,
            "ประชุมคณะทำงานขับเคลื่อนการประเมินคุณธรรมและความโปร่งใส",
            "ที่ประชุมรับทราบผลการดำเนินงานและมอบหมายผู้รับผิดชอบรายตัวชี้วัด",
        ),
    )
