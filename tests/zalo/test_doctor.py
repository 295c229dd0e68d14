"""What `daumoi doctor` says of Zalo."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.cli.checks import zalo
from bot.settings import Settings
from sandbox.room import Room
from sandbox.serve import serving
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
