"""A site in memory: paths to pages, files and troubles, crawled without a network."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import unquote

import checks.run  # noqa: F401 - fills the register
from checks.check import bind
from config.spec import Spec, parse_spec
from crawler.artifacts import Capture, FetchStatus, Purpose, Target
from crawler.plan import build_plan
from oit.follow import Follower
from oit.judging import Judgement, judge_run, moment_of
from oit.library import Library

BASE = "https://example.go.th/tuayang"
NOW = datetime(2024, 5, 15, 5, tzinfo=UTC)
"""Fiscal year 2567; October 2566 to March 2567 are due with a lag of 30 days."""


@dataclass(frozen=True, slots=True)
class Served:
    """Bytes with the media type that the server declares."""

    body: bytes
    media_type: str


Thing = str | bytes | Served | FetchStatus
"""HTML, the bytes of a file, or how the visit ends."""

MENU = "".join(
    f'<li><a href="/tuayang/page/sub/{900 + n}">{text}</a></li>'
    for n, text in enumerate(
        [
            "แผนปฏิบัติการประจำปี 2567",
            "รายงานผลการดำเนินงาน ปีงบประมาณ 2566",
            "สถิติการให้บริการ",
            "คู่มือการปฏิบัติงาน",
            "แผนผังโครงสร้างหน่วยงาน",
            "สรุปผลการจัดซื้อจัดจ้างรายเดือน",
            "ประกาศเจตนารมณ์ No Gift Policy",
            "ช่องทางร้องเรียนการทุจริต",
        ]
    )
)


def portal_page(title: str, body: str) -> str:
    """A page of the portal: the whole menu, its own content, footer and counter."""
    return (
        "<html><head><title>สำนักงานเขตตัวอย่าง</title></head><body>"
        f'<div class="top"><ul class="menu">{MENU}</ul></div>'
        f'<div class="section-content"><div class="inner-content"><h3 class="title">{title}</h3>'
        f'{body}<span class="view">View {len(title)}.{len(body) % 10}K</span></div></div>'
        '<div class="foot"><p>สำนักงานเขตตัวอย่าง ถนนตัวอย่าง กรุงเทพมหานคร 10000</p>'
        "<p>โทรศัพท์ 0 2000 0000</p><p>© 2560</p></div></body></html>"
    )


OTHERS = {
    f"/page/sub/{900 + n}": portal_page(name, f"<p>{text}</p>")
    for n, (name, text) in enumerate(
        [
            ("ประวัติเขต", "เขตตัวอย่างตั้งขึ้นเมื่อนานมาแล้ว มีคลองและสวนผลไม้จำนวนมาก"),
            ("สถานที่ท่องเที่ยว", "ตลาดน้ำ วัดเก่า และสวนสาธารณะริมคลองที่ร่มรื่น"),
            ("ภาพกิจกรรม", "เจ้าหน้าที่ร่วมกันทำความสะอาดถนนสายหลักในวันหยุด"),
            ("แผนที่เขต", "พื้นที่แบ่งออกเป็นสี่แขวง ติดกับเขตใกล้เคียงสามเขต"),
            ("คำขวัญเขต", "เมืองน่าอยู่ คู่คลองใส ใส่ใจประชาชน ผู้คนมีสุข"),
            ("ผลิตภัณฑ์ชุมชน", "ขนมหวานและงานจักสานของกลุ่มแม่บ้านในพื้นที่"),
        ]
    )
}
"""Ordinary pages, so that the template can be told from content."""


def spec_of(*items: str, fiscal_year: str = "auto") -> Spec:
    """A spec of these items, each YAML of an item's body as one mapping in flow style."""
    return parse_spec(
        f"version: 1\nfiscal_year: {fiscal_year}\n"
        f"agency: {{id: tuayang, name: สำนักงานเขตตัวอย่าง, base_url: '{BASE}'}}\n"
        "items:\n" + "\n".join(items)
    )


def item(item_id: str, title: str, urls: Sequence[str], *require: str) -> str:
    """One item of a spec as YAML."""
    return (
        f"  - id: {item_id}\n    title: {title}\n    group: '9.1.1'\n    owner: ฝ่ายปกครอง\n"
        f"    citation: ทดสอบ\n    urls: [{', '.join(f'{{url: {u}}}' for u in urls)}]\n"
        f"    require: [{', '.join(require)}]\n"
    )


def judged(
    spec: Spec,
    pages: Mapping[str, Thing],
    *,
    now: datetime = NOW,
    reverse: bool = False,
) -> Judgement:
    """Crawl ``pages`` (by path below the base) as the engine would, and judge."""
    captures, bodies = crawled(spec, pages)
    if reverse:
        captures = captures[::-1]
    library = Library(bodies.__getitem__, spec.content_selector)
    ids = [each.id for each in spec.items]
    return judge_run(spec, bind(spec), ids, captures, library, moment_of(spec, now))


def crawled(
    spec: Spec, pages: Mapping[str, Thing]
) -> tuple[list[Capture], dict[str, bytes]]:
    """Crawl pages by path below the base, beside the ordinary ones."""
    things = {"": HOME_PAGE, **OTHERS, **pages}
    ids = tuple(each.id for each in spec.items)
    return crawl(spec, ids, {BASE + path: thing for path, thing in things.items()})


def crawl(
    spec: Spec, ids: tuple[str, ...], things: Mapping[str, Thing]
) -> tuple[list[Capture], dict[str, bytes]]:
    """Give captures and bodies of a crawl over things in memory, by address."""
    bodies: dict[str, bytes] = {}
    captures: dict[str, Capture] = {}
    plan = build_plan(spec, ids)
    follower = Follower(
        plan,
        Library(bodies.__getitem__, spec.content_selector),
        max_depth=spec.crawl.max_depth,
        max_pages_per_item=spec.crawl.max_pages_per_item,
    )
    wave: list[Target] = [plan.home, *plan.items]
    while wave:
        found = [_capture(target, things, bodies) for target in wave]
        captures |= {capture.url: capture for capture in found}
        wave = []
        for target in follower(found):
            old = captures.get(target.url)
            if old is None:
                wave.append(target)
            else:
                references = dict.fromkeys((*old.references, *target.references))
                captures[target.url] = replace(old, references=tuple(references))
    return list(captures.values()), bodies


HOME_PAGE = portal_page("ยินดีต้อนรับ", "<p>ข่าวล่าสุดของเขต</p>")


def _capture(
    target: Target, things: Mapping[str, Thing], bodies: dict[str, bytes]
) -> Capture:
    address = unquote(target.url).replace("://www.", "://")
    thing = things.get(address.rstrip("/"), FetchStatus.NOT_FOUND)
    if target.purpose is Purpose.ATTACHMENT and thing is FetchStatus.NOT_FOUND:
        thing = things.get(address, thing)
    status = thing if isinstance(thing, FetchStatus) else FetchStatus.OK
    served = _served(thing)
    raw = served.body
    digest = hashlib.sha256(raw).hexdigest()
    bodies[digest] = raw
    return Capture(
        url=target.url,
        final_url=target.url,
        status=status,
        purpose=target.purpose,
        fetched_at=NOW,
        http_status=200 if status is FetchStatus.OK else None,
        media_type=served.media_type,
        digest=digest if status is FetchStatus.OK else None,
        size=len(raw),
        references=target.references,
    )


def _served(thing: Thing) -> Served:
    match thing:
        case FetchStatus():
            return Served(b"", "")
        case str():
            return Served(thing.encode(), "text/html")
        case bytes():
            return Served(thing, "")
        case _:
            return thing
