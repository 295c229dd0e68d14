"""`daumoi db …`"""

from __future__ import annotations

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
