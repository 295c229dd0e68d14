"""/nhom, and what a group may hear: names inside the Sở, counts and thanks among the agencies."""

from __future__ import annotations

from sqlalchemy import select

from storage.schema import audit
from tests.transcripts.play import FOCAL, INTERNAL, Play
from tests.transcripts.stories.whole_path import tie_groups
from tests.transcripts.worlds import opened, part_of, plainly

COUNTS = [
    (
        "Sở Xây dựng đã nhận báo cáo năm 2023 KH VLXD của 1/15 cơ quan, địa phương và trân trọng"
        " cảm ơn."
    ),
    (
        "Các cơ quan còn lại, đề nghị gửi trước ngày 15/12/2023 để kịp tổng hợp báo cáo UBND tỉnh"
        " trước ngày 31/12. Cần hỗ trợ xin nhắn riêng cho bot."
    ),
]


async def story_each_group_hears_its_own(play: Play) -> None:
    await opened(play)
    await tie_groups(play)
    await plainly(play, "ubnd-luc-nam")
    play.heard(FOCAL)
    assert "UBND các huyện Lục Ngạn" in await play.says("sxd", "/tonghop", chat=INTERNAL)
    assert (await play.says("sxd", "/tonghop", chat=FOCAL)).splitlines() == COUNTS
    assert (await play.says("stnmt", "/tonghop", chat=FOCAL)).startswith(
        "Lệnh này dành cho chuyên viên tổng hợp"
    )


async def story_no_button_brings_names_into_the_focal_group(play: Play) -> None:
    """Every button of the Sở's screens, forged into the focal points' group."""
    round_ = await opened(play)
    await tie_groups(play)
    await plainly(play, "ubnd-luc-nam")
    agency = (await part_of(play, round_, "ubnd-luc-nam")).agency.id
    message = max(play.chat_of(FOCAL).messages)
    for verb in ("ct", "cth", "nhac", "nhac1", "nhacx", "tnd", "tnb", "tn", "tnt", "yc", "xhd",
                 "xh", "xl", "dcd", "dcn", "dcq", "gd"):  # fmt: skip
        for who, refusal in (("sxd", "Tình hình báo cáo có tên"), ("stc", "")):
            button = (message, f"{verb}:{round_}:{agency}")
            said = await play.press_this(who, button, chat=FOCAL)
            assert "huyện" not in said, (verb, said)
            assert refusal in said, (verb, said)


async def story_old_keyboard_does_not_bring_names_to_others(play: Play) -> None:
    """The choice of a month ago, pressed again by a thumb."""
    await opened(play)
    await play.says("stnmt", "/tonghop", chat=FOCAL)
    await play.says("sxd", "/nhom", chat=FOCAL)
    inside, focal = (play.button(FOCAL, one) for one in ("Nội bộ Sở", "Nhóm đầu mối các cơ quan"))
    await play.press_this("sxd", focal, chat=FOCAL)
    refused = await play.press_this("sxd", inside, chat=FOCAL)
    assert refused == (
        "Chưa đổi: đây là nhóm đầu mối các cơ quan, có cán bộ của Sở Tài nguyên và Môi trường; tin"
        " nội bộ có tên cơ quan chưa gửi. Nếu đúng là nhóm nội bộ Sở, anh/chị chọn Không nhận nữa"
        " trước, rồi gõ /nhom và chọn lại.\n[Không nhận nữa]"
    )
    assert "Tình hình" not in await play.says("sxd", "/tonghop", chat=FOCAL)
    await play.presses("sxd", "Không nhận nữa", chat=FOCAL)
    asked = await play.press_this("sxd", inside, chat=FOCAL)
    assert asked.splitlines() == [
        "Trong nhóm có cán bộ của Sở Tài nguyên và Môi trường.",
        "Bot sẽ gửi vào nhóm tình hình kỳ báo cáo, có tên cơ quan chưa gửi.",
        "[Đúng, nhóm nội bộ Sở]",
    ]
    assert "nên chỉ xem ở nhóm nội bộ" in await play.says("sxd", "/tonghop", chat=FOCAL)
    await tie_groups(play)
    again = await play.says("sxd", "/nhom", chat=INTERNAL)
    assert "hiện là nhóm nội bộ Sở" in again
    asked = await play.presses("sxd", "Nhóm đầu mối các cơ quan", chat=INTERNAL)
    assert asked.startswith("Nhóm này hiện là nhóm nội bộ Sở. Đổi thành nhóm đầu mối")
    assert "Bot sẽ chỉ gửi vào nhóm số lượng, lời cảm ơn và thời hạn" in asked
    sure = play.button(INTERNAL, "Đúng, nhóm đầu mối các cơ quan")
    await play.at("16/11/2023 10:00")
    assert "Đổi thành" in await play.press_this("sxd", sure, chat=INTERNAL)
    assert "chỉ có số lượng" in await play.presses(
        "sxd", "Đúng, nhóm đầu mối các cơ quan", chat=INTERNAL
    )


async def story_untied_group_hears_nothing(play: Play) -> None:
    await opened(play)
    said = await play.says("sxd", "/tonghop", chat=FOCAL)
    assert said.startswith(("Lệnh này", "Tình hình báo cáo có tên"))
    await play.at("17/11/2023 14:30")
    assert play.heard(FOCAL) == play.heard(INTERNAL) == ""


async def story_bot_is_removed_and_comes_back(play: Play) -> None:
    """Who sits in a group may change meanwhile: it is asked anew what it is."""
    await opened(play)
    await tie_groups(play)
    play.heard(INTERNAL)
    play.room.remove_bot(INTERNAL)
    await play.then("group> removed", INTERNAL)
    await play.at("17/11/2023 14:30")
    assert play.heard(INTERNAL) == ""
    play.room.add_bot_to_group(INTERNAL)
    assert (await play.then("group> added", INTERNAL)).startswith(
        "Bot Đầu Mối đã vào nhóm. Chuyên viên tổng hợp gõ /nhom"
    )
    assert "nhóm nội bộ" not in await play.says("sxd", "/nhom")
    async with play.store() as unit:
        rows = await unit.rows(select(audit).where(audit.c.what == "group").order_by(audit.c.id))
    assert (rows[-1].before["purpose"], rows[-1].after) == ("internal", None)
