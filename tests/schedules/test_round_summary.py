"""/tonghop, its details, and who may see them."""

from sqlalchemy import update

from plans.model import Role
from storage import acknowledgements, people
from tests.schedules.owing import LATE, owing
from tests.schedules.world import HUYEN, PLAN, SO, at, said


async def test_the_coordinator_sees_the_round(world):
    await owing(world, "stc", "ubnd-son-dong")
    (answer,) = await world.hears("sxd", LATE, "/tonghop")
    assert said(answer).startswith(
        "KH VLXD, báo cáo năm 2023: đã gửi 13/15 (sở 4/5; huyện, thành phố 9/10). "
        "Đã qua thời hạn (trước ngày 15/12/2023).\n"
        "Chưa gửi: Sở Tài chính; UBND huyện Sơn Động."
    )
    assert [one.label for one in answer.choices] == [
        "Nhắc 2 cơ quan chưa hẹn", "Dự thảo công văn đôn đốc", "Xem chi tiết",
        "Dự thảo báo cáo",
        "Xem báo cáo chờ tiếp nhận",
        "Chốt kỳ báo cáo",
    ]  # fmt: skip


async def test_the_last_day_is_said_as_such(world):
    await owing(world, "stc")
    (answer,) = await world.hears("sxd", at("2023-12-14", "10:00"), "/tonghop")
    assert "Hôm nay là ngày cuối." in said(answer)


async def test_no_round_is_open(world):
    (answer,) = await world.hears("sxd", at("2023-06-01"), "/tonghop")
    assert said(answer) == (
        "KH VLXD: hiện không có kỳ báo cáo nào đang mở. Kỳ tới: báo cáo năm 2023, thời hạn "
        "trước ngày 15/12/2023."
    )
    assert [one.action for one in answer.choices] == [f"mo:{PLAN}"]


async def test_a_focal_point_may_not_see_it(world):
    await owing(world, "stc")
    for what in ({"text": "/tonghop"}, {"action": "ct:1"}):
        (answer,) = await world.hears("stc", LATE, **what)
        assert said(answer).startswith("Lệnh này dành cho chuyên viên tổng hợp")
    for action in ("nhac:1", "nhacx:1"):
        (answer,) = await world.hears("stc", LATE, action=action)
        assert said(answer).startswith("Nhắc báo cáo là việc của chuyên viên tổng hợp")


async def test_a_plan_admin_sees_and_does_not_nudge(world):
    await owing(world, "stc")
    async with world.db.unit(LATE) as unit:
        await world.appoint(unit, world.people["sct"], "sxd", Role.PLAN_ADMIN)
        await unit.commit()
    (answer,) = await world.hears("sct", LATE, "/tonghop")
    assert [one.label for one in answer.choices] == ["Xem chi tiết"]


async def test_names_are_told_in_the_internal_group_only(world):
    await owing(world, "stc")
    await world.group(world.now, "-1", "internal")
    await world.group(world.now, "-2", "focal")
    (inside,) = await world.hears("sxd", LATE, "/tonghop", group="-1")
    assert "Sở Tài chính" in said(inside)
    (counts,) = await world.hears("sxd", LATE, "/tonghop", group="-2")
    assert said(counts).startswith(
        "Sở Xây dựng đã nhận báo cáo năm 2023 KH VLXD của 14/15 cơ quan"
    )
    assert "Sở Tài chính" not in said(counts)
    assert counts.choices == ()
    for verb in ("ct", "cth", "nhac", "nhac1", "tnd", "xhd", "dcd"):
        (outside,) = await world.hears("sxd", LATE, action=f"{verb}:{world.round}", group="-2")
        assert said(outside).startswith("Tình hình báo cáo có tên cơ quan chưa gửi nên chỉ xem")
    (stranger,) = await world.hears("stc", LATE, action=f"ct:{world.round}", group="-1")
    assert said(stranger).startswith("Lệnh này dành cho chuyên viên tổng hợp")


async def test_details(world):
    await owing(world, "stc", "ubnd-son-dong", "ubnd-tan-yen", "skhcn")
    await world.paper("sct", at("2023-12-13"))
    await world.set("ubnd-son-dong", at("2023-12-13"), promised=at("2023-12-20").date())
    async with world.db.unit(at("2023-12-13")) as unit:
        from storage import chats

        heard = await chats.speaker(unit, "telegram", "stc", "stc", private=True, title="")
        await chats.lose(unit, heard.chat.id, "blocked")
        await acknowledgements.add(unit, f"round:{world.round}", world.people["skhcn"])
        await unit.run(
            update(people.appointment)
            .where(people.appointment.c.person_id == world.people["ubnd-tan-yen"])
            .values(to_day=at("2023-12-01").date())
        )
        await unit.commit()
    (answer,) = await world.hears("sxd", LATE, action=f"ct:{world.round}")
    text = said(answer)
    assert "Sở Công thương: đã có văn bản số 45/BC ngày 13/12/2023; gửi qua bot 12/12/2023" in text
    assert "Sở Tài chính: chưa gửi. Đầu mối stc, chuyên viên, 0912000000 (đã chặn bot)." in text
    assert (
        "Sở Khoa học và Công nghệ: chưa gửi; chưa cập nhật nhiệm vụ 1.4, 3. Đầu mối skhcn, chuyên "
        "viên, 0912000000 (đã nhận)." in text
    )
    assert "UBND huyện Sơn Động: hẹn 20/12/2023. Đầu mối" in text
    assert "UBND huyện Tân Yên: chưa gửi. Chưa có cán bộ đầu mối." in text


async def test_people_and_phones_only_in_private_to_a_coordinator(world):
    await owing(world, "stc", "sct")
    await world.group(world.now, "-1", "internal")
    async with world.db.unit(LATE) as unit:
        await world.appoint(unit, world.people["skhdt"], "sxd", Role.PLAN_ADMIN)
        await unit.commit()
    (inside,) = await world.hears("sxd", LATE, action=f"ct:{world.round}", group="-1")
    assert "Sở Công thương; Sở Tài chính: chưa gửi." in said(inside)
    (admin,) = await world.hears("skhdt", LATE, action=f"ct:{world.round}")
    for answer in (inside, admin):
        assert "Đầu mối" not in said(answer)
        assert "0912" not in said(answer)
    (mine,) = await world.hears("sxd", LATE, action=f"ct:{world.round}")
    assert "0912000000" in said(mine)
    for where, hint in (("", True), ("-1", False)):
        await world.hears("sxd", LATE, action=f"nhacx:{world.round}")
        (again,) = await world.hears("sxd", LATE, action=f"nhacx:{world.round}", group=where)
        assert ("chọn Xem chi tiết để có số điện thoại" in said(again)) is hint


async def test_long_lists_come_in_pages(world):
    await owing(world, *SO, *HUYEN)
    action, shown = f"ct:{world.round}", []
    for page in range(2):
        (answer,) = await world.hears("sxd", LATE, action=action)
        _, second, *lines = said(answer).split("\n")
        assert second == "Chưa gửi:"
        assert len(lines) <= 8
        shown += lines
        labels = {one.label: one.action for one in answer.choices}
        assert ("Xem tiếp" in labels, "Trang trước" in labels) == (page == 0, page == 1)
        action = labels.get("Xem tiếp", action)
    assert len(shown) == 15
    assert len(set(shown)) == 15
    (again,) = await world.hears("sxd", LATE, action=f"ct:{world.round}:99")
    assert said(again).split("\n")[2:] == shown[8:]


async def test_an_internal_date_is_counted_to_and_named_on_every_screen(world):
    day, now = at("2023-12-12").date(), at("2023-12-07", "10:00")
    await world.open_round(at("2023-11-15", "09:00"), internal=day)
    plan = "thời hạn trong Kế hoạch: trước ngày 15/12/2023"
    (overview,) = await world.hears("stc", now, "/baocao")
    assert f"Sở Xây dựng đề nghị gửi chậm nhất ngày 12/12/2023; {plan}" in said(overview)
    for who in ("stc", "sxd"):
        (schedule,) = await world.hears(who, now, "/lichnhac")
        assert f"Sở Xây dựng đề nghị gửi chậm nhất ngày 12/12/2023 ({plan})" in said(schedule)
    (summary,) = await world.hears("sxd", now, "/tonghop")
    assert (f"Còn 3 ngày làm việc đến ngày Sở Xây dựng đề nghị gửi (12/12/2023); {plan}.") in said(
        summary
    )
    told = await world.one("stc", at("2023-12-07"))
    assert told is not None
    assert told.text.startswith(
        "Còn 3 ngày làm việc đến ngày Sở Xây dựng đề nghị gửi (12/12/2023)"
    )
    await world.hears("sxd", now, action=f"nhacx:{world.round}")
    nudge = (await world.deliver(now))[0].text
    assert f"chậm nhất ngày 12/12/2023 ({plan}), còn 3 ngày làm việc." in nudge
    (after,) = await world.hears("sxd", at("2023-12-13", "10:00"), "/tonghop")
    assert "Còn 1 ngày làm việc." in said(after)


async def test_the_printed_day_itself_is_still_good(world):
    await owing(world, "stc")
    (answer,) = await world.hears("sxd", at("2023-12-15", "14:30"), "/tonghop")
    assert "Đã qua ngày cuối 14/12/2023; báo cáo gửi trong hôm nay vẫn tính đúng hạn." in said(
        answer
    )
    (over,) = await world.hears("sxd", at("2023-12-16", "09:00"), "/tonghop")
    assert "Đã qua thời hạn (trước ngày 15/12/2023)." in said(over)


async def test_a_button_nobody_made(world):
    for action in ("nhac", "nhac:x", "ct:x:2", "nhacx:99999999999999999999"):
        (answer,) = await world.hears("sxd", LATE, action=action)
        assert said(answer).startswith("Lựa chọn này không còn dùng")
    (answer,) = await world.hears("sxd", LATE, action="nhac:77:1")
    assert said(answer).startswith("Chưa thực hiện được: nội dung này không thuộc")
