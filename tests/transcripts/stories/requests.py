"""/dotxuat: one question to many agencies by an hour, and the table that fills meanwhile."""

from __future__ import annotations

from plans.model import Role
from tests.transcripts.play import Play
from tests.transcripts.telling import QUESTION, TOLD, answers_of, replies, request_preview, started
from tests.transcripts.worlds import (
    also_leads,
    appoint,
    person_of,
    second_focal,
)


async def story_sudden_figures_add_up_in_the_table(play: Play) -> None:
    """16:20, a figure by 10:00 tomorrow."""
    await started(play)
    await play.at("15/11/2023 16:20")
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    preview = await request_preview(play)
    assert preview == (
        "Đột xuất KH VLXD, xem trước\n"
        "Gửi tới 3 người của 2 cơ quan: Sở Tài nguyên và Môi trường; Sở Khoa học và Công nghệ.\n"
        "Chưa có cán bộ đầu mối tham gia (1 cơ quan): UBND huyện Hiệp Hòa.\n"
        'Loại trả lời: số liệu. "Gửi khẩn" đi ngay cả giờ nghỉ, có chữ "Khẩn" ở đầu tin.\n'
        "Nội dung như khi đến nơi, kèm mục Trả lời:\n\n"
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
        "[Làm mới] [Nhắc cơ quan chưa trả lời] [Nhập thay] [Kết thúc]"
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


async def story_bare_number_right_under_the_request_is_its_answer(play: Play) -> None:
    """Also where it is the number of a task; later that number opens the task's form again."""
    await started(play)
    await request_preview(play)
    await play.presses("sxd", "Gửi tới 2 người")
    play.heard("stnmt")
    review = await play.says("stnmt", "5")
    assert review.startswith(
        "Sở Tài nguyên và Môi trường trả lời đột xuất số 1 KH VLXD:\n5\n[Gửi]"
    )
    await play.presses("stnmt", "Gửi")
    assert [one.text for one in await answers_of(play, "stnmt")] == ["5"]
    assert "Tình hình đến nay?" in await play.says("stnmt", "5")
    await play.says("stnmt", "hủy")
    for typed in ("3", "12", "12,5", "0", "1.200", "1.4", "70%"):
        await request_preview(play, who="Sở KHCN")
        await play.presses("sxd", "Gửi tới 1 người")
        play.heard("skhcn")
        review = await play.says("skhcn", typed)
        assert f" KH VLXD:\n{typed}\n[Gửi]" in review, typed
        await play.presses("skhcn", "Gửi")
    await play.at("16/11/2023 10:00")


async def story_yes_or_no_is_one_press(play: Play) -> None:
    await started(play)
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    await request_preview(play, "Có/không", who="STNMT, Sở KHCN, Sở Tài chính")
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
    await request_preview(play, "Nội dung", who="STNMT")
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


async def story_one_person_asked_for_two_agencies(play: Play) -> None:
    await started(play)
    async with play.store() as unit:
        await appoint(unit, await person_of(unit, play, "stnmt"), "stc")
    await request_preview(play, who="STNMT, STC")
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
