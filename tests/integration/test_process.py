"""`daumoi run` as a process: one a data folder, a clean end on SIGTERM, back after a kill."""

from __future__ import annotations

import asyncio
import os
import random
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.lock import holder
from tests.crash.far import TelegramFar
from tests.crash.machine import Machine, up
from tests.crash.persons import ON_TRACK, RUNNING, Actor, Ledger
from tests.integration.conftest import Desk

ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def started(desk: Desk) -> AsyncIterator[Machine]:
    """A program that has made its first call; never left behind."""
    machine, before = desk.machine("polling"), desk.room.calls.total
    await machine.start()
    try:
        await up(desk.room, before)
        yield machine
    finally:
        if machine.process is not None and machine.process.returncode is None:
            await machine.kill()


async def test_one_program_a_data_folder_and_a_clean_end(desk: Desk) -> None:
    async with started(desk) as machine:
        assert machine.process is not None
        assert holder(desk.folder) == machine.process.pid
        code, said = await _second(machine)
        assert code == 2
        assert f"(số tiến trình {machine.process.pid})" in said
        assert await machine.stop() == 0
    assert holder(desk.folder) is None
    assert '"event": "program.started"' in machine.log.read_text()
    assert "Traceback" not in machine.log.read_text()


async def _second(machine: Machine) -> tuple[int | None, str]:
    """The real command line on the same folder, to its end."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "from bot.cli import main; main()", "run",
        cwd=ROOT, env={**os.environ, **machine.environment()},
        stderr=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    async with asyncio.timeout(20):
        _, said = await process.communicate()
    return process.returncode, said.decode()


async def test_a_conversation_goes_on_after_a_kill(desk: Desk) -> None:
    one = Actor(TelegramFar(desk.room), desk.seated.answering[0].user, Ledger(), random.Random(1))
    async with started(desk) as machine:
        status = await one.says("/capnhat 1.2", RUNNING)
        await machine.kill()
    async with started(desk):
        await one.presses(status, RUNNING, ON_TRACK)
