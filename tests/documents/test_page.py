import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from documents.document import Document, Openness, Problem, Role
from documents.page import read_page

URL = "https://district.test/page/sub/1/x"

_SIGNS = re.compile(r"[^\w\u0e00-\u0e7f]")


def page(body: str, *, head: str = "", selector: str = "") -> Document:
    html = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return read_page(html.encode(), url=URL, content_selector=selector)


def said(document: Document) -> list[tuple[str, str]]:
    return [(block.role.value, block.text) for block in document.blocks]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>ก<b>ข</b> ค</p>", [("text", "กข ค")]),
        ("<div>ก<p>ข</p>ค</div>", [("text", "ก"), ("text", "ข"), ("text", "ค")]),
        ("<p>ที่อยู่<br>โทร</p>", [("text", "ที่อยู่"), ("text", "โทร")]),
        ("<h2>ก</h2>", [("heading", "ก")]),
        ("<div role=heading aria-level=4>ก</div>", [("heading", "ก")]),
        ("<p><a href=/x>ก</a></p>", [("link", "ก")]),
        ("<li>[<a href=/x>ก</a>]", [("link", "ก")]),
        (
            "<p>ก่อน <a href=/x>ลิงก์</a> หลัง</p>",
            [("text", "ก่อน ลิงก์ หลัง"), ("link", "ลิงก์")],
        ),
        ("<h3><a href=/x>ก</a></h3>", [("heading", "ก"), ("link", "ก")]),
        (
            "<a href=/x><h3>หัว</h3><p>เรื่อง</p></a>",
            [("heading", "หัว"), ("link", "หัว เรื่อง")],
        ),
        ("<a href='javascript:x()'>ก</a>", [("text", "ก")]),
        ("<a href=/f.pdf><i class=icon></i></a>", [("link", "f.pdf")]),
        ("<a href=/f.pdf aria-label=ไฟล์></a>", [("link", "ไฟล์")]),
        ("<a href='#'></a>", []),
        ("<a href=/big.jpg><img src=/s.jpg></a>", [("image", "")]),
        (
            "<a href=/p><img src=/s.jpg alt=ป้าย></a>",
            [("image", "ป้าย"), ("link", "ป้าย")],
        ),
        ("<img src=/1.gif width=1 height=1>", []),
        ("<map><area href=/x alt=แผนก></map>", [("link", "แผนก")]),
        (
            "<input><input type=hidden><input type=FILE>",
            [("field", "text"), ("field", "file")],
        ),
        (
            "<select><option>ก</select><textarea>ข</textarea>",
            [("field", "select"), ("field", "textarea")],
        ),
        (
            "<fieldset disabled><p><select></select></p><input></fieldset>"
            "<input disabled><textarea disabled></textarea><input type=submit disabled>",
            [("field", "submit")],
        ),
        (
            "<button type=button>ปี 2567</button>",
            [("text", "ปี 2567"), ("field", "button")],
        ),
        (
            "<details><summary>ก</summary><p>ข</p></details>",
            [("heading", "ก"), ("text", "ข")],
        ),
        (
            '<button class="accordion-button">ก</button><div>ข</div>',
            [("heading", "ก"), ("text", "ข")],
        ),
        (
            '<h3><button class="accordion-button">ก</button></h3><div>ข</div>',
            [("heading", "ก"), ("text", "ข")],
        ),
        ("<p>***</p><p> </p><p>&nbsp;</p>", []),
        ("<p>ดําเนินงาน</p>", [("text", "ดำเนินงาน")]),
        ("<ul><li>ก<ul><li>ข</ul></ul>", [("text", "ก"), ("text", "ข")]),
        ("<p>ก<!-- ข --></p><![CDATA[x]]>", [("text", "ก")]),
    ],
)
def test_blocks_in_reading_order(body: str, expected: list[tuple[str, str]]) -> None:
    assert said(page(body)) == expected


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>ก</script>",
        "<style>ก</style>",
        "<template><p>ก</p></template>",
        "<noscript>ก</noscript>",
        "<div hidden>ก</div>",
        "<a role=button></a><span hidden>ก</span>",
        "<p></p><div hidden>ก</div>",
        "<div style='color:red; display : none'>ก</div>",
        "<p style=visibility:hidden>ก<a href=/x>ข</a></p>",
        "<svg><title>ก</title></svg>",
        "<dialog>ก</dialog>",
    ],
)
def test_what_nobody_sees_is_left_out(hidden: str) -> None:
    document = page(hidden)
    assert document.blocks == ()
    assert document.problems == (Problem.EMPTY,)
    assert document.openness is Openness.NONE


@pytest.mark.parametrize(
    "shown",
    [
        "<div class=tab-pane style=display:none>ก</div>",
        "<div role=tabpanel hidden>ก</div>",
        "<div hidden=until-found>ก</div>",
        "<a onclick='show(1)'></a> <!-- . --> <div style=display:none>ก</div>",
        "<h4><a href='#'></a></h4><div hidden>ก</div>",
        "<span aria-hidden=true>ก</span>",
        "<dialog open>ก</dialog>",
    ],
)
def test_what_a_click_opens_is_kept(shown: str) -> None:
    assert said(page(shown)) == [("text", "ก")]


def test_text_parts_a_button_from_what_it_could_open() -> None:
    document = page("<a role=button>ข</a> และ <div hidden>ก</div>")
    assert "ก" not in document.text


@pytest.mark.parametrize(
    ("opener", "shown"),
    [
        ("<h3><a aria-controls=x aria-expanded=false>ข</a></h3>", True),
        ("<nav><a aria-controls=x aria-expanded=false>ข</a></nav>", False),
        ("<div role=menu><a aria-controls=x aria-expanded=false>ข</a></div>", False),
        ("<h3><a aria-controls=x>ข</a></h3>", False),
    ],
)
def test_what_a_button_says_it_opens_is_kept_whatever_its_class(
    opener: str, shown: bool
) -> None:
    document = page(f"{opener}<p>ค</p><div id=x hidden>ก</div>")
    assert ("ก" in [block.text for block in document.blocks]) is shown


def test_links_become_absolute() -> None:
    body = (
        "<a href='ก ข.pdf'>1</a> <a href=' /a?x=1#y '>2</a> <a href=mailto:a@b.th>3</a>"
        "<a href=//c.test/d>4</a><iframe src=/map title=แผนที่></iframe>"
    )
    document = page(body, head="<base href=/base/>")
    assert [block.href for block in document.blocks] == [
        "https://district.test/base/%E0%B8%81%20%E0%B8%82.pdf",
        "https://district.test/a?x=1#y",
        "mailto:a@b.th",
        "https://c.test/d",
        "https://district.test/map",
    ]


def test_an_address_that_cannot_be_parsed_stays_as_written() -> None:
    (link,) = page("<a href='http://[bad'>ก</a>").blocks
    assert link.href == "http://[bad"


def test_a_table_of_data_gives_rows_and_a_grid() -> None:
    document = page(
        "<table><caption>งบ</caption><tr><th rowspan=2>ที่<th colspan=2>ปี</tr>"
        "<tr><th>66<th>67</tr><tr><td>1<td><p>ก</p><p>ข</p><td><a href=/f>ไฟล์</a>"
        "<tr><td><td></table>"
    )
    assert said(document) == [
        ("text", "งบ"),
        ("row", "ที่ | ปี"),
        ("row", "66 | 67"),
        ("row", "1 | ก ข | ไฟล์"),
        ("link", "ไฟล์"),
    ]
    (table,) = document.tables
    assert table.caption == "งบ"
    assert table.rows == (("ที่", "ปี", "ปี"), ("ที่", "66", "67"), ("1", "ก ข", "ไฟล์"))
    assert table.node in document.blocks[1].nodes


def test_a_layout_table_gives_what_it_arranges() -> None:
    document = page(
        "<table><tr><td><ul><li><a href=/1>เมนู</a></ul></td><td><h2>หัว</h2><p>ย่อหน้า</p>"
        "<table><tr><td>ก<td>ข<tr><td>1<td>2<tr><td>3<td>4</table></td></tr></table>"
    )
    assert said(document) == [
        ("link", "เมนู"),
        ("heading", "หัว"),
        ("text", "ย่อหน้า"),
        ("row", "ก | ข"),
        ("row", "1 | 2"),
        ("row", "3 | 4"),
    ]
    assert [table.rows[0] for table in document.tables] == [("ก", "ข")]


def test_a_span_that_lies_does_no_harm() -> None:
    document = page(
        "<table><tr><th colspan=999999999 rowspan=-1>ก<th rowspan=x>ข<tr><td>ค</table>"
    )
    (table,) = document.tables
    assert table.rows[0][0] == "ก"
    assert table.rows[1][0] == "ค"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<nav><a href=/x>ก</a></nav>", True),
        ("<header><img src=/l.png><p>ก</p></header>", True),
        ("<footer><p>ก</p></footer>", True),
        ("<div role=search><p>ก</p></div>", True),
        ("<div role=contentinfo><p>ก</p></div>", True),
        ("<main><header><p>ก</p></header></main>", False),
        ("<article><footer><p>ก</p></footer></article>", False),
        ("<header class=page-header><h1>ก</h1></header>", False),
        ("<nav><div class='nav nav-tabs'><a href=#t>2567</a></div></nav>", False),
        ("<aside><p>ก</p></aside>", False),
    ],
)
def test_boilerplate(body: str, expected: bool) -> None:
    assert page(body).blocks[-1].boilerplate is expected


def test_title_scripts_and_encoding() -> None:
    html = (
        "<html><head><meta charset=windows-874><title> หน้า  หลัก </title><script></script>"
        "</head><body><p>สำนักงานเขต</p><script>x</script></body></html>"
    )
    document = read_page(html.encode("cp874"))
    assert document.title == "หน้า หลัก"
    assert document.scripts == 2
    assert document.encoding == "cp874"
    assert said(document) == [("text", "สำนักงานเขต")]


@pytest.mark.parametrize("selector", ["#c", "div.c, p.none"])
def test_a_selector_limits_what_is_read(selector: str) -> None:
    body = "<p>นอก</p><div id=c class=c>ใน<p>ย่อหน้า <a href=/x>ก</a></p></div><p>นอก</p>"
    document = page(body, selector=selector)
    assert said(document) == [("text", "ใน"), ("text", "ย่อหน้า ก"), ("link", "ก")]


@pytest.mark.parametrize("selector", ["#none", "p[[", "", " "])
def test_a_selector_that_fits_nothing_is_ignored(selector: str) -> None:
    assert said(page("<p>ก</p>", selector=selector)) == [("text", "ก")]


def test_only_pictures_and_nothing() -> None:
    assert page("<img src=/a.jpg>").openness is Openness.IMAGE
    assert read_page(b"").problems == (Problem.EMPTY,)


def test_deep_nesting_is_read() -> None:
    document = read_page(b"<div>" * 20_000 + b"x" + b"<p><a href=/y>z</a>")
    assert document.text == "x\nz"
    assert len(document.blocks[0].path) == len(document.blocks[0].nodes) <= 256


TAGS = ["div", "p", "ul", "li", "table", "tr", "td", "span", "a href=#", "h2", "form"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([f"<{tag}>" for tag in TAGS]),
            st.sampled_from(["</div>", "</p>", "</td>", "</table>", "</a>", "<br>"]),
            st.sampled_from(["คำ", "word", " ", "&amp;", "<p id=one>", "<div id=one>"]),
        ),
        max_size=40,
    )
)
def test_every_locator_selects_the_element_of_its_block(parts: list[str]) -> None:
    html = "<!doctype html><body>" + "".join(parts)
    document = read_page(html.encode(), url=URL)
    tree = LexborHTMLParser(html)
    for block in document.blocks:
        found = tree.css(block.locator.css)
        assert len(found) == 1
        # A line between two breaks is counted as an element, and has none of its own.
        assert found[0].tag == [tag for tag in block.path if tag != "br"][-1]
        if block.role is not Role.ROW:
            # A link around blocks leaves out those without a letter.
            squeezed = _SIGNS.sub("", found[0].text() or "")
            assert _SIGNS.sub("", block.text) in squeezed
    words = sum(part in {"คำ", "word"} for part in parts)
    assert bool(words) <= bool(document.text)


def test_links_belong_to_the_line_they_stand_in() -> None:
    html = '<p>แผน ปี 2569 <a href="/a.pdf">ดาวน์โหลด</a><br>รายงาน ปี 2568 <a href="/b.pdf">ดาวน์โหลด</a></p>'
    plan, one, report, other = read_page(html.encode(), url=URL).blocks
    assert (plan.text, report.text) == ("แผน ปี 2569 ดาวน์โหลด", "รายงาน ปี 2568 ดาวน์โหลด")
    assert plan.nodes[-1] in one.nodes
    assert report.nodes[-1] in other.nodes
    assert plan.nodes[-1] not in other.nodes
