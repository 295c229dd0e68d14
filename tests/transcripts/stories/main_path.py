"""The main path: a round is opened, told, answered, signed for, and the digest says so."""

from __future__ import annotations

from tests.transcripts.play import Play


async def open_the_round(play: Play) -> str:
    """The coordinator starts reminding and opens the round of 2023; what he reads last."""
    await play.says("sxd", "/mo")
    await play.presses("sxd", "Bắt đầu nhắc")
    await play.presses("sxd", "Bắt đầu nhắc")
    await play.presses("sxd", "Mở kỳ báo cáo")
    await play.says("sxd", "1234/SXD-QLXD ngày 15/11/2023")
    await play.says("sxd", "bỏ qua")
    await play.presses("sxd", "Đúng thời gian này")
    await play.presses("sxd", "Đúng danh sách này")
    return await play.presses("sxd", "Mở kỳ báo cáo")


async def story_round_is_opened_and_told(play: Play) -> None:
    refused = await play.says("sxd", "mở kỳ báo cáo")
    assert "KH VLXD chưa bắt đầu nhắc" in refused
    assert play.heard("stnmt") == ""
    preview = await play.presses("sxd", "Bắt đầu nhắc")
    assert "theo dõi từ ngày 01/01/2023" in preview
    assert "Chưa phân công cơ quan chủ trì: 4" in preview
    await play.presses("sxd", "Bắt đầu nhắc")
    asked = await play.presses("sxd", "Mở kỳ báo cáo")
    assert "thời hạn gửi trước ngày 15/12/2023" in asked
    await play.says("sxd", "1234/SXD-QLXD ngày 15/11/2023")
    closing = await play.says("sxd", "bo qua")
    assert "số liệu từ ngày 15/12/2022 đến hết ngày 14/12/2023" in closing
    listed = await play.presses("sxd", "Đúng thời gian này")
    assert "Cơ quan phải báo cáo theo Kế hoạch (15)" in listed
    review = await play.presses("sxd", "Đúng danh sách này")
    assert "Phải báo cáo: 15 cơ quan. Khi mở, bot báo ngay cho 14 cán bộ đầu mối" in review
    assert play.heard("stnmt") == ""
    await play.presses("sxd", "Mở kỳ báo cáo")
    told = play.heard("stnmt")
    assert told.startswith(
        "Sở Xây dựng đề nghị Sở Tài nguyên và Môi trường báo cáo kết quả năm 2023 "
        "thực hiện KH VLXD (mục III.2)."
    )
    assert "Chủ trì: 1.2, 1.3, 5. Phối hợp: 1.1, 1.4, 2, 6; phối hợp, giám sát: 4." in told
    assert "Anh/chị chỉ cần cập nhật 3 nhiệm vụ chủ trì" in told
    assert "đã nhận" in await play.presses("stnmt", "Đã nhận")


async def story_three_tasks_in_one_message(play: Play) -> None:
    await open_the_round(play)
    play.heard("stnmt")
    review = await play.says(
        "stnmt",
        "1.2 Đã hoàn thành. Đã nghiệm thu hệ thống, Báo cáo số 120/BC-STNMT ngày 10/11/2023\n"
        "1.3 Đang rà soát 15 cơ sở\n"
        "5 Đã kiểm tra 12 cơ sở, xử lý 02 cơ sở",
    )
    assert "Bot tách được 3 nội dung" in review
    recorded = await play.presses("stnmt", "Gửi")
    assert "VLXD 1.2: Đã hoàn thành (chờ Sở Xây dựng xác nhận)" in recorded
    assert "VLXD 1.3: Đang triển khai, bảo đảm tiến độ" in recorded
    assert "Văn bản nhận ra: Báo cáo số 120/BC-STNMT, 10/11/2023." in recorded
    assert "Mã ghi nhận VLXD-2023-001, 08:00 ngày 15/11/2023" in recorded
    assert "Đã đủ 3/3 nhiệm vụ chủ trì." in recorded
    await play.presses("stnmt", "Gửi báo cáo năm 2023")
    await play.presses("stnmt", "Không phát sinh")
    sent = await play.presses("stnmt", "Gửi")
    assert "Đã gửi báo cáo năm 2023 KH VLXD của Sở Tài nguyên và Môi trường" in sent
    await play.presses("stnmt", "Đã có văn bản")
    kept = await play.says("stnmt", "150/BC-STNMT ngày 14/11/2023")
    assert "Đã ghi nhận văn bản số 150/BC-STNMT ngày 14/11/2023" in kept
