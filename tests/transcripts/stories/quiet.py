"""Hẹn ngày gửi, đang trình lãnh đạo: left in peace until then, and seen by the coordinator."""

from __future__ import annotations

from datetime import date

from plans.model import SubmissionState
from tests.transcripts.play import Play
from tests.transcripts.worlds import opened, part_of


async def story_promise_is_quiet_until_its_day(play: Play) -> None:
    round_ = await opened(play)
    await play.at("30/11/2023 08:30")
    await play.presses("skhcn", "Hẹn ngày gửi")
    for typed, said in (
        ("tuần sau", '"tuần sau" chưa ghi được: cần ngày/tháng/năm'),
        ("14/11/2023", "Chưa ghi được: ngày 14/11/2023 đã qua."),
        ("32/12", "chưa ghi được"),
    ):
        assert said in await play.says("skhcn", typed)
    assert (await play.says("skhcn", "12/12")) == (
        "Đã ghi: hẹn gửi báo cáo năm 2023 KH VLXD ngày 12/12/2023. Bot không nhắc trước ngày đó;"
        " Sở Xây dựng thấy ngày hẹn này."
    )
    assert (await part_of(play, round_, "skhcn")).promised == date(2023, 12, 12)
    assert "Sở Khoa học và Công nghệ (hẹn 12/12)" in await play.says("sxd", "/tonghop")
    play.heard("skhcn")
    await play.at("11/12/2023 13:45")
    assert play.heard("skhcn") == ""
    await play.at("12/12/2023 08:30")
    assert play.heard("skhcn").startswith(
        "Hôm nay là ngày anh/chị hẹn gửi báo cáo năm 2023 KH VLXD"
    )


async def story_with_the_leader_for_two_working_days(play: Play) -> None:
    round_ = await opened(play)
    await play.at("11/12/2023 13:45")
    said = await play.presses("skhdt", "Đang trình lãnh đạo")
    assert "Bot không nhắc trong 2 ngày làm việc (đến 13/12/2023)." in said
    assert (await part_of(play, round_, "skhdt")).state is SubmissionState.WITH_LEADER
    assert "Sở Kế hoạch và Đầu tư (đang trình lãnh đạo)" in await play.says("sxd", "/tonghop")
    await play.at("13/12/2023 08:30")
    assert play.heard("skhdt") == ""
    await play.at("14/12/2023 08:30")
    assert "Hôm nay là ngày làm việc cuối để gửi báo cáo" in play.heard("skhdt")
    await play.says("skhdt", "6 Đã thu hút 02 dự án")
    await play.presses("skhdt", "Gửi")
    await play.presses("skhdt", "Gửi báo cáo năm 2023")
    await play.presses("skhdt", "Không phát sinh")
    await play.presses("skhdt", "Gửi")
    part = await part_of(play, round_, "skhdt")
    assert (part.state, part.with_leader_since) == (SubmissionState.SENT, None)
    assert "đã được ghi nhận, bot không nhắc nữa" in await play.presses("skhdt", "Hẹn ngày gửi")
