"""URLs as browsers read them and as the portal means them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.urls import (
    BadUrlError,
    extension,
    front_page,
    has_route,
    identity,
    impossible_sibling,
    named,
    normalise,
    shown,
    slug,
    without_route,
)

PAGE = "https://webportal.bangkok.go.th/bangkhae/page/sub/10676"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.go.th", "https://a.go.th/"),
        ("HTTP://A.go.th:80/x/../y#part", "http://a.go.th/y"),
        ("https://a.go.th/ก", "https://a.go.th/%E0%B8%81"),
        ("https://a.go.th/%e0%b8%81", "https://a.go.th/%E0%B8%81"),
        (
            "https://a.go.th/66.O08 แผน.pdf",
            "https://a.go.th/66.O08%20%E0%B9%81%E0%B8%9C%E0%B8%99.pdf",
        ),
        ("https://สำนักงาน.ไทย/", "https://xn--12cm6cc5fxbfe1v.xn--o3cw4h/"),
        ("https://a.go.th\\b", "https://a.go.th/b"),
        ("https://user:secret@a.go.th/x", "https://a.go.th/x"),
        ("https://user@a.go.th/x", "https://a.go.th/x"),
        ("https://a.go.th/x#/page/ก", "https://a.go.th/x#/page/%E0%B8%81"),
        ("https://a.go.th/x#!/page/1", "https://a.go.th/x#!/page/1"),
        ("https://a.go.th/x#/", "https://a.go.th/x"),
        ("https://a.go.th/x#!", "https://a.go.th/x"),
        ("https://a.go.th/x#top/page", "https://a.go.th/x"),
    ],
)
def test_normalise(url: str, expected: str) -> None:
    assert normalise(url) == expected
    assert normalise(expected) == expected


@pytest.mark.parametrize(
    "url", ["", "mailto:a@b.go.th", "javascript:x()", "ftp://a/b", "//", "http://"]
)
def test_no_web_address(url: str) -> None:
    with pytest.raises(BadUrlError):
        normalise(url)


def test_relative_addresses_join_the_page() -> None:
    assert normalise("../x", "https://a.go.th/b/c/d") == "https://a.go.th/b/x"


def test_routes_of_scripts_are_pages_of_their_own() -> None:
    page = "https://a.go.th/x#/page/12/แผน"
    assert identity(page) != identity("https://a.go.th/x#/page/13/แผน")
    assert identity(page) != identity("https://a.go.th/x") == "a.go.th/x"
    assert identity(page) == identity(normalise(page + "/"))
    assert has_route(page)
    assert without_route(page) == "https://a.go.th/x"
    assert not has_route(without_route(page))
    assert slug(normalise(page)) == "แผน"
    assert front_page(page) == "https://a.go.th/"
    probe = impossible_sibling((page,), "https://a.go.th/")
    assert probe == "https://a.go.th/x#/page/999999937"


@given(st.text(max_size=40))
def test_normalising_twice_is_once(path: str) -> None:
    try:
        once = normalise("https://a.go.th/" + path)
    except BadUrlError:
        return
    assert normalise(once) == once


@pytest.mark.parametrize(
    "other",
    [
        PAGE,
        PAGE + "/",
        PAGE + "/โครงสร้าง",
        PAGE + "/wrong-slug/0",
        PAGE.replace("/bangkhae", "/public/bangkhae"),
        PAGE.replace("https", "http"),
    ],
)
def test_the_number_is_the_page(other: str) -> None:
    assert identity(normalise(other)) == identity(PAGE)


@pytest.mark.parametrize(
    "other",
    [
        PAGE + "1",
        PAGE.replace("bangkhae", "bangkhen"),
        PAGE.replace("/sub/", "/top/"),
        PAGE + "/x/1",
        PAGE + "/x/0/info/334922/y",
        PAGE + "?lang=en",
    ],
)
def test_other_pages_are_other_pages(other: str) -> None:
    assert identity(normalise(other)) != identity(PAGE)


def test_info_pages_are_known_by_their_number() -> None:
    one = normalise(PAGE + "/ข่าว/0/info/33/หัวข้อ")
    assert identity(one) == identity(normalise(PAGE + "/x/0/info/33"))
    assert identity(one) != identity(normalise(PAGE + "/x/0/info/34"))


def test_names_of_pages_and_files() -> None:
    assert slug(normalise(PAGE + "/โครงสร้าง")) == "โครงสร้าง"
    assert slug(PAGE) == ""
    assert extension("https://a.go.th/x/แผน.PDF?v=1") == "pdf"
    assert extension("https://a.go.th/v1.2/page") == ""
    assert shown(normalise(PAGE + "/โครง สร้าง")).endswith("/โครง%20สร้าง")
    assert shown("https://a.go.th/%B9%B9") == "https://a.go.th/%B9%B9"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (PAGE + "/โครงสร้าง", "“โครงสร้าง” (page/sub/10676)"),
        (PAGE, "page/sub/10676"),
        (PAGE + "/ข่าว/0/info/33/ประกาศ", "“ประกาศ” (page/sub/10676/…/info/33)"),
        ("https://a.go.th/แผน 67.pdf", "“แผน 67.pdf”"),
        ("https://a.go.th/b", "https://a.go.th/b"),
    ],
)
def test_pages_and_files_have_names_in_sentences(url: str, expected: str) -> None:
    assert named(normalise(url)) == expected


@pytest.mark.parametrize(
    ("urls", "expected"),
    [
        ((PAGE + "/a", PAGE + "/b"), "/bangkhae/page/sub/999999937/oit-probe"),
        (("https://a.go.th/news.php?id=12",), "/news.php?id=999999937"),
        (("https://a.go.th/about",), "/oit-probe-no-such-page"),
        ((), "/oit-probe-no-such-page"),
    ],
)
def test_the_probe_looks_like_the_pages(urls: tuple[str, ...], expected: str) -> None:
    assert impossible_sibling(urls, "https://a.go.th").endswith(expected)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (PAGE, "https://webportal.bangkok.go.th/bangkhae"),
        (
            f"{PAGE}/%E0%B8%81/0/info/7/x?p=1",
            "https://webportal.bangkok.go.th/bangkhae",
        ),
        ("https://a.go.th/%E0%B8%81/page/sub/1", "https://a.go.th/%E0%B8%81"),
        ("https://a.go.th:8443/files/1/x.pdf?v=2", "https://a.go.th:8443/"),
        ("https://a.go.th", "https://a.go.th/"),
        ("https://a.go.th/page/sub/1", "https://a.go.th/"),
    ],
)
def test_the_front_page_of_the_site_that_a_page_is_of(url: str, expected: str) -> None:
    assert front_page(url) == expected
