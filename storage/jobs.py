"""Runs of jobs: a row (job, natural period) says it was done, or skipped for being late."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from storage.database import Unit
from storage.schema import inbox, job_run


async def take(unit: Unit, job: str, period: str, outcome: str, detail: Any = None) -> bool:
    """Write the run in the unit that holds its output; False when it ran before."""
    values = {"job": job, "period": period, "at": unit.now, "outcome": outcome, "detail": detail}
    return await unit.insert_once(job_run, **values) is not None


async def last(unit: Unit, job: str) -> Any:
    """The detail of the newest run that was done."""
    done = select(job_run.c.detail).where(job_run.c.job == job, job_run.c.outcome == "done")
    return await unit.value(done.order_by(job_run.c.at.desc()).limit(1))


async def latest(unit: Unit, since: str) -> dict[str, str]:
    """The newest period of each job, of those not before `since` (periods are ISO days)."""
    newest = select(job_run.c.job, func.max(job_run.c.period)).where(job_run.c.period >= since)
    return {row[0]: row[1] for row in await unit.rows(newest.group_by(job_run.c.job))}


async def named(unit: Unit, prefix: str) -> dict[tuple[str, str], Any]:
    """The details of all runs whose job begins so, by job and period."""
    runs = select(job_run.c.job, job_run.c.period, job_run.c.detail)
    rows = await unit.rows(runs.where(job_run.c.job.startswith(prefix, autoescape=True)))
    return {(row.job, row.period): row.detail for row in rows}


async def last_sign(unit: Unit) -> datetime | None:
    """When the program last did or heard anything."""
    moments = [
        await unit.value(select(func.max(job_run.c.at))),
        await unit.value(select(func.max(inbox.c.received))),
    ]
    return max((one for one in moments if one is not None), default=None)
