"""The plans: who answers for them, and what they leave open."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

from bot.cli.checks.finding import Finding, good, mend, note
from bot.cli.gone import gone_names
from bot.cli.people import how, not_yet
from bot.cli.texts import say
from plans.ground import local
from plans.model import Agency, Plan, ReportingDuty, Role, Round, RoundState
from plans.undated import undated
from storage import (
    participants,
    plans,
    reaching,
    rounds,
    task_parts,
)
from storage.database import Unit

_QUOTED = 60  # characters of the plan's own words


async def contents(unit: Unit) -> AsyncIterator[Finding]:
    """Every plan in use."""
    found = await plans.every(unit)
    async for finding in _unreachable(unit, found):
        yield finding
    async for finding in _without_focal(unit, found):
        yield finding
    for plan in found:
        if names := await gone_names(unit, plan):
            yield note("agencies_gone", short=plan.short, names=names)
        async for finding in _leads(unit, plan):
            yield finding
        async for finding in _undated(unit, plan):
            yield finding


async def _unreachable(unit: Unit, found: list[Plan]) -> AsyncIterator[Finding]:
    anybody, joined, all_reached = False, False, True
    for plan in found:
        people, codes = await not_yet(unit, plan.id)
        if people or codes:
            anybody, all_reached = True, all_reached and not people
            yield note("people_waiting", short=plan.short, people=len(people), codes=codes)
        for role in (Role.COORDINATOR, Role.FOCAL):
            for one in await reaching.reach(unit, plan.id, role):
                anybody = joined = True
                if not one.connected:
                    all_reached = False
                    who = {"name": one.name, "agency": one.agency.name, "why": how(one)}
                    yield note("unreachable", short=plan.short, **who)
    if not anybody:
        yield note("people_none")
    elif all_reached and joined:
        yield good("people")


async def _without_focal(unit: Unit, found: list[Plan]) -> AsyncIterator[Finding]:
    missing = [pair for plan in found for pair in await _silent_agencies(unit, plan)]
    for plan, agency in missing:
        yield mend("no_focal", short=plan.short, agency=agency.name)
    if not missing:
        opened = [await rounds.of_plan(unit, plan.id, RoundState.OPEN) for plan in found]
        yield good("focal") if any(opened) else good("rounds_none")


async def _silent_agencies(unit: Unit, plan: Plan) -> list[tuple[Plan, Agency]]:
    """The agencies in open rounds of a plan for which nobody answers."""
    answered = {one.agency.id for one in await reaching.reach(unit, plan.id, Role.FOCAL)}
    asked = await _asked(unit, plan)
    return [(plan, agency) for key, agency in asked.items() if key not in answered]


async def _asked(unit: Unit, plan: Plan) -> dict[int, Agency]:
    return {
        one.agency.id: one.agency
        for round_ in await rounds.of_plan(unit, plan.id, RoundState.OPEN)
        for one in await participants.of_round(unit, round_.id)
    }


async def _leads(unit: Unit, plan: Plan) -> AsyncIterator[Finding]:
    """Tasks nobody answers for, and leads nobody represents that no open round has told of."""
    leads = [(task, agency) for task, agency, _ in await task_parts.lead_states(unit, plan.id)]
    holes = [task.number for task, agency in leads if agency is None]
    if holes:
        yield note("no_lead", short=plan.short, numbers=", ".join(holes))
    told = {one.agency.id for one in await reaching.reach(unit, plan.id, Role.FOCAL)}
    told |= {plan.coordinator.id, *await _asked(unit, plan)}
    silent = [one.name for _, one in leads if one and one.urge and one.id not in told]
    if silent:
        yield note("lead_silent", short=plan.short, agencies=", ".join(dict.fromkeys(silent)))


async def _undated(unit: Unit, plan: Plan) -> AsyncIterator[Finding]:
    known = await rounds.of_plan(unit, plan.id)
    for duty in await plans.reporting_duties(unit, plan.id):
        others = duty.reporters != (plan.coordinator.name,)  # its own report is its own affair
        if others and undated(duty) and not _dated_since(duty, known, unit):
            frequency = say(f"frequency.{duty.frequency}")
            yield note("undated", short=plan.short, frequency=frequency, quote=_short(duty.quote))


def _dated_since(duty: ReportingDuty, known: Sequence[Round], unit: Unit) -> bool:
    """Whether a person has given the coming report its date."""
    today = local(unit.now).date()
    return any(one.duty == duty.id and one.ends >= today for one in known)


def _short(quote: str) -> str:
    short = quote if len(quote) <= _QUOTED else f"{quote[:_QUOTED].rsplit(' ', 1)[0]} …"
    return short.rstrip(".")
