"""Bring a store to the tables this program knows. The scripts lie in `storage/migrations`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from sqlalchemy.engine import Connection

from storage.database import Database
from storage.schema import metadata

_SCRIPTS = Path(__file__).parent / "migrations"
_NO_MOMENT = datetime.min.replace(tzinfo=UTC)  # changing tables writes no moment


async def upgrade(db: Database, to: str = "head") -> tuple[str | None, str]:
    """Run the revisions that are missing, all or none; return the revision before and after.

    Holds the write lock, so two processes that start at once do it one after the other. Raises
    `alembic.util.CommandError` when the store was made by a newer program.
    """
    async with db.unit(_NO_MOMENT) as unit:
        before = await unit.connection.run_sync(_revision)
        await unit.connection.run_sync(_upgrade, to)
        after = await unit.connection.run_sync(_revision)
        await unit.commit()
    return before, after or ""


async def downgrade(db: Database, to: str = "base") -> None:
    """Undo revisions, and with them the data they held. For tests and for a failed update."""
    async with db.unit(_NO_MOMENT) as unit:
        await unit.connection.run_sync(_downgrade, to)
        await unit.commit()


async def current(db: Database) -> str | None:
    """The revision a store is at; None before its first."""
    async with db.reading(_NO_MOMENT) as unit:
        return await unit.connection.run_sync(_revision)


async def lacking(db: Database) -> str | None:
    """The first table or column this program knows and a store lacks whatever its revision says:
    it was made by a program between two releases.
    """
    async with db.reading(_NO_MOMENT) as unit:
        return await unit.connection.run_sync(_lacking)


def _lacking(connection: Connection) -> str | None:
    found = inspect(connection)
    there = set(found.get_table_names())
    for table in metadata.sorted_tables:
        if table.name not in there:
            return table.name
        columns = {one["name"] for one in found.get_columns(table.name)}
        for column in table.columns:
            if column.name not in columns:
                return f"{table.name}.{column.name}"
    return None


def head() -> str:
    """The revision this program needs."""
    return ScriptDirectory(str(_SCRIPTS)).get_current_head() or ""


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _upgrade(connection: Connection, to: str) -> None:
    command.upgrade(_config(connection), to)


def _downgrade(connection: Connection, to: str) -> None:
    command.downgrade(_config(connection), to)


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
