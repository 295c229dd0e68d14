"""A report of an agency in a round: one more lần gửi, by the agency or entered for it."""

from __future__ import annotations

from handlers.participation import Seat
from handlers.recording import said_on
from handlers.turn import Turn
from plans import merged
from plans.basis import to_json
from plans.model import EntryBasis, SubmissionState
from storage import audit, participants, submissions, task_parts
from storage.updates import Receipt


async def submit(
    turn: Turn,
    one: Seat,
    kind: str,
    text: str,
    receipt: Receipt,
    basis: EntryBasis | None = None,
) -> int:
    """Write the report and make the agency đã gửi; which lần gửi it is."""
    nth = await keep(turn, one, kind, text, receipt, basis)
    await participants.change(
        turn.unit,
        one.round.id,
        one.part.agency.id,
        state=SubmissionState.SENT,
        sent=turn.now,
        nothing_to_report=kind == "nothing" and not one.part.leads,
        carried_over=kind == "carried",
        with_leader_since=None,
        promised=None,
        for_leader=None,
    )
    return nth


async def keep(
    turn: Turn,
    one: Seat,
    kind: str,
    text: str,
    receipt: Receipt,
    basis: EntryBasis | None = None,
) -> int:
    """Write the report with the last word on each lead task; which lần gửi it is.

    An entered one counts from the day of its document or call: entered late is not sent late, but
    once the round was closed.
    """
    stands_in = merged.said_in(text) if kind in {"full", "merged"} else None
    kind = kind_of(kind, text)
    values = {
        "round_id": one.round.id,
        "agency_id": one.part.agency.id,
        "person_id": turn.me.id,
        "person_name": turn.me.name,
        "person_post": turn.me.post,
        "kind": kind,
        "support_text": text,
        "late": one.round.closed is not None or one.round.passed(said_on(basis, turn.today)),
        "updates": await _standing(turn, one),
        "receipt_id": receipt.id,
    }
    if stands_in is not None:
        values["merged"] = merged.to_json(stands_in)
    if basis is not None:
        values["basis"] = to_json(basis)
    nth = await submissions.add(turn.unit, values)
    after = {"kind": kind, "nth": nth} | ({"entered": True} if basis else {})
    await audit.note(turn.unit, turn.me.id, "report", f"round:{one.key}", None, after)
    return nth


def kind_of(kind: str, text: str) -> str:
    """What a text typed as content is: all of it may be that the report stands in another one."""
    return "merged" if kind == "full" and merged.said_in(text) else kind


async def _standing(turn: Turn, one: Seat) -> list[int]:
    """The updates the report holds."""
    agency = one.part.agency.id
    duties = await task_parts.duties(turn.unit, [agency], plan_id=one.plan.id, leading=True)
    return [duty.state.update for _, duty in duties if duty.state]
