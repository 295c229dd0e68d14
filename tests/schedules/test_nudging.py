"""The nudge that a person presses: whom it reaches, when, and what it says."""

import pytest
from sqlalchemy import update

from plans.model import Role, SubmissionState
from storage import participants, people
from storage.schema import round_
from tests.schedules.owing import LATE, owing
from tests.schedules.world import at, said


async def test_a_nudge_is_shown_then_sent_once_a_day(world):
    await owing(world, "stc", "ubnd-son-dong", "ubnd-luc-ngan")
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
        "Hôm nay đã nhắc các cơ quan này (Lê Văn Tổng nhắc lúc 14:00 ngày 18/12/2023), mỗi ngày"
        " chỉ nhắc một lần."
    )
    assert await world.nudges_of("stc") == 1
    (tomorrow,) = await world.hears("sxd", at("2023-12-19", "09:00"), action=f"nhac:{world.round}")
    assert "Gửi tới 2 cơ quan" in said(tomorrow)


async def test_model_message_11(world):
    await owing(world, "ubnd-son-dong")
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
    await owing(world, "stnmt")
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
    await owing(world, "stc")
    await world.hears("sxd", LATE, action=f"nhacx:{world.round}")
    (second,) = await world.hears("two", LATE, action=f"nhacx:{world.round}")
    assert said(second).startswith("Hôm nay đã nhắc")
    assert len(await world.deliver(LATE)) == 1


async def test_a_nudge_at_night_waits_for_the_morning(world):
    await owing(world, "stc")
    night = at("2023-12-18", "20:00")
    (answer,) = await world.hears("sxd", night, action=f"nhacx:{world.round}")
    assert "tin đi lúc 07:30 ngày 19/12/2023" in said(answer)
    assert await world.deliver(night) == []
    assert len(await world.deliver(at("2023-12-19", "07:30"))) == 1


async def test_a_paper_between_the_press_and_the_sending(world):
    await owing(world, "stc")
    await world.hears("sxd", LATE, action=f"nhacx:{world.round}")
    await world.paper("stc", LATE)
    assert await world.deliver(LATE) == []


async def test_nobody_left_to_nudge(world):
    await owing(world, "stc", "cong-an")
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
    await owing(world, "stc", "sct")
    await world.sent(LATE, "sct")
    for day in ("2023-12-18", "2023-12-19", "2023-12-20"):
        await world.hears("sxd", at(day, "14:00"), action=f"nhacx:{world.round}")
    await world.set("sct", LATE, state=SubmissionState.UPDATING, sent=None)
    late = at("2023-12-21", "14:00")
    (preview,) = await world.hears("sxd", late, action=f"nhac:{world.round}")
    assert "Gửi tới 1 cơ quan: Sở Công thương." in said(preview)
    assert "Đã nhắc đủ 3 lần, đề nghị gọi điện: Sở Tài chính." in said(preview)


async def test_nudges_before_the_date_do_not_use_up_those_after_it(world):
    await owing(world, "stc")
    for day in ("2023-12-13", "2023-12-14", "2023-12-15"):
        await world.hears("sxd", at(day, "10:00"), action=f"nhacx:{world.round}")
    (preview,) = await world.hears("sxd", LATE, action=f"nhac:{world.round}")
    assert "Gửi tới 1 cơ quan: Sở Tài chính." in said(preview)
    assert "Đã nhắc đủ" not in said(preview)
    assert await world.nudges_of("stc") == 3


async def test_the_text_shown_at_night_is_the_text_sent_in_the_morning(world):
    await owing(world, "stc")
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
    await owing(world, "stc")
    for clock in ("09:00", "22:00"):  # sent on the 18th and on the 19th
        (answer,) = await world.hears(
            "sxd", at("2023-12-18", clock), action=f"nhacx:{world.round}"
        )
        assert said(answer).startswith("Đã gửi lời nhắc")
    (again,) = await world.hears("sxd", at("2023-12-18", "22:05"), action=f"nhacx:{world.round}")
    assert said(again).startswith("Lời nhắc các cơ quan này đã xếp gửi ngày 19/12/2023 (")


async def test_an_old_preview_is_shown_again_for_its_new_day(world):
    await owing(world, "stc")
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
    await owing(world, "stc")
    await world.hears("sxd", LATE, action=f"nhacx:{world.round}")
    assert await world.deliver(at("2023-12-21", "09:00")) == []


async def test_a_promise_that_has_passed_is_no_reason(world):
    await owing(world, "stc", "sct")
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


async def test_a_closed_round_is_not_nudged_for(world):
    await owing(world, "stc")
    async with world.db.unit(LATE) as unit:
        await unit.run(update(round_).values(state="closed"))
        await unit.commit()
    (answer,) = await world.hears("sxd", LATE, action=f"nhac:{world.round}")
    assert said(answer).startswith("Kỳ báo cáo này đã chốt nên không nhắc nữa.")


@pytest.mark.parametrize(
    ("day", "asked"),
    [
        ("2023-12-27", "gửi trong ngày 29/12."),
        ("2023-12-28", "gửi trong ngày 29/12."),  # the 30th is a Saturday
        ("2023-12-29", "gửi ngay trong hôm nay."),
        ("2024-01-02", "Để kịp tổng hợp, đề nghị anh/chị gửi ngay trong hôm nay."),
    ],
)
async def test_a_late_nudge_asks_in_time_for_the_report_onward(world, day, asked):
    await owing(world, "stc")
    (preview,) = await world.hears("sxd", at(day, "09:00"), action=f"nhac:{world.round}")
    assert asked in said(preview)
