"""The far side of a trial: what is offered and pressed there, and what it knows of the traffic."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from dialogues.catalogue import Catalogue
from sandbox.model import Message
from sandbox.room import Room
from sandbox.telegram.updates import FIRST_ID
from sandbox.zalo.ids import room_id
from tests.crash.machine import TOKEN

ZALO_TOKEN = "1234567890:crash-test-token-of-no-real-zalo-bot"
GLANCE = 0.75  # seconds: somebody has read what is answered
_TEXTS = Catalogue.load()
_OR = _TEXTS.plain("letters.or_type", labels=["|"]).split("|")
_LINE = re.compile(r"(?:\d{1,2}|A?[A-Z])\. (.+)")


class Step(NamedTuple):
    """Something to choose: how its callback data looks, and the words on it."""

    data: str
    label: str


class Far(Protocol):
    """One bot of one room, on one platform."""

    room: Room
    tries: int  # how often something is pressed or typed before patience is lost

    def offered(self, message: Message, step: Step) -> str | None:
        """What is pressed or typed for that step under this message, if it offers it."""
        ...

    async def press(self, user: int, message: Message, found: str, times: int) -> None:
        """Do that, perhaps twice at once."""
        ...

    def updates(self) -> set[str]:
        """The ids of all updates there ever were."""
        ...

    def untaken(self) -> int:
        """How many of them the program has not acknowledged."""
        ...

    def place(self, chat: str, message: str) -> tuple[int, int]:
        """The room's chat and message behind the names that stand in the store."""
        ...


@dataclass
class TelegramFar:
    """Buttons and callback data."""

    room: Room
    tries: int = 1

    def offered(self, message: Message, step: Step) -> str | None:
        for row in message.keyboard or ():
            for button in row:
                data = str(button.get("callback_data", ""))
                if re.search(step.data, data):
                    return data
        return None

    async def press(self, user: int, message: Message, found: str, times: int) -> None:
        for nth in range(times):
            self.room.press(user, None, message.id, found, stale=nth > 0)

    def updates(self) -> set[str]:
        queue = self.room.telegram[TOKEN].updates
        return {str(one) for one in range(FIRST_ID, queue.next_id)}

    def untaken(self) -> int:
        return self.room.telegram[TOKEN].updates.pending

    def place(self, chat: str, message: str) -> tuple[int, int]:
        return int(chat), int(message)


@dataclass
class ZaloFar:
    """Nothing to press: the words of a choice are typed. A letter would be for whatever notice
    comes in between, as it should be.
    """

    room: Room
    tries: int = 4

    @staticmethod
    def environment(base: str, mode: str) -> dict[str, str]:
        """The settings that lead the program here, and not to Telegram."""
        return {
            "DAUMOI_TELEGRAM_TOKEN": "",
            "DAUMOI_TELEGRAM_MODE": "polling",
            "DAUMOI_ZALO_TOKEN": ZALO_TOKEN,
            "DAUMOI_ZALO_API": base,
            "DAUMOI_ZALO_MODE": mode,
            "DAUMOI_ZALO_MESSAGES": "1000000",
        }

    def offered(self, message: Message, step: Step) -> str | None:
        lines = message.text.split("\n")
        typed = lines[-1].removeprefix(_OR[0]).removesuffix(_OR[1]).split("; ")
        labels = [found[1] for found in map(_LINE.fullmatch, lines) if found]
        return step.label if step.label in {*labels, *typed} else None

    async def press(self, user: int, message: Message, found: str, times: int) -> None:
        del message
        await asyncio.sleep(GLANCE)
        for _ in range(times):
            self.room.say(user, found)

    def updates(self) -> set[str]:
        return set(self.room.zalo[ZALO_TOKEN].told)

    def untaken(self) -> int:
        return len(self.room.zalo[ZALO_TOKEN].updates.waiting())

    def place(self, chat: str, message: str) -> tuple[int, int]:
        del chat
        return self.room.zalo[ZALO_TOKEN].said[message]


def of(platform: str, room: Room) -> Far:
    """The far side of a room that is furnished with that platform's bot alone."""
    if platform == "telegram":
        return TelegramFar(room)
    room.bots.clear()
    room.telegram.clear()
    room.add_zalo(ZALO_TOKEN, "bot.daumoi", "Bot Đầu Mối")
    return ZaloFar(room)


def chat_of(far: Far, platform_id: str) -> int:
    """The room's number of a chat that the store names."""
    found = int(platform_id) if isinstance(far, TelegramFar) else room_id(platform_id)
    assert found is not None, platform_id
    return found
