"""What the schedules read and say at once, for every plan and person."""

from __future__ import annotations

from datetime import timedelta

from dialogues.messages import Notice
from plans.model import PlanSettings
from storage import (
    acknowledgements,
    chats,
    inbox,
    jobs,
    outbox,
    participants,
    people,
    plans,
    rounds,
)
from storage.database import Database, Unit
from storage.schema import outbox as table
from storage.schema import round_
from tests.storage.world import (
    BOT,
    NOW,
    PLAN,
    World,
    chat,
    column,
    open_round,
    statements,
)

DAY = timedelta(days=1)


def _to(person: int, key: str = "reminder:1") -> Notice:
    return Notice(key, "reminder", {"day": "2023-12-08"}, person=person)


async def test_announcement_is_stored_once_ever_by_its_key(unit: Unit, world: World) -> None:
    first = _to(world.focal)
    assert await outbox.notify(unit, [first, first]) == 1
    assert await outbox.notify(unit, [first, _to(world.focal, "reminder:2")]) == 1
    assert await column(unit, table.c.key) == ["reminder:1", "reminder:2"]


async def test_announcement_stands_in_the_outbox_like_a_notice(unit: Unit, world: World) -> None:
    newer = await chat(unit, "202", "202")
    await people.connect(unit, world.focal, BOT, "202", newer)
    stranger = await people.add(unit, "Lê Văn C")
    for key, person in (("a", world.focal), ("b", stranger)):
        await outbox.notify(unit, [_to(person, f"{key}1")])
        await outbox.notify(unit, [_to(person, f"{key}2")])
    rows = await unit.rows(table.select().order_by(table.c.id))
    said = [{**row._asdict(), "id": 0, "key": ""} for row in rows]
    assert said[0] == said[1]
    assert said[2] == said[3]
    assert [one["chat_id"] for one in said] == [newer, newer, None, None]


async def test_announcement_goes_to_the_older_contact_when_the_newest_is_lost(
    unit: Unit, world: World
) -> None:
    newer = await chat(unit, "202", "202")
    await people.connect(unit, world.focal, BOT, "202", newer)
    await chats.lose(unit, newer, "blocked")
    await outbox.notify(unit, [_to(world.focal)])
    assert await column(unit, table.c.chat_id) == [world.focal_chat]


async def test_announcement_to_a_group_goes_to_the_group(unit: Unit, world: World) -> None:
    await outbox.notify(unit, [Notice("digest:1", "digest", {}, chat=world.group)])
    assert await column(unit, table.c.chat_id) == [world.group]


async def test_announcement_says_whether_anything_was_said(unit: Unit, world: World) -> None:
    assert await outbox.notify(unit, []) == 0
    assert not unit.said
    await outbox.notify(unit, [_to(world.focal)])
    assert unit.said


async def test_announcement_to_many_costs_as_many_statements_as_to_one(
    home: Database, unit: Unit, world: World
) -> None:
    with statements(home) as few:
        await outbox.notify(unit, [_to(world.focal)])
    with statements(home) as many:
        await outbox.notify(unit, [_to(world.focal, f"many:{n}") for n in range(50)])
    assert len(few) == len(many)


async def test_keys_that_begin_so_are_listed_whatever_signs_they_hold(
    unit: Unit, world: World
) -> None:
    for key in ("round_5:1", "round_5:2", "roundx5:1"):
        await outbox.notify(unit, [_to(world.focal, key)])
    assert sorted(await outbox.keys_like(unit, "round_5:")) == ["round_5:1", "round_5:2"]


async def test_tied_groups_are_those_with_a_plan_and_a_purpose(unit: Unit, world: World) -> None:
    lost = await chat(unit, "-200", "1", private=False)
    without_purpose = await chat(unit, "-300", "1", private=False)
    for one, purpose in ((world.group, "focal"), (lost, "focal"), (without_purpose, None)):
        await chats.tie(unit, one, PLAN, purpose)
    await chats.lose(unit, lost, "removed")
    assert [one.id for one in await chats.tied(unit)] == [world.group]


async def test_latest_period_of_each_job_is_not_before_a_day(unit: Unit) -> None:
    for job, day in (("digest", 20), ("digest", 24), ("remind", 21), ("old", 1)):
        await jobs.take(unit, job, f"2023-11-{day:02d}", "done")
    assert await jobs.latest(unit, "2023-11-20") == {
        "digest": "2023-11-24",
        "remind": "2023-11-21",
    }


async def test_runs_whose_job_begins_so_come_with_their_details(unit: Unit) -> None:
    for job in ("digest_1", "digest_2", "digestx"):
        await jobs.take(unit, job, "2023-11-24", "done", {"job": job})
    found = await jobs.named(unit, "digest_")
    assert found == {
        ("digest_1", "2023-11-24"): {"job": "digest_1"},
        ("digest_2", "2023-11-24"): {"job": "digest_2"},
    }


async def test_last_sign_is_the_newest_run_or_update(unit: Unit) -> None:
    assert await jobs.last_sign(unit) is None
    await jobs.take(unit, "digest", "2023-11-21", "done")
    assert await jobs.last_sign(unit) == NOW
    unit.now = NOW + DAY
    await inbox.keep(unit, BOT, [inbox.Arrived("1", "5:5", "{}")])
    assert await jobs.last_sign(unit) == NOW + DAY


async def test_settings_and_duties_of_every_plan_are_those_of_each(
    unit: Unit, world: World
) -> None:
    await plans.set_settings(unit, PLAN, PlanSettings(remind_at="09:00", ladder=(4,)))
    other = {"id": "p2", "short": "KH2", "province": "bac-giang", "title": "Kế hoạch hai"}
    await plans.insert(unit, {**other, "coordinator_id": world.sxd.id, "source": {}}, [])
    assert await plans.every_settings(unit) == {
        PLAN: await plans.settings(unit, PLAN),
        "p2": PlanSettings(),
    }
    assert await plans.every_reporting_duty(unit) == {
        PLAN: await plans.reporting_duties(unit, PLAN)
    }


async def test_rounds_of_every_plan_are_the_recent_and_the_open(unit: Unit, world: World) -> None:
    old_open, old_closed, recent = [
        await open_round(unit, world, year) for year in (2020, 2021, 2023)
    ]
    for one in (old_open, old_closed):
        await unit.run(round_.update().where(round_.c.id == one).values(state="open"))
    await rounds.close(unit, old_closed)
    found = await rounds.of_every_plan(unit, (NOW + 24 * DAY).date())
    assert [one.id for one in found] == [old_open, old_closed, recent]  # its data are not kept yet
    await unit.run(round_.update().where(round_.c.id == old_closed).values(frozen=NOW))
    found = await rounds.of_every_plan(unit, (NOW + 24 * DAY).date())
    assert [one.id for one in found] == [old_open, recent]
    assert [one.id for one in await rounds.of_every_plan(unit, (NOW + 25 * DAY).date())] == [
        old_open
    ]


async def test_participants_in_rounds_are_those_of_each_round(unit: Unit, world: World) -> None:
    first, second = await open_round(unit, world, 2022), await open_round(unit, world)
    assert await participants.in_rounds(unit, [first, second]) == {
        first: await participants.of_round(unit, first),
        second: await participants.of_round(unit, second),
    }
    mine = await participants.in_rounds(unit, [second], [world.stnmt.id])
    assert [one.agency for one in mine[second]] == [world.stnmt]
    assert await participants.in_rounds(unit, []) == {}


async def test_acknowledged_are_those_who_said_so_of_this_subject(
    unit: Unit, world: World
) -> None:
    await acknowledgements.add(unit, "round:5", world.focal)
    await acknowledgements.add(unit, "round:6", world.coordinator)
    assert await acknowledgements.of(unit, "round:5") == {world.focal}
    assert await acknowledgements.of(unit, "round:7") == set()
