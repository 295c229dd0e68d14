"""What the morning decides on, gathered in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from handlers.rights import Right, covers, held
from plans.ground import local
from plans.model import (
    Agency,
    Duty,
    Participant,
    Person,
    Plan,
    PlanSettings,
    ReportingDuty,
    Role,
    Round,
)
from plans.rounds import onward_duty
from reports.standing import with_missing
from storage import jobs, participants, people, plans, rounds, task_parts
from storage.database import Unit

ASKED = "ask:"  # job: the coordinator was asked to open a round; its period is the round's date
_REMEMBERED = timedelta(days=400)  # rounds due earlier than that are nobody's business any more


@dataclass(frozen=True)
class Place:
    """An agency in an open round of a plan whose reminders were started."""

    plan: Plan
    settings: PlanSettings
    round: Round
    duty: ReportingDuty | None
    part: Participant
    leads: tuple[Duty, ...]


@dataclass(frozen=True)
class Facts:
    """Plans whose reminders were started, with their rounds, and the people concerned."""

    people: tuple[Person, ...]
    plans: Mapping[str, Plan]
    settings: Mapping[str, PlanSettings]
    duties: Mapping[str, Sequence[ReportingDuty]]
    rounds: tuple[Round, ...]
    parts: Mapping[int, Sequence[Participant]]
    led: Mapping[tuple[str, int], tuple[Duty, ...]]
    asked: Mapping[tuple[int, date], date]  # (duty, due) → the day the coordinator was asked

    def rounds_of(self, plan: Plan) -> list[Round]:
        return [one for one in self.rounds if one.plan == plan.id]

    def duty_of(self, round_: Round) -> ReportingDuty | None:
        found = (one for one in self.duties.get(round_.plan, ()) if one.id == round_.duty)
        return next(found, None)

    def onward_of(self, round_: Round) -> ReportingDuty | None:
        """The duty by which the Sở reports the round to UBND tỉnh."""
        duty = self.duty_of(round_)
        return onward_duty(duty, self.duties[round_.plan]) if duty else None

    def places(self, round_: Round) -> Sequence[Place]:
        """The agencies of a round, each with what it leads."""
        if round_.id not in self._known_places:
            self._known_places[round_.id] = tuple(self._places(round_))
        return self._known_places[round_.id]

    @cached_property
    def _known_places(self) -> dict[int, Sequence[Place]]:
        return {}

    def _places(self, round_: Round) -> Iterator[Place]:
        plan = self.plans[round_.plan]
        for part in self.parts.get(round_.id, ()):
            leads = self.led.get((plan.id, part.agency.id), ())
            named = with_missing(part, round_, leads)
            duty = self.duty_of(round_)
            yield Place(plan, self.settings[plan.id], round_, duty, named, leads)

    def bodies(self, plan: Plan) -> tuple[Agency, ...]:
        """The agencies that have a focal point for a plan, each once."""
        found = {
            post.agency.id: post.agency
            for one in self.people
            for post in one.appointments
            if post.role is Role.FOCAL and covers(post, plan)
        }
        return tuple(found.values())

    def holders(self, plan: Plan, role: Role, agency: Agency | None = None) -> list[Person]:
        """Who holds a role for a plan (in one agency)."""
        if agency is None:
            return [one for one in self.people if _holds(one, plan, role, None)]
        here = self._by_agency.get(agency.id, ())
        return [one for one in here if _holds(one, plan, role, agency.id)]

    @cached_property
    def _by_agency(self) -> Mapping[int, Sequence[Person]]:
        """Who has any post in an agency: with thousands of people nobody looks through all."""
        found: dict[int, list[Person]] = {}
        for person in self.people:
            for body in {one.agency.id for one in person.appointments}:
                found.setdefault(body, []).append(person)
        return found


def _holds(person: Person, plan: Plan, role: Role, agency: int | None) -> bool:
    return any(one.role is role and covers(one, plan, agency) for one in person.appointments)


async def everybody(unit: Unit) -> Facts:
    """The facts about all people with a post in force."""
    return await gather(unit, await people.everyone(unit))


async def about(unit: Unit, person_id: int) -> Facts:
    """The facts about one person: the agencies of others are left out unless they compile them."""
    person = await people.get(unit, person_id)
    return await gather(unit, [person] if person else [])


async def gather(unit: Unit, who: Sequence[Person]) -> Facts:
    """Nine queries, however many people and agencies."""
    settings = await plans.every_settings(unit)
    started = {one.id: one for one in await plans.every(unit) if one.started is not None}
    since = local(unit.now).date() - _REMEMBERED
    known = [one for one in await rounds.of_every_plan(unit, since) if one.plan in started]
    mine = _agencies(who)
    parts = await participants.in_rounds(unit, [one.id for one in known], mine)
    bodies = {part.agency.id for some in parts.values() for part in some}
    bodies |= {one.agency.id for person in who for one in held(person, Right.REPORT)}
    led: dict[tuple[str, int], list[Duty]] = {}
    for agency, duty in await task_parts.led(unit, bodies):
        led.setdefault((duty.task.plan, agency), []).append(duty)
    return Facts(
        people=tuple(who),
        plans=started,
        settings=settings,
        duties=await plans.every_reporting_duty(unit),
        rounds=tuple(known),
        parts=parts,
        led={key: tuple(some) for key, some in led.items()},
        asked=_asked(await jobs.named(unit, ASKED)),
    )


def _agencies(who: Sequence[Person]) -> set[int] | None:
    """The agencies these people report for; None for all, when one of them compiles."""
    if any(held(person, Right.NUDGE) for person in who):
        return None
    return {one.agency.id for person in who for one in held(person, Right.REPORT)}


def _asked(runs: Mapping[tuple[str, str], Any]) -> dict[tuple[int, date], date]:
    return {
        (int(job.removeprefix(ASKED)), date.fromisoformat(period)): date.fromisoformat(detail)
        for (job, period), detail in runs.items()
    }
