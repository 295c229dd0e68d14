"""Broadcasts of a plan, whom they are for, and who took part in saying them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from storage.database import Unit
from storage.schema import broadcast, broadcast_to, person


@dataclass(frozen=True)
class Broadcast:
    """A thông báo as it was sent. `agencies`: those addressed, in the plan's order.

    `tasks`: the numbers it is about, where the audience follows from tasks; `rounds`: times said.
    """

    id: int
    plan: str
    seq: int
    by: str  # the name of who sent it
    at: datetime
    audience: str
    text: str
    agencies: tuple[int, ...]
    tasks: tuple[str, ...]
    attachment: int | None
    corrects: int | None
    rounds: int
    stopped: datetime | None
    stopped_by: str | None

    @property
    def subject(self) -> str:
        """Its name in audit, acknowledgements and natural keys."""
        return f"broadcast:{self.id}"

    @property
    def prefix(self) -> str:
        """How the natural keys of all its notices begin."""
        return f"{self.subject}:"


_stopper = person.alias("stopper")


def _broadcasts() -> Any:
    return (
        select(broadcast, person.c.name.label("by"), _stopper.c.name.label("stopper"))
        .join(person, person.c.id == broadcast.c.person_id)
        .join(_stopper, _stopper.c.id == broadcast.c.stopped_by, isouter=True)
    )


def _broadcast(row: Any) -> Broadcast:
    return Broadcast(
        id=row.id,
        plan=row.plan_id,
        seq=row.seq,
        by=row.by,
        at=row.at,
        audience=row.audience,
        text=row.text,
        agencies=tuple(row.agencies),
        tasks=tuple(row.tasks),
        attachment=row.attachment_id,
        corrects=row.corrects,
        rounds=row.rounds,
        stopped=row.stopped,
        stopped_by=row.stopper,
    )


async def add(unit: Unit, values: dict[str, Any], to: Sequence[tuple[int, int]]) -> Broadcast:
    """Keep a broadcast with its (person, agency) pairs; it gets the next number of its plan."""
    seq = await next_number(unit, values["plan_id"])
    new = await unit.insert(broadcast, seq=seq, at=unit.now, rounds=1, **values)
    rows = [{"broadcast_id": new, "person_id": who, "agency_id": agency} for who, agency in to]
    await unit.run_many(broadcast_to.insert(), rows)
    return _broadcast(await unit.first(_broadcasts().where(broadcast.c.id == new)))


async def next_number(unit: Unit, plan_id: str) -> int:
    """The number that the next broadcast of a plan gets."""
    mine = broadcast.c.plan_id == plan_id
    return (await unit.value(select(func.max(broadcast.c.seq)).where(mine)) or 0) + 1


async def get(unit: Unit, broadcast_id: int) -> Broadcast | None:
    row = await unit.first(_broadcasts().where(broadcast.c.id == broadcast_id))
    return _broadcast(row) if row else None


async def latest(unit: Unit, plan_id: str, most: int) -> list[Broadcast]:
    """The last broadcasts of a plan, newest first."""
    mine = _broadcasts().where(broadcast.c.plan_id == plan_id)
    rows = await unit.rows(mine.order_by(broadcast.c.seq.desc()).limit(most))
    return [_broadcast(row) for row in rows]


async def recipients(unit: Unit, broadcast_id: int) -> list[tuple[int, int]]:
    """The (person, agency) pairs it was sent to."""
    mine = select(broadcast_to.c.person_id, broadcast_to.c.agency_id).where(
        broadcast_to.c.broadcast_id == broadcast_id
    )
    return [(row.person_id, row.agency_id) for row in await unit.rows(mine)]


async def say_again(unit: Unit, broadcast_id: int, after: int) -> bool:
    """One more time of saying, if `after` is the number of times so far and nobody stopped it."""
    runs = (
        broadcast.c.id == broadcast_id,
        broadcast.c.rounds == after,
        broadcast.c.stopped.is_(None),
    )
    return (await unit.run(update(broadcast).where(*runs).values(rounds=after + 1))).rowcount == 1


async def stop(unit: Unit, broadcast_id: int, by: int) -> bool:
    """[Dừng gửi]; False when it was stopped before."""
    runs = update(broadcast).where(broadcast.c.id == broadcast_id, broadcast.c.stopped.is_(None))
    return (await unit.run(runs.values(stopped=unit.now, stopped_by=by))).rowcount == 1


async def also_to(unit: Unit, broadcast_id: int, to: Sequence[tuple[int, int]]) -> None:
    """More (person, agency) pairs, those who joined an addressed agency since."""
    rows = [
        {"broadcast_id": broadcast_id, "person_id": who, "agency_id": agency} for who, agency in to
    ]
    await unit.run_many(unit.insert_new(broadcast_to).on_conflict_do_nothing(), rows)
