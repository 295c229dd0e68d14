"""The bots measured: how each is started and what is said to it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import psutil

from tests.bench import updates
from tests.bench.far_side import TOKEN, FarSide
from tests.bench.loads import Making
from tests.bench.store import Template
from tests.crash.machine import Machine
from tests.crash.world import OPENING, Focal, WorldClock

ROOT = Path(__file__).parents[2]
START_SECONDS = 30.0
STOP_SECONDS = 15.0
PER_SECOND = "1000"  # no rate limit in this measurement: the rivals have none either


@dataclass(frozen=True)
class Case:
    """One bot. `launch` gives the command and the environment for a fresh folder."""

    name: str
    launch: Callable[[Path, str], tuple[list[str], dict[str, str]]]
    make: Callable[[FarSide, dict[int, str]], Making]


def cases(template: Template, *, profile: Path | None = None) -> list[Case]:
    """All bots, the one the others are compared with first."""
    ours = _ours(template, profile)
    return [
        Case("python-telegram-bot echo", _rival("echo"), _typed),
        Case("python-telegram-bot form, PicklePersistence", _rival("form"), _typed),
        Case("Đầu Mối, answers typed", ours, _typed),
        Case("Đầu Mối, answers pressed", ours, _pressed),
    ]


def numbers_of(seated: Sequence[Focal]) -> dict[int, str]:
    """Chat → the number of the task its person answers for."""
    return {one.user: one.numbers[one.user % len(one.numbers)] for one in seated}


def _typed(_far: FarSide, numbers: dict[int, str]) -> Making:
    return lambda chat, step: updates.typed(chat, step, numbers[chat])


def _pressed(far: FarSide, numbers: dict[int, str]) -> Making:
    def make(chat: int, step: int) -> dict[str, Any]:
        return updates.pressed(chat, step, numbers[chat], far.buttons.get(chat, []))

    return make


def _rival(name: str) -> Callable[[Path, str], tuple[list[str], dict[str, str]]]:
    def launch(folder: Path, api: str) -> tuple[list[str], dict[str, str]]:
        folder.mkdir(parents=True)
        told = {
            "BENCH_API": api,
            "BENCH_TOKEN": TOKEN,
            "BENCH_PICKLE": str(folder / "kept.pickle"),
        }
        return [sys.executable, "-m", f"tests.bench.rivals.{name}"], {**os.environ, **told}

    return launch


def _ours(
    template: Template, profile: Path | None
) -> Callable[[Path, str], tuple[list[str], dict[str, str]]]:
    profiled = ["-m", "cProfile", "-o", str(profile)] if profile else []
    return office(template, {"DAUMOI_TELEGRAM_PER_SECOND": PER_SECOND}, profiled)


def office(
    template: Template, more: Mapping[str, str], profiled: Sequence[str] = ()
) -> Callable[[Path, str], tuple[list[str], dict[str, str]]]:
    """Đầu Mối on a copy of a template, with these settings over its own."""

    def launch(folder: Path, api: str) -> tuple[list[str], dict[str, str]]:
        template.copy(folder)
        clock = WorldClock(OPENING + timedelta(hours=1))
        told = {"DAUMOI_TELEGRAM_TOKEN": TOKEN, "DAUMOI_LOG_LEVEL": "warning"}
        told |= {"DAUMOI_TEST_TICK": "20", **more}
        machine = Machine(folder, api, "polling", clock, told)
        return [sys.executable, *profiled, "-m", "tests.crash.child"], machine.environment()

    return launch


@asynccontextmanager
async def running(case: Case, folder: Path, far: FarSide) -> AsyncIterator[psutil.Process]:
    """The bot, polling; ended as a service manager ends it."""
    command, environment = case.launch(folder, far.base)
    log = folder / "bench.log"
    with log.open("ab") as out:
        process = await asyncio.create_subprocess_exec(
            *command, cwd=ROOT, env=environment, stdout=out, stderr=out
        )
    try:
        far.polled.clear()
        async with asyncio.timeout(START_SECONDS):
            await far.polled.wait()
        yield psutil.Process(process.pid)
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(STOP_SECONDS):
            await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
