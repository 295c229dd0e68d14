"""/thongbao: shown whole, sent to those meant, and who has said đã nhận."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select, update

from plans.model import Role
from storage import participants
from storage.schema import appointment, inbox
from tests.transcripts.play import Play
from tests.transcripts.telling import (
    ARRIVED,
    NO_BROADCAST,
    TEXT,
    broadcast_preview,
    notes_of,
    started,
)
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
    assert "Sở Kế hoạch và Đầu tư: chưa báo đã nhận (0/1 người)" in state
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
        f"Sở Xây dựng thông báo số 1 (KH VLXD): {TEXT}\nThông báo này đã gửi ngày 15/11/2023;"
        " đề nghị anh/chị chọn Đã nhận.\n[Đã nhận]"
    )


async def story_broadcast_is_the_plan_admins(play: Play) -> None:
    assert (await play.says("sxd-admin", "/thongbao")) == (
        "KH VLXD chưa bắt đầu nhắc: bot chưa gửi gì cho các cơ quan. Anh/chị xem trước và chọn"
        " Bắt đầu nhắc.\n[Bắt đầu nhắc]"
    )
    await started(play)
    for who in ("sxd", "stnmt"):
        assert (await play.says(who, "/thongbao")).startswith(NO_BROADCAST)
    await broadcast_preview(play)
    send = play.button("sxd-admin", "Gửi tới 3 người")
    await play.press_this("sxd-admin", send)
    await other_province(play, "tq", 1201)
    await play.says("tq", "/trogiup")
    for data in ("tbs:1", "tbc:1", "tbl:1", "tblx:1:1", "tbd:1", f"tb:{VLXD}", "tbs:99"):
        for who in ("sxd", "tq"):
            assert (await play.forges(who, data)).startswith(NO_BROADCAST)
    assert (await play.forges("tq", "tbn:1")).startswith("Chưa thực hiện được: mục Đã nhận")
    assert "Nội dung này đã gửi lúc" in await play.press_this("sxd-admin", send)
    await broadcast_preview(play)
    async with play.store() as unit:
        person = await person_of(unit, play, "sxd-admin")
        ends = update(appointment).where(appointment.c.person_id == person)
        await unit.run(ends.values(to_day=date(2023, 11, 14)))
    said = await play.presses("sxd-admin", "Gửi tới 3 người")
    assert said.startswith(NO_BROADCAST)
    assert play.heard("stnmt").count("thông báo số 1 (KH VLXD)") == 1
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
        await participants.change(unit, 1, sct.id, state="sent", sent=unit.now)
    owing = await broadcast_preview(play, "Cơ quan chưa gửi báo cáo (3)")
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
    preview = await broadcast_preview(play)
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


async def story_broadcast_at_night_waits_for_the_morning(play: Play) -> None:
    await started(play)
    await play.at("17/11/2023 16:45")  # a Friday
    preview = await broadcast_preview(play)
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


async def story_broadcast_texts_that_are_refused(play: Play) -> None:
    await started(play)
    await play.says("sxd-admin", "/thongbao")
    for _ in range(3):
        await play.says("sxd-admin", "Mời họp. " * 440)
    long = await play.says("sxd-admin", "Mời họp. " * 440)
    assert "nội dung dài 15.839 ký tự, câu này nhận tối đa 12.000" in long
    stamped = await play.says("sxd-admin", "Gửi tài liệu MẬT")
    assert stamped.startswith('Tin có chữ "MẬT" nên bot không lưu.')
    async with play.store() as unit:
        raw = await unit.value(select(inbox.c.raw).order_by(inbox.c.id.desc()).limit(1))
    assert raw == "{}"
    await play.says("sxd-admin", "hủy")
    begun = await play.says("sxd-admin", "/thongbao Mời họp lúc 8:00")
    assert begun.startswith("Gửi tới những cơ quan nào?")
    assert await notes_of(play, "broadcast") == 0


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
    assert "Sở Kế hoạch và Đầu tư thông báo số 1 (KH TTX): Mời họp." in preview
    await play.presses("sxd-admin", "Gửi tới 1 người")
    assert "thông báo số 1 (KH TTX)" in play.heard("stnmt")
