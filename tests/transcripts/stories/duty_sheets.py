"""Trích nhiệm vụ của cơ quan trong Kế hoạch: from chat, and anew after an amendment."""

from __future__ import annotations

import io
import re
import zipfile

from tests.transcripts.play import Play
from tests.transcripts.stories.amended_plans import amended, taken
from tests.transcripts.worlds import VLXD, opened, other_province


def words_of(data: bytes) -> str:
    """The text of a Word file, a paragraph a line."""
    text = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    lines = re.findall(r"<w:p[ >].*?</w:p>", text, re.DOTALL)
    return "\n".join(
        "".join(
            re.findall(r"<w:t(?: [^>]*)?>(.*?)</w:t>", re.sub("<w:br/>", "<w:t>\n</w:t>", one))
        )
        for one in lines
    )


async def story_the_duties_of_an_agency_on_one_page(play: Play) -> None:
    said = await play.says("stnmt", "/trich")
    assert "Bot đang lập trích nhiệm vụ trong KH VLXD." in said
    assert "Trích nhiệm vụ của Sở Tài nguyên và Môi trường trong KH VLXD." in said
    text = words_of(play.file("stnmt").data)
    assert text.startswith(
        "TRÍCH NHIỆM VỤ CỦA CƠ QUAN TRONG KẾ HOẠCH\nSở Tài nguyên và Môi trường\n"
        "(Kế hoạch triển khai thực hiện Đề án phát triển vật liệu xây dựng tỉnh Bắc Giang"
    )
    assert "Xây dựng hệ thống thông tin nhận, truyền và quản lý dữ liệu" in text
    assert "Phối hợp: nhiệm vụ 1.1, 1.4, 2, 6." in text
    assert "Chế độ báo cáo (mục III.2)" in text
    assert "Điều chỉnh" not in text


async def story_the_sheet_is_issued_again_with_changes_marked(play: Play) -> None:
    await opened(play)
    await play.at("06/12/2023 09:00")
    await taken(play, amended())
    play.heard("stnmt")
    await play.presses("stnmt", "Trích nhiệm vụ (Word)")
    text = words_of(play.file("stnmt").data)
    assert "điều chỉnh theo văn bản số 120/QĐ-UBND ngày 10/11/2023" in text
    assert "[Điều chỉnh: thời gian trước là 2022- 2023, lùi hạn 1 lần]" in text
    assert "[Điều chỉnh: trước là số 5]" in text
    assert "Bố trí kinh phí" not in text


async def story_sheets_for_the_coordinator_and_for_nobody_else(play: Play) -> None:
    asked = await play.says("sxd", "/trich")
    assert "gõ /trich và tên cơ quan" in asked
    await play.presses("sxd", "Tất cả cơ quan, KH VLXD")
    text = words_of(play.file("sxd").data)
    assert text.count("TRÍCH NHIỆM VỤ CỦA CƠ QUAN TRONG KẾ HOẠCH") > 20
    said = await play.says("sxd", "/trich Sở Công Thương")
    assert "Trích nhiệm vụ của Sở Công" in said
    assert "Không có cơ quan" in await play.says("sxd", "/trich Sở Mây Trời")
    assert "Không có trích nhiệm vụ" in await play.says("stnmt", "/trich Sở Tài chính")
    async with play.store() as unit:
        from tests.transcripts.worlds import agency_of

        other = (await agency_of(unit, "stc")).id
    assert "chỉ lấy được trích nhiệm vụ của cơ quan mình" in await play.forges(
        "stnmt", f"tr:{VLXD}:{other}"
    )
    assert "chỉ lấy được" in await play.forges("stnmt", f"tr:{VLXD}:0")
    assert "chỉ lấy được" in await play.forges("stnmt", "tr:x:1")
    await other_province(play, "tq", 9001)
    await play.says("tq", "/trogiup")
    assert "chỉ lấy được" in await play.forges("tq", f"tr:{VLXD}:{other}")
