"""The audit read again: the entries of one plan, newest first, with what each is about.

An entry of a kind that `storage.subjects` does not know (an agency, a chat) belongs to the plan
named "plan" in its before or after.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, Text, cast, literal, or_, select

from storage.database import Unit
from storage.schema import agency, audit, person, task
from storage.subjects import PLAN, subjects

BY_PLAN_NAMED = ("agency", "chat")
"""Kinds whose entries name their plan."""

_CHUNK = 500


@dataclass(frozen=True)
class Entry:
    """One entry of the audit. `person` is empty for the program and the command line."""

    id: int
    at: datetime
    person: str
    post: str
    what: str
    subject: str
    before: Any
    after: Any
    agency: str | None = None
    task: str | None = None  # its printed number
    round: int | None = None
    seq: int | None = None  # vướng mắc số …, thông báo số …
    about: str | None = None  # whom it is about


@dataclass(frozen=True)
class Which:
    """Which entries are wanted. `since` and `until` are aware moments, the second left out."""

    plan: str
    agency: int | None = None
    task: int | None = None
    since: datetime | None = None
    until: datetime | None = None


async def page(unit: Unit, which: Which, *, before: int | None, limit: int) -> list[Entry]:
    """The newest entries, or those older than an entry."""
    wanted = _entries(which).order_by(audit.c.id.desc()).limit(limit)
    if before is not None:
        wanted = wanted.where(audit.c.id < before)
    return [_entry(row) for row in await unit.rows(wanted, {"of_plan": which.plan})]


async def all_of(unit: Unit, which: Which) -> AsyncIterator[Entry]:
    """Every entry in the order of writing, some hundreds at a time."""
    last = 0
    while True:
        wanted = _entries(which).where(audit.c.id > last).order_by(audit.c.id).limit(_CHUNK)
        rows = await unit.rows(wanted, {"of_plan": which.plan})
        for row in rows:
            yield _entry(row)
        if len(rows) < _CHUNK:
            return
        last = rows[-1].id


def _entry(row: Any) -> Entry:
    return Entry(
        id=row.id,
        at=row.at,
        person=row.name or "",
        post=row.post or "",
        what=row.what,
        subject=row.subject,
        before=row.before,
        after=row.after,
        agency=row.agency_name,
        task=row.number,
        round=row.of_round,
        seq=row.seq,
        about=row.about,
    )


def _entries(which: Which) -> Select[Any]:
    known = subjects()
    named = or_(*(audit.c[side]["plan"].as_string() == PLAN for side in ("before", "after")))
    own = or_(*(_of_kind(kind) for kind in BY_PLAN_NAMED)) & named
    statement = (
        select(
            audit,
            person.c.name,
            person.c.post,
            agency.c.name.label("agency_name"),
            task.c.number,
            known.c.of_round,
            known.c.seq,
            known.c.about,
        )
        .join(known, known.c.subject == audit.c.subject, isouter=True)
        .join(person, person.c.id == audit.c.person_id, isouter=True)
        .join(task, task.c.id == known.c.of_task, isouter=True)
        .join(
            agency,
            or_(
                agency.c.id == known.c.of_agency,
                audit.c.subject == literal("agency:") + cast(agency.c.id, Text),
            ),
            isouter=True,
        )
        .where(or_(known.c.subject.is_not(None), own))
    )
    return _narrowed(statement, which, known)


def _narrowed(statement: Select[Any], which: Which, known: Subquery) -> Select[Any]:
    if which.agency is not None:
        statement = statement.where(agency.c.id == which.agency)
    if which.task is not None:
        statement = statement.where(known.c.of_task == which.task)
    if which.since is not None:
        statement = statement.where(audit.c.at >= which.since)
    if which.until is not None:
        statement = statement.where(audit.c.at < which.until)
    return statement


def _of_kind(kind: str) -> ColumnElement[bool]:
    """A range that the index of subjects knows; ";" is the sign behind ":"."""
    return (audit.c.subject >= f"{kind}:") & (audit.c.subject < f"{kind};")
