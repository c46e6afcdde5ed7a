"""The commands, the words around them and their tables, called from Python."""

import io
import itertools
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console
from typer.exceptions import Abort, Exit

from checks.finding import Finding, Outcome, Reason
from checks.sentences import Lang
from checks.verdict import Verdict, score
from config.located import SpecError
from config.spec import DEFAULT_SPEC, Spec, load_spec
from crawler.artifacts import FetchStatus
from crawler.urls import BadUrlError
from documents.thai.display import cells
from oit import commands, spec_commands
from oit.audit import StoppedError
from oit.progress import LINE_EVERY, progress_on
from oit.reports.model import ItemReport, RunReport
from oit.reports.table import print_table
from oit.settings import SettingsError, default_folder, load_settings
from oit.trouble import UsageError, told
from storage.errors import LockedError
from storage.owner import Owner
from storage.records import RunStart, RunStatus
from storage.repository import Repository
from tests.storage.samples import NOON, capture, opened, start

SPEC = load_spec()
NOBODY = Owner(pid=1, born="never", machine="elsewhere")


def begun(run_id: str, *, days: int, owner: Owner | None = None) -> RunStart:
    return replace(
        start(run_id, days=days, owner=owner),
        spec_digest=SPEC.digest,
        spec_text=SPEC.text,
        options=(("items", "O1"),),
    )


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[Repository]:
    with opened(tmp_path / "oit.db") as (_, _, repository):
        yield repository


def recheck(folder: Path, run_id: str | None = None) -> int:
    return commands.recheck(
        run_id=run_id,
        spec_path=None,
        output="json",
        settings=load_settings({}, db=folder / "oit.db", lang="en"),
    )


class TestRecheck:
    def test_takes_the_last_finished_run(
        self,
        tmp_path: Path,
        repository: Repository,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        for days, status in enumerate(
            (RunStatus.INTERRUPTED, RunStatus.COMPLETE, RunStatus.INTERRUPTED)
        ):
            run_id = repository.start_run(begun(f"r{days}", days=days))
            repository.finish_run(run_id, status, NOON)
        repository.start_run(begun("live", days=3))
        assert recheck(tmp_path) in (1, 3)
        out, err = capsys.readouterr()
        assert (json.loads(out)["run"]["id"], err) == ("r1", "")

    def test_an_interrupted_run_stays_interrupted(
        self,
        tmp_path: Path,
        repository: Repository,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        repository.start_run(begun("cut", days=0, owner=NOBODY))
        repository.start_run(begun("live", days=1))
        repository.save_captures("cut", [capture()])
        for run_id in (None, "cut"):
            assert recheck(tmp_path, run_id) == 4
            out, err = capsys.readouterr()
            run = json.loads(out)["run"]
            assert (run["id"], run["status"]) == ("cut", "interrupted")
            assert run["finished_at"] is None
            assert "Run cut was interrupted" in err
        assert repository.load_run("cut").status is RunStatus.INTERRUPTED
        assert [v.item_id for v in repository.load_verdicts("cut")] == ["O1"]

    @pytest.mark.parametrize("run_id", [None, "live"])
    def test_a_live_run_is_refused(
        self, tmp_path: Path, repository: Repository, run_id: str | None
    ) -> None:
        repository.start_run(begun("live", days=0))
        with pytest.raises(UsageError, match=r"live .*(still under way|ยังตรวจไม่เสร็จ)"):
            recheck(tmp_path, run_id)
        assert repository.load_run("live").status is RunStatus.RUNNING
        assert repository.load_verdicts("live") == ()

    def test_without_any_run(self, tmp_path: Path, repository: Repository) -> None:
        assert repository.last_run() is None
        with pytest.raises(UsageError, match="oit audit"):
            recheck(tmp_path)


def raising(error: BaseException) -> Callable[[], int]:
    def run() -> int:
        raise error

    return run


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (Exit(3), 3, ""),
        (KeyboardInterrupt(), 4, "Interrupted; what was gathered is kept."),
        (Abort(), 4, "Interrupted; what was gathered is kept."),
        (SpecError("a.yaml:1: wrong"), 2, "cannot be used:\na.yaml:1: wrong"),
        (UsageError("no such item"), 2, "no such item"),
        (SettingsError("OIT_LANG: x"), 2, "OIT_LANG: x"),
        (BadUrlError("no address"), 2, "no address"),
        (LockedError("f.db"), 2, "f.db is kept busy"),
        (StoppedError(LockedError("f.db")), 4, "f.db is kept busy"),
        (ZeroDivisionError("odd"), 4, "Internal error (ZeroDivisionError: odd)"),
    ],
)
def test_every_trouble_is_a_sentence_and_a_code(
    error: BaseException,
    code: int,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("OIT_DEBUG", raising=False)
    monkeypatch.setenv("OIT_LANG", "en")
    monkeypatch.setattr("sys.argv", ["oit"])
    assert told(raising(error)) == code
    err = capsys.readouterr().err
    assert sentence in err
    assert err.startswith("oit: ") is bool(sentence)
    monkeypatch.setattr("sys.argv", ["oit", "--lang", "en", "audit", "--lang=th"])
    assert told(raising(error)) == code
    assert (sentence == "") is (capsys.readouterr().err == "")


def test_a_developer_may_see_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OIT_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        told(raising(ZeroDivisionError()))


class TestSettings:
    def test_the_command_line_comes_first(self) -> None:
        environ = {"OIT_DB": "a.db", "OIT_LANG": "en", "OIT_ALLOW_PRIVATE": "a:1, b:2,"}
        found = load_settings(environ)
        assert (found.database, found.lang) == (Path("a.db"), "en")
        assert found.allow_private == ("a:1", "b:2")
        assert not found.database_is_default
        found = load_settings(environ, db=Path("b.db"), lang="th")
        assert (found.database, found.lang) == (Path("b.db"), "th")

    def test_nothing_is_set(self) -> None:
        found = load_settings({"XDG_DATA_HOME": "/data", "OIT_DB": "", "OIT_LANG": ""})
        assert found.database == default_folder({"XDG_DATA_HOME": "/data"}) / "oit.db"
        assert found.database_is_default
        assert found.lang == "th"

    def test_the_demo_has_a_database_of_its_own_unless_one_is_named(self) -> None:
        nothing = {"XDG_DATA_HOME": "/data"}
        real, demo = load_settings(nothing), load_settings(nothing, demo=True)
        assert demo.database == real.database.with_name("demo.db") != real.database
        assert demo.database_is_default
        for environ, db in (({"OIT_DB": "a.db"}, None), (nothing, Path("a.db"))):
            found = load_settings(environ, db=db, demo=True)
            assert (found.database, found.database_is_default) == (Path("a.db"), False)

    @pytest.mark.parametrize(
        ("environ", "expected"),
        [
            ({"OIT_LANG": "fr"}, "OIT_LANG: expected th or en; got 'fr'"),
            ({"OIT_ALLOW_PRIVATE": "a:1,b"}, "got 'b'"),
            ({"OIT_ALLOW_PRIVATE": ":80"}, "got ':80'"),
            ({"OIT_ALLOW_PRIVATE": "a:http"}, "got 'a:http'"),
        ],
    )
    def test_bad_ones(self, environ: dict[str, str], expected: str) -> None:
        with pytest.raises(SettingsError, match=re.escape(expected)):
            load_settings(environ)


class TestSpecCommands:
    def test_validate(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert spec_commands.validate(None, "en") == 0
        assert spec_commands.validate(DEFAULT_SPEC, "th") == 0
        english, agency, given, thai, *_ = capsys.readouterr().out.splitlines()
        assert english.startswith("o1_o30.yaml: valid: 30 items, ")
        assert agency.endswith(SPEC.agency.base_url)
        assert given == "  URLs given in this file: 49 (items O1–O30)"
        assert "ใช้ได้: 30 ข้อ" in thai
        assert SPEC.digest[:12] in english
        assert SPEC.digest[:12] in thai

    @pytest.mark.parametrize("lang", ["th", "en"])
    def test_show(self, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert spec_commands.show(None, None, lang) == 0
        whole = capsys.readouterr().out
        assert len(re.findall(r"^O[0-9]+  ", whole, re.MULTILINE)) == 30
        assert spec_commands.show(None, "o20", lang) == 0
        one = capsys.readouterr().out.splitlines()
        assert "\n".join(one[3:]) in whole
        words = (
            ("Monthly procurement summary", "every month, due 30 days")
            if lang == "en"
            else ("(สขร.1)", "ทุกเดือน ครบกำหนด 30 วันหลังสิ้นเดือน", "ราคากลาง")
        )
        assert [word for word in words if word not in "\n".join(one)] == []
        for sign in ("machine-readable", "<number>", "(-", "{", "None"):
            assert sign not in whole
        assert len({cells(line) for line in one if line[:1] in tuple("╭│├╰")}) == 1

    @pytest.mark.parametrize("lang", ["th", "en"])
    def test_validate_tells_what_is_taken_over_and_what_is_missing(
        self, lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "x.yaml"
        path.write_text(
            "extends: o1_o30.yaml\n"
            "agency: {id: x, name: ทดลอง, base_url: https://x.go.th/x}\n"
            "items: [{id: O1, urls: [{url: page/sub/1}]}, {id: O5, urls: []}]\n",
            encoding="utf-8",
        )
        assert spec_commands.validate(path, lang) == 0
        _, _, own, taken, foreign, bare = capsys.readouterr().out.splitlines()
        assert ": 1 (" in own
        assert "o1_o30.yaml: 42 (" in taken
        for line in (taken, foreign):
            assert "O2–O4, O6–O30" in line
        warned = "  warning: " if lang == "en" else "  เตือน: "
        assert foreign.startswith(warned)
        assert bare.startswith(warned)
        assert "O5" in bare

    def test_validate_warns_of_nothing_where_the_website_is_the_same(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "x.yaml"
        path.write_text("extends: o1_o30.yaml\ncrawl: {concurrency: 2}\n")
        spec_commands.validate(path, "en")
        out = capsys.readouterr().out
        assert "URLs taken from o1_o30.yaml: 49 (items O1–O30)" in out
        assert "URLs given in this file: 0 (–)" in out
        assert "warning" not in out

    def test_validate_names_the_items_that_a_spec_has_not(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        plain = json.loads(SPEC.text)
        plain["items"] = [i for i in plain["items"] if i["id"] not in ("O2", "O3")]
        path = tmp_path / "x.yaml"
        path.write_text(json.dumps(plain), encoding="utf-8")
        spec_commands.validate(path, "en")
        (line,) = [x for x in capsys.readouterr().out.splitlines() if "warning" in x]
        assert "no items O2, O3," in line
        assert spec_commands.validate(path, "th") == 0

    def test_show_without_a_url_and_for_a_check_without_words(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "x.yaml"
        path.write_text("extends: o1_o30.yaml\nitems: [{id: O5, urls: []}]\n")
        assert spec_commands.show(path, " o5 ", "en") == 0
        assert "(no URL yet)" in capsys.readouterr().out

    def test_show_what_is_not_there(self) -> None:
        with pytest.raises(UsageError, match="O31"):
            spec_commands.show(None, "O31", "th")

    def test_schema(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert spec_commands.schema(None) == 0
        assert json.loads(capsys.readouterr().out) == spec_commands.spec_schema()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class TestProgress:
    @pytest.mark.parametrize(
        ("lang", "expected"),
        [
            ("th", "ตรวจแล้ว 50/120 URL เปิดไม่ได้ 25\nตรวจแล้ว 100/120 URL เปิดไม่ได้ 50\n"),
            ("en", "50/120 URLs, 25 not opened\n100/120 URLs, 50 not opened\n"),
        ],
    )
    def test_lines(self, lang: Lang, expected: str) -> None:
        stream = io.StringIO()
        self.watched(stream, lang, 2 * LINE_EVERY + 1)
        assert stream.getvalue() == expected

    @pytest.mark.parametrize(
        ("lang", "label"), [("th", "กำลังตรวจ"), ("en", "Auditing")]
    )
    def test_a_bar(
        self, lang: Lang, label: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setenv("COLUMNS", "100")
        stream = Terminal()
        self.watched(stream, lang, 120)
        shown = stream.getvalue()
        assert label in shown
        assert "120/120" in shown

    def test_silence(self) -> None:
        stream = Terminal()
        self.watched(stream, "th", 120, quiet=True)
        assert stream.getvalue() == ""

    def watched(
        self, stream: io.StringIO, lang: Lang, visits: int, *, quiet: bool = False
    ) -> None:
        states = itertools.cycle((FetchStatus.OK, FetchStatus.TIMEOUT))
        with progress_on(stream, lang, quiet=quiet) as watch:
            watch.planned(100)
            watch.planned(20)
            for status in itertools.islice(states, visits):
                watch.fetched(capture(status=status))


LEADING = "เแโใไ"
"""Vowels that never end a line, for they belong to what follows."""
FOLLOWING = re.compile("[\u0e30-\u0e3a\u0e45-\u0e4e\u0e2f]")
"""Marks, vowels and signs that never begin a line."""
LONG = (
    "พระราชกฤษฎีกาว่าด้วยหลักเกณฑ์และวิธีการบริหารกิจการบ้านเมืองที่ดีนี้แก้ไขเพิ่มเติมแล้วเจ้าหน้าที่ผู้รับผิดชอบ"
)


def report(spec: Spec, repository: Repository, status: RunStatus) -> RunReport:
    """Give a run in which every verdict and reason occurs."""
    repository.start_run(begun("r1", days=0))
    items = tuple(
        ItemReport(
            item=item,
            verdict=verdict,
            score=None,
            findings=(
                Finding(
                    outcome=outcome,
                    reason=reason,
                    facts=(("element", LONG), ("element_en", "a long name " * 9)),
                    requirement="a",
                    check="document",
                ),
            ),
            captures=(),
        )
        for item, verdict, reason, outcome in zip(
            spec.items,
            itertools.cycle(Verdict),
            itertools.cycle(Reason),
            itertools.cycle((Outcome.FAILED, Outcome.INCONCLUSIVE, Outcome.PASSED)),
            strict=False,
        )
    )
    return RunReport(
        run=replace(repository.load_run("r1"), status=status),
        score=score({each.item.id: each.verdict for each in items}),
        items=items,
        links=(),
        documents=(),
        spec=spec,
        site_answered=status is RunStatus.COMPLETE,
        mostly=FetchStatus.TIMEOUT,
    )


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("width", [60, 72, 80, 99, 100, 120, 200])
def test_the_table_is_even_and_splits_no_cluster(
    repository: Repository, lang: Lang, width: int
) -> None:
    stream = io.StringIO()
    console = Console(file=stream, width=width, color_system=None)
    print_table(report(SPEC, repository, RunStatus.DEGRADED), lang, "x.db", console)
    lines = [line for line in stream.getvalue().splitlines() if line[:1] in "╭├╰│"]
    lines = [line for line in lines if line]
    assert len(lines) > 33
    assert {cells(line) for line in lines} == {cells(lines[0])}
    assert cells(lines[0]) <= width
    rows = [line.strip("│").split("│") for line in lines if line.startswith("│")]
    assert {len(row) for row in rows} == {3 if width < 100 else 4}
    for cell in (cell.strip() for row in rows for cell in row if cell.strip()):
        assert cell[-1] not in LEADING
        assert not FOLLOWING.match(cell)
