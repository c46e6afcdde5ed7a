"""Broken links in words and in cells, whatever pages say."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from rich.cells import cell_len
from rich.console import Console

from checks.sentences import Lang
from crawler.artifacts import HOST_DOWN, Capture, FetchStatus, Purpose, Reference
from crawler.links import BAD_ADDRESS, BAD_MAIL, BAD_PHONE, NO_PLACE
from oit.reports.broken import BrokenLink, Links
from oit.reports.link_table import print_links, render_link_csv
from oit.reports.link_words import link_fix, link_trouble
from oit.suggest import Ground, Suggestion
from storage.records import RunStatus, StoredRun
from tests.storage.samples import start
from tests.support.sites import item, spec_of

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)
PAGE = "https://example.go.th/t/page/sub/12/แผนงาน"
SPEC = spec_of(item("O1", "โครงสร้าง", ["/a"], "{id: a, check: right-page}"))


def capture(
    url: str, status: FetchStatus, detail: str = "", code: int | None = None
) -> Capture:
    return Capture(
        url=url,
        final_url=url,
        status=status,
        purpose=Purpose.LINK,
        fetched_at=NOON,
        detail=detail,
        http_status=code,
        references=(Reference(item_id="O1", purpose=Purpose.LINK, found_on=PAGE),),
    )


def broken(text: str, **more: object) -> BrokenLink:
    values: dict[str, object] = {
        "capture": capture("https://example.go.th/ไป", FetchStatus.NOT_FOUND, code=404),
        "found_on": PAGE,
        "anchor_text": text,
        "locator": "css=a",
        "template": False,
        "items": ("O1",),
        "first_failed_at": NOON,
        "last_worked_at": NOON - timedelta(days=30),
        "runs": 30,
        "failed_runs": 3,
        "suggestion": Suggestion(
            url="https://example.go.th/new", ground=Ground.SAME_TITLE
        ),
    }
    return BrokenLink(**values | more)  # type: ignore[arg-type]


def links(*found: BrokenLink) -> Links:
    unsure = (capture("https://fb.com/x", FetchStatus.BLOCKED),)
    return Links(broken=found, unsure=unsure, left_out=7, seen=90)


def run() -> StoredRun:
    begun = start()
    return StoredRun(
        run_id="r1",
        agency_id="t",
        agency_name="สำนักงานเขตตัวอย่าง",
        spec_digest=begun.spec_digest,
        program_version="1",
        started_at=NOON,
        finished_at=NOON,
        status=RunStatus.COMPLETE,
        fiscal_year=2570,
        owner=begun.owner,
        options=(),
    )


def table(lang: Lang, width: int, *found: BrokenLink) -> str:
    console = Console(width=width, record=True, file=io.StringIO())
    print_links(run(), links(*found), SPEC, lang, console)
    return console.export_text()


@pytest.mark.parametrize("width", [80, 100, 160])
@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_table(lang: Lang, width: int) -> None:
    text = table(
        lang,
        width,
        broken("แผนปฏิบัติการ " * 20),
        broken("เมนู", template=True, items=()),
        broken("", found_on=None, suggestion=None, runs=1, last_worked_at=None),
    )
    assert max(cell_len(line.rstrip()) for line in text.splitlines()) <= width
    assert "3/30" in text
    assert "https://example.go.th/new" in text.replace("\n", "")
    assert ("24 พ.ย. 2569" if lang == "th" else "24 Nov 2026") in text
    assert "7" in text.splitlines()[-1]


@pytest.mark.parametrize("lang", ["th", "en"])
def test_nothing_broken_is_said(lang: Lang) -> None:
    assert "90" in table(lang, 100)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+66", "'+66"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("＝1", "'＝1"),
        ("\t=1", "'\t=1"),
        ("a\x00b", "ab"),
        ('แผน, "งาน"', 'แผน, "งาน"'),
    ],
)
def test_cells_are_safe(text: str, cell: str) -> None:
    written = render_link_csv(links(broken(text)), SPEC, "en")
    assert written.startswith("\ufeff")
    (row,) = csv.DictReader(io.StringIO(written.removeprefix("\ufeff"), newline=""))
    assert row["Link text"] == cell
    assert (row["Owner"], row["Runs"], row["HTTP"]) == ("ฝ่ายปกครอง", "30", "404")


def test_every_trouble_has_its_words() -> None:
    details = ("", BAD_MAIL, BAD_PHONE, BAD_ADDRESS, NO_PLACE, HOST_DOWN)
    for status in FetchStatus:
        if status is FetchStatus.OK:
            continue
        for detail in details:
            for lang in ("th", "en"):
                one = capture("https://example.go.th/x", status, detail)
                assert link_trouble(one, lang)
                assert link_fix(one, lang)
    inside = capture("http://10.0.0.5/x", FetchStatus.REFUSED)
    assert "internal" in link_trouble(inside, "en")
    assert "public" in link_fix(inside, "en")
