"""`serve` as `daumoi run` calls it: answers, notices and a clean end, by polls and by webhook."""

from __future__ import annotations

import asyncio
import io
import os
import random
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest

from bot import app
from bot.demo_world import FOCAL_GROUP
from bot.settings import Settings
from bot.web import MOST_BYTES
from storage import inbox, outbox
from storage.database import Database
from tests.crash import persons
from tests.crash.far import TelegramFar
from tests.crash.machine import SECRET
from tests.crash.persons import Actor, Ledger
from tests.integration.conftest import Desk

SECONDS = 20.0

SECRET_HEADER = "x-telegram-bot-api-secret-token"


@asynccontextmanager
async def serving(desk: Desk, settings: Settings, tick: float = 20.0) -> AsyncIterator[None]:
    """The program at work; ended by SIGTERM, as a service manager ends it."""
    program = desk.program(settings, tick_seconds=tick)

    async def work() -> None:
        async with app.opened(program):
            await app.serve(program, settings)

    async with asyncio.timeout(3 * SECONDS), asyncio.TaskGroup() as tasks:
        running = tasks.create_task(work())
        said = {"setMyCommands"}
        await desk.room.changes.until(
            lambda: bool(desk.room.calls.latest(1, methods=frozenset(said))), SECONDS
        )
        yield
        os.kill(os.getpid(), signal.SIGTERM)
        await running


async def counted(settings: Settings, desk: Desk) -> tuple[dict[str, int], dict[str, int]]:
    db = Database(settings.database_url)
    try:
        async with db.reading(desk.clock.now()) as unit:
            return await inbox.counts(unit), await outbox.counts(unit)
    finally:
        await db.close()


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_an_answer_goes_all_the_way_and_the_program_ends_cleanly(
    desk: Desk, mode: str
) -> None:
    settings, ledger = desk.settings(mode), Ledger()
    one = Actor(TelegramFar(desk.room), desk.seated.answering[0].user, ledger, random.Random(1))
    async with serving(desk, settings):
        status = await one.says("/capnhat 1.2", persons.RUNNING)
        pace = await one.presses(status, persons.RUNNING, persons.ON_TRACK)
        await one.presses(pace, persons.ON_TRACK, persons.WORDS)
        review = await one.says("Đã kiểm tra 12 cơ sở.", persons.SEND)
        await one.presses(review, persons.SEND, persons.KEPT)
    answered = desk.room.calls.of("answerCallbackQuery")
    received, said = await counted(settings, desk)
    assert set(received) == {"done"}
    assert received["done"] >= 5
    assert set(said) <= {"sent", "sending"}  # the last one may still be on its way to the store
    assert answered


async def test_time_alone_brings_notices(desk: Desk) -> None:
    settings, ledger = desk.settings("polling"), Ledger()
    who = desk.seated.answering[0].user
    async with serving(desk, settings, tick=0.1):
        await persons.open_round(TelegramFar(desk.room), ledger)
        told = desk.room.chat_of(who, None)
        await desk.room.changes.until(lambda: told.last_id >= 1, SECONDS)
    assert "thực hiện KH VLXD" in told.messages[1].text


async def test_what_a_killed_program_left_sending_is_said_again(desk: Desk) -> None:
    settings = desk.settings("polling")
    one = Actor(TelegramFar(desk.room), desk.seated.answering[0].user, Ledger(), random.Random(1))
    desk.room.faults.set("answer_held", next=1)  # said, and nobody will ever know
    async with serving(desk, settings):
        await one.says("/capnhat 1.2", persons.RUNNING)
    async with serving(desk, settings):
        await desk.room.changes.until(lambda: one.chat.last_id >= 3, SECONDS)
    first, again = (one.chat.messages[place].text for place in (2, 3))
    assert first == again


async def test_a_stranger_who_presses_in_a_group_alone_is_told(desk: Desk) -> None:
    settings = desk.settings("polling")
    group = desk.room.groups[FOCAL_GROUP]
    group.members[9001] = desk.room.add_person(9001, "Người lạ")
    async with serving(desk, settings):
        before = group.last_id
        desk.room.say(1001, "/nhom", FOCAL_GROUP)
        await desk.room.changes.until(lambda: group.last_id > before + 1, SECONDS)
        asked = group.last_id
        desk.room.press(9001, FOCAL_GROUP, asked, "tbn:1", stale=True)
        await desk.room.changes.until(lambda: bool(group.notice), SECONDS)
    assert group.notice is not None
    assert group.notice["person"] == 9001
    assert group.notice["text"].startswith("Lựa chọn này dành cho cán bộ đầu mối các cơ quan")
    assert group.last_id == asked


@pytest.mark.parametrize(
    ("headers", "body", "answered"),
    [
        ({}, b"{}", 403),
        ({SECRET_HEADER: "another-secret"}, b"{}", 403),
        ({SECRET_HEADER: SECRET}, b"no json", 400),
        ({SECRET_HEADER: SECRET}, b"[1]", 400),
        ({SECRET_HEADER: SECRET}, b" " * (MOST_BYTES + 1), 413),
    ],
)
async def test_a_webhook_takes_only_updates_with_the_secret(
    desk: Desk, headers: dict[str, str], body: bytes, answered: int
) -> None:
    settings = desk.settings("webhook")
    url = f"{settings.public_url}/telegram"
    async with (
        serving(desk, settings),
        aiohttp.ClientSession() as session,
        session.post(url, data=io.BytesIO(body), headers=headers) as response,
    ):
        assert response.status == answered
    assert await counted(settings, desk) == ({}, {})
