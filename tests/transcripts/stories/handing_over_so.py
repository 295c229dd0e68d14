"""/bangiao arranged, objected to, taken back; who may not, and who is the last."""

from __future__ import annotations

from sqlalchemy import select

from plans.model import Role
from storage.schema import session
from tests.transcripts.handing import SECOND, hands_over, health
from tests.transcripts.play import Play
from tests.transcripts.stories.delegating import arrives
from tests.transcripts.worlds import (
    VLXD,
    _seat,
    agency_of,
    appoint,
    opened,
    other_province,
    person_of,
    second_focal,
)


async def story_new_one_says_it_is_wrong(play: Play) -> None:
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    await hands_over(play, "stnmt", SECOND)
    wrong = play.button("stnmt-2", "Chưa đúng, báo lại")
    assert "anh/chị chưa là cán bộ đầu mối" in await play.press_this("stnmt-2", wrong)
    assert "anh/chị vẫn là cán bộ đầu mối" in play.heard("stnmt")
    assert "bàn giao chưa có hiệu lực, Cán bộ đầu mối Sở Tài nguyên" in play.heard("sxd")
    for label in ("Nhận bàn giao", "Chưa đúng, báo lại"):
        assert "đã kết thúc hoặc đã thu hồi" in await play.presses("stnmt-2", label)
    assert "VLXD 1.3" in await play.says("stnmt", "/nhiemvu")


async def story_one_handover_at_a_time_taken_back(play: Play) -> None:
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    await arrives(play, "moi", 2201)
    await play.says("stnmt", "/bangiao")
    await play.presses("stnmt", SECOND + ", Chuyên viên")
    await play.presses("stnmt", "Từ một ngày khác")
    for day, why in (("01/11/2023", "đã qua"), ("01/06/2024", "quá xa"), ("hôm kia", "cần ngày")):
        assert why in await play.says("stnmt", day)
    await play.says("stnmt", "hủy")
    said = await hands_over(play, "stnmt", "Người mới")
    code = said.partition("Bot Đầu Mối mã ")[2][:9]
    again = await play.says("stnmt", "/bangiao")
    assert again.startswith("Đang chờ bàn giao: Sở Tài nguyên và Môi trường, KH VLXD, từ ngày")
    twice = await play.presses("stnmt", "Sở Tài nguyên và Môi trường, KH VLXD")
    assert twice.startswith("Việc này đang chờ bàn giao từ ngày 15/11/2023.")
    back = play.button("stnmt", "Thu hồi bàn giao: Sở Tài nguyên và Môi trường")
    assert "vẫn là cán bộ đầu mối" in await play.press_this("stnmt", back)
    assert "đã kết thúc hoặc đã thu hồi" in await play.press_this("stnmt", back)
    assert "Mã tham gia này không dùng được" in await play.says("moi", code)


async def story_coordinator_arranges_it(play: Play) -> None:
    """The person left: effective at once, whether or not anybody presses."""
    await opened(play)
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    for typed in ("1.3", "5", "Đã rà soát 15 cơ sở"):
        await play.says("stnmt", typed)
    await play.says("sxd", "/bangiao")
    await play.presses("sxd", "Đầu mối của một cơ quan, KH VLXD")
    who = "Sở Tài nguyên và Môi trường: Cán bộ đầu mối Sở Tài nguyên và Môi trường"
    await play.presses("sxd", who)
    await play.presses("sxd", SECOND + ", Chuyên viên")
    await play.presses("sxd", "Ngay hôm nay")
    assert "có hiệu lực ngay. Bot đã báo người nhận." in await play.presses("sxd", "Gửi")
    assert "Từ ngày 15/11/2023 anh/chị là cán bộ đầu mối" in play.heard("stnmt-2")
    play.heard("stnmt")
    assert "đã bàn giao cho" in await play.says("stnmt", "thêm 2 cơ sở")
    assert "Đã rà soát 15 cơ sở" in await play.says("stnmt-2", "1.3")
    await play.says("stnmt-2", "để sau")
    assert "Đã ghi: anh/chị nhận bàn giao" in await play.presses("stnmt-2", "Nhận bàn giao")
    await play.says("sxd", "/bangiao")
    await play.presses("sxd", "Đầu mối của một cơ quan, KH VLXD")
    await play.presses("sxd", "Sở Tài chính: Cán bộ đầu mối Sở Tài chính")
    assert play.buttons("sxd")[0] == "Người mới (cấp mã tham gia)"
    log = await play.says("sxd", "/nhatky")
    assert "bàn giao đầu mối Sở Tài nguyên và Môi trường của Cán bộ đầu mối Sở Tài" in log
    assert "có hiệu lực" in log
    assert "thay đổi khác" not in log


async def story_last_of_a_plan_does_not_leave(play: Play) -> None:
    for who, role in (("sxd", "chuyên viên tổng hợp"), ("sxd-admin", "quản trị kế hoạch")):
        await play.says(who, "/bangiao")
        refused = await play.presses(who, f"Vai trò {role}, KH VLXD")
        assert refused.startswith(f"Chưa thực hiện được: anh/chị là {role} duy nhất của KH VLXD.")
        assert "Đề nghị cử thêm một người trước" in refused
    async with play.store() as unit:
        await _seat(unit, play, "sxd-3", 1301, "sxd", VLXD, "Bắc Giang")
        third = await person_of(unit, play, "sxd-3")
        await appoint(unit, third, "sxd", VLXD, Role.PLAN_ADMIN)
    asked = await play.presses("sxd-admin", "Vai trò quản trị kế hoạch, KH VLXD")
    assert "Vai trò này còn: Cán bộ sxd-3." in asked
    leave = play.button("sxd-admin", "Thôi vai trò này")
    assert "Đã ghi: anh/chị thôi vai trò" in await play.press_this("sxd-admin", leave)
    assert "Kênh này dành cho cán bộ" in await play.press_this("sxd-admin", leave)
    await play.says("sxd-3", "/bangiao")
    assert "duy nhất" in await play.presses("sxd-3", "Vai trò quản trị kế hoạch, KH VLXD")


async def story_nobody_else_touches_a_handover(play: Play) -> None:
    await other_province(play, "tq", 3101)
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    await hands_over(play, "stnmt", SECOND)
    async with play.store() as unit:
        me = await person_of(unit, play, "stnmt")
        agency = (await agency_of(unit, "stnmt")).id
    desk = f"bgf:{VLXD}:{agency}:{me}"
    for who in ("tq", "skhcn"):
        await play.says(who, "/trogiup")
        for data in ("bg:1", "bgk:1", "bgd:1", "bgt:1", desk, "bgr:plan_admin:x", "bg:99"):
            assert "không thuộc phần của anh/chị" in await play.forges(who, data), data
        assert "[" not in await play.forges(who, f"bgc:{VLXD}")
    for data in ("bg:1", "bgk:1", "bgt:x", "bgf:", "bgf:a:b", "bg:", "bgr:", "bgrx:focal:1"):
        said = await play.forges("stnmt", data)
        assert said.startswith(("Chưa thực hiện được", "Lựa chọn này không còn dùng")), data
    async with play.store() as unit:
        owners = {row.owner for row in await unit.rows(select(session.c.owner))}
    assert owners <= {f"p{me}"}


async def story_offer_at_lunch_says_when_it_leaves(play: Play) -> None:
    """An offer made at lunch is told after it; the giver hears when."""
    await health(play)
    await play.at("29/12/2023 12:00")
    await play.says("syt", "/bangiao")
    await play.presses("syt", "Cán bộ syt-2, Chuyên viên")
    await play.presses("syt", "Ngay hôm nay")
    made = await play.presses("syt", "Gửi")
    assert made.startswith(
        "Đã ghi đề nghị nhận bàn giao tới Cán bộ syt-2, từ ngày 29/12/2023; bot báo trong giờ làm"
        " việc, 13:"
    )
    assert "Danh mục bàn giao" not in play.heard("syt-2")
    await play.at("29/12/2023 13:45")
    assert "Khi anh/chị nhận bàn giao, người trước không còn truy cập." in play.heard("syt-2")
