"""The store: reachable, of this version, and what waits in it."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.cli.checks.finding import Finding, good, mend, note
from bot.cli.office import Office, reason, store_faults, store_file
from storage import inbox, migrate, outbox, passing
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
    """What waits in the store."""
    yield await _inbox(unit)
    async for finding in _outbox(unit):
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
    for bot in await passing.down(unit):
        yield mend("bot_down", bot=bot)
