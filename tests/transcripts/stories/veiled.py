"""Tin không nội dung: what the bot says by itself names nothing; who may open the content."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from storage import plans
from storage.schema import outbox
from tests.transcripts.play import FOCAL, INTERNAL, Play
from tests.transcripts.stories.whole_path import tie_groups
from tests.transcripts.telling import TEXT, broadcast_preview, started
from tests.transcripts.worlds import (
    TTX,
    VLXD,
    also_leads,
    opened,
    plainly,
    raised,
    second_focal,
    three_tasks,
)

MORNING = "30/11/2023 08:30"
OUTSIDE = "Nội dung trao đổi bằng biểu hoặc văn bản, không hiện trong chat."
CLOSED = (
    "KH VLXD đặt chế độ tin không nội dung: nhiệm vụ và báo cáo không hiện, không nhận trong chat."
    " Anh/chị xem theo biểu hoặc văn bản; đã có văn bản thì gõ /vanban để ghi số, ngày."
)
SEE = "Xem nội dung"


async def veil(play: Play, plan: str = VLXD, *, opens: bool = False) -> None:
    """The plan has tin không nội dung; `opens`: a command shows the content all the same."""
    async with play.store() as unit:
        settings = await plans.settings(unit, plan)
        mode = replace(settings, no_content=True, open_in_chat=opens)
        await plans.set_settings(unit, plan, mode)


async def story_reminder_without_content(play: Play) -> None:
    await opened(play)
    await veil(play)
    await play.at(MORNING)
    assert play.heard("stnmt").splitlines() == [
        "KH VLXD: có 3 nội dung cần cập nhật.",
        OUTSIDE,
        "[Đã có văn bản] [Đang trình lãnh đạo] [Hẹn ngày gửi]",
    ]
    assert play.heard("stc").startswith("KH VLXD: có 1 nội dung cần cập nhật.")
    for typed in ("/nhiemvu", "/capnhat", "/baocao", "/vuongmac", "1.3", "1.3 Đã nghiệm thu xong"):
        assert await play.says("stnmt", typed) == CLOSED
    asked = await play.presses("stnmt", "Đã có văn bản")
    assert "Số, ký hiệu và ngày văn bản" in asked
    said = await play.says("stnmt", "45/BC-STNMT ngày 29/11/2023")
    assert "45/BC-STNMT" in said
    assert "/taikhoan" in await play.says("stnmt", "/trogiup")


async def story_content_opens_by_command_where_the_plan_allows_it(play: Play) -> None:
    await opened(play)
    await veil(play, opens=True)
    await play.at(MORNING)
    said = play.heard("stnmt").splitlines()
    assert said == [
        "KH VLXD: có 3 nội dung cần cập nhật.",
        "[Cập nhật ngay] [Đã có văn bản] [Đang trình lãnh đạo] [Hẹn ngày gửi]",
    ]
    assert "1.2" in await play.says("stnmt", "/nhiemvu")
    await three_tasks(play)
    await play.at("11/12/2023 13:45")
    assert "có 1 nội dung cần cập nhật" in play.heard("stnmt")  # the report itself


async def story_mode_is_set_in_the_settings(play: Play) -> None:
    await opened(play)
    await play.says("sxd", "/thietlap")
    await play.presses("sxd", "Tin không nội dung: không")
    assert "không → có." in await play.says("sxd", "có")
    await play.presses("sxd", "Lưu thay đổi")
    assert await play.says("stnmt", "/nhiemvu") == CLOSED
    assert "đổi thiết lập Tin không nội dung: không → có" in await play.says("sxd", "/nhatky")


async def story_broadcast_without_content(play: Play) -> None:
    await started(play)
    await veil(play, opens=True)
    await broadcast_preview(play)
    await play.presses("sxd-admin", "Gửi tới 3 người")
    assert play.heard("stnmt") == "KH VLXD: có 1 nội dung cần xem.\n[Xem nội dung] [Đã nhận]"
    shown = await play.presses("stnmt", SEE)
    assert TEXT in shown
    assert shown.endswith("[Đã nhận]")
    assert "Đã ghi" in await play.presses("stnmt", "Đã nhận")
    assert "TTX" not in play.heard("skhcn")


async def story_broadcast_is_told_of_but_stays_out_of_chat(play: Play) -> None:
    await started(play)
    await veil(play)
    await broadcast_preview(play)
    await play.presses("sxd-admin", "Gửi tới 3 người")
    assert play.heard("stnmt") == (
        "KH VLXD: có 1 nội dung mới. Nội dung xem theo biểu hoặc văn bản, không hiện trong"
        " chat.\n[Đã nhận]"
    )
    async with play.store() as unit:
        rows = await unit.rows(select(outbox.c.veiled).where(outbox.c.veiled.is_not(None)))
    assert rows == []  # what nobody may open is not kept


async def story_the_so_opens_what_waits_for_it(play: Play) -> None:
    """Nobody's name stands in the notice; the button shows it, with what may be done."""
    await opened(play)
    await veil(play)
    new, name = "ubnd-hiep-hoa", "Nguyễn Thị Hòa"
    await play.says(new, play.codes[new])
    await play.presses(new, "Đúng, tham gia")
    await play.says(new, name)
    await play.says(new, "bỏ qua")
    assert play.heard("sxd") == "KH VLXD: có 1 nội dung cần xem.\n[Xem nội dung]"
    shown = await play.presses("sxd", SEE)
    assert shown.startswith(f"{name} vừa dùng mã tham gia KH VLXD")
    await play.presses("sxd", "Xác nhận")
    assert "Sở Tài chính" in await play.says("sxd", "/tonghop")


async def story_digest_without_names_in_every_group(play: Play) -> None:
    await opened(play)
    await tie_groups(play)
    await plainly(play, "ubnd-luc-nam")
    await veil(play)
    for group in (INTERNAL, FOCAL):
        play.heard(group)
    await play.at("17/11/2023 14:30")
    inside = play.heard(INTERNAL)
    assert inside == play.heard(FOCAL)
    assert "1/15 cơ quan" in inside


async def story_one_plan_is_veiled_and_another_is_not(play: Play) -> None:
    """Sở Tài nguyên và Môi trường leads in both."""
    await also_leads(play, open_too=True)
    await opened(play)
    await veil(play)
    await play.at("29/11/2023 08:30")
    await play.at(MORNING)
    said = play.heard("stnmt")
    assert "KH VLXD: có 3 nội dung cần cập nhật." in said
    assert "1.3" not in said
    duties = await play.says("stnmt", "/nhiemvu")
    assert "7.4" in duties
    assert "VLXD" not in duties
    async with play.store() as unit:
        known = await plans.tasks(unit, VLXD)
    assert await play.forges("stnmt", f"nv:{known[0].id}") == CLOSED
    assert (await plans_closed(play)) == {VLXD: True, TTX: False}


async def plans_closed(play: Play) -> dict[str, bool]:
    """Plan → whether its content stays out of the agencies' chats."""
    async with play.store() as unit:
        return {one.id: one.closed for one in await plans.every(unit)}


async def story_draft_begun_before_the_mode_was_set_is_kept(play: Play) -> None:
    await opened(play)
    await play.says("stnmt", "1.3")
    await play.presses("stnmt", "2 Đã hoàn thành")
    await veil(play)
    assert await play.says("stnmt", "Đã nghiệm thu hệ thống quan trắc") == CLOSED
    await veil(play, opens=True)
    again = await play.says("stnmt", "Đã nghiệm thu hệ thống quan trắc")
    assert again.startswith("Số, ký hiệu và ngày văn bản của kết quả này")


async def story_what_a_notice_held_back_is_for_its_reader(play: Play) -> None:
    """An old button, another chat, a mode that was tightened since."""
    await started(play)
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    await veil(play, opens=True)
    await broadcast_preview(play)
    await play.presses("sxd-admin", "Gửi tới 4 người")
    for who in ("stnmt", "stnmt-2"):
        play.heard(who)
    see = play.button("stnmt", SEE)
    await play.says("stc", "/trogiup")
    gone = "Nội dung này không còn mở được"
    assert (await play.forges("stc", see[1])).startswith(gone)
    assert (await play.forges("stnmt-2", "xnd:999")).startswith(gone)
    assert "không còn dùng" in await play.forges("stnmt", "xnd")
    await veil(play)
    assert await play.press_this("stnmt", see) == CLOSED
    async with play.store() as unit:
        settings = await plans.settings(unit, VLXD)
        await plans.set_settings(unit, VLXD, replace(settings, no_content=False))
    assert TEXT in await play.press_this("stnmt", see)


async def story_obstacle_is_answered_without_content(play: Play) -> None:
    await opened(play)
    one = await raised(play)
    await veil(play, opens=True)
    await play.says("sxd", "/vuongmac")
    await play.forges("sxd", f"vml:{one}")
    await play.presses("sxd", "Trao đổi nghiệp vụ")
    await play.says("sxd", "Đề nghị lập dự toán năm 2024")
    await play.presses("sxd", "Gửi")
    assert play.heard("stnmt").splitlines()[0] == "KH VLXD: có 1 nội dung cần xem."
    assert "Đề nghị lập dự toán năm 2024" in await play.presses("stnmt", SEE)
