"""Zalo's methods, strictly: nothing it does not document is taken."""

from __future__ import annotations

import asyncio
import ipaddress
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sandbox.calls import Call
from sandbox.model import Chat
from sandbox.telegram.api import Answer
from sandbox.telegram.params import Params
from sandbox.words import units
from sandbox.zalo.ids import room_id, wire_id

if TYPE_CHECKING:
    from sandbox.room import Room
    from sandbox.zalo.bot import ZaloBot

MOST_TEXT = 2_000
_SEND_FIELDS = frozenset({"chat_id", "text", "parse_mode", "text_styles"})


class ZaloRefusedError(Exception):
    """`status` of HTTP where it is not the code: Zalo also says no with 200."""

    def __init__(self, code: int, description: str, status: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.status = status or code


class ZaloApi:
    """The methods of every Zalo bot of one room."""

    def __init__(self, room: Room) -> None:
        self.room = room

    async def call(self, bot: ZaloBot, method: str, params: Params) -> Answer:
        """Do what the call asks, or say why not, and write it down."""
        room = self.room
        if room.faults.latency_ms and method in room.faults.methods:
            await asyncio.sleep(room.faults.latency_ms / 1000)
        record = room.calls.open(room.now(), bot.user.name, method, params.record())
        record.chat_id = room_id(params.text("chat_id"))
        record.fault = fault = room.faults.strike(method)
        if fault == "no_answer":
            record.code, record.description = 0, fault
            return Answer(0, b"", fault)
        try:
            result = await self._done(bot, method, params, record)
        except ZaloRefusedError as refused:
            record.code, record.description = refused.code, refused.description
            room.changes.bump()
            return Answer(refused.status, refusal_body(refused), fault)
        room.changes.bump()
        return Answer(200, json.dumps({"ok": True, "result": result}).encode(), fault)

    async def _done(self, bot: ZaloBot, method: str, params: Params, record: Call) -> Any:
        if record.fault == "too_many":  # without a word how long to wait
            raise ZaloRefusedError(429, "Quota exceeded")
        if record.fault == "server_error":
            raise ZaloRefusedError(403, "Internal server error", 200)
        if method == "getUpdates":
            return await _updates(bot, params)
        work = _METHODS.get(method)
        if work is None:
            raise ZaloRefusedError(400, "API name invalid")
        return work(self.room, bot, params, record)


def refusal_body(refused: ZaloRefusedError) -> bytes:
    """{"ok": false, ...} as Zalo writes it."""
    said = {"ok": False, "description": refused.description, "error_code": refused.code}
    return json.dumps(said).encode()


async def _updates(bot: ZaloBot, params: Params) -> Any:
    if bot.webhook is not None:
        raise ZaloRefusedError(400, "getUpdates is not available while a webhook is set")
    if unknown := set(params.values) - {"timeout"}:
        raise ZaloRefusedError(400, f"unknown parameter {min(unknown)}")
    body = await bot.updates.poll(params.number("timeout", 30))
    if body is None:
        raise ZaloRefusedError(408, "Request timeout")
    return json.loads(body)


def _me(_room: Room, bot: ZaloBot, _params: Params, _record: Call) -> Any:
    return {
        "id": wire_id(bot.user.id),
        "account_name": bot.user.username,
        "account_type": "BASIC",
        "can_join_groups": False,
    }


def _send(room: Room, bot: ZaloBot, params: Params, record: Call) -> Any:
    if unknown := set(params.values) - _SEND_FIELDS:  # no buttons, no replies, no files
        raise ZaloRefusedError(400, f"unknown parameter {min(unknown)}")
    text = params.text("text")
    if not text.strip() or units(text) > MOST_TEXT:
        raise ZaloRefusedError(400, f"text must have 1 to {MOST_TEXT} characters")
    chat = _chat(room, bot, record.chat_id)
    if not bot.takes_one_more(chat, f"{room.now():%Y-%m}"):
        raise ZaloRefusedError(429, "Quota exceeded")
    message = room.post(bot, chat, text, [])
    record.message_id = message.id
    bot.next_id += 1
    bot.said[f"{bot.next_id:020x}"] = (chat.id, message.id)
    return {"message_id": f"{bot.next_id:020x}", "date": int(room.now().timestamp() * 1000)}


def _chat(room: Room, bot: ZaloBot, number: int | None) -> Chat:
    """A chat the bot may write in: one where somebody wrote to it, or a group it sits in."""
    chat = room.groups.get(number or 0) or room.private(bot.user.id, number or 0)
    if chat is None or bot.user.id not in chat.bots or chat.blocked or not chat.started:
        raise ZaloRefusedError(404, "Chat not found")
    return chat


def _typing(room: Room, bot: ZaloBot, _params: Params, record: Call) -> Any:
    _chat(room, bot, record.chat_id).typing_until = room.monotonic() + 5.0
    return True


def _set_webhook(_room: Room, bot: ZaloBot, params: Params, _record: Call) -> Any:
    url, secret = params.text("url"), params.text("secret_token")
    if not 8 <= len(secret) <= 256:
        raise ZaloRefusedError(400, "secret_token must have 8 to 256 characters")
    if not _on_this_machine(url):
        raise ZaloRefusedError(400, "invalid webhook url")
    bot.set_webhook(url, secret)
    return {"url": url}


def _on_this_machine(url: str) -> bool:
    """Only this machine is ever contacted, with or without TLS."""
    parts = urlsplit(url)
    try:
        local = ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        local = parts.hostname == "localhost"
    return local and parts.scheme in {"http", "https"}


def _delete_webhook(_room: Room, bot: ZaloBot, _params: Params, _record: Call) -> Any:
    bot.drop_webhook()
    return True


def _webhook_info(_room: Room, bot: ZaloBot, _params: Params, _record: Call) -> Any:
    if bot.webhook is None:
        raise ZaloRefusedError(404, "Not found")
    return {"url": bot.webhook.hook.url}


_METHODS: dict[str, Callable[[Room, ZaloBot, Params, Call], Any]] = {
    "getMe": _me,
    "sendMessage": _send,
    "sendChatAction": _typing,
    "setWebhook": _set_webhook,
    "deleteWebhook": _delete_webhook,
    "getWebhookInfo": _webhook_info,
}
