"""What is no text: files, stickers, edits, forwards, channels; groups and people come and go."""

from __future__ import annotations

from storage import chats
from tests.transcripts.play import FOCAL, INTERNAL, Play
from tests.transcripts.stories.whole_path import tie_groups
from tests.transcripts.worlds import opened, person_of, said_of

FILE = "Bot không nhận tệp, ảnh ở đây. Anh/chị ghi nội dung bằng chữ, kèm số, ngày văn bản;"
PICTURE = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + (640).to_bytes(4, "big") * 2
STICKER = {"sticker": {"file_id": "S1", "file_unique_id": "s1", "type": "regular"}}
VOICE = {"voice": {"file_id": "V1", "file_unique_id": "v1", "duration": 3}}


def raw(play: Play, who: str, what: dict[str, object], message: int = 900) -> None:
    """A message the room's people cannot write."""
    user = play.users[who]
    chat = {"id": user, "type": "private", "first_name": who}
    body = {"message_id": message, "date": 1700000000, "chat": chat, "from": _user(user, who)}
    play.room.push_raw({"message": {**body, **what}})


def _user(user: int, who: str) -> dict[str, object]:
    return {"id": user, "is_bot": False, "first_name": who}


async def story_files_and_pictures(play: Play) -> None:
    user = play.users["stnmt"]
    await play.says("stnmt", "1.3")
    await play.says("stnmt", "5")
    play.room.send_file(user, "Báo cáo.docx", b"\x00" * 25 * 2**20, caption="1.3 Đã xong")
    assert (await play.then("stnmt> 25 MB", "stnmt")).startswith(FILE)
    play.room.send_photo(user, "anh.png", PICTURE)
    assert (await play.then("stnmt> photo", "stnmt")).startswith(FILE)
    raw(play, "stnmt", VOICE)
    assert (await play.then("stnmt> voice", "stnmt")).startswith(FILE)
    raw(play, "stnmt", STICKER)
    assert (await play.then("stnmt> sticker", "stnmt")).startswith("Bot chỉ đọc tin nhắn chữ.")
    assert "\nĐã rà soát\n" in await play.says("stnmt", "Đã rà soát")
    assert not play.room.calls.of("getFile")


async def story_edited_and_forwarded(play: Play) -> None:
    user = play.users["stnmt"]
    first = play.room.say(user, "1.3 Đã rà soát 15 cơ sở")
    await play.then("stnmt> 1.3 …", "stnmt")
    play.room.edit(user, None, first.id, "1.3 Đã rà soát 51 cơ sở")
    assert await play.then("stnmt> edit", "stnmt") == (
        "Tin sửa lại không thay tin đã gửi. Anh/chị gửi nội dung đúng thành một tin mới."
    )
    await play.presses("stnmt", "Gửi")
    assert (await said_of(play, "1.3"))[0].text == "Đã rà soát 15 cơ sở"
    play.room.say(user, "1.2 Đã nghiệm thu hệ thống", forward=play.users["skhcn"])
    forwarded = await play.then("stnmt> forward", "stnmt")
    assert "VLXD 1.2 [Đang triển khai, bảo đảm tiến độ] Đã nghiệm thu" in forwarded


async def story_channels_and_idle_talk_in_groups(play: Play) -> None:
    play.room.add_channel(-3001, "Kênh thông tin")
    play.room.channel_post(-3001, "/tonghop")
    assert await play.then("channel> /tonghop", -3001) == ""
    for typed in ("xin chào cả nhóm", "1.2 Đã xong", "A", "báo cáo", "/khongco"):
        assert await play.says("stnmt", typed, chat=FOCAL) == "", typed
    assert "Lệnh này chỉ dùng khi nhắn riêng." in await play.says("stnmt", "/capnhat", chat=FOCAL)
    assert "chuyên viên tổng hợp" in await play.says("stnmt", "/nhom", chat=FOCAL)
    await play.says("sxd", "/nhom", chat=FOCAL)
    refused = await play.presses("stnmt", "Nội bộ Sở", chat=FOCAL)
    assert refused.startswith("Chọn nhóm nhận tin tổng hợp là việc của chuyên viên tổng hợp")
    async with play.store() as unit:
        assert await chats.tied(unit) == []


async def story_group_title_with_markup(play: Play) -> None:
    play.chat_of(INTERNAL).title = "<b>Tổ</b> & nhóm {{ x }}"
    await play.says("sxd", "/nhom", chat=INTERNAL)
    await play.presses("sxd", "Nội bộ Sở", chat=INTERNAL)
    assert "KH VLXD: <b>Tổ</b> & nhóm {{ x }} (nội bộ Sở)." in await play.says("sxd", "/nhom")


async def story_group_made_a_supergroup_still_gets_the_digest(play: Play) -> None:
    await opened(play)
    await tie_groups(play)
    play.heard(INTERNAL)
    play.room.upgrade_group(INTERNAL, -1009001)
    await play.then("group> supergroup", -1009001)
    await play.at("17/11/2023 14:30")
    assert "đã gửi 0/15" in play.heard(-1009001)
    async with play.store() as unit:
        assert sorted(one.platform_id for one in await chats.tied(unit)) == ["-1009001", "-2002"]


async def story_bot_removed_from_its_group_and_let_in_again(play: Play) -> None:
    await opened(play)
    await tie_groups(play)
    play.heard(INTERNAL)
    play.room.remove_bot(INTERNAL)
    await play.then("group> bot removed", INTERNAL)
    await play.at("17/11/2023 14:30")
    assert play.heard(INTERNAL) == ""
    assert "báo cáo năm 2023 KH VLXD" in play.heard(FOCAL)
    play.room.add_bot_to_group(INTERNAL)
    hello = await play.then("group> bot added", INTERNAL)
    assert hello.startswith("Bot Đầu Mối đã vào nhóm.")
    await play.says("sct", "/vanban 9/BC-SCT ngày 17/11/2023")
    await play.at("24/11/2023 14:30")
    assert play.heard(INTERNAL) == ""  # who sits there now is asked first
    await play.says("sxd", "/nhom", chat=INTERNAL)
    await play.presses("sxd", "Nội bộ Sở", chat=INTERNAL)
    await play.at("01/12/2023 14:30")
    assert "đã gửi 1/15" in play.heard(INTERNAL)


async def story_blocked_and_let_in_again(play: Play) -> None:
    await opened(play)
    play.room.block(play.users["sct"])
    await play.then("sct> block", "sct")
    await play.says("sxd", "/tonghop")
    details = await play.presses("sxd", "Xem chi tiết")
    assert "Cán bộ đầu mối Sở Công thương, Chuyên viên (đã chặn bot)." in (details)
    await play.at("30/11/2023 08:30")
    assert play.heard("sct") == ""
    play.room.unblock(play.users["sct"])
    await play.then("sct> unblock", "sct")
    await play.says("sxd", "/tonghop")
    assert "đã chặn bot" not in await play.presses("sxd", "Xem chi tiết")
    await play.at("11/12/2023 13:45")
    assert play.heard("sct").startswith("Còn 3 ngày làm việc")


async def story_refusal_of_the_platform_is_noted(play: Play) -> None:
    """The bot learns of a block only when it is refused: the update was lost on the way."""
    await opened(play)
    chat = play.chat_of("sct")
    chat.blocked = True
    await play.at("30/11/2023 08:30")
    assert play.room.calls.of("sendMessage", chat.id, 403) != []
    async with play.store() as unit:
        user = play.far_id(play.users["sct"])
        heard = await chats.speaker(unit, play.bot, user, user, private=True, title="")
        assert heard.chat.lost_why is not None
        assert await person_of(unit, play, "sct") == heard.person
    await play.says("sxd", "/tonghop")
    assert "Sở Công thương, Chuyên viên (không nhận được tin)" in await play.presses(
        "sxd", "Xem chi tiết"
    )
    chat.blocked = False
    assert "Phối hợp: 2, 3, 6." in await play.says("sct", "/nhiemvu")
    async with play.store() as unit:
        again = await chats.get(unit, heard.chat.id)
    assert again is not None
    assert again.lost_why is None
