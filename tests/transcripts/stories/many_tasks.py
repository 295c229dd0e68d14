"""Many tasks in one message: split, shown back, changed, asked where a number fits two plans."""

from __future__ import annotations

from plans.model import Status
from tests.transcripts.play import Play
from tests.transcripts.worlds import TTX, also_leads, opened, said_of

LEFT = "tin vừa gõ vẫn còn trong khung chat"


async def story_pasted_statuses_are_changed_at_review(play: Play) -> None:
    review = await play.says(
        "stnmt",
        "Sở báo cáo như sau:\n1.2) Da lam xong ho so\nNhiệm vụ 1.3: Đang rà soát 15 cơ sở\n"
        "- có 3 cơ sở mới",
    )
    assert review.splitlines() == [
        "Bot tách được 2 nội dung:",
        "VLXD 1.2 [Đang triển khai, bảo đảm tiến độ] Da lam xong ho so",
        "VLXD 1.3 [Đang triển khai, bảo đảm tiến độ] Đang rà soát 15 cơ sở",
        "- có 3 cơ sở mới",
        "Nội dung VLXD 1.2 chưa có dấu, vẫn gửi được.",
        "Phần mở đầu không thuộc nhiệm vụ nào nên không ghi: Sở báo cáo như sau:",
        "Tình hình trong ngoặc vuông sửa được bằng mục Sửa. Anh/chị kiểm tra rồi chọn Gửi.",
        "[Gửi] [Sửa] [Để sau] [Hủy]",
    ]
    await play.presses("stnmt", "Sửa")
    assert "VLXD 1.2: nhiệm vụ" not in play.buttons("stnmt")
    await play.presses("stnmt", "VLXD 1.2: tình hình")
    await play.presses("stnmt", "Đã hoàn thành")
    await play.presses("stnmt", "Sửa")
    await play.presses("stnmt", "VLXD 1.3: nội dung")
    await play.says("stnmt", "Đã rà soát 18 cơ sở")
    await play.presses("stnmt", "Gửi")
    assert (await said_of(play, "1.2"))[0].status is Status.DONE
    assert (await said_of(play, "1.3"))[0].text == "Đã rà soát 18 cơ sở"


async def story_paste_mended_at_the_review(play: Play) -> None:
    await play.says("stnmt", "1.2 Đã nghiệm thu\n1.3 Đang rà soát 51 cơ sở")
    again = await play.says("stnmt", "1.3 Đang rà soát 15 cơ sở\n5 Đã kiểm tra")
    assert again.startswith("Chưa ghi thêm được: nhiệm vụ 1.3 đã có trong bản đang soạn dưới đây.")
    assert "VLXD 1.3 [Đang triển khai, bảo đảm tiến độ] Đang rà soát 51 cơ sở" in again
    assert again.endswith("[Gửi] [Sửa] [Để sau] [Hủy]")
    await play.presses("stnmt", "Sửa")
    await play.presses("stnmt", "VLXD 1.3: nội dung")
    await play.says("stnmt", "Đang rà soát 15 cơ sở")
    assert "cần chọn một trong các mục" in await play.says("stnmt", "để tôi xem lại đã")
    await play.presses("stnmt", "Gửi")
    assert (await said_of(play, "1.3"))[0].text == "Đang rà soát 15 cơ sở"
    assert len(await said_of(play, "1.2")) == 2


async def story_paste_where_one_result_was_asked(play: Play) -> None:
    await play.says("stnmt", "1.2")
    await play.says("stnmt", "2")
    review = await play.says("stnmt", "1.2 Đã nghiệm thu hệ thống\n5 Đã kiểm tra 12 cơ sở")
    assert "VLXD 1.2 [Đã hoàn thành] Đã nghiệm thu hệ thống" in review
    assert "VLXD 5 [Triển khai thường xuyên] Đã kiểm tra 12 cơ sở" in review
    recorded = await play.presses("stnmt", "Gửi")
    assert recorded.count("Mã ghi nhận") == 1
    assert "Hiện không có kỳ" not in recorded
    assert (await said_of(play, "5"))[0].round is None


async def story_number_that_fits_two_plans_is_asked(play: Play) -> None:
    await also_leads(play)
    asked = await play.says("stnmt", "1.2 Đã trình phê duyệt\n7.4 Đã kiểm kê xong 10 huyện")
    assert asked.splitlines() == [
        (
            "Chưa ghi được: cơ quan anh/chị chủ trì cả TTX 1.2 và VLXD 1.2. Anh/chị chọn giúp, nội"
            " dung vừa gõ vẫn giữ: Đã trình phê duyệt"
        ),
        "[TTX 1.2] [VLXD 1.2] [Để sau] [Hủy]",
    ]
    kept = await play.presses("stnmt", "TTX 1.2")
    assert kept.startswith("TTX 1.2: Đã trình phê duyệt\nTình hình đến nay?")
    await play.says("stnmt", "5")
    recorded = await play.presses("stnmt", "Gửi")
    assert "TTX 1.2: " in recorded
    assert "Mã ghi nhận TTX-2023-001" in recorded
    assert (await said_of(play, "1.2", plan=TTX))[0].text == "Đã trình phê duyệt"
    assert len(await said_of(play, "1.2")) == 1
    alone = await play.says("stnmt", "1.2")
    assert alone == (
        'Chưa rõ "1.2" là nhiệm vụ nào: cơ quan anh/chị chủ trì cả TTX 1.2 và VLXD 1.2.'
        " Anh/chị chọn giúp.\n[TTX 1.2] [VLXD 1.2]"
    )
    assert (await play.says("stnmt", "A")).startswith("TTX 1.2, chủ trì: Rà soát quy hoạch")
    await play.says("stnmt", "hủy")
    assert (await play.says("stnmt", "ttx 1.2")).startswith("TTX 1.2, chủ trì")


async def story_one_number_comes_twice_while_its_plan_is_asked(play: Play) -> None:
    await also_leads(play)
    await play.says("stnmt", "1.2 Đã trình phê duyệt")
    again = await play.says("stnmt", "1.2 Đã họp")
    assert again.startswith("Chưa ghi thêm được: nhiệm vụ 1.2 đã có trong bản đang soạn dưới đây.")
    assert again.endswith("[TTX 1.2] [VLXD 1.2] [Để sau] [Hủy]")
    await play.presses("stnmt", "TTX 1.2")
    await play.says("stnmt", "5")
    asked = await play.says("stnmt", "1.2: Đã họp")
    assert asked.splitlines()[-1] == "[VLXD 1.2] [Để sau] [Hủy]"
    await play.presses("stnmt", "VLXD 1.2")
    review = await play.says("stnmt", "5")
    assert "Bot tách được 2 nội dung" in review
    assert "Mã ghi nhận TTX-2023-001" in await play.presses("stnmt", "Gửi")
    three = await play.says("stnmt", "1.2 Đã xong\nTTX 1.2 Đã họp\nVLXD 1.2 Đã trình")
    assert three.startswith("Chưa ghi được: nhiệm vụ 1.2 có hai đoạn trong cùng một tin.")


async def story_two_plans_in_one_message_give_two_receipts(play: Play) -> None:
    await also_leads(play)
    review = await play.says("stnmt", "VLXD 1.2 Đã nghiệm thu\nTTX 1.2: Đã rà soát quy hoạch")
    assert "Bot tách được 2 nội dung:" in review
    recorded = await play.presses("stnmt", "Gửi")
    assert "Mã ghi nhận VLXD-2023-001" in recorded
    assert "Mã ghi nhận TTX-2023-001" in recorded


async def story_messages_that_cannot_be_split_for_sure(play: Play) -> None:
    for typed, said in (
        ("9.9 Đã làm xong", "9.9 Đã làm xong\n"),
        ("1.2 Đã xong\n1.3 Đang làm\n1.2 Đã họp", "nhiệm vụ 1.2 có hai đoạn trong cùng một tin"),
        ("1.2\n1.3 Đang làm", "nhiệm vụ 1.2 chưa có nội dung."),
    ):
        answer = await play.says("stnmt", typed)
        assert answer.startswith("Chưa ghi được")
        assert said in answer
    assert LEFT in await play.says("stnmt", "5 Đã họp\n5 Đã kiểm tra")
    assert 'không có nhiệm vụ "8.8" do cơ quan' in await play.says("stnmt", "/capnhat 8.8")
    assert len(await said_of(play, "1.2")) == 1


async def story_letter_of_the_agency_with_headings(play: Play) -> None:
    text = "I. Kết quả\n1.2 Đã nghiệm thu\n7.9 Đang rà soát\n4. Khó khăn\n- Thiếu kinh phí"
    asked = await play.says("stnmt", text)
    assert "2 đoạn không gắn với nhiệm vụ nào của cơ quan anh/chị (chủ trì" in asked
    assert "7.9 Đang rà soát\n4. Khó khăn - Thiếu kinh phí\n" in asked
    assert "[Ghi vào phần phối hợp]" not in asked  # no round is open
    await opened(play)
    asked = await play.says("stnmt", text.replace("7.9", "1.3"))
    assert asked.startswith("Đoạn không gắn với nhiệm vụ nào của cơ quan anh/chị")
    review = await play.presses("stnmt", "Ghi vào phần phối hợp")
    assert "Bot tách được 2 nội dung:" in review
    assert "Phần phối hợp (gửi cùng báo cáo): 4. Khó khăn - Thiếu kinh phí" in review
    assert "Không ghi (không gắn với nhiệm vụ nào): I. Kết quả\n" in review
    await play.presses("stnmt", "Gửi")
    await play.says("stnmt", "5 Đã kiểm tra")
    await play.presses("stnmt", "Gửi")
    assert "4. Khó khăn\n- Thiếu kinh phí" in await play.presses("stnmt", "Gửi báo cáo năm 2023")


async def story_ten_paragraphs_of_one_task(play: Play) -> None:
    text = "1.3 Đã rà soát:\n" + "\n".join(f"- Cơ sở số {n}: đạt yêu cầu" for n in range(1, 10))
    assert "Bot tách được 1 nội dung" in await play.says("stnmt", text)
    await play.presses("stnmt", "Gửi")
    assert (await said_of(play, "1.3"))[0].text == text.removeprefix("1.3 ")
