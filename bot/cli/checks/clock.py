"""The machine's clock: its zone, and whether it is right."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp

from bot.cli.checks.finding import Finding, good, mend, note
from bot.cli.telegram import SECONDS
from bot.settings import Settings
from plans.ground import VIETNAM, local

ALLOWED = timedelta(seconds=60)


def zone(now: datetime) -> Finding:
    """The zone of the machine; the program itself always reckons in Vietnam's."""
    offset = now.astimezone().utcoffset() or timedelta(0)
    if offset == now.astimezone(VIETNAM).utcoffset():
        return good("zone")
    return note("zone_other", offset=f"{offset / timedelta(hours=1):+g}")


def stored(now: datetime, latest: datetime | None) -> list[Finding]:
    """A clock that runs behind what was already written down."""
    if latest is None or now + ALLOWED >= latest:
        return []
    shown = {"now": local(now), "latest": local(latest)}
    return [mend("clock_back", **{name: f"{at:%H:%M %d/%m/%Y}" for name, at in shown.items()})]


def against(far: datetime | None, now: datetime, api: str) -> list[Finding]:
    """The far side's clock beside ours, when it could be asked."""
    if far is None:
        return []
    off = abs(far - now)
    if off <= ALLOWED:
        return [good("clock")]
    return [mend("clock_off", seconds=round(off.total_seconds()), api=api)]


async def far_time(settings: Settings) -> datetime | None:
    """What the far side takes for the present moment, UTC; None where it does not say."""
    timeout = aiohttp.ClientTimeout(total=SECONDS)
    try:
        async with (
            aiohttp.ClientSession(trust_env=True, timeout=timeout) as session,
            session.head(settings.telegram_api, proxy=settings.proxy) as answer,
        ):
            return parsedate_to_datetime(answer.headers["Date"]).astimezone(UTC)
    except (aiohttp.ClientError, TimeoutError, KeyError, ValueError):
        return None
