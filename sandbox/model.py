"""What stands in the practice room: people, chats, messages, files. No platform's wire."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

Entity = dict[str, Any]
Keyboard = list[list[dict[str, Any]]]
ChatKind = Literal["private", "group", "supergroup", "channel"]


class RoomError(Exception):
    """A thing no chat app would let its user do. `code` is a word; the page owns the sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True, eq=False)
class Person:
    """Somebody at a telephone. Two people are never equal by value, only by id."""

    id: int
    name: str
    title: str = ""
    agency: str = ""
    is_bot: bool = False
    home: int | None = None  # the bot whose chat opens first; None: the first bot
    username: str | None = None


@dataclass(slots=True, eq=False)
class StoredFile:
    """Bytes that were sent. `path` is what getFile answers."""

    id: str
    unique_id: str
    name: str
    mime: str
    data: bytes
    path: str
    size: int
    width: int = 0
    height: int = 0

    @property
    def is_photo(self) -> bool:
        """Sent as a picture, not as a document."""
        return self.width > 0


@dataclass(slots=True, eq=False)
class Message:
    """One line of a chat as everybody sees it now. `at` and `edited_at` are whole seconds UTC."""

    id: int
    chat: Chat
    sender: Person | None
    at: int
    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    keyboard: Keyboard | None = None
    file: StoredFile | None = None
    reply_to: Message | None = None
    forward: Person | str | None = None
    service: dict[str, Any] | None = None
    edited_at: int = 0
    deleted: bool = False


@dataclass(slots=True, eq=False)
class Chat:
    """A conversation. A private one is between one person and one bot; its id is the person's."""

    id: int
    kind: ChatKind
    title: str = ""
    person: Person | None = None
    members: dict[int, Person] = field(default_factory=dict)
    bots: dict[int, Bot] = field(default_factory=dict)
    kicked: set[int] = field(default_factory=set)
    messages: dict[int, Message] = field(default_factory=dict)
    last_id: int = 0
    started: bool = True
    blocked: bool = False
    moved_to: int | None = None
    unread: int = 0
    typing_until: float = 0.0
    notice: dict[str, Any] | None = None
    # Old lines leave a long-lived room in this order; None keeps all of them.
    keep: int | None = None
    order: deque[int] = field(default_factory=deque)

    def message(self, message_id: int) -> Message | None:
        """The message unless it was deleted."""
        found = self.messages.get(message_id)
        return None if found is None or found.deleted else found

    def add(self, message: Message) -> None:
        """Store a message and forget the oldest past the limit."""
        self.messages[message.id] = message
        if self.keep is None:
            return
        self.order.append(message.id)
        if len(self.order) > self.keep:
            del self.messages[self.order.popleft()]


@dataclass(slots=True, eq=False)
class Press:
    """A button pressed. `at` is monotonic seconds: answers come too late after a while."""

    id: str
    person: Person
    message: Message
    data: str
    at: float


class Bot(Protocol):
    """What the room tells a bot, whatever its platform."""

    user: Person

    def wrote(self, message: Message) -> None:
        """A person wrote, or something happened in the chat."""

    def edited(self, message: Message) -> None:
        """A person changed a message."""

    def pressed(self, press: Press) -> None:
        """A person pressed a button under one of the bot's messages."""

    def membership(self, chat: Chat, by: Person, old: str, new: str) -> None:
        """The bot was added, removed, blocked or let back in."""

    def detach(self) -> None:
        """End whatever waits on this bot: the room closes."""
