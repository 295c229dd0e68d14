"""Codes: how they are read, refused, counted and forgotten; what strangers are told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers import join as feature
from handlers import routes
from handlers.join import TRIES_A_BOT, looks_like_code
from plans.codes import ALPHABET, new_code, shown
from plans.model import Role
from storage import invitations
from storage.database import Database
from tests.handlers.world import ANH, BINH, BOT, CODE, HOW, OTHER, PLAN, REFUSED, CountedIds, Town


@pytest.fixture
async def town(sqlite_db: Database) -> Town:
    return await Town(sqlite_db).with_a_code()


class TestLooksLikeCode:
    @pytest.mark.parametrize(
        "text",
        [
            "BCFG2345", "bcfg-2345", "bcfg 2345", " BCFG – 2345 ", "BCFG\u200b2345", "BCFGHJKM",
            "23456789", "ABCD-2345", "ABCDEFGH", "ＢＣＦＧ２３４５",
        ],
    )  # fmt: skip
    def test_codes_good_and_mistyped(self, text: str) -> None:
        assert looks_like_code(text)

    @pytest.mark.parametrize(
        "text",
        [
            "", "VLXD 1.2", "TTX 2.2", "1.2", "nhiệm vụ", "đang xem ạ", "dang xem a", "chưa rõ",
            "25 nha may", "22.345.678", "BCFG2345 BCFG2345", "BCFG234", "BCFG23456", "đã gửi rồi",
            "nhan-xem", "/start BCFG2345", "12 cơ sở", "😀😀😀😀😀😀😀😀", "x" * 10_000,
            "2345678ạ", "BCFG2340",
        ],
    )  # fmt: skip
    def test_words_and_numbers_of_tasks(self, text: str) -> None:
        assert not looks_like_code(text)

    def test_every_code_made_is_one(self) -> None:
        assert looks_like_code(new_code(CountedIds()))
        assert looks_like_code(shown(ALPHABET[-8:]).lower())


async def test_a_stranger_learns_only_how_to_get_a_code(town: Town) -> None:
    for text in ("/start", "xin chào", "/nhiemvu", "nhiệm vụ", "/trogiup", "1.2 Đã xong"):
        heard = await town.say(ANH, text)
        assert HOW in heard.text, text
        assert "VLXD" not in heard.text
        assert heard.labels == ["Xin tham gia"]


@pytest.mark.parametrize("typed", ["bcfg-2345", "/start BCFG2345", "BCFG 2345", "/START bcfg2345"])
async def test_a_code_is_read_however_it_comes_and_forgotten(town: Town, typed: str) -> None:
    assert "Mã này dành cho" in (await town.say(ANH, typed)).text
    assert await town.raw() == ["{}"]


async def test_whatever_is_wrong_with_a_code_is_one_sentence(town: Town) -> None:
    await town.join(BINH, CODE, "Phạm Văn Bình")
    await town.invite(OTHER, days=1)
    # A code of one province for the plan of another: made by hand, it must open nothing.
    await town.invite("QRST-2345", "stnmt", plan=PLAN, province="tuyen-quang")
    town.now += timedelta(days=2)
    said = {
        (await town.say(ANH, text)).text
        for text in (CODE, OTHER, "QRST-2345", "ZZZZ-9999", "/start ABC!")
    }
    assert len(said) == 1
    assert REFUSED in said.pop()
    assert set((await town.raw())[-5:]) == {"{}"}


async def test_a_code_for_a_post_one_has_is_left_as_it_is(town: Town) -> None:
    await town.member(ANH, "Trần Thị Ánh", "stnmt", Role.FOCAL)
    heard = await town.say(ANH, CODE)
    assert "Anh/chị đã tham gia" in heard.text
    assert "Mã này dành cho" in (await town.say(BINH, CODE)).text


async def test_six_codes_in_an_hour_are_one_too_many_for_a_chat(town: Town) -> None:
    for n in range(2, 7):
        assert REFUSED in (await town.say(ANH, f"ZZZZ-999{n}")).text
    limited = await town.say(ANH, CODE)  # good, and yet
    assert "5 lần trong một giờ" in limited.text
    assert set(await town.raw()) == {"{}"}
    assert "Mã này dành cho" in (await town.say(BINH, CODE)).text  # another chat is free
    town.now += timedelta(minutes=59)
    assert "5 lần trong một giờ" in (await town.say(ANH, CODE)).text
    town.now += timedelta(minutes=2)
    assert "Mã này dành cho" in (await town.say(ANH, CODE)).text


async def test_two_hundred_tries_shut_the_bot_for_an_hour(town: Town) -> None:
    await town.say(BINH, "ZZZZ-9999")
    async with town.db.unit(town.now) as unit:
        for _ in range(TRIES_A_BOT - 1):
            await invitations.note_try(unit, BOT, 1)
        await unit.commit()
    assert "quá nhiều lượt nhập mã" in (await town.say(ANH, CODE)).text
    town.now += timedelta(minutes=61)
    assert "Mã này dành cho" in (await town.say(ANH, CODE)).text


@pytest.mark.parametrize("heard_in_groups", [False, True])
async def test_in_a_group_nobody_joins(
    town: Town, monkeypatch: pytest.MonkeyPatch, heard_in_groups: bool
) -> None:
    route = routes.Route(feature.start, known=False, in_groups=heard_in_groups)
    monkeypatch.setattr(routes, "COMMANDS", {**routes.COMMANDS, "start": route})
    for text in ("/start", f"/start {CODE}"):
        heard = await town.say(ANH, text, group="-100")
        assert "chỉ dùng khi nhắn riêng" in heard.text
    assert ("{}" in await town.raw()) is heard_in_groups
    assert (await town.say(ANH, CODE, group="-100")).said == []
    assert await town.person(ANH) is None


async def test_in_a_group_nobody_is_told_who_waits(town: Town) -> None:
    await town.join(ANH, CODE, "Trần Thị Ánh")
    heard = await town.say(ANH, "/tonghop", group="-100")
    assert "chỉ dùng khi nhắn riêng" in heard.text
