"""Stores that hold the practice world already: seeded once, then copied for every story."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import make_url

from storage.database import Database, sqlite_url
from tests.storage.server import in_memory
from tests.storage.stores import Postgres, opened
from tests.transcripts.play import Seated, seeded
from tests.transcripts.zalo import ON_ZALO
from tests.zalo.moving import move_to_zalo


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


# One Database of each kind a process, its store laid anew for every story: what SQL it has
# compiled stays, and compiling costs more than running.


@pytest.fixture(scope="session")
def _lite() -> Iterator[tuple[Database, Path]]:
    with TemporaryDirectory(prefix="daumoi-stories-", dir=in_memory()) as folder:
        path = Path(folder) / "daumoi.db"
        yield Database(sqlite_url(path)), path


@pytest.fixture(scope="session")
def _postgres(postgres: Postgres, postgres_world: str) -> Iterator[Database]:
    url = postgres.create(postgres_world)
    yield Database(url)
    postgres.drop(url)


def _laid(lite: tuple[Database, Path], world: Path) -> Database:
    db, path = lite
    for beside in ("-wal", "-shm"):
        path.with_name(path.name + beside).unlink(missing_ok=True)
    shutil.copyfile(world, path)
    return db


@pytest.fixture
def on_sqlite(_lite: tuple[Database, Path], world: tuple[Path, Seated]) -> Database:
    """A seeded SQLite store."""
    return _laid(_lite, world[0])


@pytest.fixture(scope="session")
def zalo_world(world: tuple[Path, Seated], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice world with everybody on Zalo."""
    path = tmp_path_factory.mktemp("zalo") / "daumoi.db"
    shutil.copyfile(world[0], path)
    move_to_zalo(path)
    return path


@pytest.fixture(scope="session")
def mixed_world(world: tuple[Path, Seated], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice world with some on Zalo and the others on Telegram."""
    path = tmp_path_factory.mktemp("mixed") / "daumoi.db"
    shutil.copyfile(world[0], path)
    move_to_zalo(path, {str(one) for one in ON_ZALO})
    return path


@pytest.fixture
def mixed_store(_lite: tuple[Database, Path], mixed_world: Path) -> Database:
    """A seeded SQLite store of a province on both platforms."""
    return _laid(_lite, mixed_world)


@pytest.fixture
def zalo_store(_lite: tuple[Database, Path], zalo_world: Path) -> Database:
    """A seeded SQLite store of a province on Zalo."""
    return _laid(_lite, zalo_world)


@pytest.fixture
def on_postgres(_postgres: Database, postgres: Postgres, postgres_world: str) -> Database:
    """A seeded PostgreSQL store."""
    postgres.renew(_postgres.url, postgres_world)
    return _postgres


@pytest.fixture(scope="session")
def logs() -> dict[str, list[str]]:
    """What was said in each story when it was first played, without restarts."""
    return {}
