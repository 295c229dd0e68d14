"""/nhom: tying a group to a plan, and what it will be told."""

from plans.model import Role
from storage import chats
from tests.schedules.world import PLAN, World, at, said

NOW = at("2023-11-20", "10:00")


async def _purposes(world: World) -> list[tuple[str, str | None]]:
    async with world.db.reading(NOW) as unit:
        return [(one.platform_id, one.purpose) for one in await chats.groups(unit, PLAN)]


async def test_tying_a_group(world):
    (asked,) = await world.hears("sxd", NOW, "/nhom", group="-7")
    assert said(asked).startswith("Nhóm này nhận tin tổng hợp KH VLXD. Đây là nhóm nào?")
    assert [one.label for one in asked.choices] == ["Nội bộ Sở", "Nhóm đầu mối các cơ quan"]
    assert await _purposes(world) == []
    (tied,) = await world.hears("sxd", NOW, action=asked.choices[0].action, group="-7")
    assert said(tied) == (
        "Đã ghi: nhóm nội bộ của Sở Xây dựng, KH VLXD. Khi có kỳ báo cáo đang mở, bot gửi tin "
        "tổng hợp lúc 14:30 thứ Sáu và ngày làm việc sau thời hạn, nếu có thay đổi; có tên cơ "
        "quan chưa gửi."
    )
    assert await _purposes(world) == [("-7", "internal")]
    (again,) = await world.hears("sxd", NOW, "/nhom", group="-7")
    assert "(hiện là nhóm nội bộ Sở)" in said(again)
    (other,) = await world.hears("sxd", NOW, action=again.choices[1].action, group="-7")
    assert said(other).startswith("Nhóm này hiện là nhóm nội bộ Sở. Đổi thành nhóm đầu mối")
    assert await _purposes(world) == [("-7", "internal")]
    (sure,) = await world.hears("sxd", NOW, action=other.choices[0].action, group="-7")
    assert "chỉ có số lượng, lời cảm ơn và thời hạn" in said(sure)
    (gone,) = await world.hears("sxd", NOW, action=again.choices[2].action, group="-7")
    assert "không nhận tin tổng hợp KH VLXD nữa" in said(gone)
    assert await _purposes(world) == []


async def test_others_are_refused_once_politely(world):
    (asked,) = await world.hears("sxd", NOW, "/nhom", group="-7")
    for what in ({"text": "/nhom"}, {"action": asked.choices[0].action}):
        (answer,) = await world.hears("stc", NOW, group="-7", **what)
        assert said(answer).startswith("Chọn nhóm nhận tin tổng hợp là việc của chuyên viên")
    assert len(await world.hears("nobody", NOW, "/nhom", group="-7")) <= 1
    assert await _purposes(world) == []


async def test_in_private_the_groups_are_listed(world):
    (empty,) = await world.hears("sxd", NOW, "/nhom")
    assert said(empty) == (
        "KH VLXD: chưa có nhóm nào.\n"
        "Để thêm nhóm: đưa Bot Đầu Mối vào nhóm, rồi gõ /nhom trong nhóm đó. Nhóm mà bot không"
        " vào được (Zalo): bật mục chuyển tiếp tin ở /thietlap."
    )
    await world.group(world.now, "Phòng QLXD", "internal")
    await world.group(world.now, "Đầu mối VLXD", "focal")
    (listed,) = await world.hears("sxd", NOW, "/nhom")
    assert said(listed).startswith(
        "KH VLXD: Phòng QLXD (nội bộ Sở); Đầu mối VLXD (nhóm đầu mối các cơ quan)."
    )
    (answer,) = await world.hears("sxd", NOW, action=f"nhp:{PLAN}:internal")
    assert said(answer).startswith("Lựa chọn này dùng trong nhóm.")


async def test_of_several_plans_one_is_chosen(world):
    await world.second_plan()
    (asked,) = await world.hears("sxd", NOW, "/nhom", group="-7")
    assert [one.label for one in asked.choices] == ["KH VLXD", "KH TTX"]
    (purposes,) = await world.hears("sxd", NOW, action=asked.choices[1].action, group="-7")
    assert "KH TTX" in said(purposes)


async def test_the_group_of_another_plan_is_not_taken_away(world):
    await world.second_plan()
    await world.hears("sxd", NOW, action="nhp:ttx:internal", group="-7")
    async with world.db.unit(NOW) as unit:
        await world.appoint(unit, world.people["stc"], "sxd", Role.PLAN_ADMIN)
        await unit.commit()
    (answer,) = await world.hears("stc", NOW, action=f"nhp:{PLAN}:internal", group="-7")
    assert said(answer).startswith("Nhóm này đang nhận tin của một kế hoạch khác.")


async def test_buttons_nobody_made(world):
    (answer,) = await world.hears("sxd", NOW, action=f"nhp:{PLAN}:everyone", group="-7")
    assert said(answer).startswith("Lựa chọn này không còn dùng")
    (answer,) = await world.hears("sxd", NOW, action="nhp:none:none", group="-7")
    assert said(answer).startswith("Chọn nhóm nhận tin tổng hợp")
