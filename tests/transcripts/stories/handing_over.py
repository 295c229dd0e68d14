"""/bangiao: the new one takes over drafts and promises, the old one loses access at once."""

from __future__ import annotations

from sqlalchemy import select

from plans.model import Role
from storage import people
from storage.schema import audit
from tests.transcripts.handing import SECOND, TTX, hands_over, health
from tests.transcripts.play import Play
from tests.transcripts.stories.delegating import arrives, delegated
from tests.transcripts.worlds import (
    VLXD,
    agency_of,
    opened,
    said_of,
    second_focal,
)


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
    assert "Anh/chị vẫn là cán bộ đầu mối cho đến khi Cán bộ syt-2 chọn Nhận bàn giao." in made
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
    assert "sau khi Sở Xây dựng xác nhận người mới và người đó chọn Nhận bàn giao" in said
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
