"""/mo: what a coordinator may change, who else opens, and the hours nobody is told in."""

from __future__ import annotations

from datetime import date

from plans.model import RoundState
from storage import plans
from tests.transcripts.play import Play
from tests.transcripts.worlds import VLXD, opened, rounds_of, second_focal

TOLD = "Sở Xây dựng đề nghị"


async def started(play: Play) -> None:
    async with play.store() as unit:
        await plans.start(unit, VLXD, 1)


async def to_the_list(play: Play, who: str = "sxd") -> str:
    """As far as the question of who reports."""
    await play.says(who, "/mo")
    await play.says(who, "1234/SXD-QLXD ngày 15/11/2023")
    await play.says(who, "bỏ qua")
    return await play.presses(who, "Đúng thời gian này")


async def story_opening_waits_for_the_start(play: Play) -> None:
    refused = await play.says("sxd", "/mo")
    assert refused == (
        "KH VLXD chưa bắt đầu nhắc: bot chưa gửi gì cho các cơ quan. Anh/chị xem trước và chọn Bắt"
        " đầu nhắc.\n[Bắt đầu nhắc]"
    )
    assert (await play.says("sxd-admin", "/mo")).startswith(
        "Mở kỳ báo cáo là việc của chuyên viên tổng hợp kế hoạch này, quản trị kế hoạch không mở"
    )
    for who in ("stnmt", "ubnd-luc-nam"):
        for typed in ("/mo", "/batdau", "/tonghop"):
            assert (await play.says(who, typed)).startswith(
                "Lệnh này dành cho chuyên viên tổng hợp, quản trị kế hoạch của cơ quan tổng hợp."
            )
    preview = await play.says("sxd-admin", "/batdau")
    assert "Sẽ nhận tin khi mở kỳ báo cáo: 14 cán bộ đầu mối của 14 cơ quan." in preview
    started = await play.presses("sxd-admin", "Bắt đầu nhắc")
    assert "chuyên viên tổng hợp mở kỳ báo cáo khi có công văn" in started
    assert "[Mở kỳ báo cáo]" not in started
    assert "đã bắt đầu nhắc trước đó" in await play.presses("sxd-admin", "Bắt đầu nhắc")
    assert "/mo" not in await play.says("sxd-admin", "/trogiup")


async def story_list_is_changed(play: Play) -> None:
    await started(play)
    await to_the_list(play)
    await play.presses("sxd", "Thêm, bớt cơ quan")
    for nonsense in ("linh tinh", "16", "thêm Sở Không có", "bỏ Sở Tài chính và mấy huyện"):
        assert "Chưa ghi được: chưa rõ" in await play.says("sxd", nonsense)
    review = await play.says("sxd", "bỏ 3, 7; thêm Sở Thông tin và Truyền thông")
    assert "Phải báo cáo: 14 cơ quan. Khi mở, bot báo ngay cho 12 cán bộ đầu mối" in review
    assert (
        "Chưa liên lạc được qua bot (2): UBND huyện Hiệp Hòa; Sở Thông tin và Truyền thông."
    ) in review
    open_ = play.button("sxd", "Mở kỳ báo cáo")
    done = await play.press_this("sxd", open_)
    assert done.startswith("Đã mở kỳ báo cáo năm 2023 KH VLXD cho 14 cơ quan. Đã báo 12 cán bộ")
    assert await play.press_this("sxd", open_) == (
        "Kỳ báo cáo này đã mở lúc 08:00 ngày 15/11/2023, các cơ quan đã được báo, anh/chị không"
        " phải mở lại. Bước tiếp theo: /tonghop để xem tình hình, /conthieu để biết còn thiếu gì."
    )
    assert TOLD in play.heard("stnmt")
    assert play.heard("stc") == ""
    assert play.heard("ubnd-luc-ngan") == ""


async def story_agency_added_by_a_short_name(play: Play) -> None:
    await started(play)
    await to_the_list(play)
    await play.presses("sxd", "Thêm, bớt cơ quan")
    assert "chưa rõ" in await play.says("sxd", "thêm Sở TT")
    for typed in (
        "thêm Sở TT&TT",
        "thêm Sở TTTT",
        "thêm stttt",
        "them so tt&tt",
        "them so thong tin va truyen thong",
    ):
        review = await play.says("sxd", typed)
        assert "Phải báo cáo: 16 cơ quan." in review
        await play.presses("sxd", "Sửa")
        await play.presses("sxd", "Thêm, bớt cơ quan")


async def story_last_day_of_2024_is_a_working_day(play: Play) -> None:
    await started(play)
    await play.at("15/11/2024 08:30")
    play.heard("sxd")
    await play.says("sxd", "/mo")
    assert (await rounds_of(play))[0].due == date(2024, 12, 15)
    assert (await rounds_of(play))[0].last_day == date(2024, 12, 13)
    await play.says("sxd", "99/SXD-QLXD ngày 15/11/2024")
    assert "không muộn hơn 13/12/2024" in await play.says("sxd", "14/12/2024")


async def story_internal_date(play: Play) -> None:
    await started(play)
    await play.says("sxd", "/mo")
    await play.says("sxd", "1234/SXD-QLXD ngày 15/11/2023")
    for typed in ("16/12", "15/11/2023"):
        assert "phải sau hôm nay và không muộn hơn 14/12/2023" in await play.says("sxd", typed)
    assert "ngày 10/12/2023 là ngày nghỉ. Ngày làm việc gần nhất: 08/12/2023" in await play.says(
        "sxd", "10/12"
    )
    await play.says("sxd", "12/12")
    await play.presses("sxd", "Đúng thời gian này")
    review = await play.presses("sxd", "Đúng danh sách này")
    assert "; Sở cần nhận trước hết ngày 12/12/2023;" in review
    await play.presses("sxd", "Mở kỳ báo cáo")
    assert (
        "Đề nghị gửi chậm nhất ngày 12/12/2023 (thời hạn trong Kế hoạch: trước ngày 15/12/2023)."
    ) in play.heard("sct")
    assert (await rounds_of(play))[0].internal == date(2023, 12, 12)


async def story_who_joins_after_the_opening_hears_of_it(play: Play) -> None:
    await opened(play)
    await play.at("20/11/2023 09:00")
    late = "ubnd-hiep-hoa"
    await play.says(late, play.codes[late])
    await play.presses(late, "Đúng, tham gia")
    await play.says(late, "Nguyễn Thị Hòa")
    await play.says(late, "bỏ qua")
    assert "Nguyễn Thị Hòa vừa dùng mã tham gia KH VLXD" in play.heard("sxd")
    assert TOLD not in play.heard(late)
    await play.presses("sxd", "Xác nhận")
    told = play.heard(late)
    assert "cơ quan không chủ trì nhiệm vụ nào, đến kỳ báo cáo chỉ cần gõ /baocao" in told
    assert "/capnhat" not in told
    assert f"{TOLD} UBND huyện Hiệp Hòa báo cáo kết quả năm 2023 thực hiện KH VLXD (mục" in told
    assert "[Nhiệm vụ của cơ quan] [Đã nhận]" in told


async def story_two_coordinators_open_at_once(play: Play) -> None:
    await started(play)
    from plans.model import Role
    from tests.transcripts.worlds import appoint, person_of

    await second_focal(play, "sxd-2", 1102, "sxd")
    async with play.store() as unit:
        await appoint(unit, await person_of(unit, play, "sxd-2"), "sxd", role=Role.COORDINATOR)
    for who in ("sxd", "sxd-2"):
        await to_the_list(play, who)
        await play.presses(who, "Đúng danh sách này")
    await play.presses("sxd", "Mở kỳ báo cáo")
    assert await play.presses("sxd-2", "Mở kỳ báo cáo") == (
        "Kỳ báo cáo năm 2023 KH VLXD đã được mở trước đó. Xem tình hình: /tonghop."
    )
    assert play.heard("stnmt").count(TOLD) == 1
    assert [one.state for one in await rounds_of(play)] == [RoundState.OPEN]


async def story_opened_at_night_tells_in_the_morning(play: Play) -> None:
    await started(play)
    await play.at("15/11/2023 22:00")
    await to_the_list(play)
    await play.presses("sxd", "Đúng danh sách này")
    done = await play.presses("sxd", "Mở kỳ báo cáo")
    assert "Tin báo tới 14 cán bộ đầu mối gửi lúc 07:30 ngày 16/11/2023, sau giờ nghỉ." in done
    assert play.heard("stnmt") == ""
    await play.at("16/11/2023 07:29")
    assert play.heard("stnmt") == ""
    await play.at("16/11/2023 07:30")
    assert play.heard("stnmt").startswith(TOLD)
