"""Answers while files are made: the child process does the work."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path

from tests.bench.cases import numbers_of
from tests.bench.store import Template
from tests.bench.targets import ours
from tests.bench.targets.figure import Figure, p95
from tests.bench.targets.strict_side import StrictSide, strict
from tests.bench.updates import who
from tests.crash.world import COORDINATOR

ANSWERING = 20
FLOWS = 6
_SHEET = "bx:"  # [Lấy biểu Excel]
_DETAILS = "ct:"  # [Xem chi tiết]
_FILES = ("kyx:", "kyh:", "kys:")  # [Bảng Excel], [Hình tiến độ], [Hồ sơ kỳ báo cáo]
Making = Callable[[StrictSide, int], Coroutine[None, None, None]]


async def measure(template: Template, folder: Path) -> list[Figure]:
    """The sheets of an agency, then the files of a round: each beside answers."""
    asking = list(numbers_of(template.seated))[ANSWERING]
    found = await _measured(template, folder / "sheet", ("workbook", asking, _workbooks))
    files = ("files of a round", COORDINATOR, _round_files)
    return [*found, *await _measured(template, folder / "files", files)]


async def _measured(
    template: Template, folder: Path, making: tuple[str, int, Making]
) -> list[Figure]:
    """The same answers twice in one run: alone, then beside files one after another."""
    name, asking, make = making
    numbers = numbers_of(template.seated)
    chats = list(numbers)[:ANSWERING]
    async with strict() as far, ours.program(template, folder, far):
        far.uncounted.add(asking)  # asks faster than one chat may be answered
        alone = await _answers(far, chats, numbers)
        building = asyncio.get_running_loop().create_task(make(far, asking))
        beside = await _answers(far, chats, numbers)
        building.cancel()
        await asyncio.gather(building, return_exceptions=True)
        made = far.documents
    return [
        Figure(name, "made meanwhile", made, "", ">=", 1),
        Figure(name, "reply p95 alone", 1000 * p95(alone), "ms"),
        Figure(name, "reply p95, times as long", p95(beside) / p95(alone), "", "<=", 2.0),
    ]


async def _answers(far: StrictSide, chats: list[int], numbers: dict[int, str]) -> list[float]:
    far.begin()
    async with asyncio.TaskGroup() as tasks:
        for chat in chats[: ANSWERING // 2]:
            tasks.create_task(_one(far, chat, numbers[chat]))
    found, _ = far.reckon()
    return found


async def _one(far: StrictSide, chat: int, number: str) -> None:
    for _ in range(FLOWS):
        await ours.flow(far, chat, number, pause=1.0)


async def _workbooks(far: StrictSide, chat: int) -> None:
    """/baocao and its sheet, again as soon as the last one is there."""
    while True:
        before = far.documents
        await _say(far, chat, {"text": "/baocao"})
        data = next(one for one in far.buttons[chat] if one.startswith(_SHEET))
        await _say(far, chat, {}, data)
        await _one_more(far, before)


async def _round_files(far: StrictSide, chat: int) -> None:
    """Workbook, picture and package of the open round in turn, by its coordinator."""
    while True:
        for verb in _FILES:
            before = far.documents
            await _say(far, chat, {"text": "/tonghop"})
            for beginning in (_DETAILS, verb):
                await _say(far, chat, {}, await _button(far, chat, beginning))
            await _one_more(far, before)


async def _button(far: StrictSide, chat: int, beginning: str) -> str:
    """A button once it is there: a press is answered before its message comes."""

    def found() -> list[str]:
        return [one for one in far.buttons.get(chat, ()) if one.startswith(beginning)]

    await ours.until(lambda: bool(found()))
    return found()[0]


async def _say(far: StrictSide, chat: int, message: dict[str, str], data: str = "") -> None:
    person = who(chat)
    shown = {"message_id": 1, "date": 1, "text": "x", **person, **message}
    if data:
        query = {"id": data, "from": person["from"], "message": shown, "data": data}
        far.offer(chat, {"callback_query": query | {"chat_instance": "1"}})
    else:
        far.offer(chat, {"message": shown})
    await ours.until(lambda: not far.waits(chat))


async def _one_more(far: StrictSide, before: int) -> None:
    await ours.until(lambda: far.documents > before, 0.05)
