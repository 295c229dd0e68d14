"""People, their appointments, invitations."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Date, Select, bindparam, or_, select, update

from plans.ground import local
from plans.model import Agency, Appointment, Person, Role
from storage import absences, seats
from storage.agencies import AGENCY, agency_of
from storage.database import Unit
from storage.invitations import Invitation
from storage.schema import absence, agency, appointment, chat, contact, person


def in_force(day: Any) -> Any:
    """The appointments a coordinator confirmed and that hold on this day."""
    ends = or_(appointment.c.to_day.is_(None), appointment.c.to_day >= day)
    return appointment.c.confirmed.is_not(None) & (appointment.c.from_day <= day) & ends


def _appointments(day: Any) -> Select[Any]:
    """Everybody with the posts they hold, and those of the people for whom they stand in."""
    stood = select(absence.c.person_id).where(
        absence.c.stand_in_id == person.c.id, absences.absent_on(day)
    )
    holds = or_(
        appointment.c.person_id == person.c.id,
        appointment.c.person_id.in_(stood.correlate(person)),
    )
    return (
        select(
            person.c.id,
            person.c.name,
            person.c.post.label("own_post"),
            absences.alone_until(day, person.c.id).label("away"),
            appointment.c.person_id.label("holder"),
            appointment.c.id.label("appointment_id"),
            appointment.c.plan_id,
            appointment.c.role,
            appointment.c.post,
            *AGENCY,
        )
        .select_from(person)
        .join(appointment, holds)
        .join(agency, agency.c.id == appointment.c.agency_id)
        .order_by(person.c.id, appointment.c.id)
    )


def _people(rows: Sequence[Any]) -> list[Person]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.id, []).append(row)
    return [_person(rows) for rows in found.values()]


def _person(rows: Sequence[Any]) -> Person:
    held = tuple(
        Appointment(
            id=row.appointment_id,
            person=row.id,
            agency=agency_of(row),
            plan=row.plan_id,
            role=Role(row.role),
            post=row.post,
            confirmed=True,
            stands_for=None if row.holder == row.id else row.holder,
        )
        for row in rows
    )
    return Person(rows[0].id, rows[0].name, rows[0].own_post, held, rows[0].away)


_DAY = bindparam("day", type_=Date)
_ONE = _appointments(_DAY).where(person.c.id == bindparam("who"), in_force(_DAY))


async def get(unit: Unit, person_id: int) -> Person | None:
    """A person with the appointments in force now; without any, they hold none."""
    rows = await unit.rows(_ONE, {"who": person_id, "day": local(unit.now).date()})
    if rows:
        return _person(rows)
    row = await unit.first(select(person).where(person.c.id == person_id))
    return Person(row.id, row.name, row.post) if row else None


async def holding(unit: Unit, plan: str, role: Role, agency_id: int | None = None) -> list[Person]:
    """Who holds a role for a plan now (in one agency, where given)."""
    today = local(unit.now).date()
    here = (seats.for_plan(plan), appointment.c.role == role)
    statement = _appointments(today).where(*here, in_force(today))
    if agency_id is not None:
        statement = statement.where(appointment.c.agency_id == agency_id)
    return _people(await unit.rows(statement))


async def with_role(unit: Unit, role: Role) -> list[Person]:
    """Who holds a role now, for any plan."""
    today = local(unit.now).date()
    statement = _appointments(today).where(appointment.c.role == role, in_force(today))
    return _people(await unit.rows(statement))


async def everyone(unit: Unit) -> list[Person]:
    """All people with a post in force now, for the command line."""
    today = local(unit.now).date()
    return _people(await unit.rows(_appointments(today).where(in_force(today))))


async def of_agencies(unit: Unit, agency_ids: Collection[int]) -> list[Person]:
    """Who has a post of their own in one of these agencies now, and an account the bot reaches."""
    today = local(unit.now).date()
    reached = select(contact.c.person_id).join(chat, chat.c.id == contact.c.chat_id)
    statement = _appointments(today).where(
        appointment.c.agency_id.in_(agency_ids),
        appointment.c.person_id == person.c.id,
        in_force(today),
        person.c.id.in_(reached.where(chat.c.lost.is_(None))),
    )
    return _people(await unit.rows(statement))


async def add(unit: Unit, name: str, post: str = "", phone: str = "") -> int:
    return await unit.insert(person, name=name, post=post, phone=phone, created=unit.now)


async def rename(unit: Unit, person_id: int, name: str, post: str) -> None:
    await unit.run(update(person).where(person.c.id == person_id).values(name=name, post=post))


async def connect(unit: Unit, person_id: int, bot: str, user: str, chat_id: int) -> None:
    """Tie a person to an account, or take the account over to them."""
    await unit.upsert(
        contact,
        ("bot", "user"),
        bot=bot,
        user=user,
        person_id=person_id,
        chat_id=chat_id,
        since=unit.now,
        preferred=False,
    )


async def appoint(
    unit: Unit,
    person_id: int,
    invited: Invitation,
    post: str,
    *,
    confirmed_by: int | None = None,
    confirmed: bool = False,
) -> int:
    """Appoint from an invitation; it holds only once it is confirmed."""
    seat = (invited.agency.id, invited.plan, invited.role)
    made = await unit.insert(
        appointment,
        person_id=person_id,
        agency_id=invited.agency.id,
        plan_id=invited.plan,
        role=invited.role,
        post=post,
        from_day=local(unit.now).date(),
        confirmed=unit.now if confirmed else None,
        confirmed_by=confirmed_by,
        invitation_id=invited.id,
        division=invited.division,
        main=not await seats.has_main(unit, *seat),
    )
    if invited.main:
        await seats.make_main(unit, made)
    return made


async def appoint_to(unit: Unit, person_id: int, seat: tuple[int, str, Role], post: str) -> int:
    """Appoint without an invitation, confirmed at once: (agency, plan, role)."""
    agency_id, plan_id, role = seat
    return await unit.insert(
        appointment,
        person_id=person_id,
        agency_id=agency_id,
        plan_id=plan_id,
        role=role,
        post=post,
        from_day=local(unit.now).date(),
        confirmed=unit.now,
        main=not await seats.has_main(unit, *seat),
    )


async def confirm(unit: Unit, appointment_id: int, by: int) -> bool:
    """The coordinator says: yes, that is our focal point. False when it was settled before."""
    waits = (appointment.c.confirmed.is_(None), appointment.c.to_day.is_(None))
    changed = update(appointment).where(appointment.c.id == appointment_id, *waits)
    values = {"confirmed": unit.now, "confirmed_by": by}
    return (await unit.run(changed.values(values))).rowcount == 1


async def turn_away(unit: Unit, appointment_id: int) -> bool:
    """Not our focal point: the appointment ends before it began."""
    waits = (appointment.c.confirmed.is_(None), appointment.c.to_day.is_(None))
    changed = update(appointment).where(appointment.c.id == appointment_id, *waits)
    return (await unit.run(changed.values(to_day=local(unit.now).date()))).rowcount == 1


@dataclass(frozen=True)
class Waiting:
    """Somebody who used a code and waits to be confirmed."""

    appointment: int
    person: int
    name: str
    post: str
    agency: Agency
    plan: str
    role: Role


async def awaiting(
    unit: Unit,
    plan: str | None = None,
    *,
    appointment_id: int | None = None,
    person_id: int | None = None,
    settled: bool = False,
) -> list[Waiting]:
    """Appointments not yet confirmed, oldest first; `settled`: those that wait no more too."""
    statement = _appointments(local(unit.now).date()).where(appointment.c.person_id == person.c.id)
    if not settled:
        waits = (appointment.c.confirmed.is_(None), appointment.c.to_day.is_(None))
        statement = statement.where(*waits)
    for column, value in (
        (appointment.c.plan_id, plan),
        (appointment.c.id, appointment_id),
        (person.c.id, person_id),
    ):
        if value is not None:
            statement = statement.where(column == value)
    return [
        Waiting(
            row.appointment_id,
            row.id,
            row.name,
            row.post,
            agency_of(row),
            row.plan_id,
            Role(row.role),
        )
        for row in await unit.rows(statement)
    ]
