"""What is said and what came in, named alike on every platform.

A message is text in a small HTML subset plus choices as data; each platform gives it its form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


@dataclass(frozen=True)
class Choice:
    """One thing to press.

    `action` is the callback data (≤ 64 bytes); `key` can be typed instead: a letter or a digit.
    """

    label: str
    action: str
    key: str = ""


class Lane(StrEnum):
    """Replies overtake notices; order is kept within each lane of a chat."""

    REPLY = "reply"
    NOTICE = "notice"


@dataclass(frozen=True)
class Say:
    """A message: HTML text, typed words escaped by the renderer, and the choices under it.

    `attachment`: the row of a file that goes out with it, the text as its caption; `once`: what it
    says (a join code) is kept nowhere once it has been sent; `link`: the plan that allows the file
    as a signed link where none can be sent.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    attachment: int | None = None
    once: bool = False
    link: str = ""


@dataclass(frozen=True)
class Outgoing:
    """A reply: what is said, and to which chat row, or to which person."""

    say: Say
    chat: int | None = None
    person: int | None = None
    lane: Lane = Lane.REPLY
    edits: int | None = None  # outbox row of the message this one replaces
    bot: str = ""  # of `chat`, where it is known already
    toast: bool = False  # shown to who pressed by the platform itself, kept nowhere


@dataclass(frozen=True)
class Later:
    """What a composer answers when its hour is a bad one now: ask again at that moment (UTC)."""

    until: datetime


@dataclass(frozen=True)
class Notice:
    """Something said because time passed or somebody else acted.

    It stores its question; the text is made at the first attempt by the composer of that name,
    which may find that there is nothing left to say.
    """

    key: str  # natural key: said at most once, ever
    composer: str
    question: Mapping[str, Any]
    chat: int | None = None
    person: int | None = None
    not_before: datetime | None = None
    personal: bool = False  # for this person only: not followed by who stands in
    pressing: bool = False  # its day is today: it goes while a bot has any message left


class Kind(StrEnum):
    """What came in, named alike on every platform."""

    TEXT = "text"
    PRESS = "press"
    FILE = "file"
    EDITED = "edited"
    MEMBERSHIP = "membership"  # the bot was added, removed, blocked, unblocked
    MIGRATED = "migrated"  # a group became a supergroup
    OTHER = "other"  # sticker, voice, channel post, …: answered once, politely, or not at all


@dataclass(frozen=True)
class Incoming:
    """One update of a platform, translated. Ids are the platform's, as text."""

    bot: str
    update: str
    kind: Kind
    chat: str
    private: bool
    user: str
    user_name: str = ""
    text: str = ""  # NFC, invisible characters removed, as typed otherwise
    action: str = ""  # of a press
    callback: str = ""  # of a press: the platform's handle to answer it
    message: str = ""  # platform message id
    forwarded: bool = False
    chat_title: str = ""
    present: bool = True  # MEMBERSHIP: is the bot in the chat now
    new_chat: str = ""  # MIGRATED
    by_letter: bool = False  # no buttons there: choices are typed, also in groups
    longest: int = 4096  # characters after which the platform cuts what a person writes
    received: datetime | None = None  # when it was stored (UTC)
    file: dict[str, str] = field(default_factory=dict)
