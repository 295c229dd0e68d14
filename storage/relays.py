"""Digests that a coordinator carries on into a group where the bot may not post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update

from plans.relaying import Step, Times, told
from storage.database import Unit
from storage.schema import person, relay

DONE, REPLACED, CLOSED = "done", "replaced", "closed"


@dataclass(frozen=True)
class Relay:
    """A digest to be relayed. `purpose` of its group: internal or focal; `pieces`: markup.

    `person`: who is asked now; None: nobody is left. `ended_by`: a name, where somebody did it.
    """

    id: int
    plan: str
    round: int
    purpose: str
    day: date
    pieces: tuple[str, ...]
    at: datetime
    person: int | None
    asked: datetime
    times: Times
    ended: datetime | None
    outcome: str | None
    ended_by: str | None


_COLUMNS = (
    relay.c.id,
    relay.c.plan_id,
    relay.c.round_id,
    relay.c.purpose,
    relay.c.day,
    relay.c.pieces,
    relay.c.at,
    relay.c.person_id,
    relay.c.asked,
    relay.c.times,
    relay.c.ended,
    relay.c.outcome,
    person.c.name,
)
_ALL = select(*_COLUMNS).join(person, person.c.id == relay.c.ended_by, isouter=True)


def _relay(row: Any) -> Relay:
    times = tuple((who, count) for who, count in row.times)
    return replace(Relay(*row), pieces=tuple(row.pieces), times=times)


async def make(
    unit: Unit, plan: str, round_: int, purpose: str, day: date, pieces: Sequence[str]
) -> Relay:
    """A digest to be relayed, in place of earlier ones of this round that were not."""
    older = (relay.c.round_id == round_, relay.c.purpose == purpose, relay.c.ended.is_(None))
    over = update(relay).where(*older)
    await unit.run(over.values(ended=unit.now, outcome=REPLACED))
    new = await unit.insert(
        relay,
        plan_id=plan,
        round_id=round_,
        purpose=purpose,
        day=day,
        pieces=list(pieces),
        at=unit.now,
        asked=unit.now,
        times=[],
    )
    return Relay(
        new, plan, round_, purpose, day, tuple(pieces), unit.now, None, unit.now, (), None, None,
        None,
    )  # fmt: skip


async def get(unit: Unit, relay_id: int) -> Relay | None:
    row = await unit.first(_ALL.where(relay.c.id == relay_id))
    return _relay(row) if row else None


async def waiting(unit: Unit, round_: int | None = None) -> list[Relay]:
    """Those not relayed yet (of one round), oldest first."""
    statement = _ALL.where(relay.c.ended.is_(None))
    if round_ is not None:
        statement = statement.where(relay.c.round_id == round_)
    return [_relay(row) for row in await unit.rows(statement.order_by(relay.c.id))]


async def newest(unit: Unit, one: Relay) -> Relay | None:
    """The relay that stands in place of an older one, if it waits still."""
    same = (relay.c.round_id == one.round, relay.c.purpose == one.purpose)
    rows = await unit.rows(_ALL.where(*same, relay.c.ended.is_(None)))
    return _relay(rows[-1]) if rows else None


async def ask(unit: Unit, one: Relay, step: Step, at: datetime) -> None:
    """Somebody is asked at that moment; or nobody is left."""
    times = [list(each) for each in told(one.times, step)]
    mine = update(relay).where(relay.c.id == one.id)
    await unit.run(mine.values(person_id=step.person, asked=at, times=times))


async def end(unit: Unit, relay_id: int, outcome: str, by: int | None = None) -> bool:
    """False when it had ended before: somebody else was quicker."""
    open_ = update(relay).where(relay.c.id == relay_id, relay.c.ended.is_(None))
    ended = open_.values(ended=unit.now, outcome=outcome, ended_by=by)
    return (await unit.run(ended)).rowcount == 1
