"""A consistent copy of a SQLite store while others write to it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def copy_sqlite(source: Path, to: Path) -> None:
    """SQLite's online backup: the copy is one state of the store. Raises sqlite3.Error."""
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(to)) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, no -wal beside it
