"""What words say that a page does not exist, and what words only seem to."""

import pytest

from crawler.soft_errors import is_not_found_notice


@pytest.mark.parametrize(
    "text",
    [
        "404",
        " 404! ",
        "404 Not Found",
        "404 - ไม่พบหน้าที่ต้องการ",
        "404 | Page not found",
        "Error 404",
        "Error 404 (Not Found)!!1",
        "HTTP Status 404 – Not Found",
        "404 Error",
        "404: This page could not be found",
        "404 - File or directory not found.",
        "The resource cannot be found.",
        "Page not found | สำนักงานเขต",
        "Not Found",
        "สำนักงานเขต - Not Found",
        "ไม่พบหน้า",
        "ไม่พบหน้าที่ท่านต้องการ",
        "ขออภัย ไม่พบหน้าเว็บ",
        "ไม่พบหน้านี้",
        "ไม่พบเพจ",
        "ไม่พบข้อมูลหน้านี้",
        "ไม่มีหน้าที่ท่านต้องการ",
        "ไม่มีหน้าที่ท่านค้นหา",
        "ไม่มีหน้านี้",
        "หน้าที่ท่านค้นหาไม่มีอยู่ในระบบ",
        "เกิดข้อผิดพลาด 404",
    ],
)
def test_notices(text: str) -> None:
    assert is_not_found_notice(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "คำสั่งสำนักงานเขต ที่ 404/2567",
        "คำสั่งที่ 404/2567 เรื่อง แต่งตั้งคณะกรรมการ",
        "404/2567",
        "ประกาศเลขที่ 404",
        "หนังสือ ที่ กท 0404/404",
        "บ้านเลขที่ 404 ไม่พบผู้อยู่อาศัย",
        "ห้อง 404",
        "โทร 0 2404 4040 ต่อ 404",
        "งบประมาณ 404 ล้านบาท",
        "404 ล้านบาท",
        "404 หน้า",
        "404,000 บาท",
        "ตรวจไม่พบ 404 ราย",
        "ผู้ร้องเรียน 404 ราย",
        "มาตรา 404",
        "ไม่มีหน้าที่",
        "ไม่มีหน้าที่เรียกเก็บเงิน",
        "เจ้าหน้าที่ไม่มีหน้าที่รับผิดชอบโดยตรง",
        "ผู้ไม่มีหน้าที่เกี่ยวข้องห้ามเข้า",
        "ตรวจไม่พบหน้ากากอนามัยที่ได้มาตรฐาน",
        "ไม่พบหน้าดินถูกชะล้าง",
        "อำนาจหน้าที่",
        "หน้าที่และอำนาจของสำนักงานเขต",
        "ไม่พบการทุจริต",
        "ไม่พบข้อร้องเรียน",
        "ไม่พบผู้ติดเชื้อรายใหม่",
        "Evidence of corruption not found",
        "Lost and found",
        "Error codes of the e-service",
        "x" * 130 + " page not found",
    ],
)
def test_what_stays_quiet(text: str) -> None:
    assert not is_not_found_notice(text)
