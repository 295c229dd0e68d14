"""Nhập thay of what is no task's: figures of chỉ tiêu, answers to câu hỏi chung."""

from __future__ import annotations

from plans.model import SubmissionState
from tests.transcripts.indicators import measured, values_of
from tests.transcripts.play import Play
from tests.transcripts.stories.questions import asked, sums_of
from tests.transcripts.worlds import opened, part_of


async def story_figures_are_entered_from_a_document(play: Play) -> None:
    round_ = await measured(play, "stc", "stc", "stnmt")
    await play.says("sxd", "/nhapthay Sở TC 77/BC-STC ngày 13/11/2023")
    assert "Số liệu chỉ tiêu" in play.buttons("sxd")
    ask = await play.presses("sxd", "Không phát sinh")
    assert ask.splitlines()[:4] == [
        (
            "Số liệu chỉ tiêu của Sở Tài chính: mỗi dòng một chỉ tiêu, mở đầu bằng số; thực hiện"
            " đến ngày chốt số liệu; ước cả năm. Ví dụ: (1) 32,5; 35"
        ),
        "(1) Tỷ lệ độ che phủ rừng (%)",
        "(2)a Diện tích rừng có chứng chỉ (ha)",
        "Chỉ tiêu không có dòng nào thì giữ như trước.",
    ]
    assert "mỗi dòng cần số chỉ tiêu ((1), (2)a)" in await play.says("sxd", "36; 37")
    doubt = await play.says("sxd", "(1) 136; 137\n2a: 12.000; 12.500")
    assert "Chỉ tiêu (1): kỳ này 136%, ước cả năm 137%.\nĐúng số này?" in doubt
    await play.presses("sxd", "Quay lại")
    review = await play.says("sxd", "(1) 36; 37\n2a: 12.000")
    assert (
        "Không phát sinh nội dung.\nChỉ tiêu (1): thực hiện đến ngày chốt số liệu 36%; ước cả năm"
        " 37%.\nChỉ tiêu (2)a: thực hiện đến ngày chốt số liệu 12.000 ha; ước cả năm chưa có số"
        " liệu.\nBáo cáo được ghi là đã gửi, đã tiếp nhận."
    ) in review
    old = play.button("sxd", "Gửi")
    await play.presses("sxd", "Gửi")
    await play.press_this("sxd", old)
    assert await values_of(play, round_) == {"(1)": ("36", "37"), "(2)a": ("12000", "None")}
    told = play.heard("stc")
    assert "đã nhập thay Sở Tài chính báo cáo năm 2023 KH VLXD theo văn bản số 77/BC-STC" in told
    assert "Chỉ tiêu (1): thực hiện đến ngày chốt số liệu 36%; ước cả năm 37%." in told
    listed = await play.says("sxd", "/chitieu")
    assert "(1) Tỷ lệ độ che phủ rừng: Sở Tài chính (36%; ước 37%, nhập thay)." in listed
    assert "nhập thay" in (await play.says("sxd", "/nhatky"))


async def story_figures_alone_by_telephone_and_taken_back(play: Play) -> None:
    round_ = await measured(play, "stc")
    await play.says("sxd", "/nhapthay stc")
    await play.presses("sxd", "Theo điện thoại")
    await play.says("sxd", "Bà B, chuyên viên, 07:30 hôm nay")
    await play.presses("sxd", "Số liệu chỉ tiêu")
    review = await play.says("sxd", "36; 37")
    assert "Chỉ tiêu (1): thực hiện đến ngày chốt số liệu 36%; ước cả năm 37%." in review
    assert "Ghi là đang cập nhật." in review
    done = await play.presses("sxd", "Gửi")
    assert "Tình trạng: đang cập nhật." in done
    assert await values_of(play, round_) == {"(1)": ("36", "37")}
    shown = await play.presses("sxd", "Xem")
    assert "Chỉ tiêu (1): thực hiện" in shown
    assert "theo điện thoại của Bà B" in shown
    assert "(đã ghi đủ)" in await play.says("stc", "/baocao")
    await play.presses("sxd", "Thu hồi nhập thay")
    await play.presses("sxd", "Thu hồi nhập thay")
    assert await values_of(play, round_) == {}
    assert (await part_of(play, round_, "stc")).state is SubmissionState.NOTHING


async def story_agency_corrects_what_was_entered(play: Play) -> None:
    round_ = await measured(play, "stc")
    await play.says("sxd", "/nhapthay Sở TC 77/BC-STC ngày 13/11/2023")
    await play.presses("sxd", "Không phát sinh")
    await play.says("sxd", "36; 37")
    await play.presses("sxd", "Gửi")
    await play.says("stc", "/baocao")
    await play.presses("stc", "Đính chính báo cáo")
    review = await play.presses("stc", "Không phát sinh")
    assert "Chỉ tiêu (1): thực hiện đến ngày chốt số liệu 36%" in review
    await play.says("stc", "(1): 35; 36")
    await play.presses("stc", "Gửi")
    assert await values_of(play, round_) == {"(1)": ("35", "36")}


async def story_answers_to_common_questions_are_entered(play: Play) -> None:
    await asked(play)
    await play.says("ttx", "/nhapthay Lục Nam 46/BC-UBND ngày 12/11/2023")
    ask = await play.presses("ttx", "Trả lời câu hỏi chung")
    assert ask.splitlines()[:4] == [
        (
            "Câu hỏi chung, UBND huyện Lục Nam: anh/chị gõ mỗi dòng một câu trả lời theo đúng thứ"
            " tự (số, hoặc có/không)."
        ),
        "1. Số lớp tuyên truyền đã tổ chức (lớp)",
        "2. Đã ban hành kế hoạch thực hiện năm 2023 (có/không)",
        "3. Số cơ sở y tế có hệ thống xử lý chất thải (cơ sở)",
    ]
    for typed, said in (
        ("12", "có 3 câu hỏi chung, anh/chị vừa gõ 1 dòng"),
        ("12\nrồi\n9", 'Chưa ghi được dòng 2 ("rồi")'),
        ("nhiều\ncó\n9", 'Chưa ghi được dòng 1 ("nhiều")'),
    ):
        assert said in await play.says("ttx", typed)
    await play.says("ttx", "1. 12 lớp\n2. có\n3. 9")
    review = await play.says("ttx", "Còn thiếu kinh phí")
    assert (
        "Còn thiếu kinh phí\nSố lớp tuyên truyền đã tổ chức: 12 lớp\nĐã ban hành kế hoạch thực"
        " hiện năm 2023: có\nSố cơ sở y tế có hệ thống xử lý chất thải: 9 cơ sở\nBáo cáo được"
        " ghi là đã gửi, đã tiếp nhận."
    ) in review
    assert "Tình trạng: đã tiếp nhận" in await play.presses("ttx", "Gửi")
    sums = await sums_of(play)
    assert "1/10 cơ quan đã trả lời" in sums
    assert "UBND huyện Lục Nam: Còn thiếu kinh phí" in sums
    assert "tổ chức: 12 lớp" in play.heard("ubnd-luc-nam")


async def story_answers_by_telephone_while_own_tasks_are_missing(play: Play) -> None:
    await asked(play)
    await play.says("ttx", "/nhapthay TP Bắc Giang")
    await play.presses("ttx", "Theo điện thoại")
    await play.says("ttx", "Ông A, Phó Chánh Văn phòng")
    await play.presses("ttx", "Trả lời câu hỏi chung")
    await play.says("ttx", "2\nkhông\n1")
    review = await play.presses("ttx", "Bỏ qua")
    assert "Chưa có nội dung: 8.3c.1, 8.3c.2. Ghi là đang cập nhật." in review
    assert "Tình trạng: đang cập nhật." in await play.presses("ttx", "Gửi")
    await play.says("ttx", "/nhapthay TP Bắc Giang 49/BC-UBND ngày 12/11/2023")
    await play.presses("ttx", "Dán nội dung")
    await play.says("ttx", "8.3c.1 đang triển khai\n8.3c.2 đang triển khai")
    if "Bỏ qua" in play.buttons("ttx"):
        await play.presses("ttx", "Bỏ qua")
    await play.presses("ttx", "Gửi")
    assert "tổ chức: 2 lớp (1 cơ quan)" in await sums_of(play)
    await play.wait(300)


async def story_agency_without_either_is_offered_neither(play: Play) -> None:
    await opened(play)
    await play.says("sxd", "/nhapthay Sở TC 77/BC-STC ngày 13/11/2023")
    assert not {"Số liệu chỉ tiêu", "Trả lời câu hỏi chung"} & set(play.buttons("sxd"))
