"""A plan's own words at a moment: its head, tasks, roles, reporting duties and indicators.

An amendment replaces them, so what stood before it is kept with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from plans.model import Part
from storage.database import Unit
from storage.schema import amendment, indicator, plan, reporting_duty, task, task_role

_TASK = (
    task.c.id,
    task.c.key,
    task.c.number,
    task.c.title,
    task.c.group,
    task.c.when,
    task.c.due,
    task.c.recurs,
    task.c.number_before,
    task.c.due_before,
    task.c.slips,
    task.c.removed,
)
_ROLE = (
    task_role.c.task_id,
    task_role.c.agency_id,
    task_role.c.part,
    task_role.c.printed,
    task_role.c.collective,
)
_DUTY = (
    reporting_duty.c.id,
    reporting_duty.c.quote,
    reporting_duty.c.section,
    reporting_duty.c.receivers,
)
_INDICATOR = (
    indicator.c.id,
    indicator.c.key,
    indicator.c.number,
    indicator.c.name,
    indicator.c.unit,
    indicator.c.target,
    indicator.c.by,
    indicator.c.removed,
)


@dataclass(frozen=True)
class FrameTask:
    """A task as the plan worded it; `gone`: no longer in the plan at that moment."""

    id: int
    key: str
    number: str
    title: str
    group: str | None
    when: str | None
    due: date | None
    recurs: str | None
    number_before: str | None
    due_before: date | None
    slips: int
    gone: bool
    leads: tuple[str, ...] = ()  # who leads and supports, as printed
    supports: tuple[str, ...] = ()


@dataclass(frozen=True)
class FrameRole:
    """The part of an agency in a task."""

    task: int
    agency: int
    part: Part
    printed: str
    collective: bool


@dataclass(frozen=True)
class FrameIndicator:
    """An indicator as the plan worded it."""

    id: int
    key: str
    number: str
    name: str
    unit: str | None
    target: str | None
    by: str | None
    gone: bool


@dataclass(frozen=True)
class FrameDuty:
    """A reporting duty as the plan worded it."""

    quote: str = ""
    section: str | None = None
    receivers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Frame:
    """All of it; `duties` by id."""

    title: str
    number: str | None
    issued: str | None
    tasks: tuple[FrameTask, ...]
    roles: tuple[FrameRole, ...]
    duties: Mapping[int, FrameDuty]
    indicators: tuple[FrameIndicator, ...]


async def taken(unit: Unit, plan_id: str) -> dict[str, Any]:
    """What stands now, as JSON: kept with the amendment that is about to replace it."""
    head = select(plan.c.title, plan.c.number, plan.c.issued).where(plan.c.id == plan_id)
    tasks = select(*_TASK).where(task.c.plan_id == plan_id).order_by(task.c.position, task.c.id)
    roles = (
        select(*_ROLE)
        .join(task, task.c.id == task_role.c.task_id)
        .where(task.c.plan_id == plan_id)
        .order_by(task_role.c.id)
    )
    duties = select(*_DUTY).where(reporting_duty.c.plan_id == plan_id).order_by("id")
    targets = select(*_INDICATOR).where(indicator.c.plan_id == plan_id)
    ordered = targets.order_by(indicator.c.position, indicator.c.id)
    return {
        "plan": list(await unit.first(head)),
        "tasks": [_plain(row) for row in await unit.rows(tasks)],
        "roles": [list(row) for row in await unit.rows(roles)],
        "duties": [list(row) for row in await unit.rows(duties)],
        "indicators": [_plain(row) for row in await unit.rows(ordered)],
    }


def _plain(row: Any) -> list[Any]:
    """Days as text; a moment of removal as yes or no."""
    *values, removed = row
    return [*(str(one) if isinstance(one, date) else one for one in values), removed is not None]


async def stood(unit: Unit, plan_id: str, at: datetime) -> Frame:
    """The words of a plan at a moment (UTC); those of an amendment hold from its own moment on.

    An amendment of an earlier version of this program kept no frame: the plan is as it is now.
    """
    later = (
        select(amendment.c.frame, amendment.c.before)
        .where(amendment.c.plan_id == plan_id, amendment.c.at > at, amendment.c.frame.is_not(None))
        .order_by(amendment.c.seq)
        .limit(1)
    )
    kept = await unit.first(later)
    if kept is not None and kept.frame is not None:
        return _frame(kept.frame, kept.before)
    source = await unit.value(select(plan.c.source).where(plan.c.id == plan_id))
    return _frame(await taken(unit, plan_id), source)


def _frame(kept: Mapping[str, Any], source: Mapping[str, Any]) -> Frame:
    title, number, issued = kept["plan"]
    words = {one["number"]: one for one in source.get("tasks") or ()}
    return Frame(
        title=title,
        number=number,
        issued=issued,
        tasks=tuple(_task(one, words) for one in kept["tasks"]),
        roles=tuple(FrameRole(a, b, Part(c), d, bool(e)) for a, b, c, d, e in kept["roles"]),
        duties={key: FrameDuty(a, b, tuple(to)) for key, a, b, to in kept["duties"]},
        indicators=tuple(FrameIndicator(*one) for one in kept["indicators"]),
    )


def _task(one: list[Any], words: Mapping[str, Mapping[str, Any]]) -> FrameTask:
    key, stable, number, title, group, when, due, recurs, before, due_before, slips, gone = one
    said = {} if gone else words.get(number, {})
    return FrameTask(
        id=key,
        key=stable,
        number=number,
        title=title,
        group=group,
        when=when,
        due=date.fromisoformat(due) if due else None,
        recurs=recurs,
        number_before=before,
        due_before=date.fromisoformat(due_before) if due_before else None,
        slips=slips,
        gone=gone,
        leads=(*said.get("lead", ()), *said.get("colead", ())),
        supports=tuple(said.get("support", ())),
    )
