"""Several focal points in one agency: the coordinator says which of them is the main one."""

from __future__ import annotations

from collections.abc import Sequence

from dialogues.messages import Choice
from handlers.people_list import plan_of
from handlers.rights import Right, may
from handlers.shelf import numbers
from handlers.turn import Turn
from plans.ground import Refusal
from plans.model import Plan, Role
from storage import audit, listed, plans, seats

_MOST = 12  # buttons in one message


async def show(turn: Turn, arguments: Sequence[str]) -> None:
    """The agencies with several people: who is the main one, and who else may be."""
    await _show(turn, await plan_of(turn, ":".join(arguments)))


async def _show(turn: Turn, plan: Plan) -> None:
    found: dict[int, list[listed.Seat]] = {}
    for one in await listed.seats_of(turn.unit, plan.id, Role.FOCAL):
        found.setdefault(one.agency.id, []).append(one)
    several = [some for some in found.values() if len(some) > 1]
    if not several:
        raise Refusal("people.no_second", plan=plan)
    others = [one for some in several for one in some if not one.main]
    choices = [
        Choice(turn.texts.plain("people.main_is", one=one), f"dmcx:{one.appointment}")
        for one in others[:_MOST]
    ]
    turn.say("people.mains", plan=plan, several=several, choices=choices)


async def choose(turn: Turn, arguments: Sequence[str]) -> None:
    """This one is the main one from now on."""
    (appointment,) = numbers(arguments, 1)
    one = await listed.seat(turn.unit, appointment)
    plan = await plans.get(turn.unit, one.plan) if one and one.plan else None
    if one is None or plan is None or not may(turn.person, Right.BRING_PEOPLE, plan):
        raise Refusal("people.seat_gone")
    before = await seats.make_main(turn.unit, appointment)
    if before is not None:
        subject = f"appointment:{appointment}"
        await audit.note(turn.unit, turn.me.id, "main_focal", subject, before, appointment)
    turn.say("people.main_done", one=one, plan=plan)
