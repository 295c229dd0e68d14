"""[Tin cho lãnh đạo Sở]: where a round stands in five lines, to be forwarded as they are."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.listing import owing_names
from handlers.rights import Right
from handlers.turn import Turn
from reports import digest


async def show(turn: Turn, arguments: Sequence[str]) -> None:
    """On demand alone: leaders get nothing by themselves, and no choices stand under it."""
    from handlers.summary import left_of, round_of, waits_of

    plan, round_ = await round_of(turn, arguments, Right.SEE_ROUND)
    found = await digest.gather(turn.unit, plan, round_, turn.today, turn.tools.calendar)
    turn.say(
        "leader_card.text",
        f=found,
        at=turn.now,
        left="" if round_.closed else left_of(turn.texts, found),
        owing=owing_names(turn.texts, found.owing, round_),
        waits=waits_of(turn.texts, found),
    )
