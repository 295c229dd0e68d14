"""A seeded store moved to Zalo."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

from sandbox.zalo.ids import wire_id


def move_to_zalo(path: Path, only: Collection[str] = ()) -> None:
    """Chats and contacts of a SQLite store become Zalo's: all, or those of some people."""
    with closing(sqlite3.connect(path)) as db, db:
        known = [row[0] for row in db.execute("select platform_id from chat")]
        names = [(wire_id(int(one)), one) for one in known if not only or one in only]
        for table, named in (("chat", "platform_id"), ("contact", "user")):
            moved = f"update {table} set bot = 'zalo', {named} = ? where {named} = ?"
            db.executemany(moved, names)
