"""The digest over many stored updates of the same tasks."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median

from plans.ground import local
from plans.model import RoundState
from reports import digest
from storage import plans, rounds
from storage.database import Database, Unit, sqlite_url
from tests.bench.store import Template
from tests.bench.targets import many
from tests.bench.targets.figure import Figure
from tests.crash.world import OPENING, make_tools

FEW = 10_000
TIMES = 9


async def measure(template: Template, folder: Path, updates: int) -> list[Figure]:
    """The same figures, gathered from few and from `updates` stored updates."""
    few = await _gathered(await many.updates(template, folder / "few", FEW))
    lots = await _gathered(await many.updates(template, folder / "many", updates))
    return [
        Figure("digest", f"from {FEW:,} updates", 1000 * few, "ms"),
        Figure("digest", f"from {updates:,} updates", 1000 * lots, "ms"),
        Figure("digest", "times as long", lots / few, "", "<=", 1.5),
    ]


async def _gathered(store: Path) -> float:
    db = Database(sqlite_url(store))
    calendar = make_tools().calendar

    async def gather(unit: Unit) -> float:
        (plan, *_) = await plans.every(unit)
        (round_, *_) = await rounds.of_plan(unit, plan.id, RoundState.OPEN)
        began = time.perf_counter()
        await digest.gather(unit, plan, round_, local(OPENING).date(), calendar)
        return time.perf_counter() - began

    taken = [await db.work(OPENING, gather) for _ in range(TIMES)]
    await db.close()
    return median(taken)
