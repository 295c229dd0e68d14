"""The stamp MẬT: nothing of the message is kept. Twelve digits: pointed out, and sent as typed."""

from __future__ import annotations

import json

from structlog.testing import capture_logs

from storage.schema import metadata
from tests.transcripts.play import INTERNAL, Play
from tests.transcripts.stories.bad_things import raw
from tests.transcripts.worlds import opened, said_of

REFUSED = 'Tin có chữ "MẬT" nên bot không lưu.'
SECRET = "bạch dương"  # stands in every stamped message, and nowhere afterwards
STAMPED = f"Tài liệu MẬT về {SECRET}"


async def _kept(play: Play) -> list[str]:
    """The tables in which something of the secret is left."""
    async with play.store() as unit:
        return [
            table.name
            for table in metadata.sorted_tables
            for row in await unit.rows(table.select())
            if SECRET in json.dumps(list(row), default=str, ensure_ascii=False)
        ]


async def story_stamped_words_are_kept_nowhere(play: Play) -> None:
    assert await play.says("stnmt", f"1.2 {STAMPED}, mật độ xây dựng 40%") == (
        f"{REFUSED} Đề nghị gửi theo đường văn bản mật; không ghi nội dung hay trích yếu ở đây."
        " Nếu bot hiểu nhầm, anh/chị gõ lại cách khác."
    )
    assert REFUSED in await play.says("stnmt", f"TỐI MẬT: {SECRET}")
    assert REFUSED in await play.says("stnmt", f"/capnhat 1.2 {STAMPED}")
    assert REFUSED in await play.says("stnmt", f"{SECRET}\nTUYỆT MẬT")
    assert REFUSED in await play.forges("stnmt", f"cn:{SECRET}:MẬT")
    assert await _kept(play) == []


async def story_stamped_files_edits_and_forwards_are_kept_nowhere(play: Play) -> None:
    user = play.users["stnmt"]
    play.room.send_file(user, "Báo cáo.docx", b"x", caption=STAMPED)
    assert REFUSED in await play.then("stnmt> caption", "stnmt")
    play.room.send_file(user, f"CV_MẬT_{SECRET}.pdf", b"x")
    assert REFUSED in await play.then("stnmt> file name", "stnmt")
    first = play.room.say(user, "1.3 Đã rà soát 15 cơ sở")
    await play.then("stnmt> 1.3", "stnmt")
    play.room.edit(user, None, first.id, f"1.3 {STAMPED}")
    assert REFUSED in await play.then("stnmt> edit", "stnmt")
    play.room.say(user, STAMPED, forward=play.users["skhcn"])
    assert REFUSED in await play.then("stnmt> forward", "stnmt")
    await play.presses("stnmt", "Gửi")
    assert (await said_of(play, "1.3"))[0].text == "Đã rà soát 15 cơ sở"
    assert await _kept(play) == []


async def story_stamp_in_what_a_message_answers_is_forgotten_too(play: Play) -> None:
    quoted = {"message_id": 5, "date": 1, "chat": {"id": 1, "type": "private"}, "text": STAMPED}
    raw(play, "stnmt", {"text": "/trogiup", "reply_to_message": quoted})
    assert "/nhiemvu" in await play.then("stnmt> reply", "stnmt")
    raw(play, "stnmt", {"poll": {"question": STAMPED}}, 901)
    assert "Bot chỉ đọc tin nhắn chữ." in await play.then("stnmt> poll", "stnmt")
    play.room.push_raw({"message": {"message_id": 7, "text": STAMPED, "from": {"id": 1}}})
    await play.settle()
    play.aside = 1
    assert await _kept(play) == []


async def story_stamp_in_a_group(play: Play) -> None:
    assert REFUSED in await play.says("sxd", f"/tonghop {STAMPED}", chat=INTERNAL)
    assert await play.says("sxd", STAMPED, chat=INTERNAL) == ""
    assert await _kept(play) == []


async def story_stamp_while_a_form_waits_leaves_the_draft_as_it_was(play: Play) -> None:
    await play.says("stnmt", "1.3")
    await play.says("stnmt", "3")
    with capture_logs() as logs:
        assert REFUSED in await play.says("stnmt", STAMPED)
        assert REFUSED in await play.says("stnmt", f"/huy {STAMPED}")
    assert SECRET not in json.dumps(logs, default=str, ensure_ascii=False)
    assert await _kept(play) == []
    assert "Mật độ xây dựng 40%" in await play.says("stnmt", "MẬT ĐỘ: Mật độ xây dựng 40%")


async def story_everyday_words_with_mat_pass(play: Play) -> None:
    for typed in ("Mật độ xây dựng 40%, bảo mật dữ liệu", "CÔNG TÁC BẢO MẬT; MẬT ONG đã kiểm tra"):
        await play.says("stnmt", f"1.2 {typed}")
        await play.presses("stnmt", "Gửi")
        assert (await said_of(play, "1.2"))[0].text == typed


async def story_twelve_digits_are_pointed_out_and_sent_as_typed(play: Play) -> None:
    warning = (
        "Nội dung có dãy 12 chữ số; nếu là số định danh cá nhân, đề nghị bỏ đi trước khi gửi."
    )
    await opened(play)
    typed = "Đã hỗ trợ hộ ông A, số 001099012345"
    assert warning in await play.says("stnmt", f"1.2 {typed}")  # many tasks in one message
    await play.presses("stnmt", "Gửi")
    assert (await said_of(play, "1.2"))[0].text == typed
    await play.says("stnmt", "1.3")
    await play.says("stnmt", "3")
    assert warning in await play.says("stnmt", typed)  # the form of one task
    await play.presses("stnmt", "Gửi")
    assert (await said_of(play, "1.3"))[0].text == typed
    await play.says("sct", "/baocao")
    await play.presses("sct", "Gửi báo cáo năm 2023")
    await play.presses("sct", "Ghi nội dung")
    assert warning in await play.says("sct", typed)  # the report
    for money in ("123456789000 đồng", "123.456.789.000", "thửa 012345678901"):
        await play.says("stnmt", "hủy")
        assert warning not in await play.says("stnmt", f"5 Đã chi, đã đo {money}")
