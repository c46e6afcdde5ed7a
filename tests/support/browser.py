"""Whether this machine has a browser, and what one may leave behind."""

import os
import tempfile
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


def folders(below: Path | None = None) -> set[str]:
    """Temporary folders of browsers."""
    place = below or Path(tempfile.gettempdir())
    return {
        each.name
        for each in place.iterdir()
        if each.name.startswith(("oit-browser-", "playwright", ".org.chromium"))
    }
