"""Leaving the role of coordinator or plan administrator: never the last one of a plan."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.handing import leave
from handlers.handover import SO
from handlers.rights import covers
from handlers.turn import Turn
from plans.ground import Refusal
from plans.model import Appointment, Plan, Role
from storage import audit, people, plans


async def ask(turn: Turn, arguments: Sequence[str]) -> None:
    """Who serves on, before the role is left."""
    post, plan = await _post(turn, arguments)
    others = await _others(turn, post.role, plan)
    sure = turn.choice("handover.leave", f"bgrx:{post.role}:{plan.id}")
    turn.say("handover.leaving", plan=plan, role=post.role, others=others, choices=[sure])


async def sure(turn: Turn, arguments: Sequence[str]) -> None:
    """The role ends at once."""
    post, plan = await _post(turn, arguments)
    await _others(turn, post.role, plan)
    await leave(turn.unit, turn.me.id, plan, post.role, post.agency.id)
    subject = f"plan:{plan.id}"
    await audit.note(turn.unit, turn.me.id, "leave_role", subject, post.role, None)
    turn.say("handover.left", plan=plan, role=post.role)


async def _post(turn: Turn, arguments: Sequence[str]) -> tuple[Appointment, Plan]:
    role, plan_id = ([*arguments, "", ""])[:2]
    plan = await plans.get(turn.unit, plan_id)
    mine = turn.person.own if turn.person else ()
    for one in mine:
        if plan is not None and one.role in SO and one.role == role and covers(one, plan):
            return one, plan
    raise Refusal("handover.not_yours")


async def _others(turn: Turn, role: Role, plan: Plan) -> list[str]:
    """Who holds the role besides; refused where nobody does, with what to do first."""
    found = await others_with(turn, role, plan)
    if not found:
        raise Refusal("handover.last", role=role, plan=plan)
    return found


async def others_with(turn: Turn, role: Role, plan: Plan) -> list[str]:
    """The names of the others who hold a role of a plan themselves, not as stand-ins."""
    holding = await people.holding(turn.unit, plan.id, role)
    return [one.name for one in holding if one.id != turn.me.id and one.own]
