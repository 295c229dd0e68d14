"""Đính chính, thu hồi: nothing is overwritten, and nothing is touched once the round is closed."""

from __future__ import annotations

from sqlalchemy import select

from plans.model import Status, SubmissionState
from storage.schema import submission
from tests.transcripts.play import Play
from tests.transcripts.worlds import closed, opened, part_of, said_of

BOTH = "1.2 Đã nghiệm thu hệ thống\n1.3 Đang rà soát 15 cơ sở"


async def story_correction_keeps_what_it_replaces(play: Play) -> None:
    await opened(play)
    await play.says("stnmt", BOTH)
    await play.presses("stnmt", "Gửi")
    assert await play.presses("stnmt", "Đính chính") == (
        "Anh/chị đính chính nhiệm vụ nào? Nội dung cũ vẫn được lưu, nội dung mới thay cho nội"
        " dung cũ.\n[VLXD 1.2] [VLXD 1.3]"
    )
    asked = await play.presses("stnmt", "VLXD 1.3")
    assert "Đang triển khai, bảo đảm tiến độ. Đang rà soát 15 cơ sở" in asked
    await play.says("stnmt", "5")
    await play.says("stnmt", "Đã rà soát 18 cơ sở")
    assert "Mã ghi nhận VLXD-2023-002" in await play.presses("stnmt", "Gửi")
    assert [one.text for one in await said_of(play, "1.3")][:2] == [
        "Đã rà soát 18 cơ sở",
        "Đang rà soát 15 cơ sở",
    ]


async def story_withdrawal_of_a_receipt(play: Play) -> None:
    await opened(play)
    await play.says("stnmt", BOTH)
    await play.presses("stnmt", "Gửi")
    first = play.button("stnmt", "Thu hồi")
    asked = await play.press_this("stnmt", first)
    assert asked == (
        "Thu hồi nội dung theo mã VLXD-2023-001: VLXD 1.2, VLXD 1.3? Nội dung trước đó (nếu có)"
        " sẽ là nội dung hiện tại.\n[Thu hồi]"
    )
    assert (await said_of(play, "1.2"))[0].withdrawn is None
    done = await play.presses("stnmt", "Thu hồi")
    assert done == "Đã thu hồi nội dung theo mã VLXD-2023-001: VLXD 1.2, VLXD 1.3."
    kept, baseline = await said_of(play, "1.2")
    assert kept.withdrawn is not None
    assert baseline.withdrawn is None
    assert "(minh họa) Đang lập thiết kế" in await play.says("stnmt", "1.2")
    await play.says("stnmt", "hủy")
    assert "đã được thu hồi trước đó" in await play.press_this("stnmt", first)


async def story_report_is_withdrawn_and_sent_again(play: Play) -> None:
    round_ = await opened(play)
    for text in ("Không có dự án mới", "Có 01 dự án mới"):
        await play.says("sct", "/baocao")
        await play.presses("sct", "Gửi báo cáo năm 2023")
        await play.presses("sct", "Ghi nội dung")
        await play.says("sct", text)
        sent = await play.presses("sct", "Gửi")
        assert (await part_of(play, round_, "sct")).state is SubmissionState.SENT
        if text == "Không có dự án mới":
            await play.says("sct", "/baocao")
            old = play.button("sct", "Thu hồi")
            assert await play.press_this("sct", old) == (
                "Thu hồi báo cáo năm 2023 KH VLXD, mã ghi nhận VLXD-2023-001? Nội dung đã cập"
                " nhật vẫn được giữ.\n[Thu hồi] [Quay lại]"
            )
            assert (await part_of(play, round_, "sct")).state is SubmissionState.SENT
            assert (await play.presses("sct", "Thu hồi")).startswith(
                "Đã thu hồi báo cáo năm 2023 KH VLXD. Nội dung đã cập nhật vẫn được giữ;"
            )
            assert (await part_of(play, round_, "sct")).state is SubmissionState.UPDATING
    assert "(lần 2 thay lần 1)" in sent
    late = await play.press_this("sct", old)
    assert late.startswith("Báo cáo lần 1 đã được thay bằng lần 2 (")
    assert (await part_of(play, round_, "sct")).state is SubmissionState.SENT
    async with play.store() as unit:
        kept = await unit.rows(select(submission).order_by(submission.c.nth))
    assert [(one.nth, one.support_text, one.withdrawn is None) for one in kept] == [
        (1, "Không có dự án mới", False),
        (2, "Có 01 dự án mới", True),
    ]


async def story_closed_round_is_left_as_it_is(play: Play) -> None:
    round_ = await opened(play)
    await play.says("stnmt", BOTH)
    await play.presses("stnmt", "Gửi")
    correct, withdraw = (play.button("stnmt", label) for label in ("Đính chính", "Thu hồi"))
    paper = play.button("stnmt", "Đã có văn bản")
    await closed(play, round_)
    for button in (correct, withdraw):
        assert await play.press_this("stnmt", button) == (
            "Chưa thực hiện được: kỳ báo cáo năm 2023 KH VLXD đã chốt ngày 15/11/2023. Đề nghị"
            " anh/chị liên hệ chuyên viên tổng hợp hoặc gửi văn bản đính chính."
        )
    assert "Số, ký hiệu và ngày văn bản" in await play.press_this("stnmt", paper)
    assert (await said_of(play, "1.3"))[0].status is Status.ON_TRACK
