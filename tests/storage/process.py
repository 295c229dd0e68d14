"""What tests run in a process of its own: python -m tests.storage.process WHAT URL."""

from __future__ import annotations

import asyncio
import sys

from storage import migrate
from storage.database import Database
from tests.storage.world import bump


async def _upgrade(db: Database) -> None:
    before, after = await migrate.upgrade(db)
    print(before, after)


async def _bump(db: Database) -> None:
    await asyncio.gather(*(bump(db) for _ in range(100)))


async def _main(what: str, url: str) -> None:
    db = Database(url)
    await {"upgrade": _upgrade, "bump": _bump}[what](db)
    await db.close()


if __name__ == "__main__":
    asyncio.run(_main(*sys.argv[1:]))
