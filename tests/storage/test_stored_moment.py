"""Moments: naive ones are refused, aware ones come back in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import StatementError

from storage import jobs
from storage.database import Database, Unit
from storage.schema import job_run
from tests.storage.world import NOW


async def _kept(unit: Unit) -> datetime:
    moment = await unit.value(job_run.select().with_only_columns(job_run.c.at))
    assert isinstance(moment, datetime)
    return moment


async def test_naive_moment_is_refused(db: Database) -> None:
    async with db.unit(NOW) as unit:
        unit.now = datetime(2023, 11, 21, 10, 0)  # noqa: DTZ001 - the naive one
        with pytest.raises(StatementError, match="naive datetime"):
            await jobs.take(unit, "digest", "2023-11-21", "done")


async def test_moment_of_vietnam_comes_back_aware_in_utc(db: Database) -> None:
    vietnam = timezone(timedelta(hours=7))
    async with db.unit(datetime(2023, 11, 21, 10, 0, 1, 250, tzinfo=vietnam)) as unit:
        await jobs.take(unit, "digest", "2023-11-21", "done")
        kept = await _kept(unit)
    assert kept == datetime(2023, 11, 21, 3, 0, 1, 250, tzinfo=UTC)
    assert kept.utcoffset() == timedelta(0)


async def test_moment_comes_back_in_utc_when_the_session_is_elsewhere(
    postgres_db: Database,
) -> None:
    async with postgres_db.unit(NOW) as unit:
        await unit.run(text("SET LOCAL TIME ZONE 'Asia/Ho_Chi_Minh'"))
        await jobs.take(unit, "digest", "2023-11-21", "done")
        kept = await _kept(unit)
    assert (kept, kept.utcoffset()) == (NOW, timedelta(0))


async def test_missing_moment_stays_missing(db: Database) -> None:
    async with db.unit(NOW) as unit:
        assert await unit.value(text("SELECT NULL").columns(at=job_run.c.at.type)) is None
