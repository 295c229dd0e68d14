"""Drafts: what waits is kept, what comes is added, and an old button never sends new words."""

from __future__ import annotations

from datetime import date

from sqlalchemy import update

from storage import submissions
from storage.schema import appointment
from tests.transcripts.play import Play
from tests.transcripts.worlds import TTX, VLXD, agency_of, also_leads, opened, said_of

OVER = "Lựa chọn này thuộc nội dung đã kết thúc, không còn dùng."
LONG = ("Đã rà soát, đánh giá chỉ tiêu tiêu hao năng lượng. " * 80).strip()  # 4,079 characters
REST = "Đã gửi văn bản tới 12 cơ sở"


async def story_paste_put_aside_is_added_to(play: Play) -> None:
    await play.says("stnmt", "1.2 Nội dung thứ nhất")
    first = play.button("stnmt", "Gửi")
    await play.presses("stnmt", "Để sau")
    review = await play.says("stnmt", "1.3 Nội dung thứ hai")
    assert review.startswith("Bot tách được 2 nội dung:\nVLXD 1.2 ")
    assert "Nội dung thứ nhất\nVLXD 1.3 " in review
    old = await play.press_this("stnmt", first)
    assert old.startswith(OVER)
    assert "Câu đang chờ anh/chị:" in old
    assert "Bot tách được 2 nội dung:" in old
    assert len(await said_of(play, "1.2")) == 1
    await play.presses("stnmt", "Gửi")
    assert (await said_of(play, "1.2"))[0].text == "Nội dung thứ nhất"
    assert (await said_of(play, "1.3"))[0].text == "Nội dung thứ hai"


async def story_task_that_waits_aside_is_named(play: Play) -> None:
    await play.says("stnmt", "1.2 Nội dung thứ nhất")
    await play.presses("stnmt", "Để sau")
    again = await play.says("stnmt", "1.2 Nội dung thứ hai")
    assert again.startswith("Chưa ghi thêm được: nhiệm vụ 1.2 đã có trong bản đang soạn dưới đây")
    assert "Nội dung thứ nhất" in again
    await play.presses("stnmt", "Gửi")
    assert (await said_of(play, "1.2"))[0].text == "Nội dung thứ nhất"


async def story_report_of_another_kind_leaves_the_old_button(play: Play) -> None:
    await opened(play)
    await play.says("stc", "/baocao")
    nothing = play.button("stc", "Không phát sinh")
    await play.presses("stc", "Gửi báo cáo năm 2023")
    await play.presses("stc", "Ghi nội dung")
    await play.says("stc", "Đã bố trí kinh phí")
    send = play.button("stc", "Gửi")
    assert "Không phát sinh nội dung." in await play.press_this("stc", nothing)
    assert (await play.press_this("stc", send)).startswith(OVER)


async def story_parts_of_a_long_paste_are_joined(play: Play) -> None:
    await play.says("stnmt", f"1.2 Đã nghiệm thu\n1.3 {LONG}")
    await play.wait(60)
    review = await play.says("stnmt", f"{REST}\n5 Đã kiểm tra 12 cơ sở")
    assert "Bot tách được 3 nội dung:" in review
    assert "Phần mở đầu" not in review
    await play.presses("stnmt", "Gửi")
    assert (await said_of(play, "1.3"))[0].text == f"{LONG}\n{REST}"
    assert (await said_of(play, "5"))[0].text == "Đã kiểm tra 12 cơ sở"


async def story_part_that_comes_late_is_no_part(play: Play) -> None:
    await play.says("stnmt", f"1.3 {LONG}")
    await play.wait(121)
    assert "cần chọn một trong các mục" in await play.says("stnmt", REST)
    assert "Bot tách được 2 nội dung" in await play.says("stnmt", "5 Đã kiểm tra")


async def story_parts_of_a_long_result_are_joined(play: Play) -> None:
    await play.says("stnmt", "1.3")
    await play.says("stnmt", "5")
    await play.says("stnmt", LONG)
    send = play.button("stnmt", "Gửi")
    await play.says("stnmt", LONG)
    assert REST in await play.says("stnmt", REST)
    assert (await play.press_this("stnmt", send)).startswith(OVER)
    await play.presses("stnmt", "Gửi")
    assert (await said_of(play, "1.3"))[0].text == f"{LONG}\n{LONG}\n{REST}"


async def story_parts_of_a_done_result_and_of_a_report(play: Play) -> None:
    await opened(play)
    await play.says("stnmt", "1.2")
    await play.says("stnmt", "2")
    assert "Số, ký hiệu và ngày văn bản" in await play.says("stnmt", LONG)
    rest = f"{REST}, {'gồm cả cơ sở mới ' * 10}theo Báo cáo số 12/BC-STNMT ngày 10/11/2023"
    assert "Văn bản nhận ra: Báo cáo số 12/BC-STNMT" in await play.says("stnmt", rest)
    await play.says("stc", "/baocao")
    await play.presses("stc", "Gửi báo cáo năm 2023")
    await play.presses("stc", "Ghi nội dung")
    await play.says("stc", LONG)
    assert REST in await play.says("stc", REST)
    await play.presses("stc", "Gửi")
    async with play.store() as unit:
        agency = (await agency_of(unit, "stc")).id
        assert (await submissions.last(unit, VLXD, agency, 0)).support_text == (f"{LONG}\n{REST}")


async def story_number_before_ordinary_words(play: Play) -> None:
    twice = await play.says("stnmt", "5 xong phần 1\n5 xong phần 2")
    assert twice.startswith("Chưa ghi được: nhiệm vụ 5 có hai đoạn trong cùng một tin.")
    review = await play.says("stnmt", "5 xong phần 1")
    assert "VLXD 5 [Triển khai thường xuyên] xong phần 1" in review
    await play.presses("stnmt", "Hủy")
    assert (await play.says("stnmt", "5 cơ sở đã lắp trạm")).startswith("Chưa rõ nội dung này")
    assert "VLXD 3 [" in await play.says("skhcn", "3 Chuyển tiếp tin này Đã xong")


async def story_done_without_a_document_is_told(play: Play) -> None:
    review = await play.says("stnmt", "1.2 Đã hoàn thành\n5 Đã kiểm tra")
    assert "Chưa nêu văn bản: VLXD 1.2 (nếu có, anh/chị chọn Sửa để ghi thêm số, ngày)." in review
    await play.presses("stnmt", "Gửi")


async def story_supporter_types_a_number(play: Play) -> None:
    await opened(play)
    for typed in ("6", "/capnhat 6"):
        said = await play.says("ubnd-lang-giang", typed)
        assert said.startswith("Cơ quan anh/chị không chủ trì nhiệm vụ nào")
        assert said.endswith("[Báo cáo định kỳ]")
    assert "6 đã xong\n[Gửi]" in await play.says("ubnd-lang-giang", "6 đã xong")


async def story_result_waits_while_others_are_pasted(play: Play) -> None:
    for typed in ("1.3", "5", "Đã rà soát 15 cơ sở"):
        await play.says("stnmt", typed)
    send = play.button("stnmt", "Gửi")
    await play.says("stnmt", "5 Đã kiểm tra")
    await play.presses("stnmt", "Gửi")
    await play.press_this("stnmt", send)
    assert (await said_of(play, "1.3"))[0].text == "Đã rà soát 15 cơ sở"


async def story_three_parts_at_most(play: Play) -> None:
    await play.says("stnmt", f"1.3 {LONG}")
    await play.says("stnmt", LONG)
    said = await play.says("stnmt", LONG)
    assert said.startswith("Chưa ghi được: nội dung dài 12.239 ký tự, câu này nhận tối đa 12.000.")
    await play.presses("stnmt", "Gửi")
    assert (await said_of(play, "1.3"))[0].text == f"{LONG}\n{LONG}"


async def story_task_given_away_leaves_what_waits(play: Play) -> None:
    await also_leads(play)
    await play.says("stnmt", "TTX 1.2 Đã rà soát\nVLXD 1.3 Đã đánh giá")
    await play.presses("stnmt", "Để sau")
    async with play.store() as unit:
        ended = update(appointment).where(appointment.c.plan_id == TTX)
        await unit.run(ended.values(to_day=date(2023, 11, 14)))
    again = await play.says("stnmt", "1.3 Đã đánh giá lại")
    assert "nhiệm vụ 1.3 đã có trong bản đang soạn" in again
    assert "TTX 1.2" not in again
    await play.presses("stnmt", "Gửi")
    assert (await said_of(play, "1.3"))[0].text == "Đã đánh giá"


async def story_result_typed_where_the_pace_is_asked_is_said_to_be_kept(play: Play) -> None:
    await play.says("stnmt", "1.2")
    await play.says("stnmt", "1")
    again = await play.says("stnmt", "Đã lập xong hồ sơ mời thầu")
    assert again.startswith("Kết quả vừa ghi (đang giữ): Đã lập xong hồ sơ mời thầu\nTiến độ so")
    review = await play.presses("stnmt", "Bảo đảm tiến độ")
    assert "Đã lập xong hồ sơ mời thầu" in review
