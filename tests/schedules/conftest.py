import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from storage.database import sqlite_url
from tests.schedules.world import World
from tests.storage.stores import opened


async def _built(url: str) -> World:
    async with opened(url) as db:
        return await World(db).build()


@pytest.fixture(scope="session")
def built(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, World]:
    """A store with KH VLXD and its people, made once and copied."""
    path = tmp_path_factory.mktemp("vlxd") / "daumoi.db"
    shutil.copyfile(sqlite_template, path)
    return path, asyncio.run(_built(sqlite_url(path)))


@pytest.fixture
async def world(built: tuple[Path, World], tmp_path: Path) -> AsyncIterator[World]:
    path, made = built
    mine = tmp_path / "vlxd.db"
    shutil.copyfile(path, mine)
    async with opened(sqlite_url(mine)) as db:
        yield replace(made, db=db, agencies={**made.agencies}, people={**made.people}, told=[])
