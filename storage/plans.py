"""Plans in use: what they say, who has which part, their settings."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, fields
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import bindparam, case, select, update

from plans.model import Agency, Duty, Part, Plan, PlanSettings, ReportingDuty, State, Status, Task
from storage.database import Unit
from storage.people import AGENCY, agency_of
from storage.schema import (
    agency,
    agency_group,
    plan,
    reporting_duty,
    task,
    task_role,
    task_state,
    task_update,
)

_TASK = (
    task.c.id,
    task.c.plan_id,
    plan.c.short,
    task.c.key,
    task.c.number,
    task.c.title,
    task.c.group,
    task.c.when,
    task.c.due,
    task.c.recurs,
)
_STATE = (
    task_update.c.id.label("update_id"),
    task_update.c.status,
    task_update.c.text.label("said"),
    task_update.c.at,
    task_update.c.person_name,
    task_update.c.round_id,
    task_update.c.done_on,
    task_state.c.confirmed,
)


async def agencies(unit: Unit, province: str) -> list[Agency]:
    statement = select(*AGENCY).where(agency.c.province == province).order_by(agency.c.id)
    return [agency_of(row) for row in await unit.rows(statement)]


async def agency_rows(unit: Unit, province: str) -> tuple[list[dict[str, Any]], list[Any]]:
    """Agencies and groups of a province with their variants, for matching names."""
    bodies = select(agency).where(agency.c.province == province).order_by(agency.c.id)
    named = select(agency_group).where(agency_group.c.province == province)
    groups = await unit.rows(named.order_by(agency_group.c.id))
    return [row._asdict() for row in await unit.rows(bodies)], [row._asdict() for row in groups]


async def agency_by_id(unit: Unit, agency_id: int) -> Agency | None:
    row = await unit.first(select(*AGENCY).where(agency.c.id == agency_id))
    return agency_of(row) if row else None


async def save_agency(unit: Unit, province: str, values: dict[str, Any]) -> None:
    """Insert or correct one agency of a province, by its code."""
    statement = unit.insert_new(agency).values(province=province, **values)
    changed = {name: value for name, value in values.items() if name != "code"}
    await unit.run(
        statement.on_conflict_do_update(index_elements=["province", "code"], set_=changed)
    )


async def save_group(unit: Unit, province: str, values: dict[str, Any]) -> None:
    statement = unit.insert_new(agency_group).values(province=province, **values)
    changed = {name: value for name, value in values.items() if name != "name"}
    await unit.run(
        statement.on_conflict_do_update(index_elements=["province", "name"], set_=changed)
    )


_MEMO = "plans"
_EVERY = (
    select(
        plan.c.id,
        plan.c.short,
        plan.c.province,
        plan.c.title,
        plan.c.number,
        plan.c.issued,
        plan.c.followed_from,
        plan.c.started,
        *AGENCY,
    )
    .join(agency, agency.c.id == plan.c.coordinator_id)
    .order_by(plan.c.id)
)


def _plan(row: Any) -> Plan:
    return Plan(
        id=row.id,
        short=row.short,
        province=row.province,
        title=row.title,
        number=row.number,
        issued=row.issued,
        coordinator=agency_of(row),
        followed_from=row.followed_from,
        started=row.started,
    )


async def every(unit: Unit) -> list[Plan]:
    """All plans; read once in a unit, since nearly every right asks for them."""
    if _MEMO not in unit.memo:
        unit.memo[_MEMO] = [_plan(row) for row in await unit.rows(_EVERY)]
    found: list[Plan] = unit.memo[_MEMO]
    return found


async def get(unit: Unit, plan_id: str) -> Plan | None:
    return next((one for one in await every(unit) if one.id == plan_id), None)


async def source(unit: Unit, plan_id: str) -> Any:
    """The plan file as it was checked and put into use."""
    return await unit.value(select(plan.c.source).where(plan.c.id == plan_id))


async def settings(unit: Unit, plan_id: str) -> PlanSettings:
    """What the coordinator set, over the product's own values."""
    stored = await unit.value(select(plan.c.settings).where(plan.c.id == plan_id))
    return _settings(stored or {})


def _settings(stored: dict[str, Any]) -> PlanSettings:
    known = {field.name for field in fields(PlanSettings)}
    values = {name: _tupled(value) for name, value in stored.items() if name in known}
    return PlanSettings(**values)


def _tupled(value: Any) -> Any:
    return tuple(_tupled(one) for one in value) if isinstance(value, list) else value


async def set_settings(unit: Unit, plan_id: str, values: PlanSettings) -> None:
    stored = update(plan).where(plan.c.id == plan_id).values(settings=asdict(values))
    await unit.run(stored)


async def insert(unit: Unit, values: dict[str, Any], duties: Sequence[dict[str, Any]]) -> None:
    """Put a plan into the store with its reporting duties; its tasks follow."""
    unit.memo.pop(_MEMO, None)
    await unit.run(plan.insert().values(loaded=unit.now, settings={}, **values))
    rows = [{"plan_id": values["id"], **duty} for duty in duties]
    await unit.run_many(reporting_duty.insert(), rows)


async def insert_task(unit: Unit, values: dict[str, Any], roles: Sequence[dict[str, Any]]) -> None:
    task_id = await unit.insert(task, **values)
    await unit.run_many(task_role.insert(), [{"task_id": task_id, **role} for role in roles])


async def follow_from(unit: Unit, plan_id: str, day: date) -> None:
    unit.memo.pop(_MEMO, None)
    await unit.run(update(plan).where(plan.c.id == plan_id).values(followed_from=day))


async def start(unit: Unit, plan_id: str, by: int) -> bool:
    """[Bắt đầu nhắc]; False when it was pressed before."""
    unit.memo.pop(_MEMO, None)
    waits = update(plan).where(plan.c.id == plan_id, plan.c.started.is_(None))
    return (await unit.run(waits.values(started=unit.now, started_by=by))).rowcount == 1


def _task(row: Any) -> Task:
    return Task(*row[: len(_TASK)])


async def tasks(unit: Unit, plan_id: str) -> list[Task]:
    """The tasks of a plan, in its own order."""
    statement = select(*_TASK).join(plan, plan.c.id == task.c.plan_id)
    found = statement.where(task.c.plan_id == plan_id).order_by(task.c.position)
    return [_task(row) for row in await unit.rows(found)]


async def task_by_id(unit: Unit, task_id: int) -> Task | None:
    statement = select(*_TASK).join(plan, plan.c.id == task.c.plan_id)
    row = await unit.first(statement.where(task.c.id == task_id))
    return _task(row) if row else None


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


def state_of(row: Any) -> State | None:
    """The last update in a row that selected the state columns."""
    if row.update_id is None:
        return None
    return State(
        update=row.update_id,
        status=Status(row.status),
        text=row.said,
        at=row.at,
        person=row.person_name,
        round=row.round_id,
        done_on=row.done_on,
        confirmed=row.confirmed is not None,
    )


_PART_ORDER = case(
    {Part.LEAD: 0, Part.COLEAD: 1, Part.SUPPORT: 2}, value=task_role.c.part, else_=3
)


@cache
def _duties(*, of_plan: bool, leading: bool) -> Any:
    statement = (
        select(
            *_TASK,
            task_role.c.agency_id,
            task_role.c.part,
            task_role.c.printed,
            task_role.c.collective,
            *_STATE,
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
        .where(task_role.c.agency_id.in_(bindparam("agencies", expanding=True)))
        .order_by(task.c.plan_id, _PART_ORDER, task.c.position)
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
    values: dict[str, Any] = {"agencies": list(agency_ids)}
    if plan_id is not None:
        values["of"] = plan_id
    rows = await unit.rows(_duties(of_plan=plan_id is not None, leading=leading), values)
    return [
        (
            row.agency_id,
            Duty(_task(row), Part(row.part), row.printed, row.collective, state_of(row)),
        )
        for row in rows
    ]


async def lead_states(unit: Unit, plan_id: str) -> list[tuple[Task, Agency | None, State | None]]:
    """Every task of a plan with each of its leads and what that lead said last."""
    statement = (
        select(*_TASK, *AGENCY, *_STATE)
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
        .where(task.c.plan_id == plan_id)
        .order_by(task.c.position, task_role.c.id)
    )
    rows = await unit.rows(statement)
    return [(_task(row), agency_of(row) if row.body_id else None, state_of(row)) for row in rows]


async def reporting_duties(unit: Unit, plan_id: str) -> list[ReportingDuty]:
    statement = select(reporting_duty).where(reporting_duty.c.plan_id == plan_id)
    return [_reporting_duty(row) for row in await unit.rows(statement.order_by("position"))]


def _reporting_duty(row: Any) -> ReportingDuty:
    return ReportingDuty(
        id=row.id,
        plan=row.plan_id,
        frequency=row.frequency,
        reporters=tuple(row.reporters),
        receivers=tuple(row.receivers),
        via=row.via,
        month=row.month,
        day=row.day,
        year=row.year,
        before=row.before,
        quote=row.quote,
    )


async def every_settings(unit: Unit) -> dict[str, PlanSettings]:
    """The settings of all plans, in one query."""
    rows = await unit.rows(select(plan.c.id, plan.c.settings))
    return {row.id: _settings(row.settings or {}) for row in rows}


async def every_reporting_duty(unit: Unit) -> dict[str, list[ReportingDuty]]:
    """The reporting duties of all plans, in one query, each plan's in its own order."""
    found: dict[str, list[ReportingDuty]] = {}
    for row in await unit.rows(select(reporting_duty).order_by("plan_id", "position")):
        found.setdefault(row.plan_id, []).append(_reporting_duty(row))
    return found
