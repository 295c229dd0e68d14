"""Obstacles and what goes wrong: bad words, foreign ids, lost rights, what is over already."""

from __future__ import annotations

from sqlalchemy import update

from plans.model import Role
from plans.obstacles import Move, ObstacleState
from storage.schema import appointment, inbox
from tests.transcripts.play import FOCAL, Play
from tests.transcripts.stories.obstacles import TEXT, raise_it, stands
from tests.transcripts.worlds import VLXD, agency_of, appoint, other_province, person_of, raised

FOREIGN = "Chưa thực hiện được: vướng mắc này không thuộc phần của anh/chị."
STAMPED = "MẬT. Cơ sở chưa có kinh phí"
VERBS = ("vmx", "vmn", "vmc", "vml", "vmu", "vmr", "vmv", "vmp", "vmb", "vmh", "vmhx")


async def story_obstacle_words_that_cannot_be_kept(play: Play) -> None:
    await play.says("sct", "/vuongmac")
    assert "câu này cần chọn một trong các mục" in await play.says("sct", "9.9")
    await play.says("sct", "2")
    assert "câu này cần chọn một trong các mục" in await play.says("sct", "việc khác hẳn")
    await play.says("sct", "Nhân lực")
    assert "tin không có chữ nào" in await play.says("sct", "\u200b \u200b")
    assert "nhận tối đa 2.000" in await play.says("sct", "quá dài " * 300)
    assert "nên bot không lưu" in await play.says("sct", STAMPED)
    assert "câu này không bỏ qua được" in await play.says("sct", "bỏ qua")
    await play.says("sct", "<b>Thieu</b> {{ nguoi }} va kinh phi thuc hien")
    assert "nhận tối đa 1.000" in await play.says("sct", "quá dài " * 200)
    review = await play.says("sct", "bỏ qua")
    assert (
        "\n<b>Thieu</b> {{ nguoi }} va kinh phi thuc hien\nNội dung chưa có dấu, vẫn gửi được.\n"
        in review
    )
    await play.presses("sct", "Gửi")
    assert "\n<b>Thieu</b> {{ nguoi }} va kinh phi thuc hien\n" in play.heard("sxd")
    async with play.store() as unit:
        kept = await unit.rows(inbox.select().where(inbox.c.raw.contains("MẬT")))
    assert kept == []
    too_long = await play.says("sct", "/vuongmac " + "quá dài " * 300)
    assert "nhận tối đa 2.000" in too_long


async def story_obstacle_of_another_agency(play: Play) -> None:
    number = await raised(play)
    await other_province(play, "tq", 9301)
    async with play.store() as unit:
        who = await person_of(unit, play, "tq")
        theirs = await agency_of(unit, "stnmt", "Tuyên Quang")
        plan = "tuyen-quang-vlxd"
        await appoint(unit, who, "sxd", plan, Role.COORDINATOR, "Tuyên Quang")
        ours = (await agency_of(unit, "stnmt")).id
    await play.says("sct", "/trogiup")
    await play.says("tq", "/trogiup")
    for who_presses in ("sct", "tq"):
        for verb in VERBS:
            for one in (number, 999):
                said = await play.forges(who_presses, f"{verb}:{one}")
                assert said.startswith(FOREIGN), (verb, said)
        for data in (f"vm:{VLXD}:{ours}", f"vmk:{VLXD}:{ours}", f"vmk:{VLXD}:0"):
            assert (await play.forges(who_presses, data)).startswith(FOREIGN), data
        for data in (f"vmm:{VLXD}:{ours}", f"vmm:x:{theirs.id if who_presses == 'sct' else 1}"):
            assert (await play.forges(who_presses, data)).startswith(FOREIGN), data
    for nonsense in ("vmx", "vmx:a", "vmx:1:2", "vm:x", "vm:x:y:z:1", "vmm:1", "vmt:1", "vmt:9:9"):
        assert await play.forges("sct", nonsense) != ""
    assert (await stands(play, number))[1] == [Move.RAISED]


async def story_obstacle_is_private(play: Play) -> None:
    await raised(play)
    await play.says("sxd", "/tonghop", chat=FOCAL)
    assert "chỉ dùng khi nhắn riêng" in await play.says("sxd", "/vuongmac", chat=FOCAL)
    await play.says("sxd", "/nhom", chat=FOCAL)
    message = play.button(FOCAL, "Nội bộ Sở")[0]
    for data in ("vm", f"vm:{VLXD}:0", "vmx:1", "vml:1", f"vmk:{VLXD}:0"):
        said = await play.press_this("sxd", (message, data), chat=FOCAL)
        assert "chỉ dùng khi nhắn riêng" in said, data


async def story_obstacle_raiser_who_lost_the_agency(play: Play) -> None:
    await raise_it(play, "sct", "VLXD 2")
    play.heard("sxd")
    await play.presses("sct", "Bổ sung")
    await _loses(play, "sct")
    lost = await play.says("sct", "Thêm 02 cơ sở")
    assert lost.startswith(FOREIGN)
    assert (await stands(play, 1))[1] == [Move.RAISED]
    await play.presses("sxd", "Trả lời")
    await play.presses("sxd", "Trao đổi nghiệp vụ")
    await play.says("sxd", "Sở trao đổi")
    sent = await play.presses("sxd", "Gửi")
    assert "Cơ quan hiện chưa có cán bộ đầu mối nhận tin qua bot; đề nghị anh/chị" in sent
    assert play.heard("sct") == ""


async def _loses(play: Play, who: str) -> None:
    """The appointment ended yesterday."""
    async with play.store() as unit:
        person = await person_of(unit, play, who)
        mine = update(appointment).where(appointment.c.person_id == person)
        await unit.run(mine.values(to_day=play.clock.now().date().replace(day=14)))


async def story_obstacle_withdrawn_while_it_is_answered(play: Play) -> None:
    await raise_it(play, "sct", "VLXD 2")
    play.heard("sxd")
    await play.presses("sxd", "Trả lời")
    await play.presses("sxd", "Trả lời bằng văn bản")
    assert "văn bản chưa có ngày" in await play.says("sxd", "45/SXD-QLXD")
    await play.presses("sct", "Thu hồi")
    await play.presses("sct", "Thu hồi")
    assert "đã thu hồi vướng mắc số 01" in play.heard("sxd")
    over = await play.says("sxd", "45/SXD-QLXD ngày 14/11/2023")
    assert over.startswith("Vướng mắc số 01 đã kết thúc theo dõi ngày 15/11/2023.")
    assert "[Xem]" in over
    assert await stands(play, 1) == (ObstacleState.CLOSED, [Move.RAISED, Move.WITHDRAWN])
    assert "đã kết thúc theo dõi" in await play.presses("sct", "Bổ sung")
    assert "đã kết thúc theo dõi" in await play.presses("sct", "Thu hồi")


async def story_obstacle_pressed_twice(play: Play) -> None:
    await raise_it(play, "sct", "VLXD 2")
    play.heard("sxd")
    received = play.button("sxd", "Tiếp nhận")
    await play.press_this("sxd", received)
    again = await play.press_this("sxd", received)
    assert again == (
        "Vướng mắc số 01 hiện đã tiếp nhận (từ 08:00 ngày 15/11/2023), nên lựa chọn này không còn"
        " dùng. Anh/chị chọn Xem để biết các việc thực hiện được.\n[Xem]"
    )
    early = await play.forges("sct", "vmv:1")
    assert early.startswith("Vướng mắc số 01 hiện đã tiếp nhận")
    assert TEXT in await play.presses("sct", "Xem")


async def story_obstacle_without_a_coordinator_in_reach(play: Play) -> None:
    await _loses(play, "sxd")
    receipt = await raise_it(play, "sct", "VLXD 2")
    assert "Sở Xây dựng hiện chưa có chuyên viên tổng hợp nhận tin qua bot" in receipt
    assert "1 vướng mắc đang theo dõi" in await play.says("sxd-admin", "/vuongmac")
