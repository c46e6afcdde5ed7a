"""Periods: this year, last year, each month, plans of several years; what says nothing."""

from datetime import UTC, datetime

import pytest

from checks.finding import Finding, Outcome, Reason
from checks.sentences import message
from crawler.artifacts import FetchStatus
from tests.support.asked import table
from tests.support.files import pdf, scan, xlsx
from tests.support.sites import Thing, item, judged, portal_page, spec_of

URL = "page/sub/1/เอกสาร"
LONG = "โครงการปลูกต้นไม้ริมคลอง เพื่อเพิ่มพื้นที่สีเขียวให้ประชาชน " * 4
MONTHS = [
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
]


def found(
    body: str,
    period: str = "this-fiscal-year",
    *,
    files: dict[str, Thing] | None = None,
    day: datetime = datetime(2024, 5, 15, 5, tzinfo=UTC),
    title: str = "เอกสารเผยแพร่",
    lag: int = 30,
    fiscal_year: str = "auto",
    subpages: dict[str, Thing] | None = None,
) -> Finding:
    asked = f"check: fiscal-year, period: {period}"
    if period == "monthly":
        asked = "check: months-covered"
    spec = spec_of(
        item(
            "O8",
            "เอกสาร",
            [URL],
            "{id: doc, check: document, element: เอกสาร, element_en: Document,"
            " any: [แผนปฏิบัติการ, แผนพัฒนา, สรุปผล, ประจำเดือน]}",
            f"{{id: year, {asked}, of: doc, lag_days: {lag}}}",
        ),
        fiscal_year=fiscal_year,
    )
    pages: dict[str, Thing] = {f"/{URL}": portal_page(title, body)}
    pages |= {f"/files/{name}": thing for name, thing in (files or {}).items()}
    pages |= subpages or {}
    return judged(spec, pages, now=day).findings["O8"][-1]


def section(heading: str, text: str = LONG) -> str:
    return f"<h4>{heading}</h4><p>{text}</p>"


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (section("แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. 2567"), Outcome.PASSED),
        (section("แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๗"), Outcome.PASSED),
        (section("แผนปฏิบัติการ ปี 67"), Outcome.PASSED),
        (section("แผนปฏิบัติการ", "ประจำปีงบประมาณ พ.ศ. 2567 " + LONG), Outcome.PASSED),
        (section("แผนปฏิบัติการ 2565") + section("แผนปฏิบัติการ 2567"), Outcome.PASSED),
        (section("แผนปฏิบัติการ ประจำปี 2565"), Outcome.FAILED),
        (
            section("แผนปฏิบัติการ ประจำปี 2565", "ตาม พ.ร.บ. พ.ศ. 2567 " + LONG),
            Outcome.FAILED,
        ),
        (section("แผนปฏิบัติการ ปีการศึกษา 2567"), Outcome.INCONCLUSIVE),
        (section("แผนปฏิบัติการ"), Outcome.INCONCLUSIVE),
        (section("แผนปฏิบัติการ ระยะ 5 ปี (พ.ศ. 2566 - 2570)"), Outcome.FAILED),
    ],
)
def test_this_fiscal_year(body: str, outcome: Outcome) -> None:
    assert found(body).outcome is outcome


def test_a_menu_or_footer_year_does_not_count() -> None:
    # The page's frame says 2567 and 2560; the content says nothing.
    assert found(section("แผนปฏิบัติการ")).reason is Reason.NO_DATE


def test_last_fiscal_year() -> None:
    assert (
        found(section("สรุปผล ปีงบประมาณ 2566"), "last-fiscal-year").outcome
        is Outcome.PASSED
    )
    assert (
        found(section("สรุปผล ปีงบประมาณ 2565"), "last-fiscal-year").outcome
        is Outcome.FAILED
    )


def test_a_plan_of_several_years_covers_them() -> None:
    body = section("แผนพัฒนา ระยะ 20 ปี (พ.ศ. 2556 - 2575)")
    assert found(body, "covers").outcome is Outcome.PASSED
    assert (
        found(section("แผนพัฒนา พ.ศ. 2556 - 2560"), "covers").outcome is Outcome.FAILED
    )


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (datetime(2023, 10, 5, tzinfo=UTC), Reason.NOT_YET_DUE),
        (datetime(2023, 10, 30, 16, 59, tzinfo=UTC), Reason.NOT_YET_DUE),
        (datetime(2023, 10, 30, 17, tzinfo=UTC), Reason.STALE),
        (datetime(2023, 9, 30, 16, 59, tzinfo=UTC), Reason.CURRENT),
    ],
    ids=["early", "last moment", "due in Bangkok", "before the turn"],
)
def test_last_years_plan_will_do_until_it_is_due(day: datetime, reason: Reason) -> None:
    assert found(section("แผนปฏิบัติการ ปีงบประมาณ 2566"), day=day).reason is reason


def test_the_year_of_the_spec_is_due_whatever_the_day() -> None:
    body = section("แผนปฏิบัติการ ปีงบประมาณ 2565")
    assert found(body, fiscal_year="2565").reason is Reason.CURRENT
    assert (
        found(section("แผนปฏิบัติการ ปีงบประมาณ 2564"), fiscal_year="2565").reason
        is Reason.STALE
    )


def link(name: str, text: str) -> str:
    return f'<a href="/tuayang/files/{name}">{text}</a>'


def test_the_file_tells_its_year_where_the_link_does_not() -> None:
    for year, outcome in (("2567", Outcome.PASSED), ("2565", Outcome.FAILED)):
        file = pdf([f"แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. {year}", LONG])
        finding = found(link("a.pdf", "แผนปฏิบัติการ"), files={"a.pdf": file})
        assert finding.outcome is outcome


def test_link_and_file_that_disagree_are_for_people() -> None:
    file = pdf(["แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. 2565", LONG])
    finding = found(link("a.pdf", "แผนปฏิบัติการ ปี 2567"), files={"a.pdf": file})
    assert (finding.outcome, finding.reason) == (
        Outcome.INCONCLUSIVE,
        Reason.YEARS_DISAGREE,
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("ดำเนินการ 1 ตุลาคม 2564 ถึง 30 กันยายน 2565", Reason.STALE),
        ("ประกาศ ณ วันที่ 14 ตุลาคม 2564", Reason.STALE),
        ("รายงานเมื่อวันที่ 5 ตุลาคม 2566", Reason.YEARS_DISAGREE),
        ("ดำเนินการ 1 ตุลาคม 2566 ถึง 30 กันยายน 2567", Reason.YEARS_DISAGREE),
        ("แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. 2565", Reason.YEARS_DISAGREE),
    ],
)
def test_a_file_that_keeps_to_its_own_year_is_of_that(
    line: str, reason: Reason
) -> None:
    file = pdf(["แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. 2565", LONG, *[LONG] * 12, line])
    finding = found(link("a.pdf", "แผนปฏิบัติการ ปี 2567"), files={"a.pdf": file})
    assert finding.reason is reason


def monthly(months: list[str], year: str = "") -> tuple[str, dict[str, Thing]]:
    files: dict[str, Thing] = {}
    body = ""
    for number, month in enumerate(months):
        name = f"{number}.xlsx"
        files[name] = xlsx({"s": [["สรุปผลการจัดซื้อจัดจ้าง", "งาน"], ["1", "ซื้อกระดาษ"]]})
        body += f"<li>{link(name, f'สรุปผลการจัดซื้อจัดจ้าง ประจำเดือน{month}{year}')}</li>"
    return f"<ul>{body}</ul>", files


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ("เดือนเมษายน 2567", ""),
        ("เดือนมีนาคม 2567", "2024-04"),
        ("", ""),
    ],
    ids=["its own month", "another month", "no month"],
)
def test_a_page_of_one_month_is_of_the_month_of_its_file(
    said: str, missing: str
) -> None:
    names = [f"{m} {2566 if n < 3 else 2567}" for n, m in enumerate(MONTHS[:7])]
    files: dict[str, Thing] = {}
    subpages: dict[str, Thing] = {}
    body = ""
    for number, name in enumerate(names):
        told = said if number == 6 else f"เดือน{name}"
        files[f"{number}.pdf"] = pdf([f"สรุปผลการจัดซื้อจัดจ้าง {told}", "ซื้อกระดาษ 500 บาท"])
        path = f"/{URL}/0/info/{number}/x"
        subpages[path] = portal_page(
            f"สขร.1 {name}", link(f"{number}.pdf", f"สรุปผล ประจำเดือน{name}")
        )
        body += f'<p><a href="/tuayang{path}">ประจำเดือน{name}</a></p>'
    finding = found(
        body,
        "monthly",
        files=files,
        subpages=subpages,
        day=datetime(2024, 6, 10, tzinfo=UTC),
    )
    assert dict(finding.facts).get("missing", "") == missing


def test_every_month_so_far() -> None:
    dated = [f"{m} {2566 if n < 3 else 2567}" for n, m in enumerate(MONTHS)]
    body, files = monthly(dated[:6])
    assert (
        found(
            body, "monthly", files=files, day=datetime(2024, 5, 15, tzinfo=UTC)
        ).reason
        is Reason.CURRENT
    )
    late = found(body, "monthly", files=files, day=datetime(2024, 6, 15, tzinfo=UTC))
    assert (late.reason, dict(late.facts)["missing"]) == (
        Reason.MONTHS_MISSING,
        "2024-04",
    )


def test_missing_months_are_named() -> None:
    dated = [
        f"{m} {2566 if n < 3 else 2567}"
        for n, m in enumerate(MONTHS[:6])
        if n not in (4, 5)
    ]
    body, files = monthly(dated)
    finding = found(body, "monthly", files=files)
    assert finding.outcome is Outcome.FAILED
    assert dict(finding.facts)["missing"] == "2024-02 2024-03"


def test_a_month_whose_file_is_gone_is_missing() -> None:
    dated = [f"{m} {2566 if n < 3 else 2567}" for n, m in enumerate(MONTHS[:6])]
    body, files = monthly(dated)
    del files["4.xlsx"]
    assert dict(found(body, "monthly", files=files).facts)["missing"] == "2024-02"


def test_months_take_their_year_from_the_heading() -> None:
    body, files = monthly(MONTHS[:6])
    body = "<h4>ประจำปีงบประมาณ พ.ศ. 2567</h4>" + body
    assert found(body, "monthly", files=files).outcome is Outcome.PASSED
    stale = body.replace("2567", "2566")
    assert found(stale, "monthly", files=files).outcome is Outcome.FAILED


def test_early_in_the_year_all_of_last_years_months() -> None:
    day = datetime(2023, 11, 20, tzinfo=UTC)
    dated = [f"{m} {2565 if n < 3 else 2566}" for n, m in enumerate(MONTHS)]
    body, files = monthly(dated)
    assert found(body, "monthly", files=files, day=day).outcome is Outcome.PASSED
    body, files = monthly(dated[:11])
    assert (
        dict(found(body, "monthly", files=files, day=day).facts)["missing"] == "2023-09"
    )


def test_a_label_over_a_file_of_another_month_does_not_count() -> None:
    dated = [f"{m} {2566 if n < 3 else 2567}" for n, m in enumerate(MONTHS[:6])]
    body, files = monthly(dated)
    other = xlsx({"s": [["สรุปผลการจัดซื้อจัดจ้างในรอบเดือนตุลาคม 2565"], ["1", "ซื้อกระดาษ"]]})
    files["0.xlsx"] = other
    assert dict(found(body, "monthly", files=files).facts)["missing"] == "2023-10"


def test_months_with_nothing_behind_them_do_not_count() -> None:
    dated = [f"{m} {2566 if n < 3 else 2567}" for n, m in enumerate(MONTHS[:6])]
    body, files = monthly(dated[:1])
    bare = "".join(f"<p>เดือน{month}</p>" for month in dated[1:])
    span = "<p>ปีงบประมาณ 2567 (1 ตุลาคม 2566 - 30 กันยายน 2567)</p>"
    for extra in (bare, span):
        finding = found(body + extra, "monthly", files=files)
        assert dict(finding.facts)["missing"].startswith("2023-11")


def test_rows_of_a_table_show_their_months() -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td>{m} {2566 if n < 3 else 2567}</td><td>12 รายการ</td></tr>"
        for n, m in enumerate(MONTHS[:6])
    )
    body = f"<h4>สรุปผลการจัดซื้อจัดจ้าง</h4><table>{rows}</table>"
    assert found(body, "monthly").outcome is Outcome.PASSED


def test_a_range_of_months_covers_them() -> None:
    body = section("สรุปผล ต.ค. 66 - มี.ค. 67")
    assert found(body, "monthly").outcome is Outcome.PASSED


def test_nothing_to_date_where_the_element_is_missing() -> None:
    finding = found("<p>อื่น ๆ</p>")
    assert (finding.outcome, finding.reason) == (
        Outcome.NOT_APPLICABLE,
        Reason.ELEMENT_MISSING,
    )


SERIES = [f"{m} {2566 if n < 3 else 2567}" for n, m in enumerate(MONTHS[:6])]


def test_a_month_that_was_not_seen_is_not_missing() -> None:
    body, files = monthly(SERIES)
    files["4.xlsx"] = FetchStatus.TIMEOUT
    finding = found(body, "monthly", files=files)
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, Reason.UNSEEN)


def test_a_summary_without_any_month_is_for_people() -> None:
    body = link("a.pdf", "สรุปผลการจัดซื้อจัดจ้าง")
    finding = found(body, "monthly", files={"a.pdf": pdf(["สรุปผลการจัดซื้อจัดจ้าง", LONG])})
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, Reason.NO_DATE)


def test_a_workbook_with_a_sheet_a_month_shows_them() -> None:
    sheets = {m: [["สรุปผลการจัดซื้อจัดจ้าง"], ["1", "ซื้อกระดาษ"]] for m in MONTHS[:6]}
    file = xlsx({"รวม": [["สรุปผลการจัดซื้อจัดจ้าง ปีงบประมาณ 2567"], ["1", "x"]], **sheets})
    body = link("a.xlsx", "สรุปผลการจัดซื้อจัดจ้าง")
    assert found(body, "monthly", files={"a.xlsx": file}).outcome is Outcome.PASSED


def test_sub_pages_and_their_headings_name_months() -> None:
    names = "".join(
        f'<p><a href="/tuayang/files/{n}.xlsx">เดือน{m}</a></p>'
        for n, m in enumerate(MONTHS[:6])
    )
    file = xlsx({"s": [["ลำดับที่", "งาน"], ["1", "ซื้อกระดาษ"]]})
    files: dict[str, Thing] = {f"{n}.xlsx": file for n in range(6)}
    year = "/page/sub/1/x/0/info/67/ปี-2567"
    spec = spec_of(
        item(
            "O20",
            "สรุปผลรายเดือน",
            [URL],
            "{id: doc, check: document, element: ก, element_en: D, any: [สรุปผล]}",
            "{id: months, check: months-covered, of: doc}",
        )
    )
    body = f'<a href="/tuayang{year}">สรุปผล ปีงบประมาณ 2567</a>'
    pages: dict[str, Thing] = {
        f"/{URL}": portal_page("รายเดือน", body),
        year: portal_page("สรุปผล", names),
    }
    pages |= {f"/files/{name}": thing for name, thing in files.items()}
    finding = judged(spec, pages).findings["O20"][-1]
    assert finding.outcome is Outcome.PASSED, dict(finding.facts)


def test_the_heading_over_a_file_gives_its_months_their_year() -> None:
    file = xlsx({"s": [["เดือนตุลาคม", "งาน"], ["1", "ซื้อกระดาษ"]]})
    body, files = monthly(SERIES[1:])
    body = "<h4>ปีงบประมาณ 2567</h4>" + body + f"<p>{link('t.xlsx', 'สรุปผลฉบับแรก')}</p>"
    assert (
        found(body, "monthly", files={**files, "t.xlsx": file}).outcome
        is Outcome.PASSED
    )


def test_months_in_lines_of_a_file_without_a_title() -> None:
    lines = ["ส่วนที่หนึ่งของเอกสาร"] * 14 + [f"ประจำเดือน{m}" for m in SERIES]
    body = link("a.pdf", "สรุปผลการจัดซื้อจัดจ้าง")
    bought = [*lines, "ซื้อกระดาษ 12,400 บาท"]
    filled = found(body, "monthly", files={"a.pdf": pdf(bought)})
    assert filled.outcome is Outcome.PASSED
    # A form with the months and nothing in it shows none of them.
    blank = found(body, "monthly", files={"a.pdf": pdf(lines)})
    assert blank.outcome is not Outcome.PASSED


def test_a_line_of_its_own_text_shows_its_month() -> None:
    lines = "".join(f"<p>ประจำเดือน{m} {LONG}</p>" for m in SERIES)
    assert found(f"<h4>สรุปผล</h4>{lines}", "monthly").outcome is Outcome.PASSED
    rows = "".join(
        f'<tr><td>{m}</td><td><a href="/tuayang/files/{n}.xlsx">ดาวน์โหลด</a></td></tr>'
        for n, m in enumerate(SERIES)
    )
    _, files = monthly(SERIES)
    body = f"<h4>สรุปผล</h4><table>{rows}</table>"
    assert found(body, "monthly", files=files).outcome is Outcome.PASSED
    del files["2.xlsx"]
    assert dict(found(body, "monthly", files=files).facts)["missing"] == "2023-12"


def test_the_year_may_stand_in_the_label_of_the_row_or_the_body() -> None:
    body = link("a.pdf", "ดาวน์โหลด")
    row = f"<table><tr><td>1</td><td>แผนปฏิบัติการ ปี 2567</td><td>{body}</td></tr><tr><td>2</td><td>ก</td><td>ข</td></tr></table>"
    file = pdf(["แผนปฏิบัติการ", LONG])
    assert found(row, files={"a.pdf": file}).outcome is Outcome.PASSED
    late = pdf(["แผนปฏิบัติการ", *["ข้อความทั่วไป"] * 14, "ประจำปีงบประมาณ พ.ศ. 2567", LONG])
    named = link("a.pdf", "แผนปฏิบัติการ")
    assert found(named, files={"a.pdf": late}).outcome is Outcome.PASSED
    scanned = found(named, files={"a.pdf": scan()})
    assert scanned.reason is Reason.NO_DATE
    english = message(
        found(monthly(SERIES[:5])[0], "monthly", files=monthly(SERIES[:5])[1]), "en"
    )
    assert "Mar 2024" in english


def test_a_stale_plan_while_this_years_is_not_due_is_told_so() -> None:
    day = datetime(2023, 10, 5, tzinfo=UTC)
    finding = found(section("แผนปฏิบัติการ ปี 2560"), day=day)
    assert finding.reason is Reason.STALE
    assert "(ปีงบประมาณ 2567 ยังไม่ครบกำหนดเผยแพร่)" in message(finding)
    assert "; FY 2567 BE (Oct 2023 - Sep 2024) is not due yet" in message(finding, "en")


def test_the_year_may_stand_in_the_heading_above() -> None:
    file = pdf(["แผนปฏิบัติการ", LONG])
    body = f"<h4>ปีงบประมาณ 2567</h4>{link('a.pdf', 'แผนปฏิบัติการ')}"
    assert found(body, files={"a.pdf": file}).outcome is Outcome.PASSED


def test_pictures_among_months_are_no_months() -> None:
    body, files = monthly(SERIES)
    picture = '<img src="/banner.jpg" alt="ตุลาคม 2566">'
    assert found(picture + body, "monthly", files=files).outcome is Outcome.PASSED
    lines = "".join(
        f'<p>ประจำเดือน{m} <a href="/tuayang/files/{n}.xlsx">ไฟล์</a></p>'
        for n, m in enumerate(SERIES)
    )
    assert (
        found("<h4>สรุปผล</h4>" + lines, "monthly", files=files).outcome
        is Outcome.PASSED
    )


def test_the_label_of_a_file_under_the_heading_tells_the_year() -> None:
    body = f"<h4>แผนปฏิบัติการ</h4>{link('a.pdf', 'ฉบับปี 2567')}"
    file = pdf(["เอกสารแนบ", LONG])
    assert found(body, files={"a.pdf": file}).outcome is Outcome.PASSED
    assert found(body, files={"a.pdf": FetchStatus.TIMEOUT}).outcome is Outcome.PASSED


def test_missing_months_are_named_in_thai() -> None:
    body, files = monthly(SERIES[:5])
    assert "มี.ค. 2567" in message(found(body, "monthly", files=files))


def test_missing_months_are_shown_by_the_heading_of_their_list() -> None:
    body, files = monthly([f"{m} 2566" for m in MONTHS[:3]])
    headed = "<h4>รายการรายเดือน</h4>" + body
    for shown, quote in ((headed, "รายการรายเดือน"), (body, "เอกสารเผยแพร่")):
        finding = found(shown, "monthly", files=files)
        assert finding.reason is Reason.MONTHS_MISSING
        assert [each.quote for each in finding.evidence] == [quote]
        assert finding.evidence[0].locator
        assert dict(finding.facts)["found"] == ""
    under_months = "".join(
        f"<h4>เดือน{m} 2566</h4>{link(f'{n}.xlsx', 'สรุปผลการจัดซื้อจัดจ้าง')}"
        for n, m in enumerate(MONTHS[:3])
    )
    (proof,) = found(under_months, "monthly", files=files).evidence
    assert proof.quote == "เอกสารเผยแพร่"


def test_a_list_inside_a_file_is_shown_by_its_first_row() -> None:
    rows = [["สรุปผลการจัดซื้อจัดจ้าง", "งาน"], ["ประจำเดือนตุลาคม 2566", "ซื้อ 500 บาท"]]
    body = link("sum.xlsx", "ดาวน์โหลด")
    finding = found(body, "monthly", files={"sum.xlsx": xlsx({"s": rows})})
    assert finding.reason is Reason.MONTHS_MISSING
    assert finding.evidence[0].quote == "สรุปผลการจัดซื้อจัดจ้าง | งาน"
    assert finding.evidence[0].locator == "sheet=s;row=1"


def test_a_file_known_by_its_name_is_shown_by_the_heading_over_its_link() -> None:
    rows = [["รายการ", "งาน"], ["เดือนตุลาคม 2566", "ซื้อ 500 บาท"]]
    other = "<h4>เรื่องอื่น</h4><p>ข้อความ</p>"
    body = f"<h4>แฟ้มข้อมูล</h4>{link('สรุปผล.xlsx', 'ดาวน์โหลด')}{other}"
    finding = found(body, "monthly", files={"สรุปผล.xlsx": xlsx({"s": rows})})
    assert finding.reason is Reason.MONTHS_MISSING
    assert finding.evidence[0].quote == "แฟ้มข้อมูล"
    assert dict(finding.facts)["url"].endswith("%E0%B8%AA%E0%B8%B2%E0%B8%A3")


def test_a_series_of_another_year_alone_is_told_as_such() -> None:
    body, files = monthly([f"{m} 2565" for m in MONTHS[:2]])
    finding = found(body, "monthly", files=files)
    assert (finding.reason, dict(finding.facts)["found"]) == (
        Reason.MONTHS_MISSING,
        "2566",
    )


DAY = datetime(2024, 1, 31, 5, tzinfo=UTC)
"""October to December 2566 are due."""
BOUGHT = table(("งาน", "บาท"), ("ซื้อกระดาษ", "500"))
UNFILLED = table(("งาน", "บาท"), ("ซื้อกระดาษ", ""))
NONE_BOUGHT = table(("งาน", "หมายเหตุ"), ("ไม่มีการจัดซื้อจัดจ้าง", "-"))


@pytest.mark.parametrize(
    ("body", "is_shown"),
    [
        ("<p>ในเดือนธันวาคม 2566 ไม่มีการจัดซื้อจัดจ้าง</p>", True),
        ("<p>เดือนธันวาคม 2566</p><p>ไม่มีการจัดซื้อจัดจ้าง</p>", True),
        (f"<p>เดือนธันวาคม 2566</p>{BOUGHT}", True),
        (f"<p>เดือนธันวาคม 2566</p>{NONE_BOUGHT}", True),
        (f"<p>เดือนธันวาคม 2566</p><p>วันที่ 5 มกราคม 2567</p>{BOUGHT}", True),
        ("<p>เดือนธันวาคม 2566</p><img src='/12.jpg'>", True),
        ("<p>ในเดือนธันวาคม 2566 โปรดติดตาม</p>", False),
        ("<p>เดือนธันวาคม 2566</p><p>โปรดติดตาม</p>", False),
        (f"<p>เดือนธันวาคม 2566</p>{UNFILLED}", False),
        ("<p>เดือนธันวาคม 2566</p>", False),
    ],
    ids=[
        "nothing was bought",
        "the next line says so",
        "a table of what was bought",
        "a table that says so",
        "the day it was made between",
        "a picture of it",
        "to be announced",
        "the next line is a promise",
        "a form left blank",
        "a bare name",
    ],
)
def test_a_line_shows_its_month_by_what_it_says_or_heads(
    body: str, is_shown: bool
) -> None:
    months, files = monthly(SERIES[:2])
    finding = found(months + body, "monthly", files=files, day=DAY)
    assert dict(finding.facts)["missing"] == ("" if is_shown else "2023-12")
    assert finding.outcome is (Outcome.PASSED if is_shown else Outcome.FAILED)


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("ซื้อกระดาษ 12,400 บาท", Outcome.PASSED),
        ("ไม่มีการจัดซื้อจัดจ้าง", Outcome.PASSED),
        ("งานที่จัดซื้อ วงเงิน ผู้เสนอราคา", Outcome.INCONCLUSIVE),
    ],
    ids=["a figure", "nothing was bought", "only headers"],
)
def test_a_form_with_months_and_no_figure_shows_none(
    line: str, outcome: Outcome
) -> None:
    form = pdf(["สรุปผลการจัดซื้อจัดจ้าง", *(f"เดือน{m}" for m in SERIES), line])
    body = link("a.pdf", "สรุปผลการจัดซื้อจัดจ้าง")
    finding = found(body, "monthly", files={"a.pdf": form})
    assert finding.outcome is outcome


@pytest.mark.parametrize(
    ("label", "title", "found_year", "outcome"),
    [
        ("เผยแพร่ 15 พฤศจิกายน 2566", "ปีงบประมาณ พ.ศ. 2566", "2566", Outcome.PASSED),
        ("เผยแพร่ 15 พฤศจิกายน 2566", "สำนักงานเขต", "2567", Outcome.FAILED),
        ("เผยแพร่ 15 กันยายน 2566", "สำนักงานเขต", "2566", Outcome.PASSED),
        ("เผยแพร่ 15 กันยายน 2566", "ปีงบประมาณ พ.ศ. 2565", "2565", Outcome.FAILED),
    ],
    ids=[
        "a year in the file's title",
        "no year but that of publishing",
        "published within the year",
        "published late",
    ],
)
def test_a_date_of_publishing_does_not_beat_the_year_in_a_files_own_title(
    label: str, title: str, found_year: str, outcome: Outcome
) -> None:
    file = pdf([f"สรุปผล {title}", LONG])
    body = link("a.pdf", f"สรุปผล {label}")
    finding = found(body, "last-fiscal-year", files={"a.pdf": file})
    assert (finding.outcome, dict(finding.facts)["found"]) == (outcome, found_year)


def test_a_blank_form_behind_a_month_shows_nothing() -> None:
    names = [f"{month} {2566 if n < 3 else 2567}" for n, month in enumerate(MONTHS[:6])]
    lines = "".join(
        f'<p>{name}</p><p><a href="/tuayang/files/{n}.pdf">อ่าน</a></p>'
        for n, name in enumerate(names)
    )
    body = f"<h4>สรุปผลประจำเดือน</h4>{lines}"
    filled = pdf(["สรุปผล", "1 ซื้อกระดาษ 12,400 บาท"])
    files: dict[str, Thing] = {f"{n}.pdf": filled for n in range(6)}
    assert found(body, "monthly", files=files).outcome is Outcome.PASSED
    files["3.pdf"] = pdf(["สรุปผล", "งานที่จัดซื้อ วงเงิน ราคากลาง"])
    assert dict(found(body, "monthly", files=files).facts)["missing"] == "2024-01"


def test_a_scan_without_a_name_may_be_the_missing_month() -> None:
    names = [f"{month} {2566 if n < 3 else 2567}" for n, month in enumerate(MONTHS[:6])]
    links = [
        f'<p><a href="/tuayang/files/{n}.pdf">สรุปผล {name}</a></p>'
        for n, name in enumerate(names)
    ]
    filled = pdf(["สรุปผล", "1 ซื้อกระดาษ 12,400 บาท"])
    files: dict[str, Thing] = {f"{n}.pdf": filled for n in range(6)}
    files["doc1.pdf"] = scan()
    short = [*links[:3], *links[4:]]
    finding = found("".join(short), "monthly", files=files)
    assert finding.reason is Reason.MONTHS_MISSING
    unnamed = '<p><a href="/tuayang/files/doc1.pdf">ไฟล์</a></p>'
    finding = found("".join([*short, unnamed]), "monthly", files=files)
    assert (finding.outcome, finding.reason) == (
        Outcome.INCONCLUSIVE,
        Reason.ONLY_PICTURES,
    )


def test_what_the_next_month_says_shows_nothing_for_this_one() -> None:
    names = [f"{month} {2566 if n < 3 else 2567}" for n, month in enumerate(MONTHS[:6])]
    said = [f"<p>{name} ไม่มีการจัดซื้อจัดจ้าง</p>" for name in names]
    assert found(f"<h4>สรุปผล</h4>{''.join(said)}", "monthly").outcome is Outcome.PASSED
    said[2] = f"<p>{names[2]}</p>"
    finding = found(f"<h4>สรุปผล</h4>{''.join(said)}", "monthly")
    assert dict(finding.facts)["missing"] == "2023-12"


@pytest.mark.parametrize("said", ["ไม่มีการจัดซื้อจัดจ้าง", "", None])
def test_a_row_that_is_one_cell_heads_the_entries_below_it(said: str | None) -> None:
    """Of March: a statement in its row, an entry below it, or nothing at all."""
    names = [f"{month} {2566 if n < 3 else 2567}" for n, month in enumerate(MONTHS[:6])]
    entry = "<tr><td>1</td><td>ซื้อกระดาษ</td><td>12,400</td></tr>"
    head = '<tr><td colspan="3">ในรอบเดือน{}</td></tr>'
    rows = [head.format(name) + entry for name in names[:5]]
    rows.append(head.format(f"{names[5]} {said or ''}") + (entry if said == "" else ""))
    header = "<tr><th>ที่</th><th>งาน</th><th>วงเงิน</th></tr>"
    finding = found(f"<h4>สรุปผล</h4><table>{header}{''.join(rows)}</table>", "monthly")
    assert (finding.outcome is Outcome.PASSED) is (said is not None)
