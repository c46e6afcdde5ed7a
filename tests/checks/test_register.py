"""The register, the wordings, and the rules from findings to score."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.check import REGISTER, STANDING, Ask, Check, Options, bind, check
from checks.finding import UNSEEN, Finding, Outcome, Reason
from checks.run import judge_item
from checks.sentences import SENTENCES, fix, message
from checks.subject import Subject
from checks.verdict import Verdict, judge, points, score
from checks.wording import finds, letters
from config.located import SpecError
from config.spec import load_spec
from crawler.artifacts import TROUBLES, FetchStatus, harms_citizens
from documents.thai.dates import FiscalYear
from tests.support.sites import item, spec_of

SHORT_NAMES = {
    "Q&A",
    "Q & A",
    "FAQ",
    "SOP",
    "ข่าว",
    "News",
    "ม.39",
    "ม.21",
    "ติชม",
    "โกง",
    "พรบ.",
    "พรก.",
    "พรฎ.",
    "สขร.",
    "สขร1",
    "สข.1",
    "ถาม:",
    "Q:*A:",
    "Q.*A.",
    "โพล",
    "Poll",
    "ติ๊ก",
    "งบฯ",
    "งบปี",
    "งปม",
    "ปงม",
}
"""What everybody calls the thing, however short."""
SHORTEST = 5
"""Letters of a wording that is looked for in all that an item shows."""
SHORT_TEXTS = {
    ("O1", "sections"),
    ("O2", "area"),
    ("O16", "signs"),
    ("O16", "sign-tax"),
    ("O21", "development"),
    ("O21", "evaluation"),
    ("O22", "unit"),
    ("O23", "purpose"),
    ("O24", "activity"),
}
"""Texts with a short wording that may stand anywhere in the item."""
ROOT = Path(__file__).parents[2]


def test_every_file_is_registered_under_its_name() -> None:
    files = {
        p.stem
        for p in (ROOT / "checks/heuristics").glob("*.py")
        if p.stem != "__init__"
    }
    assert {name.replace("-", "_") for name in REGISTER} == files


@pytest.mark.parametrize("name", sorted(REGISTER))
def test_checks_are_well_named_and_documented(name: str) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    assert not name.startswith(("no-", "check-"))
    assert "Why it matters:" in REGISTER[name].doc
    assert "Cannot tell when:" in REGISTER[name].doc


def test_a_name_is_registered_once() -> None:
    with pytest.raises(ValueError, match="two checks"):
        check("document", options=Options)(lambda _subject, _options: iter(()))


def test_the_shipped_spec_binds_and_uses_every_check() -> None:
    spec = load_spec()
    bound = bind(spec)
    assert [i.id for i in spec.items] == [f"O{n}" for n in range(1, 31)]
    assert sum(len(i.urls) for i in spec.items) == 49
    used = {ask.check.name for asks in bound.values() for ask in asks}
    assert used == set(REGISTER)
    for asks in bound.values():
        assert tuple(ask.check.name for ask in asks[: len(STANDING)]) == STANDING


def test_the_shipped_items_differ_in_what_they_require() -> None:
    spec = load_spec()
    wanted = [
        tuple(str(r.options.get("element")) for r in i.require) for i in spec.items
    ]
    assert len(set(wanted)) == 30


def test_shipped_names_are_long_enough_to_mean_something() -> None:
    for one in load_spec().items:
        for requirement in one.require:
            if requirement.check not in ("document", "channel"):
                continue
            listed = requirement.options.get("any", ())
            for wording in listed if isinstance(listed, list) else ():
                known = "<" in wording or wording in SHORT_NAMES
                assert letters(wording) >= SHORTEST or known, (one.id, wording)


def test_shipped_texts_with_short_wordings_are_looked_for_in_one_place() -> None:
    for one in load_spec().items:
        for requirement in one.require:
            listed = requirement.options.get("any", ())
            if requirement.check != "text" or not isinstance(listed, list):
                continue
            short = [w for w in listed if letters(w) < SHORTEST and "<" not in w]
            known = (one.id, requirement.id) in SHORT_TEXTS
            assert not short or requirement.options.get("of") or known, (one.id, short)


@pytest.mark.parametrize(
    ("require", "expected"),
    [
        ("{id: a, check: documents}", "got 'documents'; did you mean 'document'?"),
        (
            "{id: a, check: document, element: ก, element_en: a}",
            "items[O1].require[a].any: required option is missing",
        ),
        (
            "{id: a, check: document, element: ก, element_en: a, any: [กขคงจ], colour: red}",
            "require[a].colour: unknown option",
        ),
        (
            "{id: a, check: text, element: ก, element_en: a, any: [กขคงจ], at_least: 0}",
            "require[a].at_least: ",
        ),
        (
            "{id: a, check: months-covered, of: b}",
            "require[a].of: expected one of (none); got 'b'",
        ),
        ("{id: a, check: fiscal-year, of: a, period: yearly}", "require[a].period: "),
        ("{id: a, check: machine-readable, level: high}", "require[a].level: "),
    ],
)
def test_options_that_do_not_fit_are_told_with_their_line(
    require: str, expected: str
) -> None:
    with pytest.raises(SpecError) as caught:
        bind(spec_of(item("O1", "ก", ["a"], require)))
    assert expected in str(caught.value)
    assert re.match(r"\(stored spec\):\d+: ", str(caught.value))


@pytest.mark.parametrize(
    ("wording", "text", "found"),
    [
        ("สำนักงานเขต", "ส านักงานเขตตัวอย่าง", True),
        ("ประจำปี", "ประจํา ปี ๒๕๖๗", True),
        ("แผน*จัดซื้อจัดจ้าง", "แผนปฏิบัติการจัดซื้อจัดจ้าง", True),
        ("แผน*จัดซื้อจัดจ้าง", "แผน" + "ก" * 60 + "จัดซื้อจัดจ้าง", False),
        ("<email>", "ติดต่อ saraban.x@bangkok.go.th", True),
        ("<email>", "ติดต่อ @bangkok", False),
        ("<phone>", "โทร. 0 2413 0565", True),
        ("<phone>", "โทรศัพท์ ๐-๒๔๑๓-๐๕๖๕ ต่อ 12", True),
        ("<phone>", "สายด่วน 1555", True),
        ("<phone>", "ปี 2567", False),
        ("<phone>", "ประชากร 1500 คน", False),
        ("<name>*ผู้อำนวยการเขต", "นายสมมติ ตัวอย่าง ผู้อำนวยการเขต", True),
        ("จำนวน*<number>", "จำนวน 1,234 เรื่อง", True),
        ("E-Service", "ระบบ e–service", True),
        ("1.5 (ก)", "ข้อ 1x5 (ก)", False),
    ],
)
def test_wordings(wording: str, text: str, found: bool) -> None:
    assert finds((wording,), text) is found


def finding(outcome: Outcome, reason: Reason = Reason.FOUND) -> Finding:
    return Finding(outcome=outcome, reason=reason, requirement="x", check="document")


SEEN = Reason.ONLY_PICTURES


@pytest.mark.parametrize(
    ("findings", "verdict"),
    [
        ([finding(Outcome.PASSED)], Verdict.PASS),
        ([finding(Outcome.PASSED), finding(Outcome.NOT_APPLICABLE)], Verdict.PASS),
        ([], Verdict.UNKNOWN),
        ([finding(Outcome.NOT_APPLICABLE)], Verdict.UNKNOWN),
        ([finding(Outcome.PASSED), finding(Outcome.FAILED)], Verdict.FAIL),
        ([finding(Outcome.FAILED), finding(Outcome.INCONCLUSIVE, SEEN)], Verdict.FAIL),
        (
            [
                finding(Outcome.INCONCLUSIVE, SEEN),
                finding(Outcome.INCONCLUSIVE, Reason.UNSEEN),
            ],
            Verdict.REVIEW,
        ),
        (
            [finding(Outcome.PASSED), finding(Outcome.INCONCLUSIVE, Reason.UNSEEN)],
            Verdict.UNKNOWN,
        ),
        (
            [finding(Outcome.PASSED), finding(Outcome.ERROR, Reason.CHECK_BROKE)],
            Verdict.UNKNOWN,
        ),
    ],
)
def test_the_worst_finding_wins(findings: list[Finding], verdict: Verdict) -> None:
    assert judge(findings) is verdict


FINDINGS = st.lists(
    st.builds(finding, st.sampled_from(Outcome), st.sampled_from(Reason))
)


@given(FINDINGS, st.randoms())
def test_a_verdict_does_not_depend_on_the_order(
    findings: list[Finding], random: object
) -> None:
    shuffled = list(findings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert judge(shuffled) is judge(findings)


@given(FINDINGS, st.sampled_from(sorted(UNSEEN)))
def test_an_unseen_finding_never_makes_a_pass(
    findings: list[Finding], reason: Reason
) -> None:
    more = [*findings, finding(Outcome.INCONCLUSIVE, reason)]
    assert judge(more) is not Verdict.PASS


def test_the_score_is_a_range() -> None:
    verdicts = dict(zip("abcde", Verdict, strict=True))
    found = score(verdicts)
    assert (found.oit_low, found.oit_high) == (20.0, 60.0)
    assert (found.passed, found.failed, found.review, found.unknown, found.waived) == (
        1,
    ) * 5


def test_one_item_of_thirty_weighs_three_and_a_third() -> None:
    verdicts = {f"O{n}": Verdict.PASS if n else Verdict.FAIL for n in range(30)}
    assert score(verdicts).oit_low == 96.67


def test_points() -> None:
    assert [points(v) for v in Verdict] == [100, 0, None, None, 0]


def test_every_status_is_decided_and_told() -> None:
    assert set(TROUBLES) == set(FetchStatus)
    for status, trouble in TROUBLES.items():
        assert harms_citizens(status) in (True, False, None)
        assert trouble.th
        assert trouble.en
        assert bool(trouble.fix_th) is (status is not FetchStatus.OK)


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_its_sentences(reason: Reason) -> None:
    sentences = SENTENCES[reason]
    one = finding(Outcome.FAILED, reason)
    for lang in ("th", "en"):
        assert message(one, lang)  # type: ignore[arg-type]
        assert "{" not in message(one, lang) + fix(one, lang)  # type: ignore[arg-type]
    assert bool(sentences.fix_th) is bool(sentences.fix_en)


def raises(_subject: Subject, _options: Options) -> Iterator[Finding]:
    raise ZeroDivisionError("oops")
    yield


def says_nothing(_subject: Subject, _options: Options) -> Iterator[Finding]:
    yield from ()


@pytest.mark.parametrize("function", [raises, says_nothing])
def test_a_check_that_breaks_is_our_trouble(
    function: Callable[[Subject, Options], Iterator[Finding]],
) -> None:
    broken = Check(name="broken", options=Options, reads=False, function=function)
    ask = Ask(requirement="x", check=broken, options=Options())
    spec = spec_of(item("O1", "ก", ["a"], "{id: a, check: reachable}"))
    subject = Subject(
        item=spec.items[0],
        sources=(),
        today=date(2024, 1, 1),
        fiscal_year=FiscalYear(be=2567),
    )
    (found,) = judge_item([ask], subject)
    assert (found.outcome, found.reason) == (Outcome.ERROR, Reason.CHECK_BROKE)
    assert judge([finding(Outcome.PASSED), found]) is Verdict.UNKNOWN
