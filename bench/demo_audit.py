"""How long the demo audit takes, cold, and where the time goes. A report, not a test.

Cold: a new process with a new database, imports included. The demo portal runs in
a process of its own and has made its files before. The parts are measured apart, on
what the audit stored: starting is a process that imports all of it; reading is all
bodies through ``documents.reader`` again; judging is ``judge_run`` with reading done
before; storing is the captures and findings into a new database. What is left of
the whole is fetching and waiting, above all for the tries at the page that answers
500: three, and two more in the second pass.
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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import checks.run  # noqa: E402, F401 - fills the register
from checks.check import bind  # noqa: E402
from crawler.artifacts import FetchStatus  # noqa: E402
from documents.reader import read  # noqa: E402
from oit.audit import item_ids_of, spec_of  # noqa: E402
from oit.demo import SPEC  # noqa: E402
from oit.judging import judge_run, moment_of  # noqa: E402
from oit.library import Library  # noqa: E402
from storage.database import open_database  # noqa: E402
from storage.evidence import EvidenceStore  # noqa: E402
from storage.owner import current_owner  # noqa: E402
from storage.records import RunStart, RunStatus  # noqa: E402
from storage.repository import Repository  # noqa: E402


def main() -> None:
    """Print the figures as a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=3, help="runs (default 3)")
    runs = parser.parse_args().n
    rows: dict[str, list[float]] = {}
    captures = 0
    with _portal() as base_url, tempfile.TemporaryDirectory() as warm:
        _whole(Path(warm) / "oit.db", base_url)
        for _ in range(runs):
            with tempfile.TemporaryDirectory() as folder:
                database = Path(folder) / "oit.db"
                figures = _whole(database, base_url)
                parts, captures = _parts(database, Path(folder))
                for name, seconds in (figures | parts).items():
                    rows.setdefault(name, []).append(seconds)
    python = platform.python_version()
    print(f"Python {python}, {os.cpu_count()} cores, {runs} runs, {captures} captures")
    print(f"{'':28}{'min':>8}{'median':>8}{'max':>8}   share of the whole")
    whole = statistics.median(rows["whole audit, wall s"])
    for name, values in rows.items():
        low, middle, high = min(values), statistics.median(values), max(values)
        share = (
            f"{middle / whole:8.0%}"
            if name.endswith(" s") and "cpu" not in name
            else ""
        )
        print(f"{name:28}{low:8.2f}{middle:8.2f}{high:8.2f}   {share}")


@contextmanager
def _portal() -> Iterator[str]:
    """Serve the demo portal in a process of its own; give its address."""
    command = [sys.executable, "-m", "oit", "demo", "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process.stdout.readline().strip() if process.stdout else ""
        finally:
            process.terminate()


def _whole(database: Path, base_url: str) -> dict[str, float]:
    """Run the audit as its users do, and ask the system what it used."""
    spec = database.with_name("spec.yaml")
    host = urlsplit(base_url).netloc
    spec.write_text(
        f"extends: {SPEC}\nagency: {{base_url: '{base_url}'}}\n"
        f"crawl: {{allow_private: ['{host}']}}\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "OIT_DB": str(database), "PYTHONPATH": str(ROOT)}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "oit",
            "audit",
            "--spec",
            str(spec),
            "--quiet",
            "--format",
            "json",
        ],
        env=environment,
        capture_output=True,
        check=False,
    )
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 1 or len(json.loads(done.stdout)["items"]) != 30:
        raise SystemExit(f"the audit went wrong: {done.stderr.decode()}")
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", "import oit, oit.commands, documents.pdf, pypdfium2"],
        env=environment,
        check=True,
    )
    starting = time.perf_counter() - began
    return {
        "whole audit, wall s": wall,
        "whole audit, cpu s": after.ru_utime
        + after.ru_stime
        - before.ru_utime
        - before.ru_stime,
        "peak memory, MB": after.ru_maxrss / 1024,
        "starting, s": starting,
    }


def _parts(database: Path, folder: Path) -> tuple[dict[str, float], int]:
    """Do the parts again, one by one, on what the audit stored."""
    with open_database(database) as opened, EvidenceStore.beside(database) as evidence:
        repository = Repository(opened, evidence)
        run = repository.list_runs(limit=1)[0]
        spec = spec_of(run, repository)
        captures = repository.load_captures(run.run_id)
        findings = repository.load_findings(run.run_id)
        verdicts = repository.load_verdicts(run.run_id)
        bodies = {c.digest: evidence.read(c.digest) for c in captures if c.digest}
        seen = [c for c in captures if c.status is FetchStatus.OK and c.digest]

        def reading() -> None:
            for capture in seen:
                read(
                    bodies[capture.digest or ""],
                    url=capture.final_url,
                    media_type=capture.media_type,
                    charset=capture.charset,
                )

        library = Library(lambda digest: bodies[digest])
        for capture in seen:
            library.whole(capture)
        moment = moment_of(spec, run.started_at)
        ids = item_ids_of(run, spec)

        def judging() -> None:
            judge_run(spec, bind(spec), ids, captures, library, moment)

        other = folder / "other.db"
        with open_database(other) as second, EvidenceStore.beside(other) as store:
            target = Repository(second, store)

            def storing() -> None:
                for body in bodies.values():
                    store.save(body)
                text = repository.load_spec_text(run.spec_digest) or ""
                target.start_run(
                    RunStart(
                        run_id=run.run_id,
                        agency_id=run.agency_id,
                        agency_name=run.agency_name,
                        spec_digest=run.spec_digest,
                        spec_text=text,
                        program_version=run.program_version,
                        started_at=run.started_at,
                        fiscal_year=run.fiscal_year,
                        owner=current_owner(),
                    )
                )
                for start in range(0, len(captures), 25):
                    target.save_captures(run.run_id, captures[start : start + 25])
                target.save_judgement(
                    run.run_id,
                    findings,
                    verdicts,
                    RunStatus.COMPLETE,
                    run.started_at,
                )

            return {
                "reading all bodies, s": _timed(reading),
                "judging 30 items, s": _timed(judging),
                "storing all of it, s": _timed(storing),
            }, len(captures)


def _timed(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
