"""Câu hỏi chung: set with the opening, answered in the report, summed for the Sở."""

from __future__ import annotations

from storage import rounds
from tests.transcripts.play import Play
from tests.transcripts.real_ttx import TTX, real_ttx, to_the_questions
from tests.transcripts.tuyen_quang import tuyen_quang
from tests.transcripts.worlds import part_of

HUYEN = "UBND các huyện, thành phố (10 cơ quan, 23 nhiệm vụ)"
SET = """Số lớp tuyên truyền đã tổ chức (lớp)
2. Đã ban hành kế hoạch thực hiện năm 2023 (có/không)
- Số cơ sở y tế có hệ thống xử lý chất thải (cơ sở)"""


async def asked(play: Play) -> str:
    """A round of KH TTX with three questions to the UBND các huyện, thành phố."""
    await real_ttx(play)
    await to_the_questions(play)
    await play.presses("ttx", HUYEN)
    await play.says("ttx", SET)
    return await play.presses("ttx", "Mở kỳ báo cáo")


async def answered(play: Play, who: str, first: str, yes: str, third: str, more: str = "") -> str:
    await play.says(who, "/baocao")
    await play.presses(who, "Gửi báo cáo năm 2023")
    await play.presses(who, "Trả lời câu hỏi chung")
    await play.says(who, first)
    await play.presses(who, yes)
    await play.says(who, third)
    await (play.says(who, more) if more else play.presses(who, "Bỏ qua"))
    return await play.presses(who, "Gửi")


async def sums_of(play: Play) -> str:
    """Through /tonghop and its details."""
    await play.says("ttx", "/tonghop")
    await play.presses("ttx", "Xem chi tiết")
    label = next(one for one in play.buttons("ttx") if one.startswith("Tổng hợp câu hỏi"))
    return await play.presses("ttx", label)


async def story_a_collective_is_asked_questions_and_the_bot_sums(play: Play) -> None:
    await real_ttx(play)
    offered = await to_the_questions(play)
    assert offered.startswith("Có nhiệm vụ giao chung cho nhiều cơ quan. Anh/chị có thể đặt 1-5")
    assert "[UBND các huyện, thành phố (10 cơ quan, 23 nhiệm vụ)]" in offered
    asks = await play.presses("ttx", HUYEN)
    assert asks.startswith("Câu hỏi chung cho UBND các huyện, thành phố: 1-5 câu, mỗi dòng một")
    review = await play.says("ttx", SET)
    assert (
        "Câu hỏi chung cho UBND các huyện, thành phố (10 cơ quan), thay cho từng nhiệm vụ giao"
        " chung:\n1. Số lớp tuyên truyền đã tổ chức (lớp)\n2. Đã ban hành kế hoạch thực hiện năm"
        " 2023 (có/không)\n3. Số cơ sở y tế có hệ thống xử lý chất thải (cơ sở)"
    ) in review
    assert "Đã mở kỳ báo cáo" in await play.presses("ttx", "Mở kỳ báo cáo")
    told = play.heard("ubnd-lang-giang")
    assert (
        "Nhiệm vụ giao chung cho UBND các huyện, thành phố: anh/chị chỉ cần trả lời 3 câu hỏi"
        " chung (/baocao), không phải cập nhật từng nhiệm vụ."
    ) in told
    assert "Nhiệm vụ giao riêng: 8.3c.1, 8.3c.2." in play.heard("ubnd-tp-bac-giang")
    kind = await play.presses("ubnd-lang-giang", "Trả lời câu hỏi chung")
    assert "3 câu hỏi chung, thay cho từng nhiệm vụ giao chung" in kind
    first = await play.presses("ubnd-lang-giang", "Trả lời câu hỏi chung")
    assert first.startswith("Câu 1/3: Số lớp tuyên truyền đã tổ chức (lớp)\nAnh/chị gõ một con")
    second = await play.says("ubnd-lang-giang", "12 lớp, 600 lượt người")
    assert second.startswith(
        "Câu 2/3: Đã ban hành kế hoạch thực hiện năm 2023?\n[có] [không] [Quay lại]"
    )
    await play.presses("ubnd-lang-giang", "có")
    assert (await play.says("ubnd-lang-giang", "9")).startswith("Nội dung cần nêu thêm (một câu)")
    shown = await play.says("ubnd-lang-giang", "Còn thiếu kinh phí thu gom rác")
    assert (
        "Số lớp tuyên truyền đã tổ chức: 12 lớp, 600 lượt người\nĐã ban hành kế hoạch thực hiện"
        " năm 2023: có\nSố cơ sở y tế có hệ thống xử lý chất thải: 9 cơ sở\nCòn thiếu kinh phí thu"
        " gom rác"
    ) in shown
    assert (await play.presses("ubnd-lang-giang", "Gửi")).startswith("Đã gửi báo cáo năm 2023")
    await answered(play, "ubnd-luc-nam", "8", "không", "7")
    for who, words in (
        ("ubnd-tan-yen", "Ý một"),
        ("ubnd-yen-the", "Ý hai"),
        ("ubnd-yen-dung", "Ý ba"),
    ):
        await answered(play, who, "1,5", "có", "0", words)
    sums = await sums_of(play)
    assert sums.startswith(
        "Câu hỏi chung, báo cáo năm 2023 KH TTX, UBND các huyện, thành phố: 5/10 cơ quan đã trả"
        " lời.\n1. Số lớp tuyên truyền đã tổ chức: 24,5 lớp (5 cơ quan).\n2. Đã ban hành kế hoạch"
        " thực hiện năm 2023: có 4, không 1.\n3. Số cơ sở y tế có hệ thống xử lý chất thải: 16 cơ"
        " sở (5 cơ quan).\n"
    )
    assert sums.count("UBND huyện") == 3  # quotes at most three of four sentences
    assert "Chưa trả lời: 5 cơ quan." in sums
    assert "đặt 3 câu hỏi chung cho 10 cơ quan, báo cáo năm 2023" in await play.says(
        "ttx", "/nhatky"
    )


async def story_answers_are_corrected_withdrawn_and_read_by_the_so(play: Play) -> None:
    await asked(play)
    await answered(play, "ubnd-son-dong", "3", "có", "5")
    again = await answered(play, "ubnd-son-dong", "4", "có", "5")
    assert "(lần 2 thay lần 1)" in again
    assert "tổ chức: 4 lớp (1 cơ quan)" in await sums_of(play)
    await play.says("ttx", "/tonghop")
    await play.presses("ttx", "Xem báo cáo chờ tiếp nhận")
    report = await play.presses("ttx", "UBND huyện Sơn Động")
    assert "Số lớp tuyên truyền đã tổ chức: 4 lớp\nĐã ban hành kế hoạch" in report
    await play.says("ubnd-son-dong", "/baocao")
    await play.presses("ubnd-son-dong", "Thu hồi")
    assert "Đã thu hồi báo cáo" in await play.presses("ubnd-son-dong", "Thu hồi")
    assert "tổ chức: chưa có số liệu" in await sums_of(play)


async def story_nothing_to_report_is_an_answer_and_own_tasks_stay(play: Play) -> None:
    await asked(play)
    await play.says("ubnd-tan-yen", "/baocao")
    await play.presses("ubnd-tan-yen", "Không phát sinh")
    await play.presses("ubnd-tan-yen", "Gửi")
    over = await play.says("ubnd-tp-bac-giang", "/baocao")
    assert "Chưa cập nhật: 8.3c.1, 8.3c.2 (chủ trì)." in over
    assert "chỉ cần trả lời 3 câu hỏi chung khi gửi báo cáo" in over
    await play.says("ubnd-tp-bac-giang", "8.3c.1 đang triển khai\n8.3c.2 đang triển khai")
    await play.presses("ubnd-tp-bac-giang", "Gửi")
    await answered(play, "ubnd-tp-bac-giang", "2", "không", "1")
    sums = await sums_of(play)
    assert "1/10 cơ quan đã trả lời, 1 không phát sinh" in sums


async def story_questions_that_cannot_be_kept(play: Play) -> None:
    await real_ttx(play)
    await to_the_questions(play)
    await play.presses("ttx", HUYEN)
    for typed, said in (
        ("\n".join(f"Câu {n} (lớp)" for n in range(6)), "anh/chị vừa gõ 6 câu"),
        ("Một (lớp)\nmột (cơ sở)", "có hai câu hỏi giống nhau"),
        ("Rất dài " * 40, "quá dài. Mỗi câu tối đa 200 ký tự"),
    ):  # fmt: skip
        assert said in await play.says("ttx", typed)
    await play.says("ttx", "Tỷ lệ thu gom chất thải rắn (%)")
    await play.presses("ttx", "Mở kỳ báo cáo")
    who = "ubnd-luc-ngan"
    await play.says(who, "/baocao")
    await play.presses(who, "Gửi báo cáo năm 2023")
    await play.presses(who, "Trả lời câu hỏi chung")
    for typed, said in (
        ("nhiều", "Câu 1/1"), ("-5", "Câu 1/1"), ("120%", "Câu 1/1"), ("1,2 triệu", "Câu 1/1"),
    ):  # fmt: skip
        answer = await play.says(who, typed)
        assert said in answer
        assert "Nội dung cần nêu thêm" not in answer
    await play.says(who, "85%")
    await play.presses(who, "Bỏ qua")
    await play.presses(who, "Gửi")
    sums = await sums_of(play)
    assert "1 cơ quan trả lời bằng tỷ lệ, bot không cộng" in sums


async def story_no_questions_are_set(play: Play) -> None:
    """Then each task is asked; and a plan with one shared task offers none."""
    await real_ttx(play)
    await to_the_questions(play)
    await play.presses("ttx", "Không đặt, cập nhật từng nhiệm vụ")
    await play.presses("ttx", "Mở kỳ báo cáo")
    assert "Chưa cập nhật: 1.4.1" in await play.says("ubnd-lang-giang", "/baocao")
    async with play.store() as unit:
        (round_,) = await rounds.of_plan(unit, TTX)
    assert (round_.questions_for, round_.questions) == (None, ())
    assert not (await part_of(play, round_.id, "ubnd-lang-giang")).by_questions
    for verb in ("chc:999", f"chc:{round_.id}"):
        assert "câu hỏi chung" not in (await play.forges("ubnd-lang-giang", verb)).lower()
    assert "không đặt câu hỏi chung" in await play.forges("ttx", f"chc:{round_.id}")


async def story_a_plan_without_shared_tasks_asks_nothing_more(play: Play) -> None:
    await tuyen_quang(play)
    await play.says("tq-stnmt", "/mo")
    await play.says("tq-stnmt", "14/12")
    await play.says("tq-stnmt", "86/STNMT-MT ngày 15/11/2023")
    await play.presses("tq-stnmt", "Đúng thời gian này")
    review = await play.presses("tq-stnmt", "Đúng danh sách này")
    assert review.startswith("Mở kỳ báo cáo năm 2023 KH BĐKH")
    assert "Câu hỏi chung" not in review
