"""Bad days: faults over the real wire; rates on a clock of their own."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest
from telegram import Bot
from telegram.error import NetworkError, TimedOut

from sandbox.faults import Faults
from sandbox.limits import Limits, Rates
from sandbox.room import PRACTICE_TOKEN, Room
from sandbox.serve import serving
from tests.sandbox.conftest import BIG, HEALTH, NOW, Call


async def test_too_many(room: Room, call: Call) -> None:
    room.faults.retry_after = 7
    room.faults.set("too_many", next=1)
    status, body = await call("sendMessage", chat_id=HEALTH, text="x")
    assert (status, body) == (
        429,
        {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 7",
            "parameters": {"retry_after": 7},
        },
    )
    assert (await call("sendMessage", chat_id=HEALTH, text="x"))[0] == 200
    assert len(room.chat_of(HEALTH, None).messages) == 1


async def test_server_error_has_no_effect(room: Room, call: Call) -> None:
    room.faults.set("server_error", next=1)
    status, body = await call("sendMessage", chat_id=HEALTH, text="x")
    assert (status, body["description"]) == (500, "Internal Server Error")
    assert not room.chat_of(HEALTH, None).messages
    assert room.calls.of("sendMessage")[0].fault == "server_error"


async def test_an_answer_is_lost_after_the_effect(room: Room, bot: Bot) -> None:
    room.faults.set("answer_lost", next=1)
    with pytest.raises(NetworkError):
        await bot.send_message(HEALTH, "một lần")
    assert [line.text for line in room.chat_of(HEALTH, None).messages.values()] == ["một lần"]


async def test_a_lost_answer_is_not_one_byte(room: Room, http: aiohttp.ClientSession) -> None:
    room.faults.set("answer_lost", next=1)
    params = {"chat_id": HEALTH, "text": "x"}
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await http.post(f"/bot{PRACTICE_TOKEN}/sendMessage", json=params)


@pytest.mark.parametrize(("kind", "lines"), [("no_answer", 0), ("answer_held", 1)])
async def test_an_answer_never_comes(room: Room, bot: Bot, kind: str, lines: int) -> None:
    room.faults.set(kind, next=1)
    with pytest.raises(TimedOut):
        await bot.send_message(HEALTH, "x", read_timeout=0.2)
    assert len(room.chat_of(HEALTH, None).messages) == lines


async def test_polls_can_be_struck_too(room: Room, call: Call) -> None:
    room.faults.methods = frozenset({"getUpdates"})
    room.faults.set("server_error", next=1)
    assert (await call("getUpdates"))[0] == 500
    assert (await call("getUpdates"))[0] == 200


async def test_latency(room: Room, call: Call) -> None:
    loop = asyncio.get_running_loop()
    room.faults.latency_ms = 60
    before = loop.time()
    await call("sendMessage", chat_id=HEALTH, text="x")
    assert loop.time() - before >= 0.06


def test_faults_by_chance_can_be_repeated() -> None:
    def run() -> list[str | None]:
        faults = Faults()
        faults.set("too_many", probability=0.3)
        faults.seed(4)
        return [faults.strike("sendMessage") for _ in range(50)]

    first = run()
    assert first == run()
    assert 5 < first.count("too_many") < 25


def test_a_good_day_comes_back() -> None:
    faults = Faults()
    faults.set("too_many", next=1)
    faults.clear()
    assert faults.strike("sendMessage") is None
    assert faults.strike("getMe") is None
    with pytest.raises(ValueError, match="earthquake"):
        faults.set("earthquake")


def test_more_than_30_in_a_second_silence_everybody() -> None:
    rates = Rates(Limits(enforce=True))
    assert [rates.wait(chat, 10.0) for chat in range(1, 31)] == [0] * 30
    assert rates.wait(31, 10.9) == 3
    assert rates.wait(32, 11.5) == 3
    assert rates.wait(32, 13.0) == 1
    assert rates.wait(32, 13.9) == 0


def test_a_chat_has_a_burst_and_then_one_a_second() -> None:
    rates = Rates(Limits(enforce=True, per_chat_burst=3))
    assert [rates.wait(5, 0.0) for _ in range(4)] == [0, 0, 0, 1]
    assert rates.wait(6, 0.0) == 0
    assert [rates.wait(5, 1.0), rates.wait(5, 1.0)] == [0, 1]


def test_a_group_takes_20_a_minute() -> None:
    rates = Rates(Limits(enforce=True))
    assert [rates.wait(-5, float(second)) for second in range(20)] == [0] * 20
    assert rates.wait(-5, 20.0) == 40
    assert rates.wait(-6, 20.0) == 0
    assert rates.wait(-5, 60.0) == 0


async def test_the_wire_enforces_them() -> None:
    room = Room(lambda: NOW, limits=Limits(enforce=True, per_group_minute=1))
    room.add_group(BIG, "Nhóm", [room.add_person(1, "Cán bộ đầu mối").id], supergroup=True)
    async with serving(room) as base, aiohttp.ClientSession(base) as http:
        path, params = f"/bot{PRACTICE_TOKEN}/sendMessage", {"chat_id": BIG, "text": "x"}
        async with http.post(path, json=params) as answer:
            assert answer.status == 200
        async with http.post(path, json=params) as answer:
            assert answer.status == 429
            body = await answer.json()
            assert 1 <= body["parameters"]["retry_after"] <= 60
