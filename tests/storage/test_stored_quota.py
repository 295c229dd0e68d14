"""What a bot has used of its plan."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from storage import outbox, quota, sending
from storage.database import Unit
from storage.quota import Used
from storage.sending import Result
from tests.storage.world import BOT, World, tell


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
