"""/tonghop, its details, and the nudge a person presses."""

from sqlalchemy import update

from plans.model import Role, SubmissionState
from storage import acknowledgements, participants, people
from storage.schema import round_
from tests.schedules.world import HUYEN, PLAN, SO, at, said

LATE = at("2023-12-18", "14:00")


async def _owing(world, *left):
    await world.open_round(at("2023-11-15", "09:00"))
    await world.sent(at("2023-12-12"), *(c for c in (*SO, *HUYEN) if c not in left))


async def test_the_coordinator_sees_the_round(world):
    await _owing(world, "stc", "ubnd-son-dong")
    (answer,) = await world.hears("sxd", LATE, "/tonghop")
    assert said(answer).startswith(
        "KH VLXD, báo cáo năm 2023: đã gửi 13/15 (sở 4/5; huyện, thành phố 9/10). "
        "Đã qua thời hạn (trước ngày 15/12/2023).\n"
        "Chưa gửi: Sở Tài chính; UBND huyện Sơn Động."
    )
    assert [one.label for one in answer.choices] == [
        "Nhắc 2 cơ quan chưa hẹn", "Xem chi tiết", "Xem báo cáo chờ tiếp nhận",
        "Chốt kỳ báo cáo",
    ]  # fmt: skip


async def test_the_last_day_is_said_as_such(world):
    await _owing(world, "stc")
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
    await _owing(world, "stc")
    for what in ({"text": "/tonghop"}, {"action": "ct:1"}):
        (answer,) = await world.hears("stc", LATE, **what)
        assert said(answer).startswith("Lệnh này dành cho chuyên viên tổng hợp")
    for action in ("nhac:1", "nhacx:1"):
        (answer,) = await world.hears("stc", LATE, action=action)
        assert said(answer).startswith("Nhắc báo cáo là việc của chuyên viên tổng hợp")


async def test_a_plan_admin_sees_and_does_not_nudge(world):
    await _owing(world, "stc")
    async with world.db.unit(LATE) as unit:
        await world.appoint(unit, world.people["sct"], "sxd", Role.PLAN_ADMIN)
        await unit.commit()
    (answer,) = await world.hears("sct", LATE, "/tonghop")
    assert [one.label for one in answer.choices] == ["Xem chi tiết"]


async def test_names_are_told_in_the_internal_group_only(world):
    await _owing(world, "stc")
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
    await _owing(world, "stc", "ubnd-son-dong", "ubnd-tan-yen", "skhcn")
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


async def test_a_nudge_is_shown_then_sent_once_a_day(world):
    await _owing(world, "stc", "ubnd-son-dong", "ubnd-luc-ngan")
    await world.set("ubnd-luc-ngan", at("2023-12-12"), promised=at("2023-12-20").date())
    (preview,) = await world.hears("sxd", LATE, action=f"nhac:{world.round}")
    assert said(preview).startswith(
        "Nhắc báo cáo năm 2023 KH VLXD.\n"
        "Gửi tới 2 cơ quan: Sở Tài chính; UBND huyện Sơn Động.\n"
        "Không nhắc: UBND huyện Lục Ngạn (hẹn 20/12).\n"
        "Đã gửi hoặc đã có văn bản, không nhắc: 12 cơ quan.\n"
        "Nội dung (gửi Sở Tài chính):\n"
        "Đến nay Sở Xây dựng chưa nhận được báo cáo năm 2023 KH VLXD của Sở Tài chính"
    )
    assert [one.label for one in preview.choices] == [
        "Gửi lời nhắc tới 2 cơ quan",
        "Nhắc một cơ quan",
        "Xem chi tiết",
    ]
    assert await world.deliver(LATE) == []
    (sent,) = await world.hears("sxd", LATE, action=f"nhacx:{world.round}")
    assert said(sent) == (
        "Đã gửi lời nhắc báo cáo năm 2023 KH VLXD tới Sở Tài chính; UBND huyện Sơn Động."
    )
    told = await world.deliver(LATE)
    assert [one.to for one in told] == [world.people["stc"], world.people["ubnd-son-dong"]]
    assert await world.nudges_of("stc") == 1
    (again,) = await world.hears("sxd", LATE, action=f"nhacx:{world.round}")
    assert said(again).startswith(
        "Hôm nay đã nhắc các cơ quan này (Lê Văn Tổng bấm lúc 14:00 ngày 18/12/2023), mỗi ngày"
        " chỉ nhắc một lần."
    )
    assert await world.nudges_of("stc") == 1
    (tomorrow,) = await world.hears("sxd", at("2023-12-19", "09:00"), action=f"nhac:{world.round}")
    assert "Gửi tới 2 cơ quan" in said(tomorrow)


async def test_model_message_11(world):
    await _owing(world, "ubnd-son-dong")
    await world.hears("sxd", LATE, action=f"nhacx:{world.round}")
    (told,) = await world.deliver(LATE)
    assert told.text == (
        "Đến nay Sở Xây dựng chưa nhận được báo cáo năm 2023 KH VLXD của UBND huyện Sơn Động "
        "(thời hạn: trước ngày 15/12/2023).\n"
        "Sở phải báo cáo UBND tỉnh trước ngày 31/12 nên đề nghị anh/chị gửi trong ngày 20/12. "
        "Nếu đã gửi văn bản, chỉ cần ghi số và ngày.\n"
        "Văn bản đề nghị: số 1234/SXD-QLXD ngày 15/11/2023."
    )
    assert told.labels == [
        "Cập nhật ngay", "Đã có văn bản", "Không phát sinh", "Hẹn ngày gửi",
    ]  # fmt: skip


async def test_a_milder_word_before_the_date(world):
    await _owing(world, "stnmt")
    await world.hears("sxd", at("2023-12-08", "10:00"), action=f"nhacx:{world.round}")
    (told,) = await world.deliver(at("2023-12-08", "10:00"))
    assert told.text.startswith(
        "Sở Xây dựng đề nghị anh/chị quan tâm gửi báo cáo năm 2023 KH VLXD của Sở Tài nguyên và "
        "Môi trường; thời hạn: trước ngày 15/12/2023, còn 4 ngày làm việc."
    )
    assert told.labels[0] == "Cập nhật ngay"


async def test_two_coordinators_press_at_once(world):
    async with world.db.unit(world.now) as unit:
        person = await people.add(unit, "Người thứ hai")
        await world.appoint(unit, person, "sxd", Role.COORDINATOR)
        from storage import chats

        heard = await chats.speaker(unit, "telegram", "two", "two", private=True, title="")
        await people.connect(unit, person, "telegram", "two", heard.chat.id)
        await unit.commit()
    await _owing(world, "stc")
    await world.hears("sxd", LATE, action=f"nhacx:{world.round}")
    (second,) = await world.hears("two", LATE, action=f"nhacx:{world.round}")
    assert said(second).startswith("Hôm nay đã nhắc")
    assert len(await world.deliver(LATE)) == 1


async def test_a_nudge_at_night_waits_for_the_morning(world):
    await _owing(world, "stc")
    night = at("2023-12-18", "20:00")
    (answer,) = await world.hears("sxd", night, action=f"nhacx:{world.round}")
    assert "tin đi lúc 07:30 ngày 19/12/2023" in said(answer)
    assert await world.deliver(night) == []
    assert len(await world.deliver(at("2023-12-19", "07:30"))) == 1


async def test_a_paper_between_the_press_and_the_sending(world):
    await _owing(world, "stc")
    await world.hears("sxd", LATE, action=f"nhacx:{world.round}")
    await world.paper("stc", LATE)
    assert await world.deliver(LATE) == []


async def test_nobody_left_to_nudge(world):
    await _owing(world, "stc", "cong-an")
    async with world.db.unit(LATE) as unit:
        await participants.enrol(unit, world.round, [(world.agencies["cong-an"].id, 0)])
        await unit.commit()
    await world.set("stc", LATE, state=SubmissionState.WITH_LEADER, with_leader_since=LATE)
    (preview,) = await world.hears("sxd", LATE, action=f"nhac:{world.round}")
    assert "Không còn cơ quan nào để nhắc qua bot." in said(preview)
    assert "Không nhắc: Công an tỉnh (không đôn đốc); Sở Tài chính (đang trình lãnh đạo)." in (
        said(preview)
    )
    (answer,) = await world.hears("sxd", LATE, action=f"nhacx:{world.round}")
    assert said(answer).startswith("Không còn cơ quan nào để nhắc qua bot: các cơ quan còn lại")


async def test_after_three_nudges_the_phone(world):
    await _owing(world, "stc", "sct")
    await world.sent(LATE, "sct")
    for day in ("2023-12-18", "2023-12-19", "2023-12-20"):
        await world.hears("sxd", at(day, "14:00"), action=f"nhacx:{world.round}")
    await world.set("sct", LATE, state=SubmissionState.UPDATING, sent=None)
    late = at("2023-12-21", "14:00")
    (preview,) = await world.hears("sxd", late, action=f"nhac:{world.round}")
    assert "Gửi tới 1 cơ quan: Sở Công thương." in said(preview)
    assert "Đã nhắc đủ 3 lần, đề nghị gọi điện: Sở Tài chính." in said(preview)


async def test_nudges_before_the_date_do_not_use_up_those_after_it(world):
    await _owing(world, "stc")
    for day in ("2023-12-13", "2023-12-14", "2023-12-15"):
        await world.hears("sxd", at(day, "10:00"), action=f"nhacx:{world.round}")
    (preview,) = await world.hears("sxd", LATE, action=f"nhac:{world.round}")
    assert "Gửi tới 1 cơ quan: Sở Tài chính." in said(preview)
    assert "Đã nhắc đủ" not in said(preview)
    assert await world.nudges_of("stc") == 3


async def test_the_text_shown_at_night_is_the_text_sent_in_the_morning(world):
    await _owing(world, "stc")
    night = at("2023-12-18", "22:00")
    (preview,) = await world.hears("sxd", night, action=f"nhac:{world.round}")
    shown = said(preview).partition("Nội dung (gửi Sở Tài chính):\n")[2]
    assert "gửi trong ngày 21/12" in shown
    await world.hears("sxd", night, action=preview.choices[0].action)
    (told,) = await world.deliver(at("2023-12-19", "07:30"))
    assert told.text == shown
    (again,) = await world.hears("sxd", at("2023-12-19", "09:00"), action=f"nhacx:{world.round}")
    assert said(again).startswith("Hôm nay đã nhắc các cơ quan này")


async def test_the_once_a_day_goes_by_the_day_of_sending(world):
    await _owing(world, "stc")
    for clock in ("09:00", "22:00"):  # sent on the 18th and on the 19th
        (answer,) = await world.hears(
            "sxd", at("2023-12-18", clock), action=f"nhacx:{world.round}"
        )
        assert said(answer).startswith("Đã gửi lời nhắc")
    (again,) = await world.hears("sxd", at("2023-12-18", "22:05"), action=f"nhacx:{world.round}")
    assert said(again).startswith("Lời nhắc các cơ quan này đã xếp gửi ngày 19/12/2023 (")


async def test_an_old_preview_is_shown_again_for_its_new_day(world):
    await _owing(world, "stc")
    (preview,) = await world.hears("sxd", LATE, action=f"nhac:{world.round}")
    tomorrow = at("2023-12-19", "09:00")
    (again,) = await world.hears("sxd", tomorrow, action=preview.choices[0].action)
    assert said(again).startswith("Lời nhắc xem trước được soạn cho ngày khác, nên chưa gửi.")
    assert "gửi trong ngày 21/12" in said(again)
    assert await world.deliver(tomorrow) == []
    await world.hears("sxd", tomorrow, action=again.choices[0].action)
    (told,) = await world.deliver(tomorrow)
    assert "gửi trong ngày 21/12" in told.text


async def test_a_nudge_whose_day_is_over_is_not_sent(world):
    await _owing(world, "stc")
    await world.hears("sxd", LATE, action=f"nhacx:{world.round}")
    assert await world.deliver(at("2023-12-21", "09:00")) == []


async def test_a_promise_that_has_passed_is_no_reason(world):
    await _owing(world, "stc", "sct")
    await world.set("stc", LATE, promised=at("2023-12-20").date())
    await world.set("sct", LATE, promised=at("2024-01-05").date())
    (answer,) = await world.hears("sxd", at("2023-12-20", "10:00"), action=f"nhac:{world.round}")
    assert "Gửi tới 1 cơ quan: Sở Tài chính (hẹn 20/12)." in said(answer)
    assert "Không nhắc: Sở Công thương (hẹn 05/01/2024)." in said(answer)
    (later,) = await world.hears("sxd", at("2024-01-08", "10:00"), "/tonghop")
    assert (
        "Chưa gửi: Sở Công thương (đã quá ngày hẹn 05/01/2024); Sở Tài chính (đã quá ngày hẹn "
        "20/12/2023)."
    ) in said(later)
    assert later.choices[0].label == "Nhắc 2 cơ quan chưa hẹn"
    (details,) = await world.hears("sxd", at("2024-01-08", "10:00"), action=f"ct:{world.round}")
    assert "Sở Tài chính: đã quá ngày hẹn 20/12/2023. Đầu mối stc" in said(details)


async def test_people_and_phones_only_in_private_to_a_coordinator(world):
    await _owing(world, "stc", "sct")
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
        assert ("bấm Xem chi tiết để có số điện thoại" in said(again)) is hint


async def test_long_lists_come_in_pages(world):
    await _owing(world, *SO, *HUYEN)
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
    await _owing(world, "stc")
    (answer,) = await world.hears("sxd", at("2023-12-15", "14:30"), "/tonghop")
    assert "Ngày cuối 14/12/2023 đã qua; báo cáo gửi trong hôm nay vẫn tính trong hạn." in said(
        answer
    )
    (over,) = await world.hears("sxd", at("2023-12-16", "09:00"), "/tonghop")
    assert "Đã qua thời hạn (trước ngày 15/12/2023)." in said(over)


async def test_a_closed_round_is_not_nudged_for(world):
    await _owing(world, "stc")
    async with world.db.unit(LATE) as unit:
        await unit.run(update(round_).values(state="closed"))
        await unit.commit()
    (answer,) = await world.hears("sxd", LATE, action=f"nhac:{world.round}")
    assert said(answer).startswith("Kỳ báo cáo này đã chốt nên không nhắc nữa.")


async def test_a_button_nobody_made(world):
    for action in ("nhac", "nhac:x", "ct:x:2", "nhacx:99999999999999999999"):
        (answer,) = await world.hears("sxd", LATE, action=action)
        assert said(answer).startswith("Nút này không còn dùng")
    (answer,) = await world.hears("sxd", LATE, action="nhac:77:1")
    assert said(answer).startswith("Chưa thực hiện được: nội dung của nút này không thuộc")
