"""A whole round, answered by people who may sit on different platforms, to its last digest."""

from __future__ import annotations

from tests.transcripts.play import FOCAL, INTERNAL, Play
from tests.transcripts.stories.main_path import open_the_round
from tests.transcripts.stories.whole_path import tie_groups
from tests.transcripts.worlds import plainly

LEADS = {
    "stnmt": "1.2 Đã nghiệm thu hệ thống\n1.3 Đang rà soát 15 cơ sở\n5 Đã kiểm tra 12 cơ sở",
    "skhcn": "1.4 Đang rà soát công nghệ\n3 Đã nghiệm thu 02 đề tài",
    "skhdt": "6 Đang rà soát quy hoạch",
}
PLAIN = ("sct", "ubnd-luc-ngan", "ubnd-tan-yen")  # in a mixed province one of them is on Zalo


async def story_a_whole_round_answered_from_both_sides(play: Play) -> None:
    await open_the_round(play)
    await tie_groups(play)
    for who in (*LEADS, *PLAIN):
        assert "báo cáo kết quả năm 2023 thực hiện KH VLXD" in play.heard(who)
    await play.at("30/11/2023 08:30")
    for who in (*LEADS, *PLAIN):
        assert "Còn 10 ngày làm việc" in play.heard(who)
    for who, text in LEADS.items():
        await _reports(play, who, text)
    for who in PLAIN:
        assert (await plainly(play, who)).startswith("Đã gửi báo cáo năm 2023 KH VLXD")
    await play.at("11/12/2023 13:45")
    for who in (*LEADS, *PLAIN):
        assert play.heard(who) == ""
    for who in ("ubnd-son-dong", "ubnd-yen-the"):
        assert "Còn 3 ngày làm việc" in play.heard(who)
    await play.at("15/12/2023 14:30")
    inside = play.heard(INTERNAL)
    assert "đã gửi 6/15 (sở 4/5; huyện, thành phố 2/10)" in inside
    assert "Sơn Động" in inside
    counts = play.heard(FOCAL)
    assert "của 6/15 cơ quan, địa phương" in counts
    assert "Sơn Động" not in counts


async def _reports(play: Play, who: str, text: str) -> None:
    review = await play.says(who, text)
    assert f"Bot tách được {text.count(chr(10)) + 1} nội dung" in review or "VLXD" in review
    kept = await play.presses(who, "Gửi")
    assert "Đã ghi nhận" in kept
    await play.presses(who, "Gửi báo cáo năm 2023")
    await play.presses(who, "Không phát sinh")
    sent = await play.presses(who, "Gửi")
    assert sent.startswith("Đã gửi báo cáo năm 2023 KH VLXD")
