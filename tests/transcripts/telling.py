"""What the stories of /thongbao and /dotxuat share: the words, and the way to a preview."""

from __future__ import annotations

from sqlalchemy import func, select

from plans.model import Role
from storage import plans, requests
from storage.requests import Answer
from storage.schema import audit
from tests.transcripts.play import Play
from tests.transcripts.worlds import VLXD, agency_of, appoint, person_of, second_focal

TEXT = "Mời họp giao ban KH VLXD lúc 8:00 ngày 20/11/2023, phòng họp <b>A</b> & trực tuyến."
ARRIVED = f"Sở Xây dựng thông báo số 1 (KH VLXD): {TEXT}\n[Đã nhận]"
NO_BROADCAST = "Gửi thông báo tới các cơ quan là việc của quản trị kế hoạch."
QUESTION = "Số cơ sở gạch không nung <đang> hoạt động & sản lượng?"
TOLD = f"Sở Xây dựng đề nghị báo cáo đột xuất: {QUESTION}"
NO_REQUEST = "Đề nghị báo cáo đột xuất là việc của chuyên viên tổng hợp kế hoạch này."


async def started(play: Play) -> None:
    async with play.store() as unit:
        await plans.start(unit, VLXD, 1)


async def broadcast_preview(
    play: Play, to: str = "Cơ quan chủ trì (3)", text: str = TEXT, who: str = "sxd-admin"
) -> str:
    await play.says(who, "/thongbao")
    await play.says(who, text)
    return await play.presses(who, to)


async def second_admin(play: Play) -> None:
    await second_focal(play, "sxd-admin-2", 1102, "sxd")
    async with play.store() as unit:
        person = await person_of(unit, play, "sxd-admin-2")
        await appoint(unit, person, "sxd", role=Role.PLAN_ADMIN)


async def notes_of(play: Play, what: str) -> int:
    async with play.store() as unit:
        counted = select(func.count()).select_from(audit).where(audit.c.what == what)
        return int(await unit.value(counted))


async def request_preview(
    play: Play,
    kind: str = "Số liệu",
    who: str = "STNMT, Sở KHCN, huyện Hiệp Hòa",
    due: str = "10:00 ngày mai",
    question: str = QUESTION,
) -> str:
    await play.says("sxd", "/dotxuat")
    await play.says("sxd", question)
    await play.presses("sxd", "Chọn cơ quan")
    await play.says("sxd", who)
    await play.says("sxd", due)
    return await play.presses("sxd", kind)


async def answers_of(play: Play, code: str) -> list[Answer]:
    async with play.store() as unit:
        return (await requests.answers(unit, 1)).get((await agency_of(unit, code)).id, [])


async def replies(play: Play, who: str, *typed: str) -> str:
    """Press [Trả lời], type, and send."""
    await play.presses(who, "Trả lời")
    for text in typed:
        await play.says(who, text)
    return await play.presses(who, "Gửi")


async def second_coordinator(play: Play) -> None:
    await second_focal(play, "sxd-2", 1102, "sxd")
    async with play.store() as unit:
        await appoint(unit, await person_of(unit, play, "sxd-2"), "sxd", role=Role.COORDINATOR)
