"""Telegram: raw updates in, rows out, through python-telegram-bot's `Bot` and types."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.platforms import base
from bot.platforms.telegram_faults import guard, meaning
from bot.platforms.telegram_updates import arrived, translate
from bot.platforms.transport import AiohttpRequest, TooLarge
from dialogues.cut import cut
from dialogues.markup import to_plain, utf16_len
from dialogues.messages import Choice, Incoming
from storage.inbox import Arrived
from storage.sending import OutFile, OutRow

TEXT_UNITS = 4096  # UTF-16 units of a message, after the markup is parsed
CAPTION_UNITS = 1024
FILE_SECONDS = 60.0
MOST_TOAST = 200  # characters of a word to who pressed
ROW_CHARS = 30  # buttons share a row while their labels stay readable with one thumb
ALLOWED = ["message", "edited_message", "channel_post", "callback_query", "my_chat_member"]
_NO_PREVIEW = {"is_disabled": True}

Keyboard = list[list[dict[str, str]]]


@dataclass(frozen=True)
class TelegramOptions:
    """Where the Bot API is, and how to get there. Seconds. `mark` ends every message (demo)."""

    token: str
    api: str
    proxy: str | None = None
    send_timeout: float = 15.0
    name: str = "telegram"
    mark: str = ""


class Telegram:
    """One Telegram bot."""

    def __init__(self, options: TelegramOptions) -> None:
        # The library's own switch to its coming form; without it every 429 raises a warning.
        os.environ.setdefault("PTB_TIMEDELTA", "true")
        self._options = options
        self._offset: int | None = None
        sends = AiohttpRequest(limit=64, read_timeout=options.send_timeout, proxy=options.proxy)
        polls = AiohttpRequest(limit=2, read_timeout=60, proxy=options.proxy)
        base_url = options.api.rstrip("/")
        self.bot = Bot(
            options.token,
            base_url=f"{base_url}/bot",
            base_file_url=f"{base_url}/file/bot",
            request=sends,
            get_updates_request=polls,
        )
        self._sends, self._polls = sends, polls
        self._send_url = f"{self.bot.base_url}/sendMessage"
        self._requests = (sends, polls)

    @property
    def name(self) -> str:
        return self._options.name

    @property
    def secret_header(self) -> str:
        return "x-telegram-bot-api-secret-token"

    async def open(self) -> None:
        """Open the connections; the token is tried by the first call, not here."""
        for request in self._requests:
            await request.initialize()

    async def close(self) -> None:
        for request in self._requests:
            await request.shutdown()

    async def use_polling(self) -> None:
        await guard(self.bot.delete_webhook())

    async def use_webhook(self, url: str, secret: str) -> None:
        await guard(self.bot.set_webhook(url, secret_token=secret, allowed_updates=ALLOWED))

    async def me(self) -> str:
        """The bot's user name, for links."""
        user = await guard(self.bot.get_me())
        return str(user.username)

    async def show_commands(self, commands: Sequence[tuple[str, str]]) -> None:
        await guard(self.bot.set_my_commands(commands))

    async def poll(self, keep: base.Keep, *, wait: int) -> int:
        """One long poll. The offset is the last id of the batch just committed plus one."""
        asked = {"timeout": wait, "limit": 100, "allowed_updates": json.dumps(ALLOWED)}
        if self._offset is not None:
            asked["offset"] = self._offset
        # `Bot.get_updates` would parse the batch: one unreadable update would hide the others.
        url = f"{self.bot.base_url}/getUpdates?{urlencode(asked)}"
        request = self._polls.post(url, read_timeout=wait + 15)
        updates: list[dict[str, Any]] = await guard(request)
        if updates:
            await keep(self.name, [arrived(one) for one in updates])
            self._offset = int(updates[-1]["update_id"]) + 1
        return len(updates)

    def arrivals(self, raw: Any) -> Sequence[Arrived]:
        if not isinstance(raw, dict):
            raise TypeError
        return [arrived(raw)]

    def translate(self, raw: Mapping[str, Any]) -> Incoming:
        return translate(self.name, raw)

    async def send(self, row: OutRow) -> base.Sent:
        """Send the next part of a row; the choices stand under the last one."""
        keyboard = _keyboard(row.say.choices)
        if row.edits is not None:
            return base.Sent(await self._edit(row, keyboard))
        if row.file is not None:
            return await self._send_file(row, row.file, keyboard)
        parts = cut(row.say.text + self._options.mark, TEXT_UNITS)[row.parts_sent :]
        if not parts:
            return base.Sent("")
        more = len(parts) > 1
        message = await self._send_part(row.address, parts[0], [] if more else keyboard)
        return base.Sent(message, more)

    async def _send_part(self, chat: str, text: str, keyboard: Keyboard) -> str:
        fields: dict[str, Any] = {
            "chat_id": chat,
            "text": text,
            "parse_mode": ParseMode.HTML,
            "link_preview_options": _NO_PREVIEW,
        }
        if keyboard:
            fields["reply_markup"] = {"inline_keyboard": keyboard}
        sent: dict[str, Any] = await guard(self._sends.call(self._send_url, fields))
        return str(sent["message_id"])

    async def _send_file(self, row: OutRow, file: OutFile, keyboard: Keyboard) -> base.Sent:
        """A file, the text as its caption; a longer text goes before it, in parts."""
        caption = row.say.text + self._options.mark
        if utf16_len(to_plain(caption)) > CAPTION_UNITS:
            parts = cut(row.say.text, TEXT_UNITS)[row.parts_sent :]
            if parts:
                return base.Sent(await self._send_part(row.address, parts[0], []), more=True)
            caption = self._options.mark.strip()
        document = file.remote or InputFile(file.data or b"", filename=file.name)
        sent = await guard(
            self.bot.send_document(
                row.address,
                document,
                caption=caption or None,
                parse_mode=ParseMode.HTML,
                reply_markup=_markup(keyboard),
                read_timeout=FILE_SECONDS,
            )
        )
        return base.Sent(str(sent.message_id))

    async def download(self, remote: str, most: int) -> bytes:
        """The bytes of a file by its file_id: getFile, then its address under the token."""
        file = await guard(self.bot.get_file(remote))
        if file.file_size is not None and file.file_size > most:
            raise base.TooBig
        if not str(file.file_path).startswith("http"):
            raise base.Rejected("no address")
        try:
            status, body = await self._sends.fetch(file.file_path, most, FILE_SECONDS)
        except TooLarge as error:
            raise base.TooBig from error
        except TelegramError as error:
            raise meaning(error) from error
        if status != HTTPStatus.OK:
            gone = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
            raise base.Rejected(str(status)) if gone else base.NotSent(str(status))
        return body

    async def _edit(self, row: OutRow, keyboard: Keyboard) -> str:
        message = str(row.edits)
        text = cut(row.say.text + self._options.mark, TEXT_UNITS)[0]
        try:
            await guard(
                self.bot.edit_message_text(
                    text,
                    chat_id=row.address,
                    message_id=int(message),
                    parse_mode=ParseMode.HTML,
                    reply_markup=_markup(keyboard),
                )
            )
        except base.Rejected as error:
            if "not modified" in str(error):
                return message
            # Too old to edit, or deleted by its reader: say it anew.
            return await self._send_part(row.address, text, keyboard)
        return message

    async def answer(self, callback: str, text: str = "") -> None:
        url = f"{self.bot.base_url}/answerCallbackQuery"
        shown = {"text": text[:MOST_TOAST], "show_alert": True} if text else {}
        await guard(self._sends.call(url, {"callback_query_id": callback, **shown}))


def _keyboard(choices: Sequence[Choice]) -> Keyboard:
    rows: Keyboard = []
    width = ROW_CHARS + 1
    for choice in choices:
        label = f"{choice.key} {choice.label}" if choice.key.isdigit() else choice.label
        if width + len(label) > ROW_CHARS or len(rows[-1]) >= 3:
            rows.append([])
            width = 0
        rows[-1].append({"text": label, "callback_data": choice.action})
        width += len(label) + 2
    return rows


def _markup(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    if not keyboard:
        return None
    buttons = [
        [InlineKeyboardButton(one["text"], callback_data=one["callback_data"]) for one in row]
        for row in keyboard
    ]
    return InlineKeyboardMarkup(buttons)
