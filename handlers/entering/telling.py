"""The agency sees what was entered for it: one notice at once, in working hours, and [Xem]."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dialogues.messages import Choice, Later, Notice, Say
from handlers.entering.place import Place
from handlers.hours import put_off
from handlers.nudges import reached
from handlers.rights import Right, may
from handlers.shelf import numbers
from handlers.turn import Tools, Turn, lettered
from plans.ground import Refusal
from plans.hours import next_open_moment
from plans.model import Agency, EntryBasis, Plan, Round
from storage import (
    agencies,
    outbox,
    participants,
    people,
    plans,
    rounds,
    submissions,
    updates,
)
from storage.database import Unit
from storage.submissions import Sent
from storage.updates import Kept, Receipt

Composer = Callable[[Unit, dict[str, Any], int | None, Tools], Awaitable[Say | Later | None]]

_TOLD = frozenset({"sending", "sent", "unknown"})  # what may have been read


@dataclass(frozen=True)
class Entry:
    """An entry as it stands in the store: what of it was not withdrawn."""

    plan: Plan
    agency: Agency
    round: Round | None
    receipt: Receipt
    kept: tuple[Kept, ...]
    sent: Sent | None

    @property
    def basis(self) -> EntryBasis | None:
        return self.sent.basis if self.sent else self.kept[0].basis

    @property
    def author(self) -> tuple[str, str]:
        """Name and post of the one who entered it, as they were then."""
        if self.sent is not None:
            return self.sent.by, self.sent.post
        return self.kept[0].person_name, self.kept[0].person_post


async def entry_of(unit: Unit, receipt_id: int, agency_id: int) -> Entry | None:
    """An entry by its mã ghi nhận; None where nothing of it stands, or it is no entry."""
    receipt = await updates.receipt_by_id(unit, receipt_id)
    agency = await agencies.agency_by_id(unit, agency_id)
    if receipt is None or agency is None:
        return None
    under = await updates.under(unit, receipt_id)
    kept = tuple(o for o in under if o.agency == agency_id and o.basis and o.withdrawn is None)
    sent = await submissions.under(unit, receipt_id)
    if sent is not None and (sent.agency != agency_id or sent.basis is None):
        sent = None
    plan = await plans.get(unit, receipt.plan)
    if plan is None or not (kept or sent):
        return None
    of = sent.round if sent else kept[0].round
    return Entry(plan, agency, await rounds.get(unit, of) if of else None, receipt, kept, sent)


async def tell(turn: Turn, place: Place, receipt: Receipt | None, basis: EntryBasis) -> int:
    """One notice a focal point the bot reaches; how many there are."""
    settings = await plans.settings(turn.unit, place.plan.id)
    at = next_open_moment(turn.now, settings, turn.tools.calendar)
    paper = basis.paper.code if basis.paper else ""
    question = {
        "receipt": receipt.id if receipt else 0,
        "agency": place.agency.id,
        "plan": place.plan.id,
        "round": place.round.id if place.round else 0,
        "paper": paper,
    }
    found = (await reached(turn.unit, place.plan)).get(place.agency.id, [])
    to = {one.person for one in found if one.connected} - {turn.me.id}
    key = _key(place.plan, place.agency, receipt, paper)
    await turn.notify(
        [
            Notice(f"{key}:person {one}", "entered", question, person=one, not_before=at)
            for one in sorted(to)
        ]
    )
    return len(to)


def _key(plan: Plan, agency: Agency, receipt: Receipt | None, paper: str = "") -> str:
    """The natural key of the notices of one entry, but for the person."""
    what = f"receipt {receipt.id}" if receipt else f"paper {paper}"
    return f"entered:{plan.id}:{agency.id}:{what}"


async def entered_notice(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | Later | None:
    """What was entered, as it stands when the notice goes; nothing where it was withdrawn."""
    plan = await plans.get(unit, question["plan"])
    who = await people.get(unit, person) if person is not None else None
    agency = question["agency"]
    if plan is None or not may(who, Right.REPORT, plan, agency):
        return None
    later = await _put_off(unit, plan, tools)
    if later is not None:
        return later
    if not question["receipt"]:
        return await _paper_notice(unit, question, plan, tools)
    found = await entry_of(unit, question["receipt"], agency)
    if found is None:
        return None
    text = tools.texts.say("entering.notice", entry=found)
    view = Choice(tools.texts.plain("entering.view"), f"ntx:{found.receipt.id}:{agency}")
    return Say(text, lettered([view, *_corrections(tools, found)]))


async def _put_off(unit: Unit, plan: Plan, tools: Tools) -> Later | None:
    return put_off(unit.now, [await plans.settings(unit, plan.id)], tools.calendar)


def _corrections(tools: Tools, found: Entry) -> list[Choice]:
    """[Đính chính]: its tasks one by one, or the report as a whole."""
    choices = []
    if found.kept:
        label = tools.texts.plain("button.correct")
        choices.append(Choice(label, f"dc:{found.receipt.id}"))
    if found.sent and found.round and not found.kept:
        label = tools.texts.plain("button.correct")
        choices.append(Choice(label, f"bc:{found.round.id}:{found.agency.id}"))
    elif found.sent and found.round and found.sent.support:
        label = tools.texts.plain("entering.correct_support")
        choices.append(Choice(label, f"bc:{found.round.id}:{found.agency.id}"))
    return choices


async def _paper_notice(
    unit: Unit, question: dict[str, Any], plan: Plan, tools: Tools
) -> Say | None:
    """Only the number of a document was entered."""
    round_ = await rounds.get(unit, question["round"])
    part = await participants.get(unit, question["round"], question["agency"])
    if round_ is None or part is None or part.paper is None or not part.paper_entered:
        return None
    if part.paper.code != question["paper"]:
        return None
    text = tools.texts.say("entering.notice_paper", plan=plan, round=round_, part=part)
    wrong = Choice(tools.texts.plain("document.wrong"), f"vb:{round_.id}:{part.agency.id}")
    return Say(text, lettered([wrong]))


async def tell_withdrawn(turn: Turn, found: Entry) -> None:
    """Who was told of an entry is told that it was taken back; nobody else."""
    prefix = f"{_key(found.plan, found.agency, found.receipt)}:person "
    sendings = await outbox.of_notices(turn.unit, prefix)
    told = [one.to for one in sendings if one.state in _TOLD and one.to is not None]
    settings = await plans.settings(turn.unit, found.plan.id)
    at = next_open_moment(turn.now, settings, turn.tools.calendar)
    await outbox.withdraw(turn.unit, prefix, "taken_back")
    question = {"plan": found.plan.id, "agency": found.agency.id, "receipt": found.receipt.id}
    await turn.notify(
        [
            Notice(
                f"entered back:{found.receipt.id}:person {one}",
                "entered_withdrawn",
                question,
                person=one,
                not_before=at,
            )
            for one in told
        ]
    )


async def withdrawn_notice(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | Later | None:
    """That an entry they were told of no longer counts."""
    plan = await plans.get(unit, question["plan"])
    who = await people.get(unit, person) if person is not None else None
    agency = await agencies.agency_by_id(unit, question["agency"])
    receipt = await updates.receipt_by_id(unit, question["receipt"])
    if plan is None or not may(who, Right.REPORT, plan, question["agency"]):
        return None
    later = await _put_off(unit, plan, tools)
    if later is not None:
        return later
    text = tools.texts.say("entering.notice_back", plan=plan, agency=agency, receipt=receipt)
    return Say(text)


async def view(turn: Turn, arguments: Sequence[str]) -> None:
    """[Xem]: the whole of an entry, for the agency and for who enters."""
    receipt, agency = numbers(arguments, 2)
    found = await entry_of(turn.unit, receipt, agency)
    if found is None or not _sees(turn, found):
        raise Refusal("entering.gone")
    mine = may(turn.person, Right.REPORT, found.plan, agency)
    turn.say(
        "entering.shown",
        entry=found,
        choices=_corrections(turn.tools, found) if mine else [],
    )


def _sees(turn: Turn, found: Entry) -> bool:
    return may(turn.person, Right.ENTER_FOR, found.plan) or may(
        turn.person, Right.REPORT, found.plan, found.agency.id
    )


COMPOSERS: Mapping[str, Composer] = {
    "entered": entered_notice,
    "entered_withdrawn": withdrawn_notice,
}
