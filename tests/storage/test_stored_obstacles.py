"""Obstacles: counted in their plan, their steps in order, the state beside them."""

from __future__ import annotations

from datetime import date, timedelta

from plans.model import Paper
from plans.obstacles import Move, ObstacleKind, ObstacleState
from storage import obstacles
from storage.database import Database, Unit
from storage.obstacles import Raised, Taken
from storage.updates import Author
from tests.storage.world import NOW, PLAN, World, statements

PAPER = Paper("45", "SXD-QLXD", date(2023, 11, 21))


async def raise_one(unit: Unit, world: World, task: int | None = 1) -> int:
    number = world.tasks[task].id if task is not None else None
    raised = Raised(PLAN, world.stnmt.id, number, ObstacleKind.STAFF, "thiếu người", "thêm người")
    return await obstacles.raise_(unit, raised, Author(world.focal, "Ánh", "chuyên viên"))


async def test_raised_and_read_back(unit: Unit, world: World) -> None:
    first, second = [await raise_one(unit, world, task) for task in (1, None)]
    one, whole = await obstacles.of_plan(unit, PLAN)
    assert [one.id, whole.id] == [first, second]
    assert (one.seq, one.about, whole.seq, whole.about) == (1, "VLXD 1.2", 2, "KH VLXD")
    assert (one.kind, one.text, one.proposal) == ("staff", "thiếu người", "thêm người")
    assert (one.state, one.moved, one.at, one.person) == ("new", NOW, NOW, world.focal)
    assert [(step.what, step.name, step.post) for step in one.steps] == [
        (Move.RAISED, "Ánh", "chuyên viên")
    ]


async def test_steps_move_the_state(unit: Unit, world: World) -> None:
    number = await raise_one(unit, world)
    author = Author(world.coordinator, "Bình", "chuyên viên")
    for hours, taken in enumerate(
        (
            Taken(Move.ADDED, ObstacleState.NEW, "thêm"),
            Taken(Move.ESCALATED, ObstacleState.ESCALATED, paper=PAPER, to="UBND tỉnh"),
            Taken(Move.REPLIED, ObstacleState.ANSWERED, "xong", paper=PAPER),
        ),
        start=1,
    ):
        unit.now = NOW + timedelta(hours=hours)
        one = await obstacles.get(unit, number)
        assert one is not None
        await obstacles.take(unit, one, taken, author)
        if taken.what is Move.ADDED:
            added = await obstacles.get(unit, number)
            assert added is not None
            assert added.moved == NOW
    one = await obstacles.get(unit, number)
    assert one is not None
    assert (one.state, one.moved) == (ObstacleState.ANSWERED, NOW + timedelta(hours=3))
    assert one.escalation is not None
    assert (one.escalation.to, one.escalation.paper) == ("UBND tỉnh", PAPER)
    assert one.answer is not None
    assert (one.answer.text, one.answer.to) == ("xong", "")
    assert [one.id for one in await obstacles.answered(unit)] == [number]
    assert await obstacles.waiting(unit, PLAN) == []


async def test_only_of_the_plan_and_agency_asked_for(unit: Unit, world: World) -> None:
    number = await raise_one(unit, world)
    assert [one.id for one in await obstacles.of_plan(unit, PLAN, world.stnmt.id)] == [number]
    assert await obstacles.of_plan(unit, PLAN, world.sxd.id) == []
    assert await obstacles.of_plan(unit, "other") == []
    assert [one.id for one in await obstacles.waiting(unit, PLAN)] == [number]
    assert await obstacles.get(unit, number + 1) is None


async def test_many_are_read_in_two_queries(home: Database, world: World) -> None:
    async with home.unit(NOW) as unit:
        for _ in range(20):
            await raise_one(unit, world)
        with statements(home) as run:
            assert len(await obstacles.of_plan(unit, PLAN)) == 20
    assert len(run) == 2
