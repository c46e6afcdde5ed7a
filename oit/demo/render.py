"""The portal's HTML: the shell that every page shares, and what stands inside it."""

from dataclasses import dataclass
from html import escape
from typing import TypeVar, assert_never

from oit.demo.blocks import render_html
from oit.demo.dates import full_date, short_date
from oit.demo.model import DISTRICT, NAME, Entry, Info, Page, PageKind, slug
from oit.demo.people import ADDRESS, EMAIL, PHONE
from oit.demo.portal import GROUPS, MenuItem, Site

HOME = f"/{DISTRICT}"
Row = TypeVar("Row")
DOWNLOADS_A_PAGE = 20
NEWS_A_PAGE = 10
GO_BACK = "<script> window.history.back(); </script>"
"""The whole answer where a story is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What changes between two visits to the same page."""

    views: int
    visitors: int
    page_no: int = 0
    english: bool = False


def refresh(target: str) -> str:
    """Write the whole answer of a page that only sends the visitor elsewhere."""
    return f'<meta http-equiv="refresh" content="0;URL={escape(target)}">'


def render_home(site: Site, visit: Visit) -> str:
    """Write the district's front page: banner and latest news."""
    news = next(p for p in site.pages.values() if p.kind is PageKind.NEWS)
    inner = (
        f'<div class="banner"><img src="{site.banner}" alt="{NAME}"></div>'
        + _title("ข่าวประชาสัมพันธ์", "Latest News")
        + _news(news, news.infos[:6])
    )
    return _shell(site, NAME, inner, visit, None)


def render_page(site: Site, page: Page, visit: Visit) -> str:
    """Write one page of a kind that has content of its own."""
    match page.kind:
        case PageKind.EDITOR:
            inner = _editor(render_html(page.blocks))
        case PageKind.DOWNLOAD:
            shown, pager = _paged(page, page.entries, DOWNLOADS_A_PAGE, visit)
            inner = _downloads(shown) + pager
        case PageKind.NEWS:
            chosen, pager = _paged(page, page.infos, NEWS_A_PAGE, visit)
            inner = _news(page, chosen) + pager
        case PageKind.URL | PageKind.GROUP:
            return refresh(page.target)
        case PageKind.BROKEN:
            raise ValueError(f"page {page.id} is broken: answer with an error instead")
        case _:
            assert_never(page.kind)
    heading = page.english if visit.english else page.title
    inner = _title(heading, page.english) + inner
    return _shell(site, page.title, inner, visit, page)


def render_info(site: Site, page: Page, info: Info, visit: Visit) -> str:
    """Write one story of a news list."""
    inner = (
        _title(info.title, page.english)
        + f'<p class="text-ontop">ข่าววันที่ : {short_date(info.day)}</p>'
        + _editor(render_html(info.blocks))
        + (_downloads(info.files) if info.files else "")
    )
    return _shell(site, info.title, inner, visit, page)


def render_contact(site: Site, visit: Visit) -> str:
    """Write /contact."""
    inner = _title("ติดต่อเรา", "Contact Us") + _editor(render_html(site.contact))
    return _shell(site, "ติดต่อเรา", inner, visit, None)


def render_sitemap(site: Site, visit: Visit) -> str:
    """Write /sitemap: every page by its menu item."""
    lines = []
    for item in site.menu:
        pages = "".join(f"<li>{_page_link(site.pages[n])}</li>" for n in item.pages)
        lines.append(f"<li>{escape(item.title)}<ul>{pages}</ul></li>")
    inner = _title("แผนผังเว็บไซต์", "Sitemap") + _editor(f"<ul>{''.join(lines)}</ul>")
    return _shell(site, "แผนผังเว็บไซต์", inner, visit, None)


def render_ita(site: Site, visit: Visit) -> str:
    """Write /ita: the template with every item and no working link."""
    rows = "".join(
        f'<li>{item.id} <a href="#">{escape(item.title)}</a></li>' for item in site.menu
    )
    inner = _title("การประเมินคุณธรรมและความโปร่งใส (ITA)", "ITA")
    return _shell(site, "ITA", inner + _editor(f"<ul>{rows}</ul>"), visit, None)


def _page_link(page: Page) -> str:
    return f'<a href="{HOME}/{escape(page.path)}">{escape(page.title)}</a>'


def _title(thai: str, english: str) -> str:
    return f'<h3 class="title">{escape(thai)}</h3>\n<p class="desc">{escape(english)}</p>\n'


def _editor(html: str) -> str:
    return f'<div id="editor" class="group-editor">\n{html}\n</div>'


def _downloads(entries: tuple[Entry, ...]) -> str:
    return '<div class="list-item">' + "".join(map(_download, entries)) + "</div>"


def _download(entry: Entry) -> str:
    note = f'<p class="text-note">{escape(entry.note)}</p>' if entry.note else ""
    return (
        '<div class="item"><div class="text-content">'
        f'<p class="text-ontop">{full_date(entry.day)}</p>'
        f'<a href="{escape(entry.href)}" download>{escape(entry.title)}</a>{note}'
        "</div></div>"
    )


def _news(page: Page, infos: tuple[Info, ...]) -> str:
    items = "".join(
        '<div class="desc-news">'
        f'<a href="{HOME}/{page.path}/0/info/{info.id}/{slug(info.title)}">'
        f"{escape(info.title)}</a><p>ข่าววันที่ : {short_date(info.day)}</p></div>"
        for info in infos
    )
    return f'<div class="sub-news">{items}</div>'


def _paged(
    page: Page, rows: tuple[Row, ...], size: int, visit: Visit
) -> tuple[tuple[Row, ...], str]:
    pages = max(1, -(-len(rows) // size))
    start = visit.page_no * size
    links = "".join(
        f'<a href="{HOME}/{page.path}/{n}">{n + 1}</a>' for n in range(pages)
    )
    pager = (
        f'<div class="pagination-custom">{links if pages > 1 else ""}'
        f'<span class="all-page">Page {visit.page_no + 1} of {pages}</span></div>'
    )
    return rows[start : start + size], pager


def _short(count: int) -> str:
    return str(count) if count < 1000 else f"{count / 1000:.1f}K"


def _menu(site: Site) -> str:
    groups = []
    for group, title in GROUPS.items():
        links = "".join(
            f'<li><a href="{site.target(item)}">{escape(item.title)}</a></li>'
            for item in site.menu
            if item.group == group
        )
        groups.append(
            f'<li><a href="#">{escape(title)}</a><ul class="sub-menu">{links}</ul></li>'
        )
    return f'<nav class="main-menu"><ul>{"".join(groups)}</ul></nav>'


def _side_menu(site: Site, section: MenuItem | None) -> str:
    if section is None:
        return ""
    lines = []
    for item in (m for m in site.menu if m.group == section.group):
        pages = "".join(f"<li>{_page_link(site.pages[n])}</li>" for n in item.pages)
        below = f"<ul>{pages}</ul>" if item is section else ""
        href, title = site.target(item), escape(item.title)
        lines.append(f'<li><a href="{href}">{title}</a>{below}</li>')
    return (
        f'<aside class="side-menu"><h2>{escape(GROUPS[section.group])}</h2>'
        f"<ul>{''.join(lines)}</ul></aside>"
    )


def _tools(page: Page | None, visit: Visit) -> str:
    """Write what stands under every page and says nothing about its content."""
    shares = (page.id if page else 7) % 43
    return (
        '<div class="page-tools"><span class="view">View '
        f"{_short(visit.views)}</span>"
        f'<span class="share">Facebook {shares} | Twitter {shares // 3} | LINE {shares // 2}'
        '</span><a href="javascript:history.back()">ย้อนกลับ</a></div>'
        '<div class="comment">ความคิดเห็น (0) กรุณาเข้าสู่ระบบเพื่อแสดงความคิดเห็น</div>'
        '<div class="group-mange-section tools"><a href="#">แก้ไข</a> <a href="#">ลบ</a>'
        ' <a href="#">เพิ่มหัวข้อ</a></div>'
    )


def _header(site: Site) -> str:
    return (
        '<div class="top-bar"><span>กรุงเทพมหานคร Bangkok Metropolitan Administration</span>'
        f'<span><a href="?lang=th">TH</a><a href="?lang=en">EN</a>'
        f'<a href="{HOME}/sitemap">แผนผังเว็บไซต์</a></span></div>'
        f'<header class="site-header"><img src="{site.logo}" alt="ตราสำนักงาน">'
        f"<div><h1>{NAME}</h1><p>Tuayang District Office, กรุงเทพมหานคร</p></div></header>"
        + _menu(site)
    )


def _footer(site: Site, visit: Visit) -> str:
    year = site.calendar.today.year + 543
    return (
        '<footer class="site-footer">'
        f"<p>{NAME} {ADDRESS}</p><p>โทรศัพท์ {PHONE} อีเมล {EMAIL}</p>"
        f'<p><a href="{HOME}/contact" style="color:#f5e8be">ติดต่อเรา</a>'
        f" จำนวนผู้เข้าชมเว็บไซต์ {visit.visitors:,}</p>"
        f"<p>© {year} {NAME} สงวนลิขสิทธิ์</p></footer>"
    )


def _shell(site: Site, title: str, inner: str, visit: Visit, page: Page | None) -> str:
    charset = page.encoding if page else "utf-8"
    section = site.section(page.id) if page else None
    above = f"{GROUPS[section.group]} / " if section else ""
    crumbs = f"หน้าแรก / {above}{title}"
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="{charset}">
<title>{escape(title)} | {NAME}</title>
<link rel="canonical" href="">
<link rel="stylesheet" href="/public/css/portal.css">
</head>
<body>
{_header(site)}
<div class="layout">
{_side_menu(site, section)}
<section class="section-content">
<p class="breadcrumb">{escape(crumbs)}</p>
<div class="inner-content">
{inner}
{_tools(page, visit)}
</div>
</section>
</div>
{_footer(site, visit)}
</body>
</html>
"""
