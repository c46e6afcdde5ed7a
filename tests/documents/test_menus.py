"""Menus of one section: taken away, though they stand on few pages; lists stay."""

from documents.document import Document
from documents.main_content import learn, main_content
from documents.page import read_page

SITE = "https://example.go.th/tuayang/page/sub/"
SECTIONS = {"ข้อมูลพื้นฐาน": range(1, 4), "การเงิน": range(4, 9), "บุคคล": range(9, 10)}
TITLES = {n: f"หัวข้อเรื่องที่ {chr(0x0E01 + n)}{chr(0x0E01 + n)}" for n in range(1, 10)}


def page(number: int, body: str, *, tag: str = "aside", entries: str = "") -> Document:
    """A page whose side shows the menu of its own section only."""
    section = next(name for name, numbers in SECTIONS.items() if number in numbers)
    links = "".join(
        f'<li><a href="{SITE}{n}">{TITLES[n]}</a></li>' for n in SECTIONS[section]
    )
    side = f"<{tag} class=side><h2>{section}</h2><ul>{links}{entries}</ul></{tag}>"
    main = f"<section><h3>{TITLES[number]}</h3>{body}</section>"
    menu = "".join(f'<li><a href="/m{n}">เมนูหลัก {n}</a></li>' for n in range(8))
    html = f"<body><ul>{menu}</ul><div class=row>{side}{main}</div><p>ท้ายเว็บ</p></body>"
    return read_page(html.encode(), url=f"{SITE}{number}")


def content(pages: dict[int, Document], number: int) -> list[str]:
    template = learn([(str(n), document) for n, document in pages.items()])
    return [
        b.text for b in main_content(pages[number], template, f"{SITE}{number}").blocks
    ]


def text(number: int) -> str:
    return f"<p>เนื้อหาของหน้าที่ {chr(0x0E01 + number) * 3} เขียนไว้เฉพาะหน้านี้</p>"


def test_the_menu_of_a_section_goes() -> None:
    for tag in ("aside", "div"):
        pages = {n: page(n, text(n), tag=tag) for n in range(1, 10)}
        for number in pages:
            words = content(pages, number)
            assert words[0] == TITLES[number]
            assert words[1].startswith("เนื้อหาของหน้าที่")
            assert len(words) == 2, words


def test_a_blank_page_beside_its_section_menu_is_blank() -> None:
    pages = {n: page(n, text(n) if n != 5 else "") for n in range(1, 10)}
    assert content(pages, 5) in ([], [TITLES[5]])


def test_lists_of_a_pages_own_sub_pages_stay() -> None:
    def years(number: int) -> str:
        links = (
            f'<li><a href="{SITE}{number}/x/0/info/{y}">ปี {y}</a></li>'
            for y in (2565, 2566)
        )
        return f"<ul>{''.join(links)}</ul>"

    pages = {n: page(n, years(n)) for n in range(1, 10)}
    for number in pages:
        assert content(pages, number)[-2:] == ["ปี 2565", "ปี 2566"]


def test_lists_of_files_stay_where_some_pages_share_them() -> None:
    files = (
        "<ul>"
        + "".join(f'<li><a href="/f/{n}.pdf">แบบฟอร์ม {n}</a></li>' for n in range(4))
        + "</ul>"
    )
    pages = {n: page(n, text(n) + files * (n in (4, 5, 6))) for n in range(1, 10)}
    assert content(pages, 5)[-4:] == [f"แบบฟอร์ม {n}" for n in range(4)]


def test_a_list_that_names_the_page_itself_is_a_menu_even_on_one_page() -> None:
    alone = page(5, text(5))
    words = [b.text for b in main_content(alone, None, f"{SITE}5/any-slug").blocks]
    assert not set(words) & {TITLES[n] for n in (4, 6, 7, 8)}
    assert any(word.startswith("เนื้อหา") for word in words)
