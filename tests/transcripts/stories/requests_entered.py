"""Nhập thay into the table of /dotxuat: an agency answered by telephone or by văn bản."""

from __future__ import annotations

from plans.model import Call, Paper
from tests.transcripts.play import Play
from tests.transcripts.telling import (
    answers_of,
    replies,
    request_preview,
    second_coordinator,
    started,
)

ASKED = "Số cơ sở gạch không nung <đang> hoạt động & sản lượng?"


async def _sent(play: Play, kind: str = "Số liệu") -> None:
    await started(play)
    await request_preview(play, kind)
    await play.presses("sxd", "Gửi tới 2 người")
    play.heard("stnmt")


async def story_answer_by_telephone_is_entered_in_the_table(play: Play) -> None:
    await _sent(play)
    await play.at("15/11/2023 16:20")
    await play.presses("sxd", "Xem bảng trả lời")
    which = await play.presses("sxd", "Nhập thay")
    assert which == (
        "Nhập thay trả lời đột xuất số 1 KH VLXD: cho cơ quan nào? Còn 3 cơ quan chưa trả lời.\n"
        "[Sở Tài nguyên và Môi trường] [Sở Khoa học và Công nghệ] [UBND huyện Hiệp Hòa]"
    )
    how = await play.presses("sxd", "Sở Tài nguyên và Môi trường")
    assert how.startswith("Sở Tài nguyên và Môi trường, đột xuất số 1 KH VLXD.\nNhập thay theo")
    await play.presses("sxd", "Theo điện thoại")
    future = await play.says("sxd", "Ông A, Phó Trưởng phòng, 17:00")
    assert future.startswith("Chưa ghi được: 17:00 ngày 15/11/2023 còn ở phía trước.")
    asked = await play.says("sxd", "Ông A, Phó Trưởng phòng, 16:00")
    assert asked.startswith(f"Sở Tài nguyên và Môi trường trả lời đột xuất số 1 KH VLXD: {ASKED}")
    assert '"mười hai" chưa ghi được' in await play.says("sxd", "mười hai")
    assert await play.says("sxd", "12 cơ sở") == (
        "Nhập thay Sở Tài nguyên và Môi trường, đột xuất số 1 KH VLXD, theo điện thoại của Ông A,"
        " Phó Trưởng phòng lúc 16:00 ngày 15/11/2023.\n"
        "12 cơ sở\n"
        "Số liệu để cộng: 12; ghi chú: cơ sở\n"
        "[Gửi] [Sửa] [Để sau] [Hủy]"
    )
    assert await play.presses("sxd", "Gửi") == (
        "Đã nhập thay Sở Tài nguyên và Môi trường trả lời đột xuất số 1 KH VLXD theo điện thoại"
        " của Ông A, Phó Trưởng phòng lúc 16:00 ngày 15/11/2023: 12 cơ sở\n"
        "Bot báo cho 1 cán bộ đầu mối của cơ quan, cơ quan sửa được.\n"
        "[Xem bảng trả lời] [Nhập cơ quan khác]"
    )
    assert play.heard("stnmt") == (
        "Sở Xây dựng đã nhập thay Sở Tài nguyên và Môi trường trả lời đột xuất số 1 KH VLXD theo"
        " điện thoại của Ông A, Phó Trưởng phòng lúc 16:00 ngày 15/11/2023: 12 cơ sở\n"
        "Nếu chưa đúng, đề nghị anh/chị sửa câu trả lời; nội dung gửi lần cuối được"
        " dùng để tổng hợp.\n"
        "[Sửa câu trả lời]"
    )
    table = await play.presses("sxd", "Xem bảng trả lời")
    assert "1. Sở Tài nguyên và Môi trường: 12 cơ sở (nhập thay)\n" in table
    assert "Cộng 1 cơ quan: 12\n" in table
    (kept,) = await answers_of(play, "stnmt")
    assert kept.basis is not None
    assert isinstance(kept.basis.call, Call)
    log = await play.says("sxd", "/nhatky")
    assert "nhập thay Sở Tài nguyên và Môi trường trả lời đột xuất số 1 theo điện thoại" in log
    seen = await play.presses("stnmt", "Sửa câu trả lời")
    assert "đã nhập thay lúc 16:20 ngày 15/11/2023: 12 cơ sở. Trả lời lần này thay" in seen
    await play.says("stnmt", "14")
    assert "(lần 2 thay lần 1)" in await play.presses("stnmt", "Gửi")
    table = await play.says("sxd", "/dotxuat")
    table = await play.presses("sxd", "Bảng trả lời số 1")
    assert "1. Sở Tài nguyên và Môi trường: 14\n" in table
    await play.at("16/11/2023 10:00")


async def story_answer_by_document_of_an_agency_nobody_joined_for(play: Play) -> None:
    """A document typed where its kind is asked; nobody there to tell."""
    await _sent(play, "Có/không")
    await play.presses("sxd", "Xem bảng trả lời")
    await play.presses("sxd", "Nhập thay")
    await play.presses("sxd", "UBND huyện Hiệp Hòa")
    await play.says("sxd", "45/BC-UBND ngày 14/11/2023")
    review = await play.presses("sxd", "có")
    assert review.startswith(
        "Nhập thay UBND huyện Hiệp Hòa, đột xuất số 1 KH VLXD, theo văn bản số 45/BC-UBND ngày"
        " 14/11/2023.\ncó\n"
    )
    done = await play.presses("sxd", "Gửi")
    assert "Chưa có cán bộ đầu mối nào nhận được tin qua bot nên không báo cho ai." in done
    (kept,) = await answers_of(play, "ubnd-hiep-hoa")
    assert kept.basis is not None
    assert isinstance(kept.basis.paper, Paper)
    table = await play.presses("sxd", "Xem bảng trả lời")
    assert "3. UBND huyện Hiệp Hòa: có (nhập thay)\n" in table
    assert "Có: 1; không: 0; chưa trả lời: 2." in table
    await play.at("16/11/2023 10:00")


async def story_entering_an_answer_the_agency_gave_meanwhile(play: Play) -> None:
    """Its own answer is shown before anything is written over it; after the end, none is taken."""
    await _sent(play, "Nội dung")
    await second_coordinator(play)
    await play.presses("sxd", "Xem bảng trả lời")
    await play.presses("sxd", "Nhập thay")
    await play.presses("sxd", "Sở Tài nguyên và Môi trường")
    await play.presses("sxd", "Theo điện thoại")
    await play.says("sxd", "Bà B, Chuyên viên")
    await play.says("sxd", "Có 12 cơ sở")
    await replies(play, "stnmt", "Có 14 cơ sở")
    held = await play.presses("sxd", "Gửi")
    assert held.startswith(
        "Chưa ghi: trong lúc đó đã có nội dung mới của Sở Tài nguyên và Môi trường"
    )
    assert (
        "Trước đó (08:00 ngày 15/11/2023, Cán bộ đầu mối Sở Tài nguyên và Môi trường): Có 14 cơ"
        " sở. Cả hai lần đều được giữ; nội dung gửi lần cuối được dùng để tổng hợp."
    ) in held
    await play.at("15/11/2023 18:30")
    assert "(lần 2 thay lần 1)" in await play.presses("sxd", "Gửi")
    assert play.heard("stnmt") == ""
    await play.says("sxd-2", "/dotxuat")
    await play.presses("sxd-2", "Bảng trả lời số 1")
    await play.presses("sxd-2", "Nhập thay")
    await play.presses("sxd-2", "Sở Khoa học và Công nghệ")
    await play.presses("sxd", "Xem bảng trả lời")
    await play.presses("sxd", "Kết thúc")
    await play.presses("sxd", "Kết thúc")
    over = await play.presses("sxd-2", "Theo điện thoại")
    assert over.startswith("Đề nghị đột xuất số 1 đã kết thúc lúc 18:30 ngày 15/11/2023")
    await play.at("16/11/2023 07:45")
    told = play.heard("stnmt")  # entered in the evening, told in working hours, ended or not
    assert "Bà B, Chuyên viên lúc 08:00 ngày 15/11/2023: Có 12 cơ sở\nĐề nghị này đã kết" in told
    for old in ("dxe:1", "dxy:1:5"):
        assert (await play.forges("stnmt", old)).startswith("Đề nghị báo cáo đột xuất là việc của")
    assert len(await answers_of(play, "stnmt")) == 2
