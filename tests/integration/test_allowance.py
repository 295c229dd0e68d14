"""The sender near the end of a month's messages, over a real store."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from bot.platforms import base
from dialogues.messages import Notice
from plans.allowance import Allowance
from storage import outbox, quota
from storage.database import Database
from storage.quota import HELD
from storage.schema import outbox as table
from tests.integration.test_sender import Desk
from tests.storage.world import BOT, build


@pytest.fixture
async def desk(db: Database) -> Desk:
    return Desk(db, await build(db), allowance=Allowance(people=50, messages=20))


async def _notify(desk: Desk, key: str, *, pressing: bool = False) -> None:
    async with desk.db.unit(desk.clock.now()) as unit:
        one = Notice(key, "words", {"text": key}, chat=desk.world.focal_chat, pressing=pressing)
        await outbox.notify(unit, [one])
        await unit.commit()


async def _waiting(desk: Desk) -> set[str | None]:
    async with desk.db.unit(desk.clock.now()) as unit:
        found = await unit.rows(select(table.c.error).where(table.c.state == "queued"))
        return {one.error for one in found}


async def test_the_last_share_is_for_replies_and_for_what_is_due_today(desk: Desk) -> None:
    sender = desk.sender()
    await sender.start()
    await desk.tell(*[f"tin {n}" for n in range(18)])
    await sender.drain()
    assert len(desk.far.sent) == 18
    assert desk.told == [(BOT, "2023-11")]  # at the sixteenth, once
    await _notify(desk, "digest")
    await _notify(desk, "reminder", pressing=True)
    await desk.tell("trả lời")
    await sender.drain()
    assert [text for _, text in desk.far.sent[18:]] == ["trả lời", "reminder"]
    await desk.tell("nữa")
    await sender.drain()
    assert len(desk.far.sent) == 20
    assert await _waiting(desk) == {HELD}
    later = desk.sender()  # a restart counts anew, and lets nothing through
    await later.start()
    await later.drain()
    assert len(desk.far.sent) == 20
    desk.clock.at = datetime(2023, 12, 1, 0, 0, tzinfo=UTC)
    await later.drain()
    assert {text for _, text in desk.far.sent[20:]} == {"nữa", "digest"}


async def test_what_did_not_go_out_is_not_counted(desk: Desk) -> None:
    sender = desk.sender()
    await sender.start()
    await desk.tell(*[f"tin {n}" for n in range(19)])
    desk.far.faults["tin 3"] = base.Rejected("no")
    await sender.drain()
    assert len(desk.far.sent) == 18
    await desk.tell("hai mươi", "hai mốt")
    await sender.drain()
    assert [text for _, text in desk.far.sent[18:]] == ["hai mươi", "hai mốt"]
    await desk.tell("quá")
    await sender.drain()
    assert len(desk.far.sent) == 20


async def test_a_part_that_was_begun_counts_though_the_row_goes_on(desk: Desk) -> None:
    sender = desk.sender()
    await sender.start()
    desk.far.faults["b"] = base.NotSent("later")
    await desk.tell("a|b")
    await sender.drain()
    async with desk.db.unit(desk.clock.now()) as unit:
        assert (await quota.used(unit, BOT)).messages == 1


async def test_a_429_without_a_time_does_not_keep_the_others_waiting_for_ever(desk: Desk) -> None:
    async with desk.db.unit(desk.clock.now()) as unit:
        await unit.run(update(table).values(state="dropped"))
        await unit.commit()
    sender = desk.sender()
    await sender.start()
    await desk.tell("một người quá mức")
    for wait in (5, 10):
        desk.far.faults["một người quá mức"] = base.TooFast(wait, vague=True)
        await sender.drain()
        assert desk.far.sent == []
        desk.clock.wait(wait)
    await desk.tell("người khác", chat_id=desk.world.group)
    await sender.drain()
    assert [text for _, text in desk.far.sent] == ["người khác"]
    desk.clock.wait(2)
    await sender.drain()
    assert [text for _, text in desk.far.sent] == ["người khác", "một người quá mức"]
