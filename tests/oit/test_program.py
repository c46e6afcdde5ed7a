"""The program as a process: contract, options, bad input, two at once."""

import json
import sqlite3
import time
from pathlib import Path

import pytest

from tests.support.program import ROOT, oit, started

SPEC = """\
version: 1
agency: {{id: tuayang, name: เขตตัวอย่าง, base_url: "{base}"}}
crawl: {{rate_per_second: 500, timeout_seconds: 2}}
items:
  - id: O1
    title: โครงสร้าง
    group: "9.1.1"
    owner: ฝ่ายปกครอง
    citation: ทดสอบ
    urls: [{{url: page/sub/1/โครงสร้าง}}, {{url: page/sub/2/อัตรากำลัง}}]
    require: [{{id: chart, check: document, element: ผัง, element_en: Chart, any: [แผนผัง]}}]
"""


def spec(folder: Path, text: str = SPEC, base: str = "http://127.0.0.1:9/x") -> str:
    path = folder / "spec.yaml"
    path.write_text(text.format(base=base) if "{{" in text else text, encoding="utf-8")
    return str(path)


def test_the_json_of_the_contract(tmp_path: Path) -> None:
    ran = oit(
        tmp_path,
        "audit",
        "--demo",
        "--items",
        "O1,O5,O20",
        "--format",
        "json",
        "--quiet",
    )
    assert (ran.code, ran.err) == (1, "")
    found = ran.json
    assert list(found) == ["schema_version", "run", "score", "items", "links"]
    assert list(found["run"]) == [
        "id",
        "agency",
        "spec_digest",
        "program_version",
        "started_at",
        "finished_at",
        "status",
    ]
    assert found["score"] == {
        "oit_low": 33.33,
        "oit_high": 33.33,
        "passed": 1,
        "failed": 2,
        "review": 0,
        "unknown": 0,
        "waived": 0,
    }
    assert [(i["id"], i["verdict"], i["score"]) for i in found["items"]] == [
        ("O1", "pass", 100),
        ("O5", "fail", 0),
        ("O20", "fail", 0),
    ]
    one = found["items"][0]
    assert list(one) == [
        "id",
        "title",
        "group",
        "owner",
        "verdict",
        "score",
        "findings",
        "urls",
    ]
    assert list(one["findings"][0]) == [
        "requirement",
        "check",
        "outcome",
        "reason",
        "message",
        "fix",
        "evidence",
    ]
    assert list(one["findings"][0]["evidence"][0]) == [
        "url",
        "digest",
        "quote",
        "locator",
        "screenshot",
    ]
    assert list(one["urls"][0]) == [
        "url",
        "final_url",
        "fetch_status",
        "http_status",
        "media_type",
        "openness",
    ]
    assert [i["urls"][0]["fetch_status"] for i in found["items"]] == [
        "ok",
        "soft_not_found",
        "ok",
    ]
    (link,) = found["links"]
    assert list(link)[:8] == [
        "url",
        "fetch_status",
        "http_status",
        "found_on",
        "anchor_text",
        "items",
        "first_failed_at",
        "suggestion",
    ]
    again = oit(tmp_path, "recheck", "--format", "json").json
    assert again["items"] == found["items"]


def test_the_table_in_both_languages(tmp_path: Path) -> None:
    thai = oit(tmp_path, "audit", "--demo", "--items", "O1,O3")
    assert "✓ ผ่าน" in thai.out
    assert "✗ ไม่ผ่าน" in thai.out
    assert "คะแนน OIT 50.00" in thai.out
    english = oit(tmp_path, "recheck", "--lang", "en")
    assert "✗ fail" in english.out
    assert "OIT score 50.00" in english.out
    assert (thai.code, english.code) == (1, 1)


@pytest.mark.parametrize(
    "base", ["http://127.0.0.1:9/x", "http://no-such-host.invalid/x"]
)
def test_without_a_network_nothing_fails(tmp_path: Path, base: str) -> None:
    began = time.monotonic()
    ran = oit(
        tmp_path,
        "audit",
        "--spec",
        spec(tmp_path, base=base),
        "--format",
        "json",
        OIT_ALLOW_PRIVATE="127.0.0.1:9",
    )
    assert time.monotonic() - began < 60
    assert ran.code == 3
    assert ran.json["run"]["status"] == "degraded"
    assert ran.json["score"] == {
        "oit_low": 0.0,
        "oit_high": 100.0,
        "passed": 0,
        "failed": 0,
        "review": 0,
        "unknown": 1,
        "waived": 0,
    }
    table = oit(tmp_path, "recheck", "--lang", "en")
    assert table.out.count("This machine got no answer") == 1
    assert table.code == 3


BAD_SPECS: dict[str, tuple[str | bytes, str]] = {
    "wrong key": (
        SPEC.format(base="http://a.go.th").replace("owner:", "owners:"),
        "items[O1].owners: unknown key",
    ),
    "item twice": (
        SPEC.format(base="http://a.go.th")
        + SPEC.format(base="http://a.go.th").split("items:\n")[1],
        "item given twice, first in line 5",
    ),
    "unknown check": (
        SPEC.format(base="http://a.go.th").replace(
            "check: document", "check: documents"
        ),
        "did you mean 'document'?",
    ),
    "bad option": (
        SPEC.format(base="http://a.go.th").replace("any: [แผนผัง]", "some: [แผนผัง]"),
        "require[chart].some: unknown option",
    ),
    "bad url": (
        SPEC.format(base="http://a.go.th").replace("page/sub/1/โครงสร้าง", "ftp://a"),
        "urls[0].url: expected an address",
    ),
    "tabs": (
        SPEC.format(base="http://a.go.th").replace("    title", "\ttitle"),
        "expected spaces, got a tab",
    ),
    "not utf-8": (
        SPEC.format(base="http://a.go.th").encode("cp874"),
        "expected UTF-8 text",
    ),
}


@pytest.mark.parametrize("name", BAD_SPECS)
def test_a_bad_spec_is_told_in_one_line_and_nothing_is_fetched(
    tmp_path: Path, name: str
) -> None:
    text, expected = BAD_SPECS[name]
    path = tmp_path / "spec.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    for command in (("audit", "--spec", str(path)), ("spec", "validate", str(path))):
        ran = oit(tmp_path, *command, OIT_LANG="en")
        assert (ran.code, ran.out) == (2, "")
        told = [line for line in ran.err.splitlines() if expected in line]
        assert len(told) == 1
        assert told[0].startswith(str(path) + ":")
        assert "Traceback" not in ran.err
    assert not (tmp_path / "oit.db").exists()


def test_bad_databases_are_left_alone(tmp_path: Path) -> None:
    audit = ("audit", "--spec", spec(tmp_path), "--lang", "en", "--db")
    text = tmp_path / "notes.txt"
    text.write_text("ไม่ใช่ฐานข้อมูล" * 100)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    cases = {
        str(text): "is not a database",
        str(other): "is a database of another program",
        str(tmp_path / "none" / "oit.db"): "does not exist; create it",
        str(tmp_path): "is not a database",
    }
    for path, expected in cases.items():
        ran = oit(tmp_path, *audit, path)
        assert (ran.code, ran.out) == (2, ""), ran.err
        assert expected in ran.err
        assert len(ran.err.strip().splitlines()) == 1
    assert text.read_text().startswith("ไม่ใช่")


def test_other_bad_input(tmp_path: Path) -> None:
    cases = {
        ("audit", "--demo", "--items", "O99"): "the spec has no O99 (it has O1–O30)",
        ("audit", "--spec", "none.yaml"): "none.yaml: cannot be read",
        ("audit", "--demo", "--spec", "x.yaml"): "exclude each other",
        ("audit", "--lang", "fr"): "--lang: expected th or en; got 'fr'",
        ("audit", "--format", "xml"): "--format",
        ("recheck",): "There is no database",
        ("spec", "show", "O77"): "no item O77",
        ("demo", "--today", "tomorrow"): "--today",
        ("demo", "--port", "80808"): "--port",
        ("dance",): "No such command",
    }
    for arguments, expected in cases.items():
        ran = oit(tmp_path, *arguments, OIT_LANG="en")
        assert ran.code == 2, (arguments, ran.err)
        assert expected in ran.err, (arguments, ran.err)
        assert "Traceback" not in ran.err


def test_items_that_nobody_saw_for_one_reason_are_one_row(tmp_path: Path) -> None:
    text = (
        "extends: o1_o30.yaml\nagency: {base_url: 'http://127.0.0.1:9/x'}\n"
        "crawl: {rate_per_second: 500, timeout_seconds: 2}\n"
    )
    allowed = {"OIT_ALLOW_PRIVATE": "127.0.0.1:9", "OIT_LANG": "en"}
    ran = oit(tmp_path, "audit", "-q", "--spec", spec(tmp_path, text), **allowed)
    assert ran.code == 3
    rows = [line for line in ran.out.splitlines() if "unknown" in line and "│" in line]
    assert len(rows) == 1
    assert rows[0].startswith("│ O1–O30 │ – unknown │")
    assert "unknown 30" in ran.out
    found = oit(tmp_path, "recheck", "--format", "json", **allowed).json
    assert len(found["items"]) == 30


@pytest.mark.parametrize("lang", ["th", "en"])
def test_an_audit_that_refuses_says_once_how_to_allow_it(
    tmp_path: Path, lang: str
) -> None:
    file = spec(tmp_path, base="http://127.0.0.1:9/x")
    ran = oit(tmp_path, "audit", "-q", "--spec", file, "--lang", lang)
    assert ran.code == 3
    assert ran.out.count("OIT_ALLOW_PRIVATE=127.0.0.1:9") == 1


EMPTY = {
    ("audit", "--demo", "--items", ""): "--items: got an empty value",
    ("audit", "--demo", "--items", " , "): "--items: names no item",
    ("audit", "--demo", "--lang", ""): "--lang: ได้ค่าว่าง",
    ("audit", "--db", ""): "--db: expected the name of a file",
    ("--db", "", "audit"): "--db: expected the name of a file",
    ("audit", "--spec", ""): "--spec: expected the name of a file",
    ("check", "x", "--item", ""): "--item: got an empty value",
    ("check", "x", "--item", " "): "--item: got an empty value",
    ("check", ""): "url: got an empty value; give one\n",
    ("check", " "): "url: got an empty value; give one\n",
    ("recheck", ""): "run: got an empty value; give one, or leave run out",
    ("spec", "show", ""): "item: got an empty value",
    ("spec", "validate", ""): "file: expected the name of a file",
}


@pytest.mark.parametrize("arguments", EMPTY)
def test_an_empty_value_is_not_taken_for_none(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    ran = oit(tmp_path, *arguments, OIT_LANG="en")
    assert (ran.code, ran.out) == (2, ""), ran.out
    assert ran.err.startswith("oit: " + EMPTY[arguments])
    assert ran.err.count("\n") == 1


def test_the_demo_stays_out_of_the_results(tmp_path: Path) -> None:
    own = {"OIT_DB": "", "XDG_DATA_HOME": str(tmp_path), "OIT_LANG": "en"}
    ran = oit(tmp_path, "audit", "--demo", "--items", "O2", **own)
    assert ran.code == 0
    assert sorted(path.name for path in tmp_path.glob("oit/*.db")) == ["demo.db"]
    assert f"--db {tmp_path / 'oit' / 'demo.db'}" in ran.err
    assert "demo.db" in ran.out
    again = oit(tmp_path, "recheck", **own)
    assert (again.code, "There is no database" in again.err) == (2, True)
    named = str(tmp_path / "oit" / "demo.db")
    assert oit(tmp_path, "recheck", "--db", named, **own).code == 0


def test_bad_settings(tmp_path: Path) -> None:
    ran = oit(tmp_path, "audit", "--demo", OIT_ALLOW_PRIVATE="localhost")
    assert (ran.code, "expected host:port" in ran.err) == (2, True)


def test_two_audits_at_once_both_finish(tmp_path: Path) -> None:
    both = [
        started(
            tmp_path,
            "audit",
            "--demo",
            "--items",
            "O1,O9,O20",
            "--format",
            "json",
            "-q",
        )
        for _ in range(2)
    ]
    outs = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [1, 1], outs
    first, second = (json.loads(out) for out, _ in outs)
    assert first["run"]["id"] != second["run"]["id"]
    assert first["score"] == second["score"]


def test_an_installed_copy_needs_no_checkout(tmp_path: Path) -> None:
    ran = oit(tmp_path, "spec", "show", "o20", "--lang", "en")
    assert ran.code == 0
    assert "O20" in ran.out
    assert str(ROOT) not in ran.out


def test_the_schema_that_editors_use_is_up_to_date() -> None:
    from oit.spec_commands import spec_schema

    stored = json.loads((ROOT / "config/o1_o30.schema.json").read_text("utf-8"))
    assert stored == spec_schema()


def test_the_schema_takes_the_shipped_specs() -> None:
    import yaml
    from jsonschema import Draft202012Validator

    from oit.demo import SPEC as DEMO
    from oit.spec_commands import spec_schema

    validator = Draft202012Validator(spec_schema())
    for path in (ROOT / "config/o1_o30.yaml", DEMO):
        assert (
            list(validator.iter_errors(yaml.safe_load(path.read_text("utf-8")))) == []
        )
    broken = yaml.safe_load((ROOT / "config/o1_o30.yaml").read_text("utf-8"))
    broken["items"][0]["require"][0]["colour"] = "red"
    broken["items"][1]["owners"] = "x"
    assert len(list(validator.iter_errors(broken))) == 2


def test_the_code_page_of_the_terminal_changes_nothing(tmp_path: Path) -> None:
    assert oit(tmp_path, "audit", "--demo", "--items", "O1,O5").code == 1
    calls = (("recheck",), ("recheck", "--format", "json", "--spec", "ไม่มี.yaml"))
    table, usage = (oit(tmp_path, *call) for call in calls)
    assert "✓ ผ่าน" in table.out
    assert (table.code, usage.code) == (1, 2)
    for page in ("cp874", "cp1252"):
        assert oit(tmp_path, *calls[0], PYTHONIOENCODING=page) == table
        assert oit(tmp_path, *calls[1], PYTHONIOENCODING=page) == usage
    document = oit(tmp_path, "recheck", "--format", "json", PYTHONIOENCODING="ascii")
    assert "เขตตัวอย่าง" in table.out
    assert document.json["items"][0]["title"] in document.out


COMMANDS = {
    "audit": ("--spec", "none.yaml"),
    "check": ("ftp://a",),
    "recheck": (),
    "demo": ("--port", "80808"),
    "spec validate": ("none.yaml",),
    "spec show": ("O77",),
    "spec schema": (),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_options_that_every_command_takes(tmp_path: Path, name: str) -> None:
    options = ("--db", str(tmp_path / "x.db"), "--lang", "en", "--quiet")
    words = (*name.split(), *COMMANDS[name])
    behind = oit(tmp_path, *words, *options)
    assert "No such option" not in behind.err
    assert oit(tmp_path, *options, *words) == behind
    other = ("--db", "y.db", "--lang", "th")
    assert oit(tmp_path, *other, words[0], *options, *words[1:]) == behind
    assert oit(tmp_path, "--lang", "fr", *words, OIT_LANG="en").code == 2


def test_the_database_named_before_the_command(tmp_path: Path) -> None:
    audit = ("audit", "--demo", "--items", "O2")
    ran = oit(tmp_path, "--db", "one.db", "-q", "--lang", "en", *audit)
    assert (ran.code, ran.err) == (0, "")
    assert "one.db" in ran.out
    ran = oit(tmp_path, "--db", "one.db", *audit, "--db", "two.db")
    assert "two.db" in ran.out
    assert sorted(path.name for path in tmp_path.glob("*.db")) == ["one.db", "two.db"]


@pytest.mark.parametrize("words", [("spec", "schema"), ("spec", "show", "O1")])
def test_a_reader_that_closes_early(tmp_path: Path, words: tuple[str, ...]) -> None:
    process = started(tmp_path, *words)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait(30) == 4
