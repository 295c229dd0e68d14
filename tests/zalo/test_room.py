"""The practice room's Zalo, called by the program's own client: strict in what it takes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.platforms import base, zalo_client
from bot.platforms.zalo import Zalo, ZaloOptions
from bot.platforms.zalo_client import ZaloClient
from dialogues.catalogue import Catalogue
from dialogues.messages import Choice, Lane, Say
from sandbox.room import Room
from sandbox.serve import serving
from sandbox.zalo.bot import Quota, ZaloBot
from sandbox.zalo.ids import room_id, wire_id
from storage.inbox import Arrived
from storage.sending import OutFile, OutRow

TOKEN = "1234567890:mot-token-cua-phong-tap"
AN, GROUP = 1001, -2001
NOW = datetime(2023, 11, 15, 1, 0, tzinfo=UTC)
TEXTS = Catalogue.load()


class Desk:
    """A room with one Zalo bot, and the client that calls it."""

    def __init__(self, room: Room, zalo: ZaloBot, client: ZaloClient, base_url: str) -> None:
        self.room, self.zalo, self.client, self.base = room, zalo, client, base_url

    async def next(self) -> Any:
        return await self.client.get_updates(0)


@asynccontextmanager
async def furnished() -> AsyncIterator[Desk]:
    room = Room(lambda: NOW)
    zalo = room.add_zalo(TOKEN, "bot.thu", "Bot Đầu Mối")
    room.add_person(AN, "An", home=zalo.user.id)
    room.add_group(GROUP, "Nhóm đầu mối", [AN])
    async with serving(room) as url:
        client = ZaloClient(url, TOKEN)
        await client.open()
        yield Desk(room, zalo, client, url)
        await client.close()


def test_ids_are_opaque_and_one_to_one() -> None:
    numbers = (1, 1001, -1, -2001, 8_000_000_001)
    assert [room_id(wire_id(one)) for one in numbers] == list(numbers)
    assert len({len(wire_id(one)) for one in numbers}) == 1
    assert room_id("không phải") is None


async def test_one_update_a_poll_and_408_when_there_is_none() -> None:
    async with furnished() as desk:
        for text in ("một", "hai"):
            desk.room.say(AN, text)
        said = [(await desk.next())["message"]["text"] for _ in range(2)]
        assert said == ["một", "hai"]
        with pytest.raises(zalo_client.NothingNew):
            await desk.next()
        with pytest.raises(zalo_client.BadCall):
            await desk.client.call("getUpdates", {"offset": 3})


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"text": "x" * 2001}, zalo_client.BadCall),
        ({"text": "🙂" * 1001}, zalo_client.BadCall),
        ({"text": "  "}, zalo_client.BadCall),
        ({"text": "a", "reply_markup": {}}, zalo_client.BadCall),
        ({"text": "a", "chat_id": "ffff"}, zalo_client.NotFound),
    ],
)
async def test_what_zalo_does_not_take(
    fields: dict[str, Any], error: type[zalo_client.ZaloError]
) -> None:
    async with furnished() as desk:
        with pytest.raises(error):
            await desk.client.call("sendMessage", {"chat_id": wire_id(AN), **fields})
        assert await desk.client.send_message(wire_id(AN), "y" * 2000)


async def test_methods_of_other_platforms_are_unknown() -> None:
    async with furnished() as desk:
        for method in ("editMessageText", "sendDocument", "answerCallbackQuery", "sendmessage"):
            with pytest.raises(zalo_client.BadCall):
                await desk.client.call(method, {})
        other = ZaloClient(desk.base, "999:khong-ai-biet")
        await other.open()
        with pytest.raises(zalo_client.TokenUnknown):
            await other.get_me()
        await other.close()


async def test_a_group_is_heard_when_the_bot_is_named_or_answered() -> None:
    async with furnished() as desk:
        desk.room.say(AN, "xin chào cả nhóm", GROUP)
        with pytest.raises(zalo_client.NothingNew):
            await desk.next()
        desk.room.say(AN, "@Bot Đầu Mối /tonghop", GROUP)
        heard = (await desk.next())["message"]
        assert (heard["chat"]["chat_type"], heard["text"]) == ("GROUP", "@Bot Đầu Mối /tonghop")
        await desk.client.send_message(wire_id(GROUP), "Chọn A hoặc B")
        answered = next(reversed(desk.room.groups[GROUP].messages))
        desk.room.say(AN, "A", GROUP, answered)
        assert (await desk.next())["message"]["text"] == "A"


async def test_pictures_by_address_and_files_not_at_all() -> None:
    png = b"\x89PNG\r\n\x1a\n" + bytes(8) + (4).to_bytes(4, "big") * 2
    async with furnished() as desk:
        desk.room.send_photo(AN, "a.png", png, "Hiện trường")
        told = await desk.next()
        assert told["event_name"] == "message.image.received"
        platform = Zalo(ZaloOptions(TOKEN, desk.base, near=True), TEXTS)
        assert await platform.download(told["message"]["photo_url"], 1000) == png
        strict = Zalo(ZaloOptions(TOKEN, desk.base), TEXTS)
        with pytest.raises(base.Rejected):
            await strict.download(told["message"]["photo_url"], 1000)
        desk.room.send_file(AN, "a.pdf", b"%PDF")
        told = await desk.next()
        assert told["event_name"] == "message.unsupported.received"
        assert "text" not in told["message"]


async def test_quota_of_the_free_plan() -> None:
    async with furnished() as desk:
        desk.zalo.quota = Quota(people=1, messages=2, enforce=True)
        desk.room.add_person(1002, "Bình", home=desk.zalo.user.id)
        desk.room.say(AN, "một")
        desk.room.say(1002, "hai")
        with pytest.raises(zalo_client.TooMany):
            await desk.client.send_message(wire_id(1002), "người thứ hai")
        for _ in range(2):
            await desk.client.send_message(wire_id(AN), "chào")
        with pytest.raises(zalo_client.TooMany):
            await desk.client.send_message(wire_id(AN), "quá số tin")


async def test_faults_on_purpose() -> None:
    async with furnished() as desk:
        for kind, error in (
            ("too_many", zalo_client.TooMany),
            ("server_error", zalo_client.ServerTrouble),
            ("answer_lost", zalo_client.NoAnswer),
        ):
            desk.room.faults.set(kind, next=1)
            with pytest.raises(error):
                await desk.client.send_message(wire_id(AN), "chào")


# The adapter over it


def row(text: str, *choices: Choice, parts: int = 0, file: OutFile | None = None) -> OutRow:
    say = Say(text, choices)
    return OutRow(
        1, 1, wire_id(AN), True, None, Lane.REPLY, say, None, None, 0, False, parts, file
    )


async def sent(desk: Desk, one: OutRow) -> tuple[str, bool]:
    platform = Zalo(ZaloOptions(TOKEN, desk.base), TEXTS)
    await platform.open()
    made = await platform.send(one)
    await platform.close()
    last = list(desk.room.chat_of(AN, None).messages.values())[-1]
    return last.text, made.more


async def test_choices_are_lines_and_typed_words_stay_as_typed() -> None:
    choices = (Choice("Đã nhận", "nhan:1", "A"), Choice("Sở A &amp; B", "x", "B"))
    async with furnished() as desk:
        text, _ = await sent(desk, row("<b>Việc</b> 1: **như gõ** &lt;b&gt;", *choices))
        assert text.splitlines() == [
            "Việc 1: **như gõ** <b>",
            "Anh/chị gõ chữ (số) ở đầu dòng để chọn:",
            "A. Đã nhận",
            "B. Sở A &amp; B",
        ]
        text, _ = await sent(desk, row("Kết quả?", Choice("Quay lại", "f:1:a:_back")))
        assert text.splitlines() == ["Kết quả?", "Hoặc gõ: Quay lại."]


async def test_long_texts_go_in_numbered_parts() -> None:
    words = "Đã kiểm tra 12 cơ sở. " * 200
    async with furnished() as desk:
        first, more = await sent(desk, row(words, Choice("Đã nhận", "nhan:1", "A")))
        assert more
        assert first.endswith("\n(1/3)")
        assert len(first) <= 1900
        last, more = await sent(desk, row(words, Choice("Đã nhận", "nhan:1", "A"), parts=2))
        assert not more
        assert last.endswith("A. Đã nhận\n(3/3)")


async def test_a_file_is_named_and_where_to_get_it() -> None:
    file = OutFile(1, "bieu.xlsx", "", "00", "")
    async with furnished() as desk:
        text, _ = await sent(desk, row("Biểu số liệu", file=file))
        assert text == (
            "Biểu số liệu\nTệp bieu.xlsx: Zalo không chuyển được tệp của bot, đề nghị nhận qua"
            " Telegram hoặc e-mail công vụ."
        )


async def test_a_poll_keeps_one_update_before_the_next_is_asked() -> None:
    kept: list[Arrived] = []

    async def keep(bot: str, arrived: Any) -> None:
        assert bot == "zalo"
        kept.extend(arrived)

    async with furnished() as desk:
        desk.room.say(AN, "một")
        desk.zalo.push_raw([1, "hai"])
        desk.zalo.push_raw("gì đây")
        platform = Zalo(ZaloOptions(TOKEN, desk.base), TEXTS)
        await platform.open()
        assert [await platform.poll(keep, wait=0) for _ in range(4)] == [1, 1, 1, 0]
        assert [platform.translate(__import__("json").loads(one.raw)).text for one in kept] == [
            "một", "", "",
        ]  # fmt: skip
        await platform.close()
