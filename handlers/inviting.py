"""Join codes made: for whom, for which plan, until when. A code is told once, kept nowhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.agencies import directory_of
from handlers.baselines import known_plan
from plans.codes import new_code
from plans.directory import AgencyEntry
from plans.ground import Ids, Refusal
from plans.model import Agency, Plan, Role
from plans.typed_names import meant
from storage import agencies, audit, invitations, plans
from storage.database import Unit

GOOD_FOR = timedelta(days=60)  # a công văn cử đầu mối takes some three weeks
_OF_COORDINATING = frozenset({Role.COORDINATOR, Role.PLAN_ADMIN})


@dataclass(frozen=True)
class Wanted:
    """Who is to be invited; the agency by any of its names or its code."""

    province: str
    agency: str
    plan: str  # id or short name
    role: Role


@dataclass(frozen=True)
class Invited:
    """A code just made."""

    code: str
    agency: Agency
    plan: Plan
    role: Role
    expires: datetime


async def invite(unit: Unit, wanted: Wanted, ids: Ids, hash_code: Callable[[str], str]) -> Invited:
    """Make a code. Raises Refusal plan.unknown, invite.other_province,
    invite.unknown_agency, invite.not_agency, invite.not_coordinator.
    """
    plan = await plan_named(unit, wanted.plan)
    if plan.province != wanted.province:
        fields = {"plan_province": plan.province, "province": wanted.province}
        raise Refusal("invite.other_province", short=plan.short, **fields)
    agency = await _agency(unit, wanted)
    if wanted.role in _OF_COORDINATING and agency != plan.coordinator:
        fields = {"short": plan.short, "coordinator": plan.coordinator.name}
        raise Refusal("invite.not_coordinator", **fields)
    code, expires = new_code(ids), unit.now + GOOD_FOR
    await invitations.invite(unit, hash_code(code), agency.id, plan.id, wanted.role, expires)
    after = {"plan": plan.id, "role": wanted.role, "expires": expires.isoformat()}
    await audit.note(unit, None, "person.invited", f"agency:{agency.id}", after=after)
    return Invited(code, agency, plan, wanted.role, expires)


async def plan_named(unit: Unit, name: str) -> Plan:
    """The plan of an id or, where only one has it, a short name; raises Refusal plan.unknown."""
    short = [one for one in await plans.every(unit) if one.short.casefold() == name.casefold()]
    return short[0] if len(short) == 1 else await known_plan(unit, name)


async def _agency(unit: Unit, wanted: Wanted) -> Agency:
    known = {one.code: one for one in await agencies.of_province(unit, wanted.province)}
    if wanted.agency in known:
        return known[wanted.agency]
    directory = await directory_of(unit, wanted.province)
    try:
        entry = meant(wanted.agency, directory) or directory.find(wanted.agency)
    except Refusal as refused:
        fields = {**refused.fields, "province": wanted.province}
        raise Refusal("invite.unknown_agency", **fields) from None
    if not isinstance(entry, AgencyEntry):
        raise Refusal("invite.not_agency", name=wanted.agency)
    return known[entry.code]
