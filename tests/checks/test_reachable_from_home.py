"""Reachable-from-home: pages that the site links to, and pages that hide."""

import pytest

from checks.finding import Finding, Outcome, Reason
from checks.verdict import Verdict
from crawler.artifacts import FetchStatus
from oit.judging import Judgement
from tests.support.sites import BASE, Thing, item, judged, portal_page, spec_of

ANY = "{id: fact, check: text, element: ข้อมูล, element_en: Facts, any: [โครงการปลูก]}"
TEXT = f"<p>{'โครงการปลูกต้นไม้ริมคลอง เพื่อเพิ่มพื้นที่สีเขียวให้ประชาชน ' * 3}</p>"
ITEMS = range(1, 13)
PAGE = portal_page("แผนงาน", TEXT)


def site(linked: range, *, home: Thing | None = None) -> dict[str, Thing]:
    """Twelve pages of items; the front page links to those in ``linked``."""
    links = "".join(
        f'<li><a href="/tuayang/page/sub/{n}">เรื่อง {n}</a></li>' for n in linked
    )
    pages: dict[str, Thing] = {
        f"/page/sub/{n}": portal_page(f"แผนงาน {n}", f"<p>เรื่อง {n}</p>{TEXT}")
        for n in ITEMS
    }
    front = portal_page("ยินดีต้อนรับ", f"<ul>{links}</ul>")
    return pages | {"": front if home is None else home}


def run(pages: dict[str, Thing], items: range = ITEMS) -> Judgement:
    spec = spec_of(*(item(f"O{n}", "แผนงาน", [f"page/sub/{n}"], ANY) for n in items))
    return judged(spec, pages)


def finding(judgement: Judgement, item_id: str) -> Finding:
    (found,) = (
        f for f in judgement.findings[item_id] if f.check == "reachable-from-home"
    )
    return found


def test_a_linked_page_tells_who_links_to_it() -> None:
    found = finding(run(site(ITEMS)), "O3")
    assert (found.outcome, found.reason) == (Outcome.PASSED, Reason.LINKED)
    assert dict(found.facts) == {
        "url": f"{BASE}/page/sub/3",
        "found_on": BASE,
    }


def test_a_page_that_nothing_links_to_is_left_to_a_person() -> None:
    judgement = run(site(range(1, 12)))
    found = finding(judgement, "O12")
    assert (found.outcome, found.reason) == (
        Outcome.INCONCLUSIVE,
        Reason.NOT_LINKED,
    )
    assert dict(found.facts)["url"] == f"{BASE}/page/sub/12"
    assert judgement.verdicts["O12"] is Verdict.REVIEW
    assert finding(judgement, "O11").outcome is Outcome.PASSED


def test_a_link_on_another_page_will_do() -> None:
    pages = site(range(1, 12))
    body = f'{TEXT}<p><a href="/tuayang/page/sub/12">เรื่องที่สิบสอง</a></p>'
    pages["/page/sub/5"] = portal_page("แผนงาน 5", body)
    found = finding(run(pages), "O12")
    assert found.reason is Reason.LINKED
    assert dict(found.facts)["found_on"] == f"{BASE}/page/sub/5"


def test_a_page_that_links_to_itself_is_still_hidden() -> None:
    pages = site(range(1, 12))
    body = f'{TEXT}<p><a href="/tuayang/page/sub/12">หน้านี้</a></p>'
    pages["/page/sub/12"] = portal_page("แผนงาน 12", body)
    assert finding(run(pages), "O12").reason is Reason.NOT_LINKED


@pytest.mark.parametrize(
    ("pages", "items", "asked_of"),
    [
        (site(ITEMS, home=FetchStatus.TIMEOUT), ITEMS, "O12"),
        (site(range(1, 5)), range(1, 6), "O5"),
        (site(range(1, 5)), ITEMS, "O12"),
        (site(ITEMS) | {"/page/sub/12": FetchStatus.NOT_FOUND}, ITEMS, "O12"),
        (site(ITEMS) | {"/page/sub/12": FetchStatus.TIMEOUT}, ITEMS, "O12"),
    ],
    ids=[
        "the front page was not read",
        "too few pages",
        "most pages are not linked, so the menu was not seen",
        "the page is gone",
        "the page was not seen",
    ],
)
def test_nothing_is_said_where_nothing_can_be(
    pages: dict[str, Thing], items: range, asked_of: str
) -> None:
    found = finding(run(pages, items), asked_of)
    assert (found.outcome, found.reason) == (
        Outcome.NOT_APPLICABLE,
        Reason.NOTHING_TO_JUDGE,
    )


def test_one_hidden_page_of_two_is_named() -> None:
    items = [item(f"O{n}", "แผนงาน", [f"page/sub/{n}"], ANY) for n in range(1, 12)]
    two = item("O12", "แผนงาน", ["page/sub/1", "page/sub/12"], ANY)
    found = finding(judged(spec_of(*items, two), site(range(1, 12))), "O12")
    assert found.reason is Reason.NOT_LINKED
    assert [evidence.url for evidence in found.evidence] == [f"{BASE}/page/sub/12"]
