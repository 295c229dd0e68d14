"""A lead agency's sentence without a task's number is asked about, and never lost."""

from __future__ import annotations

from tests.transcripts.play import Play
from tests.transcripts.worlds import opened, said_of, three_tasks

TYPED = "Đã nghiệm thu mỏ đá, Báo cáo số 120/BC-STNMT ngày 10/11/2023"


async def story_sentence_without_a_number_goes_to_its_task(play: Play) -> None:
    await opened(play)
    assert await play.says("stnmt", TYPED) == (
        "Chưa rõ nội dung này ghi vào đâu: Đã nghiệm thu mỏ đá, Báo cáo số 120/BC-STNMT ngày"
        " 10/11/2023\n"
        "Anh/chị chọn nhiệm vụ, hoặc mục khác; tin vẫn được giữ và hiện lại để kiểm tra trước khi"
        " gửi. Lần sau anh/chị có thể mở đầu bằng số nhiệm vụ, ví dụ: 1.2 Đã nghiệm thu hệ"
        " thống.\n"
        "[VLXD 1.2] [VLXD 1.3] [VLXD 5] [Phần phối hợp, báo cáo năm 2023 KH VLXD]"
        " [Khó khăn, vướng mắc] [Để sau] [Hủy]"
    )
    status = await play.says("stnmt", "1.2")
    assert f"Kết quả vừa ghi (đang giữ): {TYPED}" in status
    review = await play.presses("stnmt", "Đã hoàn thành")
    assert "VLXD 1.2: Đã hoàn thành\nĐã nghiệm thu mỏ đá" in review
    await play.presses("stnmt", "Gửi")
    assert (await said_of(play, "1.2"))[0].text == TYPED


async def story_sentence_behind_what_a_draft_holds(play: Play) -> None:
    """Put off, it waits; of a task that is being written, it goes behind what is there."""
    await opened(play)
    await play.says("stnmt", "Đã rà soát thêm 5 cơ sở")
    await play.presses("stnmt", "Để sau")
    first = play.button("stnmt", "VLXD 1.3")
    await play.says("stnmt", "1.3")
    await play.says("stnmt", "Đã rà soát 15 cơ sở")
    await play.presses("stnmt", "Để sau")
    await play.says("stnmt", "Đã kiểm tra 12 cơ sở ở huyện")  # another one, while the first waits
    await play.presses("stnmt", "VLXD 5")
    await play.presses("stnmt", "Triển khai thường xuyên")
    assert "Đã ghi nhận. VLXD 5" in await play.presses("stnmt", "Gửi")
    shown = await play.press_this("stnmt", first)
    assert "(đang giữ): Đã rà soát 15 cơ sở Đã rà soát thêm 5 cơ sở" in shown
    await play.presses("stnmt", "Triển khai thường xuyên")
    await play.presses("stnmt", "Gửi")
    kept = (await said_of(play, "1.3"))[0].text
    assert kept == "Đã rà soát 15 cơ sở Đã rà soát thêm 5 cơ sở"


async def story_sentence_for_the_report_or_an_obstacle(play: Play) -> None:
    await opened(play)
    support = "Cử cán bộ tham gia các đoàn kiểm tra"
    await play.says("stnmt", support)
    kept = await play.presses("stnmt", "Phần phối hợp, báo cáo năm 2023 KH VLXD")
    assert kept.startswith(
        f"Đã giữ phần phối hợp của báo cáo năm 2023 KH VLXD: {support}\nKhi nhiệm vụ 1.2, 1.3, 5"
    )
    await play.says("stnmt", "Chưa có kinh phí lắp trạm quan trắc")
    await play.presses("stnmt", "Khó khăn, vướng mắc")
    await play.presses("stnmt", "Cả Kế hoạch")
    asked = await play.presses("stnmt", "Kinh phí")
    assert asked.startswith("Đề xuất của cơ quan?")  # what it says is known
    assert "Chưa có kinh phí lắp trạm quan trắc" in await play.says("stnmt", "bỏ qua")
    await play.presses("stnmt", "Gửi")
    await three_tasks(play)
    report = await play.presses("stnmt", "Gửi báo cáo năm 2023")
    assert support in report
    assert "[Gửi]" in report


async def story_sentence_that_is_none(play: Play) -> None:
    """A greeting and a question go to the help; results by number answer the question too."""
    for typed in ("cảm ơn", "Bao giờ hết hạn gửi báo cáo?"):
        said = await play.says("stnmt", typed)
        assert said.startswith("Chưa rõ nội dung này ghi vào đâu. Để cập nhật"), typed
    await play.says("stnmt", TYPED)
    assert "Bot tách được 1 nội dung" in await play.says("stnmt", f"1.2 {TYPED}")
    await play.presses("stnmt", "Hủy")
    await play.says("stnmt", TYPED)
    await play.says("stnmt", "hủy")
    assert len(await said_of(play, "1.2")) == 1
