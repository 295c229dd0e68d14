"""What the buttons of the Sở's own desk share: whose they are, where they work, what is shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dialogues.messages import Notice
from handlers.rights import Right, may, refusal
from handlers.shelf import number
from handlers.summary import check_place
from handlers.turn import Tools, Turn
from plans.ground import Refusal
from plans.hours import next_open_moment
from plans.model import Plan, Role, Round, RoundState
from storage import (
    plans,
    reaching,
    rounds,
)
from storage.database import Unit


async def desk(turn: Turn, arguments: Sequence[str]) -> tuple[Plan, Round]:
    """The round a button names first, for a coordinator of its plan; in groups the Sở's own."""
    if not arguments:
        raise Refusal("press.unknown")
    round_ = await rounds.get(turn.unit, number(arguments[0]))
    plan = await plans.get(turn.unit, round_.plan) if round_ else None
    if round_ is None or plan is None or not may(turn.person, Right.ACCEPT, plan):
        raise refusal(turn.person, Right.ACCEPT, "desk.right_missing", "/tonghop")
    check_place(turn, plan.id)
    return plan, round_


def typed_here(turn: Turn, round_: Round) -> None:
    """What is typed is heard in private only, and goes to an agency only in an open round."""
    if not turn.speaker.chat.private:
        raise Refusal("desk.private_only")
    if round_.state is not RoundState.OPEN:
        raise Refusal("desk.closed")


async def soon(unit: Unit, tools: Tools, plan: Plan) -> datetime:
    """When something a person pressed is said to an agency: now, or when quiet hours end."""
    return next_open_moment(unit.now, await plans.settings(unit, plan.id), tools.calendar)


async def tell_focal(
    turn: Turn, plan: Plan, agency: int, composer: str, review: int
) -> tuple[int, datetime | None]:
    """Tell an agency's focal points of a review at once, in working hours.

    How many are reached, and when, where it is not now.
    """
    at = await soon(turn.unit, turn.tools, plan)
    reach = await reaching.reach(turn.unit, plan.id, Role.FOCAL)
    told = [one for one in reach if one.agency.id == agency and one.connected]
    notices = [
        Notice(
            key=f"{composer}:{review}:person {one.person}",
            composer=composer,
            question={"review": review},
            person=one.person,
            not_before=at,
        )
        for one in told
    ]
    await turn.notify(notices)
    return len(told), at if at > turn.now else None
