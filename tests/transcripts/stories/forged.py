"""Buttons nobody was given, and rights that ended: a sentence comes back, nothing happens."""

from __future__ import annotations

import random
from datetime import date

from sqlalchemy import func, select, update

from handlers.routes import ACTIONS
from storage import updates
from storage.schema import appointment, audit
from tests.transcripts.play import Play
from tests.transcripts.stories.delegating import delegated
from tests.transcripts.worlds import (
    VLXD,
    opened,
    other_province,
    part_of,
    person_of,
    raised,
    said_of,
)

FORM = ("1.3", "2", "Đã rà soát 15 cơ sở", "bỏ qua")


async def story_forged_buttons_do_nothing(play: Play) -> None:
    round_ = await opened(play)
    await delegated(play, task="5")
    await play.says("stnmt", "1.2 Đã nghiệm thu hệ thống")
    await play.presses("stnmt", "Gửi")
    await play.says("stnmt", "1.3")
    theirs = play.button("stnmt", "Đã hoàn thành")[1]
    await raised(play)
    before = await _facts(play, round_)
    await play.says("ubnd-luc-nam", "/trogiup")
    part = await part_of(play, round_)
    seat, task = f"{round_}:{part.agency.id}", (await said_of(play, "1.2"))[0]
    receipt = "1"
    arguments = {  # one of each feature; every button there is: tests/rights
        "cn": f"{task.task}:{task.agency}", "thx": receipt, "bc": seat, "kps": seat, "thb": seat,
        "vb": seat, "tl": seat, "hen": seat, "ldg": seat, "dkx": str(round_), "bdx": VLXD,
        "mo": VLXD, "mok": str(round_), "mlx": str(round_), "xn": "1", "nhacx": str(round_),
        "ct": str(round_), "nhp": f"{VLXD}:internal", "tn": f"{seat}:1:1:0", "gd": seat,
        "yc": f"{seat}:1:1:0",
        "xh": f"{round_}:1:1", "dcq": f"{round_}:1:1", "tb": VLXD, "tbd": "1", "dx": VLXD,
        "dxk": "1", "cp": f"{task.task}:{task.agency}", "cpt": "1", "dit": "1", "bg": "1",
        "bgrx": f"coordinator:{VLXD}", "phs": "1", "bxn": seat, "nt": VLXD, "nthx": "1:5",
        "vmm": f"{VLXD}:{part.agency.id}", "vmx": "1", "vml": "1", "ds": VLXD, "max": VLXD,
        "dmcx": "1", "xtgx": "1", "nk": f"{VLXD}:0:", "tdm": f"{VLXD}:ladder",
    }  # fmt: skip
    for verb, rest in arguments.items():
        said = await play.forges("ubnd-luc-nam", f"{verb}:{rest}")
        assert "[" not in said, (verb, said)
        assert said.count("\n") == 0, (verb, said)
    assert "không còn dùng" in await play.forges("ubnd-luc-nam", theirs)
    for nonsense in ("nv:1:2", "nv:9999999999999999", "cn:x:y", "f:1:status", "zz", "th:-1", ":"):
        assert await play.forges("ubnd-luc-nam", nonsense) != ""
    assert await _facts(play, round_) == before


async def _facts(play: Play, round_: int) -> list[object]:
    """What a forged button might have changed."""
    async with play.store() as unit:
        notes = await unit.value(select(func.count()).select_from(audit))
        kept = await updates.under(unit, 1)
    return [notes, kept, await part_of(play, round_)]


async def story_appointment_ends_in_the_middle(play: Play) -> None:
    """What a button did yesterday it does no more: rights are those of the moment."""
    for typed in FORM:
        await play.says("stnmt", typed)
    form = play.button("stnmt", "Gửi")
    await play.says("stnmt", "/capnhat 1.2 Đã nghiệm thu")
    paste = play.button("stnmt", "Gửi")
    async with play.store() as unit:
        person = await person_of(unit, play, "stnmt")
        ends = update(appointment).where(appointment.c.person_id == person)
        await unit.run(ends.values(to_day=date(2023, 11, 14)))
    for button in (paste, form):
        said = await play.press_this("stnmt", button)
        assert said.startswith("Chưa thực hiện được: nhiệm vụ này không thuộc phần chủ trì")
    assert "Để có mã tham gia" in await play.says("stnmt", "/capnhat")
    assert len(await said_of(play, "1.3")) == len(await said_of(play, "1.2")) == 1


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
