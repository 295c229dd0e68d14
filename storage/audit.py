"""Who changed what, when, from what to what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from storage.database import Unit
from storage.schema import audit, person


async def note(
    unit: Unit,
    person: int | None,
    what: str,
    subject: str,
    before: Any = None,
    after: Any = None,
) -> None:
    """Write one entry; `person` None is the program itself or the command line.

    `subject` is "kind:id" or "kind:id:agency" of a kind in `storage.subjects`, so that the entry
    is found under its plan; of any other kind, before or after must name the "plan".
    """
    entry = {"person_id": person, "what": what, "subject": subject}
    await unit.insert(audit, at=unit.now, before=before, after=after, **entry)


@dataclass(frozen=True)
class Noted:
    """An entry about a subject: who, when, and what it became."""

    by: str
    at: datetime
    after: Any


async def latest(unit: Unit, what: str, subject: str, count: int = 20) -> list[Noted]:
    """The newest entries of a kind about a subject, newest first, those of people only."""
    statement = (
        select(person.c.name, audit.c.at, audit.c.after)
        .join(person, person.c.id == audit.c.person_id)
        .where(audit.c.what == what, audit.c.subject == subject)
        .order_by(audit.c.id.desc())
        .limit(count)
    )
    return [Noted(*row) for row in await unit.rows(statement)]


@dataclass(frozen=True)
class Done:
    """That somebody did a thing, and when (UTC)."""

    by: str
    at: datetime
    person: int


async def times(unit: Unit, what: str, subject: str) -> list[Done]:
    """Who did this to the subject, oldest first: for a second press to be told."""
    statement = (
        select(person.c.name, audit.c.at, person.c.id)
        .join(person, person.c.id == audit.c.person_id)
        .where(audit.c.what == what, audit.c.subject == subject)
        .order_by(audit.c.id)
    )
    return [Done(row.name, row.at, row.id) for row in await unit.rows(statement)]
