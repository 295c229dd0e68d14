"""Who is in the room and which chats there are."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import datetime

from sandbox.calls import CallLog
from sandbox.changes import Changes
from sandbox.faults import Faults
from sandbox.files import FileShelf
from sandbox.limits import Limits
from sandbox.model import Bot, Chat, ChatKind, Message, Person, RoomError
from sandbox.tasks import Tasks

KEPT_MESSAGES = 2_000


class Directory:
    """People, groups and the private chats between a person and a bot."""

    def __init__(
        self,
        now: Callable[[], datetime],
        limits: Limits,
        *,
        keep_all: bool = False,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.now = now
        self.monotonic = monotonic
        self.limits = limits
        self.faults = Faults()
        self.calls = CallLog(keep_all)
        self.changes = Changes()
        self.files = FileShelf()
        self.tasks = Tasks()
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Chat] = {}
        self.bots: dict[int, Bot] = {}
        self.privates: dict[tuple[int, int], Chat] = {}
        self._keep = None if keep_all else KEPT_MESSAGES

    def stamp(self) -> int:
        """The room's time in whole seconds UTC."""
        return int(self.now().timestamp())

    def add_person(
        self,
        id: int,  # noqa: A002 -- the platform's word
        name: str,
        title: str = "",
        agency: str = "",
        started: bool = True,
        *,
        home: int | None = None,
    ) -> Person:
        """A person with a telephone. `started`: has already opened the chat with every bot;
        `home`: the bot this person writes to (the first one).
        """
        if id <= 0 or id in self.people:
            raise RoomError("id_taken")
        person = self.people[id] = Person(id, name, title, agency, home=home)
        for bot in self.bots.values():
            self._open_private(person, bot, started)
        self.changes.bump()
        return person

    def add_group(
        self,
        id: int,  # noqa: A002 -- the platform's word
        title: str,
        members: Iterable[int],
        supergroup: bool = False,
        with_bot: bool = True,
    ) -> Chat:
        """A group as it stood before the play began: nobody is told, the bots sit in it or not."""
        chat = self._new_group(id, title, "supergroup" if supergroup else "group")
        chat.members = {person: self.person(person) for person in members}
        if with_bot:
            chat.bots = dict(self.bots)
        return chat

    def add_channel(self, id: int, title: str) -> Chat:  # noqa: A002 -- the platform's word
        """A channel with the bots as its administrators."""
        chat = self._new_group(id, title, "channel")
        chat.bots = dict(self.bots)
        return chat

    def person(self, person_id: int) -> Person:
        """RoomError("no_person") for a stranger."""
        try:
            return self.people[person_id]
        except KeyError:
            raise RoomError("no_person") from None

    def bot(self, bot_id: int | None = None) -> Bot:
        """A bot by id, or the first one."""
        if bot_id is None:
            return next(iter(self.bots.values()))
        return self.bots[bot_id]

    def private(self, bot_id: int, person_id: int) -> Chat | None:
        """The chat between a bot and a person, whether or not it was ever opened."""
        return self.privates.get((bot_id, person_id))

    def chat_of(self, person_id: int, chat_id: int | None, bot_id: int | None = None) -> Chat:
        """A group by its id, else the private chat with that bot (or the own one)."""
        person = self.person(person_id)
        if chat_id is None or chat_id == person_id:
            return self.privates[self.bot(bot_id or person.home).user.id, person.id]
        chat = self.groups.get(chat_id)
        if chat is None:
            raise RoomError("no_chat")
        if chat.moved_to is not None:
            chat = self.groups[chat.moved_to]
        if person.id not in chat.members:
            raise RoomError("not_a_member")
        return chat

    def message(self, chat: Chat, message_id: int) -> Message:
        """RoomError("no_message") when it is not there or was deleted."""
        found = chat.message(message_id)
        if found is None:
            raise RoomError("no_message")
        return found

    def _new_group(self, id: int, title: str, kind: ChatKind) -> Chat:  # noqa: A002 -- the platform's word
        if id >= 0 or id in self.groups:
            raise RoomError("id_taken")
        chat = self.groups[id] = Chat(id, kind, title, keep=self._keep)
        self.changes.bump()
        return chat

    def _open_private(self, person: Person, bot: Bot, started: bool) -> Chat:
        chat = Chat(person.id, "private", person=person, started=started, keep=self._keep)
        chat.members = {person.id: person}
        chat.bots = {bot.user.id: bot}
        self.privates[bot.user.id, person.id] = chat
        return chat
