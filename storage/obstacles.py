"""Obstacles and their steps: a step is a new row, the obstacle's state is kept beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select, update

from plans.model import Paper
from plans.obstacles import SETTLING, Move, Obstacle, ObstacleKind, ObstacleState, Step
from storage.agencies import AGENCY, agency_of
from storage.database import Unit
from storage.schema import agency, coordination, obstacle, obstacle_step, plan, task
from storage.updates import Author


@dataclass(frozen=True)
class Raised:
    """What an agency raises; `task` None: about the whole plan."""

    plan: str
    agency: int
    task: int | None
    kind: ObstacleKind
    text: str
    proposal: str = ""
    supporter: int | None = None
    consent: bool = False


@dataclass(frozen=True)
class Taken:
    """A step to be kept. `to`: the body that a document was sent up to."""

    what: Move
    state: ObstacleState  # after it
    text: str = ""
    paper: Paper | None = None
    to: str = ""


async def raise_(unit: Unit, raised: Raised, author: Author) -> int:
    """Keep a new obstacle under the next number of its plan; its id."""
    taken = select(func.coalesce(func.max(obstacle.c.seq), 0))
    seq = int(await unit.value(taken.where(obstacle.c.plan_id == raised.plan))) + 1
    new = await unit.insert(
        obstacle,
        plan_id=raised.plan,
        seq=seq,
        agency_id=raised.agency,
        task_id=raised.task,
        kind=raised.kind,
        text=raised.text,
        proposal=raised.proposal,
        state=ObstacleState.NEW,
        moved=unit.now,
        person_id=author.person,
        at=unit.now,
    )
    if raised.supporter is not None:
        named = {"agency_id": raised.supporter, "consent": raised.consent}
        await unit.run(coordination.insert().values(obstacle_id=new, **named))
    await _keep(unit, new, Taken(Move.RAISED, ObstacleState.NEW), author)
    return new


async def take(unit: Unit, one: Obstacle, taken: Taken, author: Author) -> int:
    """Keep a step and where it leads; the step's id. An author without a person is time."""
    if taken.state is not one.state or taken.what in SETTLING:
        changed = update(obstacle).where(obstacle.c.id == one.id)
        await unit.run(changed.values(state=taken.state, moved=unit.now))
    return await _keep(unit, one.id, taken, author)


async def _keep(unit: Unit, of: int, taken: Taken, author: Author) -> int:
    return await unit.insert(
        obstacle_step,
        obstacle_id=of,
        at=unit.now,
        person_id=author.person,
        person_name=author.name,
        person_post=author.post,
        what=taken.what,
        text=taken.text,
        paper=_as_json(taken),
        state=taken.state,
    )


def _as_json(taken: Taken) -> dict[str, Any] | None:
    paper = taken.paper
    if paper is None:
        return None
    dated = paper.dated.isoformat() if paper.dated else None
    return {"number": paper.number, "symbol": paper.symbol, "dated": dated, "to": taken.to}


_supporter = agency.alias("supporter")


def _obstacles() -> Select[Any]:
    waits = (
        coordination.c.agency_id.label("supporter_id"),
        coordination.c.consent,
        coordination.c.sent,
        _supporter.c.name.label("supporter"),
    )
    return (
        select(obstacle, plan.c.short, task.c.number.label("task_number"), *waits, *AGENCY)
        .join(plan, plan.c.id == obstacle.c.plan_id)
        .join(agency, agency.c.id == obstacle.c.agency_id)
        .join(task, task.c.id == obstacle.c.task_id, isouter=True)
        .join(coordination, coordination.c.obstacle_id == obstacle.c.id, isouter=True)
        .join(_supporter, _supporter.c.id == coordination.c.agency_id, isouter=True)
        .order_by(obstacle.c.id)
    )


async def get(unit: Unit, obstacle_id: int) -> Obstacle | None:
    found = await _found(unit, _obstacles().where(obstacle.c.id == obstacle_id))
    return found[0] if found else None


async def of_plan(unit: Unit, plan_id: str, agency_id: int | None = None) -> list[Obstacle]:
    """All obstacles of a plan (of one agency, where given), closed ones too, by number."""
    statement = _obstacles().where(obstacle.c.plan_id == plan_id)
    if agency_id is not None:
        statement = statement.where(obstacle.c.agency_id == agency_id)
    return await _found(unit, statement)


async def answered(unit: Unit) -> list[Obstacle]:
    """Those of every plan that were answered, with nothing said since."""
    return await _found(unit, _obstacles().where(obstacle.c.state == ObstacleState.ANSWERED))


async def waiting(unit: Unit, plan_id: str) -> list[Obstacle]:
    """Those of a plan on which the Sở has the next word."""
    statement = _obstacles().where(
        obstacle.c.plan_id == plan_id, obstacle.c.state != ObstacleState.CLOSED
    )
    return [one for one in await _found(unit, statement) if one.waits]


async def coordinated(unit: Unit, obstacle_id: int) -> bool:
    """Đề nghị phối hợp goes out; False where it went before."""
    mine = (coordination.c.obstacle_id == obstacle_id, coordination.c.consent.is_(True))
    waits = update(coordination).where(*mine, coordination.c.sent.is_(None))
    return (await unit.run(waits.values(sent=unit.now))).rowcount == 1


async def held_up(unit: Unit, plan_id: str) -> frozenset[tuple[int, int]]:
    """(task, agency) that wait for a supporting agency: an open obstacle says so."""
    mine = (
        obstacle.c.plan_id == plan_id,
        obstacle.c.kind == ObstacleKind.COORDINATION,
        obstacle.c.state != ObstacleState.CLOSED,
        obstacle.c.task_id.is_not(None),
    )
    rows = await unit.rows(select(obstacle.c.task_id, obstacle.c.agency_id).where(*mine))
    return frozenset((row.task_id, row.agency_id) for row in rows)


async def _found(unit: Unit, statement: Select[Any]) -> list[Obstacle]:
    """Two queries, however many there are."""
    rows = await unit.rows(statement)
    if not rows:
        return []
    steps: dict[int, list[Step]] = {}
    mine = select(obstacle_step).where(obstacle_step.c.obstacle_id.in_([row.id for row in rows]))
    for row in await unit.rows(mine.order_by(obstacle_step.c.id)):
        steps.setdefault(row.obstacle_id, []).append(_step(row))
    return [_obstacle(row, steps.get(row.id, ())) for row in rows]


def _step(row: Any) -> Step:
    paper = row.paper or {}
    return Step(
        id=row.id,
        at=row.at,
        person=row.person_id,
        name=row.person_name,
        post=row.person_post,
        what=Move(row.what),
        text=row.text,
        paper=_paper(paper) if paper else None,
        to=paper.get("to", ""),
        state=ObstacleState(row.state),
    )


def _paper(kept: dict[str, Any]) -> Paper:
    dated = date.fromisoformat(kept["dated"]) if kept["dated"] else None
    return Paper(kept["number"], kept["symbol"], dated)


def _obstacle(row: Any, steps: Sequence[Step]) -> Obstacle:
    return Obstacle(
        id=row.id,
        plan=row.plan_id,
        short=row.short,
        seq=row.seq,
        agency=agency_of(row),
        task=f"{row.short} {row.task_number}" if row.task_number else None,
        kind=ObstacleKind(row.kind),
        text=row.text,
        proposal=row.proposal,
        state=ObstacleState(row.state),
        moved=row.moved,
        person=row.person_id,
        at=row.at,
        steps=tuple(steps),
        task_id=row.task_id,
        supporter=row.supporter_id,
        supporter_name=row.supporter or "",
        consent=bool(row.consent),
        coordinated=row.sent,
    )
