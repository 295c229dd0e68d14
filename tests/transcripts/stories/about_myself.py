"""/thongtin: what is stored about me, corrected, deleted on leaving."""

from __future__ import annotations

from sqlalchemy import func, select

from storage.schema import appointment, audit, contact, person, session
from tests.transcripts.handing import SECOND, hands_over
from tests.transcripts.play import Play
from tests.transcripts.stories.delegating import answers, arrives, delegated
from tests.transcripts.worlds import opened, person_of, said_of, second_focal

MINE = "Cán bộ đầu mối Sở Tài nguyên và Môi trường"


async def story_everything_stored_about_me(play: Play) -> None:
    await play.says("stnmt", "1.2 Đã nghiệm thu hệ thống")
    await play.presses("stnmt", "Gửi")
    assert (await play.says("stnmt", "/thongtin")).splitlines() == [
        "Thông tin bot lưu về anh/chị",
        f"{MINE}, Chuyên viên; điện thoại: chưa có.",
        "Cán bộ đầu mối Sở Tài nguyên và Môi trường, KH VLXD, từ ngày 15/11/2023.",
        "Tài khoản: Telegram, từ ngày 15/11/2023. Số lần cập nhật: 1, gần nhất 15/11/2023.",
        (
            "Bot chỉ dùng để nhắc việc và tổng hợp báo cáo; thời gian trả lời không hiển thị cho"
            " cơ quan khác, không dùng để xếp hạng. Nguyên văn tin nhắn được xóa sau 30 ngày."
        ),
        "[Sửa thông tin] [Xóa thông tin của tôi]",
    ]


async def story_correct_what_is_stored(play: Play) -> None:
    await play.says("stnmt", "1.2 Đã nghiệm thu hệ thống")
    await play.presses("stnmt", "Gửi")
    await play.says("stnmt", "/thongtin")
    review = await play.presses("stnmt", "Sửa thông tin")
    assert f"Họ và tên: {MINE}\nChức vụ: Chuyên viên\nPhòng, đơn vị: để trống" in review
    for label, bad, why, good in (
        ("Chức vụ", "1", "chức vụ cần có chữ", "Phó Trưởng phòng"),
        ("Phòng, đơn vị", "12", "cần có chữ", "Phòng Quản lý môi trường"),
        ("Điện thoại", "12 cơ sở", "số điện thoại", "0912345678"),
    ):
        await play.presses("stnmt", "Sửa")
        await play.presses("stnmt", label)
        assert why in await play.says("stnmt", bad), label
        assert good in await play.says("stnmt", good)
    assert "Đã ghi thông tin mới." in await play.presses("stnmt", "Gửi")
    shown = await play.says("stnmt", "thông tin của tôi")
    assert f"{MINE}, Phó Trưởng phòng, Phòng Quản lý môi trường; điện thoại: 0912345678" in shown
    assert (await said_of(play, "1.2"))[0].person_name == MINE
    async with play.store() as unit:
        noted = await unit.first(select(audit).where(audit.c.what == "correct_myself"))
        kept = await unit.value(
            select(appointment.c.division).where(appointment.c.person_id == noted.person_id)
        )
    assert kept == "Phòng Quản lý môi trường"
    assert noted.before["post"] == "Chuyên viên"
    assert noted.after["phone_changed"] == "true"
    assert "0912" not in str(noted.after)


async def story_only_one_of_an_open_round_hands_over_first(play: Play) -> None:
    await opened(play)
    await play.says("stnmt", "/thongtin")
    refused = await play.presses("stnmt", "Xóa thông tin của tôi")
    assert refused.startswith("Chưa xóa được: anh/chị là cán bộ đầu mối duy nhất của Sở Tài")
    assert "/bangiao" in refused
    for who, role in (("sxd", "chuyên viên tổng hợp"), ("sxd-admin", "quản trị kế hoạch")):
        await play.says(who, "/thongtin")
        said = await play.presses(who, "Xóa thông tin của tôi")
        assert f"anh/chị là {role} duy nhất" in said
        assert f"anh/chị là {role} duy nhất" in await play.forges(who, "ttxx")
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    assert "Khi xóa:" in await play.presses("stnmt", "Xóa thông tin của tôi")


async def story_deleted_on_request(play: Play) -> None:
    await play.says("stnmt", "1.2 Đã nghiệm thu hệ thống")
    await play.presses("stnmt", "Gửi")
    for typed in ("1.3", "5", "Bản đang soạn"):
        await play.says("stnmt", typed)
    async with play.store() as unit:
        me = await person_of(unit, play, "stnmt")
    await play.says("stnmt", "/thongtin")
    asked = await play.presses("stnmt", "Xóa thông tin của tôi")
    assert "Giữ lại: họ tên, chức vụ trong 1 lần cập nhật đã ghi" in asked
    sure = play.button("stnmt", "Xóa")
    assert (await play.press_this("stnmt", sure)).startswith("Đã xóa tài khoản, điện thoại")
    assert "Kênh này dành cho cán bộ" in await play.says("stnmt", "/nhiemvu")
    assert "Bot chưa lưu họ tên" in await play.says("stnmt", "/thongtin")
    assert "Anh/chị chưa đăng ký" in await play.press_this("stnmt", sure)
    assert (await said_of(play, "1.2"))[0].person_name == MINE
    async with play.store() as unit:
        accounts = select(func.count()).select_from(contact).where(contact.c.person_id == me)
        drafts = select(func.count()).select_from(session).where(session.c.owner == f"p{me}")
        assert (await unit.value(accounts), await unit.value(drafts)) == (0, 0)


async def story_forgotten_a_month_after_the_last_post(play: Play) -> None:
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    await hands_over(play, "stnmt", SECOND)
    await play.presses("stnmt-2", "Nhận bàn giao")
    told = play.heard("stnmt")
    assert "Bot xóa tài khoản, điện thoại của anh/chị sau 30 ngày" in told
    await play.presses("stnmt", "Thông tin của tôi")
    assert "Hiện không giữ vai trò nào." in await play.says("stnmt", "/thongtin")
    await play.at("14/12/2023 03:00")
    assert "Hiện không giữ vai trò nào." in await play.says("stnmt", "/thongtin")
    await play.at("16/12/2023 03:00")
    assert "Bot chưa lưu họ tên" in await play.says("stnmt", "/thongtin")
    async with play.store() as unit:
        names = [row.name for row in await unit.rows(select(person.c.name))]
    assert MINE in names  # the record of the office keeps who it was


async def story_division_is_told_what_is_stored(play: Play) -> None:
    await arrives(play, "phong", 2101)
    assert "Bot chưa lưu họ tên" in await play.says("phong", "/thongtin")
    await answers(play, "phong", await delegated(play))
    said = await play.says("phong", "/thongtin")
    assert said.startswith("Bot lưu: Chuyên viên phòng môi trường, Chuyên viên, tài khoản này")
    for data in ("tts", "ttx", "ttxx"):
        assert "Anh/chị chưa đăng ký" in await play.forges("phong", data)
