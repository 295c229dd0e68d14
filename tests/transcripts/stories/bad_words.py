"""Texts nobody expects: a sentence comes back, nothing is lost, no markup breaks."""

from __future__ import annotations

import unicodedata

from storage import people
from tests.transcripts.play import Play
from tests.transcripts.telling import started
from tests.transcripts.worlds import opened, part_of, person_of, said_of

HTML = "<b>Đã xong</b> & <script>alert(1)</script> </b> &lt; {{ 7*7 }} {% raw %}"
EMPTY = "Chưa ghi được: tin không có chữ nào."


async def to_the_result(play: Play, who: str = "stnmt") -> None:
    """As far as the result of 1.3."""
    await play.says(who, "1.3")
    await play.says(who, "5")


async def story_no_words_at_all(play: Play) -> None:
    for typed in ("   ", "\n\n", "\u200b\u200b", "\u202e"):
        assert (await play.says("stnmt", typed)).startswith(EMPTY)
    await to_the_result(play)
    said = await play.says("stnmt", "\u200b \u2060")
    assert said.startswith(EMPTY)
    assert "Kết quả chính của VLXD 1.3" in said


async def story_ten_thousand_characters(play: Play) -> None:
    await to_the_result(play)
    said = await play.says("stnmt", "Đã rà soát. " * 1100)
    assert said.startswith(
        "Chưa ghi được: nội dung dài 13.199 ký tự, câu này nhận tối đa 12.000. Anh/chị rút gọn"
    )
    assert "Kết quả chính của VLXD 1.3" in said
    await play.says("stnmt", "hủy")
    pasted = await play.says("stnmt", "1.3 " + "Đã rà soát. " * 1100)
    assert pasted.startswith("Chưa ghi được: nội dung dài 13.199 ký tự")
    assert (await play.says("stnmt", "x" * 10_000)).startswith("Chưa rõ nội dung này")


async def story_text_as_machines_write_it(play: Play) -> None:
    meant = "Đã rà soát 15 cơ sở"
    await to_the_result(play)
    odd = unicodedata.normalize("NFD", meant).replace(" ", "\u00a0").replace("5", "\u200b5\u202e")
    assert f"\n{meant}\n" in await play.says("stnmt", odd)
    await play.presses("stnmt", "Gửi")
    assert (await said_of(play, "1.3"))[0].text == meant
    command = unicodedata.normalize("NFD", "nhiệm vụ")
    assert (await play.says("stnmt", command)).startswith("KH VLXD, Sở Tài nguyên")
    paste = unicodedata.normalize("NFD", "\ufeff1.2\u200b Đã nghiệm thu\r\n5\u00a0Đã kiểm tra")
    assert "Bot tách được 2 nội dung" in await play.says("stnmt", paste)


async def story_emoji_and_other_scripts(play: Play) -> None:
    await to_the_result(play)
    for typed in ("👍🏽👨‍👩‍👧‍👦🇻🇳", "شكرا", "<3"):
        assert typed.replace("\u200d", "") in (await play.says("stnmt", typed)).replace(
            "\u200d", ""
        )
        await play.presses("stnmt", "Sửa")
        await play.presses("stnmt", "Kết quả")
    await play.presses("stnmt", "Quay lại")
    await play.presses("stnmt", "Gửi")
    assert (await said_of(play, "1.3"))[0].text == "<3"


async def story_html_in_a_result_is_shown_as_typed(play: Play) -> None:
    await to_the_result(play)
    assert HTML in await play.says("stnmt", HTML)
    await play.presses("stnmt", "Gửi")
    assert (await said_of(play, "1.3"))[0].text == HTML
    assert HTML in await play.says("stnmt", "1.3")
    await play.says("stnmt", "hủy")
    await play.says("stnmt", "/nhiemvu")
    assert HTML in await play.presses("stnmt", "VLXD 1.3")
    assert f"Phần mở đầu không thuộc nhiệm vụ nào nên không ghi: {HTML}" in await play.says(
        "stnmt", f"{HTML}\n1.2 {HTML}"
    )


async def story_html_in_reports_dates_and_lists(play: Play) -> None:
    round_ = await opened(play)
    await play.says("sct", "/baocao")
    await play.presses("sct", "Gửi báo cáo năm 2023")
    await play.presses("sct", "Ghi nội dung")
    assert HTML in await play.says("sct", HTML)
    await play.presses("sct", "Gửi")
    for typed in ("/vanban <b>1</b>", "/capnhat <i>", "9.9 <u>Đã xong</u>"):
        assert "<" in await play.says("stnmt", typed)
    await play.says("stnmt", "/baocao")
    await play.presses("stnmt", "Hẹn ngày gửi")
    assert '"<b>mồng 3</b>" chưa ghi được' in await play.says("stnmt", "<b>mồng 3</b>")
    await play.says("stnmt", "hủy")
    async with play.store() as unit:
        await people.rename(unit, await person_of(unit, play, "stc"), "Lê <b>A</b>", "P. <i>")
    assert "Sở Tài chính: chưa gửi. Lê <b>A</b>, Chuyên viên." in await _details(play)
    assert (await part_of(play, round_)).promised is None


async def _details(play: Play) -> str:
    await play.says("sxd", "/tonghop")
    return await play.presses("sxd", "Xem chi tiết")


async def story_long_text_cut_in_parts_is_refused_as_a_whole(play: Play) -> None:
    """What the platform sends of 10,000 characters: its last part is no answer."""
    await started(play)
    text = "Mời các cơ quan dự họp giao ban về kết quả thực hiện. " * 190
    await play.says("sxd", "/dotxuat")
    first = await play.says("sxd", text[:4095])
    assert first.startswith("Chưa ghi được: nội dung dài 4.095 ký tự")
    assert await play.says("sxd", text[4096:8192].strip()) == ""
    last = await play.says("sxd", text[8192:10000].strip())
    assert last.startswith("Chưa ghi phần nào: cả nội dung, gửi trong nhiều tin, dài ")
    assert "câu này nhận tối đa 3.000" in last
    assert "Nội dung đề nghị báo cáo đột xuất KH VLXD?" in last
    assert "Gửi tới những cơ quan nào?" in await play.says("sxd", "Mời họp.")
    await play.says("sxd", "hủy")
    await play.says("sxd", "/dotxuat")
    await play.says("sxd", text[:4095])
    await play.wait(121)  # no part comes so late: this is the text made shorter
    assert "Gửi tới những cơ quan nào?" in await play.says("sxd", "Mời họp.")
    await play.says("sxd", "hủy")
