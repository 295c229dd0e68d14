"""Who sits where and who lets whom write: groups, channels, blocking."""

from __future__ import annotations

from typing import Any

from sandbox.directory import Directory
from sandbox.model import Chat, Message, Person, RoomError
from sandbox.words import detect


class Membership(Directory):
    """Messages enter the room here; the rest is about who sits in which group."""

    def channel_post(self, channel_id: int, text: str) -> Message:
        """Somebody writes in a channel, under the channel's name."""
        chat = self.groups.get(channel_id)
        if chat is None or chat.kind != "channel":
            raise RoomError("no_chat")
        message = self._new(chat, None)
        message.text, message.entities = text, detect(text, [])
        return self._spread(message)

    def add_bot_to_group(
        self, group_id: int, by: int | None = None, *, bot_id: int | None = None
    ) -> None:
        """A member adds the bot, which hears of it as a membership and as a service message."""
        chat, bot = self._group(group_id), self.bot(bot_id)
        if bot.user.id in chat.bots:
            return
        who = self._somebody(chat, by)
        old = "kicked" if bot.user.id in chat.kicked else "left"
        chat.kicked.discard(bot.user.id)
        chat.bots[bot.user.id] = bot
        bot.membership(chat, who, old, "member")
        self._service(chat, who, {"new_chat_members": [bot.user]})

    def remove_bot(
        self, group_id: int, by: int | None = None, *, bot_id: int | None = None
    ) -> None:
        """A member throws the bot out."""
        chat, bot = self._group(group_id), self.bot(bot_id)
        if chat.bots.pop(bot.user.id, None) is None:
            return
        chat.kicked.add(bot.user.id)
        bot.membership(chat, self._somebody(chat, by), "member", "kicked")
        self.changes.bump()

    def upgrade_group(self, group_id: int, new_id: int) -> Chat:
        """A group becomes a supergroup with another id; the old id refuses from then on."""
        old = self._group(group_id)
        if old.kind != "group":
            raise RoomError("not_a_group")
        new = self._new_group(new_id, old.title, "supergroup")
        new.members, new.bots, new.kicked = dict(old.members), dict(old.bots), set(old.kicked)
        who = self._somebody(old, None)
        self._service(old, who, {"migrate_to_chat_id": new_id})
        old.moved_to = new_id
        self._service(new, who, {"migrate_from_chat_id": group_id})
        return new

    def add_member(self, group_id: int, person_id: int) -> Message:
        """A person comes into a group."""
        chat, person = self._group(group_id), self.person(person_id)
        chat.members[person_id] = person
        return self._service(chat, person, {"new_chat_members": [person]})

    def block(self, person_id: int, *, bot_id: int | None = None) -> None:
        """A person blocks the bot."""
        self._set_blocked(person_id, True, bot_id)

    def unblock(self, person_id: int, *, bot_id: int | None = None) -> None:
        """A person lets the bot write again."""
        self._set_blocked(person_id, False, bot_id)

    def _new(self, chat: Chat, sender: Person | None) -> Message:
        chat.last_id += 1
        message = Message(chat.last_id, chat, sender, self.stamp())
        chat.add(message)
        return message

    def _spread(self, message: Message) -> Message:
        for bot in list(message.chat.bots.values()):
            bot.wrote(message)
        self.changes.bump()
        return message

    def _service(self, chat: Chat, who: Person | None, what: dict[str, Any]) -> Message:
        message = self._new(chat, who)
        message.service = what
        return self._spread(message)

    def _group(self, group_id: int) -> Chat:
        chat = self.groups.get(group_id)
        if chat is None or chat.moved_to is not None:
            raise RoomError("no_chat")
        return chat

    def _somebody(self, chat: Chat, person_id: int | None) -> Person:
        if person_id is not None:
            return self.person(person_id)
        return next(iter(chat.members.values()))

    def _set_blocked(self, person_id: int, blocked: bool, bot_id: int | None) -> None:
        chat = self.chat_of(person_id, None, bot_id)
        if chat.blocked == blocked:
            return
        chat.blocked = blocked
        old, new = ("member", "kicked") if blocked else ("kicked", "member")
        for bot in chat.bots.values():
            bot.membership(chat, self.person(person_id), old, new)
        self.changes.bump()
