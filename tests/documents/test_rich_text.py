from documents.document import Problem, Role
from documents.reader import read
from documents.rich_text import MAX_BLOCKS, MAX_DEPTH
from tests.support.office import rtf

LINK = r'{\field{\*\fldinst{ HYPERLINK "https://a.test/x" }}{\fldrslt{\ul แผน}}}'


def test_paragraphs_tables_and_links_come_in_their_order() -> None:
    document = read(
        rtf(
            r"{\info{\title แผนปี}{\author x}}{\header ห้ามอ่าน\par}"
            rf"\pard แผน\b  2567\b0\par อ่าน{LINK} ที่นี่\par"
            rf"\trowd\intbl ที่\par สอง\cell {LINK}\cell\row"
            r"\trowd\intbl 1\cell ก\cell\row\pard ท้าย\line ใหม่\page"
        )
    )
    assert document.title == "แผนปี"
    assert [(b.role, b.text) for b in document.blocks] == [
        (Role.TEXT, "แผน 2567"),
        (Role.TEXT, "อ่านแผน ที่นี่"),
        (Role.LINK, "แผน"),
        (Role.ROW, "ที่ สอง | แผน"),
        (Role.LINK, "แผน"),
        (Role.ROW, "1 | ก"),
        (Role.TEXT, "ท้าย ใหม่"),
    ]
    assert document.blocks[2].href == "https://a.test/x"
    assert document.tables[0].rows == (("ที่ สอง", "แผน"), ("1", "ก"))


def test_letters_in_each_way_of_writing_them() -> None:
    for body, text in (
        (r"\uc1\u3649?\u3612?\u3609?", "แผน"),
        (r"\uc2\u3649\'aa\'bb\u3612xx\u3609??", "แผน"),
        (r"\uc0\u3649\u3612\u3609", "แผน"),
        (r"\uc1\u-10179?\u-8704?", "\U0001f600"),
        (r"\f1 caf\'e9\f0 ก", "caféก"),
        (r"\plain ก\u3586\lquote ค", "กขค"),
        (r"a\~b\_c\{d\}\\\emdash e\bullet\tab f", "a b-c{d}\\—e• f"),
        (r"ก{\v ซ่อน}ข\v ซ่อน\v0 ค", "กขค"),
        (r"{\*\unknown x}ก{\pict 00}", "ก"),
        (r"{\*\shpinst{\shptxt กล่อง\par}}", "กล่อง"),
        (r"ก\bin3 }}}ข", "กข"),
        (r"\ansicpg99999 ก", "ก"),
    ):
        assert read(rtf(rf"{body}\par")).text == text, body


def test_a_paragraph_may_end_in_a_line_end() -> None:
    assert read(rtf("a\\\nb\\par")).text == "a\nb"


def test_what_stands_behind_the_text_is_no_text() -> None:
    document = read(rtf(r"แผน\par") + b"junk")
    assert (document.text, document.problems) == ("แผน", ())


def test_a_link_that_leads_nowhere_is_text() -> None:
    document = read(rtf(r"{\field{\*\fldinst PAGE}{\fldrslt 1}}{\field x}\par"))
    assert [(b.role, b.text) for b in document.blocks] == [(Role.TEXT, "1x")]


def test_limits() -> None:
    many = read(rtf(r"x\par " * (MAX_BLOCKS + 1)))
    assert len(many.blocks) == MAX_BLOCKS
    assert many.problems == (Problem.CUT,)
    deep = read(rtf(r"ก\par" + "{" * MAX_DEPTH + "ข"))
    assert (deep.text, deep.problems) == ("ก", (Problem.BROKEN,))
    links = read(rtf(r"ก" + r"{\*\fldinst x}" * 1_000 + r"\par"))
    assert links.text == "ก"
    assert Problem.BROKEN in read(rtf(r"ก\par" + "\\")[:-1]).problems
