"""How long ``oit recheck`` takes for a portal of 300 documents. A report, not a test.

The portal is made and stored without a network. The first recheck reads every body;
those after it find what was read before. Each is a new process, imports included.
The parts are measured in a process of their own, in the order of the command, each
once: loading compares every body with its digest and loads what was read of it;
judging is without learning the templates, which comes before it.
"""

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
Figures = dict[str, float]
Result = TypeVar("Result")


def main() -> None:
    """Print the figures as a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=5, help="runs (default 5)")
    runs = parser.parse_args().n
    rows: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "oit.db"
        kept = _store(database)
        first, said = _whole(database, "first recheck")
        before = {name: [value] for name, value in first.items()}
        for _ in range(runs):
            figures, again = _whole(database, "recheck")
            if again != said:
                raise SystemExit("what was read before is judged differently")
            for name, value in (figures | _parts_apart(database)).items():
                rows.setdefault(name, []).append(value)
        files = list(database.with_suffix(".documents").rglob("*"))
        size = sum(file.stat().st_size for file in files if file.is_file()) / 1e6
    python = platform.python_version()
    print(f"Python {python}, {os.cpu_count()} cores, {runs} runs, {kept}")
    print(f"{len(files) - 1} documents kept in {size:.1f} MB")
    print(f"{'':32}{'min':>8}{'median':>8}{'max':>8}")
    for name, values in (before | rows).items():
        low, middle, high = min(values), statistics.median(values), max(values)
        print(f"{name:32}{low:8.2f}{middle:8.2f}{high:8.2f}")


def _store(database: Path) -> str:
    """Store a run of the portal; tell its size."""
    from bench.large_portal import large_portal
    from storage.database import open_database
    from storage.evidence import EvidenceStore
    from storage.owner import current_owner
    from storage.records import RunStart, RunStatus
    from storage.repository import Repository
    from tests.support.sites import NOW

    spec, captures, bodies = large_portal()
    with open_database(database) as opened, EvidenceStore.beside(database) as evidence:
        repository = Repository(opened, evidence)
        for body in bodies.values():
            evidence.save(body)
        repository.start_run(
            RunStart(
                run_id="bench",
                agency_id=spec.agency.id,
                agency_name=spec.agency.name,
                spec_digest=spec.digest,
                spec_text=spec.text,
                program_version="bench",
                started_at=NOW,
                fiscal_year=2567,
                owner=current_owner(),
                options=(("items", ",".join(item.id for item in spec.items)),),
            )
        )
        repository.save_captures("bench", captures)
        repository.finish_run("bench", RunStatus.COMPLETE, NOW)
    size = sum(map(len, bodies.values())) / 1e6
    return f"{len(captures)} captures, bodies of {size:.1f} MB"


def _environment(database: Path) -> dict[str, str]:
    return {**os.environ, "OIT_DB": str(database), "PYTHONPATH": str(ROOT)}


def _whole(database: Path, name: str) -> tuple[Figures, object]:
    """Run the command as its users do, and ask the system what it used."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "oit", "recheck", "--format", "json"],
        env=_environment(database),
        capture_output=True,
        check=False,
    )
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in {0, 1, 3}:
        raise SystemExit(f"recheck went wrong: {done.stderr.decode()}")
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    said = json.loads(done.stdout)
    return {f"{name}, wall s": wall, f"{name}, cpu s": used}, said


def _parts_apart(database: Path) -> Figures:
    """Measure the parts in a process that has done nothing before."""
    code = "import sys; from bench.recheck import parts; parts(sys.argv[1])"
    began = time.perf_counter()
    environment = _environment(database)
    subprocess.run(
        [sys.executable, "-c", "import oit, oit.commands"], env=environment, check=True
    )
    starting = time.perf_counter() - began
    done = subprocess.run(
        [sys.executable, "-c", code, str(database)],
        env=environment,
        capture_output=True,
        check=True,
    )
    figures: Figures = json.loads(done.stdout)
    return {"  starting": starting, **figures}


def parts(name: str) -> None:
    """Do what the command does, step by step; print the seconds as JSON."""
    from checks.check import bind
    from documents.version import reader_version
    from oit.audit import _save, item_ids_of, spec_of
    from oit.judging import judge_run, moment_of
    from oit.library import Library
    from oit.reports.as_json import render_json
    from oit.reports.model import load_report
    from storage.database import open_database
    from storage.documents import DocumentFolder
    from storage.evidence import EvidenceStore
    from storage.repository import Repository

    database = Path(name)
    figures: Figures = {}
    with (
        open_database(database) as opened,
        EvidenceStore.beside(database) as evidence,
        DocumentFolder.beside(database, reader_version()) as documents,
    ):
        repository = Repository(opened, evidence)
        run = repository.load_run("bench")
        spec, began = _timed(lambda: spec_of(run, repository))
        captures, more = _timed(lambda: repository.load_captures("bench"))
        figures["  loading spec and captures"] = began + more
        library = Library(evidence.read, remembered=documents)
        _, loading = _timed(lambda: [library.whole(capture) for capture in captures])
        figures["  loading documents"] = loading
        _, learning = _timed(lambda: library.learn_templates(captures))
        figures["  learning templates"] = learning
        _, cutting = _timed(lambda: [library.main(capture) for capture in captures])
        figures["  cutting pages"] = cutting
        library.learn_templates = lambda captures: None  # type: ignore[method-assign]
        moment, ids = moment_of(spec, run.started_at), item_ids_of(run, spec)
        judgement, judging = _timed(
            lambda: judge_run(spec, bind(spec), ids, captures, library, moment)
        )
        figures["  judging 30 items"] = judging
        _, storing = _timed(
            lambda: _save(repository, "bench", judgement, run.finished_at)
        )
        figures["  storing"] = storing
        _, reporting = _timed(
            lambda: render_json(load_report(run, spec, repository), "th")
        )
        figures["  reporting"] = reporting
    print(json.dumps(figures))


def _timed(work: Callable[[], Result]) -> tuple[Result, float]:
    began = time.perf_counter()
    result = work()
    return result, time.perf_counter() - began


if __name__ == "__main__":
    main()
