"""/nhiemvu: the agency's duties, the whole clause one tap away."""

from __future__ import annotations

from collections.abc import Sequence

from dialogues.messages import Choice
from handlers.rights import Right, may
from handlers.shelf import numbers
from handlers.turn import Turn
from plans.ground import Refusal
from plans.model import Agency, Duty, Part, Plan
from storage import plans

LEADING = (Part.LEAD, Part.COLEAD)


async def show(turn: Turn, _rest: str) -> None:
    """What each of my agencies leads, with the last word on it, and what it supports."""
    desks = await turn.desks(Right.SEE_DUTIES)
    if not desks:
        raise Refusal("duties.none")
    for plan, agency in desks:
        await _show_one(turn, plan, agency)


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """[Nhiệm vụ của cơ quan] under a notice."""
    del arguments
    await show(turn, "")


async def _show_one(turn: Turn, plan: Plan, agency: Agency) -> None:
    found = await plans.duties(turn.unit, [agency.id], plan_id=plan.id)
    duties = [duty for _, duty in found]
    leads = [duty for duty in duties if duty.part in LEADING]
    led = {duty.task.id for duty in leads}
    turn.say(
        "duties.list",
        plan=plan,
        agency=agency,
        leads=leads,
        supports=_by_role([d for d in duties if d.task.id not in led]),
        choices=_clauses(leads or duties),
    )


def _by_role(duties: Sequence[Duty]) -> list[tuple[str, list[str]]]:
    """Numbers under each printed role: ("phối hợp", ["1.1", "1.4"])."""
    roles: dict[str, list[str]] = {}
    for duty in duties:
        roles.setdefault(duty.printed, []).append(duty.task.number)
    return list(roles.items())


def _clauses(duties: Sequence[Duty]) -> list[Choice]:
    return [Choice(duty.task.label, f"nv:{duty.task.id}") for duty in duties[:12]]


async def clause(turn: Turn, arguments: Sequence[str]) -> None:
    """The task in the plan's own words, who does what, and what I last said of it."""
    (task_id,) = numbers(arguments, 1)
    task = await plans.task_by_id(turn.unit, task_id)
    plan = await plans.get(turn.unit, task.plan) if task else None
    if task is None or plan is None or not may(turn.person, Right.SEE_DUTIES, plan):
        raise Refusal("task.not_yours")
    roles = await plans.roles(turn.unit, task_id)
    mine = [agency for one, agency in await turn.desks(Right.UPDATE) if one.id == plan.id]
    leading = [a for a in mine if any(p in LEADING and a.id == b.id for p, _, b, _ in roles)]
    found = await plans.duties(turn.unit, [a.id for a in leading], plan_id=plan.id, leading=True)
    states = [duty.state for _, duty in found if duty.task.id == task_id and duty.state]
    turn.say(
        "duties.clause",
        task=task,
        roles=await _named_roles(turn, roles),
        state=states[0] if states else None,
        choices=[turn.choice("button.update", f"cn:{task_id}:{a.id}") for a in leading],
    )


async def _named_roles(
    turn: Turn, roles: Sequence[tuple[Part, str, Agency, bool]]
) -> list[tuple[str, list[str]]]:
    """Agencies under each printed role, as the plan groups them."""
    del turn
    named: dict[str, list[str]] = {}
    for _, printed, agency, _ in roles:
        named.setdefault(printed, []).append(agency.name)
    return list(named.items())
