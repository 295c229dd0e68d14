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

CLOSE, REOPEN = "Chốt kỳ báo cáo", "Mở lại kỳ"
OVER = (
    "Kỳ báo cáo năm 2023 KH VLXD đã chốt ngày 18/12/2023 nên bot không nhận báo cáo của kỳ này"
    " nữa. Đề nghị anh/chị gửi văn bản rồi ghi số, ngày ở Đã có văn bản, hoặc liên hệ chuyên viên"
    " tổng hợp.\n[Đã có văn bản]"
)


async def story_round_is_closed_after_its_date(play: Play) -> None:
    round_ = await opened(play, ("stnmt", "stc"))
    assert CLOSE not in await play.says("sxd", "/tonghop")
    early = await play.forges("sxd", f"dkx:{round_}")
    assert early == (
        "Chưa chốt được: kỳ báo cáo năm 2023 KH VLXD chưa qua thời hạn (15/12/2023)."
        " Chốt được từ ngày 16/12/2023, ở /tonghop."
    )
    assert await play.says("sxd", "chot ky") == early
    await play.at("14/12/2023 08:30")
    report = play.button("stc", "Không phát sinh")
    await play.at("15/12/2023 09:00")
    assert "tính đúng hạn. Chốt được từ ngày 16/12/2023." in await play.says("sxd", "/tonghop")
    await play.at("18/12/2023 13:45")
    play.heard("sxd")
    await play.says("sxd", "/tonghop")
    preview = await play.presses("sxd", CLOSE)
    assert preview.splitlines() == [
        "Chốt kỳ báo cáo năm 2023 KH VLXD? Đã gửi 0/2 cơ quan.",
        "Chưa gửi: Sở Tài nguyên và Môi trường; Sở Tài chính.",
        (
            "Sau khi chốt, bot không nhắc cơ quan nào và không nhận thêm báo cáo của kỳ này; văn"
            " bản đến muộn vẫn ghi được số, ngày (gửi sau thời hạn). Nội dung đã có được giữ"
            " nguyên."
        ),
        f"[{CLOSE}]",
    ]
    button = play.button("sxd", CLOSE)
    for who in ("stc", "sxd-admin"):
        await play.says(who, "/trogiup")
        assert "[" not in await play.forges(who, button[1])
    assert [one.state for one in await rounds_of(play)] == [RoundState.OPEN]
    done = await play.press_this("sxd", button)
    assert done.startswith(
        "Đã chốt kỳ báo cáo năm 2023 KH VLXD: đã gửi 0/2 cơ quan. Bot không nhắc kỳ này nữa.\n"
        f"[{REOPEN}]"
    )
    assert [one.state for one in await rounds_of(play)] == [RoundState.CLOSED]
    assert (await play.press_this("sxd", button)) == (
        "Kỳ báo cáo năm 2023 KH VLXD đã chốt trước đó (ngày 18/12/2023). Muốn mở lại, anh/chị gõ"
        " /tonghop."
    )
    play.heard("stc")
    assert await play.press_this("stc", report) == OVER
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


async def _closes(play: Play) -> None:
    await play.says("sxd", "/tonghop")
    await play.presses("sxd", CLOSE)
    await play.presses("sxd", CLOSE)


async def story_closed_round_is_opened_again(play: Play) -> None:
    round_ = await opened(play, ("stnmt", "stc", "sct"))
    await play.at("14/12/2023 08:30")
    await play.presses("stc", "Không phát sinh")
    await play.presses("stc", "Gửi")
    await play.at("18/12/2023 13:45")
    await play.says("sxd", "/tonghop")
    assert "\nCòn 1 báo cáo chờ tiếp nhận.\n" in await play.presses("sxd", CLOSE)
    await play.presses("sxd", CLOSE)
    again = play.button("sxd", REOPEN)
    await play.at("21/12/2023 09:00")
    play.heard("stnmt")
    play.heard("sct")
    for who in ("sct", "sxd-admin"):
        await play.says(who, "/trogiup")
        for verb in ("ml", "mlx"):
            assert "[" not in await play.forges(who, f"{verb}:{round_}")
    overview = await play.says("sxd", "/tonghop")
    assert overview.startswith(
        "Kỳ gần nhất: báo cáo năm 2023 KH VLXD, đã chốt ngày 18/12/2023, đã gửi 1/3 cơ quan.\n"
        f"[Xem chi tiết] [{REOPEN}]"
    )
    assert REOPEN not in await play.says("sxd-admin", "/tonghop")
    asked = await play.presses("sxd", REOPEN)
    assert "Các bước nhắc đã qua ngày không gửi bù" in asked
    assert [one.state for one in await rounds_of(play)] == [RoundState.CLOSED]
    assert (await play.presses("sxd", REOPEN)).startswith("Đã mở lại kỳ báo cáo năm 2023 KH VLXD.")
    assert [one.state for one in await rounds_of(play)] == [RoundState.OPEN]
    assert (await play.press_this("sxd", again)).startswith("Kỳ báo cáo năm 2023 KH VLXD đang mở.")
    assert "mở lại kỳ báo cáo năm 2023" in await play.says("sxd", "/nhatky")
    await play.at("22/12/2023 09:00")
    assert play.heard("sct") == play.heard("stnmt") == ""
    await play.says("sct", "/baocao")
    await play.presses("sct", "Không phát sinh")
    assert (await play.presses("sct", "Gửi")).startswith("Đã gửi báo cáo năm 2023")


async def story_late_documents_are_taken_after_closing(play: Play) -> None:
    """Công văn still arrive after the date: told by the agency, or entered for it."""
    round_ = await opened(play, ("stnmt", "stc", "sct"))
    await play.at("14/12/2023 08:30")
    old = play.button("stc", "Đã có văn bản")
    await play.at("18/12/2023 13:45")
    await _closes(play)
    await play.at("21/12/2023 09:00")
    for who in ("stc", "sct", "stnmt"):
        play.heard(who)
    await play.press_this("stc", old)
    kept = await play.says("stc", "90/BC-STC ngày 20/12/2023")
    assert "; kỳ đã chốt ngày 18/12/2023, ghi là gửi sau thời hạn." in kept
    assert await play.says("stnmt", "/baocao") == OVER
    await play.says("stnmt", "1.3 Đang rà soát 15 cơ sở")
    own = await play.presses("stnmt", "Gửi")
    assert "Kỳ báo cáo năm 2023 đã chốt ngày 18/12/2023 nên nội dung này không tính" in own
    assert (await part_of(play, round_, "stnmt")).sent is None
    assert "ghi là gửi sau thời hạn" in await play.says(
        "stnmt", "/vanban 150/BC-STNMT ngày 19/12/2023"
    )
    assert "văn bản đến muộn ghi là gửi sau thời hạn" in await play.says("sxd", "/nhapthay")
    how = await play.says("sxd", "Sở Công thương")
    assert "chỉ nhận theo văn bản" in how
    assert "[Theo điện thoại]" not in how
    await play.says("sxd", "77/BC-SCT ngày 19/12/2023")
    await play.presses("sxd", "Chỉ ghi số văn bản")
    entered = await play.presses("sxd", "Gửi")
    assert "kỳ đã chốt ngày 18/12/2023, ghi là gửi sau thời hạn" in entered
    await play.says("sxd", "/tonghop")
    details = await play.presses("sxd", "Xem chi tiết")
    for line in (
        "đã có văn bản số 90/BC-STC ngày 20/12/2023, gửi sau thời hạn",
        "đã có văn bản số 150/BC-STNMT ngày 19/12/2023, gửi sau thời hạn",
        "đã có văn bản số 77/BC-SCT ngày 19/12/2023 (nhập thay), gửi sau thời hạn",
    ):
        assert line in details
    assert [one.state for one in await rounds_of(play)] == [RoundState.CLOSED]


async def story_focal_point_types_the_words_that_close_a_round(play: Play) -> None:
    await opened(play)
    told = await play.says("stnmt", "chốt kỳ")
    assert told.startswith("Chốt kỳ báo cáo là việc của cơ quan tổng hợp.")
