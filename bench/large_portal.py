"""A portal of about 60 pages and 240 files, crawled in memory, for benches.

Its pages carry the titles and wordings of the shipped spec under a menu of the size
that real portals have, so that checks find what they look for, and its files are of
the length that agencies upload: PDF of several pages, workbooks, Word files.
"""

import random
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from html import escape
from pathlib import Path
from urllib.parse import unquote

sys.path.insert(0, str(Path(__file__).parent.parent))

from config.spec import DEFAULT_SPEC, Item, Spec, load_spec
from crawler.artifacts import Capture
from tests.support import files
from tests.support.sites import BASE, crawled

FILES = 240
STORIES = 10
"""Sub-pages that item pages lead to, beside the pages of the spec."""
PDF_PAGES = 6
PDF_LINES = 28
SHEET_ROWS = 120
WORD_PARAGRAPHS = 60
MENU_LINKS = 150
_FILLED = {"<name>": "นายสมชาย ใจดี", "<phone>": "0 2123 4567", "<number>": "1,250"}
_FILLED["<email>"] = "office@example.go.th"
_WORDS = [
    "สำนักงานเขต",
    "ดำเนินการ",
    "โครงการ",
    "ประชาชน",
    "ประจำปีงบประมาณ",
    "พ.ศ.",
    "2567",
    "ตามแผน",
    "ระยะเวลา",
    "ผู้รับผิดชอบ",
    "ฝ่ายปกครอง",
    "ฝ่ายโยธา",
    "งบประมาณ",
    "250,000",
    "บาท",
    "ผลการดำเนินงาน",
    "เป้าหมาย",
    "ตัวชี้วัด",
    "ตรวจสอบ",
    "รายงาน",
    "เดือนมีนาคม",
    "2567",
    "พื้นที่",
    "ชุมชน",
    "ความปลอดภัย",
    "สิ่งแวดล้อม",
]


def large_portal() -> tuple[Spec, list[Capture], dict[str, bytes]]:
    """Give the spec, the captures, and the bodies by digest. Takes a minute."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "spec.yaml"
        agency = f"agency: {{id: tuayang, base_url: '{BASE}'}}"
        file.write_text(f"extends: {DEFAULT_SPEC}\n{agency}\n", encoding="utf-8")
        spec = load_spec(file)
    return spec, *crawled(spec, dict(_things(spec, random.Random(7))))


def _things(spec: Spec, chance: random.Random) -> Iterator[tuple[str, str | bytes]]:
    """Give the pages and files by their path below the base."""
    pages = [(item, url.url) for item in spec.items for url in item.urls]
    menu = _menu([path for _, path in pages])
    for number in range(FILES):
        yield f"/upload/{number}.{_ending(number)}", _file(number, chance)
    for number, (item, path) in enumerate(pages):
        story = f"/page/sub/{99000 + number}"
        links = [
            (f"/tuayang/upload/{n}.{_ending(n)}", f"{title} ปี 2567 ({n})")
            for n, title in zip(
                range(number, FILES, len(pages)), _wordings(item), strict=False
            )
        ]
        if number < STORIES:
            links.append(("/tuayang" + story, "กิจกรรมของเขต"))
            yield story, _page("กิจกรรมของเขต", menu, _prose(chance, 30), [])
        prose = [*_wordings(item), *_prose(chance, 20)]
        yield "/" + unquote(path), _page(path.split("/")[-1], menu, prose, links)


def _wordings(item: Item) -> list[str]:
    """Give lines that hold what the item asks for, often enough for one a file."""
    lines = [item.title]
    for requirement in item.require:
        for wording in list(requirement.options.get("any", ()))[:2]:  # type: ignore[call-overload]
            text = str(wording).replace("*", " ")
            lines.append(_FILLED.get(text, text) + " ประจำปีงบประมาณ พ.ศ. 2567")
    return lines * 5


def _prose(chance: random.Random, lines: int) -> list[str]:
    return [" ".join(chance.choices(_WORDS, k=14)) for _ in range(lines)]


def _menu(paths: list[str]) -> str:
    more = (f"page/sub/{50000 + n}/เมนู-{n}" for n in range(MENU_LINKS - len(paths)))
    links = (
        f'<li class="nav-item"><a href="/tuayang/{escape(path)}">{path.split("/")[-1]}</a></li>'
        for path in (*paths, *more)
    )
    return f'<ul class="navbar-nav">{"".join(links)}</ul>'


def _page(title: str, menu: str, prose: list[str], links: list[tuple[str, str]]) -> str:
    rows = "".join(
        f"<tr><td>{n}</td><td>{line[:60]}</td><td>{n * 1250:,}</td></tr>"
        for n, line in enumerate(prose[:12], 1)
    )
    listed = "".join(
        f'<div class="item"><p>{n} พ.ค. 2567</p><a href="{href}">{text}</a></div>'
        for n, (href, text) in enumerate(links, 1)
    )
    return (
        "<html><head><title>สำนักงานเขตตัวอย่าง</title></head><body>"
        f'<div id="header"><div class="top">{menu}</div></div><div class="section-content">'
        f'<div class="inner-content"><h3 class="title">{title.replace("-", " ")}</h3>'
        f'<div id="editor">{"".join(f"<p>{line}</p>" for line in prose)}'
        f"<table>{rows}</table></div>"
        f'<div class="list-item">{listed}</div></div></div>'
        '<div class="foot"><p>สำนักงานเขตตัวอย่าง ถนนตัวอย่าง กรุงเทพมหานคร 10000</p>'
        f"<p>ผู้เข้าชม {len(title)} ครั้ง</p></div></body></html>"
    )


def _ending(number: int) -> str:
    return ("pdf", "pdf", "xlsx", "docx")[number % 4]


def _file(number: int, chance: random.Random) -> bytes:
    title = f"เอกสารฉบับที่ {number}"
    match _ending(number):
        case "pdf":
            pages = [_prose(chance, PDF_LINES) for _ in range(PDF_PAGES)]
            return files.pdf(*pages, title=title)
        case "xlsx":
            rows = [
                [n, line[:40], line[40:80], n * 1250, date(2024, 3, 1 + n % 28)]
                for n, line in enumerate(_prose(chance, SHEET_ROWS), 1)
            ]
            return files.xlsx({"แผน": rows, "ผล": rows[:40]}, title=title)
        case _:
            prose = _prose(chance, WORD_PARAGRAPHS)
            table = [[line[:20], line[20:40], line[40:60]] for line in prose[:15]]
            return files.docx_file((1, title), *prose, table, title=title)
