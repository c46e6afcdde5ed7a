"""Bilingual: English of some length beside the Thai, not a slogan or a name."""

import pytest

from checks.finding import Outcome, Reason
from crawler.artifacts import FetchStatus
from tests.support.asked import SCAN, asked, link
from tests.support.files import archive, pdf
from tests.support.sites import Thing

BOTH = "{id: en, check: bilingual, element: ฉบับภาษาอังกฤษ, element_en: English version}"
OF = BOTH.replace("check:", "of: policy, check:")
POLICY = "{id: policy, check: document, element: นโยบาย, element_en: Policy, any: [ประกาศเจตนารมณ์]}"

THAI = f"<p>{'ขอประกาศว่าข้าพเจ้าและเจ้าหน้าที่ทุกคนจะไม่รับของขวัญทุกชนิด ' * 3}</p>"
ENGLISH = (
    "The district director and all officers hereby declare that no gift of any kind"
    " will be accepted from anybody before, during or after the performance of their"
    " official duties, in every office of the district"
)
FIRST, _, SECOND = ENGLISH.partition(", ")


@pytest.mark.parametrize(
    ("content", "things"),
    [
        (f"{THAI}<p>{ENGLISH}</p>", {}),
        (f"{THAI}<p>{FIRST}</p>{THAI}<p>{SECOND}</p>", {}),
        (
            f"<table><tr><td>ไทย</td><td>{ENGLISH}</td></tr><tr><td>ก</td><td>ข</td></tr></table>",
            {},
        ),
        (
            THAI + link("en.pdf", "English version"),
            {"/files/en.pdf": pdf(["No Gift Policy", *ENGLISH.split(", ")])},
        ),
    ],
    ids=["a paragraph", "two paragraphs", "a cell", "a file"],
)
def test_english_of_some_length(content: str, things: dict[str, Thing]) -> None:
    finding = asked(BOTH, content, things)
    assert (finding.outcome, finding.reason) == (Outcome.PASSED, Reason.FOUND)
    assert "officers" in finding.evidence[0].quote


@pytest.mark.parametrize(
    "content",
    [
        THAI,
        f"<h4>No Gift Policy</h4>{THAI}",
        f"{THAI}<p>{FIRST[:60]}</p>",
        f"{THAI}<p>{'https://webportal.bangkok.go.th/tuayang/page/sub/1 ' * 9}</p>",
        f"{THAI}<p>{'officer@bangkok.go.th and director@bangkok.go.th ' * 9}</p>",
        f"<p>{'นโยบายไม่รับของขวัญและของกำนัลทุกชนิด (No Gift Policy) ' * 12}</p>",
        f"{THAI}<img src='/x.png' alt='{ENGLISH}'>",
        THAI + "<p>No Gift</p>" * 20,
    ],
    ids=[
        "only Thai",
        "a slogan",
        "one short line",
        "addresses of pages",
        "addresses of persons",
        "English words in Thai text",
        "a picture's description",
        "a slogan many times",
    ],
)
def test_no_english_version(content: str) -> None:
    finding = asked(BOTH, content)
    assert (finding.outcome, finding.reason) == (Outcome.FAILED, Reason.MISSING)


@pytest.mark.parametrize(
    ("label", "file", "reason"),
    [
        ("ประกาศ ฉบับภาษาอังกฤษ", SCAN, Reason.ONLY_PICTURES),
        ("Announcement (EN)", SCAN, Reason.ONLY_PICTURES),
        ("English", pdf([ENGLISH], password="x"), Reason.ONLY_PICTURES),
        ("English", archive({"a.rar": b"Rar!\x1a\x07\x00"}), Reason.ONLY_PICTURES),
        ("ประกาศ", FetchStatus.TIMEOUT, Reason.UNSEEN),
        ("ประกาศ", SCAN, Reason.ONLY_PICTURES),
    ],
    ids=[
        "a scan called English",
        "a scan called EN",
        "a locked file called English",
        "an archive called English",
        "a file not seen",
        "a scan",
    ],
)
def test_what_may_be_in_english_is_left_to_a_person(
    label: str, file: Thing, reason: Reason
) -> None:
    finding = asked(BOTH, THAI + link("a.pdf", label), {"/files/a.pdf": file})
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, reason)


def test_english_counts_only_in_the_document_asked_for() -> None:
    policy = f"<h4>ประกาศเจตนารมณ์</h4>{THAI}"
    for content, reason in (
        (f"{policy}<p>{ENGLISH}</p>", Reason.FOUND),
        (f"<h4>ข่าวเขต</h4><p>{ENGLISH}</p>{policy}", Reason.MISSING),
        (f"<h4>ข่าวเขต</h4><p>{ENGLISH}</p>", Reason.ELEMENT_MISSING),
    ):
        assert asked(OF, content, before=[POLICY]).reason is reason
