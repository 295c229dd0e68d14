"""Telegram: can it be reached, does it know the bot, does it deliver as the settings say?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp

from bot.cli.checks.finding import Finding, good, mend, note
from bot.cli.telegram import Seen, look
from bot.logs import mask
from bot.platforms import base
from bot.platforms.transport import NotTheApi, ProxyRefused
from bot.settings import Settings
from plans.ground import local

RECENT = timedelta(days=1)  # Telegram keeps telling of an error long after it is mended
_NEEDS_PASSWORD = 407


async def telegram(settings: Settings, now: datetime) -> list[Finding]:
    """Ask once; neither the token nor a proxy's password is ever shown."""
    if settings.telegram_token is None:
        return [] if settings.zalo_bots else [mend("token_none")]
    try:
        seen = await look(settings)
    except base.TokenRefused:
        return [mend("telegram_token")]
    except base.SendFault as fault:
        return [_reach(settings, fault)]
    through = proxy_host(settings)
    way = [good("proxy", host=through)] if through else []
    return [*way, good("telegram", bot=seen.name), *delivery(settings, seen, now)]


def _reach(settings: Settings, fault: base.SendFault) -> Finding:
    """What stands between this machine and the platform."""
    where = {"api": settings.telegram_api, "host": proxy_host(settings)}
    why = fault.__cause__
    under = why.__cause__ if why is not None else None
    if isinstance(why, ProxyRefused):
        known = "proxy_password" if why.status == _NEEDS_PASSWORD else "proxy_refused"
        return mend(known, **where)
    for kind, key in _IN_THE_WAY:
        if isinstance(under, kind):
            return mend(key, **where)
    if isinstance(why, NotTheApi) or not isinstance(fault, base.NotSent | base.NoAnswer):
        said = str(why) if isinstance(why, NotTheApi) else type(fault).__name__
        return mend("telegram_other", fault=said, **where)
    return mend("telegram_unreachable", **where)


_IN_THE_WAY: tuple[tuple[type[Exception], str], ...] = (
    (aiohttp.ClientProxyConnectionError, "proxy_unreachable"),
    (aiohttp.ClientConnectorDNSError, "telegram_name"),
    (aiohttp.ClientSSLError, "telegram_certificate"),
)


def proxy_host(settings: Settings) -> str:
    """Host and port of the proxy used, without its password; "" when none is."""
    api = urlsplit(settings.telegram_api)
    known = settings.proxy
    if known is None and not proxy_bypass(api.hostname or ""):
        known = getproxies().get(api.scheme)
    if not known:
        return ""
    return urlsplit(known).netloc.rpartition("@")[2]


def delivery(settings: Settings, seen: Seen, now: datetime) -> Iterator[Finding]:
    """Webhook against polling, and what still waits over there."""
    polling = settings.telegram_mode == "polling"
    if polling and seen.webhook:
        yield mend("webhook_left")
    elif not polling and not seen.webhook:
        yield mend("webhook_missing")
    elif not polling and not seen.webhook.startswith(str(settings.public_url)):
        yield mend("webhook_other")
    elif not polling and seen.last_error:
        yield _failed(seen, now)
    else:
        yield good("webhook", mode=settings.telegram_mode)
    if seen.pending:
        yield note("pending", count=seen.pending)


def _failed(seen: Seen, now: datetime) -> Finding:
    at = seen.failed_at or now
    told = {"at": f"{local(at):%H:%M %d/%m/%Y}", "reason": mask(seen.last_error)}
    return (mend if now - at < RECENT else note)("webhook_error", **told)
