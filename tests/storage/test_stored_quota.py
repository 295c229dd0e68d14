"""What a bot has used of its plan."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from dialogues.messages import Notice
from storage import chats, outbox, quota, sending
from storage.database import Unit
from storage.quota import Held, Used
from storage.schema import outbox as table
from storage.sending import Result
from tests.storage.world import BOT, PLAN, World, tell


async def _sent(unit: Unit, world: World, at: datetime, parts: int = 1) -> None:
    row = (await tell(unit, world.focal_chat, "tin"))[0]
    await sending.finish(unit, [Result(row, "sent", at, "5", parts=parts)])


async def test_messages_of_this_month_in_vietnam_each_part_counted(
    unit: Unit, world: World
) -> None:
    unit.now = datetime(2023, 12, 15, 1, 0, tzinfo=UTC)
    first = datetime(2023, 11, 30, 17, 0, tzinfo=UTC)  # 1 December, midnight in Hà Nội
    await _sent(unit, world, first - timedelta(seconds=1))
    await _sent(unit, world, first)
    await _sent(unit, world, unit.now, parts=3)
    await tell(unit, world.focal_chat, "chưa gửi")
    found = await quota.used(unit, BOT)
    assert found.messages == 4
    assert found.people > 0
    assert await quota.used(unit, "zalo") == Used(0, 0)
    assert await outbox.counts(unit)


async def test_what_may_have_gone_out_counts_too(unit: Unit, world: World) -> None:
    half, lost, twice, never = await tell(unit, world.focal_chat, "a|b", "c", "d", "e")
    await sending.finish(
        unit,
        [
            Result(half, "queued", unit.now, "1", parts=1),
            Result(lost, "unknown", unit.now, error="no answer"),
            Result(twice, "queued", unit.now, twice=True),
            Result(never, "failed", unit.now, error="refused"),
        ],
    )
    assert (await quota.used(unit, BOT)).messages == 3


async def test_what_waits_for_the_next_month_of_a_plan(unit: Unit, world: World) -> None:
    later = unit.now + timedelta(days=10)
    assert await quota.held_of(unit, PLAN) is None
    notices = [
        Notice("digest:1", "digest", {}, chat=world.group),
        Notice("reminder:1", "reminder", {}, person=world.focal),
        Notice("reminder:2", "reminder", {}, person=world.coordinator),
    ]
    await outbox.notify(unit, notices)
    await chats.tie(unit, world.group, PLAN, "internal")
    for one in await unit.rows(select(table.c.id).where(table.c.key.is_not(None))):
        await quota.hold(unit, one.id, later)
    assert await quota.held_of(unit, PLAN) == Held(3, later)
    assert await quota.held_of(unit, "another") is None
    assert await quota.held(unit, BOT) == Held(3, later)
    await quota.release(unit, BOT)
    assert await quota.held(unit, BOT) is None
    assert len(await sending.heads(unit, BOT, busy=(), limit=9)) == 3
