"""A store with the small province in it, built once and copied, and a unit of work on it."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from storage.database import Database, Unit, sqlite_url
from tests.storage.stores import Postgres, opened
from tests.storage.world import NOW, World, build


async def _build(url: str) -> World:
    async with opened(url) as db:
        return await build(db)


@pytest.fixture(scope="session")
def sqlite_province(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, World]:
    """A SQLite file with the province in it."""
    path = tmp_path_factory.mktemp("province") / "daumoi.db"
    shutil.copyfile(sqlite_template, path)
    return path, asyncio.run(_build(sqlite_url(path)))


@pytest.fixture(scope="session")
def postgres_province(postgres: Postgres, postgres_template: str) -> Iterator[tuple[str, World]]:
    """The name of a PostgreSQL database with the province in it."""
    url = postgres.create(postgres_template)
    yield str(make_url(url).database), asyncio.run(_build(url))
    postgres.drop(url)


@pytest.fixture
def world(kind: str, request: pytest.FixtureRequest) -> World:
    """What stands in `home`; the test runs once on each kind of database."""
    built: World = request.getfixturevalue(f"{kind}_province")[1]
    return built


@pytest.fixture
def home_store(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a store with the province in it."""
    template = request.getfixturevalue(f"{kind}_province")[0]
    if kind == "sqlite":
        shutil.copyfile(template, tmp_path / "home.db")
        yield sqlite_url(tmp_path / "home.db")
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    url = postgres.create(template)
    yield url
    postgres.drop(url)


@pytest.fixture
async def home(home_store: str) -> AsyncIterator[Database]:
    """A store with the province in it."""
    async with opened(home_store) as db:
        yield db


@pytest.fixture
async def unit(home: Database) -> AsyncIterator[Unit]:
    """A unit of work in the small province; what it writes is not kept."""
    async with home.unit(NOW) as begun:
        yield begun
