"""Links read as browsers read them, and what is said of those that were looked at."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crawler.artifacts import BUDGET, HOST_DOWN, NXDOMAIN, Capture, FetchStatus, Purpose
from crawler.links import (
    BAD_ADDRESS,
    BAD_MAIL,
    BAD_PHONE,
    LinkKind,
    Sight,
    Standing,
    is_private,
    link_key,
    only_shares,
    read_link,
    standing,
)

BASE = "https://example.go.th/t/page/sub/1/a"


@pytest.mark.parametrize(
    ("href", "url", "name"),
    [
        ("/a b.pdf", "https://example.go.th/a%20b.pdf", ""),
        ("//other.go.th/x", "https://other.go.th/x", ""),
        ("#ส่วน", BASE, "ส่วน"),
        ("#top", BASE, ""),
        ("x#:~:text=a", "https://example.go.th/t/page/sub/1/x", ""),
        ("#/route/2", BASE, ""),
        ("#!/route", BASE, ""),
        ("HTTPS://Example.go.th/%e0%B8%81", "https://example.go.th/%E0%B8%81", ""),
    ],
)
def test_links_to_the_web(href: str, url: str, name: str) -> None:
    link = read_link(href, BASE)
    assert (link.kind, link.url, link.name) == (LinkKind.WEB, url, name)


def test_a_route_stays_where_a_browser_showed_the_page() -> None:
    assert read_link("#/page/2", BASE, rendered=True).url == f"{BASE}#/page/2"


@pytest.mark.parametrize(
    "href",
    [
        "mailto:bangkhae@bangkok.go.th",
        "mailto:a@b.go.th,c@d.go.th?subject=x",
        "mailto:%E0%B8%81@b.go.th",
        "mailto:Name <a@b.go.th>",
        "mailto:?subject=x",
        "MAILTO:a@b.go.th",
        "mailto:%20a@b.go.th",
        "tel:0-2000-0000",
        "tel:+6620000000;ext=12",
        "tel:02 000 0000 ต่อ 5",
        "tel:1555",
        "tel:191",
        "tel:*1234%23",
        "javascript:void(0)",
        "line://ti/p/@x",
        "sms:0812345678",
        "ftp://example.go.th/x",
        "whatsapp://send?x",
        "intent://x#Intent;end",
    ],
)
def test_other_links_are_let_be(href: str) -> None:
    assert read_link(href, BASE).kind is LinkKind.OTHER


@pytest.mark.parametrize(
    ("href", "trouble"),
    [
        ("mailto:", BAD_MAIL),
        ("mailto:bangkhae", BAD_MAIL),
        ("mailto:a@b", BAD_MAIL),
        ("mailto:a b@c.go.th", BAD_MAIL),
        ("mailto:http://b.go.th", BAD_MAIL),
        ("tel:", BAD_PHONE),
        ("tel:โทรเลย", BAD_PHONE),
        ("tel:12", BAD_PHONE),
        ("file:///C:/a.docx", BAD_ADDRESS),
        ("C:\\Users\\a.docx", BAD_ADDRESS),
        ("\\\\server\\share\\a.docx", BAD_ADDRESS),
        ("htps://example.go.th", BAD_ADDRESS),
        ("http://exa mple.go.th/", BAD_ADDRESS),
        ("http://", BAD_ADDRESS),
    ],
)
def test_what_is_written_wrong(href: str, trouble: str) -> None:
    link = read_link(href, BASE)
    assert (link.kind, link.trouble) == (LinkKind.TROUBLE, trouble)


def test_one_look_is_enough_for_one_page_of_the_portal() -> None:
    first = "https://example.go.th/t/page/sub/12/a"
    assert link_key(first) == link_key("https://example.go.th/t/page/sub/12/b")
    assert link_key(first) != link_key("https://example.go.th/t/page/main/12/a")
    assert link_key(first) != link_key(f"{first}?page=2")
    for one, other in (("/a", "/a/"), ("/a?x=1&y=2", "/a?y=2&x=1"), ("/A", "/a")):
        base = "https://example.go.th"
        assert link_key(base + one) != link_key(base + other)


@pytest.mark.parametrize(
    ("url", "shares"),
    [
        ("https://www.facebook.com/sharer/sharer.php?u=x", True),
        ("https://twitter.com/intent/tweet?url=x", True),
        ("https://social-plugins.line.me/lineit/share?url=x", True),
        ("https://www.facebook.com/bangkhae", False),
        ("https://line.me/R/ti/p/@x", False),
        ("https://example.go.th/share", False),
    ],
)
def test_links_that_only_share(url: str, shares: bool) -> None:
    assert only_shares(url) is shares


@pytest.mark.parametrize("host", ["10.0.0.5", "localhost", "nas.local", "[::1]"])
def test_addresses_inside_a_network(host: str) -> None:
    assert is_private(f"http://{host}/x")
    assert not is_private("http://8.8.8.8/x")
    assert not is_private("https://example.go.th/x")


OWN = Sight(own=frozenset({"example.go.th:443"}), answered=True)
OFFLINE = replace(OWN, answered=False)
NO_NAMES = replace(OWN, names_resolve=False)
SCRIPTED = replace(OWN, scripted=frozenset({"example.go.th:443"}))
S = FetchStatus


@pytest.mark.parametrize(
    ("status", "more", "sight", "expected"),
    [
        (S.OK, {}, OWN, Standing.WORKS),
        (S.TOO_LARGE, {}, OWN, Standing.WORKS),
        (S.NOT_FOUND, {}, OWN, Standing.BROKEN),
        (S.REDIRECT_LOOP, {}, OWN, Standing.BROKEN),
        (S.SERVER_ERROR, {}, OWN, Standing.BROKEN),
        (S.TLS_ERROR, {}, OWN, Standing.BROKEN),
        (S.TRUNCATED, {}, OWN, Standing.BROKEN),
        (S.SOFT_NOT_FOUND, {"detail": "shows-home"}, OWN, Standing.BROKEN),
        (S.SOFT_NOT_FOUND, {"detail": "shows-home"}, SCRIPTED, Standing.UNSURE),
        (S.SOFT_NOT_FOUND, {"detail": "goes-home"}, SCRIPTED, Standing.BROKEN),
        (S.BLOCKED, {}, OWN, Standing.UNSURE),
        (S.ROBOTS, {}, OWN, Standing.UNSURE),
        (S.FORBIDDEN, {"http_status": 403}, OWN, Standing.BROKEN),
        (S.FORBIDDEN, {"http_status": 401}, OWN, Standing.UNSURE),
        (S.FORBIDDEN, {"http_status": 200, "detail": "login"}, OWN, Standing.UNSURE),
        (
            S.FORBIDDEN,
            {"http_status": 403, "final_url": "https://fb.com/x"},
            OWN,
            Standing.UNSURE,
        ),
        (S.TIMEOUT, {}, OWN, Standing.BROKEN),
        (S.TIMEOUT, {}, OFFLINE, Standing.UNSURE),
        (S.TIMEOUT, {"detail": HOST_DOWN}, OWN, Standing.UNSURE),
        (
            S.TIMEOUT,
            {"detail": HOST_DOWN, "url": "https://old.go.th/x"},
            OWN,
            Standing.BROKEN,
        ),
        (S.CONNECT_ERROR, {}, OWN, Standing.BROKEN),
        (S.CONNECT_ERROR, {"http_status": 400}, OWN, Standing.BROKEN),
        (S.CONNECT_ERROR, {"http_status": 304}, OWN, Standing.UNSURE),
        (
            S.CONNECT_ERROR,
            {"http_status": 999, "url": "https://www.linkedin.com/x"},
            OWN,
            Standing.UNSURE,
        ),
        (S.DNS_ERROR, {"detail": NXDOMAIN}, OWN, Standing.BROKEN),
        (S.DNS_ERROR, {"detail": NXDOMAIN}, NO_NAMES, Standing.UNSURE),
        (S.DNS_ERROR, {"final_url": "http://gone.invalid/"}, NO_NAMES, Standing.BROKEN),
        (S.REFUSED, {"detail": BUDGET}, OWN, Standing.UNSURE),
        (S.REFUSED, {"final_url": "http://10.0.0.5/x"}, OWN, Standing.BROKEN),
        (S.REFUSED, {"final_url": "http://example.go.th:22/x"}, OWN, Standing.UNSURE),
    ],
)
def test_what_is_said_of_a_link(
    status: FetchStatus, more: dict[str, object], sight: Sight, expected: Standing
) -> None:
    capture = Capture(
        url="https://example.go.th/x",
        final_url="https://example.go.th/x",
        status=status,
        purpose=Purpose.LINK,
        fetched_at=datetime(2026, 11, 24, tzinfo=UTC),
    )
    assert standing(replace(capture, **more), sight) is expected  # type: ignore[arg-type]
