"""Contact: each part for itself, in words, as a link, or embedded."""

import pytest

from checks.finding import Outcome, Reason
from crawler.artifacts import FetchStatus
from tests.support.asked import PATH, SCAN, asked, link
from tests.support.sites import Thing, item, judged, spec_of

ADDRESS = "<p>สำนักงานเขตตัวอย่าง เลขที่ 10 ถนนตัวอย่าง แขวงบางตัวอย่าง เขตตัวอย่าง กรุงเทพมหานคร 10150</p>"
OFFICE = "{id: office, check: document, element: ที่ทำการ, element_en: Office, any: [ที่ทำการเขต]}"


def question(part: str, more: str = "") -> str:
    return f"{{id: c, check: contact, element: ติดต่อ, element_en: Contact, part: {part}{more}}}"


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("address", ADDRESS),
        ("address", "<p>10 ถ.ตัวอย่าง</p><p>แขวงบางตัวอย่าง</p><p>กทม. 10150</p>"),
        ("address", "<p>351 Bangkhae Rd., Bangkok 10160</p>"),
        ("address", "<p>10 Sample Road, Sample District, Bangkok</p>"),
        ("address", "<p>ซอย 5 เขตตัวอย่าง ๑๐๑๕๐</p>"),
        ("phone", "<p>โทรศัพท์ 0 2123 4567</p>"),
        ("phone", "<p>โทร. ๐ ๒๑๒๓ ๔๕๖๗</p>"),
        ("phone", "<p>โทร 02-123-4567 ต่อ 12</p>"),
        ("phone", "<p>+66 2123 4567</p>"),
        ("phone", "<p>สายด่วน 1555</p>"),
        ("phone", '<p>แจ้ง<a href="tel:021234567">ที่นี่</a></p>'),
        ("email", "<p>อีเมล tuayang@bangkok.go.th</p>"),
        ("email", '<p><a href="mailto:tuayang@bangkok.go.th">ส่งอีเมล</a></p>'),
        ("email", "<p>E-mail: [email protected]</p>"),
        ("map", '<iframe src="https://www.google.com/maps/embed?pb=1"></iframe>'),
        ("map", '<p>ดู<a href="https://maps.app.goo.gl/abc">เส้นทาง</a></p>'),
        ("map", '<p>แผนที่สำนักงานเขต</p><img src="/m.png">'),
        ("map", '<img src="/m.png" alt="แผนที่ตั้งสำนักงานเขต">'),
        ("social", '<p><a href="https://www.facebook.com/tuayang">เพจเขต</a></p>'),
        ("social", '<p><a href="https://lin.ee/abc">เพิ่มเพื่อน</a></p>'),
        ("social", "<p>https://www.facebook.com/tuayang</p>"),
        ("social", "<p>Line ID: @tuayang</p>"),
        ("social", "<p>เพจ: สำนักงานเขตตัวอย่าง</p>"),
        (
            "social",
            '<iframe src="https://www.youtube.com/embed/abc" title="ช่อง"></iframe>',
        ),
    ],
)
def test_a_part_that_is_shown(part: str, content: str) -> None:
    finding = asked(question(part), f"<h4>ติดต่อเรา</h4>{content}")
    assert (finding.outcome, finding.reason) == (Outcome.PASSED, Reason.FOUND)
    assert finding.evidence[0].quote


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("address", "<p>ชื่อถนนในพื้นที่ ได้แก่ ถนนตัวอย่าง</p>"),
        ("address", "<p>แขวงบางตัวอย่าง เขตตัวอย่าง กรุงเทพมหานคร</p>"),
        ("address", "<p>ถนนตัวอย่าง เขตตัวอย่าง จังหวัดนนทบุรี 11000</p>"),
        ("address", "<p>ติดต่อที่สำนักงานเขตตัวอย่าง</p>"),
        ("phone", "<p>โทรศัพท์</p>"),
        ("phone", "<p>ปีงบประมาณ 2567 จำนวน 1,555 ครั้ง</p>"),
        ("phone", "<p>เลขประจำตัว 1-2345-67890-12-3</p>"),
        ("email", "<p>อีเมล: -</p>"),
        ("email", "<p>ผู้พัฒนาเว็บไซต์ maker@example.com</p>"),
        ("email", '<p><a href="mailto:">ส่งอีเมล</a></p>'),
        ("map", "<p>แผนที่สำนักงานเขต</p>"),
        ("map", '<p>ดู<a href="https://example.com/about">ที่ตั้ง</a></p>'),
        ("map", f"<p>{'แผนที่ยุทธศาสตร์ของเขต ' * 8}</p><img src='/chart.png'>"),
        ("social", "<p>ติดตามเราทาง Facebook</p>"),
        (
            "social",
            '<p><a href="https://www.facebook.com/sharer/sharer.php?u=x">แชร์หน้านี้</a></p>',
        ),
        ("social", "<p>online 24 ชั่วโมง</p>"),
    ],
)
def test_a_part_that_is_not_shown(part: str, content: str) -> None:
    office = "<p>สำนักงานเขตเปิดให้บริการในวันและเวลาราชการ เว้นวันหยุดนักขัตฤกษ์ และวันหยุดพิเศษ</p>"
    finding = asked(question(part), f"<h4>เกี่ยวกับเขต</h4>{office}{content}")
    assert (finding.outcome, finding.reason) == (Outcome.FAILED, Reason.MISSING)


@pytest.mark.parametrize("part", ["address", "phone"])
def test_the_footer_of_every_page_is_not_the_page_for_contacts(part: str) -> None:
    # The frame of every page has a street, a district and a telephone number.
    finding = asked(question(part), "<p>เขตตัวอย่างมีคลองและสวนผลไม้จำนวนมาก</p>")
    assert finding.outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("content", "things", "reason"),
    [
        pytest.param(
            link("a.pdf", "ดาวน์โหลด"),
            {"/files/a.pdf": SCAN},
            Reason.ONLY_PICTURES,
        ),
        (
            link("a.pdf", "ดาวน์โหลด"),
            {"/files/a.pdf": FetchStatus.TIMEOUT},
            Reason.UNSEEN,
        ),
        (
            f'<p>ติดต่อเขตได้ที่</p><img src="/c.png"><p>{"เปิดทุกวัน " * 20}</p>',
            {},
            Reason.ONLY_PICTURES,
        ),
    ],
    ids=["a scan", "unseen", "a picture under its words"],
)
def test_what_may_show_it_is_left_to_a_person(
    content: str, things: dict[str, Thing], reason: Reason
) -> None:
    finding = asked(question("phone", ", pictured: [ติดต่อ]"), content, things)
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, reason)


def test_it_must_stand_where_it_is_asked_for() -> None:
    office = f"<h4>ที่ทำการเขต</h4><p>{'อาคารสามชั้นริมคลอง ' * 6}</p>"
    phone = "<p>โทรศัพท์ 0 2123 4567</p>"
    for content, reason in (
        (office + phone, Reason.FOUND),
        (f"<h4>ข่าวเขต</h4>{phone}{office}", Reason.MISSING),
        (f"<h4>ข่าวเขต</h4>{phone}", Reason.ELEMENT_MISSING),
    ):
        found = asked(question("phone", ", of: office"), content, before=[OFFICE])
        assert found.reason is reason


@pytest.mark.parametrize(
    ("status", "outcome", "reason"),
    [
        (FetchStatus.TIMEOUT, Outcome.INCONCLUSIVE, Reason.UNSEEN),
        (FetchStatus.NOT_FOUND, Outcome.NOT_APPLICABLE, Reason.NOTHING_TO_JUDGE),
    ],
)
def test_a_page_that_was_not_read(
    status: FetchStatus, outcome: Outcome, reason: Reason
) -> None:
    spec = spec_of(item("O6", "ติดต่อ", [PATH[1:]], question("phone")))
    finding = judged(spec, {PATH: status}).findings["O6"][-1]
    assert (finding.outcome, finding.reason) == (outcome, reason)
