"""What `daumoi doctor` says of Zalo."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.cli.checks import zalo
from bot.settings import Settings
from dialogues.messages import Outgoing, Say
from plans.allowance import next_month
from sandbox.room import Room
from sandbox.serve import serving
from storage import outbox, people, quota, schema, sending
from storage.database import Database
from storage.sending import Result
from tests.zalo.test_room import NOW, TOKEN


def settings(mode: str, api: str = "http://127.0.0.1:9", token: str = TOKEN) -> Settings:
    return Settings(
        data_dir=Path("data"),
        zalo_token=SecretStr(token),
        zalo_api=api,
        zalo_mode=mode,
        public_url="https://daumoi.vn",
        webhook_secret=SecretStr("bi-mat_2024"),
    )


@pytest.mark.parametrize(
    ("mode", "webhook", "key"),
    [
        ("polling", "", "zalo_polling"),
        ("polling", "https://khac.vn/zalo", "zalo_webhook_left"),
        ("webhook", "", "zalo_webhook_missing"),
        ("webhook", "https://khac.vn/zalo", "zalo_webhook_other"),
        ("webhook", "https://daumoi.vn/zalo", "zalo_webhook"),
    ],
)
def test_delivery(mode: str, webhook: str, key: str) -> None:
    (found,) = zalo.delivery(settings(mode), "zalo", webhook)
    assert found.key == key
    assert "Zalo" in str(found)


async def test_it_asks_zalo_itself() -> None:
    room = Room(lambda: NOW)
    room.add_zalo(TOKEN, "bot.thu", "Bot Đầu Mối")
    async with serving(room) as api:
        known = await zalo.zalo(settings("polling", api))
        assert [one.key for one in known] == ["zalo", "zalo_no_groups", "zalo_polling"]
        assert "bot.thu" in str(known[0])
        stranger = await zalo.zalo(settings("polling", api, "999999:khong-ai-biet"))
        assert [one.key for one in stranger] == ["zalo_token"]
    gone = await zalo.zalo(settings("polling", api))
    assert [one.key for one in gone] == ["zalo_unreachable"]
    assert TOKEN not in "".join(map(str, [*known, *stranger, *gone]))


async def _plan(db: Database, **limits: int) -> list[str]:
    asked = settings("polling").model_copy(update=limits)
    async with db.unit(NOW) as unit:
        return [f"{one.level} {one}" for one in await zalo.plan(unit, asked)]


async def test_how_much_of_its_plan_a_bot_has_used(db: Database) -> None:
    async with db.unit(NOW) as unit:
        chat = await unit.insert(schema.chat, bot="zalo", platform_id="a1", private=True)
        who = await people.add(unit, "An")
        await people.connect(unit, who, "zalo", "a1", chat)
        for nth in range(8):
            said = Outgoing(Say(f"tin {nth}"), chat=chat, bot="zalo")
            (row,) = await outbox.reply(unit, [said])
            await sending.finish(unit, [Result(row, "sent", NOW, "5")])
        (late,) = await outbox.reply(unit, [Outgoing(Say("chờ"), chat=chat, bot="zalo")])
        await unit.commit()
    (fine,) = await _plan(db)
    assert fine.startswith("good")
    assert "1/50 người, 8/3000 tin trong tháng" in fine
    (near,) = await _plan(db, zalo_messages=10)
    assert near.startswith("mend")
    assert "DAUMOI_ZALO_MORE" in near
    (full,) = await _plan(db, zalo_people=1)
    assert full.startswith("mend")
    async with db.unit(NOW) as unit:
        await quota.hold(unit, late, next_month(NOW))
        await unit.commit()
    _, held = await _plan(db)
    assert "1 tin chờ hạn mức tháng sau, gửi từ 07:00 ngày 01/12/2023" in held
    assert "DAUMOI_ZALO_MESSAGES" in held
