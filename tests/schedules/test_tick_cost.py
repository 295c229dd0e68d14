"""The tick costs the same with 3 agencies and with 60, on both databases."""

from sqlalchemy import event

from plans.model import Role
from schedules.tick import tick
from storage import agencies, chats, people
from tests.schedules.world import BOT, PLAN, World, at


def _counting(db):
    run = []
    event.listen(
        db.engine.sync_engine, "before_cursor_execute", lambda _c, _cur, sql, *_: run.append(sql)
    )
    return run


async def _many(world: World, number: int) -> tuple[str, ...]:
    codes = tuple(f"xa-{n}" for n in range(number))
    async with world.db.unit(world.now) as unit:
        for code in codes:
            values = {"code": code, "name": f"UBND xã {code}", "variants": [], "kind": "xa"}
            await agencies.save_agency(unit, "Bắc Giang", {**values, "urge": True})
        world.agencies = {a.code: a for a in await agencies.of_province(unit, "Bắc Giang")}
        for code in codes:
            await world._person(unit, code, f"Đầu mối {code}", Role.FOCAL)
        await unit.commit()
    return codes


async def _cost(db, number: int) -> tuple[int, int, int]:
    """Statements of an idle tick, of a morning, of a digest."""
    world = await World(db).build()
    codes = await _many(world, number)
    await world.open_round(at("2023-11-15", "09:00"), codes)
    await world.group(world.now, "-1", "internal")
    await tick(db, at("2023-12-13"), world.tools)
    run = _counting(db)
    await tick(db, at("2023-12-13", "08:31"), world.tools)
    idle = len(run)
    await tick(db, at("2023-12-14", "08:30"), world.tools)
    morning = len(run) - idle
    await tick(db, at("2023-12-15", "08:30"), world.tools)
    before = len(run)
    await tick(db, at("2023-12-15", "14:30"), world.tools)
    digest = len(run) - before
    assert len(await world.deliver(at("2023-12-14", "08:31"))) == number
    return idle, morning, digest


async def test_a_fixed_number_of_queries(sqlite_store, tmp_path):
    import shutil

    from storage.database import sqlite_url
    from tests.storage.stores import opened

    other = tmp_path / "other.db"
    shutil.copyfile(sqlite_store.removeprefix("sqlite:///"), other)
    async with opened(sqlite_store) as few, opened(sqlite_url(other)) as many:
        small, big = await _cost(few, 3), await _cost(many, 60)
    assert small == big
    assert small[0] <= 8


async def test_a_morning_on_each_database(db):
    world = await World(db).build()
    await world.open_round(at("2023-11-15", "09:00"))
    await world.group(world.now, "-1", "internal")
    assert len(await world.run(at("2023-12-14"))) == 15
    (digest,) = await world.run(at("2023-12-15", "14:30"))
    assert digest.chat is not None
    assert await world.run(at("2023-12-16", "02:30")) == []
    assert await world.runs("tidy") == [
        ("2023-12-14", "done"),
        ("2023-12-15", "done"),
        ("2023-12-16", "done"),
    ]
    assert [one[1] for one in await world.runs(f"morning:{PLAN}")] == ["done", "done"]


async def test_a_contact_that_works_is_preferred(db):
    world = await World(db).build()
    async with db.unit(world.now) as unit:
        heard = await chats.speaker(unit, BOT, "new", "new", private=True, title="")
        await people.connect(unit, world.people["stc"], BOT, "new", heard.chat.id)
        await chats.lose(unit, heard.chat.id, "blocked")
        await unit.commit()
    await world.open_round(at("2023-11-15", "09:00"), ("stc",))
    told = await world.one("stc", at("2023-12-14"))
    assert told is not None
    assert told.chat != heard.chat.id
