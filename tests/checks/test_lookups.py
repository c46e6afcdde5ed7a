"""Boxes in which people look up the state of their own request."""

import pytest

from checks.finding import Outcome
from tests.support.asked import asked

TRACKING = (
    "{id: x, check: channel, element: ติดตามสถานะ, element_en: Tracking,"
    " any: [ติดตามสถานะ]%s}"
)
BOX = '<form><input name="q" placeholder="%s"><button>%s</button></form>'


@pytest.mark.parametrize(
    ("hint", "button", "lookup", "outcome"),
    [
        ("", "ค้นหา", ", lookup: true", Outcome.PASSED),
        ("", "ค้นหา", "", Outcome.FAILED),
        ("เลขรับคำขอ", "ตรวจสอบสถานะ", "", Outcome.PASSED),
    ],
    ids=["where looking up is asked for", "a search box", "a box for one's own number"],
)
def test_a_box_to_look_something_up(
    hint: str, button: str, lookup: str, outcome: Outcome
) -> None:
    body = f"<h4>ติดตามสถานะคำขอ</h4>{BOX % (hint, button)}"
    assert asked(TRACKING % lookup, body).outcome is outcome


def test_without_a_box_there_is_nothing_to_look_up_in() -> None:
    body = "<h4>ติดตามสถานะคำขอ</h4><p>สอบถามได้ที่เคาน์เตอร์ชั้น 1</p>"
    assert asked(TRACKING % ", lookup: true", body).outcome is Outcome.FAILED
