"""An amendment changes the date of reports: what waits follows, what is open is asked about."""

from __future__ import annotations

from sqlalchemy import select

from plans.model import RoundState
from storage import plans, rounds
from storage.schema import audit
from tests.transcripts.play import Play
from tests.transcripts.stories.amended_plans import Content, taken, version
from tests.transcripts.worlds import VLXD, opened, three_tasks

ASKED = (
    "KH VLXD được điều chỉnh theo văn bản số 120/QĐ-UBND ngày 10/11/2023; kỳ báo cáo năm 2023 đang"
    " mở theo ngày trước điều chỉnh.\n"
    "Thời hạn gửi: nay là trước ngày 22/12/2023 (trước là 15/12/2023).\n"
    "Chưa chuyển thì bot vẫn nhắc theo ngày cũ. Khi chuyển, cơ quan chưa gửi báo cáo được báo một"
    " lần, trong giờ làm việc.\n"
    "[Chuyển sang ngày 22/12/2023]"
)


def redated(day: int, *, onward: int = 31) -> Content:
    """KH VLXD with another day for the agencies' reports, perhaps for the Sở's own."""
    content = version()
    for duty in content["reporting"]:
        was = (duty["due"] or {}).get("day")
        if was in {15, 31}:
            duty["due"]["day"] = day if was == 15 else onward
    return content


async def waiting(play: Play) -> str:
    """Reminding has started and the coordinator has looked at /mo: a round waits to be opened."""
    async with play.store() as unit:
        await plans.start(unit, VLXD, 1)
    asked = await play.says("sxd", "/mo")
    await play.says("sxd", "hủy")
    return asked


async def story_an_open_round_moves_when_its_coordinator_says_so(play: Play) -> None:
    round_ = await opened(play)
    await play.at("06/12/2023 09:00")
    await three_tasks(play)
    for who in ("sxd", "stnmt", "stc"):
        play.heard(who)
    done = await taken(play, redated(22))
    assert "Không cơ quan nào có nhiệm vụ thay đổi nên không báo cơ quan nào." in done
    assert (
        "Kỳ báo cáo năm 2023 đang mở theo ngày 15/12/2023: bot hỏi chuyên viên tổng hợp có chuyển"
        " sang ngày mới không."
    ) in done
    assert play.heard("sxd") == ASKED
    assert play.heard("stnmt") == ""
    move = play.button("sxd", "Chuyển sang ngày 22/12/2023")
    await play.says("stnmt", "/trogiup")
    refused = await play.forges("stnmt", move[1])
    assert "Đã chuyển" not in refused
    assert "Đã chuyển" not in await play.forges("sxd-admin", move[1])
    done = await play.press_this("sxd", move)
    assert done.startswith(
        "Đã chuyển kỳ báo cáo năm 2023 KH VLXD: thời hạn gửi trước ngày 22/12/2023"
        " (trước là 15/12/2023).\nTin báo gửi tới "
    )
    told = play.heard("stnmt")
    assert told == (
        "KH VLXD: thời hạn gửi báo cáo năm 2023 nay là trước ngày 22/12/2023 (trước là"
        " 15/12/2023), theo văn bản số 120/QĐ-UBND ngày 10/11/2023.\n"
        "Bot nhắc theo ngày mới.\n"
        "[Đã nhận]"
    )
    again = await play.press_this("sxd", move)
    assert "hoặc thời hạn đã đổi sau tin này (hiện nay: 22/12/2023)" in again
    assert play.heard("stnmt") == ""
    got = await play.presses("stnmt", "Đã nhận")
    assert got.startswith("Đã ghi nhận: anh/chị đã nhận thời hạn gửi báo cáo năm 2023 KH VLXD")
    assert "trước đó" in await play.presses("stnmt", "Đã nhận")
    async with play.store() as unit:
        one = await rounds.get(unit, round_)
        noted = await unit.rows(
            select(audit.c.before, audit.c.after).where(audit.c.what == "round_dated")
        )
    assert one is not None
    assert (f"{one.due}", f"{one.last_day}", one.state) == (
        "2023-12-22", "2023-12-21", RoundState.OPEN,
    )  # fmt: skip
    assert [(row.before, row.after) for row in noted] == [("2023-12-15", "2023-12-22")]
    await play.at("14/12/2023 08:31")  # the last safe day of before
    assert "ngày cuối" not in play.heard("stc")
    assert "trước ngày 15/12" not in play.heard("stnmt")


async def story_who_has_reported_is_not_told_of_a_new_date(play: Play) -> None:
    await opened(play)
    await play.at("06/12/2023 09:00")
    await play.says("stnmt", "/vanban")
    await play.says("stnmt", "45/BC-STNMT ngày 05/12/2023")
    play.heard("stnmt")
    await taken(play, redated(22))
    before = play.heard("stnmt")
    assert before == ""
    await play.presses("sxd", "Chuyển sang ngày 22/12/2023")
    assert play.heard("stnmt") == ""
    assert "22/12/2023" in play.heard("skhcn")


async def story_a_coordinator_who_does_not_press_keeps_the_old_date(play: Play) -> None:
    round_ = await opened(play)
    await play.at("06/12/2023 09:00")
    await taken(play, redated(22))
    first = play.button("sxd", "Chuyển sang ngày 22/12/2023")
    await taken(play, redated(20))
    assert "nay là trước ngày 20/12/2023 (trước là 15/12/2023)" in play.heard("sxd")
    assert "hoặc thời hạn đã đổi sau tin này" in await play.press_this("sxd", first)
    async with play.store() as unit:
        one = await rounds.get(unit, round_)
    assert one is not None
    assert f"{one.due}" == "2023-12-15"
    await taken(play, version())  # back as it was
    assert "hoặc thời hạn đã đổi" in await play.presses("sxd", "Chuyển sang ngày 20/12/2023")
    assert play.heard("stnmt") == ""


async def story_a_date_that_is_over_is_not_moved_to(play: Play) -> None:
    await opened(play)
    await play.at("12/12/2023 09:00")
    play.heard("sxd")
    await taken(play, redated(10))
    said = play.heard("sxd")
    assert "Ngày mới đã qua nên kỳ này giữ ngày cũ." in said
    assert "[Chuyển" not in said


async def story_the_own_date_of_the_so_moves_without_a_word_to_others(play: Play) -> None:
    round_ = await opened(play)
    await play.at("06/12/2023 09:00")
    play.heard("sxd")
    await taken(play, redated(15, onward=29))
    said = play.heard("sxd")
    assert "Sở báo cáo UBND tỉnh: nay là ngày 29/12/2023 (trước là 31/12/2023)." in said
    assert "Thời hạn gửi" not in said
    done = await play.presses("sxd", "Chuyển sang ngày 29/12/2023")
    assert "Sở báo cáo UBND tỉnh ngày 29/12/2023" in done
    assert play.heard("stnmt") == ""
    async with play.store() as unit:
        one = await rounds.get(unit, round_)
    assert one is not None
    assert f"{one.onward}" == "2023-12-29"


async def story_a_round_nobody_opened_follows_by_itself(play: Play) -> None:
    assert "trước ngày 15/12/2023" in await waiting(play)
    done = await taken(play, redated(22))
    assert "Kỳ báo cáo năm 2023 chưa mở: thời hạn chuyển theo bản mới." in done
    assert play.heard("sxd") == ""
    assert "trước ngày 22/12/2023" in await play.says("sxd", "/mo")


async def story_a_report_that_is_ordered_no_more(play: Play) -> None:
    """Its round that waited goes; one that is open stays as it is."""
    await waiting(play)
    async with play.store() as unit:
        assert [one.state for one in await rounds.of_plan(unit, VLXD)] == [RoundState.PROPOSED]
    content = version()
    content["reporting"] = []
    await taken(play, content)
    async with play.store() as unit:
        assert await rounds.of_plan(unit, VLXD) == []
    assert "15/12/2023" not in await play.says("sxd", "/mo")
