"""People at the same time, and buttons that grew old."""

from __future__ import annotations

from plans.model import Status
from tests.transcripts.play import Play
from tests.transcripts.worlds import closed, opened, said_of, second_focal

TWO = ("1.3", "2", "Đã rà soát 15 cơ sở", "bỏ qua")


async def story_two_focal_points_answer_one_task_at_once(play: Play) -> None:
    await opened(play)
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    for who, text in (("stnmt", "Đã rà soát 15 cơ sở"), ("stnmt-2", "Đã rà soát 18 cơ sở")):
        await play.says(who, "1.3")
        await play.says(who, "5")
        await play.says(who, text)
    first = await play.presses("stnmt", "Gửi")
    second = await play.presses("stnmt-2", "Gửi")
    assert "Trong lúc đó" not in first
    assert (
        "Trong lúc đó Cán bộ đầu mối Sở Tài nguyên và Môi trường đã cập nhật VLXD 1.3 lúc 08:00"
        " ngày 15/11/2023: Triển khai thường xuyên. Đã rà soát 15 cơ sở\nCả hai lần đều được giữ;"
        " lần sau cùng là của anh/chị."
    ) in second
    last, before, _ = await said_of(play, "1.3")
    assert (last.text, before.text) == ("Đã rà soát 18 cơ sở", "Đã rà soát 15 cơ sở")


async def story_two_presses_at_once_send_once(play: Play) -> None:
    for typed in TWO:
        await play.says("stnmt", typed)
    message, data = play.button("stnmt", "Gửi")
    user, chat = play.users["stnmt"], play.chat_of("stnmt")
    play.room.press(user, chat.id, message, data)
    play.room.press(user, chat.id, message, data)
    said = await play.then("stnmt> [Gửi] [Gửi]", "stnmt")
    assert said.count("Mã ghi nhận") == 1
    assert said.endswith(
        "Nội dung này đã gửi lúc 08:00 ngày 15/11/2023 (mã ghi nhận VLXD-2023-001), anh/chị không"
        " phải gửi lại."
    )
    assert len(await said_of(play, "1.3")) == 2


async def story_words_typed_in_a_hurry_are_taken_in_order(play: Play) -> None:
    for typed in TWO[:3]:
        play.room.say(play.users["stnmt"], typed)
    said = await play.then(f"stnmt> {' / '.join(TWO[:3])}", "stnmt")
    assert said.endswith("[Quay lại] [Bỏ qua] [Để sau] [Hủy]")
    await play.presses("stnmt", "Bỏ qua")
    await play.presses("stnmt", "Gửi")
    assert (await said_of(play, "1.3"))[0].status is Status.DONE


async def story_buttons_of_last_month(play: Play) -> None:
    round_ = await opened(play)
    await play.says("stnmt", "/baocao")
    report = play.button("stnmt", "Hẹn ngày gửi")
    await play.presses("stnmt", "Hẹn ngày gửi")
    await play.says("stnmt", "20/11")
    for typed in TWO[:3]:
        await play.says("stnmt", typed)
    skip = play.button("stnmt", "Bỏ qua")
    await play.says("stnmt", "hủy")
    assert await play.press_this("stnmt", skip) == (
        "Nội dung này đã hủy lúc 08:00 ngày 15/11/2023, chưa gửi đi. Anh/chị bắt đầu lại từ"
        " /trogiup."
    )
    await closed(play, round_)
    await play.at("19/12/2023 09:00")
    assert await play.press_this("stnmt", skip) == (
        "Lựa chọn này thuộc nội dung đã kết thúc, không còn dùng. Anh/chị bắt đầu lại từ /trogiup."
    )
    refused = await play.press_this("stnmt", report)
    assert refused.startswith("Kỳ báo cáo năm 2023 KH VLXD đã chốt ngày 15/11/2023")
    assert len(await said_of(play, "1.3")) == 1


async def story_old_button_while_another_form_waits(play: Play) -> None:
    for typed in TWO:
        await play.says("stnmt", typed)
    send = play.button("stnmt", "Gửi")
    await play.press_this("stnmt", send)
    await play.says("stnmt", "5")
    said = await play.press_this("stnmt", send)
    assert said.startswith("Nội dung này đã gửi lúc 08:00 ngày 15/11/2023 (mã ghi nhận VLXD-2023-")
    assert "anh/chị không phải gửi lại. Câu đang chờ anh/chị:" in said
    assert "VLXD 5, chủ trì" in said


async def story_words_of_a_button_just_shown_are_that_button(play: Play) -> None:
    """A reminder comes while a form waits for the result: its button is no result."""
    await opened(play)
    await play.says("stnmt", "1.3")
    await play.says("stnmt", "2")
    await play.at("30/11/2023 08:30")
    assert "[Đã có văn bản]" in play.heard("stnmt")
    asked = await play.says("stnmt", "Đã có văn bản")
    assert "Số, ký hiệu và ngày văn bản báo cáo năm 2023" in asked
    await play.says("stnmt", "hủy")
    await play.says("stnmt", "1.3")
    review = await play.says("stnmt", "Đã có văn bản gửi 15 cơ sở")
    assert "ngày văn bản của kết quả này" in review


async def story_update_before_the_round_opens_is_told_to_be_no_report(play: Play) -> None:
    await play.says("stnmt", "5 Đã kiểm tra 12 cơ sở")
    assert (
        "Cơ quan anh/chị hiện không có kỳ báo cáo nào đang mở: nội dung trên được lưu, chưa tính"
        " vào báo cáo của kỳ nào. Khi kỳ mở, đề nghị anh/chị cập nhật lại; nội dung này hiện ở"
        ' dòng "Lần trước".'
    ) in await play.presses("stnmt", "Gửi")
    await opened(play)
    assert "Chưa cập nhật: 1.2, 1.3, 5 (chủ trì)." in await play.says("stnmt", "/baocao")
    assert "Lần trước (15/11/2023" in await play.says("stnmt", "5")
    await play.says("stnmt", "Triển khai thường xuyên")
    await play.says("stnmt", "Đã kiểm tra 14 cơ sở")
    assert "không có kỳ báo cáo nào đang mở" not in await play.presses("stnmt", "Gửi")
