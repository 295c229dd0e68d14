"""What Zalo's plan allows a bot: people, messages a month, and what comes when they are used."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from handlers.doors import Doors
from plans.allowance import Allowance
from plans.codes import new_code
from plans.model import Role
from sandbox.zalo.bot import Quota
from storage import invitations, quota, rounds
from storage.database import Database
from storage.quota import HELD
from storage.schema import contact
from storage.schema import outbox as rows
from tests.transcripts.play import Seated
from tests.transcripts.telling import broadcast_preview, started
from tests.transcripts.test_stories import nothing_left
from tests.transcripts.worlds import VLXD, agency_of, appoint, opened, person_of
from tests.transcripts.zalo import ZaloPlay, playing_on_zalo


@pytest.fixture
async def play(zalo_store: Database, seated: Seated) -> AsyncIterator[ZaloPlay]:
    async with playing_on_zalo(zalo_store, seated) as found:
        assert isinstance(found, ZaloPlay)
        yield found


def allow(play: ZaloPlay, *, people: int = 50, messages: int = 3_000, **others: str) -> None:
    """Zalo's plan for this bot, kept by the far side too; `others`: bots and their kind."""
    mine = Allowance(people, messages)
    doors = Doors({"zalo": "zalo", **others}, {"zalo": mine, "zalo-2": Allowance()})
    doors.accounts.update({"zalo-2": "bot.VDKyGxQvc", "telegram": "daumoi_bot"})
    play.tools = replace(play.tools, doors=doors)
    play.zalo.known = list(play.room.people)  # Zalo's own places are another matter
    play.zalo.quota = Quota(people=1_000, messages=messages, enforce=True)


def stranger(play: ZaloPlay, who: str = "moi", user: int = 1300) -> None:
    play.room.add_person(user, who)
    play.users[who] = user


async def a_code(play: ZaloPlay) -> str:
    """A join code of UBND huyện Sơn Động."""
    code = new_code(play.tools.ids)
    async with play.store() as unit:
        body = await agency_of(unit, "ubnd-son-dong")
        until = unit.now + timedelta(days=30)
        hashed = play.tools.hash_code(code)
        await invitations.invite(unit, hashed, body.id, VLXD, Role.FOCAL, until)
    return code


async def people_known(play: ZaloPlay) -> int:
    async with play.store() as unit:
        return await quota.people(unit, "zalo")


async def joins(play: ZaloPlay, who: str, code: str, name: str = "Trần Thị Bình") -> str:
    for text in (code, "A", name):
        await play.says(who, text)
    return await play.says(who, "bỏ qua")


async def test_one_too_many_is_shown_the_next_bot(play: ZaloPlay) -> None:
    stranger(play)
    known = await people_known(play)
    await play.restart()
    allow(play, people=known, **{"zalo-2": "zalo", "telegram": "telegram"})
    await play.restart()
    code = await a_code(play)
    said = await play.says("moi", code)
    assert said == (
        f"Bot này trên Zalo đã đủ {known} người, là mức Zalo cho phép, nên chưa ghi được anh/chị."
        " Mã tham gia chưa dùng đến và vẫn còn hiệu lực.\n"
        "Anh/chị gõ mã này cho một bot khác của cơ quan: bot.VDKyGxQvc trên Zalo;"
        " @daumoi_bot trên Telegram."
    )
    assert await people_known(play) == known
    await play.says("moi", "xin tham gia")
    asked = await play.presses("moi", "Xin tham gia")
    assert asked.startswith(f"Bot này trên Zalo đã đủ {known} người")
    assert "chưa nhận thêm người" in asked
    allow(play, people=known + 1)
    await play.restart()
    assert "Mã này dành cho cán bộ đầu mối UBND huyện Sơn Động" in await play.says("moi", code)
    await nothing_left(play)


async def test_a_second_account_takes_a_place_too(play: ZaloPlay) -> None:
    stranger(play)
    known = await people_known(play)
    allow(play, people=known)
    await play.restart()
    await play.says("stnmt", "/taikhoan")
    said = await play.presses("stnmt", "Liên kết tài khoản khác")
    code = next(one.strip(".") for one in said.split() if "-" in one)
    assert "chưa nhận thêm người" in await play.says("moi", code)
    allow(play, people=known + 1)
    await play.restart()
    assert "chưa nhận thêm" not in await play.says("moi", code)
    assert await people_known(play) == known


async def test_where_no_bot_has_room_the_coordinator_enters(play: ZaloPlay) -> None:
    stranger(play)
    known = await people_known(play)
    allow(play, people=known)
    await play.restart()
    code = await a_code(play)
    for _ in range(2):
        said = await play.says("moi", code)
        assert "Sở Xây dựng được bot báo để nhập thay cho cơ quan anh/chị" in said
    told = play.heard("sxd")
    assert told.count("chưa ghi được người vừa nhập mã tham gia của UBND huyện Sơn Động") == 1
    assert "/nhapthay" in told
    await nothing_left(play)


async def test_of_two_for_the_last_place_one_gets_it_and_nothing_is_half_done(
    play: ZaloPlay,
) -> None:
    stranger(play)
    stranger(play, "nua", 1301)
    known = await people_known(play)
    allow(play, people=known + 1)
    await play.restart()
    codes = [await a_code(play), await a_code(play)]
    await play.says("moi", codes[0])
    await play.says("moi", "A")
    await play.says("moi", "Nguyễn Quang Huy")
    assert "Đã ghi: Trần" in await joins(play, "nua", codes[1])
    said = await play.says("moi", "bỏ qua")
    assert "nên chưa ghi được anh/chị" in said
    assert await people_known(play) == known + 1
    async with play.store() as unit:
        assert (
            await unit.value(select(contact.c.id).where(contact.c.user == play.far_id(1300)))
            is None
        )
    await nothing_left(play)


async def test_who_asks_to_join_is_not_let_in_beyond_the_places(play: ZaloPlay) -> None:
    stranger(play)
    known = await people_known(play)
    allow(play, people=known + 1)
    await play.restart()
    await play.says("moi", "xin chào")
    await play.presses("moi", "Xin tham gia")
    for text in ("Nguyễn Quang Huy", "bỏ qua", "Sơn Động", "bỏ qua", "Gửi"):
        await play.says("moi", text)
    stranger(play, "nua", 1301)
    await joins(play, "nua", await a_code(play))
    play.heard("sxd")
    said = await play.presses("sxd", "Đồng ý")
    assert said.startswith(f"Chưa ghi được: bot trên Zalo đã đủ {known + 1} người")
    assert await people_known(play) == known + 1


async def test_at_four_fifths_of_the_places_who_runs_it_is_told_once_a_crossing(
    play: ZaloPlay,
) -> None:
    stranger(play)
    known = await people_known(play)
    allow(play, people=(known + 1) * 5 // 4)
    await play.restart()
    await joins(play, "moi", await a_code(play))
    told = play.heard("sxd-admin")
    assert told.startswith(f"Bot Zalo zalo đã có {known + 1}/{(known + 1) * 5 // 4} người.")
    stranger(play, "nua", 1301)
    await joins(play, "nua", await a_code(play))
    assert play.heard("sxd-admin").count("người. Khi đủ") == 0
    assert play.count("sxd") > 0


async def sent_so_far(play: ZaloPlay) -> int:
    async with play.store() as unit:
        return (await quota.used(unit, "zalo")).messages


async def test_at_four_fifths_of_a_month_admins_are_told_once(play: ZaloPlay) -> None:
    async with play.store() as unit:
        await appoint(unit, await person_of(unit, play, "sct"), "sct", VLXD, Role.TECH_ADMIN)
    allow(play, messages=20)
    await play.restart()
    for _ in range(15):
        await play.says("stnmt", "/trogiup")
    assert play.heard("sxd-admin") == ""
    await play.says("stnmt", "/trogiup")
    assert play.heard("sxd-admin").startswith("Bot Zalo zalo đã gửi 16/20 tin của tháng này.")
    assert "Khi còn 2 tin, bot chỉ gửi trả lời" in play.heard("sct")
    await play.restart()
    await play.says("stnmt", "/trogiup")
    assert play.heard("sxd-admin") == ""


async def test_near_the_end_replies_and_what_is_due_today_go_first(play: ZaloPlay) -> None:
    """Thirty are kept: the broadcast waits and says why, the answer and the last day do not."""
    await started(play)
    round_ = await opened(play)
    await play.at("12/12/2023 09:00")
    await broadcast_preview(play)
    used = await sent_so_far(play)
    allow(play, messages=300)
    await play.restart()
    await spend(play, 270 - used)
    sent = await play.says("sxd-admin", "A")
    assert "thông báo số 1" in sent
    for who in ("stnmt", "skhcn", "skhdt"):
        assert play.heard(who) == ""
    state = await play.presses("sxd-admin", "Xem ai đã nhận")
    assert "chờ gửi 3 (hết hạn mức tháng của Zalo, gửi từ ngày 01/01/2024: 3)" in state
    glance = await play.says("sxd", "/tonghop")
    assert "Chờ hạn mức tháng sau của Zalo: 3 tin, gửi từ ngày 01/01/2024." in glance
    assert "/nhiemvu" in await play.says("stnmt", "/trogiup")
    async with play.store() as unit:
        assert await rounds.close(unit, round_)
    glance = await play.says("sxd", "/tonghop")
    assert "Chờ hạn mức tháng sau của Zalo: 3 tin, gửi từ ngày 01/01/2024." in glance
    async with play.store() as unit:
        assert await rounds.reopen(unit, round_)
    await play.at("14/12/2023 08:31")
    assert "ngày cuối" in play.heard("stnmt").lower()
    await play.at("01/01/2024 06:59")
    assert play.heard("stnmt") == ""
    await play.at("02/01/2024 09:00")
    assert "Mời họp giao ban" in play.heard("stnmt")
    await nothing_left(play)


async def spend(play: ZaloPlay, count: int) -> None:
    """So many messages of this month have gone out already."""
    async with play.store() as unit:
        first = await unit.first(select(rows).where(rows.c.state == "sent").limit(1))
        kept = {**first._mapping, "key": None, "sent": unit.now}
        kept.pop("id")
        for _ in range(count):
            await unit.insert(rows, **kept)
    await play.restart()


async def test_at_zero_everything_waits_and_nothing_is_lost(play: ZaloPlay) -> None:
    await play.says("stnmt", "/trogiup")
    used = await sent_so_far(play)
    allow(play, messages=20)
    play.zalo.quota = Quota(enforce=False)  # Zalo's own count is not what keeps it silent
    await spend(play, 19 - used)
    assert await play.says("stnmt", "/nhiemvu")
    assert await play.says("stnmt", "1.3") == ""
    assert await play.says("skhcn", "/nhiemvu") == ""
    await play.restart()
    await play.settle()
    assert play.heard("skhcn") == ""
    async with play.store() as unit:
        held = await quota.held(unit, "zalo")
        waiting = await unit.rows(select(rows.c.error).where(rows.c.state == "queued"))
    assert held is not None
    assert held.count == len(waiting) >= 2
    assert {one.error for one in waiting} == {HELD}
    await play.at("01/12/2023 07:00")
    assert "VLXD 1.3" in play.heard("stnmt")
    assert "VLXD 1.4" in play.heard("skhcn")
    await nothing_left(play)


async def test_a_larger_plan_lets_what_waits_go_at_the_next_start(play: ZaloPlay) -> None:
    await play.says("stnmt", "/trogiup")
    allow(play, messages=await sent_so_far(play))
    await play.restart()
    assert await play.says("skhcn", "/nhiemvu") == ""
    allow(play)
    await play.restart()
    await play.settle()
    assert "VLXD 1.4" in play.heard("skhcn")
    await nothing_left(play)


async def test_where_zalo_counts_otherwise_its_429_loses_nothing(play: ZaloPlay) -> None:
    """One account beyond Zalo's own places: the others go on, theirs waits."""
    stranger(play)
    play.zalo.known = [0] * 50
    for who in ("stnmt", "skhcn"):
        play.zalo.known.insert(0, play.users[who])
    play.zalo.quota = Quota(enforce=True)
    assert await play.says("moi", "xin chào") == ""
    assert await play.says("stnmt", "/trogiup") == ""  # the whole bot holds
    await play.wait(6)
    await play.wait(11)
    assert "/nhiemvu" in play.heard("stnmt")
    play.zalo.quota = Quota()
    for _ in range(3):
        await play.wait(30)
    assert "Kênh này dành cho cán bộ" in play.heard("moi")
    await nothing_left(play)
