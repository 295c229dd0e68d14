"""The two loads, and what is measured of a bot under them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psutil

from tests.bench.far_side import FarSide
from tests.bench.updates import STEPS

SETTLE = 0.3  # seconds between two steps, not counted: the last replies are written down
PATIENCE = 120.0
Making = Callable[[int, int], dict[str, Any]]
"""(chat, step) → the update of that step in that chat."""


@dataclass(frozen=True)
class Sample:
    """One bot under one load. Latencies and CPU in ms, CPU per update."""

    rate: float
    p50: float
    p95: float
    cpu: float
    rss: float
    far_cpu: float  # of the far side and this driver, per update


@dataclass
class _Cost:
    process: psutil.Process
    bot: float = 0.0
    own: float = 0.0

    def begin(self) -> None:
        self.bot, self.own = self._bot(), time.process_time()

    def _bot(self) -> float:
        times = self.process.cpu_times()
        return float(times.user + times.system)

    def ms(self, updates: int) -> tuple[float, float]:
        bot, own = self._bot() - self.bot, time.process_time() - self.own
        return 1000 * bot / updates, 1000 * own / updates


async def flood(far: FarSide, process: psutil.Process, chats: list[int], make: Making) -> Sample:
    """All chats' next step waits at once, five times: each wave ends when all have replies."""
    cost = _Cost(process)
    latencies: list[float] = []
    busy = bot = own = 0.0
    for step in range(STEPS):
        far.begin()
        cost.begin()
        for chat in chats:
            far.offer(chat, make(chat, step))
        await far.answered(PATIENCE)
        wave, seconds = far.reckon()
        latencies += wave
        busy += seconds
        spent = cost.ms(len(chats))
        bot, own = bot + spent[0] / STEPS, own + spent[1] / STEPS
        await asyncio.sleep(SETTLE)
    return _sample(latencies, len(latencies) / busy, (bot, own), process)


async def paced(
    far: FarSide, process: psutil.Process, chats: list[int], make: Making, per_second: float
) -> Sample:
    """One update every so often, each chat step by step; nobody waits for anybody."""
    cost = _Cost(process)
    far.begin()
    cost.begin()
    began = time.monotonic()
    for place in range(len(chats) * STEPS):
        await asyncio.sleep(max(0.0, began + place / per_second - time.monotonic()))
        step, chat = divmod(place, len(chats))
        far.offer(chats[chat], make(chats[chat], step))
    await far.answered(PATIENCE)
    latencies, seconds = far.reckon()
    return _sample(latencies, len(latencies) / seconds, cost.ms(len(latencies)), process)


def _sample(
    latencies: list[float], rate: float, cpu: tuple[float, float], process: psutil.Process
) -> Sample:
    ordered = sorted(latencies)
    return Sample(
        rate=rate,
        p50=1000 * ordered[len(ordered) // 2],
        p95=1000 * ordered[int(len(ordered) * 0.95)],
        cpu=cpu[0],
        rss=process.memory_info().rss / 2**20,
        far_cpu=cpu[1],
    )
