"""The ``oit check`` command: one page or file, now. Nothing is stored."""

import asyncio
import sys
from functools import partial
from pathlib import Path
from typing import assert_never

from rich.console import Console

from checks.sentences import Lang
from checks.verdict import Verdict
from config.spec import DEFAULT_SPEC, Spec, load_spec
from crawler.chromium import NoChromiumError
from crawler.urls import BadUrlError
from documents.document import Problem
from oit.audit import Audit, StoppedError
from oit.audit import check as check_request
from oit.commands import PLAIN_WIDTH
from oit.one_url import Look, address_of, look_at, passing_evidence
from oit.progress import Watch, progress_on
from oit.reports.as_json import render_look
from oit.reports.look import print_look
from oit.reports.words import no_browser_words
from oit.settings import Settings
from oit.trouble import INTERNAL, fail_usage, on_termination
from storage.errors import StorageError
from storage.evidence import EvidenceStore

LINE_EVERY = 10
"""Visits between two lines of progress: there are few, and somebody waits."""
NOT_READ = frozenset({Problem.ENCRYPTED, Problem.BROKEN, Problem.UNSUPPORTED})


def check(
    *,
    url: str,
    item: str | None,
    spec_path: Path | None,
    output: str,
    settings: Settings,
    quiet: bool,
) -> int:
    """Look at one URL, judge it for an item if one is named, print it.

    Gives the exit code of the contract.
    """
    try:
        look = _look(url, item, spec_path, settings, quiet=quiet)
        if output == "json":
            print(render_look(look, settings.lang))
        else:
            console = Console(file=sys.stdout, highlight=False)
            if not console.is_terminal:
                console = Console(file=sys.stdout, highlight=False, width=PLAIN_WIDTH)
            print_look(look, settings.lang, console)
        return exit_code(look)
    except KeyboardInterrupt:
        _say(
            settings.lang, "หยุดกลางคัน ไม่ได้เก็บข้อมูลใดไว้", "Interrupted; nothing was kept."
        )
        return INTERNAL


def _look(
    text: str,
    item: str | None,
    spec_path: Path | None,
    settings: Settings,
    *,
    quiet: bool,
) -> Look:
    spec = load_spec(spec_path or DEFAULT_SPEC)
    url = _address(spec, text)
    missing: list[NoChromiumError] = []
    request = Audit(
        spec=spec,
        item_ids=(_known(spec, item),) if item else (),
        allow_private=settings.allow_private,
        chromium=settings.chromium,
        on_no_browser=missing.append,
    )
    check_request(request)
    if not quiet:
        _say(settings.lang, *_plan_words(spec, with_item=bool(item)))
    with (
        passing_evidence() as evidence,
        progress_on(sys.stderr, settings.lang, quiet=quiet, every=LINE_EVERY) as watch,
    ):
        try:
            look = asyncio.run(_looked_at(request, url, evidence, watch))
        except StorageError as error:
            raise StoppedError(error) from error
        except asyncio.CancelledError as error:
            raise KeyboardInterrupt from error
    for trouble in missing:
        _say(settings.lang, *no_browser_words(trouble))
    return look


async def _looked_at(
    request: Audit, url: str, evidence: EvidenceStore, watch: Watch
) -> Look:
    looking = asyncio.ensure_future(look_at(request, url, evidence, watch))
    stop = partial(asyncio.get_running_loop().call_soon_threadsafe, looking.cancel)
    # Without evidence to read, judging in its thread ends soon when interrupted.
    with on_termination(stop), evidence:
        return await looking


def exit_code(look: Look) -> int:
    """Give the exit code of the contract for one URL."""
    match look.verdict:
        case Verdict.PASS | Verdict.WAIVED:
            return 0
        case Verdict.FAIL:
            return 1
        case Verdict.REVIEW | Verdict.UNKNOWN:
            return 3
        case None:
            return _exit_code_of_visit(look)
        case _:
            assert_never(look.verdict)


def _exit_code_of_visit(look: Look) -> int:
    if look.broken or look.findings:
        return 1
    document = look.document
    if look.broken is None or look.unseen_because or document is None:
        return 3
    return 0 if document.readable or not NOT_READ & set(document.problems) else 3


def _address(spec: Spec, text: str) -> str:
    try:
        return address_of(spec, text)
    except BadUrlError:
        # What stands before "@" may be a password.
        given = text.strip().rpartition("@")[2][:80]
        fail_usage(
            f"“{given}” ไม่ใช่ที่อยู่เว็บ โปรดใส่ URL ที่ขึ้นต้นด้วย https:// หรือ http://"
            " หรือส่วนท้ายของ URL เช่น page/sub/123",
            f"“{given}” is no web address; give a URL that begins with https:// or"
            " http://, or the end of one, such as page/sub/123",
        )


def _known(spec: Spec, item: str) -> str:
    """Give the id of the item that is named."""
    known = [each.id for each in spec.items]
    wanted = item.strip().upper()
    if wanted not in known:
        listed = f"{known[0]}–{known[-1]}" if len(known) > 3 else ", ".join(known)
        fail_usage(
            f"--item: ไม่มีข้อ {item} ในสเปก (มี {listed})",
            f"--item: the spec has no {item} (it has {listed})",
        )
    return wanted


def _plan_words(spec: Spec, *, with_item: bool) -> tuple[str, str]:
    rate = f"{spec.crawl.rate_per_second:g}"
    if with_item:
        return (
            f"กำลังเปิดหน้านี้ หน้าแรกของเว็บ และสิ่งที่หน้านี้ลิงก์ไป (ไม่เกิน {rate} ครั้งต่อวินาที)",
            "looking at it, at the front page and at what it links to"
            f" (at most {rate} requests a second)",
        )
    return (
        f"กำลังเปิดหน้านี้และหน้าแรกของเว็บ (ไม่เกิน {rate} ครั้งต่อวินาที)",
        f"looking at it and at the front page (at most {rate} requests a second)",
    )


def _say(lang: Lang, th: str, en: str) -> None:
    print("oit: " + (en if lang == "en" else th), file=sys.stderr, flush=True)
