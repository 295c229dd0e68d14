"""KH BĐKH in chat; one person with duties in two plans; two coordinating Sở of one province."""

from __future__ import annotations

from datetime import date

from storage import plans
from tests.transcripts.play import Play
from tests.transcripts.tuyen_quang import BDKH, PROVINCE, TKNL, opened, tuyen_quang
from tests.transcripts.worlds import agency_of


async def _task(play: Play, number: str, plan: str = BDKH) -> int:
    async with play.store() as unit:
        return next(one.id for one in await plans.tasks(unit, plan) if one.number == number)


async def story_impossible_range_is_shown_in_the_plans_own_words(play: Play) -> None:
    await tuyen_quang(play)
    listed = await play.says("tq-stnmt", "/nhiemvu")
    assert '("2021-2020"): Dự án đầu tư các trạm quan trắc nước mặt, không khí tự động' in listed
    assert (
        'Cần xem lại BĐKH 4: thời gian in là "2021-2020", không xác định được thời hạn: chờ đính'
        " chính."
    ) in listed
    clause = await play.presses("tq-stnmt", "BĐKH 4")
    assert clause.splitlines()[1:] == [
        "Chủ trì: Sở Tài nguyên và Môi trường.",
        "Phối hợp: Các sở, ban, ngành; UBND các huyện, thành phố.",
        "Cơ quan quyết định: UBND tỉnh.",
        "Thời gian thực hiện: 2021-2020.",
        'Lưu ý: thời gian in là "2021-2020", không xác định được thời hạn: chờ đính chính.',
    ]
    supporter = await play.says("tq-syt", "/nhiemvu")
    assert "Cần xem lại" not in supporter
    asked = await play.forges("tq-syt", f"nv:{await _task(play, '4')}")
    assert 'Lưu ý: thời gian in là "2021-2020"' in asked
    async with play.store() as unit:
        found = {one.number: one for one in await plans.tasks(unit, BDKH)}
    assert (found["4"].due, found["4"].when) == (None, "2021-2020")


async def story_collective_and_two_named_huyen(play: Play) -> None:
    await tuyen_quang(play)
    listed = await play.says("tq-na-hang", "/nhiemvu")
    assert "BĐKH 13" in listed
    assert "BĐKH 15" in listed
    assert "Phối hợp: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14." in listed
    other = await play.says("tq-ham-yen", "/nhiemvu")
    assert "BĐKH 13" in other
    assert "BĐKH 15" not in other
    clause = await play.presses("tq-na-hang", "BĐKH 13")
    assert "Chủ trì: UBND các huyện, thành phố." in clause
    assert "Cơ quan quyết định: UBND tỉnh." in clause
    round_ = await opened(play, BDKH, date(2023, 12, 15), {"ubnd-na-hang": 2, "ubnd-ham-yen": 1})
    assert round_
    await play.says("tq-na-hang", "13 Đã hoàn thành 02 tuyến thoát nước\n15 Đã thu gom 12 tấn rác")
    recorded = await play.presses("tq-na-hang", "Gửi")
    assert "Đã đủ 2/2 nhiệm vụ chủ trì." in recorded
    # 13 is one task of seven: done by one of them it is not done.
    figures = await play.says("tq-stnmt", "/tonghop")
    assert (
        "15 nhiệm vụ: 5 hoàn thành, 0 chờ xác nhận, 7 đang triển khai, 1 chưa triển khai,"
        " 0 quá hạn, 1 không quy định thời hạn, 1 triển khai thường xuyên."
    ) in figures


async def story_numbers_of_two_plans_are_asked(play: Play) -> None:
    await tuyen_quang(play)
    asked = await play.says("tq-syt", "5 Đã thay 200 bộ đèn")
    assert asked.startswith(
        "Chưa ghi được: cơ quan anh/chị chủ trì cả BĐKH 5 và TKNL 5. Anh/chị chọn giúp, nội dung"
        " vừa gõ vẫn giữ: Đã thay 200 bộ đèn"
    )
    assert play.buttons("tq-syt")[:2] == ["BĐKH 5", "TKNL 5"]
    await play.presses("tq-syt", "TKNL 5")
    await play.presses("tq-syt", "Đang triển khai")
    await play.presses("tq-syt", "Bảo đảm tiến độ")
    assert "Mã ghi nhận TKNL-2023-001" in await play.presses("tq-syt", "Gửi")
    assert "BĐKH 5, chủ trì" in await play.says("tq-syt", "bdkh 5")


async def story_one_morning_message_for_two_plans(play: Play) -> None:
    await tuyen_quang(play)
    await opened(play, BDKH, date(2023, 12, 14), {"syt": 1, "ubnd-na-hang": 2})
    await opened(play, TKNL, date(2023, 12, 15), {"syt": 1})
    before = play.count("tq-syt")
    await play.at("30/11/2023 08:30")
    assert play.count("tq-syt") - before == 1
    told = play.heard("tq-syt")
    assert "Còn 10 ngày làm việc đến hạn gửi báo cáo năm 2023 KH BĐKH (14/12/2023)." in told
    assert (
        "Còn 10 ngày làm việc đến hạn gửi báo cáo năm 2023 KH TKNL"
        ' ("trước ngày 15/12", ngày cuối 14/12/2023).'
    ) in told
    assert "BĐKH: Gửi báo cáo năm 2023" in play.buttons("tq-syt")
    assert "TKNL: Cập nhật ngay" in play.buttons("tq-syt")
    assert "KH TKNL" not in play.heard("tq-na-hang")
    await play.at("30/11/2023 13:45")
    assert play.heard("tq-syt") == ""


async def story_two_coordinating_so_do_not_see_each_other(play: Play) -> None:
    await tuyen_quang(play)
    theirs = await opened(play, BDKH, date(2023, 12, 15), {"syt": 1})
    await opened(play, TKNL, date(2023, 12, 15), {"syt": 1})
    async with play.store() as unit:
        body = (await agency_of(unit, "syt", PROVINCE)).id
    for typed in ("/nhiemvu", "/tonghop", "/lichnhac", "/mo", "/batdau", "/trogiup"):
        assert "BĐKH" not in await play.says("tq-sct", typed), typed
    await play.says("tq-sct", "hủy")
    for action in (
        f"ct:{theirs}", f"nhac:{theirs}", f"nhacx:{theirs}", f"mo:{BDKH}", f"mok:{theirs}",
        f"bd:{BDKH}", f"bdx:{BDKH}", f"bcx:{theirs}:{body}", f"ngd:{theirs}", "ng:5:2023",
        f"nv:{await _task(play, '4')}",
    ):  # fmt: skip
        said = await play.forges("tq-sct", action)
        assert "BĐKH" not in said, action
        assert "[" not in said, action
    assert "KH TKNL" not in await play.says("tq-stnmt", "/tonghop")
