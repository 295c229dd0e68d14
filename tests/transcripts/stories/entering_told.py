"""Nhập thay by telephone, and how the agency hears of what was entered for it."""

from __future__ import annotations

from plans.model import SubmissionState
from tests.transcripts.play import Play
from tests.transcripts.worlds import opened, part_of, said_of


async def story_one_task_by_telephone_then_the_whole(play: Play) -> None:
    round_ = await opened(play)
    await play.at("16/11/2023 09:30")
    await play.says("sxd", "/nhapthay Sở KH&CN")
    await play.presses("sxd", "Theo điện thoại")
    await play.says("sxd", "Bà B, Phó Trưởng phòng QLCN, 16:00 hôm qua")
    await play.presses("sxd", "Từng nhiệm vụ")
    await play.says("sxd", "1.4")
    await play.says("sxd", "1")
    await play.presses("sxd", "Bảo đảm tiến độ")
    review = await play.says("sxd", "Đang chọn công nghệ xử lý khí thải")
    assert review.splitlines() == [
        (
            "Nhập thay Sở Khoa học và Công nghệ, báo cáo năm 2023 KH VLXD, theo điện thoại của Bà"
            " B, Phó Trưởng phòng QLCN lúc 16:00 ngày 15/11/2023."
        ),
        "VLXD 1.4 [Đang triển khai, bảo đảm tiến độ] Đang chọn công nghệ xử lý khí thải",
        "Chưa có nội dung: 3. Ghi là đang cập nhật.",
        "[Gửi] [Sửa] [Để sau] [Hủy]",
    ]
    assert "Tình trạng: đang cập nhật. Chưa có nội dung: 3." in await play.presses("sxd", "Gửi")
    assert "theo điện thoại của Bà B, Phó Trưởng phòng QLCN lúc 16:00" in play.heard("skhcn")
    part = await part_of(play, round_, "skhcn")
    assert (part.state, part.reported) == (SubmissionState.UPDATING, False)
    await play.says("sxd", "/nhapthay skhcn")
    await play.presses("sxd", "Theo điện thoại")
    await play.says("sxd", "Bà B")
    asked = await play.says("sxd", "3 Đã thẩm định công nghệ 2 dự án")
    assert "là báo cáo cả kỳ của Sở Khoa học và Công nghệ, hay mới là cập nhật?" in asked
    review = await play.presses("sxd", "Báo cáo cả kỳ")
    assert "Báo cáo được ghi là đã gửi qua điện thoại, chưa có văn bản." in review
    assert "Tình trạng: đã gửi, chưa có văn bản." in await play.presses("sxd", "Gửi")
    await play.says("sxd", "/tonghop")
    assert (
        "Sở Khoa học và Công nghệ: nhập thay 16/11/2023 theo điện thoại, chưa có văn bản"
    ) in await play.presses("sxd", "Xem chi tiết")
    await play.wait(300)
    assert "Phó Trưởng phòng" not in play.heard("skhcn")  # of the second call alone


async def story_entered_one_after_the_other_is_told_together(play: Play) -> None:
    """The first at once; what follows within five minutes in one notice, each with its button."""
    await opened(play)
    for number, text in (
        ("1.2", "Đã nghiệm thu"),
        ("1.3", "Đang rà soát"),
        ("5", "Đã kiểm tra 12"),
        ("5", "Đã kiểm tra 14"),
    ):
        await play.says("sxd", "/nhapthay stnmt")
        await play.presses("sxd", "Theo điện thoại")
        await play.says("sxd", "Bà B, Chuyên viên, 07:50")
        await play.says("sxd", f"{number} {text}")
        if number == "5":
            await play.presses("sxd", "Mới là cập nhật")
        await play.presses("sxd", "Gửi")
        await play.wait(60)
    first = play.heard("stnmt")
    assert first.count("đã nhập thay") == 1
    assert "VLXD 1.2" in first
    await play.wait(60)
    assert play.heard("stnmt").splitlines() == [
        "Sở Xây dựng đã nhập thay Sở Tài nguyên và Môi trường KH VLXD:",
        "Theo điện thoại của Bà B, Chuyên viên lúc 07:50 ngày 15/11/2023:",
        "VLXD 1.3: Đang triển khai, bảo đảm tiến độ. Đang rà soát",
        "VLXD 5: Triển khai thường xuyên. Đã kiểm tra 14",
        (
            "Nếu chưa đúng, đề nghị anh/chị chọn Xem rồi đính chính; nội dung gửi lần cuối"
            " được dùng để tổng hợp."
        ),
        "[Xem VLXD-2023-002] [Xem VLXD-2023-004]",
    ]
    shown = await play.presses("stnmt", "Xem VLXD-2023-004")
    assert "Đã kiểm tra 14" in shown
    assert "[Đính chính]" in shown


async def story_entered_in_the_evening_and_partly_taken_back(play: Play) -> None:
    """All of an evening goes in one notice of the morning, without what was taken back."""
    await opened(play)
    await play.at("15/11/2023 18:30")
    for number in ("1.2", "1.3"):
        await play.says("sxd", "/nhapthay stnmt")
        await play.presses("sxd", "Theo điện thoại")
        await play.says("sxd", "Bà B, Chuyên viên")
        await play.says("sxd", f"{number} Đang rà soát")
        await play.presses("sxd", "Gửi")
        await play.wait(600)
    await play.presses("sxd", "Thu hồi nhập thay")
    await play.presses("sxd", "Thu hồi nhập thay")
    await play.at("16/11/2023 09:00")
    told = play.heard("stnmt")
    assert told.count("đã nhập thay") == 1
    assert "VLXD 1.2" in told
    assert "VLXD 1.3" not in told
    assert "thu hồi" not in told


async def story_telephone_update_that_is_not_the_report(play: Play) -> None:
    round_ = await opened(play)
    await play.says("sxd", "/nhapthay skhdt")
    await play.presses("sxd", "Theo điện thoại")
    await play.says("sxd", "Ông C, chuyên viên")
    await play.says("sxd", "6 Đã thu hút 3 dự án\nPhần phối hợp: đã góp ý cơ chế")
    review = await play.presses("sxd", "Mới là cập nhật")
    assert "phần phối hợp chưa ghi được vì chưa phải báo cáo cả kỳ." in review
    await play.presses("sxd", "Gửi")
    assert (await part_of(play, round_, "skhdt")).state is SubmissionState.UPDATING
    assert (await said_of(play, "6", "skhdt"))[0].basis is not None
    assert (
        "nhập thay Sở Kế hoạch và Đầu tư theo điện thoại của Ông C, chuyên viên lúc 08:00 ngày"
        " 15/11/2023: 1 nhiệm vụ."
    ) in await play.says("sxd", "/nhatky Sở Kế hoạch và Đầu tư")


async def story_agency_is_told_in_working_hours(play: Play) -> None:
    await opened(play)
    await play.at("15/11/2023 19:00")
    await play.says("sxd", "/nhapthay stc 77/BC-STC ngày 13/11/2023 không phát sinh")
    await play.presses("sxd", "Gửi")
    assert play.heard("stc") == ""
    await play.at("16/11/2023 07:30")
    assert "đã nhập thay Sở Tài chính" in play.heard("stc")


async def story_nobody_joined_there(play: Play) -> None:
    await opened(play)
    await play.says("sxd", "/nhapthay Hiệp Hòa 48/BC-UBND ngày 11/11/2023 không phát sinh")
    assert (
        "Chưa có cán bộ đầu mối nào nhận được tin qua bot nên không báo cho ai."
    ) in await play.presses("sxd", "Gửi")
