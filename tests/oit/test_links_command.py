"""``oit links`` as its users meet it: table, JSON and CSV of a stored run."""

import csv
import io
import json
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.support.program import Ran, oit


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("links")
    audit = oit(
        found,
        "audit",
        "--demo",
        "--items",
        "O5,O6,O14",
        "--no-render",
        "--format",
        "json",
    )
    assert audit.code == 1
    (found / "audit.json").write_text(audit.out)
    return found


def links(folder: Path, *arguments: str) -> Ran:
    return oit(folder, "links", *arguments)


def test_the_audit_and_the_command_tell_the_same(folder: Path) -> None:
    audit = json.loads((folder / "audit.json").read_text())
    told = links(folder, "--format", "json")
    assert told.code == 1
    assert told.json["links"] == audit["links"]
    assert told.json["run"] == audit["run"]
    first = told.json["links"][0]
    assert list(first)[:8] == [
        "url",
        "fetch_status",
        "http_status",
        "found_on",
        "anchor_text",
        "items",
        "first_failed_at",
        "suggestion",
    ]
    assert {each["fetch_status"] for each in told.json["links"]} == {
        "soft_not_found",
        "server_error",
    }


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("th", ["ลิงก์เสีย 2 ลิงก์", "เสียตั้งแต่", "O14", "ที่กรอกใน ITAP", "(HTTP 500)"]),
        ("en", ["2 broken links", "Since", "O14", "the spec names", "(HTTP 500)"]),
    ],
)
def test_the_table_fits_a_terminal(folder: Path, lang: str, words: list[str]) -> None:
    told = links(folder, "--lang", lang)
    assert told.code == 1
    assert all(word in told.out for word in words)
    assert max(cell_len(line) for line in told.out.splitlines()) <= 100


def test_the_spreadsheet(folder: Path) -> None:
    to = folder / "links.csv"
    told = links(folder, "--format", "csv", "-o", str(to))
    assert (told.code, told.out) == (1, "")
    raw = to.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert [row["ข้อ"] for row in rows] == ["O5", "O14"]
    assert all(row["เสียตั้งแต่"] for row in rows)


def test_a_file_that_cannot_be_written(folder: Path) -> None:
    told = links(folder, "-o", str(folder / "no" / "such" / "folder.txt"))
    assert told.code == 2
    assert "folder.txt" in told.err


def test_no_run_yet(tmp_path: Path) -> None:
    assert links(tmp_path).code == 2
