"""The outbox: what became of what was said."""

from __future__ import annotations

from datetime import timedelta

from dialogues.messages import Notice
from storage import outbox, sending
from storage.database import Unit
from storage.schema import outbox as table
from storage.sending import Result
from tests.storage.world import BOT, NOW, World, column, tell

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


async def _send(unit: Unit, row: int, minutes: int = 0) -> None:
    await sending.finish(unit, [Result(row, "sent", NOW + minutes * MINUTE, message=f"m{row}")])


async def test_success_is_written_down_with_its_message_and_moment(
    unit: Unit, world: World
) -> None:
    row = (await tell(unit, world.focal_chat, "một"))[0]
    await sending.sending(unit, [row])
    await _send(unit, row, minutes=1)
    assert await column(unit, table.c.message) == [f"m{row}"]
    assert await column(unit, table.c.sent) == [NOW + MINUTE]
    assert await column(unit, table.c.attempts) == [1]


async def test_failure_is_written_down_with_its_reason(unit: Unit, world: World) -> None:
    row = (await tell(unit, world.focal_chat, "một"))[0]
    await sending.finish(unit, [Result(row, "failed", NOW, error="403")])
    assert await column(unit, table.c.error) == ["403"]
    assert await column(unit, table.c.sent) == [None]


async def test_drop_says_why(unit: Unit, world: World) -> None:
    row = (await tell(unit, world.focal_chat, "một"))[0]
    await sending.drop(unit, row, "nothing to say")
    assert await column(unit, table.c.error) == ["nothing to say"]
    assert await outbox.counts(unit) == {"dropped": 1}


async def test_rows_found_sending_go_once_more_as_possibly_twice(unit: Unit, world: World) -> None:
    cut, whole = (await tell(unit, world.focal_chat, "một"))[0], world.group
    await tell(unit, whole, "hai")
    await sending.sending(unit, [cut])
    assert await sending.found_sending(unit, "other") == 0
    assert await sending.found_sending(unit, BOT) == 1
    heads = await sending.heads(unit, BOT, busy=(), limit=9)
    assert [(row.say.text, row.unanswered) for row in heads] == [("một", True), ("hai", False)]


async def test_attempt_without_answer_is_kept_as_possibly_twice(unit: Unit, world: World) -> None:
    row = (await tell(unit, world.focal_chat, "một"))[0]
    await sending.finish(unit, [Result(row, "queued", NOW, again=NOW, twice=True)])
    await _send(unit, row)
    assert await column(unit, table.c.twice) == [True]


async def test_part_that_went_out_is_never_sent_again(unit: Unit, world: World) -> None:
    row = (await tell(unit, world.focal_chat, "một lá thư dài"))[0]
    await sending.sending(unit, [row])
    await sending.finish(unit, [Result(row, "queued", NOW, message="1", parts=1)])
    assert await sending.midway(unit, BOT) == {world.focal_chat: row}
    assert await sending.midway(unit, "other") == {}
    (head,) = await sending.heads(unit, BOT, busy=(), limit=9)
    assert (head.parts_sent, head.attempts, head.unanswered) == (1, 0, False)
    await sending.sending(unit, [row])
    await sending.found_sending(unit, BOT)
    (head,) = await sending.heads(unit, BOT, busy=(), limit=9)
    assert (head.parts_sent, head.unanswered) == (1, True)
    await sending.finish(unit, [Result(row, "sent", NOW, message="2", parts=2)])
    assert await column(unit, table.c.parts_sent) == [2]
    assert not await sending.is_open(unit, row)
    assert await sending.midway(unit, BOT) == {}


async def test_every_part_counts_against_the_rates(unit: Unit, world: World) -> None:
    row = (await tell(unit, world.focal_chat, "một lá thư dài"))[0]
    await sending.finish(unit, [Result(row, "sent", NOW, message="2", parts=3)])
    assert await sending.sent_since(unit, BOT, NOW) == [(world.focal_chat, True, NOW)] * 3


async def test_sending_nothing_changes_nothing(unit: Unit, world: World) -> None:
    await tell(unit, world.focal_chat, "một")
    await sending.sending(unit, [])
    await sending.finish(unit, [])
    assert await outbox.counts(unit) == {"queued": 1}


async def test_next_due_is_the_earliest_hour_still_to_come(unit: Unit, world: World) -> None:
    await tell(unit, world.focal_chat, "bây giờ")
    assert await sending.next_due(unit, BOT) is None
    for minutes in (9, 5):
        moment = NOW + minutes * MINUTE
        notice = Notice(f"k{minutes}", "digest", {}, chat=world.group, not_before=moment)
        await outbox.notify(unit, [notice])
    assert await sending.next_due(unit, BOT) == NOW + 5 * MINUTE
    assert await sending.next_due(unit, "other") is None


async def test_last_shown_is_the_last_sent_message_with_choices(unit: Unit, world: World) -> None:
    older, newer, waits = [
        (await tell(unit, world.focal_chat, text, keys="ab"))[0] for text in ("cũ", "mới", "chờ")
    ]
    await _send(unit, newer, minutes=2)
    await _send(unit, older, minutes=1)
    plain = (await tell(unit, world.focal_chat, "không có nút"))[0]
    await _send(unit, plain, minutes=3)
    (shown,) = await outbox.shown(unit, world.focal_chat, NOW + 4 * MINUTE)
    assert shown.text == "mới"
    assert [one.key for one in shown.choices] == ["a", "b"]
    assert waits


async def test_shown_up_to_a_moment_is_what_had_been_sent_by_then(
    unit: Unit, world: World
) -> None:
    for minutes, text in ((1, "một"), (2, "hai"), (3, "ba")):
        await _send(unit, (await tell(unit, world.focal_chat, text, keys="a"))[0], minutes)

    async def by(minutes: int, most: int = 1) -> list[str]:
        seen = NOW + minutes * MINUTE
        return [one.text for one in await outbox.shown(unit, world.focal_chat, seen, most)]

    assert await by(0) == []
    assert await by(2) == ["hai"]
    assert await by(9, 2) == ["ba", "hai"]


async def test_last_shown_in_another_chat_does_not_count(unit: Unit, world: World) -> None:
    await _send(unit, (await tell(unit, world.group, "nhóm", keys="a"))[0])
    assert await outbox.shown(unit, world.focal_chat, NOW + MINUTE) == []


async def test_sent_since_gives_each_chat_with_its_moment(unit: Unit, world: World) -> None:
    early, late = await tell(unit, world.focal_chat, "một", "hai")
    group = (await tell(unit, world.group, "ba"))[0]
    await tell(unit, world.group, "chưa gửi")
    for row, minutes in ((early, 0), (late, 2), (group, 1)):
        await _send(unit, row, minutes)
    assert await sending.sent_since(unit, BOT, NOW + MINUTE) == [
        (world.group, False, NOW + MINUTE),
        (world.focal_chat, True, NOW + 2 * MINUTE),
    ]
    assert await sending.sent_since(unit, "other", NOW) == []


async def test_tidy_blanks_ended_texts_after_thirty_days(unit: Unit, world: World) -> None:
    ended, _ = await tell(unit, world.focal_chat, "đã gửi", "đang chờ")
    await _send(unit, ended)
    unit.now = NOW + 30 * DAY
    await outbox.tidy(unit)
    assert await column(unit, table.c.text) == ["đã gửi", "đang chờ"]
    unit.now += timedelta(seconds=1)
    await outbox.tidy(unit)
    assert await column(unit, table.c.text) == ["", "đang chờ"]
    assert await column(unit, table.c.sent) == [NOW, None]


async def test_tidy_leaves_the_keys_of_choices_and_not_their_words(
    unit: Unit, world: World
) -> None:
    row = (await tell(unit, world.focal_chat, "cũ", keys="ab"))[0]
    before = (await column(unit, table.c.choices))[0]
    await _send(unit, row)
    unit.now = NOW + 31 * DAY
    await outbox.tidy(unit)
    (after,) = await column(unit, table.c.choices)
    assert after == [["", action, key] for _, action, key in before]
    assert await outbox.shown(unit, world.focal_chat, unit.now)


async def test_tidy_forgets_the_question_of_a_notice_never_said(unit: Unit, world: World) -> None:
    for key in ("cũ", "chờ"):
        await outbox.notify(unit, [Notice(key, "news", {"text": "lời gõ"}, chat=world.group)])
    old = (await sending.heads(unit, BOT, busy=(), limit=1))[0]
    await sending.drop(unit, old.id, "nothing_to_say")
    unit.now = NOW + 31 * DAY
    await outbox.tidy(unit)
    kept = await column(unit, table.c.compose)
    assert kept == [None, {"composer": "news", "text": "lời gõ"}]
