"""Recognises numbers that look like years or months and are something else."""

import re
from typing import Final

from documents.thai.time_patterns import COUNT, H, S

_NUMBER_BEFORE: Final = re.compile(
    r"(?:โทร\S*|แฟกซ์|ต่อ|(?<!หน้า)(?<!พื้น)ที่|เลข|เลข(?:หมาย|ประจำ|ทะเบียน|รหัส)\S*|รหัส\S*|"
    r"หมายเลข\S*|เบอร์\S*|ข้อ|มาตรา|จำนวน|วงเงิน|เงิน|ราคา|รวม|ห้อง|ซอย|ถนน|หน้า|ประมาณ|กว่า|(?<!แ)ละ|"
    r"(?:^|[\s/])ว|(?<![A-Za-z])(?i:fax|tel|no|line|id|iso)|มอก)[\s.:=()]*$"
    r"|[\d/.,%+#฿$&=]$|[A-Za-z](?<!ITA)(?<!OIT)$"
)
_NUMBER_AFTER: Final = re.compile(
    rf"{H}{COUNT}|[A-Za-z\d%]|[/.,-]\d|[ -]\d{{3,4}}(?!\d)(?<!25\d\d)"
)


def is_number(match: re.Match[str]) -> bool:
    """Tell whether a bare four-digit number is a telephone, an amount or the like."""
    before = match.string[max(0, match.start() - 30) : match.start()]
    other = re.search(r"(\d+)[ -]$", before)
    return bool(
        _NUMBER_BEFORE.search(before)
        or _NUMBER_AFTER.match(match.string, match.end())
        or (other and not re.fullmatch(r"25\d\d", other[1]))
    )


_DOCUMENT_BEFORE: Final = re.compile(
    r"(?:ที่|เลข|ฉบับ|คำสั่ง|ประกาศ|หนังสือ|สัญญา|มติ|กระทู้|ข้อ|[A-Za-z]|(?:^|[\s(.])(?!งวด|ณ)[ก-ฮ]{1,3})"
    r"[\s.]*$"
)
_DATED: Final = re.compile(rf"{S}(?:ลว|ลง)")


def is_document_number(match: re.Match[str]) -> bool:
    """Tell whether a number like 10/2566 names a letter, an order or the like."""
    before = match.string[max(0, match.start() - 20) : match.start()]
    return bool(
        _DOCUMENT_BEFORE.search(before) or _DATED.match(match.string, match.end())
    )
