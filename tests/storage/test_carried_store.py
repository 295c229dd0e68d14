"""A store carried from one kind of database to the other: every row, and the numbers go on."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from storage import moving, people
from storage.database import Database, Unit, sqlite_url
from storage.schema import metadata
from tests.crash.world import OPENING, make_world


async def _everything(unit: Unit) -> dict[str, list[tuple[object, ...]]]:
    return {
        table.name: [
            tuple(row) for row in await unit.rows(select(table).order_by(*table.primary_key))
        ]
        for table in metadata.sorted_tables
    }


async def test_every_row_and_the_numbers_go_on(db: Database, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    await make_world(tmp_path / "old", OPENING, 2, 0)
    source = Database(sqlite_url(tmp_path / "old" / "daumoi.db"))
    async with source.reading(OPENING) as old, db.unit(OPENING) as new:
        assert await moving.is_empty(new)
        count = await moving.carry(old, new)
        assert not await moving.is_empty(new)
        assert await _everything(new) == await _everything(old)
        counts = await moving.counted(new)
        assert count == sum(counts.values()) > 100
        await new.commit()
    async with db.unit(OPENING) as new:
        assert await people.add(new, "Người mới") > counts["person"]
    await source.close()
