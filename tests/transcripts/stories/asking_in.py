"""A stranger asks to join: nothing is shown before, the coordinator says yes or no."""

from __future__ import annotations

from plans.model import Role
from storage import (
    reaching,
)
from tests.transcripts.play import Play
from tests.transcripts.worlds import VLXD, also_leads, opened, other_province

NEW = 1301


def stranger(play: Play, who: str = "new", user: int = NEW) -> None:
    play.room.add_person(user, who)
    play.users[who] = user


async def asked(play: Play, who: str = "new", name: str = "Phạm Thị Mới") -> str:
    """The whole form; what was said last."""
    await play.says(who, "xin chào")
    await play.presses(who, "Xin tham gia")
    await play.says(who, name)
    await play.says(who, "Chuyên viên")
    await play.says(who, "y te")
    await play.says(who, "0912345678")
    return await play.presses(who, "Gửi")


async def story_a_stranger_asks_and_is_let_in(play: Play) -> None:
    stranger(play)
    hello = await play.says("new", "/nhiemvu")
    assert hello.endswith("chưa có mã, anh/chị có thể chọn Xin tham gia.\n[Xin tham gia]")
    sent = await asked(play)
    assert sent.startswith("Đã gửi đề nghị của Phạm Thị Mới, Sở Y tế tới chuyên viên tổng hợp.")
    for one in ("VLXD", "Xây dựng"):
        assert one not in sent
    told = play.heard("sxd")
    assert told == play.heard("sxd-admin")
    assert told == (
        "Phạm Thị Mới, Chuyên viên, điện thoại 0912345678, xin tham gia KH VLXD với tư cách"
        " cán bộ đầu mối Sở Y tế.\nNgười này chưa có mã. Đề nghị anh/chị kiểm tra với cơ quan đó"
        " trước khi đồng ý; đến nay người này chưa xem được nội dung nào.\n"
        "[Đồng ý] [Không phải đầu mối]"
    )
    yes = play.button("sxd", "Đồng ý")
    said = await play.press_this("sxd", yes)
    assert said.startswith("Đã xác nhận Phạm Thị Mới là cán bộ đầu mối Sở Y tế, KH VLXD.")
    assert "Sở Xây dựng đã xác nhận anh/chị là cán bộ đầu mối Sở Y tế" in play.heard("new")
    assert "Sở Y tế" in await play.says("new", "/nhiemvu")
    late = await play.presses("sxd-admin", "Không phải đầu mối")
    assert " đã đồng ý cho Phạm Thị Mới (Sở Y tế) lúc " in late
    assert not late.startswith("Anh/chị")
    assert (await play.press_this("sxd", yes)).startswith("Anh/chị đã đồng ý cho Phạm Thị Mới")
    async with play.store() as unit:
        (one,) = [
            o for o in await reaching.reach(unit, VLXD, Role.FOCAL) if o.agency.code == "syt"
        ]
    assert (one.name, one.phone) == ("Phạm Thị Mới", "0912345678")


async def story_a_stranger_asks_and_is_not(play: Play) -> None:
    stranger(play)
    await play.at("15/11/2023 20:00")
    await asked(play)
    assert play.heard("sxd") == ""
    waits = await asked(play)
    assert waits.startswith("Đề nghị này đã gửi trước đó và đang chờ trả lời.")
    await play.at("16/11/2023 07:30")
    assert play.heard("sxd").startswith("Phạm Thị Mới, Chuyên viên, điện thoại 0912345678, xin")
    no = play.button("sxd", "Không phải đầu mối")
    await opened(play)
    assert "1 người chờ xác nhận tham gia" in await play.says("sxd", "/tonghop")
    await play.says("stnmt", "/nhiemvu")
    assert "chuyên viên tổng hợp kế hoạch này" in await play.forges("stnmt", no[1])
    said = await play.press_this("sxd", no)
    assert said.startswith("Đã ghi: Phạm Thị Mới không phải cán bộ đầu mối Sở Y tế, KH VLXD.")
    assert "chờ xác nhận tham gia" not in await play.says("sxd", "/tonghop")
    refused = play.heard("new")
    assert refused.startswith("Chuyên viên tổng hợp chưa xác nhận anh/chị là cán bộ đầu mối Sở Y")
    assert "VLXD" not in refused
    assert "Xin tham gia" in await play.says("new", "/nhiemvu")


async def story_names_are_not_to_be_fished_for(play: Play) -> None:
    """Several plans and provinces: only what is typed is matched, and not for ever."""
    await also_leads(play)
    await other_province(play, "tq", 1302)
    stranger(play)
    await play.says("new", "xin chào")
    await play.presses("new", "Xin tham gia")
    await play.says("new", "Huy")
    await play.says("new", "Nguyễn Quang Huy")
    await play.says("new", "bỏ qua")
    assert "Tên gần nhất: " in await play.says("new", "Sở Tài chánh")
    where = await play.says("new", "Sở Tài chính")
    assert "[Bắc Giang] [Tuyên Quang]" in where
    asked_plan = await play.presses("new", "Bắc Giang")
    assert asked_plan.startswith("Anh/chị tham gia thực hiện kế hoạch nào?")
    wrong = await play.says("new", "kế hoạch gì đó")
    assert wrong.startswith('Chưa rõ "kế hoạch gì đó" là kế hoạch nào.')
    for one in ("VLXD", "TTX"):
        assert one not in wrong + asked_plan
    assert "Số điện thoại" in await play.says("new", "ttx")
    assert "cần 10 chữ số" in await play.says("new", "12")
    review = await play.says("new", "bỏ qua")
    assert "Đề nghị tham gia: Nguyễn Quang Huy; Sở Tài chính; KH ttx" in review.replace(
        "TTX", "ttx"
    )
    await play.presses("new", "Sửa")
    await play.presses("new", "Cơ quan")
    assert "Tên gần nhất: " in await play.says("new", "Sở Mây")
    many = await play.says("new", "Sở Gió")
    assert many.startswith("Anh/chị đã thử nhiều lần trong một giờ.")


async def story_a_member_and_a_group_ask_to_join(play: Play) -> None:
    await play.says("stnmt", "/nhiemvu")
    said = await play.forges("stnmt", "xtg")
    assert said.startswith("Anh/chị đã tham gia.")
    stranger(play)
    assert "Đã gửi đề nghị" in await asked(play)
    for agency in ("Sở Tài chính", "Sở Giáo dục và Đào tạo"):
        await play.says("new", "xin chào")
        await play.presses("new", "Xin tham gia")
        await play.says("new", "Phạm Thị Mới")
        await play.says("new", "bỏ qua")
        await play.says("new", agency)
        await play.says("new", "bỏ qua")
        await play.presses("new", "Gửi")
    await play.says("new", "xin chào")
    enough = await play.presses("new", "Xin tham gia")
    assert enough.startswith("Anh/chị đã gửi 3 đề nghị đang chờ trả lời.")
