"""One province, two coordinating Sở: nothing a coordinator does shows the other's plan."""

from __future__ import annotations

from datetime import date

import pytest

from dialogues.markup import to_plain
from handlers.loading import load_plan
from handlers.routes import ACTIONS, COMMANDS
from plans.model import Paper, Role, RoundState
from plans.planfile import read_plan
from storage import participants, plans, rounds, task_parts
from tests.schedules.world import at
from tests.transcripts.tuyen_quang import TKNL_FILE
from tests.year.office import BDKH, Office, Somebody

NOW = at("2023-11-15", "09:00")
THEIRS = "BĐKH"


async def _office(db) -> tuple[Office, Somebody, list[str]]:
    """KH BĐKH with an open round, and beside it KH TKNL of Sở Công Thương; ids of the former."""
    office = Office(db)
    await office.load(NOW, *BDKH)
    async with db.unit(NOW) as unit:
        other = await load_plan(unit, read_plan(TKNL_FILE.encode(), "tknl"))
        await plans.follow_from(unit, other.id, date(2023, 1, 1))
        await office._appoint(unit, other, other.coordinator, Role.COORDINATOR)
        mine = office.coordinator_of(other.id)
        ids = [str(one) for one in await _ids(unit)]
        for one in await plans.every(unit):
            await plans.start(unit, one.id, mine.person)
        await unit.commit()
    return office, mine, ids


async def _ids(unit) -> list[int | str]:
    """Plan, round, agency, task of KH BĐKH, with something said in it."""
    plan = next(one for one in await plans.every(unit) if one.short == THEIRS)
    duty = (await plans.reporting_duties(unit, plan.id))[0]
    values = {"plan_id": plan.id, "duty_id": duty.id, "year": 2023, "part": 0}
    due = date(2023, 12, 15)
    made = await rounds.propose(unit, {**values, "due": due, "last_day": due})
    assert made is not None
    task, agency, _ = (await task_parts.lead_states(unit, plan.id))[4]
    assert agency is not None
    await rounds.open_(unit, made, 1, Paper("1", "CV", date(2023, 11, 14)), None)
    await participants.enrol(unit, made, [(agency.id, 1)])
    assert (await rounds.of_plan(unit, plan.id))[0].state is RoundState.OPEN
    return [plan.id, made, agency.id, task.id, duty.id]


def _shapes(ids: list[str]) -> list[str]:
    """What a forged button may carry: their ids in every place."""
    plan, round_, agency, task, duty = ids
    return [
        "", plan, round_, agency, task, f"{round_}:{agency}", f"{task}:{agency}",
        f"{plan}:{agency}", f"{plan}:0", f"{plan}:internal", f"{duty}:2023", f"{round_}:20231115",
        f"{round_}:{agency}:1:1:0", f"{round_}:1", f"{round_}:1:1", f"{task}:{agency}:1",
    ]  # fmt: skip


async def test_no_command_shows_the_other_plan(sqlite_db):
    office, mine, _ = await _office(sqlite_db)
    owner = office.coordinator_of("tuyen-quang-bdkh-2020-2025")
    seen = await office.hears(owner, NOW, "/tonghop")
    assert THEIRS in to_plain(seen[0].text)  # there is something to see
    for name in COMMANDS:
        for rest in ("", f" {THEIRS} 5", " 5"):
            for say in await office.hears(mine, NOW, f"/{name}{rest}"):
                shown = to_plain(say.text) + " ".join(one.label for one in say.choices)
                assert THEIRS not in shown.replace(f"{THEIRS} 5", ""), (name, rest, shown)
                if "Không có cơ quan tên" not in shown:  # the province's agencies are no plan's
                    assert "Sở Tài nguyên" not in shown, (name, rest, shown)
            await office.hears(mine, NOW, "/huy")


@pytest.mark.timeout(300)
async def test_no_forged_button_shows_or_changes_the_other_plan(sqlite_db):
    office, mine, ids = await _office(sqlite_db)
    before = await _state(office, ids)
    for verb in ACTIONS:
        for shape in _shapes(ids):
            action = f"{verb}:{shape}" if shape else verb
            for say in await office.hears(mine, NOW, action=action):
                assert THEIRS not in to_plain(say.text), (action, say.text)
                assert not any(THEIRS in one.label for one in say.choices), action
    assert await _state(office, ids) == before


async def _state(office: Office, ids: list[str]) -> list[object]:
    async with office.db.reading(NOW) as unit:
        return [
            await rounds.of_plan(unit, ids[0]),
            await participants.of_round(unit, int(ids[1])),
            await task_parts.lead_states(unit, ids[0]),
        ]
