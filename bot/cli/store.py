"""`daumoi db …`"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.texts import say, tell
from bot.cli.words import Group

if TYPE_CHECKING:
    from bot.cli.office import Office


@click.group(cls=Group, help=say("help.db"))
def db() -> None:
    """The store."""


@db.command(help=say("help.db_upgrade"))
def upgrade() -> None:
    """Make the store, or bring it to this program's version."""
    from bot.cli.office import at_work

    at_work(_upgrade, make=True, check=False)


async def _upgrade(office: Office) -> None:
    from alembic.util import CommandError

    from plans.ground import Refusal
    from storage import migrate

    try:
        before, after = await migrate.upgrade(office.db)
    except CommandError:
        raise Refusal("store.newer") from None
    if before is None:
        tell("store.made", after=after)
    elif before == after:
        tell("store.current", after=after)
    else:
        tell("store.upgraded", before=before, after=after)


@db.command("import", help=say("help.db_import"))
@click.argument("file", type=click.Path(path_type=Path), metavar="TỆP")
def import_(file: Path) -> None:
    """Carry a SQLite store into the empty one of the settings, PostgreSQL most likely."""
    from bot.cli.office import at_work, guarded
    from plans.ground import Refusal

    async def work(office: Office) -> None:
        await _carry(office, file)

    def found(_settings: object) -> None:
        if not file.exists():
            raise Refusal("file.missing", file=file)

    guarded(found)
    at_work(work, make=True)


async def _carry(office: Office, file: Path) -> None:
    from plans.ground import Refusal
    from storage import migrate, moving
    from storage.database import Database, sqlite_url

    source = Database(sqlite_url(file))
    try:
        if await migrate.current(source) != migrate.head():
            raise Refusal("store.import_old", file=file)
        async with source.reading(office.clock.now()) as old, office.writing() as new:
            if not await moving.is_empty(new):
                raise Refusal("store.import_full")
            count = await moving.carry(old, new)
            await new.commit()
    finally:
        await source.close()
    tell("store.imported", count=count, file=file)
