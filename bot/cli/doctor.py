"""`daumoi doctor`: everything looked at, every finding told with its mend."""

from __future__ import annotations

import asyncio

import click

from bot.cli.checks import child, folder, links, machine, plans, store, telegram, zalo
from bot.cli.checks import clock as time
from bot.cli.checks.finding import Finding, Level, good
from bot.cli.office import Office
from bot.cli.texts import tell
from bot.ground import SystemClock
from bot.settings import Settings, SettingsWrong, load_settings
from plans.ground import local
from storage import inbox, invitations
from storage.database import Database


def examine() -> int:
    """Print what was found; 1 when something must be mended."""
    findings = [*machine.unknown_variables()]
    try:
        settings = load_settings()
    except SettingsWrong as wrong:
        findings += map(machine.wrong_setting, wrong.all)
    else:
        findings += [good("settings"), *asyncio.run(_all(settings))]
    for finding in findings:
        click.echo(str(finding))
    count = sum(finding.level is Level.MEND for finding in findings)
    tell("doctor.summary_mend" if count else "doctor.summary_good", count=count)
    return 1 if count else 0


async def _all(settings: Settings) -> list[Finding]:
    clock = SystemClock()
    now = clock.now()
    findings = [*machine.secrets(settings), machine.texts(settings)]
    findings += [*folder.data_folder(settings), folder.backup(settings.data_dir, now)]
    findings += [machine.running(settings), await child.child(), time.zone(now)]
    findings += await _stored(settings, clock)
    findings += await telegram.telegram(settings, now)
    findings += await zalo.zalo(settings)
    findings += time.against(await time.far_time(settings), clock.now(), settings.telegram_api)
    return [*findings, machine.calendar(local(now).date())]


async def _stored(settings: Settings, clock: SystemClock) -> list[Finding]:
    office = Office(settings, Database(settings.database_url), clock)
    try:
        version = await store.version(office)
        if version.level is not Level.GOOD:
            return [version, *folder.key(settings, codes=0)]
        async with office.reading() as unit:
            findings = [*folder.key(settings, await invitations.unused(unit))]
            findings += time.stored(unit.now, await inbox.latest(unit))
            findings += [one async for one in store.contents(unit)]
            findings += await zalo.plan(unit, settings)
            findings += [one async for one in links.contents(unit, settings)]
            return [version, *findings, *[one async for one in plans.contents(unit)]]
    finally:
        await office.db.close()
