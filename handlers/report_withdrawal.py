"""[Thu hồi] of a report that the Sở has not accepted yet."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.participation import Seat, seat, ways
from handlers.shelf import number
from handlers.turn import Turn
from plans.ground import Refusal
from plans.model import SubmissionState
from storage import audit, participants, reviews, submissions
from storage.submissions import Sent


async def ask(turn: Turn, arguments: Sequence[str]) -> None:
    """Asked once more, since a thumb slips."""
    one, sent = await _withdrawn(turn, arguments)
    again = turn.choice("button.withdraw", f"thbx:{one.key}:{sent.nth}")
    back = turn.choice("common.back", f"bcx:{one.key}")
    turn.say("report.withdraw_ask", round=one.round, sent=sent, choices=[again, back])


async def sure(turn: Turn, arguments: Sequence[str]) -> None:
    """The second press: the lần that was accepted before counts again, else chưa gửi; what was
    typed stays.
    """
    one, sent = await _withdrawn(turn, arguments)
    round_, agency = one.round.id, one.part.agency.id
    kept = await reviews.accepted_report(turn.unit, round_, agency)
    await submissions.withdraw(turn.unit, round_, agency, after=kept or 0)
    stands = (await submissions.standing(turn.unit, round_, agency)).get(agency)
    await participants.change(
        turn.unit, round_, agency,
        state=SubmissionState.ACCEPTED if stands else SubmissionState.UPDATING,
        sent=stands.at if stands else None,
        nothing_to_report=bool(stands and stands.kind == "nothing" and not one.part.leads),
        carried_over=bool(stands and stands.kind == "carried"),
    )  # fmt: skip
    before = {"nth": sent.nth}
    await audit.note(turn.unit, turn.me.id, "report_withdrawn", f"round:{one.key}", before)
    again = await seat(turn, arguments[:2])
    turn.say(
        "report.withdrawn", round=one.round, plan=one.plan, sent=sent, stands=stands,
        choices=ways(turn, again),
    )  # fmt: skip


async def _withdrawn(turn: Turn, arguments: Sequence[str]) -> tuple[Seat, Sent]:
    """The report a button names, "round:agency:lần"; refused where another lần replaced it."""
    *place, nth = arguments if len(arguments) == 3 else (*arguments, "")
    one = await seat(turn, place)
    if one.sent is None or one.part.state is SubmissionState.UPDATING:
        raise Refusal("report.not_sent", choices=ways(turn, one))
    if nth and number(nth) != one.sent.nth:
        raise Refusal("report.replaced", nth=nth, sent=one.sent, choices=ways(turn, one))
    if one.part.state is SubmissionState.ACCEPTED:
        raise Refusal("report.accepted", plan=one.plan, choices=ways(turn, one))
    return one, one.sent
