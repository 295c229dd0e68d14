"""Whom a message of the coordinating Sở goes to: agencies, and who of their people is reached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dialogues.catalogue import Catalogue
from handlers.agencies import directory_of
from handlers.listing import agency_names
from handlers.nudges import reached
from handlers.rounding import duties_by_agency, named_reporters
from handlers.turn import Turn
from plans.directory import Directory
from plans.leave import Absence
from plans.model import Agency, Part, Plan, RoundState, Task
from plans.parts import Asked, audience
from storage import absences, agencies, participants, plans, rounds, task_parts
from storage.database import Unit
from storage.reaching import Reach

_LINES = 10  # people named one by one; the rest is counted


@dataclass(frozen=True)
class Former:
    """Those who got an earlier message: its number, its agencies, its people."""

    seq: int
    agencies: tuple[int, ...]
    people: frozenset[int]


@dataclass(frozen=True)
class Addressees:
    """Everybody whom a plan's messages can be addressed to.

    `plan_wide`: the agencies of the plan but the coordinating one, in its order; `owing` None: no
    round is open; `touched`: task → agencies with a part in it, by collective names too, since a
    person chose to tell them.
    """

    plan: Plan
    known: Mapping[int, Agency]  # of the province, in its order
    plan_wide: tuple[Agency, ...]
    leads: tuple[Agency, ...]
    owing: tuple[Agency, ...] | None
    tasks: tuple[Task, ...]
    touched: Mapping[int, frozenset[int]]
    directory: Directory
    reach: Mapping[int, Sequence[Reach]]
    former: Former | None = None

    def in_order(self, ids: Iterable[int]) -> tuple[Agency, ...]:
        """These agencies in the plan's order, those outside the plan last."""
        wanted = set(ids)
        first = [one for one in self.plan_wide if one.id in wanted]
        return (*first, *(o for o in self.known.values() if o.id in wanted and o not in first))


@dataclass(frozen=True)
class Audience:
    """Agencies with their focal points; `only`: nobody but these people."""

    kind: str
    agencies: tuple[Agency, ...]
    reach: Mapping[int, Sequence[Reach]]
    tasks: tuple[Task, ...] = ()
    only: frozenset[int] | None = None

    def _people(self) -> Iterable[Reach]:
        for agency in self.agencies:
            for who in self.reach.get(agency.id, ()):
                if self.only is None or who.person in self.only:
                    yield who

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """(person, agency) of everybody the bot reaches."""
        return list(dict.fromkeys((o.person, o.agency.id) for o in self._people() if o.connected))

    @property
    def people(self) -> list[int]:
        """Everybody the bot reaches, once."""
        return list(dict.fromkeys(person for person, _ in self.pairs))

    @property
    def reached(self) -> list[Agency]:
        """Agencies in which somebody is reached."""
        ids = {agency for _, agency in self.pairs}
        return [one for one in self.agencies if one.id in ids]

    @property
    def lost(self) -> list[Reach]:
        """People whom the bot does not reach."""
        return [one for one in self._people() if not one.connected]

    @property
    def alone(self) -> list[Reach]:
        """People who are reached, are away, and have nobody standing in."""
        return [one for one in self._people() if one.connected and one.alone]

    @property
    def unmanned(self) -> list[Agency]:
        """Agencies without a focal point in chat."""
        return [one for one in self.agencies if not self.reach.get(one.id)]


async def on_duty(unit: Unit, plan: Plan, day: date) -> dict[int, list[Reach]]:
    """The focal points under their agencies; on that day, who stands in for somebody away."""
    found = await reached(unit, plan)
    known = {who.person: who for some in found.values() for who in some}
    away = {a.person: a for a in await absences.followed(unit, known) if day in a.days}
    return {
        agency: [_or_stand_in(who, away.get(who.person), known) for who in some]
        for agency, some in found.items()
    }


def _or_stand_in(who: Reach, absence: Absence | None, known: Mapping[int, Reach]) -> Reach:
    if absence is None or absence.stand_in is None:
        return who
    there = known.get(absence.stand_in)
    if there is not None:
        return replace(there, agency=who.agency)
    lost = "lost" if who.stand_in_lost else None
    name, agency = absence.stand_in_name, who.agency
    return Reach(absence.stand_in, name, "", agency, "", connected=not lost, lost_why=lost)


async def addressees(
    turn: Turn, plan: Plan, day: date, former: Former | None = None
) -> Addressees:
    """As things stand in this turn; `day` is the local day of sending."""
    bodies = await agencies.of_province(turn.unit, plan.province)
    directory = await directory_of(turn.unit, plan.province)
    asked = await _asked(turn.unit, plan, bodies, directory)
    reach = await on_duty(turn.unit, plan, day)
    wide = [one.agency for one in asked]
    ours = plan.coordinator.id
    manned = [one for one in bodies if one.id in reach and one not in wide]
    tasks = await plans.tasks(turn.unit, plan.id)
    return Addressees(
        plan=plan,
        known={one.id: one for one in bodies},
        plan_wide=tuple(one for one in (*wide, *manned) if one.id != ours),
        leads=tuple(
            one.agency for one in asked if (one.leads or one.shared) and one.agency.id != ours
        ),
        owing=await _owing(turn, plan),
        tasks=tuple(tasks),
        touched=await _touched(turn, plan, bodies),
        directory=directory,
        reach=reach,
        former=former,
    )


async def plan_order(unit: Unit, plan: Plan) -> list[int]:
    """The agencies the plan names, in the order in which their answers are listed."""
    bodies = await agencies.of_province(unit, plan.province)
    directory = await directory_of(unit, plan.province)
    return [one.agency.id for one in await _asked(unit, plan, bodies, directory)]


async def _asked(
    unit: Unit, plan: Plan, bodies: Sequence[Agency], directory: Directory
) -> tuple[Asked, ...]:
    """Who the plan names, reporters first, as a round of every duty would ask them."""
    by_code = {one.code: one for one in bodies}
    duties = await plans.reporting_duties(unit, plan.id)
    own = (plan.coordinator.name,)
    names = [name for duty in duties if duty.reporters != own for name in duty.reporters]
    reporters = [by_code[one.code] for one in named_reporters(names, directory)]
    return audience(reporters, await duties_by_agency(unit, plan, bodies), plan.coordinator)


async def _owing(turn: Turn, plan: Plan) -> tuple[Agency, ...] | None:
    """Who has neither sent nor registered a report; those not to be urged are left in peace."""
    running = await rounds.of_plan(turn.unit, plan.id, RoundState.OPEN)
    found: dict[int, Agency] = {}
    for round_ in reversed(running):
        for part in await participants.of_round(turn.unit, round_.id):
            ours = part.agency.id == plan.coordinator.id
            if part.agency.urge and not part.reported and not ours:
                found[part.agency.id] = part.agency
    return tuple(found.values()) if running else None


async def _touched(
    turn: Turn, plan: Plan, bodies: Sequence[Agency]
) -> Mapping[int, frozenset[int]]:
    found: dict[int, set[int]] = {}
    ids = [one.id for one in bodies]
    for agency, duty in await task_parts.duties(turn.unit, ids, plan_id=plan.id):
        if duty.part is not Part.DECIDES:
            found.setdefault(duty.task.id, set()).add(agency)
    return {task: frozenset(some) for task, some in found.items()}


def audience_of(found: Addressees, answers: Mapping[str, Any]) -> Audience:
    """The audience of the answers, with the people as they are reached now."""
    kind = str(answers.get("to", ""))
    tasks = tuple(one for one in found.tasks if one.id in (answers.get("tasks") or ()))
    only = found.former.people if kind == "first" and found.former else None
    return Audience(kind, _agencies(found, kind, answers, tasks), found.reach, tasks, only)


def _agencies(
    found: Addressees, kind: str, answers: Mapping[str, Any], tasks: Sequence[Task]
) -> tuple[Agency, ...]:
    match kind:
        case "all":
            return found.plan_wide
        case "leads":
            return found.leads
        case "owing":
            return found.owing or ()
        case "tasks":
            touched = [found.touched.get(one.id, frozenset()) for one in tasks]
            return found.in_order(frozenset[int]().union(*touched) - {found.plan.coordinator.id})
        case "first" if found.former:
            return found.in_order(found.former.agencies)
        case _:
            return found.in_order(answers.get("who") or ())


def told_slots(texts: Catalogue, to: Audience, *, phones: bool) -> dict[str, object]:
    """What a preview says of its audience: the real number, and the unreachable by name."""
    lost = to.lost
    lines = [texts.say("audience.lost", who=one, phones=phones) for one in lost[:_LINES]]
    return {
        "people": len(to.people),
        "agencies": len(to.reached),
        "names": agency_names(texts, to.reached),
        "unmanned": agency_names(texts, to.unmanned),
        "unmanned_count": len(to.unmanned),
        "lost": lines,
        "lost_more": max(len(lost) - _LINES, 0),
        "lost_count": len(lost),
        "alone": [texts.say("audience.alone", who=one) for one in to.alone[:_LINES]],
    }
