"""The agency sees what was entered for it: a notice at once, in working hours.

What follows within a short while, task by task from a call, goes together in one more notice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from dialogues.messages import Notice
from handlers.entering.entry import Entry
from handlers.entering.place import Place
from handlers.nudges import reached
from handlers.turn import Turn
from plans.hours import next_open_moment
from plans.model import Agency, EntryBasis, Plan
from storage import outbox, plans
from storage.updates import Receipt

WITHIN = timedelta(minutes=5)  # between two notices of entries for one agency
_TOLD = frozenset({"sending", "sent", "unknown"})  # what may have been read


async def tell(turn: Turn, place: Place, receipt: Receipt | None, basis: EntryBasis) -> int:
    """One notice a focal point the bot reaches; how many there are."""
    found = (await reached(turn.unit, place.plan)).get(place.agency.id, [])
    to = sorted({one.person for one in found if one.connected} - {turn.me.id})
    if receipt is None:
        await _tell_paper(turn, place, basis, to)
    else:
        await _tell_entry(turn, place, receipt, basis, to)
    return len(to)


async def _open(turn: Turn, plan: Plan, moment: datetime) -> datetime:
    settings = await plans.settings(turn.unit, plan.id)
    return next_open_moment(moment, settings, turn.tools.calendar)


async def _tell_entry(
    turn: Turn,
    place: Place,
    receipt: Receipt,
    basis: EntryBasis,
    to: Sequence[int],
) -> None:
    """At once, or `WITHIN` after the last notice; what waits already goes along."""
    if basis.paper is not None:  # its number is told with the contents
        await outbox.withdraw(turn.unit, _paper_key(place, basis), "joined")
    prefix = _prefix(place.plan, place.agency)
    known = await outbox.of_notices(turn.unit, prefix)
    waits = [one for one in known if one.state == "queued"]
    told = [one.not_before + WITHIN for one in known if one.state in _TOLD]
    at = await _open(turn, place.plan, max([turn.now, *told]))
    receipts = sorted({receipt.id, *(n for one in waits for n in _receipts(one.key))})
    await outbox.withdraw(turn.unit, prefix, "joined")
    question = {"receipts": receipts, "agency": place.agency.id, "plan": place.plan.id}
    await turn.notify(
        [
            Notice(
                key=f"{prefix}{'+'.join(map(str, receipts))}:person {one}",
                composer="entered",
                question=question,
                person=one,
                not_before=at,
            )
            for one in to
        ]
    )


async def _tell_paper(turn: Turn, place: Place, basis: EntryBasis, to: Sequence[int]) -> None:
    at = await _open(turn, place.plan, turn.now)
    question = {
        "agency": place.agency.id,
        "plan": place.plan.id,
        "round": place.round.id if place.round else 0,
        "paper": basis.paper.code if basis.paper else "",
    }
    key = _paper_key(place, basis)
    await turn.notify(
        [
            Notice(f"{key}person {one}", "entered_paper", question, person=one, not_before=at)
            for one in to
        ]
    )


def _paper_key(place: Place, basis: EntryBasis) -> str:
    code = basis.paper.code if basis.paper else ""
    return f"entered:{place.plan.id}:{place.agency.id}:paper {code}:"


def _prefix(plan: Plan, agency: Agency) -> str:
    """How the natural keys of all notices of entries for an agency begin."""
    return f"entered:{plan.id}:{agency.id}:receipt "


def _receipts(key: str) -> set[int]:
    """The entries that a notice tells of: "…:receipt 12+13:person 5"."""
    told = key.rpartition(":receipt ")[2].partition(":person ")[0]
    return {int(one) for one in told.split("+")}


async def tell_withdrawn(turn: Turn, found: Entry) -> None:
    """Who was told of an entry is told that it was taken back; nobody else."""
    sendings = await outbox.of_notices(turn.unit, _prefix(found.plan, found.agency))
    mine = [one for one in sendings if found.receipt.id in _receipts(one.key)]
    told = [one.to for one in mine if one.state in _TOLD and one.to is not None]
    at = await _open(turn, found.plan, turn.now)
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
