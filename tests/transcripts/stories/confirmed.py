"""Xác nhận hoàn thành: the agency's word and the Sở's are two; several leads count one by one."""

from __future__ import annotations

from handlers.loading import load_plan
from plans.model import Role
from plans.planfile import read_plan
from storage import plans, task_parts
from tests.transcripts.play import Play
from tests.transcripts.worlds import (
    VLXD,
    appoint,
    open_plan,
    opened,
    person_of,
    said_of,
    second_coordinator,
    three_tasks,
)

DONE = "1.2 Đã hoàn thành. Đã nghiệm thu, Báo cáo số 120/BC-STNMT ngày 05/11/2023"
BUTTON = "Nhiệm vụ chờ xác nhận hoàn thành"
HUYEN = ("ubnd-luc-nam", "ubnd-tan-yen", "ubnd-yen-dung")
YES, NO = "Xác nhận hoàn thành VLXD 1.2", "Chưa hoàn thành, đề nghị làm rõ VLXD 1.2"


async def shown(play: Play, who: str = "sxd") -> str:
    """The tasks that wait, from /tonghop."""
    await play.says(who, "/tonghop")
    await play.presses(who, "Xem chi tiết")
    return await play.presses(who, BUTTON)


async def _confirmed(play: Play, number: str = "1.2") -> bool:
    async with play.store() as unit:
        states = await task_parts.lead_states(unit, VLXD)
    return next(state.confirmed for task, _, state in states if task.number == number and state)


async def story_done_is_confirmed_apart_from_the_agencys_word(play: Play) -> None:
    await opened(play)
    await three_tasks(play, DONE)
    assert "0 hoàn thành, 1 chờ xác nhận" in await play.says("sxd", "/tonghop")
    assert (await shown(play)).splitlines() == [
        "KH VLXD: 1 nhiệm vụ chờ xác nhận hoàn thành",
        "VLXD 1.2:",
        (
            "Sở Tài nguyên và Môi trường, 15/11/2023: Đã hoàn thành. Đã nghiệm thu, Báo cáo số"
            " 120/BC-STNMT ngày 05/11/2023"
        ),
        f"[{YES}] [{NO}]",
    ]
    assert await play.presses("sxd", YES) == (
        "Đã xác nhận hoàn thành VLXD 1.2 (Sở Tài nguyên và Môi trường)."
    )
    assert await _confirmed(play)
    assert "1 hoàn thành, 0 chờ xác nhận" in await play.says("sxd", "/tonghop")
    await play.says("sxd", "/tonghop")
    await play.presses("sxd", "Xem chi tiết")
    assert BUTTON not in play.buttons("sxd")


async def story_two_coordinators_confirm_one_task(play: Play) -> None:
    await opened(play)
    await three_tasks(play, DONE)
    await second_coordinator(play, "sxd-2", 1301)
    for who in ("sxd", "sxd-2"):
        await shown(play, who)
    await play.presses("sxd-2", YES)
    assert await play.presses("sxd", YES) == (
        "VLXD 1.2 đã được Cán bộ sxd-2 xác nhận hoàn thành lúc 08:00 ngày 15/11/2023."
    )


async def story_not_done_goes_back_with_a_reason(play: Play) -> None:
    await opened(play)
    await three_tasks(play, DONE)
    await shown(play)
    assert "anh/chị ghi nội dung cần làm rõ" in await play.presses("sxd", NO)
    assert (await play.says("sxd", "   ")).startswith("Chưa ghi được: tin không có chữ nào.")
    await play.says("sxd", "Hệ thống chưa kết nối với trạm quan trắc nào")
    play.heard("stnmt")
    assert "Đã gửi đề nghị làm rõ VLXD 1.2 tới 1 cán bộ đầu mối" in await play.presses(
        "sxd", "Gửi"
    )
    assert play.heard("stnmt").splitlines() == [
        "VLXD 1.2 anh/chị báo Đã hoàn thành: Sở Xây dựng chưa xác nhận, đề nghị làm rõ:",
        "Hệ thống chưa kết nối với trạm quan trắc nào",
        "Anh/chị cập nhật lại nhiệm vụ; nội dung cũ vẫn được lưu.",
        "[Cập nhật nhiệm vụ]",
    ]
    assert "(đã đề nghị làm rõ 15/11/2023)" in await shown(play)
    asked = await play.presses("stnmt", "Cập nhật nhiệm vụ")
    assert asked.startswith("VLXD 1.2, chủ trì")
    await play.wait(60)
    old = play.button("sxd", YES)
    await play.says("stnmt", "hủy")
    await play.says("stnmt", "1.2 Đã hoàn thành. Đã kết nối 03 trạm, Báo cáo số 9/BC-STNMT")
    await play.presses("stnmt", "Gửi")
    newer = await play.press_this("sxd", old)
    assert newer.startswith("Cơ quan vừa cập nhật sau khi hiện cho anh/chị;")
    assert "Đã kết nối 03 trạm" in newer
    assert "đã đề nghị làm rõ" not in newer
    assert not await _confirmed(play)
    await play.presses("sxd", YES)
    assert await _confirmed(play)


async def story_confirmed_while_it_waits_to_be_made_clear(play: Play) -> None:
    await opened(play)
    await three_tasks(play, DONE)
    await shown(play)
    await play.presses("sxd", NO)
    await play.says("sxd", "Hệ thống chưa kết nối với trạm quan trắc nào")
    await play.presses("sxd", "Gửi")
    assert "đề nghị làm rõ" in play.heard("stnmt")
    await shown(play)
    assert await play.presses("sxd", YES) == (
        "VLXD 1.2 đang chờ làm rõ (Sở Tài nguyên và Môi trường, ngày 15/11/2023). Vẫn xác nhận"
        f" hoàn thành?\n[{YES}]"
    )
    assert not await _confirmed(play)
    await play.presses("sxd", YES)
    assert await _confirmed(play)
    assert play.heard("stnmt") == (
        "Sở Xây dựng đã xác nhận hoàn thành VLXD 1.2; nội dung đề nghị làm rõ ngày 15/11/2023"
        " không cần trả lời nữa."
    )


async def story_word_taken_back_is_not_confirmed(play: Play) -> None:
    await opened(play)
    await three_tasks(play, DONE)
    await shown(play)
    await play.says("stnmt", "1.2 Đang nghiệm thu lại")
    await play.presses("stnmt", "Sửa")
    await play.says("stnmt", "hủy")
    await play.says("stnmt", "1.2")
    await play.says("stnmt", "1")
    await play.presses("stnmt", "Bảo đảm tiến độ")
    await play.says("stnmt", "Đang nghiệm thu lại")
    await play.presses("stnmt", "Gửi")
    for label in (YES, NO):
        assert await play.presses("sxd", label) == (
            "VLXD 1.2 hiện không có nội dung chờ xác nhận hoàn thành."
        )
    assert (await said_of(play, "1.2"))[0].text == "Đang nghiệm thu lại"


MANY = """
plan:
  id: bac-giang-many
  short: NH
  province: Bắc Giang
  title: KẾ HOẠCH nhiều cơ quan chủ trì (trích)
  coordinator: Sở Xây dựng
reporting:
  - frequency: annual
    from: ["UBND các huyện, thành phố"]
    to: [UBND tỉnh]
    via: Sở Xây dựng
    due: {month: 12, day: 15}
    before: true
    quote: báo cáo trước ngày 15/12 hàng năm
tasks:
  - number: "13"
    title: Lắp đặt trạm cân tại các huyện.
    lead: [UBND huyện Lục Nam, UBND huyện Tân Yên, UBND huyện Yên Dũng]
"""


async def _collective(play: Play) -> None:
    async with play.store() as unit:
        await load_plan(unit, read_plan(MANY.encode(), "many.yaml"))
        await plans.start(unit, "bac-giang-many", 1)
        for who in HUYEN:
            await appoint(unit, await person_of(unit, play, who), who, "bac-giang-many")
        coordinator = await person_of(unit, play, "sxd")
        await appoint(unit, coordinator, "sxd", "bac-giang-many", Role.COORDINATOR)
    await open_plan(play, "bac-giang-many", dict.fromkeys(HUYEN, 1))


async def story_three_of_seven_are_counted(play: Play) -> None:
    """A collective's task: each huyện's word is confirmed, the task is done when all are."""
    await _collective(play)
    for who in HUYEN[:2]:
        await play.says(who, "NH 13 Đã hoàn thành. Đã lắp 02 trạm cân")
        await play.presses(who, "Gửi")
    assert "1 nhiệm vụ: 0 hoàn thành, 0 chờ xác nhận" in await play.says("sxd", "/tonghop")
    assert "NH 13 (2/3 cơ quan chủ trì báo đã hoàn thành):" in await shown(play)
    assert await play.presses("sxd", "Chưa hoàn thành, đề nghị làm rõ NH 13") == (
        "NH 13: đề nghị cơ quan nào làm rõ?\n[UBND huyện Lục Nam] [UBND huyện Tân Yên]"
    )
    assert "NH 13, UBND huyện Tân Yên:" in await play.presses("sxd", "UBND huyện Tân Yên")
    await play.says("sxd", "hủy")
    assert await play.presses("sxd", "Xác nhận hoàn thành NH 13") == (
        "Đã xác nhận hoàn thành NH 13 (UBND huyện Lục Nam; UBND huyện Tân Yên); 2/3 cơ quan chủ"
        " trì đã hoàn thành."
    )
    await play.says(HUYEN[2], "NH 13 Đã hoàn thành. Đã lắp 01 trạm cân")
    await play.presses(HUYEN[2], "Gửi")
    assert "NH 13 (3/3 cơ quan chủ trì báo đã hoàn thành):" in await shown(play)
    await play.presses("sxd", "Xác nhận hoàn thành NH 13")
    assert "1 nhiệm vụ: 1 hoàn thành" in await play.says("sxd", "/tonghop")
