"""A yearly round of ten lead tasks on Zalo, counted in messages that the bot sends one person.

Twelve a year is what fits: 50 people × 12 is 600 of the 3,000 that one month allows a bot.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from plans.allowance import Allowance
from storage import quota
from storage.database import Database
from tests.transcripts.play import Seated
from tests.transcripts.stories.whole_round import RESULTS, open_ttx
from tests.transcripts.test_stories import nothing_left
from tests.transcripts.ttx_huyen import ITEMS, ttx_huyen
from tests.transcripts.zalo import ZaloPlay, playing_on_zalo

WHO, TASKS, AIM = "ubnd-lang-giang", 10, 12
NUMBERS = [*ITEMS][:TASKS]
SEND = "Gửi báo cáo năm 2023, phối hợp không phát sinh"


@pytest.fixture
async def play(zalo_store: Database, seated: Seated) -> AsyncIterator[ZaloPlay]:
    async with playing_on_zalo(zalo_store, seated) as found:
        assert isinstance(found, ZaloPlay)
        await ttx_huyen(found, WHO, TASKS)
        yield found
        await nothing_left(found)


def sent_to(play: ZaloPlay) -> int:
    """What went to this person, each part of a long message one, as Zalo counts."""
    calls = play.room.calls.of("sendMessage")
    return sum(one.chat_id == play.users[WHO] and one.code == 200 for one in calls)


def said(numbers: list[str]) -> str:
    return "\n".join(f"{n} {RESULTS[NUMBERS.index(n) % 3]}." for n in numbers)


async def signed_and_taken(play: ZaloPlay) -> None:
    """The report, the document's number, and the Sở's word that it has it; then a quiet year."""
    await play.presses(WHO, "Gửi")
    assert "Đã gửi báo cáo năm 2023" in await play.presses(WHO, SEND)
    await play.presses(WHO, "Đã có văn bản")
    await play.says(WHO, "45/BC-UBND ngày 14/12/2023")
    for when in ("19/12/2023 08:30", "20/12/2023 14:30", "15/06/2024 09:00"):
        await play.at(when)


async def test_ten_tasks_by_paste_after_every_reminder(play: ZaloPlay) -> None:
    """The slow one: all reminders, then one page for all."""
    await open_ttx(play)
    for when in ("05/12/2023 08:30", "14/12/2023 08:30"):
        await play.at(when)
    await play.says(WHO, said(NUMBERS))
    await signed_and_taken(play)
    count = sent_to(play)
    print(f"by paste: {count}")
    assert count <= AIM


async def test_six_tasks_one_by_one_and_the_rest_in_one(play: ZaloPlay) -> None:
    """As far as twelve allow: each message of one task is answered by one."""
    await open_ttx(play)
    await play.at("05/12/2023 08:30")
    for number in NUMBERS[:6]:
        await play.says(WHO, said([number]))
    await play.says(WHO, said(NUMBERS[6:]))
    await play.presses(WHO, "Gửi")
    assert "Đã gửi báo cáo năm 2023" in await play.presses(WHO, SEND)
    count = sent_to(play)
    print(f"six one by one: {count}")
    assert count <= AIM


async def test_all_ten_one_by_one_stay_below_two_messages_a_task(play: ZaloPlay) -> None:
    """More than twelve: every message is answered, that is what the price is."""
    await open_ttx(play)
    for number in NUMBERS:
        await play.says(WHO, said([number]))
    await play.presses(WHO, "Gửi")
    await play.presses(WHO, SEND)
    count = sent_to(play)
    print(f"one by one: {count}")
    assert count <= TASKS + 4
    async with play.store() as unit:
        used = await quota.used(unit, "zalo")
    assert used.messages == len(play.room.calls.of("sendMessage"))


def test_fifty_people_fit_into_a_month() -> None:
    allowance = Allowance()
    assert allowance.people * AIM <= allowance.messages - allowance.kept
