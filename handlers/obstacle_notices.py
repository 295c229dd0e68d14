"""Who hears of an obstacle: coordinators of what agencies say, the agency of every answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dialogues.messages import Later, Notice, Say
from handlers import coordinating
from handlers.hours import put_off
from handlers.obstacle import Case, bodies, buttons, see
from handlers.rights import Right, may
from handlers.turn import Tools, Turn, lettered
from plans.hours import next_open_moment
from plans.model import Plan, Role
from plans.obstacles import Move, Obstacle, Step
from storage import (
    obstacles,
    people,
    plans,
    reaching,
)
from storage.database import Unit

Composer = Callable[[Unit, dict[str, Any], int | None, Tools], Awaitable[Say | Later | None]]

_SO_MOVES = (Move.RECEIVED, Move.ADVISED, Move.ESCALATED)
_AGENCY_MOVES = (Move.CLEAR, Move.STILL, Move.PAPER_ASKED)


@dataclass(frozen=True)
class Told:
    """How many people there are to hear it. `at`: when it goes; None: now."""

    people: int
    at: datetime | None


async def tell_so(turn: Turn, found: Case, step: int) -> Told:
    """Tell all coordinators of the plan what the agency said, once their hours allow it."""
    reach = await reaching.reach(turn.unit, found.plan.id, Role.COORDINATOR)
    ours = [one for one in reach if one.agency.province == found.plan.province]
    to = sorted({one.person for one in ours if one.connected})
    return await _tell(turn, found, step, "obstacle_said", to)


async def tell_agency(turn: Turn, found: Case, step: int) -> Told:
    """Tell the focal points of the agency what the Sở answered, the one who raised it first."""
    reach = await reaching.reach(turn.unit, found.plan.id, Role.FOCAL)
    here = {one.person for one in reach if one.agency.id == found.one.agency.id and one.connected}
    to = sorted(here, key=lambda one: (one != found.one.person, one))
    return await _tell(turn, found, step, "obstacle_answered", to)


async def _tell(turn: Turn, found: Case, step: int, composer: str, to: Sequence[int]) -> Told:
    settings = await plans.settings(turn.unit, found.plan.id)
    at = next_open_moment(turn.now, settings, turn.tools.calendar)
    question = {"obstacle": found.one.id, "step": step}
    key = f"obstacle:{found.one.id}:step {step}:person"
    await turn.notify(
        [Notice(f"{key} {one}", composer, question, person=one, not_before=at) for one in to]
    )
    return Told(len(to), at if at > turn.now else None)


async def said(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | Later | None:
    """To a coordinator; nothing once it is over, or was withdrawn before anybody heard of it."""
    found = await _asked(unit, question)
    who = await people.get(unit, person) if person is not None else None
    if found is None or not may(who, Right.ANSWER_OBSTACLE, found[1]):
        return None
    one, plan, step = found
    settings = await plans.settings(unit, plan.id)
    if step.what is Move.WITHDRAWN:
        if next_open_moment(one.at, settings, tools.calendar) > step.at:
            return None  # raised and withdrawn in the same quiet hours
    elif not one.open:
        return None
    later = put_off(unit.now, [settings], tools.calendar)
    if later is not None:
        return later
    choices = buttons(tools.texts, one, await bodies(unit, plan.id), _SO_MOVES)
    text = tools.texts.say("obstacle.said", one=one, plan=plan, step=step)
    asks = coordinating.button(tools.texts, one)
    return Say(text, lettered([*choices, *asks, see(tools.texts, one)]))


async def answered(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | Later | None:
    """Model message #10, to a focal point of the agency that raised it."""
    found = await _asked(unit, question)
    who = await people.get(unit, person) if person is not None else None
    if found is None or not found[0].open:
        return None
    one, plan, step = found
    if not may(who, Right.RAISE_OBSTACLE, plan, one.agency.id):
        return None
    later = put_off(unit.now, [await plans.settings(unit, plan.id)], tools.calendar)
    if later is not None:
        return later
    above = await bodies(unit, plan.id)
    text = tools.texts.say("obstacle.answered", one=one, plan=plan, step=step, above=above)
    if step.what is Move.ESCALATED:
        return Say(text, lettered([see(tools.texts, one)]))
    return Say(text, lettered(buttons(tools.texts, one, above, _AGENCY_MOVES)))


async def _asked(unit: Unit, question: Mapping[str, Any]) -> tuple[Obstacle, Plan, Step] | None:
    one = await obstacles.get(unit, question["obstacle"])
    plan = await plans.get(unit, one.plan) if one else None
    if one is None or plan is None:
        return None
    step = next((step for step in one.steps if step.id == question["step"]), None)
    return (one, plan, step) if step is not None else None


COMPOSERS: Mapping[str, Composer] = {"obstacle_said": said, "obstacle_answered": answered}
