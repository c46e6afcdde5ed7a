"""What is seen as garbage, and what must pass as sense."""

import pytest
from hypothesis import given

from documents.thai.garbage import garbage_share
from tests.support.thai import ENGLISH, PROSE, texts


@pytest.mark.parametrize(
    "sense",
    [
        PROSE,
        ENGLISH,
        "",
        "   \n",
        "๑. .................... ลงชื่อ ______________ (นาย................)",
        "☐ มี ☑ ไม่มี • ข้อ ๑ → ข้อ ๒ “หมายเหตุ” – 25°C ± 3 %",
        "Café Müller, façade, São Paulo, naïve",
        "02-123-4567 | 2,567.00 | 12/2567 | https://a.example/x_y-z",
        "อีเมล saraban@example.go.th",
        "ส านักงาน ประจ าปี ข ้อม ูล",
        "หน\uf70bาที่",
        "中文内容",
    ],
)
def test_sense_is_no_garbage(sense: str) -> None:
    assert garbage_share(sense) < 0.05


@pytest.mark.parametrize(
    "garbage",
    [
        "¡ÃØ§à·¾",
        PROSE.encode("cp874").decode("latin-1"),
        PROSE.encode("cp874").decode("cp1252", "replace"),
        PROSE.encode("cp874").decode("mac-roman"),
        PROSE.encode().decode("latin-1"),
        PROSE.encode().decode("cp1252", "replace"),
        PROSE.encode().decode("cp874", "replace"),
        "\ufffd\ufffd\ufffd ก \ufffd\ufffd",
        "\ue001\ue002\ue003\ue004 abc",
        "\x01\x02\x03\x04\x05 \x06\x07",
        "(cid:12)(cid:40)(cid:7) (cid:3)(cid:9)",
        "่ ้ ิ ี ุ ู ์ ็ ั",
        "ะาำเเแโ้้่า์ิีาะำ็็เเโไใ",
        "!\"#$%&'()*+,-./ $#%&'(*)!",
    ],
)
def test_garbage_is_seen(garbage: str) -> None:
    assert garbage_share(garbage) > 0.3


@given(texts)
def test_garbage_share_is_a_share(text: str) -> None:
    assert 0 <= garbage_share(text) <= 1
