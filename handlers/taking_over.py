"""Buttons of a handover: [Nhận bàn giao], [Xem danh mục], [Chưa đúng, báo lại], [Thu hồi]."""

from __future__ import annotations

from collections.abc import Sequence

from dialogues.messages import Choice
from handlers.handing import coordinators, pack_of, take_effect, tell
from handlers.handover_notices import lead_names
from handlers.rights import Right, may
from handlers.shelf import numbers
from handlers.turn import Turn
from plans.ground import Refusal
from plans.model import Plan
from storage import audit, handovers, plans
from storage.handovers import Handover


async def _found(turn: Turn, arguments: Sequence[str]) -> tuple[Handover, Plan]:
    one = await handovers.get(turn.unit, numbers(arguments, 1)[0])
    plan = await plans.get(turn.unit, one.plan) if one else None
    if one is None or plan is None:
        raise Refusal("handover.not_yours")
    return one, plan


async def _for_me(turn: Turn, arguments: Sequence[str]) -> tuple[Handover, Plan]:
    one, plan = await _found(turn, arguments)
    if turn.person is None or one.to != turn.person.id:
        raise Refusal("handover.not_yours")
    if one.withdrawn is not None or one.objected is not None:
        raise Refusal("handover.over")
    return one, plan


async def accept(turn: Turn, arguments: Sequence[str]) -> None:
    """[Nhận bàn giao]: effective now, or on its day."""
    one, plan = await _for_me(turn, arguments)
    if not await handovers.accept(turn.unit, one.id):
        raise Refusal("handover.accepted", one=one)
    await audit.note(turn.unit, turn.me.id, "accept_handover", f"handover:{one.id}")
    later = one.moved is None and one.from_day > turn.today
    if one.moved is None and not later:
        await take_effect(turn.unit, one, turn.tools.calendar)
    choices = [] if later else [turn.choice("button.duties", "dv")]
    turn.say("handover.taken", one=one, plan=plan, later=later, choices=choices)


async def see(turn: Turn, arguments: Sequence[str]) -> None:
    """[Xem danh mục], for those it concerns."""
    one, plan = await _found(turn, arguments)
    mine = turn.person is not None and turn.person.id in {one.to, one.giver, one.by}
    gone = turn.person is not None and turn.person.id == one.giver and one.moved is not None
    if gone or not (mine or may(turn.person, Right.CONFIRM_PEOPLE, plan)):
        raise Refusal("handover.not_yours")
    pack = await pack_of(turn.unit, one)
    turn.say(
        "handover.pack",
        one=one,
        plan=plan,
        pack=pack,
        leads=lead_names(pack.leads),
        choices=_steps(turn, one),
    )


def _steps(turn: Turn, one: Handover) -> list[Choice]:
    """What the new one has still to say."""
    if one.to != turn.me.id or one.accepted or one.objected or one.withdrawn:
        return []
    accept_, wrong = ("handover.accept", "bg"), ("handover.wrong", "bgk")
    return [turn.choice(key, f"{verb}:{one.id}") for key, verb in (accept_, wrong)]


async def object_to(turn: Turn, arguments: Sequence[str]) -> None:
    """[Chưa đúng, báo lại]: before it took effect, the old one goes on serving."""
    one, plan = await _for_me(turn, arguments)
    if one.accepted is not None:
        raise Refusal("handover.accepted", one=one)
    await handovers.object_to(turn.unit, one.id)
    await audit.note(turn.unit, turn.me.id, "object_handover", f"handover:{one.id}")
    to = [one.giver, one.by, *await coordinators(turn.unit, plan)]
    to = [who for who in to if who != turn.me.id]
    await tell(turn.unit, one, "handover_objected", to, turn.tools.calendar)
    turn.say("handover.you_objected", one=one, plan=plan)


async def withdraw(turn: Turn, arguments: Sequence[str]) -> None:
    """Taken back by whoever made it, before it takes effect."""
    one, plan = await _found(turn, arguments)
    if turn.person is None or turn.person.id not in {one.by, one.giver}:
        raise Refusal("handover.not_yours")
    if not one.waits or not await handovers.withdraw(turn.unit, one):
        raise Refusal("handover.over")
    subject = f"handover:{one.id}"
    await audit.note(turn.unit, turn.me.id, "withdraw_handover", subject, "waiting", "withdrawn")
    turn.say("handover.withdrawn", one=one, plan=plan)
