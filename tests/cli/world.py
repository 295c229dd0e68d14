"""What the tests of the command line share."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from storage.database import Database, Unit, sqlite_url

NOW = datetime(2023, 12, 8, 1, 30, tzinfo=UTC)
TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz_0123"


def stored(work: Callable[[Unit], Any]) -> Any:
    """Do something in the store of this folder."""

    async def run() -> Any:
        db = Database(sqlite_url(Path("data/daumoi.db")))
        async with db.unit(NOW) as unit:
            done = await work(unit)
            await unit.commit()
        await db.close()
        return done

    return asyncio.run(run())
