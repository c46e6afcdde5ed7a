"""Runs the program as its users do: as a process of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


@dataclass
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.out)
        return found


def environment(folder: Path, **more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("OIT_")}
    return {**kept, "OIT_DB": str(folder / "oit.db"), "PYTHONPATH": str(ROOT), **more}


def oit(folder: Path, *arguments: str, timeout: float = 120, **more: str) -> Ran:
    """Run ``oit`` with its database in ``folder``."""
    done = subprocess.run(
        [sys.executable, "-m", "oit", *arguments],
        cwd=folder,
        env=environment(folder, **more),
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def started(folder: Path, *arguments: str, **more: str) -> subprocess.Popen[str]:
    """Start ``oit`` and do not wait for it."""
    return subprocess.Popen(
        [sys.executable, "-m", "oit", *arguments],
        cwd=folder,
        env=environment(folder, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
