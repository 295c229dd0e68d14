"""/lichnhac says what the clock then does."""

from plans.model import SubmissionState
from tests.schedules.world import at, said

NOW = at("2023-12-01", "10:00")


async def test_the_days_to_come_and_why(world):
    await world.open_round(at("2023-11-15", "09:00"))
    (answer,) = await world.hears("stc", NOW, "/lichnhac")
    assert said(answer) == (
        "Sở Tài chính, báo cáo năm 2023 KH VLXD, thời hạn trước ngày 15/12/2023.\n"
        "Bot sẽ nhắc: 11/12/2023 (sắp đến hạn); 14/12/2023 (ngày làm việc cuối).\n"
        "Bot thôi nhắc ngay khi có báo cáo hoặc số văn bản."
    )
    told = await world.walk("2023-12-02", "2024-01-31")
    mine = [one.day.isoformat() for one in told if one.to == world.people["stc"]]
    assert mine == ["2023-12-11", "2023-12-14"]


async def test_a_promise(world):
    await world.open_round(at("2023-11-15", "09:00"))
    await world.set("stc", NOW, promised=at("2023-12-12").date())
    (answer,) = await world.hears("stc", NOW, "/lichnhac")
    assert "Đã hẹn gửi ngày 12/12/2023, trước ngày đó bot không nhắc." in said(answer)
    assert "12/12/2023 (ngày đã hẹn); 14/12/2023 (ngày làm việc cuối)" in said(answer)


async def test_with_the_leader(world):
    await world.open_round(at("2023-11-15", "09:00"))
    await world.set("stc", NOW, state=SubmissionState.WITH_LEADER, with_leader_since=NOW)
    (answer,) = await world.hears("stc", NOW, "/lichnhac")
    assert "Đang trình lãnh đạo, bot không nhắc đến hết ngày 05/12/2023." in said(answer)
    assert "06/12/2023 (hết thời gian trình lãnh đạo)" in said(answer)


async def test_why_there_is_no_more(world):
    await world.open_round(at("2023-11-15", "09:00"))
    await world.paper("stc", NOW)
    await world.sent(NOW, "sct")
    (paper,) = await world.hears("stc", NOW, "/lichnhac")
    assert "Không nhắc nữa: đã có văn bản số 45/BC ngày 01/12/2023." in said(paper)
    (sent,) = await world.hears("sct", NOW, "/lichnhac")
    assert "Không nhắc nữa: đã gửi báo cáo ngày 01/12/2023." in said(sent)
    (late,) = await world.hears("skhdt", at("2023-12-19"), "/lichnhac")
    assert "Bot không tự nhắc thêm lần nào" in said(late)


async def test_without_a_round(world):
    (answer,) = await world.hears("stc", NOW, "/lichnhac")
    assert said(answer).startswith("Hiện cơ quan anh/chị không có kỳ báo cáo nào đang mở")


async def test_the_coordinator(world):
    (before,) = await world.hears("sxd", at("2023-06-01"), "/lichnhac")
    assert said(before) == (
        "KH VLXD\nKỳ tới: báo cáo năm 2023, thời hạn trước ngày 15/12/2023; ngày 15/11/2023 bot "
        "đề nghị anh/chị mở kỳ."
    )
    await world.open_round(at("2023-11-15", "09:00"))
    await world.group(NOW, "-1", "internal")
    (answer,) = await world.hears("sxd", NOW, "/lichnhac")
    assert said(answer) == (
        "KH VLXD\n"
        "Báo cáo năm 2023:\n"
        "Sau thời hạn, bot đề xuất nhắc các cơ quan chưa gửi, anh/chị chọn gửi: 18/12/2023; "
        "25/12/2023; 02/01/2024.\n"
        "Đề nghị gọi điện: 09/01/2024.\n"
        "Tin tổng hợp vào nhóm lúc 14:30, nếu có thay đổi: 08/12/2023; 15/12/2023; 18/12/2023.\n"
        "Lịch của Sở: dự thảo 20/12/2023, trình 25/12/2023, gửi 29/12/2023.\n"
        "Kỳ tới: báo cáo năm 2024, thời hạn trước ngày 15/12/2024; ngày 15/11/2024 bot đề nghị "
        "anh/chị mở kỳ."
    )


async def test_the_coordinators_days_come_true(world):
    await world.open_round(at("2023-11-15", "09:00"))
    told = await world.walk("2023-12-02", "2024-01-31")
    mine = [one.day.isoformat() for one in told if one.to == world.people["sxd"]]
    assert mine == [
        "2023-12-18", "2023-12-20", "2023-12-25", "2023-12-29", "2024-01-02", "2024-01-09",
    ]  # fmt: skip
