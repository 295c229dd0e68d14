"""What is entered is written: updates, the report where it is one, the document; then told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dialogues.messages import Choice
from handlers import answering_all, document, figures, piece_form, reviewing
from handlers.dialogue import Facts
from handlers.entering import beside, outcome
from handlers.entering.outcome import Becomes
from handlers.entering.place import Place
from handlers.entering.telling import tell
from handlers.participation import Seat
from handlers.recording import missing_in, now_updating
from handlers.recording import write as write_one
from handlers.submitting import keep, submit
from handlers.turn import Turn
from plans.basis import to_json
from plans.model import EntryBasis
from storage import audit, participants, submissions
from storage.updates import Receipt


async def write(turn: Turn, facts: Facts, answers: Mapping[str, Any]) -> None:
    """Write an entry as its review showed it, and tell the agency's own people."""
    place: Place = facts["place"]
    basis, becomes = outcome.basis_of(answers), outcome.becomes(answers, facts)
    found = outcome.answers_of(answers, facts)
    piece_form.refuse_repeated(found)
    receipt = None
    if becomes is not Becomes.DOCUMENT:
        receipt = await turn.receipt(place.plan.id, place.plan.short)
        for one in found:
            answer = replace(one, source="entered", basis=to_json(basis), seen=None)
            await write_one(turn, answer, place.round, receipt)
        await _report(turn, place, facts, answers, receipt, becomes)
        await _figures(turn, place, facts, answers, receipt)
    await _register(turn, place, basis)
    after = {
        "plan": place.plan.id,
        "how": answers["how"],
        "as": becomes,
        "tasks": len(found),
        "basis": to_json(basis),
    }
    await audit.note(turn.unit, turn.me.id, "entered", f"agency:{place.agency.id}", None, after)
    told = await tell(turn, place, receipt, basis)
    await _say(turn, place, receipt, answers, told=told)


async def _figures(
    turn: Turn, place: Place, facts: Facts, answers: Mapping[str, Any], receipt: Receipt
) -> None:
    """The indicators; an agency that said nothing else is then đang cập nhật."""
    told = beside.told(answers, facts)
    if place.round is None or not told:
        return
    agency, basis = place.agency.id, outcome.basis_of(answers)
    await figures.keep(turn, place.round, agency, told, receipt, basis)
    await now_updating(turn, place.round, agency)


async def _report(
    turn: Turn,
    place: Place,
    facts: Facts,
    answers: Mapping[str, Any],
    receipt: Receipt,
    becomes: Becomes,
) -> None:
    seat = place.seat
    if seat is None:
        return
    basis, text = outcome.basis_of(answers), outcome.own_text(answers)
    given = beside.said(answers, facts)
    if becomes is Becomes.PARTIAL:
        nth = await keep(turn, seat, "partial", text, receipt, basis)
        await answering_all.keep(turn, seat, nth, given)
        await now_updating(turn, seat.round, seat.part.agency.id)
    elif becomes is Becomes.REPORT:
        kind = "nothing" if answers["kind"] == "nothing" else "full"
        if not text and kind == "full" and place.stands and place.stands.kind == "partial":
            text = place.stands.support  # entered before, from the rest of the same report
        if not given and place.stands and place.stands.kind == "partial":
            given = place.stands.answers
        nth = await submit(turn, seat, kind, text, receipt, basis)
        await answering_all.keep(turn, seat, nth, given)
        if basis.paper is not None:
            await _accept(turn, seat)


async def _accept(turn: Turn, seat: Seat) -> None:
    """Who enters a whole document has read it: no second press to take it."""
    round_, agency = seat.round, seat.part.agency.id
    sent = (await submissions.standing(turn.unit, round_.id, agency)).get(agency)
    part = await participants.get(turn.unit, round_.id, agency)
    if part is not None:
        await reviewing.accept_one(turn, round_, part, sent)


async def _register(turn: Turn, place: Place, basis: EntryBasis) -> None:
    seat = place.seat
    if seat is not None and basis.paper is not None and basis.paper != seat.part.paper:
        await document.register(turn, seat, basis.paper, entered=True)


async def _say(
    turn: Turn, place: Place, receipt: Receipt | None, answers: Mapping[str, Any], *, told: int
) -> None:
    part = None
    if place.round is not None:
        part = await missing_in(turn, place.round, place.agency.id)
    turn.say(
        "entering.recorded",
        place=place,
        part=part,
        basis=outcome.basis_of(answers),
        receipt=receipt,
        told=told,
        choices=_next_steps(turn, place, receipt),
    )


def _next_steps(turn: Turn, place: Place, receipt: Receipt | None) -> list[Choice]:
    choices = [turn.choice("entering.other", f"nt:{place.plan.id}")]
    if receipt is not None:
        choices.append(turn.choice("entering.view", f"ntx:{receipt.id}:{place.agency.id}"))
        choices.append(turn.choice("entering.withdraw", f"nth:{receipt.id}:{place.agency.id}"))
    return choices
