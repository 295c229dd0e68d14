"""What the command line asks Telegram: who the bot is, and how it is sent its updates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from telegram import WebhookInfo

    from bot.platforms.telegram import Telegram
    from bot.settings import Settings

_NAME = re.compile(r"@?([A-Za-z]\w{3,31})")
SECONDS = 8.0  # a command does not wait longer for the far side


@dataclass(frozen=True)
class Seen:
    """The bot as Telegram sees it; `webhook` "" while it is polled. Moments in UTC."""

    name: str
    webhook: str
    last_error: str
    failed_at: datetime | None = None
    pending: int = 0


async def look(settings: Settings) -> Seen:
    """Ask Telegram; raises `bot.platforms.base.SendFault`. Never shows the token."""
    from bot.platforms.telegram import Telegram, TelegramOptions

    assert settings.telegram_token is not None  # noqa: S101 - asked by the caller
    token = settings.telegram_token.get_secret_value()
    options = TelegramOptions(token, settings.telegram_api, settings.proxy, SECONDS)
    platform = Telegram(options)
    await platform.open()
    try:
        name = await platform.me()
        hook = await _webhook(platform)
        said = hook.last_error_message or ""
        return Seen(name, hook.url, said, hook.last_error_date, hook.pending_update_count)
    finally:
        await platform.close()


async def _webhook(platform: Telegram) -> WebhookInfo:
    from telegram.error import TelegramError

    from bot.platforms.base import Rejected

    try:
        return await platform.bot.get_webhook_info()
    except TelegramError as error:
        raise Rejected(type(error).__name__) from error


async def bot_name(settings: Settings) -> str | None:
    """The bot's user name, or None when there is no token or Telegram cannot be reached now."""
    from bot.platforms.base import SendFault

    if settings.telegram_token is None:
        return None
    try:
        return (await look(settings)).name
    except SendFault:
        return None


async def named_bot(settings: Settings, wanted: str) -> str:
    """The bot's name as given, else as Telegram tells it, else empty; raises Refusal kit.bot."""
    from plans.ground import Refusal

    if not wanted:
        return await bot_name(settings) or ""
    found = _NAME.fullmatch(wanted)
    if found is None:
        raise Refusal("kit.bot", typed=wanted)
    return found[1]
