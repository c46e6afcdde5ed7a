from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.finding import Evidence, Finding, Outcome, Reason
from crawler.artifacts import (
    Attempt,
    Capture,
    FetchStatus,
    Hop,
    HopKind,
    Purpose,
    Reference,
)
from storage.database import Database
from storage.errors import EvidenceMissingError, StorageError, UnknownRunError
from storage.evidence import EvidenceStore
from storage.records import RunStatus, StoredSpec, StoredVerdict
from storage.repository import Repository
from tests.storage.samples import NOON, capture, opened, start

CONTENTS = (b"", b"one", b"two")


@pytest.fixture(scope="module")
def shared(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Database, EvidenceStore, Repository]]:
    """One database for all generated examples, each a run of its own."""
    with opened(tmp_path_factory.mktemp("shared") / "audit.db") as everything:
        yield everything


@pytest.fixture
def evidence_and_repository(
    tmp_path: Path,
) -> Iterator[tuple[EvidenceStore, Repository]]:
    with opened(tmp_path / "audit.db") as (_, evidence, repository):
        yield evidence, repository


@pytest.fixture
def repository(
    evidence_and_repository: tuple[EvidenceStore, Repository],
) -> Repository:
    repository = evidence_and_repository[1]
    repository.start_run(start())
    return repository


@pytest.fixture
def evidence(
    evidence_and_repository: tuple[EvidenceStore, Repository],
) -> EvidenceStore:
    return evidence_and_repository[0]


def count(database: Database, table: str) -> int:
    with database.read() as connection:
        found = connection.exec_driver_sql(f"SELECT count(*) FROM {table}")
        return int(found.scalar_one())


THAI = st.sampled_from(["น้ำ", "ํา", "๒๕๖๗", "\u200b", '"', "\\", "\0", "\n", "😀"])
TEXT = st.one_of(st.text(max_size=20), st.lists(THAI, max_size=5).map("".join))
COUNT = st.integers(0, 2**62)
HTTP = st.none() | st.integers(100, 599)
MOMENT = st.datetimes(
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=7))]),
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
)
DIGEST = st.none() | st.sampled_from([sha256(c).hexdigest() for c in CONTENTS])
PAIRS = st.lists(st.tuples(TEXT, TEXT), max_size=3).map(tuple)
HOPS = st.builds(Hop, url=TEXT, http_status=COUNT, kind=st.sampled_from(HopKind))
ATTEMPTS = st.builds(
    Attempt,
    status=st.sampled_from(FetchStatus),
    http_status=HTTP,
    started_at=MOMENT,
    elapsed_ms=COUNT,
    detail=TEXT,
    second_pass=st.booleans(),
)
REFERENCES = st.builds(
    Reference,
    item_id=TEXT,
    purpose=st.sampled_from(Purpose),
    found_on=st.none() | TEXT,
    anchor_text=TEXT,
    depth=COUNT,
)
CAPTURES = st.builds(
    Capture,
    url=st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1),
    final_url=TEXT,
    status=st.sampled_from(FetchStatus),
    purpose=st.sampled_from(Purpose),
    fetched_at=MOMENT,
    http_status=HTTP,
    media_type=TEXT,
    charset=TEXT,
    digest=DIGEST,
    size=COUNT,
    detail=TEXT,
    hops=st.lists(HOPS, max_size=3).map(tuple),
    attempts=st.lists(ATTEMPTS, max_size=3).map(tuple),
    references=st.lists(REFERENCES, max_size=3).map(tuple),
    headers=PAIRS,
)
PROOFS = st.builds(
    Evidence, url=TEXT, digest=DIGEST, quote=TEXT, locator=TEXT, screenshot=DIGEST
)
FINDINGS = st.builds(
    Finding,
    requirement=TEXT,
    check=TEXT,
    outcome=st.sampled_from(Outcome),
    reason=st.sampled_from(Reason),
    facts=PAIRS,
    evidence=st.lists(PROOFS, max_size=3).map(tuple),
)
JUDGEMENTS = st.dictionaries(
    st.sampled_from([f"O{n}" for n in range(1, 31)]),
    st.lists(FINDINGS, max_size=3).map(tuple),
    max_size=4,
)
A_FINDING = Finding(
    requirement="หมายเลขโทรศัพท์",
    check="document",
    outcome=Outcome.FAILED,
    reason=Reason.MISSING,
    facts=(("missing", "โทรศัพท์"),),
    evidence=(Evidence(url="https://example.org/", quote="ติดต่อ", locator="css=p"),),
)


def verdicts(*item_ids: str, verdict: str = "pass") -> tuple[StoredVerdict, ...]:
    return tuple(StoredVerdict(item_id=i, verdict=verdict, score=100) for i in item_ids)


class TestRoundTrips:
    """What is loaded is what was saved."""

    @settings(max_examples=30, deadline=None)
    @given(batches=st.lists(st.lists(CAPTURES, max_size=4), max_size=3))
    def test_captures(
        self,
        shared: tuple[Database, EvidenceStore, Repository],
        batches: list[list[Capture]],
    ) -> None:
        _, evidence, repository = shared
        for content in CONTENTS:
            evidence.save(content)
        run_id = repository.start_run(start(uuid4().hex))
        expected: dict[str, Capture] = {}
        for batch in batches:
            repository.save_captures(run_id, batch)
            expected |= {capture.url: capture for capture in batch}
        assert repository.load_captures(run_id) == tuple(expected.values())

    @settings(max_examples=30, deadline=None)
    @given(judgements=st.lists(JUDGEMENTS, min_size=1, max_size=2))
    def test_judgements(
        self,
        shared: tuple[Database, EvidenceStore, Repository],
        judgements: list[dict[str, tuple[Finding, ...]]],
    ) -> None:
        _, evidence, repository = shared
        for content in CONTENTS:
            evidence.save(content)
        run_id = repository.start_run(start(uuid4().hex))
        for findings in judgements:
            said = verdicts(*findings)
            repository.save_judgement(run_id, findings, said, RunStatus.COMPLETE, NOON)
            assert repository.load_findings(run_id) == findings
            assert list(repository.load_findings(run_id)) == list(findings)
            assert repository.load_verdicts(run_id) == said

    def test_run(self, evidence_and_repository: tuple[object, Repository]) -> None:
        _, repository = evidence_and_repository
        begun = start()
        assert repository.start_run(begun) == "r1"
        run = repository.load_run("r1")
        fields = {f: getattr(run, f) for f in run.__slots__ if hasattr(begun, f)}
        assert fields == {f: getattr(begun, f) for f in fields}
        assert (run.status, run.finished_at) == (RunStatus.RUNNING, None)
        assert repository.load_spec_text(run.spec_digest) == begun.spec_text

    def test_times_come_back_in_utc(self, repository: Repository) -> None:
        bangkok = NOON.astimezone(timezone(timedelta(hours=7)))
        repository.save_captures("r1", [replace(capture(), fetched_at=bangkok)])
        (loaded,) = repository.load_captures("r1")
        assert loaded.fetched_at == NOON
        assert loaded.fetched_at.tzinfo is UTC

    def test_what_a_browser_showed_is_known(self, repository: Repository) -> None:
        shown = replace(capture(), rendered=True)
        repository.save_captures("r1", [shown])
        assert repository.load_captures("r1") == (shown,)

    def test_words_come_back_as_members(self, repository: Repository) -> None:
        repository.save_captures("r1", [capture()])
        (loaded,) = repository.load_captures("r1")
        assert type(loaded.status) is FetchStatus
        assert type(loaded.purpose) is Purpose
        assert type(loaded.hops[0].kind) is HopKind
        assert type(loaded.attempts[0].status) is FetchStatus

    def test_text_that_utf8_has_no_form_for(self, repository: Repository) -> None:
        odd = replace(
            capture(detail="ก\udc80"), headers=(("etag", "\udcff"),), references=()
        )
        repository.save_captures("r1", [odd])
        (loaded,) = repository.load_captures("r1")
        assert loaded.detail == "ก?"
        assert loaded.headers == (("etag", "?"),)

    def test_thai_can_be_read_in_the_database(
        self, shared: tuple[Database, EvidenceStore, Repository]
    ) -> None:
        database, _, repository = shared
        repository.start_run(start("thai"))
        repository.save_captures("thai", [capture()])
        with database.read() as connection:
            query = "SELECT headers FROM capture WHERE run_id = 'thai'"
            headers = connection.exec_driver_sql(query).scalar_one()
        assert headers == '[["etag","\\"1\\""],["x-thai","ไทย"]]'


class TestCaptures:
    def test_later_one_takes_the_place_of_the_earlier(
        self, repository: Repository
    ) -> None:
        first, second, third = (capture(f"https://example.org/{n}") for n in "123")
        repository.save_captures("r1", [first, second])
        again = replace(second, status=FetchStatus.TIMEOUT, hops=(), references=())
        repository.save_captures("r1", [third, again])
        assert repository.load_captures("r1") == (first, again, third)

    def test_saving_twice_is_saving_once(
        self, shared: tuple[Database, EvidenceStore, Repository]
    ) -> None:
        database, _, repository = shared
        repository.start_run(start("twice"))
        batch = [capture(f"https://example.org/{n}") for n in range(5)]
        repository.save_captures("twice", batch)
        tables = ("capture", "hop", "attempt", "reference")
        before = [count(database, table) for table in tables]
        repository.save_captures("twice", batch)
        assert [count(database, table) for table in tables] == before

    def test_same_url_twice_in_a_batch(self, repository: Repository) -> None:
        earlier, later = capture(), capture(status=FetchStatus.NOT_FOUND)
        repository.save_captures("r1", [earlier, later])
        assert repository.load_captures("r1") == (later,)

    def test_runs_keep_apart(self, repository: Repository) -> None:
        repository.start_run(start("r2"))
        repository.save_captures("r1", [capture()])
        repository.save_captures("r2", [capture(status=FetchStatus.TIMEOUT)])
        assert repository.load_captures("r1") == (capture(),)

    def test_many_at_once(self, repository: Repository) -> None:
        many = [capture(f"https://example.org/{n}") for n in range(2_000)]
        repository.save_captures("r1", many)
        repository.save_captures("r1", many[::-1])
        assert repository.load_captures("r1") == tuple(many)

    def test_none(self, repository: Repository) -> None:
        repository.save_captures("r1", [])
        assert repository.load_captures("r1") == ()

    def test_evidence_is_safe_before_the_row_is(
        self, repository: Repository, evidence: EvidenceStore
    ) -> None:
        digest = evidence.save(b"abc")
        repository.save_captures("r1", [capture(digest=digest)])
        assert evidence.path(digest).read_bytes() == b"abc"

    def test_row_without_its_evidence_is_never_written(
        self, repository: Repository
    ) -> None:
        with pytest.raises(EvidenceMissingError):
            repository.save_captures(
                "r1", [capture("https://example.org/"), capture(digest="ab" * 32)]
            )
        assert repository.load_captures("r1") == ()


class TestJudgements:
    def test_one_replaces_another(
        self, shared: tuple[Database, EvidenceStore, Repository]
    ) -> None:
        database, _, repository = shared
        repository.start_run(start("again"))
        for items in (("O1", "O2", "O3"), ("O2",)):
            repository.save_judgement(
                "again",
                dict.fromkeys(items, (A_FINDING, A_FINDING)),
                verdicts(*items),
                RunStatus.COMPLETE,
                NOON,
            )
        assert repository.load_findings("again") == {"O2": (A_FINDING, A_FINDING)}
        assert repository.load_verdicts("again") == verdicts("O2")
        query = "SELECT count(*) FROM proof LEFT JOIN finding f ON f.id = finding_id "
        with database.read() as connection:
            orphans = connection.exec_driver_sql(query + "WHERE f.id IS NULL")
            assert orphans.scalar_one() == 0

    def test_failing_one_leaves_the_earlier(self, repository: Repository) -> None:
        def judge(run_id: str, findings: dict[str, tuple[Finding, ...]]) -> None:
            said = verdicts("O1", *findings)
            repository.save_judgement(run_id, findings, said, RunStatus.COMPLETE, NOON)

        judge("r1", {"O2": (A_FINDING,)})
        with pytest.raises(StorageError, match="UNIQUE"):
            judge("r1", {"O1": (A_FINDING,)})
        assert repository.load_findings("r1") == {"O1": (), "O2": (A_FINDING,)}

    def test_proof_without_its_evidence_is_never_written(
        self, repository: Repository
    ) -> None:
        proof = Evidence(url="https://example.org/", screenshot="ab" * 32)
        finding = replace(A_FINDING, evidence=(proof,))
        with pytest.raises(EvidenceMissingError):
            repository.save_judgement(
                "r1", {"O1": (finding,)}, verdicts("O1"), RunStatus.COMPLETE, NOON
            )
        assert repository.load_verdicts("r1") == ()

    def test_run_is_finished_with_it(self, repository: Repository) -> None:
        repository.save_judgement("r1", {}, (), RunStatus.DEGRADED, NOON)
        run = repository.load_run("r1")
        assert (run.status, run.finished_at) == (RunStatus.DEGRADED, NOON)
        assert run.spec_digest == start().spec_digest

    def test_judged_by_another_specification(self, repository: Repository) -> None:
        corrected = StoredSpec(digest="cd" * 32, text="version: 2")
        repository.save_judgement(
            "r1", {}, (), RunStatus.COMPLETE, NOON, spec=corrected
        )
        assert repository.load_run("r1").spec_digest == corrected.digest
        assert repository.load_spec_text(corrected.digest) == corrected.text
        assert repository.load_spec_text(start().spec_digest) == start().spec_text


class TestRuns:
    def test_unknown(self, repository: Repository) -> None:
        for call in (
            lambda: repository.load_run("none"),
            lambda: repository.load_captures("none"),
            lambda: repository.load_findings("none"),
            lambda: repository.load_verdicts("none"),
            lambda: repository.save_captures("none", [capture()]),
            lambda: repository.finish_run("none", RunStatus.COMPLETE, NOON),
            lambda: repository.save_judgement("none", {}, (), RunStatus.COMPLETE, NOON),
        ):
            with pytest.raises(UnknownRunError, match="no run none in"):
                call()
        assert repository.load_spec_text("none") is None

    def test_same_id_twice(self, repository: Repository) -> None:
        with pytest.raises(StorageError):
            repository.start_run(start())

    def test_last_and_list(
        self, evidence_and_repository: tuple[object, Repository]
    ) -> None:
        _, repository = evidence_and_repository
        assert repository.last_run() is None
        for days, (run_id, agency_id) in enumerate(
            [("a1", "a"), ("b1", "b"), ("a2", "a"), ("a3", "a")]
        ):
            repository.start_run(start(run_id, agency_id=agency_id, days=days))
        repository.finish_run("a1", RunStatus.COMPLETE, NOON)
        repository.finish_run("a2", RunStatus.INTERRUPTED, None)
        listed = [run.run_id for run in repository.list_runs()]
        assert listed == ["a3", "a2", "b1", "a1"]
        assert [r.run_id for r in repository.list_runs("a", limit=2)] == ["a3", "a2"]
        assert repository.last_run("a") == repository.load_run("a3")
        assert repository.last_run("a", finished=True) == repository.load_run("a1")
        assert repository.last_run("b", finished=True) is None


class TestFirstFailedAt:
    URL = "https://example.org/ไฟล์.pdf"

    def history(
        self, repository: Repository, *statuses: FetchStatus | None, agency: str = "a"
    ) -> None:
        """One run a day; None is a run that did not visit the URL."""
        for day, status in enumerate(statuses):
            run_id = repository.start_run(
                start(f"{agency}{day}", agency_id=agency, days=day)
            )
            if status is not None:
                repository.save_captures(run_id, [capture(self.URL, status=status)])

    @pytest.mark.parametrize(
        ("statuses", "day"),
        [
            ("", None),
            ("+", None),
            ("-", 0),
            ("--", 0),
            ("-+", None),
            ("+-", 1),
            ("-+--", 2),
            ("+-.-", 1),
            ("+-.", 1),
            ("-+.-", 3),
            ("-.+.", None),
        ],
    )
    def test_streaks(
        self, repository: Repository, statuses: str, day: int | None
    ) -> None:
        words = {"+": FetchStatus.OK, "-": FetchStatus.NOT_FOUND, ".": None}
        self.history(repository, *(words[each] for each in statuses))
        expected = {} if day is None else {self.URL: NOON + timedelta(days=day)}
        assert repository.first_failed_at("a", [self.URL]) == expected

    @pytest.mark.parametrize(
        ("statuses", "runs", "failed", "since", "worked"),
        [
            ("", None, None, None, None),
            ("+", 1, 0, None, 0),
            ("-", 1, 1, 0, None),
            ("+--", 3, 2, 1, 0),
            ("-+-b-", 4, 3, 2, 1),
            ("-b.", 1, 1, 0, None),
            ("-+", 2, 1, None, 1),
        ],
    )
    def test_histories(
        self,
        repository: Repository,
        statuses: str,
        runs: int | None,
        failed: int,
        since: int | None,
        worked: int | None,
    ) -> None:
        words = {
            "+": FetchStatus.OK,
            "-": FetchStatus.NOT_FOUND,
            "b": FetchStatus.BLOCKED,
            ".": None,
        }
        self.history(repository, *(words[each] for each in statuses))
        found = repository.url_histories(
            "a", [self.URL], until=NOON + timedelta(days=9), silent=["blocked"]
        )
        if runs is None:
            assert found == {}
            return
        history = found[self.URL]
        assert (history.runs, history.failed_runs) == (runs, failed)
        day = {None: None} | {n: NOON + timedelta(days=n) for n in range(9)}
        assert history.first_failed_at == day[since]
        assert history.last_worked_at == day[worked]
        assert (history.led_to is None) is (worked is None)

    def test_histories_end_with_the_run(self, repository: Repository) -> None:
        self.history(repository, FetchStatus.NOT_FOUND, FetchStatus.OK)
        found = repository.url_histories("a", [self.URL], until=NOON)
        assert (found[self.URL].runs, found[self.URL].first_failed_at) == (1, NOON)

    def test_any_trouble_counts(self, repository: Repository) -> None:
        self.history(
            repository, FetchStatus.OK, FetchStatus.TIMEOUT, FetchStatus.NOT_FOUND
        )
        found = repository.first_failed_at("a", [self.URL])
        assert found == {self.URL: NOON + timedelta(days=1)}

    def test_as_it_was_then(self, repository: Repository) -> None:
        self.history(repository, FetchStatus.NOT_FOUND, FetchStatus.OK)
        found = repository.first_failed_at("a", [self.URL], until=NOON)
        assert found == {self.URL: NOON}

    def test_agencies_keep_apart(self, repository: Repository) -> None:
        self.history(repository, FetchStatus.NOT_FOUND, agency="a")
        self.history(repository, None, FetchStatus.NOT_FOUND, agency="b")
        found = repository.first_failed_at("b", [self.URL])
        assert found == {self.URL: NOON + timedelta(days=1)}

    def test_many(self, repository: Repository) -> None:
        urls = [f"https://example.org/{n}" for n in range(3_000)]
        bad = FetchStatus.NOT_FOUND
        repository.save_captures(
            "r1", [capture(u, status=bad) for u in urls] + [capture("https://ok/")]
        )
        found = repository.first_failed_at(
            "bangkhae", [*urls, "https://ok/", "https://?"]
        )
        assert found == dict.fromkeys(urls, NOON)
