"""The Sở's side of obstacles: lists, reports upward, two who answer at once, silence, digests."""

from __future__ import annotations

from datetime import date

from handlers.loading import load_plan
from plans.model import Role
from plans.obstacles import Move, ObstacleKind, ObstacleState
from plans.planfile import read_plan
from storage import obstacles, plans
from tests.transcripts.play import INTERNAL, Play
from tests.transcripts.stories.obstacles import ADVICE, TEXT, advise, raise_it, stands
from tests.transcripts.stories.whole_path import tie_groups
from tests.transcripts.worlds import (
    TTX,
    TTX_FILE,
    appoint,
    opened,
    person_of,
    raised,
    second_coordinator,
)

ABOVE = "obstacles: {to: Sở Kế hoạch và Đầu tư, escalate_to: [%s]}\ntasks:"


async def second_plan(play: Play, above: str) -> None:
    """A plan of Sở Kế hoạch và Đầu tư: `above` as its text names upper bodies, or nobody."""
    text = TTX_FILE.replace("tasks:", ABOVE % above) if above else TTX_FILE
    async with play.store() as unit:
        await load_plan(unit, read_plan(text.encode(), "ttx.yaml"))
        await plans.follow_from(unit, TTX, date(2023, 1, 1))
        await appoint(unit, await person_of(unit, play, "stnmt"), "stnmt", TTX)
        who = await person_of(unit, play, "skhdt")
        await appoint(unit, who, "skhdt", TTX, Role.COORDINATOR)


async def story_obstacle_reported_to_the_body_the_plan_names(play: Play) -> None:
    await raise_it(play, "ubnd-luc-nam", "VLXD 4")
    play.heard("sxd")
    asked = await play.presses("sxd", "Báo cáo UBND tỉnh")
    assert asked.startswith("Số, ký hiệu và ngày văn bản Sở Xây dựng đã báo cáo UBND tỉnh,")
    for typed, said in (
        ("45/SXD-QLXD", "văn bản chưa có ngày"),
        ("đã gửi rồi", "chưa đủ số, ký hiệu, ngày"),
        ("45/SXD-QLXD ngày 16/11/2023", "ngày văn bản 16/11/2023 còn ở phía trước"),
    ):
        assert said in await play.says("sxd", typed), typed
    review = await play.says("sxd", "45/SXD-QLXD ngày 15/11/2023")
    assert "Sở Xây dựng đã báo cáo UBND tỉnh tại văn bản số 45/SXD-QLXD ngày 15/11/2023." in review
    assert play.heard("ubnd-luc-nam") == ""
    await play.presses("sxd", "Gửi")
    assert play.heard("ubnd-luc-nam").splitlines()[1:] == [
        "Sở Xây dựng đã báo cáo UBND tỉnh tại văn bản số 45/SXD-QLXD ngày 15/11/2023.",
        "[Xem]",
    ]
    assert "Tình trạng: đã báo cáo UBND tỉnh," in await play.presses("ubnd-luc-nam", "Xem")
    assert (await stands(play, 1))[0] is ObstacleState.ESCALATED


async def story_obstacle_of_a_plan_that_names_three_bodies(play: Play) -> None:
    await second_plan(play, "Ban Chỉ đạo, UBND tỉnh, Chủ tịch UBND tỉnh")
    assert await play.says("stnmt", "/vuongmac") == (
        "Anh/chị chọn kế hoạch:\n[Sở Tài nguyên và Môi trường, KH TTX]"
        " [Sở Tài nguyên và Môi trường, KH VLXD]"
    )
    await play.presses("stnmt", "Sở Tài nguyên và Môi trường, KH TTX")
    await play.presses("stnmt", "TTX 7.4")
    for said in ("Chuyên môn, kỹ thuật", "Chưa có hệ số phát thải", "bỏ qua", "gửi"):
        await play.says("stnmt", said)
    assert play.heard("sxd") == ""
    play.heard("skhdt")
    await play.presses("skhdt", "Báo cáo cấp có thẩm quyền")
    await play.presses("skhdt", "Ban Chỉ đạo")
    await play.says("skhdt", "9/SKHDT-TH ngày 15/11/2023")
    await play.presses("skhdt", "Gửi")
    assert "đã báo cáo Ban Chỉ đạo tại văn bản số 9/SKHDT-TH" in play.heard("stnmt")
    await play.says("skhdt", "/vuongmac")
    listed = await play.presses("skhdt", "KH TTX, các cơ quan")
    assert "(chuyên môn, kỹ thuật): đã báo cáo Ban Chỉ đạo, dưới 1 ngày làm việc." in listed
    await play.presses("skhdt", "Xem số 01")
    await play.presses("skhdt", "Trả lời")
    await play.presses("skhdt", "Trao đổi nghiệp vụ")
    review = await play.says("skhdt", "Dùng hệ số của Bộ")
    assert "Phần vượt thẩm quyền Sở sẽ tổng hợp, báo cáo cấp có thẩm quyền." in review


async def story_obstacle_of_a_plan_that_names_no_body(play: Play) -> None:
    await second_plan(play, "")
    await play.says("stnmt", "/vuongmac")
    await play.presses("stnmt", "Sở Tài nguyên và Môi trường, KH TTX")
    for said in ("1.2", "Nội dung khác", "Chưa có hướng dẫn", "bỏ qua", "gửi"):
        await play.says("stnmt", said)
    play.heard("skhdt")
    asked = await play.presses("skhdt", "Báo cáo cấp có thẩm quyền")
    assert asked.startswith("Kế hoạch không quy định nơi nhận báo cáo khó khăn, vướng mắc.")
    assert "cần có chữ" in await play.says("skhdt", "123")
    await play.says("skhdt", "Thường trực  Tỉnh ủy")
    await play.says("skhdt", "9/SKHDT-TH ngày 15/11/2023")
    await play.presses("skhdt", "Gửi")
    assert "đã báo cáo Thường trực Tỉnh ủy tại văn bản số" in play.heard("stnmt")
    play.heard("skhdt")
    await play.presses("skhdt", "Trả lời")
    await play.presses("skhdt", "Trao đổi nghiệp vụ")
    review = await play.says("skhdt", "Sở trao đổi lại")
    assert "Phần vượt thẩm quyền" not in review


async def story_obstacle_two_coordinators_answer_at_once(play: Play) -> None:
    await second_coordinator(play, "sxd-2", 9201)
    await raise_it(play, "ubnd-luc-nam", "VLXD 4")
    for who in ("sxd", "sxd-2"):
        assert TEXT in play.heard(who)
        await play.presses(who, "Trả lời")
        await play.presses(who, "Trao đổi nghiệp vụ")
        await play.says(who, f"Trả lời của {who}")
    await play.presses("sxd", "Gửi")
    again = await play.presses("sxd-2", "Gửi")
    assert again.splitlines()[:3] == [
        (
            "Trong lúc anh/chị soạn, Chuyên viên tổng hợp Sở Xây dựng, Chuyên viên, đã ghi lúc"
            " 08:00 ngày 15/11/2023: trao đổi nghiệp vụ. Trả lời của sxd"
        ),
        "Nếu anh/chị vẫn gửi, cả hai lần đều được giữ.",
        "Trả lời vướng mắc số 01 về VLXD 4, gửi UBND huyện Lục Nam",
    ]
    assert "Trả lời của sxd-2" not in play.heard("ubnd-luc-nam")
    await play.presses("sxd-2", "Gửi")
    assert "Trả lời của sxd-2" in play.heard("ubnd-luc-nam")
    assert await stands(play, 1) == (
        ObstacleState.ANSWERED,
        [Move.RAISED, Move.ADVISED, Move.ADVISED],
    )
    late = await play.presses("sxd-2", "Tiếp nhận")
    assert late.startswith("Vướng mắc số 01 hiện đã trả lời (từ 08:00 ngày 15/11/2023), nên lựa")


async def story_obstacle_ends_after_five_silent_days(play: Play) -> None:
    """Wednesday's answer: silence counts to Wednesday a week later, the night after ends it."""
    first = await raised(play, "sct", "2")
    second = await raised(play, "stc", "3")
    await raised(play, "skhcn", "3")
    await play.says("sxd", "/vuongmac")
    for number in ("01", "02"):
        await play.presses("sxd", f"Xem số {number}")
        await advise(play)
        await play.says("sxd", "/vuongmac")
    await play.at("22/11/2023 16:00")
    assert (await stands(play, first))[0] is ObstacleState.ANSWERED
    play.heard("stc")
    await play.presses("stc", "Đề nghị trả lời bằng văn bản")
    await play.at("23/11/2023 08:30")
    assert await stands(play, first) == (
        ObstacleState.CLOSED,
        [Move.RAISED, Move.ADVISED, Move.LAPSED],
    )
    assert (await stands(play, second))[0] is ObstacleState.CONSIDERING
    assert "kết thúc" not in play.heard("sct")
    assert (await play.presses("sct", "Còn vướng")).startswith(
        "Vướng mắc số 01 đã kết thúc theo dõi ngày 23/11/2023."
    )
    seen = await play.presses("sct", "Xem")
    assert "\n08:30 ngày 23/11/2023, hết thời gian chờ: không có ý kiến thêm, kết thúc" in seen
    await play.says("sct", "/vuongmac")
    closed = await play.presses("sct", "Đã kết thúc (1)")
    assert closed.startswith("KH VLXD, Sở Công thương: 1 vướng mắc đã kết thúc theo dõi.\n")


async def story_obstacle_lists_by_state_and_age(play: Play) -> None:
    for agency in ("sct", "stc"):
        await raised(play, agency, "3", ObstacleKind.POLICY)
    await play.at("16/11/2023 09:00")
    for _ in range(6):
        await raised(play, "stnmt", None, text="chưa đủ người")
    await play.at("23/11/2023 09:00")
    await play.says("sxd", "/vuongmac")
    await play.presses("sxd", "Xem số 01")
    await play.presses("sxd", "Tiếp nhận")
    first = await play.says("sxd", "khó khăn vướng mắc")
    assert first.splitlines()[:4] == [
        (
            "KH VLXD: 8 vướng mắc đang theo dõi, 8 chờ Sở Xây dựng xử lý (lâu nhất 6 ngày làm"
            " việc). Trang 1/2."
        ),
        "Cơ chế, chính sách: 2; kinh phí: 6.",
        "Số 02, VLXD 3, Sở Tài chính (cơ chế, chính sách): mới gửi, 6 ngày làm việc.",
        "Số 03, KH VLXD, Sở Tài nguyên và Môi trường (kinh phí): mới gửi, 5 ngày làm việc.",
    ]
    assert len(first.splitlines()) <= 10
    assert (await play.presses("sxd", "Trang sau")).splitlines()[2:] == [
        "Số 08, KH VLXD, Sở Tài nguyên và Môi trường (kinh phí): mới gửi, 5 ngày làm việc.",
        (
            "Số 01, VLXD 3, Sở Công thương (cơ chế, chính sách): đã tiếp nhận, dưới 1 ngày làm"
            " việc."
        ),
        "[Xem số 08] [Xem số 01]",
    ]
    own = await play.says("stc", "/vuongmac")
    assert own.splitlines() == [
        (
            "KH VLXD, Sở Tài chính: 1 vướng mắc đang theo dõi, 1 chờ Sở Xây dựng xử lý (lâu nhất"
            " 6 ngày làm việc)."
        ),
        "Số 02, VLXD 3 (cơ chế, chính sách): mới gửi, 6 ngày làm việc.",
        "[Xem số 02] [Gửi vướng mắc mới]",
    ]
    await play.says("sxd-admin", "/vuongmac")
    seen = await play.presses("sxd-admin", "Xem số 02")
    assert "[" not in seen
    for verb in ("vmn", "vmc", "vml", "vmu"):
        said = await play.forges("sxd-admin", f"{verb}:2")
        assert "là việc của chuyên viên tổng hợp kế hoạch này" in said
    for verb in ("vmr", "vmv", "vmp", "vmb", "vmh", "vmhx"):
        said = await play.forges("sxd", f"{verb}:2")
        assert "là việc của cán bộ đầu mối cơ quan nêu vướng mắc" in said


async def story_obstacle_in_the_digest(play: Play) -> None:
    """Model message #7: what waits for the Sở, and news of it."""
    await opened(play)
    await tie_groups(play)
    play.heard(INTERNAL)
    await raised(play, "sct", "2")
    await play.at("16/11/2023 09:00")
    await raised(play, "stc", "3")
    await play.says("stnmt", "/capnhat 5 Đề nghị điều chỉnh: gia hạn đến 2025")
    await play.presses("stnmt", "Gửi")
    await play.at("17/11/2023 14:30")
    assert "Chờ Sở xử lý: 2 vướng mắc (lâu nhất 2 ngày làm việc)" in play.heard(INTERNAL)
    await play.at("24/11/2023 14:30")
    assert play.heard(INTERNAL) == ""  # older, but no news
    await play.says("sxd", "/vuongmac")
    await play.presses("sxd", "Xem số 01")
    await advise(play)
    assert ADVICE in play.heard("sct")
    shown = await play.says("sxd", "/tonghop")
    assert "Chờ Sở xử lý: 1 vướng mắc (lâu nhất 6 ngày làm việc)" in shown
    await play.at("01/12/2023 14:30")
    assert "Chờ Sở xử lý: 1 vướng mắc (lâu nhất 11 ngày làm việc)" in play.heard(INTERNAL)
    async with play.store() as unit:
        assert [one.seq for one in await obstacles.waiting(unit, plan_id="x")] == []
