"""Runs and captures to store, and real processes to store them in."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crawler.artifacts import (
    Attempt,
    Capture,
    FetchStatus,
    Hop,
    HopKind,
    Purpose,
    Reference,
)
from storage.database import Database, open_database
from storage.evidence import EvidenceStore
from storage.owner import Owner, current_owner
from storage.records import RunStart
from storage.repository import Repository

ROOT = Path(__file__).parents[2]
NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
NOBODY = 65534


@contextmanager
def opened(path: Path) -> Iterator[tuple[Database, EvidenceStore, Repository]]:
    with open_database(path) as database, EvidenceStore.beside(path) as evidence:
        yield database, evidence, Repository(database, evidence)


def start(
    run_id: str = "r1",
    *,
    agency_id: str = "bangkhae",
    days: int = 0,
    owner: Owner | None = None,
) -> RunStart:
    return RunStart(
        run_id=run_id,
        agency_id=agency_id,
        agency_name="สำนักงานเขตตัวอย่าง",
        spec_digest="ab" * 32,
        spec_text="version: 1\nagency: ตัวอย่าง\n",
        program_version="0.1.0",
        started_at=NOON + timedelta(days=days),
        fiscal_year=2569,
        owner=owner or current_owner(),
        options=(("demo", True), ("items", "O1,O20"), ("rate", 2.5), ("limit", None)),
    )


def capture(
    url: str = "https://example.org/page/sub/1/ก",
    *,
    status: FetchStatus = FetchStatus.OK,
    digest: str | None = None,
    detail: str = "",
) -> Capture:
    return Capture(
        url=url,
        final_url=url + "?lang=th",
        status=status,
        purpose=Purpose.ITEM,
        fetched_at=NOON,
        http_status=200,
        media_type="text/html",
        charset="utf-8",
        digest=digest,
        size=3,
        detail=detail,
        hops=(Hop(url=url, http_status=301, kind=HopKind.HTTP),),
        attempts=(
            Attempt(
                status=FetchStatus.TIMEOUT,
                http_status=None,
                started_at=NOON,
                elapsed_ms=30_000,
                detail="slow",
            ),
            Attempt(
                status=status,
                http_status=200,
                started_at=NOON,
                elapsed_ms=12,
                second_pass=True,
            ),
        ),
        references=(
            Reference(item_id="O1", purpose=Purpose.ITEM),
            Reference(
                item_id="O2",
                purpose=Purpose.SUBPAGE,
                found_on="https://example.org/",
                anchor_text="แผนปฏิบัติราชการ",
                depth=1,
            ),
        ),
        headers=(("etag", '"1"'), ("x-thai", "ไทย")),
    )


def run_python(code: str, *arguments: object) -> "subprocess.Popen[str]":
    """Start a program in a process of its own, with pipes to talk to it."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@contextmanager
def without_root(*owned: Path) -> Iterator[None]:
    """Run as an ordinary user who owns the given paths: root may write anything."""
    if os.geteuid() != 0:
        yield
        return
    for path in owned:
        os.chown(path, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
