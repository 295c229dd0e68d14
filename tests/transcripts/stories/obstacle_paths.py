"""Where obstacles go in two of the five plans as they are shipped: three bodies above, or none."""

from __future__ import annotations

from datetime import date

from handlers.agencies import load_agencies
from handlers.loading import load_plan
from plans.agencyfile import read_agencies
from plans.model import Role
from plans.planfile import read_plan
from plans.samples import sample
from storage import plans
from tests.transcripts.play import Play
from tests.transcripts.real_ttx import real_ttx
from tests.transcripts.worlds import _seat

BINH_DUONG = "binh-duong-ttx-2018-2020"


async def binh_duong(play: Play) -> None:
    """KH TTX of Bình Dương in use, its coordinator and the focal point of Sở Công thương there."""
    name = "binh-duong.agencies.yaml"
    file = "binh-duong-tang-truong-xanh.yaml"
    async with play.store() as unit:
        await load_agencies(unit, read_agencies(sample(name), name))
        await load_plan(unit, read_plan(sample(file), file))
        await plans.follow_from(unit, BINH_DUONG, date(2018, 5, 7))
        province = "Bình Dương"
        await _seat(unit, play, "bd", 1401, "skhdt", BINH_DUONG, province, Role.COORDINATOR)
        await _seat(unit, play, "bd-sct", 1402, "sct", BINH_DUONG, province)


async def raised(play: Play, who: str, task: str, text: str) -> None:
    """An agency sends an obstacle of a task."""
    said = await play.says(who, "/vuongmac")
    if "[Gửi vướng mắc mới]" in said:
        await play.presses(who, "Gửi vướng mắc mới")
    for said in (task, "Chuyên môn, kỹ thuật", text, "bỏ qua", "gửi"):
        await play.says(who, said)
    play.heard(who)


async def story_ttx_names_three_bodies_and_the_coordinator_says_which(play: Play) -> None:
    await real_ttx(play)
    await raised(play, "syt", "3.4", "Chưa có định mức chi cho nội dung này")
    assert "Chưa có định mức chi" in play.heard("ttx")
    asked = await play.presses("ttx", "Báo cáo cấp có thẩm quyền")
    assert asked.endswith(
        "đã báo cáo nơi nào? Kế hoạch nêu 3 nơi, đề nghị anh/chị chọn.\n"
        "[Ban chỉ đạo tỉnh] [UBND tỉnh] [Chủ tịch UBND tỉnh] [Để sau] [Hủy]"
    )
    await play.presses("ttx", "Chủ tịch UBND tỉnh")
    review = await play.says("ttx", "12/SKHĐT-TH ngày 15/11/2023")
    assert "đã báo cáo Chủ tịch UBND tỉnh tại văn bản số 12/SKHĐT-TH" in review
    await play.presses("ttx", "Gửi")
    assert "đã báo cáo Chủ tịch UBND tỉnh tại văn bản số 12/SKHĐT-TH" in play.heard("syt")


async def story_binh_duong_names_no_place_and_the_so_confirms_one(play: Play) -> None:
    await binh_duong(play)
    await raised(play, "bd-sct", "11", "Chưa có hướng dẫn kiểm toán năng lượng")
    play.heard("bd")
    asked = await play.presses("bd", "Báo cáo cấp có thẩm quyền")
    assert asked.startswith("Kế hoạch không quy định nơi nhận báo cáo khó khăn, vướng mắc.")
    await play.says("bd", "UBND tỉnh")
    await play.says("bd", "9/SKHĐT-TH ngày 15/11/2023")
    await play.presses("bd", "Gửi")
    assert "đã báo cáo UBND tỉnh tại văn bản số 9/SKHĐT-TH" in play.heard("bd-sct")
    await raised(play, "bd-sct", "13", "Chưa bố trí kinh phí")
    play.heard("bd")
    asked = await play.presses("bd", "Báo cáo cấp có thẩm quyền")
    assert asked.endswith(
        "đã báo cáo nơi nào? Kế hoạch không quy định; lần trước Sở đã báo cáo UBND tỉnh.\n"
        "[UBND tỉnh] [Nơi khác] [Để sau] [Hủy]"
    )
    await play.presses("bd", "Nơi khác")
    await play.says("bd", "Bộ Kế hoạch và Đầu tư")
    review = await play.says("bd", "10/SKHĐT-TH ngày 15/11/2023")
    assert "đã báo cáo Bộ Kế hoạch và Đầu tư tại văn bản số 10/SKHĐT-TH" in review
    await play.says("bd", "hủy")
    await play.says("bd", "/vuongmac")
    await play.presses("bd", "Xem số 02")
    await play.presses("bd", "Báo cáo cấp có thẩm quyền")
    await play.presses("bd", "UBND tỉnh")
    await play.says("bd", "11/SKHĐT-TH ngày 15/11/2023")
    await play.presses("bd", "Gửi")
    assert "đã báo cáo UBND tỉnh tại văn bản số 11/SKHĐT-TH" in play.heard("bd-sct")
