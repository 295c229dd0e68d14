"""Two plays of the practice room whose chats are shown: real messages, made-up data."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from plans.ground import local
from sandbox.model import Message
from storage import migrate
from storage.database import Database, sqlite_url
from tests.pictures.chat import Bubble, Shown
from tests.transcripts.play import INTERNAL, Play, playing, seeded
from tests.transcripts.stories.main_path import open_the_round
from tests.transcripts.stories.model_round import eighth_of_december

WHO = "stnmt"
_TYPED = (
    "1.2 Đã hoàn thành. Đã nghiệm thu hệ thống, Báo cáo số 120/BC-STNMT ngày 10/11/2023\n"
    "1.3 Đang rà soát 15 cơ sở\n"
    "5 Đã kiểm tra 12 cơ sở, xử lý 02 cơ sở"
)


async def _answers(play: Play) -> Shown:
    """A focal point is asked, answers three tasks in one message, and gets a receipt."""
    await open_the_round(play)
    await play.at("20/11/2023 09:10")
    await play.says(WHO, _TYPED)
    await play.at("20/11/2023 09:11")
    await play.presses(WHO, "Gửi")
    person = play.room.people[play.users[WHO]]
    return Shown(person.name, tuple(_bubbles(play.chat_of(WHO).messages.values())))


async def _digest(play: Play) -> Shown:
    """The Sở's own group on a Friday afternoon of an open round."""
    await eighth_of_december(play)
    chat = play.chat_of(INTERNAL)
    newest = list(chat.messages.values())[-1]
    return Shown(chat.title, tuple(_bubbles([newest])))


def _bubbles(messages: Iterable[Message]) -> Iterator[Bubble]:
    for one in messages:
        mine = one.sender is not None and not one.sender.is_bot
        yield Bubble(one.text, mine, _time(one), tuple(_buttons(one)))


def _time(message: Message) -> str:
    return f"{local(datetime.fromtimestamp(message.at, UTC)):%H:%M %d/%m/%Y}"


def _buttons(message: Message) -> Iterator[tuple[str, ...]]:
    for row in message.keyboard or ():
        yield tuple(button["text"] for button in row)


def _played(story: Callable[[Play], Awaitable[Shown]]) -> Shown:
    async def run(path: Path) -> Shown:
        db = Database(sqlite_url(path))
        await migrate.upgrade(db)
        seated = await seeded(db)
        try:
            async with playing(db, seated) as play:
                return await story(play)
        finally:
            await db.close()

    with TemporaryDirectory() as folder:
        return asyncio.run(run(Path(folder) / "daumoi.db"))


def chat() -> Shown:
    """One chat: asked, answered, received."""
    return _played(_answers)


def digest() -> Shown:
    """One digest."""
    return _played(_digest)
