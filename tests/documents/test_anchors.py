"""Links and places of a page that reading for text passes over."""

import pytest

from documents.anchors import other_links, read_places

URL = "https://example.go.th/a/b"


def found(page: str, *known: str) -> list[tuple[str, str]]:
    links = other_links(page.encode(), known, url=URL)
    return [
        (link.href.removeprefix("https://example.go.th"), link.text) for link in links
    ]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ('<a href="x.jpg"><img src="y.jpg" alt="ผัง"></a>', [("/a/x.jpg", "ผัง")]),
        ('<a href="x?a=1&amp;b=2" title="ชื่อ"></a>', [("/a/x?a=1&b=2", "ชื่อ")]),
        ("<a class=c href=x>คำ</a>", [("/a/x", "คำ")]),
        ('<map><area href="/m" alt="แขวง"></map>', [("/m", "แขวง")]),
        ('<base href="/z/"><a href="x">คำ</a>', [("/z/x", "คำ")]),
        ('<a href="/known">คำ</a>', []),
        ('<a href="#">คำ</a><a href="">คำ</a><a href="javascript:x()">คำ</a>', []),
        ('<div style="display:none"><a href="x">คำ</a></div>', []),
        ('<p>ก</p><noscript><a href="x">คำ</a></noscript>', []),
        ('<!-- <a href="x">คำ</a> -->', []),
        ("<script>s = '<a href=\"x\">'</script>", []),
        ("<div>" * 500 + '<a href="x">คำ</a>', []),
    ],
)
def test_links(page: str, expected: list[tuple[str, str]]) -> None:
    assert found(page, "https://example.go.th/known") == expected


def test_where_a_link_stands() -> None:
    page = '<p>ก</p><p>ข <a href="/known">1</a><a href="x">2</a></p>'
    (link,) = other_links(page.encode(), {"https://example.go.th/known"}, url=URL)
    assert link.locator == "css=body > p:nth-of-type(2) > a:nth-of-type(2)"


def test_places() -> None:
    page = (
        '<p id="ก">x</p><a name="b"></a><img name="c"><a href="#tab" data-toggle="tab">t</a>'
        '<a href="#act" onclick="x()">t</a><a href="#plain">t</a>'
    )
    places = read_places(page.encode())
    assert places is not None
    assert places.names == {"ก", "b"}
    assert places.by_script == {"tab", "act"}
    assert read_places(b"<div>" * 500) is None
