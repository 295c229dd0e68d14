"""[Đã nhận]: counts for the one who presses, also in a group."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.rights import Right, may
from handlers.shelf import numbers
from handlers.turn import Turn
from plans.ground import Refusal
from storage import acknowledgements, plans, rounds


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    (round_id,) = numbers(arguments, 1)
    round_ = await rounds.get(turn.unit, round_id)
    plan = await plans.get(turn.unit, round_.plan) if round_ else None
    if round_ is None or plan is None or not may(turn.person, Right.REPORT, plan):
        raise Refusal("round.not_yours")
    new = await acknowledgements.add(turn.unit, f"round:{round_id}", turn.me.id)
    turn.say("opening.received" if new else "opening.received_before", round=round_)
