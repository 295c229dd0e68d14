"""Đính chính and thu hồi: while the round is open, and never overwriting what was said."""

from __future__ import annotations

from collections.abc import Sequence

from dialogues.messages import Choice
from handlers import tasks
from handlers.participation import correction
from handlers.shelf import numbers
from handlers.turn import Turn
from plans.ground import Refusal
from plans.model import RoundState, SubmissionState
from storage import audit, participants, rounds, updates
from storage.updates import Kept, Receipt

_SENT = frozenset({SubmissionState.SENT, SubmissionState.MORE_ASKED, SubmissionState.ACCEPTED})


async def correct(turn: Turn, arguments: Sequence[str]) -> None:
    """[Đính chính]: the tasks of the receipt, each opens its form again."""
    _, kept = await _mine(turn, arguments)
    choices = [Choice(one.label, f"cn:{one.task}:{one.agency}") for one in kept]
    taken = any([await _taken(turn, one) for one in kept])
    turn.say("update.correct_which", taken=taken, choices=choices)


async def _taken(turn: Turn, one: Kept) -> bool:
    """Whether the Sở has accepted the report this belongs to: it sees what changes after that."""
    if one.round is None:
        return False
    part = await participants.get(turn.unit, one.round, one.agency)
    return part is not None and part.state is SubmissionState.ACCEPTED


async def withdraw(turn: Turn, arguments: Sequence[str]) -> None:
    """[Thu hồi]: asked once more, since a thumb slips."""
    receipt, kept = await _mine(turn, arguments)
    await _refuse_reported(turn, kept)
    labels = [one.label for one in kept]
    sure = turn.choice("button.withdraw", f"thx:{receipt.id}")
    turn.say("update.withdraw_ask", receipt=receipt, labels=labels, choices=[sure])


async def withdraw_sure(turn: Turn, arguments: Sequence[str]) -> None:
    """[Thu hồi], the second press."""
    receipt, kept = await _mine(turn, arguments)
    await _refuse_reported(turn, kept)
    for one in kept:
        await updates.withdraw(turn.unit, one.id)
        before = {"update": one.id, "status": one.status}
        subject = f"task:{one.task}:{one.agency}"
        await audit.note(turn.unit, turn.me.id, "withdraw", subject, before)
    turn.say("update.withdrawn", receipt=receipt, labels=[one.label for one in kept])


async def _mine(turn: Turn, arguments: Sequence[str]) -> tuple[Receipt, list[Kept]]:
    """The updates of a receipt that still stand, if they are my agency's and the round is open."""
    (receipt_id,) = numbers(arguments, 1)
    receipt = await updates.receipt_by_id(turn.unit, receipt_id)
    kept = await updates.under(turn.unit, receipt_id)
    keys = {one.key for one in await tasks.mine(turn)}
    if receipt is None or not kept or any(f"{k.task}:{k.agency}" not in keys for k in kept):
        raise Refusal("task.not_yours")
    left = [one for one in kept if one.withdrawn is None]
    if not left:
        raise Refusal("update.withdrawn")
    for round_id in {one.round for one in left if one.round is not None}:
        found = await rounds.get(turn.unit, round_id)
        if found is not None and found.state is RoundState.CLOSED:
            raise Refusal("update.round_closed", round=found)
    return receipt, left


async def _refuse_reported(turn: Turn, kept: Sequence[Kept]) -> None:
    """A report that was sent must not lose its contents behind the Sở's back."""
    for one in kept:
        part = None
        if one.round is not None:
            part = await participants.get(turn.unit, one.round, one.agency)
        if part is not None and part.state in _SENT:
            back = turn.choice("button.withdraw_report", f"thb:{part.round}:{one.agency}")
            taken = part.state is SubmissionState.ACCEPTED
            again = correction(turn, f"{part.round}:{one.agency}")
            raise Refusal("update.reported", taken=taken, choices=[again if taken else back])
