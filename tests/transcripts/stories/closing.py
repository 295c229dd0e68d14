"""[Chốt kỳ báo cáo]: after the date, by the coordinator, and what it ends."""

from __future__ import annotations

from plans.model import Role, RoundState
from tests.transcripts.play import Play
from tests.transcripts.worlds import (
    appoint,
    opened,
    part_of,
    person_of,
    rounds_of,
    second_focal,
)

CLOSE = "Chốt kỳ báo cáo"


async def story_round_is_closed_after_its_date(play: Play) -> None:
    round_ = await opened(play, ("stnmt", "stc"))
    assert CLOSE not in await play.says("sxd", "/tonghop")
    early = await play.forges("sxd", f"dkx:{round_}")
    assert early == ("Chưa chốt được: kỳ báo cáo năm 2023 KH VLXD chưa qua thời hạn (15/12/2023).")
    await play.at("14/12/2023 08:30")
    report = play.button("stc", "Không phát sinh")
    await play.at("18/12/2023 13:45")
    play.heard("sxd")
    await play.says("sxd", "/tonghop")
    preview = await play.presses("sxd", CLOSE)
    assert preview.splitlines() == [
        "Chốt kỳ báo cáo năm 2023 KH VLXD? Đã gửi 0/2 cơ quan.",
        "Chưa gửi: Sở Tài nguyên và Môi trường; Sở Tài chính.",
        (
            "Sau khi chốt, bot không nhắc và không nhận thêm báo cáo của kỳ này; cơ quan gửi muộn"
            " thì gửi văn bản. Nội dung đã có được giữ nguyên."
        ),
        f"[{CLOSE}]",
    ]
    button = play.button("sxd", CLOSE)
    for who in ("stc", "sxd-admin"):
        await play.says(who, "/trogiup")
        assert "[" not in await play.forges(who, button[1])
    assert [one.state for one in await rounds_of(play)] == [RoundState.OPEN]
    done = await play.press_this("sxd", button)
    assert done == (
        "Đã chốt kỳ báo cáo năm 2023 KH VLXD: đã gửi 0/2 cơ quan. Bot không nhắc kỳ này nữa."
    )
    assert [one.state for one in await rounds_of(play)] == [RoundState.CLOSED]
    assert (await play.press_this("sxd", button)) == (
        "Kỳ báo cáo năm 2023 KH VLXD đã chốt trước đó."
    )
    play.heard("stc")
    assert (await play.press_this("stc", report)).startswith("Kỳ báo cáo này đã chốt.")
    assert (await part_of(play, round_, "stc")).sent is None
    await play.at("25/12/2023 13:45")
    assert play.heard("stc") == ""
    assert "chưa gửi" not in play.heard("sxd")
    assert "hiện không có kỳ báo cáo nào đang mở" in await play.says("sxd", "/tonghop")


async def story_two_coordinators_close_at_once(play: Play) -> None:
    round_ = await opened(play, ("stc",))
    await second_focal(play, "sxd-2", 1102, "sxd")
    async with play.store() as unit:
        await appoint(unit, await person_of(unit, play, "sxd-2"), "sxd", role=Role.COORDINATOR)
    await play.at("18/12/2023 13:45")
    for who in ("sxd", "sxd-2"):
        await play.says(who, "/tonghop")
        await play.presses(who, CLOSE)
    await play.presses("sxd", CLOSE)
    assert "đã chốt trước đó" in await play.presses("sxd-2", CLOSE)
    assert (await rounds_of(play))[0].id == round_
    assert "chốt kỳ báo cáo năm 2023: đã gửi 0/1 cơ quan" in await play.says("sxd", "/nhatky")
