"""[Đề nghị phối hợp]: agreed to by the agency, shown first, sent by the coordinator's press."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from dialogues.catalogue import Catalogue
from dialogues.messages import Choice, Later, Notice, Say
from handlers.hours import put_off
from handlers.obstacle import Case, case, see
from handlers.rights import Right, may
from handlers.turn import Tools, Turn
from plans.ground import Refusal
from plans.hours import next_open_moment
from plans.model import Plan, Role, Task
from plans.obstacles import Obstacle, Side
from storage import audit, obstacles, people, plans, reaching
from storage.database import Unit

Composer = Callable[[Unit, dict[str, Any], int | None, Tools], Awaitable[Say | Later | None]]


def button(texts: Catalogue, one: Obstacle) -> list[Choice]:
    """Its button, where the agency agreed and nothing went out yet."""
    if not one.may_coordinate:
        return []
    return [Choice(texts.plain("coordination.button"), f"dph:{one.id}")]


async def preview(turn: Turn, arguments: Sequence[str]) -> None:
    """The words as they would go, and to how many people."""
    found, task = await _open(turn, arguments)
    to = await _people(turn.unit, found)
    choices = [turn.choice("coordination.send", f"dphx:{found.one.id}")] if to else []
    turn.say(
        "coordination.preview",
        one=found.one,
        plan=found.plan,
        task=task,
        people=len(to),
        choices=[*choices, see(turn.texts, found.one)],
    )


async def send(turn: Turn, arguments: Sequence[str]) -> None:
    """The second press; of two at once the first sends it."""
    found, _ = await _open(turn, arguments)
    to = await _people(turn.unit, found)
    if not to:
        raise Refusal("coordination.nobody_there", one=found.one)
    if not await obstacles.coordinated(turn.unit, found.one.id):
        raise Refusal("coordination.sent_before", one=found.one)
    settings = await plans.settings(turn.unit, found.plan.id)
    at = next_open_moment(turn.now, settings, turn.tools.calendar)
    key, question = f"coordination:{found.one.id}:person", {"obstacle": found.one.id}
    await turn.notify(
        [Notice(f"{key} {one}", "coordination", question, person=one, not_before=at) for one in to]
    )
    after = {"agency": found.one.supporter}
    subject = f"obstacle:{found.one.id}"
    await audit.note(turn.unit, turn.me.id, "obstacle_coordinated", subject, None, after)
    later = at if at > turn.now else None
    turn.say("coordination.sent", one=found.one, people=len(to), at=later)


async def _open(turn: Turn, arguments: Sequence[str]) -> tuple[Case, Task]:
    found = await case(turn, arguments, Side.SO)
    one = found.one
    task = await plans.task_by_id(turn.unit, one.task_id) if one.task_id is not None else None
    if one.coordinated is not None:
        raise Refusal("coordination.sent_before", one=one)
    if not one.may_coordinate or task is None:
        raise Refusal("coordination.not_agreed", one=one)
    return found, task


async def _people(unit: Unit, found: Case) -> list[int]:
    reach = await reaching.reach(unit, found.plan.id, Role.FOCAL)
    there = (one for one in reach if one.agency.id == found.one.supporter and one.connected)
    return sorted({one.person for one in there})


async def notice(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | Later | None:
    """To a focal point of the agency asked; nothing once the obstacle is over."""
    one = await obstacles.get(unit, question["obstacle"])
    plan: Plan | None = await plans.get(unit, one.plan) if one else None
    if one is None or plan is None or not one.open or one.task_id is None:
        return None
    task = await plans.task_by_id(unit, one.task_id)
    who = await people.get(unit, person) if person is not None else None
    if task is None or not may(who, Right.REPORT, plan, one.supporter):
        return None
    later = put_off(unit.now, [await plans.settings(unit, plan.id)], tools.calendar)
    if later is not None:
        return later
    words = {"plan": plan, "task": task, "agency": one.agency, "partner": one.supporter_name}
    return Say(tools.texts.say("coordination.notice", **words))


COMPOSERS: Mapping[str, Composer] = {"coordination": notice}
