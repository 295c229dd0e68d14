"""Amendments of plans in use: the plan as it was is kept, tasks keep their rows and their keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import case, delete, func, select, update

from plans.model import Part, RoundState
from storage import plans
from storage.database import Unit
from storage.schema import amendment, participant, plan, reporting_duty, round_, task, task_role

_FAR = 10_000  # positions of duties that are no more, and of those on their way


@dataclass(frozen=True)
class Amendment:
    """A new version taken into use. `told`: agency (as text) → keys of the tasks it is told of;
    `changes`: task by task, before and after.
    """

    id: int
    plan: str
    seq: int
    person: int | None
    at: datetime
    paper: Mapping[str, Any]
    attachment: int | None
    changes: Sequence[Mapping[str, Any]]
    told: Mapping[str, Sequence[str]]

    @property
    def subject(self) -> str:
        """What [Đã nhận] is said of."""
        return f"amendment:{self.id}"

    @property
    def prefix(self) -> str:
        """How the natural keys of its notices begin."""
        return f"amendment:{self.id}:"


_COLUMNS = (
    amendment.c.id,
    amendment.c.plan_id,
    amendment.c.seq,
    amendment.c.person_id,
    amendment.c.at,
    amendment.c.paper,
    amendment.c.attachment_id,
    amendment.c.changes,
    amendment.c.told,
)


async def count(unit: Unit, plan_id: str) -> int:
    """How often a plan was amended."""
    found = select(func.count()).where(amendment.c.plan_id == plan_id)
    return int(await unit.value(found) or 0)


async def add(unit: Unit, values: Mapping[str, Any]) -> int:
    return await unit.insert(amendment, **values, at=unit.now)


async def get(unit: Unit, amendment_id: int) -> Amendment | None:
    row = await unit.first(select(*_COLUMNS).where(amendment.c.id == amendment_id))
    return Amendment(*row) if row else None


async def last(unit: Unit, plan_id: str) -> Amendment | None:
    """The newest of a plan."""
    mine = select(*_COLUMNS).where(amendment.c.plan_id == plan_id)
    row = await unit.first(mine.order_by(amendment.c.seq.desc()))
    return Amendment(*row) if row else None


async def used_keys(unit: Unit, plan_id: str) -> list[str]:
    """The keys of all tasks a plan ever had."""
    rows = await unit.rows(select(task.c.key).where(task.c.plan_id == plan_id))
    return [row.key for row in rows]


async def set_plan(unit: Unit, plan_id: str, values: Mapping[str, Any]) -> None:
    """The head of the plan and its file as checked."""
    await unit.run(update(plan).where(plan.c.id == plan_id).values(**values))
    plans.forget(unit)


async def change_task(
    unit: Unit,
    plan_id: str,
    key: str,
    values: Mapping[str, Any],
    roles: Sequence[Mapping[str, Any]],
) -> None:
    """The task of a key as it is from now on, and who has which part in it."""
    found = select(task.c.id).where(task.c.plan_id == plan_id, task.c.key == key)
    task_id = await unit.value(found)
    await unit.run(update(task).where(task.c.id == task_id).values(**values))
    await unit.run(delete(task_role).where(task_role.c.task_id == task_id))
    await unit.run_many(task_role.insert(), [{"task_id": task_id, **role} for role in roles])


async def remove_task(unit: Unit, plan_id: str, key: str) -> None:
    """It is no more in the plan; what was said of it stays."""
    mine = (task.c.plan_id == plan_id, task.c.key == key)
    await unit.run(update(task).where(*mine).values(removed=unit.now))


async def set_duties(unit: Unit, plan_id: str, duties: Sequence[Mapping[str, Any]]) -> None:
    """The reporting duties as they are from now on; the rounds of those gone keep them.

    One of the same kind and place in the list stays the same duty, with its rounds.
    """
    mine = (reporting_duty.c.plan_id == plan_id, reporting_duty.c.removed.is_(None))
    known = await unit.rows(select(reporting_duty).where(*mine).order_by("position"))
    away = {"position": reporting_duty.c.id + _FAR}
    await unit.run(update(reporting_duty).where(*mine).values(away))
    left = list(known)
    fresh = []
    for values in duties:
        same = next((row for row in left if row.frequency == values["frequency"]), None)
        if same is None:
            fresh.append({"plan_id": plan_id, **values})
            continue
        left.remove(same)
        one = reporting_duty.c.id == same.id
        await unit.run(update(reporting_duty).where(one).values(**values))
    await unit.run_many(reporting_duty.insert(), fresh)
    gone = reporting_duty.c.id.in_([row.id for row in left])
    await unit.run(update(reporting_duty).where(gone).values(removed=unit.now))


async def recount(unit: Unit, plan_id: str) -> None:
    """How many tasks each agency of an open round leads now."""
    leads = (
        select(func.count(func.distinct(task.c.id)))
        .join(task_role, task_role.c.task_id == task.c.id)
        .where(
            task.c.plan_id == plan_id,
            task.c.removed.is_(None),
            task_role.c.agency_id == participant.c.agency_id,
            task_role.c.part.in_((Part.LEAD, Part.COLEAD)),
        )
        .scalar_subquery()
    )
    open_ = select(round_.c.id).where(
        round_.c.plan_id == plan_id, round_.c.state == RoundState.OPEN
    )
    mine = participant.c.round_id.in_(open_)
    await unit.run(update(participant).where(mine).values(leads=leads))


def put_off(due: date | None) -> Any:
    """One slip more where this date is later than the one that stands."""
    later = task.c.due.is_not(None) & (task.c.due < due)
    return case((later, task.c.slips + 1), else_=task.c.slips) if due else task.c.slips


async def place_task(unit: Unit, plan_id: str, key: str, position: int) -> None:
    """Where in the plan's order a task stands that did not change."""
    mine = (task.c.plan_id == plan_id, task.c.key == key)
    await unit.run(update(task).where(*mine).values(position=position))


async def parts(unit: Unit, plan_id: str) -> dict[str, set[int]]:
    """Key of a task → who is told of its changes: leads, and supporters named by themselves."""
    concerned = task_role.c.part.in_((Part.LEAD, Part.COLEAD)) | (
        (task_role.c.part == Part.SUPPORT) & task_role.c.collective.is_(False)
    )
    rows = await unit.rows(
        select(task.c.key, task_role.c.agency_id)
        .join(task_role, task_role.c.task_id == task.c.id)
        .where(task.c.plan_id == plan_id, concerned)
    )
    found: dict[str, set[int]] = {}
    for row in rows:
        found.setdefault(row.key, set()).add(row.agency_id)
    return found
