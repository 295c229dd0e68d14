"""Rounds: proposed, opened, closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from plans.group_questions import questions_from_json, questions_to_json
from plans.model import Agency, GroupQuestion, Paper, Round, RoundState
from plans.rounds import Dates
from storage import former
from storage.agencies import AGENCY, agency_of
from storage.database import Unit
from storage.schema import (
    agency,
    participant,
    plan,
    reporting_duty,
    round_,
)

_ROUNDS = (
    select(round_, plan.c.short, reporting_duty.c.frequency)
    .join(plan, plan.c.id == round_.c.plan_id)
    .join(reporting_duty, reporting_duty.c.id == round_.c.duty_id)
)
_OF_PLAN = _ROUNDS.where(round_.c.plan_id == bindparam("of_plan")).order_by(round_.c.due.desc())
_IN_STATE = _OF_PLAN.where(round_.c.state == bindparam("in_state"))


def _round(row: Any) -> Round:
    request = None
    if row.request_number:
        request = Paper(row.request_number, row.request_symbol, row.request_dated)
    return Round(
        id=row.id,
        plan=row.plan_id,
        short=row.short,
        duty=row.duty_id,
        frequency=row.frequency,
        year=row.year,
        part=row.part,
        cutoff=row.cutoff,
        due=row.due,
        last_day=row.last_day,
        internal=row.internal,
        onward=row.onward,
        request=request,
        state=RoundState(row.state),
        opened=row.opened,
        closed=row.closed,
        questions_for=row.questions_for,
        questions=questions_from_json(row.questions),
        period_from=row.period_from,
        period_to=row.period_to,
        frozen=row.frozen,
    )


async def get(unit: Unit, round_id: int) -> Round | None:
    row = await unit.first(_ROUNDS.where(round_.c.id == round_id))
    return _round(row) if row else None


async def of_plan(unit: Unit, plan_id: str, state: RoundState | None = None) -> list[Round]:
    """The rounds of a plan, newest first."""
    values = {"of_plan": plan_id}
    if state is not None:
        values["in_state"] = state
    rows = await unit.rows(_OF_PLAN if state is None else _IN_STATE, values)
    return [_round(row) for row in rows]


async def open_rounds(unit: Unit) -> list[Round]:
    """Every open round of every plan whose reminders were started."""
    running = _ROUNDS.where(round_.c.state == RoundState.OPEN, plan.c.started.is_not(None))
    return [_round(row) for row in await unit.rows(running.order_by(round_.c.id))]


async def propose(unit: Unit, values: dict[str, Any]) -> int | None:
    """Keep a round to be asked of the coordinator; None when it is there already."""
    return await unit.insert_once(round_, state=RoundState.PROPOSED, **values)


async def redate(unit: Unit, round_id: int, due: date) -> bool:
    """Another date for a round that nobody opened yet, as a person gave it; False once open."""
    waits = update(round_).where(round_.c.id == round_id, round_.c.state == RoundState.PROPOSED)
    return (await unit.run(waits.values(due=due, last_day=due))).rowcount == 1


async def move(unit: Unit, one: Round, dates: Dates) -> bool:
    """The dates that the plan orders now; False where the round was closed meanwhile.

    An inner date of the Sở that is no longer before them goes; what they were stays known.
    """
    inner = one.internal if one.internal and one.internal < dates.last_day else None
    values = {
        "due": dates.due,
        "last_day": dates.last_day,
        "onward": dates.onward or one.onward,  # a person may have given it
        "internal": inner,
        "part": dates.part if await _free(unit, one, dates.part) else one.part,
    }
    mine = update(round_).where(round_.c.id == one.id, round_.c.state != RoundState.CLOSED)
    if (await unit.run(mine.values(values))).rowcount != 1:
        return False
    days = {name: getattr(one, name) for name in ("due", "last_day", "onward", "internal")}
    was = {name: day.isoformat() if day else None for name, day in days.items()}
    was["part"] = str(one.part)
    await former.keep(unit, f"round:{one.id}", was)
    return True


async def _free(unit: Unit, one: Round, part: int) -> bool:
    """Whether no other round of the duty stands for that part of the year."""
    same = (round_.c.duty_id == one.duty, round_.c.year == one.year, round_.c.part == part)
    other = select(round_.c.id).where(*same, round_.c.id != one.id)
    return await unit.first(other) is None


async def drop_unopened(unit: Unit, plan_id: str) -> None:
    """Rounds nobody opened, of reports that the plan orders no more."""
    gone = select(reporting_duty.c.id).where(
        reporting_duty.c.plan_id == plan_id, reporting_duty.c.removed.is_not(None)
    )
    mine = (round_.c.state == RoundState.PROPOSED, round_.c.duty_id.in_(gone))
    await unit.run(delete(round_).where(*mine))


async def open_(
    unit: Unit,
    round_id: int,
    by: int,
    request: Paper,
    internal: date | None,
    period: tuple[date | None, date | None] = (None, None),
) -> bool:
    """Open a proposed round; False when it was opened before. `period` ends with the cut-off."""
    waits = update(round_).where(round_.c.id == round_id, round_.c.state == RoundState.PROPOSED)
    opened = {
        "state": RoundState.OPEN,
        "opened": unit.now,
        "opened_by": by,
        "request_number": request.number,
        "request_symbol": request.symbol,
        "request_dated": request.dated,
        "internal": internal,
        "cutoff": period[1],
        "period_from": period[0],
        "period_to": period[1],
    }
    return (await unit.run(waits.values(opened))).rowcount == 1


async def set_dates(unit: Unit, before: Round, **days: date | None) -> None:
    """Dates given or changed after the opening; what they were is kept, for past data sets."""
    was = {name: getattr(before, name) for name in days}
    former_days = {name: day.isoformat() if day else None for name, day in was.items()}
    await former.keep(unit, f"round:{before.id}", former_days)
    await unit.run(update(round_).where(round_.c.id == before.id).values(**days))


async def ask(
    unit: Unit, round_id: int, collective: str, questions: Sequence[GroupQuestion]
) -> None:
    """Keep what a collective is asked in this round in place of its tasks."""
    kept = questions_to_json(questions)
    mine = update(round_).where(round_.c.id == round_id)
    await unit.run(mine.values(questions_for=collective, questions=kept))


async def close(unit: Unit, round_id: int) -> bool:
    """End an open round; False when it is not open."""
    runs = update(round_).where(round_.c.id == round_id, round_.c.state == RoundState.OPEN)
    done = await unit.run(runs.values(state=RoundState.CLOSED, closed=unit.now))
    if done.rowcount == 1:
        await former.keep(unit, f"round:{round_id}", {"closed": None})
    return done.rowcount == 1


async def last_closed(unit: Unit, plan_id: str) -> Round | None:
    """The round of a plan that was closed last: it can be opened again, late documents are its."""
    over = _ROUNDS.where(round_.c.plan_id == plan_id, round_.c.state == RoundState.CLOSED)
    row = await unit.first(over.order_by(round_.c.closed.desc(), round_.c.id.desc()).limit(1))
    return _round(row) if row else None


async def reopen(unit: Unit, round_id: int) -> bool:
    """Take a closing back; False when the round is not closed."""
    mine = (round_.c.id == round_id, round_.c.state == RoundState.CLOSED)
    closed = await unit.value(select(round_.c.closed).where(*mine))
    if closed is None:
        return False
    await former.keep(unit, f"round:{round_id}", {"closed": closed.isoformat()})
    await unit.run(update(round_).where(*mine).values(state=RoundState.OPEN, closed=None))
    return True


async def of_agency(unit: Unit, agency_ids: Sequence[int]) -> list[tuple[Round, Agency]]:
    """The open rounds these agencies are in."""
    statement = (
        _ROUNDS.add_columns(*AGENCY)
        .join(participant, participant.c.round_id == round_.c.id)
        .join(agency, agency.c.id == participant.c.agency_id)
        .where(participant.c.agency_id.in_(agency_ids), round_.c.state == RoundState.OPEN)
        .order_by(round_.c.due)
    )
    return [(_round(row), agency_of(row)) for row in await unit.rows(statement)]


async def of_every_plan(unit: Unit, since: date) -> list[Round]:
    """The rounds of all plans, in one query: those still open, those closed whose data set is not
    kept yet, and those due since a day.
    """
    unkept = (round_.c.state == RoundState.CLOSED) & round_.c.frozen.is_(None)
    recent = (round_.c.due >= since) | (round_.c.state == RoundState.OPEN) | unkept
    return [_round(row) for row in await unit.rows(_ROUNDS.where(recent).order_by(round_.c.id))]
