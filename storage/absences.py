"""Absences: who is away, and who follows their work meanwhile."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import and_, case, exists, func, null, or_, select, update

from plans.ground import Span, local
from plans.leave import Absence
from plans.model import Role
from storage.database import Unit
from storage.schema import absence, appointment, chat, contact, person

_stand_in = person.alias("stand_in")
_ALL = (
    select(absence, person.c.name, _stand_in.c.name.label("stand_in_name"))
    .join(person, person.c.id == absence.c.person_id)
    .join(_stand_in, _stand_in.c.id == absence.c.stand_in_id, isouter=True)
    .order_by(absence.c.from_day, absence.c.id)
)


def absent_on(day: Any) -> Any:
    """The absences that hold on a local day."""
    return and_(absence.c.ended.is_(None), absence.c.from_day <= day, absence.c.to_day >= day)


def _absence(row: Any) -> Absence:
    return Absence(
        id=row.id,
        person=row.person_id,
        name=row.name,
        days=Span(row.from_day, row.to_day),
        stand_in=row.stand_in_id,
        stand_in_name=row.stand_in_name or "",
    )


async def declare(unit: Unit, person_id: int, days: Span, stand_in: int | None) -> int:
    return await unit.insert(
        absence,
        person_id=person_id,
        from_day=days.first,
        to_day=days.last,
        stand_in_id=stand_in,
        at=unit.now,
    )


async def get(unit: Unit, absence_id: int) -> Absence | None:
    """An absence that is not over."""
    found = await _running(unit, absence.c.id == absence_id)
    return found[0] if found else None


async def about(unit: Unit, people: Collection[int]) -> list[Absence]:
    """Those not over of these people, and those in which one of them stands in."""
    return await _running(
        unit, or_(absence.c.person_id.in_(people), absence.c.stand_in_id.in_(people))
    )


async def _running(unit: Unit, which: Any) -> list[Absence]:
    today = local(unit.now).date()
    statement = _ALL.where(which, absence.c.ended.is_(None), absence.c.to_day >= today)
    return [_absence(row) for row in await unit.rows(statement)]


async def end(unit: Unit, absence_id: int) -> bool:
    """Back again, or taken back; False when it had ended before."""
    runs = update(absence).where(absence.c.id == absence_id, absence.c.ended.is_(None))
    return (await unit.run(runs.values(ended=unit.now))).rowcount == 1


async def set_stand_in(unit: Unit, absence_id: int, stand_in: int | None) -> None:
    mine = update(absence).where(absence.c.id == absence_id)
    await unit.run(mine.values(stand_in_id=stand_in))


async def followed(unit: Unit, people: Collection[int]) -> list[Absence]:
    """The absences of these people, running or to come, in which somebody stands in."""
    return await _running(
        unit, and_(absence.c.person_id.in_(people), absence.c.stand_in_id.is_not(None))
    )


def stand_in_lost() -> Any:
    """Whether the one who stands in is not reached any more, as an expression."""
    account, room = contact.alias("stand_in_contact"), chat.alias("stand_in_chat")
    theirs = and_(account.c.person_id == absence.c.stand_in_id, room.c.lost.is_(None))
    reached = exists(select(account.c.id).join(room, room.c.id == account.c.chat_id).where(theirs))
    return and_(absence.c.stand_in_id.is_not(None), ~reached)


def nobody_stands_in() -> Any:
    """The absences with nobody whom the bot reaches standing in."""
    return or_(absence.c.stand_in_id.is_(None), stand_in_lost())


def stand_in_lost_on(day: date, person_id: Any) -> Any:
    """Until when a person is away, the stand-in not reached, as an expression; else null."""
    mine = (absence.c.person_id == person_id, absent_on(day), stand_in_lost())
    return select(func.max(absence.c.to_day)).where(*mine).scalar_subquery()


def alone_until(day: date | Any, person_id: Any) -> Any:
    """Until when a person is away with nobody reached standing in, as an expression; else null."""
    mine = (absence.c.person_id == person_id, absent_on(day), nobody_stands_in())
    return select(func.max(absence.c.to_day)).where(*mine).scalar_subquery()


def away_until(day: date, person_id: Any) -> Any:
    """Until when a person is away, whoever stands in, as an expression; else null."""
    mine = (absence.c.person_id == person_id, absent_on(day))
    return select(func.max(absence.c.to_day)).where(*mine).scalar_subquery()


def nobody_until(day: date | Any, agency_id: Any, plan_id: Any) -> Any:
    """The last day on which an agency has no focal point at work for a plan, as an expression.

    Null where one of them is there, or somebody the bot reaches stands in.
    """
    holder = appointment.alias("holder")
    holds = and_(
        holder.c.agency_id == agency_id,
        or_(holder.c.plan_id == plan_id, holder.c.plan_id.is_(None)),
        holder.c.role == Role.FOCAL,
        holder.c.confirmed.is_not(None),
        holder.c.from_day <= day,
        or_(holder.c.to_day.is_(None), holder.c.to_day >= day),
    )
    alone = and_(absent_on(day), nobody_stands_in())
    gone = exists().where(absence.c.person_id == holder.c.person_id, alone)
    there = exists(select(holder.c.id).where(holds, ~gone))
    back = (
        select(func.min(absence.c.to_day))
        .join(holder, holder.c.person_id == absence.c.person_id)
        .where(holds, alone)
        .scalar_subquery()
    )
    return case((there, null()), else_=back)
