"""The practice room: what people do at their telephones and what follows from it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sandbox.files import picture_size
from sandbox.limits import Limits
from sandbox.membership import Membership
from sandbox.model import (
    Bot,
    Chat,
    Entity,
    Keyboard,
    Message,
    Person,
    Press,
    RoomError,
    StoredFile,
)
from sandbox.telegram.bot import TelegramBot
from sandbox.words import detect
from sandbox.zalo.bot import ZaloBot

# Not a secret: whoever can reach the loopback port may play any part anyway.
PRACTICE_TOKEN = "7000000001:ban-chay-thu-khong-phai-ma-that"  # noqa: S105
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


class Room(Membership):
    """
    People, chats, messages, files and the record of calls, all in memory. `now` gives the aware
    UTC time that messages carry; rates and time-outs use `monotonic` seconds. Everything runs in
    one event loop.
    """

    def __init__(  # noqa: PLR0913 -- the public entry, agreed with those who call it
        self,
        now: Callable[[], datetime],
        token: str = PRACTICE_TOKEN,
        bot_username: str = "daumoi_thu_bot",
        bot_name: str = "Bot Đầu Mối (chạy thử)",
        limits: Limits = Limits(),  # noqa: B008 -- frozen
        *,
        keep_all: bool = False,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(now, limits, keep_all=keep_all, monotonic=monotonic)
        self.telegram: dict[str, TelegramBot] = {}
        self.zalo: dict[str, ZaloBot] = {}
        self._presses: dict[str, Press] = {}
        self._press_number = 4_000_000_000_000_000
        self.base = ""
        self.add_bot(token, bot_username, bot_name)

    def add_bot(self, token: str, username: str, name: str = "") -> TelegramBot:
        """One more bot. Everybody has a private chat with it that nobody has opened yet."""
        head = token.partition(":")[0]
        number = int(head) if head.isdigit() else 7_000_000_001 + len(self.bots)
        if number in self.bots or token in self.telegram:
            raise RoomError("id_taken")
        user = Person(number, name or username, is_bot=True, username=username)
        bot = TelegramBot(user, self.limits, self.tasks, self.stamp)
        self.bots[number] = self.telegram[token] = bot
        for person in self.people.values():
            self._open_private(person, bot, started=False)
        return bot

    def add_zalo(self, token: str, account: str, name: str) -> ZaloBot:
        """A bot on Zalo, beside those on Telegram; `name` is what people mention in a group."""
        number = 8_000_000_001 + len(self.zalo)
        if token in self.zalo:
            raise RoomError("id_taken")
        user = Person(number, name, is_bot=True, username=account)
        bot = ZaloBot(user, self.limits, self.tasks, lambda: self.now().timestamp())
        self.bots[number] = self.zalo[token] = bot
        bot.base = self.base
        for person in self.people.values():
            self._open_private(person, bot, started=False)
        return bot

    def listens(self, base: str) -> None:
        """The address of the server is known: pictures can be fetched there."""
        self.base = base
        for bot in self.zalo.values():
            bot.base = base

    # What people do

    def say(  # noqa: PLR0913 -- everything a person can do while writing
        self,
        person_id: int,
        text: str,
        chat_id: int | None = None,
        reply_to: int | None = None,
        *,
        forward: int | str | None = None,
        edit_of: int | None = None,
        bot_id: int | None = None,
    ) -> Message:
        """
        A person writes `text` exactly as given. `forward`: a person's id, or the name of
        somebody hidden. `edit_of`: the id of an own message that is changed instead.
        """
        if edit_of is not None:
            return self.edit(person_id, chat_id, edit_of, text, bot_id=bot_id)
        chat = self._writable(person_id, chat_id, bot_id)
        message = self._new(chat, self.person(person_id))
        message.text, message.entities = text, detect(text, [])
        message.reply_to = self.message(chat, reply_to) if reply_to else None
        message.forward = self.person(forward) if isinstance(forward, int) else forward
        return self._spread(message)

    def send_file(
        self,
        person_id: int,
        name: str,
        data: bytes,
        mime: str = "",
        caption: str = "",
        chat_id: int | None = None,
    ) -> Message:
        """A person sends a document."""
        return self._send_stored(person_id, self.files.put(name, data, mime), caption, chat_id)

    def send_photo(
        self, person_id: int, name: str, data: bytes, caption: str = "", chat_id: int | None = None
    ) -> Message:
        """A person sends a picture (PNG or JPEG)."""
        size = picture_size(data)
        if size is None:
            raise RoomError("no_picture")
        return self._send_stored(person_id, self.files.put(name, data, "", size), caption, chat_id)

    def edit(
        self,
        person_id: int,
        chat_id: int | None,
        message_id: int,
        new_text: str,
        *,
        bot_id: int | None = None,
    ) -> Message:
        """A person changes an own message (its caption, where it carries a file)."""
        chat = self._writable(person_id, chat_id, bot_id)
        message = self.message(chat, message_id)
        if message.sender is not self.person(person_id):
            raise RoomError("not_yours")
        message.text, message.entities = new_text, detect(new_text, [])
        message.edited_at = self.stamp()
        for bot in chat.bots.values():
            bot.edited(message)
        self.changes.bump()
        return message

    def press(
        self,
        person_id: int,
        chat_id: int | None,
        message_id: int,
        data: str,
        *,
        bot_id: int | None = None,
        stale: bool = False,
    ) -> Press:
        """A person presses a button; with `stale`, one that was there when the person looked."""
        chat = self.chat_of(person_id, chat_id, bot_id)
        message = self.message(chat, message_id)
        if not stale and not any(
            data == button.get("callback_data") for row in message.keyboard or [] for button in row
        ):
            raise RoomError("no_button")
        self._press_number += 1
        press = Press(
            str(self._press_number), self.person(person_id), message, data, self.monotonic()
        )
        self._presses[press.id] = press
        for bot in chat.bots.values():
            if bot.user is message.sender:
                bot.pressed(press)
        self.changes.bump()
        return press

    def open_link(self, person_id: int, code: str, *, bot_id: int | None = None) -> Message:
        """A person opens t.me/<bot>?start=CODE and presses Start."""
        if _PAYLOAD.fullmatch(code) is None:
            raise RoomError("bad_link")
        chat = self.chat_of(person_id, None, bot_id)
        if chat.blocked:
            self.unblock(person_id, bot_id=bot_id)
        return self.say(person_id, f"/start {code}".strip(), bot_id=bot_id)

    def push_raw(self, update: dict[str, Any], *, bot_id: int | None = None) -> int:
        """Put any update in a bot's queue as it is (an update_id is added where it has none)."""
        bot = self.bot(bot_id)
        if not isinstance(bot, TelegramBot):
            raise RoomError("other_platform")
        return bot.updates.push_raw(update)

    # What bots do, once their wire has found nothing to refuse

    def post(
        self,
        bot: Bot,
        chat: Chat,
        text: str,
        entities: list[Entity],
        *,
        keyboard: Keyboard | None = None,
        file: StoredFile | None = None,
    ) -> Message:
        """A bot's message. Other bots do not see it."""
        message = self._new(chat, bot.user)
        message.text, message.entities, message.keyboard, message.file = (
            text,
            entities,
            keyboard,
            file,
        )
        chat.unread += 1
        chat.typing_until = 0.0
        self.changes.bump()
        return message

    def take_press(self, bot: Bot, press_id: str) -> Press | None:
        """The press a bot answers, once and in time."""
        press = self._presses.pop(press_id, None)
        if press is None or press.message.sender is not bot.user:
            return None
        return press if self.monotonic() - press.at <= self.limits.callback_seconds else None

    def let_go(self) -> None:
        """End long polls and waiting pages, so that a server can stop."""
        self.changes.close()
        for bot in self.bots.values():
            bot.detach()

    async def close(self) -> None:
        """`let_go`, then end every delivery."""
        self.let_go()
        await self.tasks.close()

    def _writable(self, person_id: int, chat_id: int | None, bot_id: int | None) -> Chat:
        chat = self.chat_of(person_id, chat_id, bot_id)
        if chat.blocked:
            raise RoomError("blocked")
        chat.started = True
        return chat

    def _send_stored(
        self, person_id: int, file: StoredFile, caption: str, chat_id: int | None
    ) -> Message:
        message = self._new(self._writable(person_id, chat_id, None), self.person(person_id))
        message.file, message.text, message.entities = file, caption, detect(caption, [])
        return self._spread(message)
