"""Đã lồng ghép tại Báo cáo số …: a complete report, said by a button, in words, or entered."""

from __future__ import annotations

from reports.round_data import gather
from tests.transcripts.play import Play
from tests.transcripts.worlds import opened, rounds_of

BUTTON = "Đã lồng ghép tại báo cáo khác"


async def story_merged_report_is_complete_whatever_the_agency_leads(play: Play) -> None:
    await opened(play)
    overview = await play.says("stnmt", "/baocao")
    assert f"[{BUTTON}]" in overview
    asked = await play.presses("stnmt", BUTTON)
    assert "đã lồng ghép tại báo cáo nào? Ghi số, ký hiệu, ngày và mục." in asked
    assert "cần số, ký hiệu của báo cáo đã lồng ghép" in await play.says("stnmt", "báo cáo năm")
    assert "cần ngày của báo cáo số 45/BC-STNMT" in await play.says("stnmt", "45/BC-STNMT")
    review = await play.says("stnmt", "Báo cáo số 45/BC-STNMT ngày 10/11/2023, mục II.3")
    assert "Đã lồng ghép tại Báo cáo số 45/BC-STNMT ngày 10/11/2023, mục II.3\n" in review
    assert "Được ghi là báo cáo đầy đủ của cơ quan, không phải ghi lại từng nhiệm vụ." in review
    assert "đã cập nhật đủ" not in review
    sent = await play.presses("stnmt", "Gửi")
    assert sent.startswith("Đã gửi báo cáo năm 2023 KH VLXD của Sở Tài nguyên và Môi trường")
    assert "Đã lồng ghép tại Báo cáo số 45/BC-STNMT ngày 10/11/2023, mục II.3\n" in sent
    assert BUTTON not in await play.says("stnmt", "/baocao")
    await play.says("sxd", "/tonghop")
    details = await play.presses("sxd", "Xem chi tiết")
    assert (
        "Sở Tài nguyên và Môi trường: gửi qua bot 15/11/2023, đã lồng ghép tại báo cáo số"
        " 45/BC-STNMT ngày 10/11/2023, mục II.3"
    ) in details
    (round_,) = await rounds_of(play)
    async with play.store() as unit:
        found = await gather(unit, round_)
    (one,) = [one for one in found.agencies if one.code == "stnmt"]
    assert one.reported
    assert one.merged is not None
    assert (one.kind, one.merged.code, one.merged_section) == ("merged", "45/BC-STNMT", "mục II.3")


async def story_merged_report_is_recognised_in_words_and_in_an_entry(play: Play) -> None:
    await opened(play)
    await play.says("stc", "/baocao")
    await play.presses("stc", "Gửi báo cáo năm 2023")
    review = await play.says(
        "stc", "Đã lồng ghép tại Báo cáo số 12/BC-STC, ngày 14/11/2023, mục III"
    )
    assert "Được ghi là báo cáo đầy đủ" in review
    await play.presses("stc", "Gửi")
    (round_,) = await rounds_of(play)
    async with play.store() as unit:
        found = await gather(unit, round_)
    (one,) = [one for one in found.agencies if one.code == "stc"]
    assert (one.kind, one.support) == (
        "merged", "Đã lồng ghép tại Báo cáo số 12/BC-STC, ngày 14/11/2023, mục III",
    )  # fmt: skip
    assert "[" not in (await play.forges("stc", f"lg:{round_.id}:999")).splitlines()[0]
