"""Who joined waits for the coordinator: confirmed, turned away, asked about once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plans.model import Role
from storage.database import Database
from tests.handlers.world import ANH, BINH, CODE, COORDINATOR, HOW, OTHER, REFUSED, Town


@pytest.fixture
async def town(sqlite_db: Database) -> Town:
    return await Town(sqlite_db).with_a_code()


async def test_joined_waits_then_the_coordinator_confirms(town: Town) -> None:
    await town.say(ANH, CODE)
    heard = await town.say(ANH, "A")
    assert "họ và tên" in heard.text
    heard = await town.say(ANH, "Trần  Thị\u200b Ánh")
    assert "Chức vụ" in heard.text
    heard = await town.say(ANH, "Chuyên viên")
    assert "Trần Thị Ánh, Chuyên viên; cán bộ đầu mối Sở TN và MT, KH VLXD" in heard.text
    assert "Sở Xây dựng sẽ xác nhận" in heard.text

    for text in ("/nhiemvu", "/start", "alo", CODE):
        waits = await town.say(ANH, text)
        assert "Đang chờ Sở Xây dựng xác nhận" in waits.text
        assert HOW not in waits.text
    joined = await town.person(ANH)
    assert joined is not None
    assert joined.appointments == ()

    asked = await town.notices(COORDINATOR)
    assert "Trần Thị Ánh, Chuyên viên, vừa dùng mã tham gia KH VLXD" in asked.text
    assert "cán bộ đầu mối Sở TN và MT" in asked.text
    assert asked.labels == ["Xác nhận", "Không đúng người"]
    done = await town.press(COORDINATOR, asked.action("Xác nhận"))
    assert "Đã xác nhận Trần Thị Ánh" in done.text

    told = await town.notices(ANH)
    assert "Sở Xây dựng đã xác nhận anh/chị là cán bộ đầu mối Sở TN và MT" in told.text
    assert told.action("Nhiệm vụ của cơ quan") == "dv"
    again = await town.say(ANH, CODE)
    assert "Anh/chị đã tham gia" in again.text
    known = await town.say(ANH, "/start")
    assert "Trần Thị Ánh" in known.text
    assert "\ncán bộ đầu mối Sở TN và MT, KH VLXD\nNhững việc" in known.text
    assert await town.audited() == ["join", "confirm"]


async def test_a_second_press_and_a_second_coordinator_get_a_sentence(town: Town) -> None:
    await town.member("102", "Ngô Thị Hai", "sxd", Role.PLAN_ADMIN)
    await town.join(ANH, CODE, "Trần Thị Ánh")
    first, second = await town.notices(COORDINATOR), await town.notices("102")
    assert first.action("Xác nhận") == second.action("Xác nhận")
    await town.press(COORDINATOR, first.action("Xác nhận"))
    for user, button, who in (
        (COORDINATOR, "Xác nhận", "Anh/chị"),
        ("102", "Không đúng người", "Lê Văn Tổng"),
    ):
        heard = await town.press(user, second.action(button))
        assert heard.text.startswith(f"{who} đã xác nhận Trần Thị Ánh (cán bộ đầu mối Sở TN")
    person = await town.person(ANH)
    assert person is not None
    assert len(person.appointments) == 1


async def test_a_notice_not_yet_sent_is_dropped_once_it_is_settled(town: Town) -> None:
    await town.member("102", "Ngô Thị Hai", "sxd", Role.COORDINATOR)
    await town.join(ANH, CODE, "Trần Thị Ánh")
    asked = await town.notices(COORDINATOR)
    await town.press(COORDINATOR, asked.action("Xác nhận"))
    assert (await town.notices("102")).said == []


async def test_turned_away_politely_and_free_to_come_again_under_the_right_name(
    town: Town,
) -> None:
    await town.join(ANH, CODE, "Nguyễn Văn Lạ")
    asked = await town.notices(COORDINATOR)
    heard = await town.press(COORDINATOR, asked.action("Không đúng người"))
    assert "Nguyễn Văn Lạ không phải cán bộ đầu mối Sở TN và MT" in heard.text
    told = await town.notices(ANH)
    assert "Sở Xây dựng chưa xác nhận anh/chị" in told.text
    assert not told.choices
    assert HOW in (await town.say(ANH, "/nhiemvu")).text
    assert REFUSED in (await town.say(ANH, CODE)).text
    assert await town.audited() == ["join", "turn_away"]

    await town.invite(OTHER)
    assert "Trần Thị Ánh; cán bộ đầu mối" in await town.join(ANH, OTHER, "Trần Thị Ánh")
    person = await town.person(ANH)
    assert person is not None
    assert person.name == "Trần Thị Ánh"


async def test_the_first_coordinator_is_confirmed_at_once_and_hears_who_waits(
    sqlite_db: Database,
) -> None:
    town = await Town(sqlite_db).build()
    await town.invite(CODE)
    await town.invite(OTHER, "sxd", Role.COORDINATOR)
    await town.invite("QRST-2345", "sxd", Role.PLAN_ADMIN)
    await town.join(ANH, CODE, "Trần Thị Ánh")
    assert (await town.notices(COORDINATOR)).said == []

    said = await town.join(COORDINATOR, OTHER, "Lê Văn Tổng")
    assert "Lê Văn Tổng; chuyên viên tổng hợp Sở Xây dựng, KH VLXD" in said
    assert "đều chờ anh/chị xác nhận" in said
    assert "Trần Thị Ánh" in (await town.notices(COORDINATOR)).text

    assert "Sở Xây dựng sẽ xác nhận" in await town.join("102", "QRST-2345", "Ngô Thị Hai")
    asked = await town.notices(COORDINATOR)
    assert "quản trị kế hoạch Sở Xây dựng" in asked.text
    await town.press(COORDINATOR, asked.action("Xác nhận"))
    assert "Trần Thị Ánh" in (await town.notices("102")).text  # who waited before he came
    assert (await town.notices(COORDINATOR)).said == []  # and nobody is told twice


async def test_a_coordinator_of_another_plan_is_nobody_here(town: Town) -> None:
    where = {"plan": "tq-bdkh", "province": "tuyen-quang"}
    await town.member("301", "Ma Văn Tuyên", "stnmt", Role.COORDINATOR, **where)
    await town.join(ANH, CODE, "Trần Thị Ánh")
    assert (await town.notices("301")).said == []
    asked = await town.notices(COORDINATOR)
    for label in ("Xác nhận", "Không đúng người"):
        heard = await town.press("301", asked.action(label))
        assert "là việc của chuyên viên tổng hợp kế hoạch này" in heard.text
        assert HOW in (await town.press(BINH, asked.action(label))).text
    assert (await town.notices(ANH)).said == []


async def test_a_coordinator_replaced_meanwhile_is_not_asked(town: Town) -> None:
    await town.join(ANH, CODE, "Trần Thị Ánh")
    town.now += timedelta(days=1)
    await town.invite(OTHER)
    gone = await town.person(COORDINATOR)
    assert gone is not None
    await town.end(gone.appointments[0].id)
    town.now += timedelta(days=1)
    assert (await town.notices(COORDINATOR)).said == []


async def test_a_word_of_welcome_too_late_is_not_said(town: Town) -> None:
    await town.join(ANH, CODE, "Trần Thị Ánh")
    asked = await town.notices(COORDINATOR)
    await town.press(COORDINATOR, asked.action("Xác nhận"))
    person = await town.person(ANH)
    assert person is not None
    await town.end(person.appointments[0].id)
    town.now += timedelta(days=1)
    assert (await town.notices(ANH)).said == []


@pytest.mark.parametrize("action", ["xn", "xn:", "xn:x", "xn:1:2", "xn:999999", "kxn:99999999999"])
async def test_a_button_nobody_made_is_a_sentence(town: Town, action: str) -> None:
    heard = await town.press(COORDINATOR, action)
    assert "không còn dùng" in heard.text or "đã được xử lý" in heard.text


async def test_a_leader_is_spoken_to_as_one_and_gets_no_duties(town: Town) -> None:
    await town.invite(OTHER, role=Role.LEADER)
    heard = await town.say(ANH, OTHER)
    assert heard.text.startswith("Chào đồng chí.")
    await town.press(ANH, heard.action("Đúng, tham gia"))
    await town.say(ANH, "Đỗ Văn Giám")
    await town.say(ANH, "Giám đốc")
    asked = await town.notices(COORDINATOR)
    await town.press(COORDINATOR, asked.action("Xác nhận"))
    told = await town.notices(ANH)
    assert "xác nhận đồng chí là lãnh đạo Sở TN và MT" in told.text
    assert not told.choices
