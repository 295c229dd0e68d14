"""Runs of jobs, and the audit."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from storage import audit, jobs
from storage.database import Database, Unit
from storage.schema import audit as entries
from tests.storage.stores import opened
from tests.storage.world import NOW, World


async def test_job_runs_once_a_period(unit: Unit) -> None:
    assert await jobs.take(unit, "digest", "2023-11-24", "done")
    assert not await jobs.take(unit, "digest", "2023-11-24", "done")
    assert await jobs.take(unit, "digest", "2023-12-01", "done")
    assert await jobs.take(unit, "reminders", "2023-11-24", "done")


async def test_job_skipped_is_not_run_later_in_its_period(unit: Unit) -> None:
    assert await jobs.take(unit, "digest", "2023-11-24", "skipped")
    assert not await jobs.take(unit, "digest", "2023-11-24", "done")


async def test_job_two_processes_take_at_once_runs_once(home: Database, home_store: str) -> None:
    async def take(db: Database) -> bool:
        async with db.unit(NOW) as unit:
            taken = await jobs.take(unit, "digest", "2023-11-24", "done")
            await unit.commit()
            return taken

    async with opened(home_store) as other:
        taken = await asyncio.gather(*(take(db) for db in (home, other)))
    assert sorted(taken) == [False, True]


async def test_job_whose_unit_was_rolled_back_runs_again(home: Database) -> None:
    for _ in range(2):
        async with home.unit(NOW) as unit:
            assert await jobs.take(unit, "digest", "2023-11-24", "done")


async def test_last_is_the_detail_of_the_newest_run_that_was_done(unit: Unit) -> None:
    assert await jobs.last(unit, "digest") is None
    for days, outcome in ((2, "done"), (1, "done"), (3, "skipped")):
        unit.now = NOW + timedelta(days=days)
        await jobs.take(unit, "digest", f"day {days}", outcome, {"days": days})
    assert await jobs.last(unit, "digest") == {"days": 2}
    assert await jobs.last(unit, "reminders") is None


async def test_audit_says_who_changed_what_from_what_to_what(unit: Unit, world: World) -> None:
    await audit.note(unit, world.coordinator, "plan.settings", "plan:x", {"a": 1}, {"a": [2]})
    await audit.note(unit, None, "plan.load", "plan:x", after="đã nạp")
    first, second = await unit.rows(entries.select().order_by(entries.c.id))
    assert (first.person_id, first.what, first.subject, first.at) == (
        world.coordinator,
        "plan.settings",
        "plan:x",
        NOW,
    )
    assert (first.before, first.after) == ({"a": 1}, {"a": [2]})
    assert (second.person_id, second.before, second.after) == (None, None, "đã nạp")
