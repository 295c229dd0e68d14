"""Answers while workbooks are built: the child process does the work."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.bench.cases import numbers_of
from tests.bench.store import Template
from tests.bench.targets import ours
from tests.bench.targets.figure import Figure, p95
from tests.bench.targets.strict_side import StrictSide, strict
from tests.bench.updates import who

ANSWERING = 20
FLOWS = 6
_SHEET = "bx:"  # [Lấy biểu Excel]


async def measure(template: Template, folder: Path) -> list[Figure]:
    """The same answers twice in one run: alone, then beside workbooks one after another."""
    numbers = numbers_of(template.seated)
    chats = list(numbers)[:ANSWERING]
    asking = list(numbers)[ANSWERING]
    async with strict() as far, ours.program(template, folder, far):
        far.uncounted.add(asking)  # asks faster than one chat may be answered
        alone = await _answers(far, chats, numbers)
        building = asyncio.get_running_loop().create_task(_workbooks(far, asking))
        beside = await _answers(far, chats, numbers)
        building.cancel()
        await asyncio.gather(building, return_exceptions=True)
        made = far.documents
    return [
        Figure("workbook", "built meanwhile", made, "", ">=", 1),
        Figure("workbook", "reply p95 alone", 1000 * p95(alone), "ms"),
        Figure("workbook", "reply p95, times as long", p95(beside) / p95(alone), "", "<=", 2.0),
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
