"""Whether a bot has room for one more person; and where that person goes when it has none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dialogues.messages import Notice, Say
from handlers import near, welcome
from handlers.turn import Tools, Turn
from plans.ground import Refusal
from plans.hours import next_open_moment
from plans.model import Plan
from storage import audit, invitations, people, plans, quota
from storage.database import Unit
from storage.invitations import Invitation


async def is_full(unit: Unit, tools: Tools, bot: str) -> bool:
    """Whether a bot has as many people as its platform lets it have."""
    allowance = tools.doors.allowances.get(bot)
    return allowance is not None and await quota.people(unit, bot) >= allowance.people


async def turned_on(turn: Turn, invited: Invitation) -> bool:
    """One person too many is shown another way; the code stays good, and nothing is kept of whom
    it was typed by. False where there is room, or the account has its place already.
    """
    bot = turn.incoming.bot
    if turn.person is not None or not await is_full(turn.unit, turn.tools, bot):
        return False
    ways = await other_ways(turn.unit, turn.tools, bot)
    plan = await plans.get(turn.unit, invited.plan)
    if not ways and plan is not None:
        await _ask_to_enter(turn, invited, plan)
    turn.say("room.full", **_slots(turn.tools, bot, ways), plan=plan)
    return True


async def refuse_more(unit: Unit, tools: Tools, bot: str, code: str) -> None:
    """Raises Refusal `code`, with the other ways, where a bot has no room for one more."""
    if await is_full(unit, tools, bot):
        raise Refusal(code, **_slots(tools, bot, await other_ways(unit, tools, bot)))


def _slots(tools: Tools, bot: str, ways: Sequence[tuple[str, str]]) -> dict[str, Any]:
    named = tools.texts.say("room.ways", ways=ways)
    return {"most": tools.doors.allowances[bot].people, "ways": named}


async def other_ways(unit: Unit, tools: Tools, bot: str) -> list[tuple[str, str]]:
    """(platform, account) of the other bots that have room: Zalo's first."""
    others = sorted((kind, one) for one, kind in tools.doors.kinds.items() if one != bot)
    return [
        (kind, tools.doors.account(one))
        for kind, one in reversed(others)
        if not await is_full(unit, tools, one)
    ]


async def one_more(unit: Unit, tools: Tools, bot: str, person: int) -> None:
    """A person has joined: near the end of the places somebody is told, once a crossing."""
    allowance = tools.doors.allowances.get(bot)
    if allowance is None:
        return
    now = await quota.people(unit, bot)
    crossed = now == allowance.near_people
    past = now > allowance.near_people
    if crossed or (past and not await near.told_of_people(unit, bot)):
        await near.of_people(unit, tools, bot, person)


async def _ask_to_enter(turn: Turn, invited: Invitation, plan: Plan) -> None:
    """No other bot: the coordinators enter for that agency, and hear so once a code."""
    settings = await plans.settings(turn.unit, plan.id)
    at = next_open_moment(turn.now, settings, turn.tools.calendar)
    notices = [
        Notice(
            key=f"no_room:{invited.id}:person {person}",
            composer="no_room",
            question={"invitation": invited.id, "bot": turn.incoming.bot},
            person=person,
            not_before=at,
        )
        for person in await welcome.confirmers(turn.unit, plan)
    ]
    if await turn.notify(notices):
        subject = f"invitation:{invited.id}"
        await audit.note(turn.unit, None, "no_room", subject, None, turn.incoming.bot)


async def compose(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | None:
    """To a coordinator: for which agency; nothing once the code was used after all."""
    invited = await invitations.invitation_of(unit, invitation_id=question["invitation"])
    plan = await plans.get(unit, invited.plan) if invited else None
    allowance = tools.doors.allowances.get(question["bot"])
    if invited is None or plan is None or allowance is None or invited.used or invited.withdrawn:
        return None
    if person not in await welcome.confirmers(unit, plan):
        return None
    who = await people.get(unit, invited.person) if invited.person else None
    slots = {"invited": invited, "plan": plan, "who": who, "most": allowance.people}
    return Say(tools.texts.say("room.asked", **slots))


COMPOSERS = {"no_room": compose}
