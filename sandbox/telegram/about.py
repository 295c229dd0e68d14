"""Methods about the bot itself: who it is, how it gets updates, its commands, a chat, a file."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sandbox.files import MOST_DOWNLOAD
from sandbox.telegram import checks, shapes
from sandbox.telegram.params import Params
from sandbox.telegram.refusals import WEBHOOK_ACTIVE, WEBHOOK_SET, RefusedError, bad
from sandbox.telegram.shapes import Json
from sandbox.telegram.webhook import DEFAULT_CONNECTIONS, Hook

if TYPE_CHECKING:
    from sandbox.room import Room
    from sandbox.telegram.bot import TelegramBot

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
MOST_COMMANDS = 100


def get_me(_room: Room, bot: TelegramBot, _params: Params) -> Json:
    """getMe."""
    rights = (
        "supports_inline_queries",
        "can_read_all_group_messages",
        "can_connect_to_business",
        "has_main_web_app",
    )
    return {**shapes.user(bot.user), "can_join_groups": True, **dict.fromkeys(rights, False)}


async def get_updates(bot: TelegramBot, params: Params) -> bytes:
    """getUpdates as the bytes of the list: an update is written out once, when it comes in."""
    if bot.webhook is not None:
        raise RefusedError(409, WEBHOOK_ACTIVE)
    _ask_for(bot, params)
    limit = min(max(params.number("limit", 100), 1), 100)
    updates = await bot.updates.poll(params.number("offset"), limit, params.number("timeout"))
    return b"[" + b",".join(updates) + b"]"


def set_webhook(room: Room, bot: TelegramBot, params: Params) -> bool:
    """setWebhook. Only this machine is ever contacted, with or without TLS."""
    url = params.text("url")
    if not url:
        return delete_webhook(room, bot, params)
    _check_url(url)
    secret = params.text("secret_token")
    if secret and _SECRET.fullmatch(secret) is None:
        raise bad("secret token contains unallowed characters")
    _ask_for(bot, params)
    if params.flag("drop_pending_updates"):
        bot.updates.drop_all()
    bot.updates.end_poll(WEBHOOK_SET)
    most = min(max(params.number("max_connections", DEFAULT_CONNECTIONS), 1), 100)
    bot.set_webhook(Hook(url, secret, most))
    return True


def delete_webhook(_room: Room, bot: TelegramBot, params: Params) -> bool:
    """deleteWebhook."""
    bot.drop_webhook()
    if params.flag("drop_pending_updates"):
        bot.updates.drop_all()
    return True


def get_webhook_info(_room: Room, bot: TelegramBot, _params: Params) -> Json:
    """getWebhookInfo."""
    url = bot.webhook.hook.url if bot.webhook else ""
    info: Json = {"url": url, "has_custom_certificate": False}
    info["pending_update_count"] = bot.updates.pending
    if bot.webhook is not None:
        info |= {"max_connections": bot.webhook.hook.max_connections, "ip_address": "127.0.0.1"}
        info |= bot.webhook.last_error()
    if bot.updates.allowed is not None:
        info["allowed_updates"] = sorted(bot.updates.allowed)
    return info


def get_chat(room: Room, bot: TelegramBot, params: Params) -> Json:
    """getChat."""
    chat = checks.known_chat(room, bot, params)
    if chat.kind != "private":
        checks.chat_for(room, bot, params)
    return shapes.full_chat(chat)


def get_file(room: Room, _bot: TelegramBot, params: Params) -> Json:
    """getFile: up to 20 MB."""
    file_id = params.text("file_id")
    stored = room.files.get(file_id)
    if stored is None:
        raise bad("invalid file_id" if file_id else "file_id not specified")
    if stored.size > MOST_DOWNLOAD:
        raise bad("file is too big")
    return shapes.file(stored, with_path=True)


def set_my_commands(_room: Room, bot: TelegramBot, params: Params) -> bool:
    """setMyCommands."""
    given = params.decoded("commands", "commands")
    if not isinstance(given, list):
        raise bad("can't parse commands: expected an Array")
    if len(given) > MOST_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    bot.commands[_scope(params)] = [_command(item) for item in given]
    return True


def get_my_commands(_room: Room, bot: TelegramBot, params: Params) -> list[dict[str, str]]:
    """getMyCommands."""
    return bot.commands.get(_scope(params), [])


def delete_my_commands(_room: Room, bot: TelegramBot, params: Params) -> bool:
    """deleteMyCommands."""
    bot.commands.pop(_scope(params), None)
    return True


def _ask_for(bot: TelegramBot, params: Params) -> None:
    """allowed_updates stays as it was when it is not sent; an empty list is the default again."""
    wanted = params.decoded("allowed_updates", "allowed updates")
    if isinstance(wanted, list):
        bot.updates.allowed = frozenset(map(str, wanted)) or None


def _check_url(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise bad("bad webhook: invalid webhook URL specified")
    if parts.hostname == "localhost":
        return
    try:
        here = ipaddress.ip_address(parts.hostname).is_loopback
    except ValueError:
        here = False
    if not here:
        raise bad("bad webhook: Failed to resolve host: Name or service not known")


def _command(item: Any) -> dict[str, str]:
    if not isinstance(item, dict):
        raise bad("can't parse commands: expected an Object")
    name, description = (
        str(item.get("command", "")).removeprefix("/"),
        str(item.get("description", "")).strip(),
    )
    if _COMMAND.fullmatch(name) is None:
        raise bad("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _scope(params: Params) -> tuple[str, str]:
    scope = params.decoded("scope", "BotCommandScope") or {}
    if not isinstance(scope, dict):
        raise bad("can't parse BotCommandScope")
    named = [str(scope.get(key, "")) for key in ("type", "chat_id", "user_id")]
    named[0] = named[0] or "default"
    return "/".join(named), params.text("language_code")
