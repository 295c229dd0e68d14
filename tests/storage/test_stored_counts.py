"""A list costs the same number of statements with one row in it and with fifty."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import func, select

from plans.model import Agency, Part, Role
from storage import (
    agencies,
    inbox,
    participants,
    people,
    plans,
    reaching,
    rounds,
    sending,
    task_parts,
)
from storage.database import Database, Unit
from storage.schema import agency
from tests.storage.world import (
    BOT,
    PLAN,
    PROVINCE,
    World,
    add_task,
    chat,
    join,
    open_round,
    say,
    statements,
    tell,
)

Grow = Callable[[Unit, World, int], Awaitable[object]]
Ask = Callable[[Unit, World], Awaitable[list[object]]]


async def _more_tasks(unit: Unit, world: World, number: int) -> None:
    await add_task(unit, 10 + number, ((world.stnmt.id, Part.LEAD),))


async def _more_agencies(unit: Unit, world: World, number: int) -> Agency:
    values = {"code": f"a{number}", "name": f"Cơ quan {number}", "kind": "so"}
    await agencies.save_agency(unit, PROVINCE, values)
    made = await unit.value(select(func.max(agency.c.id)))
    found = await agencies.agency_by_id(unit, made)
    assert found is not None
    await participants.enrol(unit, (await rounds.of_plan(unit, PLAN))[0].id, [(made, 1)])
    return found


async def _more_chats(unit: Unit, world: World, number: int) -> None:
    await tell(unit, await chat(unit, f"9{number}", "1"), "một", "hai")


async def _more_people(unit: Unit, world: World, number: int) -> None:
    await join(unit, f"Người {number}", world.stnmt, Role.FOCAL, f"8{number}")


async def _more_updates(unit: Unit, world: World, number: int) -> None:
    arrived = [inbox.Arrived(str(number), f"c{number}", "{}")]
    await inbox.keep(unit, BOT, arrived)


async def _participants(unit: Unit, _: World) -> list[object]:
    return list(await participants.of_round(unit, (await rounds.of_plan(unit, PLAN))[0].id))


ASKED: dict[str, tuple[Grow, Ask]] = {
    "duties": (_more_tasks, lambda unit, world: task_parts.duties(unit, [world.stnmt.id])),
    "tasks": (_more_tasks, lambda unit, _: plans.tasks(unit, PLAN)),
    "lead_states": (_more_tasks, lambda unit, _: task_parts.lead_states(unit, PLAN)),
    "participants": (_more_agencies, _participants),
    "heads": (_more_chats, lambda unit, _: sending.heads(unit, BOT, busy=(), limit=99)),
    "reach": (_more_people, lambda unit, _: reaching.reach(unit, PLAN, Role.FOCAL)),
    "holding": (_more_people, lambda unit, _: people.holding(unit, PLAN, Role.FOCAL)),
    "waiting": (_more_updates, lambda unit, _: inbox.waiting(unit, [BOT], limit=99)),
}


@pytest.mark.parametrize("name", ASKED)
async def test_list_costs_as_many_statements_with_fifty_rows_as_with_one(
    name: str, home: Database, unit: Unit, world: World
) -> None:
    grow, ask = ASKED[name]
    await open_round(unit, world)
    await say(unit, world, "Đang làm")
    await grow(unit, world, 0)
    with statements(home) as few:
        before = await ask(unit, world)
    for number in range(1, 51):
        await grow(unit, world, number)
    with statements(home) as many:
        after = await ask(unit, world)
    assert len(after) == len(before) + 50
    assert len(many) == len(few) <= 2


async def test_speaker_of_a_known_chat_costs_one_statement(
    home: Database, unit: Unit, world: World
) -> None:
    with statements(home) as run:
        await chat(unit, "102", "102")
    assert len(run) == 1
