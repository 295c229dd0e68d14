"""The practice room's wire, tried by a client that is not ours: python-zalo-bot's `Bot` alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from sandbox.zalo.ids import wire_id
from tests.zalo.test_room import AN, TOKEN, furnished


async def test_another_client_is_understood() -> None:
    zalo_bot = pytest.importorskip("zalo_bot", reason="python-zalo-bot is not installed")
    async with furnished() as desk:
        async with zalo_bot.Bot(TOKEN, base_url=desk.base) as bot:
            me = await bot.get_me()
            assert me.id == wire_id(desk.zalo.user.id)
            desk.room.say(AN, "xin chào")
            update = await bot.get_update(timeout=1)
            assert update.message.text == "xin chào"
            assert update.message.chat.id == wire_id(AN)
            sent = await bot.send_message(wire_id(AN), "chào anh/chị")
            assert sent.message_id
        last = list(desk.room.chat_of(AN, None).messages.values())[-1]
        assert last.text == "chào anh/chị"


def test_the_package_that_only_bears_the_name_is_no_dependency() -> None:
    root = Path(__file__).parents[2]
    for name in ("requirements.lock", "pyproject.toml"):
        written = (root / name).read_text("utf-8")
        assert not [one for one in written.splitlines() if one.strip(' "').startswith("zalo-bot")]
