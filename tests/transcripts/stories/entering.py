"""Nhập thay: the coordinator enters from a document or a call, and the agency sees it."""

from __future__ import annotations

from plans.model import SubmissionState
from tests.transcripts.play import Play
from tests.transcripts.stories.entering_letters import LETTER
from tests.transcripts.worlds import opened, part_of, said_of

SIX = (
    ("stc", "Sở TC 77/BC-STC ngày 13/11/2023"),
    ("ubnd-son-dong", "Sơn Động 45/BC-UBND ngày 12/11/2023"),
    ("ubnd-luc-ngan", "huyen luc ngan 46/BC-UBND 12/11"),
    ("ubnd-yen-the", "UBND huyện Yên Thế, Báo cáo số 47/BC-UBND ngày 10/11/2023"),
    ("ubnd-hiep-hoa", "Hiệp Hòa theo văn bản số 48/BC-UBND ngày 11/11/2023"),
    ("ubnd-tp-bac-giang", "TP Bắc Giang 49/BC-UBND ngày 09/11/2023"),
)


async def story_six_of_fifteen_in_one_sitting(play: Play) -> None:
    """Three messages an agency: its name with the document, one button, [Gửi]."""
    await opened(play)
    asked = await play.says("sxd", "/nhapthay")
    assert asked.splitlines()[:2] == [
        "Nhập thay, báo cáo năm 2023 KH VLXD: cho cơ quan nào? Còn 15 cơ quan chưa gửi.",
        (
            "Chọn, hoặc gõ tên, viết tắt, kèm văn bản nếu có, ví dụ: Sơn Động 45/BC-UBND ngày"
            " 05/12/2023."
        ),
    ]
    for place, (_, line) in enumerate(SIX):
        if place:
            await play.presses("sxd", "Nhập cơ quan khác")
        await play.says("sxd", line)
        assert (
            "Không phát sinh nội dung.\nBáo cáo được ghi là đã gửi, đã tiếp nhận."
            in await play.presses("sxd", "Không phát sinh")
        )
        assert "Tình trạng: đã tiếp nhận, đã có văn bản số" in await play.presses("sxd", "Gửi")
    done = [line for line in play.log if line.startswith("sxd> ")]
    assert len(done) == 4 * len(SIX)  # the first /nhapthay, then [Nhập cơ quan khác], among them
    summary = await play.says("sxd", "/tonghop")
    assert "đã gửi 6/15 (sở 1/5; huyện, thành phố 5/10), trong đó 6 đã có văn bản." in summary
    details = await play.presses("sxd", "Xem chi tiết")
    assert (
        "Sở Tài chính: đã có văn bản số 77/BC-STC ngày 13/11/2023; nhập thay 15/11/2023,"
        " không phát sinh"
    ) in details
    await play.at("30/11/2023 08:30")
    for who, _ in SIX:
        if who != "ubnd-hiep-hoa":  # nobody joined there
            assert "Còn" not in play.heard(who)
    assert "Còn 10 ngày làm việc" in play.heard("ubnd-luc-nam")


async def story_one_line_says_it_all(play: Play) -> None:
    round_ = await opened(play)
    line = "/nhapthay sơn động, báo cáo số 45/BC-UBND ngày 12/11/2023, không phát sinh"
    assert (await play.says("sxd", line)).splitlines() == [
        (
            "Nhập thay UBND huyện Sơn Động, báo cáo năm 2023 KH VLXD, theo văn bản số 45/BC-UBND"
            " ngày 12/11/2023."
        ),
        "Không phát sinh nội dung.",
        "Báo cáo được ghi là đã gửi, đã tiếp nhận.",
        "[Gửi] [Sửa] [Để sau] [Hủy]",
    ]
    assert (await play.presses("sxd", "Gửi")).splitlines() == [
        "Đã nhập thay UBND huyện Sơn Động theo văn bản số 45/BC-UBND ngày 12/11/2023.",
        "Mã ghi nhận VLXD-2023-001, 08:00 ngày 15/11/2023.",
        "Tình trạng: đã tiếp nhận, đã có văn bản số 45/BC-UBND, bot không nhắc kỳ này nữa.",
        "Bot báo cho 1 cán bộ đầu mối của cơ quan, cơ quan có thể đính chính.",
        "[Nhập cơ quan khác] [Xem] [Thu hồi nhập thay]",
    ]
    part = await part_of(play, round_, "ubnd-son-dong")
    assert (part.state, part.nothing_to_report, part.paper_entered) == (
        SubmissionState.ACCEPTED,
        True,
        True,
    )
    assert play.heard("ubnd-son-dong").splitlines() == [
        (
            "Sở Xây dựng đã nhập thay UBND huyện Sơn Động báo cáo năm 2023 KH VLXD theo văn bản số"
            " 45/BC-UBND ngày 12/11/2023:"
        ),
        "Không phát sinh nội dung.",
        "Nếu chưa đúng, đề nghị anh/chị đính chính; nội dung gửi lần cuối được dùng để tổng hợp.",
        "[Xem] [Đính chính]",
    ]


async def story_only_the_number_of_a_document(play: Play) -> None:
    round_ = await opened(play)
    await play.says("sxd", "/nhapthay stnmt")
    await play.presses("sxd", "Theo văn bản")
    await play.says("sxd", "150/BC-STNMT ngày 14/11/2023")
    review = await play.presses("sxd", "Chỉ ghi số văn bản")
    assert "Chỉ ghi số văn bản; nội dung nhập sau." in review
    await play.presses("sxd", "Gửi")
    part = await part_of(play, round_)
    assert (part.state, part.reported, part.entered) == (SubmissionState.NOTHING, True, None)
    assert play.heard("stnmt").splitlines() == [
        (
            "Sở Xây dựng đã ghi thay Sở Tài nguyên và Môi trường: báo cáo năm 2023 KH VLXD đã có"
            " văn bản số 150/BC-STNMT ngày 14/11/2023. Bot không nhắc kỳ này nữa."
        ),
        "Nếu chưa đúng, đề nghị anh/chị sửa số văn bản.",
        "[Sửa số văn bản]",
    ]
    await play.says("sxd", "/tonghop")
    assert (
        "Sở Tài nguyên và Môi trường: đã có văn bản số 150/BC-STNMT ngày 14/11/2023 (nhập thay)"
    ) in await play.presses("sxd", "Xem chi tiết")
    await play.presses("stnmt", "Sửa số văn bản")
    await play.says("stnmt", "151/BC-STNMT ngày 14/11/2023")
    assert not (await part_of(play, round_)).paper_entered


async def story_agencys_own_word_is_shown_first(play: Play) -> None:
    round_ = await opened(play)
    await play.says("stnmt", "1.2 Đã lập hồ sơ nghiệm thu")
    await play.presses("stnmt", "Gửi")
    await play.says("stnmt", "1.3")
    await play.at("16/11/2023 09:00")
    await play.says("sxd", "/nhapthay stnmt 150/BC-STNMT ngày 14/11/2023")
    review = await play.says("sxd", LETTER)
    assert (
        "Trước đó (08:00 ngày 15/11/2023, Cán bộ đầu mối Sở Tài nguyên và Môi trường): Đang"
        " triển khai, bảo đảm tiến độ. Đã lập hồ sơ nghiệm thu"
    ) in review
    assert "Cán bộ đầu mối đang soạn 1.3 (08:00 ngày 15/11/2023), bản đó vẫn giữ." in review
    await play.says("stnmt", "/vanban 151/BC-STNMT ngày 15/11/2023")
    again = await play.presses("sxd", "Gửi")
    assert again.startswith("Chưa ghi: trong lúc đó đã có nội dung mới của Sở Tài nguyên")
    assert "Đã có văn bản số 151/BC-STNMT ngày 15/11/2023; văn bản này thay" in again
    assert len(await said_of(play, "1.2")) == 2
    await play.presses("sxd", "Gửi")
    assert [one.source for one in await said_of(play, "1.2")] == ["entered", "chat", "baseline"]
    paper = (await part_of(play, round_)).paper
    assert paper is not None
    assert paper.code == "150/BC-STNMT"


async def story_wrong_agency_is_taken_back(play: Play) -> None:
    round_ = await opened(play)
    await play.says("sxd", "/nhapthay stnmt 150/BC-STNMT ngày 14/11/2023")
    await play.says("sxd", LETTER)
    await play.presses("sxd", "Gửi")
    play.heard("stnmt")
    view = play.button("stnmt", "Xem")
    asked = await play.presses("sxd", "Thu hồi nhập thay")
    assert "Thu hồi nội dung nhập thay Sở Tài nguyên và Môi trường theo mã VLXD-2023-001" in asked
    await play.presses("sxd", "Thu hồi nhập thay")
    part = await part_of(play, round_)
    assert (part.state, part.paper, part.reported) == (SubmissionState.NOTHING, None, False)
    assert [one.withdrawn is None for one in await said_of(play, "1.2")] == [False, True]
    assert "đã thu hồi nội dung nhập thay Sở Tài nguyên và Môi trường" in play.heard("stnmt")
    assert "không còn hoặc không thuộc phần" in await play.press_this("stnmt", view)
    assert "không còn" in await play.presses("sxd", "Thu hồi nhập thay")
    journal = await play.says("sxd", "/nhatky")
    for said in (
        (
            "nhập thay Sở Tài nguyên và Môi trường theo văn bản số 150/BC-STNMT ngày 14/11/2023:"
            " 3 nhiệm vụ."
        ),
        "gửi báo cáo năm 2023 của Sở Tài nguyên và Môi trường, nhập thay.",
        (
            "thu hồi nội dung nhập thay Sở Tài nguyên và Môi trường, mã ghi nhận VLXD-2023-001"
            " (theo văn bản số 150/BC-STNMT ngày 14/11/2023)."
        ),
    ):
        assert said in journal


async def story_entered_over_the_agencys_own_report_and_taken_back(play: Play) -> None:
    """What is entered whole from a document is taken with it; the report before it is not."""
    round_ = await opened(play)
    await play.says("ubnd-son-dong", "/baocao")
    await play.presses("ubnd-son-dong", "Không phát sinh")
    await play.presses("ubnd-son-dong", "Gửi")
    assert (await part_of(play, round_, "ubnd-son-dong")).waits
    await play.says("sxd", "/nhapthay Sơn Động 45/BC-UBND ngày 12/11/2023 không phát sinh")
    await play.presses("sxd", "Gửi")
    part = await part_of(play, round_, "ubnd-son-dong")
    assert (part.state, part.waits) == (SubmissionState.ACCEPTED, False)
    await play.presses("sxd", "Thu hồi nhập thay")
    await play.presses("sxd", "Thu hồi nhập thay")
    part = await part_of(play, round_, "ubnd-son-dong")
    assert (part.state, part.waits) == (SubmissionState.SENT, True)


async def story_without_an_open_round(play: Play) -> None:
    asked = await play.says("sxd", "nhập thay")
    assert "[Sở Kế hoạch và Đầu tư] [Sở Tài nguyên và Môi trường] [Sở Khoa học và" in asked
    await play.says("sxd", "TN&MT 150/BC-STNMT ngày 14/11/2023")
    review = await play.says("sxd", "1.2 Đã nghiệm thu")
    assert "Chưa có kỳ báo cáo đang mở, chỉ ghi cập nhật nhiệm vụ." in review
    assert "Tình trạng" not in await play.presses("sxd", "Gửi")
    assert (await said_of(play, "1.2"))[0].basis is not None
    refused = await play.says("sxd", "/nhapthay stc")  # leads nothing, nobody reports
    assert "không có trong danh sách cơ quan" in refused


async def story_own_tasks_of_the_coordinating_so(play: Play) -> None:
    """Outside n/N: nobody asks the Sở, yet its lead tasks stand in the report."""
    await opened(play)
    asked = await play.says("sxd", "/nhapthay Sở Xây dựng")
    assert asked.startswith("Sở Xây dựng, báo cáo năm 2023 KH VLXD.")
    await play.says("sxd", "điện thoại")
    await play.says("sxd", "Ông A, Trưởng phòng Quản lý vật liệu")
    assert play.buttons("sxd")[:2] == ["Dán nội dung", "Từng nhiệm vụ"]
    review = await play.says("sxd", "1.1 Đã trình UBND tỉnh dự thảo quy hoạch")
    assert "Nội dung tính vào báo cáo tổng hợp, ngoài danh sách cơ quan báo cáo." in review
    recorded = await play.presses("sxd", "Gửi")
    assert recorded.startswith("Đã nhập thay Sở Xây dựng theo điện thoại của Ông A")
    assert "cán bộ đầu mối" not in recorded
    assert (await said_of(play, "1.1", "sxd"))[0].round is not None
    assert "đã gửi 0/15" in await play.says("sxd", "/tonghop")
