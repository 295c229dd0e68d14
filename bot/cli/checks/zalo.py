"""Zalo: does it know each bot, and does it deliver the way the settings say?"""

from __future__ import annotations

from collections.abc import Iterator

from bot.cli.checks.finding import Finding, good, mend, note
from bot.platforms import base
from bot.settings import Settings
from plans.allowance import Allowance
from plans.ground import local
from storage import quota
from storage.database import Unit

SECONDS = 8.0  # a command does not wait longer for the far side


async def zalo(settings: Settings) -> list[Finding]:
    """Ask once a bot; no token is ever shown."""
    return [one for name in settings.zalo_bots for one in await _bot(settings, name)]


async def _bot(settings: Settings, name: str) -> list[Finding]:
    try:
        account, webhook, joins = await _seen(settings, name)
    except base.TokenRefused:
        return [mend("zalo_token", bot=name)]
    except (base.NotSent, base.NoAnswer):
        return [mend("zalo_unreachable", api=settings.zalo_api)]
    except base.SendFault as fault:
        return [mend("zalo_other", api=settings.zalo_api, fault=type(fault).__name__)]
    groups = () if joins else (note("zalo_no_groups", bot=name),)
    return [good("zalo", bot=account), *groups, *delivery(settings, name, webhook)]


async def _seen(settings: Settings, name: str) -> tuple[str, str, bool]:
    from bot.platforms.zalo import Zalo, ZaloOptions
    from dialogues.catalogue import Catalogue

    token = settings.zalo_bots[name]
    options = ZaloOptions(token, settings.zalo_api, settings.proxy, SECONDS, name)
    platform = Zalo(options, Catalogue.load())
    await platform.open()
    try:
        return await platform.me(), await platform.webhook(), platform.joins_groups
    finally:
        await platform.close()


async def plan(unit: Unit, settings: Settings) -> list[Finding]:
    """How much of Zalo's plan each bot has used; near its end somebody must act."""
    of = Allowance(settings.zalo_people, settings.zalo_messages)
    found = []
    for name in settings.zalo_bots:
        now = await quota.used(unit, name)
        near = now.people >= of.near_people or now.messages >= of.near_messages
        slots = {"bot": name, "people": now.people, "messages": now.messages}
        slots |= {"most": of.people, "month": of.messages}
        found.append((mend if near else good)("zalo_near" if near else "zalo_used", **slots))
        held = await quota.held(unit, name)
        if held is not None:
            at = local(held.until)
            moment = {"clock": f"{at:%H:%M}", "day": f"{at:%d/%m/%Y}"}
            found.append(note("zalo_held", bot=name, count=held.count, **moment))
    return found


def delivery(settings: Settings, name: str, webhook: str) -> Iterator[Finding]:
    """Webhook against polling, which may lose the update in flight."""
    if settings.zalo_mode == "polling":
        yield mend("zalo_webhook_left") if webhook else note("zalo_polling")
    elif not webhook:
        yield mend("zalo_webhook_missing")
    elif webhook != f"{settings.public_url}/{name}":
        yield mend("zalo_webhook_other")
    else:
        yield good("zalo_webhook")
