"""Several focal points of one agency and plan: which of them is the main one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select, update

from plans.ground import local
from plans.model import Role
from storage.database import Unit
from storage.schema import agency, appointment, plan


def for_plan(plan_id: str) -> ColumnElement[bool]:
    """The appointments of a plan: to it alone, or to every plan of its province."""
    there = (
        select(agency.c.id)
        .join(plan, plan.c.province == agency.c.province)
        .where(plan.c.id == plan_id)
    )
    every = appointment.c.plan_id.is_(None) & appointment.c.agency_id.in_(there)
    return or_(appointment.c.plan_id == plan_id, every)


def _held(unit: Unit, agency: int, plan: str | None, role: str) -> tuple[Any, ...]:
    """The appointments to a seat that have not ended."""
    today = local(unit.now).date()
    return (
        appointment.c.agency_id == agency,
        appointment.c.plan_id == plan,
        appointment.c.role == role,
        or_(appointment.c.to_day.is_(None), appointment.c.to_day >= today),
    )


async def has_main(unit: Unit, agency: int, plan: str | None, role: Role) -> bool:
    """Whether somebody is the main one there already."""
    held = _held(unit, agency, plan, role)
    found = select(exists().where(*held, appointment.c.main.is_(True)))
    return bool(await unit.value(found))


async def make_main(unit: Unit, appointment_id: int) -> int | None:
    """Make this one the main one of its seat; the appointment that was, where it changes."""
    one = await unit.first(select(appointment).where(appointment.c.id == appointment_id))
    held = _held(unit, one.agency_id, one.plan_id, one.role)
    others = (*held, appointment.c.id != appointment_id, appointment.c.main.is_(True))
    before: int | None = await unit.value(select(appointment.c.id).where(*others))
    await unit.run(update(appointment).where(*others).values(main=False))
    this = update(appointment).where(appointment.c.id == appointment_id)
    await unit.run(this.values(main=True))
    return before
