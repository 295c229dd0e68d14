"""Faults: updates nobody can read, handlers that break, and a far side on a bad day."""

from __future__ import annotations

from unittest.mock import patch

from sqlalchemy import func, select, update

from dialogues.messages import Notice
from handlers import routes
from handlers.turn import Turn
from storage import inbox, outbox
from storage.schema import contact, session
from storage.schema import outbox as rows
from tests.transcripts.play import Play
from tests.transcripts.worlds import opened, said_of


async def story_unreadable_update_between_two_good_ones(play: Play) -> None:
    user = play.users["stnmt"]
    play.room.say(user, "1.3")
    play.room.push_raw({"message": {"message_id": 77, "chat": {"id": user}, "from": {"id": user}}})
    play.room.push_raw({"something_new": {"id": 1}})
    play.room.say(user, "5")
    said = await play.then("stnmt> 1.3 / ? / ? / 5", "stnmt")
    assert "Tình hình đến nay?" in said
    assert "Kết quả chính của VLXD 1.3" in said
    async with play.store() as unit:
        (aside,) = await inbox.aside(unit)
        assert aside.error is not None
        assert aside.error.startswith("KeyError")
        assert await inbox.retry(unit) == 1
    await play.settle()
    play.aside = 1


async def story_broken_handler_is_mended_and_tried_again(play: Play) -> None:
    async def broken(_turn: Turn, _rest: str) -> None:
        raise ZeroDivisionError

    await play.says("stnmt", "1.3")
    await play.says("stnmt", "5")
    with patch.dict(routes.COMMANDS, {"nhiemvu": routes.Route(broken)}):
        play.room.say(play.users["skhcn"], "/trogiup")
        said = await play.says("stnmt", "/nhiemvu")
        assert said.startswith("Bot gặp lỗi khi xử lý tin này (số ")
        assert "Kết quả chính của VLXD 1.3" in said
        assert "/capnhat" in play.heard("skhcn")
    await play.says("stnmt", "Đã rà soát")
    async with play.store() as unit:
        assert await inbox.retry(unit) == 1
    await play.settle()
    assert play.heard("stnmt").startswith("KH VLXD, Sở Tài nguyên và Môi trường")
    await play.presses("stnmt", "Gửi")
    assert (await said_of(play, "1.3"))[0].text == "Đã rà soát"


async def story_platform_asks_to_wait(play: Play) -> None:
    play.room.faults.retry_after = 7
    play.room.faults.set("too_many", next=1)
    assert await play.says("stnmt", "/trogiup") == ""
    assert play.room.calls.of("sendMessage", code=429) != []
    await play.wait(6)
    assert play.heard("stnmt") == ""
    await play.wait(2)
    assert play.heard("stnmt").count("Anh/chị gõ lệnh") == 1


async def story_platform_fails_and_recovers(play: Play) -> None:
    play.room.faults.set("server_error", next=2)
    assert await play.says("stnmt", "/trogiup") == ""
    for seconds in (2, 3):
        await play.wait(seconds)
    assert play.heard("stnmt").count("Anh/chị gõ lệnh") == 1


async def story_answer_lost_is_sent_once_more_and_counted(play: Play) -> None:
    play.room.faults.set("answer_lost", next=1)
    assert (await play.says("stnmt", "/trogiup")).count("Anh/chị gõ lệnh") == 1
    await play.wait(2)
    assert play.heard("stnmt").count("Anh/chị gõ lệnh") == 1  # said twice: better than never
    assert await _twice(play) == 1
    play.room.faults.set("answer_lost", next=2)
    await play.says("stnmt", "/trogiup")
    await play.wait(2)
    await play.wait(60)
    play.unknown = 1


async def story_no_answer_at_all(play: Play) -> None:
    play.patience = 0.2
    await play.restart()
    play.room.faults.set("no_answer", next=1)
    assert await play.says("stnmt", "/trogiup") == ""
    await play.wait(2)
    assert play.heard("stnmt").count("Anh/chị gõ lệnh") == 1
    assert await _twice(play) == 1


async def _twice(play: Play) -> int:
    """Messages that may have arrived twice."""
    async with play.store() as unit:
        return int(await unit.value(select(func.count()).where(rows.c.twice.is_(True))))


async def story_long_answers_are_cut_and_stay_whole(play: Play) -> None:
    await opened(play)
    text = " ".join(f"Cơ sở số {n}: đạt yêu cầu, <b> & 👍." for n in range(90))
    for number in ("1.2", "1.3"):
        await play.says("stnmt", f"/capnhat {number} {text}")
        await play.presses("stnmt", "Gửi")
    review = await play.says("stnmt", f"1.2 {text}\n1.3 {text}")
    assert review.count("Cơ sở số 89: đạt yêu cầu, <b> & 👍.") == 2
    assert review.count("[Gửi]") == 1
    sent = play.room.calls.of("sendMessage", code=200)
    shown = [play.chat_of("stnmt").messages[one.message_id].text for one in sent if one.message_id]
    assert max(len(one.encode("utf-16-le")) // 2 for one in shown) <= 4096
    assert len([one for one in shown if "Cơ sở số" in one]) >= 4
    handled, ended = await play.counts()
    assert set(ended) == {"sent"}
    assert set(handled) == {"done"}


async def story_keys_of_a_sent_message_survive_its_text(play: Play) -> None:
    """What a key answers is read from the outbox, also after the text was blanked with age."""
    await opened(play)
    await play.says("stnmt", "/baocao")
    await play.at("18/12/2023 14:00")
    async with play.store() as unit:
        await outbox.tidy(unit)
    play.heard("stnmt")
    assert "Số, ký hiệu và ngày văn bản báo cáo năm 2023" in await play.says("stnmt", "B")


async def story_broken_notice_ends_alone(play: Play) -> None:
    async with play.store() as unit:
        person = await unit.value(select(contact.c.person_id).where(contact.c.user == "1003"))
        broken = Notice(key="broken", composer="opening", question={}, person=person)
        await outbox.notify(unit, [broken])
    assert "Chủ trì" in await play.says("stnmt", "/nhiemvu")
    assert "Chủ trì" in await play.says("skhcn", "/nhiemvu")
    async with play.store() as unit:
        state = await unit.value(select(rows.c.state).where(rows.c.key == "broken"))
    assert state == "failed"


async def story_fault_that_returns_in_the_apology(play: Play) -> None:
    await play.says("stnmt", "1.3")
    async with play.store() as unit:
        await unit.run(update(session).values(state={"at": "result", "answers": {}, "id": "?"}))
    said = await play.says("stnmt", "Đã rà soát")
    assert said.startswith("Bot gặp lỗi khi xử lý tin này (số ")
    assert "Chủ trì" in await play.says("skhcn", "/nhiemvu")
    play.aside = 1
