"""Chuyển phòng, đơn vị: a one-task code, an answer that comes back as a draft."""

from __future__ import annotations

from sqlalchemy import select

from plans.model import Status
from storage import delegations
from storage.schema import inbox, outbox, task_update
from tests.transcripts.play import Play
from tests.transcripts.worlds import agency_of, opened, other_province, said_of, second_focal

ROOM, CENTRE = "Phòng Quản lý môi trường", "Trung tâm Quan trắc"
SAID = "Đã rà soát 15/20 cơ sở, Báo cáo số 12/BC-QLMT ngày 10/11/2023"


async def arrives(play: Play, who: str, user: int) -> None:
    """Somebody nobody knows opens the chat."""
    play.room.add_person(user, who)
    play.users[who] = user


async def delegated(
    play: Play, division: str = ROOM, day: str = "bỏ qua", task: str = "1.3"
) -> str:
    """The focal point passes a task on; the code in the text to forward."""
    await play.says("stnmt", task)
    await play.presses("stnmt", "Chuyển phòng, đơn vị")
    await play.says("stnmt", division)
    text = await play.says("stnmt", day)
    return text.partition("nhắn riêng cho Bot Đầu Mối mã ")[2][:9]


async def answers(play: Play, who: str, code: str, text: str = SAID) -> str:
    """A whole answer by somebody new; what was said last."""
    await play.says(who, code)
    await play.presses(who, "Đúng, trả lời")
    await play.says(who, "Chuyên viên phòng môi trường")
    await play.says(who, "Chuyên viên")
    await play.says(who, "5")
    await play.says(who, text)
    return await play.presses(who, "Gửi")


async def story_task_goes_to_a_division_and_comes_back(play: Play) -> None:
    await opened(play)
    await arrives(play, "phong", 2101)
    await play.says("stnmt", "1.3")
    asked = await play.presses("stnmt", "Chuyển phòng, đơn vị")
    assert asked.startswith("Chuyển VLXD 1.3 cho phòng, chi cục hoặc đơn vị trực thuộc nào của Sở")
    assert "Đề nghị Phòng Quản lý môi trường trả lời ngày nào?" in await play.says("stnmt", ROOM)
    forward, made = (await play.says("stnmt", "20/11")).split("\n\n")
    assert forward.splitlines() == [
        (
            "Sở Tài nguyên và Môi trường đề nghị Phòng Quản lý môi trường cho biết kết quả thực"
            " hiện một nhiệm vụ của KH VLXD:"
        ),
        forward.splitlines()[1],
        "Nội dung: tình hình đến nay và kết quả chính (1-3 câu, nên ghi số, ngày văn bản).",
        "Đề nghị trả lời trong ngày 20/11/2023.",
        forward.splitlines()[4],
        (
            "Nội dung trả lời chuyển về cán bộ đầu mối của Sở Tài nguyên và Môi trường, không"
            " thay văn bản."
        ),
    ]
    assert forward.splitlines()[1].startswith('VLXD 1.3 ("2022- 2023"): Tổ chức rà soát')
    assert "Mã dùng đến hết ngày 15/12/2023, chỉ cho nhiệm vụ này" in forward
    assert made.endswith("[Thu hồi mã]")
    code = forward.partition("Bot Đầu Mối mã ")[2][:9]
    hello = await play.says("phong", code)
    assert hello.startswith("Chào anh/chị. Sở Tài nguyên và Môi trường đề nghị Phòng Quản lý")
    assert "Bot lưu: họ tên, chức vụ, tài khoản này và nội dung anh/chị trả lời" in hello
    assert hello.endswith("[Đúng, trả lời] [Không phải tôi] [Để sau] [Hủy]")
    await play.presses("phong", "Đúng, trả lời")
    await play.says("phong", "Chuyên viên phòng môi trường")
    assert "Tình hình đến nay?" in await play.says("phong", "bỏ qua")
    await play.says("phong", "5")
    review = await play.says("phong", SAID)
    assert "Người trả lời: Chuyên viên phòng môi trường (Phòng Quản lý môi trường)." in review
    assert "Đã chuyển nội dung về VLXD 1.3" in await play.presses("phong", "Gửi")
    assert play.heard("sxd") == ""
    returned = play.heard("stnmt")
    assert returned.splitlines()[0] == (
        "Phòng Quản lý môi trường trả lời ngày 15/11/2023 về VLXD 1.3: Triển khai thường xuyên"
    )
    assert "Nội dung chưa gửi Sở Xây dựng" in returned
    assert returned.endswith("[Xem, gửi] [Sửa] [Bỏ]")
    assert len(await said_of(play, "1.3")) == 1  # nothing but the baseline
    draft = await play.presses("stnmt", "Xem, gửi")
    assert draft.startswith("Phòng Quản lý môi trường trả lời ngày 15/11/2023.\nVLXD 1.3: Triển")
    assert "Văn bản nhận ra: Báo cáo số 12/BC-QLMT ngày 10/11/2023" in draft
    assert "Mã ghi nhận VLXD-2023-001" in await play.presses("stnmt", "Gửi")
    last = (await said_of(play, "1.3"))[0]
    assert (last.text, last.status) == (SAID, Status.CONTINUOUS)
    assert last.person_name == "Cán bộ đầu mối Sở Tài nguyên và Môi trường"
    async with play.store() as unit:
        basis = await unit.value(select(task_update.c.basis).where(task_update.c.id == last.id))
        words = [row.text for row in await unit.rows(select(outbox.c.text))]
        raw = [row.raw for row in await unit.rows(select(inbox.c.raw))]
    log = await play.says("sxd", "/nhatky")
    assert f"chuyển VLXD 1.3 của Sở Tài nguyên và Môi trường cho {ROOM}" in log
    assert f"gửi nội dung {ROOM} (Sở Tài nguyên và Môi trường) trả lời về VLXD 1.3" in log
    assert basis["division"] == ROOM
    assert not any(code in text for text in [*words, *raw])  # a used code is kept nowhere


async def story_division_sees_one_task_and_answers_until_it_is_sent(play: Play) -> None:
    await arrives(play, "phong", 2101)
    code = await delegated(play)
    await answers(play, "phong", code)
    play.heard("stnmt")
    for typed in ("/nhiemvu", "/capnhat 1.2", "1.2 Đã xong", "/tonghop"):
        assert "Kênh này dành cho cán bộ" in await play.says("phong", typed)
    for data in ("dv", "nv:2", "ph:1", "cpt:1", "cp:3:4"):
        assert "Kênh này dành cho cán bộ" in await play.forges("phong", data)
    await play.wait(60)
    again = await play.presses("phong", "Trả lời lại")
    assert again.startswith("Lần trước anh/chị trả lời ngày 15/11/2023: Đã rà soát 15/20 cơ sở")
    await play.says("phong", "1")
    await play.presses("phong", "Bảo đảm tiến độ")
    await play.says("phong", "Đã rà soát đủ 20 cơ sở")
    await play.presses("phong", "Gửi")
    old, new = play.button("stnmt", "Xem, gửi"), play.heard("stnmt")
    assert "Đã rà soát đủ 20 cơ sở" in new
    assert "Đã rà soát đủ 20 cơ sở" in await play.press_this("stnmt", old)
    await play.presses("stnmt", "Gửi")
    late = await play.presses("phong", "Trả lời lại")
    assert late.startswith("Cán bộ đầu mối của Sở Tài nguyên và Môi trường đã xử lý nội dung")
    assert await play.says("phong", code) == late
    assert (await said_of(play, "1.3"))[0].text == "Đã rà soát đủ 20 cơ sở"
    assert "đã được gửi, bỏ hoặc thu hồi" in await play.press_this("stnmt", old)


async def story_own_draft_is_kept_beside_the_answer(play: Play) -> None:
    await arrives(play, "phong", 2101)
    code = await delegated(play)
    await play.says("stnmt", "1.3")
    await play.says("stnmt", "5")
    await play.says("stnmt", "Nội dung tôi đang soạn")
    await answers(play, "phong", code)
    play.heard("stnmt")
    which = await play.presses("stnmt", "Xem, gửi")
    assert which.startswith("Về VLXD 1.3, anh/chị đang có bản soạn riêng; bản đó vẫn được giữ.")
    assert play.buttons("stnmt") == [f"Nội dung {ROOM} trả lời", "Bản anh/chị đang soạn"]
    theirs = play.button("stnmt", f"Nội dung {ROOM} trả lời")
    assert "Nội dung tôi đang soạn" in await play.presses("stnmt", "Bản anh/chị đang soạn")
    assert SAID in await play.press_this("stnmt", theirs)
    await play.presses("stnmt", "Gửi")
    assert (await said_of(play, "1.3"))[0].text == SAID
    assert "Nội dung tôi đang soạn" in await play.says("stnmt", "1.3")


async def story_answer_is_edited_or_dropped(play: Play) -> None:
    await arrives(play, "phong", 2101)
    await answers(play, "phong", await delegated(play))
    play.heard("stnmt")
    assert "Anh/chị muốn sửa nội dung nào?" in await play.presses("stnmt", "Sửa")
    await play.presses("stnmt", "Kết quả")
    assert "Đã rà soát 18 cơ sở" in await play.says("stnmt", "Đã rà soát 18 cơ sở")
    await play.presses("stnmt", "Để sau")
    await play.wait(60)
    await play.presses("phong", "Trả lời lại")
    await play.says("phong", "5")
    await play.says("phong", "Đã rà soát 19 cơ sở")
    await play.presses("phong", "Gửi")
    play.heard("stnmt")
    await play.presses("stnmt", "Xem, gửi")
    assert play.buttons("stnmt")[1] == "Bản đã sửa từ lần trả lời trước"
    assert "18 cơ sở" in await play.presses("stnmt", "Bản đã sửa từ lần trả lời trước")
    drop = play.button("stnmt", "Bỏ")
    assert (await play.press_this("stnmt", drop)).startswith("Đã bỏ nội dung Phòng Quản lý")
    assert "đã được gửi, bỏ hoặc thu hồi" in await play.press_this("stnmt", drop)
    assert len(await said_of(play, "1.3")) == 1
    assert "Đề nghị Phòng Quản lý" in await _named_again(play)


async def _named_again(play: Play) -> str:
    """A division named before is a button."""
    await play.says("stnmt", "1.3")
    await play.presses("stnmt", "Chuyển phòng, đơn vị")
    return await play.presses("stnmt", ROOM)


async def story_one_open_code_for_a_task_and_a_division(play: Play) -> None:
    await arrives(play, "phong", 2101)
    code = await delegated(play)
    await play.at("20/11/2023 09:00")
    listed = await play.says("stnmt", "/nhiemvu")
    assert "; đã chuyển Phòng Quản lý môi trường, chưa trả lời (3 ngày làm việc)" in listed
    await play.presses("stnmt", "VLXD 1.3")
    assert f"Thu hồi mã: {ROOM}" in play.buttons("stnmt")
    await play.presses("stnmt", "Chuyển phòng, đơn vị")
    twice = await play.says("stnmt", "phong quan ly moi truong")
    assert twice.startswith("Nhiệm vụ này đã chuyển Phòng Quản lý môi trường ngày 15/11/2023")
    other = await play.says("stnmt", CENTRE)
    assert f"Đề nghị {CENTRE} trả lời ngày nào?" in other
    assert "đã qua" in await play.says("stnmt", "01/11/2023")
    await play.says("stnmt", "hủy")
    await play.says("stnmt", "1.3")
    await play.presses("stnmt", "Chuyển phòng, đơn vị")
    gone = play.button("stnmt", f"Thu hồi mã: {ROOM}")
    assert "Mã này không dùng được nữa." in await play.press_this("stnmt", gone)
    assert "đã được gửi, bỏ hoặc thu hồi" in await play.press_this("stnmt", gone)
    assert "Mã tham gia này không dùng được" in await play.says("phong", code)
    assert len(await delegated(play)) == 9


async def story_code_is_for_one_account(play: Play) -> None:
    await arrives(play, "phong", 2101)
    await arrives(play, "khac", 2102)
    code = await delegated(play)
    await play.says("khac", code)
    await play.presses("khac", "Đúng, trả lời")
    await play.says("khac", "Chuyên viên khác")
    await play.says("khac", "bỏ qua")
    await play.says("khac", "5")
    await play.says("khac", "Nội dung nhầm")
    assert "Đã chuyển nội dung" in await answers(play, "phong", code.lower().replace("-", " "))
    refused = await play.presses("khac", "Gửi")
    assert refused.startswith("Mã tham gia này không dùng được")
    assert "Mã tham gia này không dùng được" in await play.says("khac", code)
    for _ in range(3):
        await play.says("khac", "ZZZZ-9999")
    assert "5 lần trong một giờ" in await play.says("khac", code)
    async with play.store() as unit:
        kept = await delegations.of_agency(unit, (await agency_of(unit, "stnmt")).id)
    assert [one.text for one in kept] == [SAID]


async def story_known_person_answers_without_giving_the_name(play: Play) -> None:
    code = await delegated(play)
    await play.says("sct", code)
    assert "Tình hình đến nay?" in await play.presses("sct", "Đúng, trả lời")
    await play.says("sct", "3")
    await play.says("sct", "Chưa có kinh phí")
    await play.presses("sct", "Gửi")
    assert "Người trả lời: Cán bộ đầu mối Sở Công thương" in play.heard("stnmt")
    other = await delegated(play, CENTRE, task="5")
    await arrives(play, "phong", 2101)
    await play.says("phong", other)
    left = await play.presses("phong", "Không phải tôi")
    assert left.startswith("Bot không lưu thông tin nào.")
    assert "Đã chuyển" in await answers(play, "phong", other)


async def story_code_ends_with_the_round(play: Play) -> None:
    await opened(play)
    await arrives(play, "phong", 2101)
    code = await delegated(play)
    await play.at("15/12/2023 23:00")
    assert "Chào anh/chị." in await play.says("phong", code)
    await play.at("16/12/2023 00:00")
    refused = await play.presses("phong", "Đúng, trả lời")
    assert refused.startswith("Mã tham gia này không dùng được")


async def story_answer_at_night_waits_for_the_morning(play: Play) -> None:
    await arrives(play, "phong", 2101)
    code = await delegated(play)
    await play.at("15/11/2023 20:00")
    await answers(play, "phong", code)
    assert play.heard("stnmt") == ""
    await play.at("16/11/2023 07:30")
    assert "trả lời ngày 15/11/2023 về VLXD 1.3" in play.heard("stnmt")


async def story_second_focal_point_sends_first(play: Play) -> None:
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    await arrives(play, "phong", 2101)
    await answers(play, "phong", await delegated(play))
    mine = await play.presses("stnmt", "Xem, gửi")
    assert SAID in mine
    await play.says("stnmt-2", "/nhiemvu")
    await play.presses("stnmt-2", "VLXD 1.3")
    await play.presses("stnmt-2", f"Nội dung {ROOM} trả lời")
    assert "Mã ghi nhận" in await play.presses("stnmt-2", "Gửi")
    assert "đã được gửi, bỏ hoặc thu hồi" in await play.presses("stnmt", "Gửi")
    assert len(await said_of(play, "1.3")) == 2


async def story_foreign_delegations_are_closed(play: Play) -> None:
    await other_province(play, "tq", 3101)
    await delegated(play)
    for who in ("tq", "skhcn", "sxd"):
        await play.says(who, "/trogiup")
        for data in ("cpt:1", "ph:1", "phx:1", "phs:1", "phb:1", "phk:1"):
            assert "không thuộc phần chủ trì" in await play.forges(who, data)
    for data in ("cp:1", "cp:x:1", "cpd:3:4:99", "ph:999", "ph:", "cpt:1:2", "tll:1", "tll:99"):
        said = await play.forges("stnmt", data)
        assert said.startswith(("Chưa thực hiện được", "Lựa chọn này không còn dùng")), data


async def story_withdrawn_code_leaves_the_answer(play: Play) -> None:
    """An answer that has come back is kept when its code is taken back."""
    await arrives(play, "phong", 2101)
    code = await delegated(play)
    gone = play.button("stnmt", "Thu hồi mã")
    await answers(play, "phong", code)
    play.heard("stnmt")
    done = await play.press_this("stnmt", gone)
    assert f"Nội dung {ROOM} đã trả lời ngày 15/11/2023 vẫn được giữ, chưa gửi đi." in done
    assert "Mã tham gia này không dùng được" in await play.says("phong", code)
    assert "đã được gửi, bỏ hoặc thu hồi" in await play.press_this("stnmt", gone)
    assert SAID in await play.presses("stnmt", "Xem, gửi")
    await play.presses("stnmt", "Gửi")
    assert (await said_of(play, "1.3"))[0].text == SAID


async def story_reply_day_leaves_time_for_the_report(play: Play) -> None:
    await opened(play)
    await play.says("stnmt", "1.3")
    await play.presses("stnmt", "Chuyển phòng, đơn vị")
    await play.says("stnmt", ROOM)
    late = await play.says("stnmt", "20/12/2023")
    assert late.startswith("Chưa ghi được: ngày 20/12/2023 sau ngày cuối cơ quan anh/chị gửi báo")
    assert "Anh/chị gõ ngày chậm nhất 14/12/2023" in late
    assert "Đề nghị trả lời trong ngày 14/12/2023." in await play.says("stnmt", "14/12/2023")


async def story_code_lives_until_the_reply_day(play: Play) -> None:
    await play.says("stnmt", "1.3")
    await play.presses("stnmt", "Chuyển phòng, đơn vị")
    await play.says("stnmt", ROOM)
    text = await play.says("stnmt", "15/03/2024")
    assert "Mã dùng đến hết ngày 15/03/2024" in text
