"""Rounds after an amendment of the dates of reports: one not yet open follows by itself; the date
of an open one moves only when its coordinator says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from dialogues.messages import Notice
from handlers.rights import Right, may, refusal
from handlers.shelf import numbers
from handlers.turn import Turn
from plans.calendar import WorkCalendar
from plans.ground import Refusal, local
from plans.hours import next_open_moment
from plans.model import Plan, Role, Round, RoundState
from plans.round_moves import limit_moves, new_dates
from plans.rounds import Dates
from storage import audit, outbox, participants, people, plans, rounds
from storage.amendments import Amendment
from storage.database import Unit


@dataclass(frozen=True)
class Rounds:
    """Rounds whose dates an amendment changes: those that follow, those that are asked about."""

    moved: tuple[Round, ...] = ()
    asked: tuple[Round, ...] = field(default=())


async def follow(unit: Unit, plan: Plan, calendar: WorkCalendar, by: int | None) -> Rounds:
    """Move the rounds nobody opened yet; those open are only found."""
    await rounds.drop_unopened(unit, plan.id)
    moved, asked = [], []
    for one in await rounds.of_plan(unit, plan.id):
        dates = await dates_now(unit, one, calendar)
        if dates is None:
            continue
        if one.state is RoundState.PROPOSED:
            await _write(unit, one, dates, by)
            moved.append(one)
        elif _matters(one, dates, local(unit.now).date()):
            asked.append(one)
    return Rounds(tuple(moved), tuple(asked))


def _matters(one: Round, dates: Dates, today: date) -> bool:
    """Nobody is asked of a round whose old and new dates are both over."""
    open_ = one.state is RoundState.OPEN
    return open_ and max(one.ends, dates.due, one.onward or dates.due) >= today


async def dates_now(unit: Unit, one: Round, calendar: WorkCalendar) -> Dates | None:
    """The dates that the plan in use orders for a round, where they are others."""
    duties = await plans.reporting_duties(unit, one.plan)
    return new_dates(one, duties, await plans.settings(unit, one.plan), calendar)


async def _write(unit: Unit, one: Round, dates: Dates, by: int | None) -> None:
    if not await rounds.move(unit, one, dates):
        raise Refusal("amend.date_moved", round=one)
    subject = f"round:{one.id}"
    await audit.note(unit, by, "round_dated", subject, one.due.isoformat(), dates.due.isoformat())


async def ask(
    unit: Unit, plan: Plan, calendar: WorkCalendar, one: Amendment, found: Sequence[Round]
) -> None:
    """Put the question to the coordinators, in working hours."""
    settings = await plans.settings(unit, plan.id)
    at = next_open_moment(unit.now, settings, calendar)
    who = await people.holding(unit, plan.id, Role.COORDINATOR) if found else []
    notices = [
        Notice(
            key=f"{one.prefix}round {round_.id} person {person.id}",
            composer="dates_changed",
            question={"round": round_.id, "amendment": one.id, "plan": plan.id},
            person=person.id,
            not_before=at,
        )
        for round_ in found
        for person in who
    ]
    await outbox.notify(unit, notices)


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """[Chuyển sang ngày mới]: the day stands on the button, so that an old one is known."""
    round_id, day = numbers(arguments, 2)
    one = await rounds.get(turn.unit, round_id)
    plan = await plans.get(turn.unit, one.plan) if one else None
    if one is None or plan is None or not may(turn.person, Right.OPEN_ROUND, plan):
        raise refusal(turn.person, Right.OPEN_ROUND, "right.missing", "/tonghop")
    calendar = turn.tools.calendar
    dates = await dates_now(turn.unit, one, calendar)
    if one.state is not RoundState.OPEN or dates is None or day != stamp(dates.due):
        raise Refusal("amend.date_moved", round=one)
    if dates.last_day < turn.today:
        raise Refusal("amend.date_over", round=one, dates=dates)
    await _write(turn.unit, one, dates, turn.me.id)
    told = await _tell(turn, plan, one, dates) if limit_moves(one, dates) else 0
    now = await rounds.get(turn.unit, round_id)
    dropped = one.internal if now is not None and now.internal != one.internal else None
    turn.say("amend.date_done", round=now, was=one, told=told, dropped=dropped)


def stamp(day: date) -> int:
    """A day as digits for a button: 20231220."""
    return int(f"{day:%Y%m%d}")


async def _tell(turn: Turn, plan: Plan, one: Round, dates: Dates) -> int:
    """Every focal point of an agency that still owes, once; how many people."""
    parts = await participants.of_round(turn.unit, one.id)
    owing = {part.agency.id for part in parts if not part.reported}
    settings = await plans.settings(turn.unit, plan.id)
    at = next_open_moment(turn.now, settings, turn.tools.calendar)
    question = {"round": one.id, "plan": plan.id, "day": stamp(dates.due)}
    return await turn.notify([
        Notice(
            key=f"round:{one.id}:moved {stamp(dates.due)} person {person.id}",
            composer="round_moved",
            question={**question, "was": one.due.isoformat()},
            person=person.id,
            not_before=at,
        )
        for person in await people.holding(turn.unit, plan.id, Role.FOCAL)
        if owing & {held.agency.id for held in person.appointments if held.role is Role.FOCAL}
    ])  # fmt: skip
