"""Reachable, right-page and machine-readable over whole items; a few elements on pages."""

import pytest

from checks.check import bind
from checks.finding import Finding, Outcome, Reason
from checks.sentences import Lang, fix, message
from checks.subject import is_broken
from checks.verdict import Verdict
from crawler.artifacts import NXDOMAIN, Capture, FetchStatus, Purpose
from oit.judging import Judgement, judge_run, moment_of
from oit.library import Library
from tests.support.files import ole, pdf, picture, scan, xlsx
from tests.support.sites import NOW, Thing, crawled, item, judged, portal_page, spec_of

LONG = "โครงการปลูกต้นไม้ริมคลอง เพื่อเพิ่มพื้นที่สีเขียวให้ประชาชน " * 4
ANY = (
    "{id: fact, check: text, element: โครงการ, element_en: Project, any: [โครงการปลูก]}"
)
SPENDING = (
    "{id: plan, check: document, element: แผน, element_en: Plan, any: [แผนการใช้จ่าย]}"
)
REPORTED = "รายงานผลการใช้จ่ายงบประมาณ"
GOOD = portal_page("แผนปฏิบัติการ", f"<p>{LONG}</p>")
FIRM = [
    FetchStatus.NOT_FOUND,
    FetchStatus.SOFT_NOT_FOUND,
    FetchStatus.FORBIDDEN,
    FetchStatus.TLS_ERROR,
    FetchStatus.REDIRECT_LOOP,
    FetchStatus.SERVER_ERROR,
]
NUMBER_AND_NAME = pytest.param(
    "number and name",
)
UNSEEN = [status for status in FetchStatus if status not in (*FIRM, FetchStatus.OK)]


def run(pages: dict[str, Thing], *urls: str) -> tuple[dict[str, Finding], Verdict]:
    spec = spec_of(item("O8", "แผนปฏิบัติการ", urls, ANY))
    judgement = judged(spec, pages)
    return {f.requirement: f for f in judgement.findings["O8"]}, judgement.verdicts[
        "O8"
    ]


def page_of(judgement: Judgement, item_id: str) -> Finding:
    """What right-page says of an item."""
    (found,) = (f for f in judgement.findings[item_id] if f.check == "right-page")
    return found


@pytest.mark.parametrize("status", FIRM)
def test_what_citizens_meet_fails(status: FetchStatus) -> None:
    found, verdict = run({"/a": GOOD, "/b": status}, "a", "b")
    assert (found["reachable"].outcome, found["reachable"].reason) == (
        Outcome.FAILED,
        Reason.GONE,
    )
    assert verdict is Verdict.FAIL


@pytest.mark.parametrize("status", UNSEEN)
def test_what_only_we_meet_is_unknown(status: FetchStatus) -> None:
    found, verdict = run({"/a": status}, "a")
    assert found["reachable"].outcome is Outcome.INCONCLUSIVE
    assert verdict is Verdict.UNKNOWN


def test_all_open() -> None:
    found, verdict = run({"/a": GOOD}, "a")
    assert found["reachable"].outcome is Outcome.PASSED
    assert verdict is Verdict.PASS


def test_an_item_without_url_fails() -> None:
    found, verdict = run({})
    assert found["reachable"].reason is Reason.NO_URL
    assert verdict is Verdict.FAIL


TITLES = {
    "O8": "แผนปฏิบัติการประจำปี",
    "O20": "สรุปผลการจัดซื้อจัดจ้างรายเดือน",
    "O22": "ช่องทางร้องเรียนการทุจริต",
}


OTHER = "สถานที่ท่องเที่ยวริมคลองในวันหยุด"


@pytest.mark.parametrize(
    ("title", "body", "outcome"),
    [
        ("แผนปฏิบัติการประจำปี", LONG, Outcome.PASSED),
        ("แผน ปฏิบัติการ ประจําปี ๒๕๖๗", LONG, Outcome.PASSED),
        ("แผนปฎิบัติการประจำปี", LONG, Outcome.PASSED),
        ("สรุปผลการจัดซื้อจัดจ้างรายเดือน", LONG, Outcome.FAILED),
        # A title that is but like another item's needs nothing of its own below.
        ("ช่องทางร้องเรียนการทุจริตและประพฤติมิชอบ", LONG, Outcome.PASSED),
        ("ช่องทางร้องเรียนการทุจริตและประพฤติมิชอบ", OTHER, Outcome.FAILED),
        ("เรื่องน่ารู้", OTHER, Outcome.INCONCLUSIVE),
    ],
)
def test_the_heading_tells_the_page(title: str, body: str, outcome: Outcome) -> None:
    spec = spec_of(
        *(
            item(key, name, [f"page/sub/{key[1:]}/x"], ANY)
            for key, name in TITLES.items()
        )
    )
    pages: dict[str, Thing] = {
        f"/page/sub/{key[1:]}/x": portal_page(name, f"<p>{LONG}</p>")
        for key, name in TITLES.items()
    }
    pages["/page/sub/8/x"] = portal_page(title, f"<p>{body}</p>")
    finding = page_of(judged(spec, pages), "O8")
    assert finding.outcome is outcome
    if outcome is Outcome.FAILED:
        assert dict(finding.facts)["other"] in ("O20", "O22")


def test_a_page_that_shows_its_elements_may_be_called_anything() -> None:
    spec = spec_of(item("O8", TITLES["O8"], ["page/sub/8/x"], ANY))
    pages: dict[str, Thing] = {
        "/page/sub/8/x": portal_page("เรื่องน่ารู้", f"<p>{LONG}</p>")
    }
    assert page_of(judged(spec, pages), "O8").outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("file", "level", "outcome"),
    [
        (pdf(["แผนปฏิบัติการ", LONG]), "text", Outcome.PASSED),
        (scan(), "text", Outcome.FAILED),
        (scan(), "image", Outcome.PASSED),
        (pdf(["แผนปฏิบัติการ", LONG]), "structured", Outcome.FAILED),
        (xlsx({"s": [["แผนปฏิบัติการ", "งบ"], ["1", "2"]]}), "structured", Outcome.PASSED),
        (FetchStatus.TIMEOUT, "text", Outcome.INCONCLUSIVE),
        (FetchStatus.NOT_FOUND, "text", Outcome.NOT_APPLICABLE),
    ],
    ids=[
        "text pdf",
        "scan",
        "scan will do",
        "pdf is no table",
        "table",
        "unseen",
        "gone",
    ],
)
def test_openness_is_that_of_the_file_named(
    file: Thing, level: str, outcome: Outcome
) -> None:
    spec = spec_of(
        item(
            "O8",
            "เอกสาร",
            ["a"],
            "{id: plan, check: document, element: แผน, element_en: Plan, any: [แผนปฏิบัติการ]}",
            f"{{id: open, check: machine-readable, of: plan, level: {level}}}",
        )
    )
    body = '<h4>แผนปฏิบัติการ 2567</h4><a href="/tuayang/files/a.pdf">ดาวน์โหลด</a>'
    pages = {"/a": portal_page("เอกสารเผยแพร่", body), "/files/a.pdf": file}
    assert judged(spec, pages).findings["O8"][-1].outcome is outcome


TABLES = {
    "three columns": "<tr><td>{n}</td><td>โครงการที่ {n}</td><td>{n},000 บาท</td></tr>",
    "number and name": "<tr><td>{n}</td><td>โครงการที่ {n}</td></tr>",
}


@pytest.mark.parametrize("name", ["three columns", NUMBER_AND_NAME])
def test_a_text_on_the_page_makes_a_scan_no_loss(name: str) -> None:
    spec = spec_of(
        item(
            "O8",
            "เอกสาร",
            ["a"],
            "{id: plan, check: document, element: แผน, element_en: Plan, any: [แผนปฏิบัติการ]}",
            "{id: open, check: machine-readable, of: plan}",
        )
    )
    rows = "".join(TABLES[name].format(n=n) for n in range(1, 7))
    body = f'<h4>แผนปฏิบัติการ 2567</h4><table>{rows}</table><a href="/tuayang/files/a.pdf">ภาพ</a>'
    pages: dict[str, Thing] = {
        "/a": portal_page("เอกสารเผยแพร่", body),
        "/files/a.pdf": scan(),
    }
    assert judged(spec, pages).verdicts["O8"] is Verdict.PASS


@pytest.mark.parametrize("name", ["three columns", NUMBER_AND_NAME])
def test_a_table_with_every_cell_filled_is_not_empty(name: str) -> None:
    rows = "".join(TABLES[name].format(n=n) for n in range(1, 7))
    body = f"<table><tr><th>ที่</th><th>โครงการ</th></tr>{rows}</table>"
    found, _ = run({"/a": portal_page("แผนปฏิบัติการ", body)}, "a")
    assert found["placeholder"].outcome is Outcome.PASSED


SHELL = (
    '<html><head><title>เขต</title></head><body><div id="app"></div>'
    '<script src="/app.js"></script></body></html>'
)


def test_a_page_that_scripts_fill_is_unseen() -> None:
    found, verdict = run({"/a": SHELL}, "a")
    assert found["reachable"].outcome is Outcome.INCONCLUSIVE
    assert verdict is Verdict.UNKNOWN


def with_scripts(body: str) -> str:
    return portal_page("แผนปฏิบัติการ", body + "<script>menu()</script>")


def test_one_blank_page_with_scripts_in_its_frame_fails() -> None:
    pages = {f"/{name}": with_scripts(f"<p>{LONG}</p>") for name in "abcd"}
    pages["/e"] = with_scripts("")
    spec = spec_of(
        *(item(f"O{n}", "แผนปฏิบัติการ", [p], ANY) for n, p in enumerate("abcde", 1))
    )
    verdicts = judged(spec, pages).verdicts
    assert verdicts == dict.fromkeys(("O1", "O2", "O3", "O4"), Verdict.PASS) | {
        "O5": Verdict.FAIL
    }


def test_a_site_whose_pages_are_all_blank_needs_a_browser() -> None:
    pages: dict[str, Thing] = {f"/{name}": with_scripts("") for name in "abcd"}
    spec = spec_of(
        *(item(f"O{n}", "แผนปฏิบัติการ", [p], ANY) for n, p in enumerate("abcd", 1))
    )
    judgement = judged(spec, pages)
    assert set(judgement.verdicts.values()) == {Verdict.UNKNOWN}
    assert judgement.degraded


def test_a_site_that_denies_most_pages_is_degraded() -> None:
    names = "abcdefg"
    spec = spec_of(*(item(f"O{n}", "แผน", [p], ANY) for n, p in enumerate(names, 1)))
    pages: dict[str, Thing] = {f"/{name}": FetchStatus.FORBIDDEN for name in names}
    judgement = judged(spec, pages)
    assert judgement.degraded
    assert Verdict.FAIL not in judgement.verdicts.values()
    pages |= {f"/{name}": GOOD for name in "abcd"}
    judgement = judged(spec, pages)
    assert not judgement.degraded
    assert judgement.verdicts["O7"] is Verdict.FAIL


def test_gone_pages_fail_even_where_most_are_gone() -> None:
    spec = spec_of(*(item(f"O{n}", "แผน", [p], ANY) for n, p in enumerate("abcdef", 1)))
    assert set(judged(spec, {}).verdicts.values()) == {Verdict.FAIL}


def test_a_url_that_was_never_visited_is_unknown() -> None:
    spec = spec_of(item("O8", "แผน", ["a"], ANY))
    captures, bodies = crawled(spec, {"/a": GOOD})
    kept = [c for c in captures if c.purpose is not Purpose.ITEM]
    judgement = judge_run(
        spec,
        bind(spec),
        ["O8"],
        kept,
        Library(bodies.__getitem__),
        moment_of(spec, NOW),
    )
    assert judgement.verdicts["O8"] is Verdict.UNKNOWN


def test_an_exact_title_of_another_item_beats_a_likely_own() -> None:
    titles = {"O19": "ประกาศจัดซื้อจัดจ้าง", "O20": "สรุปผลการจัดซื้อจัดจ้างรายเดือน"}
    own = "{id: right-page, check: right-page, titles: [สรุปผลการจัดซื้อจัดจ้าง]}"
    spec = spec_of(
        item("O19", titles["O19"], ["page/sub/19/x"], own, ANY),
        item("O20", titles["O20"], ["page/sub/20/x"], ANY),
    )
    page = portal_page(titles["O20"], f"<p>{LONG}</p>")
    judgement = judged(spec, {"/page/sub/19/x": page, "/page/sub/20/x": page})
    assert page_of(judgement, "O19").reason is Reason.TITLE_OF_OTHER_ITEM
    assert page_of(judgement, "O20").outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("heading", "body", "require", "outcome"),
    [
        ("งบประมาณ", "<h4>แผนการใช้จ่าย 2567</h4>", SPENDING, Outcome.PASSED),
        ("งบประมาณ", "<h4>ข่าว</h4>", SPENDING, Outcome.FAILED),
        ("งบประมาณ", "<h4>แผนการใช้จ่าย 2567</h4>", ANY, Outcome.FAILED),
        (REPORTED, "<h4>แผนการใช้จ่าย 2567</h4>", SPENDING, Outcome.FAILED),
    ],
    ids=[
        "a short title over its own document",
        "a short title over something else",
        "a short title over words that any page has",
        "a title that only the other item has",
    ],
)
def test_a_title_that_two_items_may_have_tells_less_than_what_stands_below(
    heading: str, body: str, require: str, outcome: Outcome
) -> None:
    spec = spec_of(
        item("O10", "แผนงบประมาณประจำปี", ["page/sub/10/x"], require),
        item("O11", "งบประมาณ", ["page/sub/11/x"], ANY),
        item("O12", REPORTED, ["page/sub/12/x"], ANY),
    )
    pages: dict[str, Thing] = {
        "/page/sub/10/x": portal_page(heading, f"{body}<p>{LONG}</p>"),
        "/page/sub/11/x": portal_page("งบประมาณ", f"<p>{LONG}</p>"),
        "/page/sub/12/x": portal_page(REPORTED, f"<p>{LONG}</p>"),
    }
    assert page_of(judged(spec, pages), "O10").outcome is outcome


@pytest.mark.parametrize("name", ["a.pdf", "a.png"])
@pytest.mark.parametrize(
    ("label", "outcome", "reason"),
    [
        ("แผนปฏิบัติการ 2567", Outcome.FAILED, Reason.NOT_OPEN_ENOUGH),
        ("IMG_0001", Outcome.INCONCLUSIVE, Reason.ONLY_PICTURES),
        ("", Outcome.INCONCLUSIVE, Reason.ONLY_PICTURES),
    ],
    ids=["labelled", "numbered", "unlabelled"],
)
def test_a_scan_without_a_thai_label_is_left_to_a_person(
    name: str, label: str, outcome: Outcome, reason: Reason
) -> None:
    spec = spec_of(item("O8", "เอกสาร", ["a"], "{id: open, check: machine-readable}"))
    pages: dict[str, Thing] = {
        "/a": portal_page("เอกสาร", f'<a href="/tuayang/files/{name}">{label}</a>'),
        f"/files/{name}": scan() if name == "a.pdf" else picture(),
    }
    finding = judged(spec, pages).findings["O8"][-1]
    assert (finding.outcome, finding.reason) == (outcome, reason)


def test_a_picture_under_a_heading_is_no_text() -> None:
    spec = spec_of(
        item(
            "O8",
            "เอกสาร",
            ["a"],
            "{id: plan, check: document, element: แผน, element_en: Plan, any: [แผนปฏิบัติการ]}",
            "{id: open, check: machine-readable, of: plan}",
        )
    )
    for body, outcome in (
        ('<h4>แผนปฏิบัติการ 2567</h4><img src="/line.png">', Outcome.INCONCLUSIVE),
        (
            '<a href="https://drive.google.com/x">แผนปฏิบัติการ 2567</a>',
            Outcome.INCONCLUSIVE,
        ),
    ):
        pages: dict[str, Thing] = {"/a": portal_page("เอกสารเผยแพร่", body)}
        judgement = judged(spec, pages)
        assert judgement.findings["O8"][-1].outcome is outcome
        assert judgement.verdicts["O8"] is not Verdict.PASS


@pytest.mark.parametrize("host", ["www.example.go.th", "example.go.th"])
def test_sub_pages_of_a_site_that_redirects_are_read(host: str) -> None:
    spec = spec_of(item("O8", "แผนปฏิบัติการ", ["a"], ANY))
    body = f'<p><a href="https://{host}/tuayang/page/sub/1/x/0/info/7/y">ดูเพิ่มเติมทั้งหมด</a></p>'
    pages: dict[str, Thing] = {
        "/a": portal_page("แผนปฏิบัติการ", body),
        "/page/sub/1/x/0/info/7/y": GOOD,
    }
    assert judged(spec, pages).verdicts["O8"] is Verdict.PASS


def test_a_run_that_was_cut_off_calls_nothing_absent() -> None:
    spec = spec_of(item("O8", "แผนปฏิบัติการ", ["a"], ANY))
    captures, bodies = crawled(
        spec, {"/a": portal_page("แผนปฏิบัติการ", "<p>ดูที่หน้าย่อย</p>")}
    )
    whole, cut = (
        judge_run(
            spec,
            bind(spec),
            ["O8"],
            captures,
            Library(bodies.__getitem__),
            moment_of(spec, NOW),
            cut_off=cut_off,
        ).verdicts["O8"]
        for cut_off in (False, True)
    )
    assert (whole, cut) == (Verdict.FAIL, Verdict.UNKNOWN)


def test_a_name_that_does_not_exist_is_firm_only_where_others_do() -> None:
    capture = Capture(
        url="https://x.go.th/",
        final_url="https://x.go.th/",
        status=FetchStatus.DNS_ERROR,
        detail=NXDOMAIN,
        purpose=Purpose.ITEM,
        fetched_at=NOW,
    )
    assert is_broken(capture, frozenset(), names_resolve=True) is True
    assert is_broken(capture, frozenset(), names_resolve=False) is None


def test_a_file_we_cannot_read_is_not_called_closed() -> None:
    spec = spec_of(
        item(
            "O8",
            "เอกสาร",
            ["a"],
            "{id: plan, check: document, element: แผน, element_en: Plan, any: [แผนปฏิบัติการ]}",
            "{id: open, check: machine-readable, of: plan}",
        )
    )
    body = '<a href="/tuayang/files/a.doc">แผนปฏิบัติการ 2567</a>'
    pages: dict[str, Thing] = {
        "/a": portal_page("เอกสาร", body),
        "/files/a.doc": ole("WordDocument"),
    }
    finding = judged(spec, pages).findings["O8"][-1]
    assert (finding.outcome, finding.reason) == (
        Outcome.INCONCLUSIVE,
        Reason.UNREADABLE_FILE,
    )


def test_a_page_whose_links_bear_its_title_is_the_right_one() -> None:
    spec = spec_of(item("O8", "แผนปฏิบัติการประจำปี", ["a"], "{id: x, check: reachable}"))
    body = '<p><a href="https://other.go.th/">แผนปฏิบัติการประจำปี</a></p>'
    page = portal_page("เรื่องน่ารู้", body).replace("<title>สำนักงานเขตตัวอย่าง</title>", "")
    finding = page_of(judged(spec, {"/a": page}), "O8")
    assert (finding.outcome, finding.reason) == (Outcome.PASSED, Reason.TITLE_FITS)


def test_a_heading_over_a_bare_link_out_is_a_channel() -> None:
    require = "{id: x, check: channel, element: ช่องทาง, element_en: Channel, any: [แจ้งเรื่องออนไลน์]}"
    spec = spec_of(item("O8", "แจ้งเรื่อง", ["a"], require))
    for link, outcome in (
        ('<a href="https://forms.example.com/x">คลิกที่นี่</a>', Outcome.PASSED),
        ("<form><input type=text><button>ส่ง</button></form>", Outcome.PASSED),
        ("<p>ติดต่อเจ้าหน้าที่ได้ที่สำนักงานในวันและเวลาราชการ</p>", Outcome.FAILED),
    ):
        page = portal_page("ติดต่อ", f"<h4>แจ้งเรื่องออนไลน์</h4>{link}")
        assert judged(spec, {"/a": page}).findings["O8"][-1].outcome is outcome


def test_an_empty_file_behind_a_label_is_nothing() -> None:
    require = (
        "{id: plan, check: document, element: แผน, element_en: Plan, any: [แผนปฏิบัติการ]}"
    )
    spec = spec_of(item("O8", "เอกสาร", ["a"], require))
    body = '<a href="/tuayang/files/a.csv">แผนปฏิบัติการ 2567</a>'
    pages: dict[str, Thing] = {"/a": portal_page("ข่าว", body), "/files/a.csv": b" "}
    assert judged(spec, pages).findings["O8"][-1].outcome is Outcome.FAILED


def test_facts_in_rows_over_dead_links_do_not_count() -> None:
    require = (
        "{id: x, check: text, element: เกณฑ์, element_en: Rules, any: [หลักเกณฑ์การสรรหา]}"
    )
    spec = spec_of(item("O8", "หลักเกณฑ์", ["a"], require))
    body = (
        '<table><tr><td>1</td><td>หลักเกณฑ์การสรรหา</td><td><a href="/tuayang/files/a.pdf">ดาวน์โหลด</a></td></tr>'
        "<tr><td>2</td><td>ก</td><td>ข</td></tr></table>"
    )
    finding = judged(spec, {"/a": portal_page("บุคคล", body)}).findings["O8"][-1]
    assert (finding.outcome, finding.reason) == (Outcome.FAILED, Reason.BROKEN_LINK)


def test_an_absence_stated_is_dated_like_what_it_stands_for() -> None:
    spec = spec_of(
        item(
            "O22",
            "สถิติ",
            ["a"],
            "{id: s, check: text, element: สถิติ, element_en: Statistics, any: [จำนวน*เรื่อง],"
            " absence: [ไม่มีเรื่องร้องเรียน]}",
            "{id: y, check: fiscal-year, of: s, period: this-fiscal-year}",
        )
    )
    for text, verdict in (
        ("ปีงบประมาณ 2567 ไม่มีเรื่องร้องเรียน", Verdict.PASS),
        ("ปีงบประมาณ 2563 ไม่มีเรื่องร้องเรียน", Verdict.FAIL),
        ("หากไม่มีเรื่องร้องเรียน โปรดแจ้ง", Verdict.FAIL),
    ):
        page = portal_page("สถิติ", f"<p>{text}</p>")
        assert judged(spec, {"/a": page}).verdicts["O22"] is verdict, text


def test_an_item_without_named_files_is_judged_by_all_it_has() -> None:
    spec = spec_of(item("O8", "แผน", ["a"], "{id: open, check: machine-readable}"))
    body = '<p>ดูไฟล์แนบ</p><a href="/tuayang/files/a.pdf">เอกสาร</a>'
    for file, outcome in (
        (scan(), Outcome.FAILED),
        (pdf(["แผน", LONG]), Outcome.PASSED),
    ):
        pages: dict[str, Thing] = {"/a": portal_page("แผน", body), "/files/a.pdf": file}
        finding = judged(spec, pages).findings["O8"][-1]
        assert finding.outcome is outcome
    assert "เครื่องอ่านได้" in message(finding)


def test_one_of_two_pages_decides_and_blank_ones_have_no_title() -> None:
    spec = spec_of(
        item("O8", "แผนปฏิบัติการประจำปี", ["a", "b"], ANY),
        item("O9", "คู่มือการปฏิบัติงาน", ["c"], ANY),
    )
    wrong = portal_page("คู่มือการปฏิบัติงาน", f"<p>{LONG}</p>")
    right = portal_page("แผนปฏิบัติการประจำปี", f"<p>{LONG}</p>")
    for pages in ({"/a": wrong, "/b": right}, {"/a": right, "/b": wrong}):
        found = page_of(judged(spec, {**pages, "/c": wrong}), "O8")
        assert found.reason is Reason.TITLE_OF_OTHER_ITEM
    blank = judged(spec, {"/a": "<p></p>", "/b": "<p></p>", "/c": wrong})
    empty = page_of(blank, "O8")
    assert (empty.outcome, empty.reason) == (
        Outcome.NOT_APPLICABLE,
        Reason.NOTHING_TO_JUDGE,
    )


def test_a_page_unlike_in_title_whose_links_name_it() -> None:
    spec = spec_of(item("O8", "แผนปฏิบัติการประจำปี", ["a"], "{id: x, check: reachable}"))
    body = f'<p>{LONG}</p><ul><li>ก</li><li><a href="https://o.go.th/">แผนปฏิบัติการประจำปี</a></li></ul>'
    page = portal_page("เรื่องน่ารู้", f"<p>{LONG}</p>{body}")
    finding = page_of(judged(spec, {"/a": page}), "O8")
    assert (finding.outcome, finding.reason) == (Outcome.PASSED, Reason.TITLE_FITS)


@pytest.mark.parametrize("lang", ["th", "en"])
def test_unseen_pages_are_told_with_their_trouble(lang: Lang) -> None:
    for status, said in (
        (FetchStatus.TIMEOUT, ("ไม่ตอบภายในเวลา", "did not answer in time")),
        (FetchStatus.BLOCKED, ("ระบบป้องกันบอต", "bot protection")),
    ):
        found, _ = run({"/a": status}, "a")
        assert said[lang == "en"] in message(found["reachable"], lang)
        assert fix(found["reachable"], lang)
    shell, _ = run({"/a": SHELL}, "a")
    assert "JavaScript" in message(shell["reachable"], lang)
    bare = Finding(outcome=Outcome.INCONCLUSIVE, reason=Reason.UNSEEN)
    assert message(bare, lang)
