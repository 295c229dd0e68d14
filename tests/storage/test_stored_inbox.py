"""The inbox: each update once, in order, kept when our own fault could not handle it."""

from __future__ import annotations

from datetime import timedelta

from storage import inbox
from storage.database import Unit
from storage.inbox import Arrived, InboxRow
from storage.schema import inbox as table
from tests.storage.world import BOT, NOW, column

DAY = timedelta(days=1)


async def _arrive(unit: Unit, *updates: str, bot: str = BOT, conversation: str = "5:5") -> None:
    arrived = [Arrived(one, conversation, f'{{"update_id": {one}}}') for one in updates]
    await inbox.keep(unit, bot, arrived)


async def _waiting(unit: Unit, *parked: str, limit: int = 10) -> list[InboxRow]:
    talks = [(BOT, one) for one in parked]
    return await inbox.waiting(unit, [BOT, "other"], limit=limit, parked=talks)


async def _raws(unit: Unit) -> list[str]:
    return [row.raw for row in await _waiting(unit)]


async def _finish_all(unit: Unit) -> None:
    await inbox.done(unit, [row.id for row in await _waiting(unit)])


async def test_rows_wait_in_the_order_they_came_whatever_their_ids(unit: Unit) -> None:
    await _arrive(unit, "9", "3", "12")
    assert await _raws(unit) == ['{"update_id": 9}', '{"update_id": 3}', '{"update_id": 12}']
    assert len(await _waiting(unit, limit=2)) == 2


async def test_row_carries_what_was_received(unit: Unit) -> None:
    await _arrive(unit, "9")
    row = (await _waiting(unit))[0]
    assert row == InboxRow(row.id, BOT, "5:5", '{"update_id": 9}', 0, None, unit.now)


async def test_update_received_twice_is_kept_once(unit: Unit) -> None:
    await _arrive(unit, "1", "2")
    await _arrive(unit, "2", "3")
    assert len(await _raws(unit)) == 3


async def test_update_twice_in_one_batch_is_kept_once(unit: Unit) -> None:
    await _arrive(unit, "1", "1")
    assert len(await _raws(unit)) == 1


async def test_same_number_from_another_bot_is_another_update(unit: Unit) -> None:
    await _arrive(unit, "1")
    await _arrive(unit, "1", bot="other")
    assert len(await inbox.waiting(unit, [BOT, "other"], limit=10)) == 2
    assert len(await inbox.waiting(unit, ["other"], limit=10)) == 1
    assert await inbox.waiting(unit, [], limit=10) == []


async def test_empty_batch_stores_nothing(unit: Unit) -> None:
    await _arrive(unit)
    assert await inbox.counts(unit) == {}


async def test_done_row_is_not_taken_again(unit: Unit) -> None:
    await _arrive(unit, "1", "2")
    await inbox.done(unit, [(await _waiting(unit))[0].id])
    await inbox.done(unit, [])
    assert await _raws(unit) == ['{"update_id": 2}']
    assert await inbox.counts(unit) == {"done": 1, "new": 1}


async def test_repeat_of_a_done_update_is_dropped_for_seven_days(unit: Unit) -> None:
    await _arrive(unit, "1")
    await _finish_all(unit)
    unit.now = NOW + 7 * DAY
    await inbox.tidy(unit)
    await _arrive(unit, "1")
    assert await _raws(unit) == []


async def test_reused_number_is_taken_after_seven_days(unit: Unit) -> None:
    await _arrive(unit, "1")
    await _finish_all(unit)
    unit.now = NOW + 7 * DAY + timedelta(seconds=1)
    await inbox.tidy(unit)
    await _arrive(unit, "1")
    assert len(await _raws(unit)) == 1


async def test_number_of_a_row_that_waits_is_never_given_up(unit: Unit) -> None:
    await _arrive(unit, "1")
    unit.now = NOW + 40 * DAY
    await inbox.tidy(unit)
    await _arrive(unit, "1")
    assert len(await _raws(unit)) == 1


async def test_reused_number_is_taken_though_an_old_row_was_set_aside(unit: Unit) -> None:
    await _arrive(unit, "1")
    await inbox.set_aside(unit, (await _waiting(unit))[0].id, "KeyError")
    unit.now = NOW + 8 * DAY
    await inbox.tidy(unit)
    await _arrive(unit, "1")
    assert len(await _raws(unit)) == 1
    assert len(await inbox.aside(unit)) == 1


async def test_done_rows_are_forgotten_after_thirty_days(unit: Unit) -> None:
    await _arrive(unit, "1", "2")
    await inbox.done(unit, [(await _waiting(unit))[0].id])
    unit.now = NOW + 30 * DAY
    await inbox.tidy(unit)
    assert await inbox.counts(unit) == {"done": 1, "new": 1}
    unit.now = NOW + 30 * DAY + timedelta(seconds=1)
    await inbox.tidy(unit)
    assert await inbox.counts(unit) == {"new": 1}


async def test_row_set_aside_lets_those_behind_go_on(unit: Unit) -> None:
    await _arrive(unit, "1", "2")
    bad = (await _waiting(unit))[0].id
    await inbox.set_aside(unit, bad, "KeyError: 'chat'")
    assert await _raws(unit) == ['{"update_id": 2}']
    aside = await inbox.aside(unit)
    assert [(row.id, row.attempts, row.error) for row in aside] == [(bad, 1, "KeyError: 'chat'")]


async def test_retry_puts_every_row_set_aside_back_in_its_place(unit: Unit) -> None:
    await _arrive(unit, "1", "2", "3")
    rows = await _waiting(unit)
    for row in rows[:2]:
        await inbox.set_aside(unit, row.id, "broken")
    assert await inbox.retry(unit) == 2
    assert [row.id for row in await _waiting(unit)] == [row.id for row in rows]


async def test_retry_of_named_rows_leaves_the_others_aside(unit: Unit) -> None:
    await _arrive(unit, "1", "2")
    rows = await _waiting(unit)
    for row in rows:
        await inbox.set_aside(unit, row.id, "broken")
    assert await inbox.retry(unit, [rows[1].id]) == 1
    assert [row.id for row in await inbox.aside(unit)] == [rows[0].id]


async def test_retry_of_a_row_that_is_done_does_nothing(unit: Unit) -> None:
    await _arrive(unit, "1")
    row = (await _waiting(unit))[0].id
    await inbox.done(unit, [row])
    assert await inbox.retry(unit, [row]) == 0


async def test_parked_conversations_are_left_out(unit: Unit) -> None:
    await _arrive(unit, "1", conversation="5:5")
    await _arrive(unit, "2", conversation="6:6")
    await _arrive(unit, "3", conversation="7:7")
    assert [row.conversation for row in await _waiting(unit, "5:5", "7:7")] == ["6:6"]


async def test_parked_conversation_of_one_bot_does_not_park_the_same_numbers_of_another(
    unit: Unit,
) -> None:
    await _arrive(unit, "1", conversation="5:5")
    await _arrive(unit, "1", conversation="5:5", bot="other")
    await _arrive(unit, "2", conversation="6:6", bot="other")
    left = [row.talk for row in await _waiting(unit, "5:5", "6:6")]
    assert left == [("other", "5:5"), ("other", "6:6")]


async def test_blank_forgets_what_was_typed(unit: Unit) -> None:
    await _arrive(unit, "1", "2")
    await inbox.blank(unit, (await _waiting(unit))[0].id)
    assert await column(unit, table.c.raw) == ["{}", '{"update_id": 2}']
