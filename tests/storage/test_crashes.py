"""Processes that are killed, and processes that write at the same time."""

import json
import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from storage.database import Database, open_database
from storage.evidence import EvidenceStore
from storage.owner import Owner, current_owner, is_alive, machine
from storage.records import RunStatus, StoredVerdict
from storage.repository import Repository
from tests.storage.samples import NOON, capture, opened, run_python, start

AUDIT = """
import os, signal, sys
from pathlib import Path
from checks.finding import Evidence, Finding, Outcome, Reason
from storage.records import RunStatus, StoredVerdict
from tests.storage.samples import NOON, capture, opened, start

def audit(path, run_id, batches):
    with opened(path) as (database, evidence, repository):
        repository.start_run(start(run_id))
        for batch in range(batches):
            captures = []
            for number in range(3):
                digest = evidence.save(f"{run_id} {batch} {number // 2}".encode())
                url = f"https://example.org/{batch}/{number}"
                captures.append(capture(url, digest=digest))
            repository.save_captures(run_id, captures)
        proof = Evidence(url=url, digest=digest, screenshot=evidence.save(b"png"))
        finding = Finding(requirement="a", check="b", outcome=Outcome.PASSED,
                          reason=Reason.FOUND, evidence=(proof,))
        verdict = StoredVerdict(item_id="O1", verdict="pass", score=100)
        repository.save_judgement(
            run_id, {"O1": (finding,)}, [verdict], RunStatus.COMPLETE, NOON)
"""

KILLED_EVERYWHERE = (
    AUDIT
    + """
import shutil
from sqlalchemy import Engine, event
from storage.database import open_database
import storage.migrate

steps_left = 0

def step(*_):
    global steps_left
    steps_left -= 1
    if steps_left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

def watch(name, _arguments):
    if name == "os.rename":
        step()

folder, made = map(Path, sys.argv[1:])
steps = 0
status = signal.SIGKILL
while status == signal.SIGKILL:
    steps += 1
    pid = os.fork()
    if pid == 0:
        place = folder / str(steps)
        place.mkdir()
        if made.exists():
            shutil.copy(made, place / "audit.db")
        steps_left = steps
        sys.addaudithook(watch)
        for name in ("before_cursor_execute", "commit"):
            event.listen(Engine, name, step)
        if made.exists():
            audit(place / "audit.db", "r1", 2)
        else:
            open_database(place / "audit.db").close()
        os._exit(0)
    status = os.waitpid(pid, 0)[1]
print(steps, status)
"""
)


def check_sound(database: Database, evidence: EvidenceStore) -> None:
    with database.read() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        known = connection.exec_driver_sql("SELECT digest, size FROM evidence").all()
    for digest, size in known:
        assert len(evidence.read(digest)) == size


def kill_everywhere(folder: Path, made: Path) -> list[Path]:
    """Kill one process after each of its steps; give the databases they leave."""
    output, _ = run_python(KILLED_EVERYWHERE, folder, made).communicate()
    steps, status = map(int, output.split())
    assert status == 0, "what was not killed ends well"
    assert steps > 15
    return [folder / str(step) / "audit.db" for step in range(1, steps)]


def test_killed_while_the_database_is_made(tmp_path: Path) -> None:
    for path in kill_everywhere(tmp_path, made=tmp_path / "none"):
        with open_database(path) as database, database.write() as connection:
            connection.exec_driver_sql("INSERT INTO spec VALUES ('x', 'y')")


def test_killed_anywhere_in_an_audit(tmp_path: Path) -> None:
    """After each, the database is sound and the next start goes on with it."""
    made = tmp_path / "made.db"
    open_database(made).close()
    gathered = set()
    for path in kill_everywhere(tmp_path, made):
        with opened(path) as (database, evidence, repository):
            check_sound(database, evidence)
            for run in repository.list_runs():
                finished = run.status is RunStatus.COMPLETE
                assert repository.mark_interrupted() == (() if finished else ("r1",))
                assert len(repository.load_verdicts("r1")) == int(finished)
                gathered.add(len(repository.load_captures("r1")))
            incoming = evidence.folder / "incoming"
            assert not incoming.exists() or list(incoming.iterdir()) == []
            repository.start_run(start("r2"))
            digest = evidence.save(b"later")
            repository.save_captures("r2", [capture(digest=digest)])
            check_sound(database, evidence)
    assert gathered == {0, 3, 6}


def test_audits_at_the_same_time_all_finish(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    code = AUDIT + "audit(Path(sys.argv[1]), sys.argv[2], 30)"
    children = [run_python(code, path, name) for name in ("x", "y", "z")]
    for child in children:
        child.communicate()
    assert [child.returncode for child in children] == [0, 0, 0]
    with opened(path) as (database, evidence, repository):
        check_sound(database, evidence)
        runs = repository.list_runs()
        assert {run.run_id for run in runs} == {"x", "y", "z"}
        assert {run.status for run in runs} == {RunStatus.COMPLETE}
        for run in runs:
            assert len(repository.load_captures(run.run_id)) == 90


class TestMarkInterrupted:
    @pytest.fixture
    def repository(self, tmp_path: Path) -> Iterator[Repository]:
        with opened(tmp_path / "audit.db") as (_, _, repository):
            yield repository

    def test_only_runs_whose_process_is_gone(
        self, repository: Repository, tmp_path: Path
    ) -> None:
        code = """
import sys
from pathlib import Path
from tests.storage.samples import capture, opened, start
with opened(Path(sys.argv[1])) as (_, _, repository):
    repository.start_run(start("theirs"))
    repository.save_captures("theirs", [capture()])
    print("began", flush=True)
    sys.stdin.read()
"""
        repository.start_run(start("ours"))
        child = run_python(code, tmp_path / "audit.db")
        assert child.stdout is not None
        assert child.stdout.readline() == "began\n"
        assert repository.mark_interrupted() == ()

        child.kill()
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        assert repository.mark_interrupted() == ("theirs",), "dead, but not reaped"
        child.communicate()
        assert child.returncode == -signal.SIGKILL
        assert repository.mark_interrupted() == ()
        assert repository.load_run("theirs").status is RunStatus.INTERRUPTED
        assert repository.load_captures("theirs") == (capture(),)
        assert repository.load_run("ours").status is RunStatus.RUNNING

    def test_reaped(self, repository: Repository) -> None:
        code = """
import dataclasses, json
from storage.owner import current_owner
print(json.dumps(dataclasses.asdict(current_owner())))
"""
        output, _ = run_python(code).communicate()
        gone = replace(current_owner(), **json.loads(output))
        repository.start_run(start(owner=gone))
        assert repository.mark_interrupted() == ("r1",)

    @pytest.mark.parametrize(
        "gone",
        [
            replace(current_owner(), born="1"),
            replace(current_owner(), machine="another boot"),
            replace(current_owner(), pid=2**22 + 1),
        ],
    )
    def test_looks_like_ours_but_is_not(self, gone: Owner) -> None:
        assert is_alive(current_owner())
        assert not is_alive(gone)

    def test_machine_is_the_same_for_all_its_processes(self) -> None:
        code = "from storage.owner import machine; print(machine())"
        assert run_python(code).communicate()[0].strip() == machine()

    def test_finished_runs_are_left_alone(self, repository: Repository) -> None:
        repository.start_run(start(owner=replace(current_owner(), born="1")))
        verdict = StoredVerdict(item_id="O1", verdict="pass", score=100)
        repository.save_judgement("r1", {}, [verdict], RunStatus.COMPLETE, NOON)
        assert repository.mark_interrupted() == ()
