"""People whom a list names before they have joined, and the codes that wait for them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select, update

from plans.ground import local
from plans.model import Agency, Role
from storage import seats
from storage.agencies import AGENCY, agency_of
from storage.database import Unit
from storage.reaching import Reach
from storage.schema import agency, appointment, contact, handover, invitation, person


@dataclass(frozen=True)
class Waits:
    """A code not yet used: for whom, where a list says so (`person` None: for the agency)."""

    invitation: int
    agency: Agency
    role: Role
    expires: datetime
    person: int | None
    name: str
    post: str
    phone: str
    division: str
    main: bool | None
    told: bool  # False: made with the list, known to nobody


@dataclass(frozen=True)
class Known:
    """Somebody who holds a seat of a plan, or waits in it to be confirmed."""

    person: int
    agency: int
    role: Role
    name: str
    phone: str


async def waiting(unit: Unit, plan: str, agency_id: int | None = None) -> list[Waits]:
    """The codes of a plan that nobody has used, in the order of agencies; codes of a handover
    are not among them: those are the affair of who hands over.
    """
    handed = select(handover.c.invitation_id).where(handover.c.invitation_id.is_not(None))
    statement = (
        select(invitation, person.c.name, person.c.post, person.c.phone, *AGENCY)
        .join(agency, agency.c.id == invitation.c.agency_id)
        .join(person, person.c.id == invitation.c.person_id, isouter=True)
        .where(invitation.c.plan_id == plan, invitation.c.id.not_in(handed))
        .where(invitation.c.used.is_(None), invitation.c.withdrawn.is_(None))
        .order_by(agency.c.id, invitation.c.id)
    )
    if agency_id is not None:
        statement = statement.where(invitation.c.agency_id == agency_id)
    return [_waits(row) for row in await unit.rows(statement)]


def _waits(row: Any) -> Waits:
    return Waits(
        invitation=row.id,
        agency=agency_of(row),
        role=Role(row.role),
        expires=row.expires,
        person=row.person_id,
        name=row.name or "",
        post=row.post or "",
        phone=row.phone or "",
        division=row.division,
        main=row.main,
        told=row.expires > row.created,
    )


async def expected(unit: Unit, plan: str, role: Role) -> list[Reach]:
    """People of a list who have not joined: no message reaches them, a phone may."""
    return [
        Reach(
            person=one.person,
            name=one.name,
            post=one.post,
            agency=one.agency,
            phone=one.phone,
            connected=False,
            lost_why=None,
            main=one.main is not False,
            division=one.division,
        )
        for one in await waiting(unit, plan)
        if one.person is not None and one.role is role
    ]


async def newest(unit: Unit, plan: str) -> int:
    """The number of the newest code of a plan: it changes whenever a code is made."""
    found = select(func.max(invitation.c.id)).where(invitation.c.plan_id == plan)
    return int(await unit.value(found) or 0)


async def seated(unit: Unit, plan: str) -> list[Known]:
    """Who joined a plan, confirmed or not, and has not left."""
    today = local(unit.now).date()
    statement = (
        select(
            person.c.id,
            appointment.c.agency_id,
            appointment.c.role,
            person.c.name,
            person.c.phone,
        )
        .join(appointment, appointment.c.person_id == person.c.id)
        .where(seats.for_plan(plan))
        .where(or_(appointment.c.to_day.is_(None), appointment.c.to_day >= today))
        .order_by(appointment.c.id)
    )
    rows = await unit.rows(statement)
    return [Known(row.id, row.agency_id, Role(row.role), row.name, row.phone) for row in rows]


async def by_phone(unit: Unit, province: str, phones: Collection[str]) -> dict[str, list[Known]]:
    """Who is known in a province under a phone, from any plan's list or seat."""
    found: dict[str, list[Known]] = {}
    for table in (appointment, invitation):
        statement = (
            select(person.c.id, table.c.agency_id, table.c.role, person.c.name, person.c.phone)
            .join(table, table.c.person_id == person.c.id)
            .join(agency, agency.c.id == table.c.agency_id)
            .where(agency.c.province == province, person.c.phone.in_(list(phones)))
            .order_by(person.c.id)
        )
        for row in await unit.rows(statement):
            one = Known(row.id, row.agency_id, Role(row.role), row.name, row.phone)
            found.setdefault(row.phone, []).append(one)
    return found


async def amend(unit: Unit, person_id: int, **values: str) -> None:
    """Correct what a list said of somebody: name, post, phone."""
    await unit.run(update(person).where(person.c.id == person_id).values(**values))


async def phone_of(unit: Unit, person_id: int) -> str:
    phone: str | None = await unit.value(select(person.c.phone).where(person.c.id == person_id))
    return phone or ""


async def is_free(unit: Unit, person_id: int) -> bool:
    """Whether a listed person has neither account nor seat: nothing is behind the name yet."""
    for table in (contact, appointment):
        if await unit.value(select(table.c.id).where(table.c.person_id == person_id).limit(1)):
            return False
    return True


@dataclass(frozen=True)
class Seat:
    """A confirmed seat of a plan, and who holds it now."""

    appointment: int
    plan: str | None
    agency: Agency
    role: Role
    name: str
    post: str
    main: bool


def _seats(unit: Unit) -> Any:
    today = local(unit.now).date()
    return (
        select(
            appointment.c.id,
            appointment.c.plan_id,
            appointment.c.role,
            person.c.name,
            appointment.c.post,
            appointment.c.main,
            *AGENCY,
        )
        .join(person, person.c.id == appointment.c.person_id)
        .join(agency, agency.c.id == appointment.c.agency_id)
        .where(appointment.c.confirmed.is_not(None), appointment.c.from_day <= today)
        .where(or_(appointment.c.to_day.is_(None), appointment.c.to_day >= today))
        .order_by(agency.c.id, appointment.c.main.desc(), appointment.c.id)
    )


def _seat(row: Any) -> Seat:
    role = Role(row.role)
    return Seat(row.id, row.plan_id, agency_of(row), role, row.name, row.post, row.main)


async def seats_of(unit: Unit, plan: str, role: Role) -> list[Seat]:
    """The confirmed seats of a plan in one role, the main one of each agency first."""
    wanted = _seats(unit).where(appointment.c.plan_id == plan, appointment.c.role == role)
    return [_seat(row) for row in await unit.rows(wanted)]


async def seat(unit: Unit, appointment_id: int) -> Seat | None:
    """One confirmed seat that is held now."""
    row = await unit.first(_seats(unit).where(appointment.c.id == appointment_id))
    return _seat(row) if row else None
