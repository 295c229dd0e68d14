"""Stores for the tests: a fresh, empty, migrated one a test, SQLite and PostgreSQL.

`db` runs a test on both. PostgreSQL is `TEST_DATABASE_URL`, else a server carried by a PyPI wheel.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from storage import migrate
from storage.database import Database, sqlite_url
from tests.storage.server import Server
from tests.storage.stores import Postgres, opened


async def _migrate(url: str) -> None:
    async with opened(url) as db:
        await migrate.upgrade(db)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file that tests copy."""
    path = tmp_path_factory.mktemp("template") / "daumoi.db"
    asyncio.run(_migrate(sqlite_url(path)))
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL where databases may be made."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    server = Server()
    server.start()
    yield server.url
    server.stop()


@pytest.fixture(scope="session")
def postgres(postgres_server: str) -> Iterator[Postgres]:
    plain = make_url(postgres_server).set(drivername="postgresql")
    libpq = plain.render_as_string(hide_password=False)
    with psycopg.connect(libpq, autocommit=True) as admin:
        yield Postgres(libpq, admin)


@pytest.fixture(scope="session")
def postgres_template(postgres: Postgres) -> Iterator[str]:
    """The name of a migrated database that tests clone."""
    url = postgres.create("template0")
    asyncio.run(_migrate(url))
    yield str(make_url(url).database)
    postgres.drop(url)


@pytest.fixture
def sqlite_store(sqlite_template: Path, tmp_path: Path) -> str:
    """The URL of an empty SQLite store."""
    path = tmp_path / "daumoi.db"
    shutil.copyfile(sqlite_template, path)
    return sqlite_url(path)


@pytest.fixture
def postgres_store(postgres: Postgres, postgres_template: str) -> Iterator[str]:
    """The URL of an empty PostgreSQL store."""
    url = postgres.create(postgres_template)
    yield url
    postgres.drop(url)


@pytest.fixture
async def sqlite_db(sqlite_store: str) -> AsyncIterator[Database]:
    async with opened(sqlite_store) as db:
        yield db


@pytest.fixture
async def postgres_db(postgres_store: str) -> AsyncIterator[Database]:
    async with opened(postgres_store) as db:
        yield db


@pytest.fixture(params=["sqlite", "postgres"])
def kind(request: pytest.FixtureRequest) -> str:
    """The kind of database; the test runs once on each."""
    return str(request.param)


@pytest.fixture
def store(kind: str, request: pytest.FixtureRequest) -> str:
    """The URL of an empty store of this kind."""
    url: str = request.getfixturevalue(f"{kind}_store")
    return url


@pytest.fixture
async def db(store: str) -> AsyncIterator[Database]:
    """An empty store; the test runs once on each kind of database."""
    async with opened(store) as db:
        yield db


@pytest.fixture
def bare_store(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a store in which nothing was made yet."""
    if kind == "sqlite":
        yield sqlite_url(tmp_path / "bare.db")
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    url = postgres.create("template0")
    yield url
    postgres.drop(url)
