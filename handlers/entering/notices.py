"""What the agency reads of what was entered for it: one notice of what came together, [Xem]."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dialogues.messages import Choice, Later, Say
from handlers.entering.entry import Entry, entry_of
from handlers.hours import put_off
from handlers.rights import Right, may
from handlers.shelf import numbers
from handlers.turn import Tools, Turn, lettered
from plans.ground import Refusal
from plans.model import Plan
from storage import agencies, participants, people, plans, rounds, updates
from storage.database import Unit

Composer = Callable[[Unit, dict[str, Any], int | None, Tools], Awaitable[Say | Later | None]]


async def entered_notice(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | Later | None:
    """What was entered, as it stands when the notice goes; nothing where it was withdrawn."""
    plan = await _now(unit, question, person, tools)
    if not isinstance(plan, Plan):
        return plan
    found = [await entry_of(unit, one, question["agency"]) for one in question["receipts"]]
    entries = _last_words([one for one in found if one is not None])
    if len(entries) > 1:
        return _many(tools, plan, entries)
    return _one(tools, entries[0]) if entries else None


async def _now(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Plan | Later | None:
    """The plan, where the person still answers for the agency in it; `Later` at a quiet hour."""
    plan = await plans.get(unit, question["plan"])
    who = await people.get(unit, person) if person is not None else None
    if plan is None or not may(who, Right.REPORT, plan, question["agency"]):
        return None
    settings = await plans.settings(unit, plan.id)
    return put_off(unit.now, [settings], tools.calendar) or plan


def _last_words(entries: Sequence[Entry]) -> list[Entry]:
    """Of a task entered twice the last word; an entry of which nothing is left goes."""
    last = {kept.task: kept.id for entry in entries for kept in entry.kept}
    found = [
        replace(entry, kept=tuple(one for one in entry.kept if last[one.task] == one.id))
        for entry in entries
    ]
    return [one for one in found if one.kept or one.sent or one.figures]


def _one(tools: Tools, found: Entry) -> Say:
    text = tools.texts.say("entering.notice", entry=found)
    view = Choice(tools.texts.plain("entering.view"), f"ntx:{found.receipt.id}:{found.agency.id}")
    return Say(text, lettered([view, *_corrections(tools, found)]))


def _many(tools: Tools, plan: Plan, entries: Sequence[Entry]) -> Say:
    """Entered one after the other: each is seen, and put right, under its own button."""
    agency = entries[0].agency
    text = tools.texts.say("entering.notice_many", plan=plan, agency=agency, entries=entries)
    views = [
        Choice(
            tools.texts.plain("entering.view_one", entry=one), f"ntx:{one.receipt.id}:{agency.id}"
        )
        for one in entries
    ]
    return Say(text, lettered(views))


def _corrections(tools: Tools, found: Entry) -> list[Choice]:
    """[Đính chính]: its tasks one by one, or the report as a whole."""
    choices = []
    if found.kept:
        label = tools.texts.plain("button.correct")
        choices.append(Choice(label, f"dc:{found.receipt.id}"))
    if (found.sent or found.figures) and found.round and not found.kept:
        label = tools.texts.plain("button.correct")
        choices.append(Choice(label, f"bc:{found.round.id}:{found.agency.id}"))
    elif found.sent and found.round and found.sent.support:
        label = tools.texts.plain("entering.correct_support")
        choices.append(Choice(label, f"bc:{found.round.id}:{found.agency.id}"))
    return choices


async def paper_notice(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | Later | None:
    """Only the number of a document was entered."""
    plan = await _now(unit, question, person, tools)
    if not isinstance(plan, Plan):
        return plan
    round_ = await rounds.get(unit, question["round"])
    part = await participants.get(unit, question["round"], question["agency"])
    if round_ is None or part is None or part.paper is None or not part.paper_entered:
        return None
    if part.paper.code != question["paper"]:
        return None
    text = tools.texts.say("entering.notice_paper", plan=plan, round=round_, part=part)
    wrong = Choice(tools.texts.plain("document.wrong"), f"vb:{round_.id}:{part.agency.id}")
    return Say(text, lettered([wrong]))


async def withdrawn_notice(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | Later | None:
    """That an entry they were told of no longer counts."""
    plan = await _now(unit, question, person, tools)
    if not isinstance(plan, Plan):
        return plan
    agency = await agencies.agency_by_id(unit, question["agency"])
    receipt = await updates.receipt_by_id(unit, question["receipt"])
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
    "entered_paper": paper_notice,
    "entered_withdrawn": withdrawn_notice,
}
