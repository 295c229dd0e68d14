"""The same stories on Zalo: what is pressed elsewhere is typed, as its letter or its words."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import uvicorn
from starlette.responses import Response
from starlette.routing import Route

from bot import web
from bot.child import Child
from bot.demo_world import SEATS
from bot.files import Files
from bot.platforms.base import Platform
from bot.platforms.telegram import Telegram, TelegramOptions
from bot.platforms.zalo import Zalo, ZaloOptions
from bot.program import Parts, Program
from sandbox import serve
from sandbox.model import Message, StoredFile
from sandbox.room import Room
from sandbox.tasks import Tasks
from sandbox.zalo.bot import ZaloBot
from sandbox.zalo.ids import wire_id
from storage.database import Database
from tests.transcripts.ground import NO_LIMITS, TEXTS, FarSide
from tests.transcripts.ground import TOKEN as TELEGRAM_TOKEN
from tests.transcripts.play import Button, Kind, Play, Seated, playing

TOKEN = "1234567890:transcript-token-of-no-real-zalo-bot"
NAME = "Bot Đầu Mối"
SECRET = "bi-mat-cua-zalo"
LEAD = TEXTS.plain("letters.choose")
_OR = TEXTS.plain("letters.or_type", labels=["|"]).split("|")
_LINE = re.compile(r"(\d{1,2}|A?[A-Z])\. (.+)")
_PART = re.compile(r"\n\((\d+)/(\d+)\)$")
GLANCE = 0.71  # seconds: somebody has read what is answered


class NotTyped(Exception):
    """What nobody can do there: send or get a file, press what was never shown, or an old button
    whose words mean a newer choice.
    """


@dataclass
class Hook:
    """The door of whichever program is running now; while none is, nobody opens."""

    url: str = ""
    route: Route | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        door = self.route.handle if self.route else Response(status_code=503)
        await door(scope, receive, send)


@dataclass
class ZaloPlay(Play):
    """`webhook`: updates are delivered to the program, else it polls."""

    webhook: bool = False
    hook: Hook = field(default_factory=Hook)

    def far_id(self, number: int) -> str:
        return wire_id(number)

    @property
    def zalo(self) -> ZaloBot:
        return next(iter(self.room.zalo.values()))

    async def says(self, who: str, text: str, *, chat: int | None = None) -> str:
        self.clock.wait(GLANCE)
        called = text if chat is None else f"@{NAME} {text}"
        self.room.say(self.users[who], called, chat_id=chat)
        return await self.then(f"{who}> {text}", chat or who)

    async def press_this(self, who: str, button: Button, *, chat: int | None = None) -> str:
        return await self.says(who, self._typed(chat or who, button), chat=chat)

    def _typed(self, where: str | int, button: Button) -> str:
        """The letter while its message is the last with choices, else the words."""
        number, data = button
        key, _, label = data.partition("|")
        if not label:
            raise NotTyped(data)
        shown = [one for one in self._messages(where) if one.keyboard]
        if shown and shown[-1].id == number:
            return key or label
        newest = next(one for one in reversed(shown) if _has(one, label))
        if newest.id != number:
            raise NotTyped(label)
        return label

    async def forges(self, who: str, data: str) -> str:
        raise NotTyped(data)

    async def sends_file(self, who: str, name: str, data: bytes, caption: str = "") -> str:
        raise NotTyped(name)

    def file(self, who: str | int) -> StoredFile:
        raise NotTyped("file")

    def _messages(self, who: str | int) -> list[Message]:
        return list(_joined(super()._messages(who)))

    def platforms(self, far: FarSide) -> list[Platform]:
        options = ZaloOptions(TOKEN, far.base, send_timeout=far.patience, near=True)
        return [Zalo(options, self.tools.texts)]

    def build(self) -> Program:
        far = self.far_side()
        parts = Parts(
            self.db,
            self.platforms(far),
            self.tools,
            self.clock,
            NO_LIMITS,
            Files(far.files),
            Child(far.work_seconds),
            delivered=frozenset({"zalo"} if self.webhook else ()),
        )
        return Program(parts)

    async def running(self) -> Program:
        fresh = self.program is None
        program = await super().running()
        if fresh and self.webhook:
            await self._deliver(program)
        return program

    async def _deliver(self, program: Program) -> None:
        """Zalo is told where this program listens, and delivers what waited."""
        platform = program.parts.platforms[0]
        self.hook.route = web.webhook(platform, program.inbox.keep, SECRET)
        await platform.use_webhook(self.hook.url, SECRET)

    async def restart(self) -> None:
        self.hook.route = None
        await super().restart()

    async def settle(self) -> None:
        await self.running()
        async with asyncio.timeout(self.patience):
            while self.webhook and self.zalo.updates.waiting():  # noqa: ASYNC110
                await asyncio.sleep(0.001)  # the far side rings no bell for what was taken
        await super().settle()


# In a mixed province: two Sở and two districts.
ON_ZALO = frozenset({1003, 1005, 1010, 1012})


@dataclass
class MixedPlay(ZaloPlay):
    """Some people on Zalo, the others and the groups on Telegram, one program for both."""

    def there(self, who: str | int) -> bool:
        return isinstance(who, str) and self.users[who] in ON_ZALO

    async def says(self, who: str, text: str, *, chat: int | None = None) -> str:
        if self.there(chat or who):
            return await ZaloPlay.says(self, who, text)
        return await Play.says(self, who, text, chat=chat)

    async def press_this(self, who: str, button: Button, *, chat: int | None = None) -> str:
        kind = ZaloPlay if self.there(chat or who) else Play
        return await kind.press_this(self, who, button, chat=chat)

    def _messages(self, who: str | int) -> list[Message]:
        return (ZaloPlay if self.there(who) else Play)._messages(self, who)

    def platforms(self, far: FarSide) -> list[Platform]:
        options = TelegramOptions(TELEGRAM_TOKEN, far.base, send_timeout=far.patience)
        return [Telegram(options), *super().platforms(far)]


@asynccontextmanager
async def playing_on_both(db: Database, seated: Seated) -> AsyncIterator[Play]:
    """As `playing`, in a mixed province."""

    def bots(room: Room) -> None:
        room.add_zalo(TOKEN, "bot.daumoi", NAME)

    seats = [replace(one, zalo=one.user in ON_ZALO) for one in SEATS]
    async with playing(db, seated, kind=Kind(MixedPlay, bots, seats)) as play:
        yield play


@asynccontextmanager
async def listening(hook: Hook) -> AsyncIterator[Hook]:
    """Serve a hook on this machine."""
    listener = serve.listener_on(0)
    server = serve.Server(uvicorn.Config(hook, **serve.QUIET, lifespan="off"))
    running = Tasks().start(server.serve([listener]))
    try:
        await server.changes.wait(0, 10.0)
        hook.url = f"http://127.0.0.1:{listener.getsockname()[1]}/zalo"
        yield hook
    finally:
        server.stop()
        await running


def _has(message: Message, label: str) -> bool:
    buttons = [one for row in message.keyboard or () for one in row]
    return any(one["callback_data"].partition("|")[2] == label for one in buttons)


def _joined(found: list[Message]) -> Iterator[Message]:
    """Messages cut in parts as one; the lines of choices as the buttons they stand for."""
    text = ""
    for one in found:
        part = _PART.search(one.text)
        if part is None:
            yield _read(one, one.text)
            continue
        text += ("\n" if text else "") + one.text[: part.start()]
        if part[1] == part[2]:
            yield _read(one, text)
            text = ""


def _read(message: Message, text: str) -> Message:
    lines = text.split("\n")
    labels: list[dict[str, str]] = []
    if lines[-1].startswith(_OR[0]):
        typed = lines.pop().removeprefix(_OR[0]).removesuffix(_OR[1])
        labels = [_button("", one) for one in typed.split("; ")]
    if LEAD in lines:
        at = len(lines) - 1 - lines[::-1].index(LEAD)
        keyed = [_LINE.fullmatch(one) for one in lines[at + 1 :]]
        labels = [_button(one[1], one[2]) for one in keyed if one] + labels
        lines = lines[:at]
    return replace(message, text="\n".join(lines), keyboard=[labels] if labels else None)


def _button(key: str, label: str) -> dict[str, str]:
    shown = f"{key} {label}" if key.isdigit() else label
    return {"text": shown, "callback_data": f"{key}|{label}"}


@asynccontextmanager
async def playing_on_zalo(
    db: Database, seated: Seated, *, restarting: bool = False
) -> AsyncIterator[Play]:
    """As `playing`, everybody on Zalo; with restarts updates are delivered, not polled."""

    def make(room: Room, *given: Any) -> Play:
        return ZaloPlay(room, *given, bot="zalo", webhook=restarting, hook=hook)

    def bots(room: Room) -> None:
        room.bots.clear()
        room.telegram.clear()
        room.add_zalo(TOKEN, "bot.daumoi", NAME)

    async with AsyncExitStack() as stack:
        hook = Hook()
        if restarting:
            await stack.enter_async_context(listening(hook))
        kind = Kind(make, bots)
        yield await stack.enter_async_context(
            playing(db, seated, restarting=restarting, kind=kind)
        )
