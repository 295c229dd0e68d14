"""Đề nghị bổ sung: a reason goes out in working hours, and is answered in the same chat."""

from __future__ import annotations

from plans.model import SubmissionState
from storage import participants, reviews, rounds
from tests.transcripts.play import Play
from tests.transcripts.stories.accepting import LIST, STNMT, sent
from tests.transcripts.worlds import (
    TTX,
    agency_of,
    also_leads,
    part_of,
    person_of,
    second_coordinator,
    second_focal,
    sends,
)

REASON = "Đề nghị nêu rõ số cơ sở đã xử lý ở VLXD 5"


async def asks(play: Play, agency: str = STNMT) -> str:
    """The coordinator asks for more; what he is told."""
    await play.says("sxd", "/tonghop")
    await play.presses("sxd", LIST)
    await play.presses("sxd", agency)
    await play.presses("sxd", "Đề nghị bổ sung")
    await play.says("sxd", REASON)
    return await play.presses("sxd", "Gửi")


async def story_more_is_asked_and_answered_shortly(play: Play) -> None:
    round_ = await sent(play)
    await play.says("sxd", "/tonghop")
    await play.presses("sxd", LIST)
    await play.presses("sxd", STNMT)
    asked = await play.presses("sxd", "Đề nghị bổ sung")
    assert asked.startswith("Đề nghị Sở Tài nguyên và Môi trường bổ sung báo cáo năm 2023 KH VLXD")
    assert (await play.says("sxd", " ")).startswith("Chưa ghi được: tin không có chữ nào.")
    assert (await play.says("sxd", REASON)).splitlines()[:3] == [
        "Gửi Sở Tài nguyên và Môi trường:",
        "Sở Xây dựng đề nghị Sở Tài nguyên và Môi trường bổ sung báo cáo năm 2023 KH VLXD:",
        REASON,
    ]
    play.heard("stnmt")
    assert await play.presses("sxd", "Gửi") == (
        "Đã gửi đề nghị bổ sung tới 1 cán bộ đầu mối của Sở Tài nguyên và Môi trường. Nội dung trả"
        " lời hiện ở mục báo cáo chờ tiếp nhận."
    )
    assert play.heard("stnmt").splitlines() == [
        "Sở Xây dựng đề nghị Sở Tài nguyên và Môi trường bổ sung báo cáo năm 2023 KH VLXD:",
        REASON,
        "Anh/chị trả lời ngắn ở đây, hoặc cập nhật lại nhiệm vụ rồi gửi lại báo cáo.",
        "[Bổ sung]",
    ]
    part = await part_of(play, round_)
    assert (part.state, part.reported) == (SubmissionState.MORE_ASKED, True)
    assert "đã gửi 3/15" in await play.says("sxd", "/tonghop")
    assert f"Sở Xây dựng đề nghị bổ sung (15/11/2023): {REASON}" in await play.says(
        "stnmt", "/baocao"
    )
    assert play.buttons("stnmt")[:4] == [
        "Bổ sung", "Cập nhật nhiệm vụ", "Gửi lại báo cáo năm 2023", "Đã có văn bản",
    ]  # fmt: skip
    question = await play.presses("stnmt", "Bổ sung")
    assert f"Sở Xây dựng đề nghị bổ sung (15/11/2023): {REASON}" in question
    assert "Đã xử lý 02 cơ sở" in await play.says("stnmt", "Đã xử lý 02 cơ sở")
    assert await play.presses("stnmt", "Gửi") == (
        "Đã gửi nội dung bổ sung báo cáo năm 2023 KH VLXD tới Sở Xây dựng. Trân trọng cảm ơn"
        " anh/chị."
    )
    await play.says("sxd", "/tonghop")
    await play.presses("sxd", LIST)
    shown = await play.presses("sxd", STNMT)
    assert (
        f"Đề nghị bổ sung (Chuyên viên tổng hợp Sở Xây dựng, 08:00 ngày 15/11/2023): {REASON}\n"
        "Trả lời (Cán bộ đầu mối Sở Tài nguyên và Môi trường, 08:00 ngày 15/11/2023): Đã xử lý 02"
        " cơ sở"
    ) in shown
    assert (await play.presses("sxd", "Tiếp nhận")).startswith("Đã tiếp nhận")


async def story_more_is_answered_by_corrected_tasks_and_a_second_report(play: Play) -> None:
    round_ = await sent(play)
    await asks(play)
    await play.presses("stnmt", "Bổ sung")
    split = await play.says("stnmt", "1.3 Đang rà soát 15 cơ sở\n5 Đã kiểm tra 12, xử lý 02 cơ sở")
    assert "Bot tách được 2 nội dung" in split
    recorded = await play.presses("stnmt", "Gửi")
    assert (
        "\nBáo cáo chưa gửi lại: khi các nhiệm vụ đã đủ, anh/chị chọn Gửi lại báo cáo.\n"
        in recorded
    )
    assert recorded.endswith("[Gửi lại báo cáo năm 2023] [Đính chính] [Thu hồi]")
    await play.presses("stnmt", "Gửi lại báo cáo năm 2023")
    await play.presses("stnmt", "Không phát sinh")
    assert "(lần 2 thay lần 1)" in await play.presses("stnmt", "Gửi")
    assert (await part_of(play, round_)).state is SubmissionState.SENT
    await play.says("sxd", "/tonghop")
    assert "Sở Tài nguyên và Môi trường: gửi 15/11/2023, lần 2." in await play.presses("sxd", LIST)
    shown = await play.presses("sxd", STNMT)
    assert "xử lý 02 cơ sở" in shown
    assert REASON in shown


async def story_colleague_has_answered_already(play: Play) -> None:
    await sent(play)
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    told = await asks(play)
    assert "tới 2 cán bộ đầu mối" in told
    for who in ("stnmt", "stnmt-2"):
        await play.presses(who, "Bổ sung")
        await play.says(who, "Đã xử lý 02 cơ sở")
    await play.presses("stnmt-2", "Gửi")
    assert (await play.presses("stnmt", "Gửi")).startswith(
        "Cán bộ stnmt-2 đã gửi nội dung bổ sung lúc 08:00 ngày 15/11/2023."
    )


async def story_reason_waits_for_working_hours(play: Play) -> None:
    await sent(play)
    await play.at("15/11/2023 20:00")
    play.heard("stnmt")
    assert "tin đi lúc 07:30 ngày 16/11/2023, sau giờ nghỉ" in await asks(play)
    assert play.heard("stnmt") == ""
    await play.at("16/11/2023 07:30")
    assert REASON in play.heard("stnmt")


async def story_answer_before_the_reason_is_told(play: Play) -> None:
    await sent(play)
    await play.at("15/11/2023 20:00")
    await asks(play)
    await play.says("stnmt", "/baocao")
    await sends_again(play)
    await play.at("16/11/2023 07:30")
    assert play.heard("stnmt") == ""


async def sends_again(play: Play) -> None:
    await play.presses("stnmt", "Gửi lại báo cáo năm 2023")
    await play.presses("stnmt", "Không phát sinh")
    await play.presses("stnmt", "Gửi")


async def story_report_withdrawn_while_the_reason_was_typed(play: Play) -> None:
    round_ = await sent(play)
    await play.says("sxd", "/tonghop")
    await play.presses("sxd", LIST)
    await play.presses("sxd", STNMT)
    await play.presses("sxd", "Đề nghị bổ sung")
    await play.says("sxd", REASON)
    await play.presses("stnmt", "Thu hồi")
    await play.presses("stnmt", "Thu hồi")
    assert "đã thu hồi báo cáo này" in await play.presses("sxd", "Gửi")
    await sends(play, "stnmt", "Đã góp ý 03 dự thảo")
    play.heard("stnmt")
    newer = await play.presses("sxd", "Gửi")
    assert "lần 2" in newer
    assert f"Nội dung anh/chị vừa ghi chưa gửi: {REASON}" in newer
    assert play.heard("stnmt") == ""
    assert (await part_of(play, round_)).state is SubmissionState.SENT


async def story_two_coordinators_ask_at_once(play: Play) -> None:
    await sent(play)
    await second_coordinator(play, "sxd-2", 1301)
    for who in ("sxd", "sxd-2"):
        await play.says(who, "/tonghop")
        await play.presses(who, LIST)
        await play.presses(who, STNMT)
        await play.presses(who, "Đề nghị bổ sung")
        await play.says(who, REASON)
    await play.presses("sxd-2", "Gửi")
    second = await play.presses("sxd", "Gửi")
    assert second.startswith("Báo cáo này vừa thay đổi sau khi hiện cho anh/chị;")
    assert f"Đề nghị bổ sung (Cán bộ sxd-2, 08:00 ngày 15/11/2023): {REASON}" in second
    assert play.heard("stnmt").count(REASON) == 1


async def story_nobody_is_there_to_be_asked(play: Play) -> None:
    from sqlalchemy import update

    from storage.schema import chat

    await sent(play)
    async with play.store() as unit:
        user = play.far_id(play.users["ubnd-luc-nam"])
        mine = update(chat).where(chat.c.platform_id == user)
        await unit.run(mine.values(lost=unit.now, lost_why="blocked"))
    assert (await asks(play, "UBND huyện Lục Nam")).startswith(
        "Đã ghi đề nghị bổ sung, nhưng UBND huyện Lục Nam chưa có cán bộ đầu mối nhận được tin"
    )


async def story_more_is_answered_by_words_alone(play: Play) -> None:
    await sent(play)
    await asks(play)
    play.heard("stnmt")
    review = await play.says("stnmt", "Đã xử lý 02 cơ sở")
    assert review.splitlines() == [
        "Bổ sung báo cáo năm 2023 KH VLXD, Sở Tài nguyên và Môi trường:",
        "Đã xử lý 02 cơ sở",
        "Anh/chị kiểm tra rồi chọn Gửi.",
        "[Gửi] [Sửa] [Để sau] [Hủy]",
    ]
    await play.presses("stnmt", "Để sau")
    assert "\nĐã xử lý 03 cơ sở\n" in await play.says("stnmt", "Đã xử lý 03 cơ sở")
    await play.presses("stnmt", "Để sau")
    assert "Tình hình đến nay?" in await play.says("stnmt", "1.3")
    await play.says("stnmt", "hủy")
    assert "Bot tách được 1 nội dung" in await play.says("stnmt", "1.3 Đang rà soát 15 cơ sở")
    await play.says("stnmt", "hủy")
    await play.says("stnmt", "Đã xử lý 03 cơ sở")
    assert (await play.presses("stnmt", "Gửi")).startswith("Đã gửi nội dung bổ sung")
    assert (await play.says("stnmt", "Đã xử lý 04 cơ sở")).startswith("Chưa rõ nội dung này")


async def story_words_alone_while_two_reports_are_asked_about(play: Play) -> None:
    await sent(play)
    await asks(play)
    await also_leads(play, open_too=True)
    async with play.store() as unit:
        body, asker = (await agency_of(unit, "stnmt")).id, await person_of(unit, play, "sxd")
        round_ = (await rounds.of_plan(unit, TTX))[0].id
        asked = {"round_id": round_, "text": "Nêu rõ diện tích"}
        await reviews.add(unit, reviews.MORE_ASKED, body, asker, **asked)
        await participants.change(unit, round_, body, state=SubmissionState.MORE_ASKED)
    play.heard("stnmt")
    which = await play.says("stnmt", "Đã xử lý 02 cơ sở")
    assert which.startswith("Đã xử lý 02 cơ sở\nAnh/chị chọn nội dung mà tin vừa gõ trả lời;")
    review = await play.presses(
        "stnmt", "Bổ sung báo cáo năm 2023 KH TTX, Sở Tài nguyên và Môi trường"
    )
    assert review.startswith("Bổ sung báo cáo năm 2023 KH TTX")
    assert "\nĐã xử lý 02 cơ sở\n" in review
    assert (await play.presses("stnmt", "Gửi")).startswith("Đã gửi nội dung bổ sung")
    assert "KH VLXD" in await play.says("stnmt", "Đã xử lý 02 cơ sở")
