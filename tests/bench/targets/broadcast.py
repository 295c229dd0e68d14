"""A message to thousands of people while somebody answers: the limit, losses, doubles, replies."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.cases import numbers_of
from tests.bench.store import Template
from tests.bench.targets import ours
from tests.bench.targets.figure import Figure, p95
from tests.bench.targets.strict_side import PER_SECOND, Faults, StrictSide, strict
from tests.bench.updates import who

ADMIN = 1002
TEXT = "Mời họp giao ban lúc 14:00"
ONE_IN_A_HUNDRED = Faults(held=0.01, broken=0.01, unanswered=0.01)
ANSWERING = 20  # people who answer meanwhile, whom the broadcast reaches too
_ROWS = "select c.platform_id, o.state, o.twice from outbox o join chat c on c.id = o.chat_id"
_OPEN = (
    "select count(*) from outbox where key like 'broadcast:%' and state in ('queued','sending')"
)


async def measure(template: Template, folder: Path, *, faults: bool) -> list[Figure]:
    """A broadcast to everybody of the template."""
    name = "broadcast, 1% 429, 500, lost" if faults else "broadcast, strict 30/s"
    async with (
        strict(TEXT, ADMIN, ONE_IN_A_HUNDRED if faults else Faults()) as far,
        ours.program(template, folder, far) as _,
    ):
        await _begin(far)
        latencies = await _meanwhile(far, template, folder)
        rows = ours.query(folder, f"{_ROWS} where o.key like 'broadcast:%'")
    figures = _faulty(far, rows) if faults else _clean(far)
    found = [Figure(name, *one) for one in (*_common(far, rows), *figures)]
    return [*found, Figure(name, "reply p95 meanwhile", p95(latencies), "s", "<=", 0.5)]


Row = tuple[Any, ...]


def _common(far: StrictSide, rows: list[Row]) -> Iterator[Row]:
    told = {int(chat) for chat, _, _ in rows}
    yield "people", len(told)
    yield "lost", len(told - far.got.keys()), "", "=", 0
    yield "most in any second", far.most_in_a_second(), "", "<=", PER_SECOND
    yield "429 of our own doing", far.too_fast, "", "=", 0


def _clean(far: StrictSide) -> Iterator[Row]:
    yield "share of the limit", far.rate() / PER_SECOND, "", ">=", 0.95
    yield "doubled", sum(times - 1 for times in far.got.values()), "", "=", 0


def _faulty(far: StrictSide, rows: list[Row]) -> Iterator[Row]:
    doubled = {chat for chat, times in far.got.items() if times > 1}
    recorded = {int(chat) for chat, _, twice in rows if twice}
    yield "doubled", len(doubled)
    yield "doubled without a lost reply", len(doubled - far.lost_replies), "", "=", 0
    yield "doubled and not recorded", len(doubled - recorded), "", "=", 0


async def _begin(far: StrictSide) -> None:
    """The admin sends it, in chat."""
    await _step(far, {"text": "/thongbao"})
    await _step(far, {"text": TEXT})
    await _step(far, {}, ":to:all")
    await _step(far, {}, ":_review:people")


async def _step(far: StrictSide, message: dict[str, str], ending: str = "") -> None:
    person = who(ADMIN)
    shown = {"message_id": 1, "date": 1, "text": "x", **person, **message}
    update: dict[str, Any] = {"message": shown}
    if ending:
        data = next(one for one in far.buttons[ADMIN] if one.endswith(ending))
        query = {"id": ending, "from": person["from"], "message": shown, "data": data}
        update = {"callback_query": query | {"chat_instance": "1"}}
    far.offer(ADMIN, update)
    await ours.until(lambda: not far.waits(ADMIN))


async def _meanwhile(far: StrictSide, template: Template, folder: Path) -> list[float]:
    """People answer until all is sent; seconds from served to replied."""
    far.begin()
    numbers = numbers_of(template.seated)
    chats = random.Random(1).sample(sorted(numbers), ANSWERING)
    stopping = asyncio.Event()

    async def answers(chat: int) -> None:
        while not stopping.is_set():
            await ours.flow(far, chat, numbers[chat], pause=4.0)

    async with asyncio.TaskGroup() as tasks:
        for chat in chats:
            tasks.create_task(answers(chat))
        await _all_out(folder)
        stopping.set()
    latencies, _ = far.reckon()
    return latencies


async def _all_out(folder: Path) -> None:
    while True:
        if not await asyncio.to_thread(ours.number, folder, _OPEN):
            return
        await asyncio.sleep(1.0)
