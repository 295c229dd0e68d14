"""Tuyên Quang in the store: KH BĐKH, and a made-up second plan of another coordinating Sở."""

from __future__ import annotations

from datetime import date

from handlers.agencies import load_agencies
from handlers.baselines import set_baseline
from handlers.loading import load_plan
from plans.agencyfile import read_agencies
from plans.baseline import read_baseline
from plans.model import Role
from plans.planfile import read_plan
from plans.samples import sample
from storage import chats, participants, people, plans, rounds
from storage.database import Unit
from tests.transcripts.play import Play
from tests.transcripts.worlds import REQUEST, agency_of, appoint

PROVINCE = "Tuyên Quang"
BDKH, TKNL = "tuyen-quang-bdkh-2020-2025", "tuyen-quang-tknl"
# Who sits there: name in stories, user, agency, role, plan.
SEATS = (
    ("tq-stnmt", 3001, "stnmt", Role.COORDINATOR, BDKH),
    ("tq-sct", 3002, "sct", Role.COORDINATOR, TKNL),
    ("tq-syt", 3003, "syt", Role.FOCAL, BDKH),
    ("tq-sxd", 3004, "sxd", Role.FOCAL, BDKH),
    ("tq-na-hang", 3005, "ubnd-na-hang", Role.FOCAL, BDKH),
    ("tq-ham-yen", 3006, "ubnd-ham-yen", Role.FOCAL, BDKH),
)
TKNL_FILE = """
plan:
  id: tuyen-quang-tknl
  short: TKNL
  province: Tuyên Quang
  title: KẾ HOẠCH Sử dụng năng lượng tiết kiệm (minh họa)
  coordinator: Sở Công Thương
reporting:
  - frequency: annual
    from: [Sở Y tế, Sở Xây dựng]
    to: [UBND tỉnh]
    via: Sở Công Thương
    due: {month: 12, day: 15}
    before: true
    quote: báo cáo trước ngày 15/12 hàng năm
tasks:
  - number: "5"
    title: Thay thiết bị chiếu sáng tại các cơ sở y tế (minh họa).
    lead: [Sở Y tế]
    support: [Sở Xây dựng]
  - number: "6"
    title: Hướng dẫn thiết kế công trình tiết kiệm năng lượng (minh họa).
    lead: [Sở Xây dựng]
"""


async def tuyen_quang(play: Play, *, started: bool = True) -> None:
    """Both plans are loaded, their people known; Sở Y tế's has duties in both."""
    async with play.store() as unit:
        file = read_agencies(sample("tuyen-quang.agencies.yaml"), "agencies")
        await load_agencies(unit, file)
        await load_plan(unit, read_plan(sample("tuyen-quang-khi-hau.yaml"), "bdkh"))
        name = "tuyen-quang-khi-hau.baseline.yaml"
        await set_baseline(unit, read_baseline(sample(name), name), name)
        await load_plan(unit, read_plan(TKNL_FILE.encode(), "tknl"))
        await plans.follow_from(unit, TKNL, date(2023, 1, 1))
        for who, user, agency, role, plan in SEATS:
            person = await _seat(unit, play, who, user)
            await appoint(unit, person, agency, plan, role, PROVINCE)
            if who == "tq-syt":
                await appoint(unit, person, agency, TKNL, role, PROVINCE)
            if role is Role.COORDINATOR and started:
                await plans.start(unit, plan, person)


async def _seat(unit: Unit, play: Play, who: str, user: int) -> int:
    play.room.add_person(user, who)
    play.users[who] = user
    person = await people.add(unit, f"Cán bộ {who}", "Chuyên viên")
    name = play.far_id(user)
    heard = await chats.speaker(unit, play.bot, name, name, private=True, title="")
    await people.connect(unit, person, play.bot, name, heard.chat.id)
    return person


async def opened(play: Play, plan: str, due: date, codes: dict[str, int]) -> int:
    """A round is open, as /mo leaves it; nobody was told. `codes`: agency → tasks it leads."""
    async with play.store() as unit:
        duty = (await plans.reporting_duties(unit, plan))[0]
        last = date(due.year, due.month, due.day - 1) if duty.before else due
        values = {"plan_id": plan, "duty_id": duty.id, "year": due.year, "part": 0}
        made = await rounds.propose(unit, {**values, "due": due, "last_day": last})
        assert made is not None
        await rounds.open_(unit, made, 1, REQUEST, None)
        bodies = [((await agency_of(unit, one, PROVINCE)).id, n) for one, n in codes.items()]
        await participants.enrol(unit, made, bodies)
    return made
