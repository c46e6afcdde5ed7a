"""Which pages are given to a browser, and which count as unseen without one."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import pytest

from crawler.artifacts import Capture, FetchStatus, Purpose
from oit.library import Library
from oit.rendering import Rendering, pages_of_scripts
from tests.support.sites import BASE, NOW, portal_page

SCRIPT = "<script src=/app.js></script></body>"
SHELL = f"<html><body><div id=app></div>{SCRIPT}"


def with_script(html: str) -> str:
    return html.replace("</body>", SCRIPT)


BLANK = with_script(portal_page("แผน", ""))
FULL = with_script(portal_page("แผน", "<p>แผนปฏิบัติการประจำปี 2567 ของเขต</p>"))


class Site:
    """Captures of pages in memory."""

    def __init__(self) -> None:
        self.bodies: dict[str, bytes] = {}
        self.captures: dict[str, Capture] = {}
        # Enough others for the template to be known.
        for n in range(6):
            self.add(
                f"/page/sub/{900 + n}", portal_page(f"หน้า {n}", f"<p>เรื่อง {n * 7}</p>")
            )
        self.add("", portal_page("ข่าว", "<p>ข่าววันนี้</p>"), Purpose.HOME)

    def add(
        self, path: str, html: str, purpose: Purpose = Purpose.SAMPLE, **more: object
    ) -> str:
        digest = hashlib.sha256(html.encode()).hexdigest()
        self.bodies[digest] = html.encode()
        capture = Capture(
            url=BASE + path,
            final_url=BASE + path,
            status=FetchStatus.OK,
            purpose=purpose,
            fetched_at=NOW,
            http_status=200,
            media_type="text/html",
            digest=digest,
        )
        self.captures[path] = replace(capture, **more)  # type: ignore[arg-type]
        return path

    def item(self, number: int, html: str, **more: object) -> str:
        return self.add(f"/page/sub/{number}", html, Purpose.ITEM, **more)

    @property
    def library(self) -> Library:
        library = Library(self.bodies.__getitem__)
        library.learn_templates(self.captures.values())
        return library

    def unseen(self) -> set[str]:
        found = pages_of_scripts(list(self.captures.values()), self.library)
        return {url.removeprefix(BASE) for url in found}

    def chosen(self) -> tuple[set[str], set[str]]:
        rendering = Rendering(self.library)
        captures = list(self.captures.values())
        found = (_paths(rendering.shells(captures)), _paths(rendering.blanks(captures)))
        again = rendering.shells(captures) or rendering.blanks(captures)
        assert again == [], "each is asked for once"
        return found


def _paths(captures: Sequence[Capture]) -> set[str]:
    return {capture.url.removeprefix(BASE) for capture in captures}


def test_pages_with_content_are_left_alone() -> None:
    site = Site()
    site.item(1, FULL)
    site.item(2, portal_page("แผน", ""))
    site.item(3, SHELL, status=FetchStatus.NOT_FOUND)
    site.add("/x", SHELL, Purpose.PROBE)
    assert site.chosen() == (set(), set())
    assert site.unseen() == set()


@pytest.mark.parametrize("purpose", [Purpose.ITEM, Purpose.SUBPAGE])
def test_a_shell_is_rendered_and_unseen_until_then(purpose: Purpose) -> None:
    site = Site()
    path = site.add("/page/sub/1", SHELL, purpose)
    assert site.chosen() == ({path}, set())
    assert site.unseen() == {path}
    site.add("/page/sub/1", SHELL, purpose, rendered=True)
    assert site.chosen() == (set(), set())
    assert site.unseen() == set()


def test_a_blank_page_is_rendered_to_be_sure_and_judged_without() -> None:
    site = Site()
    path = site.item(1, BLANK)
    site.add("", with_script(portal_page("ข่าว", "<p>ข่าววันนี้</p>")), Purpose.HOME)
    assert site.chosen() == (set(), {path, ""})
    assert site.unseen() == set()


def test_a_blank_page_that_asks_for_scripts_is_unseen() -> None:
    site = Site()
    notice = "<noscript><p>โปรดเปิดใช้ JavaScript</p></noscript></body>"
    path = site.item(1, BLANK.replace("</body>", notice))
    site.item(2, BLANK.replace("</body>", "<noscript><img src=x></noscript></body>"))
    assert site.unseen() == {path}


@pytest.mark.parametrize(
    "text",
    ["กำลังโหลดข้อมูล...", "Loading…", "โปรดเปิดใช้งาน JavaScript เพื่อดูหน้านี้"],
)
def test_a_page_that_asks_to_wait_shows_nothing(text: str) -> None:
    site = Site()
    path = site.item(1, with_script(portal_page("แผน", f"<p>{text}</p>")))
    assert site.chosen()[1] == {path}


def test_where_the_browser_found_content_blank_pages_are_unseen() -> None:
    site = Site()
    path = site.item(1, BLANK)
    site.item(2, portal_page("ผล", "<p>ผลการดำเนินงานประจำปี</p>"), rendered=True)
    assert site.unseen() == {path}


def test_most_items_blank_are_unseen() -> None:
    site = Site()
    paths = {site.item(n, BLANK.replace("แผน", f"แผน {n}")) for n in range(1, 4)}
    site.item(4, FULL)
    assert site.unseen() == paths
    assert site.chosen()[1] == paths


def test_a_route_needs_its_scripts() -> None:
    site = Site()
    path = site.add("#/page/1", FULL, Purpose.ITEM)
    site.add("#/page/2", portal_page("ก", "<p>ไม่มีสคริปต์เลยในหน้านี้</p>"), Purpose.ITEM)
    assert site.chosen() == ({path}, set())
    assert site.unseen() == {path}


def test_items_that_all_look_like_the_front_page_are_rendered() -> None:
    alike = {"status": FetchStatus.SOFT_NOT_FOUND, "detail": "shows-home"}
    site = Site()
    paths = {site.item(n, BLANK, **alike) for n in range(1, 4)}
    paths.add(site.add("/page/sub/9", BLANK, Purpose.SUBPAGE, **alike))
    assert site.chosen() == (set(), paths)
    one = Site()
    one.item(1, BLANK, **alike)
    one.item(2, FULL)
    one.item(3, FULL.replace("2567", "2566"))
    assert one.chosen() == (set(), set())


def test_shells_teach_no_template_where_others_were_rendered() -> None:
    site = Site()
    for n in range(1, 6):
        site.item(n, SHELL.replace("<div", f"<p>โหลด {n}</p><div"))
    banner = "<body><div><p>เว็บไซต์นี้ใช้คุกกี้เพื่อประสบการณ์ที่ดี</p></div>"
    for n in range(10, 12):
        html = portal_page(f"เรื่อง {n}", f"<p>เนื้อหาของเรื่องที่ {n} ในปีนี้</p>")
        site.item(n, html.replace("<body>", banner), rendered=True)
    home = portal_page("ข่าว", "<p>ข่าววันนี้</p>").replace("<body>", banner)
    site.add("", home, Purpose.HOME, rendered=True)
    shown = site.library.main(site.captures["/page/sub/10"])
    assert shown is not None
    assert "คุกกี้" not in shown.text
    assert "เนื้อหาของเรื่องที่ 10" in shown.text
