"""Plans in use: what they say, who has which part, their settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from sqlalchemy import select, update

from plans.basis import from_json
from plans.model import Plan, PlanSettings, ReportingDuty, State, Status, Task
from storage import former
from storage.agencies import AGENCY, agency_of
from storage.database import Unit
from storage.schema import (
    agency,
    plan,
    reporting_duty,
    task,
    task_role,
    task_state,
    task_update,
)

TASK = (
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
    task.c.number_before,
    task.c.when_before,
    task.c.due_before,
    task.c.slips,
    task.c.removed,
)
STATE = (
    task_update.c.id.label("update_id"),
    task_update.c.status,
    task_update.c.text.label("said"),
    task_update.c.at,
    task_update.c.person_name,
    task_update.c.round_id,
    task_update.c.done_on,
    task_update.c.source,
    task_update.c.basis,
    task_state.c.confirmed,
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
        plan.c.settings,
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
        no_content=bool((row.settings or {}).get("no_content")),
        open_in_chat=bool((row.settings or {}).get("open_in_chat")),
        file_links=bool((row.settings or {}).get("file_links")),
    )


async def every(unit: Unit) -> list[Plan]:
    """All plans; read once in a unit, since nearly every right asks for them."""
    if _MEMO not in unit.memo:
        unit.memo[_MEMO] = [_plan(row) for row in await unit.rows(_EVERY)]
    found: list[Plan] = unit.memo[_MEMO]
    return found


def forget(unit: Unit) -> None:
    """Read the plans anew: one of them was changed."""
    unit.memo.pop(_MEMO, None)


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
    """Keep what differs from the product's own values, so that those may still change."""
    unit.memo.pop(_MEMO, None)
    own = asdict(PlanSettings())
    mine = {name: value for name, value in asdict(values).items() if value != own[name]}
    await unit.run(update(plan).where(plan.c.id == plan_id).values(settings=mine))


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
    was = await unit.value(select(plan.c.followed_from).where(plan.c.id == plan_id))
    if was != day:
        await former.keep(unit, f"plan:{plan_id}", {"followed_from": str(was) if was else None})
    await unit.run(update(plan).where(plan.c.id == plan_id).values(followed_from=day))


async def start(unit: Unit, plan_id: str, by: int) -> bool:
    """[Bắt đầu nhắc]; False when it was pressed before."""
    unit.memo.pop(_MEMO, None)
    waits = update(plan).where(plan.c.id == plan_id, plan.c.started.is_(None))
    return (await unit.run(waits.values(started=unit.now, started_by=by))).rowcount == 1


def task_of(row: Any) -> Task:
    return Task(*row[: len(TASK)])


async def tasks(unit: Unit, plan_id: str) -> list[Task]:
    """The tasks of a plan, in its own order, without those an amendment took out."""
    statement = select(*TASK).join(plan, plan.c.id == task.c.plan_id)
    mine = statement.where(task.c.plan_id == plan_id, task.c.removed.is_(None))
    return [task_of(row) for row in await unit.rows(mine.order_by(task.c.position))]


async def task_by_id(unit: Unit, task_id: int) -> Task | None:
    """Any task, also one that is no more in its plan."""
    statement = select(*TASK).join(plan, plan.c.id == task.c.plan_id)
    row = await unit.first(statement.where(task.c.id == task_id))
    return task_of(row) if row else None


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
        source=row.source,
        basis=from_json(row.basis),
    )


async def reporting_duties(unit: Unit, plan_id: str) -> list[ReportingDuty]:
    statement = select(reporting_duty).where(
        reporting_duty.c.plan_id == plan_id, reporting_duty.c.removed.is_(None)
    )
    return [_reporting_duty(row) for row in await unit.rows(statement.order_by("position"))]


async def duty_by_id(unit: Unit, duty_id: int) -> ReportingDuty:
    """The duty of a round, also one that an amendment took out."""
    (row,) = await unit.rows(select(reporting_duty).where(reporting_duty.c.id == duty_id))
    return _reporting_duty(row)


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
        section=row.section,
    )


async def every_settings(unit: Unit) -> dict[str, PlanSettings]:
    """The settings of all plans, in one query."""
    rows = await unit.rows(select(plan.c.id, plan.c.settings))
    return {row.id: _settings(row.settings or {}) for row in rows}


async def every_reporting_duty(unit: Unit) -> dict[str, list[ReportingDuty]]:
    """The reporting duties of all plans, in one query, each plan's in its own order."""
    found: dict[str, list[ReportingDuty]] = {}
    there = select(reporting_duty).where(reporting_duty.c.removed.is_(None))
    for row in await unit.rows(there.order_by("plan_id", "position")):
        found.setdefault(row.plan_id, []).append(_reporting_duty(row))
    return found
