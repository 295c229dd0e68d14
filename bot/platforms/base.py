"""What every chat platform does for the program, and the ways sending can end."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from dialogues.messages import Incoming
from storage.inbox import Arrived
from storage.sending import OutRow

Keep = Callable[[str, Sequence[Arrived]], Awaitable[None]]
"""Stores raw updates of a bot; returns when they are on disk."""


Link = Callable[[int], tuple[str, datetime]]
"""The signed address of the file of an outbox row, and when it ends (aware UTC)."""


@dataclass(frozen=True)
class Sent:
    """A part that went out. `more`: the message has parts behind it."""

    message: str  # the platform's id
    more: bool = False


class SendFault(Exception):
    """A message did not go out, or nobody knows whether it did."""


class TooFast(SendFault):
    """The platform wants the whole bot to wait, in seconds; `vague`: it did not say how long."""

    def __init__(self, seconds: float, *, vague: bool = False) -> None:
        super().__init__(seconds)
        self.seconds = seconds
        self.vague = vague


class Unreachable(SendFault):
    """Blocked, removed, gone: nobody will read this chat until they come back."""


class Moved(SendFault):
    """The chat has a new platform id."""

    def __init__(self, chat: str) -> None:
        super().__init__(chat)
        self.chat = chat


class Rejected(SendFault):
    """The platform refuses this message for good: our own fault."""


class NotSent(SendFault):
    """A passing fault before the platform took the message: try again."""


class NoAnswer(SendFault):
    """The platform may have taken the message, and did not say so."""


class TooBig(SendFault):
    """The file is larger than may be fetched."""


class TokenRefused(SendFault):
    """The platform does not know this bot: nothing goes out until the token is mended."""


class Platform(Protocol):
    """One bot on one platform."""

    @property
    def name(self) -> str:
        """The bot's own name in the store; it survives a change of token."""
        ...

    @property
    def secret_header(self) -> str:
        """The header of a webhook's delivery that carries its secret, in lower case."""
        ...

    async def open(self) -> None: ...

    async def close(self) -> None: ...

    async def poll(self, keep: Keep, *, wait: int) -> int:
        """Fetch what is waiting (up to `wait` seconds), keep it, then acknowledge it."""
        ...

    async def me(self) -> str:
        """The bot's own name on the platform. Raises `SendFault`."""
        ...

    async def use_polling(self) -> None:
        """Tell the platform that updates are fetched. Raises `SendFault`."""
        ...

    async def use_webhook(self, url: str, secret: str) -> None:
        """Tell the platform where to deliver updates. Raises `SendFault`."""
        ...

    def arrivals(self, raw: Any) -> Sequence[Arrived]:
        """What a delivery holds, as the inbox keeps it. Raises TypeError where it is none."""
        ...

    def translate(self, raw: Mapping[str, Any]) -> Incoming:
        """A raw update in the program's words; raises on one nobody can read."""
        ...

    async def send(self, row: OutRow) -> Sent:
        """Send the part of a row that is next, behind `row.parts_sent`. Raises `SendFault`."""
        ...

    async def download(self, remote: str, most: int) -> bytes:
        """The bytes of a file by the platform's id, at most so many. Raises `SendFault`."""
        ...

    async def answer(self, callback: str, text: str = "") -> None:
        """Tell the platform that a press was heard; errors do not matter.

        `text` is shown to who pressed and to nobody else.
        """
        ...
