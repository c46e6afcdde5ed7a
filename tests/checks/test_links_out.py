"""Links-out: a link or a player with the label or the address that is asked for."""

import pytest

from checks.finding import Outcome, Reason
from crawler.artifacts import FetchStatus
from tests.support.asked import asked, link
from tests.support.files import ole
from tests.support.sites import Thing, portal_page

WHAT = "check: links-out, element: คลิป, element_en: Clip"
CLIP = f"{{id: clip, {WHAT}, any: [youtube.com, วีดิทัศน์], without: [ประชาสัมพันธ์]}}"
TWO = CLIP.replace("check:", "at_least: 2, check:")
OF = CLIP.replace("check:", "of: event, check:")
EVENT = "{id: event, check: document, element: พิธี, element_en: Event, any: [พิธีประกาศเจตนารมณ์]}"

PLAYER = '<iframe src="https://www.youtube.com/embed/abc"></iframe>'
LINKED = '<p>ชมย้อนหลัง<a href="https://www.youtube.com/watch?v=abc">ที่นี่</a></p>'
WORDS = f"<p>{'สำนักงานเขตจัดพิธีต่อหน้าประชาชนและเจ้าหน้าที่ ' * 3}</p>"


@pytest.mark.parametrize(
    "content",
    [
        PLAYER,
        LINKED,
        '<p><a href="https://example.com/v/1">วีดิทัศน์พิธีเปิด</a></p>',
        f"<table><tr><td>1</td><td>{PLAYER}</td></tr></table>",
    ],
    ids=["a player", "an address", "a label", "a player in a table"],
)
def test_a_clip_is_linked(content: str) -> None:
    finding = asked(CLIP, WORDS + content)
    assert (finding.outcome, finding.reason) == (Outcome.PASSED, Reason.FOUND)
    assert dict(finding.facts)["wordings"] == "youtube.com / วีดิทัศน์"


@pytest.mark.parametrize(
    "content",
    [
        WORDS,
        WORDS + "<p>ชมวีดิทัศน์ได้ที่ youtube.com</p>",
        WORDS + "<h4>วีดิทัศน์</h4>" + WORDS,
        WORDS + '<p><a href="https://example.com/clip">ชมภาพ</a></p>',
        WORDS + LINKED.replace("ที่นี่", "ช่องประชาสัมพันธ์"),
        WORDS + '<img src="https://img.youtube.com/1.jpg">',
    ],
    ids=[
        "nothing",
        "only words",
        "only a heading",
        "another link",
        "a link for something else",
        "only a picture",
    ],
)
def test_no_clip_is_linked(content: str) -> None:
    finding = asked(CLIP, content)
    assert (finding.outcome, finding.reason) == (Outcome.FAILED, Reason.MISSING)


@pytest.mark.parametrize(
    ("target", "thing", "outcome", "reason"),
    [
        (
            "page/sub/1/x/0/info/7/y",
            portal_page("วีดิทัศน์", WORDS),
            Outcome.PASSED,
            Reason.FOUND,
        ),
        ("files/a.ppt", ole("PowerPoint Document"), Outcome.PASSED, Reason.FOUND),
        ("files/a.mp4", FetchStatus.TIMEOUT, Outcome.INCONCLUSIVE, Reason.UNSEEN),
        ("files/a.mp4", FetchStatus.NOT_FOUND, Outcome.FAILED, Reason.BROKEN_LINK),
        ("", portal_page("หน้าแรก", WORDS), Outcome.INCONCLUSIVE, Reason.ELSEWHERE),
        ("page/sub/1/x", None, Outcome.FAILED, Reason.MISSING),
    ],
    ids=[
        "a page",
        "a file we cannot read",
        "a file not seen",
        "a dead link",
        "the front page, which is not read for the item",
        "the page itself",
    ],
)
def test_links_on_the_site_itself(
    target: str, thing: Thing | None, outcome: Outcome, reason: Reason
) -> None:
    content = f'{WORDS}<p><a href="/tuayang/{target}">วีดิทัศน์พิธี</a></p>'
    things = {f"/{target}": thing} if thing is not None and target else {}
    finding = asked(CLIP, content, things)
    assert (finding.outcome, finding.reason) == (outcome, reason)


@pytest.mark.parametrize(
    ("thing", "outcome"),
    [(FetchStatus.NOT_FOUND, Outcome.FAILED), (FetchStatus.TIMEOUT, Outcome.PASSED)],
)
def test_a_player_of_a_file_that_is_gone_shows_nothing(
    thing: Thing, outcome: Outcome
) -> None:
    content = f'{WORDS}<video src="/tuayang/files/a.mp4" title="วีดิทัศน์พิธี"></video>'
    linked = '<p><a href="/tuayang/files/a.mp4">ไฟล์</a></p>'
    finding = asked(CLIP, content + linked, {"/files/a.mp4": thing})
    assert finding.outcome is outcome


def test_two_clips_are_asked_for() -> None:
    assert asked(TWO, WORDS + PLAYER).outcome is Outcome.FAILED
    assert asked(TWO, WORDS + PLAYER + LINKED).outcome is Outcome.PASSED


def test_one_clip_linked_twice_is_one() -> None:
    assert asked(TWO, WORDS + LINKED + LINKED).outcome is Outcome.FAILED


def test_the_clip_must_stand_where_it_is_asked_for() -> None:
    event = f"<h4>พิธีประกาศเจตนารมณ์</h4>{WORDS}"
    for content, reason in (
        (event + LINKED, Reason.FOUND),
        (f"<h4>ข่าวเขต</h4>{LINKED}{event}", Reason.MISSING),
        (f"<h4>ข่าวเขต</h4>{LINKED}", Reason.ELEMENT_MISSING),
    ):
        assert asked(OF, content, before=[EVENT]).reason is reason


def test_a_file_under_a_name_that_says_nothing_is_none() -> None:
    finding = asked(CLIP, WORDS + link("a.ppt", "ดาวน์โหลด"))
    assert finding.outcome is Outcome.FAILED
