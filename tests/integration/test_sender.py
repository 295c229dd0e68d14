"""The sender over a real store and a far side that is told how to behave."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.claims import Bounds, Compose
from bot.files import Files
from bot.filesout import FilesOut
from bot.meter import Meter
from bot.platforms import base
from bot.rates import Limits, Rates
from bot.sender import Sender
from dialogues.messages import Incoming, Lane, Later, Notice, Outgoing, Say
from plans.allowance import Allowance
from storage import outbox
from storage.database import Database, Unit
from storage.inbox import Arrived
from storage.schema import outbox as table
from storage.sending import OutRow
from tests.storage.world import BOT, NOW, World, build, chat, tell

FAST = Limits(per_second=1e6, chat_every=1e-6, chat_burst=1000)


@dataclass
class Clock:
    """Stands still until it is moved; each look at it takes a millisecond."""

    at: datetime = NOW
    ticks: float = 0.0

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        self.ticks += 0.001
        return self.ticks

    def wait(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)
        self.ticks += seconds


@dataclass
class Far:
    """A platform that keeps what it was sent; a message of "a|b|c" has three parts."""

    name: str = BOT
    sent: list[tuple[str, str]] = field(default_factory=list)
    faults: dict[str, base.SendFault] = field(default_factory=dict)  # part → its next fault
    die_at: str = ""  # the process is killed while this part is on its way

    async def open(self) -> None: ...

    async def close(self) -> None: ...

    async def poll(self, keep: base.Keep, *, wait: int) -> int:
        raise NotImplementedError

    def arrived(self, raw: Mapping[str, Any]) -> Arrived:
        raise NotImplementedError

    def translate(self, raw: Mapping[str, Any]) -> Incoming:
        raise NotImplementedError

    async def download(self, remote: str, most: int) -> bytes:
        raise NotImplementedError

    async def answer(self, callback: str, text: str = "") -> None: ...

    async def send(self, row: OutRow) -> base.Sent:
        part, *more = row.say.text.split("|")[row.parts_sent :]
        if part in self.faults:
            raise self.faults.pop(part)
        self.sent.append((row.address, part))
        if part == self.die_at:
            raise asyncio.CancelledError
        return base.Sent(str(len(self.sent)), bool(more))


@dataclass
class Desk:
    """A store, a far side, and a sender between them."""

    db: Database
    world: World
    far: Far = field(default_factory=Far)
    clock: Clock = field(default_factory=Clock)
    allowance: Allowance | None = None
    told: list[tuple[str, str]] = field(default_factory=list)

    def sender(self, compose: Compose | None = None, limits: Limits = FAST) -> Sender:
        files = FilesOut(Files(Path("files")), self.far.name)
        bounds = Bounds(Rates(limits), Meter(self.far.name, self.allowance, self.near))
        return Sender(self.db, self.far, compose or _words, bounds, self.clock, files)

    async def near(self, _unit: Unit, bot: str, month: str) -> None:
        self.told.append((bot, month))

    async def tell(self, *texts: str, chat_id: int | None = None) -> None:
        async with self.db.unit(self.clock.now()) as unit:
            await tell(unit, chat_id or self.world.focal_chat, *texts)
            await unit.commit()

    async def notify(self, key: str, text: str) -> None:
        notice = Notice(key, "words", {"text": text}, person=self.world.focal)
        async with self.db.unit(self.clock.now()) as unit:
            await outbox.notify(unit, [notice])
            await unit.commit()

    async def rows(self) -> list[Any]:
        async with self.db.reading(self.clock.now()) as unit:
            return list(await unit.rows(select(table).order_by(table.c.id)))

    @property
    def parts(self) -> list[str]:
        return [part for _, part in self.far.sent]


async def _words(_unit: Unit, row: OutRow) -> Say:
    return Say((row.compose or {})["text"])


@pytest.fixture
async def desk(sqlite_db: Database) -> Desk:
    return Desk(sqlite_db, await build(sqlite_db))


async def test_every_part_takes_its_own_turn_of_the_rates(desk: Desk) -> None:
    await desk.tell("1|2|3|4|5|6")
    sender = desk.sender(limits=Limits(per_second=1e6, chat_every=1.0, chat_burst=4))
    pause = await sender.drain()
    assert desk.parts == ["1", "2", "3", "4"]
    assert 0.5 < pause <= 1.0
    for _ in range(2):
        desk.clock.wait(1)
        await sender.drain()
    assert desk.parts == ["1", "2", "3", "4", "5", "6"]
    (row,) = await desk.rows()
    assert (row.state, row.parts_sent, row.twice) == ("sent", 6, False)


async def test_a_fault_in_the_second_part_does_not_repeat_the_first(desk: Desk) -> None:
    await desk.tell("1|2|3")
    desk.far.faults = {"2": base.NotSent("down")}
    sender = desk.sender()
    await sender.drain()
    assert desk.parts == ["1"]
    desk.clock.wait(2)
    await sender.drain()
    assert desk.parts == ["1", "2", "3"]


async def test_no_answer_to_a_part_repeats_that_part_alone(desk: Desk) -> None:
    await desk.tell("1|2|3")
    desk.far.faults = {"2": base.NoAnswer("?"), "3": base.NoAnswer("?")}
    sender = desk.sender()
    for _ in range(4):
        await sender.drain()
        desk.clock.wait(2)
    assert desk.parts == ["1", "2", "3"]
    (row,) = await desk.rows()
    assert (row.state, row.twice) == ("sent", True)


async def test_a_kill_repeats_the_part_in_flight_and_no_other(desk: Desk) -> None:
    await desk.tell("1|2|3")
    desk.far.die_at = "2"
    await desk.sender().drain()
    assert [row.state for row in await desk.rows()] == ["sending"]
    desk.far.die_at = ""
    again = desk.sender()
    await again.start()
    await again.drain()
    assert desk.parts == ["1", "2", "2", "3"]


async def test_nothing_comes_between_the_parts_of_a_message(desk: Desk) -> None:
    await desk.notify("long", "1|2|3")
    desk.far.faults = {"2": base.NotSent("down")}
    sender = desk.sender()
    await sender.drain()
    await desk.tell("trả lời")
    await desk.tell("chỗ khác", chat_id=desk.world.group)
    await sender.drain()
    assert desk.parts == ["1", "chỗ khác"]
    desk.clock.wait(2)
    await sender.drain()
    assert desk.parts == ["1", "chỗ khác", "2", "3", "trả lời"]


async def test_a_message_stopped_midway_lets_the_others_go(desk: Desk) -> None:
    await desk.notify("long", "1|2")
    desk.far.faults = {"2": base.NotSent("down")}
    sender = desk.sender()
    await sender.drain()
    async with desk.db.unit(desk.clock.now()) as unit:
        await unit.run(table.update().values(state="dropped"))
        await unit.commit()
    await desk.tell("trả lời")
    await sender.drain()
    assert desk.parts == ["1", "trả lời"]


async def test_notices_go_on_while_replies_fill_every_slot(desk: Desk) -> None:
    await desk.notify("reminder:1", "nhắc")
    async with desk.db.unit(NOW) as unit:
        for user in range(500, 600):
            where = await chat(unit, str(user), str(user))
            await outbox.reply(unit, [Outgoing(Say(f"trả lời {user}"), chat=where)])
        await unit.commit()
    await desk.sender(limits=Limits(per_second=1000.0)).drain()
    assert desk.parts.index("nhắc") < 12
    assert len(desk.parts) == 101


async def test_a_composer_may_put_its_notice_off(desk: Desk) -> None:
    lunch_over = NOW + timedelta(hours=3)

    async def compose(unit: Unit, row: OutRow) -> Say | Later:
        later = unit.now < lunch_over
        return Later(lunch_over) if later else await _words(unit, row)

    await desk.notify("nudge:1", "nhắc")
    sender = desk.sender(compose)
    assert 0 < await sender.drain() <= 30
    assert desk.parts == []
    (row,) = await desk.rows()
    assert (row.state, row.attempts, row.lane) == ("queued", 0, Lane.NOTICE)
    desk.clock.wait(3 * 3600)
    await sender.drain()
    assert desk.parts == ["nhắc"]


async def test_a_composer_that_puts_off_to_now_is_not_asked_for_ever(desk: Desk) -> None:
    asked = []

    async def compose(unit: Unit, _row: OutRow) -> Later:
        asked.append(unit.now)
        return Later(unit.now)

    await desk.notify("nudge:1", "nhắc")
    await desk.sender(compose).drain()
    assert len(asked) == 1
