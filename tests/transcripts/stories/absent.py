"""/vangmat: days away, a stand-in with the same rights, and what happens without one."""

from __future__ import annotations

from sqlalchemy import select

from storage import absences
from storage.schema import audit
from tests.transcripts.play import Play
from tests.transcripts.worlds import (
    opened,
    other_province,
    part_of,
    person_of,
    said_of,
    second_focal,
)

SECOND = "Cán bộ stnmt-2"


async def away(play: Play, who: str, days: str, stand_in: str) -> str:
    """Somebody says that they are away; what was said last."""
    await play.says(who, f"/vangmat {days}")
    await play.presses(who, next(one for one in play.buttons(who) if one.startswith(stand_in)))
    return await play.presses(who, "Gửi")


async def story_stand_in_is_reminded_and_acts(play: Play) -> None:
    round_ = await opened(play)
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    asked = await play.says("stnmt", "/vangmat")
    assert asked.startswith("Anh/chị đi công tác, nghỉ những ngày nào? Ví dụ: 22/12 - 26/12/2023")
    chosen = await play.says("stnmt", "29/11 - 01/12/2023")
    assert chosen.startswith(
        "Ai theo dõi thay anh/chị từ ngày 29/11/2023 đến hết ngày 01/12/2023?"
    )
    assert play.buttons("stnmt")[:2] == [f"{SECOND}, Chuyên viên", "Không có người theo dõi thay"]
    review = await play.presses("stnmt", f"{SECOND}, Chuyên viên")
    assert "Trong những ngày này tin nhắc gửi người theo dõi thay." in review
    kept = await play.presses("stnmt", "Gửi")
    assert kept.endswith("[Đã trở lại]")
    told = play.heard("stnmt-2")
    assert told.splitlines() == [
        (
            "Cán bộ đầu mối Sở Tài nguyên và Môi trường, Chuyên viên, đi công tác, nghỉ từ ngày"
            " 29/11/2023 đến hết ngày 01/12/2023 và đề nghị anh/chị theo dõi thay:"
        ),
        "cán bộ đầu mối Sở Tài nguyên và Môi trường, KH VLXD",
        (
            "Trong những ngày này tin nhắc gửi anh/chị; việc anh/chị làm được ghi tên anh/chị."
            " Hết ngày 01/12/2023 việc theo dõi thay tự kết thúc."
        ),
        "[Đã nhận] [Không nhận được]",
    ]
    assert "Đã ghi: anh/chị theo dõi thay" in await play.presses("stnmt-2", "Đã nhận")
    await play.at("30/11/2023 08:30")
    assert play.heard("stnmt") == ""
    assert play.heard("stnmt-2").count("Còn 10 ngày làm việc") == 1
    await play.at("11/12/2023 13:45")
    assert play.heard("stnmt").count("Còn 3 ngày làm việc") == 1
    assert (await part_of(play, round_)).away is None


async def story_stand_in_of_another_agency_has_one_message(play: Play) -> None:
    """Who is no focal point of the agency for this plan acts in it on these days only."""
    await opened(play)
    await _knows_two(play)
    assert "Đã ghi" in await away(play, "skhcn", "30/11/2023", "Cán bộ đầu mối Sở Tài nguyên")
    play.heard("stnmt")
    assert "VLXD 1.4" not in await play.says("stnmt", "/nhiemvu")
    await play.at("30/11/2023 08:30")
    morning = play.heard("stnmt")
    assert morning.count("Còn 10 ngày làm việc") == 2
    assert "Sở Khoa học và Công nghệ" in morning
    assert play.heard("skhcn") == ""
    review = await play.says("stnmt", "3 Đang rà soát 5 cơ sở")
    assert "VLXD 3" in review
    await play.presses("stnmt", "Gửi")
    last = (await said_of(play, "3", "skhcn"))[0]
    assert last.person_name == "Cán bộ đầu mối Sở Tài nguyên và Môi trường"
    button = play.button("stnmt", "Thu hồi")
    await play.at("01/12/2023 09:00")
    assert "không thuộc" in await play.press_this("stnmt", button)
    assert "không có nhiệm vụ" in await play.says("stnmt", "3")


async def _knows_two(play: Play) -> None:
    """The focal point of Sở TN&MT has a post in Sở KH&CN too, for another plan."""
    from tests.transcripts.worlds import TTX, also_leads, appoint

    await also_leads(play)
    async with play.store() as unit:
        await appoint(unit, await person_of(unit, play, "stnmt"), "skhcn", TTX)


async def story_stand_in_says_no(play: Play) -> None:
    await opened(play)
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    await away(play, "stnmt", "29/11 - 01/12/2023", SECOND)
    play.heard("stnmt-2")
    no = play.button("stnmt-2", "Không nhận được")
    assert (await play.press_this("stnmt-2", no)).startswith("Đã ghi: anh/chị không nhận theo dõi")
    assert "đã kết thúc hoặc không liên quan" in await play.press_this("stnmt-2", no)
    mine = play.heard("stnmt")
    assert mine.startswith(f"{SECOND} không nhận được việc theo dõi thay anh/chị từ ngày 29/11")
    assert (
        "(Sở Tài nguyên và Môi trường) đi công tác, nghỉ từ ngày 29/11/2023 đến hết ngày"
        f" 01/12/2023; {SECOND} không nhận được việc theo dõi thay."
    ) in play.heard("sxd")
    await play.wait(60)
    await play.presses("stnmt", "Chọn người theo dõi thay")
    await play.presses("stnmt", SECOND + ", Chuyên viên")
    await play.presses("stnmt", "Gửi")
    assert "đề nghị anh/chị theo dõi thay" in play.heard("stnmt-2")


async def story_without_a_stand_in_nobody_waits(play: Play) -> None:
    await opened(play)
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    await away(play, "stnmt", "29/11 - 26/12/2023", "Không có người theo dõi thay")
    await away(play, "stc", "29/11 - 26/12/2023", "Không có người theo dõi thay")
    await play.at("30/11/2023 08:30")
    assert play.heard("stnmt") == ""
    assert "Còn 10 ngày làm việc" in play.heard("stnmt-2")
    assert play.heard("stc") == ""
    assert "chưa có người theo dõi thay nên bot không nhắc" in await play.says("stc", "/lichnhac")
    assert "Sở Tài chính (nghỉ đến 26/12)" in await play.says("sxd", "/tonghop")
    details = await play.presses("sxd", "Xem chi tiết")
    assert "cán bộ đầu mối nghỉ đến 26/12/2023" in details
    assert "Sở Tài nguyên và Môi trường (nghỉ" not in details
    await play.at("18/12/2023 09:00")
    play.heard("sxd")
    await play.says("sxd", "/tonghop")
    preview = await play.presses("sxd", play.buttons("sxd")[0])
    assert "Không nhắc: Sở Tài chính (nghỉ đến 26/12)." in preview
    await play.says("stc", "/vangmat")
    await play.presses("stc", "Đã trở lại (từ ngày 29/11/2023 đến hết ngày 26/12/2023)")
    assert "nghỉ đến" not in await play.says("sxd", "/tonghop")


async def _blocks(play: Play, who: str, *, ends: bool = False) -> None:
    user = play.users[who]
    play.room.unblock(user) if ends else play.room.block(user)
    await play.then(f"{who}> {'unblock' if ends else 'block'}", who)


async def story_stand_in_who_blocked_the_bot(play: Play) -> None:
    """Somebody stands in who is not reached any more: nobody is there, and the Sở sees it."""
    await opened(play)
    await second_focal(play, "stc-2", 1103, "stc")
    await away(play, "stc", "15/11 - 26/12/2023", "Cán bộ stc-2")
    await play.at("18/12/2023 09:00")
    await play.says("sxd", "/tonghop")
    preview = await play.presses("sxd", play.buttons("sxd")[0])
    assert "Sở Tài chính: Cán bộ đầu mối" not in preview
    await _blocks(play, "stc-2")
    await play.says("sxd", "/tonghop")
    preview = await play.presses("sxd", play.buttons("sxd")[0])
    assert (
        "Sở Tài chính: Cán bộ đầu mối Sở Tài chính (đầu mối chính), Chuyên viên (nghỉ đến"
        " 26/12/2023, người theo dõi thay không nhận được tin); Cán bộ stc-2, Chuyên viên (đã chặn"
        " bot)"
    ) in preview
    await _blocks(play, "stc-2", ends=True)
    await play.says("sxd", "/tonghop")
    preview = await play.presses("sxd", play.buttons("sxd")[0])
    assert "người theo dõi thay không nhận được tin" not in preview


async def story_stand_in_of_another_agency_who_blocked_the_bot(play: Play) -> None:
    await opened(play)
    await _knows_two(play)
    await away(play, "skhcn", "30/11 - 01/12/2023", "Cán bộ đầu mối Sở Tài nguyên")
    await play.at("30/11/2023 09:00")
    assert "Sở Khoa học và Công nghệ (nghỉ" not in await play.says("sxd", "/tonghop")
    await _blocks(play, "stnmt")
    assert "Sở Khoa học và Công nghệ (nghỉ đến 01/12)" in await play.says("sxd", "/tonghop")
    assert "nghỉ đến 01/12/2023, người theo dõi thay không nhận được tin)" in await play.presses(
        "sxd", "Xem chi tiết"
    )
    await play.says("sxd", "/dotxuat Số cơ sở?")
    await play.presses("sxd", "Cơ quan chủ trì (3)")
    await play.says("sxd", "10:00 ngày mai")
    told = await play.presses("sxd", "Số liệu")
    assert "Sở Khoa học và Công nghệ: Cán bộ đầu mối Sở Tài nguyên và Môi trường" in told
    await play.presses("sxd", "Hủy")


async def story_back_earlier(play: Play) -> None:
    await opened(play)
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    await away(play, "stnmt", "29/11 - 20/12/2023", SECOND)
    play.heard("stnmt-2")
    await play.at("04/12/2023 09:00")
    play.heard("stnmt")
    back = play.button("stnmt", "Đã trở lại")
    assert "Từ nay tin nhắc lại gửi anh/chị." in await play.press_this("stnmt", back)
    assert "đã kết thúc" in await play.press_this("stnmt", back)
    assert "đã trở lại; anh/chị không phải theo dõi thay nữa." in play.heard("stnmt-2")
    await play.at("11/12/2023 13:45")
    assert "Còn 3 ngày làm việc" in play.heard("stnmt")
    async with play.store() as unit:
        noted = [row.what for row in await unit.rows(select(audit.c.what).order_by(audit.c.id))]
    assert noted[-2:] == ["away", "back"]
    log = await play.says("sxd", "/nhatky")
    assert "báo đi công tác, nghỉ từ ngày 29/11/2023 đến hết ngày 20/12/2023, có người" in log
    assert "báo đã trở lại" in log


async def story_days_that_cannot_be(play: Play) -> None:
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    await play.says("stnmt", "/vangmat")
    for typed, why in (
        ("01/11/2023", "ngày 01/11/2023 đã qua"),
        ("01/11 - 14/11/2023", "ngày 14/11/2023 đã qua"),
        ("26/12/2023 - 22/12/2023", "ngày về 22/12/2023 trước ngày đi 26/12/2023"),
        ("20/11/2023 - 20/05/2024", "tối đa 90 ngày"),
        ("tuần sau", "cần ngày đi và ngày về"),
        ("30/02/2024", "cần ngày đi và ngày về"),
        ("1/12 - 2/12 - 3/12", "cần ngày đi và ngày về"),
    ):
        assert why in await play.says("stnmt", typed), typed
    assert "ngày 16/11/2023" in await play.says("stnmt", "ngày mai")
    for own in ("tôi", "Cán bộ đầu mối Sở Tài nguyên và Môi trường"):
        assert "không thể theo dõi thay chính mình" in await play.says("stnmt", own)
    assert "cần chọn một trong các mục" in await play.says("stnmt", "Người nào đó")
    await play.presses("stnmt", SECOND + ", Chuyên viên")
    await play.presses("stnmt", "Gửi")
    again = await play.says("stnmt", "/vangmat 15/11 - 20/11/2023")
    assert again.startswith("Chưa ghi được: anh/chị đã báo nghỉ ngày 16/11/2023.")


async def story_no_circles_and_no_chains(play: Play) -> None:
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    await second_focal(play, "stnmt-3", 1104, "stnmt")
    await away(play, "stnmt", "22/12 - 26/12/2023", SECOND)
    play.heard("stnmt-2")
    chain = await play.says("stnmt-2", "/vangmat 25/12/2023")
    assert chain.startswith("Chưa ghi được: những ngày này anh/chị đang theo dõi thay Cán bộ đầu")
    third = await play.says("stnmt-3", "/vangmat 26/12 - 28/12/2023")
    assert (
        "Không chọn được Cán bộ đầu mối Sở Tài nguyên và Môi trường: người này cũng đi công tác"
    ) in third
    assert SECOND in third
    await play.presses("stnmt-3", "Hủy")
    await play.says("stnmt-2", "/vangmat")
    await play.presses(
        "stnmt-2", "Không nhận được: thay Cán bộ đầu mối Sở Tài nguyên và Môi trường"
    )
    assert "Ai theo dõi thay" in await play.says("stnmt-2", "/vangmat 25/12/2023")
    assert "Cán bộ đầu mối Sở Tài" not in " ".join(play.buttons("stnmt-2"))


async def story_two_choose_each_other_at_once(play: Play) -> None:
    """Both forms stood at the review when the first was sent: the second is refused."""
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    for who, other in (("stnmt", SECOND), ("stnmt-2", "Cán bộ đầu mối Sở")):
        await play.says(who, "/vangmat 22/12/2023")
        await play.presses(who, next(one for one in play.buttons(who) if one.startswith(other)))
    await play.presses("stnmt", "Gửi")
    second = await play.presses("stnmt-2", "Gửi")
    assert "Đã ghi: đi công tác" not in second
    async with play.store() as unit:
        me = await person_of(unit, play, "stnmt-2")
        assert [one.person for one in await absences.about(unit, [me])] != [me]


async def story_nobody_else_reaches_an_absence(play: Play) -> None:
    await other_province(play, "tq", 3101)
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    await away(play, "stnmt", "22/12/2023", SECOND)
    for who in ("tq", "skhcn", "sxd"):
        await play.says(who, "/trogiup")
        for data in ("dit:1", "dik:1", "din:1", "dic:1", "dit:", "dik:x", "dit:99"):
            said = await play.forges(who, data)
            assert said.startswith(("Lần nghỉ này đã kết thúc", "Lựa chọn này không còn dùng")), (
                data
            )
    assert "đã kết thúc" in await play.forges("stnmt", "dik:1")
    assert "Hiện chưa có ai khác" in await play.says("tq", "/vangmat mai")


async def story_leave_that_has_begun(play: Play) -> None:
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    asked = await play.says("stnmt", "/vangmat 14/11 - 17/11")
    assert "từ ngày 14/11/2023 đến hết ngày 17/11/2023" in asked
    await play.presses("stnmt", SECOND + ", Chuyên viên")
    assert "[Đã trở lại]" in await play.presses("stnmt", "Gửi")
