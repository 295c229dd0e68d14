"""People at the same time, old buttons, and buttons nobody was given."""

from __future__ import annotations

import random

from handlers.routes import ACTIONS
from plans.model import Status
from storage import updates
from storage.schema import audit
from tests.transcripts.play import Play
from tests.transcripts.worlds import closed, opened, other_province, part_of, said_of, second_focal

TWO = ("1.3", "2", "Đã rà soát 15 cơ sở", "bỏ qua")


async def story_two_focal_points_answer_one_task_at_once(play: Play) -> None:
    await opened(play)
    await second_focal(play, "stnmt-2", 1103, "stnmt")
    for who, text in (("stnmt", "Đã rà soát 15 cơ sở"), ("stnmt-2", "Đã rà soát 18 cơ sở")):
        await play.says(who, "1.3")
        await play.says(who, "5")
        await play.says(who, text)
    first = await play.presses("stnmt", "Gửi")
    second = await play.presses("stnmt-2", "Gửi")
    assert "Trong lúc đó" not in first
    assert (
        "Trong lúc đó Cán bộ đầu mối Sở Tài nguyên và Môi trường đã cập nhật VLXD 1.3 lúc 08:00"
        " ngày 15/11/2023: Triển khai thường xuyên. Đã rà soát 15 cơ sở\nCả hai lần đều được giữ;"
        " lần sau cùng là của anh/chị."
    ) in second
    last, before, _ = await said_of(play, "1.3")
    assert (last.text, before.text) == ("Đã rà soát 18 cơ sở", "Đã rà soát 15 cơ sở")


async def story_two_presses_at_once_send_once(play: Play) -> None:
    for typed in TWO:
        await play.says("stnmt", typed)
    message, data = play.button("stnmt", "Gửi")
    user, chat = play.users["stnmt"], play.chat_of("stnmt")
    play.room.press(user, chat.id, message, data)
    play.room.press(user, chat.id, message, data)
    said = await play.then("stnmt> [Gửi] [Gửi]", "stnmt")
    assert said.count("Mã ghi nhận") == 1
    assert said.endswith(
        "Nút này thuộc nội dung đã kết thúc, không còn dùng. Anh/chị bắt đầu lại từ /trogiup."
    )
    assert len(await said_of(play, "1.3")) == 2


async def story_words_typed_in_a_hurry_are_taken_in_order(play: Play) -> None:
    for typed in TWO[:3]:
        play.room.say(play.users["stnmt"], typed)
    said = await play.then(f"stnmt> {' / '.join(TWO[:3])}", "stnmt")
    assert said.endswith("[Quay lại] [Bỏ qua] [Để sau] [Hủy]")
    await play.presses("stnmt", "Bỏ qua")
    await play.presses("stnmt", "Gửi")
    assert (await said_of(play, "1.3"))[0].status is Status.DONE


async def story_buttons_of_last_month(play: Play) -> None:
    round_ = await opened(play)
    await play.says("stnmt", "/baocao")
    report = play.button("stnmt", "Hẹn ngày gửi")
    await play.presses("stnmt", "Hẹn ngày gửi")
    await play.says("stnmt", "20/11")
    for typed in TWO[:3]:
        await play.says("stnmt", typed)
    skip = play.button("stnmt", "Bỏ qua")
    await play.says("stnmt", "hủy")
    await closed(play, round_)
    await play.at("19/12/2023 09:00")
    assert "đã kết thúc, không còn dùng" in await play.press_this("stnmt", skip)
    refused = await play.press_this("stnmt", report)
    assert refused.startswith("Kỳ báo cáo này đã chốt.")
    assert len(await said_of(play, "1.3")) == 1


async def story_old_button_while_another_form_waits(play: Play) -> None:
    for typed in TWO:
        await play.says("stnmt", typed)
    send = play.button("stnmt", "Gửi")
    await play.press_this("stnmt", send)
    await play.says("stnmt", "5")
    said = await play.press_this("stnmt", send)
    assert said.startswith("Nút này thuộc nội dung đã kết thúc, không còn dùng.")
    assert "VLXD 5, chủ trì" in said


async def story_forged_buttons_do_nothing(play: Play) -> None:
    round_ = await opened(play)
    await play.says("stnmt", "1.2 Đã nghiệm thu hệ thống")
    await play.presses("stnmt", "Gửi")
    await play.says("stnmt", "1.3")
    theirs = play.button("stnmt", "Đã hoàn thành")[1]
    before = await _facts(play, round_)
    await play.says("ubnd-luc-nam", "/trogiup")
    part = await part_of(play, round_)
    seat, task = f"{round_}:{part.agency.id}", (await said_of(play, "1.2"))[0]
    receipt = "1"
    arguments = {
        "cn": f"{task.task}:{task.agency}", "dc": receipt, "th": receipt, "thx": receipt,
        "bc": seat, "bcx": seat, "kps": seat, "nkt": seat, "thb": seat, "vb": seat, "tl": seat,
        "hen": seat, "bd": task_plan(), "bdx": task_plan(), "mo": task_plan(), "xn": "1",
        "kxn": "1", "nhac": str(round_), "nhacx": str(round_), "ct": str(round_),
        "nhp": f"{task_plan()}:internal",
    }  # fmt: skip
    for verb, rest in arguments.items():
        said = await play.forges("ubnd-luc-nam", f"{verb}:{rest}")
        assert "[" not in said, (verb, said)
        assert said.count("\n") == 0, (verb, said)
    assert set(arguments) | {"nv", "dv", "nhan"} == set(ACTIONS)
    assert "không còn dùng" in await play.forges("ubnd-luc-nam", theirs)
    for nonsense in ("nv:1:2", "nv:9999999999999999", "cn:x:y", "f:1:status", "zz", "th:-1", ":"):
        assert await play.forges("ubnd-luc-nam", nonsense) != ""
    assert await _facts(play, round_) == before


def task_plan() -> str:
    return "bac-giang-vlxd-2021-2030"


async def _facts(play: Play, round_: int) -> list[object]:
    """What a forged button might have changed."""
    from sqlalchemy import func, select

    async with play.store() as unit:
        notes = await unit.value(select(func.count()).select_from(audit))
        kept = await updates.under(unit, 1)
    return [notes, kept, await part_of(play, round_)]


async def story_plan_of_another_province(play: Play) -> None:
    round_ = await opened(play)
    await other_province(play, "tq", 1201)
    mine = await play.says("tq", "/nhiemvu")
    assert "Sở Tài nguyên và Môi trường" in mine
    part = await part_of(play, round_)
    for data in ("nv:2", f"cn:2:{part.agency.id}", f"bc:{round_}:{part.agency.id}", "nhan:1"):
        said = await play.forges("tq", data)
        assert said.startswith("Chưa thực hiện được: "), said
    assert (await play.says("tq", "/baocao")).startswith("Hiện không có kỳ báo cáo nào")
    assert (await play.says("tq", "/capnhat 1.2")).startswith("VLXD 1.2, chủ trì")
    await play.says("tq", "5")
    await play.says("tq", "Của Tuyên Quang")
    await play.presses("tq", "Gửi")
    assert len(await said_of(play, "1.2")) == 1


async def story_chance_presses_never_leave_a_row_behind(play: Play) -> None:
    dice = random.Random(7)
    await play.says("skhcn", "/nhiemvu")
    verbs = sorted(ACTIONS)
    message = max(play.chat_of("skhcn").messages)
    for _ in range(60):
        rest = ":".join(str(dice.randrange(40)) for _ in range(dice.randrange(4)))
        data = f"{dice.choice(verbs)}:{rest}"
        play.room.press(play.users["skhcn"], None, message, data, stale=True)
    assert (await play.then("skhcn> [60]", "skhcn")).count("\n\n") >= 59
