"""The program as an office runs it: its real rate, its real tick, on a copy of a template."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path

import psutil

from tests.bench import updates
from tests.bench.cases import Case, office, running
from tests.bench.far_side import FarSide
from tests.bench.store import Template
from tests.bench.updates import STEPS

PATIENCE = 120.0


@asynccontextmanager
async def program(
    template: Template, folder: Path, far: FarSide, **more: str
) -> AsyncIterator[psutil.Process]:
    """Đầu Mối on a fresh copy, polling `far`; `more` are settings."""
    case = Case("Đầu Mối", office(template, more), lambda _far, _numbers: updates.pressed)
    async with running(case, folder, far) as process:
        yield process


async def flow(far: FarSide, chat: int, number: str, pause: float = 0.0) -> None:
    """One answer from its command to [Gửi], each step after the reply to the one before."""
    for step in range(STEPS):
        await asyncio.sleep(pause)
        far.offer(chat, updates.typed(chat, step, number))
        await until(lambda: not far.waits(chat), 0.002)


async def until(held: Callable[[], bool], every: float = 0.01) -> None:
    """Look again every so many seconds; TimeoutError when patience ends."""
    async with asyncio.timeout(PATIENCE):
        while True:
            if held():
                return
            await asyncio.sleep(every)


def query(folder: Path, sql: str) -> list[tuple[object, ...]]:
    """Read the store of a program."""
    with closing(sqlite3.connect(folder / "daumoi.db", timeout=30)) as db:
        return db.execute(sql).fetchall()


def number(folder: Path, sql: str) -> int:
    return int(str(query(folder, sql)[0][0]))
