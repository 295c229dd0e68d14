"""A plan that takes long to read, and documents that would never end: others go on meanwhile."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any
from unittest.mock import patch

from bot.child import Child
from bot.heavy import Far
from bot.wake import Bell
from tests.reading import hostile
from tests.transcripts.play import Play
from tests.transcripts.stories.new_plans import ADMIN, WHOLE, again, in_use, sent

TOO_MUCH = (
    "Bot chưa đọc được tệp này: tệp quá lớn hoặc quá phức tạp. Đề nghị bỏ bớt ảnh, trang tính và"
    " định dạng, chỉ giữ phần cần thiết, rồi gửi lại."
)


class Watched(Child):
    """Rings when it has been given work."""

    begun = Bell()

    async def run(self, work: str, payload: Any, data: bytes | None) -> Any:
        self.begun.ring()
        return await super().run(work, payload, data)


@asynccontextmanager
async def being_read(play: Play, name: str, data: bytes) -> AsyncIterator[Bell]:
    """The admin's file is with its reader; the bell rings when something is said of it."""
    said, Watched.begun = Bell(), Bell()
    far = partial(Far, progress_seconds=0.1)
    with patch("bot.program.Far", far), patch("tests.transcripts.ground.Child", Watched):
        await play.restart()
    program = await play.running()
    program.heavy.said.add(said)
    play.room.send_file(play.users[ADMIN], name, data)
    play.log.append(f"{ADMIN}> ({name})")
    await hand_in(play)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(program.heavy.once())
        await Watched.begun.wait(10)
        yield said
    await play.settle()


async def hand_in(play: Play) -> None:
    """What the program does beside its reader: fetch, answer, send."""
    program = await play.running()
    for platform in program._polled:
        await platform.poll(program.inbox.take, wait=0)
    while await program.inbox.once():
        pass
    for sender in program.senders:
        await sender.drain()


async def progress(play: Play, said: Bell, seconds: int) -> str:
    """What stands last in the admin's chat once it tells of so many seconds."""
    while True:
        assert await said.wait(10), "nothing was said of the reading"
        await hand_in(play)
        last = play._messages(ADMIN)[-1].text
        told = re.search(r"đã (\d+) giây", last)
        if told and int(told[1]) >= seconds:
            return last


async def story_a_document_that_would_never_end(play: Play) -> None:
    play.work_seconds = 5.0
    await play.says(ADMIN, "/kehoach")
    await play.presses(ADMIN, "Kế hoạch mới")
    async with being_read(play, "kh.docx", hostile.endless()) as said:
        assert play.heard(ADMIN) == "Đã nhận tệp kh.docx, bot đang đọc."
        play.room.say(play.users["stnmt"], "/nhiemvu")
        await hand_in(play)
        assert "VLXD 1.2" in play.heard("stnmt")
        play.clock.wait(8)
        told = await progress(play, said, 8)
        assert re.fullmatch(r"Bot đang đọc tệp, đã \d+ giây. Tệp dài cần đến một phút.", told)
        count = play.count(ADMIN)
        play.clock.wait(12)
        await progress(play, said, 20)
        assert play.count(ADMIN) == count  # the same message, changed
        play.heard(ADMIN)
    assert play.heard(ADMIN) == TOO_MUCH
    assert not await in_use(play)
    play.work_seconds = 30.0
    await play.restart()
    said = await play.sends_file(ADMIN, "kh.yaml", WHOLE.encode())
    assert "KH VLKN (kh.yaml): đọc được 2 nhiệm vụ" in said


async def story_a_document_that_would_take_all_memory(play: Play) -> None:
    assert (await sent(play, hostile.bloated_pdf(), "kh.pdf")).endswith(TOO_MUCH)
    assert "KH VLKN (kh.yaml): đọc được 2 nhiệm vụ" in await again(play, WHOLE)
