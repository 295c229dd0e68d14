"""The Sở's confirmation that a task is done, apart from the agency's word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from plans.model import Status
from storage.database import Unit
from storage.schema import confirmation, person, task_state, task_update


async def confirm(unit: Unit, task_id: int, updates: Sequence[int], by: int) -> list[int]:
    """Confirm these updates where they still are the state and say "done"; agencies confirmed."""
    done = select(task_update.c.id).where(
        task_update.c.id.in_(updates), task_update.c.status == Status.DONE
    )
    waits = (
        task_state.c.task_id == task_id,
        task_state.c.update_id.in_(done),
        task_state.c.confirmed.is_(None),
    )
    statement = update(task_state).where(*waits).values(confirmed=unit.now, confirmed_by=by)
    rows = await unit.rows(statement.returning(task_state.c.agency_id, task_state.c.update_id))
    kept = [{"update_id": row.update_id, "person_id": by, "at": unit.now} for row in rows]
    await unit.run_many(confirmation.insert(), kept)
    return sorted(row.agency_id for row in rows)


async def last(unit: Unit, task_id: int) -> tuple[str, datetime] | None:
    """Who confirmed a task last, and when."""
    statement: Any = (
        select(person.c.name, task_state.c.confirmed)
        .join(person, person.c.id == task_state.c.confirmed_by)
        .where(task_state.c.task_id == task_id, task_state.c.confirmed.is_not(None))
        .order_by(task_state.c.confirmed.desc())
        .limit(1)
    )
    row = await unit.first(statement)
    return (row.name, row.confirmed) if row else None
