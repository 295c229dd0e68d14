"""Nhập thay of a công văn: its text pasted, told apart by number, confirmed."""

from __future__ import annotations

from plans.model import EntryBasis, Status, SubmissionState
from tests.transcripts.play import Play
from tests.transcripts.worlds import opened, part_of, said_of

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
            "VLXD 1.2 [Đã hoàn thành] Đã nghiệm thu hệ thống, Báo cáo số"
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
        "Báo cáo được ghi là đã gửi, đã tiếp nhận.",
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
    assert "Báo cáo được ghi là đã gửi, đã tiếp nhận." in review
    await play.presses("sxd", "Gửi")
    assert (await part_of(play, round_)).state is SubmissionState.ACCEPTED
    assert "Phần phối hợp: Đã phối hợp các đoàn kiểm tra" in await play.presses("sxd", "Xem")
    await play.wait(300)


async def story_letter_cut_by_the_platform_is_joined(play: Play) -> None:
    await opened(play)
    await play.says("sxd", "/nhapthay stnmt 150/BC-STNMT ngày 14/11/2023")
    long = "Đã rà soát cơ sở sản xuất; " * 140
    await play.says("sxd", f"1.2 Đã nghiệm thu\n1.3 {long}và cơ sở")
    review = await play.says("sxd", "cuối cùng.\n5 Đã kiểm tra\nPhần phối hợp: đã góp ý.")
    assert "Phần phối hợp: đã góp ý." in review
    await play.presses("sxd", "Gửi")
    assert (await said_of(play, "1.3"))[0].text.endswith("và cơ sở cuối cùng.")


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
