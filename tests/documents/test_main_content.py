import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.document import Block, Document, Kind, Openness, Role
from documents.main_content import SiteTemplate, learn, main_content
from documents.page import read_page

Shell = Callable[[int, str, int], str]
"""Builds a page: number of the page, its content, entries of the menu."""

TOPICS = ("โครงสร้าง", "แผนพัฒนา", "งบประมาณ", "คู่มือ", "สถิติ", "จัดซื้อจัดจ้าง", "ร้องเรียน")
FOOTER = "<p>สำนักงานเขตตัวอย่าง ถนนหนึ่ง กรุงเทพฯ</p><p>โทร. 0 2000 0000</p>"


def topic(number: int) -> str:
    return f"{TOPICS[number % len(TOPICS)]} เรื่องที่ {number}"


def menu(entries: int, current: int, tag: str = "ul") -> str:
    item = "li" if tag == "ul" else "div"
    lines = "".join(
        f'<{item} class="{"active" if number == current else ""}">'
        f'<a href="/page/sub/{number}/x">{topic(number)}</a></{item}>'
        for number in range(entries)
    )
    return f"<{tag} class=menu>{lines}</{tag}>"


def before(number: int, content: str, entries: int) -> str:
    return (
        f"<div class=top><a href=/><img src=/logo.png alt=ตรา></a></div>"
        f"{menu(entries, number)}<div class=content>{content}</div>"
        f"<div class=bottom>{FOOTER}<p>ผู้เข้าชมวันนี้ {number * 7 + 3} คน</p></div>"
    )


def beside(number: int, content: str, entries: int) -> str:
    return (
        f"<div class=row><div class=side><h4>เมนู</h4>{menu(entries, number)}"
        f"<h4>สถิติ</h4><p>ผู้เข้าชม {number * 31} ครั้ง</p></div>"
        f"<div class=content>{content}</div></div><div>{FOOTER}</div>"
    )


def after(number: int, content: str, entries: int) -> str:
    return (
        f"<div class=page><div class=content>{content}</div>"
        f"<aside>{menu(entries, number)}</aside><div>{FOOTER}</div></div>"
    )


def soup(number: int, content: str, entries: int) -> str:
    return (
        f"<div><div>{menu(entries, number, 'div')}</div><div><div>{content}</div></div>"
        f"<div><div>สำนักงานเขตตัวอย่าง</div><div>View {number}.5K</div></div></div>"
    )


def same_container(number: int, content: str, entries: int) -> str:
    return (
        f"<div id=wrap>{menu(entries, number)}{content}"
        "<div class=box><h4>ลิงก์ที่น่าสนใจ</h4><p><a href=http://a.th/>กทม.</a></p>"
        f"<p><a href=http://b.th/>ป.ป.ช.</a></p></div><div>{FOOTER}</div></div>"
    )


def table_layout(number: int, content: str, entries: int) -> str:
    links = "".join(
        f"<tr><td><a href=/page/sub/{n}/x>{topic(n)}</a></td></tr>"
        for n in range(entries)
    )
    return (
        "<table width=100%><tr><td colspan=2><img src=/banner.gif></td></tr><tr>"
        f"<td valign=top><table>{links}</table></td><td valign=top>{content}</td></tr>"
        f"<tr><td colspan=2><font>{FOOTER}</font></td></tr></table>"
    )


def semantic(number: int, content: str, entries: int) -> str:
    return (
        f"<header><a href=/>เขต</a><nav>{menu(entries, number)}</nav></header>"
        f"<ol class=breadcrumb><li><a href=/>หน้าแรก</a></li><li>{topic(number)}</li></ol>"
        f"<main>{content}</main><footer>{FOOTER}</footer>"
    )


SHELLS: tuple[Shell, ...] = (
    before,
    beside,
    after,
    soup,
    same_container,
    table_layout,
    semantic,
)


def title(number: int) -> str:
    return f"<h3>{topic(number)}</h3>"


def full(number: int) -> str:
    """Write the content of a page: every page has another number of parts."""
    paragraphs = "".join(
        f"<p>ข้อความเฉพาะหน้า {number} ย่อหน้า {part}</p>" for part in range(number % 3 + 1)
    )
    files = "".join(
        f"<li><a href=/files/{number}-{part}.pdf>ไฟล์ {number}/{part}</a></li>"
        for part in range(number % 2 + 1)
    )
    rows = (
        f"<tr><th>รายการ</th><th>บาท</th></tr><tr><td>งาน {number}</td><td>9</td></tr>"
    )
    return (
        f"{title(number)}<p>ประจำปีงบประมาณ 2567</p>{paragraphs}<ul>{files}</ul>"
        f"<table>{rows}</table><p>View {number}.1K</p><p><a href=#>ย้อนกลับ</a></p>"
    )


def page(html: str, number: int = 0) -> Document:
    data = f"<!doctype html><html><body>{html}</body></html>".encode()
    return read_page(data, url=f"https://district.test/page/sub/{number}/x")


def site(
    shell: Shell,
    size: int,
    entries: int,
    special: dict[int, str] | None = None,
) -> dict[int, Document]:
    contents = {number: full(number) for number in range(size)} | (special or {})
    return {n: page(shell(n, contents[n], entries), n) for n in range(size)}


def template_of(pages: dict[int, Document]) -> SiteTemplate:
    return learn([(str(number), document) for number, document in pages.items()])


def texts(document: Document, *roles: Role) -> list[str]:
    return [b.text for b in document.blocks if not roles or b.role in roles]


def wanted(content: str) -> set[str]:
    """What must be left of the content: all but counters and buttons."""
    return {
        text
        for text in texts(page(content))
        if "View" not in text and "ย้อนกลับ" not in text
    }


@pytest.mark.parametrize("entries", [12, 80])
@pytest.mark.parametrize("size", [2, 3, 6, 30])
@pytest.mark.parametrize("shell", SHELLS)
def test_content_stays_and_the_template_goes(
    shell: Shell, size: int, entries: int
) -> None:
    pages = site(shell, size, entries)
    template = template_of(pages)
    for number in (0, 1, size - 1):
        left = set(texts(main_content(pages[number], template)))
        must = wanted(full(number))
        assert not must - left
        assert not left - must - {"เมนู", "สถิติ", "ลิงก์ที่น่าสนใจ"}


@pytest.mark.parametrize("entries", [12, 80])
@pytest.mark.parametrize("size", [3, 6, 30])
@pytest.mark.parametrize("shell", SHELLS)
def test_a_blank_page_under_the_menu_has_no_content(
    shell: Shell, size: int, entries: int
) -> None:
    pages = site(shell, size, entries, {1: ""})
    assert main_content(pages[1], template_of(pages)).blocks == ()


@pytest.mark.parametrize("size", [3, 6, 30])
@pytest.mark.parametrize("shell", SHELLS)
def test_a_page_with_only_a_title_keeps_just_the_title(shell: Shell, size: int) -> None:
    pages = site(shell, size, 12, {1: title(1)})
    left = main_content(pages[1], template_of(pages))
    assert texts(left) == [topic(1)]


@pytest.mark.parametrize("shell", SHELLS)
def test_a_page_of_pictures_is_seen_as_such(shell: Shell) -> None:
    pictures = "<p><img src=/a1.jpg></p><p><img src=/a2.jpg></p>"
    pages = site(shell, 6, 12, {1: pictures})
    left = main_content(pages[1], template_of(pages))
    assert {b.role for b in left.blocks} == {Role.IMAGE}
    assert len(left.blocks) == 2


@pytest.mark.parametrize("size", [2, 3, 6, 30])
@pytest.mark.parametrize("shell", SHELLS)
def test_a_paragraph_and_a_list_shared_by_some_pages_stay(
    shell: Shell, size: int
) -> None:
    shared = (
        "<p>ข้อมูลชุดนี้เผยแพร่ตามพระราชบัญญัติข้อมูลข่าวสาร <a href=/law.pdf>อ่าน</a></p>"
        "<ul><li><a href=/m1.pdf>เดือนตุลาคม</a></li><li><a href=/m2.pdf>เดือนพฤศจิกายน"
        "</a></li><li><a href=/m3.pdf>เดือนธันวาคม</a></li></ul>"
    )
    special = {
        n: f"{title(n)}{shared}<p>ปรับปรุงโดยฝ่ายที่ {n}</p>"
        for n in range(max(2, size // 2))
    }
    pages = site(shell, size, 12, special)
    template = template_of(pages)
    for number, content in special.items():
        left = set(texts(main_content(pages[number], template)))
        assert not wanted(content) - left


@pytest.mark.parametrize("shell", [before, beside, after, soup, same_container])
def test_an_expanded_sub_menu_of_one_section_does_not_leak(shell: Shell) -> None:
    size = 30
    marker = f"{topic(3)}</a>"
    sub = "<ul>" + "".join(
        f"<li><a href=/page/sub/{n}/s>หัวข้อย่อย {n}</a></li>" for n in range(90, 98)
    )

    def shown(number: int, content: str) -> str:
        html = shell(number, content, 12)
        return html.replace(marker, f"{marker}{sub}</ul>") if number < 4 else html

    pages = {n: page(shown(n, "" if n == 2 else full(n)), n) for n in range(size)}
    template = template_of(pages)
    assert main_content(pages[2], template).blocks == ()
    left = texts(main_content(pages[1], template))
    assert not [text for text in left if "ย่อย" in text]
    assert topic(1) in left


@pytest.mark.parametrize(("first", "second"), [(20, 10), (26, 4), (5, 4)])
def test_two_templates_in_one_site_are_both_learnt(first: int, second: int) -> None:
    pages = {n: page(before(n, full(n), 12), n) for n in range(first)}
    for n in range(first, first + second):
        content = "" if n == first else full(n)
        pages[n] = page(table_layout(n, content, 14), n)
    template = template_of(pages)
    assert main_content(pages[first], template).blocks == ()
    for number in (0, first + 1):
        left = set(texts(main_content(pages[number], template)))
        assert left == wanted(full(number))


def test_the_active_entry_of_a_menu_may_be_plain_text() -> None:
    def shown(number: int, content: str) -> str:
        link = f"<a href=/page/sub/{number}/x>{topic(number)}</a>"
        bold = f"<b>{topic(number)}</b>"
        return before(number, content, 12).replace(link, bold)

    pages = {n: page(shown(n, "" if n == 2 else full(n)), n) for n in range(8)}
    assert main_content(pages[2], template_of(pages)).blocks == ()


def test_tables_go_and_stay_with_their_rows() -> None:
    stats = "<table><tr><th>วันนี้</th><td>{}</td></tr><tr><th>รวม</th><td>{}</td></tr></table>"

    def shown(number: int) -> str:
        return before(number, full(number), 12) + stats.format(number, number * 9)

    pages = {n: page(shown(n), n) for n in range(6)}
    left = main_content(pages[3], template_of(pages))
    assert len(pages[3].tables) == 2
    assert [table.rows for table in left.tables] == [
        (("รายการ", "บาท"), ("งาน 3", "9"))
    ]


def test_pages_that_are_the_same_do_not_empty_each_other() -> None:
    twins = {n: page(before(0, full(0), 12), n) for n in range(3)}
    template = template_of(twins)
    assert template.pages == 1
    left = set(texts(main_content(twins[0], template)))
    assert wanted(full(0)) <= left


def test_counters_buttons_share_links_and_breadcrumbs_go() -> None:
    content = (
        "<p>หน้าแรก &gt; <a href=/a>แผน</a> &gt; แผนปี 2567</p><h3>แผนปี 2567</h3>"
        "<p>เนื้อหา</p><p>View 1.5K</p><p>จำนวนผู้เข้าชม 1,234 ครั้ง</p><p>1,200 views</p>"
        "<p><a href=javascript:history.back()>ย้อนกลับ</a></p>"
        "<a href=https://www.facebook.com/sharer/sharer.php?u=x>Facebook</a>"
        "<p>Page 1 of 3</p>"
    )
    left = main_content(page(content), None)
    assert texts(left) == ["แผนปี 2567", "เนื้อหา"]


@pytest.mark.parametrize(
    "text",
    [
        "จำนวนผู้ร้องเรียน 5 ครั้ง",
        "อ่านประกาศฉบับเต็มที่นี่ 2567",
        "ประชุม 3 ครั้ง มีผู้เข้าร่วม 40 คน",
        "หน้าที่ 1 ตามกฎหมาย",
        "การกลับเข้ารับราชการ",
        "ยอดเบิกจ่าย 1,234 บาท",
        "หน้าแรกของคู่มือ",
    ],
)
def test_what_only_looks_like_a_counter_stays(text: str) -> None:
    assert texts(main_content(page(f"<p>{text}</p>"), None)) == [text]


def test_without_a_template_long_menus_go_and_lists_of_files_stay() -> None:
    files = "".join(f"<li><a href=/f/{n}.pdf>เดือน {n}</a></li>" for n in range(14))
    content = f"<h3>สรุปผล</h3><ul>{files}</ul>"
    left = main_content(page(before(1, content, 30)), None)
    assert not [text for text in texts(left) if "เรื่องที่" in text]
    assert sum("เดือน" in text for text in texts(left)) == 14


def test_a_clock_in_the_header_is_template() -> None:
    pages = {
        n: page(f"<div>{n}:15:0{n} น.</div>{before(n, full(n) if n else '', 12)}", n)
        for n in range(8)
    }
    assert main_content(pages[0], template_of(pages)).blocks == ()


def test_placeholders_and_language_switches_of_a_menu_recur() -> None:
    def shown(number: int, content: str) -> str:
        switch = f"<a href=/page/sub/{number}/x?lang=en>EN</a><a href=#>เกี่ยวกับเขต</a>"
        return before(number, content, 12).replace("<ul", f"<p>{switch}</p><ul", 1)

    pages = {n: page(shown(n, "" if n == 2 else full(n)), n) for n in range(8)}
    assert main_content(pages[2], template_of(pages)).blocks == ()


def test_files_stay_as_they_are() -> None:
    block = Block(text="ย้อนกลับ")
    document = Document(kind=Kind.PDF, openness=Openness.TEXT, blocks=(block,))
    template = SiteTemplate(pages=9)
    assert main_content(document, template) is document
    assert learn([("a", document), ("b", document)]) == SiteTemplate()


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(SHELLS))
def test_the_order_of_the_pages_does_not_matter(
    shuffler: random.Random, shell: Shell
) -> None:
    pages = site(shell, 5, 12, {1: "", 2: title(2)})
    pages[9] = page(table_layout(9, full(9), 20), 9)
    ordered: Sequence[tuple[str, Document]] = [(str(n), d) for n, d in pages.items()]
    shuffled = list(ordered)
    shuffler.shuffle(shuffled)
    assert learn(shuffled) == learn(ordered)


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from(["ก", "ข", "ค", "<a href=/x>ง</a>"]), max_size=6),
        min_size=2,
        max_size=6,
    )
)
def test_main_content_is_part_of_the_page_and_settles(
    contents: list[list[str]],
) -> None:
    pages = {
        n: page(before(n, "".join(f"<p>{part}</p>" for part in parts), 6), n)
        for n, parts in enumerate(contents)
    }
    template = template_of(pages)
    for document in pages.values():
        left = main_content(document, template)
        places = [document.blocks.index(block) for block in left.blocks]
        assert places == sorted(places)
        assert set(main_content(left, template).blocks) <= set(left.blocks)
