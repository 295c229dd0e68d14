"""The real server on 127.0.0.1, the real Bot class of python-telegram-bot, a plain client."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from telegram import Bot

from sandbox.limits import Limits
from sandbox.room import PRACTICE_TOKEN, Room
from sandbox.serve import serving

NOW = datetime(2023, 11, 15, 1, 0, tzinfo=UTC)
HEALTH, MINING = 101, 102
GROUP, BIG = -500, -1001
Call = Callable[..., Awaitable[tuple[int, dict[str, Any]]]]


@pytest.fixture
def limits() -> Limits:
    return Limits(webhook_retry_seconds=0.01, webhook_retry_most=0.05)


@pytest.fixture
def room(limits: Limits) -> Room:
    room = Room(lambda: NOW, limits=limits, keep_all=True)
    room.add_person(HEALTH, "Cán bộ đầu mối Sở Y tế", "Văn phòng Sở", "Sở Y tế")
    room.add_person(MINING, "Cán bộ đầu mối Sở Xây dựng", "Phòng Vật liệu", "Sở Xây dựng")
    room.add_group(GROUP, "Phòng Vật liệu", [HEALTH, MINING])
    room.add_group(BIG, "Nhóm đầu mối", [HEALTH, MINING], supergroup=True)
    return room


@pytest.fixture
async def base(room: Room) -> AsyncIterator[str]:
    async with serving(room) as url:
        yield url


@pytest.fixture
async def bot(base: str) -> AsyncIterator[Bot]:
    async with Bot(
        PRACTICE_TOKEN, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot"
    ) as real:
        yield real


@pytest.fixture
async def http(base: str) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(base) as session:
        yield session


@pytest.fixture
def call(http: aiohttp.ClientSession) -> Call:
    """A method of the bot API by its bare JSON: status and body."""

    async def ask(method: str, **params: Any) -> tuple[int, dict[str, Any]]:
        async with http.post(f"/bot{PRACTICE_TOKEN}/{method}", json=params) as answer:
            return answer.status, await answer.json()

    return ask
