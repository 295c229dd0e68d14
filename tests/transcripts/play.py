"""Playing the whole program against the practice room, on a frozen clock, over real HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.demo_world import SEATS, furnish, seed
from bot.platforms.telegram import Telegram, TelegramOptions
from bot.program import Parts, Program
from bot.rates import Limits
from dialogues.catalogue import Catalogue
from handlers.turn import Tools
from plans.calendar import WorkCalendar, load_overrides
from plans.ground import VIETNAM
from plans.samples import sample
from sandbox.model import Chat, Message
from sandbox.room import Room
from sandbox.serve import serving
from storage import inbox, outbox
from storage.database import Database

TOKEN = "7000000001:transcript-token-of-no-real-bot-at-all"
START = datetime(2023, 11, 15, 8, 0, tzinfo=VIETNAM)
NO_LIMITS = Limits(
    per_second=1e6, chat_every=1e-6, chat_burst=1000, group_every=1e-6, group_burst=1000
)
INTERNAL, FOCAL = -2001, -2002


class FrozenClock:
    """Stands still until a story moves it."""

    def __init__(self, now: datetime) -> None:
        self._now = now.astimezone(UTC)
        self._monotonic = 0.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        self._monotonic += 0.001
        return self._monotonic

    def set(self, now: datetime) -> None:
        assert now >= self._now, "a story never goes back"
        self._now = now.astimezone(UTC)


class CountingIds:
    """Codes that are the same in every run."""

    def __init__(self) -> None:
        self._next = 0

    def text(self, alphabet: str, length: int) -> str:
        self._next += 1
        digits, number = [], self._next
        for _ in range(length):
            number, place = divmod(number, len(alphabet))
            digits.append(alphabet[place])
        return "".join(reversed(digits))


@dataclass
class Play:
    """A story's hands and eyes. People are named by agency code: "stnmt", "sxd" (coordinator),
    "sxd-admin"; groups by their id.
    """

    room: Room
    base: str
    db_url: str
    clock: FrozenClock
    tools: Tools
    restarting: bool
    codes: dict[str, str] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    program: Program | None = None
    _seen: dict[str | int, int] = field(default_factory=dict)
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    # What people do

    async def says(self, who: str, text: str, *, chat: int | None = None) -> str:
        """Type a message; everything said back in that chat, as one text."""
        self.room.say(USERS[who], text, chat_id=chat)
        return await self._then(f"{who}> {text}", chat or who)

    async def presses(self, who: str, label: str, *, chat: int | None = None) -> str:
        """Press the newest button of that label."""
        where = chat or who
        message, data = self._button(where, label)
        self.room.press(USERS[who], self.chat_of(where).id, message, data)
        return await self._then(f"{who}> [{label}]", where)

    async def at(self, moment: str) -> None:
        """Let the clock stand at dd/mm/yyyy HH:MM, and let time pass."""
        self.clock.set(datetime.strptime(moment, "%d/%m/%Y %H:%M").replace(tzinfo=VIETNAM))
        program = await self.running()
        await program.tick()
        await self.settle()
        self.log.append(f"== {moment}")

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

    def buttons(self, who: str | int) -> list[str]:
        """The labels under the newest message with buttons."""
        for message in reversed(self._messages(who)):
            found = _labels(message)
            if found:
                return found
        return []

    # The machine

    async def restart(self) -> None:
        """Stop the whole program and start it anew on the same store."""
        await self._stack.aclose()
        self._stack = AsyncExitStack()
        self.program = None
        await self.running()

    async def running(self) -> Program:
        if self.program is None:
            program = build(self.base, self.db_url, self.clock, self.tools)
            await program.open()
            self._stack.push_async_callback(program.close)
            for sender in program.senders:
                await sender.start()
            self.program = program
        return self.program

    async def close(self) -> None:
        await self._stack.aclose()

    async def counts(self) -> tuple[dict[str, int], dict[str, int]]:
        """Rows of inbox and outbox by state."""
        program = await self.running()
        async with program.db.reading(self.clock.now()) as unit:
            return await inbox.counts(unit), await outbox.counts(unit)

    async def _then(self, line: str, where: str | int) -> str:
        self.log.append(line)
        if self.restarting:
            await self.restart()
        await self.settle()
        return self.heard(where)

    def chat_of(self, who: str | int) -> Chat:
        """The private chat of a person, or a group."""
        if isinstance(who, int):
            return self.room.groups[who]
        bot = next(iter(self.room.bots))
        chat = self.room.private(bot, USERS[who])
        assert chat is not None
        return chat

    def _messages(self, who: str | int) -> list[Message]:
        found = self.chat_of(who).messages.values()
        return [one for one in found if one.sender is not None and one.sender.is_bot]

    def _button(self, who: str | int, label: str) -> tuple[int, str]:
        for message in reversed(self._messages(who)):
            for button in _buttons(message):
                if label in {button["text"], button["text"].partition(" ")[2]}:
                    return message.id, button["callback_data"]
        raise AssertionError(f"no button {label!r}; the newest are {self.buttons(who)}")


def _buttons(message: Message) -> list[dict[str, str]]:
    return [button for row in message.keyboard or () for button in row]


def _labels(message: Message) -> list[str]:
    return [button["text"] for button in _buttons(message)]


def _shown(message: Message) -> str:
    labels = "".join(f" [{one}]" for one in _labels(message))
    return message.text + ("\n" + labels.strip() if labels else "")


def build(base: str, db_url: str, clock: FrozenClock, tools: Tools) -> Program:
    """The program as the settings would build it, but for the clock and the rates."""
    telegram = Telegram(TelegramOptions(token=TOKEN, api=base))
    return Program(Parts(Database(db_url), [telegram], tools, clock, NO_LIMITS))


def build_tools(texts: Catalogue | None = None) -> Tools:
    overrides = load_overrides(sample("working-days.yaml"), "working-days.yaml")
    return Tools(
        texts=texts or TEXTS,
        calendar=WorkCalendar(overrides),
        ids=CountingIds(),
        hash_code=lambda code: f"hash of {code}",
    )


@asynccontextmanager
async def playing(db_url: str, *, restarting: bool = False) -> AsyncIterator[Play]:
    """A furnished room beside a seeded store, with the program between them."""
    clock, tools = FrozenClock(START), build_tools()
    room = Room(clock.now, token=TOKEN, keep_all=True)
    async with serving(room) as base:
        play = Play(room, base, db_url, clock, tools, restarting)
        program = await play.running()
        seated = await seed(program.db, tools, clock.now())
        furnish(room, tools.texts, seated)
        play.codes = {who: seated[user][2] for who, user in USERS.items()}
        try:
            yield play
        finally:
            await play.close()


TEXTS = Catalogue.load()
USERS = {one.agency: one.user for one in SEATS if one.agency != "sxd"} | {
    "sxd": 1001,
    "sxd-admin": 1002,
}
