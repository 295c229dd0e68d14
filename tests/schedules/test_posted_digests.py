"""Digests: what each kind of group is told, when, and when there is nothing to say."""

from sqlalchemy import update

from plans.model import SubmissionState
from schedules.tick import tick
from storage import chats
from storage.schema import round_
from tests.schedules.world import HUYEN, PLAN, SO, at

LEFT = ("stc", "ubnd-luc-ngan", "ubnd-son-dong", "ubnd-tan-yen", "ubnd-yen-the", "ubnd-hiep-hoa")


async def _eighth_of_december(world):
    """9/15 have reported, 6 of them by a paper, as in the model."""
    await world.open_round(at("2023-11-15", "09:00"))
    gone = [code for code in (*SO, *HUYEN) if code not in LEFT]
    await world.sent(at("2023-11-30"), *gone[:5])
    await world.run(at("2023-12-01", "14:30"))
    await world.sent(at("2023-12-05"), *gone[5:])
    for code in gone[:6]:
        await world.paper(code, at("2023-12-06"))
    await world.set(
        "stc", at("2023-12-08"), state=SubmissionState.WITH_LEADER,
        with_leader_since=at("2023-12-08", "09:00"),
    )  # fmt: skip
    await world.set("ubnd-luc-ngan", at("2023-12-07"), promised=at("2023-12-12").date())


async def test_model_message_7(world):
    await world.group(world.now, "-1", "internal")
    await _eighth_of_december(world)
    assert await world.run(at("2023-12-08", "14:29")) == []
    (told,) = await world.run(at("2023-12-08", "14:30"))
    assert told.text == (
        "KH VLXD, báo cáo năm 2023: đã gửi 9/15 (sở 4/5; huyện, thành phố 5/10), trong đó 6 đã "
        "có văn bản. Còn 4 ngày làm việc.\n"
        "Chưa gửi: Sở Tài chính (đang trình lãnh đạo); UBND các huyện Lục Ngạn (hẹn 12/12), "
        "Sơn Động, Yên Thế, Hiệp Hòa, Tân Yên.\n"
        "9 nhiệm vụ: 0 hoàn thành, 0 chờ xác nhận, 8 đang triển khai, 0 quá hạn, "
        "1 chưa phân công (4). Đến hạn 31/12: 1.1, 1.2, 1.3, 1.4.\n"
        "Chờ Sở xử lý: 9 báo cáo chờ tiếp nhận. So với tuần trước: thêm 4 cơ quan gửi."
    )
    assert [(one.label, one.action) for one in told.say.choices] == [
        ("Nhắc 4 cơ quan chưa hẹn", f"nhac:{world.round}"),
        ("Dự thảo công văn đôn đốc", f"dt:{world.round}:cong-van-don-doc"),
        ("Xem chi tiết", f"ct:{world.round}"),
        ("Dự thảo báo cáo", f"dt:{world.round}:bao-cao"),
        ("Xem báo cáo chờ tiếp nhận", f"tnd:{world.round}"),
    ]


async def test_model_message_8_names_nobody(world):
    await world.group(world.now, "-2", "focal")
    await _eighth_of_december(world)
    (told,) = await world.run(at("2023-12-08", "14:30"))
    assert told.text == (
        "Sở Xây dựng đã nhận báo cáo năm 2023 KH VLXD của 9/15 cơ quan, địa phương và trân trọng "
        "cảm ơn.\n"
        "Các cơ quan còn lại, đề nghị gửi trước ngày 15/12/2023 để kịp tổng hợp báo cáo UBND tỉnh "
        "trước ngày 31/12. Cần hỗ trợ xin nhắn riêng cho bot."
    )
    assert told.labels == []


async def test_an_ordinary_friday_without_a_round_is_silent(world):
    await world.group(world.now, "-1", "internal")
    assert await world.run(at("2023-11-10", "14:30")) == []


async def test_fridays_and_the_working_day_after_the_date(world):
    chat = await world.group(world.now, "-1", "internal")
    await world.open_round(at("2023-11-15", "09:00"))
    days = []
    for count, day in enumerate(
        ("2023-11-17", "2023-11-24", "2023-11-27", "2023-12-01", "2023-12-15", "2023-12-18")
    ):
        await world.sent(at(day), (*SO, *HUYEN)[count])
        days += [
            one.day.isoformat() for one in await world.run(at(day, "14:30")) if one.chat == chat
        ]
    assert days == ["2023-11-17", "2023-11-24", "2023-12-01", "2023-12-15", "2023-12-18"]


async def test_that_the_date_has_passed_is_news(world):
    """On 15/12 it is still good for all; on Monday it has passed, though nobody reported."""
    inside = await world.group(world.now, "-1", "internal")
    await world.group(world.now, "-2", "focal")
    await world.open_round(at("2023-11-15", "09:00"))
    friday = {one.chat == inside: one.text for one in await world.run(at("2023-12-15", "14:30"))}
    assert (
        "Đã qua ngày cuối 14/12/2023; báo cáo gửi trong hôm nay vẫn tính đúng hạn."
        " Chốt được từ ngày 16/12/2023." in friday[True]
    )
    assert "gửi báo cáo năm 2023 KH VLXD ngay trong hôm nay (thời hạn: trước ngày" in friday[False]
    monday = {one.chat == inside: one.text for one in await world.run(at("2023-12-18", "14:30"))}
    assert "Đã qua thời hạn (trước ngày 15/12/2023)." in monday[True]
    assert "gửi báo cáo năm 2023 KH VLXD sớm để kịp" in monday[False]


async def test_nothing_changed_is_not_said(world):
    chat = await world.group(world.now, "-1", "internal")
    await world.open_round(at("2023-11-15", "09:00"))
    assert len(await world.run(at("2023-11-17", "14:30"))) == 1
    assert await world.run(at("2023-11-24", "14:30")) == []
    assert await world.runs(f"digest:{world.round}:{chat}") == [
        ("2023-11-17", "done"),
        ("2023-11-24", "unchanged"),
    ]
    await world.sent(at("2023-11-28"), "stc")
    (told,) = await world.run(at("2023-12-01", "14:30"))
    assert "So với lần trước (17/11/2023): thêm 1 cơ quan gửi." in told.text


async def test_the_focal_group_hears_of_counts_only(world):
    """A promise changes the internal digest, not the other."""
    inside, outside = (
        await world.group(world.now, "-1", "internal"),
        await world.group(world.now, "-2", "focal"),
    )
    await world.open_round(at("2023-11-15", "09:00"))
    assert {one.chat for one in await world.run(at("2023-11-17", "14:30"))} == {inside, outside}
    await world.set("stc", at("2023-11-20"), promised=at("2023-12-12").date())
    assert [one.chat for one in await world.run(at("2023-11-24", "14:30"))] == [inside]


async def test_everything_in(world):
    await world.group(world.now, "-1", "internal")
    await world.group(world.now, "-2", "focal")
    await world.open_round(at("2023-11-15", "09:00"))
    await world.sent(at("2023-12-01"), *SO, *HUYEN)
    inside, outside = await world.run(at("2023-12-01", "14:30"))
    assert "Các cơ quan, địa phương đã gửi đủ." in inside.text
    assert inside.labels == ["Xem chi tiết", "Dự thảo báo cáo", "Xem báo cáo chờ tiếp nhận"]
    assert outside.text == (
        "Sở Xây dựng đã nhận đủ báo cáo năm 2023 KH VLXD của 15/15 cơ quan, địa phương và trân "
        "trọng cảm ơn."
    )


async def test_before_anybody_has_reported(world):
    await world.group(world.now, "-2", "focal")
    await world.open_round(at("2023-11-15", "09:00"))
    (told,) = await world.run(at("2023-11-17", "14:30"))
    assert told.text.startswith(
        "Sở Xây dựng đề nghị các cơ quan, địa phương gửi báo cáo năm 2023 KH VLXD trước ngày "
        "15/12/2023 để kịp tổng hợp"
    )


async def test_composed_for_what_the_group_is_when_it_is_sent(world):
    chat = await world.group(world.now, "-1", "internal")
    await world.open_round(at("2023-11-15", "09:00"))
    await tick(world.db, at("2023-11-17", "14:30"), world.tools)
    async with world.db.unit(at("2023-11-17", "14:31")) as unit:
        await chats.tie(unit, chat, PLAN, "focal")
        await unit.commit()
    (told,) = await world.deliver(at("2023-11-17", "14:32"))
    assert "Sở Tài chính" not in told.text


async def test_a_group_untied_or_a_round_closed_meanwhile(world):
    first = await world.group(world.now, "-1", "internal")
    await world.open_round(at("2023-11-15", "09:00"))
    await tick(world.db, at("2023-11-17", "14:30"), world.tools)
    async with world.db.unit(at("2023-11-17", "14:31")) as unit:
        await chats.tie(unit, first, None, None)
        await unit.commit()
    assert await world.deliver(at("2023-11-17", "14:32")) == []
    await world.group(at("2023-11-20"), "-3", "internal")
    await tick(world.db, at("2023-11-24", "14:30"), world.tools)
    async with world.db.unit(at("2023-11-24", "14:31")) as unit:
        await unit.run(update(round_).values(state="closed"))
        await unit.commit()
    assert await world.deliver(at("2023-11-24", "14:32")) == []


async def test_a_digest_missed_by_hours_is_said_late_or_written_down(world):
    chat = await world.group(world.now, "-1", "internal")
    await world.open_round(at("2023-11-15", "09:00"))
    assert len(await world.run(at("2023-11-17", "16:00"))) == 1
    await world.sent(at("2023-11-20"), "stc")
    assert await world.run(at("2023-11-24", "16:40")) == []  # Friday ends at 16:30
    assert (await world.runs(f"digest:{world.round}:{chat}"))[-1] == ("2023-11-24", "skipped")
    assert await world.run(at("2023-11-27", "08:30")) == []
