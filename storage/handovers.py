"""Handovers: who becomes an agency's focal point for a plan, from which day, after whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select, update

from plans.model import Agency
from storage.agencies import AGENCY, agency_of
from storage.database import Unit
from storage.schema import agency, appointment, handover, invitation, person


@dataclass(frozen=True)
class Handover:
    """One handover. `to` is unknown until somebody new has joined by its code.

    `moved`: when the new one took over; before that the old one serves.
    """

    id: int
    agency: Agency
    plan: str
    giver: int
    giver_name: str
    to: int | None
    to_name: str
    invitation: int | None
    by: int
    from_day: date
    accepted: datetime | None
    objected: datetime | None
    withdrawn: datetime | None
    moved: datetime | None

    @property
    def waits(self) -> bool:
        """Whether it is still to take effect."""
        return self.moved is None and self.objected is None and self.withdrawn is None

    @property
    def agreed(self) -> bool:
        """Whether it may take effect: the new one said so, or the Sở arranged it."""
        return self.accepted is not None or self.by != self.giver


_to = person.alias("to_person")
_ALL = (
    select(handover, person.c.name.label("giver_name"), _to.c.name.label("to_name"), *AGENCY)
    .join(agency, agency.c.id == handover.c.agency_id)
    .join(person, person.c.id == handover.c.from_person_id)
    .join(_to, _to.c.id == handover.c.to_person_id, isouter=True)
    .order_by(handover.c.id)
)
_WAITS = (
    handover.c.moved.is_(None),
    handover.c.objected.is_(None),
    handover.c.withdrawn.is_(None),
)


def _handover(row: Any) -> Handover:
    return Handover(
        id=row.id,
        agency=agency_of(row),
        plan=row.plan_id,
        giver=row.from_person_id,
        giver_name=row.giver_name,
        to=row.to_person_id,
        to_name=row.to_name or "",
        invitation=row.invitation_id,
        by=row.by,
        from_day=row.from_day,
        accepted=row.accepted,
        objected=row.objected,
        withdrawn=row.withdrawn,
        moved=row.moved,
    )


async def make(unit: Unit, **values: Any) -> int:
    return await unit.insert(handover, at=unit.now, **values)


async def get(unit: Unit, handover_id: int) -> Handover | None:
    row = await unit.first(_ALL.where(handover.c.id == handover_id))
    return _handover(row) if row else None


async def waiting(unit: Unit, agency_id: int, plan: str, giver: int) -> Handover | None:
    """The one of this post that is still to take effect."""
    mine = (handover.c.agency_id == agency_id, handover.c.plan_id == plan)
    row = await unit.first(_ALL.where(*mine, handover.c.from_person_id == giver, *_WAITS))
    return _handover(row) if row else None


async def concerning(unit: Unit, person_id: int) -> list[Handover]:
    """Those to take effect that this person makes, gives or takes."""
    who = or_(
        handover.c.by == person_id,
        handover.c.from_person_id == person_id,
        handover.c.to_person_id == person_id,
    )
    return [_handover(row) for row in await unit.rows(_ALL.where(who, *_WAITS))]


async def of_appointment(unit: Unit, appointment_id: int) -> Handover | None:
    """The one whose code led to an appointment."""
    joined = select(appointment.c.invitation_id).where(appointment.c.id == appointment_id)
    bound = handover.c.invitation_id == joined.scalar_subquery()
    row = await unit.first(_ALL.where(bound, *_WAITS))
    return _handover(row) if row else None


async def due(unit: Unit, day: date) -> list[Handover]:
    """Those whose day has come and that may take effect."""
    ready = _ALL.where(*_WAITS, handover.c.to_person_id.is_not(None), handover.c.from_day <= day)
    return [one for one in map(_handover, await unit.rows(ready)) if one.agreed]


async def last_given(unit: Unit, person_id: int) -> Handover | None:
    """The last one by which a person left a post."""
    gone = _ALL.where(handover.c.from_person_id == person_id, handover.c.moved.is_not(None))
    rows = await unit.rows(gone)
    return _handover(rows[-1]) if rows else None


async def set_to(unit: Unit, handover_id: int, person_id: int) -> None:
    mine = update(handover).where(handover.c.id == handover_id)
    await unit.run(mine.values(to_person_id=person_id))


async def accept(unit: Unit, handover_id: int) -> bool:
    """False when it was accepted before."""
    return await _mark(unit, handover_id, "accepted")


async def object_to(unit: Unit, handover_id: int) -> bool:
    """Chưa đúng, báo lại; False when that was said before."""
    return await _mark(unit, handover_id, "objected")


async def mark_moved(unit: Unit, handover_id: int) -> bool:
    """False when somebody was quicker."""
    return await _mark(unit, handover_id, "moved")


async def withdraw(unit: Unit, one: Handover) -> bool:
    """Take it back before it takes effect, with its code."""
    if one.invitation is not None:
        code = update(invitation).where(
            invitation.c.id == one.invitation, invitation.c.used.is_(None)
        )
        await unit.run(code.values(withdrawn=unit.now, expires=unit.now))
    return await _mark(unit, one.id, "withdrawn")


async def _mark(unit: Unit, handover_id: int, column: str) -> bool:
    free = update(handover).where(handover.c.id == handover_id, handover.c[column].is_(None))
    return (await unit.run(free.values({column: unit.now}))).rowcount == 1
