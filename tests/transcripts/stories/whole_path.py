"""The whole thin path, from /mo to the digest, in the words of the twelve model messages."""

from __future__ import annotations

from tests.transcripts.play import FOCAL, INTERNAL, Play
from tests.transcripts.stories.main_path import open_the_round
from tests.transcripts.worlds import opened, part_of

THREE = (
    "1.2 Đã hoàn thành. Đã nghiệm thu hệ thống, Báo cáo số 120/BC-STNMT ngày 05/12/2023\n"
    "1.3 Đang rà soát 15 cơ sở\n"
    "5 Đã kiểm tra 12 cơ sở, xử lý 02 cơ sở"
)
MORNINGS = ("12/12/2023 08:30", "14/12/2023 08:30")


async def tie_groups(play: Play) -> None:
    """The Sở's own group and the group of all focal points hear the digest."""
    await play.says("sxd", "/nhom", chat=INTERNAL)
    await play.presses("sxd", "Nội bộ Sở", chat=INTERNAL)
    await play.says("sxd", "/nhom", chat=FOCAL)
    await play.presses("sxd", "Nhóm đầu mối các cơ quan", chat=FOCAL)


async def story_from_the_opening_to_the_digest(play: Play) -> None:
    await open_the_round(play)
    await tie_groups(play)
    assert play.heard("stnmt").splitlines() == [
        (
            "Sở Xây dựng đề nghị Sở Tài nguyên và Môi trường báo cáo kết quả năm 2023 thực hiện"
            " KH VLXD (mục III.2)."
        ),
        "Thời hạn gửi: trước ngày 15/12/2023. Văn bản đề nghị: số 1234/SXD-QLXD ngày 15/11/2023.",
        "Chủ trì: 1.2, 1.3, 5. Phối hợp: 1.1, 1.4, 2, 6; phối hợp, giám sát: 4.",
        "Anh/chị chỉ cần cập nhật 3 nhiệm vụ chủ trì; phần phối hợp ghi chung một ý.",
        "[Nhiệm vụ của cơ quan] [Đã nhận]",
    ]
    await play.at("11/12/2023 13:45")
    assert play.heard("stnmt").splitlines() == [
        (
            'Còn 3 ngày làm việc đến hạn gửi báo cáo năm 2023 KH VLXD ("trước ngày 15/12",'
            " ngày cuối 14/12/2023)."
        ),
        (
            "Chưa cập nhật: 1.2, 1.3, 5 (chủ trì). Nhiệm vụ 1.2, 1.3 hết thời gian thực hiện ngày"
            ' 31/12/2023 ("2022- 2023").'
        ),
        "Văn bản đề nghị: số 1234/SXD-QLXD ngày 15/11/2023.",
        "[Cập nhật ngay] [Đã có văn bản] [Đang trình lãnh đạo] [Hẹn ngày gửi]",
    ]
    await play.says("stnmt", THREE)
    assert (await play.presses("stnmt", "Gửi")).splitlines() == [
        (
            "Đã ghi nhận. VLXD 1.2: Đã hoàn thành (chờ Sở Xây dựng xác nhận); VLXD 1.3: Đang triển"
            " khai, bảo đảm tiến độ; VLXD 5: Triển khai thường xuyên."
        ),
        (
            "Văn bản nhận ra: Báo cáo số 120/BC-STNMT, 05/12/2023. Mã ghi nhận VLXD-2023-001,"
            " 13:45 ngày 11/12/2023 (không thay số văn bản đến)."
        ),
        "Đã đủ 3/3 nhiệm vụ chủ trì.",
        "[Gửi báo cáo năm 2023] [Lấy nội dung làm công văn] [Đính chính] [Thu hồi]",
    ]
    await play.presses("stnmt", "Đã có văn bản")
    await play.says("stnmt", "150/BC-STNMT ngày 11/12/2023")
    await _in_peace(play)


async def _in_peace(play: Play) -> None:
    """Silence for who has signed, the others are still told; the digest says who is who."""
    told = []
    for morning in MORNINGS:
        await play.at(morning)
        assert play.heard("stnmt") == ""
        told.append(play.heard("skhcn"))
    assert "Hôm nay là ngày làm việc cuối để gửi báo cáo năm 2023 KH VLXD" in told[1]
    await play.at("18/12/2023 14:30")
    assert play.heard("stnmt") == ""
    assert play.heard(INTERNAL).splitlines()[-5:] == [
        (
            "KH VLXD, báo cáo năm 2023: đã gửi 1/15 (sở 1/5; huyện, thành phố 0/10), trong đó"
            " 1 đã có văn bản. Đã qua thời hạn (trước ngày 15/12/2023)."
        ),
        (
            "Chưa gửi: Sở Kế hoạch và Đầu tư; Sở Công thương; Sở Tài chính; Sở Khoa học và Công"
            " nghệ; UBND thành phố Bắc Giang; UBND các huyện Lục Ngạn, Lục Nam, Sơn Động, Yên Thế,"
            " Hiệp Hòa, Lạng Giang, Tân Yên, Việt Yên, Yên Dũng. Trong đó 1 cơ quan chưa hẹn và"
            " không liên lạc được qua bot, đề nghị gọi điện."
        ),
        (
            "9 nhiệm vụ: 0 hoàn thành, 1 chờ xác nhận, 5 đang triển khai, 0 quá hạn, 2 triển khai"
            " thường xuyên, 1 chưa phân công (4). Đến hạn 31/12: 1.1, 1.3, 1.4."
        ),
        "Chờ Sở xử lý: 1 báo cáo chờ tiếp nhận.",
        (
            "[Nhắc 13 cơ quan chưa hẹn] [Dự thảo công văn đôn đốc] [Xem chi tiết]"
            " [Dự thảo báo cáo] [Xem báo cáo chờ tiếp nhận]"
        ),
    ]


async def story_focal_group_reads_counts_and_no_names(play: Play) -> None:
    await opened(play)
    await tie_groups(play)
    play.heard(FOCAL)
    for who in ("sct", "stc"):
        await play.says(who, "/vanban 9/BC-ABC ngày 14/11/2023")
    await play.at("17/11/2023 14:30")
    assert play.heard(FOCAL).splitlines() == [
        (
            "Sở Xây dựng đã nhận báo cáo năm 2023 KH VLXD của 2/15 cơ quan, địa phương và trân"
            " trọng cảm ơn."
        ),
        (
            "Các cơ quan còn lại, đề nghị gửi trước ngày 15/12/2023 để kịp tổng hợp báo cáo UBND"
            " tỉnh trước ngày 31/12. Cần hỗ trợ xin nhắn riêng cho bot."
        ),
    ]
    assert "Chưa gửi: Sở Kế hoạch và Đầu tư;" in play.heard(INTERNAL)
    asked = await play.says("sxd", "/tonghop", chat=FOCAL)
    assert asked.startswith("Sở Xây dựng đã nhận báo cáo năm 2023 KH VLXD của 2/15 cơ quan")
    assert "Sở Kế hoạch và Đầu tư" not in asked


async def story_late_agency_is_nudged_when_the_coordinator_presses(play: Play) -> None:
    round_ = await opened(play, ("stnmt", "ubnd-son-dong"))
    await play.at("18/12/2023 13:45")
    assert play.heard("ubnd-son-dong") == ""
    assert "Đã qua thời hạn báo cáo năm 2023 KH VLXD" in play.heard("sxd")
    await play.says("stnmt", "/vanban 9/BC-STNMT ngày 18/12/2023")
    preview = await play.presses("sxd", "Nhắc 2 cơ quan")
    assert "Gửi tới 1 cơ quan: UBND huyện Sơn Động." in preview
    sent = await play.presses("sxd", "Gửi lời nhắc tới 1 cơ quan")
    assert sent == "Đã gửi lời nhắc báo cáo năm 2023 KH VLXD tới UBND huyện Sơn Động."
    assert play.heard("ubnd-son-dong").splitlines() == [
        (
            "Đến nay Sở Xây dựng chưa nhận được báo cáo năm 2023 KH VLXD của UBND huyện Sơn Động"
            " (thời hạn: trước ngày 15/12/2023)."
        ),
        (
            "Sở phải báo cáo UBND tỉnh trước ngày 31/12 nên đề nghị anh/chị gửi trong ngày 20/12."
            " Nếu đã gửi văn bản, chỉ cần ghi số và ngày."
        ),
        "Văn bản đề nghị: số 1234/SXD-QLXD ngày 15/11/2023.",
        "[Cập nhật ngay] [Đã có văn bản] [Không phát sinh] [Hẹn ngày gửi]",
    ]
    assert play.heard("stnmt").count("chưa nhận được") == 0
    again = await play.presses("sxd", "Gửi lời nhắc tới 1 cơ quan")
    assert again.startswith(
        "Hôm nay đã nhắc các cơ quan này (Chuyên viên tổng hợp Sở Xây dựng nhắc lúc 13:45 ngày"
        " 18/12/2023), mỗi ngày chỉ nhắc một lần."
    )
    assert (await part_of(play, round_, "ubnd-son-dong")).nudges == 1
