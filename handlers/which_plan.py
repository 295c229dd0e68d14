"""Which plan a command is about, and whether anything may leave for other agencies yet."""

from __future__ import annotations

from collections.abc import Sequence

from dialogues.messages import Choice
from handlers.rights import Right
from handlers.turn import Turn
from plans.ground import Refusal
from plans.model import Plan


async def chosen(turn: Turn, right: Right, missing: str, ask: str, button: str) -> Plan | None:
    """As `only_or_asked`, of the plans for which this person has a right.

    Raises Refusal `missing` where there is none.
    """
    found = await turn.plans_with(right)
    if not found:
        raise Refusal(missing)
    return only_or_asked(turn, found, ask, button)


def only_or_asked(turn: Turn, found: Sequence[Plan], ask: str, button: str) -> Plan | None:
    """The only plan; of several it is asked, and the answer comes as a press of `button`."""
    if len(found) == 1:
        return found[0]
    choices = [Choice(f"KH {plan.short}", f"{button}:{plan.id}") for plan in found]
    turn.say(ask, choices=choices)
    return None


def begun(turn: Turn, plan: Plan) -> Plan:
    """The plan, if its reminding was started. Raises Refusal round.not_started."""
    if plan.started is None:
        start = turn.choice("button.start", f"bd:{plan.id}")
        raise Refusal("round.not_started", plan=plan, choices=[start])
    return plan
