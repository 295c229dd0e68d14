"""Appointments that end and begin: a post passed on, or left."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_, select, update

from plans.model import Role
from storage.database import Unit
from storage.schema import appointment


def _held(day: date, *which: ColumnElement[bool]) -> Any:
    """Confirmed appointments that have not ended by a day."""
    lasts = or_(appointment.c.to_day.is_(None), appointment.c.to_day >= day)
    return select(appointment).where(appointment.c.confirmed.is_not(None), lasts, *which)


def _for(plan: str) -> ColumnElement[bool]:
    return or_(appointment.c.plan_id == plan, appointment.c.plan_id.is_(None))


async def end(
    unit: Unit, person_id: int, plan: str, role: Role, agency_id: int, others: Collection[str] = ()
) -> bool:
    """End a post today: from now on it gives no right. Whether it was the main one.

    One held for every plan goes on for the `others`.
    """
    today = _today(unit)
    mine = (appointment.c.person_id == person_id, appointment.c.agency_id == agency_id)
    rows = await unit.rows(_held(today, *mine, _for(plan), appointment.c.role == role))
    for row in rows:
        await _end(unit, row.id, today)
        for other in others if row.plan_id is None else ():
            await unit.insert(appointment, **{**_values(row), "plan_id": other})
    return any(row.main for row in rows)


def _values(row: Any) -> dict[str, Any]:
    return {name: value for name, value in row._asdict().items() if name != "id"}


async def _end(unit: Unit, appointment_id: int, today: date) -> None:
    ended = update(appointment).where(appointment.c.id == appointment_id)
    await unit.run(ended.values(to_day=today - timedelta(days=1)))


async def begin(
    unit: Unit, person_id: int, plan: str, role: Role, agency_id: int, **values: Any
) -> None:
    """Appoint from today, unless the person holds the post already; then `main` may be added."""
    today = _today(unit)
    mine = (appointment.c.person_id == person_id, appointment.c.agency_id == agency_id)
    held = await unit.first(_held(today, *mine, _for(plan), appointment.c.role == role))
    if held is None:
        post = {"person_id": person_id, "agency_id": agency_id, "plan_id": plan, "role": role}
        await unit.insert(appointment, **post, from_day=today, confirmed=unit.now, **values)
    elif values.get("main") and not held.main:
        more = update(appointment).where(appointment.c.id == held.id)
        await unit.run(more.values(main=True))


async def end_all(unit: Unit, person_id: int) -> int:
    """End every post of a person, those still to be confirmed too; how many there were."""
    today = _today(unit)
    lasts = or_(appointment.c.to_day.is_(None), appointment.c.to_day >= today)
    mine = update(appointment).where(appointment.c.person_id == person_id, lasts)
    return (await unit.run(mine.values(to_day=today - timedelta(days=1)))).rowcount


def _today(unit: Unit) -> date:
    from plans.ground import local

    return local(unit.now).date()
