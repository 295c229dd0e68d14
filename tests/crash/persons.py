"""People who answer all the while, as people do: they wait for what is said, and press at once."""

from __future__ import annotations

import asyncio
import random
import re
from contextlib import suppress
from dataclasses import dataclass, field

from sandbox.model import Chat, Message
from tests.crash.far import Far, Step
from tests.crash.world import COORDINATOR, Focal

PATIENCE = 45.0  # seconds a person waits for a reply: longer than any restart
AGAIN = 8.0  # seconds after which words are typed once more
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

    def __init__(self, far: Far, user: int, ledger: Ledger, dice: random.Random) -> None:
        self.far, self.room = far, far.room
        self.user, self.ledger, self.dice = user, ledger, dice
        self.chat: Chat = far.room.chat_of(user, None)

    async def says(self, text: str, awaited: Step) -> Message:
        """Type, and wait for a message that offers what comes next."""
        since = self.chat.last_id
        self.room.say(self.user, text)
        return await self._heard(since, awaited, text)

    async def presses(self, message: Message, step: Step, awaited: Step) -> Message:
        """Press, sometimes twice, and wait; words that were typed are typed again after a while:
        what had not been written down as sent when they came was not theirs to answer.
        """
        since = self.chat.last_id
        for _ in range(self.far.tries - 1):
            await self.press(message, step)
            with suppress(UnansweredError):
                return await self._heard(since, awaited, step.label, AGAIN)
        await self.press(message, step)
        return await self._heard(since, awaited, step.label)

    async def press(self, message: Message, step: Step) -> None:
        """Press, sometimes twice."""
        found = self.far.offered(message, step)
        assert found is not None, step
        twice = self.dice.random() < TWICE
        self.ledger.doubled_presses += twice
        await self.far.press(self.user, message, found, 1 + twice)

    async def _heard(
        self, since: int, awaited: Step, after: str, patience: float = PATIENCE
    ) -> Message:
        def come() -> Message | None:
            ids = range(since + 1, self.chat.last_id + 1)
            new = (self.chat.messages[one] for one in ids)
            return next((one for one in new if self.far.offered(one, awaited)), None)

        try:
            await self.room.changes.until(lambda: come() is not None, patience)
        except TimeoutError:
            raise UnansweredError(f"{self.user}: no {awaited} after {after[:60]!r}") from None
        found = come()
        assert found is not None
        return found


BEGIN = Step(r"^bdx:", "Bắt đầu nhắc")
OPEN = Step(r"^mo:", "Mở kỳ báo cáo")
REQUEST = Step(r":request:", "Hủy")
INTERNAL = Step(r":internal:_skip", "Bỏ qua")
CUTOFF = Step(r":cutoff:right", "Đúng thời gian này")
LISTED = Step(r":list:right", "Đúng danh sách này")
OPEN_NOW = Step(r":_review:_send", "Mở kỳ báo cáo")
RUNNING = Step(r":status:in_progress", "Đang triển khai")
ON_TRACK = Step(r":pace:on_track", "Bảo đảm tiến độ")
WORDS = Step(r":result:_back", "Quay lại")
SEND = Step(r":_review:_send", "Gửi")
KEPT = Step(r"^dc:", "Đính chính")


async def open_round(far: Far, ledger: Ledger) -> None:
    """The coordinator starts reminding and opens the round: every agency gets its notice."""
    one = Actor(far, COORDINATOR, ledger, random.Random(0))
    preview = await one.says("/batdau", BEGIN)
    begun = await one.presses(preview, BEGIN, OPEN)
    await one.presses(begun, OPEN, REQUEST)
    await one.says("1234/SXD-QLXD ngày 06/12/2023", INTERNAL)
    closing = await one.says("bỏ qua", CUTOFF)
    listed = await one.presses(closing, CUTOFF, LISTED)
    review = await one.presses(listed, LISTED, OPEN_NOW)
    since = one.chat.last_id
    found = far.offered(review, OPEN_NOW)
    assert found is not None
    await far.press(COORDINATOR, review, found, 1)
    await far.room.changes.until(lambda: one.chat.last_id > since, PATIENCE)


async def answer(far: Far, who: Focal, ledger: Ledger, dice: random.Random) -> None:
    """Forms and pasted messages one after the other, until told to stop."""
    actor = Actor(far, who.user, ledger, dice)
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
    status = await actor.says(f"/capnhat {number}", RUNNING)
    pace = await actor.presses(status, RUNNING, ON_TRACK)
    await actor.presses(pace, ON_TRACK, WORDS)
    text = f"Đã kiểm tra 12 cơ sở, {actor.ledger.mark()}."
    review = await actor.says(text, SEND)
    await actor.presses(review, SEND, KEPT)


async def _pasted(actor: Actor, numbers: tuple[str, ...]) -> None:
    lines = [f"{one} Đang rà soát 15 cơ sở, {actor.ledger.mark()}." for one in numbers]
    review = await actor.says("\n".join(lines), SEND)
    await actor.presses(review, SEND, KEPT)
