"""[Chốt kỳ báo cáo]: after its date, by the coordinator, shown first what it ends; [Mở lại kỳ]."""

from __future__ import annotations

from collections.abc import Sequence

from dialogues.words import desk_of
from handlers import nudging, summary
from handlers.listing import owing_names
from handlers.rights import Right, held
from handlers.round_files import package_button
from handlers.summary import round_of
from handlers.turn import Turn
from plans.ground import Refusal
from plans.model import Plan, Round, RoundState
from reports import digest
from reports.digest import Figures
from storage import audit, rounds


async def take(turn: Turn, text: str) -> bool:
    """The words of a button under /tonghop: of one open round its preview, of several /tonghop."""
    wanted = desk_of(text)
    mine = {one.id for one in await turn.plans_with(Right.OPEN_ROUND)} if wanted else set()
    if not mine:
        if wanted == "close" and held(turn.person, Right.UPDATE):
            raise Refusal("round.close_of_so")
        return False
    found = [one for one in await rounds.open_rounds(turn.unit) if one.plan in mine]
    if len(found) == 1 and wanted == "close":
        await preview(turn, [str(found[0].id)])
    elif len(found) == 1:
        await nudging.preview(turn, [str(found[0].id)])
    else:
        await summary.command(turn, "")
    return True


async def preview(turn: Turn, arguments: Sequence[str]) -> None:
    """Who has reported and who has not, and what ends with the round."""
    plan, round_ = await _round(turn, arguments)
    found = await _found(turn, plan, round_)
    turn.say(
        "closing.preview",
        f=found,
        owing=owing_names(turn.texts, found.owing, round_),
        choices=[turn.choice("closing.close", f"dkx:{round_.id}")],
    )


async def close(turn: Turn, arguments: Sequence[str]) -> None:
    """The second press; of two at once the first closes it."""
    plan, round_ = await _round(turn, arguments)
    found = await _found(turn, plan, round_)
    if not await rounds.close(turn.unit, round_.id):
        raise Refusal("round.closed_before", round=round_)
    after = {"sent": len(found.sent), "of": found.total}
    await audit.note(turn.unit, turn.me.id, "close_round", f"round:{round_.id}", None, after)
    choices = [
        turn.choice("closing.reopen", f"ml:{round_.id}"),
        *package_button(turn, plan, round_),
    ]
    turn.say("closing.done", f=found, plan=plan, choices=choices)


async def reopen_preview(turn: Turn, arguments: Sequence[str]) -> None:
    """[Mở lại kỳ]: what follows from it."""
    _, round_ = await _closed(turn, arguments)
    turn.say(
        "closing.reopen_preview",
        round=round_,
        choices=[turn.choice("closing.reopen", f"mlx:{round_.id}")],
    )


async def reopen(turn: Turn, arguments: Sequence[str]) -> None:
    """The second press; of two at once the first opens it."""
    _, round_ = await _closed(turn, arguments)
    if not await rounds.reopen(turn.unit, round_.id):
        raise Refusal("round.open_again", round=round_)
    await audit.note(turn.unit, turn.me.id, "reopen_round", f"round:{round_.id}")
    turn.say("closing.reopened", round=round_)


async def _closed(turn: Turn, arguments: Sequence[str]) -> tuple[Plan, Round]:
    """The round a plan closed last: only that one is opened again."""
    plan, round_ = await round_of(turn, arguments, Right.OPEN_ROUND)
    if round_.state is not RoundState.CLOSED:
        raise Refusal("round.open_again", round=round_)
    last = await rounds.last_closed(turn.unit, plan.id)
    if last is None or last.id != round_.id:
        raise Refusal("round.not_last", round=round_)
    return plan, round_


async def _round(turn: Turn, arguments: Sequence[str]) -> tuple[Plan, Round]:
    plan, round_ = await round_of(turn, arguments, Right.OPEN_ROUND)
    if round_.state is RoundState.CLOSED:
        raise Refusal("round.closed_before", round=round_)
    if round_.state is not RoundState.OPEN or not round_.passed(turn.today):
        raise Refusal("round.not_over", round=round_)
    return plan, round_


async def _found(turn: Turn, plan: Plan, round_: Round) -> Figures:
    return await digest.gather(turn.unit, plan, round_, turn.today, turn.tools.calendar)
