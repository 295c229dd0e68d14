"""The outbox: in which order what is said goes out."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from dialogues.messages import Choice, Lane, Notice, Outgoing, Say
from plans.model import Role
from storage import chats, invitations, outbox, people, sending
from storage.database import Unit
from storage.schema import outbox as table
from storage.sending import OutRow, Result
from tests.storage.world import BOT, NOW, World, chat, column, tell

HOUR = timedelta(hours=1)


async def _heads(unit: Unit, *busy: int, bot: str = BOT, limit: int = 50) -> list[OutRow]:
    return await sending.heads(unit, bot, busy=busy, limit=limit)


async def _texts(unit: Unit, *busy: int) -> list[str]:
    return [row.say.text for row in await _heads(unit, *busy)]


async def _notify(
    unit: Unit, key: str, *, person: int | None = None, at: datetime | None = None
) -> int:
    notice = Notice(key, "reminder", {"day": "2023-12-08"}, person=person, not_before=at)
    return await outbox.notify(unit, [notice])


async def _send(unit: Unit, row: int, at: datetime = NOW, message: str = "77") -> None:
    await sending.sending(unit, [row])
    await sending.finish(unit, [Result(row, "sent", at, message=message)])


async def test_reply_is_kept_as_it_was_rendered(unit: Unit, world: World) -> None:
    say = Say("<b>Đã ghi</b>", (Choice("Sửa", "s:1:edit", "a"), Choice("Gửi", "s:1:send")))
    ids = await outbox.reply(unit, [Outgoing(say, chat=world.focal_chat, person=world.focal)])
    row = (await _heads(unit))[0]
    assert (row.id, row.say, row.lane) == (ids[0], say, Lane.REPLY)
    assert (row.chat, row.address, row.person) == (world.focal_chat, "102", world.focal)
    assert (row.private, row.compose, row.edits, row.attempts) == (True, None, None, 0)


async def test_replies_of_a_chat_go_one_after_the_other(unit: Unit, world: World) -> None:
    first, second = await tell(unit, world.focal_chat, "một", "hai")
    assert await _texts(unit) == ["một"]
    await sending.sending(unit, [first])
    assert await _texts(unit) == []
    await sending.finish(unit, [Result(first, "sent", NOW, message="1")])
    assert [row.id for row in await _heads(unit)] == [second]


@pytest.mark.parametrize("state", ["sent", "failed", "dropped", "unknown"])
async def test_ended_row_lets_the_next_go(unit: Unit, world: World, state: str) -> None:
    first, _ = await tell(unit, world.focal_chat, "một", "hai")
    await sending.finish(unit, [Result(first, state, NOW)])
    assert await _texts(unit) == ["hai"]


async def test_chats_do_not_wait_for_each_other(unit: Unit, world: World) -> None:
    await tell(unit, world.focal_chat, "một", "hai")
    await tell(unit, world.group, "ba")
    assert await _texts(unit) == ["một", "ba"]


async def test_replies_overtake_notices_of_the_same_chat(unit: Unit, world: World) -> None:
    await _notify(unit, "reminder:1", person=world.focal)
    await tell(unit, world.focal_chat, "trả lời")
    assert [row.lane for row in await _heads(unit)] == [Lane.REPLY, Lane.NOTICE]


async def test_replies_of_all_chats_go_before_older_notices(unit: Unit, world: World) -> None:
    await _notify(unit, "reminder:1", person=world.focal)
    await tell(unit, world.group, "trả lời")
    assert [row.chat for row in await _heads(unit)] == [world.group, world.focal_chat]


async def test_row_that_waits_for_its_hour_holds_nobody_up(unit: Unit, world: World) -> None:
    await _notify(unit, "reminder:1", person=world.focal, at=NOW + HOUR)
    assert await _heads(unit) == []
    await _notify(unit, "urgent:1", person=world.focal)
    (urgent,) = await _heads(unit)
    await _send(unit, urgent.id)
    assert await _heads(unit) == []
    unit.now = NOW + HOUR
    assert [row.id < urgent.id for row in await _heads(unit)] == [True]


async def test_notices_are_seen_beside_a_full_hand_of_replies(unit: Unit, world: World) -> None:
    await _notify(unit, "reminder:1", person=world.focal)
    for user in range(200, 204):
        await tell(unit, await chat(unit, str(user), str(user)), "trả lời")
    found = [row.lane for row in await _heads(unit, limit=3)]
    assert found == [Lane.REPLY, Lane.REPLY, Lane.REPLY, Lane.NOTICE]


async def test_notice_put_off_keeps_its_question(unit: Unit, world: World) -> None:
    await _notify(unit, "reminder:1", person=world.focal)
    (row,) = await _heads(unit)
    await sending.defer(unit, row.id, NOW + HOUR)
    assert await _heads(unit) == []
    assert await sending.next_due(unit, BOT) == NOW + HOUR
    unit.now = NOW + HOUR
    assert [one.compose for one in await _heads(unit)] == [row.compose]


async def test_row_put_off_holds_those_behind_it(unit: Unit, world: World) -> None:
    first, _ = await tell(unit, world.focal_chat, "một", "hai")
    await sending.sending(unit, [first])
    off = Result(first, "queued", NOW, error="429", again=NOW + HOUR)
    await sending.finish(unit, [off])
    assert await _texts(unit) == []
    unit.now = NOW + HOUR
    assert [(row.say.text, row.attempts) for row in await _heads(unit)] == [("một", 1)]


async def test_busy_chats_are_left_out(unit: Unit, world: World) -> None:
    await tell(unit, world.focal_chat, "một")
    await tell(unit, world.group, "hai")
    assert await _texts(unit, world.focal_chat) == ["hai"]
    assert await _texts(unit, world.focal_chat, world.group) == []


async def test_rows_of_another_bot_are_not_taken(unit: Unit, world: World) -> None:
    await tell(unit, world.focal_chat, "một")
    assert await _heads(unit, bot="other") == []


async def test_heads_stop_at_the_limit(unit: Unit, world: World) -> None:
    await tell(unit, world.focal_chat, "một")
    await tell(unit, world.group, "hai")
    assert [row.say.text for row in await _heads(unit, limit=1)] == ["một"]


async def test_notice_with_the_same_key_is_stored_once_ever(unit: Unit, world: World) -> None:
    assert await _notify(unit, "reminder:1", person=world.focal) == 1
    await _send(unit, (await _heads(unit))[0].id)
    assert await _notify(unit, "reminder:1", person=world.focal) == 0
    assert await outbox.counts(unit) == {"sent": 1}


async def test_unit_says_whether_anything_was_said(unit: Unit, world: World) -> None:
    assert await outbox.reply(unit, []) == []
    assert not unit.said
    await _notify(unit, "reminder:1", person=world.focal)
    assert unit.said
    unit.said = False
    await _notify(unit, "reminder:1", person=world.focal)
    assert not unit.said
    await tell(unit, world.group, "a")
    assert unit.said


async def test_notice_keeps_its_question_until_it_is_composed(unit: Unit, world: World) -> None:
    await _notify(unit, "reminder:1", person=world.focal)
    row = (await _heads(unit))[0]
    assert row.compose == {"composer": "reminder", "day": "2023-12-08"}
    say = Say("Đến hạn", (Choice("Đã có văn bản", "doc:1", "a"),))
    await sending.composed(unit, row.id, say)
    again = (await _heads(unit))[0]
    assert (again.say, again.compose) == (say, None)


async def test_person_without_contact_is_a_failed_row(unit: Unit, world: World) -> None:
    stranger = await people.add(unit, "Lê Văn C")
    await _notify(unit, "reminder:3", person=stranger)
    await outbox.reply(unit, [Outgoing(Say("chào"), person=stranger)])
    assert await _heads(unit) == []
    assert await column(unit, table.c.error) == ["no_contact", "no_contact"]
    assert await outbox.counts(unit) == {"failed": 2}


async def test_person_is_reached_at_the_newest_contact(unit: Unit, world: World) -> None:
    newer = await chat(unit, "202", "202")
    await people.connect(unit, world.focal, BOT, "202", newer)
    await outbox.reply(unit, [Outgoing(Say("chào"), person=world.focal)])
    assert [row.address for row in await _heads(unit)] == ["202"]


async def test_person_is_reached_at_the_older_contact_when_the_newest_is_lost(
    unit: Unit, world: World
) -> None:
    newer = await chat(unit, "202", "202")
    await people.connect(unit, world.focal, BOT, "202", newer)
    await chats.lose(unit, newer, "blocked")
    await outbox.reply(unit, [Outgoing(Say("chào"), person=world.focal)])
    assert [row.address for row in await _heads(unit)] == ["102"]


async def test_person_with_two_posts_is_told_once(unit: Unit, world: World) -> None:
    await people.appoint(unit, world.focal, await _second_post(unit, world), "", confirmed=True)
    assert await _notify(unit, "reminder:1", person=world.focal) == 1


async def _second_post(unit: Unit, world: World) -> invitations.Invitation:
    made = await invitations.invite(unit, "z", world.sxd.id, "bg-vlxd", Role.FOCAL, NOW)
    found = await invitations.invitation_of(unit, invitation_id=made)
    assert found is not None
    return found


async def test_edit_carries_the_platform_id_of_what_it_replaces(unit: Unit, world: World) -> None:
    original = (await tell(unit, world.focal_chat, "một"))[0]
    await _send(unit, original, message="501")
    edit = Outgoing(Say("hai"), chat=world.focal_chat, edits=original)
    await outbox.reply(unit, [edit])
    assert [row.edits for row in await _heads(unit)] == ["501"]


async def test_unsent_edit_is_replaced_by_the_next(unit: Unit, world: World) -> None:
    original = (await tell(unit, world.focal_chat, "một"))[0]
    await _send(unit, original)
    for text in ("hai", "ba"):
        await outbox.reply(unit, [Outgoing(Say(text), chat=world.focal_chat, edits=original)])
    assert await _texts(unit) == ["ba"]
    assert await column(unit, table.c.state) == ["sent", "dropped", "queued"]


async def test_edit_under_way_is_not_replaced(unit: Unit, world: World) -> None:
    original = (await tell(unit, world.focal_chat, "một"))[0]
    await _send(unit, original)
    edit = Outgoing(Say("hai"), chat=world.focal_chat, edits=original)
    await sending.sending(unit, await outbox.reply(unit, [edit]))
    await outbox.reply(unit, [edit])
    assert await column(unit, table.c.state) == ["sent", "sending", "queued"]
