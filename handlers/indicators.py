"""/chitieu: the indicators of a plan at the Sở's desk: who reports each, what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.listing import paged
from handlers.rights import Right, may, refusal
from handlers.summary import check_place
from handlers.turn import Turn
from handlers.which_plan import only_or_asked
from plans.ground import Refusal
from plans.indicators import Indicator, IndicatorValue
from plans.model import Plan, Round, RoundState
from plans.reminding import due_next
from storage import indicators, plans, rounds

_LINES = 7  # with the head and the foot a message of ten lines


@dataclass(frozen=True)
class Line:
    """An indicator with the value that its reporter gave in the round shown."""

    one: Indicator
    value: IndicatorValue | None


async def command(turn: Turn, _rest: str) -> None:
    """The plan, asked where there are several."""
    found = await turn.plans_with(Right.SEE_ROUND)
    if not found:
        raise Refusal("indicator.right_missing")
    having = [plan for plan in found if await indicators.of_plan(turn.unit, plan.id)]
    plan = only_or_asked(turn, having or found[:1], "indicator.which_plan", "cti")
    if plan is not None:
        await show(turn, [plan.id])


async def plan_of(turn: Turn, plan_id: str, right: Right) -> Plan:
    """The plan of a button or a session, if this person may, and this is the place."""
    plan = await plans.get(turn.unit, plan_id)
    if plan is None or not may(turn.person, right, plan):
        raise refusal(turn.person, right, "indicator.right_missing", "/chitieu")
    check_place(turn, plan.id)
    return plan


async def shown_round(turn: Turn, plan: Plan) -> Round | None:
    """The open round due next, else the one closed last."""
    running = await rounds.of_plan(turn.unit, plan.id, RoundState.OPEN)
    return next(iter(due_next(running, turn.today)), await rounds.last_closed(turn.unit, plan.id))


async def show(turn: Turn, arguments: Sequence[str]) -> None:
    """[Chỉ tiêu]: a page of them, with who reports and what was said."""
    plan = await plan_of(turn, arguments[0] if arguments else "", Right.SEE_ROUND)
    found = await indicators.of_plan(turn.unit, plan.id)
    if not found:
        raise Refusal("indicator.none", plan=plan)
    round_ = await shown_round(turn, plan)
    given = await indicators.values(turn.unit, round_.id) if round_ else []
    known = {(one.indicator, one.agency.id): one for one in given}
    lines = [
        Line(one, known.get((one.id, one.reporter.id)) if one.reporter else None) for one in found
    ]
    page, turns = paged(turn.texts, lines, f"cti:{plan.id}", arguments[1:], _LINES)
    gives = turn.speaker.chat.private and may(turn.person, Right.OPEN_ROUND, plan)
    give = [turn.choice("indicator.give", f"ctg:{plan.id}")] if gives else []
    turn.say(
        "indicator.list",
        plan=plan,
        round=round_,
        count=len(found),
        nobodys=[one.number for one in found if one.reporter is None],
        lines=page,
        choices=[*give, *turns],
    )
