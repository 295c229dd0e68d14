"""Presses for the coordinator in a rehearsal, in the chat itself, so that the year walks on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from dialogues.catalogue import Catalogue
from plans.ground import local
from sandbox.model import Message, RoomError
from sandbox.room import Room

_STEPS = 8  # questions of the form that opens a round, and some to spare
_SECONDS = 5.0


class Steward:
    """Starts the reminders and opens a round when the bot asks; the rest is a person's."""

    def __init__(
        self, room: Room, texts: Catalogue, user: int, plan: str, now: Callable[[], datetime]
    ) -> None:
        self._room = room
        self._texts = texts
        self._user = user
        self._plan = plan
        self._now = now
        self._begun = False
        self._answered_to = 0  # the newest message acted on: an old button is not pressed again

    async def act(self) -> bool:
        """Whether anything was done."""
        try:
            if not self._begun:
                self._begun = True
                await self._started()
                return True
            return await self._opened()
        except (RoomError, TimeoutError):
            return False  # blocked, or the bot is held up: the person at the page goes on

    async def _started(self) -> None:
        await self._say("/batdau")
        await self._press(self._texts.plain("button.start"))

    async def _opened(self) -> bool:
        asked = self._asked()
        if asked is None:
            return False
        self._answered_to = asked[0].id
        await self._press_on(*asked)
        for _ in range(_STEPS):
            if not await self._answered():
                break
        return True

    def _asked(self) -> tuple[Message, str] | None:
        """The newest question whether to open a round, unless it was answered already."""
        for message in reversed(self._lines()):
            if message.id <= self._answered_to:
                return None
            for row in message.keyboard or []:
                for button in row:
                    if button.get("callback_data") == f"mo:{self._plan}":
                        return message, button["callback_data"]
        return None

    async def _answered(self) -> bool:
        """One question of the form; False once it asks what only a person can say."""
        if await self._press(self._texts.plain("button.open_round")):
            return False
        for key in ("cutoff.right", "opening.list_right", "common.skip"):
            if await self._press(self._texts.plain(key)):
                return True
        newest = self._lines()[-1]
        if self._texts.plain("demo.steward_asked") not in newest.text:
            return False
        await self._say(self._texts.plain("demo.steward_request", day=local(self._now()).date()))
        return True

    def _lines(self) -> list[Message]:
        chat = self._room.chat_of(self._user, None)
        return [one for one in chat.messages.values() if not one.deleted]

    async def _press(self, label: str) -> bool:
        newest = self._lines()[-1]
        for row in newest.keyboard or []:
            for button in row:
                if button["text"] == label and "callback_data" in button:
                    await self._press_on(newest, button["callback_data"])
                    return True
        return False

    async def _press_on(self, message: Message, data: str) -> None:
        before = self._sign()
        self._room.press(self._user, None, message.id, data)
        await self._answer(before)

    async def _say(self, text: str) -> None:
        self._room.say(self._user, text)
        await self._answer(self._sign())

    def _sign(self) -> int:
        return self._room.chat_of(self._user, None).last_id

    async def _answer(self, before: int) -> None:
        await self._room.changes.until(lambda: self._sign() > before, _SECONDS)
