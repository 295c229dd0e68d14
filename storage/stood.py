"""What was known of a round at a moment: every query takes it, and leaves out what came later.

What was taken back after the moment still counted then. Moments are aware UTC datetimes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from plans.basis import paper_from_json
from plans.model import Agency, Paper, Status
from plans.obstacles import Obstacle
from storage import former, obstacles
from storage.agencies import AGENCY, agency_of
from storage.database import Unit
from storage.schema import (
    agency,
    confirmation,
    official_document,
    participant,
    plan,
    receipt,
    reporting_duty,
    review,
    round_,
    task,
    task_update,
)


@dataclass(frozen=True)
class Head:
    """The round with its plan, as they were; `since`: the first day after the round before it."""

    id: int
    plan: str
    short: str
    duty: int
    frequency: str
    year: int
    part: int
    period_from: date | None
    period_to: date | None
    cutoff: date | None
    due: date
    last_day: date
    internal: date | None
    onward: date | None
    request: Paper | None
    closed: datetime | None
    province: str
    coordinator: int
    followed_from: date | None
    since: date | None

    @property
    def ends(self) -> date:
        """The last day taken for good: offices take the printed day itself."""
        return max(self.due, self.last_day)


@dataclass(frozen=True)
class Document:
    """A document registered for an agency's report."""

    agency: int
    paper: Paper
    at: datetime


@dataclass(frozen=True)
class Word:
    """What the Sở said of a report, or the agency's answer to it."""

    id: int
    agency: int
    submission: int | None
    what: str
    text: str
    at: datetime


@dataclass(frozen=True)
class Update:
    """The last thing an agency had said of a task; `confirmed`: the Sở had agreed."""

    id: int
    task: int
    agency: int
    round: int | None
    status: Status
    text: str
    papers: tuple[Paper, ...]
    at: datetime
    by: str
    post: str
    done_on: date | None
    source: str
    confirmed: bool = False
    receipt: str = ""  # mã ghi nhận of these very words; the Sở's own first table has none


async def head(unit: Unit, round_id: int, at: datetime) -> Head | None:
    """The round, its dates and those of its plan; two queries."""
    statement = (
        select(
            round_,
            reporting_duty.c.frequency,
            plan.c.short,
            plan.c.province,
            plan.c.coordinator_id,
            plan.c.followed_from,
        )
        .join(plan, plan.c.id == round_.c.plan_id)
        .join(reporting_duty, reporting_duty.c.id == round_.c.duty_id)
        .where(round_.c.id == round_id)
    )
    row = await unit.first(statement)
    if row is None:
        return None
    earlier = select(func.max(round_.c.due)).where(
        round_.c.duty_id == row.duty_id, round_.c.due < row.due, round_.c.opened <= at
    )
    return _head(row, await unit.value(earlier))


def _head(row: Any, since: date | None) -> Head:
    request = None
    if row.request_number:
        request = Paper(row.request_number, row.request_symbol, row.request_dated)
    return Head(
        id=row.id,
        plan=row.plan_id,
        short=row.short,
        duty=row.duty_id,
        frequency=row.frequency,
        year=row.year,
        part=row.part,
        period_from=row.period_from,
        period_to=row.period_to,
        cutoff=row.cutoff,
        due=row.due,
        last_day=row.last_day,
        internal=row.internal,
        onward=row.onward,
        request=request,
        closed=row.closed,
        province=row.province,
        coordinator=row.coordinator_id,
        followed_from=row.followed_from,
        since=since,
    )


async def bodies(unit: Unit, found: Head, at: datetime) -> tuple[Head, dict[int, Agency]]:
    """The agencies as they were called then, and the round as it stood; two queries."""
    subjects = (f"round:{found.id}", f"plan:{found.plan}")
    was = await former.stood(unit, subjects, at)
    rows = await unit.rows(select(*AGENCY).where(agency.c.province == found.province))
    named = [agency_of(row) for row in rows]
    then = {one.id: replace(one, **was.get(f"agency:{one.id}", {})) for one in named}
    return _as_it_was(found, was), then


def _as_it_was(found: Head, was: Mapping[str, Mapping[str, Any]]) -> Head:
    then = {**was.get(f"round:{found.id}", {}), **was.get(f"plan:{found.plan}", {})}
    days: dict[str, Any] = {name: _day(then[name]) for name in _DAYS if name in then}
    if "part" in then:
        found = replace(found, part=int(then["part"]))
    if "closed" in then:
        closed = then["closed"]
        found = replace(found, closed=datetime.fromisoformat(closed) if closed else None)
    return replace(found, **days)


_DAYS = (
    "due", "last_day", "internal", "onward", "cutoff", "period_from", "period_to", "followed_from",
)  # fmt: skip


def _day(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None


async def asked(unit: Unit, round_id: int) -> list[int]:
    """The agencies of the confirmed denominator, in the plan's order."""
    mine = select(participant.c.agency_id).where(participant.c.round_id == round_id)
    ordered = mine.order_by(participant.c.position, participant.c.agency_id)
    return [row.agency_id for row in await unit.rows(ordered)]


async def documents(unit: Unit, round_id: int, at: datetime) -> dict[int, Document]:
    """Agency → the document that counted."""
    gone = official_document.c.withdrawn
    mine = (
        select(official_document)
        .where(official_document.c.round_id == round_id, official_document.c.at <= at)
        .where(gone.is_(None) | (gone > at))
        .order_by(official_document.c.id)
    )
    return {
        row.agency_id: Document(row.agency_id, Paper(row.number, row.symbol, row.dated), row.at)
        for row in await unit.rows(mine)
    }


async def words(unit: Unit, round_id: int, at: datetime) -> dict[int, list[Word]]:
    """Agency → what was said of its report, oldest first."""
    mine = (review.c.round_id == round_id, review.c.task_id.is_(None), review.c.at <= at)
    found: dict[int, list[Word]] = {}
    for row in await unit.rows(select(review).where(*mine).order_by(review.c.id)):
        word = Word(row.id, row.agency_id, row.submission_id, row.what, row.text, row.at)
        found.setdefault(row.agency_id, []).append(word)
    return found


async def updates(unit: Unit, plan_id: str, at: datetime) -> dict[tuple[int, int], Update]:
    """(task, agency) → what it had said last; three queries."""
    gone = task_update.c.withdrawn
    newest = (
        select(func.max(task_update.c.id))
        .join(task, task.c.id == task_update.c.task_id)
        .where(task.c.plan_id == plan_id, task_update.c.at <= at)
        .where(gone.is_(None) | (gone > at))
        .group_by(task_update.c.task_id, task_update.c.agency_id)
    )
    statement = (
        select(task_update, receipt.c.year, receipt.c.seq, plan.c.short)
        .outerjoin(receipt, receipt.c.id == task_update.c.receipt_id)
        .outerjoin(plan, plan.c.id == receipt.c.plan_id)
        .where(task_update.c.id.in_(newest))
    )
    rows = await unit.rows(statement)
    found = {(row.task_id, row.agency_id): _update(row) for row in rows}
    agreed = await _agreed(unit, plan_id, at)
    taken_back = await _taken_back(unit, plan_id, at)
    return {
        place: replace(one, confirmed=_holds(one, agreed, taken_back.get(place, ())))
        for place, one in found.items()
    }


async def _agreed(unit: Unit, plan_id: str, at: datetime) -> dict[int, datetime]:
    """Update → when the Sở confirmed it last."""
    mine = (
        select(confirmation.c.update_id, func.max(confirmation.c.at).label("last"))
        .join(task_update, task_update.c.id == confirmation.c.update_id)
        .join(task, task.c.id == task_update.c.task_id)
        .where(task.c.plan_id == plan_id, confirmation.c.at <= at)
        .group_by(confirmation.c.update_id)
    )
    return {row.update_id: row.last for row in await unit.rows(mine)}


async def _taken_back(
    unit: Unit, plan_id: str, at: datetime
) -> dict[tuple[int, int], list[tuple[int, datetime]]]:
    mine = (
        select(
            task_update.c.id,
            task_update.c.task_id,
            task_update.c.agency_id,
            task_update.c.withdrawn,
        )
        .join(task, task.c.id == task_update.c.task_id)
        .where(task.c.plan_id == plan_id, task_update.c.withdrawn <= at)
    )
    found: dict[tuple[int, int], list[tuple[int, datetime]]] = {}
    for row in await unit.rows(mine):
        found.setdefault((row.task_id, row.agency_id), []).append((row.id, row.withdrawn))
    return found


def _holds(one: Update, agreed: Mapping[int, datetime], taken_back: Any) -> bool:
    """Confirmed, and not asked anew since: a later word, even one taken back, ended it."""
    last = agreed.get(one.id)
    return last is not None and all(gone < last for update, gone in taken_back if update > one.id)


def _update(row: Any) -> Update:
    return Update(
        id=row.id,
        task=row.task_id,
        agency=row.agency_id,
        round=row.round_id,
        status=Status(row.status),
        text=row.text,
        papers=tuple(paper_from_json(one) for one in row.papers),
        at=row.at,
        by=row.person_name,
        post=row.person_post,
        done_on=row.done_on,
        source=row.source,
        receipt=f"{row.short}-{row.year}-{row.seq:03d}" if row.seq else "",
    )


async def raised(unit: Unit, plan_id: str, at: datetime) -> list[Obstacle]:
    """The obstacles of a plan with the steps taken until then, by number; two queries."""
    found = []
    for one in await obstacles.of_plan(unit, plan_id):
        steps = tuple(step for step in one.steps if step.at <= at)
        if one.at <= at and steps:
            asked = one.coordinated if one.coordinated and one.coordinated <= at else None
            then = replace(one, steps=steps, state=steps[-1].state, coordinated=asked)
            found.append(then)
    return found


async def of_tasks(unit: Unit, plan_id: str, at: datetime) -> dict[tuple[int, int], Word]:
    """(task, agency) → the last thing the Sở said of it."""
    mine = (
        select(review)
        .join(task, task.c.id == review.c.task_id)
        .where(task.c.plan_id == plan_id, review.c.at <= at)
        .order_by(review.c.id)
    )
    return {
        (row.task_id, row.agency_id): Word(
            row.id, row.agency_id, row.submission_id, row.what, row.text, row.at
        )
        for row in await unit.rows(mine)
    }
