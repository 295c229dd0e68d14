"""Runs of jobs: a row (job, natural period) says it was done, or skipped for being late."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from storage.database import Unit
from storage.schema import job_run


async def take(unit: Unit, job: str, period: str, outcome: str, detail: Any = None) -> bool:
    """Write the run in the unit that holds its output; False when it ran before."""
    values = {"job": job, "period": period, "at": unit.now, "outcome": outcome, "detail": detail}
    return await unit.insert_once(job_run, **values) is not None


async def last(unit: Unit, job: str) -> Any:
    """The detail of the newest run that was done."""
    done = select(job_run.c.detail).where(job_run.c.job == job, job_run.c.outcome == "done")
    return await unit.value(done.order_by(job_run.c.at.desc()).limit(1))
