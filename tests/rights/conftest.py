"""The world, built once, and everything that stood in it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from storage import migrate
from storage.database import Database, sqlite_url
from tests.rights.frames import NOW
from tests.rights.walk import Outcome, Probe, Rows, probe, rows_of
from tests.rights.world import build
from tests.storage.stores import opened


@dataclass(frozen=True)
class Seeded:
    """A store that nobody changes: every probe is undone."""

    url: str
    ids: dict[str, dict[str, Any]]  # plan → the ids its buttons carry
    before: Rows


async def _seed(url: str) -> Seeded:
    async with opened(url) as db:
        await migrate.upgrade(db)
        async with db.unit(NOW) as unit:
            ids = await build(unit)
            await unit.commit()
        async with db.reading(NOW) as unit:
            return Seeded(url, ids, await rows_of(unit))


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Seeded:
    folder: Path = tmp_path_factory.mktemp("provinces")
    return asyncio.run(_seed(sqlite_url(folder / "daumoi.db")))


@dataclass(frozen=True)
class Walk:
    """The world with its doors open."""

    db: Database
    seeded: Seeded

    async def tries(self, one: Probe, *first: Probe) -> Outcome:
        return await probe(self.db, one, self.seeded.before, *first)


@pytest.fixture(scope="session")
def walk(seeded: Seeded) -> Iterator[Walk]:
    """One for all tests: a unit of work runs in the store's own thread, whatever the loop."""
    db = Database(seeded.url)
    yield Walk(db, seeded)
    asyncio.run(db.close())
