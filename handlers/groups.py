"""/nhom: which group is told what. Names of those who owe go to the Sở's own group only."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.rights import Right, may
from handlers.turn import Turn
from handlers.which_plan import only_or_asked
from plans.ground import Refusal
from plans.model import Agency, Plan
from storage import audit, chats, people, plans

PURPOSES = ("internal", "focal")


async def command(turn: Turn, _rest: str) -> None:
    """In a group: what it is for. In private: the groups there are, and how to tie one."""
    found = await turn.plans_with(Right.TIE_GROUP)
    if not found:
        raise Refusal("group.right_missing")
    if turn.speaker.chat.private:
        await _list(turn, found)
        return
    plan = only_or_asked(turn, found, "group.which", "nhp")
    if plan:
        _ask(turn, plan)


async def _list(turn: Turn, found: Sequence[Plan]) -> None:
    tied = [(plan, await chats.groups(turn.unit, plan.id)) for plan in found]
    turn.say("group.list", tied=tied)


def _ask(turn: Turn, plan: Plan) -> None:
    choices = [turn.choice(f"group.{one}", f"nhp:{plan.id}:{one}") for one in PURPOSES]
    if turn.speaker.chat.purpose is not None:
        choices.append(turn.choice("group.none", f"nhp:{plan.id}:none"))
    turn.say("group.ask", plan=plan, now=turn.speaker.chat.purpose, choices=choices)


async def choose(turn: Turn, arguments: Sequence[str]) -> None:
    """A press counts by the rights of the one who presses."""
    plan_id, purpose, sure = (*arguments, "", "", "")[:3]
    plan = await plans.get(turn.unit, plan_id)
    if plan is None or not may(turn.person, Right.TIE_GROUP, plan):
        raise Refusal("group.right_missing")
    if turn.speaker.chat.private:
        raise Refusal("group.only_there")
    await _check_other(turn, plan)
    if not purpose:
        _ask(turn, plan)
    elif purpose == "none":
        await _tie(turn, plan, purpose)
    elif purpose in PURPOSES:
        await _choose(turn, plan, purpose, sure)
    else:
        raise Refusal("press.unknown")


async def _check_other(turn: Turn, plan: Plan) -> None:
    """A group of another plan is given up by that plan's own people only."""
    tied = turn.speaker.chat.plan
    other = await plans.get(turn.unit, tied) if tied not in {None, plan.id} else None
    if other is not None and not may(turn.person, Right.TIE_GROUP, other):
        raise Refusal("group.of_other_plan")


async def _choose(turn: Turn, plan: Plan, purpose: str, sure: str) -> None:
    """What is tied already, or would show names to others, is not changed by one press of a
    keyboard that may be old: it is asked once more, with what will be said there.
    """
    chat = turn.speaker.chat
    others = await _others(turn, plan) if purpose == "internal" else ()
    if others and chat.purpose == "focal":
        none = turn.choice("group.none", f"nhp:{plan.id}:none")
        raise Refusal("group.focal_now", others=others, choices=[none])
    tied = chat.purpose is not None and (chat.plan, chat.purpose) != (plan.id, purpose)
    stamp = f"{(chat.purpose or 'none')[0]}{turn.today:%y%m%d}"
    if sure != stamp and (tied or others):
        label = f"group.sure_{purpose}"
        choices = [turn.choice(label, f"nhp:{plan.id}:{purpose}:{stamp}")]
        turn.say(
            "group.again",
            plan=plan,
            purpose=purpose,
            now=chat.purpose,
            others=others,
            choices=choices,
        )
        return
    await _tie(turn, plan, purpose)


async def _others(turn: Turn, plan: Plan) -> tuple[Agency, ...]:
    """The agencies, other than the coordinating Sở, of people who have spoken in this group."""
    chat = turn.speaker.chat
    found: dict[int, Agency] = {}
    for person_id in await chats.present(turn.unit, chat.id):
        person = await people.get(turn.unit, person_id)
        for one in person.appointments if person else ():
            found[one.agency.id] = one.agency
    found.pop(plan.coordinator.id, None)
    return tuple(found.values())


async def _tie(turn: Turn, plan: Plan, purpose: str) -> None:
    chat = turn.speaker.chat
    tied = purpose != "none"
    after = {"plan": plan.id, "purpose": purpose} if tied else None
    await chats.tie(turn.unit, chat.id, plan.id if tied else None, purpose if tied else None)
    before = {"plan": chat.plan, "purpose": chat.purpose}
    await audit.note(turn.unit, turn.me.id, "group", f"chat:{chat.id}", before, after)
    settings = await plans.settings(turn.unit, plan.id)
    at, weekday = settings.digest_at, str(settings.digest_weekday)
    turn.say(f"group.tied_{purpose}", plan=plan, at=at, weekday=weekday)
