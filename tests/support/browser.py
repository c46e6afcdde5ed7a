"""Whether this machine has a browser, and what one may leave behind."""

import os
from pathlib import Path

import psutil
import pytest

from crawler.chromium import NoChromiumError, find_chromium

try:
    CHROMIUM = find_chromium(os.environ.get("OIT_CHROMIUM", ""), "")
except NoChromiumError as error:
    CHROMIUM = ""
    _WHY = error.en
else:
    _WHY = ""

needs_browser = pytest.mark.skipif(not CHROMIUM, reason=_WHY or "no Chromium")


def processes_below(pid: int | None = None) -> set[int]:
    """Browsers, and what drives them, that run below a process."""
    found: set[int] = set()
    for process in psutil.Process(pid).children(recursive=True):
        try:
            line = " ".join(process.cmdline())
        except psutil.Error:
            continue
        if "chrom" in line or "playwright" in line:
            found.add(process.pid)
    return found


def until_gone(pids: set[int], seconds: float = 5.0) -> set[int]:
    """Wait for processes to end; give those that did not."""
    left = [psutil.Process(pid) for pid in pids if psutil.pid_exists(pid)]
    # What has no parent any more is buried by the system when it gets round to it.
    alive = [p for p in psutil.wait_procs(left, timeout=seconds)[1] if _runs(p)]
    return {process.pid for process in alive}


def _runs(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def folders(below: Path) -> set[str]:
    """What browsers leave in a folder for temporary files."""
    return {
        each.name
        for each in below.iterdir()
        if each.name.startswith(("oit-browser-", "playwright", ".org.chromium"))
    }
