"""A list of focal points put into the store: people with a phone, a code each to be printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from handlers.agencies import directory_of
from plans.codes import new_code
from plans.ground import Ids
from plans.model import Plan
from plans.people_list import Listed, Names, PlanName
from plans.text import match_key
from storage import agencies, audit, invitations, listed, people, plans
from storage.database import Unit
from storage.invitations import Named

GOOD_FOR = timedelta(days=60)  # a công văn cử đầu mối takes some three weeks


@dataclass(frozen=True)
class Hands:
    """Who brings the list (None: the command line), with what codes are made."""

    by: int | None
    ids: Ids
    hash_code: Callable[[str], str]


@dataclass(frozen=True)
class Brought:
    """What a list changed: people put on it, those known already, how many of them amended."""

    new: int
    known: int
    amended: int
    plans: tuple[Plan, ...]


@dataclass(frozen=True)
class _There:
    """Somebody of the plan already: on the list, or in a seat."""

    person: int
    joined: bool
    name: str
    post: str
    phone: str


async def names_of(unit: Unit, plan: Plan, allowed: Iterable[Plan]) -> Names:
    """What rows may name: the agencies of the province, the plans of who brings the list."""
    named = tuple(
        PlanName(one.id, one.short, one.title, one.coordinator.code)
        for one in allowed
        if one.province == plan.province
    )
    return Names(await directory_of(unit, plan.province), named, plan.id)


async def bring(unit: Unit, province: str, rows: Sequence[Listed], hands: Hands) -> Brought:
    """Write the rows: known people are corrected, the others listed, each with a code to come."""
    bodies = {one.code: one.id for one in await agencies.of_province(unit, province)}
    found = {one.id: one for one in await plans.every(unit)}
    there = {plan: await _there(unit, plan) for plan in {row.plan for row in rows}}
    phones = await listed.by_phone(unit, province, {row.phone for row in rows if row.phone})
    same = {
        (one.phone, match_key(one.name)): one.person for some in phones.values() for one in some
    }
    new = known = amended = 0
    for row in rows:
        agency = bodies[row.agency]
        before = _met(there[row.plan].get((agency, row.role), ()), row)
        if before is not None:
            known += 1
            amended += await _amend(unit, before, row)
            continue
        new += 1
        person = await _person(unit, row, same)
        await _invite(unit, row, agency, person, hands)
    result = Brought(new, known, amended, tuple(found[plan] for plan in there))
    for plan in there:
        after = {"new": new, "known": known, "amended": amended}
        await audit.note(unit, hands.by, "people_listed", f"plan:{plan}", None, after)
    return result


async def _there(unit: Unit, plan: str) -> dict[tuple[int, str], list[_There]]:
    """Agency and role → who is there already."""
    found: dict[tuple[int, str], list[_There]] = {}
    for one in await listed.seated(unit, plan):
        here = _There(one.person, True, one.name, "", one.phone)
        found.setdefault((one.agency, one.role), []).append(here)
    for two in await listed.waiting(unit, plan):
        if two.person is not None:
            here = _There(two.person, False, two.name, two.post, two.phone)
            found.setdefault((two.agency.id, two.role), []).append(here)
    return found


def _met(there: Iterable[_There], row: Listed) -> _There | None:
    """The person of a row among those there: by name, or by a phone."""
    for one in there:
        if match_key(one.name) == match_key(row.name) or (row.phone and one.phone == row.phone):
            return one
    return None


async def _amend(unit: Unit, before: _There, row: Listed) -> bool:
    """Take over what the list says anew; the name of somebody who joined is their own affair."""
    values = {"phone": row.phone} if row.phone and row.phone != before.phone else {}
    if not before.joined and row.name != before.name:
        values["name"] = row.name
    if not before.joined and row.post and row.post != before.post:
        values["post"] = row.post
    if values:
        await listed.amend(unit, before.person, **values)
    return bool(values)


async def _person(unit: Unit, row: Listed, same: dict[tuple[str, str], int]) -> int:
    """One person for one name and phone, however many agencies and plans; else a new one."""
    key = (row.phone, match_key(row.name))
    if row.phone and key in same:
        return same[key]
    made = await people.add(unit, row.name, row.post, row.phone)
    if row.phone:
        same[key] = made
    return made


async def _invite(unit: Unit, row: Listed, agency: int, person: int, hands: Hands) -> None:
    """A code nobody knows, and which never holds: printing the annex makes one that is told."""
    hashed = hands.hash_code(new_code(hands.ids))
    named = Named(person, row.division, row.main, hands.by)
    await invitations.invite(unit, hashed, agency, row.plan, row.role, unit.now, named)
