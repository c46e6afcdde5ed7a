"""Audits cut off by real signals: what was gathered is kept, and can be judged."""

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.support.program import environment, oit, started

WITH_CTRL_C = """\
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
import oit
raise SystemExit(oit.main())
"""
IN_BACKGROUND = WITH_CTRL_C.replace("default_int_handler", "SIG_IGN")
"""Shells have what they start with "&" ignore Ctrl-C."""


@contextmanager
def running(
    folder: Path, code: str, *arguments: str, **more: str
) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env=environment(folder, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def captures(database: Path) -> int:
    if not database.exists():
        return 0
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        try:
            found = connection.execute("SELECT count(*) FROM capture").fetchone()
        except sqlite3.OperationalError:
            return 0
        return int(found[0])


def until_captures(
    process: "subprocess.Popen[str]", database: Path, count: int
) -> None:
    deadline = time.monotonic() + 60
    while captures(database) < count and time.monotonic() < deadline:
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("code", "number"),
    [
        (WITH_CTRL_C, signal.SIGINT),
        (WITH_CTRL_C, signal.SIGTERM),
        (IN_BACKGROUND, signal.SIGTERM),
    ],
    ids=["ctrl-c", "sigterm", "sigterm in the background"],
)
def test_an_interrupted_audit_says_so_and_keeps_what_it_gathered(
    tmp_path: Path, code: str, number: int
) -> None:
    database = tmp_path / "oit.db"
    with running(tmp_path, code, "--lang", "en", "audit", "--demo", "-q") as process:
        until_captures(process, database, 20)
        process.send_signal(number)
        out, err = process.communicate(timeout=30)
        assert (process.returncode, out) == (4, "")
    assert err == "oit: Interrupted; what was gathered is kept.\n"
    with closing(sqlite3.connect(database)) as connection:
        runs = connection.execute("SELECT status, finished_at FROM run").fetchall()
        digests = connection.execute("SELECT digest FROM evidence").fetchall()
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert [status for status, _ in runs] == ["interrupted"]
    assert runs[0][1] is not None
    gathered = captures(database)
    assert gathered >= 20
    folder = tmp_path / "oit.evidence"
    for (digest,) in digests:
        assert (folder / digest[:2] / digest[2:4] / digest).is_file()
    assert list((folder / "incoming").iterdir()) == []
    ran = oit(tmp_path, "recheck", "--format", "json", "--lang", "en")
    assert (ran.code, ran.json["run"]["status"]) == (4, "interrupted")
    assert "was interrupted; it is judged by what was gathered" in ran.err
    assert captures(database) == gathered


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_demo_portal_ends_well(tmp_path: Path, number: int) -> None:
    with running(tmp_path, WITH_CTRL_C, "demo", "--port", "0") as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("http://127.0.0.1:")
        process.send_signal(number)
        out, err = process.communicate(timeout=30)
        assert (process.returncode, out, err) == (0, "", "")


def test_a_killed_audit_leaves_what_it_gathered(tmp_path: Path) -> None:
    process = started(tmp_path, "audit", "--demo", "--quiet")
    database = tmp_path / "oit.db"
    until_captures(process, database, 20)
    process.kill()
    process.communicate()
    assert process.returncode == -9
    gathered = captures(database)
    assert gathered >= 20
    ran = oit(tmp_path, "audit", "--demo", "--items", "O2", "--quiet")
    assert ran.code == 0, ran.err
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        found = connection.execute(
            "SELECT r.status, count(c.id) FROM run r LEFT JOIN capture c ON c.run_id = r.id"
            " GROUP BY r.id ORDER BY r.started_at"
        ).fetchall()
        digests = connection.execute("SELECT digest FROM evidence").fetchall()
    assert found[0] == ("interrupted", gathered)
    assert found[1][0] == "complete"
    for (digest,) in digests:
        assert (tmp_path / "oit.evidence" / digest[:2] / digest[2:4] / digest).is_file()
