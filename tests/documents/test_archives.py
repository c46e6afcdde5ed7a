import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.document import Kind, Openness, Problem
from documents.listing import Listing, list_7z, list_rar
from documents.packed import MAX_MEMBERS, MAX_READ
from documents.reader import read
from tests.support import files, packs

UNICODE_NAME = "แผน.pdf".encode("utf-16-le")


def test_members_beyond_the_limits_are_not_read() -> None:
    document = read(files.archive({f"{n}.txt": "ก" for n in range(MAX_READ + 1)}))
    assert (document.openness, document.problems) == (Openness.TEXT, (Problem.CUT,))
    assert [member.problems for member in document.members[-2:]] == [(), (Problem.CUT,)]
    many = read(files.archive({f"{n}": "" for n in range(MAX_MEMBERS + 1)}))
    assert (len(many.members), many.problems) == (MAX_MEMBERS, (Problem.CUT,))
    rows = files.archive({"a.txt": "ก\n" * 50_001, "b.txt": "ข"})
    assert Problem.CUT in read(rows).problems


def test_too_many_members_are_refused() -> None:
    data = files.archive({str(number): "" for number in range(10_001)})
    assert read(data).problems == (Problem.BROKEN,)


def test_a_member_that_is_locked_or_too_large_is_named() -> None:
    large = files.archive({"a.txt": "ก", "b.txt": bytes(25_000_001)})
    document = read(large)
    assert document.members[1].problems == (Problem.CUT,)
    one = packs.locked_zip({"a.txt": b"x"})
    both = packs.locked_zip({"a.txt": b"x", "b.txt": b"y"})
    # Only the first is locked.
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = both.rindex(sign) + at
        both = both[:place] + bytes([both[place] & 0xFE]) + both[place + 1 :]
    assert read(one).problems == (Problem.ENCRYPTED,)
    assert [member.problems for member in read(both).members] == [
        (Problem.ENCRYPTED,),
        (),
    ]
    assert read(both).problems == (Problem.ENCRYPTED,)


@pytest.mark.parametrize(
    ("name", "flags", "expected"),
    [
        (b"a\\b.txt", 0, "a/b.txt"),
        ("แผนงาน.pdf".encode("cp874"), 0, "แผนงาน.pdf"),
        ("แผน.pdf".encode(), 0x200, "แผน.pdf"),
        # Each unit as it is; a byte below one high byte; three letters of the plain name.
        (b"???\0\x0e\xaa" + UNICODE_NAME[:6] + b".\0", 0x200, "แผน."),
        (b"???\0\x0e\x55\x41\x02\x19", 0x200, "\u0e41\u0e02\u0e19"),
        (b"abc\0\x0e\xc0\x01", 0x200, "abc"),
        (b"abc\0\x0e\xc0\x81\x01", 0x200, "\u0e62\u0e63\u0e64"),
        (b"abc\0\x0e\x00xyz", 0x200, "xyz"),
    ],
)  # fmt: skip
def test_names_in_rar_4(name: bytes, flags: int, expected: str) -> None:
    listing = list_rar(packs.rar_4([name], flags=flags))
    assert [found for found, _ in listing.files] == [expected]


def test_folders_are_no_files() -> None:
    assert list_rar(packs.rar_4([b"folder"], flags=0xE0)).files == []


@pytest.mark.parametrize("pack", [packs.rar_4([b"abc"]), packs.rar_5(["abc" * 60])])
def test_rar_cut_anywhere_is_survived(pack: bytes) -> None:
    for end in range(8, len(pack)):
        listing = list_rar(pack[:end])
        assert isinstance(listing, Listing)
    assert not list_rar(pack).is_broken


@pytest.mark.parametrize("locked", ["names", "files"])
def test_locks_are_seen(locked: str) -> None:
    assert list_rar(packs.rar_4([b"a"], locked=locked)).is_locked
    assert list_rar(packs.rar_5(["a"], locked=locked)).is_locked


@pytest.mark.parametrize("packed", [False, True])
def test_7z_cut_or_damaged_anywhere_is_survived(packed: bool) -> None:
    whole = packs.seven_zip({"ก.pdf": b"abc", "ข": b"de"}, packed=packed)
    assert list_7z(whole).files == [("ก.pdf", 3), ("ข", 2)]
    for place in range(12, len(whole)):
        assert list_7z(whole[:place]).is_broken
        for damage in (0, 0xFF, whole[place] ^ 1):
            turned = whole[:place] + bytes([damage]) + whole[place + 1 :]
            assert isinstance(list_7z(turned), Listing)


def test_a_locked_7z_says_so() -> None:
    for packed in (False, True):
        data = packs.seven_zip({"a": b"b"}, locked=True, packed=packed)
        assert list_7z(data).is_locked


def test_an_empty_7z_has_no_files() -> None:
    data = b"7z\xbc\xaf\x27\x1c\0\4" + bytes(4) + struct.pack("<QQI", 0, 0, 0)
    assert list_7z(data) == Listing()


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00", b"7z\xbc\xaf\x27\x1c"]),
    st.binary(max_size=200),
)  # fmt: skip
def test_no_bytes_raise(start: bytes, rest: bytes) -> None:
    assert read(start + rest).kind in {Kind.RAR, Kind.SEVEN_ZIP}
