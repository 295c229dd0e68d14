"""Nhập thay of what nobody can place, by two at once, or by who may not."""

from __future__ import annotations

from plans.model import Role
from tests.transcripts.play import Play
from tests.transcripts.worlds import HUYEN, appoint, closed, opened, part_of, person_of


async def story_names_nobody_can_place(play: Play) -> None:
    await opened(play, ("stnmt", *HUYEN))
    asked = await play.says("sxd", "/nhapthay huyện Lục")
    assert 'Chưa rõ "huyện Lục" là cơ quan nào trong danh sách báo cáo.' in asked
    assert "[UBND huyện Lục Ngạn]" in asked
    await play.presses("sxd", "UBND huyện Lục Nam")
    await play.says("sxd", "hủy")
    assert "Sở Tài chính không có trong danh sách báo cáo năm 2023" in await play.says(
        "sxd", "/nhapthay Sở Tài chính"
    )
    await play.says("sxd", "/nhapthay")
    await play.presses("sxd", "Trang sau")
    assert "UBND huyện Yên Dũng" in play.buttons("sxd")
    cancel = play.button("sxd", "Hủy")[1]
    for nonsense in ("Sở Xây dựng Tuyên Quang Bộ Công an xyz", "abc", "ok nhé"):
        said = await play.says("sxd", nonsense)
        assert said.startswith(f'Chưa rõ "{nonsense}" là cơ quan nào trong danh sách báo cáo.')
        assert 'không nhập thay nữa thì gõ "hủy".\n[' in said
        assert play.button("sxd", "Hủy")[1] == cancel
    assert (await play.says("sxd", "hủy")).startswith("Đã hủy")


async def story_papers_and_calls_nobody_can_take(play: Play) -> None:
    await opened(play)
    for rest, said in (
        ("45/BC-UBND ngày 20/12/2023", "ngày văn bản 20/12/2023 còn ở phía trước"),
        ("45/BC-UBND", "văn bản chưa có ngày"),
        ("45/BC-UBND ngày 31/02/2023", 'không có ngày "31/02/2023"'),
    ):
        assert said in await play.says("sxd", f"/nhapthay Sơn Động {rest}")
    await play.says("sxd", "/nhapthay Sơn Động")
    assert "cần chọn một trong các mục" in await play.says("sxd", "theo cái gì đó")
    await play.presses("sxd", "Theo điện thoại")
    for typed, said in (
        ("16:00 15/11/2023", "chưa có người trao đổi"),
        ("Ông A 16:00", "16:00 ngày 15/11/2023 còn ở phía trước"),
        ("Ông A ngày 14/11/2023", "có ngày mà chưa có giờ"),
        ("Ông A 25:00 14/11/2023", 'không có giờ "25:00"'),
        ("Ông A 16:00 31/02/2023", 'không có ngày "31/02/2023"'),
    ):
        assert said in await play.says("sxd", typed)
    await play.says("sxd", "Ông A 07:45")
    await play.presses("sxd", "Ghi nội dung")
    assert "câu này không bỏ qua được" in await play.says("sxd", "bỏ qua")
    assert 'Tin có chữ "MẬT"' in await play.says("sxd", "Theo báo cáo MẬT của huyện")
    review = await play.says("sxd", "Đã phối hợp kiểm tra 5 cơ sở")
    assert "Báo cáo được ghi là đã gửi qua điện thoại, chưa có văn bản." in review


async def story_round_closed_while_entering(play: Play) -> None:
    round_ = await opened(play)
    await play.says("sxd", "/nhapthay stc 77/BC-STC ngày 13/11/2023 không phát sinh")
    await closed(play, round_)
    assert "ghi là gửi sau thời hạn" in await play.presses("sxd", "Gửi")
    assert (await part_of(play, round_, "stc")).paper_late


async def story_entering_is_the_coordinators(play: Play) -> None:
    await opened(play)
    for who in ("sxd-admin", "stnmt"):
        said = await play.says(who, "/nhapthay stc 77/BC-STC ngày 13/11/2023 không phát sinh")
        assert said.startswith("Nhập thay là việc của chuyên viên tổng hợp kế hoạch này.")
    await play.says("sxd", "/nhapthay stc 77/BC-STC ngày 13/11/2023 không phát sinh")
    await play.presses("sxd", "Gửi")
    view = play.button("sxd", "Xem")
    assert "không thuộc phần của anh/chị" in await play.forges("stnmt", view[1])


async def story_two_coordinators_enter_at_once(play: Play) -> None:
    round_ = await opened(play)
    async with play.store() as unit:
        admin = await person_of(unit, play, "sxd-admin")
        await appoint(unit, admin, "sxd", role=Role.COORDINATOR)
    for who, paper in (("sxd", "45/BC-UBND"), ("sxd-admin", "46/BC-UBND")):
        await play.says(who, f"/nhapthay Sơn Động {paper} ngày 12/11/2023 không phát sinh")
    await play.presses("sxd", "Gửi")
    held = await play.presses("sxd-admin", "Gửi")
    assert held.startswith("Chưa ghi: trong lúc đó đã có nội dung mới của UBND huyện Sơn Động")
    assert "Báo cáo nhập thay ngày 15/11/2023 vẫn được giữ; lần này thay lần đó." in held
    assert (await part_of(play, round_, "ubnd-son-dong")).paper.number == "45"
    assert "Đã nhập thay UBND huyện Sơn Động" in await play.presses("sxd-admin", "Gửi")
    assert (await part_of(play, round_, "ubnd-son-dong")).paper.number == "46"
    await play.wait(300)


async def story_two_presses_of_one_entry(play: Play) -> None:
    await opened(play)
    await play.says("sxd", "/nhapthay Sơn Động 45/BC-UBND ngày 12/11/2023 không phát sinh")
    send = play.button("sxd", "Gửi")
    await play.press_this("sxd", send)
    assert "Nội dung này đã gửi lúc" in await play.press_this("sxd", send)
    assert play.heard("ubnd-son-dong").count("đã nhập thay") == 1
