"""What is said of a report's date that an amendment changed: to the coordinator, then to those who
still owe the report.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from typing import Any

from dialogues.messages import Choice, Later, Say
from handlers.drafting.redating import dates_now, stamp
from handlers.hours import put_off
from handlers.rights import Right, may
from handlers.shelf import numbers
from handlers.turn import Tools, Turn, lettered
from plans.ground import Refusal, local
from plans.model import Plan, Round, RoundState
from plans.round_moves import limit_moves
from storage import acknowledgements, amendments, participants, people, plans, rounds
from storage.database import Unit

Composer = Callable[[Unit, dict[str, Any], int | None, Tools], Awaitable[Say | Later | None]]


async def changed(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | Later | None:
    """To the coordinator, with the button that moves the date; nothing where it was moved."""
    one, plan = await _open(unit, question)
    amendment = await amendments.get(unit, question["amendment"])
    dates = await dates_now(unit, one, tools.calendar) if one else None
    who = await people.get(unit, person) if person is not None else None
    if one is None or plan is None or amendment is None or dates is None:
        return None
    if not may(who, Right.OPEN_ROUND, plan):
        return None
    later = put_off(unit.now, [await plans.settings(unit, plan.id)], tools.calendar)
    if later is not None:
        return later
    over = dates.last_day < local(unit.now).date()
    text = tools.texts.say(
        "amend.date_changed",
        plan=plan,
        paper=amendment.paper,
        round=one,
        dates=dates,
        limit=limit_moves(one, dates),
        over=over,
    )
    if over:
        return Say(text)
    day = dates.due if limit_moves(one, dates) else dates.onward or dates.due
    label = tools.texts.plain("amend.move_date", day=day)
    return Say(text, lettered([Choice(label, f"kdm:{one.id}:{stamp(dates.due)}")]))


async def _open(unit: Unit, question: Mapping[str, Any]) -> tuple[Round | None, Plan | None]:
    one = await rounds.get(unit, question["round"])
    if one is None or one.state is not RoundState.OPEN:
        return None, None
    return one, await plans.get(unit, one.plan)


async def moved(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | Later | None:
    """To an agency that still owes its report, while that date is the round's."""
    one, plan = await _open(unit, question)
    if one is None or plan is None or person is None or stamp(one.due) != question["day"]:
        return None
    if not await _owes(unit, one, plan, person):
        return None
    later = put_off(unit.now, [await plans.settings(unit, plan.id)], tools.calendar)
    if later is not None:
        return later
    amendment = await amendments.last(unit, plan.id)
    text = tools.texts.say(
        "amend.date_moved_notice",
        plan=plan,
        round=one,
        was=date.fromisoformat(question["was"]),
        paper=amendment.paper if amendment else None,
    )
    button = Choice(tools.texts.plain("button.received"), f"kdr:{one.id}:{question['day']}")
    return Say(text, lettered([button]))


async def _owes(unit: Unit, one: Round, plan: Plan, person: int) -> bool:
    who = await people.get(unit, person)
    parts = await participants.of_round(unit, one.id)
    return any(
        not part.reported and may(who, Right.REPORT, plan, part.agency.id) for part in parts
    )


async def received(turn: Turn, arguments: Sequence[str]) -> None:
    """[Đã nhận] of a new date."""
    round_id, day = numbers(arguments, 2)
    one = await rounds.get(turn.unit, round_id)
    plan = await plans.get(turn.unit, one.plan) if one else None
    if one is None or plan is None or not may(turn.person, Right.REPORT, plan):
        raise Refusal("round.not_yours")
    if stamp(one.due) != day:
        raise Refusal("amend.date_moved", round=one)
    new = await acknowledgements.add(turn.unit, f"round:{one.id}:{day}", turn.me.id)
    turn.say("amend.date_received" if new else "amend.date_received_before", round=one)


COMPOSERS: Mapping[str, Composer] = {"dates_changed": changed, "round_moved": moved}
