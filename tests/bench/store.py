"""The store Đầu Mối is measured on: KH VLXD with its round open, and many focal points."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sandbox.room import Room
from sandbox.serve import serving
from storage.database import Database, sqlite_url
from tests.crash import persons, world
from tests.crash.far import TelegramFar
from tests.crash.machine import TOKEN, Machine, up
from tests.crash.persons import Ledger
from tests.crash.world import OPENING, Focal, WorldClock


@dataclass(frozen=True)
class Template:
    """A store to copy, and who sits in it."""

    folder: Path
    seated: Sequence[Focal]

    def copy(self, to: Path) -> None:
        """A fresh data folder."""
        to.mkdir(parents=True)
        shutil.copy(self.folder / "daumoi.db", to)


async def make_template(folder: Path, chats: int) -> Template:
    """The coordinator opens the round in chat; then so many people are seated."""
    clock = WorldClock(OPENING)
    room = Room(clock.now, token=TOKEN)
    seated = await world.make_world(folder, clock.now(), 0, 0)
    world.furnish(room, seated)
    async with serving(room) as base:
        machine = Machine(folder, base, "polling", clock)
        await machine.start()
        await up(room, 0)
        await persons.open_round(TelegramFar(room), Ledger())
        await machine.stop()
    db = Database(sqlite_url(folder / "daumoi.db"))
    try:
        each = -(-chats // len(world.LEADING))
        more = await world.seat_more(db, world.make_tools(), clock.now(), each, 0)
    finally:
        await db.close()
    return Template(folder, more.answering[:chats])
