"""[Thu hồi] of an entry: for the wrong agency, from the wrong paper. All that was said is kept."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.entering.entry import Entry, entry_of
from handlers.entering.telling import tell_withdrawn
from handlers.rights import Right, may
from handlers.shelf import numbers
from handlers.turn import Turn
from plans.basis import to_json
from plans.ground import Refusal
from plans.model import Participant, RoundState, SubmissionState
from storage import audit, entered, indicators, participants, reviews, submissions, updates

# The states an entry may have given.
_MADE = (SubmissionState.SENT, SubmissionState.UPDATING, SubmissionState.ACCEPTED)


async def ask(turn: Turn, arguments: Sequence[str]) -> None:
    """Asked once more, since a thumb slips."""
    found = await _mine(turn, arguments)
    sure = turn.choice("entering.withdraw", f"nthx:{found.receipt.id}:{found.agency.id}")
    turn.say("entering.withdraw_ask", entry=found, choices=[sure])


async def sure(turn: Turn, arguments: Sequence[str]) -> None:
    """The second press: the agency stands where it stood before, as far as nobody spoke since."""
    found = await _mine(turn, arguments)
    for one in found.kept:
        await updates.withdraw(turn.unit, one.id)
    if found.sent is not None:
        await entered.withdraw_sent(turn.unit, found.sent.id)
    await indicators.withdraw(turn.unit, found.receipt.id)
    await _stand_back(turn, found)
    await tell_withdrawn(turn, found)
    basis = to_json(found.basis) if found.basis else None
    before = {"plan": found.plan.id, "receipt": found.receipt.code, "basis": basis}
    subject = f"agency:{found.agency.id}"
    await audit.note(turn.unit, turn.me.id, "entered_withdrawn", subject, before)
    turn.say(
        "entering.withdrawn",
        entry=found,
        choices=[turn.choice("entering.other", f"nt:{found.plan.id}")],
    )


async def _mine(turn: Turn, arguments: Sequence[str]) -> Entry:
    receipt, agency = numbers(arguments, 2)
    found = await entry_of(turn.unit, receipt, agency)
    if found is None:
        raise Refusal("entering.gone")
    if not may(turn.person, Right.ENTER_FOR, found.plan):
        raise Refusal("entering.right_missing")
    if found.round is not None and found.round.state is RoundState.CLOSED:
        raise Refusal("entering.round_closed", round=found.round)
    return found


async def _stand_back(turn: Turn, found: Entry) -> None:
    """The agency's document and state, where this entry gave them."""
    if found.round is None:
        return
    unit, round_, agency = turn.unit, found.round.id, found.agency.id
    part = await participants.get(unit, round_, agency)
    basis = found.basis
    if part is not None and basis is not None and basis.paper == part.paper:
        await entered.unregister(unit, round_, agency)
    if part is None or part.state not in _MADE:
        return
    stands = (await submissions.standing(unit, round_, agency)).get(agency)
    if stands is not None:
        await _as_it_was(turn, found, part, round_, stands.id)
        return
    spoke = await entered.spoke(unit, round_, agency)
    state = SubmissionState.UPDATING if spoke else SubmissionState.NOTHING
    await participants.change(
        unit, round_, agency, state=state, sent=None, nothing_to_report=False, carried_over=False
    )


async def _as_it_was(
    turn: Turn, found: Entry, part: Participant, round_: int, stands: int
) -> None:
    """The report before it stands: taken, if it was that one that was taken."""
    if found.sent is None or part.state is not SubmissionState.ACCEPTED:
        return
    said = await reviews.of_report(turn.unit, round_, found.agency.id)
    if not any(one.what == reviews.ACCEPTED and one.submission == stands for one in said):
        state = SubmissionState.SENT
        await participants.change(turn.unit, round_, found.agency.id, state=state)
