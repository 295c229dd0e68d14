"""Webhooks: the secret, the order within a chat, retries, the count of what waits."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot

from sandbox.changes import Changes
from sandbox.room import PRACTICE_TOKEN, Room
from tests.sandbox.conftest import HEALTH, MINING, Call


class FarEnd:
    """A bot's web server that can be told to fail."""

    def __init__(self) -> None:
        self.changes = Changes()
        self.taken: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.failures = 0
        self.gates: dict[int, asyncio.Event] = {}
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if gate := self.gates.get(update["message"]["chat"]["id"]):
            await gate.wait()
        if self.failures:
            self.failures -= 1
            self.changes.bump()
            return web.Response(status=500)
        self.taken.append(update)
        self.changes.bump()
        return web.Response()

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.taken]

    async def until(self, count: int) -> None:
        await self.changes.until(lambda: len(self.taken) >= count)


@pytest.fixture
async def far() -> AsyncIterator[FarEnd]:
    end = FarEnd()
    app = web.Application()
    app.router.add_post("/hook", end.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    end.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield end
    await runner.cleanup()


async def test_what_waits_and_what_comes_is_delivered_in_order(
    room: Room, bot: Bot, far: FarEnd
) -> None:
    room.say(HEALTH, "trước")
    assert await bot.set_webhook(far.url, secret_token="Bi-mat_1", max_connections=1)
    for number in range(5):
        room.say(HEALTH, f"tin {number}")
    await far.until(6)
    assert far.texts() == ["trước", *(f"tin {number}" for number in range(5))]
    assert set(far.secrets) == {"Bi-mat_1"}
    info = await bot.get_webhook_info()
    assert (info.url, info.max_connections) == (far.url, 1)
    ids = [update["update_id"] for update in far.taken]
    assert ids == sorted(ids)


async def test_a_failure_is_tried_again_and_told(room: Room, call: Call, far: FarEnd) -> None:
    far.failures = 3
    await call("setWebhook", url=far.url, allowed_updates=["message"])
    room.say(HEALTH, "một")
    room.say(HEALTH, "hai")
    await far.until(2)
    assert far.texts() == ["một", "hai"]
    _, body = await call("getWebhookInfo")
    info = body["result"]
    assert info["last_error_message"].startswith("Wrong response from the webhook: 500")
    assert info["last_error_date"] == 1700010000
    assert info["allowed_updates"] == ["message"]


async def test_one_slow_chat_does_not_hold_another(room: Room, call: Call, far: FarEnd) -> None:
    gate = far.gates[HEALTH] = asyncio.Event()
    await call("setWebhook", url=far.url)
    room.say(HEALTH, "chậm")
    room.say(MINING, "nhanh")
    await far.until(1)
    assert far.texts() == ["nhanh"]
    bot = room.telegram[PRACTICE_TOKEN]
    assert bot.updates.pending >= 1
    gate.set()
    await far.until(2)


async def test_nobody_listens_then_polling_gets_it(room: Room, call: Call) -> None:
    await call("setWebhook", url="http://127.0.0.1:9/hook")
    room.say(HEALTH, "còn đây")
    body: dict[str, Any] = {"result": {}}
    while "last_error_message" not in body["result"]:
        _, body = await call("getWebhookInfo")
    assert body["result"]["last_error_message"] == "Connection refused"
    assert body["result"]["pending_update_count"] == 1
    await call("deleteWebhook")
    _, body = await call("getUpdates")
    assert body["result"][0]["message"]["text"] == "còn đây"


async def test_what_a_webhook_took_is_not_polled_again(
    room: Room, call: Call, far: FarEnd
) -> None:
    gate = far.gates[HEALTH] = asyncio.Event()
    await call("setWebhook", url=far.url)
    room.say(HEALTH, "chưa nhận")
    room.say(MINING, "đã nhận")
    await far.until(1)
    while room.telegram[PRACTICE_TOKEN].updates.pending != 1:
        await call("getMe")
    await call("deleteWebhook")
    _, body = await call("getUpdates")
    assert [update["message"]["text"] for update in body["result"]] == ["chưa nhận"]
    gate.set()


async def test_pending_updates_can_be_dropped(room: Room, call: Call, far: FarEnd) -> None:
    room.say(HEALTH, "cũ")
    await call("setWebhook", url=far.url, drop_pending_updates=True)
    room.say(HEALTH, "mới")
    await far.until(1)
    assert far.texts() == ["mới"]
    await call("setWebhook", url="")
    room.say(HEALTH, "bỏ")
    await call("deleteWebhook", drop_pending_updates=True)
    assert (await call("getUpdates"))[1]["result"] == []
    assert (await call("getWebhookInfo"))[1]["result"]["url"] == ""
