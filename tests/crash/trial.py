"""One trial: a world, a far side that stays up, a program that is killed again and again."""

from __future__ import annotations

import asyncio
import random
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sandbox.limits import Limits
from sandbox.room import Room
from sandbox.serve import serving
from tests.crash import far, persons, reckoning
from tests.crash.child import ZALO_PER_SECOND
from tests.crash.far import Far, ZaloFar
from tests.crash.machine import TOKEN, Machine, up
from tests.crash.persons import Ledger
from tests.crash.reckoning import Figures
from tests.crash.world import MOMENTS, OPENING, Seated, WorldClock, furnish, make_world
from tests.zalo.moving import move_to_zalo

ANSWERING, TOLD = 5, 2  # people a leading agency, people a further one
PER_SECOND = 60  # twice Telegram's, so that notices of a day go out between two kills
LIMITS = Limits(
    enforce=True,
    per_second=PER_SECOND + 2,
    webhook_retry_seconds=0.2,
    webhook_retry_most=1.0,
    webhook_timeout=5.0,
)
LATENCY_MS = 20.0  # so that a kill can fall between a call and its answer
DRAIN_SECONDS = 30.0
EARLY = 0.2  # of the kills fall while the program is still starting


@dataclass
class Kills:
    """What the kills hit."""

    done: int = 0
    busy: int = 0
    early: int = 0
    came_back: list[float] = field(default_factory=list)


@dataclass
class Trial:
    """The parts of one trial."""

    far: Far
    machine: Machine
    clock: WorldClock
    dice: random.Random
    seated: Seated
    ledger: Ledger = field(default_factory=Ledger)
    kills: Kills = field(default_factory=Kills)
    moment: int = 0  # how many of MOMENTS have come

    @property
    def room(self) -> Room:
        return self.far.room

    @property
    def store(self) -> Path:
        return self.machine.folder / "daumoi.db"


async def run(
    mode: str, kills: int, seed: int, making: asyncio.Lock, *, keep: bool = False
) -> Figures:
    """Play one trial from an empty folder to its reckoning. Migrations take turns: `making`."""
    folder = Path(tempfile.mkdtemp(prefix=f"daumoi-crash-{mode.replace(' ', '-')}-"))
    clock = WorldClock(OPENING)
    room = Room(clock.now, token=TOKEN, keep_all=True, limits=LIMITS)
    room.faults.latency_ms = LATENCY_MS
    async with making:
        seated = await make_world(folder, clock.now(), ANSWERING, TOLD)
    platform, _, way = mode.rpartition(" ")
    side = far.of(platform or "telegram", room)
    if platform == "zalo":
        move_to_zalo(folder / "daumoi.db")
    furnish(room, seated)
    async with serving(room) as base:
        rates = {"DAUMOI_TELEGRAM_PER_SECOND": str(PER_SECOND), ZALO_PER_SECOND: str(PER_SECOND)}
        zalo = ZaloFar.environment(base, way) if platform == "zalo" else {}
        machine = Machine(folder, base, way, clock, {**zalo, **rates})
        trial = Trial(side, machine, clock, random.Random(f"{seed}:{mode}"), seated)
        try:
            ended = await _play(trial, kills)
        finally:
            await _leave_nothing(machine)
        figures = reckoning.reckon(mode, side, trial.store, trial.ledger, ended)
    figures.kills = trial.kills
    if keep or figures.violations:
        figures.folder = folder
    else:
        shutil.rmtree(folder, ignore_errors=True)
    return figures


async def _leave_nothing(machine: Machine) -> None:
    if machine.process is not None and machine.process.returncode is None:
        machine.process.kill()
        await machine.process.wait()


async def _play(trial: Trial, kills: int) -> int:
    """Open the round, let everybody answer while the program dies, drain; the exit code."""
    await _start(trial)
    await persons.open_round(trial.far, trial.ledger)
    async with asyncio.TaskGroup() as tasks:
        for one in trial.seated.answering:
            dice = random.Random(trial.dice.random())
            tasks.create_task(persons.answer(trial.far, one, trial.ledger, dice))
        await _go_on(trial)
        for number in range(1, kills + 1):
            reached = number * (len(MOMENTS) + 1) // (kills + 1)
            await _kill_once(trial, next_day=reached > trial.moment)
            await _start(trial)
        await _go_on(trial)
        trial.ledger.stopping = True
    await _drain(trial)
    return await trial.machine.stop()


async def _go_on(trial: Trial) -> None:
    """Time in which the program does its work."""
    await asyncio.sleep(trial.dice.uniform(0.1, 2.5))


async def _start(trial: Trial) -> None:
    before = trial.room.calls.total
    began = time.monotonic()
    await trial.machine.start()
    if trial.dice.random() < EARLY and trial.kills.done:
        trial.kills.early += 1
        return  # the next kill may fall before it is up
    await up(trial.room, before)
    trial.kills.came_back.append(time.monotonic() - began)


async def _kill_once(trial: Trial, *, next_day: bool) -> None:
    """A kill; where another day follows, after what was due on this one: else it would lapse."""
    if next_day:
        await _until(lambda: reckoning.day_is_told(trial.store, trial.clock.now()))
    await _go_on(trial)
    await trial.machine.kill()
    trial.kills.done += 1
    trial.kills.busy += _was_busy(trial)
    if next_day:
        trial.clock.jump(MOMENTS[trial.moment])
        trial.moment += 1


def _was_busy(trial: Trial) -> bool:
    """Whether work was in hand: rows not ended, or updates not yet taken.

    The store is looked at in a copy, so that recovery stays the program's own.
    """
    with tempfile.TemporaryDirectory() as copy:
        for part in trial.store.parent.glob("daumoi.db*"):
            shutil.copy(part, copy)
        store = sqlite3.connect(Path(copy) / trial.store.name)
        inbox = "select count(*) from inbox where state = 'new'"
        outbox = "select count(*) from outbox where state = 'sending'"
        rows = sum(store.execute(one).fetchone()[0] for one in (inbox, outbox))
        store.close()
    return rows > 0 or trial.far.untaken() > 0


async def _drain(trial: Trial) -> None:
    """Everything that was begun comes to its end."""
    await _until(lambda: trial.far.untaken() == 0)
    await _until(lambda: reckoning.unended(trial.store, trial.clock.now()) == 0)


async def _until(true: Callable[[], bool]) -> None:
    """Look five times a second, a bounded time; what is still open then is reckoned as such."""
    for _ in range(int(DRAIN_SECONDS * 5)):
        if true():
            return
        await asyncio.sleep(0.2)
