"""Khó khăn, vướng mắc: raised, told, answered, and what the agency says back."""

from __future__ import annotations

from sqlalchemy import select

from plans.obstacles import Move, ObstacleState
from storage import obstacles
from storage.schema import audit
from tests.transcripts.play import Play
from tests.transcripts.worlds import opened, raised, second_focal

TEXT = "cơ sở chưa có kinh phí lắp trạm quan trắc khí thải tự động."
ADVICE = "Đề nghị cơ sở đưa kinh phí vào dự toán năm 2024."


async def raise_it(play: Play, who: str, about: str, text: str = TEXT) -> str:
    """The whole form, without a proposal; what the receipt says."""
    await play.says(who, "/vuongmac")
    if "Gửi vướng mắc mới" in play.buttons(who):
        await play.presses(who, "Gửi vướng mắc mới")
    await play.presses(who, about)
    await play.presses(who, "Kinh phí")
    await play.says(who, text)
    await play.presses(who, "Bỏ qua")
    return await play.presses(who, "Gửi")


async def advise(play: Play, text: str = ADVICE) -> str:
    """The coordinator answers the newest obstacle that he was shown, in chat."""
    await play.presses("sxd", "Trả lời")
    await play.presses("sxd", "Trao đổi nghiệp vụ")
    await play.says("sxd", text)
    return await play.presses("sxd", "Gửi")


async def stands(play: Play, number: int) -> tuple[ObstacleState, list[Move]]:
    async with play.store() as unit:
        one = await obstacles.get(unit, number)
    assert one is not None
    return one.state, [step.what for step in one.steps]


async def story_obstacle_answered_in_chat(play: Play) -> None:
    """Model message #10."""
    for _ in range(6):
        await raised(play)
    await play.at("27/11/2023 15:00")
    await play.says("ubnd-lang-giang", "/vuongmac")
    await play.presses("ubnd-lang-giang", "VLXD 4")
    await play.presses("ubnd-lang-giang", "Kinh phí")
    await play.says("ubnd-lang-giang", TEXT)
    review = await play.says("ubnd-lang-giang", "Đề nghị hỗ trợ từ ngân sách tỉnh")
    assert review.splitlines() == [
        "Vướng mắc về VLXD 4, UBND huyện Lạng Giang (kinh phí)",
        TEXT,
        "Đề xuất: Đề nghị hỗ trợ từ ngân sách tỉnh",
        "Gửi tới Sở Xây dựng; không thay văn bản. Anh/chị kiểm tra rồi chọn Gửi.",
        "[Gửi] [Sửa] [Để sau] [Hủy]",
    ]
    assert (await play.presses("ubnd-lang-giang", "Gửi")).splitlines() == [
        (
            "Đã ghi nhận vướng mắc số 07 về VLXD 4 của UBND huyện Lạng Giang,"
            " 15:00 ngày 27/11/2023 (không thay số văn bản đến)."
        ),
        "Sở Xây dựng đã được báo. Anh/chị xem tình trạng ở /vuongmac.",
        "[Xem] [Bổ sung] [Thu hồi]",
    ]
    assert play.heard("sxd").splitlines() == [
        ("UBND huyện Lạng Giang nêu vướng mắc số 07 về VLXD 4 (kinh phí), 15:00 ngày 27/11/2023:"),
        TEXT,
        "Đề xuất: Đề nghị hỗ trợ từ ngân sách tỉnh",
        "Người gửi: Cán bộ đầu mối UBND huyện Lạng Giang, Chuyên viên.",
        "[Tiếp nhận] [Trả lời] [Báo cáo UBND tỉnh] [Xem]",
    ]
    assert play.heard("sxd-admin") == ""
    await play.at("28/11/2023 09:00")
    assert "số 07 về VLXD 4, UBND huyện Lạng Giang: đã tiếp nhận." in await play.presses(
        "sxd", "Tiếp nhận"
    )
    assert play.heard("ubnd-lang-giang") == ""
    await play.at("01/12/2023 10:00")
    assert (await advise(play)).splitlines()[:2] == [
        "Đã ghi vướng mắc số 07 về VLXD 4, UBND huyện Lạng Giang: trao đổi nghiệp vụ.",
        "Tin gửi tới 1 cán bộ đầu mối.",
    ]
    assert play.heard("ubnd-lang-giang").splitlines() == [
        f"Vướng mắc số 07 về VLXD 4 (gửi 27/11/2023; Sở tiếp nhận 28/11): {TEXT}",
        (
            f"Trao đổi nghiệp vụ của Sở Xây dựng: {ADVICE} Nội dung này không thay văn bản trả"
            " lời. Phần vượt thẩm quyền Sở sẽ tổng hợp, báo cáo UBND tỉnh."
        ),
        "[Đã rõ] [Còn vướng] [Đề nghị trả lời bằng văn bản]",
    ]
    clear = await play.presses("ubnd-lang-giang", "Đã rõ")
    assert clear == "Đã ghi đối với vướng mắc số 07 về VLXD 4: đã rõ, kết thúc theo dõi."
    assert play.heard("sxd") == ""
    moves = [Move.RAISED, Move.RECEIVED, Move.ADVISED, Move.CLEAR]
    assert await stands(play, 7) == (ObstacleState.CLOSED, moves)


async def story_obstacle_still_there_then_a_written_answer(play: Play) -> None:
    await raise_it(play, "ubnd-lang-giang", "VLXD 4")
    play.heard("sxd")
    await advise(play)
    await play.presses("ubnd-lang-giang", "Còn vướng")
    back = await play.says("ubnd-lang-giang", "Dự toán năm 2024 đã chốt")
    assert back.startswith(
        "Đã ghi đối với vướng mắc số 01 về VLXD 4: còn vướng. Tình trạng: đang xem xét.\n"
    )
    assert play.heard("sxd").splitlines()[:2] == [
        "UBND huyện Lạng Giang còn vướng đối với vướng mắc số 01 về VLXD 4:",
        "Dự toán năm 2024 đã chốt",
    ]
    await advise(play, "Sở xin ý kiến Sở Tài chính")
    asked = await play.presses("ubnd-lang-giang", "Đề nghị trả lời bằng văn bản")
    assert "VLXD 4: đề nghị trả lời bằng văn bản. Tình trạng: đang xem xét." in asked
    assert "đề nghị trả lời bằng văn bản vướng mắc số 01" in play.heard("sxd")
    again = await play.presses("ubnd-lang-giang", "Đề nghị trả lời bằng văn bản")
    assert again.startswith("Đề nghị trả lời bằng văn bản đối với vướng mắc số 01 đã được ghi")
    listed = await play.says("sxd", "/vuongmac")
    assert (
        "Số 01, VLXD 4, UBND huyện Lạng Giang (kinh phí): đang xem xét, dưới 1 ngày làm việc;"
        " đề nghị trả lời bằng văn bản.\n"
    ) in listed
    await play.presses("sxd", "Xem số 01")
    assert "Cơ quan đề nghị trả lời bằng văn bản.\n" in await play.presses("sxd", "Trả lời")
    await play.presses("sxd", "Trả lời bằng văn bản")
    await play.says("sxd", "1300/SXD-QLXD ngày 15/11/2023")
    await play.says("sxd", "Hỗ trợ 50% từ sự nghiệp môi trường")
    await play.presses("sxd", "Gửi")
    assert play.heard("ubnd-lang-giang").splitlines()[-2:] == [
        (
            "Sở Xây dựng trả lời bằng văn bản số 1300/SXD-QLXD ngày 15/11/2023: Hỗ trợ 50% từ sự"
            " nghiệp môi trường."
        ),
        "[Đã rõ] [Còn vướng]",
    ]
    old = await play.presses("ubnd-lang-giang", "Đề nghị trả lời bằng văn bản")
    assert "đã được trả lời bằng văn bản số 1300/SXD-QLXD ngày 15/11/2023." in old
    await play.presses("ubnd-lang-giang", "Đã rõ")
    assert (await stands(play, 1))[0] is ObstacleState.CLOSED


async def story_obstacle_history_by_name_for_the_so_only(play: Play) -> None:
    await raise_it(play, "ubnd-lang-giang", "Cả Kế hoạch")
    play.heard("sxd")
    await play.presses("sxd", "Tiếp nhận")
    await play.at("17/11/2023 10:00")
    await play.presses("sxd", "Đang xem xét")
    await advise(play)
    play.heard("ubnd-lang-giang")
    await play.says("sxd-admin", "/vuongmac")
    assert (await play.presses("sxd-admin", "Xem số 01")).splitlines() == [
        "Vướng mắc số 01 về KH VLXD, UBND huyện Lạng Giang (kinh phí)",
        TEXT,
        ("Tình trạng: đã trả lời, dưới 1 ngày làm việc (gửi cách đây 2 ngày làm việc)."),
        "Hết ngày 24/11/2023 không có ý kiến thêm thì kết thúc theo dõi.",
        (
            "08:00 ngày 15/11/2023, Cán bộ đầu mối UBND huyện Lạng Giang, Chuyên viên: gửi vướng"
            " mắc."
        ),
        "08:00 ngày 15/11/2023, Chuyên viên tổng hợp Sở Xây dựng, Chuyên viên: tiếp nhận.",
        "10:00 ngày 17/11/2023, Chuyên viên tổng hợp Sở Xây dựng, Chuyên viên: đang xem xét.",
        (
            "10:00 ngày 17/11/2023, Chuyên viên tổng hợp Sở Xây dựng, Chuyên viên: trao đổi nghiệp"
            f" vụ. {ADVICE}"
        ),
    ]
    await play.says("ubnd-lang-giang", "/vuongmac")
    theirs = await play.presses("ubnd-lang-giang", "Xem số 01")
    assert "15/11/2023, Sở Xây dựng: tiếp nhận.\n" in theirs
    assert "Chuyên viên tổng hợp Sở Xây dựng" not in theirs
    async with play.store() as unit:
        rows = await unit.rows(select(audit).where(audit.c.subject == "obstacle:1"))
    assert [(row.what, row.before, row.after) for row in rows] == [
        ("obstacle_raised", None, "new"),
        ("obstacle_received", "new", "received"),
        ("obstacle_considered", "received", "considering"),
        ("obstacle_advised", "considering", "answered"),
    ]


async def story_obstacle_raised_after_hours(play: Play) -> None:
    """Told the next morning when quiet ends; withdrawn in the same night, nobody is told."""
    await play.at("17/11/2023 16:45")
    receipt = await raise_it(play, "sct", "VLXD 2")
    assert "Sở Xây dựng nhận được tin lúc 07:30 ngày 20/11/2023." in receipt
    await raise_it(play, "stc", "VLXD 3")
    assert "Thu hồi vướng mắc số 02 về VLXD 3?" in await play.presses("stc", "Thu hồi")
    assert "VLXD 3: thu hồi, kết thúc theo dõi." in await play.presses("stc", "Thu hồi")
    assert play.heard("sxd") == ""
    await play.at("20/11/2023 07:29")
    assert play.heard("sxd") == ""
    await play.at("20/11/2023 07:30")
    told = play.heard("sxd")
    assert told.startswith("Sở Công thương nêu vướng mắc số 01 về VLXD 2 (kinh phí), 16:45 ngày")
    assert "số 02" not in told
    await play.at("20/11/2023 11:40")
    assert "Tin gửi tới 1 cán bộ đầu mối lúc 13:30 ngày 20/11/2023." in await advise(play)
    assert play.heard("sct") == ""
    await play.at("20/11/2023 13:30")
    assert "Trao đổi nghiệp vụ của Sở Xây dựng" in play.heard("sct")


async def story_obstacle_added_to_and_withdrawn(play: Play) -> None:
    await raise_it(play, "skhcn", "VLXD 3")
    play.heard("sxd")
    await play.presses("skhcn", "Bổ sung")
    added = await play.says("skhcn", "Kèm 02 cơ sở ở huyện Yên Dũng")
    assert "VLXD 3: bổ sung. Tình trạng: mới gửi." in added
    assert play.heard("sxd").splitlines()[:2] == [
        "Sở Khoa học và Công nghệ bổ sung vướng mắc số 01 về VLXD 3:",
        "Kèm 02 cơ sở ở huyện Yên Dũng",
    ]
    await play.presses("skhcn", "Thu hồi")
    await play.presses("skhcn", "Thu hồi")
    assert play.heard("sxd").startswith(
        "Sở Khoa học và Công nghệ đã thu hồi vướng mắc số 01 về VLXD 3; kết thúc theo dõi.\n"
    )
    assert (await play.presses("sxd", "Trả lời")).startswith(
        "Vướng mắc số 01 đã kết thúc theo dõi ngày 15/11/2023. Nếu còn nội dung cần tháo gỡ"
    )


async def story_obstacle_two_focal_points_are_both_answered(play: Play) -> None:
    await second_focal(play, "stnmt-2", 9101, "stnmt")
    await raise_it(play, "stnmt-2", "VLXD 1.3")
    play.heard("sxd")
    assert "Tin gửi tới 2 cán bộ đầu mối." in await advise(play)
    assert ADVICE in play.heard("stnmt")
    assert ADVICE in play.heard("stnmt-2")
    await play.presses("stnmt", "Đã rõ")
    closed = await play.presses("stnmt-2", "Còn vướng")
    assert closed.startswith("Vướng mắc số 01 đã kết thúc theo dõi")


async def story_obstacle_beside_a_task(play: Play) -> None:
    await opened(play)
    await play.says("stnmt", "/nhiemvu")
    await play.presses("stnmt", "VLXD 1.3")
    asked = await play.presses("stnmt", "Khó khăn, vướng mắc")
    assert asked.startswith("Vướng mắc về VLXD 1.3 thuộc loại nào?")
    await play.presses("stnmt", "Nhân lực")
    await play.says("stnmt", "Thiếu người lập hồ sơ")
    await play.says("stnmt", "để sau")
    for said in ("5", "Đang triển khai", "Có khả năng chậm", "Mới kiểm tra 02 cơ sở", "gửi"):
        await play.says("stnmt", said)
    asked = await play.presses("stnmt", "Khó khăn, vướng mắc")
    assert asked.startswith("Đề xuất của cơ quan?")  # the draft is kept, its task is the new one
    review = await play.says("stnmt", "bỏ qua")
    assert review.startswith("Vướng mắc về VLXD 5, Sở Tài nguyên và Môi trường (nhân lực)\n")
    assert "\nThiếu người lập hồ sơ\n" in review


async def story_obstacle_typed_behind_the_command(play: Play) -> None:
    asked = await play.says("stnmt", f"/vuongmac {TEXT}")
    assert asked.startswith("Vướng mắc của Sở Tài nguyên và Môi trường về nhiệm vụ nào")
    await play.says("stnmt", "1.3")
    await play.says("stnmt", "kinh phí")
    assert TEXT in await play.says("stnmt", "bỏ qua")
    assert "vướng mắc số 01 về VLXD 1.3" in await play.says("stnmt", "gửi")
