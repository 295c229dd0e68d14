"""Chỉ tiêu kept with their plan, and their figures: none overwritten, read as of any moment."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select, text

from storage import indicators, migrate, submissions, updates
from storage.database import Database, Unit
from storage.indicators import Given
from storage.schema import indicator, indicator_value
from storage.updates import Author
from tests.storage.stores import opened
from tests.storage.world import NOW, PLAN, World, column, open_round

WHO = Author(None, "Trần Thị Ánh", "chuyên viên")
HOUR = timedelta(hours=1)


def entry(number: str, name: str, **more: Any) -> dict[str, Any]:
    base = {"target": "đạt 30%", "unit": "%", "by": "2030", "who": None, "reporter_id": None}
    return {"number": number, "name": name, **base, **more}


FOREST = entry("(5)a", "Tỷ lệ độ che phủ rừng")
WATER = entry("(8)", "Tỷ lệ nước thải được xử lý")
PLANNED = entry("(12)", "Xây dựng Đề án tổng thể", target=None, unit=None)


async def _kept(unit: Unit, *entries: dict[str, Any]) -> list[tuple[str, str, str]]:
    await indicators.keep(unit, PLAN, entries)
    return [(one.key, one.number, one.name) for one in await indicators.of_plan(unit, PLAN)]


async def _say(
    unit: Unit, world: World, round_id: int, actual: str | None, receipt: int | None = None
) -> None:
    (first, *_) = await indicators.of_plan(unit, PLAN)
    figure = Decimal(actual) if actual else None
    given = Given(first.id, world.stnmt.id, figure, None)
    await indicators.write(unit, round_id, [given], WHO, receipt)


async def test_plan_keeps_its_indicators_in_its_order(unit: Unit, world: World) -> None:
    mine = {**FOREST, "who": "Sở TN&MT", "reporter_id": world.stnmt.id}
    await indicators.keep(unit, PLAN, [mine, PLANNED])
    forest, planned = await indicators.of_plan(unit, PLAN)
    assert (forest.key, forest.label, forest.target) == ("i1", "VLXD (5)a", "đạt 30%")
    assert (forest.reporter, planned.reporter) == (world.stnmt, None)
    assert (forest.figures, planned.figures) == (True, False)
    assert await indicators.get(unit, planned.id) == planned
    assert await indicators.of_plan(unit, "other") == []


async def test_amended_indicators_keep_their_keys(unit: Unit, world: World) -> None:
    assert [one[0] for one in await _kept(unit, FOREST, WATER)] == ["i1", "i2"]
    reworded = {**FOREST, "name": "Tỷ lệ độ che phủ của rừng", "target": "đạt 37%"}
    moved = {**WATER, "number": "(9)"}
    assert await _kept(unit, moved, PLANNED, reworded) == [
        ("i2", "(9)", WATER["name"]),
        ("i3", "(12)", PLANNED["name"]),
        ("i1", "(5)a", reworded["name"]),
    ]


async def test_indicator_gone_leaves_its_row_and_its_key_is_not_given_again(
    unit: Unit, world: World
) -> None:
    (first, *_) = await _kept(unit, FOREST, WATER)
    kept = (await indicators.of_plan(unit, PLAN))[0]
    assert await _kept(unit, WATER, PLANNED) == [
        ("i2", "(8)", WATER["name"]),
        ("i3", "(12)", PLANNED["name"]),
    ]
    gone = await indicators.get(unit, kept.id)
    assert gone is not None
    assert (gone.key, gone.removed) == (first[0], NOW)
    assert [one[0] for one in await _kept(unit, WATER, PLANNED, FOREST)] == ["i2", "i3", "i4"]


async def test_chosen_reporter_stands_until_the_plan_prints_another(
    unit: Unit, world: World
) -> None:
    await _kept(unit, FOREST)
    (one,) = await indicators.of_plan(unit, PLAN)
    await indicators.assign(unit, one.id, world.stnmt.id)
    await _kept(unit, {**FOREST, "target": "đạt 40%"})
    assert [o.reporter for o in await indicators.of_plan(unit, PLAN)] == [world.stnmt]
    await _kept(unit, {**FOREST, "who": "Sở Xây dựng", "reporter_id": world.sxd.id})
    assert [o.reporter for o in await indicators.of_plan(unit, PLAN)] == [world.sxd]
    await indicators.assign(unit, one.id, None)
    assert [o.reporter for o in await indicators.of_plan(unit, PLAN)] == [None]


async def test_values_stand_as_they_did_at_a_moment(home: Database, world: World) -> None:
    async with home.unit(NOW) as unit:
        made = await open_round(unit, world)
        await _kept(unit, FOREST)
        await _say(unit, world, made, "32.50")
        await unit.commit()
    async with home.unit(NOW + HOUR) as unit:
        await _say(unit, world, made, None)
        await unit.commit()
    async with home.reading(NOW + 2 * HOUR) as unit:
        (now,) = await indicators.values(unit, made)
        (then,) = await indicators.values(unit, made, NOW)
        assert (now.empty, now.replaces) == (True, then.id)
        assert (then.actual, then.estimate, str(then.actual)) == (Decimal("32.5"), None, "32.50")
        assert (then.agency, then.by, then.key) == (world.stnmt, "Trần Thị Ánh", "i1")
        assert await indicators.values(unit, made, NOW - HOUR) == []
        assert await indicators.history(unit, made, now.indicator) == [then, now]


async def test_each_agency_has_its_own_value(unit: Unit, world: World) -> None:
    made = await open_round(unit, world)
    await _kept(unit, FOREST)
    (one,) = await indicators.of_plan(unit, PLAN)
    given = [
        Given(one.id, body.id, Decimal(n), None) for n, body in ((1, world.sxd), (2, world.stnmt))
    ]
    await indicators.write(unit, made, given, WHO, None)
    found = await indicators.values(unit, made)
    assert [(v.agency.code, v.actual) for v in found] == [("sxd", 1), ("stnmt", 2)]


async def test_values_go_with_the_report_taken_back(home: Database, world: World) -> None:
    async with home.unit(NOW) as unit:
        made = await open_round(unit, world)
        await _kept(unit, FOREST)
        for actual in ("31", "32"):
            receipt = await updates.new_receipt(unit, PLAN, "VLXD")
            await _say(unit, world, made, actual, receipt.id)
            await submissions.add(unit, _report(world, made, receipt.id))
            await indicators.under(unit, receipt.id)
        accepted = (await unit.rows(text("select min(id) from submission")))[0][0]
        await unit.commit()
    async with home.unit(NOW + HOUR) as unit:
        await submissions.withdraw(unit, made, world.stnmt.id, after=accepted)
        assert [one.actual for one in await indicators.values(unit, made)] == [31]
        assert [one.actual for one in await indicators.values(unit, made, NOW)] == [32]
        await submissions.withdraw(unit, made, world.stnmt.id)
        assert await indicators.values(unit, made) == []
        await unit.commit()


def _report(world: World, round_id: int, receipt: int) -> dict[str, Any]:
    whose = {"round_id": round_id, "agency_id": world.stnmt.id, "person_id": world.focal}
    author = {"person_name": "Ánh", "person_post": "CV", "kind": "full", "late": False}
    return {**whose, **author, "support_text": "", "updates": [], "receipt_id": receipt}


async def test_value_of_an_earlier_round_is_the_one_before(unit: Unit, world: World) -> None:
    old, older = await open_round(unit, world, 2022), await open_round(unit, world, 2021)
    this = await open_round(unit, world, 2023)
    await _kept(unit, FOREST)
    await _say(unit, world, old, "30")
    await _say(unit, world, older, "29")
    await _say(unit, world, this, "31")
    (one,) = await indicators.of_plan(unit, PLAN)
    found = (await indicators.before(unit, this))[one.id]
    assert (found.actual, found.round) == (30, old)
    await _say(unit, world, old, None)  # chưa có số liệu says nothing of the year before
    assert (await indicators.before(unit, this))[one.id].actual == 30
    assert await indicators.before(unit, older) == {}


async def test_plan_in_use_before_gets_its_indicators(bare_store: str) -> None:
    """The tables of an older program are filled from the plan's own file."""
    async with opened(bare_store) as db:
        await migrate.upgrade(db, "0004")
        async with db.engine.begin() as connection:
            for sql in _OLD:
                await connection.execute(text(sql))
        await migrate.upgrade(db)
        async with db.reading(NOW) as unit:
            (one,) = await indicators.of_plan(unit, "cu")
            assert (one.key, one.number, one.by, one.unit) == ("i1", "(1)", "2030", None)
            assert await column(unit, indicator_value.c.id) == []
            assert len(await unit.rows(select(indicator.c.id))) == 1


_OLD = (
    (
        "insert into agency (province, code, name, variants, kind, urge)"
        " values ('bg', 'sxd', 'Sở Xây dựng', '[]', 'so', true)"
    ),
    (
        "insert into plan (id, short, province, title, coordinator_id, source, loaded, settings)"
        " select 'cu', 'CU', 'bg', 'Kế hoạch', id,"
        ' \'{"indicators": [{"number": "(1)", "name": "Chỉ số", "target": "0,85", "by": 2030}]}\','
        " '2023-01-01 00:00:00+00:00', '{}' from agency"
    ),
)
