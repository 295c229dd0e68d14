"""Fair lateness: what waits for another agency, whose date is disputed; and đề nghị phối hợp, sent
only with the reporter's word and by the coordinator's press.
"""

from __future__ import annotations

from reports.round_data import gather
from tests.transcripts.play import Play
from tests.transcripts.worlds import opened, rounds_of

WORDS = (
    "Sở Xây dựng đề nghị Sở Khoa học và Công nghệ quan tâm, phối hợp với Sở Tài nguyên và Môi"
    " trường thực hiện nhiệm vụ VLXD 1.3: Tổ chức rà soát, đánh giá các chỉ tiêu"
)
BUTTON = "Đề nghị phối hợp"


async def wait_for(play: Play, partner: str, *more: str) -> str:
    """STNMT raises that 1.3 waits for others; what the review says."""
    await play.says("stnmt", "/vuongmac")
    await play.presses("stnmt", "VLXD 1.3")
    asked = await play.presses("stnmt", "Công tác phối hợp")
    assert asked.startswith(
        "VLXD 1.3 đang cần phối hợp với cơ quan nào? Không nêu thì bot không hỏi cơ quan nào.\n"
        "[Sở Khoa học và Công nghệ] [Không nêu cơ quan]"
    )
    shown = await play.presses("stnmt", partner)
    for one in more:
        assert WORDS in shown
        assert "Không đồng ý thì chỉ Sở Xây dựng biết nội dung này." in shown
        await play.presses("stnmt", one)
    await play.says("stnmt", "Chưa có số liệu tiêu hao năng lượng của các cơ sở")
    return await play.presses("stnmt", "Bỏ qua")


async def story_partner_is_asked_with_the_reporters_word_and_the_coordinators_press(
    play: Play,
) -> None:
    round_ = await opened(play)
    review = await wait_for(play, "Sở Khoa học và Công nghệ", "Đồng ý")
    assert "Cần phối hợp: Sở Khoa học và Công nghệ (đồng ý để Sở đề nghị phối hợp)." in review
    play.heard("skhcn")
    await play.presses("stnmt", "Gửi")
    assert f"[{BUTTON}]" in play.heard("sxd")
    assert play.heard("skhcn") == ""
    preview = await play.presses("sxd", BUTTON)
    assert "Sở Tài nguyên và Môi trường đồng ý để Sở gửi Sở Khoa học và Công nghệ" in preview
    assert WORDS in preview
    assert play.heard("skhcn") == ""
    button = play.button("sxd", "Gửi đề nghị")
    assert "Đã gửi đề nghị phối hợp tới 1 cán bộ đầu mối" in await play.press_this("sxd", button)
    told = play.heard("skhcn")
    assert told.startswith(WORDS)
    assert "Chưa có số liệu" not in told
    assert "Nếu hai cơ quan đã trao đổi, anh/chị không phải làm gì thêm." in told
    assert "đã gửi Sở Khoa học và Công nghệ trước đó" in await play.press_this("sxd", button)
    assert play.heard("skhcn") == ""
    (one,) = await rounds_of(play)
    async with play.store() as unit:
        data = await gather(unit, one)
    (obstacle,) = data.obstacles
    assert obstacle.supporter == "Sở Khoa học và Công nghệ"
    assert obstacle.coordinated is not None
    held = {task.number: lead.held for task in data.tasks for lead in task.leads if lead.held}
    assert held == {"1.3": "support"}
    assert one.id == round_


async def story_nobody_names_a_cause_without_the_reporters_word(play: Play) -> None:
    await opened(play)
    play.heard("skhcn")
    review = await wait_for(play, "Sở Khoa học và Công nghệ", "Không đồng ý")
    assert "Cần phối hợp: Sở Khoa học và Công nghệ (không gửi cơ quan này)." in review
    await play.presses("stnmt", "Gửi")
    assert BUTTON not in play.heard("sxd")
    await play.says("stc", "/trogiup")
    for verb in ("dph", "dphx"):
        refused = await play.forges("sxd", f"{verb}:1")
        assert "chưa có cơ quan phối hợp mà Sở Tài nguyên và Môi trường đồng ý" in refused
        assert "đồng ý" not in await play.forges("stc", f"{verb}:1")
    assert play.heard("skhcn") == ""
    (one,) = await rounds_of(play)
    async with play.store() as unit:
        data = await gather(unit, one)
    assert [one.supporter for one in data.obstacles] == [""]


async def story_late_tasks_are_told_apart_by_what_holds_them(play: Play) -> None:
    await opened(play)
    await wait_for(play, "Không nêu cơ quan")
    await play.presses("stnmt", "Gửi")
    await play.says("stnmt", "1.2")
    await play.says("stnmt", "4")
    await play.says("stnmt", "Đề nghị gia hạn, Tờ trình số 7/TTr-STNMT ngày 01/11/2023")
    await play.presses("stnmt", "Gửi")
    await play.at("02/01/2024 14:00")
    play.heard("sxd")
    said = await play.says("sxd", "/tonghop")
    assert "4 quá hạn (trong đó 1 chờ cơ quan phối hợp, 1 đang đề nghị điều chỉnh)" in said
    (one,) = await rounds_of(play)
    async with play.store() as unit:
        data = await gather(unit, one)
    held = {
        task.number: (lead.timeliness, lead.held)
        for task in data.tasks
        for lead in task.leads
        if lead.timeliness == "overdue"
    }
    assert held["1.2"] == ("overdue", "disputed")
    assert held["1.3"] == ("overdue", "support")
    assert held["1.4"] == ("overdue", "")


async def story_report_that_came_late_is_told_apart_from_work_that_is_late(play: Play) -> None:
    await opened(play)
    await play.at("16/12/2023 09:00")
    await play.says("stc", "/baocao")
    await play.presses("stc", "Không phát sinh")
    await play.presses("stc", "Gửi")
    play.heard("sxd")
    said = await play.says("sxd", "/tonghop")
    assert ", 1 gửi sau thời hạn." in said
    assert "0 quá hạn" in said
