"""People who answer all the while, as people do: they wait for what is said, and press at once."""

from __future__ import annotations

import asyncio
import random
import re
from dataclasses import dataclass, field

from sandbox.model import Chat, Message
from sandbox.room import Room
from tests.crash.world import COORDINATOR, Focal

PATIENCE = 45.0  # seconds a person waits for a reply: longer than any restart
BETWEEN = (0.5, 4.0)  # seconds from one answer to the next
TWICE = 0.2  # of the presses are impatient: twice at once
MARK = re.compile(r"\bMOC\d{5}\b")


class UnansweredError(Exception):
    """What somebody waited for did not come."""


@dataclass
class Ledger:
    """What all people sent and what became of it, as they see it."""

    marks: list[str] = field(default_factory=list)
    flows: int = 0
    doubled_presses: int = 0
    unanswered: list[str] = field(default_factory=list)
    stopping: bool = False

    def mark(self) -> str:
        """A word found nowhere else."""
        self.marks.append(f"MOC{len(self.marks):05d}")
        return self.marks[-1]


class Actor:
    """Hands and eyes of one person in the private chat with the bot."""

    def __init__(self, room: Room, user: int, ledger: Ledger, dice: random.Random) -> None:
        self.room, self.user, self.ledger, self.dice = room, user, ledger, dice
        self.chat: Chat = room.chat_of(user, None)

    async def says(self, text: str, awaited: str) -> Message:
        """Type, and wait for a message with a button whose data matches."""
        since = self.chat.last_id
        self.room.say(self.user, text)
        return await self._heard(since, awaited, text)

    async def presses(self, message: Message, data: str, awaited: str) -> Message:
        """Press, sometimes twice, and wait."""
        since, found = self.chat.last_id, _data(message, data)
        assert found is not None, data
        self.room.press(self.user, None, message.id, found)
        if self.dice.random() < TWICE:
            self.room.press(self.user, None, message.id, found, stale=True)
            self.ledger.doubled_presses += 1
        return await self._heard(since, awaited, data)

    async def _heard(self, since: int, awaited: str, after: str) -> Message:
        def come() -> Message | None:
            ids = range(since + 1, self.chat.last_id + 1)
            new = (self.chat.messages[one] for one in ids)
            return next((one for one in new if _data(one, awaited)), None)

        try:
            await self.room.changes.until(lambda: come() is not None, PATIENCE)
        except TimeoutError:
            raise UnansweredError(f"{self.user}: no {awaited!r} after {after[:60]!r}") from None
        found = come()
        assert found is not None
        return found


def _data(message: Message, pattern: str) -> str | None:
    for row in message.keyboard or ():
        for button in row:
            data = str(button.get("callback_data", ""))
            if re.search(pattern, data):
                return data
    return None


async def open_round(room: Room, ledger: Ledger) -> None:
    """The coordinator starts reminding and opens the round: every agency gets its notice."""
    one = Actor(room, COORDINATOR, ledger, random.Random(0))
    preview = await one.says("/batdau", r"^bdx:")
    begun = await one.presses(preview, r"^bdx:", r"^mo:")
    await one.presses(begun, r"^mo:", r":request:")
    await one.says("1234/SXD-QLXD ngày 06/12/2023", r":internal:_skip")
    listed = await one.says("bỏ qua", r":list:right")
    review = await one.presses(listed, r":list:right", r":_review:_send")
    since = one.chat.last_id
    one.room.press(COORDINATOR, None, review.id, _data(review, r":_review:_send") or "")
    await room.changes.until(lambda: one.chat.last_id > since, PATIENCE)


async def answer(room: Room, who: Focal, ledger: Ledger, dice: random.Random) -> None:
    """Forms and pasted messages one after the other, until told to stop."""
    actor = Actor(room, who.user, ledger, dice)
    while not ledger.stopping:
        try:
            if dice.random() < 0.5:
                await _by_form(actor, dice.choice(who.numbers))
            else:
                await _pasted(actor, who.numbers)
            ledger.flows += 1
        except UnansweredError as error:
            ledger.unanswered.append(str(error))
            return
        await asyncio.sleep(dice.uniform(*BETWEEN))


async def _by_form(actor: Actor, number: str) -> None:
    status = await actor.says(f"/capnhat {number}", r":status:in_progress")
    pace = await actor.presses(status, r":status:in_progress", r":pace:on_track")
    asked = await actor.presses(pace, r":pace:on_track", r":result:_back")
    assert asked is not None
    text = f"Đã kiểm tra 12 cơ sở, {actor.ledger.mark()}."
    review = await actor.says(text, r":_review:_send")
    await actor.presses(review, r":_review:_send", r"^dc:")


async def _pasted(actor: Actor, numbers: tuple[str, ...]) -> None:
    lines = [f"{one} Đang rà soát 15 cơ sở, {actor.ledger.mark()}." for one in numbers]
    review = await actor.says("\n".join(lines), r":_review:_send")
    await actor.presses(review, r":_review:_send", r"^dc:")
