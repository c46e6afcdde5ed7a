"""``oit links``: the broken links of a stored run, as a table, JSON or CSV."""

import io
import sys
from pathlib import Path

from rich.console import Console

from checks.sentences import Lang
from config.spec import Spec
from oit import audit as auditing
from oit.commands import chosen_run, storage
from oit.reports.as_json import render_links
from oit.reports.broken import Links, load_links
from oit.reports.link_table import print_links, render_link_csv
from oit.settings import Settings
from oit.trouble import fail_usage
from storage.records import StoredRun

PLAIN_WIDTH = 100
"""Columns of a table that goes to a file or a pipe."""


def links(
    *, run_id: str | None, output: str, to: Path | None, settings: Settings
) -> int:
    """Tell the broken links of a run; 1 where there are any."""
    lang = settings.lang
    with storage(settings) as (repository, _):
        run = chosen_run(repository, run_id, settings)
        spec = auditing.spec_of(run, repository)
        captures = repository.load_captures(run.run_id)
        found = load_links(run, spec, captures, repository)
    if to is not None:
        _save(to, _rendered(run, found, spec, output, lang))
    elif output == "table" and sys.stdout.isatty():
        print_links(run, found, spec, lang, Console(file=sys.stdout, highlight=False))
    else:
        sys.stdout.write(_rendered(run, found, spec, output, lang))
    return 1 if found.broken else 0


def _rendered(run: StoredRun, found: Links, spec: Spec, output: str, lang: Lang) -> str:
    if output == "json":
        return render_links(run, found, lang) + "\n"
    if output == "csv":
        return render_link_csv(found, spec, lang)
    page = io.StringIO()
    console = Console(file=page, highlight=False, width=PLAIN_WIDTH)
    print_links(run, found, spec, lang, console)
    return page.getvalue()


def _save(to: Path, text: str) -> None:
    try:
        # The rows of CSV have their own line ends.
        to.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        reason = error.strerror or str(error)
        fail_usage(
            f"--output {to}: เขียนไฟล์ไม่ได้ ({reason})",
            f"--output {to}: cannot be written ({reason})",
        )
