"""The store: reachable, of this version, and what waits in it."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.cli.checks.finding import Finding, good, mend, note
from bot.cli.office import Office, reason, store_faults, store_file
from bot.cli.people import how
from plans.model import Agency, Plan, Role, RoundState
from storage import inbox, migrate, outbox, participants, people, plans, rounds
from storage.database import Unit


async def version(office: Office) -> Finding:
    """Is there a store, and is it the one this program knows?"""
    file = store_file(office.settings)
    if file is not None and not file.exists():
        return mend("database_empty")
    try:
        revision = await migrate.current(office.db)
    except store_faults() as error:
        return mend("database_unreachable", reason=reason(error))
    head = migrate.head()
    if revision is None:
        return mend("database_empty")
    if revision != head:
        return mend("database_old", revision=revision, head=head)
    missing = await migrate.lacking(office.db)
    if missing is not None:
        return mend("database_lacking", revision=revision, missing=missing)
    return good("database", revision=revision)


async def contents(unit: Unit) -> AsyncIterator[Finding]:
    """Everything the store itself can tell."""
    yield await _inbox(unit)
    async for finding in _outbox(unit):
        yield finding
    found = await plans.every(unit)
    async for finding in _unreachable(unit, found):
        yield finding
    async for finding in _without_focal(unit, found):
        yield finding


async def _inbox(unit: Unit) -> Finding:
    count = (await inbox.counts(unit)).get("aside", 0)
    return mend("inbox_aside", count=count) if count else good("inbox")


async def _outbox(unit: Unit) -> AsyncIterator[Finding]:
    counts = await outbox.counts(unit)
    failed, unknown = counts.get("failed", 0), counts.get("unknown", 0)
    if failed:
        yield note("outbox_failed", count=failed)
    if unknown:
        yield note("outbox_unknown", count=unknown)
    if not (failed or unknown):
        yield good("outbox")


async def _unreachable(unit: Unit, found: list[Plan]) -> AsyncIterator[Finding]:
    all_reached = True
    for plan in found:
        for role in (Role.COORDINATOR, Role.FOCAL):
            for one in await people.reach(unit, plan.id, role):
                if not one.connected:
                    all_reached = False
                    who = {"name": one.name, "agency": one.agency.name, "why": how(one)}
                    yield note("unreachable", short=plan.short, **who)
    if all_reached:
        yield good("people")


async def _without_focal(unit: Unit, found: list[Plan]) -> AsyncIterator[Finding]:
    missing = [pair for plan in found for pair in await _silent_agencies(unit, plan)]
    for plan, agency in missing:
        yield mend("no_focal", short=plan.short, agency=agency.name)
    if not missing:
        yield good("focal")


async def _silent_agencies(unit: Unit, plan: Plan) -> list[tuple[Plan, Agency]]:
    """The agencies in open rounds of a plan for which nobody answers."""
    answered = {one.agency.id for one in await people.reach(unit, plan.id, Role.FOCAL)}
    asked = {
        one.agency.id: one.agency
        for round_ in await rounds.of_plan(unit, plan.id, RoundState.OPEN)
        for one in await participants.of_round(unit, round_.id)
    }
    return [(plan, agency) for key, agency in asked.items() if key not in answered]
