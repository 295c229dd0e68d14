"""`daumoi backup`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.texts import say, tell
from bot.cli.words import Command

if TYPE_CHECKING:
    from bot.settings import Settings


@click.command(cls=Command, help=say("help.backup"))
@click.argument("folder", type=click.Path(path_type=Path), metavar="THƯ_MỤC")
def backup(folder: Path) -> None:
    """Copy the data folder while the program runs."""
    from bot.cli.office import guarded

    guarded(lambda settings: _backup(settings, folder))


def _backup(settings: Settings, folder: Path) -> None:
    import sqlite3

    from bot import copies
    from bot.cli.office import store_file
    from bot.ground import SystemClock
    from plans.ground import Refusal
    from storage.copying import copy_sqlite

    file = store_file(settings)
    if file is not None and not file.exists():
        raise Refusal("store.empty")

    def store(to: Path) -> None:
        if file is not None:
            copy_sqlite(file, to / "daumoi.db")

    try:
        made = copies.copy(settings.data_dir, folder, SystemClock().now(), store)
    except (OSError, sqlite3.Error):
        raise Refusal("store.backup_failed", folder=folder) from None
    tell("store.backed_up", folder=made)
    if file is None:
        tell("store.backup_server")
