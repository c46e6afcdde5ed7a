"""Channel: a form or a system that anyone can use, not words about one."""

import pytest

from checks.destinations import Destination, destination_of
from checks.finding import Outcome, Reason
from crawler.artifacts import FetchStatus
from tests.support.asked import asked, link
from tests.support.files import pdf
from tests.support.sites import Thing, item, judged, portal_page, spec_of

WHAT = "check: channel, element: ช่องทางแจ้งเรื่อง, element_en: Channel"
WORDS = "any: [แจ้งเรื่องออนไลน์, complain.example], without: [ความพึงพอใจ, คู่มือ]"
CHANNEL = f"{{id: way, {WHAT}, {WORDS}}}"
TWO = f"{{id: way, {WHAT}, {WORDS}, at_least: 2}}"
OR_NONE = f"{{id: way, {WHAT}, {WORDS}, absence: [ไม่เปิดรับเรื่องทางออนไลน์]}}"
OF = f"{{id: way, {WHAT}, {WORDS}, of: centre}}"
CENTRE = (
    "{id: centre, check: document, element: ศูนย์, element_en: Centre, any: [ศูนย์รับเรื่อง]}"
)

HEAD = "<h4>แจ้งเรื่องออนไลน์</h4>"
FORM = "<form><input type=text name=subject><textarea name=detail></textarea><button>ส่ง</button></form>"
LOGIN = "<form><input type=text name=user><input type=password name=pass></form>"
SEARCH = '<form><input type=search name="q"><button>ค้นหา</button></form>'
SURVEY = "<p>แบบสำรวจความพึงพอใจ</p><form><input type=text><textarea></textarea></form>"
OUT = '<a href="https://complain.example.com/new">{}</a>'
ABOUT = f"<p>{'ประชาชนติดต่อแจ้งเรื่องได้ที่ฝ่ายปกครองในวันและเวลาราชการ ' * 3}</p>"


def own(text: str = "แจ้งเรื่องออนไลน์", path: str = "/page/sub/1/x/0/info/7/y") -> str:
    return f'<p><a href="/tuayang{path}">{text}</a></p>'


def form_page(body: str) -> dict[str, Thing]:
    return {"/page/sub/1/x/0/info/7/y": portal_page("แบบฟอร์ม", body)}


@pytest.mark.parametrize(
    ("content", "things"),
    [
        (HEAD + FORM, {}),
        (HEAD + '<iframe src="https://forms.example.com/x"></iframe>', {}),
        (HEAD + f"<p>{OUT.format('คลิกที่นี่')}</p>", {}),
        (HEAD + f"<p>{OUT.format('เข้าสู่ระบบ')}</p>", {}),
        (f"<p>{OUT.format('แจ้งเรื่องออนไลน์')}</p>", {}),
        (f"<p>{OUT.format('ระบบของกรุงเทพมหานคร')}</p>", {}),
        ('<iframe src="https://complain.example.com/"></iframe>', {}),
        (
            '<form><input type=text name="แจ้งเรื่องออนไลน์"><textarea></textarea></form>',
            {},
        ),
        (f"<ul><li>แจ้งเรื่องออนไลน์ {OUT.format('คลิก')}</li><li>อื่น</li></ul>", {}),
        (own(), form_page(FORM)),
        (own(), form_page(f"<p>{OUT.format('คลิกที่นี่')}</p>")),
        (own(), form_page('<iframe src="https://forms.example.com/x"></iframe>')),
        (HEAD + own("คลิกที่นี่"), form_page(FORM)),
        (
            "<h4>ช่องทาง</h4><p>แจ้งเรื่องออนไลน์ ได้ที่ฝ่ายปกครอง</p>" + HEAD + FORM,
            {},
        ),
        (HEAD + own("คู่มือ", "/page/sub/1/x/0/info/8/z") + FORM, {}),
    ],
    ids=[
        "a form below the heading",
        "an embedded form",
        "a bare link out",
        "a link into a system",
        "a link out with the name",
        "a link out with the address",
        "an embedded system with the address",
        "a field with the name",
        "a link out in an entry of a list",
        "a page with a form",
        "a page that leads into a system",
        "a page that embeds a system",
        "a bare link to a page with a form",
        "words first, the form later",
        "a manual beside the form",
    ],
)
def test_a_channel_that_can_be_used(content: str, things: dict[str, Thing]) -> None:
    finding = asked(CHANNEL, content, things)
    assert (finding.outcome, finding.reason) == (Outcome.PASSED, Reason.FOUND)
    assert dict(finding.facts)["wordings"] == "แจ้งเรื่องออนไลน์ / complain.example"


@pytest.mark.parametrize(
    ("content", "things"),
    [
        (HEAD + ABOUT, {}),
        (HEAD + ABOUT + SEARCH, {}),
        (HEAD + SURVEY, {}),
        (
            HEAD + '<p>แบบความพึงพอใจ <a href="https://example.com/s">คลิก</a></p>',
            {},
        ),
        (
            HEAD
            + ABOUT
            + '<iframe src="https://example.com/s" title="ความพึงพอใจ"></iframe>',
            {},
        ),
        (HEAD + '<p><a href="https://example.com/news">ข่าวเขต</a></p>', {}),
        (HEAD + "<p>งดให้บริการชั่วคราว ขออภัยในความไม่สะดวก</p>" + FORM, {}),
        ("<p>ปิดปรับปรุงระบบ</p>" + HEAD + FORM, {}),
        (own(), form_page("<p>ระงับการให้บริการทางออนไลน์</p>" + FORM)),
        (
            HEAD
            + FORM.replace("<textarea", "<textarea disabled").replace(
                "<input", "<input disabled"
            ),
            {},
        ),
        (own(), form_page(ABOUT)),
        (own(), form_page(ABOUT + SEARCH)),
        (link("a.pdf", "แจ้งเรื่องออนไลน์"), {"/files/a.pdf": pdf(["แบบฟอร์ม", "ชื่อ" * 30])}),
        (own(path="/page/sub/1/x"), {}),
        ('<p><a href="tel:021234567">แจ้งเรื่องออนไลน์</a></p>', {}),
        ('<form><input type=text name="แจ้งเรื่องออนไลน์"></form>' + ABOUT, {}),
    ],
    ids=[
        "only words",
        "a search box",
        "a form for something else",
        "a link for something else",
        "an embedded form for something else",
        "a link that is no entrance",
        "a form that is closed",
        "a form under a notice that it is closed",
        "a page of a form that is closed",
        "a form that takes nothing",
        "a page of words",
        "a page with a search box",
        "a form to print",
        "a link to the page itself",
        "a telephone number",
        "a lone field",
    ],
)
def test_what_is_only_described_is_no_channel(
    content: str, things: dict[str, Thing]
) -> None:
    finding = asked(CHANNEL, content, things)
    assert (finding.outcome, finding.reason) == (
        Outcome.FAILED,
        Reason.NOT_A_CHANNEL,
    )


@pytest.mark.parametrize(
    "hours",
    ["งดให้บริการในวันหยุดราชการ", "หากระบบขัดข้องโปรดโทร 0 2000 0000", "เปิดตลอด 24 ชั่วโมง"],
)
def test_hours_and_conditions_close_nothing(hours: str) -> None:
    assert asked(CHANNEL, f"{HEAD}<p>{hours}</p>{FORM}").outcome is Outcome.PASSED


def test_no_word_of_it_is_missing() -> None:
    for content in (
        ABOUT.replace("แจ้งเรื่อง", "เรื่อง"),
        f"<h4>คู่มือแจ้งเรื่องออนไลน์</h4>{FORM}",
    ):
        finding = asked(CHANNEL, content)
        assert (finding.outcome, finding.reason) == (Outcome.FAILED, Reason.MISSING)


@pytest.mark.parametrize(
    ("content", "things", "outcome", "reason"),
    [
        (HEAD + LOGIN, {}, Outcome.FAILED, Reason.BEHIND_LOGIN),
        (own(), form_page(LOGIN), Outcome.FAILED, Reason.BEHIND_LOGIN),
        (
            own(),
            {"/page/sub/1/x/0/info/7/y": FetchStatus.FORBIDDEN},
            Outcome.FAILED,
            Reason.BEHIND_LOGIN,
        ),
        (own(), {}, Outcome.FAILED, Reason.BROKEN_LINK),
        (
            own(),
            {"/page/sub/1/x/0/info/7/y": FetchStatus.TIMEOUT},
            Outcome.INCONCLUSIVE,
            Reason.UNSEEN,
        ),
        (own(path="/"), {}, Outcome.INCONCLUSIVE, Reason.ELSEWHERE),
        (
            '<p>สแกน</p><img src="/qr.png" alt="แจ้งเรื่องออนไลน์">',
            {},
            Outcome.INCONCLUSIVE,
            Reason.ONLY_PICTURES,
        ),
        (
            HEAD + ABOUT + '<img src="/qr.png" alt="QR Code">',
            {},
            Outcome.INCONCLUSIVE,
            Reason.ONLY_PICTURES,
        ),
    ],
    ids=[
        "a login on the page",
        "a login behind the link",
        "closed to visitors",
        "gone",
        "not seen",
        "the front page, which is not read for the item",
        "a picture",
        "a QR code below the heading",
    ],
)
def test_other_ends(
    content: str, things: dict[str, Thing], outcome: Outcome, reason: Reason
) -> None:
    finding = asked(CHANNEL, content, things)
    assert (finding.outcome, finding.reason) == (outcome, reason)
    assert finding.evidence


def test_the_best_end_decides() -> None:
    content = own() + HEAD + f"<p>{OUT.format('คลิกที่นี่')}</p>"
    assert asked(CHANNEL, content).outcome is Outcome.PASSED


def test_two_channels_are_asked_for() -> None:
    one = f"<p>{OUT.format('แจ้งเรื่องออนไลน์')}</p>"
    assert asked(TWO, one).outcome is not Outcome.PASSED
    assert asked(TWO, one + HEAD + FORM).outcome is Outcome.PASSED


def test_that_there_is_none_may_be_an_answer() -> None:
    finding = asked(OR_NONE, "<p>สำนักงานเขตไม่เปิดรับเรื่องทางออนไลน์</p>")
    assert (finding.outcome, finding.reason) == (
        Outcome.PASSED,
        Reason.ABSENCE_STATED,
    )
    assert asked(OR_NONE, ABOUT).outcome is Outcome.FAILED


def test_the_channel_must_stand_where_it_is_asked_for() -> None:
    centre = f"<h4>ศูนย์รับเรื่อง</h4>{ABOUT}"
    way = f"<p>{OUT.format('แจ้งเรื่องออนไลน์')}</p>"
    for content, reason in (
        (centre + way, Reason.FOUND),
        (f"<h4>ข่าวเขต</h4>{way}{centre}", Reason.MISSING),
        (way, Reason.ELEMENT_MISSING),
    ):
        assert asked(OF, content, before=[CENTRE]).reason is reason


def test_an_absence_stated_elsewhere_says_nothing_of_the_centre() -> None:
    question = OF.replace("of: centre", "of: centre, absence: [ไม่เปิดรับเรื่อง]")
    content = f"<h4>ข่าวเขต</h4><p>ปีก่อนไม่เปิดรับเรื่อง</p><h4>ศูนย์รับเรื่อง</h4>{ABOUT}"
    assert asked(question, content, before=[CENTRE]).outcome is Outcome.FAILED


GOOGLE = "https://docs.google.com/forms/d/e/1FAIp/viewform?embedded=true"


def frame(address: str, title: str = "") -> str:
    return f'<iframe src="{address}" title="{title}"></iframe>'


@pytest.mark.parametrize(
    ("content", "things"),
    [
        (HEAD + frame(GOOGLE), {}),
        (HEAD + frame("https://forms.office.com/r/x"), {}),
        (HEAD + frame("https://office.jotform.com/x"), {}),
        (HEAD + frame("https://system.example.com/embed", "แจ้งเรื่องออนไลน์"), {}),
        (HEAD + frame("/tuayang/page/sub/1/x/0/info/7/y"), form_page(FORM)),
        (own(), form_page(frame("/tuayang/page/sub/1/x/0/info/8/z"))),
        (HEAD + '<p><a href="https://forms.gle/x">คลิก</a></p>', {}),
        (HEAD + '<p><a href="https://forms.gle/x">เปิดกล่อง</a></p>', {}),
        ('<p><a href="https://forms.gle/x">แจ้งเรื่องออนไลน์</a></p>', {}),
        ('<p><a href="https://complain.example.com/">ระบบรับเรื่อง</a></p>', {}),
        ('<p><a href="https://system.example.com/">แจ้งเรื่องออนไลน์</a></p>', {}),
        (HEAD + FORM + LOGIN, {}),
        (HEAD + LOGIN + FORM, {}),
        (HEAD + LOGIN + frame(GOOGLE), {}),
        (own(), form_page(LOGIN + FORM)),
        (own(), form_page(LOGIN + '<p><a href="https://forms.gle/x">คลิก</a></p>')),
    ],
    ids=[
        "a form of Google",
        "a form of Microsoft",
        "a form of Jotform",
        "an embedded system with the name",
        "an embedded page of the site with a form",
        "a page that embeds a page of the site with a form",
        "a bare link to a form service",
        "a form service by any name",
        "a link with the name to a form service",
        "a home page with the address",
        "a home page with the name",
        "a login below the form",
        "a login above the form",
        "a login above an embedded form",
        "a login beside the form behind the link",
        "a login beside a link to a form behind the link",
    ],
)
def test_forms_anyone_can_use(content: str, things: dict[str, Thing]) -> None:
    inner = {"/page/sub/1/x/0/info/8/z": portal_page("แบบฟอร์ม", FORM)}
    assert asked(CHANNEL, content, {**inner, **things}).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("content", "things", "outcome", "reason"),
    [
        (frame("https://www.youtube.com/embed/x"), {}, None, None),
        (frame("https://www.google.com/maps/embed?pb=1"), {}, None, None),
        (frame("https://www.facebook.com/plugins/page.php?href=x"), {}, None, None),
        (frame("/tuayang/page/sub/1/x/0/info/7/y"), form_page(ABOUT), None, None),
        ('<p><a href="https://www.youtube.com/watch?v=1">คลิก</a></p>', {}, None, None),
        ('<p><a href="https://www.facebook.com/office">คลิก</a></p>', {}, None, None),
        ('<p><a href="https://maps.app.goo.gl/x">คลิกที่นี่</a></p>', {}, None, None),
        (
            frame("https://weather.example.com/embed"),
            {},
            Outcome.INCONCLUSIVE,
            Reason.ELSEWHERE,
        ),
        (
            '<p><a href="https://www.nacc.example.org/">คลิกที่นี่</a></p>',
            {},
            Outcome.INCONCLUSIVE,
            Reason.ELSEWHERE,
        ),
        (
            '<p><a href="https://system.example.com/">เข้าสู่ระบบ</a></p>' + LOGIN,
            {},
            Outcome.FAILED,
            Reason.BEHIND_LOGIN,
        ),
    ],
    ids=[
        "a video",
        "a map",
        "a page of a social network",
        "a page of the site without a form",
        "a link to a video",
        "a link to a social network",
        "a link to a map",
        "an embedded page that may be anything",
        "a link to somebody's home page",
        "a link beside a login",
    ],
)
def test_what_is_there_for_another_reason(
    content: str,
    things: dict[str, Thing],
    outcome: Outcome | None,
    reason: Reason | None,
) -> None:
    finding = asked(CHANNEL, HEAD + ABOUT + content, things)
    assert finding.outcome is (outcome or Outcome.FAILED)
    assert finding.reason is (reason or Reason.NOT_A_CHANNEL)


def test_a_social_network_counts_where_it_is_asked_for() -> None:
    content = HEAD + '<p><a href="https://www.facebook.com/office">คลิก</a></p>'
    question = CHANNEL.replace("complain.example", "facebook")
    assert asked(question, content).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "body",
    [
        SURVEY,
        frame(GOOGLE, "แบบสำรวจความพึงพอใจ"),
        '<p>แบบสำรวจความพึงพอใจ <a href="https://forms.gle/x">คลิก</a></p>',
        '<p>คู่มือ <a href="https://system.example.com/a">คลิก</a></p>',
        frame("https://www.youtube.com/embed/x"),
    ],
    ids=["a form", "an embedded form", "a link to a form", "a manual", "a video"],
)
def test_a_page_behind_the_link_with_a_form_for_something_else(body: str) -> None:
    finding = asked(CHANNEL, own(), form_page(body))
    assert (finding.outcome, finding.reason) == (
        Outcome.FAILED,
        Reason.NOT_A_CHANNEL,
    )


def test_a_page_closed_like_most_of_the_site_is_not_seen() -> None:
    paths = [f"page/sub/{n}/x" for n in range(1, 13)]
    spec = spec_of(item("O8", "ข้อมูล", paths, CHANNEL))
    things: dict[str, Thing] = {f"/{p}": FetchStatus.FORBIDDEN for p in paths}
    things["/page/sub/1/x"] = portal_page("ข้อมูล", own(path="/page/sub/2/x"))
    finding = judged(spec, things).findings["O8"][-1]
    assert (finding.outcome, finding.reason) == (
        Outcome.INCONCLUSIVE,
        Reason.UNSEEN,
    )


@pytest.mark.parametrize(
    ("address", "destination"),
    [
        ("https://forms.gle/a", Destination.FORM),
        ("https://docs.google.com/forms/d/e/a/viewform", Destination.FORM),
        ("https://form.typeform.com/to/a", Destination.FORM),
        ("https://forms.bangkok.go.th/a", Destination.FORM),
        ("https://docs.google.com/document/d/a", Destination.PAGE),
        ("https://youtu.be/a", Destination.SHOW),
        ("https://m.facebook.com/a", Destination.SHOW),
        ("https://www.google.co.th/maps/place/a", Destination.SHOW),
        ("https://map.longdo.com/a", Destination.SHOW),
        ("https://x.com/a", Destination.SHOW),
        ("https://netflix.com/a", Destination.PAGE),
        ("https://www.nacc.go.th", Destination.HOME),
        ("https://www.nacc.go.th/th/", Destination.HOME),
        ("https://www.nacc.go.th/index.php", Destination.HOME),
        ("https://www.nacc.go.th/?id=4", Destination.PAGE),
        ("https://www.nacc.go.th/complain", Destination.PAGE),
        ("https://lin.ee/abc", Destination.PAGE),
    ],
)
def test_what_an_address_leads_to(address: str, destination: Destination) -> None:
    assert destination_of(address) is destination


STATUS = "{id: way, check: channel, element: ระบบติดตาม, element_en: Tracking, any: [ตรวจสอบสถานะ], lookup: true}"


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        ("ยื่นคำขอใบอนุญาตออนไลน์", Outcome.FAILED),
        ("ยื่นคำขอแล้ว ตรวจสอบสถานะออนไลน์", Outcome.PASSED),
        ("เข้าสู่ระบบ", Outcome.PASSED),
    ],
)
def test_a_form_for_new_requests_looks_nothing_up(
    content: str, outcome: Outcome
) -> None:
    body = f"<h4>ตรวจสอบสถานะ</h4><p>{OUT.format(content)}</p>"
    assert asked(STATUS, body).outcome is outcome


def test_a_page_in_a_frame_under_the_name_of_a_lookup_is_one() -> None:
    body = "<h4>ตรวจสอบสถานะ</h4><iframe src='https://board.example.com/x/y'></iframe>"
    assert asked(STATUS, body).outcome is Outcome.PASSED


def test_a_picture_in_a_link_is_the_link() -> None:
    body = (
        '<p><a href="/tuayang/page/sub/9/y"><img src="/b.png" alt="ตรวจสอบสถานะ"></a></p>'
        '<p><img src="/c.png" alt="ตรวจสอบสถานะ"></p>'
    )
    alone = body[body.index("</p>") :]
    assert asked(STATUS, alone).reason is Reason.ONLY_PICTURES
    assert asked(STATUS, body[: body.index("</p>")]).outcome is not Outcome.PASSED
