"""getUpdates: kept until confirmed, one reader, long poll."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp

from sandbox.room import PRACTICE_TOKEN, Room
from tests.sandbox.conftest import HEALTH, Call


async def texts(call: Call, **params: Any) -> list[str]:
    _, body = await call("getUpdates", **params)
    return [update["message"]["text"] for update in body["result"]]


async def test_updates_stay_until_an_offset_confirms_them(room: Room, call: Call) -> None:
    for number in range(5):
        room.say(HEALTH, f"tin {number}")
    assert await texts(call, limit=2) == ["tin 0", "tin 1"]
    assert await texts(call, limit=2) == ["tin 0", "tin 1"]
    _, body = await call("getUpdates")
    ids = [update["update_id"] for update in body["result"]]
    assert ids == list(range(ids[0], ids[0] + 5))
    assert await texts(call, offset=ids[2]) == ["tin 2", "tin 3", "tin 4"]
    assert await texts(call) == ["tin 2", "tin 3", "tin 4"]
    assert await texts(call, offset=ids[4] + 1) == []
    assert await texts(call) == []


async def test_a_negative_offset_forgets_all_but_the_last(room: Room, call: Call) -> None:
    for number in range(4):
        room.say(HEALTH, f"tin {number}")
    assert await texts(call, offset=-1) == ["tin 3"]
    assert await texts(call) == ["tin 3"]


async def test_an_offset_from_before_an_idle_week_confirms_nothing(room: Room, call: Call) -> None:
    bot = room.telegram[PRACTICE_TOKEN]
    old = bot.updates.next_id
    bot.updates.restart_ids(5_000)
    room.say(HEALTH, "sau một tuần")
    assert await texts(call, offset=old) == ["sau một tuần"]
    assert await texts(call, offset=5_001) == []


async def test_limit_is_between_1_and_100(room: Room, call: Call) -> None:
    for number in range(120):
        room.say(HEALTH, f"tin {number}")
    assert len(await texts(call)) == 100
    assert len(await texts(call, limit=1_000)) == 100
    assert len(await texts(call, limit=0)) == 1


async def test_a_long_poll_wakes_with_the_first_update(room: Room, call: Call) -> None:
    async with asyncio.TaskGroup() as group:
        poll = group.create_task(texts(call, timeout=20))
        await room.changes.until(lambda: len(room.calls) == 1 or room.changes.version > 0, 5)
        while not room.calls.of("getUpdates"):
            await call("getMe")
        room.say(HEALTH, "đây")
    assert poll.result() == ["đây"]


async def test_a_poll_without_news_ends_in_time(call: Call) -> None:
    assert await call("getUpdates", timeout=1) == (200, {"ok": True, "result": []})


async def test_the_older_of_two_polls_is_ended(room: Room, call: Call) -> None:
    async with asyncio.TaskGroup() as group:
        older = group.create_task(call("getUpdates", timeout=20))
        while not room.calls.of("getUpdates"):
            await call("getMe")
        newer = group.create_task(texts(call, timeout=20))
        await asyncio.wait([older])
        room.say(HEALTH, "cho người sau")
    status, body = older.result()
    assert (status, body["error_code"]) == (409, 409)
    assert "terminated by other getUpdates request" in body["description"]
    assert newer.result() == ["cho người sau"]


async def test_polls_and_a_webhook_exclude_each_other(room: Room, call: Call) -> None:
    async with asyncio.TaskGroup() as group:
        poll = group.create_task(call("getUpdates", timeout=20))
        while not room.calls.of("getUpdates"):
            await call("getMe")
        await call("setWebhook", url="http://127.0.0.1:9/hook")
    assert poll.result()[1]["description"] == "Conflict: terminated by setWebhook request"
    status, body = await call("getUpdates")
    assert status == 409
    assert "can't use getUpdates method while webhook is active" in body["description"]
    await call("deleteWebhook")
    assert (await call("getUpdates"))[0] == 200


async def test_allowed_updates_hold_from_then_on(room: Room, call: Call) -> None:
    room.block(HEALTH)
    room.unblock(HEALTH)
    await call("getUpdates", allowed_updates=["message"])
    room.block(HEALTH)
    room.unblock(HEALTH)
    room.say(HEALTH, "chỉ tin này")
    _, body = await call("getUpdates")
    kinds = [next(key for key in update if key != "update_id") for update in body["result"]]
    assert kinds == ["my_chat_member", "my_chat_member", "message"]
    await call("getUpdates", allowed_updates=[])
    room.block(HEALTH)
    _, body = await call("getUpdates")
    assert len(body["result"]) == 4


async def test_any_update_can_be_put_in(room: Room, call: Call) -> None:
    number = room.push_raw({"callback_query": {"id": 5}})
    later = room.push_raw({"update_id": number + 7, "message": None})
    room.say(HEALTH, "sau tin hỏng")
    _, body = await call("getUpdates")
    assert [update["update_id"] for update in body["result"]] == [number, later, later + 1]
    assert body["result"][0]["callback_query"] == {"id": 5}


async def test_four_ways_to_send_parameters(room: Room, http: aiohttp.ClientSession) -> None:
    path = f"/bot{PRACTICE_TOKEN}/sendMessage"
    params = {"chat_id": str(HEALTH), "text": "Sở Y tế & 📌"}
    multipart = aiohttp.FormData(params, default_to_multipart=True)
    for sending in (
        http.get(path, params=params),
        http.post(path, data=params),
        http.post(path, data=multipart),
        http.post(path, json={**params, "chat_id": HEALTH}),
    ):
        async with sending as answer:
            body = await answer.json()
            assert body["result"]["text"] == "Sở Y tế & 📌"
    assert len(room.calls.of("sendMessage", HEALTH, 200)) == 4


async def test_the_record_knows_everything_but_the_token(room: Room, call: Call) -> None:
    await call("sendMessage", chat_id=HEALTH, text="x", disable_notification=True)
    await call("sendMessage", chat_id=999, text="x")
    good, wrong = room.calls.of("sendMessage")
    assert (good.code, good.message_id, good.params["disable_notification"]) == (200, 1, True)
    assert (wrong.code, wrong.description) == (400, "Bad Request: chat not found")
    assert PRACTICE_TOKEN not in repr(list(room.calls))
