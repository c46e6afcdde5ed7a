"""The commands behind the command line: arguments in, text out, exit code back."""

import asyncio
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from functools import partial
from pathlib import Path

from rich.console import Console

from checks.sentences import Lang
from checks.verdict import Verdict
from config.spec import DEFAULT_SPEC, Spec, load_spec, with_crawl
from crawler.chromium import NoChromiumError
from documents.version import reader_version
from oit import audit as auditing
from oit.progress import Watch, progress_on
from oit.reports.as_json import render_json
from oit.reports.model import RunReport, load_report
from oit.reports.table import print_table
from oit.reports.words import no_browser_words
from oit.settings import Settings, load_settings
from oit.trouble import INTERNAL, fail_usage, on_termination
from storage.database import open_database
from storage.documents import DocumentFolder
from storage.errors import StorageError
from storage.evidence import EvidenceStore
from storage.records import RunStatus, StoredRun
from storage.repository import Repository

PLAIN_WIDTH = 120
"""Columns of a table that goes to a file or a pipe."""


def settings(
    environ: Mapping[str, str],
    db: Path | None,
    lang: str | None,
    *,
    demo: bool = False,
) -> Settings:
    """Read the settings of a command."""
    return load_settings(environ, db=db, lang=lang, demo=demo)


def audit(
    *,
    spec_path: Path | None,
    demo: bool,
    items: str | None,
    output: str,
    settings: Settings,
    quiet: bool,
    render: bool = True,
) -> int:
    """Run one audit, store it, print it. Gives the exit code of the contract."""
    missing: list[NoChromiumError] = []
    with ExitStack() as stack:
        if demo:
            if spec_path is not None:
                fail_usage(
                    "ใช้ --demo กับ --spec พร้อมกันไม่ได้",
                    "--demo and --spec exclude each other",
                )
            spec = stack.enter_context(_demo_portal())
        else:
            spec = load_spec(spec_path or DEFAULT_SPEC)
        request = auditing.Audit(
            spec=spec,
            item_ids=_chosen(spec, items),
            allow_private=settings.allow_private,
            render=render,
            chromium=settings.chromium,
            on_no_browser=missing.append,
        )
        auditing.check(request)
        if demo and settings.database_is_default and not quiet:
            _note(
                settings.lang,
                "ผลตรวจเว็บไซต์ตัวอย่างเก็บแยกจากผลตรวจจริง เรียกดูด้วย"
                f" --db {settings.database}",
                "The run of the sample portal is kept apart from real ones; name it"
                f" with --db {settings.database}",
            )
        repository, evidence = stack.enter_context(storage(settings, create=True))
        watch = stack.enter_context(progress_on(sys.stderr, settings.lang, quiet=quiet))
        try:
            documents = stack.enter_context(_documents(settings))
            run_id = asyncio.run(
                _audited(request, repository, evidence, watch, documents)
            )
        except StorageError as error:
            raise auditing.StoppedError(error) from error
        except asyncio.CancelledError as error:
            raise KeyboardInterrupt from error
    for trouble in missing:
        _note(settings.lang, *no_browser_words(trouble))
    with storage(settings) as (repository, evidence):
        run = repository.load_run(run_id)
        return _print(load_report(run, spec, repository), output, settings, evidence)


async def _audited(
    request: auditing.Audit,
    repository: Repository,
    evidence: EvidenceStore,
    watch: Watch,
    documents: DocumentFolder,
) -> str:
    audit = asyncio.ensure_future(
        auditing.run_audit(request, repository, evidence, watch, documents)
    )
    stop = partial(asyncio.get_running_loop().call_soon_threadsafe, audit.cancel)
    # Judging goes on in its thread when it is interrupted, and Python waits for it;
    # without evidence to read it ends soon.
    with on_termination(stop), evidence:
        return await audit


def recheck(
    *, run_id: str | None, spec_path: Path | None, output: str, settings: Settings
) -> int:
    """Judge a stored run again, with its own spec or another one."""
    with storage(settings) as (repository, evidence):
        run = chosen_run(repository, run_id, settings)
        if run.status is RunStatus.INTERRUPTED:
            _note(
                settings.lang,
                f"ผลการตรวจ {run.run_id} หยุดกลางคัน จึงตัดสินจากข้อมูลเท่าที่เก็บได้",
                f"Run {run.run_id} was interrupted; it is judged by what was gathered.",
            )
        old = auditing.spec_of(run, repository)
        spec = load_spec(spec_path) if spec_path else old
        with _documents(settings) as documents:
            auditing.recheck(run, spec, repository, evidence, documents)
        run = repository.load_run(run.run_id)
        return _print(load_report(run, spec, repository), output, settings, evidence)


def demo(*, port: int, today: date | None) -> int:
    """Serve the sample portal until interrupted."""
    from oit.demo import DemoPortal

    try:
        portal = DemoPortal(today=today or auditing.today_in_bangkok(), port=port)
    except OSError as error:
        reason = error.strerror or str(error)
        fail_usage(
            f"--port {port}: เปิดพอร์ตนี้ไม่ได้ ({reason}) โปรดใช้พอร์ตอื่น",
            f"--port {port}: cannot be opened ({reason}); choose another",
        )
    # To be interrupted is how it is meant to end.
    with portal, suppress(KeyboardInterrupt):
        print(portal.base_url, flush=True)
        portal.serve_forever()
    return 0


@contextmanager
def _demo_portal() -> Iterator[Spec]:
    """Serve the sample portal, and give the spec that audits it."""
    from oit.demo import SPEC, DemoPortal

    with DemoPortal(today=auditing.today_in_bangkok()) as portal:
        spec = load_spec(SPEC)
        yield with_crawl(spec, portal.base_url, allow_private=(portal.host,))


@contextmanager
def storage(
    settings: Settings, *, create: bool = False
) -> Iterator[tuple[Repository, EvidenceStore]]:
    """Open database and evidence; ``create``: make the database where it is not."""
    with (
        open_database(
            settings.database, create=create, make_folder=settings.database_is_default
        ) as database,
        EvidenceStore.beside(settings.database) as evidence,
    ):
        yield Repository(database, evidence), evidence


def _documents(settings: Settings) -> DocumentFolder:
    return DocumentFolder.beside(settings.database, reader_version())


def chosen_run(
    repository: Repository, run_id: str | None, settings: Settings
) -> StoredRun:
    """Give the run that is meant, refusing one that is still under way."""
    repository.mark_interrupted()
    if run_id is not None:
        run: StoredRun | None = repository.load_run(run_id)
    else:
        run = (
            repository.last_run(finished=True)
            or repository.last_run(status=RunStatus.INTERRUPTED)
            or repository.last_run()
        )
    if run is None:
        fail_usage(
            f"ยังไม่มีผลการตรวจใน {settings.database} โปรดสั่ง oit audit ก่อน",
            f"There is no run in {settings.database} yet; run oit audit first.",
        )
    if run.status is RunStatus.RUNNING:
        fail_usage(
            f"ผลการตรวจ {run.run_id} ยังตรวจไม่เสร็จ (โพรเซส {run.owner.pid})"
            " โปรดรอให้เสร็จแล้วสั่งใหม่",
            f"Run {run.run_id} is still under way (process {run.owner.pid});"
            " wait for it to finish, then try again.",
        )
    return run


def _note(lang: Lang, th: str, en: str) -> None:
    print("oit: " + (en if lang == "en" else th), file=sys.stderr)


def _chosen(spec: Spec, items: str | None) -> tuple[str, ...]:
    """Give the items asked for, in the order of the spec; all where none is asked."""
    known = [item.id for item in spec.items]
    if items is None:
        return tuple(known)
    asked = [part.strip().upper() for part in items.split(",") if part.strip()]
    if not asked:
        fail_usage(
            "--items: ไม่ได้ระบุข้อใด โปรดใส่เช่น O1,O20 หรือไม่ต้องใส่ --items เพื่อตรวจทุกข้อ",
            "--items: names no item; give some, such as O1,O20, or leave --items out"
            " for all",
        )
    unknown = [name for name in asked if name not in known]
    if unknown:
        listed = f"{known[0]}–{known[-1]}" if len(known) > 3 else ", ".join(known)
        fail_usage(
            f"--items: ไม่มีข้อ {', '.join(unknown)} ในสเปก (มี {listed})",
            f"--items: the spec has no {', '.join(unknown)} (it has {listed})",
        )
    return tuple(name for name in known if name in asked)


def _print(
    report: RunReport, output: str, settings: Settings, evidence: EvidenceStore
) -> int:
    if output == "json":
        print(render_json(report, settings.lang))
    else:
        console = Console(file=sys.stdout, highlight=False)
        if not console.is_terminal:
            console = Console(file=sys.stdout, highlight=False, width=PLAIN_WIDTH)
        print_table(
            report, settings.lang, f"{settings.database}, {evidence.folder}", console
        )
    return exit_code(report)


def exit_code(report: RunReport) -> int:
    """Give the exit code of the contract for a run."""
    verdicts = {each.verdict for each in report.items}
    if report.run.status is RunStatus.INTERRUPTED:
        return INTERNAL
    if Verdict.FAIL in verdicts:
        return 1
    is_open = verdicts & {Verdict.UNKNOWN, Verdict.REVIEW}
    return 3 if is_open or report.run.status is RunStatus.DEGRADED else 0
