"""One call from its parameters to its answer: rates, faults, the method, the record."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any, NamedTuple

from sandbox.calls import Call
from sandbox.room import Room
from sandbox.telegram import about, changing, sending
from sandbox.telegram.bot import TelegramBot
from sandbox.telegram.params import Params
from sandbox.telegram.refusals import RefusedError, too_many

Method = Callable[[Room, TelegramBot, Params], Any]

METHODS: dict[str, tuple[str, Method]] = {
    name.lower(): (name, method)
    for name, method in {
        "sendMessage": sending.send_message,
        "sendDocument": sending.send_document,
        "sendPhoto": sending.send_photo,
        "sendChatAction": sending.send_chat_action,
        "editMessageText": changing.edit_message_text,
        "editMessageReplyMarkup": changing.edit_message_reply_markup,
        "answerCallbackQuery": changing.answer_callback_query,
        "deleteMessage": changing.delete_message,
        "getMe": about.get_me,
        "setWebhook": about.set_webhook,
        "deleteWebhook": about.delete_webhook,
        "getWebhookInfo": about.get_webhook_info,
        "getChat": about.get_chat,
        "getFile": about.get_file,
        "setMyCommands": about.set_my_commands,
        "getMyCommands": about.get_my_commands,
        "deleteMyCommands": about.delete_my_commands,
    }.items()
}
_RATED = frozenset({"sendMessage", "sendDocument", "sendPhoto"})


class Answer(NamedTuple):
    """`fault` says what to do to the connection instead of, or after, answering."""

    status: int
    body: bytes
    fault: str | None = None


class TelegramApi:
    """The methods of every Telegram bot of one room."""

    def __init__(self, room: Room) -> None:
        self.room = room

    async def call(self, bot: TelegramBot, method: str, params: Params) -> Answer:
        """Do what the call asks, or say why not, and write it down."""
        folded = method.lower()
        if folded == "getupdates":
            return await self._polled(bot, params)
        name, work = METHODS.get(folded, (method, _unknown))
        room = self.room
        if room.faults.latency_ms and name in room.faults.methods:
            await asyncio.sleep(room.faults.latency_ms / 1000)
        record = room.calls.open(room.now(), bot.user.username or "", name, params.record())
        record.fault = fault = room.faults.strike(name)
        if fault == "no_answer":
            record.code, record.description = 0, fault
            return Answer(0, b"", fault)
        try:
            self._hold_back(bot, record, fault)
            result = work(room, bot, params)
        except RefusedError as refused:
            return self._refuse(record, refused, fault)
        if isinstance(result, dict):
            record.message_id = result.get("message_id")
        room.changes.bump()
        return Answer(
            200,
            b'{"ok":true,"result":' + json.dumps(result, separators=(",", ":")).encode() + b"}",
            fault,
        )

    async def _polled(self, bot: TelegramBot, params: Params) -> Answer:
        record = self.room.calls.open(
            self.room.now(), bot.user.username or "", "getUpdates", params.record()
        )
        record.fault = fault = self.room.faults.strike("getUpdates")
        if fault in {"no_answer", "answer_held"}:
            return Answer(0, b"", fault)
        try:
            self._hold_back(bot, record, fault)
            return Answer(
                200, b'{"ok":true,"result":' + await about.get_updates(bot, params) + b"}", fault
            )
        except RefusedError as refused:
            return self._refuse(record, refused, fault)

    def _hold_back(self, bot: TelegramBot, record: Call, fault: str | None) -> None:
        if fault == "too_many":
            raise too_many(self.room.faults.retry_after)
        if fault == "server_error":
            raise RefusedError(500, "Internal Server Error")
        if record.method in _RATED and record.chat_id is not None:
            seconds = bot.rates.wait(record.chat_id, self.room.monotonic())
            if seconds:
                raise too_many(seconds)

    def _refuse(self, record: Call, refused: RefusedError, fault: str | None) -> Answer:
        record.code, record.description = refused.code, refused.description
        self.room.changes.bump()
        return Answer(refused.code, refusal_body(refused), fault)


def refusal_body(refused: RefusedError) -> bytes:
    """{"ok": false, ...} as Telegram writes it."""
    shape: dict[str, Any] = {
        "ok": False,
        "error_code": refused.code,
        "description": refused.description,
    }
    if refused.parameters:
        shape["parameters"] = refused.parameters
    return json.dumps(shape, separators=(",", ":")).encode()


def _unknown(_room: Room, _bot: TelegramBot, _params: Params) -> Any:
    raise RefusedError(404, "Not Found")
