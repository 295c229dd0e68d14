"""What people do, and what of it a bot hears."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sandbox.model import RoomError
from sandbox.room import PRACTICE_TOKEN, Room
from tests.sandbox.conftest import BIG, GROUP, HEALTH, MINING


def heard(room: Room, token: str = PRACTICE_TOKEN) -> list[dict[str, Any]]:
    return [json.loads(update.body) for update in room.telegram[token].updates.waiting()]


def heard_texts(room: Room) -> list[str]:
    kinds = ("message", "edited_message", "channel_post")
    found = [update[kind] for update in heard(room) for kind in kinds if kind in update]
    return [message.get("text", "") for message in found]


def test_privacy_in_a_group(room: Room) -> None:
    bot, chat = room.telegram[PRACTICE_TOKEN], room.groups[BIG]
    digest = room.post(bot, chat, "Tin tổng hợp", [])
    said = room.say(HEALTH, "nói chuyện riêng", BIG)
    room.say(HEALTH, "trả lời nhau", BIG, reply_to=said.id)
    room.say(HEALTH, "/tonghop", BIG)
    room.say(HEALTH, "/tonghop@daumoi_thu_bot", BIG)
    room.say(HEALTH, "/tonghop@bot_khac", BIG)
    room.say(HEALTH, "nhờ @Daumoi_Thu_Bot xem", BIG)
    room.say(HEALTH, "nhờ @bot_khac xem", BIG)
    room.say(HEALTH, "rõ", BIG, reply_to=digest.id)
    assert heard_texts(room) == [
        "/tonghop",
        "/tonghop@daumoi_thu_bot",
        "nhờ @Daumoi_Thu_Bot xem",
        "rõ",
    ]
    assert heard(room)[-1]["message"]["reply_to_message"]["from"]["is_bot"] is True


def test_entities_of_typed_text_count_utf16_units(room: Room) -> None:
    room.say(HEALTH, "📌 /capnhat https://vi.du/a, #ky @ai_do")
    entities = heard(room)[0]["message"]["entities"]
    assert [(one["type"], one["offset"], one["length"]) for one in entities] == [
        ("bot_command", 3, 8),
        ("url", 12, 15),
        ("hashtag", 29, 3),
        ("mention", 33, 6),
    ]


def test_a_task_number_is_no_command(room: Room) -> None:
    room.say(HEALTH, "Kế hoạch 86/KH-UBND và/hoặc 1.2/3")
    assert "entities" not in heard(room)[0]["message"]


def test_an_edited_message(room: Room) -> None:
    said = room.say(HEALTH, "1.2 xong")
    room.say(HEALTH, "1.2 đã xong", edit_of=said.id)
    first, second = heard(room)
    assert "edited_message" in second
    assert second["edited_message"]["message_id"] == first["message"]["message_id"]
    assert second["edited_message"]["edit_date"] == 1700010000
    own = room.post(room.bot(), room.chat_of(HEALTH, None), "của bot", [])
    with pytest.raises(RoomError, match="not_yours"):
        room.edit(HEALTH, None, own.id, "sửa")


def test_forwarded_messages(room: Room) -> None:
    room.say(HEALTH, "chuyển", forward=MINING)
    room.say(HEALTH, "chuyển", forward="Một người ẩn tên")
    known, hidden = (update["message"]["forward_origin"] for update in heard(room))
    assert (known["type"], known["sender_user"]["id"]) == ("user", MINING)
    assert (hidden["type"], hidden["sender_user_name"]) == ("hidden_user", "Một người ẩn tên")


def test_a_channel_post_has_no_sender(room: Room) -> None:
    room.add_channel(-1009, "Kênh")
    room.channel_post(-1009, "thông báo")
    post = heard(room)[0]["channel_post"]
    assert "from" not in post
    assert post["sender_chat"]["type"] == "channel"
    with pytest.raises(RoomError, match="no_chat"):
        room.channel_post(GROUP, "x")


def test_a_blocked_bot_hears_nothing_until_let_back(room: Room) -> None:
    room.block(HEALTH)
    room.block(HEALTH)
    with pytest.raises(RoomError, match="blocked"):
        room.say(HEALTH, "x")
    room.open_link(HEALTH, "CODE")
    changes = [one["my_chat_member"] for one in heard(room) if "my_chat_member" in one]
    assert [one["new_chat_member"]["status"] for one in changes] == ["kicked", "member"]
    assert heard_texts(room)[-1] == "/start CODE"


def test_the_first_word_opens_the_chat(room: Room) -> None:
    room.add_person(200, "Cán bộ đầu mối mới", started=False)
    assert not room.chat_of(200, None).started
    room.open_link(200, "")
    assert room.chat_of(200, None).started
    assert heard_texts(room) == ["/start"]
    with pytest.raises(RoomError, match="bad_link"):
        room.open_link(200, "mã có dấu")


def test_in_and_out_of_a_group(room: Room) -> None:
    room.remove_bot(BIG)
    room.remove_bot(BIG)
    room.say(HEALTH, "/tonghop", BIG)
    room.add_bot_to_group(BIG, HEALTH)
    room.add_bot_to_group(BIG)
    room.add_person(201, "Lãnh đạo Sở")
    room.add_member(BIG, 201)
    kinds = [
        update.get("my_chat_member", {}).get("new_chat_member", {}).get("status")
        or [member["id"] for member in update["message"]["new_chat_members"]]
        for update in heard(room)
    ]
    assert kinds == ["kicked", "member", [7000000001], [201]]


def test_a_group_moves_with_everybody(room: Room) -> None:
    new = room.upgrade_group(GROUP, -1050)
    assert list(new.members) == [HEALTH, MINING]
    # Whoever still has the old one open writes in the new one.
    assert room.say(HEALTH, "/x", GROUP).chat is new
    with pytest.raises(RoomError, match="no_chat"):
        room.upgrade_group(GROUP, -1051)
    with pytest.raises(RoomError, match="not_a_group"):
        room.upgrade_group(-1050, -1051)


def test_only_members_and_real_buttons(room: Room) -> None:
    room.add_person(202, "Người ngoài")
    with pytest.raises(RoomError, match="not_a_member"):
        room.say(202, "x", BIG)
    with pytest.raises(RoomError, match="no_person"):
        room.say(999, "x")
    with pytest.raises(RoomError, match="no_chat"):
        room.say(202, "x", -4)
    with pytest.raises(RoomError, match="id_taken"):
        room.add_person(202, "x")
    with pytest.raises(RoomError, match="id_taken"):
        room.add_group(BIG, "x", [])
    sent = room.post(room.bot(), room.chat_of(HEALTH, None), "Hỏi", [])
    with pytest.raises(RoomError, match="no_button"):
        room.press(HEALTH, None, sent.id, "a")
    with pytest.raises(RoomError, match="no_message"):
        room.press(HEALTH, None, 99, "a")
    assert room.press(HEALTH, None, sent.id, "a", stale=True).data == "a"
    with pytest.raises(RoomError, match="no_picture"):
        room.send_photo(HEALTH, "a.png", b"not one")


def test_a_press_grows_old() -> None:
    from tests.sandbox.conftest import NOW

    ticks = [100.0]
    room = Room(lambda: NOW, monotonic=lambda: ticks[0])
    room.add_person(1, "Cán bộ đầu mối")
    sent = room.post(room.bot(), room.chat_of(1, None), "Hỏi", [])
    press = room.press(1, None, sent.id, "a", stale=True)
    ticks[0] += 61
    assert room.take_press(room.bot(), press.id) is None


def test_two_bots_share_people_not_chats(room: Room) -> None:
    other = room.add_bot("7000000002:khac", "bot_khac", "Bot khác")
    room.say(HEALTH, "cho bot khác", bot_id=other.user.id)
    assert heard(room) == []
    assert heard(room, "7000000002:khac")[0]["message"]["text"] == "cho bot khác"
    room.add_person(203, "Người đến sau")
    assert room.private(other.user.id, 203) is not None
    with pytest.raises(RoomError, match="id_taken"):
        room.add_bot("7000000002:nua", "bot_nua")


def test_old_lines_leave_a_long_lived_room() -> None:
    from tests.sandbox.conftest import NOW

    room = Room(lambda: NOW)
    room.add_person(1, "Cán bộ đầu mối")
    for number in range(2_100):
        room.say(1, str(number))
    assert len(room.chat_of(1, None).messages) == 2_000


def test_ids_start_anew_only_on_an_idle_bot(room: Room) -> None:
    updates = room.telegram[PRACTICE_TOKEN].updates
    room.say(HEALTH, "x")
    with pytest.raises(ValueError, match="1"):
        updates.restart_ids(5)
    with pytest.raises(ValueError, match="3"):
        room.push_raw({"update_id": 3})
