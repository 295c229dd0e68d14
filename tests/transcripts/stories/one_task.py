"""One task by its form: every status, back, later, edit, cancel, keys typed and keys grown old."""

from __future__ import annotations

from plans.model import Status
from tests.transcripts.play import Play
from tests.transcripts.worlds import opened, said_of

ASK = "Tình hình đến nay?"
RESULT = "Kết quả chính của VLXD 1.3"


async def story_one_task_is_answered_by_its_form(play: Play) -> None:
    await opened(play)
    which = await play.says("stnmt", "/capnhat")
    assert "VLXD 5: Triển khai thường xuyên (15/11/2023)" in which
    asked = await play.presses("stnmt", "VLXD 1.3")
    assert asked.startswith('VLXD 1.3, chủ trì, "2022- 2023": Tổ chức rà soát, đánh giá')
    assert play.buttons("stnmt")[:8] == [
        "1 Đang triển khai",
        "2 Đã hoàn thành",
        "3 Chưa triển khai",
        "4 Đề nghị điều chỉnh",
        "5 Triển khai thường xuyên",
        "Xem nguyên văn",
        "Chuyển phòng, đơn vị",
        "Để sau",
    ]
    assert "Chủ trì: Sở Tài nguyên và Môi trường." in await play.presses("stnmt", "Xem nguyên văn")
    assert await play.says("stnmt", "Đang triển khai") == (
        "Tiến độ so với thời gian trong Kế hoạch?\n"
        "[Bảo đảm tiến độ] [Có khả năng chậm] [Quay lại] [Để sau] [Hủy]"
    )
    assert RESULT in await play.presses("stnmt", "Có khả năng chậm")
    review = await play.says("stnmt", "Da trinh UBND tinh phuong an")
    assert "Nội dung chưa có dấu, vẫn gửi được." in review
    recorded = await play.presses("stnmt", "Gửi")
    assert "VLXD 1.3: Đang triển khai, có khả năng chậm" in recorded
    assert "Còn chưa cập nhật: 1.2, 5." in recorded
    kept, baseline = await said_of(play, "1.3")
    assert (kept.status, kept.text) == (Status.MAY_SLIP, "Da trinh UBND tinh phuong an")
    assert kept.round is not None
    assert baseline.round is None


async def story_paper_is_asked_only_when_done_names_none(play: Play) -> None:
    await play.says("stnmt", "1.2")
    await play.says("stnmt", "2")
    asked = await play.says("stnmt", "Đã nghiệm thu hệ thống")
    assert asked.startswith("Số, ký hiệu và ngày văn bản của kết quả này, ví dụ:")
    unreadable = await play.says("stnmt", "văn bản tháng trước")
    assert 'Chưa ghi được: "văn bản tháng trước" chưa đủ số, ký hiệu, ngày' in unreadable
    assert "Văn bản: 45/BC-STNMT ngày 10/11/2023" in await play.says(
        "stnmt", "45/BC-STNMT ngày 10/11/2023"
    )
    await play.presses("stnmt", "Gửi")
    assert (await said_of(play, "1.2"))[0].papers == [
        {"number": "45", "symbol": "BC-STNMT", "dated": "2023-11-10"}
    ]
    await play.says("stnmt", "1.3")
    await play.says("stnmt", "2")
    named = await play.says("stnmt", "Đã xong, Tờ trình số 7/TTr-STNMT ngày 01/11/2023")
    assert "Văn bản nhận ra: Tờ trình số 7/TTr-STNMT ngày 01/11/2023" in named
    assert named.endswith("[Gửi] [Sửa] [Để sau] [Hủy]")


async def story_digit_is_a_task_unless_a_status_is_asked(play: Play) -> None:
    assert (await play.says("skhcn", "3")).startswith('VLXD 3, chủ trì, "2022 ÷ 2030"')
    assert (await play.says("skhcn", "3")).startswith("Kết quả chính của VLXD 3")
    await play.says("skhcn", "Đang chờ hướng dẫn")
    assert "VLXD 3: Chưa triển khai" in await play.presses("skhcn", "Gửi")
    unknown = await play.says("skhcn", "2")
    assert unknown.startswith('Chưa ghi được: không có nhiệm vụ "2" do cơ quan anh/chị chủ trì.')
    assert unknown.endswith("[VLXD 1.4] [VLXD 3]")


async def story_statuses_that_ask_no_more(play: Play) -> None:
    for key, status in (("3", Status.NOT_STARTED), ("5", Status.CONTINUOUS)):
        await play.says("stnmt", "nhiệm vụ 5")
        await play.says("stnmt", key)
        await play.says("stnmt", "Theo kế hoạch năm")
        await play.presses("stnmt", "Gửi")
        assert (await said_of(play, "5"))[0].status is status
    await play.says("stnmt", "VLXD 5")
    await play.says("stnmt", "4")
    asked = await play.says("stnmt", "Đề nghị lùi sang năm 2024")
    assert "Chưa có văn bản thì bỏ qua." in asked
    assert "VLXD 5: Đề nghị điều chỉnh" in await play.presses("stnmt", "Bỏ qua")


async def story_back_later_and_taken_up_again(play: Play) -> None:
    await play.says("stnmt", "1.3")
    assert "Chưa lùi được: đây là câu đầu tiên." in await play.says("stnmt", "lùi")
    await play.says("stnmt", "1")
    await play.presses("stnmt", "Quay lại")
    assert "Giữ nguyên" in play.buttons("stnmt")
    await play.presses("stnmt", "Giữ nguyên")
    await play.says("stnmt", "A")
    assert (await play.says("stnmt", "để sau")).startswith("Đã giữ bản đang soạn.")
    assert "Tình hình đến nay?" in await play.says("stnmt", "/capnhat 1.2")
    assert RESULT in await play.says("stnmt", "/capnhat 1.3")
    assert "bảo đảm tiến độ" in await play.says("stnmt", "Đã rà soát 15 cơ sở")
    edit = await play.presses("stnmt", "Sửa")
    assert edit.endswith("[Tình hình] [Tiến độ] [Kết quả] [Quay lại] [Hủy]")
    await play.presses("stnmt", "Tình hình")
    assert "VLXD 1.3: Triển khai thường xuyên" in await play.presses(
        "stnmt", "Triển khai thường xuyên"
    )
    await play.presses("stnmt", "Gửi")
    assert (await said_of(play, "1.3"))[0].text == "Đã rà soát 15 cơ sở"


async def story_cancel_by_word_and_by_command(play: Play) -> None:
    for cancel in ("hủy", "Huỷ", "/huy", "/hủy"):
        await play.says("stnmt", "1.3")
        await play.says("stnmt", "5")
        assert await play.says("stnmt", cancel) == (
            "Đã hủy, chưa gửi nội dung nào. Khi cần, anh/chị bắt đầu lại từ /trogiup."
        )
    assert "không có gì để hủy" in await play.says("stnmt", "/huy")
    assert len(await said_of(play, "1.3")) == 1


async def story_text_question_takes_everything_but_commands(play: Play) -> None:
    await play.says("stnmt", "1.3")
    await play.says("stnmt", "5")
    assert "/capnhat: cập nhật kết quả" in await play.says("stnmt", "/trogiup")
    assert "VLXD 1.3: Triển khai thường xuyên\nA\n" in await play.says("stnmt", "A")
    for typed in ("báo cáo", "trợ giúp", "/2023: 15 cơ sở"):
        await play.presses("stnmt", "Sửa")
        await play.presses("stnmt", "Kết quả")
        assert f"\n{typed}\n" in await play.says("stnmt", typed)


async def story_typed_key_answers_the_last_message_as_shown(play: Play) -> None:
    await opened(play)
    await play.says("stnmt", "1.3")
    await play.at("30/11/2023 08:30")
    assert "Còn 10 ngày làm việc" in play.heard("stnmt")
    assert "Số, ký hiệu và ngày văn bản báo cáo năm 2023" in await play.says("stnmt", "B")
    assert (await play.says("stnmt", "hủy")).startswith("Đã hủy")
    status = play.button("stnmt", "Triển khai thường xuyên")
    assert RESULT in await play.press_this("stnmt", status)
    stale = await play.press_this("stnmt", status)
    assert stale.startswith("Lựa chọn này thuộc câu trước, không còn dùng. Câu đang chờ anh/chị:")
    assert RESULT in stale
    await play.says("stnmt", "Đã rà soát")
    await play.presses("stnmt", "Gửi")
    assert (await play.press_this("stnmt", status)).startswith(
        "Nội dung này đã gửi lúc 08:30 ngày 30/11/2023 (mã ghi nhận VLXD-2023-"
    )
