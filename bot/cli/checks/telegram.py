"""Telegram: does it know the bot, and does it deliver the way the settings say?"""

from __future__ import annotations

from collections.abc import Iterator

from bot.cli.checks.finding import Finding, good, mend
from bot.cli.telegram import Seen, look
from bot.logs import mask
from bot.platforms import base
from bot.settings import Settings


async def telegram(settings: Settings) -> list[Finding]:
    """Ask once; the token is never shown."""
    if settings.telegram_token is None:
        return [] if settings.zalo_bots else [mend("token_none")]
    try:
        seen = await look(settings)
    except base.TokenRefused:
        return [mend("telegram_token")]
    except (base.NotSent, base.NoAnswer):
        return [mend("telegram_unreachable", api=settings.telegram_api)]
    except base.SendFault as fault:
        fields = {"api": settings.telegram_api, "fault": type(fault).__name__}
        return [mend("telegram_other", **fields)]
    return [good("telegram", bot=seen.name), *delivery(settings, seen)]


def delivery(settings: Settings, seen: Seen) -> Iterator[Finding]:
    """Webhook against polling."""
    polling = settings.telegram_mode == "polling"
    if polling and seen.webhook:
        yield mend("webhook_left")
    elif not polling and not seen.webhook:
        yield mend("webhook_missing")
    elif not polling and not seen.webhook.startswith(str(settings.public_url)):
        yield mend("webhook_other")
    elif seen.last_error and not polling:
        yield mend("webhook_error", reason=mask(seen.last_error))
    else:
        yield good("webhook", mode=settings.telegram_mode)
