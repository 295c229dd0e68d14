"""Đề nghị điều chỉnh: listed, noted, decided with its document; the old date stands meanwhile."""

from __future__ import annotations

from sqlalchemy import select

from plans.model import Paper
from storage import reviews
from storage.schema import audit
from tests.transcripts.play import Play
from tests.transcripts.worlds import VLXD, opened, second_coordinator

BUTTON = "Đề nghị điều chỉnh"
WISH = "Đề nghị gia hạn đến 30/6/2024, Tờ trình số 7/TTr-STNMT ngày 01/11/2023"
NOTE, DECIDE = "Ghi nhận, chờ quyết định VLXD 1.3", "Ghi quyết định VLXD 1.3"


async def asked(play: Play, who: str = "sxd") -> str:
    """The list, from /tonghop."""
    await play.says(who, "/tonghop")
    await play.presses(who, "Xem chi tiết")
    return await play.presses(who, BUTTON)


async def _wants(play: Play) -> None:
    await play.says("stnmt", "1.3")
    await play.says("stnmt", "4")
    await play.says("stnmt", WISH)
    await play.presses("stnmt", "Gửi")


async def story_adjustment_is_noted_then_decided(play: Play) -> None:
    await opened(play)
    await _wants(play)
    summary = await play.says("sxd", "/tonghop")
    assert "Chờ Sở xử lý: 1 đề nghị điều chỉnh." in summary
    assert "Đến hạn 31/12" not in summary  # more than thirty days off
    assert (await asked(play)).splitlines() == [
        "KH VLXD: 1 đề nghị điều chỉnh",
        (
            'VLXD 1.3 ("2022- 2023"), Sở Tài nguyên và Môi trường, 15/11/2023: Đề nghị gia hạn đến'
            " 30/6/2024, Tờ trình số 7/TTr-STNMT ngày 01/11/2023"
        ),
        "Thời hạn cũ giữ nguyên cho đến khi có quyết định.",
        f"[{NOTE}] [{DECIDE}]",
    ]
    noted = play.button("sxd", NOTE)
    assert await play.press_this("sxd", noted) == (
        "Đã ghi nhận đề nghị điều chỉnh VLXD 1.3 của Sở Tài nguyên và Môi trường, chờ quyết định."
        f" Thời hạn cũ giữ nguyên.\n[{DECIDE}]"
    )
    assert await play.press_this("sxd", noted) == (
        "Chuyên viên tổng hợp Sở Xây dựng đã ghi nhận đề nghị điều chỉnh VLXD 1.3 lúc 08:00 ngày"
        " 15/11/2023, chờ quyết định."
    )
    assert "ghi nhận 15/11/2023, chờ quyết định)" in await asked(play)
    assert "1 đề nghị điều chỉnh" in await play.says("sxd", "/tonghop")
    await play.presses("sxd", DECIDE)
    refused = await play.says("sxd", "chưa có văn bản")
    assert "chưa đủ số, ký hiệu, ngày của một văn bản" in refused
    await play.says("sxd", "45/UBND-XD ngày 14/11/2023")
    review = await play.says("sxd", "Đồng ý gia hạn đến ngày 30/06/2024")
    assert "Văn bản số 45/UBND-XD ngày 14/11/2023." in review
    decided = await play.presses("sxd", "Gửi")
    assert decided.startswith("Đã ghi quyết định về VLXD 1.3 theo văn bản số 45/UBND-XD ngày")
    assert "đề nghị điều chỉnh" not in await play.says("sxd", "/tonghop")
    async with play.store() as unit:
        said = [one for some in (await reviews.of_tasks(unit, VLXD)).values() for one in some]
        notes = await unit.rows(select(audit.c.what).where(audit.c.what.like("change%")))
    assert [one.what for one in said] == [reviews.NOTED, reviews.DECIDED]
    assert said[1].paper is not None
    assert said[1].paper.code == Paper("45", "UBND-XD", None).code
    assert [one.what for one in notes] == ["change_noted", "change_decided"]


async def story_two_coordinators_decide_one_adjustment(play: Play) -> None:
    await opened(play)
    await _wants(play)
    await second_coordinator(play, "sxd-2", 1301)
    for who in ("sxd", "sxd-2"):
        await asked(play, who)
        await play.presses(who, DECIDE)
        await play.says(who, "45/UBND-XD ngày 14/11/2023")
        await play.says(who, "Đồng ý gia hạn")
    await play.presses("sxd-2", "Gửi")
    assert await play.presses("sxd", "Gửi") == (
        "Cán bộ sxd-2 đã ghi quyết định về đề nghị này lúc 08:00 ngày 15/11/2023, văn bản số"
        " 45/UBND-XD."
    )


async def story_adjustment_is_taken_back(play: Play) -> None:
    await opened(play)
    await _wants(play)
    await asked(play)
    await play.presses("stnmt", "Thu hồi")
    await play.presses("stnmt", "Thu hồi")
    for label in (NOTE, DECIDE):
        assert await play.presses("sxd", label) == (
            "Đề nghị điều chỉnh này không còn: cơ quan đã cập nhật lại nhiệm vụ."
        )
