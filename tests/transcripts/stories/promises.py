"""Hẹn ngày gửi: quiet until that day, asked on it, seen when it went by, counted when moved."""

from __future__ import annotations

from tests.transcripts.play import Play
from tests.transcripts.worlds import opened, part_of, plainly


async def _promises(play: Play, day: str) -> str:
    await play.says("stc", "/baocao")
    await play.presses("stc", "Hẹn ngày gửi")
    return await play.says("stc", day)


async def story_second_promise_is_counted(play: Play) -> None:
    round_ = await opened(play, ("stc", "sct"))
    assert "hẹn lần" not in await _promises(play, "12/12")
    assert "hẹn lần" not in await _promises(play, "12/12")  # the same day is no new promise
    assert "ngày 14/12/2023, hẹn lần 2." in await _promises(play, "14/12")
    assert "Sở Tài chính (hẹn 14/12, lần 2)" in await play.says("sxd", "/tonghop")
    assert (await part_of(play, round_, "stc")).promises == 2


async def story_promise_after_the_date_is_followed(play: Play) -> None:
    await opened(play, ("stc", "sct"))
    await plainly(play, "sct")
    assert "(sau thời hạn 14/12/2023)" in await _promises(play, "20/12")
    days = ("11/12/2023 13:45", "14/12/2023 08:30", "18/12/2023 13:45", "19/12/2023 08:30")
    for day in days:
        await play.at(day)
        assert play.heard("stc") == "", day
    play.heard("sxd")
    await play.at("20/12/2023 08:30")
    assert play.heard("stc").splitlines()[0] == (
        'Hôm nay là ngày anh/chị hẹn gửi báo cáo năm 2023 KH VLXD (thời hạn "trước ngày 15/12",'
        " ngày cuối 14/12/2023)."
    )
    assert "quá ngày hẹn" not in play.heard("sxd")
    await play.at("21/12/2023 08:30")
    assert play.heard("stc") == ""
    assert play.heard("sxd").startswith(
        "Chưa gửi báo cáo năm 2023 KH VLXD: Sở Tài chính (đã quá ngày hẹn 20/12/2023)."
    )


async def story_promise_that_was_kept_is_not_mentioned(play: Play) -> None:
    await opened(play, ("stc", "sct"))
    await _promises(play, "12/12")
    await play.at("12/12/2023 08:30")
    await plainly(play, "stc")
    await play.at("13/12/2023 08:30")
    assert "quá ngày hẹn" not in play.heard("sxd")


async def story_promise_on_a_day_off(play: Play) -> None:
    """Saturday 18/11 is promised: said at once, and asked on Monday with the day it names."""
    await opened(play, ("stc", "sct"))
    kept = await _promises(play, "18/11")
    assert "Ngày đó là ngày nghỉ, bot nhắc vào ngày làm việc tiếp theo (20/11/2023);" in kept
    await play.at("20/11/2023 13:45")
    assert play.heard("stc").startswith(
        "Anh/chị đã hẹn gửi ngày 18/11/2023 (ngày nghỉ) báo cáo năm 2023 KH VLXD (thời hạn"
    )
