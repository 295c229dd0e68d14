"""Who has which part in the tasks of a plan, with the last thing each said."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import bindparam, case, select

from plans.model import Agency, Duty, Part, State, Task
from storage.agencies import AGENCY, agency_of
from storage.database import Unit
from storage.plans import STATE, TASK, state_of, task_of
from storage.schema import (
    agency,
    plan,
    task,
    task_role,
    task_state,
    task_update,
)


async def roles(unit: Unit, task_id: int) -> list[tuple[Part, str, Agency, bool]]:
    """Who has which part in a task: (part, as printed, agency, through a collective name)."""
    statement = (
        select(task_role.c.part, task_role.c.printed, task_role.c.collective, *AGENCY)
        .join(agency, agency.c.id == task_role.c.agency_id)
        .where(task_role.c.task_id == task_id)
        .order_by(task_role.c.id)
    )
    rows = await unit.rows(statement)
    return [(Part(row.part), row.printed, agency_of(row), row.collective) for row in rows]


async def named(unit: Unit, plan_id: str) -> list[tuple[int, Part, Agency, bool]]:
    """Who has which part in the tasks of a plan: (task, part, agency, through a collective)."""
    statement = (
        select(task_role.c.task_id, task_role.c.part, task_role.c.collective, *AGENCY)
        .join(task, task.c.id == task_role.c.task_id)
        .join(agency, agency.c.id == task_role.c.agency_id)
        .where(task.c.plan_id == plan_id, task.c.removed.is_(None))
        .order_by(task_role.c.id)
    )
    rows = await unit.rows(statement)
    return [(row.task_id, Part(row.part), agency_of(row), row.collective) for row in rows]


_PARTS = {str(one): one for one in Part}
_PART_ORDER = case(
    {Part.LEAD: 0, Part.COLEAD: 1, Part.SUPPORT: 2}, value=task_role.c.part, else_=3
)


# A list of one is written as an equality: the list is expanded anew at every call.
_ONE_AGENCY = task_role.c.agency_id == bindparam("agencies")
_AGENCIES = task_role.c.agency_id.in_(bindparam("agencies", expanding=True))


@cache
def _duties(*, one: bool, of_plan: bool, leading: bool) -> Any:
    statement = (
        select(
            *TASK,
            task_role.c.agency_id,
            task_role.c.part,
            task_role.c.printed,
            task_role.c.collective,
            *STATE,
        )
        .join(plan, plan.c.id == task.c.plan_id)
        .join(task_role, task_role.c.task_id == task.c.id)
        .join(
            task_state,
            (task_state.c.task_id == task.c.id)
            & (task_state.c.agency_id == task_role.c.agency_id),
            isouter=True,
        )
        .join(task_update, task_update.c.id == task_state.c.update_id, isouter=True)
        .where(_ONE_AGENCY if one else _AGENCIES, task.c.removed.is_(None))
        .order_by(task.c.plan_id, _PART_ORDER, task.c.position, task_role.c.id)
    )
    if of_plan:
        statement = statement.where(task.c.plan_id == bindparam("of"))
    if leading:
        statement = statement.where(task_role.c.part.in_((Part.LEAD, Part.COLEAD)))
    return statement


async def duties(
    unit: Unit,
    agency_ids: Collection[int],
    *,
    plan_id: str | None = None,
    leading: bool = False,
) -> list[tuple[int, Duty]]:
    """(agency, duty) of these agencies: leads first, then the plan's own order."""
    one = len(agency_ids) == 1
    values: dict[str, Any] = {"agencies": next(iter(agency_ids)) if one else list(agency_ids)}
    if plan_id is not None:
        values["of"] = plan_id
    statement = _duties(one=one, of_plan=plan_id is not None, leading=leading)
    rows = await unit.rows(statement, values)
    return list(_agency_duties(rows))


def _agency_duties(rows: Sequence[Any]) -> Iterator[tuple[int, Duty]]:
    """By place, and each task made once."""
    known: dict[int, Task] = {}
    first = len(TASK)
    for row in rows:
        task_ = known.get(row[0])
        if task_ is None:
            task_ = known[row[0]] = task_of(row)
        agency_id, part, printed, collective, update = row[first : first + 5]
        state = None if update is None else state_of(row)
        yield agency_id, Duty(task_, _PARTS[part], printed, collective, state)


_LEADING = (task_role.c.part.in_((Part.LEAD, Part.COLEAD)), _AGENCIES)
_LEADS = (
    select(
        task_role.c.task_id,
        task_role.c.agency_id,
        task_role.c.part,
        task_role.c.printed,
        task_role.c.collective,
    )
    .join(task, task.c.id == task_role.c.task_id)
    .where(*_LEADING, task.c.removed.is_(None))
    .order_by(task.c.plan_id, _PART_ORDER, task.c.position, task_role.c.id)
)
_LED = (
    select(*TASK)
    .join(plan, plan.c.id == task.c.plan_id)
    .where(task.c.id.in_(select(task_role.c.task_id).where(*_LEADING)))
)
_SAID = (
    select(task_state.c.task_id, task_state.c.agency_id, *STATE)
    .join(task_update, task_update.c.id == task_state.c.update_id)
    .where(task_state.c.agency_id.in_(bindparam("agencies", expanding=True)))
)


async def led(unit: Unit, agency_ids: Collection[int]) -> list[tuple[int, Duty]]:
    """(agency, duty) of what these agencies lead: leads first, then the plans' own order.

    Of a province's duties there may be 100,000: a task's words come once, not with each of them,
    and what many agencies have alike is one object.
    """
    values = {"agencies": list(agency_ids)}
    known = {row.id: task_of(row) for row in await unit.rows(_LED, values)}
    said = {(row[0], row[1]): state_of(row) for row in await unit.rows(_SAID, values)}

    @cache
    def unsaid(task_id: int, part: str, printed: str, collective: bool) -> Duty:
        return Duty(known[task_id], _PARTS[part], printed, collective, None)

    found = []
    for task_id, agency_id, *how in await unit.rows(_LEADS, values):
        duty, state = unsaid(task_id, *how), said.get((task_id, agency_id))
        found.append((agency_id, replace(duty, state=state) if state else duty))
    return found


async def collectively_led(unit: Unit, plan_id: str) -> frozenset[tuple[int, int]]:
    """(task, agency) where the agency leads only under a collective name."""
    statement = (
        select(task_role.c.task_id, task_role.c.agency_id)
        .join(task, task.c.id == task_role.c.task_id)
        .where(
            task.c.plan_id == plan_id,
            task_role.c.part.in_((Part.LEAD, Part.COLEAD)),
            task_role.c.collective.is_(True),
        )
    )
    return frozenset((row.task_id, row.agency_id) for row in await unit.rows(statement))


async def lead_states(unit: Unit, plan_id: str) -> list[tuple[Task, Agency | None, State | None]]:
    """Every task of a plan with each of its leads and what that lead said last."""
    statement = (
        select(*TASK, *AGENCY, *STATE)
        .join(plan, plan.c.id == task.c.plan_id)
        .join(
            task_role,
            (task_role.c.task_id == task.c.id) & task_role.c.part.in_((Part.LEAD, Part.COLEAD)),
            isouter=True,
        )
        .join(agency, agency.c.id == task_role.c.agency_id, isouter=True)
        .join(
            task_state,
            (task_state.c.task_id == task.c.id)
            & (task_state.c.agency_id == task_role.c.agency_id),
            isouter=True,
        )
        .join(task_update, task_update.c.id == task_state.c.update_id, isouter=True)
        .where(task.c.plan_id == plan_id, task.c.removed.is_(None))
        .order_by(task.c.position, task_role.c.id)
    )
    rows = await unit.rows(statement)
    return [(task_of(row), agency_of(row) if row.body_id else None, state_of(row)) for row in rows]
