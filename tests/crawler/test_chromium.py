"""Which browser is taken, and what is said where there is none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.chromium import (
    NoChromiumError,
    Processes,
    environment,
    failed_to_start,
    find_chromium,
)


def program(folder: Path, name: str) -> str:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return str(path)


def test_the_one_that_is_named_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    mine = program(tmp_path, "mine")
    bundled = program(tmp_path, "bundled")
    for name in ("google-chrome", "chromium", "chromium-headless-shell"):
        program(tmp_path / "bin", name)
    assert find_chromium(mine, bundled) == mine
    assert find_chromium("chromium", bundled) == str(tmp_path / "bin" / "chromium")
    assert find_chromium("", bundled) == bundled
    assert find_chromium("", str(tmp_path / "gone")).endswith("chromium-headless-shell")


@pytest.mark.parametrize(
    ("named", "words"), [("/no/such", "/no/such"), ("", "apt install chromium")]
)
def test_without_one_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str, words: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoChromiumError) as caught:
        find_chromium(named, str(tmp_path / "none"))
    assert words in caught.value.en
    assert words in caught.value.th
    assert "OIT_CHROMIUM" in caught.value.th


def test_why_it_does_not_start_is_said_in_a_line() -> None:
    trouble = failed_to_start("/usr/bin/chromium", ValueError("\n  no libnss3\nmore\n"))
    assert "(no libnss3)" in trouble.en
    assert "(no libnss3)" in trouble.th
    assert "(ValueError)" in failed_to_start("x", ValueError()).en


def test_the_browser_gets_no_secrets(tmp_path: Path) -> None:
    given = environment({"PATH": "/bin", "OIT_TOKEN": "x", "HOME": "/root"}, tmp_path)
    assert given["PATH"] == "/bin"
    assert given["HOME"] == given["TMPDIR"] == str(tmp_path)
    assert "OIT_TOKEN" not in given


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="no process groups here")
def test_all_that_was_started_is_killed(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    profile.mkdir()
    processes = Processes("test")
    child = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', "
    child += "'import time; time.sleep(60)']); print(1, flush=True); time.sleep(60)"
    flags = (processes.flag, f"--user-data-dir={profile}")
    with subprocess.Popen(
        [sys.executable, "-c", child, *flags],
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as started:
        assert started.stdout is not None
        assert started.stdout.readline() == b"1\n"
        processes.find()
        assert processes.most_memory() > 1_000_000
        processes.kill()
        # The one that it started holds its output open while it runs.
        assert started.stdout.read() == b""
        assert started.wait(5) is not None
    assert not profile.exists()
    processes.kill()
    assert processes.most_memory() == 0
