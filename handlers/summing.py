"""[Tổng hợp câu hỏi chung]: what the agencies of a collective answered, summed."""

from __future__ import annotations

from collections.abc import Sequence

from dialogues.messages import Choice
from handlers.rights import Right
from handlers.turn import Turn
from plans.ground import Refusal
from plans.model import Round
from reports.group_answers import summed


async def buttons(turn: Turn, round_: Round) -> list[Choice]:
    """Its button, where a collective is asked."""
    one = await summed(turn.unit, round_)
    if one is None:
        return []
    slots = {"answered": one.answered, "asked": one.agencies}
    return [turn.choice("questions.button", f"chc:{round_.id}", **slots)]


async def show(turn: Turn, arguments: Sequence[str]) -> None:
    """The sums as they stand."""
    from handlers.summary import round_of

    _, round_ = await round_of(turn, arguments[:1], Right.SEE_ROUND)
    one = await summed(turn.unit, round_)
    if one is None:
        raise Refusal("questions.not_asked")
    back = turn.choice("summary.details_button", f"ct:{round_.id}")
    turn.say("questions.sums", f=one, choices=[back])
