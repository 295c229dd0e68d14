"""/nhiemvu: the agency's duties, the whole clause one tap away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogues.messages import Choice
from handlers import veiling
from handlers.rights import Right, may
from handlers.shelf import numbers
from handlers.tasks import by_role
from handlers.turn import Turn
from plans.ground import Refusal, local
from plans.model import Agency, Duty, Part, Plan, Task
from plans.vocabulary import PRINTED_PARTS
from storage import delegations, plans, task_parts
from storage.delegations import Delegation

LEADING = (Part.LEAD, Part.COLEAD)


async def show(turn: Turn, _rest: str) -> None:
    """What each of my agencies leads, with the last word on it, and what it supports."""
    desks = await turn.desks(Right.SEE_DUTIES)
    if not desks:
        raise Refusal("duties.none")
    for plan, agency in desks:
        await _show_one(turn, plan, agency)


async def press(turn: Turn, _arguments: Sequence[str]) -> None:
    """[Nhiệm vụ của cơ quan] under a notice."""
    await show(turn, "")


async def _show_one(turn: Turn, plan: Plan, agency: Agency) -> None:
    found = await task_parts.duties(turn.unit, [agency.id], plan_id=plan.id)
    duties = [duty for _, duty in found]
    leads = [duty for duty in duties if duty.part in LEADING]
    led = {duty.task.id for duty in leads}
    passed = await delegations.open_ones(turn.unit, [agency.id])
    turn.say(
        "duties.list",
        plan=plan,
        agency=agency,
        leads=leads,
        passed=_passed(turn, passed),
        supports=by_role([d for d in duties if d.task.id not in led]),
        warned=await _warned(turn, plan),
        choices=_clauses(leads or duties),
    )


def _passed(turn: Turn, found: Sequence[Delegation]) -> dict[int, list[str]]:
    """Task → to which division it went, and since how many working days it waits there."""
    lines: dict[int, list[str]] = {}
    for one in found:
        days = turn.tools.calendar.working_days_left(local(one.at).date(), turn.today)
        line = turn.texts.say("delegation.passed", one=one, days=days)
        lines.setdefault(one.task, []).append(line)
    return lines


async def _warned(turn: Turn, plan: Plan) -> list[tuple[str, str]]:
    """What the Sở must look at in the plan itself: (number, why); for its own people only."""
    if not may(turn.person, Right.SEE_ROUND, plan):
        return []
    return warnings(await plans.source(turn.unit, plan.id))


def warnings(source: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The tasks of a plan file that a person must look at, and why."""
    return [(one["number"], why) for one in source["tasks"] for why in one.get("warnings") or ()]


def _clauses(duties: Sequence[Duty]) -> list[Choice]:
    return [Choice(duty.task.label, f"nv:{duty.task.id}") for duty in duties[:12]]


async def clause(turn: Turn, arguments: Sequence[str]) -> None:
    """The task in the plan's own words, who does what, and what I last said of it."""
    (task_id,) = numbers(arguments, 1)
    task = await plans.task_by_id(turn.unit, task_id)
    plan = await plans.get(turn.unit, task.plan) if task else None
    if task is None or plan is None or not may(turn.person, Right.SEE_DUTIES, plan):
        raise Refusal("task.not_yours")
    if task.removed is not None:
        raise Refusal("task.removed", task=task)
    veiling.check_plan(turn, plan)
    source = await plans.source(turn.unit, plan.id)
    mine = [agency for one, agency in await turn.desks(Right.UPDATE) if one.id == plan.id]
    found = await task_parts.duties(turn.unit, [a.id for a in mine], plan_id=plan.id)
    here = [(agency, duty) for agency, duty in found if duty.task.id == task_id]
    leading = [(agency, duty) for agency, duty in here if duty.part in LEADING]
    party = {agency for agency, _ in here}
    turn.say(
        "duties.clause",
        task=task,
        roles=_printed(source, task),
        warnings=[why for number, why in warnings(source) if number == task.number],
        state=leading[0][1].state if leading else None,
        choices=[
            *await _steps(turn, task_id, [agency for agency, _ in leading]),
            *(turn.choice("obstacle.button", f"vmt:{task_id}:{one}") for one in sorted(party)),
        ],
    )


async def _steps(turn: Turn, task: int, agencies: Sequence[int]) -> list[Choice]:
    """What a lead may do next: update, ask a division, see to what a division was asked."""
    choices = [turn.choice("button.update", f"cn:{task}:{one}") for one in agencies]
    choices += [turn.choice("button.delegate", f"cp:{task}:{one}") for one in agencies]
    for one in await delegations.open_ones(turn.unit, agencies):
        if one.task == task and one.answered is not None:
            choices.append(turn.choice("delegation.theirs", f"ph:{one.id}", one=one))
        elif one.task == task:
            choices.append(turn.choice("delegation.withdraw_of", f"cpt:{one.id}", one=one))
    return choices


def _printed(source: Mapping[str, Any], task: Task) -> list[tuple[str, list[str]]]:
    """Who has which part, under the names the plan prints, collectives unexpanded."""
    entry = next(one for one in source["tasks"] if one["number"] == task.number)
    parts = {name: PRINTED_PARTS[name] for name in ("lead", "colead", "support", "decides")}
    parts["support"] = entry.get("support_as") or parts["support"]
    return [(printed, entry[name]) for name, printed in parts.items() if entry.get(name)]
