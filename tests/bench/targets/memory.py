"""Resident memory after many answers: bounded, and no longer growing."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.bench import far_side
from tests.bench.cases import numbers_of
from tests.bench.store import Template
from tests.bench.targets import ours
from tests.bench.targets.figure import Figure

AT_ONCE = 100
PER_SECOND = "1000"
_ANSWERS = "select count(*) from task_update where source = 'chat'"


async def measure(template: Template, folder: Path, answers: int) -> list[Figure]:
    """Every person answers again and again; each answer is five updates."""
    numbers = numbers_of(template.seated)
    chats = list(numbers)[:AT_ONCE]
    sizes: list[float] = []
    async with (
        far_side.serving() as far,
        ours.program(template, folder, far, DAUMOI_TELEGRAM_PER_SECOND=PER_SECOND) as process,
    ):
        for _ in range(max(4, answers // AT_ONCE)):
            async with asyncio.TaskGroup() as tasks:
                for chat in chats:
                    tasks.create_task(ours.flow(far, chat, numbers[chat], pause=0.2))
            sizes.append(process.memory_info().rss / 2**20)
    kept = ours.number(folder, _ANSWERS)
    half = sizes[len(sizes) // 2]
    return [
        Figure("memory", "answers given", float(kept), "", ">=", float(len(sizes) * AT_ONCE)),
        Figure("memory", "resident at the end", sizes[-1], "MiB", "<", 150.0),
        Figure("memory", "grown in the second half", sizes[-1] - half, "MiB", "<=", 5.0),
    ]
