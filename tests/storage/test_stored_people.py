"""People, their appointments in force, invitations."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

from sqlalchemy import update

from plans.model import Person, Role
from storage import (
    agencies,
    chats,
    invitations,
    listed,
    people,
    reaching,
)
from storage.database import Database, Unit
from storage.schema import appointment
from tests.storage.stores import opened
from tests.storage.world import BOT, NOW, PLAN, TODAY, World, chat, invitation

DAY = timedelta(days=1)


async def _join(unit: Unit, world: World, role: Role = Role.FOCAL) -> tuple[int, int]:
    """Somebody who used a code of Sở Xây dựng: (person, appointment), not yet confirmed."""
    person = await people.add(unit, "Lê Văn Cường", "phó trưởng phòng")
    code = await invitation(unit, world.sxd, role, f"hash{person}")
    return person, await people.appoint(unit, person, code, "đầu mối")


async def _set_days(unit: Unit, person: int, first: date, last: date | None) -> None:
    mine = update(appointment).where(appointment.c.person_id == person)
    await unit.run(mine.values(from_day=first, to_day=last))


async def _person(unit: Unit, person: int) -> Person:
    found = await people.get(unit, person)
    assert found is not None
    return found


async def _roles(unit: Unit, person: int) -> list[Role]:
    return [held.role for held in (await _person(unit, person)).appointments]


async def test_person_comes_with_the_appointments_in_force(unit: Unit, world: World) -> None:
    found = await _person(unit, world.focal)
    assert (found.name, found.post) == ("Trần Thị Ánh", "chuyên viên")
    (held,) = found.appointments
    assert (held.agency, held.plan, held.role) == (world.stnmt, PLAN, Role.FOCAL)
    assert (held.person, held.confirmed) == (world.focal, True)


async def test_person_unknown_is_none(unit: Unit) -> None:
    assert await people.get(unit, 10_000) is None


async def test_appointment_holds_from_its_first_day_to_its_last(unit: Unit, world: World) -> None:
    for first, last, holds in (
        (TODAY, TODAY, True),
        (TODAY - DAY, None, True),
        (TODAY + DAY, None, False),
        (TODAY - DAY, TODAY - DAY, False),
    ):
        await _set_days(unit, world.focal, first, last)
        assert await _roles(unit, world.focal) == ([Role.FOCAL] if holds else []), (first, last)


async def test_appointment_begins_at_midnight_in_vietnam(unit: Unit, world: World) -> None:
    await _set_days(unit, world.focal, TODAY + DAY, None)
    unit.now = NOW.replace(hour=16, minute=59)
    assert await _roles(unit, world.focal) == []
    unit.now = NOW.replace(hour=17)
    assert await _roles(unit, world.focal) == [Role.FOCAL]


async def test_person_without_a_post_in_force_still_has_a_name(unit: Unit, world: World) -> None:
    person, _ = await _join(unit, world)
    assert await _person(unit, person) == Person(person, "Lê Văn Cường", "phó trưởng phòng")


async def test_who_joined_waits_until_confirmed_once(unit: Unit, world: World) -> None:
    person, made = await _join(unit, world)
    (waits,) = await people.awaiting(unit, PLAN)
    assert (waits.appointment, waits.person, waits.agency) == (made, person, world.sxd)
    assert (waits.name, waits.post, waits.role) == ("Lê Văn Cường", "đầu mối", Role.FOCAL)
    assert await people.confirm(unit, made, world.coordinator)
    assert not await people.confirm(unit, made, world.coordinator)
    assert await people.awaiting(unit, PLAN) == []
    assert await _roles(unit, person) == [Role.FOCAL]


async def test_who_was_turned_away_is_never_appointed(unit: Unit, world: World) -> None:
    person, made = await _join(unit, world)
    assert await people.turn_away(unit, made)
    assert not await people.turn_away(unit, made)
    assert not await people.confirm(unit, made, world.coordinator)
    assert await people.awaiting(unit) == []
    assert await _roles(unit, person) == []


async def test_who_was_confirmed_cannot_be_turned_away(unit: Unit, world: World) -> None:
    person, made = await _join(unit, world)
    await people.confirm(unit, made, world.coordinator)
    assert not await people.turn_away(unit, made)
    assert await _roles(unit, person) == [Role.FOCAL]


async def test_awaiting_can_be_asked_of_one_appointment_or_person(
    unit: Unit, world: World
) -> None:
    first, second = await _join(unit, world), await _join(unit, world)
    assert [one.appointment for one in await people.awaiting(unit)] == [first[1], second[1]]
    by_post = await people.awaiting(unit, appointment_id=second[1])
    assert [one.person for one in by_post] == [second[0]]
    by_person = await people.awaiting(unit, person_id=first[0])
    assert [one.appointment for one in by_person] == [first[1]]
    assert await people.awaiting(unit, "another-plan") == []


async def test_holding_finds_a_role_of_a_plan_in_one_agency(unit: Unit, world: World) -> None:
    person, made = await _join(unit, world)
    await people.confirm(unit, made, world.coordinator)
    everywhere = [one.id for one in await people.holding(unit, PLAN, Role.FOCAL)]
    assert everywhere == [world.focal, person]
    there = await people.holding(unit, PLAN, Role.FOCAL, world.sxd.id)
    assert [one.id for one in there] == [person]
    assert await people.holding(unit, "another-plan", Role.FOCAL) == []


async def test_holding_counts_those_appointed_for_every_plan(unit: Unit, world: World) -> None:
    mine = update(appointment).where(appointment.c.person_id == world.focal)
    await unit.run(mine.values(plan_id=None))
    assert [one.id for one in await people.holding(unit, PLAN, Role.FOCAL)] == [world.focal]


async def test_everyone_is_listed_with_all_their_posts(unit: Unit, world: World) -> None:
    code = await invitation(unit, world.sxd, Role.LEADER, "second")
    await people.appoint(unit, world.focal, code, "", confirmed=True)
    listed = {one.id: len(one.appointments) for one in await people.everyone(unit)}
    assert listed == {world.coordinator: 1, world.focal: 2}


async def test_reach_says_who_is_lost_and_why(unit: Unit, world: World) -> None:
    silent, made = await _join(unit, world)
    await people.confirm(unit, made, world.coordinator)
    await chats.lose(unit, world.focal_chat, "blocked")
    reached = {one.person: one for one in await reaching.reach(unit, PLAN, Role.FOCAL)}
    assert (reached[world.focal].connected, reached[world.focal].lost_why) == (False, "blocked")
    assert (reached[silent].connected, reached[silent].lost_why) == (False, None)
    assert (reached[world.focal].agency, reached[world.focal].phone) == (
        world.stnmt,
        "0900000000",
    )


async def test_reach_of_one_lost_chat_of_two_is_still_reach(unit: Unit, world: World) -> None:
    await people.connect(unit, world.focal, BOT, "202", await chat(unit, "202", "202"))
    await chats.lose(unit, world.focal_chat, "blocked")
    (reached,) = await reaching.reach(unit, PLAN, Role.FOCAL)
    assert (reached.connected, reached.lost_why) == (True, None)


async def test_account_is_taken_over_by_who_joins_with_it(unit: Unit, world: World) -> None:
    person, _ = await _join(unit, world)
    await people.connect(unit, person, BOT, "102", world.focal_chat)
    heard = await chats.speaker(unit, BOT, "102", "102", private=True, title="")
    assert heard.person == person


async def test_rename_changes_name_and_post(unit: Unit, world: World) -> None:
    await people.rename(unit, world.focal, "Trần Ánh", "trưởng phòng")
    found = await _person(unit, world.focal)
    assert (found.name, found.post) == ("Trần Ánh", "trưởng phòng")


async def test_invitation_is_found_by_its_hash_or_its_id(unit: Unit, world: World) -> None:
    code = await invitation(unit, world.sxd, Role.FOCAL, "hash")
    assert (code.agency, code.plan, code.role) == (world.sxd, PLAN, Role.FOCAL)
    assert (code.expires, code.used) == (NOW + 7 * DAY, None)
    assert await invitations.invitation_of(unit, invitation_id=code.id) == code
    assert await invitations.invitation_of(unit, "no such hash") is None


async def test_invitation_is_used_once(unit: Unit, world: World) -> None:
    code = await invitation(unit, world.sxd, Role.FOCAL, "hash")
    assert await invitations.use(unit, code.id, world.focal)
    assert not await invitations.use(unit, code.id, world.coordinator)
    used = await invitations.invitation_of(unit, "hash")
    assert used is not None
    assert used.used == NOW


async def test_invitation_two_take_at_once_goes_to_one(
    home: Database, home_store: str, world: World
) -> None:
    async with home.unit(NOW) as unit:
        code = await invitation(unit, world.sxd, Role.FOCAL, "hash")
        await unit.commit()

    async def take(db: Database, person: int) -> bool:
        async with db.unit(NOW) as unit:
            taken = await invitations.use(unit, code.id, person)
            await unit.commit()
            return taken

    async with opened(home_store) as other:
        took = await asyncio.gather(take(home, world.focal), take(other, world.coordinator))
    assert sorted(took) == [False, True]


async def test_tries_are_counted_by_bot_chat_and_moment(unit: Unit, world: World) -> None:
    for bot, where in ((BOT, world.focal_chat), (BOT, world.group), ("zalo", world.group)):
        await invitations.note_try(unit, bot, where)
    unit.now = NOW + DAY
    await invitations.note_try(unit, BOT, world.focal_chat)
    assert await invitations.tries(unit, BOT, NOW) == 3
    assert await invitations.tries(unit, BOT, NOW, world.focal_chat) == 2
    assert await invitations.tries(unit, BOT, NOW + timedelta(seconds=1), world.focal_chat) == 1
    assert await invitations.tries(unit, "viber", NOW) == 0


async def test_post_for_every_plan_ends_at_the_border_of_its_province(
    unit: Unit, world: World
) -> None:
    values = {"code": "khac", "name": "Sở ở tỉnh khác", "variants": [], "kind": "so"}
    await agencies.save_agency(unit, "tuyen-quang", {**values, "urge": True})
    (far,) = await agencies.of_province(unit, "tuyen-quang")
    every = update(appointment).values(plan_id=None)
    stranger, made = await _join(unit, world)
    moved = every.where(appointment.c.id == made).values(agency_id=far.id, confirmed=NOW)
    await unit.run(moved)
    await unit.run(every.where(appointment.c.person_id == world.focal))
    held = await people.holding(unit, PLAN, Role.FOCAL)
    reached = await reaching.reach(unit, PLAN, Role.FOCAL)
    assert [one.id for one in held] == [one.person for one in reached] == [world.focal]
    assert stranger not in {one.person for one in await listed.seated(unit, PLAN)}
