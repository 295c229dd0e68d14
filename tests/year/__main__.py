"""`python -m tests.year [--years 1]`: walk, print the table; exit 1 where a rule was broken."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from storage import migrate
from storage.database import Database, sqlite_url
from tests.year.figures import broken, table
from tests.year.office import Office
from tests.year.walk import Year


async def run(years: int, path: Path) -> int:
    db = Database(sqlite_url(path))
    try:
        await migrate.upgrade(db)
        office = Office(db)
        await Year(office).walk(years)
        print(table(office, years))
        breaches = broken(office)
        for line in breaches:
            print(line)
        return 1 if breaches else 0
    finally:
        await db.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.year", description=__doc__)
    parser.add_argument("--years", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(asyncio.run(run(asked.years, Path(folder) / "daumoi.db")))
