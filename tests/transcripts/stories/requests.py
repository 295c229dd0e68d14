"""/dotxuat"""

from __future__ import annotations

from storage import plans
from tests.transcripts.play import Play
from tests.transcripts.worlds import VLXD


async def started(play: Play) -> None:
    async with play.store() as unit:
        await plans.start(unit, VLXD, 1)


async def story_request_of_a_figure(play: Play) -> None:
    await started(play)
    await play.at("15/11/2023 16:20")
    await play.says("sxd", "/dotxuat")
    await play.says("sxd", "Số cơ sở gạch không nung đang hoạt động?")
    await play.presses("sxd", "Chọn cơ quan")
    await play.says("sxd", "STNMT, huyện Hiệp Hòa, Sở KHCN")
    await play.says("sxd", "10:00 ngày mai")
    await play.presses("sxd", "Số liệu")
    await play.presses("sxd", "Gửi khẩn tới 2 người")
    play.heard("stnmt")
    await play.presses("stnmt", "Trả lời")
    await play.says("stnmt", "120%")
    await play.says("stnmt", "1.234,5")
    await play.presses("stnmt", "Gửi")
    await play.presses("sxd", "Xem bảng trả lời")
    await play.presses("sxd", "Nhắc cơ quan chưa trả lời")
    await play.presses("sxd", "Gửi tới 1 người")
    play.heard("skhcn")
    await play.says("skhcn", "/dotxuat")
    await play.presses("skhcn", "Số 1, Sở Khoa học và Công nghệ")
    await play.says("skhcn", "3")
    await play.presses("skhcn", "Gửi")
    await play.at("16/11/2023 10:00")
    play.heard("sxd")
    await play.presses("sxd", "Kết thúc")
    await play.presses("sxd", "Kết thúc")
