"""The round that is to be opened, and who is to report in it: proposed, confirmed by a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from handlers.agencies import directory_of
from handlers.turn import Turn
from plans.directory import AgencyEntry, Directory
from plans.ground import Refusal
from plans.model import Agency, Duty, Plan, ReportingDuty, Round, RoundState
from plans.parts import Asked, audience, reporters_of
from plans.reminding import part_of
from plans.rounds import Dates, dates_of, in_office, onward_duty
from plans.text import fold
from plans.typed_names import meant_among, nearest_among
from storage import agencies, plans, rounds, task_parts
from storage.database import Unit


@dataclass(frozen=True)
class Candidates:
    """Who the plan names as reporting, and who else has a part in it; the Sở itself is neither."""

    named: tuple[Asked, ...]
    others: tuple[Asked, ...]


async def next_round(turn: Turn, plan: Plan) -> Round:
    """The round due next and not yet opened: kept as proposed, so that it is the same for all."""
    for one in reversed(await rounds.of_plan(turn.unit, plan.id)):
        if one.state is RoundState.PROPOSED and one.due >= turn.today:
            return one
    duty, dates = await _next_dates(turn, plan)
    values = {
        "plan_id": plan.id,
        "duty_id": duty.id,
        "year": dates.year,
        "part": part_of(duty.frequency, dates.due),
        "due": dates.due,
        "last_day": dates.last_day,
        "cutoff": dates.cutoff,
        "onward": dates.onward,
    }
    new = await rounds.propose(turn.unit, values)
    found = await rounds.get(turn.unit, new) if new is not None else None
    if found is None:
        raise Refusal("round.no_date", plan=plan)
    return found


async def _next_dates(turn: Turn, plan: Plan) -> tuple[ReportingDuty, Dates]:
    duties = await plans.reporting_duties(turn.unit, plan.id)
    settings = await plans.settings(turn.unit, plan.id)
    known = await rounds.of_plan(turn.unit, plan.id)
    taken = {(one.duty, one.year, one.part) for one in known}
    running = [one for one in known if one.state is RoundState.OPEN and one.due >= turn.today]
    found = [
        (dates.due, duty.id, duty, dates)
        for duty in duties
        if duty.reporters != (plan.coordinator.name,)
        and all(one.duty != duty.id for one in running)  # one round of a duty at a time
        for year in (turn.today.year, turn.today.year + 1)
        if (dates := _dates(duty, duties, year, before=settings.before_means_day_before))
        and (duty.id, year, part_of(duty.frequency, dates.due)) not in taken
        and dates.due >= turn.today
    ]
    if not found and running:
        raise Refusal("round.opened_before", round=running[-1])
    if not found:
        raise Refusal("round.no_date", plan=plan)
    _, _, duty, dates = min(found, key=lambda one: one[:2])
    return duty, in_office(dates, turn.tools.calendar)


def _dates(
    duty: ReportingDuty, duties: Sequence[ReportingDuty], year: int, *, before: bool
) -> Dates | None:
    onward = onward_duty(duty, duties)
    return dates_of(duty, year, onward=onward, before_means_day_before=before)


async def candidates(turn: Turn, plan: Plan, round_: Round) -> Candidates:
    """The plan's reporters, collectives expanded, then the others with a part in it."""
    return await proposed(turn.unit, plan, round_)


async def proposed(unit: Unit, plan: Plan, round_: Round) -> Candidates:
    """The same, outside a conversation."""
    by_code = {one.code: one for one in await agencies.of_province(unit, plan.province)}
    directory = await directory_of(unit, plan.province)
    duty = next(
        one for one in await plans.reporting_duties(unit, plan.id) if one.id == round_.duty
    )
    reporters = [by_code[one.code] for one in named_reporters(duty.reporters, directory)]
    asked = audience(
        reporters, await duties_by_agency(unit, plan, by_code.values()), plan.coordinator
    )
    counted = tuple(one for one in asked if one.counted)
    others = tuple(
        one for one in asked if not one.counted and one.agency.id != plan.coordinator.id
    )
    return Candidates(counted, others)


def named_reporters(names: Sequence[str], directory: Directory) -> tuple[AgencyEntry, ...]:
    """A collective nobody listed is left out: the coordinator adds who is meant."""
    known = []
    for name in names:
        with suppress(Refusal):
            directory.find(name)
            known.append(name)
    return reporters_of(known, directory).agencies


async def duties_by_agency(
    unit: Unit, plan: Plan, agencies: Iterable[Agency]
) -> dict[Agency, list[Duty]]:
    """What each agency has a part in; those without any are left out."""
    by_id = {one.id: one for one in agencies}
    found: dict[Agency, list[Duty]] = {}
    for agency, duty in await task_parts.duties(unit, list(by_id), plan_id=plan.id):
        found.setdefault(by_id[agency], []).append(duty)
    return found


_NUMBER = re.compile(r"\d+")
_ADD = re.compile(r"^(?:them|bo sung)\s+")


def read_changes(text: str, found: Candidates, directory: Directory) -> dict[str, list[int]]:
    """ "3, 7" takes the third and seventh off the list; "thêm Sở A; Sở B" puts agencies on it.

    Raises Refusal round.who_unreadable with the words nobody can place.
    """
    without: list[int] = []
    added: list[int] = []
    for clause in re.split(r"[;\n]", text):
        words = clause.strip()
        adding = _ADD.match(fold(words))
        if adding:
            added += _others(words[adding.end() :], found, directory)
        elif words:
            without += _places(words, found)
    return {"without": without, "added": added}


def _others(words: str, found: Candidates, directory: Directory) -> list[int]:
    """The agencies of one clause: a name that holds a comma is one, else names in a row."""
    whole = _other(words, found, directory)
    if whole is not None:
        return [whole]
    added = []
    for name in directory.split_names(words):
        one = _other(name, found, directory)
        if one is None:
            known = {other.agency.code for other in found.others}
            near = [other.name for other in nearest_among(name, directory, known)]
            raise Refusal("round.who_unreadable", text=name, others=near, nearest=near)
        added.append(one)
    return added


def _other(name: str, found: Candidates, directory: Directory) -> int | None:
    """The agency meant by a name as typed, among those not yet on the list."""
    known = {one.agency.code: one.agency.id for one in found.others}
    entry = meant_among(name, directory, known)
    return known[entry.code] if entry else None


def _places(words: str, found: Candidates) -> list[int]:
    left = _NUMBER.sub("", fold(words)).replace("bo", "").strip(" ,.và")
    places = [int(one) for one in _NUMBER.findall(words)]
    if left or not places or any(not 1 <= place <= len(found.named) for place in places):
        others = [one.agency.name for one in found.others]
        raise Refusal("round.who_unreadable", text=words, others=others, nearest=())
    return [found.named[place - 1].agency.id for place in places]


def confirmed(found: Candidates, changes: Mapping[str, Sequence[int]] | None) -> list[Asked]:
    """The list as the coordinator left it."""
    changes = changes or {}
    without, added = set(changes.get("without", ())), set(changes.get("added", ()))
    kept = [one for one in found.named if one.agency.id not in without]
    return kept + [one for one in found.others if one.agency.id in added]
