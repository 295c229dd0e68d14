"""Model messages of the wording page, whole, where no other story compares them.

#1 stands in words.py, #2 and #3 in whole_path.py, #5, #7, #8 and #11 in model_round.py, #9 in
broadcasts.py, #10 in obstacles.py. Here #4 and #6.
"""

from __future__ import annotations

from tests.transcripts.play import Play
from tests.transcripts.worlds import also_leads, opened


async def story_question_of_the_form(play: Play) -> None:
    """#4. Beside the model: the whole beginning of the clause instead of a person's summary of
    it, the last word on the task, the fifth status of the terms table, the way to a division.
    """
    await opened(play)
    assert (await play.says("stnmt", "1.3")).splitlines() == [
        (
            'VLXD 1.3, chủ trì, "2022- 2023": Tổ chức rà soát, đánh giá các chỉ tiêu về tiêu hao'
            " nhiên liệu, năng lượng, mức phát thải cho các cơ sở sản xuất VLXD có sử dụng năng"
            " lượng không tái tạo (than…"
        ),
        (
            "Lần trước (15/11/2023, hiện trạng khi bắt đầu theo dõi): Đang triển khai, bảo đảm"
            " tiến độ. (minh họa) Đã rà soát một số cơ sở sản xuất."
        ),
        "Tình hình đến nay?",
        (
            "[1 Đang triển khai] [2 Đã hoàn thành] [3 Chưa triển khai] [4 Đề nghị điều chỉnh]"
            " [5 Triển khai thường xuyên] [Xem nguyên văn] [Chuyển phòng, đơn vị] [Để sau] [Hủy]"
        ),
    ]
    assert (await play.says("stnmt", "3")).splitlines() == [
        "Kết quả chính của VLXD 1.3 (1-3 câu, nên ghi số, ngày văn bản).",
        ("Có thể dán nhiều nhiệm vụ một lần, mỗi nhiệm vụ một đoạn, mở đầu bằng số mục:"),
        "1.2 Đã nghiệm thu hệ thống, Báo cáo số …/BC-… ngày …",
        "5 Đã kiểm tra 12 cơ sở, xử lý 02 cơ sở",
        "[Quay lại] [Để sau] [Hủy]",
    ]


async def story_refusals_say_what_to_do(play: Play) -> None:
    """#6. The first names the paragraph too, since one message may hold several; a progress in
    percent is not asked, since a task has none unless it has an output; the third is the guard.
    """
    await also_leads(play)
    assert (await play.says("stnmt", "1.2 Đã trình phê duyệt")).splitlines() == [
        (
            "Chưa ghi được: cơ quan anh/chị chủ trì cả TTX 1.2 và VLXD 1.2. Anh/chị chọn giúp,"
            " nội dung vừa gõ vẫn giữ: Đã trình phê duyệt"
        ),
        "[TTX 1.2] [VLXD 1.2] [Để sau] [Hủy]",
    ]
    await play.says("stnmt", "hủy")
    assert await play.says("stnmt", "VLXD 1.2 Đã xử lý theo văn bản MẬT") == (
        'Tin có chữ "MẬT" nên bot không lưu. Đề nghị gửi theo đường văn bản mật; không ghi nội'
        " dung hay trích yếu ở đây. Nếu bot hiểu nhầm, anh/chị gõ lại cách khác."
    )
