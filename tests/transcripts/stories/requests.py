"""/dotxuat: one question to many agencies by an hour, and the table that fills meanwhile."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select, update

from plans.model import Role
from storage import plans, requests
from storage.requests import Answer
from storage.schema import appointment, outbox, person
from storage.schema import request as requests_
from tests.transcripts.play import Play
from tests.transcripts.worlds import (
    VLXD,
    agency_of,
    also_leads,
    appoint,
    other_province,
    person_of,
    second_focal,
)

QUESTION = "Số cơ sở gạch không nung <đang> hoạt động & sản lượng?"
TOLD = f"Sở Xây dựng đề nghị báo cáo đột xuất: {QUESTION}"
NO_RIGHT = "Đề nghị báo cáo đột xuất là việc của chuyên viên tổng hợp kế hoạch này."


async def started(play: Play) -> None:
    async with play.store() as unit:
        await plans.start(unit, VLXD, 1)


async def to_the_preview(
    play: Play,
    kind: str = "Số liệu",
    who: str = "STNMT, Sở KHCN, huyện Hiệp Hòa",
    due: str = "10:00 ngày mai",
    question: str = QUESTION,
) -> str:
    await play.says("sxd", "/dotxuat")
    await play.says("sxd", question)
    await play.presses("sxd", "Chọn cơ quan")
    await play.says("sxd", who)
    await play.says("sxd", due)
    return await play.presses("sxd", kind)


async def answers_of(play: Play, code: str) -> list[Answer]:
    async with play.store() as unit:
        return (await requests.answers(unit, 1)).get((await agency_of(unit, code)).id, [])


async def replies(play: Play, who: str, *typed: str) -> str:
    """Press [Trả lời], type, and send."""
    await play.presses(who, "Trả lời")
    for text in typed:
        await play.says(who, text)
    return await play.presses(who, "Gửi")


async def second_coordinator(play: Play) -> None:
    await second_focal(play, "sxd-2", 1102, "sxd")
    async with play.store() as unit:
        await appoint(unit, await person_of(unit, play, "sxd-2"), "sxd", role=Role.COORDINATOR)


async def story_sudden_figures_add_up_in_the_table(play: Play) -> None:
    """16:20, a figure by 10:00 tomorrow."""
    await started(play)
    await play.at("15/11/2023 16:20")
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    preview = await to_the_preview(play)
    assert preview == (
        "Đột xuất KH VLXD, xem trước\n"
        "Gửi tới 3 người của 2 cơ quan: Sở Tài nguyên và Môi trường; Sở Khoa học và Công nghệ.\n"
        "Chưa có cán bộ đầu mối tham gia (1 cơ quan): UBND huyện Hiệp Hòa.\n"
        'Loại trả lời: số liệu. "Gửi khẩn" đi ngay cả giờ nghỉ, có chữ "Khẩn" ở đầu tin.\n'
        "Nội dung như khi đến nơi, kèm nút Trả lời:\n\n"
        f"{TOLD}\nTrả lời trước 10:00 ngày 16/11/2023 (KH VLXD), không thay văn bản báo cáo.\n"
        "[Gửi tới 3 người] [Gửi khẩn tới 3 người] [Sửa] [Để sau] [Hủy]"
    )
    sent = await play.presses("sxd", "Gửi tới 3 người")
    assert sent.startswith("Đang gửi đề nghị đột xuất số 1 KH VLXD tới 3 người của 2 cơ quan.")
    assert play.heard("stnmt").startswith(TOLD)
    assert play.heard("stc") == ""
    asked = await play.presses("stnmt", "Trả lời")
    assert asked.startswith("Sở Tài nguyên và Môi trường trả lời đột xuất số 1 KH VLXD")
    for typed, said in (
        ("120%", '"120%" chưa ghi được: cần một số từ 0 đến 100.'),
        ("mười hai", '"mười hai" chưa ghi được: cần một con số, ví dụ 70 hoặc 1.234,5.'),
    ):
        assert (await play.says("stnmt", typed)).startswith(said)
    await play.says("stnmt", "0,1")
    done = await play.presses("stnmt", "Gửi")
    assert done == (
        "Đã ghi nhận trả lời của Sở Tài nguyên và Môi trường, đột xuất số 1 KH VLXD: 0,1\n"
        "[Sửa câu trả lời]"
    )
    seen = await play.presses("stnmt-2", "Trả lời")
    assert (
        "Cán bộ đầu mối Sở Tài nguyên và Môi trường đã trả lời lúc 16:20 ngày 15/11/2023: 0,1. Trả"
        " lời lần này thay lần trước."
    ) in seen
    await play.says("stnmt-2", "1.234,2")
    assert "(lần 2 thay lần 1)" in await play.presses("stnmt-2", "Gửi")
    await replies(play, "skhcn", "0,1")
    table = await play.presses("sxd", "Xem bảng trả lời")
    assert table == (
        f"Đột xuất số 1 KH VLXD, trước 10:00 ngày 16/11/2023: {QUESTION}\n"
        "Đến 16:20 ngày 15/11/2023: 2/3 cơ quan đã trả lời.\n"
        "1. Sở Tài nguyên và Môi trường: 1.234,2\n"
        "2. Sở Khoa học và Công nghệ: 0,1\n"
        "3. UBND huyện Hiệp Hòa: chưa trả lời\n"
        "Cộng 2 cơ quan: 1.234,3\n"
        "[Làm mới] [Nhắc cơ quan chưa trả lời] [Kết thúc]"
    )
    assert [(one.text, one.nth) for one in await answers_of(play, "stnmt")] == [
        ("0,1", 1),
        ("1.234,2", 2),
    ]
    nobody = await play.presses("sxd", "Nhắc cơ quan chưa trả lời")
    assert "Hiện không gửi được qua bot tới người nào." in nobody
    await play.at("16/11/2023 10:00")
    assert play.heard("sxd").startswith("Đã đến giờ các cơ quan trả lời.\nĐột xuất số 1 KH VLXD")
    await play.at("16/11/2023 10:05")
    assert play.heard("sxd") == ""
    await play.presses("stnmt", "Sửa câu trả lời")
    await play.says("stnmt", "15%")
    assert "(sau giờ đề nghị): 15%" in await play.presses("stnmt", "Gửi")
    late = await play.presses("sxd", "Làm mới")
    assert "1. Sở Tài nguyên và Môi trường: 15% (sau giờ đề nghị)" in late
    assert "Cộng" not in late  # shares do not add
    sure = await play.presses("sxd", "Kết thúc")
    assert sure.startswith("Còn 1 cơ quan chưa trả lời đột xuất số 1.")
    ended = await play.presses("sxd", "Kết thúc")
    assert ended.startswith("Đột xuất số 1 KH VLXD, đã kết thúc lúc 10:05 ngày 16/11/2023")
    assert "[Làm mới]" not in ended
    log = await play.says("sxd", "/nhatky")
    for said in (
        "gửi đề nghị đột xuất số 1 tới 3 cơ quan, trả lời trước 10:00 ngày 16/11/2023.",
        "trả lời đột xuất số 1 của Sở Tài nguyên và Môi trường (lần 3 thay lần 2).",
        "kết thúc đột xuất số 1: 2/3 cơ quan đã trả lời.",
    ):
        assert said in log
    refused = await play.presses("stnmt", "Sửa câu trả lời")
    assert refused.startswith("Đề nghị đột xuất số 1 đã kết thúc lúc 10:05 ngày 16/11/2023")


async def story_yes_or_no_is_one_press(play: Play) -> None:
    await started(play)
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    await to_the_preview(play, "Có/không", who="STNMT, Sở KHCN, Sở Tài chính")
    await play.presses("sxd", "Gửi tới 4 người")
    for who in ("stnmt", "stnmt-2"):
        await play.presses(who, "Trả lời")
    first = await play.presses("stnmt", "có")
    assert "Đã ghi nhận trả lời của Sở Tài nguyên và Môi trường" in first
    second = await play.presses("stnmt-2", "không")
    assert second.startswith(
        "Trong lúc đó Cán bộ đầu mối Sở Tài nguyên và Môi trường đã trả lời: có. Cả hai lần đều"
        " được giữ; lần sau cùng là của anh/chị."
    )
    await play.presses("skhcn", "Trả lời")
    assert "Đã ghi nhận" in await play.says("skhcn", "có")
    table = await play.presses("sxd", "Xem bảng trả lời")
    assert "\nCó: 1; không: 1; chưa trả lời: 1.\n" in table
    assert "Sở Tài nguyên và Môi trường: không\n" in table
    play.heard("stc")
    listed = await play.says("stc", "/dotxuat")
    assert listed.startswith(
        "Đề nghị đột xuất đang chờ trả lời:\nKH VLXD số 1, Sở Tài chính, trước 10:00"
    )
    await play.presses("stc", "Số 1, Sở Tài chính")
    await play.presses("stc", "có")
    closed = await play.presses("sxd", "Kết thúc")
    assert "Có: 2; không: 1; chưa trả lời: 0." in closed
    assert "không có đề nghị báo cáo đột xuất nào" in await play.says("stc", "đột xuất")


async def story_long_words_in_parts_and_shown_whole(play: Play) -> None:
    await started(play)
    await to_the_preview(play, "Nội dung", who="STNMT")
    await play.presses("sxd", "Gửi tới 1 người")
    await play.presses("stnmt", "Trả lời")
    text = " ".join(f"Cơ sở số {n}: đạt, <b> & 👍." for n in range(400))[:9990] + " HẾT"
    for part in (text[:4000], text[4000:8000]):
        await play.says("stnmt", part.strip())
    review = await play.says("stnmt", text[8000:].strip())
    assert review.count("[Gửi]") == 1
    await play.presses("stnmt", "Gửi")
    (kept,) = await answers_of(play, "stnmt")
    assert kept.text.replace("\n", " ") == text
    table = await play.presses("sxd", "Xem bảng trả lời")
    assert "… (còn tiếp)" in table
    assert len(table) < 1200
    whole = await play.presses("sxd", "Xem đủ: Sở Tài nguyên và Môi trường")
    assert whole.endswith("HẾT")
    assert whole.count("Cơ sở số 3:") == 1
    await play.presses("sxd", "Kết thúc")


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
    too_late = await to_the_preview(play, who="STNMT, Sở KHCN", due="6:00 ngày mai")
    assert (
        "Ngoài giờ làm việc, tin thường chỉ đi lúc 07:30 ngày 16/11/2023, sau giờ đề nghị trả lời"
    ) in too_late
    assert play.buttons("sxd") == ["Gửi khẩn tới 2 người", "Sửa", "Để sau", "Hủy"]
    await play.presses("sxd", "Sửa")
    await play.presses("sxd", "Giờ trả lời")
    plain = await play.says("sxd", "10:00 ngày mai")
    assert "Ngoài giờ làm việc: bấm gửi thường thì tin đi lúc 07:30 ngày 16/11/2023." in plain
    sent = await play.presses("sxd", "Gửi tới 2 người")
    assert "tin đi lúc 07:30 ngày 16/11/2023, sau giờ nghỉ." in sent
    assert play.heard("stnmt") == ""
    refused = await play.forges("sxd", "dxn:1")
    assert refused.startswith("Chưa nhắc: ngoài giờ làm việc, bot chỉ gửi đề nghị đã đánh dấu")
    await to_the_preview(play, who="STNMT, Sở KHCN", question="Khẩn cấp?")
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
    await to_the_preview(play, who="STNMT", due="16:00 ngày mai")
    await play.presses("sxd", "Gửi tới 1 người")
    await play.at("16/11/2023 11:40")
    assert play.heard("stnmt") == ""
    await play.at("16/11/2023 13:30")
    assert play.heard("stnmt").startswith(TOLD)
    await play.at("16/11/2023 16:00")


async def story_request_is_the_coordinators(play: Play) -> None:
    assert "KH VLXD chưa bắt đầu nhắc" in await play.says("sxd", "/dotxuat")
    await started(play)
    assert (await play.says("sxd-admin", "/dotxuat")).startswith(NO_RIGHT)
    await to_the_preview(play)
    send = play.button("sxd", "Gửi tới 2 người")
    await play.press_this("sxd", send)
    assert "đã kết thúc, không còn dùng" in await play.press_this("sxd", send)
    await other_province(play, "tq", 1201)
    for who in ("tq", "stc", "stnmt"):
        await play.says(who, "/trogiup")
    for data in ("dxb:1", "dxx:1:5", "dxn:1", "dxn:1:0", "dxk:1", "dxk:1:1", f"dx:{VLXD}"):
        for who in ("sxd-admin", "tq", "stnmt"):
            assert (await play.forges(who, data)).startswith(NO_RIGHT), (who, data)
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
    await to_the_preview(play)
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
    preview = await to_the_preview(play, who="huyện Hiệp Hòa, Sở Y tế")
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


async def story_one_person_asked_for_two_agencies(play: Play) -> None:
    await started(play)
    async with play.store() as unit:
        await appoint(unit, await person_of(unit, play, "stnmt"), "stc")
    await to_the_preview(play, who="STNMT, STC")
    await play.presses("sxd", "Gửi tới 2 người")
    play.heard("stnmt")
    assert play.buttons("stnmt") == [
        "Trả lời: Sở Tài chính",
        "Trả lời: Sở Tài nguyên và Môi trường",
    ]
    await play.presses("stnmt", "Trả lời: Sở Tài chính")
    await play.says("stnmt", "7")
    assert "trả lời của Sở Tài chính" in await play.presses("stnmt", "Gửi")
    assert [one.text for one in await answers_of(play, "stc")] == ["7"]
    assert await answers_of(play, "stnmt") == []
    await play.forges("sxd", "dxk:1:1")


async def story_requests_of_two_plans(play: Play) -> None:
    await started(play)
    await also_leads(play)
    async with play.store() as unit:
        coordinator = await person_of(unit, play, "sxd")
        await appoint(unit, coordinator, "sxd", "bac-giang-ttx", Role.COORDINATOR)
    assert (await play.says("sxd", "/dotxuat")).startswith("Anh/chị đề nghị báo cáo đột xuất theo")
    await play.presses("sxd", "KH TTX")
    await play.says("sxd", QUESTION)
    await play.presses("sxd", "Cơ quan chủ trì (1)")
    await play.says("sxd", "16:30")
    await play.presses("sxd", "Nội dung")
    await play.presses("sxd", "Gửi tới 1 người")
    assert "Sở Kế hoạch và Đầu tư đề nghị báo cáo đột xuất" in play.heard("stnmt")
    await play.presses("stnmt", "Trả lời")
    await play.says("stnmt", "hủy")
    await play.at("15/11/2023 16:30")
