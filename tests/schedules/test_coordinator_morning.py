"""What the clock tells the coordinator: to open, his own dates, who owes after the date."""

from sqlalchemy import update

from plans.model import Role, SubmissionState
from storage import chats
from storage.schema import outbox
from tests.schedules.world import BOT, HUYEN, PLAN, SO, at


async def test_asked_to_open_once_thirty_days_before(world):
    assert await world.walk("2023-10-30", "2023-11-14") == []
    told = await world.one("sxd", at("2023-11-15"))
    assert told is not None
    assert told.text == (
        "Đã đến lúc mở kỳ báo cáo năm 2023 KH VLXD (thời hạn "
        '"trước ngày 15/12", ngày cuối 14/12/2023).\n'
        "Anh/chị cần: số, ngày công văn đề nghị báo cáo; danh sách cơ quan báo cáo; ngày Sở cần "
        "nhận (nếu sớm hơn thời hạn). Bot chưa gửi gì tới các cơ quan trước khi anh/chị mở kỳ."
    )
    assert [(one.label, one.action) for one in told.say.choices] == [
        ("Mở kỳ báo cáo", f"mo:{PLAN}"),
        ("Dự thảo công văn đề nghị báo cáo", f"dtm:{PLAN}"),
    ]
    assert await world.walk("2023-11-16", "2023-12-31", "13:45") == []


async def test_asked_on_the_next_working_day_when_the_day_is_off(world):
    told = await world.walk("2025-11-10", "2025-11-20")  # 15/11/2025 is a Saturday
    assert [one.at for one in told] == [at("2025-11-17", "13:45")]


async def test_asked_later_when_the_program_was_down_that_day(world):
    await world.run(at("2023-11-13", "13:45"))
    told = await world.walk("2023-11-20", "2023-11-24")
    assert [one.day.isoformat() for one in told] == ["2023-11-20"]


async def test_not_asked_for_a_round_that_is_open(world):
    await world.open_round(at("2023-11-10", "09:00"))
    assert await world.run(at("2023-11-15")) == []


async def test_opened_between_the_tick_and_the_sending(world):
    from schedules.tick import tick

    await tick(world.db, at("2023-11-15"), world.tools)
    await world.open_round(at("2023-11-15", "08:31"))
    assert await world.deliver(at("2023-11-15", "08:32")) == []


async def test_the_working_day_after_the_date(world):
    await world.open_round(at("2023-11-15", "09:00"))
    left = {"stc", "ubnd-luc-ngan", "ubnd-son-dong", "ubnd-tan-yen"}
    await world.sent(at("2023-12-12"), *(c for c in (*SO, *HUYEN) if c not in left))
    await world.set(
        "stc", at("2023-12-15"), state=SubmissionState.WITH_LEADER,
        with_leader_since=at("2023-12-15", "10:00"),
    )  # fmt: skip
    await world.set("ubnd-luc-ngan", at("2023-12-12"), promised=at("2023-12-20").date())
    async with world.db.unit(at("2023-12-12")) as unit:
        heard = await chats.speaker(
            unit, BOT, "ubnd-tan-yen", "ubnd-tan-yen", private=True, title=""
        )
        await chats.lose(unit, heard.chat.id, "blocked")
        await unit.commit()
    (told,) = await world.run(at("2023-12-18", "13:45"))
    assert told.to == world.people["sxd"]
    assert told.text == (
        'Đã qua thời hạn báo cáo năm 2023 KH VLXD ("trước ngày 15/12", ngày cuối 14/12/2023). '
        "Còn 4 cơ quan chưa gửi: Sở Tài chính (đang trình lãnh đạo); UBND các huyện Lục Ngạn "
        "(hẹn 20/12), Sơn Động, Tân Yên.\n"
        "Không liên lạc được qua bot, đề nghị gọi điện:\n"
        "UBND huyện Tân Yên: Đầu mối ubnd-tan-yen, chuyên viên, 0912000000 (đã chặn bot).\n"
        "Nội dung bot sẽ gửi khi anh/chị chọn nhắc (UBND huyện Sơn Động):\n"
        "Đến nay Sở Xây dựng chưa nhận được báo cáo năm 2023 KH VLXD của UBND huyện Sơn Động "
        "(thời hạn: trước ngày 15/12/2023).\n"
        "Sở phải báo cáo UBND tỉnh trước ngày 31/12 nên đề nghị anh/chị gửi trong ngày 20/12. "
        "Nếu đã gửi văn bản, chỉ cần ghi số và ngày.\n"
        "Văn bản đề nghị: số 1234/SXD-QLXD ngày 15/11/2023."
    )
    assert [(one.label, one.action) for one in told.say.choices] == [
        ("Nhắc 1 cơ quan", f"nhac:{world.round}")
    ]


async def test_three_times_then_the_phone_then_nothing(world):
    await world.open_round(at("2023-11-15", "09:00"))
    await world.sent(at("2023-12-12"), *(c for c in (*SO, *HUYEN) if c != "stc"))
    told = await world.walk("2023-12-15", "2024-02-15")
    late = [one for one in told if "Đã qua thời hạn" in one.text]
    days = [one.day.isoformat() for one in late]
    assert days == ["2023-12-18", "2023-12-25", "2024-01-02", "2024-01-09"]  # 01/01 is off
    assert all("Nhắc 1 cơ quan" in " ".join(one.labels) for one in late[:3])
    assert late[3].labels == []
    assert "Đã đề nghị nhắc đủ 3 lần, nay đề nghị gọi điện:\nSở Tài chính: Đầu mối stc" in (
        late[3].text
    )


async def test_who_promised_stands_in_the_late_and_in_the_phone_list(world):
    await world.open_round(at("2023-11-15", "09:00"))
    await world.sent(at("2023-12-12"), *(c for c in (*SO, *HUYEN) if c not in {"stc", "sct"}))
    await world.set("stc", at("2023-12-15"), promised=at("2024-01-20").date())
    await world.set("sct", at("2023-12-15"), promised=at("2023-12-20").date())
    told = await world.walk("2023-12-15", "2024-01-31")
    late = [one.text for one in told if "Đã qua thời hạn" in one.text]
    assert len(late) == 4
    assert all("Sở Tài chính (hẹn 20/01/2024)" in text for text in late)
    assert "Sở Công thương (hẹn 20/12)" in late[0]
    assert "Sở Công thương (đã quá ngày hẹn 20/12/2023)" in late[1]
    assert (
        "Đã đề nghị nhắc đủ 3 lần, nay đề nghị gọi điện:\n"
        "Sở Công thương: đã quá ngày hẹn 20/12/2023. Đầu mối sct, chuyên viên, 0912000000.\n"
        "Sở Tài chính: hẹn 20/01/2024. Đầu mối stc, chuyên viên, 0912000000."
    ) in late[3]


async def test_nudged_three_times_is_told_from_not_reached(world):
    await world.open_round(at("2023-11-15", "09:00"))
    await world.sent(at("2023-12-12"), *(c for c in (*SO, *HUYEN) if c not in {"stc", "sct"}))
    for day in ("2023-12-18", "2023-12-19", "2023-12-20"):
        await world.hears("sxd", at(day, "15:00"), action=f"nhacx:{world.round}")
    async with world.db.unit(at("2023-12-20", "16:00")) as unit:
        await unit.run(update(outbox).where(outbox.c.lane == "notice").values(state="sent"))
        heard = await chats.speaker(unit, BOT, "sct", "sct", private=True, title="")
        await chats.lose(unit, heard.chat.id, "blocked")
        await unit.commit()
    (told,) = await world.run(at("2023-12-25", "13:45"))
    assert "Đã nhắc đủ 3 lần, đề nghị gọi điện:\nSở Công thương" in told.text
    assert told.labels == []


async def test_the_last_day_of_2024_is_a_working_day(world):
    told = await world.walk("2024-11-10", "2024-11-20")
    assert len(told) == 1
    assert '"trước ngày 15/12", ngày cuối 13/12/2024' in told[0].text


async def test_a_long_late_message_is_cut(world):
    await world.open_round(at("2023-11-15", "09:00"))
    told = await world.walk("2024-01-09", "2024-01-09")
    lines = told[0].text.split("\n")
    assert lines[-1] == "và 4 cơ quan khác."
    assert len(lines) == 2 + 12


async def test_nothing_when_all_have_reported(world):
    await world.open_round(at("2023-11-15", "09:00"))
    await world.sent(at("2023-12-12"), *SO, *HUYEN)
    assert await world.walk("2023-12-13", "2023-12-19") == []


async def test_the_days_of_the_sos_own_report(world):
    await world.open_round(at("2023-11-15", "09:00"))
    await world.sent(at("2023-12-12"), *SO, *HUYEN)
    told = await world.walk("2023-12-13", "2024-01-15")
    assert [one.day.isoformat() for one in told] == ["2023-12-20", "2023-12-25", "2023-12-29"]
    draft, submit, send = (one.text for one in told)
    assert draft == (
        "Lịch của Sở: hôm nay dự thảo báo cáo năm 2023 KH VLXD gửi UBND tỉnh "
        "(trình 25/12/2023, gửi 29/12/2023; thời hạn trước ngày 31/12/2023)."
    )
    assert submit == (
        "Lịch của Sở: hôm nay trình lãnh đạo Sở báo cáo năm 2023 KH VLXD gửi UBND tỉnh "
        "(gửi 29/12/2023; thời hạn trước ngày 31/12/2023)."
    )
    assert send == (
        "Lịch của Sở: hôm nay gửi UBND tỉnh báo cáo năm 2023 KH VLXD "
        "(thời hạn trước ngày 31/12/2023)."
    )


async def test_one_message_where_several_things_fall_on_a_morning(world):
    await world.open_round(at("2023-11-15", "09:00"))
    await world.sent(at("2023-12-12"), *(c for c in (*SO, *HUYEN) if c != "stc"))
    told = await world.walk("2023-12-25", "2023-12-25")
    assert len(told) == 1
    assert told[0].text.startswith("Lịch của Sở: hôm nay trình")
    assert "\n\nĐã qua thời hạn báo cáo năm 2023 KH VLXD" in told[0].text
    assert told[0].labels == ["Nhắc 1 cơ quan (KH VLXD)"]


async def test_one_message_to_a_person_who_reports_and_compiles(world):
    async with world.db.unit(world.now) as unit:
        await world.appoint(unit, world.people["sxd"], "sxd", Role.FOCAL)
        await unit.commit()
    day = at("2023-12-14").date()
    await world.open_round(at("2023-11-15", "09:00"), ("sxd", "stc"), internal=day)
    told = await world.walk("2023-11-16", "2024-02-01")
    mine = [one.day for one in told if one.to == world.people["sxd"]]
    assert len(mine) == len(set(mine)) > 5


async def test_the_so_itself_is_not_among_those_who_owe(world):
    await world.open_round(at("2023-11-15", "09:00"), ("sxd", "stc"))
    told = await world.one("sxd", at("2023-12-18", "13:45"))
    assert told is not None
    assert "Còn 1 cơ quan chưa gửi: Sở Tài chính." in told.text


async def test_a_second_plan_is_named_on_every_button(world):
    await world.second_plan()
    told = await world.one("sxd", at("2023-11-15"))
    assert told is not None
    assert told.text.count("Đã đến lúc mở kỳ báo cáo") == 2
    assert told.labels == [
        "Mở kỳ báo cáo KH VLXD",
        "Dự thảo công văn đề nghị KH VLXD",
        "Mở kỳ báo cáo KH TTX",
        "Dự thảo công văn đề nghị KH TTX",
    ]
    await world.open_round(at("2023-11-16", "09:00"))
    await world.open_round(at("2023-11-16", "09:00"), ("stc",), plan="ttx")
    told = await world.one("stc", at("2023-12-14"))
    assert told is not None
    assert told.text.count("Hôm nay là ngày làm việc cuối") == 2
    assert "VLXD: Đã có văn bản" in told.labels
    assert "TTX: Đã có văn bản" in told.labels
