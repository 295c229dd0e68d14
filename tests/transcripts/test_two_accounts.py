"""One person on Telegram and on Zalo: linked by a code, told once, in the chat they prefer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import select

from bot.platforms import base
from storage import accounts, chats, people
from storage.database import Database
from storage.schema import audit, outbox
from storage.sending import OutRow
from tests.transcripts.play import Play, Seated
from tests.transcripts.stories.accounts import LINK, code_in
from tests.transcripts.test_stories import nothing_left
from tests.transcripts.worlds import opened
from tests.transcripts.zalo import playing_on_both

TWIN = 1503  # the Telegram account of who is stnmt on Zalo
DUE = "Còn 10 ngày làm việc"
MORNING = "30/11/2023 08:30"


@pytest.fixture
async def play(mixed_store: Database, seated: Seated) -> AsyncIterator[Play]:
    async with playing_on_both(mixed_store, seated) as found:
        found.room.add_person(TWIN, "Cán bộ Sở Tài nguyên và Môi trường")
        found.users["stnmt-tg"] = TWIN
        yield found
        await nothing_left(found)


async def linked(play: Play) -> str:
    """stnmt, who is on Zalo, links a Telegram account; what is said there."""
    await play.says("stnmt", "/taikhoan")
    code = code_in(await play.presses("stnmt", LINK))
    return await play.says("stnmt-tg", code)


async def test_the_code_of_one_chat_typed_in_the_other_links_both(play: Play) -> None:
    assert (await play.says("stnmt-tg", "/nhiemvu")).startswith("Kênh này dành cho cán bộ")
    said = await linked(play)
    assert said.splitlines()[0].startswith("Đã liên kết: tài khoản Telegram này là của ")
    assert said.splitlines()[1] == (
        "Tin nhắc, thông báo đến qua Zalo; khi bên đó không nhận được, bot gửi qua tài khoản còn"
        " lại."
    )
    assert "tài khoản Telegram đã được liên kết" in play.heard("stnmt")
    assert "1.2" in await play.says("stnmt-tg", "/nhiemvu")
    shown = await play.says("stnmt-tg", "/taikhoan")
    assert "Zalo, từ ngày 15/11/2023: nhận tin nhắc, thông báo." in shown
    assert "Telegram, từ ngày 15/11/2023 (đang dùng): dự phòng, nhận tin khi" in shown
    async with play.store() as unit:
        rows = await unit.rows(select(outbox.c.text).where(outbox.c.text.contains("Mã liên kết:")))
        noted = await unit.rows(select(audit).where(audit.c.what == "account_linked"))
    assert rows == []  # the code is kept nowhere
    assert [row.after for row in noted] == [{"bot": "telegram"}]
    assert "liên kết thêm tài khoản Telegram" in await play.says("sxd-admin", "/nhatky")


async def test_a_code_links_once(play: Play) -> None:
    await play.says("stnmt", "/taikhoan")
    code = code_in(await play.presses("stnmt", LINK))
    play.room.add_person(1504, "Người khác")
    play.users["khac"] = 1504
    assert "Đã liên kết" in await play.says("stnmt-tg", code)
    assert "không dùng được" in await play.says("khac", code)


async def test_notices_go_to_the_preferred_and_replies_where_it_was_said(play: Play) -> None:
    await opened(play)
    await linked(play)
    play.heard("stnmt")
    await play.at(MORNING)
    assert DUE in play.heard("stnmt")
    assert play.heard("stnmt-tg") == ""
    said = await play.presses("stnmt-tg", "Nhận tin nhắc qua Telegram")
    assert said.startswith("Từ nay tin nhắc, thông báo đến anh/chị qua Telegram.")
    await play.at("11/12/2023 13:45")
    assert "Còn 3 ngày làm việc" in play.heard("stnmt-tg")
    assert play.heard("stnmt") == ""
    assert "1.3" in await play.says("stnmt", "/nhiemvu")  # the reply stays here
    assert play.heard("stnmt-tg") == ""


async def test_a_form_begun_in_one_chat_goes_on_in_the_other(play: Play) -> None:
    await linked(play)
    await play.says("stnmt", "1.3")
    assert "VLXD 1.3" in await play.says("stnmt-tg", "1.3")


async def test_who_blocked_the_preferred_one_is_told_in_the_other(play: Play) -> None:
    await opened(play)
    await linked(play)
    await play.presses("stnmt-tg", "Nhận tin nhắc qua Telegram")
    play.heard("stnmt")
    play.room.block(TWIN)
    await play.settle()
    await play.at(MORNING)
    assert play.heard("stnmt").count(DUE) == 1
    assert play.heard("stnmt-tg") == ""
    assert "(Zalo: nhận được tin; Telegram: đã chặn bot)" in await _details(play)
    shown = await play.says("stnmt", "/taikhoan")
    assert "Telegram, từ ngày 15/11/2023: đã chặn bot, tin không tới được." in shown
    assert "Nhận tin nhắc qua Telegram" not in shown


async def test_a_chat_found_gone_when_a_notice_is_sent_passes_it_on_once(play: Play) -> None:
    await opened(play)
    await linked(play)
    await play.presses("stnmt-tg", "Nhận tin nhắc qua Telegram")
    play.heard("stnmt")
    await _fails(play, "telegram", base.Unreachable("blocked"))
    await play.at(MORNING)
    assert play.heard("stnmt").count(DUE) == 1
    assert [(row.bot, row.state, row.passed_on) for row in await _reminders(play)] == [
        ("zalo", "sent", True)
    ]


async def test_a_notice_that_fails_at_both_is_not_sent_round_in_circles(play: Play) -> None:
    await opened(play)
    await linked(play)
    for bot in ("telegram", "zalo"):
        await _fails(play, bot, base.Unreachable("blocked"))
    await play.at(MORNING)
    rows = await _reminders(play)
    assert [(row.bot, row.state, row.passed_on) for row in rows] == [("telegram", "failed", True)]


async def _fails(play: Play, bot: str, fault: base.SendFault) -> None:
    """From now on this bot sends nothing."""

    async def send(_row: OutRow) -> base.Sent:
        raise fault

    platform: Any = (await play.running()).platforms[bot]
    platform.send = send


async def _works(play: Play, bot: str) -> None:
    platform: Any = (await play.running()).platforms[bot]
    del platform.send


async def _reminders(play: Play) -> list[Any]:
    """The reminders of who has two accounts."""
    who = await _stnmt(play)
    async with play.store() as unit:
        key = f"reminder:%:person {who}"
        return list(await unit.rows(select(outbox).where(outbox.c.key.like(key))))


async def _details(play: Play) -> str:
    await play.says("sxd", "/tonghop")
    return await play.presses("sxd", "Xem chi tiết")


async def test_nobody_reached_at_all_is_told_with_both_reasons(play: Play) -> None:
    await opened(play)
    await linked(play)
    who = await _stnmt(play)
    async with play.store() as unit:
        for one in await accounts.of(unit, who):
            await chats.lose(unit, one.chat, "blocked" if one.bot == "telegram" else "gone")
    assert "(Zalo: không nhận được tin; Telegram: đã chặn bot)" in await _details(play)


async def _stnmt(play: Play) -> int:
    async with play.store() as unit:
        held = await people.everyone(unit)
    return next(
        one.id for one in held if any(post.agency.code == "stnmt" for post in one.appointments)
    )


@pytest.mark.parametrize("fault", [base.NotSent("down"), base.TooFast(60), base.TokenRefused("")])
async def test_a_bot_that_is_down_for_an_hour_hands_its_notices_over(
    play: Play, fault: base.SendFault
) -> None:
    await opened(play)
    await linked(play)
    play.heard("stnmt")
    await _fails(play, "zalo", fault)
    await play.at(MORNING)
    assert play.heard("stnmt") == play.heard("stnmt-tg") == ""
    await play.at("30/11/2023 09:25")
    assert play.heard("stnmt-tg") == ""
    await play.at("30/11/2023 09:31")
    assert play.heard("stnmt-tg").count(DUE) == 1
    await _works(play, "zalo")
    await play.at("30/11/2023 10:30")
    assert DUE not in play.heard("stnmt")  # never twice
    assert DUE not in play.heard("stnmt-tg")


async def test_what_may_have_arrived_is_not_told_again_elsewhere(play: Play) -> None:
    await opened(play)
    await linked(play)
    play.heard("stnmt")
    play.unknown = 4  # the others on Zalo have no other account, and may have been told too
    await _fails(play, "zalo", base.NoAnswer("timeout"))
    await play.at(MORNING)
    await play.at("30/11/2023 08:31")
    await play.at("30/11/2023 09:40")
    assert DUE not in play.heard("stnmt-tg")


async def test_unlinking_says_what_it_means_and_never_takes_the_last(play: Play) -> None:
    await opened(play)
    await linked(play)
    play.heard("stnmt")
    said = await play.presses("stnmt-tg", "Ngắt liên kết Telegram")
    assert said.startswith("Ngắt liên kết Telegram (khung chat này): bot không nhận ra anh/chị")
    old = play.button("stnmt-tg", "Đúng, ngắt liên kết Telegram")
    said = await play.press_this("stnmt-tg", old)
    assert said.startswith("Đã ngắt liên kết Telegram. Khung chat này không nhận tin")
    assert (await play.says("stnmt-tg", "/nhiemvu")).startswith("Kênh này dành cho cán bộ")
    await play.press_this("stnmt-tg", old)  # a stranger now
    await play.at(MORNING)
    assert DUE in play.heard("stnmt")
    shown = await play.says("stnmt", "/taikhoan")
    assert "Telegram" not in shown.split("Liên kết thêm")[0]
