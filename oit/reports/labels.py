"""The fixed words of the report for people: Thai and English side by side."""

from types import SimpleNamespace

from checks.sentences import Lang

LABELS: dict[str, tuple[str, str]] = {
    "title": ("ผลตรวจการเปิดเผยข้อมูลสาธารณะ (OIT)", "Public disclosure (OIT):"),
    "skip": ("ข้ามไปยังรายข้อ", "Skip to the items"),
    "audited": ("ตรวจเมื่อ", "Audited"),
    "score": ("คะแนน OIT", "OIT score"),
    "of_100": ("จากคะแนนเต็ม 100", "out of 100"),
    "overview": ("ภาพรวมตามตัวชี้วัด", "Overview by indicator"),
    "items": ("ผลรายข้อ", "Item by item"),
    "shown": ("แสดง {n} จาก {all} ข้อ", "{n} of {all} items shown"),
    "all": ("ทั้งหมด", "All"),
    "clear": ("ล้างตัวกรอง", "Clear"),
    "verdict": ("ผล", "Verdict"),
    "owner": ("ผู้รับผิดชอบ", "Owner"),
    "group": ("ตัวชี้วัด", "Indicator"),
    "score_of_item": ("คะแนน", "Score"),
    "undecided": ("ยังไม่ตัดสิน", "undecided"),
    "todo": ("ข้อเสนอแนะ:", "What to do:"),
    "details": ("รายละเอียดและหลักฐาน", "Details and evidence"),
    "urls": ("URL ที่ส่ง", "URL entered"),
    "visit": ("การเปิด", "Visit"),
    "note": ("คำอธิบายของหน่วยงาน", "The agency's explanation"),
    "opens": ("เปิดได้", "opens"),
    "no_url": ("ยังไม่มี URL", "No URL is given"),
    "outcome": ("ผล", "Outcome"),
    "requirement": ("องค์ประกอบ", "Element"),
    "found": ("สิ่งที่พบ", "What was found"),
    "more_proofs": ("และหลักฐานอีก {n} แห่ง", "and {n} more proofs"),
    "citation": ("อ้างอิง", "Source"),
    "links": ("ลิงก์และไฟล์ที่เปิดไม่ได้", "Links and files that do not open"),
    "link": ("ลิงก์", "Link"),
    "trouble": ("อาการ", "Trouble"),
    "stands_on": ("อยู่ที่หน้า", "Stands on"),
    "submitted": ("URL ที่ส่งเข้า ITAP", "entered into ITAP"),
    "hurts": ("กระทบข้อ", "Items"),
    "since": ("เสียตั้งแต่", "Since"),
    "no_links": ("ไม่พบลิงก์ที่เปิดไม่ได้", "Every link opened."),
    "documents": ("หน้าและไฟล์ที่อ่าน", "Pages and files that were read"),
    "document": ("หน้าหรือไฟล์", "Page or file"),
    "kind": ("ชนิด", "Kind"),
    "openness": ("รูปแบบ", "Openness"),
    "problems": ("ปัญหา", "Problems"),
    "troubled": ("ที่ควรแก้ไข", "Worth mending"),
    "no_documents": ("ไม่มีหน้าหรือไฟล์ที่อ่านได้", "Nothing could be read."),
    "history": ("ผลการตรวจที่ผ่านมา", "Earlier audits"),
    "history_note": (
        "เส้นคือคะแนนขั้นต่ำของแต่ละครั้ง แถบสีจางคือส่วนที่ยังไม่ตัดสิน ด้านล่างคือผลรายข้อ",
        "The line is the lowest score of each audit, the pale band what was undecided;"
        " below are the verdicts item by item.",
    ),
    "history_of_items": ("ผลรายข้อในการตรวจที่ผ่านมา", "Verdicts of earlier audits"),
    "how": ("วิธีอ่านรายงานนี้", "How to read this report"),
    "run": ("รหัสการตรวจ", "Run"),
    "started": ("เริ่ม", "started"),
    "finished": ("เสร็จ", "finished"),
    "spec": ("ลายนิ้วมือของสเปกที่ใช้ตัดสิน (sha256)", "Digest of the spec (sha256)"),
}
HOW: tuple[tuple[str, str], ...] = (
    (
        "“ผ่าน” คือพบครบทุกองค์ประกอบ ได้ 100 คะแนน “ไม่ผ่าน” คือเปิดดูครบแล้วและขาดอย่างน้อยหนึ่งองค์ประกอบ ได้ 0 คะแนน",
        "“pass”: every element was found, 100 points. “fail”: all was read and at least"
        " one element is missing, 0 points.",
    ),
    (
        "“ต้องพิจารณา” คืออ่านได้แต่โปรแกรมตัดสินแทนคนไม่ได้ เช่น เนื้อหาอยู่ในภาพ “ยังไม่ทราบ” คือเปิดดูไม่ได้ในครั้งนี้"
        " ทั้งสองแบบทำให้คะแนนเป็นช่วง",
        "“review”: it was read but only a person can decide, such as content in"
        " pictures. “unknown”: it could not be seen this time. Both make the score a"
        " range.",
    ),
    (
        "ข้อความในเครื่องหมายคำพูดคัดจากหน้าเว็บหรือไฟล์ที่เก็บไว้เป็นหลักฐานในเวลาที่ตรวจ พร้อมตำแหน่งที่พบ",
        "Quotes are taken from the pages and files as they were stored at the time of"
        " the audit, with the place where they stand.",
    ),
    (
        "คะแนนนี้เป็นการประเมินตนเองก่อนส่ง ผู้ตัดสินคือผู้ตรวจประเมินของสำนักงาน ป.ป.ช.",
        "This is a check of one's own before submission; the assessors decide.",
    ),
)


def labels(lang: Lang) -> SimpleNamespace:
    """Give the words of one language, by name."""
    en = lang == "en"
    words: dict[str, object] = {name: pair[en] for name, pair in LABELS.items()}
    return SimpleNamespace(**words, how_lines=[pair[en] for pair in HOW])
