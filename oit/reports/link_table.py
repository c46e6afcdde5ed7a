"""Broken links for the terminal, by the page they stand on, and for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from checks.sentences import MONTHS, Lang
from config.spec import Spec
from crawler.urls import named, shown
from documents.thai.display import break_lines, cut
from oit.judging import BANGKOK
from oit.reports.broken import BrokenLink, Links
from oit.reports.link_words import ground_words, link_fix, link_trouble
from storage.records import StoredRun

LONGEST = 150
"""Characters of an address in the table."""
FIRST_ERROR = 400
"""The HTTP status from which on the code tells more than the words."""
BOM = "\ufeff"
"""Has spreadsheet programs read UTF-8."""
_SINCE_WIDTH = 14
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_COLUMNS: tuple[tuple[str, str], ...] = (
    ("หน้าที่มีลิงก์", "Page"),
    ("ข้อ", "Items"),
    ("ผู้รับผิดชอบ", "Owner"),
    ("ข้อความลิงก์", "Link text"),
    ("ลิงก์เสีย", "Broken link"),
    ("อาการ", "Trouble"),
    ("รหัสสถานะ", "fetch_status"),
    ("HTTP", "HTTP"),
    ("เสียตั้งแต่", "Since"),
    ("เปิดได้ครั้งสุดท้าย", "Last worked"),
    ("เสียกี่ครั้ง", "Failed runs"),
    ("ตรวจกี่ครั้ง", "Runs"),
    ("สิ่งที่ต้องทำ", "What to do"),
    ("ที่แนะนำแทน", "Suggestion"),
    ("ตำแหน่งในหน้า", "Place on the page"),
    ("เมนูของทั้งเว็บ", "Template"),
)


def print_links(
    run: StoredRun, links: Links, spec: Spec, lang: Lang, console: Console
) -> None:
    """Print the broken links of a run to a console, as wide as that is."""
    console.print(render_link_table(run, links, spec, lang, console.width))


def render_link_table(
    run: StoredRun, links: Links, spec: Spec, lang: Lang, width: int
) -> RenderableType:
    """Draw the broken links of a run ``width`` cells wide."""
    owners = {item.id: item.owner for item in spec.items}
    parts: list[RenderableType] = [Text(_title(run, lang), style="bold")]
    for page, group in groupby(links.broken, key=lambda link: _page(link)):
        rows = list(group)
        parts.append(Text(""))
        heading = break_lines(_heading(page, rows, owners, lang), width)
        parts += [Text(line, style="bold") for line in heading]
        parts.append(_table(rows, lang, width))
    parts.append(Text(""))
    parts += [Text(line) for line in _summary(links, lang, width)]
    return Group(*parts)


def render_link_csv(links: Links, spec: Spec, lang: Lang) -> str:
    """Write the broken links as CSV with a byte order mark, one a row."""
    owners = {item.id: item.owner for item in spec.items}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column[lang == "en"] for column in _COLUMNS])
    for link in links.broken:
        writer.writerow([_safe(cell) for cell in _cells(link, owners, lang)])
    return BOM + out.getvalue()


def _cells(link: BrokenLink, owners: Mapping[str, str], lang: Lang) -> list[str]:
    capture = link.capture
    return [
        link.found_on or "",
        ", ".join(link.items),
        "; ".join(_owners(link.items, owners)),
        link.anchor_text,
        capture.url,
        link_trouble(capture, lang),
        capture.status.value,
        str(capture.http_status or ""),
        _iso(link.first_failed_at),
        _iso(link.last_worked_at),
        str(link.failed_runs),
        str(link.runs),
        link_fix(capture, lang),
        link.suggestion.url if link.suggestion else "",
        link.locator,
        ("yes" if lang == "en" else "ใช่") if link.template else "",
    ]


def _safe(cell: str) -> str:
    """Keep a spreadsheet program from running what a page says."""
    text = "".join(c for c in cell if c >= " " or c in "\t\n")
    return f"'{text}" if text.startswith(_FORMULA) else text


def _page(link: BrokenLink) -> tuple[bool, str]:
    return (link.template, "" if link.template else link.found_on or "")


def _heading(
    page: tuple[bool, str],
    rows: list[BrokenLink],
    owners: Mapping[str, str],
    lang: Lang,
) -> str:
    is_template, url = page
    items = list(dict.fromkeys(item for link in rows for item in link.items))
    count = f"{len(rows)}"
    if is_template:
        return (
            f"Menu and frame of every page ({count})"
            if lang == "en"
            else f"เมนูและส่วนที่ซ้ำทุกหน้าของเว็บไซต์ ({count} ลิงก์)"
        )
    if not url:
        return (
            f"URLs that the spec names ({count})"
            if lang == "en"
            else f"URL ที่ระบุในสเปก (ที่กรอกใน ITAP) ({count} ลิงก์)"
        )
    whose = " / ".join(_owners(items, owners))
    whose = f" – {whose}" if whose else ""
    word = "Page" if lang == "en" else "หน้า"
    unit = "" if lang == "en" else " ลิงก์"
    return f"{word} {named(url)} – {', '.join(items)}{whose} ({count}{unit})"


def _owners(items: Iterable[str], owners: Mapping[str, str]) -> list[str]:
    return [o for o in dict.fromkeys(owners.get(i, "") for i in items) if o]


def _table(rows: list[BrokenLink], lang: Lang, width: int) -> Table:
    room = width - _SINCE_WIDTH - 10
    link_width = max(24, room * 55 // 100)
    why_width = max(20, room - link_width)
    heads = (
        ("ลิงก์", "อาการและสิ่งที่ต้องทำ", "เสียตั้งแต่")
        if lang == "th"
        else ("Link", "Trouble, what to do", "Since")
    )
    table = Table(box=box.ROUNDED, header_style="bold")
    widths = (link_width, why_width, _SINCE_WIDTH)
    for head, cells in zip(heads, widths, strict=True):
        table.add_column(head, no_wrap=True, width=cells)
    for link in rows:
        table.add_row(
            _link_cell(link, lang, link_width),
            _why_cell(link, lang, why_width),
            Text("\n".join(_since(link, lang))),
        )
    return table


def _link_cell(link: BrokenLink, lang: Lang, width: int) -> Text:
    text = Text()
    if link.anchor_text:
        text.append(_wrapped(f"“{cut(link.anchor_text, 120)}”", width) + "\n")
    text.append(_wrapped(cut(shown(link.capture.url), LONGEST), width), style="red")
    if not link.found_on or not link.items:
        where = ", ".join(link.items) or (named(link.found_on) if link.found_on else "")
        said = "on" if lang == "en" else "เช่นที่"
        where = where if link.items else f"{said} {where}"
        text.append("\n" + _wrapped(where, width), style="dim")
    if link.suggestion:
        ground = ground_words(link.suggestion.ground, lang)
        word = "Put instead" if lang == "en" else "ใช้แทน"
        put = f"→ {word} ({ground}): {shown(link.suggestion.url)}"
        text.append("\n" + _wrapped(put, width), style="green")
    return text


def _why_cell(link: BrokenLink, lang: Lang, width: int) -> Text:
    trouble, code = link_trouble(link.capture, lang), link.capture.http_status
    if code is not None and code >= FIRST_ERROR:
        trouble += f" (HTTP {code})"
    text = Text(_wrapped(trouble, width))
    if fix := link_fix(link.capture, lang):
        text.append("\n" + _wrapped(f"→ {fix}", width), style="dim")
    return text


def _since(link: BrokenLink, lang: Lang) -> Iterator[str]:
    if link.first_failed_at is not None:
        yield _day(link.first_failed_at, lang)
    if link.runs > 1:
        times = f"{link.failed_runs}/{link.runs}"
        yield f"{times} runs" if lang == "en" else f"เสีย {times} ครั้ง"
    if link.last_worked_at is not None:
        yield "worked on" if lang == "en" else "เคยเปิดได้"
        yield _day(link.last_worked_at, lang)


def _summary(links: Links, lang: Lang, width: int) -> Iterator[str]:
    broken = len({link.capture.url for link in links.broken})
    pages = len({_page(link) for link in links.broken})
    lines = []
    if lang == "en":
        lines.append(
            f"{broken} broken links on {pages} pages, of {links.seen} looked at."
            if broken
            else f"No broken links ({links.seen} looked at)."
        )
        if links.unsure:
            lines.append(
                f"{len(links.unsure)} could not be told (bot walls, logins, robots.txt):"
                " not counted as broken; see --format json."
            )
        if links.left_out:
            lines.append(f"{links.left_out} were left out: too many for one run.")
    else:
        lines.append(
            f"ลิงก์เสีย {broken} ลิงก์ ใน {pages} หน้า จากที่ตรวจ {links.seen} ลิงก์"
            if broken
            else f"ไม่พบลิงก์เสีย (ตรวจ {links.seen} ลิงก์)"
        )
        if links.unsure:
            lines.append(
                f"อีก {len(links.unsure)} ลิงก์ตรวจไม่ได้ (ระบบกันบอต หน้าเข้าสู่ระบบ หรือ robots.txt)"
                " จึงไม่นับว่าเสีย ดูรายการด้วย --format json"
            )
        if links.left_out:
            lines.append(f"ยังไม่ได้ตรวจ {links.left_out} ลิงก์ เพราะเกินจำนวนที่ตรวจในครั้งเดียว")
    for line in lines:
        yield from break_lines(line, width)


def _title(run: StoredRun, lang: Lang) -> str:
    when = _day(run.started_at, lang)
    if lang == "en":
        return f"{run.agency_name}: broken links (run {run.run_id}, {when})"
    return f"{run.agency_name} – ลิงก์เสีย (รหัส {run.run_id} เมื่อ {when})"


def _day(moment: datetime, lang: Lang) -> str:
    at = moment.astimezone(BANGKOK)
    if lang == "en":
        return f"{at.day} {at:%b %Y}"
    return f"{at.day} {MONTHS[at.month - 1]} {at.year + 543}"


def _iso(moment: datetime | None) -> str:
    return moment.astimezone(BANGKOK).isoformat(timespec="seconds") if moment else ""


def _wrapped(text: str, width: int) -> str:
    return "\n".join(break_lines(text, width))
