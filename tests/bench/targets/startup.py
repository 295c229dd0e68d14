"""From the start of the process to the reply to a message that waited for it."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median

from tests.bench import far_side, updates
from tests.bench.cases import numbers_of
from tests.bench.store import Template
from tests.bench.targets import ours
from tests.bench.targets.figure import Figure

TIMES = 3


async def measure(template: Template, folder: Path) -> list[Figure]:
    """The median of a few starts on a store that is there."""
    taken = [await _once(template, folder / str(place)) for place in range(TIMES)]
    return [Figure("start", "to the first answer", median(taken), "s", "<", 2.0)]


async def _once(template: Template, folder: Path) -> float:
    chat, number = next(iter(numbers_of(template.seated).items()))
    async with far_side.serving() as far:
        far.offer(chat, updates.typed(chat, 0, number))
        began = time.monotonic()
        async with ours.program(template, folder, far):
            await far.answered(ours.PATIENCE)
            return time.monotonic() - began
