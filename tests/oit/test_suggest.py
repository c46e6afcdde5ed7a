"""What to put in place of a broken link; where nothing is sure, nothing."""

import pytest

from oit.suggest import Ground, Index, Suggestion, Working, suggest

SITE = "https://example.go.th"
INDEX = Index.of(
    [
        Working(url=f"{SITE}/t/page/sub/100/แผนปฏิบัติการ", titles=("แผนปฏิบัติการประจำปี",)),
        Working(url=f"{SITE}/t/page/sub/9/k/0/info/44/x", titles=("ข่าวประกาศเก่า",)),
        Working(url=f"{SITE}/new/Report_2569.pdf", titles=("รายงานผลประจำปี",)),
        Working(url=f"{SITE}/new/notes.xlsx"),
        Working(url=f"{SITE}/a/form.pdf"),
        Working(url=f"{SITE}/b/form.pdf"),
        Working(url=f"{SITE}/news/77/second", titles=("สถิติการให้บริการ",)),
        Working(url=f"{SITE}/x1", titles=("คู่มือการปฏิบัติงาน",)),
        Working(url=f"{SITE}/x2", titles=("คู่มือการปฏิบัติงาน",)),
        Working(url=f"{SITE}/y/5f1c09e2ab7d4.pdf", titles=("ดาวน์โหลด",)),
    ]
)


@pytest.mark.parametrize(
    ("url", "titles", "expected", "ground"),
    [
        ("/u/page/main/100/old", (), "/t/page/sub/100/แผนปฏิบัติการ", Ground.SAME_ID),
        (
            "/t/page/sub/8/j/0/info/44/y",
            (),
            "/t/page/sub/9/k/0/info/44/x",
            Ground.SAME_ID,
        ),
        ("/news/77/first", (), "/news/77/second", Ground.SAME_ID),
        ("/old/report_2569.PDF", (), "/new/Report_2569.pdf", Ground.SAME_NAME),
        ("/old/report-2569.xlsx", (), "/new/Report_2569.pdf", Ground.SAME_NAME),
        (
            "/gone",
            ("แผนปฏิบัติการ ประจําปี",),
            "/t/page/sub/100/แผนปฏิบัติการ",
            Ground.SAME_TITLE,
        ),
        ("/gone.pdf", ("รายงานผลประจำปี",), "/new/Report_2569.pdf", Ground.SAME_TITLE),
    ],
)
def test_what_is_suggested(
    url: str, titles: tuple[str, ...], expected: str, ground: Ground
) -> None:
    found = suggest(SITE + url, titles, INDEX)
    assert found == Suggestion(url=SITE + expected, ground=ground)


@pytest.mark.parametrize(
    ("url", "titles"),
    [
        ("/c/form.pdf", ()),
        ("/gone", ("คู่มือการปฏิบัติงาน",)),
        ("/gone", ("ดาวน์โหลด",)),
        ("/gone", ("ข่าว",)),
        ("/gone", ()),
        ("/z/5f1c09e2ab7d4.pdf", ()),
        ("/t/page/sub/101/y", ()),
        ("/papers/77/first", ()),
        ("/t/page/sub/100/แผนปฏิบัติการ", ()),
    ],
)
def test_nothing_is_guessed(url: str, titles: tuple[str, ...]) -> None:
    assert suggest(SITE + url, titles, INDEX) is None


def test_where_it_led_comes_first() -> None:
    led_to = f"{SITE}/x1"
    found = suggest(f"{SITE}/u/page/main/100/old", (), INDEX, led_to=led_to)
    assert found == Suggestion(url=led_to, ground=Ground.REDIRECT)
    assert suggest(f"{SITE}/gone", (), INDEX, led_to=f"{SITE}/gone-as-well") is None


def test_mail_has_no_other_address() -> None:
    assert suggest("mailto:x", ("แผนปฏิบัติการประจำปี",), INDEX) is None
