"""Broadcasts and sudden requests as kept: numbers, once-only steps, versions."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import update

from dialogues.messages import Notice
from storage import audit, broadcasts, outbox, requests
from storage.broadcasts import Broadcast
from storage.database import Unit
from storage.requests import AdHocRequest
from storage.schema import outbox as rows
from tests.storage.world import NOW, PLAN, World


async def sent(unit: Unit, world: World, **more: object) -> Broadcast:
    values = {
        "plan_id": PLAN,
        "person_id": world.coordinator,
        "audience": "all",
        "text": "Mời họp",
        "agencies": [world.stnmt.id],
        "tasks": [],
    }
    return await broadcasts.add(unit, {**values, **more}, [(world.focal, world.stnmt.id)])


async def asked(unit: Unit, world: World) -> AdHocRequest:
    values = {
        "plan_id": PLAN,
        "person_id": world.coordinator,
        "question": "Bao nhiêu?",
        "kind": "number",
        "due": NOW + timedelta(hours=2),
        "urgent": True,
    }
    return await requests.add(unit, values, [world.stnmt.id, world.sxd.id])


async def test_broadcasts_are_numbered_in_their_plan(unit: Unit, world: World) -> None:
    first = await sent(unit, world)
    second = await sent(unit, world, corrects=first.id, tasks=["1.2"])
    assert (first.seq, second.seq) == (1, 2)
    assert (second.corrects, second.tasks, second.agencies) == (
        first.id, ("1.2",), (world.stnmt.id,),
    )  # fmt: skip
    assert second.by == "Nguyễn Văn Bình"
    assert await broadcasts.latest(unit, PLAN, 1) == [second]
    assert await broadcasts.recipients(unit, first.id) == [(world.focal, world.stnmt.id)]
    assert await broadcasts.get(unit, 99) is None


async def test_a_broadcast_is_repeated_and_stopped_once(unit: Unit, world: World) -> None:
    one = await sent(unit, world)
    assert await broadcasts.say_again(unit, one.id, 1)
    assert not await broadcasts.say_again(unit, one.id, 1)
    await broadcasts.also_to(unit, one.id, [(world.focal, world.stnmt.id)])
    await broadcasts.also_to(unit, one.id, [(world.coordinator, world.sxd.id)])
    assert len(await broadcasts.recipients(unit, one.id)) == 2
    assert await broadcasts.stop(unit, one.id, world.coordinator)
    assert not await broadcasts.stop(unit, one.id, world.focal)
    assert not await broadcasts.say_again(unit, one.id, 2)
    found = await broadcasts.get(unit, one.id)
    assert found is not None
    assert (found.rounds, found.stopped, found.stopped_by) == (2, NOW, "Nguyễn Văn Bình")


async def test_only_what_has_not_begun_to_leave_is_withdrawn(unit: Unit, world: World) -> None:
    people = (world.focal, world.coordinator)
    for key, person in (("b:1:1:a", people[0]), ("b:1:1:b", people[1]), ("b:11:1:a", people[0])):
        await outbox.notify(unit, [Notice(key, "broadcast", {}, person=person)])
    begun = update(rows).where(rows.c.key == "b:1:1:b")
    await unit.run(begun.values(parts_sent=1))
    found = await outbox.of_notices(unit, "b:1:")
    assert [(one.to, one.state) for one in found] == [
        (people[0], "queued"),
        (people[1], "sending"),
    ]
    assert await outbox.withdraw(unit, "b:1:", "stopped") == 1
    assert [one.state for one in await outbox.of_notices(unit, "b:1:")] == ["dropped", "sending"]
    assert [one.state for one in await outbox.of_notices(unit, "b:11:")] == ["queued"]


async def test_answers_are_versions_and_the_last_one_counts(unit: Unit, world: World) -> None:
    one = await asked(unit, world)
    assert (one.seq, one.urgent, one.due) == (1, True, NOW + timedelta(hours=2))
    assert [body.code for body in await requests.asked(unit, one.id)] == ["sxd", "stnmt"]
    last = None
    for text in ("12", "13"):
        last = await requests.answer(unit, {
            "request_id": one.id, "agency_id": world.stnmt.id, "person_id": world.focal,
            "person_name": "Trần Thị Ánh", "person_post": "", "text": text, "replaces": last,
        })  # fmt: skip
    found = await requests.answers(unit, one.id)
    assert [(a.text, a.nth) for a in found[world.stnmt.id]] == [("12", 1), ("13", 2)]


async def test_a_request_is_open_until_it_is_closed_once(unit: Unit, world: World) -> None:
    first, second = await asked(unit, world), await asked(unit, world)
    assert [r.id for r, _ in await requests.open_for(unit, [world.stnmt.id])] == [1, 2]
    assert await requests.close(unit, second.id)
    assert not await requests.close(unit, second.id)
    assert [r.id for r, _ in await requests.open_for(unit, [world.stnmt.id])] == [first.id]
    assert [one.id for one in await requests.latest(unit, PLAN, 5)] == [first.id, second.id]


async def test_who_did_a_thing_to_a_subject(unit: Unit, world: World) -> None:
    for person in (world.coordinator, world.focal):
        await audit.note(unit, person, "broadcast_again", "broadcast:1")
    await audit.note(unit, world.focal, "broadcast_again", "broadcast:11")
    found = await audit.times(unit, "broadcast_again", "broadcast:1")
    assert [one.by for one in found] == ["Nguyễn Văn Bình", "Trần Thị Ánh"]
    assert {one.at for one in found} == {NOW}
