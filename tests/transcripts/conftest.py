"""Stores that hold the practice world already: seeded once, then copied for every story."""

from __future__ import annotations

import asyncio
import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from storage.database import sqlite_url
from tests.storage.stores import Postgres, opened
from tests.transcripts.play import Seated, seeded


async def _seed(url: str) -> Seated:
    async with opened(url) as db:
        return await seeded(db)


@pytest.fixture(scope="session")
def world(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Seated]:
    """A SQLite file with the practice world, and who sits where."""
    path = tmp_path_factory.mktemp("world") / "daumoi.db"
    shutil.copyfile(sqlite_template, path)
    return path, asyncio.run(_seed(sqlite_url(path)))


@pytest.fixture(scope="session")
def seated(world: tuple[Path, Seated]) -> Seated:
    return world[1]


@pytest.fixture(scope="session")
def postgres_world(postgres: Postgres, postgres_template: str) -> Iterator[str]:
    """The name of a PostgreSQL database with the practice world."""
    url = postgres.create(postgres_template)
    asyncio.run(_seed(url))
    yield str(make_url(url).database)
    postgres.drop(url)


@pytest.fixture
def new_sqlite(world: tuple[Path, Seated], tmp_path: Path) -> Callable[[], str]:
    """Makes a seeded SQLite store; gives its URL."""
    numbers = itertools.count()

    def make() -> str:
        path = tmp_path / f"daumoi-{next(numbers)}.db"
        shutil.copyfile(world[0], path)
        return sqlite_url(path)

    return make


@pytest.fixture
def postgres_store(postgres: Postgres, postgres_world: str) -> Iterator[str]:
    """The URL of a seeded PostgreSQL store."""
    url = postgres.create(postgres_world)
    yield url
    postgres.drop(url)


@pytest.fixture(scope="session")
def logs() -> dict[str, list[str]]:
    """What was said in each story when it was first played, without restarts."""
    return {}
