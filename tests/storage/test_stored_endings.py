"""How sessions ended: told to their owner, and forgotten after a month."""

from __future__ import annotations

from datetime import timedelta

from storage import chats, endings
from storage.database import Unit


async def test_ended_session_is_told_to_its_owner_for_thirty_days(unit: Unit) -> None:
    made = await chats.start_session(unit, "p1", "update", "5:7", 1)
    await endings.finish(unit, made, "p1", sent=True, receipt="VLXD-2023-001")
    assert await chats.session_by_id(unit, made.id, "p1") is None
    found = await endings.of_session(unit, made.id, "p1")
    assert found == endings.Ended(True, "VLXD-2023-001", unit.now, made.form)
    assert await endings.of_session(unit, made.id, "p2") is None
    unit.now += timedelta(days=30)
    await endings.tidy(unit)
    assert await endings.of_session(unit, made.id, "p1") == found
    unit.now += timedelta(seconds=1)
    await endings.tidy(unit)
    assert await endings.of_session(unit, made.id, "p1") is None
