"""/thongbao: shown whole, sent to those meant, and who has said đã nhận."""

from __future__ import annotations

from datetime import date
from unittest.mock import patch

from sqlalchemy import func, select, update

from bot import sender
from plans.model import Role
from storage import plans, rounds
from storage.schema import appointment, audit, inbox, outbox
from tests.transcripts.play import FOCAL, Play
from tests.transcripts.tuyen_quang import BDKH, tuyen_quang
from tests.transcripts.worlds import (
    VLXD,
    agency_of,
    also_leads,
    appoint,
    opened,
    other_province,
    person_of,
    second_focal,
)

TEXT = "Mời họp giao ban KH VLXD lúc 8:00 ngày 20/11/2023, phòng họp <b>A</b> & trực tuyến."
ARRIVED = f"Sở Xây dựng thông báo (KH VLXD): {TEXT}\n[Đã nhận]"
NO_RIGHT = "Gửi thông báo tới các cơ quan là việc của quản trị kế hoạch."


async def started(play: Play) -> None:
    async with play.store() as unit:
        await plans.start(unit, VLXD, 1)


async def to_the_preview(
    play: Play, to: str = "Cơ quan chủ trì (3)", text: str = TEXT, who: str = "sxd-admin"
) -> str:
    await play.says(who, "/thongbao")
    await play.says(who, text)
    return await play.presses(who, to)


async def second_admin(play: Play) -> None:
    await second_focal(play, "sxd-admin-2", 1102, "sxd")
    async with play.store() as unit:
        person = await person_of(unit, play, "sxd-admin-2")
        await appoint(unit, person, "sxd", role=Role.PLAN_ADMIN)


async def notes_of(play: Play, what: str) -> int:
    async with play.store() as unit:
        counted = select(func.count()).select_from(audit).where(audit.c.what == what)
        return int(await unit.value(counted))


async def story_broadcast_to_all_and_once_more_for_the_rest(play: Play) -> None:
    await started(play)
    asked = await play.says("sxd-admin", "/thongbao")
    assert asked.startswith("Nội dung thông báo KH VLXD tới các cơ quan?")
    audience = await play.says("sxd-admin", TEXT)
    assert audience == (
        "Gửi tới những cơ quan nào?\n[Tất cả cơ quan trong Kế hoạch (16)] [Cơ quan chủ trì (3)]"
        " [Cơ quan liên quan đến nhiệm vụ …] [Chọn cơ quan] [Quay lại] [Để sau] [Hủy]"
    )
    preview = await play.presses("sxd-admin", "Tất cả cơ quan trong Kế hoạch (16)")
    assert "Gửi tới 14 người của 14 cơ quan: Sở Kế hoạch và Đầu tư;" in preview
    assert (
        "Chưa có cán bộ đầu mối tham gia (2 cơ quan): UBND huyện Hiệp Hòa; Sở Thông tin và"
        " Truyền thông."
    ) in preview
    assert preview.endswith(
        f"{ARRIVED.partition(chr(10))[0]}\n[Gửi tới 14 người] [Sửa] [Để sau] [Hủy]"
    )
    assert play.heard("stnmt") == ""
    sent = await play.presses("sxd-admin", "Gửi tới 14 người")
    assert sent.startswith("Đang gửi thông báo số 1 KH VLXD tới 14 người của 14 cơ quan.")
    for who in ("stnmt", "ubnd-luc-nam", "stc"):
        assert play.heard(who) == ARRIVED
    assert play.heard("sxd") == ""
    said = "Đã ghi nhận: anh/chị đã nhận thông báo số 1 KH VLXD."
    assert await play.presses("stnmt", "Đã nhận") == said
    assert "trước đó, bot vẫn giữ ghi nhận ấy" in await play.presses("stnmt", "Đã nhận")
    state = await play.presses("sxd-admin", "Xem ai đã nhận")
    assert "Đã gửi 14/14 người. Đã nhận: 1/16 cơ quan. Trang 1/2:" in state
    assert "Sở Kế hoạch và Đầu tư: chưa nhận (0/1 người)" in state
    more = await play.presses("sxd-admin", "Trang 2")
    assert "UBND huyện Hiệp Hòa: không nhận được qua bot" in more
    assert "Sở Tài nguyên và Môi trường: đã nhận (1/1 người)" in more
    assert (await play.presses("sxd-admin", "Nhắc lại người chưa nhận")).startswith(
        "Thông báo số 1 mỗi ngày chỉ gửi một lần, lần gần nhất là ngày 15/11/2023."
    )
    await play.at("16/11/2023 09:00")
    await play.presses("sxd-admin", "Nhắc lại người chưa nhận")
    again = await play.presses("sxd-admin", "Gửi tới 13 người")
    assert again.startswith(
        "Đang gửi lại thông báo số 1 tới 13 người của 13 cơ quan chưa báo nhận."
    )
    log = await play.says("sxd-admin", "/nhatky")
    assert "nhắc lại thông báo số 1 lần 2 tới 13 người." in log
    assert "Cán bộ đầu mối Sở Tài nguyên và Môi trường: báo đã nhận thông báo số 1." in log
    assert "gửi thông báo số 1 tới 14 người của 14 cơ quan." in log
    assert play.heard("stnmt") == ""
    assert play.heard("stc") == (
        f"Sở Xây dựng thông báo (KH VLXD): {TEXT}\nThông báo này đã gửi ngày 15/11/2023; đề nghị"
        " anh/chị bấm Đã nhận.\n[Đã nhận]"
    )


async def story_broadcast_is_the_plan_admins(play: Play) -> None:
    assert (await play.says("sxd-admin", "/thongbao")) == (
        "KH VLXD chưa bắt đầu nhắc: bot chưa gửi gì cho các cơ quan. Anh/chị xem trước và bấm"
        " Bắt đầu nhắc.\n[Bắt đầu nhắc]"
    )
    await started(play)
    for who in ("sxd", "stnmt"):
        assert (await play.says(who, "/thongbao")).startswith(NO_RIGHT)
    await to_the_preview(play)
    send = play.button("sxd-admin", "Gửi tới 3 người")
    await play.press_this("sxd-admin", send)
    await other_province(play, "tq", 1201)
    await play.says("tq", "/trogiup")
    for data in ("tbs:1", "tbc:1", "tbl:1", "tblx:1:1", "tbd:1", f"tb:{VLXD}", "tbs:99"):
        for who in ("sxd", "tq"):
            assert (await play.forges(who, data)).startswith(NO_RIGHT)
    assert (await play.forges("tq", "tbn:1")).startswith("Chưa thực hiện được: nút Đã nhận")
    assert "đã kết thúc, không còn dùng" in await play.press_this("sxd-admin", send)
    await to_the_preview(play)
    async with play.store() as unit:
        person = await person_of(unit, play, "sxd-admin")
        ends = update(appointment).where(appointment.c.person_id == person)
        await unit.run(ends.values(to_day=date(2023, 11, 14)))
    said = await play.presses("sxd-admin", "Gửi tới 3 người")
    assert said.startswith(NO_RIGHT)
    assert play.heard("stnmt").count("thông báo (KH VLXD)") == 1
    assert await notes_of(play, "broadcast") == 1


async def story_audience_is_chosen_by_name(play: Play) -> None:
    await started(play)
    await play.says("sxd-admin", "/thongbao")
    await play.says("sxd-admin", TEXT)
    await play.presses("sxd-admin", "Chọn cơ quan")
    for typed, said in (
        ("Sở Không Có", 'chưa rõ "Sở Không Có" là cơ quan nào. Tên gần nhất: '),
        ("Sở Tài chính, cơ quan nào đó", 'chưa rõ "cơ quan nào đó"'),
        ("các cơ quan, đơn vị liên quan", "là tên gọi chung, chưa rõ gồm những cơ quan nào"),
        (",", "chưa rõ"),
    ):
        assert said in await play.says("sxd-admin", typed)
    preview = await play.says("sxd-admin", "so tai chinh; STNMT, huyện Lục Nam\nSở KH&CN")
    assert (
        "Gửi tới 4 người của 4 cơ quan: Sở Tài chính; Sở Tài nguyên và Môi trường; Sở Khoa học và"
        " Công nghệ; UBND huyện Lục Nam."
    ) in preview
    await play.presses("sxd-admin", "Sửa")
    await play.presses("sxd-admin", "Tên cơ quan")
    everyone = await play.says("sxd-admin", "UBND các huyện, thành phố")
    assert "Gửi tới 9 người của 9 cơ quan: UBND thành phố Bắc Giang; UBND các huyện" in everyone
    await play.presses("sxd-admin", "Sửa")
    await play.presses("sxd-admin", "Tên cơ quan")
    nobody = await play.says("sxd-admin", "huyện Hiệp Hòa, Sở Y tế")
    assert (
        "Hiện không gửi được qua bot tới người nào. Đề nghị gửi văn bản hoặc gọi điện." in nobody
    )
    assert play.buttons("sxd-admin") == ["Sửa", "Để sau", "Hủy"]
    assert "câu này cần chọn một trong các mục" in await play.says("sxd-admin", "gửi")
    assert await notes_of(play, "broadcast") == 0


async def story_audience_of_who_owes_and_of_tasks(play: Play) -> None:
    await opened(play, ("stnmt", "skhcn", "sct", "stc"))
    async with play.store() as unit:
        sct = await agency_of(unit, "sct")
        await rounds.set_participant(unit, 1, sct.id, state="sent", sent=unit.now)
    owing = await to_the_preview(play, "Cơ quan chưa gửi báo cáo (3)")
    assert (
        "Gửi tới 3 người của 3 cơ quan: Sở Tài nguyên và Môi trường; Sở Khoa học và Công nghệ; Sở"
        " Tài chính."
    ) in owing
    await play.presses("sxd-admin", "Sửa")
    await play.presses("sxd-admin", "Nơi nhận")
    await play.presses("sxd-admin", "Cơ quan liên quan đến nhiệm vụ …")
    for typed in ("9.9", "1.2, 9.9", "abc"):
        assert "không có nhiệm vụ" in await play.says("sxd-admin", typed)
    one = await play.says("sxd-admin", "VLXD 1.2")
    assert "Tin chỉ gửi cơ quan có liên quan đến nhiệm vụ 1.2." in one
    assert "Sở Thông tin và Truyền thông" in one
    await play.presses("sxd-admin", "Sửa")
    await play.presses("sxd-admin", "Số nhiệm vụ")
    two = await play.says("sxd-admin", "1.2 và 1.3")
    assert f"{TEXT} Tin chỉ gửi cơ quan có liên quan đến nhiệm vụ 1.2, 1.3." in two
    assert "Sở Tài nguyên và Môi trường" in two
    await play.says("sxd-admin", "gửi")
    assert play.heard("stnmt").startswith(f"{TEXT} Tin chỉ gửi cơ quan")
    assert play.heard("stc") == ""


async def story_model_message_9_an_amendment(play: Play) -> None:
    """The admin types it; only those with a part in the task are told."""
    await tuyen_quang(play)
    async with play.store() as unit:
        await appoint(
            unit, await person_of(unit, play, "tq-stnmt"), "stnmt", BDKH, Role.PLAN_ADMIN,
            "Tuyên Quang",
        )  # fmt: skip
    text = (
        "KH BĐKH (Kế hoạch số 86/KH-UBND ngày 27/7/2020), nhiệm vụ 4, trạm quan trắc tự động: thời"
        ' gian thực hiện in là "2021-2020",\nnay đính chính là … theo văn bản số … ngày …. Nhiệm'
        " vụ khác không đổi."
    )
    await play.says("tq-stnmt", "/thongbao")
    await play.says("tq-stnmt", text)
    await play.presses("tq-stnmt", "Cơ quan liên quan đến nhiệm vụ …")
    preview = await play.says("tq-stnmt", "4")
    assert "Gửi tới 4 người của 4 cơ quan: " in preview
    await play.says("tq-stnmt", "gửi")
    for who in ("tq-syt", "tq-sxd", "tq-na-hang", "tq-ham-yen"):
        assert play.heard(who) == (
            f"{text} Tin chỉ gửi cơ quan có liên quan đến nhiệm vụ 4.\n[Đã nhận]"
        )


async def story_people_who_cannot_be_reached_are_named(play: Play) -> None:
    await started(play)
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    play.room.block(play.users["stnmt-2"])
    play.room.block(play.users["skhcn"])
    await play.settle()
    preview = await to_the_preview(play)
    assert "Gửi tới 2 người của 2 cơ quan: Sở Kế hoạch và Đầu tư; Sở Tài nguyên" in preview
    assert (
        "Không nhận được qua bot (2 người):\nSở Tài nguyên và Môi trường: Cán bộ stnmt-2, Chuyên"
        " viên (đã chặn bot)\nSở Khoa học và Công nghệ: Cán bộ đầu mối Sở Khoa học và Công nghệ"
    ) in preview
    await play.presses("sxd-admin", "Gửi tới 2 người")
    await play.presses("stnmt", "Đã nhận")
    state = await play.presses("sxd-admin", "Xem ai đã nhận")
    assert "Đã gửi 2/2 người. Đã nhận: 1/3 cơ quan." in state
    assert "Sở Khoa học và Công nghệ: không nhận được qua bot" in state


async def story_one_person_suffices_for_an_agency(play: Play) -> None:
    await started(play)
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    await to_the_preview(play)
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
    assert "đề nghị anh/chị bấm Đã nhận" in play.heard("skhdt")


async def story_two_admins_repeat_and_stop_at_once(play: Play) -> None:
    await started(play)
    await second_admin(play)
    await to_the_preview(play)
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
    assert play.heard("stnmt").count("thông báo (KH VLXD)") == 1
    log = await play.says("sxd-admin", "/nhatky")
    assert "dừng gửi thông báo số 1: đã gửi 0 người, không gửi tiếp 3 tin." in log
    assert "đã dừng gửi lúc 22:00" in await play.forges("sxd-admin", "tbs:1")
    assert (await play.forges("sxd-admin", "tbl:1")).startswith("Quản trị kế hoạch")


async def story_broadcast_at_night_waits_for_the_morning(play: Play) -> None:
    await started(play)
    await play.at("17/11/2023 16:45")  # a Friday
    preview = await to_the_preview(play)
    assert "Ngoài giờ làm việc: tin đi lúc 07:30 ngày 20/11/2023." in preview
    sent = await play.presses("sxd-admin", "Gửi tới 3 người")
    assert "tin đi lúc 07:30 ngày 20/11/2023, sau giờ nghỉ." in sent
    assert "Đã gửi 0/3 người, chờ gửi 3." in await play.presses("sxd-admin", "Xem ai đã nhận")
    assert "Nhắc lại người chưa nhận" not in play.buttons("sxd-admin")
    await play.at("20/11/2023 07:29")
    assert play.heard("stnmt") == ""
    await play.at("20/11/2023 07:30")
    assert play.heard("stnmt") == ARRIVED
    assert (await play.forges("sxd-admin", "tbd:1")).startswith(
        "Không còn gì để dừng: thông báo số 1 đã gửi tới 3 người."
    )


async def story_broadcast_stopped_midway(play: Play) -> None:
    """Five of fourteen are still to be tried again when somebody presses [Dừng gửi]."""
    await started(play)
    await to_the_preview(play, "Tất cả cơ quan trong Kế hoạch (16)")
    with patch.object(sender, "IN_FLIGHT", 1):  # one after the other: the receipt goes first
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
    await to_the_preview(play)
    await play.presses("sxd-admin", "Gửi tới 3 người")
    await to_the_preview(play)
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
    preview = await play.presses("sxd-admin", "Người đã nhận thông báo số 2 (3 cơ quan)")
    assert "Gửi tới 3 người của 3 cơ quan" in preview
    await play.presses("sxd-admin", "Gửi tới 3 người")
    assert play.heard("stnmt") == (
        "Sở Xây dựng thông báo (KH VLXD): Đính chính thông báo số 2 ngày 15/11/2023: Họp lúc"
        " 14:00.\n[Đã nhận]"
    )
    assert play.heard("stnmt-2") == play.heard("stc") == ""
    state = await play.presses("sxd-admin", "Xem ai đã nhận")
    assert "09:00 ngày 16/11/2023, đính chính thông báo số 2: Họp lúc" in state


async def story_press_in_a_group_counts_for_the_presser(play: Play) -> None:
    await started(play)
    await play.says("sxd", "/nhom", chat=FOCAL)
    await play.presses("sxd", "Nhóm đầu mối các cơ quan", chat=FOCAL)
    preview = await to_the_preview(play)
    assert "Nhóm đầu mối: Đầu mối các cơ quan, KH VLXD (chỉ đăng khi anh/chị chọn)." in preview
    sent = await play.presses("sxd-admin", "Gửi tới 3 người và nhóm đầu mối")
    assert "tới 3 người của 3 cơ quan, đăng vào 1 nhóm đầu mối." in sent
    posted = play.heard(FOCAL)
    assert posted.endswith(ARRIVED)
    play.heard("stnmt")
    assert await play.presses("stnmt", "Đã nhận", chat=FOCAL) == ""
    assert play.heard("stnmt") == "Đã ghi nhận: anh/chị đã nhận thông báo số 1 KH VLXD."
    assert await play.presses("sxd", "Đã nhận", chat=FOCAL) == ""
    assert play.heard("sxd").startswith("Chưa thực hiện được: nút Đã nhận dành cho cán bộ đầu mối")
    stranger = play.room.add_person(1901, "Người lạ")
    play.room.groups[FOCAL].members[1901] = stranger
    play.users["lạ"] = 1901
    assert await play.presses("lạ", "Đã nhận", chat=FOCAL) == ""
    state = await play.forges("sxd-admin", "tbs:1")
    assert "Đã gửi 3/3 người. Đã nhận: 1/3 cơ quan." in state


async def story_broadcast_texts_that_are_refused(play: Play) -> None:
    await started(play)
    await play.says("sxd-admin", "/thongbao")
    long = await play.says("sxd-admin", "Mời họp. " * 440)
    assert "nội dung dài 3.959 ký tự, câu này nhận tối đa 3.000" in long
    stamped = await play.says("sxd-admin", "Gửi tài liệu MẬT")
    assert stamped.startswith('Tin có chữ "MẬT" nên bot không lưu.')
    async with play.store() as unit:
        raw = await unit.value(select(inbox.c.raw).order_by(inbox.c.id.desc()).limit(1))
    assert raw == "{}"
    await play.says("sxd-admin", "hủy")
    begun = await play.says("sxd-admin", "/thongbao Mời họp lúc 8:00")
    assert begun.startswith("Gửi tới những cơ quan nào?")
    assert await notes_of(play, "broadcast") == 0


async def story_broadcast_with_a_file(play: Play) -> None:
    await started(play)
    assert "Bot không nhận tệp, ảnh ở đây." in await play.sends_file("sxd-admin", "a.pdf", b"x")
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
    assert "Sở Xây dựng thông báo (KH VLXD): Giấy mời họp." in preview
    again = await play.sends_file("sxd-admin", "Chương trình.docx", b"docx")
    assert "Tệp kèm theo: Chương trình.docx." in again
    await play.presses("sxd-admin", "Sửa")
    await play.presses("sxd-admin", "Tệp kèm theo")
    assert "Tệp kèm theo" not in await play.presses("sxd-admin", "Bỏ qua")
    await play.sends_file("sxd-admin", "Giấy mời.pdf", b"%PDF x")
    await play.presses("sxd-admin", "Gửi tới 3 người")
    told = play.heard("stnmt")
    assert told.startswith("(Giấy mời.pdf)")
    assert "Sở Xây dựng thông báo (KH VLXD): Giấy mời họp." in told
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


async def story_broadcasts_of_two_plans(play: Play) -> None:
    await started(play)
    await also_leads(play)
    async with play.store() as unit:
        admin = await person_of(unit, play, "sxd-admin")
        await appoint(unit, admin, "sxd", "bac-giang-ttx", Role.PLAN_ADMIN)
    asked = await play.says("sxd-admin", "/thongbao")
    assert asked.startswith("Anh/chị gửi thông báo của kế hoạch nào?")
    await play.presses("sxd-admin", "KH TTX")
    await play.says("sxd-admin", "Mời họp.")
    preview = await play.presses("sxd-admin", "Cơ quan chủ trì (1)")
    assert "Sở Kế hoạch và Đầu tư thông báo (KH TTX): Mời họp." in preview
    await play.presses("sxd-admin", "Gửi tới 1 người")
    assert "thông báo (KH TTX)" in play.heard("stnmt")
