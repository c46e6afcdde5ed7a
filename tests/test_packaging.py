"""The built wheel holds what the folders hold, and nothing else at its top."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
PLAIN = ("checks", "config", "crawler", "documents", "storage")


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = out.glob("*.whl")
    return set(ZipFile(wheel).namelist())


def test_only_oit_at_the_top(names: set[str]) -> None:
    assert {n.split("/")[0] for n in names if ".dist-info" not in n} == {"oit"}


def test_every_source_file_ships(names: set[str]) -> None:
    sources = {
        p.relative_to(ROOT).as_posix()
        for d in PLAIN
        for p in (ROOT / d).rglob("*")
        if p.suffix in {".py", ".yaml", ".json", ".mako"}
    }
    assert {f"oit/_app/{s}" for s in sources | {"cli.py"}} == {
        n for n in names if n.startswith("oit/_app/")
    }
