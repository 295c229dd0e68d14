"""Words nobody asked for, of somebody who is known: where they belong."""

from __future__ import annotations

from dialogues import words
from handlers import closing, freely, loose, paste, update, veiling, whose
from handlers.rights import Right, held
from handlers.turn import Turn
from plans.ground import Refusal

# In this order: [Chốt kỳ báo cáo], a figure right under a request, results by number, a task's
# number, an answer to the Sở, a sentence of a lead agency.
_TAKERS = (
    closing.take,
    loose.take_shown,
    paste.loose,
    update.by_number,
    loose.take,
    freely.way,
    loose.take_task,
    whose.take,
)
# A figure at the front is no task's number then; it may be the one the Sở asked for.
_NO_TASK = frozenset({"paste.unknown", "task.unknown", "update.no_task", "right.focal_only"})


async def place(turn: Turn, text: str) -> None:
    """Raises Refusal where nobody can say what they are for."""
    try:
        await _taken(turn, text)
    except Refusal as refusal:
        if refusal.code not in _NO_TASK or not await loose.take_figure(turn, text):
            raise


async def _taken(turn: Turn, text: str) -> None:
    if words.is_back(text):
        raise Refusal("help.nothing_to_cancel")
    await veiling.check(turn)
    for take in _TAKERS:
        if await take(turn, text):
            return
    raise await _unplaced(turn)


async def _unplaced(turn: Turn) -> Refusal:
    """Whoever opens rounds and reports nothing is told the work of that post."""
    if held(turn.person, Right.OPEN_ROUND) and not held(turn.person, Right.UPDATE):
        return Refusal("text.unclear_so")
    return await update.unclear(turn)
