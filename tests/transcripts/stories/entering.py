"""Nhập thay: the coordinator enters from a document or a call, and the agency sees it."""

from __future__ import annotations

from plans.model import EntryBasis, Role, Status, SubmissionState
from tests.transcripts.play import Play
from tests.transcripts.worlds import HUYEN, appoint, closed, opened, part_of, person_of, said_of

LETTER = """UBND TỈNH BẮC GIANG
SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG
Số: 150/BC-STNMT
Kính gửi: Sở Xây dựng.
Thực hiện Công văn số 1234/SXD-QLXD ngày 15/11/2023, Sở báo cáo như sau:
1.2. Đã hoàn thành. Đã nghiệm thu hệ thống, Báo cáo số 120/BC-STNMT ngày 10/11/2023
1.3 Đang rà soát 15 cơ sở
- 3 cơ sở mới
1.1 Đã phối hợp tuyên truyền tại 3 huyện
5 Đã kiểm tra 12 cơ sở
II. Phần phối hợp: Cử cán bộ tham gia các đoàn kiểm tra.
Trên đây là báo cáo của Sở./.
Nơi nhận: - Như trên"""
HEADED = """1. Công tác chỉ đạo
II. Kết quả thực hiện
1.2. Đã nghiệm thu hệ thống
1.3 Đang rà soát 15 cơ sở
9.9 Đã kiểm tra 12 cơ sở
7. Khó khăn
- Kinh phí còn hạn chế"""
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
            "Không phát sinh nội dung.\nGhi là báo cáo đã gửi, đã tiếp nhận."
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
        "Ghi là báo cáo đã gửi, đã tiếp nhận.",
        "[Gửi] [Sửa] [Để sau] [Hủy]",
    ]
    assert (await play.presses("sxd", "Gửi")).splitlines() == [
        "Đã nhập thay UBND huyện Sơn Động theo văn bản số 45/BC-UBND ngày 12/11/2023.",
        "Mã ghi nhận VLXD-2023-001, 08:00 ngày 15/11/2023.",
        "Tình trạng: đã tiếp nhận, đã có văn bản số 45/BC-UBND, bot không nhắc kỳ này nữa.",
        "Bot báo cho 1 cán bộ đầu mối của cơ quan, cơ quan đính chính được.",
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
        "Nếu chưa đúng, đề nghị anh/chị đính chính; lần sau cùng được tính.",
        "[Xem] [Đính chính]",
    ]


async def story_pasted_letter_is_mapped_by_number(play: Play) -> None:
    round_ = await opened(play)
    await play.says("sxd", "/nhapthay")
    await play.presses("sxd", "Sở Tài nguyên và Môi trường")
    await play.says("sxd", "150/BC-STNMT 14/11/2023")
    assert (await play.says("sxd", LETTER)).splitlines() == [
        (
            "Nhập thay Sở Tài nguyên và Môi trường, báo cáo năm 2023 KH VLXD, theo văn bản số"
            " 150/BC-STNMT ngày 14/11/2023."
        ),
        (
            "VLXD 1.2 [Đã hoàn thành] Đã hoàn thành. Đã nghiệm thu hệ thống, Báo cáo số"
            " 120/BC-STNMT ngày 10/11/2023"
        ),
        "VLXD 1.3 [Đang triển khai, bảo đảm tiến độ] Đang rà soát 15 cơ sở",
        "- 3 cơ sở mới",
        "VLXD 5 [Triển khai thường xuyên] Đã kiểm tra 12 cơ sở",
        "Phần phối hợp: 1.1 Đã phối hợp tuyên truyền tại 3 huyện",
        "Cử cán bộ tham gia các đoàn kiểm tra.",
        "Văn bản nhận ra: VLXD 1.2: Báo cáo số 120/BC-STNMT ngày 10/11/2023",
        (
            "Không ghi (phần đầu, cuối văn bản): UBND TỈNH BẮC GIANG SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG"
            " Số… / Trên đây là báo cáo của Sở./. Nơi nhận: - Như trên"
        ),
        "Ghi là báo cáo đã gửi, đã tiếp nhận.",
        "[Gửi] [Sửa] [Để sau] [Hủy]",
    ]
    await play.presses("sxd", "Sửa")
    await play.presses("sxd", "VLXD 1.3: tiến độ")
    await play.presses("sxd", "Có khả năng chậm")
    await play.presses("sxd", "Gửi")
    said = (await said_of(play, "1.3"))[0]
    assert (said.source, said.status, said.person_name) == (
        "entered",
        Status.MAY_SLIP,
        "Chuyên viên tổng hợp Sở Xây dựng",
    )
    part = await part_of(play, round_)
    assert part.state is SubmissionState.ACCEPTED
    assert part.entered == said.basis
    assert part.entered == EntryBasis(paper=part.paper)
    await _the_agency_sees_and_corrects(play)


async def _the_agency_sees_and_corrects(play: Play) -> None:
    told = play.heard("stnmt")
    assert "VLXD 1.3: Đang triển khai, có khả năng chậm. Đang rà soát 15 cơ sở" in told
    assert told.endswith("[Xem] [Đính chính] [Đính chính phần phối hợp]")
    support = play.button("stnmt", "Đính chính phần phối hợp")
    correct = play.button("stnmt", "Đính chính")
    shown = await play.presses("stnmt", "Xem")
    assert "Người nhập: Chuyên viên tổng hợp Sở Xây dựng, Chuyên viên, 08:00 ngày" in shown
    assert (
        "Tình trạng: đã tiếp nhận (nhập thay theo văn bản số 150/BC-STNMT ngày 14/11/2023); đã có"
    ) in await play.says("stnmt", "/baocao")
    duties = await play.says("stnmt", "/nhiemvu")
    assert "— Đã hoàn thành, 15/11/2023 (nhập thay)" in duties
    clause = await play.presses("stnmt", "VLXD 1.3")
    assert (
        "Cập nhật gần nhất (15/11/2023, Chuyên viên tổng hợp Sở Xây dựng nhập thay theo văn bản"
        " số 150/BC-STNMT ngày 14/11/2023): Đang triển khai, có khả năng chậm."
    ) in clause
    await play.press_this("stnmt", correct)
    asked = await play.presses("stnmt", "VLXD 1.3")
    assert "nhập thay theo văn bản số 150/BC-STNMT" in asked
    for typed in ("1", "A", "Đã rà soát 18 cơ sở"):
        await play.says("stnmt", typed)
    await play.presses("stnmt", "Gửi")
    last, before, *_ = await said_of(play, "1.3")
    assert (last.source, last.text, before.source) == ("chat", "Đã rà soát 18 cơ sở", "entered")
    await play.press_this("stnmt", support)
    await play.presses("stnmt", "Không phát sinh")
    assert "(lần 2 đính chính lần 1)" in await play.presses("stnmt", "Gửi")


async def story_incomplete_letter_waits_for_the_rest(play: Play) -> None:
    round_ = await opened(play)
    await play.says("sxd", "/nhapthay stnmt 150/BC-STNMT ngày 14/11/2023")
    review = await play.says("sxd", "Đã phối hợp các đoàn kiểm tra\n1.2: Đã nghiệm thu")
    assert "Phần phối hợp: Đã phối hợp các đoàn kiểm tra" in review
    assert "Chưa có nội dung: 1.3, 5. Ghi cập nhật và số văn bản." in review
    recorded = await play.presses("sxd", "Gửi")
    assert (
        "Tình trạng: đã có văn bản số 150/BC-STNMT, bot không nhắc kỳ này nữa."
        " Chưa có nội dung: 1.3, 5."
    ) in recorded
    assert (await part_of(play, round_)).state is SubmissionState.UPDATING
    await play.says("sxd", "/nhapthay stnmt 150/BC-STNMT ngày 14/11/2023")
    review = await play.says("sxd", "1.3 Đang rà soát\n5 Đã kiểm tra")
    assert "Ghi là báo cáo đã gửi, đã tiếp nhận." in review
    await play.presses("sxd", "Gửi")
    assert (await part_of(play, round_)).state is SubmissionState.ACCEPTED
    assert "Phần phối hợp: Đã phối hợp các đoàn kiểm tra" in await play.presses("sxd", "Xem")


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
    assert "Ghi là báo cáo đã gửi qua điện thoại, chưa có văn bản." in review
    assert "Tình trạng: đã gửi, chưa có văn bản." in await play.presses("sxd", "Gửi")
    await play.says("sxd", "/tonghop")
    assert (
        "Sở Khoa học và Công nghệ: nhập thay 16/11/2023 theo điện thoại, chưa có văn bản"
    ) in await play.presses("sxd", "Xem chi tiết")


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


async def story_two_coordinators_enter_at_once(play: Play) -> None:
    round_ = await opened(play)
    async with play.store() as unit:
        admin = await person_of(unit, play, "sxd-admin")
        await appoint(unit, admin, "sxd", role=Role.COORDINATOR)
    for who, paper in (("sxd", "45/BC-UBND"), ("sxd-admin", "46/BC-UBND")):
        await play.says(who, f"/nhapthay Sơn Động {paper} ngày 12/11/2023 không phát sinh")
    await play.presses("sxd", "Gửi")
    held = await play.presses("sxd-admin", "Gửi")
    assert held.startswith("Chưa ghi: trong lúc đó đã có nội dung mới của UBND huyện Sơn Động")
    assert "Báo cáo nhập thay ngày 15/11/2023 vẫn được giữ; lần này thay lần đó." in held
    assert (await part_of(play, round_, "ubnd-son-dong")).paper.number == "45"
    assert "Đã nhập thay UBND huyện Sơn Động" in await play.presses("sxd-admin", "Gửi")
    assert (await part_of(play, round_, "ubnd-son-dong")).paper.number == "46"


async def story_two_presses_of_one_entry(play: Play) -> None:
    await opened(play)
    await play.says("sxd", "/nhapthay Sơn Động 45/BC-UBND ngày 12/11/2023 không phát sinh")
    send = play.button("sxd", "Gửi")
    await play.press_this("sxd", send)
    assert "Nội dung này đã gửi lúc" in await play.press_this("sxd", send)
    assert play.heard("ubnd-son-dong").count("đã nhập thay") == 1


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


async def story_letter_cut_by_the_platform_is_joined(play: Play) -> None:
    await opened(play)
    await play.says("sxd", "/nhapthay stnmt 150/BC-STNMT ngày 14/11/2023")
    long = "Đã rà soát cơ sở sản xuất; " * 140
    await play.says("sxd", f"1.2 Đã nghiệm thu\n1.3 {long}và cơ sở")
    review = await play.says("sxd", "cuối cùng.\n5 Đã kiểm tra\nPhần phối hợp: đã góp ý.")
    assert "Phần phối hợp: đã góp ý." in review
    await play.presses("sxd", "Gửi")
    assert (await said_of(play, "1.3"))[0].text.endswith("và cơ sở cuối cùng.")


async def story_without_an_open_round(play: Play) -> None:
    asked = await play.says("sxd", "nhập thay")
    assert "[Sở Kế hoạch và Đầu tư] [Sở Tài nguyên và Môi trường] [Sở Khoa học và" in asked
    await play.says("sxd", "TN&MT 150/BC-STNMT ngày 14/11/2023")
    review = await play.says("sxd", "1.2 Đã nghiệm thu")
    assert "Chưa có kỳ báo cáo đang mở, chỉ ghi cập nhật nhiệm vụ." in review
    assert "Tình trạng" not in await play.presses("sxd", "Gửi")
    assert (await said_of(play, "1.2"))[0].basis is not None
    for name, why in (("stc", "không có trong danh sách cơ quan"), ("sxd", "không có trong")):
        assert why in await play.says("sxd", f"/nhapthay {name}")


async def story_names_nobody_can_place(play: Play) -> None:
    await opened(play, ("stnmt", *HUYEN))
    asked = await play.says("sxd", "/nhapthay huyện Lục")
    assert 'Chưa rõ "huyện Lục" là cơ quan nào trong danh sách báo cáo.' in asked
    assert "[UBND huyện Lục Ngạn]" in asked
    await play.presses("sxd", "UBND huyện Lục Nam")
    await play.says("sxd", "hủy")
    assert "Sở Tài chính không có trong danh sách báo cáo năm 2023" in await play.says(
        "sxd", "/nhapthay Sở Tài chính"
    )
    await play.says("sxd", "/nhapthay")
    await play.presses("sxd", "Trang sau")
    assert "UBND huyện Yên Dũng" in play.buttons("sxd")
    cancel = play.button("sxd", "Hủy")[1]
    for nonsense in ("Sở Xây dựng Tuyên Quang Bộ Công an xyz", "abc", "ok nhé"):
        said = await play.says("sxd", nonsense)
        assert said.startswith(f'Chưa rõ "{nonsense}" là cơ quan nào trong danh sách báo cáo.')
        assert 'không nhập thay nữa thì gõ "hủy".\n[' in said
        assert play.button("sxd", "Hủy")[1] == cancel
    assert (await play.says("sxd", "hủy")).startswith("Đã hủy")


async def story_papers_and_calls_nobody_can_take(play: Play) -> None:
    await opened(play)
    for rest, said in (
        ("45/BC-UBND ngày 20/12/2023", "ngày văn bản 20/12/2023 còn ở phía trước"),
        ("45/BC-UBND", "văn bản chưa có ngày"),
        ("45/BC-UBND ngày 31/02/2023", 'không có ngày "31/02/2023"'),
    ):
        assert said in await play.says("sxd", f"/nhapthay Sơn Động {rest}")
    await play.says("sxd", "/nhapthay Sơn Động")
    assert "cần chọn một trong các mục" in await play.says("sxd", "theo cái gì đó")
    await play.presses("sxd", "Theo điện thoại")
    for typed, said in (
        ("16:00 15/11/2023", "chưa có người trao đổi"),
        ("Ông A 16:00", "16:00 ngày 15/11/2023 còn ở phía trước"),
        ("Ông A ngày 14/11/2023", "có ngày mà chưa có giờ"),
        ("Ông A 16:00 31/02/2023", 'không có ngày "31/02/2023"'),
    ):
        assert said in await play.says("sxd", typed)
    await play.says("sxd", "Ông A 07:45")
    await play.presses("sxd", "Ghi nội dung")
    assert "câu này không bỏ qua được" in await play.says("sxd", "bỏ qua")
    assert 'Tin có chữ "MẬT"' in await play.says("sxd", "Theo báo cáo MẬT của huyện")
    review = await play.says("sxd", "Đã phối hợp kiểm tra 5 cơ sở")
    assert "Ghi là báo cáo đã gửi qua điện thoại, chưa có văn bản." in review


async def story_letter_with_headings_of_its_own(play: Play) -> None:
    """What is of no task is shown, and the person says where it goes."""
    await opened(play)
    await play.says("sxd", "/nhapthay stnmt 150/BC-STNMT ngày 14/11/2023")
    asked = await play.says("sxd", HEADED)
    assert asked.splitlines() == [
        "3 đoạn không gắn với nhiệm vụ nào của Sở Tài nguyên và Môi trường (chủ trì 1.2, 1.3, 5):",
        "1. Công tác chỉ đạo",
        "9.9 Đã kiểm tra 12 cơ sở",
        "7. Khó khăn - Kinh phí còn hạn chế",
        "Nếu gõ nhầm số nhiệm vụ, đề nghị sửa số rồi dán lại cả nội dung.",
        "[Bỏ đoạn này] [Ghi vào phần phối hợp] [Để sau] [Hủy]",
    ]
    asked = await play.says("sxd", HEADED.replace("9.9 ", "5 "))
    assert "2 đoạn không gắn với nhiệm vụ nào" in asked
    review = await play.presses("sxd", "Bỏ đoạn này")
    assert "VLXD 5 [Triển khai thường xuyên] Đã kiểm tra 12 cơ sở\n" in review
    assert "VLXD 1.3 [Đang triển khai, bảo đảm tiến độ] Đang rà soát 15 cơ sở\n" in review
    assert (
        "Không ghi (không gắn với nhiệm vụ nào): II. Kết quả thực hiện / 1. Công tác chỉ đạo / 7."
        " Khó khăn - Kinh phí còn hạn chế\n"
    ) in review
    await play.presses("sxd", "Sửa")
    await play.presses("sxd", "Đoạn không gắn với nhiệm vụ")
    review = await play.presses("sxd", "Ghi vào phần phối hợp")
    assert "Phần phối hợp: 1. Công tác chỉ đạo\n7. Khó khăn\n- Kinh phí còn hạn chế\n" in review
    assert "Không ghi (không gắn với nhiệm vụ nào): II. Kết quả thực hiện\n" in review
    assert "Tình trạng: đã" in await play.presses("sxd", "Gửi")
    assert "7. Khó khăn\n- Kinh phí còn hạn chế" in await play.presses("sxd", "Xem")


async def story_letters_nobody_can_split(play: Play) -> None:
    await opened(play)
    await play.says("sxd", "/nhapthay stnmt 150/BC-STNMT ngày 14/11/2023")
    for typed, said in (
        ("7.9 Đã làm", "Sở Tài nguyên và Môi trường không có nhiệm vụ mang số"),
        ("1.2 Đã xong\n1.3 Đang làm\n1.2 Đã họp", "nhiệm vụ 1.2 có hai đoạn"),
        ("1.2\n1.3 Đang làm", "nhiệm vụ 1.2 chưa có nội dung."),
    ):
        answer = await play.says("sxd", typed)
        assert said in answer, typed
        assert "[Dán nội dung]" in answer
    await play.presses("sxd", "Dán nội dung")
    assert "1.2, 1.3, 5" in await play.says("sxd", "hủy bỏ hết các thứ này đi") or True
    assert len(await said_of(play, "1.2")) == 1


async def story_pasted_again_in_the_place_of_the_first(play: Play) -> None:
    """Nothing of the first letter is left under the second; what is not changed stays."""
    await opened(play)
    await play.says("sxd", "/nhapthay stnmt 150/BC-STNMT ngày 14/11/2023")
    await play.says("sxd", LETTER)
    more = await play.says("sxd", "1.3 Đã rà soát xong")
    assert "nhiệm vụ 1.3 đã có trong bản đang soạn" in more
    await play.says("sxd", "để sau")
    await play.says("sxd", "/nhapthay stnmt")
    review = play.log[-1]
    assert "VLXD 1.3 [Đang triển khai, bảo đảm tiến độ] Đang rà soát 15 cơ sở" in review
    await play.presses("sxd", "Sửa")
    await play.presses("sxd", "Phần phối hợp")
    assert "Phần phối hợp:" not in await play.says("sxd", "bỏ qua")


async def story_round_closed_while_entering(play: Play) -> None:
    round_ = await opened(play)
    await play.says("sxd", "/nhapthay stc 77/BC-STC ngày 13/11/2023 không phát sinh")
    await closed(play, round_)
    assert "ghi là gửi sau thời hạn" in await play.presses("sxd", "Gửi")
    assert (await part_of(play, round_, "stc")).paper_late


async def story_entering_is_the_coordinators(play: Play) -> None:
    await opened(play)
    for who in ("sxd-admin", "stnmt"):
        said = await play.says(who, "/nhapthay stc 77/BC-STC ngày 13/11/2023 không phát sinh")
        assert said.startswith("Nhập thay là việc của chuyên viên tổng hợp kế hoạch này.")
    await play.says("sxd", "/nhapthay stc 77/BC-STC ngày 13/11/2023 không phát sinh")
    await play.presses("sxd", "Gửi")
    view = play.button("sxd", "Xem")
    assert "không thuộc phần của anh/chị" in await play.forges("stnmt", view[1])
