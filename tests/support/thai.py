"""Thai and English prose, and texts drawn from the letters that the rules are about."""

from hypothesis import strategies as st

PROSE = (
    "สำนักงานเขตมีอำนาจหน้าที่ตามระเบียบของทางราชการ ดำเนินการจัดซื้อจัดจ้างประจำปีงบประมาณ "
    "พ.ศ. ๒๕๖๗ จำนวน ๑๒ โครงการ ให้เป็นไปด้วยความโปร่งใส ตรวจสอบได้ และประชาชนมีส่วนร่วม "
    "ทั้งนี้ ผู้อำนวยการเขตได้ประกาศนโยบายไม่รับของขวัญ (No Gift Policy) แล้ว ฯลฯ ต่าง ๆ"
)

ENGLISH = (
    "The office publishes its annual procurement plan, the monthly summary and "
    "statistics of complaints; see https://example.org/a?b=1&c=2 (page 3)."
)

# Letters that the rules are about, so that hypothesis meets them together.
thai = st.text(
    st.sampled_from(
        "กขนสดจปม เแไาำะ\u0e31\u0e34\u0e35\u0e38\u0e39\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
        '\u0e4d\u0e4e\n\r\u200b\u00a0\uf70b\uf701\uf70f\uf88e๕ฯๆA１Ａ‘–"\0é'
    ),
    max_size=40,
)

texts = thai | st.text(max_size=40)
