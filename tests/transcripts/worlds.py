"""Worlds that stories begin in, put into the store at once; and what stands there at the end."""

from __future__ import annotations

from datetime import date

from handlers.loading import load_plan
from plans.model import Agency, Paper, Participant, Role, Round
from plans.obstacles import ObstacleKind
from plans.planfile import read_plan
from plans.samples import sample
from storage import (
    agencies,
    chats,
    invitations,
    obstacles,
    participants,
    people,
    plans,
    rounds,
    updates,
)
from storage.database import Unit
from storage.invitations import Invitation
from storage.obstacles import Raised
from storage.updates import Author, Kept
from tests.transcripts.play import Play

VLXD, TTX = "bac-giang-vlxd-2021-2030", "bac-giang-ttx"
REQUEST = Paper("1234", "SXD-QLXD", date(2023, 11, 15))
SO = ("skhdt", "sct", "stc", "stnmt", "skhcn")
HUYEN = (
    "ubnd-tp-bac-giang", "ubnd-luc-ngan", "ubnd-luc-nam", "ubnd-son-dong", "ubnd-yen-the",
    "ubnd-hiep-hoa", "ubnd-lang-giang", "ubnd-tan-yen", "ubnd-viet-yen", "ubnd-yen-dung",
)  # fmt: skip
LEADS = {"stnmt": 3, "skhcn": 2, "skhdt": 1}
TTX_FILE = """
plan:
  id: bac-giang-ttx
  short: TTX
  province: Bắc Giang
  title: KẾ HOẠCH Tăng trưởng xanh (trích)
  coordinator: Sở Kế hoạch và Đầu tư
reporting:
  - frequency: annual
    from: [Sở Tài nguyên và Môi trường]
    to: [UBND tỉnh]
    via: Sở Kế hoạch và Đầu tư
    due: {month: 12, day: 20}
    before: true
    quote: báo cáo trước ngày 20/12 hàng năm
tasks:
  - number: "1.2"
    title: Rà soát quy hoạch sử dụng đất theo hướng tăng trưởng xanh.
    lead: [Sở Tài nguyên và Môi trường]
    support: [Sở Xây dựng]
  - number: "7.4"
    title: Kiểm kê phát thải khí nhà kính.
    lead: [Sở Tài nguyên và Môi trường]
"""


async def opened(play: Play, codes: tuple[str, ...] = (*SO, *HUYEN), year: int = 2023) -> int:
    """The round of KH VLXD is open, as /mo leaves it; nobody was told. Its id."""
    async with play.store() as unit:
        if await _waits(unit):
            await plans.start(unit, VLXD, 1)
        return await _open(unit, VLXD, codes, date(year, 12, 15), date(year, 12, 14))


async def _waits(unit: Unit) -> bool:
    plan = await plans.get(unit, VLXD)
    assert plan is not None
    return plan.started is None


async def _open(unit: Unit, plan: str, codes: tuple[str, ...], due: date, last: date) -> int:
    duties = await plans.reporting_duties(unit, plan)
    duty = next(one for one in duties if one.day == due.day)
    values = {"plan_id": plan, "duty_id": duty.id, "year": due.year, "part": 0, "due": due}
    onward = date(due.year, 12, 31) if plan == VLXD else None
    made = await rounds.propose(unit, {**values, "last_day": last, "onward": onward})
    assert made is not None
    await rounds.open_(unit, made, 1, REQUEST, None)
    known = {one.code: one.id for one in await agencies.of_province(unit, "Bắc Giang")}
    leads = LEADS if plan == VLXD else {"stnmt": 2}
    await participants.enrol(unit, made, [(known[code], leads.get(code, 0)) for code in codes])
    return made


async def open_plan(play: Play, plan: str, leads: dict[str, int]) -> int:
    """The round of another plan with a report before 15/12; agency → how many tasks it leads."""
    async with play.store() as unit:
        made = await _open(unit, plan, (), date(2023, 12, 15), date(2023, 12, 14))
        known = {one.code: one.id for one in await agencies.of_province(unit, "Bắc Giang")}
        await participants.enrol(
            unit, made, [(known[code], count) for code, count in leads.items()]
        )
    return made


async def closed(play: Play, round_: int) -> None:
    """The coordinator closes a round."""
    async with play.store() as unit:
        assert await rounds.close(unit, round_)


async def also_leads(play: Play, *, open_too: bool = False) -> None:
    """A second plan of the province in which Sở Tài nguyên và Môi trường leads a 1.2 too."""
    async with play.store() as unit:
        await load_plan(unit, read_plan(TTX_FILE.encode(), "ttx.yaml"))
        await plans.follow_from(unit, TTX, date(2023, 1, 1))
        await plans.start(unit, TTX, 1)
        await appoint(unit, await person_of(unit, play, "stnmt"), "stnmt", TTX)
        if open_too:
            await _open(unit, TTX, ("stnmt",), date(2023, 12, 20), date(2023, 12, 19))


async def other_province(play: Play, who: str, user: int) -> None:
    """A focal point of Tuyên Quang, where a plan of the same kind is carried out."""
    agencies = sample("bac-giang.agencies.yaml").decode().replace("Bắc Giang", "Tuyên Quang")
    name = "bac-giang-vat-lieu-xay-dung.yaml"
    text = sample(name).decode().replace("Bắc Giang", "Tuyên Quang")
    text = text.replace(f"id: {VLXD}", "id: tuyen-quang-vlxd")
    from handlers.agencies import load_agencies
    from plans.agencyfile import read_agencies

    async with play.store() as unit:
        await load_agencies(unit, read_agencies(agencies.encode(), "tq.yaml"))
        await load_plan(unit, read_plan(text.encode(), "tq-plan.yaml"))
        await _seat(unit, play, who, user, "stnmt", "tuyen-quang-vlxd", "Tuyên Quang")


async def second_focal(play: Play, who: str, user: int, agency: str, plan: str = VLXD) -> None:
    """One more focal point of an agency."""
    async with play.store() as unit:
        await _seat(unit, play, who, user, agency, plan, "Bắc Giang")


async def second_coordinator(play: Play, who: str, user: int, plan: str = VLXD) -> None:
    """One more chuyên viên tổng hợp of the Sở."""
    async with play.store() as unit:
        await _seat(unit, play, who, user, "sxd", plan, "Bắc Giang", Role.COORDINATOR)


async def raised(
    play: Play,
    agency: str = "stnmt",
    number: str | None = "1.3",
    kind: ObstacleKind = ObstacleKind.FUNDS,
    text: str = "chưa có kinh phí",
) -> int:
    """An obstacle stands in the store, raised now by the agency's person; nobody was told."""
    async with play.store() as unit:
        tasks = {one.number: one.id for one in await plans.tasks(unit, VLXD)}
        task = tasks[number] if number else None
        body = (await agency_of(unit, agency)).id
        author = Author(await person_of(unit, play, agency), f"Cán bộ {agency}", "Chuyên viên")
        return await obstacles.raise_(unit, Raised(VLXD, body, task, kind, text), author)


async def _seat(
    unit: Unit,
    play: Play,
    who: str,
    user: int,
    agency: str,
    plan: str,
    province: str,
    role: Role = Role.FOCAL,
) -> None:
    play.room.add_person(user, who)
    play.users[who] = user
    person = await people.add(unit, f"Cán bộ {who}", "Chuyên viên")
    name = play.far_id(user)
    heard = await chats.speaker(unit, play.bot, name, name, private=True, title="")
    await people.connect(unit, person, play.bot, name, heard.chat.id)
    await appoint(unit, person, agency, plan, role, province)


async def appoint(
    unit: Unit,
    person: int,
    agency: str,
    plan: str = VLXD,
    role: Role = Role.FOCAL,
    province: str = "Bắc Giang",
) -> None:
    """A confirmed appointment."""
    body = await agency_of(unit, agency, province)
    code = f"{person} {agency} {plan} {role}"
    made = await invitations.invite(unit, code, body.id, plan, role, unit.now)
    invited = Invitation(made, body, plan, role, unit.now, None)
    await people.appoint(unit, person, invited, "Chuyên viên", confirmed=True)


async def agency_of(unit: Unit, code: str, province: str = "Bắc Giang") -> Agency:
    return next(one for one in await agencies.of_province(unit, province) if one.code == code)


async def person_of(unit: Unit, play: Play, who: str) -> int:
    user = play.far_id(play.users[who])
    heard = await chats.speaker(unit, play.bot, user, user, private=True, title="")
    assert heard.person is not None
    return heard.person


# What stands in the store


async def said_of(play: Play, number: str, agency: str = "stnmt", plan: str = VLXD) -> list[Kept]:
    """All updates of an agency on a task, newest first."""
    async with play.store() as unit:
        task = next(one for one in await plans.tasks(unit, plan) if one.number == number)
        return await updates.history(unit, task.id, (await agency_of(unit, agency)).id)


async def part_of(play: Play, round_: int, agency: str = "stnmt") -> Participant:
    """Where an agency stands in a round."""
    async with play.store() as unit:
        found = await participants.get(unit, round_, (await agency_of(unit, agency)).id)
    assert found is not None
    return found


async def rounds_of(play: Play) -> list[Round]:
    async with play.store() as unit:
        return await rounds.of_plan(unit, VLXD)


async def plainly(play: Play, who: str) -> str:
    """An agency that leads nothing says that nothing happened; what it is told."""
    await play.says(who, "/baocao")
    await play.presses(who, "Không phát sinh")
    return await play.presses(who, "Gửi")


async def three_tasks(play: Play, first: str = "1.2 Đã nghiệm thu hệ thống") -> None:
    """Sở Tài nguyên và Môi trường updates its lead tasks."""
    await play.says("stnmt", f"{first}\n1.3 Đang rà soát 15 cơ sở\n5 Đã kiểm tra 12 cơ sở")
    await play.presses("stnmt", "Gửi")


async def sends(play: Play, who: str = "stnmt", support: str = "Không phát sinh") -> str:
    """Its report with that phần phối hợp; what it is told."""
    await play.presses(who, "Gửi báo cáo năm 2023")
    if support == "Không phát sinh":
        await play.presses(who, support)
    else:
        await play.presses(who, "Ghi nội dung")
        await play.says(who, support)
    return await play.presses(who, "Gửi")
