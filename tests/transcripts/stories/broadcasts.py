"""/thongbao: shown whole, sent to those meant, and who has said đã nhận."""

from __future__ import annotations

from storage import plans
from tests.transcripts.play import Play
from tests.transcripts.worlds import VLXD


async def started(play: Play) -> None:
    async with play.store() as unit:
        await plans.start(unit, VLXD, 1)


async def story_broadcast_to_all(play: Play) -> None:
    await started(play)
    await play.says("sxd-admin", "/thongbao")
    await play.says("sxd-admin", "Mời họp ngày 20/11/2023, <b>8:00</b> & đúng giờ")
    await play.presses("sxd-admin", "Tất cả cơ quan trong Kế hoạch (16)")
    await play.presses("sxd-admin", "Gửi tới 14 người")
    play.heard("stnmt")
    await play.presses("stnmt", "Đã nhận")
    await play.presses("sxd-admin", "Xem ai đã nhận")
    await play.presses("sxd-admin", "Nhắc lại người chưa nhận")
