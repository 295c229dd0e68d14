"""What only a platform without buttons has: letters twice or too soon, mentions, odd updates."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import func, select

from sandbox.zalo.ids import wire_id
from storage.database import Database
from storage.schema import attachment
from tests.transcripts.play import INTERNAL, Seated
from tests.transcripts.test_stories import nothing_left
from tests.transcripts.worlds import opened, said_of
from tests.transcripts.zalo import ZaloPlay, playing_on_zalo


@pytest.fixture(params=["polled", "delivered"])
async def play(
    zalo_store: Database, seated: Seated, request: pytest.FixtureRequest
) -> AsyncIterator[ZaloPlay]:
    delivered = request.param == "delivered"
    async with playing_on_zalo(zalo_store, seated, restarting=delivered) as found:
        assert isinstance(found, ZaloPlay)
        found.restarting = False
        yield found
        await nothing_left(found)


async def at_once(play: ZaloPlay, who: str, *texts: str) -> str:
    """Sent within one moment: nobody read anything between them."""
    for text in texts:
        play.room.say(play.users[who], text)
        await play.settle()
    return play.heard(who)


async def test_a_letter_sent_twice_answers_one_question(play: ZaloPlay) -> None:
    await play.says("stnmt", "1.3")
    play.clock.wait(1)
    said = await at_once(play, "stnmt", "1", "1")  # the status; the pace comes in between
    assert "Tiến độ so với thời gian trong Kế hoạch?" in said
    assert "Lựa chọn này thuộc câu trước, không còn dùng." in said
    assert "Kết quả chính" not in said
    play.clock.wait(1)
    said = await at_once(play, "stnmt", "A", "A")  # now a question for words comes in between
    assert said.count("Kết quả chính của VLXD 1.3") == 2
    assert "Lựa chọn này thuộc câu trước" in said
    assert len(await said_of(play, "1.3")) == 1


async def test_a_letter_typed_before_a_notice_came_is_for_what_was_read(play: ZaloPlay) -> None:
    await opened(play)
    asked = await play.says("stnmt", "1.3")
    assert "Tình hình đến nay?" in asked
    await play.at("30/11/2023 08:30")
    assert "Còn 10 ngày làm việc" in play.heard("stnmt")
    play.room.say(play.users["stnmt"], "1")  # in the very moment the notice came
    await play.settle()
    assert "Tiến độ so với thời gian" in play.heard("stnmt")
    await play.presses("stnmt", "Hủy")
    assert "Số, ký hiệu và ngày văn bản" in await play.says("stnmt", "Đã có văn bản")


async def test_two_is_an_option_while_it_is_asked_and_else_a_task(play: ZaloPlay) -> None:
    assert (await play.says("skhcn", "3")).startswith('VLXD 3, chủ trì, "2022 ÷ 2030"')
    assert (await play.says("skhcn", "3")).startswith("Kết quả chính của VLXD 3")
    await play.says("skhcn", "hủy")
    assert (await play.says("skhcn", "3")).startswith('VLXD 3, chủ trì, "2022 ÷ 2030"')


async def test_a_choice_among_words_is_for_the_notice_that_came_after(play: ZaloPlay) -> None:
    await opened(play)
    await play.says("stnmt", "1.3")
    await play.says("stnmt", "5")
    await play.at("30/11/2023 08:30")
    assert "[Cập nhật ngay]" in play.heard("stnmt")
    assert "Số, ký hiệu và ngày văn bản" in await play.says("stnmt", "B")


async def test_in_a_group_the_name_alone_is_answered_by_a_hint(play: ZaloPlay) -> None:
    hint = "Trong nhóm, anh/chị nhắc tên bot rồi gõ lệnh"
    assert (await play.says("sxd", "", chat=INTERNAL)).startswith(hint)
    asked = await play.says("sxd", "/nhom", chat=INTERNAL)
    assert asked.endswith("[Nội bộ Sở] [Nhóm đầu mối các cơ quan]")
    play.room.say(play.users["sxd"], "A", INTERNAL)  # not spoken to the bot
    await play.settle()
    assert play.heard(INTERNAL) == ""
    assert "KH VLXD" in await play.says("sxd", "nội bộ sở", chat=INTERNAL)


@pytest.mark.parametrize(
    "odd",
    [
        {"event_name": "message.unsupported.received"},
        {"event_name": "message.text.received", "message": {"text": "không ai"}},
        {"event_name": "gì đó"},
        [],
        {},
    ],
)
async def test_odd_updates_are_kept_and_answered_by_nothing(play: ZaloPlay, odd: Any) -> None:
    play.zalo.push_raw(odd)
    assert "/nhiemvu" in await play.says("stnmt", "/trogiup")


def _message(**more: Any) -> dict[str, Any]:
    an = wire_id(1003)
    return {"message_id": "0a1b", "from": {"id": an}, "chat": {"id": an}, **more}


async def test_the_same_message_again_is_one(play: ZaloPlay) -> None:
    for _ in range(2):
        told = _message(text="/nhiemvu")
        play.zalo.push_raw({"event_name": "message.text.received", "message": told})
    await play.settle()
    assert play.count("stnmt") == 1


async def test_what_zalo_does_not_carry_is_answered_politely(play: ZaloPlay) -> None:
    for name in ("unsupported", "sticker", "link"):
        told = _message(message_id=f"0{name}")
        play.zalo.push_raw({"event_name": f"message.{name}.received", "message": told})
        await play.settle()
        assert play.heard("stnmt").startswith("Zalo không chuyển nội dung này tới bot")
    blank = _message(message_id="0c", text=" \n ")
    play.zalo.push_raw({"event_name": "message.text.received", "message": blank})
    await play.settle()
    assert play.heard("stnmt")


async def test_without_a_date_or_a_chat_it_is_answered_all_the_same(play: ZaloPlay) -> None:
    bare = _message(text="/nhiemvu")
    del bare["chat"]
    for raw in ({"event_name": "message.text.received", "message": bare}, [[]], [{}, {}]):
        play.zalo.push_raw(raw)
        await play.settle()
    assert "VLXD 1.3" in play.heard("stnmt")


async def test_a_list_of_two_messages_is_two(play: ZaloPlay) -> None:
    both = [_message(message_id=f"0{n}", text="/trogiup") for n in (1, 2)]
    named = "message.text.received"
    play.zalo.push_raw([{"event_name": named, "message": one} for one in both])
    await play.settle()
    assert play.count("stnmt") == 2


@pytest.mark.parametrize("url", ["https://10.0.0.5/a.jpg", "", "khong phai dia chi", 7])
async def test_a_picture_nobody_asked_for_is_not_fetched(play: ZaloPlay, url: Any) -> None:
    """Files are off: one sentence, and no call to wherever the address leads."""
    told = _message(photo_url=url, caption="Ảnh hiện trường")
    play.zalo.push_raw({"event_name": "message.image.received", "message": told})
    await play.settle()
    assert play.count("stnmt") == 1
    async with play.store() as unit:
        assert await unit.value(select(func.count()).select_from(attachment)) == 0


async def test_own_messages_are_not_heard(play: ZaloPlay) -> None:
    told = _message(text="/nhiemvu", **{"from": {"id": wire_id(1003), "is_bot": True}})
    play.zalo.push_raw({"event_name": "message.text.received", "message": told})
    await play.settle()
    assert play.count("stnmt") == 0


async def test_too_many_without_a_time_waits_and_nothing_is_lost(play: ZaloPlay) -> None:
    play.room.faults.set("too_many", next=2)
    assert await play.says("stnmt", "/trogiup") == ""
    await play.wait(5)
    assert play.heard("stnmt") == ""
    await play.wait(11)  # ten seconds for the bot, one more for who was refused: others first
    assert "/nhiemvu" in play.heard("stnmt")


async def test_files_of_a_round_are_not_offered_where_none_can_go(play: ZaloPlay) -> None:
    await opened(play)
    await play.says("sxd", "/tonghop")
    details = await play.presses("sxd", "Xem chi tiết")
    assert "Tin cho lãnh đạo Sở" in details
    for label in ("Bảng Excel", "Hình tiến độ", "Hồ sơ kỳ báo cáo"):
        assert label not in details
    assert (await play.presses("sxd", "Tin cho lãnh đạo Sở")).startswith("KH VLXD, báo cáo năm")
