"""The audit of one plan, read again."""

from __future__ import annotations

from datetime import timedelta

from storage import audit, chats, journal
from storage.database import Unit
from storage.journal import Entry, Which
from storage.schema import audit as table
from tests.storage.world import BOT, NOW, PLAN, World, open_round

HOUR = timedelta(hours=1)


async def _page(
    unit: Unit, *, before: int | None = None, limit: int = 50, **which: object
) -> list[Entry]:
    return await journal.page(unit, Which(PLAN, **which), before=before, limit=limit)  # type: ignore[arg-type]


async def _note(
    unit: Unit, what: str, subject: str, before: object = None, after: object = None
) -> None:
    await audit.note(unit, None, what, subject, before, after)


async def test_entries_of_every_kind_are_found_under_their_plan(unit: Unit, world: World) -> None:
    round_ = await open_round(unit, world)
    task, agency = world.tasks[1].id, world.stnmt.id
    wanted = [
        f"plan:{PLAN}", "province:bac-giang", f"round:{round_}", f"round:{round_}:{agency}",
        f"task:{task}", f"task:{task}:{agency}", "appointment:1", "invitation:1",
        f"person:{world.focal}",
    ]  # fmt: skip
    for subject in wanted:
        await _note(unit, "x", subject)
    await _note(unit, "x", f"agency:{agency}", None, {"plan": PLAN})
    await _note(unit, "x", f"chat:{world.group}", {"plan": PLAN, "purpose": "focal"}, None)
    foreign = ["plan:other", "province:khac", "round:99", "task:99:1", "appointment:99", "zzz:1"]
    for subject in foreign:
        await _note(unit, "x", subject)
    await _note(unit, "x", f"agency:{agency}", None, {"plan": "other"})
    await _note(unit, "x", f"agency:{agency}", "trước", "sau")
    found = [one.subject for one in await _page(unit)]
    assert found == [f"chat:{world.group}", f"agency:{agency}", *reversed(wanted)]


async def test_entry_says_who_when_and_what_it_is_about(unit: Unit, world: World) -> None:
    task, agency = world.tasks[1], world.stnmt
    subject = f"task:{task.id}:{agency.id}"
    await audit.note(unit, world.focal, "update", subject, {"status": "a"}, {"status": "b"})
    (one,) = await _page(unit)
    assert (one.at, one.person, one.post) == (NOW, "Trần Thị Ánh", "chuyên viên")
    assert (one.what, one.agency, one.task) == ("update", agency.name, task.number)
    assert (one.before, one.after) == ({"status": "a"}, {"status": "b"})
    await _note(unit, "confirm", "appointment:2", "waiting", "confirmed")
    newest = (await _page(unit))[0]
    assert (newest.person, newest.about, newest.after) == ("", "Trần Thị Ánh", "confirmed")


async def test_pages_go_from_new_to_old_without_gap_or_repeat(unit: Unit, world: World) -> None:
    for number in range(7):
        await _note(unit, f"w{number}", f"plan:{PLAN}")
    first = await _page(unit, limit=3)
    second = await _page(unit, before=first[-1].id, limit=3)
    third = await _page(unit, before=second[-1].id, limit=3)
    assert [one.what for one in (*first, *second, *third)] == [f"w{n}" for n in range(6, -1, -1)]
    assert world


async def test_entries_of_an_agency_or_a_task_alone(unit: Unit, world: World) -> None:
    round_ = await open_round(unit, world)
    first, second, third = (one.id for one in world.tasks)
    await _note(unit, "a", f"task:{second}:{world.stnmt.id}")
    await _note(unit, "b", f"task:{third}:{world.sxd.id}")
    await _note(unit, "c", f"round:{round_}:{world.stnmt.id}")
    await _note(unit, "d", f"agency:{world.stnmt.id}", None, {"plan": PLAN})
    await _note(unit, "e", f"task:{first}")
    assert [o.what for o in await _page(unit, agency=world.stnmt.id)] == ["d", "c", "a"]
    assert [o.what for o in await _page(unit, task=third)] == ["b"]
    assert [o.what for o in await _page(unit, task=first)] == ["e"]


async def test_all_of_a_time_in_the_order_of_writing(unit: Unit, world: World) -> None:
    for hours in range(4):
        unit.now = NOW + hours * HOUR
        await _note(unit, f"w{hours}", f"plan:{PLAN}")
    which = Which(PLAN, since=NOW + HOUR, until=NOW + 3 * HOUR)
    assert [one.what async for one in journal.all_of(unit, which)] == ["w1", "w2"]
    assert len([one async for one in journal.all_of(unit, Which(PLAN))]) == 4
    assert world


async def test_every_entry_comes_once_also_beyond_the_first_hundreds(
    unit: Unit, world: World
) -> None:
    subject = f"task:{world.tasks[2].id}:{world.sxd.id}"
    rows = [
        {"at": NOW, "person_id": world.focal, "what": "w", "subject": subject} for _ in range(1203)
    ]
    await unit.run_many(table.insert(), rows)
    found = [one.id async for one in journal.all_of(unit, Which(PLAN))]
    assert len(found) == len(set(found)) == 1203


async def test_a_group_tied_anew_is_found_by_the_plan_before_too(unit: Unit, world: World) -> None:
    heard = await chats.speaker(unit, BOT, "-7", "1", private=False, title="")
    await _note(unit, "group", f"chat:{heard.chat.id}", {"plan": PLAN}, {"plan": "other"})
    assert [one.what for one in await _page(unit)] == ["group"]
    assert world
