"""The demo portal: its manners, its files, its truth, on any day."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import docx
import pypdfium2
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from selectolax.lexbor import LexborHTMLParser

from oit.demo import SPEC, DemoPortal, load_truth
from oit.demo.blocks import Heading, Para, table
from oit.demo.dates import Calendar, thai_digits
from oit.demo.files import make_pdf, paper
from oit.demo.model import Entry, PageKind
from oit.demo.money import missing_months
from oit.demo.portal import Site, build_site

DAYS = (
    date(2026, 10, 1),
    date(2026, 11, 23),
    date(2027, 3, 31),
    date(2027, 9, 30),
    date(2028, 2, 29),
)
TODAY = DAYS[1]
IDS = [f"O{number}" for number in range(1, 31)]
LETTERS = "กขคงจฉชซญฎฐณดตถทธนบปผฝพฟภมยรลวศษสหฬอ"


@pytest.fixture(scope="module")
def portal() -> Iterator[DemoPortal]:
    with DemoPortal(TODAY) as served:
        yield served


class Visitor:
    """Sends one request at a time, with or without the cookie it was given."""

    def __init__(self, portal: DemoPortal, *, keeps_cookies: bool = False) -> None:
        self.portal = portal
        self.keeps_cookies = keeps_cookies
        self.cookie = ""

    def get(self, path: str, method: str = "GET") -> tuple[HTTPResponse, bytes]:
        connection = HTTPConnection(self.portal.host, timeout=10)
        headers = {"Cookie": self.cookie} if self.cookie else {}
        connection.request(method, path, headers=headers)
        response = connection.getresponse()
        body = response.read()
        connection.close()
        if self.keeps_cookies and (cookie := response.headers["Set-Cookie"]):
            self.cookie = cookie.partition(";")[0]
        return response, body

    def text(self, path: str) -> str:
        response, body = self.get(path)
        assert response.status == 200, path
        return body.decode()


def url(number: int, rest: str = "") -> str:
    return f"/tuayang/page/sub/{number}{rest}"


def content(html: str) -> LexborHTMLParser:
    inner = LexborHTMLParser(html).css_first(".section-content .inner-content")
    assert inner is not None
    return LexborHTMLParser(inner.html or "")


def submitted(item: str) -> list[str]:
    spec = yaml.safe_load(SPEC.read_text(encoding="utf-8"))
    (found,) = (i for i in spec["items"] if i["id"] == item)
    return [f"/tuayang/{quote(u['url'])}" for u in found["urls"]]


class TestManners:
    def test_the_number_decides_and_the_slug_does_not(self, portal: DemoPortal) -> None:
        for rest in ("", "/x", "/" + quote("โครงสร้าง"), "/" + quote("แผนพัฒนา") * 9):
            html = Visitor(portal).text(url(30101, rest))
            title = content(html).css_first("h3.title")
            assert title is not None
            assert title.text() == "โครงสร้าง"

    @pytest.mark.parametrize(
        "path",
        [
            "/tuayang/page/sub/30501/x",
            "/tuayang/page/sub/999999999",
            "/tuayang/page/nowhere/30101/x",
            "/tuayang/page/sub/abc",
        ],
    )
    def test_what_is_gone_answers_200_and_goes_home(
        self, portal: DemoPortal, path: str
    ) -> None:
        body = Visitor(portal).text(path)
        assert body == '<meta http-equiv="refresh" content="0;URL=/tuayang">'

    def test_a_story_that_is_gone_sends_the_visitor_back(
        self, portal: DemoPortal
    ) -> None:
        body = Visitor(portal).text(url(30701, "/x/0/info/1/y"))
        assert body == "<script> window.history.back(); </script>"

    @pytest.mark.parametrize(
        ("number", "to"), [(30702, "/tuayang/page/sub/30704/"), (31001, "/31002/")]
    )
    def test_url_and_group_pages_lead_to_a_page_that_exists(
        self, portal: DemoPortal, number: int, to: str
    ) -> None:
        found = re.search(r'content="0;URL=([^"]+)"', Visitor(portal).text(url(number)))
        assert found is not None
        assert to in found[1]
        assert "h3" in Visitor(portal).text(quote(found[1]))

    @pytest.mark.parametrize(
        "path", ["/tuayang/", "/tuayang/page/sub/30101/%E0%B8%81/"]
    )
    def test_a_trailing_slash_moves(self, portal: DemoPortal, path: str) -> None:
        response, _ = Visitor(portal).get(path)
        assert response.status == 301
        assert response.headers["Location"] == path.rstrip("/")

    def test_raw_thai_in_the_request_line(self, portal: DemoPortal) -> None:
        raw = "/tuayang/page/sub/30101/โครงสร้าง/".encode().decode("latin-1")
        connection = HTTPConnection(portal.host, timeout=10)
        # The client refuses what real ones send, so the line is put together by hand.
        connection._encode_request = lambda request: request.encode("latin-1")  # type: ignore[attr-defined]
        connection.request("GET", raw)
        response = connection.getresponse()
        assert response.status == 301
        assert unquote(response.headers["Location"]).endswith("/30101/โครงสร้าง")
        connection.close()

    @pytest.mark.parametrize(
        ("path", "status"),
        [
            ("/user_files/77/5f1c09e2ab7d4.pdf", 404),
            ("/public/user_files_editor/77/none.pdf", 404),
            ("/elsewhere", 404),
            ("/tuayang/elsewhere", 404),
            (url(31401, "/x"), 500),
            ("/tuayang/index", 200),
            ("/tuayang/contact", 200),
            ("/tuayang/sitemap", 200),
            ("/tuayang/ita", 200),
        ],
    )
    def test_status(self, portal: DemoPortal, path: str, status: int) -> None:
        assert Visitor(portal).get(path)[0].status == status

    def test_robots_allow_everything(self, portal: DemoPortal) -> None:
        assert Visitor(portal).text("/robots.txt") == "User-agent: *\nDisallow:\n"

    def test_head_has_the_length_and_no_body(self, portal: DemoPortal) -> None:
        response, body = Visitor(portal).get("/tuayang/contact", "HEAD")
        assert body == b""
        assert int(response.headers["Content-Length"]) > 1000

    def test_one_page_is_in_the_old_code_page(self, portal: DemoPortal) -> None:
        response, body = Visitor(portal).get(url(30401, "/x"))
        assert response.headers["Content-Type"] == "text/html"
        assert b'charset="windows-874"' in body
        assert "พระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. 2540" in body.decode("cp874")

    def test_many_visitors_at_once(self, portal: DemoPortal) -> None:
        paths = [url(page, "/x") for page in (30101, 32001, 31701, 30704)] * 10
        with ThreadPoolExecutor(16) as pool:
            bodies = list(pool.map(Visitor(portal).text, paths))
        assert all("section-content" in body for body in bodies)


class TestEveryPage:
    def test_carries_the_whole_menu(self, portal: DemoPortal) -> None:
        site = build_site(TODAY)
        for page in site.pages.values():
            if page.kind in (PageKind.EDITOR, PageKind.DOWNLOAD, PageKind.NEWS):
                _, body = Visitor(portal).get(url(page.id, "/x"))
                text = body.decode("cp874" if page.encoding != "utf-8" else "utf-8")
                tree = LexborHTMLParser(text)
                menu = tree.css("nav.main-menu .sub-menu a")
                assert [a.text() for a in menu] == [m.title for m in site.menu]
                assert tree.css("aside.side-menu li li a")
                assert "ย้อนกลับ" in text
                footer = tree.css_first("footer.site-footer")
                assert footer is not None
                assert f"© {TODAY.year + 543}" in footer.text()

    def test_changes_its_counters_at_every_visit(self, portal: DemoPortal) -> None:
        one, two = (Visitor(portal).text(url(30102)) for _ in range(2))
        assert one != two
        assert re.search(r"View [0-9.]+K?<", one)
        assert [str(t.text()) for t in content(one).css("table")] == [
            str(t.text()) for t in content(two).css("table")
        ]

    def test_every_link_in_its_content_answers(self, portal: DemoPortal) -> None:
        site = build_site(TODAY)
        hrefs: set[str] = set()
        for page in site.pages.values():
            if page.kind is not PageKind.BROKEN:
                _, body = Visitor(portal).get(url(page.id, "/x"))
                tree = LexborHTMLParser(body.decode(errors="replace"))
                found = (a.attributes.get("href") for a in tree.css(".inner-content a"))
                hrefs |= {h for h in found if h and h.startswith("/")}
        assert len(hrefs) > 70
        for href in hrefs:
            path = quote(unquote(urlsplit(href).path))
            response, body = Visitor(portal).get(path, "HEAD")
            assert response.status == 200, href
            assert int(response.headers["Content-Length"]) > 300, href


class TestLists:
    def test_download_list_has_the_classes_of_the_portal(
        self, portal: DemoPortal
    ) -> None:
        tree = content(Visitor(portal).text(url(32001)))
        items = tree.css(".list-item .item .text-content")
        assert len(items) > 9
        for item in items:
            assert item.css_first("a[download]") is not None
            day = item.css_first(".text-ontop")
            assert day is not None
            assert re.match(r"วัน\S+ที่ \d+ \S+ พ\.ศ\. 25\d\d$", day.text())

    def test_news_come_ten_a_page_and_lead_to_their_stories(
        self, portal: DemoPortal
    ) -> None:
        first, second = (
            content(Visitor(portal).text(url(30701, f"/x/{page}"))).css(
                ".sub-news .desc-news a"
            )
            for page in (0, 1)
        )
        assert (len(first), len(second)) == (10, 2)
        story = Visitor(portal).text(quote(first[0].attributes["href"] or ""))
        title = content(story).css_first("h3.title")
        assert title is not None
        assert title.text() == first[0].text()

    def test_page_number_follows_a_visitor_with_cookies(
        self, portal: DemoPortal
    ) -> None:
        keeper, fresh = Visitor(portal, keeps_cookies=True), Visitor(portal)
        for visitor in (keeper, fresh):
            assert "Page 2 of 2" in visitor.text(url(30701, "/x?page=2"))
        assert "Page 2 of 1" in keeper.text(url(32001, "/x"))
        assert "Page 1 of 1" in fresh.text(url(32001, "/x"))

    def test_language_follows_a_visitor_with_cookies(self, portal: DemoPortal) -> None:
        keeper = Visitor(portal, keeps_cookies=True)
        keeper.text(url(30101, "/x?lang=en"))
        title = content(keeper.text(url(30102))).css_first("h3.title")
        assert title is not None
        assert title.text() == "Manpower"


class TestFiles:
    def test_every_file_is_what_its_name_says(self) -> None:
        for file in build_site(TODAY).files.values():
            data = file.make()
            match Path(file.path).suffix:
                case ".pdf":
                    assert len(pypdfium2.PdfDocument(data)) >= 1
                case ".xlsx":
                    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data))
                    assert sheet.get_sheet_by_index(0).to_python()
                case ".docx":
                    word = docx.Document(io.BytesIO(data))
                    assert len(word.paragraphs) + len(word.tables) > 1
                case ".csv":
                    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
                    assert len({len(row) for row in rows}) == 1
                case ".png":
                    assert data.startswith(b"\x89PNG")
                case ".ttf":
                    assert len(data) > 40_000
                case other:
                    pytest.fail(f"no test for {other}")

    def test_same_day_same_bytes(self) -> None:
        one, two = build_site(TODAY).files, build_site(TODAY).files
        kinds: dict[str, str] = {Path(path).suffix: path for path in one}
        assert len(kinds) == 6
        for path in kinds.values():
            assert one[path].make() == two[path].make(), path

    def test_scans_have_no_text_and_all_other_pdfs_have(self) -> None:
        site = build_site(TODAY)
        scans = {entry.href for entry in site.pages[31701].entries}
        assert len(scans) == 2
        for file in site.files.values():
            if file.path.endswith(".pdf"):
                text = read_pdf(file.make())
                assert (len(text) < 5) == (file.path in scans), file.path
                assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\ufffe]", text), (
                    file.path
                )

    def test_no_line_of_a_pdf_begins_with_a_mark(self) -> None:
        words = table("ก|ข|ค|ง", "|".join(["ประชาสัมพันธ์กิจกรรมป้องกันอัคคีภัย" * 3] * 4))
        text = read_pdf(make_pdf(paper("ทดสอบ", TODAY, words)))
        assert not re.search(r"^[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]", text, re.MULTILINE)

    @given(
        st.lists(
            st.tuples(
                st.sampled_from(LETTERS),
                st.sampled_from(["", "ิ", "ี", "ึ", "ื", "ุ", "ู", "ั"]),
                st.sampled_from(["", "่", "้", "๊", "๋"]),
                st.sampled_from(["", "ำ", "า", "ก", " "]),
            ).filter(lambda parts: not (parts[1] and parts[3] == "ำ")),
            min_size=1,
            max_size=12,
        ).map(lambda parts: "".join(map("".join, parts)))
    )
    @settings(max_examples=25, deadline=None)
    def test_thai_reads_back_from_a_pdf_as_it_was_written(self, text: str) -> None:
        read = read_pdf(make_pdf(paper("ก", TODAY, Para(text), Heading(text))))
        assert squeezed(read) == "ก" + squeezed(text) * 2

    def test_word_files_keep_no_clock(self) -> None:
        site = build_site(TODAY)
        path = next(p for p in site.files if p.endswith(".docx"))
        with zipfile.ZipFile(io.BytesIO(site.files[path].make())) as archive:
            assert {i.date_time[0] for i in archive.infolist()} == {1980}


def read_pdf(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def squeezed(text: str) -> str:
    return "".join(text.split())


class TestTruth:
    def test_twenty_good_and_ten_bad(self) -> None:
        truth = load_truth()
        assert list(truth) == IDS
        bad = [t for t in truth.values() if t.verdict == "fail"]
        assert len(bad) == 10
        assert all(t.defect and t.check and t.why for t in bad)
        assert len({t.defect for t in bad}) == 10
        assert {t.verdict for t in truth.values() if not t.defect} == {"pass"}

    def test_spec_names_all_items_and_nothing_but_urls(self) -> None:
        spec = yaml.safe_load(SPEC.read_text(encoding="utf-8"))
        assert spec["extends"] == "o1_o30.yaml"
        assert [item["id"] for item in spec["items"]] == IDS
        assert all(set(item) == {"id", "urls"} for item in spec["items"])

    def test_urls_of_good_items_answer_with_content(self, portal: DemoPortal) -> None:
        for item, truth in load_truth().items():
            for path in submitted(item) if truth.verdict == "pass" else ():
                response, body = Visitor(portal).get(path)
                assert response.status == 200, item
                assert b'URL=/tuayang"' not in body, item

    def test_reachable_defects(self, portal: DemoPortal) -> None:
        visitor = Visitor(portal)
        assert [visitor.get(p)[0].status for p in submitted("O14")] == [500]
        assert [visitor.get(p)[0].status for p in submitted("O14")] == [500]
        o19 = [visitor.get(p)[0].status for p in submitted("O19")]
        assert sorted(o19) == [200, 200, 200, 200, 404]
        assert 'URL=/tuayang"' in visitor.text(submitted("O5")[0])

    def test_blank_and_placeholder_pages(self, portal: DemoPortal) -> None:
        for item, left in (("O3", ""), ("O29", "อยู่ระหว่างปรับปรุงข้อมูล")):
            tree = content(Visitor(portal).text(submitted(item)[0]))
            editor = tree.css_first("#editor.group-editor")
            assert editor is not None
            assert editor.text().strip() == left

    def test_wrong_page(self, portal: DemoPortal) -> None:
        title = content(Visitor(portal).text(submitted("O25")[0])).css_first("h3.title")
        assert title is not None
        assert "แผนปฏิบัติการต่อต้านการทุจริต" in title.text()

    @pytest.mark.parametrize("today", DAYS, ids=str)
    def test_statistics_are_two_years_old(self, today: date) -> None:
        calendar = Calendar(today=today)
        for number in (31201, 31202, 31203, 31204, 31205):
            text = str(build_site(today).pages[number].blocks)
            years = {int(y) for y in re.findall(r"25\d\d", unquote(text))}
            assert max(years) == calendar.year - 2

    @pytest.mark.parametrize("today", DAYS, ids=str)
    def test_plan_without_report(self, today: date) -> None:
        page = build_site(today).pages[30801]
        year = Calendar(today=today).year
        assert [i.title for i in page.infos] == [
            f"แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. {year}"
        ]
        assert "รายงาน" not in str(page.infos)

    @pytest.mark.parametrize("today", DAYS, ids=str)
    def test_two_due_months_have_no_summary(self, today: date) -> None:
        calendar = Calendar(today=today)
        titles = " ".join(e.title for e in build_site(today).pages[32001].entries)
        for year in (calendar.year, calendar.last_year):
            gone = [m for m in calendar.due(year) if m.label not in titles]
            assert gone == list(missing_months(calendar, year))
            assert len(gone) == min(2, len(calendar.due(year)))


class TestAnyDay:
    @given(st.dates(date(2024, 1, 1), date(2040, 12, 31)))
    @settings(max_examples=40, deadline=None)
    def test_nothing_is_dated_after_today(self, today: date) -> None:
        site = build_site(today)
        days = [entry.day for entry in entries(site)]
        days += [info.day for page in site.pages.values() for info in page.infos]
        assert max(days) <= today

    @given(st.dates(date(2024, 1, 1), date(2040, 12, 31)))
    @settings(max_examples=40, deadline=None)
    def test_fewer_months_due_than_ended_and_both_in_order(self, today: date) -> None:
        calendar = Calendar(today=today)
        for year in (calendar.year, calendar.last_year):
            due, ended = calendar.due(year), calendar.ended(year)
            assert due == ended[: len(due)]
            assert all(m.last + timedelta(days=30) <= today for m in due)
            assert ended == calendar.months(year)[: len(ended)]
        assert len(calendar.ended(calendar.last_year)) == 12

    @pytest.mark.parametrize("today", DAYS, ids=str)
    def test_plans_and_reports_carry_their_years(self, today: date) -> None:
        site = build_site(today)
        year, last = Calendar(today=today).year, Calendar(today=today).last_year
        for number, wanted in {
            30102: (year,),
            31801: (year,),
            31901: (year,),
            32202: (year, last),
            32301: (year,),
            32801: (year, last),
        }.items():
            text = str(site.pages[number].blocks)
            assert all(f"พ.ศ. {y}" in text for y in wanted), number
        assert f"พ.ศ. {year}" in site.pages[32602].title
        assert f"พ.ศ. {last}" in site.pages[32603].title
        assert thai_digits(str(year)) in site.pages[32701].entries[0].title

    def test_fiscal_year_begins_in_october(self) -> None:
        assert Calendar(today=date(2026, 9, 30)).year == 2569
        assert Calendar(today=date(2026, 10, 1)).year == 2570


def entries(site: Site) -> list[Entry]:
    found = [e for page in site.pages.values() for e in page.entries]
    infos = [info for page in site.pages.values() for info in page.infos]
    return found + [e for info in infos for e in info.files]
