"""Procedure: steps that say what somebody does, told in any of the usual ways."""

import pytest

from checks.finding import Outcome, Reason
from crawler.artifacts import FetchStatus
from tests.support.asked import SCAN, asked, link, table
from tests.support.files import pdf
from tests.support.sites import Thing

WHAT = "check: procedure, element: ขั้นตอน, element_en: Steps, any: [ขั้นตอน, วิธีการ, กระบวนงาน, อื่น]"
STEPS = f"{{id: steps, {WHAT}, without: [ค่าธรรมเนียม]}}"
INSTEAD = f"{{id: steps, {WHAT}, instead: [ใบอนุญาตเลขที่]}}"
OF = f"{{id: steps, {WHAT}, of: manual}}"
MANUAL = "{id: manual, check: document, element: คู่มือ, element_en: Manual, any: [คู่มือการขออนุญาต]}"

TOLD = (
    "ยื่นคำขอพร้อมเอกสารหลักฐาน",
    "ตรวจสอบเอกสารและออกใบรับคำขอ",
    "แจ้งผลการพิจารณาภายในเจ็ดวัน",
)
LIST = "".join(f"<li>{step}</li>" for step in TOLD)
NUMBERED = "".join(f"<p>{n}. {step}</p>" for n, step in enumerate(TOLD, 1))


@pytest.mark.parametrize(
    "content",
    [
        f"<ol>{LIST}</ol>",
        NUMBERED,
        "".join(f"<p>ขั้นตอนที่ {n} {s}</p>" for n, s in enumerate(TOLD, 1)),
        "".join(f"<p>({n}) {s}</p>" for n, s in zip("๑๒๓", TOLD, strict=True)),
        "".join(f"<p>{mark}. {s}</p>" for mark, s in zip("กขค", TOLD, strict=True)),
        "".join(f"<p>• {step}</p>" for step in TOLD),
        table(
            ("ที่", "ขั้นตอน", "เวลา"),
            *((str(n), s, "1 วัน") for n, s in enumerate(TOLD, 1)),
        ),
        "<table>"
        + "".join(
            f"<tr><td>{n}</td><td>{s}</td><td>1 วัน</td></tr>"
            for n, s in enumerate(TOLD, 1)
        )
        + "</table>",
        "<p>ประชาชน → งานสารบรรณ → ผู้มีอำนาจ</p>",
        "<p>ผู้ใช้บริการยื่นคำขอ -> ฝ่ายโยธาตรวจ -> ผู้อำนวยการเขตลงนาม</p>",
        "<p>เริ่มจากประชาชนยื่นคำขอที่ฝ่ายโยธา จากนั้นนายตรวจลงพื้นที่ สุดท้ายออกใบอนุญาต</p>",
        f"<p>{' '.join(f'{n}. {s}' for n, s in enumerate(TOLD, 1))}</p>",
        "<p>Step 1 Submit the form at the counter</p><p>Step 2 Pay the fee of the licence</p>"
        "<p>Step 3 Receive the licence at the counter</p>",
    ],
    ids=[
        "a list",
        "numbered lines",
        "lines that say step",
        "Thai digits in brackets",
        "letters",
        "bullets",
        "a table",
        "a table without a header",
        "arrows",
        "arrows of two signs",
        "prose",
        "numbers within a paragraph",
        "English",
    ],
)
def test_three_steps_are_told(content: str) -> None:
    finding = asked(STEPS, f"<h4>ขั้นตอนการขออนุญาต</h4>{content}")
    assert (finding.outcome, finding.reason) == (Outcome.PASSED, Reason.FOUND)
    assert int(dict(finding.facts)["count"]) >= 3
    assert dict(finding.facts)["wordings"] == "ขั้นตอน / วิธีการ / กระบวนงาน"


@pytest.mark.parametrize(
    ("content", "count"),
    [
        ("<p>ติดต่อสำนักงานเขตในวันและเวลาราชการ</p>", 1),
        ("<h4>วิธีการ</h4><p>มีความสะดวกรวดเร็วและโปร่งใส</p>", 0),
        ("<ol><li>สำเนาบัตร</li><li>สำเนาทะเบียนบ้าน</li><li>รูปถ่าย</li></ol>", 0),
        (f"<ol><li>{TOLD[0]}</li><li>{TOLD[1]}</li></ol>", 2),
        (NUMBERED.replace("พร้อม", "ค่าธรรมเนียม"), 2),
        (
            "<p>ออกใบอนุญาต 200 บาท</p><p>ตรวจอาคาร 50 บาท</p><p>รับรองสำเนา 10 บาท</p>",
            0,
        ),
        ("<p>1. ยื่น</p><p>2. ตรวจ</p><p>3. แจ้ง</p>", 0),
        ("<p>ฝ่ายโยธา → ฝ่ายปกครอง</p><p>เอกสาร</p>", 1),
        (
            "<p>1. ยื่น.................</p><p>2. ตรวจ................</p><p>3. แจ้ง..............</p>",
            0,
        ),
        (
            "<p>ยื่นคำขอ รอข้อมูล</p><p>ตรวจเอกสาร รอข้อมูล</p><p>แจ้งผล รอข้อมูล</p>"
            f"<p>{'ใบอนุญาตมีอายุหนึ่งปี ' * 10}</p>",
            0,
        ),
    ],
    ids=[
        "one sentence",
        "no act",
        "documents to bring",
        "two steps",
        "a fee among the steps",
        "a list of fees",
        "bare words",
        "one arrow",
        "a form left blank",
        "promises",
    ],
)
def test_fewer_are_no_procedure(content: str, count: int) -> None:
    finding = asked(STEPS, f"<h4>การขออนุญาต</h4>{content}<p>เขตตัวอย่าง</p>")
    assert (finding.outcome, finding.reason) == (Outcome.FAILED, Reason.MISSING)
    assert dict(finding.facts)["count"] == str(count)
    assert dict(finding.facts)["needed"] == "3"


def test_other_content_may_do_as_well() -> None:
    content = "<p>ใบอนุญาตเลขที่ 12/2567 ออกให้แก่ร้านตัวอย่าง</p>"
    finding = asked(INSTEAD, content)
    assert (finding.outcome, finding.reason) == (Outcome.PASSED, Reason.FOUND)
    assert "12/2567" in finding.evidence[0].quote
    assert asked(STEPS, content).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("content", "file", "outcome", "reason"),
    [
        (
            link("a.pdf", "ดาวน์โหลด"),
            pdf(["คู่มือ", *(f"{n}. {s}" for n, s in enumerate(TOLD, 1))]),
            Outcome.PASSED,
            Reason.FOUND,
        ),
        pytest.param(
            link("a.pdf", "ดาวน์โหลด"),
            SCAN,
            Outcome.INCONCLUSIVE,
            Reason.ONLY_PICTURES,
        ),
        (
            link("a.pdf", "ดาวน์โหลด"),
            FetchStatus.TIMEOUT,
            Outcome.INCONCLUSIVE,
            Reason.UNSEEN,
        ),
        (
            f'<p>{"สำนักงานเขตให้บริการทุกวัน " * 5}</p><p>ผังงาน</p><img src="/flow.png">',
            b"",
            Outcome.INCONCLUSIVE,
            Reason.ONLY_PICTURES,
        ),
        (
            f'<p>{"สำนักงานเขตให้บริการทุกวัน " * 5}</p><p>บรรยากาศ</p><img src="/p.png">',
            b"",
            Outcome.FAILED,
            Reason.MISSING,
        ),
    ],
    ids=["a PDF", "a scan", "not seen", "a flow chart", "another picture"],
)
def test_files_and_pictures(
    content: str, file: Thing, outcome: Outcome, reason: Reason
) -> None:
    question = STEPS.replace("any:", "pictured: [ผังงาน], any:")
    finding = asked(question, content, {"/files/a.pdf": file})
    assert (finding.outcome, finding.reason) == (outcome, reason)


def test_the_steps_must_stand_in_the_manual() -> None:
    manual = f"<h4>คู่มือการขออนุญาต</h4><p>{'คู่มือสำหรับประชาชนในการขออนุญาต ' * 4}</p>"
    for content, reason in (
        (manual + NUMBERED, Reason.FOUND),
        (f"<h4>เรื่องทั่วไป</h4>{NUMBERED}{manual}", Reason.MISSING),
        (f"<h4>เรื่องทั่วไป</h4>{NUMBERED}", Reason.ELEMENT_MISSING),
    ):
        assert asked(OF, content, before=[MANUAL]).reason is reason


def test_a_table_of_services_tells_no_steps() -> None:
    services = table(
        ("บริการ", "เอกสาร", "ค่าธรรมเนียม"),
        ("รับรองสำเนาทะเบียนบ้าน", "บัตรประชาชน", "10"),
        ("แจ้งย้ายที่อยู่ปลายทาง", "ทะเบียนบ้าน", "20"),
        ("จดทะเบียนสมรสนอกสถานที่", "หนังสือเดินทาง", "200"),
    )
    assert asked(STEPS, services).outcome is Outcome.FAILED


NOUNS = ("ใบรับแจ้งของผู้ขออนุญาต", "ใบนัดของนายตรวจเขต", "ใบอนุญาตก่อสร้างอาคาร")
NOUN_LIST = "".join(f"<li>{noun}</li>" for noun in NOUNS)
NOUN_LINES = "".join(f"<p>{n}. {noun}</p>" for n, noun in enumerate(NOUNS, 1))


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        (f"<h4>ขั้นตอน</h4><ul>{NOUN_LIST}</ul>", Outcome.PASSED),
        (f"<p>ขั้นตอน</p><ul>{NOUN_LIST}</ul>", Outcome.PASSED),
        (f"<h4>ขั้นตอน</h4>{NOUN_LINES}", Outcome.PASSED),
        (f"<h4>เอกสาร</h4><ul>{NOUN_LIST}</ul>", Outcome.FAILED),
        (f"<h4>ขั้นตอน</h4><h4>เอกสาร</h4><ul>{NOUN_LIST}</ul>", Outcome.FAILED),
        (f"<h4>ขั้นตอน</h4><p>{'</p><p>'.join(NOUNS)}</p>", Outcome.FAILED),
        ("<h4>ขั้นตอน</h4><ul><li>ยื่น</li><li>ตรวจ</li><li>รับ</li></ul>", Outcome.FAILED),
    ],
    ids=[
        "a list under its heading",
        "a list under a line",
        "numbered lines",
        "a list of documents",
        "a list under the next heading",
        "lines of no list",
        "bare words",
    ],
)
def test_entries_of_a_list_under_the_heading_of_steps_are_steps(
    content: str, outcome: Outcome
) -> None:
    assert asked(STEPS, content).outcome is outcome


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("วันที่ 1 ยื่นคำขอที่ฝ่ายโยธา วันที่ 2 ตรวจสถานที่ วันที่ 3 รับใบอนุญาต", 3),
        ("สัปดาห์ที่ 1 ยื่นคำขอ สัปดาห์ที่ ๒-๓ ตรวจสถานที่ สัปดาห์ที่ ๔ ออกใบอนุญาต", 3),
        ("วันที่ 1 ยื่นคำขอที่ฝ่ายโยธา วันที่ 2 ตรวจสถานที่", 2),
        ("วันที่ 1 วันหยุดราชการ วันที่ 2 วันทำบุญตักบาตร วันที่ 3 วันเด็กแห่งชาติ", 0),
    ],
    ids=["days", "weeks", "two days", "days on which nobody acts"],
)
def test_days_on_which_somebody_acts_are_steps_of_one_line(
    line: str, count: int
) -> None:
    finding = asked(STEPS, f"<p>{line}</p>")
    assert dict(finding.facts)["count"] == str(count)
    assert finding.outcome is (Outcome.PASSED if count >= 3 else Outcome.FAILED)


@pytest.mark.parametrize(
    "content",
    [
        "<p>กรอกแบบคำร้อง ส่งหลักฐาน รอข้อความยืนยัน แล้วรับหนังสือแจ้งผล</p>",
        "<p>เจ้าหน้าที่ตรวจคำขอ / นิติกรสอบถามพยาน / ปิดเรื่อง</p>",
        "<p>05.00 รับอุปกรณ์</p><p>05.30 กวาดถนน</p><p>08.00 รวบรวมถุงขยะ</p>",
        "<p>วันที่ 1 : รับคำขอ</p><p>วันที่ 2-7 : ตรวจสถานที่</p><p>วันที่ 8 : ออกใบอนุญาต</p>",
        "<p>การตรวจเอกสาร 2 วัน</p><p>การพิจารณา 30 วัน</p><p>การลงนาม 3 วัน</p>",
    ],
    ids=["clauses", "who acts", "hours", "days", "nouns that last"],
)
def test_steps_told_in_the_words_of_a_clerk(content: str) -> None:
    assert asked(STEPS, f"<h4>การขอ</h4>{content}").outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "content",
    [
        "<p>ของที่ต้องมี ขอบเขตงาน ออกแบบแล้ว รับผิดชอบโดยเขต</p>",
        "<p>รับคำขอ ตรวจเอกสาร</p>",
        "<p>สวนสาธารณะ ตลาดสด วัดในเขต ยื่นคำขอ ตรวจสอบ แจ้งผล โรงเรียนวัด ชุมชนริมน้ำ</p>",
        "<p>ขอให้ทุกฝ่ายส่งต้นฉบับ</p><p>ขอเชิญร่วมงาน</p><p>ขอความร่วมมือ</p>",
    ],
    ids=["words that begin alike", "two acts", "acts among other words", "requests"],
)
def test_clauses_that_tell_no_steps(content: str) -> None:
    assert asked(STEPS, f"<h4>การขอ</h4>{content}").reason is Reason.MISSING


def test_steps_that_are_counted_in_words() -> None:
    steps = "<p>หนึ่ง เขียนคำร้อง<br>สอง เจ้าหน้าที่ออกตรวจ<br>สาม ชำระเงินที่ช่อง 4</p>"
    assert asked(STEPS, f"<h4>การขอ</h4>{steps}").outcome is Outcome.PASSED
