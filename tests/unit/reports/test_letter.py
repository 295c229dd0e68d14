"""A công văn as NĐ 30/2020 lays it out: both heads, their sizes, the draft's mark."""

from __future__ import annotations

import io
import re
import zipfile

from bot.child import Child
from reports.launch_kit import Guide
from reports.letter import Letter

FILL = "[…]"
LETTER = Letter(
    "công văn.docx", ("CỘNG HÒA", "Độc lập"), "UBND tỉnh", "Sở Mẫu", "Số:   /SM-[…]",
    "V/v việc mẫu", "Tỉnh, ngày   tháng",
    "Kính gửi:", ("- Sở Y tế.",), ("Nội dung […], hết./.",), "Nơi nhận:", ("- Như trên;",),
    ("KT. Giám đốc", "Phó Giám đốc"), FILL, "DỰ THẢO",
)  # fmt: skip
GUIDE = Guide(
    "hướng dẫn.docx", ("Hướng dẫn", "mẫu"), "(Gửi kèm)", ("1. Mở", "2. Gõ"), "https://t.me/mau_bot",
    "Mã QR: […]", ("Tình huống", "Cách làm"), (("Gửi", "/baocao"),), ("Ghi chú […].",), FILL, "",
)  # fmt: skip
# Each line, its size in half points, bold, italic: NĐ 30/2020, Phụ lục I, mục IV.
LOOKS = {
    "UBND TỈNH": (24, False, False),
    "SỞ MẪU": (24, True, False),
    "Số:   /SM-": (26, False, False),
    "V/v việc mẫu": (24, False, False),
    "CỘNG HÒA": (24, True, False),
    "Độc lập": (26, True, False),
    "Tỉnh, ngày   tháng": (26, False, True),
    "Kính gửi:": (28, False, False),
    "Nơi nhận:": (24, True, True),
    "- Như trên;": (22, False, False),
    "KT. GIÁM ĐỐC": (28, True, False),
    "PHÓ GIÁM ĐỐC": (28, True, False),
}


def look(run: str) -> tuple[int, bool, bool]:
    size = re.search(r'<w:sz w:val="(\d+)"', run)
    assert size is not None
    return int(size[1]), "<w:b/>" in run, "<w:i/>" in run


async def test_the_page_is_an_office_page() -> None:
    child = Child(30)
    try:
        letter, guide = await child.run("reports.launch_kit:write", (LETTER, GUIDE), None)
    finally:
        child.stop()
    packed = zipfile.ZipFile(io.BytesIO(letter.data))
    page = packed.read("word/document.xml").decode()
    runs = re.findall(r"<w:r>.*?</w:r>", page, re.DOTALL)
    found = {
        text[1]: look(run)
        for run in runs
        if (text := re.search(r"<w:t(?: [^>]*)?>([^<]+)", run)) is not None
    }
    assert {name: found[name] for name in LOOKS} == LOOKS
    assert page.count('w:highlight w:val="yellow"') == 2
    assert page.count("<w:pBdr>") == 2
    heads = [packed.read(one).decode() for one in packed.namelist() if "word/header" in one]
    assert sum("DỰ THẢO" in one for one in heads) == 2
    media = zipfile.ZipFile(io.BytesIO(guide.data)).namelist()
    assert sum(one.startswith("word/media/") for one in media) == 1
