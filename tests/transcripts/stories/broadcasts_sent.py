"""/thongbao after it was sent: who has said đã nhận, once more, stopped, corrected; files."""

from __future__ import annotations

from datetime import date
from unittest.mock import patch

from sqlalchemy import func, select

from bot import claims
from plans.ground import Span
from storage import absences
from storage.schema import outbox
from tests.transcripts.play import FOCAL, Play
from tests.transcripts.telling import ARRIVED, broadcast_preview, second_admin, started
from tests.transcripts.worlds import (
    other_province,
    person_of,
    second_focal,
)


async def story_one_person_suffices_for_an_agency(play: Play) -> None:
    await started(play)
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    await broadcast_preview(play)
    await play.presses("sxd-admin", "Gửi tới 4 người")
    await play.presses("stnmt-2", "Đã nhận")
    state = await play.presses("sxd-admin", "Xem ai đã nhận")
    assert "Sở Tài nguyên và Môi trường: đã nhận (1/2 người)" in state
    await play.at("16/11/2023 09:00")
    for who in ("stnmt", "skhcn"):
        play.heard(who)
    await play.presses("sxd-admin", "Nhắc lại người chưa nhận")
    await play.presses("skhcn", "Đã nhận")
    play.heard("skhcn")
    await play.presses("sxd-admin", "Gửi tới 2 người")  # shown for two, one has answered since
    assert play.heard("stnmt") == play.heard("skhcn") == ""
    assert "đề nghị anh/chị chọn Đã nhận" in play.heard("skhdt")


async def story_who_stands_in_is_told_once(play: Play) -> None:
    """Sở Tài nguyên và Môi trường's is away; that of Sở Khoa học và Công nghệ stands in."""
    await started(play)
    async with play.store() as unit:
        away, here = await person_of(unit, play, "stnmt"), await person_of(unit, play, "skhcn")
        days = Span(date(2023, 11, 15), date(2023, 11, 16))
        await absences.declare(unit, away, days, here)
        alone = await person_of(unit, play, "skhdt")
        await absences.declare(unit, alone, days, None)
    preview = await broadcast_preview(play)
    assert "Gửi tới 2 người của 3 cơ quan: " in preview
    assert (
        "Đang đi công tác, nghỉ, chưa có người theo dõi thay (vẫn gửi):\nSở Kế hoạch và Đầu tư:"
        " Cán bộ đầu mối Sở Kế hoạch và Đầu tư (nghỉ đến hết ngày 16/11/2023)"
    ) in preview
    await play.presses("sxd-admin", "Gửi tới 2 người")
    assert play.heard("stnmt") == ""
    assert play.heard("skhcn").count("thông báo số 1 (KH VLXD)") == 1
    await play.presses("skhcn", "Đã nhận")
    state = await play.presses("sxd-admin", "Xem ai đã nhận")
    assert "Đã gửi 2/2 người. Đã nhận: 2/3 cơ quan." in state
    await play.at("17/11/2023 09:00")
    await play.forges("sxd-admin", "tbl:1")
    await play.presses("sxd-admin", "Gửi tới 1 người")
    assert play.heard("stnmt") == ""


async def story_two_admins_repeat_and_stop_at_once(play: Play) -> None:
    await started(play)
    await second_admin(play)
    await broadcast_preview(play)
    await play.presses("sxd-admin", "Gửi tới 3 người")
    await play.at("16/11/2023 22:00")
    await play.says("sxd-admin-2", "/thongbao")
    for who in ("sxd-admin", "sxd-admin-2"):
        await play.forges(who, "tbl:1")
    first = await play.presses("sxd-admin", "Gửi tới 3 người")
    assert "Đã xếp gửi lại thông báo số 1 tới 3 người" in first
    assert "tin đi lúc 07:30 ngày 17/11/2023, sau giờ nghỉ" in first
    second = await play.presses("sxd-admin-2", "Gửi tới 3 người")
    assert second == (
        "Quản trị kế hoạch Sở Xây dựng đã nhắc lại thông báo số 1 lúc 22:00 ngày 16/11/2023, nên"
        " lần này không gửi nữa. Anh/chị xem ai đã nhận ở /thongbao."
    )
    stopped = await play.presses("sxd-admin", "Dừng gửi")
    assert stopped.startswith(
        "Đã dừng gửi thông báo số 1: đã gửi 0 người, không gửi tiếp 3 người."
    )
    refused = await play.forges("sxd-admin-2", "tbd:1")
    assert refused.startswith(
        "Quản trị kế hoạch Sở Xây dựng đã dừng gửi thông báo số 1 lúc 22:00 ngày 16/11/2023."
    )
    await play.at("17/11/2023 07:30")
    assert play.heard("stnmt").count("thông báo số 1 (KH VLXD)") == 1
    log = await play.says("sxd-admin", "/nhatky")
    assert "dừng gửi thông báo số 1: đã gửi 0 người, không gửi tiếp 3 tin." in log
    assert "đã dừng gửi lúc 22:00" in await play.forges("sxd-admin", "tbs:1")
    assert (await play.forges("sxd-admin", "tbl:1")).startswith("Quản trị kế hoạch")


async def story_broadcast_stopped_midway(play: Play) -> None:
    """Five of fourteen are still to be tried again when somebody presses [Dừng gửi]."""
    await started(play)
    await broadcast_preview(play, "Tất cả cơ quan trong Kế hoạch (16)")
    with patch.object(claims, "IN_FLIGHT", 1):  # one after the other: the receipt goes first
        play.room.faults.set("server_error", next=6)
        assert await play.presses("sxd-admin", "Gửi tới 14 người") == ""
        await play.forges("sxd-admin", "tbd:1")
    await play.wait(2)
    said = play.heard("sxd-admin")
    assert (
        "Đã dừng gửi thông báo số 1: đã gửi 9 người, không gửi tiếp 5 người.\n[Đính chính]" in said
    )
    async with play.store() as unit:
        gone = select(outbox.c.state, func.count()).where(outbox.c.key.like("broadcast:1:%"))
        rows = await unit.rows(gone.group_by(outbox.c.state))
    assert {row[0]: row[1] for row in rows} == {"sent": 9, "dropped": 5}
    assert (await play.forges("sxd-admin", "tbl:1")).startswith("Quản trị kế hoạch Sở Xây dựng")


async def story_correction_goes_to_those_who_got_the_first(play: Play) -> None:
    await started(play)
    await broadcast_preview(play)
    await play.presses("sxd-admin", "Gửi tới 3 người")
    await broadcast_preview(play)
    await play.presses("sxd-admin", "Gửi tới 3 người")
    play.heard("stnmt")
    await play.at("16/11/2023 09:00")
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    listed = await play.says("sxd-admin", "/thongbao")
    assert "Gần đây:\nSố 2, 15/11/2023: Mời họp giao ban" in listed
    await play.presses("sxd-admin", "Thông báo số 2")
    asked = await play.presses("sxd-admin", "Đính chính")
    assert asked.startswith("Nội dung đính chính thông báo số 2 KH VLXD ngày 15/11/2023")
    await play.says("sxd-admin", "Họp lúc 14:00.")
    preview = await play.presses("sxd-admin", "Người đã được gửi thông báo số 2 (3 cơ quan)")
    assert "Gửi tới 3 người của 3 cơ quan" in preview
    await play.presses("sxd-admin", "Gửi tới 3 người")
    assert play.heard("stnmt") == (
        "Sở Xây dựng thông báo số 3 (KH VLXD): Đính chính thông báo số 2 ngày 15/11/2023: Họp lúc"
        " 14:00.\n[Đã nhận]"
    )
    assert play.heard("stnmt-2") == play.heard("stc") == ""
    state = await play.presses("sxd-admin", "Xem ai đã nhận")
    assert "09:00 ngày 16/11/2023, đính chính thông báo số 2: Họp lúc" in state


async def story_press_in_a_group_counts_for_the_presser(play: Play) -> None:
    await started(play)
    await play.says("sxd", "/nhom", chat=FOCAL)
    await play.presses("sxd", "Nhóm đầu mối các cơ quan", chat=FOCAL)
    preview = await broadcast_preview(play)
    assert "Nhóm đầu mối: Đầu mối các cơ quan, KH VLXD (chỉ đăng khi anh/chị chọn)." in preview
    sent = await play.presses("sxd-admin", "Gửi tới 3 người và nhóm đầu mối")
    assert "tới 3 người của 3 cơ quan, đăng vào 1 nhóm đầu mối." in sent
    posted = play.heard(FOCAL)
    assert posted.endswith(ARRIVED)
    play.heard("stnmt")
    assert await play.presses("stnmt", "Đã nhận", chat=FOCAL) == ""
    assert play.heard("stnmt") == "Đã ghi nhận: anh/chị đã nhận thông báo số 1 KH VLXD."
    assert await play.presses("sxd", "Đã nhận", chat=FOCAL) == ""
    assert play.heard("sxd").startswith("Chưa thực hiện được: mục Đã nhận dành cho cán bộ đầu mối")
    stranger = play.room.add_person(1901, "Người lạ")
    play.room.groups[FOCAL].members[1901] = stranger
    play.users["lạ"] = 1901
    assert await play.presses("lạ", "Đã nhận", chat=FOCAL) == ""
    state = await play.forges("sxd-admin", "tbs:1")
    assert "Đã gửi 3/3 người. Đã nhận: 1/3 cơ quan." in state


async def story_broadcast_with_a_file(play: Play) -> None:
    await started(play)
    offered = await play.sends_file("sxd-admin", "a.pdf", b"x")
    assert offered.startswith("Đọc tệp này thành kế hoạch (a.pdf)?")
    await play.says("sxd-admin", "/thongbao")
    for name, said in (
        ("ảnh.png", "ảnh.png"),
        ("MẬT kế hoạch.pdf", 'Tin có chữ "MẬT" nên bot không lưu.'),
    ):
        assert said in await play.sends_file("sxd-admin", name, b"x" * 9)
    asked = await play.sends_file("sxd-admin", "Giấy mời.pdf", b"%PDF x", caption="Giấy mời họp.")
    assert asked.startswith("Đang nhận tệp Giấy mời.pdf.")
    assert "Gửi tới những cơ quan nào?" in asked
    preview = await play.presses("sxd-admin", "Cơ quan chủ trì (3)")
    assert "Tệp kèm theo: Giấy mời.pdf." in preview
    assert "Sở Xây dựng thông báo số 1 (KH VLXD): Giấy mời họp." in preview
    again = await play.sends_file("sxd-admin", "Chương trình.docx", b"docx")
    assert "Tệp kèm theo: Chương trình.docx." in again
    await play.presses("sxd-admin", "Sửa")
    await play.presses("sxd-admin", "Tệp kèm theo")
    assert "Tệp kèm theo" not in await play.presses("sxd-admin", "Bỏ qua")
    await play.sends_file("sxd-admin", "Giấy mời.pdf", b"%PDF x")
    await play.presses("sxd-admin", "Gửi tới 3 người")
    told = play.heard("stnmt")
    assert told.startswith("(Giấy mời.pdf)")
    assert "Sở Xây dựng thông báo số 1 (KH VLXD): Giấy mời họp." in told
    await play.presses("stnmt", "Đã nhận")
    assert "đã nhận (1/1 người)" in await play.presses("sxd-admin", "Xem ai đã nhận")


async def story_paper_of_an_amendment_is_one_press_away(play: Play) -> None:
    await started(play)
    await play.says("sxd-admin", "/thongbao")
    await play.sends_file("sxd-admin", "QĐ 12.pdf", b"%PDF", caption="Nhiệm vụ 1.3 gia hạn.")
    await play.presses("sxd-admin", "Cơ quan liên quan đến nhiệm vụ …")
    await play.says("sxd-admin", "1.3")
    await play.says("sxd-admin", "gửi")
    assert play.heard("stnmt") == (
        "Nhiệm vụ 1.3 gia hạn. Tin chỉ gửi cơ quan có liên quan đến nhiệm vụ 1.3.\n"
        "[Đã nhận] [Xem văn bản]"
    )
    paper = await play.presses("stnmt", "Xem văn bản")
    assert paper.startswith("(QĐ 12.pdf)")
    assert "Tệp kèm thông báo số 1 KH VLXD, ngày 15/11/2023." in paper
    await other_province(play, "tq", 1201)
    await play.says("tq", "/trogiup")
    assert "không có tệp nào dành cho anh/chị" in await play.forges("tq", "tbv:1")


async def story_broadcast_that_begins_as_the_bot_does(play: Play) -> None:
    """The head is told beforehand, and is not said twice."""
    await started(play)
    asked = await play.says("sxd-admin", "/thongbao")
    assert 'Tin tự mở đầu bằng "Sở Xây dựng thông báo số 1 (KH VLXD):"' in asked
    await play.says("sxd-admin", "Sở Xây dựng thông báo lịch họp ngày 20/11/2023.")
    preview = await play.presses("sxd-admin", "Cơ quan chủ trì (3)")
    told = "Thông báo số 1 (KH VLXD): Sở Xây dựng thông báo lịch họp ngày 20/11/2023."
    assert f"\n{told}\n" in preview
    await play.presses("sxd-admin", "Gửi tới 3 người")
    assert play.heard("stnmt") == f"{told}\n[Đã nhận]"
    state = await play.presses("sxd-admin", "Xem ai đã nhận")
    assert "Sở Tài nguyên và Môi trường: chưa báo đã nhận (0/1 người)" in state


async def story_broadcast_longer_than_a_message_goes_whole(play: Play) -> None:
    """Typed in parts as the platform cuts, sent in parts as it takes them: nothing is left out."""
    await started(play)
    lines = [f"Mục {n:03d}: cơ sở 👍 & <b>nhắc</b>, đề nghị rà soát." for n in range(1, 161)]
    await play.says("sxd-admin", "/thongbao")
    await play.says("sxd-admin", "\n".join(lines[:80]))
    await play.says("sxd-admin", "\n".join(lines[80:]))
    preview = await play.presses("sxd-admin", "Cơ quan chủ trì (3)")
    await play.presses("sxd-admin", "Gửi tới 3 người")
    await play.wait(60)
    arrived = play.heard("stnmt")
    assert len(arrived) > 4096  # more than one message takes
    for line in lines:
        assert preview.count(line) == arrived.count(line) == 1, line
    assert arrived.endswith("[Đã nhận]")
    assert arrived.count("[Đã nhận]") == 1
    assert "Đã ghi" in await play.presses("stnmt", "Đã nhận")
