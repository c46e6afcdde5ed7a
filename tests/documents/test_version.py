"""The version of reading: nothing that reading depends on may be left out of it."""

import ast
import shutil
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import documents
from documents.version import LIBRARIES, reader_version

FOLDER = Path(documents.__file__).parent
# Used of the crawler is only the identity of addresses, when content is cut.
OURS = {"documents", "crawler"}


def imported(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_every_library_counts() -> None:
    modules = set[str]().union(*(imported(file) for file in FOLDER.rglob("*.py")))
    of = packages_distributions()
    foreign = modules - OURS - sys.stdlib_module_names
    # python-docx parses with lxml.
    assert {of[name][0] for name in foreign} | {"lxml"} == set(LIBRARIES)


def version_of(folder: Path) -> str:
    code = "from documents.version import reader_version; print(reader_version())"
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()


def test_every_line_of_the_package_counts(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "documents")
    assert version_of(tmp_path) == reader_version()
    deep = tmp_path / "documents" / "thai" / "letters.py"
    deep.write_text(deep.read_text("utf-8") + "# another\n", "utf-8")
    changed = version_of(tmp_path)
    assert changed != reader_version()
    deep.rename(deep.with_name("characters.py"))
    assert version_of(tmp_path) not in (changed, reader_version())


def test_a_name_for_folders() -> None:
    assert len(reader_version()) == 16
    assert set(reader_version()) <= set("0123456789abcdef")
