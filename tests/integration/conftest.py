"""A seeded store, a served room, and the settings that tie a program to both."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot import app
from bot.program import Program
from bot.settings import Settings
from sandbox.limits import Limits
from sandbox.room import Room
from sandbox.serve import serving
from storage.database import sqlite_url
from tests.crash import world
from tests.crash.machine import SECRET, TOKEN, Machine, free_port
from tests.crash.world import OPENING, Seated, WorldClock

QUICK = Limits(webhook_retry_seconds=0.05, webhook_retry_most=0.2)


@dataclass(frozen=True)
class Seeded:
    """A store made once, to be copied."""

    folder: Path
    seated: Seated


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Seeded:
    folder = tmp_path_factory.mktemp("seeded")
    return Seeded(folder, asyncio.run(world.make_world(folder, OPENING, 1, 0)))


@dataclass
class Desk:
    """A room with people in it, and a copy of the store."""

    room: Room
    base: str
    folder: Path
    clock: WorldClock
    seated: Seated

    def settings(self, mode: str) -> Settings:
        """Of a program of this process."""
        port = free_port()
        return Settings(
            data_dir=self.folder,
            database_url=sqlite_url(self.folder / "daumoi.db"),
            telegram_token=SecretStr(TOKEN),
            telegram_api=self.base,
            telegram_mode=mode,
            listen=f"127.0.0.1:{port}",
            public_url=f"http://127.0.0.1:{port}",
            webhook_secret=SecretStr(SECRET),
        )

    def program(self, settings: Settings, *, tick_seconds: float = 20.0) -> Program:
        return app.build(settings, self.clock, tick_seconds=tick_seconds)

    def machine(self, mode: str) -> Machine:
        """A program of its own process."""
        return Machine(self.folder, self.base, mode, self.clock)


@pytest.fixture
async def desk(seeded: Seeded, tmp_path: Path) -> AsyncIterator[Desk]:
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(seeded.folder / "daumoi.db", folder)
    clock = WorldClock(OPENING)
    room = Room(clock.now, token=TOKEN, keep_all=True, limits=QUICK)
    world.furnish(room, seeded.seated)
    async with serving(room) as base:
        yield Desk(room, base, folder, clock, seeded.seated)
