"""Chats, who speaks in them, and sessions."""

from __future__ import annotations

from datetime import timedelta

from storage import chats, sending
from storage.chats import Chat, Speaker, StoredSession
from storage.database import Unit
from tests.storage.world import BOT, NOW, PLAN, World, chat, tell


async def _speaker(unit: Unit, platform_id: str, user: str) -> Speaker:
    return await chats.speaker(unit, BOT, platform_id, user, private=True, title="")


async def _start(unit: Unit, owner: str = "p1", subject: str = "1.2") -> StoredSession:
    return await chats.start_session(unit, owner, "update", subject, 3)


async def test_chat_nobody_spoke_in_before_is_made_known_once(unit: Unit) -> None:
    first = await _speaker(unit, "55", "55")
    assert (first.person, first.session) == (None, None)
    assert (first.chat.platform_id, first.chat.private) == ("55", True)
    assert await _speaker(unit, "55", "55") == first
    assert await chats.get(unit, first.chat.id) == first.chat


async def test_known_person_is_found_in_their_own_chat(unit: Unit, world: World) -> None:
    assert (await _speaker(unit, "102", "102")).person == world.focal


async def test_known_person_is_found_in_a_group_old_and_new(unit: Unit, world: World) -> None:
    assert (await _speaker(unit, "-100", "102")).person == world.focal
    assert (await _speaker(unit, "-200", "102")).person == world.focal
    assert (await _speaker(unit, "-100", "888")).person is None


async def test_account_on_another_bot_is_not_the_same_person(unit: Unit) -> None:
    other = await chats.speaker(unit, "zalo", "102", "102", private=True, title="")
    assert other.person is None


async def test_groups_of_a_plan_are_those_tied_and_not_lost(unit: Unit, world: World) -> None:
    lost = await chat(unit, "-200", "1", private=False)
    for one in (world.group, lost):
        await chats.tie(unit, one, PLAN, "focal")
    await chats.lose(unit, lost, "removed")
    assert await chats.groups(unit, PLAN) == [
        Chat(world.group, BOT, "-100", False, "", "focal", PLAN, None)
    ]
    await chats.regain(unit, lost)
    assert [one.id for one in await chats.groups(unit, PLAN)] == [world.group, lost]
    await chats.tie(unit, world.group, None, None)
    assert [one.id for one in await chats.groups(unit, PLAN)] == [lost]


async def test_lost_chat_says_why_until_it_is_regained(unit: Unit, world: World) -> None:
    await chats.lose(unit, world.focal_chat, "blocked")
    assert (await _speaker(unit, "102", "102")).chat.lost_why == "blocked"
    await chats.regain(unit, world.focal_chat)
    assert (await _speaker(unit, "102", "102")).chat.lost_why is None


async def test_group_that_became_a_supergroup_keeps_its_row(unit: Unit, world: World) -> None:
    await chats.tie(unit, world.group, PLAN, "focal")
    for _ in range(2):  # the platform tells it in both chats
        await chats.migrate(unit, BOT, "-100", "-1001")
    assert [(one.id, one.platform_id) for one in await chats.groups(unit, PLAN)] == [
        (world.group, "-1001")
    ]


async def test_supergroup_somebody_spoke_in_first_takes_over(unit: Unit, world: World) -> None:
    await chats.tie(unit, world.group, PLAN, "focal")
    await tell(unit, world.group, "tin tổng hợp")
    newcomer = await chat(unit, "-1001", "102", private=False)
    await chats.migrate(unit, BOT, "-100", "-1001")
    assert [(one.id, one.purpose) for one in await chats.groups(unit, PLAN)] == [
        (newcomer, "focal")
    ]
    assert [row.chat for row in await sending.heads(unit, BOT, busy=(), limit=9)] == [newcomer]


async def test_session_is_resumed_with_what_was_answered(unit: Unit) -> None:
    new = await _start(unit)
    assert (new.version, new.state) == (3, {})
    await chats.keep_session(unit, new.id, 4, {"status": "done", "text": "Đã xong"})
    kept = StoredSession(new.id, "update", "1.2", 4, {"status": "done", "text": "Đã xong"})
    assert await _start(unit) == kept
    found = await chats.draft(unit, "p1", "update", "1.2")
    assert found == kept
    assert found.updated == unit.now
    assert await chats.draft(unit, "p2", "update", "1.2") is None


async def test_draft_is_one_a_person_form_and_subject(unit: Unit) -> None:
    mine = await _start(unit)
    others = [await _start(unit, "p2"), await _start(unit, subject="1.3")]
    assert len({mine.id, *(one.id for one in others)}) == 3


async def test_session_is_given_only_to_its_owner(unit: Unit) -> None:
    mine = await _start(unit)
    assert await chats.session_by_id(unit, mine.id, "p1") == mine
    assert await chats.session_by_id(unit, mine.id, "p2") is None


async def test_drafts_are_mine_and_the_newest_is_first(unit: Unit) -> None:
    older, newer = await _start(unit), await _start(unit, subject="1.3")
    await _start(unit, "p2")
    unit.now = NOW + timedelta(minutes=1)
    await chats.keep_session(unit, older.id, 3, {"a": 1})
    assert [one.id for one in await chats.drafts(unit, "p1")] == [older.id, newer.id]


async def test_typed_words_answer_the_session_turned_to_last(unit: Unit, world: World) -> None:
    first, second = await _start(unit), await _start(unit, subject="1.3")
    for one in (first, second):
        await chats.turn_to(unit, world.focal_chat, "102", one.id)
    assert (await _speaker(unit, "102", "102")).session == second
    await chats.turn_to(unit, world.focal_chat, "102", None)
    assert (await _speaker(unit, "102", "102")).session is None


async def test_session_in_a_group_belongs_to_one_speaker(unit: Unit, world: World) -> None:
    await chats.turn_to(unit, world.group, "102", (await _start(unit)).id)
    assert (await _speaker(unit, "-100", "101")).session is None


async def test_ended_session_waits_for_no_answer(unit: Unit, world: World) -> None:
    ended = await _start(unit)
    await chats.turn_to(unit, world.focal_chat, "102", ended.id)
    await chats.end_session(unit, ended.id)
    assert (await _speaker(unit, "102", "102")).session is None
    assert await chats.session_by_id(unit, ended.id, "p1") is None
    assert await chats.drafts(unit, "p1") == []


async def test_number_of_an_ended_session_is_never_given_out_again(unit: Unit) -> None:
    """An old button carries it: it must not press into another session."""
    ended = await _start(unit)
    await chats.end_session(unit, ended.id)
    assert (await _start(unit)).id > ended.id
