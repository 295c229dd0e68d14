"""/bangiao: the new one takes over drafts and promises, the old one loses access at once."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from handlers.loading import load_plan
from plans.model import Role
from plans.planfile import read_plan
from storage import people, plans
from storage.schema import audit, session
from tests.transcripts.play import Play
from tests.transcripts.stories.delegating import arrives, delegated
from tests.transcripts.worlds import (
    VLXD,
    _open,
    _seat,
    agency_of,
    appoint,
    opened,
    other_province,
    person_of,
    said_of,
    second_focal,
)

TTX_YTE = """
plan:
  id: bac-giang-ttx
  short: TTX
  province: Bắc Giang
  title: KẾ HOẠCH Tăng trưởng xanh (trích)
  coordinator: Sở Kế hoạch và Đầu tư
reporting:
  - frequency: annual
    from: [Sở Y tế]
    to: [UBND tỉnh]
    via: Sở Kế hoạch và Đầu tư
    due: {month: 12, day: 20}
    before: true
    quote: báo cáo trước ngày 20/12 hàng năm
tasks:
  - number: "3.4"
    title: Kiểm soát chất thải y tế.
    lead: [Sở Y tế]
  - number: "8.10a"
    title: |
      Vệ sinh an toàn thực phẩm;
      Nước sạch nông thôn;
      Phòng chống dịch bệnh;
      Chăm sóc sức khỏe ban đầu;
      Truyền thông nâng cao sức khỏe.
    lead: [Sở Y tế]
"""
TTX = "bac-giang-ttx"
SECOND = "Cán bộ stnmt-2"


async def health(play: Play) -> None:
    """Sở Y tế has two people; one is the focal point of KH TTX, whose round is open."""
    async with play.store() as unit:
        await load_plan(unit, read_plan(TTX_YTE.encode(), "ttx.yaml"))
        await plans.follow_from(unit, TTX, date(2023, 1, 1))
        await plans.start(unit, TTX, 1)
        await _seat(unit, play, "syt", 1201, "syt", TTX, "Bắc Giang")
        await _seat(unit, play, "syt-2", 1202, "syt", VLXD, "Bắc Giang")
        await appoint(unit, await person_of(unit, play, "skhdt"), "skhdt", TTX, Role.COORDINATOR)
        await _open(unit, TTX, ("syt",), date(2023, 12, 20), date(2023, 12, 19))


async def hands_over(play: Play, who: str, to: str, day: str = "") -> str:
    """A handover by a focal point of one post; what was said last."""
    await play.says(who, "/bangiao")
    await play.presses(who, next(one for one in play.buttons(who) if one.startswith(to)))
    await play.presses(who, "Từ một ngày khác" if day else "Ngay hôm nay")
    if day:
        await play.says(who, day)
    return await play.presses(who, "Gửi")


async def story_model_12(play: Play) -> None:
    await health(play)
    await play.at("29/12/2023 09:00")
    await play.says("syt", "/baocao")
    await play.presses("syt", "Hẹn ngày gửi")
    await play.says("syt", "05/01/2024")
    for typed in ("3.4", "5", "Đã kiểm tra 12 cơ sở"):
        await play.says("syt", typed)
    asked = await play.says("syt", "/bangiao")
    assert asked.startswith("Bàn giao đầu mối Sở Y tế, KH TTX. Ai nhận?")
    await play.presses("syt", "Cán bộ syt-2, Chuyên viên")
    await play.presses("syt", "Từ một ngày khác")
    review = await play.says("syt", "02/01/2024")
    assert "Việc thay cán bộ đầu mối do lãnh đạo Sở quyết định." in review
    made = await play.presses("syt", "Gửi")
    assert "Anh/chị vẫn là cán bộ đầu mối cho đến khi Cán bộ syt-2 bấm Nhận bàn giao." in made
    assert play.heard("syt-2").splitlines() == [
        (
            "Từ ngày 02/01/2024 anh/chị là cán bộ đầu mối của Sở Y tế đối với KH TTX, do lãnh đạo"
            " Sở xác nhận."
        ),
        (
            "Danh mục bàn giao: chủ trì 3.4 và 8.10a (5 nội dung); 1 bản đang cập nhật; 1 hẹn"
            " ngày gửi (05/01); 0 vướng mắc chờ trả lời. Khi anh/chị nhận bàn giao, người trước"
            " không còn truy cập."
        ),
        "[Nhận bàn giao] [Xem danh mục] [Chưa đúng, báo lại]",
    ]
    pack = await play.presses("syt-2", "Xem danh mục")
    assert pack.splitlines() == [
        "Danh mục bàn giao, Sở Y tế, KH TTX",
        "Chủ trì: 3.4, 8.10a (5 nội dung).",
        "Đang cập nhật: cập nhật nhiệm vụ (29/12/2023).",
        "Hẹn ngày gửi: 05/01/2024.",
        "Vướng mắc chờ trả lời: không.",
        "[Nhận bàn giao] [Chưa đúng, báo lại]",
    ]
    taken = await play.presses("syt-2", "Nhận bàn giao")
    assert "từ ngày 02/01/2024. Trước ngày đó Cán bộ syt vẫn là cán bộ đầu mối" in taken
    assert "TTX 3.4" in await play.says("syt", "/nhiemvu")
    await play.says("syt", "3.4")
    await play.at("02/01/2024 07:30")
    assert "Anh/chị đã bàn giao đầu mối Sở Y tế" in play.heard("syt")
    gone = await play.says("syt", "/nhiemvu")
    assert gone.startswith("Đầu mối Sở Y tế, KH TTX đã bàn giao cho Cán bộ syt-2 ngày 02/01/2024")
    assert "TTX 3.4" in await play.says("syt-2", "/nhiemvu")
    assert "Đã kiểm tra 12 cơ sở" in await play.says("syt-2", "TTX 3.4")
    await play.presses("syt-2", "Gửi")
    assert (await said_of(play, "3.4", "syt", TTX))[0].person_name == "Cán bộ syt-2"


async def story_old_one_loses_access_and_no_words(play: Play) -> None:
    await opened(play)
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    await play.says("stnmt", "1.2 Đã nghiệm thu hệ thống")
    await play.presses("stnmt", "Gửi")
    await delegated(play, task="5")
    await hands_over(play, "stnmt", SECOND)
    for typed in ("1.3", "5"):
        await play.says("stnmt", typed)
    await play.says("stnmt", "Đã rà soát 15 cơ sở")
    send = play.button("stnmt", "Gửi")
    accept = play.button("stnmt-2", "Nhận bàn giao")
    taken = await play.press_this("stnmt-2", accept)
    assert "Bản đang soạn và ngày hẹn đã chuyển cho anh/chị." in taken
    assert "đã nhận bàn giao này rồi" in await play.press_this("stnmt-2", accept)
    assert "nên không còn truy cập việc này" in play.heard("stnmt")
    assert "Cán bộ stnmt-2 là cán bộ đầu mối, thay Cán bộ đầu mối Sở Tài" in play.heard("sxd")
    for said in (
        await play.press_this("stnmt", send),
        await play.says("stnmt", "Đã rà soát thêm"),
        await play.says("stnmt", "/capnhat 1.3"),
        await play.forges("stnmt", "cn:3:5"),
        await play.forges("stnmt", "bgd:1"),
    ):
        assert said.startswith("Đầu mối Sở Tài nguyên và Môi trường, KH VLXD đã bàn giao cho")
    assert "Đã rà soát 15 cơ sở" in await play.says("stnmt-2", "1.3")
    kept = (await said_of(play, "1.2"))[0]
    assert kept.person_name == "Cán bộ đầu mối Sở Tài nguyên và Môi trường"
    await play.says("stnmt-2", "/nhiemvu")
    await play.presses("stnmt-2", "VLXD 5")
    assert "Thu hồi mã: Phòng Quản lý môi trường" in play.buttons("stnmt-2")
    async with play.store() as unit:
        agency = (await agency_of(unit, "stnmt")).id
        there = await people.holding(unit, VLXD, Role.FOCAL, agency)
        noted = [row.what for row in await unit.rows(select(audit.c.what).order_by(audit.c.id))]
    assert [one.name for one in there] == [SECOND]
    assert noted.count("handed_over") == 1


async def story_words_of_the_old_one_reach_the_new_one(play: Play) -> None:
    """An empty form of the new one gives way; where both wrote, she reads what the old one had."""
    await opened(play)
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    for number in ("1.2", "1.3"):
        await play.says("stnmt", number)
        await play.presses("stnmt", "Đang triển khai")
        await play.presses("stnmt", "Bảo đảm tiến độ")
        await play.says("stnmt", f"Đã rà soát 15 cơ sở của mục {number}")
        await play.presses("stnmt", "Để sau")
    await play.says("stnmt-2", "1.2")
    await play.presses("stnmt-2", "Để sau")
    await play.says("stnmt-2", "1.3")
    await play.presses("stnmt-2", "Chưa triển khai")
    await play.says("stnmt-2", "Chưa có kinh phí rà soát")
    await play.presses("stnmt-2", "Để sau")
    await hands_over(play, "stnmt", SECOND)
    await play.presses("stnmt-2", "Nhận bàn giao")
    await play.wait(6)
    taken = play.heard("stnmt-2")
    assert "bản của anh/chị được giữ" in taken
    assert "Đã rà soát 15 cơ sở của mục 1.3" in taken
    assert "mục 1.2" not in taken
    assert "Đã rà soát 15 cơ sở của mục 1.2" in await play.says("stnmt-2", "1.2")
    await play.presses("stnmt-2", "Để sau")
    assert "Chưa có kinh phí rà soát" in await play.says("stnmt-2", "1.3")


async def story_somebody_new_by_code(play: Play) -> None:
    """Confirmed by the coordinator as every joining; the old one serves until it is taken."""
    await opened(play)
    await arrives(play, "moi", 2201)
    await arrives(play, "khac", 2202)
    said = await hands_over(play, "stnmt", "Người mới")
    code = said.partition("Bot Đầu Mối mã ")[2][:9]
    assert "sau khi Sở Xây dựng xác nhận người mới và người đó bấm Nhận bàn giao" in said
    await play.says("khac", code)
    await play.says("moi", code)
    for who in ("moi", "khac"):
        await play.presses(who, "Đúng, tham gia")
    await play.says("moi", "Cán bộ moi")
    await play.says("moi", "Chuyên viên")
    assert "vừa được dùng ở một tài khoản khác" in await play.says("khac", "Cán bộ khac")
    assert play.heard("stnmt") == ""
    await play.presses("sxd", "Xác nhận")
    offered = play.heard("moi")
    assert "Sở Xây dựng đã xác nhận anh/chị là cán bộ đầu mối" in offered
    assert "Từ ngày 15/11/2023 anh/chị là cán bộ đầu mối của Sở Tài nguyên" in offered
    assert "chủ trì 1.2, 1.3 và 5; 0 bản đang cập nhật; 0 hẹn ngày gửi; 0 vướng" in offered
    assert "VLXD 1.3" in await play.says("stnmt", "/nhiemvu")
    await play.presses("moi", "Nhận bàn giao")
    assert "đã bàn giao cho Cán bộ moi" in await play.says("stnmt", "/nhiemvu")
    assert "VLXD 1.3" in await play.says("moi", "/nhiemvu")


async def story_new_one_says_it_is_wrong(play: Play) -> None:
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    await hands_over(play, "stnmt", SECOND)
    wrong = play.button("stnmt-2", "Chưa đúng, báo lại")
    assert "anh/chị chưa là cán bộ đầu mối" in await play.press_this("stnmt-2", wrong)
    assert "anh/chị vẫn là cán bộ đầu mối" in play.heard("stnmt")
    assert "bàn giao chưa có hiệu lực, Cán bộ đầu mối Sở Tài nguyên" in play.heard("sxd")
    for label in ("Nhận bàn giao", "Chưa đúng, báo lại"):
        assert "đã kết thúc hoặc đã thu hồi" in await play.presses("stnmt-2", label)
    assert "VLXD 1.3" in await play.says("stnmt", "/nhiemvu")


async def story_one_handover_at_a_time_taken_back(play: Play) -> None:
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    await arrives(play, "moi", 2201)
    await play.says("stnmt", "/bangiao")
    await play.presses("stnmt", SECOND + ", Chuyên viên")
    await play.presses("stnmt", "Từ một ngày khác")
    for day, why in (("01/11/2023", "đã qua"), ("01/06/2024", "quá xa"), ("hôm kia", "cần ngày")):
        assert why in await play.says("stnmt", day)
    await play.says("stnmt", "hủy")
    said = await hands_over(play, "stnmt", "Người mới")
    code = said.partition("Bot Đầu Mối mã ")[2][:9]
    again = await play.says("stnmt", "/bangiao")
    assert again.startswith("Đang chờ bàn giao: Sở Tài nguyên và Môi trường, KH VLXD, từ ngày")
    twice = await play.presses("stnmt", "Sở Tài nguyên và Môi trường, KH VLXD")
    assert twice.startswith("Việc này đang chờ bàn giao từ ngày 15/11/2023.")
    back = play.button("stnmt", "Thu hồi bàn giao: Sở Tài nguyên và Môi trường")
    assert "vẫn là cán bộ đầu mối" in await play.press_this("stnmt", back)
    assert "đã kết thúc hoặc đã thu hồi" in await play.press_this("stnmt", back)
    assert "Mã tham gia này không dùng được" in await play.says("moi", code)


async def story_coordinator_arranges_it(play: Play) -> None:
    """The person left: effective at once, whether or not anybody presses."""
    await opened(play)
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    for typed in ("1.3", "5", "Đã rà soát 15 cơ sở"):
        await play.says("stnmt", typed)
    await play.says("sxd", "/bangiao")
    await play.presses("sxd", "Đầu mối của một cơ quan, KH VLXD")
    who = "Sở Tài nguyên và Môi trường: Cán bộ đầu mối Sở Tài nguyên và Môi trường"
    await play.presses("sxd", who)
    await play.presses("sxd", SECOND + ", Chuyên viên")
    await play.presses("sxd", "Ngay hôm nay")
    assert "có hiệu lực ngay. Bot đã báo người nhận." in await play.presses("sxd", "Gửi")
    assert "Từ ngày 15/11/2023 anh/chị là cán bộ đầu mối" in play.heard("stnmt-2")
    play.heard("stnmt")
    assert "đã bàn giao cho" in await play.says("stnmt", "thêm 2 cơ sở")
    assert "Đã rà soát 15 cơ sở" in await play.says("stnmt-2", "1.3")
    await play.says("stnmt-2", "để sau")
    assert "Đã ghi: anh/chị nhận bàn giao" in await play.presses("stnmt-2", "Nhận bàn giao")
    await play.says("sxd", "/bangiao")
    await play.presses("sxd", "Đầu mối của một cơ quan, KH VLXD")
    await play.presses("sxd", "Sở Tài chính: Cán bộ đầu mối Sở Tài chính")
    assert play.buttons("sxd")[0] == "Người mới (cấp mã tham gia)"
    log = await play.says("sxd", "/nhatky")
    assert "bàn giao đầu mối Sở Tài nguyên và Môi trường của Cán bộ đầu mối Sở Tài" in log
    assert "có hiệu lực" in log
    assert "thay đổi khác" not in log


async def story_last_of_a_plan_does_not_leave(play: Play) -> None:
    for who, role in (("sxd", "chuyên viên tổng hợp"), ("sxd-admin", "quản trị kế hoạch")):
        await play.says(who, "/bangiao")
        refused = await play.presses(who, f"Vai trò {role}, KH VLXD")
        assert refused.startswith(f"Chưa thực hiện được: anh/chị là {role} duy nhất của KH VLXD.")
        assert "Đề nghị cử thêm một người trước" in refused
    async with play.store() as unit:
        await _seat(unit, play, "sxd-3", 1301, "sxd", VLXD, "Bắc Giang")
        third = await person_of(unit, play, "sxd-3")
        await appoint(unit, third, "sxd", VLXD, Role.PLAN_ADMIN)
    asked = await play.presses("sxd-admin", "Vai trò quản trị kế hoạch, KH VLXD")
    assert "Vai trò này còn: Cán bộ sxd-3." in asked
    leave = play.button("sxd-admin", "Thôi vai trò này")
    assert "Đã ghi: anh/chị thôi vai trò" in await play.press_this("sxd-admin", leave)
    assert "Kênh này dành cho cán bộ" in await play.press_this("sxd-admin", leave)
    await play.says("sxd-3", "/bangiao")
    assert "duy nhất" in await play.presses("sxd-3", "Vai trò quản trị kế hoạch, KH VLXD")


async def story_nobody_else_touches_a_handover(play: Play) -> None:
    await other_province(play, "tq", 3101)
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    await hands_over(play, "stnmt", SECOND)
    async with play.store() as unit:
        me = await person_of(unit, play, "stnmt")
        agency = (await agency_of(unit, "stnmt")).id
    desk = f"bgf:{VLXD}:{agency}:{me}"
    for who in ("tq", "skhcn"):
        await play.says(who, "/trogiup")
        for data in ("bg:1", "bgk:1", "bgd:1", "bgt:1", desk, "bgr:plan_admin:x", "bg:99"):
            assert "không thuộc phần của anh/chị" in await play.forges(who, data), data
        assert "[" not in await play.forges(who, f"bgc:{VLXD}")
    for data in ("bg:1", "bgk:1", "bgt:x", "bgf:", "bgf:a:b", "bg:", "bgr:", "bgrx:focal:1"):
        said = await play.forges("stnmt", data)
        assert said.startswith(("Chưa thực hiện được", "Nút này không còn dùng")), data
    async with play.store() as unit:
        owners = {row.owner for row in await unit.rows(select(session.c.owner))}
    assert owners <= {f"p{me}"}


async def story_offer_at_lunch_says_when_it_leaves(play: Play) -> None:
    """An offer made at lunch is told after it; the giver hears when."""
    await health(play)
    await play.at("29/12/2023 12:00")
    await play.says("syt", "/bangiao")
    await play.presses("syt", "Cán bộ syt-2, Chuyên viên")
    await play.presses("syt", "Ngay hôm nay")
    made = await play.presses("syt", "Gửi")
    assert made.startswith(
        "Đã ghi đề nghị nhận bàn giao tới Cán bộ syt-2, từ ngày 29/12/2023; bot báo trong giờ làm"
        " việc, 13:"
    )
    assert "Danh mục bàn giao" not in play.heard("syt-2")
    await play.at("29/12/2023 13:45")
    assert "Khi anh/chị nhận bàn giao, người trước không còn truy cập." in play.heard("syt-2")
