"""/dotxuat: the hours it knows, what is khẩn, and whose it is."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select, update

from storage.schema import appointment, outbox, person
from storage.schema import request as requests_
from tests.transcripts.play import Play
from tests.transcripts.stories.asking_in import asked, stranger
from tests.transcripts.telling import (
    NO_REQUEST,
    QUESTION,
    TOLD,
    answers_of,
    replies,
    request_preview,
    second_coordinator,
    started,
)
from tests.transcripts.worlds import (
    VLXD,
    agency_of,
    other_province,
    person_of,
)


async def story_hours_that_cannot_be_meant(play: Play) -> None:
    await started(play)
    await play.at("15/11/2023 16:20")
    await play.says("sxd", "/dotxuat")
    assert "câu này nhận tối đa 3.000" in await play.says("sxd", "Báo cáo gì? " * 300)
    await play.says("sxd", QUESTION)
    await play.presses("sxd", "Cơ quan chủ trì (3)")
    for typed, said in (
        ("càng sớm càng tốt", '"càng sớm càng tốt" chưa ghi được: cần giờ và ngày, ví dụ 10:00'),
        ("ngày mai", "chưa ghi được: cần giờ và ngày"),
        ("25:00", "chưa ghi được: cần giờ và ngày"),
        ("10:00", "Chưa ghi được: 10:00 ngày 15/11/2023 đã qua."),
        ("10:00 14/11/2023", "Chưa ghi được: 10:00 ngày 14/11/2023 đã qua."),
        ("10:00 14/11/2024", "còn quá xa cho một đề nghị đột xuất"),
    ):
        assert said in await play.says("sxd", typed), typed
    await play.says("sxd", "16:30")
    preview = await play.presses("sxd", "Có/không")
    assert "Trả lời trước 16:30 ngày 15/11/2023" in preview
    await play.at("15/11/2023 16:31")
    stale = await play.presses("sxd", "Gửi tới 3 người")  # the hour has passed meanwhile
    assert stale.startswith("Lựa chọn này thuộc câu trước, không còn dùng.")
    assert "Giờ đề nghị trả lời đã qua: anh/chị sửa giờ rồi gửi." in stale
    assert "[Gửi" not in stale
    assert play.heard("stnmt") == ""
    await play.presses("sxd", "Sửa")
    await play.presses("sxd", "Giờ trả lời")
    assert "trước 17:30 ngày 15/11/2023" in await play.says("sxd", "17h30")


async def story_quiet_hours_and_what_is_urgent(play: Play) -> None:
    await started(play)
    await play.at("15/11/2023 20:00")
    too_late = await request_preview(play, who="STNMT, Sở KHCN", due="6:00 ngày mai")
    assert (
        "Ngoài giờ làm việc, tin thường chỉ đi lúc 07:30 ngày 16/11/2023, sau giờ đề nghị trả lời"
    ) in too_late
    assert play.buttons("sxd") == ["Gửi khẩn tới 2 người", "Sửa", "Để sau", "Hủy"]
    await play.presses("sxd", "Sửa")
    await play.presses("sxd", "Giờ trả lời")
    plain = await play.says("sxd", "10:00 ngày mai")
    assert "Ngoài giờ làm việc: chọn gửi thường thì tin đi lúc 07:30 ngày 16/11/2023." in plain
    sent = await play.presses("sxd", "Gửi tới 2 người")
    assert "tin đi lúc 07:30 ngày 16/11/2023, sau giờ nghỉ." in sent
    assert play.heard("stnmt") == ""
    refused = await play.forges("sxd", "dxn:1")
    assert refused.startswith("Chưa nhắc: ngoài giờ làm việc, bot chỉ gửi đề nghị đã đánh dấu")
    await request_preview(play, who="STNMT, Sở KHCN", question="Khẩn cấp?")
    urgent = await play.says("sxd", "Gửi khẩn tới 2 người")
    assert urgent.startswith("Đang gửi đề nghị đột xuất số 2 KH VLXD (khẩn) tới 2 người")
    assert play.heard("stnmt").startswith("Khẩn. Sở Xây dựng đề nghị báo cáo đột xuất: Khẩn cấp?")
    await replies(play, "stnmt", "5")
    play.heard("stnmt")
    play.heard("skhcn")
    await play.forges("sxd", "dxn:2")
    nudged = await play.presses("sxd", "Gửi tới 1 người")
    assert nudged.startswith("Đang nhắc 1 người của 1 cơ quan chưa trả lời đột xuất số 2.")
    assert play.heard("skhcn").startswith(
        "Khẩn. Sở Xây dựng đề nghị anh/chị trả lời nội dung báo cáo đột xuất đã gửi: Khẩn cấp?"
    )
    assert play.heard("stnmt") == ""
    await play.at("16/11/2023 07:30")
    assert play.heard("stnmt").startswith(TOLD)
    await play.at("16/11/2023 10:00")
    assert play.heard("sxd").count("Đã đến giờ các cơ quan trả lời.") == 2


async def story_request_delayed_into_lunch_waits(play: Play) -> None:
    """Nothing ran until lunch: what is not khẩn does not go out then."""
    await started(play)
    await play.at("15/11/2023 20:00")
    await request_preview(play, who="STNMT", due="16:00 ngày mai")
    await play.presses("sxd", "Gửi tới 1 người")
    await play.at("16/11/2023 11:40")
    assert play.heard("stnmt") == ""
    await play.at("16/11/2023 13:30")
    assert play.heard("stnmt").startswith(TOLD)
    await play.at("16/11/2023 16:00")


async def story_request_is_the_coordinators(play: Play) -> None:
    assert "KH VLXD chưa bắt đầu nhắc" in await play.says("sxd", "/dotxuat")
    await started(play)
    assert (await play.says("sxd-admin", "/dotxuat")).startswith(NO_REQUEST)
    await request_preview(play)
    send = play.button("sxd", "Gửi tới 2 người")
    await play.press_this("sxd", send)
    assert "Nội dung này đã gửi lúc" in await play.press_this("sxd", send)
    await other_province(play, "tq", 1201)
    for who in ("tq", "stc", "stnmt"):
        await play.says(who, "/trogiup")
    for data in ("dxb:1", "dxx:1:5", "dxn:1", "dxn:1:0", "dxk:1", "dxk:1:1", f"dx:{VLXD}"):
        for who in ("sxd-admin", "tq", "stnmt"):
            assert (await play.forges(who, data)).startswith(NO_REQUEST), (who, data)
    async with play.store() as unit:
        stnmt, stc = await agency_of(unit, "stnmt"), await agency_of(unit, "stc")
    for who in ("tq", "stc", "sxd"):
        assert (await play.forges(who, f"dxt:1:{stnmt.id}")).startswith(
            "Chưa thực hiện được: đề nghị đột xuất này không thuộc cơ quan anh/chị"
        )
    assert (await play.forges("stc", f"dxt:1:{stc.id}")).startswith(
        "Chưa thực hiện được: đề nghị đột xuất này không gửi cơ quan anh/chị."
    )
    assert "không có đề nghị báo cáo đột xuất nào" in await play.says("stc", "/dotxuat")
    await play.presses("stnmt", "Trả lời")
    await play.says("stnmt", "12")
    async with play.store() as unit:
        who = await person_of(unit, play, "stnmt")
        ends = update(appointment).where(appointment.c.person_id == who)
        await unit.run(ends.values(to_day=date(2023, 11, 14)))
    said = await play.presses("stnmt", "Gửi")
    assert said.startswith("Chưa thực hiện được: đề nghị đột xuất này không thuộc cơ quan")
    assert await answers_of(play, "stnmt") == []
    await play.forges("sxd", "dxk:1:1")
    async with play.store() as unit:
        assert await unit.value(select(func.count()).select_from(requests_)) == 1


async def story_two_coordinators_at_one_request(play: Play) -> None:
    await started(play)
    await second_coordinator(play)
    await request_preview(play)
    await play.presses("sxd", "Gửi tới 2 người")
    await play.says("sxd-2", "/trogiup")
    for who in ("sxd", "sxd-2"):
        await play.forges(who, "dxn:1")
    await play.presses("sxd", "Gửi tới 2 người")
    assert (await play.presses("sxd-2", "Gửi tới 2 người")).startswith(
        "Chuyên viên tổng hợp Sở Xây dựng đã nhắc đột xuất số 1 lúc 08:00 ngày 15/11/2023."
    )
    assert play.heard("stnmt").count("Sở Xây dựng đề nghị") == 2
    for who in ("sxd", "sxd-2"):
        await play.forges(who, "dxk:1")
    await play.presses("sxd-2", "Kết thúc")
    assert (await play.presses("sxd", "Kết thúc")).startswith(
        "Cán bộ sxd-2 đã kết thúc đề nghị đột xuất số 1 lúc 08:00 ngày 15/11/2023."
    )
    async with play.store() as unit:
        queued = select(func.count()).where(outbox.c.state == "queued")
        assert await unit.value(queued) == 0  # nobody is told of the hour of a closed request


async def story_nobody_there_to_ask(play: Play) -> None:
    await started(play)
    preview = await request_preview(play, who="Hiệp Hòa, Y tế")
    assert "Hiện không gửi được qua bot tới người nào." in preview
    assert "Chưa có cán bộ đầu mối tham gia (2 cơ quan): UBND huyện Hiệp Hòa; Sở Y tế." in preview
    assert play.buttons("sxd") == ["Sửa", "Để sau", "Hủy"]
    play.room.block(play.users["skhcn"])
    async with play.store() as unit:
        skhcn = await person_of(unit, play, "skhcn")
        await unit.run(update(person).where(person.c.id == skhcn).values(phone="0204 3854 000"))
    await play.settle()
    await play.presses("sxd", "Sửa")
    await play.presses("sxd", "Tên cơ quan")
    phoned = await play.says("sxd", "Sở KH&CN")
    assert ", 0204 3854 000 (đã chặn bot)\n" in phoned


async def story_bare_answer_to_the_one_open_request(play: Play) -> None:
    """Words that name no task answer the request that waits; they are shown before they go."""
    await started(play)
    assert "Chưa rõ" in (before := await play.says("stnmt", "12 cơ sở, 2 lò đã dừng")), before
    await request_preview(play, who="STNMT, Sở KHCN")
    await play.presses("sxd", "Gửi tới 2 người")
    play.heard("stnmt")
    shown = await play.says("stnmt", "12 cơ sở, 2 lò đã dừng")
    assert shown == (
        "Sở Tài nguyên và Môi trường trả lời đột xuất số 1 KH VLXD:\n"
        "12 cơ sở, 2 lò đã dừng\n"
        "Số liệu để cộng: 12; ghi chú: cơ sở, 2 lò đã dừng\n"
        "[Gửi] [Sửa] [Để sau] [Hủy]"
    )
    assert await answers_of(play, "stnmt") == []
    await play.presses("stnmt", "Gửi")
    await play.presses("skhcn", "Trả lời")
    for typed, said in (
        ("-5", '"-5" chưa ghi được: số liệu từ 0 trở lên.'),
        ("1,2 triệu viên", '"1,2 triệu viên" chưa ghi được: đề nghị ghi đủ chữ số'),
        ("10-15", '"10-15" chưa ghi được: cần một con số'),
    ):
        assert (await play.says("skhcn", typed)).startswith(said), typed
    await play.says("skhcn", "âm 7 cơ sở")
    await play.presses("skhcn", "Gửi")
    table = await play.presses("sxd", "Xem bảng trả lời")
    assert "1. Sở Tài nguyên và Môi trường: 12 cơ sở, 2 lò đã dừng\n" in table
    assert "Cộng 2 cơ quan: 5\n" in table
    assert "chưa rõ" in (await play.says("stnmt", "12 cơ sở")).lower()  # answered: none waits
    await play.forges("sxd", "dxk:1:1")


async def story_bare_answer_to_one_of_two_requests(play: Play) -> None:
    await started(play)
    await request_preview(play, "Nội dung", who="STNMT")
    await play.presses("sxd", "Gửi tới 1 người")
    await request_preview(play, "Nội dung", who="STNMT", question="Ai dự họp?")
    await play.presses("sxd", "Gửi tới 1 người")
    play.heard("stnmt")
    asked = await play.says("stnmt", "Đồng chí Phó Giám đốc")
    assert asked.startswith("Đồng chí Phó Giám đốc\nAnh/chị chọn nội dung mà tin vừa gõ trả lời")
    shown = await play.presses("stnmt", "Đột xuất số 2, Sở Tài nguyên và Môi trường")
    assert shown.startswith(
        "Sở Tài nguyên và Môi trường trả lời đột xuất số 2 KH VLXD:\nĐồng chí Phó Giám đốc\n[Gửi]"
    )
    assert "đột xuất số 2 KH VLXD: Đồng chí Phó Giám đốc" in await play.presses("stnmt", "Gửi")
    alone = await play.says("stnmt", "Đã kiểm tra 15 cơ sở")
    assert alone.startswith("Sở Tài nguyên và Môi trường trả lời đột xuất số 1 KH VLXD:")
    task = await play.says("stnmt", "1.2 Đã nghiệm thu")  # a form waits: its own words
    await play.presses("stnmt", "Hủy")
    task = await play.says("stnmt", "1.2 Đã nghiệm thu")
    assert "VLXD 1.2" in task
    await play.presses("stnmt", "Hủy")
    for seq in (1, 2):
        await play.forges("sxd", f"dxk:{seq}:1")


async def story_button_of_another_plan_says_so(play: Play) -> None:
    """Who coordinates one plan is not told that coordinators alone may do this."""
    await started(play)
    elsewhere = "không thuộc, hoặc không còn thuộc kế hoạch anh/chị đang phụ trách."
    for who, data, where in (
        ("sxd", "ct:999", "/tonghop"),
        ("sxd", "nhac:999", "/tonghop"),
        ("sxd", "dxb:999", "/dotxuat"),
        ("sxd", "tnb:999:1", "/tonghop"),
        ("sxd", "mok:999", "/tonghop"),
        ("sxd", "ng:999:2023", "/tonghop"),
        ("sxd-admin", "tbs:999", "/thongbao"),
        ("sxd-admin", "tbd:999", "/thongbao"),
        ("sxd-admin", "tb:bac-giang-ttx", "/thongbao"),
    ):
        if not play.count(who):
            await play.says(who, "/trogiup")
        said = await play.forges(who, data)
        assert elsewhere in said, (data, said)
        assert f"xem phần của mình ở {where}." in said
    await play.says("stnmt", "/trogiup")
    assert (await play.forges("stnmt", "ct:999")).startswith("Lệnh này dành cho chuyên viên")


async def story_who_joins_while_a_request_is_open_is_asked(play: Play) -> None:
    await started(play)
    await request_preview(play, who="Sở Y tế, STC")
    await play.presses("sxd", "Gửi tới 1 người")
    stranger(play)
    await asked(play)
    await play.presses("sxd", "Đồng ý")
    assert TOLD in play.heard("new")
    shown = await play.says("new", "7 cơ sở")
    assert shown.startswith("Sở Y tế trả lời đột xuất số 1 KH VLXD:\n7 cơ sở\n")
    await play.presses("new", "Gửi")
    assert [one.text for one in await answers_of(play, "syt")] == ["7 cơ sở"]
    await play.forges("sxd", "dxk:1:1")
