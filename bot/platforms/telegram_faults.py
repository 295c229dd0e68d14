"""The errors of python-telegram-bot, with the meanings the program acts on."""

from __future__ import annotations

from typing import Any

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.platforms import base
from bot.platforms.transport import NothingSent


async def guard(call: Any) -> Any:
    """Await a call of python-telegram-bot; its errors get the meanings the program acts on."""
    try:
        return await call
    except TelegramError as error:
        raise meaning(error) from error


def meaning(error: TelegramError) -> base.SendFault:
    """What an error of the library means for what was to be done."""
    if isinstance(error, RetryAfter):
        wait: Any = error.retry_after
        return base.TooFast(wait.total_seconds() if hasattr(wait, "total_seconds") else wait)
    if isinstance(error, ChatMigrated):
        return base.Moved(str(error.new_chat_id))
    if isinstance(error, BadRequest):  # before NetworkError: it is one
        said = error.message.lower()
        if "file is too big" in said:
            return base.TooBig(error.message)
        gone = "chat not found" in said
        return base.Unreachable(error.message) if gone else base.Rejected(error.message)
    for kind, means in _MEANINGS:
        if isinstance(error, kind):
            return means("token" if kind is InvalidToken else error.message)
    return base.Rejected(error.message)


_MEANINGS: tuple[tuple[type[TelegramError], type[base.SendFault]], ...] = (
    (Forbidden, base.Unreachable),
    (InvalidToken, base.TokenRefused),
    (NothingSent, base.NotSent),
    (TimedOut, base.NoAnswer),
    (NetworkError, base.NotSent),
)
