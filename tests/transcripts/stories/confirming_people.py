"""Who used a code waits for the Sở: counted in /tonghop, settled once, by whoever is first."""

from __future__ import annotations

from tests.transcripts.play import Play
from tests.transcripts.worlds import opened

NEW, NAME = "ubnd-hiep-hoa", "Nguyễn Thị Hòa"


async def _joins(play: Play) -> None:
    await play.says(NEW, play.codes[NEW])
    await play.presses(NEW, "Đúng, tham gia")
    await play.says(NEW, NAME)
    await play.says(NEW, "bỏ qua")


async def story_who_confirmed_first_is_told(play: Play) -> None:
    await opened(play)
    await play.at("20/11/2023 09:00")
    assert "chờ xác nhận tham gia" not in await play.says("sxd", "/tonghop")
    await _joins(play)
    asked = play.heard("sxd-admin")
    assert asked.startswith(f"{NAME} vừa dùng mã tham gia KH VLXD")
    waits = await play.says("sxd-admin", "/tonghop")
    assert "Chờ Sở xử lý: 1 người chờ xác nhận tham gia." in waits
    await play.presses("sxd", "Xác nhận")
    await play.at("20/11/2023 09:10")
    for button in ("Xác nhận", "Không đúng người"):
        assert (await play.presses("sxd-admin", button)).startswith(
            f"Chuyên viên tổng hợp Sở Xây dựng đã xác nhận {NAME} (cán bộ đầu mối UBND huyện Hiệp"
            " Hòa) lúc 09:00 ngày 20/11/2023, nên không cần xử lý nữa."
        )
    again = await play.presses("sxd", "Không đúng người")
    assert again.startswith(f"Anh/chị đã xác nhận {NAME}")
    assert "chờ xác nhận tham gia" not in await play.says("sxd", "/tonghop")


async def story_who_turned_away_first_is_told(play: Play) -> None:
    await _joins(play)
    waits = await play.says("sxd", "/tonghop")  # no round is open
    assert "Chờ Sở xử lý: 1 người chờ xác nhận tham gia." in waits
    no = play.button("sxd", "Không đúng người")
    await play.presses("sxd-admin", "Không đúng người")
    told = await play.presses("sxd", "Xác nhận")
    assert " đã trả lời không đúng người đối với Nguyễn Thị Hòa (cán bộ đầu mối" in told
    assert "lúc 08:00 ngày 15/11/2023" in told
    await play.says("stnmt", "/nhiemvu")
    assert NAME not in await play.forges("stnmt", no[1])  # whose business it is not
