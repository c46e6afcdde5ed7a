import hashlib
import shutil
import sqlite3
import stat
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from storage import database as module
from storage.database import APPLICATION_ID, HEAD, Database, open_database
from storage.errors import (
    DamagedError,
    DiskFullError,
    FolderMissingError,
    LockedError,
    NewerDatabaseError,
    NoDatabaseError,
    NotOurDatabaseError,
    NotSqliteError,
    ReadOnlyError,
    StorageError,
    UnknownRunError,
    from_os,
    from_sqlite,
    translated,
)
from storage.migrate import alembic_config, upgrade
from storage.tables import Row
from tests.storage.samples import capture, opened, run_python, start, without_root

INSERT = "INSERT INTO spec VALUES (hex(randomblob(32)), 'x')"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "audit.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    with open_database(path) as opened_database:
        yield opened_database


@pytest.fixture
def ordinary_folder() -> Iterator[Path]:
    """A folder an ordinary user can reach, unlike those that pytest makes for root."""
    folder = Path(tempfile.mkdtemp())
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(folder)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def execute(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        for statement in statements:
            raw.execute(statement)


def pragma(database: Database, name: str) -> object:
    with database.read() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


def count_specs(database: Database) -> int:
    with database.read() as connection:
        found = connection.exec_driver_sql("SELECT count(*) FROM spec")
        return int(found.scalar_one())


class TestANewDatabase:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("journal_mode", "wal"),
            ("foreign_keys", 1),
            ("synchronous", 2),
            ("busy_timeout", 10_000),
            ("application_id", APPLICATION_ID),
        ],
    )
    def test_settings(self, database: Database, name: str, value: object) -> None:
        assert pragma(database, name) == value

    @pytest.mark.skipif(sys.platform == "win32", reason="no modes there")
    def test_files_are_for_the_owner_only(self, database: Database) -> None:
        with database.write() as connection:
            connection.exec_driver_sql(INSERT)
            beside = sorted(database.path.parent.iterdir())
            assert [p.name for p in beside] == [
                "audit.db",
                "audit.db-shm",
                "audit.db-wal",
            ]
            assert {mode(p) for p in beside} == {0o600}

    def test_chosen_folder_is_made(self, tmp_path: Path) -> None:
        folder = tmp_path / "share" / "oit"
        open_database(folder / "audit.db", make_folder=True).close()
        assert mode(folder) == 0o700

    def test_name_with_signs_of_a_url(self, tmp_path: Path) -> None:
        path = tmp_path / "ฐาน ข้อมูล?mode=memory#%41.db"
        open_database(path).close()
        assert path.stat().st_size > 0

    def test_empty_file_becomes_a_database(self, path: Path) -> None:
        path.touch()
        with open_database(path) as database:
            assert count_specs(database) == 0

    def test_processes_starting_at_once_all_succeed(self, tmp_path: Path) -> None:
        code = """
import sys
from pathlib import Path
from storage.database import open_database
import storage.migrate
print("ready", flush=True)
for name in sys.stdin:
    with open_database(Path(name.strip())) as database, database.write() as c:
        c.exec_driver_sql("INSERT INTO spec VALUES (hex(randomblob(32)), 'x')")
    print("done", flush=True)
"""
        children = [run_python(code) for _ in range(3)]
        for child in children:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
        for number in range(5):
            path = tmp_path / f"{number}.db"
            for child in children:
                assert child.stdin is not None
                child.stdin.write(f"{path}\n")
                child.stdin.flush()
            for child in children:
                assert child.stdout is not None
                assert child.stdout.readline() == "done\n"
            with open_database(path) as database:
                assert count_specs(database) == 3
        for child in children:
            child.communicate()
            assert child.returncode == 0


class TestMigrations:
    def test_head_is_the_newest(self, database: Database) -> None:
        with database.read() as connection:
            scripts = ScriptDirectory.from_config(alembic_config(connection))
            assert scripts.get_current_head() == HEAD

    def test_autogenerate_finds_nothing(self, database: Database) -> None:
        with database.read() as connection:
            context = MigrationContext.configure(
                connection, opts={"compare_type": True}
            )
            assert compare_metadata(context, Row.metadata) == []

    def test_tables_are_the_same_to_the_letter(
        self, database: Database, tmp_path: Path
    ) -> None:
        query = """
            SELECT name, sql FROM sqlite_master
            WHERE sql IS NOT NULL AND name != 'alembic_version'
        """
        other = tmp_path / "other.db"
        execute(other, "PRAGMA user_version=0")
        engine = create_engine(f"sqlite:///{other}")
        Row.metadata.create_all(engine)
        with database.read() as ours, engine.connect() as theirs:
            schemas = [
                {
                    # A table that a migration rebuilt has its name in quotes.
                    name: sorted(
                        part.strip(" ,\t").replace('"', "") for part in sql.splitlines()
                    )
                    for name, sql in each.exec_driver_sql(query)
                }
                for each in (ours, theirs)
            ]
        engine.dispose()
        assert schemas[0] == schemas[1]

    def test_captures_of_old_were_not_rendered(self, path: Path) -> None:
        with opened(path) as (_, _, repository):
            repository.start_run(start())
            repository.save_captures("r1", [capture()])
        with closing(sqlite3.connect(path)) as raw, raw:
            raw.execute("ALTER TABLE capture DROP COLUMN rendered")
            raw.execute("UPDATE alembic_version SET version_num = '0001'")
        with opened(path) as (_, _, repository):
            assert repository.load_captures("r1") == (capture(),)

    def test_repeated_upgrade_changes_nothing(self, database: Database) -> None:
        with database.write() as connection:
            upgrade(connection)
        assert count_specs(database) == 0

    def test_alembic_stays_out_where_nothing_is_to_do(self, database: Database) -> None:
        code = """
import sys
from pathlib import Path
from storage.database import open_database
open_database(Path(sys.argv[1])).close()
print("alembic" in sys.modules)
"""
        assert run_python(code, database.path).communicate()[0] == "False\n"

    def test_drafted_migration_is_applied_and_refused_by_older_programs(
        self, path: Path, tmp_path: Path
    ) -> None:
        with opened(path) as (_, _, repository):
            repository.start_run(start())
        following = f"{int(HEAD) + 1:04}"
        newer = tmp_path / "newer"
        shutil.copytree(
            Path(module.__file__).parent,
            newer / "storage",
            ignore=shutil.ignore_patterns("__pycache__"),
        )
        tables = newer / "storage/tables.py"
        tables.write_text(
            tables.read_text("utf-8").replace(
                "    agency_name: str\n", "    agency_name: str\n    note: str | None\n"
            ),
            "utf-8",
        )
        head = newer / "storage/database.py"
        head.write_text(
            head.read_text("utf-8").replace(
                f'HEAD = "{HEAD}"', f'HEAD = "{following}"'
            ),
            "utf-8",
        )
        code = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from storage.database import open_database
from storage.migrate import draft
draft("a note")
with open_database(Path(sys.argv[2])) as database, database.read() as connection:
    print(connection.exec_driver_sql("SELECT id, note FROM run").all())
"""
        child = run_python(code, newer, path)
        assert child.communicate()[0].splitlines()[-1] == "[('r1', None)]"
        with pytest.raises(NewerDatabaseError, match=following):
            open_database(path)


class TestRefusals:
    """Each gets one clear sentence, and what is not ours is left as it is."""

    @pytest.fixture(
        params=["text", "short text", "picture", "other program", "other, marked"]
    )
    def foreign(self, request: pytest.FixtureRequest, path: Path) -> Path:
        match str(request.param):
            case "text":
                path.write_text("รายชื่อ,ที่อยู่\n" * 1000, "utf-8")
            case "short text":
                path.write_text("hi")
            case "picture":
                path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(5000))
            case "other program":
                execute(path, "CREATE TABLE users (name)")
            case "other, marked":
                execute(
                    path, "PRAGMA application_id=252006675", "PRAGMA user_version=3"
                )
            case kind:
                raise AssertionError(kind)
        return path

    def test_not_ours(self, foreign: Path) -> None:
        before = hashlib.sha256(foreign.read_bytes()).hexdigest()
        with pytest.raises((NotSqliteError, NotOurDatabaseError)) as caught:
            open_database(foreign)
        assert str(foreign) in caught.value.en
        assert str(foreign) in caught.value.th
        assert hashlib.sha256(foreign.read_bytes()).hexdigest() == before
        assert list(foreign.parent.iterdir()) == [foreign]

    def test_folder_missing(self, tmp_path: Path) -> None:
        with pytest.raises(FolderMissingError, match="nowhere does not exist; create"):
            open_database(tmp_path / "nowhere" / "audit.db")
        assert not (tmp_path / "nowhere").exists()

    def test_folder_given_as_file(self, tmp_path: Path) -> None:
        with pytest.raises(NotSqliteError):
            open_database(tmp_path)

    def test_parent_is_a_file(self, path: Path) -> None:
        path.touch()
        with pytest.raises(FolderMissingError):
            open_database(path / "audit.db")
        with pytest.raises(StorageError):
            open_database(path / "oit" / "audit.db", make_folder=True)

    def test_none_yet(self, path: Path) -> None:
        with pytest.raises(NoDatabaseError):
            open_database(path, create=False)
        assert not path.exists()

    def test_newer(self, path: Path) -> None:
        open_database(path).close()
        execute(path, "UPDATE alembic_version SET version_num='9999'")
        with pytest.raises(NewerDatabaseError, match="9999"):
            open_database(path)

    @pytest.mark.parametrize("target", ["file", "folder"])
    def test_read_only(self, ordinary_folder: Path, target: str) -> None:
        path = ordinary_folder / "audit.db"
        open_database(path).close()
        place = path if target == "file" else ordinary_folder
        with without_root(ordinary_folder, path):
            place.chmod(0o400 if target == "file" else 0o500)
            with pytest.raises(ReadOnlyError) as caught:
                open_database(path)
        assert str(caught.value).startswith(f"{place} cannot be written")

    def test_read_only_folder_without_a_database(self, ordinary_folder: Path) -> None:
        with without_root(ordinary_folder):
            ordinary_folder.chmod(0o500)
            with pytest.raises(ReadOnlyError):
                open_database(ordinary_folder / "audit.db")

    def test_locked(self, database: Database) -> None:
        with (
            closing(sqlite3.connect(database.path, isolation_level=None)) as other,
            open_database(database.path, busy_seconds=0.02) as hasty,
        ):
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(LockedError), hasty.write():
                pass
            assert count_specs(hasty) == 0
            other.execute("ROLLBACK")
            with hasty.write() as connection:
                connection.exec_driver_sql(INSERT)
            assert count_specs(hasty) == 1

    def test_new_one_locked(self, path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            with pytest.raises(LockedError):
                open_database(path, busy_seconds=0.02)

    def test_disk_full(self, database: Database) -> None:
        with database.write() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count=1")
        too_much = "INSERT INTO spec VALUES ('x', hex(zeroblob(9000000)))"
        with pytest.raises(DiskFullError), database.write() as connection:
            connection.exec_driver_sql(too_much)
        assert count_specs(database) == 0

    def test_damaged(self, path: Path) -> None:
        open_database(path).close()
        content = path.read_bytes()
        path.write_bytes(content[:100] + b"\xa5" * (len(content) - 100))
        with pytest.raises(DamagedError):
            open_database(path)

    def test_cut_short(self, path: Path) -> None:
        with open_database(path) as database, database.write() as connection:
            for _ in range(200):
                connection.exec_driver_sql(INSERT)
        path.write_bytes(path.read_bytes()[:4096])
        with pytest.raises(DamagedError):
            open_database(path)

    @pytest.mark.parametrize("kind", StorageError.__subclasses__())
    def test_sentences_name_the_place_in_both_languages(
        self, kind: type[StorageError]
    ) -> None:
        error = kind("/a/b", detail="D7")
        assert str(error) == error.en
        assert "/a/b" in error.en
        assert "/a/b" in error.th
        assert any("ก" <= letter <= "๛" for letter in error.th)
        assert ("D7" in error.en) == ("D7" in error.th)


class TestErrors:
    def test_sqlite_without_a_code(self, path: Path) -> None:
        error = from_sqlite(sqlite3.ProgrammingError("odd"), path)
        assert type(error) is StorageError
        assert "odd" in str(error)

    def test_disk_error_on_a_disk_with_space(self, tmp_path: Path) -> None:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
        assert isinstance(from_sqlite(error, tmp_path / "a.db"), DamagedError)

    def test_disk_error_where_the_folder_went_away(self, tmp_path: Path) -> None:
        error = sqlite3.OperationalError("unable to open database file")
        error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
        assert type(from_sqlite(error, tmp_path / "x" / "a.db")) is StorageError

    @pytest.mark.parametrize(
        ("number", "kind"),
        [
            (28, DiskFullError),
            (13, ReadOnlyError),
            (30, ReadOnlyError),
            (5, StorageError),
        ],
    )
    def test_file_system(self, number: int, kind: type[StorageError]) -> None:
        assert type(from_os(OSError(number, "why"), Path("/a"))) is kind

    def test_our_own_mistakes_are_not_dressed_up(self, database: Database) -> None:
        def stumble() -> None:
            with database.write() as connection:
                connection.exec_driver_sql(INSERT)
                raise KeyError

        with pytest.raises(KeyError):
            stumble()
        assert count_specs(database) == 0

    def test_storage_errors_pass(self) -> None:
        with pytest.raises(UnknownRunError), translated(Path("/a")):
            raise UnknownRunError("/a", detail="r")


class TestTransactions:
    def test_writer_that_reads_first_keeps_others_waiting(
        self, database: Database
    ) -> None:
        def write_too() -> None:
            with open_database(database.path) as other, other.write() as connection:
                connection.exec_driver_sql(INSERT)

        rival = threading.Thread(target=write_too)
        with database.write() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM spec").all()
            rival.start()
            rival.join(0.3)
            assert rival.is_alive()
            connection.exec_driver_sql(INSERT)
        rival.join(10)
        assert count_specs(database) == 2

    def test_reader_sees_one_moment(self, database: Database) -> None:
        query = "SELECT count(*) FROM spec"
        with database.read() as connection:
            before = connection.exec_driver_sql(query).scalar_one()
            with database.write() as writer:
                writer.exec_driver_sql(INSERT)
            assert connection.exec_driver_sql(query).scalar_one() == before
        assert count_specs(database) == 1

    def test_foreign_keys_hold(self, database: Database) -> None:
        with (
            pytest.raises(StorageError, match="FOREIGN KEY"),
            database.write() as connection,
        ):
            connection.exec_driver_sql(
                "INSERT INTO item_verdict VALUES ('none', 'O1', 0, 'pass', 100)"
            )
