"""The people, sections and places of a district that does not exist."""

from dataclasses import dataclass

from oit.demo.blocks import Raw
from oit.demo.model import SiteBuilder
from oit.demo.pictures import draw_portrait

PHONE = "0 2000 7700"
EMAIL = "tuayang@example.go.th"
ADDRESS = "99 ถนนสมมติ แขวงตัวอย่างเหนือ เขตตัวอย่าง กรุงเทพมหานคร 10999"
DIRECTOR = "นายสมมติ ใจซื่อตรง"
DIRECTOR_ENGLISH = "Mr. Sommut Chaisuetrong"
SECTIONS = (
    ("ฝ่ายปกครอง", "งานธุรการ งานเลือกตั้ง งานป้องกันและบรรเทาสาธารณภัย", "7711"),
    ("ฝ่ายทะเบียน", "งานทะเบียนราษฎร ทะเบียนทั่วไป และบัตรประจำตัวประชาชน", "7712"),
    ("ฝ่ายโยธา", "การอนุญาตก่อสร้างอาคาร การบำรุงรักษาถนน ทางเท้า และท่อระบายน้ำ", "7713"),
    ("ฝ่ายสิ่งแวดล้อมและสุขาภิบาล", "การอนุญาตสถานประกอบการ สุขาภิบาลอาหาร", "7714"),
    ("ฝ่ายรายได้", "การจัดเก็บภาษีที่ดินและสิ่งปลูกสร้าง ภาษีป้าย และค่าธรรมเนียม", "7715"),
    ("ฝ่ายรักษาความสะอาดและสวนสาธารณะ", "การเก็บขนมูลฝอย ดูแลสวนสาธารณะ", "7716"),
    ("ฝ่ายการศึกษา", "การบริหารโรงเรียนในสังกัดกรุงเทพมหานครในพื้นที่เขต", "7717"),
    ("ฝ่ายการคลัง", "การเงิน การบัญชี งบประมาณ และการพัสดุ", "7718"),
    ("ฝ่ายเทศกิจ", "การรักษาความเป็นระเบียบเรียบร้อย ดูแลผู้ค้าหาบเร่แผงลอย", "7719"),
    ("ฝ่ายพัฒนาชุมชนและสวัสดิการสังคม", "การพัฒนาชุมชน สวัสดิการผู้สูงอายุและผู้พิการ", "7720"),
)
"""Name, duties in short, extension."""
SCHOOLS = (
    ("โรงเรียนวัดตัวอย่างเหนือ", "นางสมหญิง รักเรียน", "412", "7731"),
    ("โรงเรียนวัดตัวอย่างใต้", "นายมานะ ครูดี", "365", "7732"),
    ("โรงเรียนบ้านคลองสมมติ", "นางสาวปิติ สอนเก่ง", "298", "7733"),
    ("โรงเรียนตัวอย่างวิทยา", "นายชูใจ วิชาการ", "540", "7734"),
)
"""Name, head, pupils, extension."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One executive, or a post that nobody holds."""

    name: str
    post: str
    extension: str
    email: str


EXECUTIVES = (
    Person(
        name=DIRECTOR, post="ผู้อำนวยการเขตตัวอย่าง", extension="7701", email="director"
    ),
    Person(
        name="นางสาวสุจริต โปร่งใส",
        post="ผู้ช่วยผู้อำนวยการเขตตัวอย่าง",
        extension="7702",
        email="assistant1",
    ),
    Person(
        name="(ตำแหน่งว่าง)",
        post="ผู้ช่วยผู้อำนวยการเขตตัวอย่าง",
        extension="7703",
        email="assistant2",
    ),
)
CITY_EXECUTIVES = (
    ("นายสมชาย ผู้ว่าสมมติ", "ผู้ว่าราชการกรุงเทพมหานคร", "9101"),
    ("นางสมศรี รองหนึ่ง", "รองผู้ว่าราชการกรุงเทพมหานคร", "9102"),
    ("นายสมพงษ์ รองสอง", "รองผู้ว่าราชการกรุงเทพมหานคร", "9103"),
    ("นางสาวสมใจ รองสาม", "รองผู้ว่าราชการกรุงเทพมหานคร", "9104"),
    ("นายสมบูรณ์ ปลัดสมมติ", "ปลัดกรุงเทพมหานคร", "9105"),
)


def person_card(site: SiteBuilder, name: str, post: str, phone: str, email: str) -> Raw:
    """Write one person with picture, post, phone and e-mail, as the editor stores it."""
    image = ""
    if "ตำแหน่งว่าง" not in name:
        photo = site.picture(
            f"Executive/{post}-{phone[-4:]}.png",
            f"ภาพถ่าย {name}",
            lambda: draw_portrait(name),
        )
        image = f'<img src="{photo.src}" alt="{photo.alt}" width="150"><br>'
    return Raw(
        '<div style="display:inline-block;width:260px;text-align:center;'
        f'vertical-align:top;margin:12px">{image}'
        f"<strong>{name}</strong><br>{post}<br>โทร. {phone}<br>"
        f'อีเมล <a href="mailto:{email}">{email}</a></div>'
    )
