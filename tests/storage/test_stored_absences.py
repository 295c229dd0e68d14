"""Absences in the store: whose posts a stand-in holds, where notices go, who is alone."""

from __future__ import annotations

from datetime import timedelta

from dialogues.messages import Notice
from plans.ground import Span, local
from plans.model import Role
from storage import (
    absences,
    outbox,
    people,
    reaching,
)
from storage.database import Unit
from storage.schema import outbox as rows
from tests.storage.world import PLAN, World


def _week(unit: Unit) -> Span:
    today = local(unit.now).date()
    return Span(today, today + timedelta(days=6))


async def test_a_stand_in_holds_the_posts_of_the_one_away(unit: Unit, world: World) -> None:
    made = await absences.declare(unit, world.focal, _week(unit), world.coordinator)
    found = await people.get(unit, world.coordinator)
    assert found is not None
    mine = {one.role for one in found.own}
    stood = [one for one in found.appointments if one.stands_for == world.focal]
    assert Role.FOCAL not in mine
    assert [one.role for one in stood] == [Role.FOCAL]
    assert world.coordinator in {one.id for one in await people.holding(unit, PLAN, Role.FOCAL)}
    assert await absences.end(unit, made)
    assert not await absences.end(unit, made)
    again = await people.get(unit, world.coordinator)
    assert again is not None
    assert again.appointments == again.own


async def test_only_on_the_days_themselves(unit: Unit, world: World) -> None:
    today = local(unit.now).date()
    later = Span(today + timedelta(days=1), today + timedelta(days=2))
    await absences.declare(unit, world.focal, later, world.coordinator)
    found = await people.get(unit, world.coordinator)
    assert found is not None
    assert found.appointments == found.own


async def test_a_notice_follows_the_work_once(unit: Unit, world: World) -> None:
    await absences.declare(unit, world.focal, _week(unit), world.coordinator)
    both = [
        Notice(f"reminder:1:person {who}", "reminder", {}, person=who)
        for who in (world.focal, world.coordinator)
    ]
    assert await outbox.notify(unit, both) == 1
    told = Notice(f"own:person {world.focal}", "own", {}, person=world.focal, personal=True)
    assert await outbox.notify(unit, [told]) == 1
    said = await unit.rows(rows.select().where(rows.c.key.like("%person%")))
    to = {row.key: row.person_id for row in said}
    assert to[f"reminder:1:person {world.coordinator}"] == world.coordinator
    assert to[f"own:person {world.focal}"] == world.focal
    assert f"reminder:1:person {world.focal}" not in to


async def test_alone_until_the_last_day(unit: Unit, world: World) -> None:
    days = _week(unit)
    made = await absences.declare(unit, world.focal, days, None)
    away = await people.get(unit, world.focal)
    assert away is not None
    assert away.away == days.last
    (reach,) = [
        one for one in await reaching.reach(unit, PLAN, Role.FOCAL) if one.person == world.focal
    ]
    assert (reach.away, reach.alone, reach.there) == (days.last, True, False)
    await absences.set_stand_in(unit, made, world.coordinator)
    covered = await people.get(unit, world.focal)
    assert covered is not None
    assert covered.away is None
