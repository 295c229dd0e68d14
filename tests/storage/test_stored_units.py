"""Units of work: nothing is lost when many read and then write at once."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from storage import chats, people
from storage.database import Database, StorageError, Unit
from storage.schema import person
from tests.storage.stores import opened
from tests.storage.world import NOW, bump, counted


async def _names(db: Database) -> list[str]:
    async with db.reading(NOW) as unit:
        return [row.name for row in await unit.rows(person.select().order_by(person.c.id))]


async def test_200_units_at_once_lose_nothing(db: Database) -> None:
    await asyncio.gather(*(bump(db) for _ in range(200)))
    assert await counted(db) == 200


async def test_200_units_at_once_from_two_databases_lose_nothing(db: Database, store: str) -> None:
    async with opened(store) as other:
        await asyncio.gather(*(bump(one) for _ in range(100) for one in (db, other)))
    assert await counted(db) == 200


def test_units_from_two_processes_lose_nothing(store: str) -> None:
    program = [sys.executable, "-W", "error", "-m", "tests.storage.process", "bump", store]
    two = [subprocess.Popen(program) for _ in range(2)]
    assert [process.wait() for process in two] == [0, 0]
    assert asyncio.run(_count_in(store)) == 200


async def _count_in(url: str) -> int:
    async with opened(url) as db:
        return await counted(db)


async def test_unit_without_commit_is_rolled_back(db: Database) -> None:
    async with db.unit(NOW) as unit:
        await people.add(unit, "Nguyễn Văn Bình")
    assert await _names(db) == []


async def test_unit_keeps_what_was_committed(db: Database) -> None:
    async with db.unit(NOW) as unit:
        await people.add(unit, "Nguyễn Văn Bình")
        await unit.commit()
    assert await _names(db) == ["Nguyễn Văn Bình"]


async def _add_and_raise(unit: Unit, name: str) -> None:
    await people.add(unit, name)
    raise ZeroDivisionError


async def _raise_in_a_unit(db: Database) -> None:
    async with db.unit(NOW) as unit:
        await _add_and_raise(unit, "Nguyễn Văn Bình")


async def test_unit_that_raises_is_rolled_back_and_the_next_goes_on(db: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        await _raise_in_a_unit(db)
    await bump(db)
    assert (await _names(db), await counted(db)) == ([], 1)


async def test_cancelled_unit_is_rolled_back_and_the_next_goes_on(db: Database) -> None:
    begun = asyncio.Event()

    async def hang() -> None:
        async with db.unit(NOW) as unit:
            await people.add(unit, "Nguyễn Văn Bình")
            begun.set()
            await asyncio.Event().wait()

    async with asyncio.TaskGroup() as group:
        task = group.create_task(hang())
        await begun.wait()
        task.cancel()
    await bump(db)
    assert (await _names(db), await counted(db)) == ([], 1)


async def test_savepoint_that_raises_undoes_only_what_is_inside(db: Database) -> None:
    async with db.unit(NOW) as unit:
        await people.add(unit, "trước")
        with pytest.raises(ZeroDivisionError):
            async with unit.savepoint():
                await _add_and_raise(unit, "trong")
        await people.add(unit, "sau")
        await unit.commit()
    assert await _names(db) == ["trước", "sau"]


async def test_savepoint_lets_the_unit_go_on_after_a_refused_row(db: Database) -> None:
    async with db.unit(NOW) as unit:
        with pytest.raises(IntegrityError):
            async with unit.savepoint():
                await people.connect(unit, 10_000, "telegram", "1", 10_000)
        await people.add(unit, "sau")
        await unit.commit()
    assert await _names(db) == ["sau"]


async def test_reading_sees_one_state_while_others_write(db: Database) -> None:
    await bump(db)
    async with db.reading(NOW) as unit:
        before = await chats.drafts(unit, "p1")
        await bump(db)
        assert await chats.drafts(unit, "p1") == before
    assert await counted(db) == 2


async def test_reading_is_not_held_up_by_a_unit_that_writes(db: Database) -> None:
    await bump(db)
    async with db.unit(NOW) as unit:
        await people.add(unit, "Nguyễn Văn Bình")
        assert await counted(db) == 1


async def test_row_the_database_refuses_is_not_an_error_of_storage(db: Database) -> None:
    """Else the inbox would try it again for ever (design: an error of ours sets the row aside)."""
    async with db.unit(NOW) as unit:
        with pytest.raises(IntegrityError) as refused:
            await chats.tie(unit, await _a_chat(unit), "no-such-plan", None)
    assert not isinstance(refused.value, StorageError)


async def _a_chat(unit: Unit) -> int:
    heard = await chats.speaker(unit, "telegram", "1", "1", private=True, title="")
    return heard.chat.id


async def test_full_disk_is_an_error_of_storage(sqlite_db: Database) -> None:
    async with sqlite_db.unit(NOW) as unit:
        await unit.run(text("PRAGMA max_page_count = 1"))  # SQLite takes the pages there are
        with pytest.raises(StorageError, match="full"):
            await people.add(unit, "x" * 100_000)


async def test_server_that_is_away_is_an_error_of_storage() -> None:
    async with opened("postgresql://nobody@127.0.0.1:1/none") as db:
        with pytest.raises(StorageError, match="refused"):
            async with db.unit(NOW):
                pass


async def test_foreign_key_to_nothing_is_refused(unit: Unit) -> None:
    with pytest.raises(IntegrityError):
        await people.connect(unit, 10_000, "telegram", "1", 10_000)


async def test_vietnamese_text_comes_back_as_written(unit: Unit) -> None:
    name = "Nguyễn Thị Hoàng Ánh 🌾 e\u0301 <b>&amp;"
    added = await people.add(unit, name)
    found = await people.get(unit, added)
    assert found is not None
    assert found.name == name
