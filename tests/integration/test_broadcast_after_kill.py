"""A broadcast stopped midway by a kill resumes: everybody gets it, nobody silently twice."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

from sandbox.limits import Limits
from sandbox.room import Room
from sandbox.serve import serving
from storage import plans
from storage.database import Database, sqlite_url
from tests.crash import world
from tests.crash.far import Step, TelegramFar
from tests.crash.machine import TOKEN, Machine, up
from tests.crash.persons import Actor, Ledger
from tests.crash.world import OPENING, Seated, WorldClock

ADMIN = 1002
TEXT = "Mời họp giao ban lúc 14:00"
A_SECOND = 25  # messages; some fifty people are told in two seconds
PATIENCE = 30.0
_ROWS = (
    "select c.platform_id, o.state, o.twice from outbox o join chat c on c.id = o.chat_id"
    " where o.key like 'broadcast:%'"
)


async def _seeded(folder: Path) -> Seated:
    seated = await world.make_world(folder, OPENING, 2, 3)
    db = Database(sqlite_url(folder / "daumoi.db"))
    async with db.unit(OPENING) as unit:
        await plans.start(unit, (await plans.every(unit))[0].id, 1)
        await unit.commit()
    await db.close()
    return seated


def _got(room: Room) -> Counter[str]:
    """How often each person has it in the private chat."""
    bot = next(iter(room.bots))
    chats = {person: room.private(bot, person) for person in room.people if person != ADMIN}
    return Counter(
        str(person)
        for person, chat in chats.items()
        for one in (chat.messages.values() if chat else ())
        if one.sender is not None and one.sender.is_bot and TEXT in one.text
    )


def _rows(folder: Path) -> list[tuple[str, str, bool]]:
    with closing(sqlite3.connect(folder / "daumoi.db")) as db:
        return [(chat, state, bool(twice)) for chat, state, twice in db.execute(_ROWS)]


async def _sent_by_the_admin(room: Room) -> None:
    to_all = Step(r":to:all", "Tất cả")
    one = Actor(TelegramFar(room), ADMIN, Ledger(), random.Random(1))
    await one.says("/thongbao", Step(r":text:_cancel", "Hủy"))
    audience = await one.says(TEXT, to_all)
    preview = await one.presses(audience, to_all, Step(r":_review:people", "Gửi"))
    room.press(ADMIN, None, preview.id, _send(preview.keyboard))


def _send(keyboard: object) -> str:
    assert isinstance(keyboard, list | tuple)
    data = [str(button["callback_data"]) for row in keyboard for button in row]
    return next(one for one in data if one.endswith(":_review:people"))


async def test_a_broadcast_goes_on_after_a_kill_between_two_sends(tmp_path: Path) -> None:
    seated = await _seeded(tmp_path)
    clock = WorldClock(OPENING)
    room = Room(clock.now, token=TOKEN, keep_all=True, limits=Limits())
    world.furnish(room, seated)
    room.faults.latency_ms = 20.0  # so that the kill can fall between a call and its answer
    more = {"DAUMOI_TELEGRAM_PER_SECOND": str(A_SECOND)}
    async with serving(room) as base:
        machine = Machine(tmp_path, base, "polling", clock, more)
        await machine.start()
        try:
            await up(room, 0)
            await _sent_by_the_admin(room)
            await room.changes.until(lambda: len(_got(room)) >= 10, PATIENCE)
            before = room.calls.total
            await machine.kill()
            told = {chat for chat, _, _ in _rows(tmp_path)}
            left = [state for _, state, _ in _rows(tmp_path) if state == "queued"]
            assert left, "the kill came too late to be midway"
            await machine.start()
            await up(room, before)
            await room.changes.until(lambda: set(_got(room)) == told, PATIENCE)
            assert await machine.stop() == 0
        finally:
            if machine.process is not None and machine.process.returncode is None:
                await machine.kill()
        rows, got = _rows(tmp_path), _got(room)
    # The last ones may still be on their way to the store when the program ends.
    assert {state for _, state, _ in rows} <= {"sent", "sending"}
    assert len(told) >= 50
    more_than_once = {chat for chat, times in got.items() if times > 1}
    assert more_than_once <= {chat for chat, _, twice in rows if twice}
    assert max(got.values()) <= 2
