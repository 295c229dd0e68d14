"""Looking at what has come due, and a morning's messages, with few and with very many duties."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import event

from plans.ground import VIETNAM
from schedules.tick import tick
from storage.database import Database, sqlite_url
from tests.bench.store import Template
from tests.bench.targets import many
from tests.bench.targets.figure import Figure
from tests.crash.world import make_tools

FEW, MANY = (10, 10), (1000, 100)  # agencies, tasks each leads: 10² and 10⁵ duties
MORNING = datetime(2023, 12, 14, 8, 30, tzinfo=VIETNAM)  # the last safe day of the round


async def measure(template: Template, folder: Path) -> list[Figure]:
    """Seconds, and statements, of an idle tick and of one that has a morning to say."""
    few = await _ticked(await many.duties(template, folder / "few", *FEW))
    lots = await _ticked(await many.duties(template, folder / "many", *MANY))
    found = []
    for name, one, other in zip(("idle", "morning"), few, lots, strict=True):
        found.append(Figure("tick, 10⁵ duties", name, other[0], "s", "<", 1.0))
        more = float(other[1] - one[1])
        found.append(Figure("tick, 10⁵ duties", f"{name}: statements more", more, "", "<=", 0))
    return found


async def _ticked(store: Path) -> list[tuple[float, int]]:
    db = Database(sqlite_url(store))
    statements: list[str] = []
    for engine in (db.engine.sync_engine, db._direct):
        event.listen(
            engine, "before_cursor_execute", lambda _c, _cur, sql, *_: statements.append(sql)
        )
    tools = make_tools()
    await tick(db, MORNING - timedelta(minutes=5), tools)
    found = []
    for moment in (MORNING - timedelta(minutes=4), MORNING):
        before, began = len(statements), time.perf_counter()
        await tick(db, moment, tools)
        found.append((time.perf_counter() - began, len(statements) - before))
    await db.close()
    return found
