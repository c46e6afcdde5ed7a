"""The Chromium of this machine: where it is, how it is started, and how it ends."""

import contextlib
import os
import shutil
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

import psutil

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""Programs looked for, the smallest first."""
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-remote-fonts",
    "--disable-breakpad",
    "--mute-audio",
    # Names are resolved by our proxy, and peers are spoken to through it or not at all.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
)
MAX_MEMORY = 1_500_000_000
"""Bytes that one process of the browser may hold."""
_MARK = "--oit-browser="
_PROFILE = "--user-data-dir="
_KEPT = frozenset(
    {"PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH"}
    | {"SYSTEMROOT", "WINDIR", "PROGRAMFILES", "PROGRAMDATA", "USERPROFILE"}
)


class NoChromiumError(Exception):
    """No browser could be started. ``th`` and ``en`` say why and what to do."""

    def __init__(self, th: str, en: str) -> None:
        """Take what to tell people."""
        super().__init__(en)
        self.th = th
        self.en = en


def find_chromium(named: str, bundled: str) -> str:
    """Give the program to start. Raises ``NoChromiumError``.

    ``named``: what the settings name, a path or a program. ``bundled``: where
    Playwright would have its own.
    """
    if named:
        found = shutil.which(named)
        if found is None:
            raise NoChromiumError(
                f"OIT_CHROMIUM ระบุ {named} ซึ่งไม่มีหรือเปิดใช้ไม่ได้",
                f"OIT_CHROMIUM names {named}, which is not there or cannot be run",
            )
        return found
    if Path(bundled).is_file():
        return bundled
    for name in NAMES:
        if found := shutil.which(name):
            return found
    install = f"{sys.executable} -m playwright install chromium-headless-shell"
    raise NoChromiumError(
        "ไม่พบเบราว์เซอร์ Chromium ในเครื่องนี้"
        f" ติดตั้งด้วย “apt install chromium” หรือ “{install}”"
        " หรือระบุที่อยู่ของโปรแกรมใน OIT_CHROMIUM",
        "no Chromium was found on this machine; get it with"
        f" “apt install chromium” or “{install}”, or"
        " name it in OIT_CHROMIUM",
    )


def failed_to_start(program: str, error: BaseException) -> NoChromiumError:
    """Say that a browser is there and does not start."""
    why = next((line.strip() for line in str(error).splitlines() if line.strip()), "")
    why = (why or type(error).__name__)[:200]
    return NoChromiumError(
        f"เปิดเบราว์เซอร์ {program} ไม่ได้ ({why})",
        f"the browser {program} does not start ({why})",
    )


def environment(
    environ: Mapping[str, str], folder: Path
) -> dict[str, str | float | bool]:
    """Give the browser's environment: no secret of ours, and files in ``folder`` only."""
    kept: dict[str, str | float | bool] = {
        name: value for name, value in environ.items() if name.upper() in _KEPT
    }
    home = str(folder)
    return {**kept, "HOME": home, "TMPDIR": home, "TEMP": home, "TMP": home}


class Processes:
    """The processes of one browser that we started, known by a mark of ours."""

    def __init__(self, token: str) -> None:
        """Take what no other browser is marked with."""
        self.flag = _MARK + token
        """The flag to start it with."""
        self._main: list[psutil.Process] = []
        self._profiles: set[Path] = set()

    def find(self) -> None:
        """Look for what was started below this process."""
        for process in psutil.Process().children(recursive=True):
            with contextlib.suppress(psutil.Error):
                arguments = process.cmdline()
                if self.flag in arguments:
                    self._main.append(process)
                    self._profiles |= {
                        Path(argument.removeprefix(_PROFILE))
                        for argument in arguments
                        if argument.startswith(_PROFILE)
                    }

    def most_memory(self) -> int:
        """Give the bytes that the largest process holds."""
        held = [0]
        for process in self._all():
            with contextlib.suppress(psutil.Error):
                held.append(process.memory_info().rss)
        return max(held)

    def kill(self) -> None:
        """End them all at once, and remove what they leave; never raises."""
        every = self._all()
        for process in self._main:
            # The browser leads a group of its own, with all that it has started.
            with contextlib.suppress(psutil.Error, OSError):
                if hasattr(os, "killpg") and process.is_running():
                    group = os.getpgid(process.pid)
                    if group != os.getpgid(0):
                        os.killpg(group, signal.SIGKILL)
        for process in every:
            with contextlib.suppress(psutil.Error, OSError):
                process.kill()
        psutil.wait_procs(every, timeout=2.0)
        for folder in self._profiles:
            shutil.rmtree(folder, ignore_errors=True)

    def _all(self) -> list[psutil.Process]:
        found: list[psutil.Process] = []
        for process in self._main:
            with contextlib.suppress(psutil.Error):
                found += [process, *process.children(recursive=True)]
        return list(dict.fromkeys(found))
