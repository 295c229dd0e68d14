"""Playing the whole program against the practice room, on a frozen clock, over real HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.demo_world import BOT, FOCAL_GROUP, INTERNAL_GROUP, SEATS, Seat, furnish, seed
from bot.program import Program
from handlers.turn import Tools
from sandbox.limits import Limits
from sandbox.model import Chat, Message, StoredFile
from sandbox.room import Room
from sandbox.serve import serving
from storage import inbox, outbox
from storage.database import Database, Unit
from tests.transcripts.ground import (
    START,
    TEXTS,
    TOKEN,
    CountingIds,
    FarSide,
    FrozenClock,
    build,
    build_tools,
    moment,
)

__all__ = ["FOCAL", "INTERNAL", "Button", "Play", "build_tools", "playing", "seeded"]

INTERNAL, FOCAL = INTERNAL_GROUP, FOCAL_GROUP
USERS = {one.agency: one.user for one in SEATS if one.agency != "sxd"} | {
    "sxd": 1001,
    "sxd-admin": 1002,
}
Button = tuple[int, str]  # message, callback data
Seated = Mapping[int, tuple[str, str, str]]


@dataclass
class Play:
    """A story's hands and eyes. People are named by agency code: "stnmt", "sxd" (coordinator),
    "sxd-admin"; groups by their id.
    """

    room: Room
    base: str
    db: Database  # closed by every restart; only the SQL it has compiled outlives one
    clock: FrozenClock
    tools: Tools
    restarting: bool
    files: Path
    codes: dict[str, str] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    users: dict[str, int] = field(default_factory=lambda: dict(USERS))
    program: Program | None = None
    bot: str = BOT  # its name in the store
    patience: float = 15.0  # seconds a send waits for its answer
    work_seconds: float = 30.0  # a file may take its reader so long
    aside: int = 0  # rows this story leaves set aside, and messages nobody answered for
    unknown: int = 0
    _seen: dict[str | int, int] = field(default_factory=dict)
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    # What people do

    async def says(self, who: str, text: str, *, chat: int | None = None) -> str:
        """Type a message; everything said back in that chat, as one text."""
        self.room.say(self.users[who], text, chat_id=chat)
        return await self.then(f"{who}> {text}", chat or who)

    async def sends_file(self, who: str, name: str, data: bytes, caption: str = "") -> str:
        """Send a document to the bot; everything said back, also when the file has been read."""
        self.room.send_file(self.users[who], name, data, caption=caption)
        return await self.then(f"{who}> ({name})", who)

    async def presses(self, who: str, label: str, *, chat: int | None = None) -> str:
        """Press the newest button of that label."""
        where = chat or who
        return await self.press_this(who, self.button(where, label), chat=chat)

    async def press_this(self, who: str, button: Button, *, chat: int | None = None) -> str:
        """Press a button seen before, whatever has come since."""
        message, data = button
        self.room.press(self.users[who], self.chat_of(chat or who).id, message, data, stale=True)
        return await self.then(f"{who}> [{data}]", chat or who)

    async def forges(self, who: str, data: str) -> str:
        """Send callback data nobody was given, as from under the last message."""
        last = self._messages(who)[-1]
        return await self.press_this(who, (last.id, data))

    async def then(self, line: str, where: str | int) -> str:
        """After something was done in the room: what the bot makes of it, and says there."""
        self.log.append(line)
        if self.restarting:
            await self.restart()
        await self.settle()
        return self.heard(where)

    async def at(self, when: str) -> None:
        """Let the clock stand at dd/mm/yyyy HH:MM, and let time pass."""
        self.clock.set(moment(when))
        program = await self.running()
        await program.tick()
        await self.settle()
        self.log.append(f"== {when}")

    async def wait(self, seconds: float) -> None:
        """Some seconds go by."""
        self.clock.wait(seconds)
        await self.settle()

    async def settle(self) -> None:
        """Everything that can be done now is done."""
        program = await self.running()
        await program.pump()

    # What people see

    def heard(self, who: str | int) -> str:
        """What the bot said in a chat since it was last looked at."""
        said = [one for one in self._messages(who) if one.id > self._seen.get(who, 0)]
        if said:
            self._seen[who] = said[-1].id
        text = "\n\n".join(_shown(one) for one in said)
        if text:
            self.log.append(f"{who}< {text}")
        return text

    def count(self, who: str | int) -> int:
        """How many messages of the bot stand in a chat."""
        return len(self._messages(who))

    def file(self, who: str | int) -> StoredFile:
        """The newest file that the bot sent into a chat."""
        return next(one.file for one in reversed(self._messages(who)) if one.file is not None)

    def buttons(self, who: str | int) -> list[str]:
        """The labels under the newest message with buttons."""
        for message in reversed(self._messages(who)):
            found = _labels(message)
            if found:
                return found
        return []

    def button(self, who: str | int, label: str) -> Button:
        """The newest button of that label."""
        for message in reversed(self._messages(who)):
            for button in _buttons(message):
                if label in {button["text"], button["text"].partition(" ")[2]}:
                    return message.id, button["callback_data"]
        raise AssertionError(f"no button {label!r}; the newest are {self.buttons(who)}")

    # The machine

    async def restart(self) -> None:
        """Stop the whole program and start it anew on the same store."""
        await self._stack.aclose()
        self._stack = AsyncExitStack()
        self.program = None
        await self.running()

    async def running(self) -> Program:
        if self.program is None:
            program = self.build()
            await program.open()
            self._stack.push_async_callback(program.close)
            for sender in program.senders:
                await sender.start()
            self.program = program
        return self.program

    def build(self) -> Program:
        return build(self.db, self.clock, self.tools, self.far_side())

    def far_id(self, number: int) -> str:
        """What the platform calls a person or a group."""
        return str(number)

    def far_side(self) -> FarSide:
        return FarSide(self.base, self.patience, self.files, self.work_seconds)

    async def close(self) -> None:
        await self._stack.aclose()

    @asynccontextmanager
    async def store(self) -> AsyncIterator[Unit]:
        """The store beside the program: what stands in it, or what somebody put there."""
        program = await self.running()
        async with program.db.unit(self.clock.now()) as unit:
            yield unit
            await unit.commit()

    async def counts(self) -> tuple[dict[str, int], dict[str, int]]:
        """Rows of inbox and outbox by state."""
        async with self.store() as unit:
            return await inbox.counts(unit), await outbox.counts(unit)

    def chat_of(self, who: str | int) -> Chat:
        """The private chat of a person, or a group."""
        if isinstance(who, int):
            return self.room.groups[who]
        return self.room.chat_of(self.users[who], None)

    def _messages(self, who: str | int) -> list[Message]:
        found = self.chat_of(who).messages.values()
        return [one for one in found if one.sender is not None and one.sender.is_bot]


def _buttons(message: Message) -> list[dict[str, Any]]:
    return [button for row in message.keyboard or () for button in row]


def _labels(message: Message) -> list[str]:
    return [button["text"] for button in _buttons(message)]


def _shown(message: Message) -> str:
    labels = "".join(f" [{one}]" for one in _labels(message))
    file = f"({message.file.name})" if message.file else ""
    return "\n".join(filter(None, (file, message.text, labels.strip())))


@dataclass(frozen=True)
class Kind:
    """A platform to play on: its player, and the bots of its room."""

    make: Callable[..., Play] = Play
    bots: Callable[[Room], None] = lambda _room: None
    seats: Sequence[Seat] = SEATS


async def seeded(db: Database) -> Seated:
    """Fill an empty store with the practice world; the same every time."""
    return await seed(db, build_tools(), START)


TELEGRAM = Kind()
QUICK = Limits(webhook_retry_seconds=0.01)


@asynccontextmanager
async def playing(
    db: Database, seated: Seated, *, restarting: bool = False, kind: Kind = TELEGRAM
) -> AsyncIterator[Play]:
    """A furnished room beside a seeded store, with the program between them."""
    clock, tools = FrozenClock(START), build_tools()
    assert isinstance(tools.ids, CountingIds)
    for _ in SEATS:
        tools.ids.text("x", 1)  # the codes that the seeding took
    room = Room(clock.now, token=TOKEN, limits=QUICK, keep_all=True)
    kind.bots(room)
    async with AsyncExitStack() as stack:
        base = await stack.enter_async_context(serving(room))
        folder = Path(stack.enter_context(TemporaryDirectory())) / "files"
        play = kind.make(room, base, db, clock, tools, restarting, folder)
        furnish(room, TEXTS, seated, kind.seats)
        play.codes = {who: seated[user][2] for who, user in USERS.items()}
        try:
            yield play
        finally:
            await play.close()
