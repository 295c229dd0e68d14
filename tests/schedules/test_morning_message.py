"""The morning message: whom, when, why, and when not."""

import pytest

from plans.model import SubmissionState
from schedules.tick import tick
from tests.schedules.world import BOT, PLAN, World, at

MODEL_3 = (
    'Còn 4 ngày làm việc đến hạn gửi báo cáo năm 2023 KH VLXD ("trước ngày 15/12", '
    "ngày cuối 14/12/2023).\n"
    "Chưa cập nhật: 1.2, 1.3, 5 (chủ trì). Nhiệm vụ 1.2, 1.3 hết thời gian thực hiện ngày "
    '31/12/2023 ("2022- 2023").'
)


async def test_model_message_3(world):
    await world.open_round(at("2023-11-15", "09:00"))
    await world.settle(at("2023-11-15"), ladder=(10, 4, 0))
    told = await world.one("stnmt", at("2023-12-08"))
    assert told is not None
    assert told.text == MODEL_3 + "\nVăn bản đề nghị: số 1234/SXD-QLXD ngày 15/11/2023."
    assert told.labels == [
        "Cập nhật ngay",
        "Đã có văn bản",
        "Đang trình lãnh đạo",
        "Hẹn ngày gửi",
    ]


async def test_an_agency_that_leads_nothing(world):
    await world.open_round(at("2023-11-15", "09:00"))
    told = await world.one("ubnd-son-dong", at("2023-11-30"))
    assert told is not None
    assert told.text.startswith("Còn 10 ngày làm việc đến hạn gửi báo cáo năm 2023 KH VLXD")
    assert "chỉ cần báo cáo một ý cho cả Kế hoạch" in told.text
    assert "Không phát sinh" in told.labels


async def test_monday_waits_for_the_afternoon(world):
    await world.open_round(at("2023-11-15", "09:00"))
    assert await world.run(at("2023-12-11", "08:30")) == []
    told = await world.run(at("2023-12-11", "13:45"))
    assert len(told) == 15
    assert told[0].text.startswith("Còn 3 ngày làm việc")


async def test_monday_morning_when_due_that_day(world):
    await world.open_round(at("2023-11-15", "09:00"), internal=at("2023-12-11").date())
    told = await world.one("stc", at("2023-12-11", "08:30"))
    assert told is not None
    assert told.text.startswith(
        "Hôm nay là ngày làm việc cuối để gửi theo ngày Sở Xây dựng đề nghị (11/12/2023) báo cáo "
        'năm 2023 KH VLXD (thời hạn trong Kế hoạch "trước ngày 15/12", ngày cuối 14/12/2023).'
    )


async def test_the_last_safe_day(world):
    await world.open_round(at("2023-11-15", "09:00"))
    assert await world.run(at("2023-12-14", "08:29")) == []
    told = await world.one("stnmt", at("2023-12-14", "08:30"))
    assert told is not None
    assert told.text.startswith("Hôm nay là ngày làm việc cuối để gửi báo cáo năm 2023")


async def test_ordinary_days_are_silent(world):
    await world.open_round(at("2023-11-15", "09:00"))
    assert await world.walk("2023-11-16", "2023-11-29") == []
    assert await world.run(at("2023-12-08")) == []


async def test_silence_the_second_a_paper_is_there(world):
    await world.open_round(at("2023-11-15", "09:00"))
    await tick(world.db, at("2023-12-14"), world.tools)  # queued for all 15
    await world.paper("stnmt", at("2023-12-14", "08:31"))
    told = await world.deliver(at("2023-12-14", "08:32"))
    assert len(told) == 14
    assert world.people["stnmt"] not in [one.to for one in told]


async def test_silence_for_those_who_reported_promised_or_wait_for_their_leader(world):
    await world.open_round(at("2023-11-15", "09:00"))
    await world.sent(at("2023-12-01"), "skhdt")
    await world.set("sct", at("2023-12-01"), promised=at("2023-12-13").date())
    await world.set(
        "stc",
        at("2023-12-08"),
        state=SubmissionState.WITH_LEADER,
        with_leader_since=at("2023-12-08", "15:00"),
    )
    told = await world.run(at("2023-12-11", "13:45"))
    silent = {world.people[code] for code in ("skhdt", "sct", "stc")}
    assert silent.isdisjoint({one.to for one in told})
    assert len(told) == 12


async def test_the_promised_day_reminds_with_its_reason(world):
    await world.open_round(at("2023-11-15", "09:00"))
    await world.set("sct", at("2023-12-01"), promised=at("2023-12-13").date())
    (told,) = await world.run(at("2023-12-13"))
    assert told.to == world.people["sct"]
    assert told.text.startswith(
        "Hôm nay là ngày anh/chị hẹn gửi báo cáo năm 2023 KH VLXD (thời hạn "
        '"trước ngày 15/12", ngày cuối 14/12/2023).'
    )


async def test_a_day_promised_on_a_weekend_is_asked_for_on_monday(world):
    await world.open_round(at("2023-11-15", "09:00"))
    await world.set("sct", at("2023-11-20"), promised=at("2023-12-02").date())
    assert await world.walk("2023-12-01", "2023-12-03") == []
    (told,) = await world.run(at("2023-12-04", "13:45"))
    assert told.to == world.people["sct"]


async def test_after_two_working_days_with_the_leader(world):
    await world.open_round(at("2023-11-15", "09:00"))
    await world.set(
        "stc",
        at("2023-12-04"),
        state=SubmissionState.WITH_LEADER,
        with_leader_since=at("2023-12-04", "15:00"),
    )
    assert await world.walk("2023-12-05", "2023-12-06") == []
    (told,) = await world.run(at("2023-12-07"))
    assert told.text.startswith("Báo cáo năm 2023 KH VLXD đã trình lãnh đạo từ ngày 04/12/2023")
    assert "Lãnh đạo đã đồng ý, gửi" in told.labels


async def test_bodies_not_to_be_urged_are_never_reminded(world):
    async with world.db.unit(world.now) as unit:
        await world._person(unit, "cong-an", "Đầu mối", "focal")
        await unit.commit()
    await world.open_round(at("2023-11-15", "09:00"), ("cong-an", "stc"))
    told = await world.run(at("2023-12-14"))
    assert [one.to for one in told] == [world.people["stc"]]


async def test_nothing_after_the_date_goes_to_an_agency_by_itself(world):
    await world.open_round(at("2023-11-15", "09:00"))
    told = await world.walk("2023-12-16", "2024-02-29")
    assert {one.to for one in told} == {world.people["sxd"]}


async def test_nothing_before_the_plan_was_started(sqlite_db):
    world = await World(sqlite_db).build(started="2023-12-14")
    await world.open_round(at("2023-11-15", "09:00"))
    assert await tick(world.db, at("2023-12-14", "07:00"), world.tools) is False


async def test_a_plan_started_at_ten_says_nothing_that_morning(sqlite_db):
    world = World(sqlite_db)
    await world.build(started="2023-12-14")
    async with world.db.unit(at("2023-12-14", "10:00")) as unit:
        from sqlalchemy import update

        from storage.schema import plan

        await unit.run(update(plan).values(started=unit.now))
        await unit.commit()
    await world.open_round(at("2023-11-15", "09:00"))
    assert await world.run(at("2023-12-14", "10:01")) == []
    assert await world.runs(f"morning:{PLAN}") == [("2023-12-14", "skipped")]


async def test_a_second_tick_queues_nothing(world):
    await world.open_round(at("2023-11-15", "09:00"))
    assert await tick(world.db, at("2023-12-14"), world.tools) is True
    assert await tick(world.db, at("2023-12-14"), world.tools) is False
    assert await tick(world.db, at("2023-12-14", "09:00"), world.tools) is False
    assert len(await world.deliver(at("2023-12-14", "09:00"))) == 15


async def test_late_the_same_day(world):
    await world.open_round(at("2023-11-15", "09:00"))
    assert len(await world.run(at("2023-12-14", "15:00"))) == 15


async def test_never_at_lunch(world):
    await world.open_round(at("2023-11-15", "09:00"))
    assert await world.run(at("2023-12-14", "12:00")) == []
    assert len(await world.deliver(at("2023-12-14", "13:30"))) == 15


async def test_too_late_is_written_down_and_not_said(world):
    await world.open_round(at("2023-11-15", "09:00"))
    assert await world.run(at("2023-12-14", "16:45")) == []
    assert await world.run(at("2023-12-14", "17:30")) == []
    assert (await world.runs(f"morning:{PLAN}"))[-1] == ("2023-12-14", "skipped")


async def test_five_days_down_give_one_message(world):
    await world.open_round(at("2023-11-15", "09:00"))
    await world.run(at("2023-12-07"))
    told = await world.run(at("2023-12-14", "09:20"))
    assert len(told) == len({one.to for one in told}) == 15
    assert (await world.runs(f"morning:{PLAN}"))[-5:] == [
        ("2023-12-08", "skipped"),
        ("2023-12-11", "skipped"),
        ("2023-12-12", "skipped"),
        ("2023-12-13", "skipped"),
        ("2023-12-14", "done"),
    ]


async def test_what_was_queued_yesterday_is_not_said_today(world):
    await world.open_round(at("2023-11-15", "09:00"))
    await tick(world.db, at("2023-12-14"), world.tools)
    assert await world.deliver(at("2023-12-15", "08:30")) == []


async def test_one_message_for_two_agencies(world):
    async with world.db.unit(world.now) as unit:
        await world.appoint(unit, world.people["stc"], "sct", "focal")
        await unit.commit()
    await world.open_round(at("2023-11-15", "09:00"))
    told = await world.one("stc", at("2023-12-14"))
    assert told is not None
    assert told.text.startswith("Sở Công thương\nHôm nay là ngày làm việc cuối")
    assert "\n\nSở Tài chính\nHôm nay" in told.text
    assert "Sở Tài chính, VLXD: Đã có văn bản" in told.labels
    assert len(told.labels) == 10


async def test_nobody_who_left_is_reminded(world):
    await world.open_round(at("2023-11-15", "09:00"))
    await tick(world.db, at("2023-12-14"), world.tools)
    async with world.db.unit(at("2023-12-14", "08:31")) as unit:
        from sqlalchemy import update

        from storage.schema import appointment

        mine = appointment.c.person_id == world.people["stc"]
        await unit.run(update(appointment).where(mine).values(to_day=at("2023-12-13").date()))
        await unit.commit()
    assert len(await world.deliver(at("2023-12-14", "08:32"))) == 14


async def test_a_person_the_bot_cannot_reach_holds_up_nobody(world):
    async with world.db.unit(world.now) as unit:
        from storage import chats

        heard = await chats.speaker(unit, BOT, "stc", "stc", private=True, title="")
        await chats.lose(unit, heard.chat.id, "blocked")
        await unit.commit()
    await world.open_round(at("2023-11-15", "09:00"))
    assert len(await world.run(at("2023-12-14"))) == 15  # the platform decides at the call


@pytest.mark.parametrize("clock", ["18:00", "12:00", "16:45"])
async def test_an_hour_set_into_the_quiet_still_stays_on_its_day(world, clock):
    await world.open_round(at("2023-11-15", "09:00"))
    await world.settle(world.now, remind_at=clock, monday_at=clock)
    told = await world.walk("2023-12-14", "2023-12-15", "08:30", "13:30", "16:45", "18:00")
    assert len(told) == 15
    assert {one.day.isoformat() for one in told} == {"2023-12-14"}
