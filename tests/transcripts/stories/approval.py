"""Đang trình lãnh đạo: two quiet days, the text to forward, then the sending of just that text."""

from __future__ import annotations

from plans.model import SubmissionState
from storage import submissions
from tests.transcripts.play import Play
from tests.transcripts.worlds import (
    opened,
    part_of,
    raised,
    second_focal,
    sends,
    three_tasks,
)

AGREED = "Lãnh đạo đã đồng ý, gửi"


async def _given(play: Play) -> str:
    """All tasks updated, đang trình pressed, the text taken; what is said last."""
    await three_tasks(play)
    await play.says("stnmt", "/baocao")
    await play.presses("stnmt", "Đang trình lãnh đạo")
    await play.presses("stnmt", "Nội dung xin ý kiến")
    await play.presses("stnmt", "Ghi nội dung")
    return await play.says("stnmt", "Đã góp ý 02 dự thảo")


async def story_text_is_forwarded_and_sent_as_it_stands(play: Play) -> None:
    round_ = await opened(play)
    text, under = (await _given(play)).split("\n\n")
    assert text.splitlines() == [
        "XIN Ý KIẾN",
        (
            "Báo cáo năm 2023 thực hiện KH VLXD của Sở Tài nguyên và Môi trường, gửi Sở Xây dựng"
            " (trước ngày 15/12/2023)."
        ),
        "1.2. Đang triển khai, bảo đảm tiến độ. Đã nghiệm thu hệ thống",
        "1.3. Đang triển khai, bảo đảm tiến độ. Đang rà soát 15 cơ sở",
        "5. Triển khai thường xuyên. Đã kiểm tra 12 cơ sở",
        "Phần phối hợp: Đã góp ý 02 dự thảo",
    ]
    assert under.splitlines() == [
        (
            "Tin trên là nội dung sẽ gửi Sở Xây dựng; anh/chị chuyển tiếp nguyên tin để xin ý"
            " kiến. Khi lãnh đạo đồng ý, chọn mục dưới đây, bot gửi đúng nội dung đó."
        ),
        f"[{AGREED}] [Sửa nội dung xin ý kiến]",
    ]
    assert "Sở Tài nguyên và Môi trường (đang trình lãnh đạo)" in await play.says(
        "sxd", "/tonghop"
    )
    sent = await play.presses("stnmt", AGREED)
    assert sent.startswith("Đã gửi báo cáo năm 2023 KH VLXD của Sở Tài nguyên và Môi trường")
    part = await part_of(play, round_)
    async with play.store() as unit:
        kept = (await submissions.standing(unit, round_))[part.agency.id]
    assert (part.state, kept.support) == (SubmissionState.SENT, "Đã góp ý 02 dự thảo")
    again = await play.presses("stnmt", AGREED)
    assert "đã được ghi nhận, bot không nhắc nữa" in again


async def story_text_that_changed_is_shown_before_it_goes(play: Play) -> None:
    round_ = await opened(play)
    await _given(play)
    agreed = play.button("stnmt", AGREED)
    await play.says("stnmt", "1.3 Đang rà soát 18 cơ sở")
    await play.presses("stnmt", "Gửi")
    said = await play.press_this("stnmt", agreed)
    assert said.startswith("Nội dung đã thay đổi sau khi xin ý kiến: nhiệm vụ 1.3.")
    assert "Phần phối hợp: Đã góp ý 02 dự thảo" in said
    assert (await part_of(play, round_)).state is SubmissionState.WITH_LEADER
    await play.presses("stnmt", "Gửi")
    assert (await part_of(play, round_)).state is SubmissionState.SENT


async def story_colleague_sends_what_the_leader_saw(play: Play) -> None:
    round_ = await opened(play)
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    await _given(play)
    agency = (await part_of(play, round_)).agency.id
    await play.says("stnmt-2", "/baocao")
    sent = await play.forges("stnmt-2", f"ldg:{round_}:{agency}")
    assert sent.startswith("Đã gửi báo cáo năm 2023 KH VLXD của Sở Tài nguyên và Môi trường")


async def story_text_waits_until_every_task_is_updated(play: Play) -> None:
    round_ = await opened(play)
    await play.says("skhcn", "/baocao")
    said = await play.presses("skhcn", "Đang trình lãnh đạo")
    assert "Bot không nhắc trong 2 ngày làm việc (đến 17/11/2023)." in said
    assert "Còn chưa cập nhật: 1.4, 3;" in said
    agency = (await part_of(play, round_, "skhcn")).agency.id
    for verb in ("xyk", "ldg"):
        refused = await play.forges("skhcn", f"{verb}:{round_}:{agency}")
        assert refused.startswith("Chưa gửi được báo cáo: nhiệm vụ 1.4, 3 chưa được cập nhật")


async def story_leader_is_asked_about_after_two_working_days(play: Play) -> None:
    await opened(play)
    await play.at("07/12/2023 09:00")
    await play.says("ubnd-luc-nam", "/baocao")
    await play.presses("ubnd-luc-nam", "Đang trình lãnh đạo")
    for morning in ("08/12/2023 08:30", "11/12/2023 13:45"):
        await play.at(morning)
        assert play.heard("ubnd-luc-nam") == ""
    await play.at("12/12/2023 08:30")
    told = play.heard("ubnd-luc-nam")
    assert told.startswith("Báo cáo năm 2023 KH VLXD đã trình lãnh đạo từ ngày 07/12/2023")
    assert "Lãnh đạo đã có ý kiến chưa?" in told
    await play.presses("ubnd-luc-nam", AGREED)
    await play.presses("ubnd-luc-nam", "Không phát sinh")
    assert (await play.presses("ubnd-luc-nam", "Gửi")).startswith("Đã gửi báo cáo năm 2023")


async def story_what_was_entered_becomes_text_for_the_own_report(play: Play) -> None:
    await opened(play)
    await three_tasks(play)
    text = await play.presses("stnmt", "Lấy nội dung làm công văn")
    lines = text.splitlines()
    assert lines[0] == (
        "Thực hiện Công văn số 1234/SXD-QLXD ngày 15/11/2023 của Sở Xây dựng đề nghị báo cáo kết"
        " quả thực hiện Kế hoạch thực hiện Đề án phát triển vật liệu xây dựng, Sở Tài nguyên và"
        " Môi trường báo cáo kết quả năm 2023 như sau:"
    )
    assert lines[1].startswith("1.2. Xây dựng hệ thống thông tin nhận, truyền và quản lý dữ liệu")
    assert lines[2] == "Kết quả: Đang triển khai, bảo đảm tiến độ. Đã nghiệm thu hệ thống"
    assert "Phần phối hợp" not in text
    assert lines[-1].startswith("Sở Tài nguyên và Môi trường báo cáo để Sở Xây dựng tổng hợp./.")
    await raised(play)
    await sends(play, support="Đã cử 02 cán bộ")
    text = await play.presses("stnmt", "Lấy nội dung làm công văn")
    assert "\nPhần phối hợp: Đã cử 02 cán bộ\n" in text
    assert "\nKhó khăn, vướng mắc (VLXD 1.3): chưa có kinh phí\n" in text


async def story_the_text_for_the_own_report_names_no_status_twice(play: Play) -> None:
    await opened(play)
    review = await play.says(
        "stnmt",
        "1.2 Đã hoàn thành. Đã nghiệm thu, Báo cáo số 12/BC-STNMT ngày 10/11/2023\n"
        "1.3 Đang rà soát 15 cơ sở, bảo đảm tiến độ\n5 Đã kiểm tra 12 cơ sở",
    )
    assert "VLXD 1.2 [Đã hoàn thành] Đã nghiệm thu, Báo" in review
    await play.presses("stnmt", "Gửi")
    text = await play.presses("stnmt", "Lấy nội dung làm công văn")
    assert text.splitlines()[2] == (
        "Kết quả: Đã hoàn thành. Đã nghiệm thu, Báo cáo số 12/BC-STNMT ngày 10/11/2023"
    )
