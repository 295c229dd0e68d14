"""/trogiup by role, /huy."""

from __future__ import annotations

import re

import pytest

from dialogues.catalogue import Catalogue
from handlers import help as feature
from handlers import routes
from plans.model import Role
from storage.database import Database
from tests.handlers.world import Town

COORDINATOR = "101"
FOCAL = "201"
LEADER = "301"


@pytest.fixture
async def town(sqlite_db: Database) -> Town:
    town = await Town(sqlite_db).build()
    await town.member(COORDINATOR, "Lê Văn Tổng", "sxd", Role.COORDINATOR)
    await town.member(FOCAL, "Trần Thị Ánh", "stnmt", Role.FOCAL)
    await town.member(LEADER, "Đỗ Văn Giám", "stnmt", Role.LEADER)
    return town


def lines_of(text: str) -> list[str]:
    return re.findall(r"^/(\w+):", text, re.MULTILINE)


async def test_a_focal_point_is_shown_what_is_theirs(town: Town) -> None:
    heard = await town.say(FOCAL, "trợ giúp")
    assert lines_of(heard.text) == ["nhiemvu", "capnhat", "baocao", "vuongmac", "trogiup"]
    assert "/vanban" in heard.text
    assert "/mo" not in heard.text
    assert [choice.action for choice in heard.choices] == ["dv", "cn", "bc", "vm"]


async def test_a_coordinator_is_shown_the_round(town: Town) -> None:
    heard = await town.say(COORDINATOR, "/trogiup")
    daily = ["tonghop", "conthieu", "nhapthay", "vuongmac"]
    assert lines_of(heard.text) == [*daily, "mo", "trogiup"]
    heads = [line.partition(":")[0] for line in heard.text.splitlines() if line[0] != "/"]
    assert heads[1:] == ["Các cơ quan", "Kế hoạch", "Khác"]
    assert "Kế hoạch: /batdau (xem trước và bắt đầu nhắc các cơ quan), /thietlap" in heard.text
    assert "/capnhat" not in heard.text
    assert "/thongbao" not in heard.text
    assert [choice.action for choice in heard.choices] == [
        "lenh:tonghop", "lenh:conthieu", "lenh:nhapthay", "vm", "lenh:mo",
    ]  # fmt: skip


async def test_a_leader_is_promised_nothing(town: Town) -> None:
    heard = await town.say(LEADER, "/trogiup")
    assert lines_of(heard.text) == ["trogiup"]
    assert not heard.choices


async def test_somebody_of_every_post_gets_ten_lines_at_most(town: Town) -> None:
    for code, role in (("BCFG2345", Role.FOCAL), ("KMNP6789", Role.PLAN_ADMIN)):
        await town.invite(code, "sxd", role)
        heard = await town.say(COORDINATOR, code)
        await town.press(COORDINATOR, heard.action("Đúng, tham gia"))
        asked = await town.notices(COORDINATOR)
        await town.press(COORDINATOR, asked.action("Xác nhận"))
    heard = await town.say(COORDINATOR, "/trogiup")
    shown = re.findall(r"(?<!\w)/([a-z]+)", heard.text)
    assert sorted(shown) == sorted({*routes.COMMANDS} - {"start"})  # each once
    assert len(heard.text.splitlines()) <= 10
    heads = [line.partition(":")[0] for line in heard.text.splitlines()[1:-1]]
    assert heads[:3] == ["Cán bộ đầu mối", "Chuyên viên tổng hợp", "Quản trị kế hoạch"]
    assert [choice.action for choice in heard.choices] == [
        "dv", "cn", "lenh:tonghop", "lenh:conthieu", "lenh:thongbao", "lenh:danhsach",
    ]  # fmt: skip
    assert max(map(len, heard.text.splitlines())) < 200


def test_every_command_named_is_routed_and_described() -> None:
    texts = Catalogue.load()
    for name, _ in (*feature.MENU, *feature.OTHERS):
        assert name in routes.COMMANDS
        assert texts.has(f"help.about.{name}")


def test_every_command_is_named_to_somebody() -> None:
    named = {name for name, _ in (*feature.MENU, *feature.OTHERS)}
    assert named == {*routes.COMMANDS} - {"start", "trogiup", "huy"}


async def test_cancel_drops_the_draft_and_says_so(town: Town) -> None:
    await town.invite("BCFG2345")
    first = await town.say("999", "BCFG2345")
    await town.press("999", first.action("Đúng, tham gia"))
    heard = await town.say("999", "/huy")
    assert "Đã hủy" in heard.text
    assert "không có gì để hủy" in (await town.say("999", "/huy")).text
    assert "Mã này dành cho" in (await town.say("999", "BCFG2345")).text  # from the beginning


@pytest.mark.parametrize("typed", ["/huy", "hủy", "huy", "Huỷ bỏ"])
async def test_nothing_to_cancel_is_a_sentence(town: Town, typed: str) -> None:
    assert "không có gì để hủy" in (await town.say(FOCAL, typed)).text
