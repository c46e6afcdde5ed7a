"""One look for all parts finds what a look for each finds."""

import random

from checks.vocabulary import MANY, Parts, Vocabulary, announce
from checks.wording import expect, finds, finds_any, matches

LETTERS = "กขค า"
SEVERAL = ("กข", "ข", "คก", "ขาก", "กกก")


def _made_up(seed: int, longest: int) -> str:
    chance = random.Random(seed)
    return "".join(chance.choices(LETTERS, k=chance.randint(0, longest)))


def test_parts_that_were_announced_are_found_like_those_that_were_not():
    texts = [_made_up(seed, 12).replace(" ", "") for seed in range(300)]
    before = [set(Parts(SEVERAL).those_in(text)) for text in texts]
    announce(SEVERAL)
    known = Parts(SEVERAL)
    assert [set(known.those_in(text)) for text in texts] == before
    assert any(before)
    assert not all(before)


def test_what_is_announced_later_is_found_by_parts_that_were_asked_before():
    parts = Parts(("หนึ่ง", "สอง", "สาม", "สี่"))
    assert set(parts.those_in("หนึ่งสองห้า")) == {"หนึ่ง", "สอง"}
    announce(parts.all)
    assert set(parts.those_in("หนึ่งสองห้า")) == {"หนึ่ง", "สอง"}
    assert not parts.those_in("ห้า")


def test_an_empty_part_is_not_announced():
    announce(("", "ก"))
    assert set(Parts(SEVERAL).those_in("คก")) == {"คก"}


def test_wordings_that_are_expected_are_found_like_those_that_are_not():
    wordings = ("แผน*ปี", "<number>คน", "รายงาน", "ผู้อำนวยการ", "งบประมาณ", "<email>")
    texts = ("แผนห้าปี", "แผน", "5 คน", "a@b.co", "งบ ประมาณ", "", "ผู้อำนวยการ นาย ก")
    before = [(finds(wordings, t), matches(wordings, t)) for t in texts]
    expect(wordings)
    assert [(finds(wordings, t), matches(wordings, t)) for t in texts] == before
    assert [said for said, _ in before] == [True, False, True, True, True, False, True]
    assert finds_any(wordings, texts)
    assert not finds_any(wordings, ("แผน", ""))


def test_a_vocabulary_forgets_rather_than_grow():
    known = Vocabulary(frozenset({"ก"}), remembered=2)
    assert [bool(known[text]) for text in ("ก", "ข", "ขก", "ค")] == [1, 0, 1, 0]
    assert len(known) <= 2


def test_parts_of_earlier_specs_are_forgotten_once_there_are_too_many():
    announce(str(number) for number in range(MANY))
    announce(("หก", "แปด"))
    assert set(Parts(("หก", "แปด", "เก้า", "17")).those_in("หกแปด17")) == {
        "หก",
        "แปด",
        "17",
    }
