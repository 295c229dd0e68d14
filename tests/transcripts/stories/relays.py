"""Chuyển tiếp vào nhóm: a coordinator carries the digest where the bot may not post."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from storage import jobs, plans, relays, rounds
from storage.schema import audit
from tests.transcripts.play import FOCAL, INTERNAL, Play
from tests.transcripts.stories.groups import COUNTS
from tests.transcripts.worlds import VLXD, closed, opened, plainly, second_coordinator

ASKED = [
    (
        "Đề nghị anh/chị chuyển tiếp tin ở trên vào nhóm đầu mối các cơ quan, KH VLXD (bot không"
        " gửi được vào nhóm đó)."
    ),
    "Chuyển xong, anh/chị chọn Đã chuyển vào nhóm.",
    "[Đã chuyển vào nhóm]",
]
DONE = "Đã chuyển vào nhóm"
FRIDAY, MONDAY, TUESDAY = "17/11/2023 14:30", "20/11/2023 14:30", "21/11/2023 14:30"


async def relaying(play: Play, *purposes: str) -> int:
    """The round is open, and its digests are to be relayed."""
    round_ = await opened(play)
    async with play.store() as unit:
        settings = await plans.settings(unit, VLXD)
        changed = {f"relay_{one}": True for one in purposes or ("focal",)}
        await plans.set_settings(unit, VLXD, replace(settings, **changed))
    return round_


async def story_digest_is_relayed_by_the_coordinator(play: Play) -> None:
    await relaying(play)
    await plainly(play, "ubnd-luc-nam")
    await play.at(FRIDAY)
    said = play.heard("sxd")
    assert said.splitlines() == [*COUNTS, "", *ASKED]
    assert play.heard(FOCAL) == play.heard(INTERNAL) == ""
    assert play.heard("sxd-admin") == ""
    noted = await play.presses("sxd", DONE)
    assert noted == (
        "Đã ghi: anh/chị chuyển tin tổng hợp KH VLXD ngày 17/11/2023 vào nhóm đầu mối các cơ"
        " quan, lúc 14:30 ngày 17/11/2023."
    )
    await play.at(MONDAY)
    await play.at(TUESDAY)
    assert play.heard("sxd") == ""
    log = await play.says("sxd-admin", "/nhatky")
    assert "ghi đã chuyển tin tổng hợp ngày 17/11/2023 vào nhóm đầu mối các cơ quan" in log
    assert "nhờ chuyên viên tổng hợp chuyển tin vào nhóm đầu mối các cơ quan (lần 1)" in log


async def story_relay_is_switched_on_in_the_settings(play: Play) -> None:
    await opened(play)
    await play.says("sxd", "/thietlap")
    await play.presses("sxd", "Chuyển tiếp tin vào nhóm đầu mối: không")
    assert "không → có." in await play.says("sxd", "có")
    assert "Đã lưu" in await play.presses("sxd", "Lưu thay đổi")
    await play.at(FRIDAY)
    assert play.heard("sxd").splitlines()[-3:] == ASKED


async def story_names_go_to_the_group_of_the_so_only(play: Play) -> None:
    """Both groups: each piece is a message of its own, and fits one on Zalo."""
    await relaying(play, "internal", "focal")
    await play.at(FRIDAY)
    said = play.heard("sxd")
    inside, focal = said.split("[Đã chuyển vào nhóm]")[:2]
    assert "Chưa gửi: Sở Kế hoạch và Đầu tư" in inside
    assert "vào nhóm nội bộ Sở, KH VLXD" in inside
    assert "Sở Kế hoạch và Đầu tư" not in focal
    async with play.store() as unit:
        for one in await relays.waiting(unit):
            assert one.pieces
            assert all(len(piece) <= 1900 for piece in one.pieces)


async def story_who_forgets_is_asked_once_more_then_somebody_else(play: Play) -> None:
    await relaying(play)
    await second_coordinator(play, "sxd2", 1401)
    await play.at(FRIDAY)
    assert play.heard("sxd").splitlines()[-3:] == ASKED
    await play.at("20/11/2023 14:29")
    assert play.heard("sxd") == ""
    await play.at(MONDAY)
    assert play.heard("sxd").splitlines() == [
        (
            "Tin tổng hợp KH VLXD ngày 17/11/2023 chưa được ghi là đã chuyển vào nhóm đầu mối các"
            " cơ quan."
        ),
        "Nếu đã chuyển, anh/chị chọn Đã chuyển vào nhóm; nếu chưa, chọn Xem tin cần chuyển.",
        "[Đã chuyển vào nhóm] [Xem tin cần chuyển]",
    ]
    again = await play.presses("sxd", "Xem tin cần chuyển")
    assert again.splitlines()[0].startswith("Sở Xây dựng đề nghị các cơ quan, địa phương")
    assert play.heard("sxd2") == ""
    await play.at(TUESDAY)
    assert play.heard("sxd") == ""
    asked = play.heard("sxd2")
    assert asked.startswith("Sở Xây dựng đề nghị các cơ quan, địa phương gửi báo cáo năm 2023")
    assert "tin này chưa được chuyển nên bot nhờ anh/chị" in asked
    await play.at("22/11/2023 14:30")
    assert "chưa được ghi là đã chuyển" in play.heard("sxd2")
    assert "chưa có người chuyển" not in await play.says("sxd", "/tonghop")
    await play.at("23/11/2023 14:30")
    assert play.heard("sxd") == play.heard("sxd2") == ""
    glance = await play.says("sxd", "/tonghop")
    assert "Chờ Sở xử lý: 1 tin tổng hợp chưa có người chuyển vào nhóm." in glance
    await play.presses("sxd", "Xem tin cần chuyển")
    assert (await play.presses("sxd", DONE)).startswith("Đã ghi:")
    assert "chưa có người chuyển" not in await play.says("sxd", "/tonghop")


async def story_two_coordinators_press_and_one_has_relayed(play: Play) -> None:
    await relaying(play)
    await second_coordinator(play, "sxd2", 1401)
    await play.at(FRIDAY)
    first = play.button("sxd", DONE)
    await play.at(MONDAY)
    await play.at(TUESDAY)
    for who in ("sxd", "sxd2"):
        play.heard(who)
    assert (await play.presses("sxd2", DONE)).startswith("Đã ghi:")
    late = await play.press_this("sxd", first)
    assert late.startswith(
        "Tin ngày 17/11/2023 đã được chuyển vào nhóm đầu mối các cơ quan: Cán bộ sxd2 ghi lúc"
    )
    async with play.store() as unit:
        rows = await unit.rows(select(audit).where(audit.c.what == "relayed"))
    assert len(rows) == 1


async def story_newer_digest_takes_the_place_of_one_not_relayed(play: Play) -> None:
    await relaying(play)
    await play.at(FRIDAY)
    old = play.button("sxd", DONE)
    await plainly(play, "ubnd-luc-nam")
    await play.at("24/11/2023 14:30")
    assert "1/15" in play.heard("sxd")
    refused = await play.press_this("sxd", old)
    assert refused.startswith("Tin ngày 17/11/2023 đã có tin mới hơn thay, đề nghị không chuyển")
    assert "1/15" in await play.presses("sxd", "Xem tin mới")
    assert (await play.presses("sxd", DONE)).startswith("Đã ghi:")


async def story_same_digest_is_not_relayed_every_week(play: Play) -> None:
    await relaying(play)
    await play.at(FRIDAY)
    await play.presses("sxd", DONE)
    await play.at("24/11/2023 14:30")
    assert play.heard("sxd") == ""
    async with play.store() as unit:
        found = await jobs.named(unit, "relay:")
    assert [period for _, period in found] == ["2023-11-17", "2023-11-24"]


async def story_round_closed_needs_no_relay(play: Play) -> None:
    round_ = await relaying(play)
    await play.at(FRIDAY)
    old = play.button("sxd", DONE)
    play.heard("sxd")
    await closed(play, round_)
    await play.at(MONDAY)
    assert play.heard("sxd") == ""
    assert (await play.press_this("sxd", old)).startswith("Tin ngày 17/11/2023 không cần chuyển")


async def story_relays_are_the_coordinators_business(play: Play) -> None:
    round_ = await relaying(play, "internal")
    await play.at(FRIDAY)
    async with play.store() as unit:
        one = (await relays.waiting(unit, round_))[0]
        assert (await rounds.get(unit, round_)) is not None
        assert one.day == date(2023, 11, 17)
    await play.says("stnmt", "/trogiup")
    await play.says("sxd-admin", "/trogiup")
    refused = "Chuyển tiếp tin tổng hợp là việc của chuyên viên tổng hợp kế hoạch này."
    for who in ("stnmt", "sxd-admin"):
        for verb in ("ctd", "ctx"):
            assert (await play.forges(who, f"{verb}:{one.id}")).startswith(refused)
            assert (await play.forges(who, f"{verb}:999")).startswith(refused)
            assert "không còn dùng" in await play.forges(who, verb)
    await play.says("sxd", "/nhom", chat=FOCAL)
    message = max(play.chat_of(FOCAL).messages)
    said = await play.press_this("sxd", (message, f"ctx:{one.id}"), chat=FOCAL)
    assert "Sở Kế hoạch" not in said  # names stay out of groups
