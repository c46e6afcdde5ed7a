"""``oit report``: a stored run as a document."""

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from oit import audit as auditing
from oit.commands import chosen_run, exit_code, storage
from oit.reports.model import PastRun, RunReport, load_history, load_report
from oit.settings import Settings
from oit.trouble import fail_usage

HISTORY = 400
"""Earlier runs that a report looks back on."""
Write = Callable[[RunReport, Sequence[PastRun], Settings], bytes]


def report(
    *, run_id: str | None, output: str, file: Path | None, settings: Settings
) -> int:
    """Write a stored run to a file, or to stdout. Gives the run's exit code."""
    write = FORMATS[output]
    if file is None and output in BINARY and sys.stdout.isatty():
        fail_usage(
            f"--format {output} ต้องบอกชื่อไฟล์ด้วย -o",
            f"--format {output}: name a file with -o",
        )
    with storage(settings) as (repository, _):
        run = chosen_run(repository, run_id, settings)
        spec = auditing.spec_of(run, repository)
        loaded = load_report(run, spec, repository)
        history = load_history(run, repository, HISTORY)
    written = write(loaded, history, settings)
    if file is None:
        sys.stdout.buffer.write(written)
        return exit_code(loaded)
    try:
        _replace(file, written)
    except OSError as error:
        reason = error.strerror or str(error)
        fail_usage(
            f"-o {file}: เขียนไฟล์ไม่ได้ ({reason})",
            f"-o {file}: cannot be written ({reason})",
        )
    said = "Written:" if settings.lang == "en" else "เขียนรายงานแล้ว:"
    print(f"{said} {file} ({len(written) / 1e6:.1f} MB)", file=sys.stderr)
    return exit_code(loaded)


def _replace(file: Path, written: bytes) -> None:
    """Write all of a file or nothing: an old report stays until the new one is there."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name[:80]}.")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(written)
        part.chmod(0o644)
        part.replace(file)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _html(run: RunReport, history: Sequence[PastRun], settings: Settings) -> bytes:
    from oit.reports.as_html import render_html

    return render_html(run, history, settings.lang).encode()


def _json(run: RunReport, _: Sequence[PastRun], settings: Settings) -> bytes:
    from oit.reports.as_json import render_json

    return (render_json(run, settings.lang) + "\n").encode()


def _junit(run: RunReport, _: Sequence[PastRun], settings: Settings) -> bytes:
    from oit.reports.as_junit import render_junit

    return render_junit(run, settings.lang)


def _pdf(run: RunReport, history: Sequence[PastRun], settings: Settings) -> bytes:
    from crawler.chromium import NoChromiumError
    from crawler.printing import print_page
    from oit.reports.as_html import render_html

    try:
        return print_page(render_html(run, history, settings.lang), settings.chromium)
    except NoChromiumError as error:
        fail_usage(
            f"--format pdf ต้องใช้เบราว์เซอร์: {error.th}",
            f"--format pdf needs a browser: {error.en}",
        )


FORMATS: dict[str, Write] = {"html": _html, "json": _json, "junit": _junit, "pdf": _pdf}
"""What a run can be written as; each imports what it needs."""
BINARY = frozenset({"xlsx", "pdf"})
