"""The migrations make exactly the tables that `storage.schema` describes, and unmake them."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.util import CommandError
from sqlalchemy import Connection, inspect, text

from storage import migrate
from storage.database import Database
from storage.schema import metadata
from tests.storage.catalogue import described
from tests.storage.stores import opened


@pytest.fixture
async def bare(bare_store: str) -> AsyncIterator[Database]:
    async with opened(bare_store) as db:
        yield db


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


def _tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


async def test_migrated_store_differs_in_nothing_from_the_schema(db: Database) -> None:
    async with db.engine.connect() as connection:
        assert await connection.run_sync(_differences) == []


async def test_difference_is_found_when_a_column_is_missing(db: Database) -> None:
    async with db.engine.begin() as connection:
        await connection.execute(text("ALTER TABLE audit DROP COLUMN what"))
        assert len(await connection.run_sync(_differences)) == 1


async def test_migrated_store_is_described_like_one_made_from_the_schema(
    db: Database, bare: Database
) -> None:
    """Partial indexes, what a deleted row does, the numbering: what alembic does not compare."""
    async with bare.engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
        wanted = await connection.run_sync(described)
    async with db.engine.connect() as connection:
        assert await connection.run_sync(described) == wanted


async def test_upgrade_down_and_up_again_leaves_the_same_tables(bare: Database) -> None:
    assert await migrate.current(bare) is None
    assert await migrate.upgrade(bare) == (None, migrate.head())
    async with bare.engine.connect() as connection:
        first = await connection.run_sync(described)
    await migrate.downgrade(bare)
    async with bare.engine.connect() as connection:
        assert await connection.run_sync(_tables) == {"alembic_version"}
    await migrate.upgrade(bare)
    async with bare.engine.connect() as connection:
        assert await connection.run_sync(described) == first


async def test_upgrade_goes_on_from_an_earlier_revision(bare: Database) -> None:
    await migrate.upgrade(bare, "0001")
    assert await migrate.current(bare) == "0001"
    assert await migrate.upgrade(bare) == ("0001", migrate.head())
    assert await migrate.current(bare) == migrate.head()


async def test_upgrade_of_a_store_that_is_up_to_date_does_nothing(db: Database) -> None:
    assert await migrate.upgrade(db) == (migrate.head(), migrate.head())


async def test_upgrade_that_fails_half_way_leaves_nothing(bare: Database) -> None:
    async with bare.engine.begin() as connection:
        await connection.execute(text("CREATE TABLE audit (id INTEGER)"))
    with pytest.raises(Exception, match="audit"):
        await migrate.upgrade(bare)
    async with bare.engine.connect() as connection:
        assert await connection.run_sync(_tables) == {"audit"}


async def test_store_of_a_newer_program_is_refused(db: Database) -> None:
    async with db.engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(CommandError, match="9999"):
        await migrate.upgrade(db)


async def test_two_upgrades_at_once_in_one_process_make_the_tables_once(
    bare: Database, bare_store: str
) -> None:
    async with opened(bare_store) as other:
        done = await asyncio.gather(migrate.upgrade(bare), migrate.upgrade(other))
    assert sorted(done, key=str) == [(migrate.head(), migrate.head()), (None, migrate.head())]


def test_upgrades_in_two_processes_at_once_make_the_tables_once(bare_store: str) -> None:
    program = [sys.executable, "-W", "error", "-m", "tests.storage.process", "upgrade", bare_store]
    two = [subprocess.Popen(program, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = sorted(process.communicate()[0].strip() for process in two)
    assert [process.returncode for process in two] == [0, 0]
    head = migrate.head()
    assert said == [f"{head} {head}", f"None {head}"]


async def test_upgrade_says_nothing(bare: Database, capfd: pytest.CaptureFixture[str]) -> None:
    await migrate.upgrade(bare)
    assert capfd.readouterr() == ("", "")
