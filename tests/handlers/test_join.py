"""From a good code to a person: first contact, name, post, and two at once."""

from __future__ import annotations

import asyncio
import unicodedata
from datetime import timedelta

import pytest
from sqlalchemy import select

from plans.model import Role
from storage import invitations
from storage.database import Database
from storage.schema import session
from tests.handlers.world import ANH, BINH, CODE, COORDINATOR, HOW, OTHER, REFUSED, Town


@pytest.fixture
async def town(sqlite_db: Database) -> Town:
    return await Town(sqlite_db).with_a_code()


async def forms_kept(town: Town) -> int:
    """How many drafts lie in the store, whoever's they are."""
    async with town.db.reading(town.now) as unit:
        return len(await unit.rows(select(session.c.id)))


async def test_first_contact_says_what_is_stored_and_why(town: Town) -> None:
    heard = await town.say(ANH, f"/start {CODE}")
    assert (
        "Đây là kênh Sở Xây dựng bac-giang dùng để nhắc và nhận số liệu thực hiện KH VLXD"
        in heard.text
    )
    assert "không thay văn bản báo cáo" in heard.text
    assert "Bot lưu: họ tên, chức vụ, cơ quan, tài khoản này" in heard.text
    assert "không hiển thị cho cơ quan khác, không dùng để xếp hạng" in heard.text
    assert "Không gửi tài liệu mật" in heard.text
    assert "Mã này dành cho cán bộ đầu mối Sở TN và MT." in heard.text
    assert heard.labels[:2] == ["Đúng, tham gia", "Không phải tôi"]


async def test_a_known_person_gets_a_second_post_without_being_asked_the_name(town: Town) -> None:
    await town.member(ANH, "Trần Thị Ánh", "sxd", Role.FOCAL)
    heard = await town.say(ANH, CODE)
    done = await town.press(ANH, heard.action("Đúng, tham gia"))
    assert "Trần Thị Ánh, Chuyên viên; cán bộ đầu mối Sở TN và MT" in done.text
    asked = await town.notices(COORDINATOR)
    await town.press(COORDINATOR, asked.action("Xác nhận"))
    person = await town.person(ANH)
    assert person is not None
    assert [one.agency.code for one in person.appointments] == ["sxd", "stnmt"]


async def test_not_me_keeps_nothing_and_leaves_the_code(town: Town) -> None:
    first = await town.say(ANH, CODE)
    heard = await town.press(ANH, first.action("Không phải tôi"))
    assert "Bot không lưu thông tin nào" in heard.text
    assert await town.person(ANH) is None
    old = await town.press(ANH, first.action("Đúng, tham gia"))
    assert "không còn dùng" in old.text
    assert "Mã này dành cho" in (await town.say(BINH, CODE)).text


async def test_two_at_once_one_wins(town: Town) -> None:
    for user in (ANH, BINH):
        first = await town.say(user, CODE)
        await town.press(user, first.action("Đúng, tham gia"))
        await town.say(user, f"Người {user}")
    await town.say(ANH, "Chuyên viên")
    heard = await town.say(BINH, "Chuyên viên")
    assert "vừa được dùng ở một tài khoản khác" in heard.text
    assert await town.person(BINH) is None
    assert await town.person(ANH) is not None
    assert HOW in (await town.say(BINH, "alo")).text  # the form is gone


async def test_two_at_the_very_same_moment(db: Database) -> None:
    town = await Town(db).build()
    await town.member(COORDINATOR, "Lê Văn Tổng", "sxd", Role.COORDINATOR)
    await town.invite(CODE)
    users = [str(n) for n in range(400, 408)]
    for user in users:
        first = await town.say(user, CODE)
        await town.press(user, first.action("Đúng, tham gia"))
        await town.say(user, f"Người {user}")
    heard = await asyncio.gather(*(town.say(user, "bỏ qua") for user in users))
    assert sum("sẽ xác nhận" in one.text for one in heard) == 1
    assert sum("tài khoản khác" in one.text for one in heard) == len(users) - 1
    assert len((await town.notices(COORDINATOR)).said) == 1


async def test_a_code_taken_at_the_last_moment_leaves_no_half_person(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def too_late(*_: object) -> bool:
        return False

    first = await town.say(ANH, CODE)
    await town.press(ANH, first.action("Đúng, tham gia"))
    await town.say(ANH, "Trần Thị Ánh")
    monkeypatch.setattr(invitations, "use", too_late)
    assert "tài khoản khác" in (await town.say(ANH, "bỏ qua")).text
    assert await town.person(ANH) is None
    assert await town.audited() == []


async def test_a_code_that_expires_under_the_form(town: Town) -> None:
    first = await town.say(ANH, CODE)
    town.now += timedelta(days=61)
    assert REFUSED in (await town.press(ANH, first.action("Đúng, tham gia"))).text
    assert HOW in (await town.say(ANH, "alo")).text


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("😀😀", "có chữ cái"),
        ("2023", "có chữ cái"),
        ("A", "từ 2 đến 80"),
        ("A" * 81, "tối đa 80"),
        ("a" * 10_000, "tối đa 80"),
        ("\u200b\u202e", "không có chữ nào"),
        ("Huy", "Nguyễn Quang Huy"),
        ("huy", "Nguyễn Quang Huy"),
        ("bỏ qua", "không bỏ qua được"),
    ],
)
async def test_no_name_is_refused_and_asked_again(town: Town, name: str, why: str) -> None:
    first = await town.say(ANH, CODE)
    await town.press(ANH, first.action("Đúng, tham gia"))
    assert why in (await town.say(ANH, name)).text
    assert "Chức vụ" in (await town.say(ANH, "Nguyễn Quang Huy")).text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<b>Ánh</b> & 'con' {{ 7 }}", "<b>Ánh</b> & 'con' {{ 7 }}"),
        (unicodedata.normalize("NFD", "Trần Thị Ánh"), "Trần Thị Ánh"),
        ("Trần\nThị\tÁnh", "Trần Thị Ánh"),
        ("Y Ơ", "Y Ơ"),
    ],
)
async def test_a_name_is_shown_as_typed(town: Town, typed: str, kept: str) -> None:
    assert kept in await town.join(ANH, CODE, typed, "<i>CV</i>")
    asked = await town.notices(COORDINATOR)
    assert f"{kept}, <i>CV</i>," in asked.text
    assert kept in (await town.press(COORDINATOR, asked.action("Xác nhận"))).text


async def test_a_post_without_letters_is_refused(town: Town) -> None:
    first = await town.say(ANH, CODE)
    await town.press(ANH, first.action("Đúng, tham gia"))
    await town.say(ANH, "Trần Thị Ánh")
    assert "chức vụ cần có chữ" in (await town.say(ANH, "123")).text
    assert "sẽ xác nhận" in (await town.say(ANH, "Phó phòng")).text


async def test_a_second_code_in_the_middle_of_the_form(town: Town) -> None:
    await town.invite(OTHER, "sxd")
    await town.say(ANH, CODE)
    heard = await town.say(ANH, OTHER)  # at the choice
    assert "cán bộ đầu mối Sở Xây dựng." in heard.text
    await town.press(ANH, heard.action("Đúng, tham gia"))
    heard = await town.say(ANH, CODE)  # where a name was asked
    assert "cán bộ đầu mối Sở TN và MT." in heard.text
    await town.press(ANH, heard.action("Đúng, tham gia"))
    await town.say(ANH, "Trần Thị Ánh")
    await town.say(ANH, "Chuyên viên")
    assert (await town.raw())[:2] == ["{}", "{}"]
    assert await forms_kept(town) == 0
    # Joined: the other code asks for no name.
    heard = await town.say(ANH, OTHER)
    assert "sẽ xác nhận" in (await town.press(ANH, heard.action("Đúng, tham gia"))).text


async def test_start_and_the_code_again_take_the_form_up(town: Town) -> None:
    first = await town.say(ANH, CODE)
    await town.press(ANH, first.action("Đúng, tham gia"))
    assert "họ và tên" in (await town.say(ANH, "/start")).text
    await town.say(ANH, "để sau")
    assert HOW in (await town.say(ANH, "/start")).text
    assert "họ và tên" in (await town.say(ANH, CODE)).text
