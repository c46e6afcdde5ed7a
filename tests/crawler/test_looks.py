"""One look at a page: what it shows, where it leads, in bounded time."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.artifacts import HopKind
from crawler.looks import LOOK_BYTES, Looks, Onward, look, refresh_target

URL = "https://example.go.th/tuayang/page/sub/12/x"
THAI = "<p>" + "ข้อมูลข่าวสาร " * 20 + "</p>"


def seen(html: str, url: str = URL) -> Looks:
    return look(html.encode(), url)


@pytest.mark.parametrize(
    ("content", "target"),
    [
        ("0;URL=/two", "/two"),
        ("3; url='/two'", "/two"),
        (" 0 , url = /two ", "/two"),
        ('0;url="/two" x', "/two"),
        ("0.5;url=/two", "/two"),
        (".5;url=/two", "/two"),
        ("0;/two", "/two"),
        ("0;url=/two|^คำบรรยาย", "/two"),
        ("300;url=/two", ""),
        ("9" * 5000, ""),
        ("5", ""),
        ("url=/two", ""),
        ("", ""),
    ],
)
def test_refreshes(content: str, target: str) -> None:
    assert refresh_target(content) == target


@given(st.text(max_size=60))
def test_no_refresh_is_too_odd(content: str) -> None:
    assert isinstance(refresh_target(content), str)


HOSTILE = {
    "nested": "<div>" * 190_000,
    "nested formats": "<b><div>" * 60_000 + "</b>" * 100_000,
    "nested lists": "<ul><li>x" * 100_000,
    "many fonts": "".join(f"<font size={n}>" for n in range(60_000)),
    "stray ends": "<div>" * 20_000 + "</p>" * 200_000,
    "spaces in a refresh": (
        "<meta http-equiv=refresh content='0;url=x" + " " * 200_000 + "y'>"
    ),
    "spaces before": "<meta http-equiv=refresh content='" + " " * 200_000 + "'>",
    "windows": "<script>" + "window." * 30_000 + "</script>",
    "locations": "<script>" + "location=" * 25_000 + "</script>",
    "histories": "<script>" + "history " * 30_000 + "</script>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_take_no_time(name: str) -> None:
    began = time.perf_counter()
    seen(HOSTILE[name])
    assert time.perf_counter() - began < 2


def test_only_the_start_of_a_deep_page_is_known() -> None:
    deep = seen("<title>404</title><p>เริ่ม</p>" + "<div>" * 5000 + "<p>ลึก</p>")
    assert (deep.whole, deep.says_not_found) == (False, True)
    assert deep.lines == {"เริ่ม"}


def test_unclosed_paragraphs_and_rows_are_not_deep() -> None:
    assert seen("<table>" + "<tr><td>x<p>y<li>z" * 3000).whole


def test_pages_known_in_part_are_never_alike() -> None:
    long = seen("<p>เหมือน</p>" + "<!-- -->" * LOOK_BYTES)
    assert not long.whole
    assert not long.like(long)


@pytest.mark.parametrize(
    "html",
    [
        '<noscript><meta http-equiv="refresh" content="0;url=/nojs"></noscript>',
        '<head><noscript><meta http-equiv="refresh" content="0;url=/nojs"></noscript>',
        '<template><meta http-equiv="refresh" content="0;url=/x"></template>',
        "<iframe src=/plan></iframe><script>location.href = '/two'</script>",
        "<script>if (location == '/two') run()</script>",
        "<script>my_location = 'Bangkok'</script>",
    ],
)
def test_what_sends_nobody_on(html: str) -> None:
    assert seen(html).onward is None
    assert seen(html + THAI).onward is None


def test_what_sends_on() -> None:
    goes = Onward(url="/two", kind=HopKind.SCRIPT)
    assert seen("<script>window.top.location = '/two'</script>").onward == goes
    back = Onward(url="", kind=HopKind.SCRIPT)
    assert seen("<script>history.go(-1)</script>").onward == back


@pytest.mark.parametrize(
    "html",
    [
        '<iframe src="/a.html"></iframe>',
        '<img src="/1.png">',
        '<img src="/2.png">',
        '<img alt="แผนผัง">',
        '<object data="/a.pdf"></object>',
        '<embed src="/a.pdf">',
        '<a href="/a.pdf"></a>',
        '<a href="/b.pdf"></a>',
    ],
)
def test_what_is_no_text_is_seen_too(html: str) -> None:
    others = ["", '<img src="/3.png">', '<a href="/c.pdf"></a>']
    assert all(not seen(THAI + html).like(seen(THAI + other)) for other in others)
    assert seen(THAI + html).like(seen(THAI + html))


def test_figures_count_in_addresses_and_not_in_text() -> None:
    assert seen("<p>เข้าชม 12 ครั้ง</p>").like(seen("<p>เข้าชม 3,400 ครั้ง</p>")) is False
    assert seen("<p>เข้าชม 12 ครั้ง</p>").like(seen("<p>เข้าชม 3400 ครั้ง</p>"))
    assert not seen('<a href="/f/1">x</a>').like(seen('<a href="/f/2">x</a>'))


def test_a_page_may_name_itself() -> None:
    def page(path: str) -> Looks:
        url = f"https://example.go.th{path}"
        quoted = url.replace(":", "%3A").replace("/", "%2F")
        return seen(
            f'<a href="{path}?lang=en">EN</a><a href="/tuayang">หน้าแรก</a>'
            f'<a href="https://share.example/?u={quoted}">แชร์</a>',
            url,
        )

    assert page("/tuayang/page/sub/12").like(page("/tuayang/page/sub/99"))
    assert page("/tuayang").like(page("/a"))
