"""A UBND huyện answers a yearly round of 23 items in three messages, and gets five."""

from __future__ import annotations

from plans.model import SubmissionState
from storage import plans, rounds
from tests.transcripts.play import Play
from tests.transcripts.ttx_huyen import ITEMS, PLAN, ttx_huyen
from tests.transcripts.worlds import part_of, said_of

WHO = "ubnd-lang-giang"
_DONE = (
    "Đã tổ chức 02 hội nghị với 150 lượt người dự, ban hành Công văn số 12/UBND-KT ngày"
    " 05/10/2023 chỉ đạo các xã, thị trấn thực hiện"
)
_RUNS = (
    "Đang thực hiện, đã bố trí 350 triệu đồng ngân sách huyện cho 04 xã, dự kiến xong trong quý"
    " IV theo đúng kế hoạch năm của huyện"
)
_ALWAYS = (
    "Triển khai thường xuyên, lồng ghép tại 21 buổi sinh hoạt thôn và trên hệ thống truyền thanh"
    " của 19 xã, 02 thị trấn"
)
RESULTS = (_DONE, _RUNS, _ALWAYS)


def page() -> str:
    """One Word page for all, as she writes it for her own UBND."""
    return "\n".join(f"{n} {RESULTS[at % 3]}." for at, n in enumerate(ITEMS))


async def open_ttx(play: Play) -> None:
    for typed in ("/mo", "77/SKHĐT-TH ngày 15/11/2023", "bỏ qua"):
        await play.says("skhdt", typed)
    await play.presses("skhdt", "Đúng thời gian này")
    await play.presses("skhdt", "Đúng danh sách này")
    await play.presses("skhdt", "Không đặt, cập nhật từng nhiệm vụ")
    await play.presses("skhdt", "Mở kỳ báo cáo")


async def story_huyen_answers_23_items_in_three_messages(play: Play) -> None:
    await ttx_huyen(play)
    before = play.count(WHO)
    await open_ttx(play)
    told = play.heard(WHO)
    assert "báo cáo kết quả năm 2023 thực hiện KH TTX (mục IV.2.2)." in told
    assert "Anh/chị cập nhật 23 nhiệm vụ chủ trì; phần phối hợp ghi chung một ý." in told
    assert 20 <= len(ITEMS) == 23
    assert len(page()) <= 4096
    sent = 0
    review = await play.says(WHO, page())
    sent += 1
    assert review.startswith("Bot tách được 23 nội dung:")
    recorded = await play.presses(WHO, "Gửi")
    sent += 1
    assert recorded.splitlines()[:3] == [
        "Đã ghi nhận 23 nhiệm vụ KH TTX.",
        (
            "Đang triển khai, bảo đảm tiến độ: 1.4, 2.6, 4.4, 5.4, 7.2, 8.1d, 8.3c, 8.3d, 8.4d,"
            " 8.5c, 8.6c, 8.6d, 8.8c, 8.9a, 8.11b, 8.12."
        ),
        "Triển khai thường xuyên: 3.5, 6.3, 8.2d, 8.4c, 8.5d, 8.7c, 8.10d.",
    ]
    assert recorded.count("Công văn số 12/UBND-KT, 05/10/2023") == 1
    assert "Đã đủ 23/23 nhiệm vụ chủ trì." in recorded
    assert recorded.count("\n") <= 10
    done = await play.presses(WHO, "Gửi báo cáo năm 2023, phối hợp không phát sinh")
    sent += 1
    assert done.startswith("Đã gửi báo cáo năm 2023 KH TTX của UBND huyện Lạng Giang tới Sở Kế")
    assert "Phần phối hợp: không phát sinh nội dung." in done
    assert sent <= 3
    assert play.count(WHO) - before <= 5
    async with play.store() as unit:
        (round_,) = await rounds.of_plan(unit, PLAN)
        numbers = {one.number for one in await plans.tasks(unit, PLAN)}
    assert set(ITEMS) < numbers
    assert (await part_of(play, round_.id, WHO)).state is SubmissionState.SENT
    for at, number in enumerate(ITEMS):
        kept = await said_of(play, number, WHO, PLAN)
        assert [one.text for one in kept] == [f"{RESULTS[at % 3]}."]


async def story_report_sent_from_the_receipt_is_sent_once(play: Play) -> None:
    await ttx_huyen(play)
    await open_ttx(play)
    await play.says(WHO, page())
    await play.presses(WHO, "Gửi")
    button = play.button(WHO, "Gửi báo cáo năm 2023, phối hợp không phát sinh")
    user, chat = play.users[WHO], play.chat_of(WHO)
    play.room.press(user, chat.id, *button)
    play.room.press(user, chat.id, *button)
    said = await play.then(f"{WHO}> [Gửi báo cáo] [Gửi báo cáo]", WHO)
    assert said.count("Đã gửi báo cáo năm 2023") == 1
    assert "Báo cáo của cơ quan anh/chị đã được ghi nhận, bot không nhắc nữa." in said
    await play.presses(WHO, "Thu hồi")
    await play.presses(WHO, "Thu hồi")
    again = await play.press_this(WHO, button)
    assert "(lần 2 thay lần 1)" in again
    await play.says(WHO, "2.6 Đã tổ chức thêm 01 hội nghị")
    await play.presses(WHO, "Gửi")


async def story_report_with_a_support_part_is_asked_for_it(play: Play) -> None:
    await ttx_huyen(play)
    await open_ttx(play)
    await play.says(WHO, page())
    await play.presses(WHO, "Gửi")
    asked = await play.presses(WHO, "Gửi báo cáo năm 2023")
    assert asked.startswith("Phần phối hợp (8.3b, 8.4a): ghi chung một ý cho cả Kế hoạch.")
