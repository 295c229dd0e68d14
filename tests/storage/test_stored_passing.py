"""Two accounts of one person: which one is told, and what goes to the other."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from dialogues.messages import Notice
from storage import accounts, chats, outbox, passing, people, relays, sending
from storage.database import Unit
from storage.schema import outbox as table
from storage.sending import Result
from tests.storage.world import NOW, PLAN, World, open_round

HOUR = timedelta(hours=1)


@pytest.fixture
async def other(unit: Unit, world: World) -> int:
    """The chat of the focal point's second account, on Zalo; the first is preferred."""
    heard = await chats.speaker(unit, "zalo", "z2", "z2", private=True, title="")
    await people.connect(unit, world.focal, "zalo", "z2", heard.chat.id)
    first = (await accounts.of(unit, world.focal))[0]
    await accounts.prefer(unit, world.focal, first.id)
    return heard.chat.id


async def told(unit: Unit, world: World, key: str = "a", **more: Any) -> int:
    """A notice to the focal point; its row."""
    await outbox.notify(unit, [Notice(key, "x", {}, person=world.focal, **more)])
    row: int = await unit.value(select(table.c.id).where(table.c.key == key))
    return row


async def where(unit: Unit, row: int) -> tuple[str, str, bool]:
    found = await unit.first(select(table).where(table.c.id == row))
    return found.bot, found.state, found.passed_on


async def test_the_preferred_then_the_one_that_is_reached(
    unit: Unit, world: World, other: int
) -> None:
    assert (await where(unit, await told(unit, world)))[0] == "telegram"
    second = (await accounts.of(unit, world.focal))[1]
    await accounts.prefer(unit, world.focal, second.id)
    assert (await where(unit, await told(unit, world, "b")))[0] == "zalo"
    await chats.lose(unit, other, "blocked")
    assert (await where(unit, await told(unit, world, "c")))[0] == "telegram"
    assert [(one.bot, one.chosen) for one in await accounts.of(unit, world.focal)] == [
        ("telegram", True),
        ("zalo", False),
    ]


@pytest.mark.usefixtures("other")
async def test_a_lost_chat_passes_a_notice_on_once(unit: Unit, world: World) -> None:
    row = await told(unit, world)
    for expected in (("zalo", "queued", True), ("zalo", "failed", True)):
        await sending.sending(unit, [row])
        await sending.finish(unit, [Result(row, "failed", NOW, error="blocked")])
        await passing.after_loss(unit, row)
        assert await where(unit, row) == expected


async def test_who_has_one_account_gets_nothing_elsewhere(unit: Unit, world: World) -> None:
    row = await told(unit, world)
    await sending.finish(unit, [Result(row, "failed", NOW)])
    assert not await passing.after_loss(unit, row)
    assert await where(unit, row) == ("telegram", "failed", False)


@pytest.mark.usefixtures("other")
async def test_a_bot_is_down_when_nothing_went_out_for_an_hour(unit: Unit, world: World) -> None:
    row = await told(unit, world)
    await sending.sending(unit, [row])
    await sending.finish(unit, [Result(row, "queued", NOW, again=NOW, error="down")])
    assert await passing.down(unit) == []
    await unit.run(update(table).values(first_tried=NOW - HOUR))
    assert await passing.down(unit) == ["telegram"]
    gone = await told(unit, world, "b")
    await sending.finish(unit, [Result(gone, "sent", NOW, message="m")])
    assert await passing.down(unit) == []  # one went out meanwhile


@pytest.mark.usefixtures("other")
async def test_what_waits_goes_and_what_may_have_arrived_stays(unit: Unit, world: World) -> None:
    waits = await told(unit, world, "waits")
    later = await told(unit, world, "later", not_before=NOW + HOUR)
    perhaps = await told(unit, world, "perhaps")
    await sending.finish(unit, [Result(perhaps, "queued", NOW, again=NOW, twice=True)])
    on_its_way = await told(unit, world, "on its way")
    await sending.sending(unit, [on_its_way])
    assert await passing.away_from(unit, ["telegram"]) == 1
    assert await where(unit, waits) == ("zalo", "queued", True)
    for row in (later, perhaps, on_its_way):
        assert (await where(unit, row))[0] == "telegram"
    assert await passing.away_from(unit, ["telegram", "zalo"]) == 0


@pytest.mark.usefixtures("other")
async def test_unlinking_moves_what_waits(unit: Unit, world: World) -> None:
    row = await told(unit, world, not_before=NOW + HOUR)
    await accounts.unlink(unit, world.focal, (await accounts.of(unit, world.focal))[0])
    assert await where(unit, row) == ("zalo", "queued", False)
    assert [one.bot for one in await accounts.of(unit, world.focal)] == ["zalo"]
    due = await unit.value(select(table.c.not_before).where(table.c.id == row))
    assert due == NOW + HOUR


async def test_a_code_is_taken_once_and_a_new_one_ends_it(unit: Unit, world: World) -> None:
    for hashed in ("one", "two"):
        await accounts.make_code(unit, world.focal, world.focal_chat, hashed, NOW + HOUR)
    first, second = await accounts.code_of(unit, "one"), await accounts.code_of(unit, "two")
    assert first is not None
    assert second is not None
    assert not await accounts.take(unit, first)
    assert await accounts.take(unit, second)
    assert not await accounts.take(unit, second)


async def test_a_relay_ends_once_and_gives_way_to_a_newer(unit: Unit, world: World) -> None:
    round_ = await open_round(unit, world)
    old = await relays.make(unit, PLAN, round_, "focal", NOW.date(), ["một", "hai"])
    new = await relays.make(unit, PLAN, round_, "focal", NOW.date(), ["ba"])
    await relays.make(unit, PLAN, round_, "internal", NOW.date(), ["bốn"])
    kept = await relays.get(unit, old.id)
    assert kept is not None
    assert (kept.pieces, kept.outcome) == (("một", "hai"), relays.REPLACED)
    newest = await relays.newest(unit, old)
    assert newest is not None
    assert newest.id == new.id
    assert await relays.end(unit, new.id, relays.DONE, world.coordinator)
    assert not await relays.end(unit, new.id, relays.DONE, world.focal)
    done = await relays.get(unit, new.id)
    assert done is not None
    assert done.ended_by == "Nguyễn Văn Bình"
    assert [one.purpose for one in await relays.waiting(unit, round_)] == ["internal"]
