"""One Telegram bot as its server knows it: what it hears, its queue, its webhook, its commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sandbox.limits import Limits, Rates
from sandbox.model import Chat, Message, Person, Press
from sandbox.tasks import Tasks
from sandbox.telegram import shapes
from sandbox.telegram.updates import Updates
from sandbox.telegram.webhook import Hook, Webhook
from sandbox.words import part


class TelegramBot:
    """Implements `Bot` of the room. In groups it hears only what privacy mode lets through."""

    def __init__(
        self, user: Person, limits: Limits, tasks: Tasks, stamp: Callable[[], int]
    ) -> None:
        self.user = user
        self.updates = Updates()
        self.rates = Rates(limits)
        self.webhook: Webhook | None = None
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        self._limits = limits
        self._tasks = tasks
        self._stamp = stamp

    def wrote(self, message: Message) -> None:
        """A message or a channel post."""
        if self._hears(message):
            self._push("channel_post" if message.chat.kind == "channel" else "message", message)

    def edited(self, message: Message) -> None:
        """A changed message."""
        if self._hears(message):
            self._push("edited_message", message)

    def pressed(self, press: Press) -> None:
        """A button."""
        self.updates.push(
            "callback_query", shapes.callback(press, self.user.id), press.message.chat.id
        )

    def membership(self, chat: Chat, by: Person, old: str, new: str) -> None:
        """The bot's own standing in a chat changed."""
        content = shapes.member_change(chat, by, self.user, old, new, self._stamp())
        self.updates.push("my_chat_member", content, chat.id)

    def detach(self) -> None:
        """The room closes."""
        self.updates.end_poll()
        if self.webhook is not None:
            self.webhook.stop()

    def set_webhook(self, hook: Hook) -> None:
        """Deliver from now on, starting with what waits."""
        self.drop_webhook()
        self.webhook = Webhook(self.updates, self._limits, self._tasks, self._stamp, hook)
        self.updates.on_push = self.webhook.offer
        for update in self.updates.waiting():
            self.webhook.offer(update)

    def drop_webhook(self) -> None:
        """Stop delivering; what waits stays for getUpdates."""
        self.updates.on_push = None
        if self.webhook is not None:
            self.webhook.stop()
            self.webhook = None
            self.updates.settle()

    def _push(self, kind: str, message: Message) -> None:
        self.updates.push(kind, shapes.message(message), message.chat.id)

    def _hears(self, message: Message) -> bool:
        if message.chat.kind in {"private", "channel"} or message.service is not None:
            return True
        answered = message.reply_to
        if answered is not None and answered.sender is self.user:
            return True
        return any(self._meant(message.text, entity) for entity in message.entities)

    def _meant(self, text: str, entity: dict[str, Any]) -> bool:
        """A command for every bot or for this one, or a mention of this one."""
        me = f"@{self.user.username}".lower()
        words = part(text, entity).lower()
        if entity["type"] == "bot_command":
            return "@" not in words or words.endswith(me)
        return bool(entity["type"] == "mention" and words == me)
