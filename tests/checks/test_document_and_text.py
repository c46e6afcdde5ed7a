"""Documents and texts: found, stated absent, missing, and the ways of not being able to tell."""

import pytest

from checks.finding import Finding, Outcome, Reason
from crawler.artifacts import FetchStatus
from tests.support.asked import asked
from tests.support.files import archive, ole, pdf, scan
from tests.support.sites import (
    Served,
    Thing,
    item,
    judged,
    portal_page,
    spec_of,
)

URL = "page/sub/1/แผนปฏิบัติการประจำปี"
PATH = "/" + URL
PLAN = (
    "{id: plan, check: document, element: แผน, element_en: Plan,"
    " any: [แผนปฏิบัติการ], without: [รายงาน, ผลการ]}"
)
FACT = "{id: fact, check: text, element: งบ, element_en: Money, any: [งบประมาณ*บาท]}"
LONG = "โครงการปลูกต้นไม้ริมคลอง เพื่อเพิ่มพื้นที่สีเขียวให้ประชาชน " * 4


def found(
    require: str, body: str, title: str = "แผนปฏิบัติการประจำปี", **files: Thing
) -> Finding:
    spec = spec_of(item("O8", "แผนปฏิบัติการประจำปี", [URL], require))
    pages: dict[str, Thing] = {PATH: portal_page(title, body)}
    pages |= {
        f"/files/{name.replace('_', '.')}": thing for name, thing in files.items()
    }
    return judged(spec, pages).findings["O8"][-1]


def link(name: str, text: str = "แผนปฏิบัติการประจำปี 2567") -> str:
    return f'<ul><li><a href="/tuayang/files/{name}">{text}</a></li></ul>'


PLAN_PDF = pdf(["แผนปฏิบัติการประจำปี 2567", LONG, LONG])

PASSING: dict[str, tuple[str, dict[str, Thing]]] = {
    "a heading with text below": (f"<h4>แผนปฏิบัติการประจำปี 2567</h4><p>{LONG}</p>", {}),
    "the page's own title over text": (f"<p>{LONG}</p>", {}),
    "a link to a file": (link("a.pdf"), {"a_pdf": PLAN_PDF}),
    "a link that says nothing in a row that does": (
        "<table><tr><th>ที่</th><th>เอกสาร</th><th>ไฟล์</th></tr><tr><td>1</td>"
        "<td>แผนปฏิบัติการ 2567</td>"
        '<td><a href="/tuayang/files/a.pdf">ดาวน์โหลด</a></td></tr></table>',
        {"a_pdf": PLAN_PDF},
    ),
    "a file that names itself": (link("a.pdf", "ดาวน์โหลด"), {"a_pdf": PLAN_PDF}),
    "decomposed sara am and odd spaces": (
        f"<h4>แผน ปฏิบัติ การ ประจํา ปี</h4><p>{LONG}</p>",
        {},
    ),
    "a sub-page": (
        '<p><a href="/tuayang/page/sub/1/x/0/info/7/y">แผนปฏิบัติการ 2567</a></p>',
        {
            "../page/sub/1/x/0/info/7/y": portal_page(
                "แผนปฏิบัติการ 2567", f"<p>{LONG}</p>"
            )
        },
    ),
}


@pytest.mark.parametrize("name", PASSING)
def test_named_documents_are_found(name: str) -> None:
    body, files = PASSING[name]
    spec = spec_of(item("O8", "แผนปฏิบัติการประจำปี", [URL], PLAN))
    pages: dict[str, Thing] = {PATH: portal_page("แผนปฏิบัติการประจำปี", body)}
    for key, thing in files.items():
        path = key[2:] if key.startswith("..") else f"/files/{key.replace('_', '.')}"
        pages[path] = thing
    finding = judged(spec, pages).findings["O8"][-1]
    assert (finding.outcome, finding.reason) == (Outcome.PASSED, Reason.FOUND)
    assert finding.evidence[0].quote
    assert finding.evidence[0].digest


FAILING: dict[str, tuple[str, str, Reason]] = {
    "blank under the menu": ("", PLAN, Reason.EMPTY_PAGE),
    "only a promise": ("<p>อยู่ระหว่างปรับปรุงข้อมูล</p>", PLAN, Reason.PLACEHOLDER),
    "only a report": (
        f"<h4>รายงานผลตามแผนปฏิบัติการประจำปี 2566</h4><p>{LONG}</p>",
        PLAN,
        Reason.MISSING,
    ),
    "a link to a file that is gone": (link("gone.pdf"), PLAN, Reason.BROKEN_LINK),
    "a heading over nothing": (
        f"<h4>แผนปฏิบัติการประจำปี</h4><h4>ข่าว</h4><p>{LONG}</p>",
        PLAN,
        Reason.MISSING,
    ),
    "words of the menu alone": (f"<p>{LONG}</p>", FACT, Reason.MISSING),
}


@pytest.mark.parametrize("name", FAILING)
def test_what_is_not_there_fails(name: str) -> None:
    body, require, reason = FAILING[name]
    title = (
        "ข่าวประชาสัมพันธ์" if "report" in name or "heading" in name else "แผนปฏิบัติการประจำปี"
    )
    finding = found(require, body, title)
    assert (finding.outcome, finding.reason) == (Outcome.FAILED, reason)


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"a_pdf": scan()}, Reason.ONLY_PICTURES),
        ({"a_pdf": FetchStatus.TIMEOUT}, Reason.UNSEEN),
        ({"a_pdf": FetchStatus.BLOCKED}, Reason.UNSEEN),
    ],
    ids=["scan", "timeout", "blocked"],
)
def test_what_was_not_read_is_not_missing(
    files: dict[str, Thing], reason: Reason
) -> None:
    for require in (PLAN, FACT):
        finding = found(require, link("a.pdf"), **files)
        assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, reason)


def test_a_page_of_pictures_is_not_missing() -> None:
    finding = found(FACT, '<img src="/a.jpg" alt="ภาพ"><img src="/b.jpg">')
    assert (finding.outcome, finding.reason) == (
        Outcome.INCONCLUSIVE,
        Reason.ONLY_PICTURES,
    )


def test_facts_inside_files_count() -> None:
    finding = found(
        FACT, link("a.pdf"), a_pdf=pdf(["แผนปฏิบัติการ", "งบประมาณ ๑๒,๐๐๐ บาท", LONG])
    )
    assert finding.outcome is Outcome.PASSED
    assert finding.evidence[0].locator == "page=1"
    assert "งบประมาณ" in finding.evidence[0].quote


def test_a_statement_of_absence_satisfies() -> None:
    require = (
        "{id: fact, check: text, element: สถิติ, element_en: Statistics,"
        " any: [จำนวนเรื่อง*<number>], absence: [ไม่มีเรื่องร้องเรียน]}"
    )
    finding = found(require, "<p>ในรอบ 6 เดือนแรก ไม่มีเรื่องร้องเรียนการทุจริต</p>")
    assert (finding.outcome, finding.reason) == (Outcome.PASSED, Reason.ABSENCE_STATED)
    assert found(require, f"<p>{LONG}</p>").outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("laws", "outcome"), [(5, Outcome.PASSED), (4, Outcome.FAILED)]
)
def test_enough_different_mentions(laws: int, outcome: Outcome) -> None:
    require = (
        "{id: fact, check: text, element: กฎหมาย, element_en: Laws,"
        " any: [พระราชบัญญัติ], at_least: 5}"
    )
    rows = "".join(f"<li>พระราชบัญญัติฉบับที่ {n}</li>" for n in range(laws))
    # The same law said twice is one law.
    assert found(require, f"<ul>{rows}{rows}</ul>").outcome is outcome


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (
            '<iframe src="https://www.google.com/maps/embed?pb=1"></iframe>',
            Outcome.PASSED,
        ),
        ('<a href="https://www.google.com/maps/place/x">แผนที่</a>', Outcome.PASSED),
        ("<p>ดูแผนที่ใน google maps</p>", Outcome.FAILED),
    ],
)
def test_links_are_known_by_their_address(body: str, outcome: Outcome) -> None:
    require = (
        "{id: fact, check: links-out, element: แผนที่, element_en: Map,"
        " any: [google.com/maps]}"
    )
    assert found(require, body + f"<p>{LONG}</p>").outcome is outcome


def test_a_heading_over_a_picture_is_for_people() -> None:
    finding = found(
        PLAN, '<h4>แผนปฏิบัติการประจำปี 2567</h4><img src="/plan.jpg">', "เอกสาร"
    )
    assert (finding.outcome, finding.reason) == (
        Outcome.INCONCLUSIVE,
        Reason.ONLY_PICTURES,
    )


def test_a_form_below_a_heading_is_content() -> None:
    form = (
        "<form><input type=text name=q><textarea></textarea><button>ส่ง</button></form>"
    )
    assert (
        found(PLAN, f"<h4>แผนปฏิบัติการประจำปี</h4>{form}", "เอกสาร").outcome
        is Outcome.PASSED
    )


def test_a_link_to_another_items_page_is_for_people() -> None:
    spec = spec_of(
        item("O8", "แผนปฏิบัติการประจำปี", [URL], PLAN),
        item("O9", "คู่มือ", ["page/sub/2/x"], FACT),
    )
    body = '<p><a href="/tuayang/page/sub/2/x">แผนปฏิบัติการประจำปี 2567</a></p>'
    pages: dict[str, Thing] = {
        PATH: portal_page("เอกสาร", body),
        "/page/sub/2/x": portal_page("คู่มือ", f"<p>{LONG} งบประมาณ 5 บาท</p>"),
    }
    finding = judged(spec, pages).findings["O8"][-1]
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, Reason.ELSEWHERE)


def test_a_link_that_leaves_the_site_is_for_people() -> None:
    body = '<p><a href="https://other.go.th/plan">แผนปฏิบัติการประจำปี 2567</a></p>'
    finding = found(PLAN, body, "เอกสาร")
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, Reason.ELSEWHERE)
    assert (
        found(FACT.replace("งบประมาณ*บาท", "แผนปฏิบัติการ"), body, "x").outcome
        is Outcome.PASSED
    )
    body = '<p><a href="mailto:a@b.go.th">แผนปฏิบัติการประจำปี 2567</a></p>'
    assert found(PLAN, body, "เอกสาร").outcome is Outcome.FAILED
    by_link = FACT.replace("check: text", "check: links-out").replace(
        "[งบประมาณ*บาท]", "['mailto:']"
    )
    assert found(by_link, body, "เอกสาร").outcome is Outcome.PASSED


UNREADABLE: dict[str, bytes] = {
    "zip of what is not read": archive({"plan.rar": b"Rar!\x1a\x07\x00"}),
    "old word": ole("WordDocument"),
    "broken pdf": b"%PDF-1.7 nothing more",
    "locked pdf": pdf([LONG], password="secret"),
}


def test_a_file_in_an_archive_is_read() -> None:
    file = archive({"แผนปฏิบัติการประจำปี 2567.txt": f"{LONG} งบประมาณ 5 บาท"})
    for require in (PLAN, FACT):
        finding = found(require, link("a.zip"), "เอกสาร", a_zip=file)
        assert finding.outcome is Outcome.PASSED


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_we_cannot_read_is_not_missing(name: str) -> None:
    for require in (PLAN, FACT):
        finding = found(require, link("a.pdf"), "เอกสาร", a_pdf=UNREADABLE[name])
        assert (finding.outcome, finding.reason) == (
            Outcome.INCONCLUSIVE,
            Reason.UNREADABLE_FILE,
        )


@pytest.mark.parametrize(
    "body",
    [
        f"<p>สำนักงานเขตอยู่ระหว่างเสนอแผนปฏิบัติการประจำปี 2567 ต่อผู้ว่าราชการ</p><p>{LONG}</p>",
        "<h4>อื่น ๆ</h4><p>แผนปฏิบัติการประจำปี 2567 อยู่ระหว่างจัดทำ</p><p>ติดต่อสอบถาม</p>",
        f'<p><a href="#">แผนปฏิบัติการประจำปี 2567</a></p><p>{LONG}</p>',
    ],
)
def test_speaking_of_a_document_is_not_the_document(body: str) -> None:
    assert found(PLAN, body, "เอกสาร").outcome is Outcome.FAILED


def test_a_line_that_promises_states_no_fact() -> None:
    require = FACT.replace("งบประมาณ*บาท", "ตัวชี้วัด")
    assert (
        found(require, f"<p>ตัวชี้วัด : ไม่มีข้อมูล</p><p>{LONG}</p>").outcome is Outcome.FAILED
    )


def test_a_condition_is_no_statement_of_absence() -> None:
    require = FACT.replace("any:", "absence: [ไม่มีเรื่องร้องเรียน], any:")
    body = f"<p>หากไม่มีเรื่องร้องเรียน ท่านสามารถติชมได้</p><p>{LONG}</p>"
    assert found(require, body).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("นายสมมติ หนึ่ง | นางสาวสมมติ สอง | นายสมมติ สาม", Outcome.PASSED),
        ("นายช่างโยธา | นายทะเบียนท้องที่ | นายตรวจเขต", Outcome.FAILED),
    ],
)
def test_persons_in_one_row_are_counted_each(text: str, outcome: Outcome) -> None:
    require = FACT.replace("งบประมาณ*บาท", '"<name>"').replace(
        "any:", "at_least: 3, any:"
    )
    cells = "".join(f"<td>{cell}</td>" for cell in text.split(" | "))
    body = f"<table><tr>{cells}</tr><tr><td>a</td><td>b</td><td>c</td></tr></table>"
    assert found(require, body).outcome is outcome


def test_a_plan_under_the_reports_label_is_another_document() -> None:
    report = (
        "{id: report, check: document, element: รายงาน, element_en: Report,"
        " any: [รายงานผล]}"
    )
    spec = spec_of(item("O8", "แผนและรายงาน", [URL], PLAN, report))
    label = '<a href="/tuayang/files/a.pdf">รายงานผลการดำเนินงาน 2566</a>'
    for title, outcome, reason in (
        ("แผนปฏิบัติการประจำปี 2566", Outcome.FAILED, Reason.OTHER_DOCUMENT),
        ("รายงานผลการดำเนินงานตามแผนปฏิบัติการ 2566", Outcome.PASSED, Reason.FOUND),
        ("สำนักงานเขตตัวอย่าง", Outcome.PASSED, Reason.FOUND),
    ):
        pages: dict[str, Thing] = {
            PATH: portal_page("เอกสาร", label),
            "/files/a.pdf": pdf([title, LONG]),
        }
        finding = judged(spec, pages).findings["O8"][-1]
        assert (finding.outcome, finding.reason) == (outcome, reason), title


def test_a_files_label_may_say_that_it_is_something_else() -> None:
    body = f"<h4>แผนปฏิบัติการประจำปี 2567</h4>{link('a.pdf', 'รายงานผลปี 2566')}"
    unnamed = pdf(["เอกสารแนบ", LONG])
    assert found(PLAN, body, "เอกสาร", a_pdf=unnamed).outcome is Outcome.FAILED
    # What begins with the plan's title is the plan, whatever the label says.
    assert found(PLAN, body, "เอกสาร", a_pdf=PLAN_PDF).outcome is Outcome.PASSED


def test_a_second_heading_that_is_the_title_again_is_no_fact() -> None:
    require = FACT.replace("งบประมาณ*บาท", "แผนปฏิบัติการประจำปี")
    body = "<h4>แผนปฏิบัติการประจำปี</h4><p>ข้อความ</p>"
    assert found(require, body).outcome is Outcome.FAILED


NOTICE = (
    "ขออภัย หน้านี้อยู่ระหว่างปรับปรุงข้อมูล เจ้าหน้าที่กำลังรวบรวมเอกสาร"
    " และจะเผยแพร่ให้ประชาชนทราบในโอกาสต่อไป"
)


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{NOTICE}</p>",
        "<p>สอบถามเพิ่มเติม โทร. 0 2000 0000</p>",
        "<form><input type=search><button>ค้นหา</button></form>",
    ],
    ids=["long notice", "phone number", "search box"],
)
def test_what_is_no_content_below_a_title(body: str) -> None:
    assert found(PLAN, body).outcome is Outcome.FAILED


def test_a_portrait_with_its_name_is_content() -> None:
    require = PLAN.replace("แผนปฏิบัติการ", "สมาชิกสภา")
    body = '<h4>สมาชิกสภากรุงเทพมหานคร</h4><img src="/p.jpg"><p>นายสมมติ ตัวอย่าง</p>'
    assert found(require, body, "เอกสาร").outcome is Outcome.PASSED


def test_cases_in_progress_are_a_fact() -> None:
    require = FACT.replace("งบประมาณ*บาท", "อยู่ระหว่างดำเนินการ")
    body = f"<p>เรื่องที่อยู่ระหว่างดำเนินการ 2 เรื่อง</p><p>{LONG}</p>"
    assert found(require, body).outcome is Outcome.PASSED


def test_a_file_is_known_by_its_bytes_not_its_address() -> None:
    body = '<p><a href="/tuayang/get?file=7">แผนปฏิบัติการประจำปี 2567</a></p>'
    spec = spec_of(item("O8", "แผนปฏิบัติการประจำปี", [URL], PLAN))
    pages: dict[str, Thing] = {
        PATH: portal_page("เอกสาร", body),
        "/get?file=7": PLAN_PDF,
    }
    finding = judged(spec, pages).findings["O8"][-1]
    assert finding.outcome is Outcome.PASSED
    pages["/get?file=7"] = pdf(["รายงานผลการดำเนินงาน 2566", LONG])
    report = (
        "{id: report, check: document, element: รายงาน, element_en: Report,"
        " any: [รายงานผล]}"
    )
    both = spec_of(item("O8", "แผนปฏิบัติการประจำปี", [URL], report, PLAN))
    finding = judged(both, pages).findings["O8"][-1]
    assert (finding.outcome, finding.reason) == (Outcome.FAILED, Reason.OTHER_DOCUMENT)


LAW = (
    "{id: law, check: document, element: กฎหมาย, element_en: Laws,"
    " any: [พระราชบัญญัติ], excerpt: [มาตรา]}"
)
ACT = "พระราชบัญญัติรักษาความสะอาด"
RULE = "มาตรา 12 ห้ามมิให้ผู้ใดขูดกะเทาะหรือขีดเขียนบนถนนหรือในที่สาธารณะ"


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (f"<p>{ACT} {RULE}</p>", Outcome.PASSED),
        (
            f"<p>{'ประชาชนควรรู้กฎหมายในชีวิตประจำวัน ' * 4}คือ {ACT} {RULE}</p>",
            Outcome.PASSED,
        ),
        (f"<p>{ACT}</p><p>มาตรา 12 ห้ามทิ้งขยะ</p>", Outcome.PASSED),
        (f"<h4>{ACT}</h4><p>มาตรา 12 ห้ามทิ้งขยะ</p>", Outcome.PASSED),
        (f"<p>{ACT} มาตรา 12</p>", Outcome.FAILED),
        (f"<p>{ACT} เป็นกฎหมายที่ประชาชนในพื้นที่เขตทุกคนควรรู้จักและปฏิบัติตาม</p>", Outcome.FAILED),
        (
            f"<p>ประชาชนในพื้นที่เขตควรอ่าน {ACT} โดยเฉพาะมาตรา 12 ก่อนทิ้งขยะ</p>",
            Outcome.FAILED,
        ),
        (f"<h4>{ACT}</h4><p>ติดต่อฝ่ายเทศกิจ</p>", Outcome.FAILED),
        (
            f"<p>{ACT} เขตจะรวบรวมมาตราที่เกี่ยวข้องและจะเผยแพร่ในโอกาสต่อไป</p>",
            Outcome.FAILED,
        ),
    ],
    ids=[
        "a line that goes on",
        "a long line that comes to it",
        "the next line",
        "the line below its heading",
        "a bare number",
        "words about it",
        "a short line that mentions it",
        "nothing of it below its heading",
        "a promise",
    ],
)
def test_an_excerpt_will_do_for_a_law(body: str, outcome: Outcome) -> None:
    assert found(LAW, body, "กฎหมาย").outcome is outcome
    unasked = LAW.replace(", excerpt: [มาตรา]", "")
    assert found(unasked, body, "กฎหมาย").outcome is Outcome.FAILED


POLICY = (
    "{id: policy, check: document, element: นโยบาย, element_en: Policy, any: [นโยบาย],"
    " about: [พื้นที่สีเขียว], about_at_least: 1, not_about: [ของผู้อำนวยการเขต]}"
)
OTHERS_POLICY = "<p>นโยบายของผู้อำนวยการเขต</p>"


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (f"<h4>นโยบาย</h4><p>{LONG}</p>", Outcome.PASSED),
        (
            f"<h4>นโยบาย</h4><p>{LONG}</p><h4>ข่าว</h4><p>ของผู้อำนวยการเขต</p>",
            Outcome.PASSED,
        ),
        (f"<h4>นโยบาย</h4>{OTHERS_POLICY}<p>{LONG}</p>", Outcome.FAILED),
        (link("a.pdf", "นโยบาย"), Outcome.FAILED),
        (link("b.pdf", "นโยบาย"), Outcome.PASSED),
    ],
    ids=["its own", "words of another part", "another's", "another's file", "its file"],
)
def test_a_name_over_what_is_another_persons_is_not_it(
    body: str, outcome: Outcome
) -> None:
    theirs = pdf(["นโยบายของผู้อำนวยการเขต", LONG])
    ours = pdf(["นโยบายการบริหาร", LONG])
    assert found(POLICY, body, "เอกสาร", a_pdf=theirs, b_pdf=ours).outcome is outcome


NEAR = "แผนปฏบัติการประจำปี 2567"


@pytest.mark.parametrize(
    ("body", "file", "outcome", "reason"),
    [
        (
            f"<h4>{NEAR}</h4><p>{LONG}</p>",
            b"",
            Outcome.INCONCLUSIVE,
            Reason.NEAR_WORDING,
        ),
        (
            f"<h4>{NEAR}</h4><h4>ข่าว</h4><p>{LONG}</p>",
            b"",
            Outcome.FAILED,
            Reason.MISSING,
        ),
        (
            f"<p>{LONG}</p>{link('a.pdf', NEAR)}",
            FetchStatus.NOT_FOUND,
            Outcome.FAILED,
            Reason.MISSING,
        ),
        (
            link("a.pdf", NEAR),
            pdf(["คำสั่งแต่งตั้งคณะทำงาน", LONG]),
            Outcome.FAILED,
            Reason.MISSING,
        ),
        (link("a.pdf", NEAR), PLAN_PDF, Outcome.PASSED, Reason.FOUND),
        (link("a.pdf", NEAR), scan(), Outcome.INCONCLUSIVE, Reason.ONLY_PICTURES),
    ],
    ids=[
        "over content",
        "over nothing",
        "over a dead link",
        "over a file that calls itself something else",
        "over a file that calls itself so",
        "over a scan",
    ],
)
def test_a_name_with_a_slip_is_worth_what_stands_behind_it(
    body: str, file: Thing, outcome: Outcome, reason: Reason
) -> None:
    finding = found(PLAN, body, "เอกสาร", a_pdf=file)
    assert (finding.outcome, finding.reason) == (outcome, reason)


@pytest.mark.parametrize(
    ("links", "count", "outcome", "reason"),
    [
        ("", 1, Outcome.PASSED, Reason.FOUND),
        (link("gone.pdf"), 0, Outcome.FAILED, Reason.BROKEN_LINK),
        (link("gone.pdf") + link("a.pdf"), 2, Outcome.PASSED, Reason.FOUND),
        (link("gone.pdf", "คู่มือการบริการ"), 1, Outcome.PASSED, Reason.FOUND),
    ],
    ids=["no link", "a dead link", "one of two opens", "another document is gone"],
)
def test_a_title_shows_nothing_where_each_link_of_that_name_is_dead(
    links: str, count: int, outcome: Outcome, reason: Reason
) -> None:
    finding = found(PLAN, f"<p>{LONG}</p>{links}", a_pdf=PLAN_PDF)
    assert (finding.outcome, finding.reason) == (outcome, reason)
    assert dict(finding.facts)["count"] == str(count)


@pytest.mark.parametrize(
    ("lines", "outcome"),
    [
        (["ปลูกต้นไม้ 40 ต้น", "ขุดคลอง 2 สาย", "อบรม 3 รุ่น"], Outcome.PASSED),
        (["ปลูกต้นไม้ 40 ต้น", "ขุดคลอง 2 สาย", "อบรมเยาวชน"], Outcome.FAILED),
    ],
)
def test_three_short_lines_with_figures_are_content(
    lines: list[str], outcome: Outcome
) -> None:
    body = f"<h4>แผนปฏิบัติการประจำปี</h4>{''.join(f'<p>{x}</p>' for x in lines)}"
    assert found(PLAN, body, "เอกสาร").outcome is outcome


@pytest.mark.parametrize(
    ("name", "file", "plan", "year"),
    [
        ("แผนปฏิบัติการ-2567.pdf", pdf(["เอกสารแนบ", LONG]), Reason.FOUND, Reason.CURRENT),
        (
            "แผนปฏิบัติการ-2567.mp4",
            Served(b"\0\0\0\x18ftypmp42" + bytes(50), "video/mp4"),
            Reason.UNREADABLE_FILE,
            Reason.ELEMENT_MISSING,
        ),
    ],
    ids=["a text", "a video"],
)
def test_a_file_is_the_plan_of_its_name_but_a_video_is_no_plan(
    name: str, file: Thing, plan: Reason, year: Reason
) -> None:
    asks = "{id: year, check: fiscal-year, of: plan, period: this-fiscal-year}"
    spec = spec_of(item("O8", "แผนปฏิบัติการประจำปี", [URL], PLAN, asks))
    body = f'<h4>เอกสารของเขต</h4><a href="/tuayang/files/{name}">เปิดดู</a>'
    pages: dict[str, Thing] = {
        PATH: portal_page("เอกสาร", body),
        f"/files/{name}": file,
    }
    findings = judged(spec, pages).findings["O8"]
    assert [finding.reason for finding in findings[-2:]] == [plan, year]


@pytest.mark.parametrize(
    ("open_files", "outcome"), [(3, Outcome.PASSED), (2, Outcome.FAILED)]
)
def test_laws_of_one_line_count_with_the_files_that_open(
    open_files: int, outcome: Outcome
) -> None:
    names = ("ควบคุมอาคาร", "ภาษีป้าย", "โรงงาน")
    line = " ".join(
        f'พ.ร.บ.{name} พ.ศ. 2535 <a href="/tuayang/files/{n}.pdf">[PDF]</a>'
        for n, name in enumerate(names)
    )
    files = {
        f"/files/{n}.pdf": pdf(["พระราชบัญญัติ" + name, "มาตรา 4 ในพระราชบัญญัตินี้"])
        for n, name in enumerate(names[:open_files])
    }
    question = (
        "{id: laws, check: document, element: กฎหมาย, element_en: Laws,"
        " any: [พ.ร.บ., พระราชบัญญัติ], at_least: 3}"
    )
    assert asked(question, f"<p>{line}</p>", files).outcome is outcome


NAMED = (
    "{id: list, check: document, element: รายการตรวจ, element_en: Checklist,"
    " any: [รายการตรวจ], without: [ข้อบังคับ]}"
)


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (
            "".join(f"<p>รายการตรวจ ใบอนุญาต {kind}</p>" for kind in "กขคง"),
            Outcome.FAILED,
        ),
        (
            "".join(f"<p>รายการตรวจ ใบอนุญาต {kind}</p>" for kind in "กขคง")
            + f"<p>{'ห้องส้วมแยกชายหญิงและมีอ่างล้างมือ ' * 4}</p>",
            Outcome.PASSED,
        ),
        ("<p>ค่าเช่า 12,000 บาท</p><p>ค่าไฟ 900 บาท</p>", Outcome.PASSED),
        ("<p>ค่าเช่า 12,000 บาท</p>", Outcome.FAILED),
    ],
    ids=["only names", "names and content", "two amounts", "one amount"],
)
def test_what_a_title_is_over(body: str, outcome: Outcome) -> None:
    spec = spec_of(item("O8", "รายการตรวจ", [URL], NAMED))
    pages: dict[str, Thing] = {PATH: portal_page("รายการตรวจ", body)}
    assert judged(spec, pages).findings["O8"][-1].outcome is outcome


@pytest.mark.parametrize(
    ("above", "outcome"),
    [("ข้อบังคับของเขต", Outcome.FAILED), ("สำนักงานเขต", Outcome.PASSED)],
)
def test_what_a_paper_is_about_is_not_what_it_is(above: str, outcome: Outcome) -> None:
    lines = [
        above,
        "เรื่อง รายการตรวจ",
        *(f"ข้อ {n} ตรวจห้องครัวและห้องน้ำ" for n in range(4)),
    ]
    files = {"/files/a.pdf": pdf(lines)}
    link = '<a href="/tuayang/files/a.pdf">เปิดดู</a>'
    assert asked(NAMED, f"<p>เอกสาร {link}</p>", files).outcome is outcome


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("แผนของเขต : บุคลากร ดำเนินงาน ลงทุน", Outcome.PASSED),
        ("แผนของเขต : 90,000 บาท และ 40,000 บาท ลงทุน", Outcome.PASSED),
        ("แผนของเขต ด้านการลงทุน", Outcome.FAILED),
    ],
    ids=["facts", "figures", "a name"],
)
def test_a_line_with_facts_is_more_than_a_name(line: str, outcome: Outcome) -> None:
    plan = (
        "{id: plan, check: document, element: แผน, element_en: Plan, any: [แผนของเขต]}"
    )
    kinds = (
        "{id: kinds, check: text, of: plan, element: ประเภท, element_en: Kinds,"
        " any: [บุคลากร, ดำเนินงาน, ลงทุน]}"
    )
    spec = spec_of(item("O8", "งบประมาณ", [URL], plan, kinds))
    body = f"<p>{line}</p><p>{'รายละเอียดอยู่ในหนังสือของเขตที่ลงไว้แล้วในหน้านี้ ' * 3}</p>"
    pages: dict[str, Thing] = {PATH: portal_page("งบประมาณ", body)}
    assert judged(spec, pages).findings["O8"][-1].outcome is outcome


@pytest.mark.parametrize(
    ("lines", "outcome"),
    [
        (["แผนปฏิบัติการ", "ปี 2567", "ลำดับ โครงการ ผู้รับผิดชอบ"], Outcome.FAILED),
        (["แผนปฏิบัติการ", "ปี 2567", "ลอกท่อ 70,000 บาท"], Outcome.PASSED),
    ],
)
def test_a_file_with_no_more_than_a_title_is_hollow(
    lines: list[str], outcome: Outcome
) -> None:
    question = (
        "{id: x, check: document, element: แผน, element_en: Plan, any: [แผนปฏิบัติการ]}"
    )
    content = link("a.pdf", "แผนปฏิบัติการ ปี 2567")
    assert asked(question, content, {"/files/a.pdf": pdf(lines)}).outcome is outcome
