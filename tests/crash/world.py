"""A province of many focal points, and the clock it lives by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.demo_world import BOT, FOCAL_GROUP, INTERNAL_GROUP, seed
from bot.ground import SystemClock, SystemIds
from dialogues.catalogue import Catalogue
from handlers.turn import Tools
from plans.calendar import WorkCalendar, load_overrides
from plans.ground import VIETNAM
from plans.model import Agency, Plan, Role
from plans.samples import sample
from sandbox.room import Room
from storage import chats, invitations, people, plans, task_parts
from storage.database import Database, Unit, sqlite_url
from storage.migrate import upgrade

# The round of 2023 is due before 15/12: opened, then the digest's Friday, three working days
# before, the last safe day. All within a week, so that no update id is given up meanwhile.
OPENING = datetime(2023, 12, 7, 9, 0, tzinfo=VIETNAM)
MOMENTS = (
    datetime(2023, 12, 8, 14, 29, 58, tzinfo=VIETNAM),
    datetime(2023, 12, 11, 13, 44, 58, tzinfo=VIETNAM),
    datetime(2023, 12, 14, 8, 29, 58, tzinfo=VIETNAM),
)
COORDINATOR = 1001
LEADING = ("stnmt", "skhcn", "skhdt")  # whose focal points have tasks to answer for
FIRST_USER = 5000


class WorldClock(SystemClock):
    """The world's time: the machine's, moved. Jumps go forward only."""

    def __init__(self, start: datetime) -> None:
        self.shift = start - super().now()

    def now(self) -> datetime:
        return super().now() + self.shift

    def jump(self, to: datetime) -> None:
        self.shift += max(to - self.now(), timedelta(0))


@dataclass(frozen=True)
class Focal:
    """A focal point: an account, and the numbers of the tasks the agency leads."""

    user: int
    agency: str
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class Seated:
    """Who sits in the world: focal points with tasks, and those who are only told."""

    answering: Sequence[Focal]
    told: Sequence[Focal]


def make_tools() -> Tools:
    """What handlers are lent, for seeding only."""
    overrides = load_overrides(sample("working-days.yaml"), "working-days.yaml")
    return Tools(
        texts=Catalogue.load(),
        calendar=WorkCalendar(overrides),
        ids=SystemIds(),
        hash_code=lambda code: f"hash of {code}",
    )


async def make_world(folder: Path, now: datetime, answering: int, told: int) -> Seated:
    """A seeded store in `folder`, with so many people a leading agency and a further one."""
    db = Database(sqlite_url(folder / "daumoi.db"))
    try:
        await upgrade(db)
        tools = make_tools()
        await seed(db, tools, now)
        return await seat_more(db, tools, now, answering, told)
    finally:
        await db.close()


async def seat_more(
    db: Database, tools: Tools, now: datetime, answering: int, told: int
) -> Seated:
    """More focal points in every agency of the seeded plan."""
    async with db.unit(now) as unit:
        plan = (await plans.every(unit))[0]
        found: dict[bool, list[Focal]] = {True: [], False: []}
        user = FIRST_USER
        for agency in await _manned(unit, plan):
            leads = agency.code in LEADING
            duties = await task_parts.duties(unit, [agency.id], plan_id=plan.id, leading=True)
            numbers = tuple(duty.task.number for _, duty in duties)
            for _ in range(answering if leads else told):
                await _seat(unit, tools, plan, agency, user)
                found[leads].append(Focal(user, agency.code, numbers))
                user += 1
        await _tie_groups(unit, plan)
        await unit.commit()
    return Seated(found[True], found[False])


async def _manned(unit: Unit, plan: Plan) -> list[Agency]:
    """The agencies that have a focal point already."""
    holders = await people.holding(unit, plan.id, Role.FOCAL)
    manned = {one.agency.id: one.agency for held in holders for one in held.appointments}
    return list(manned.values())


async def _seat(unit: Unit, tools: Tools, plan: Plan, agency: Agency, user: int) -> None:
    name = str(user)
    speaker = await chats.speaker(unit, BOT, name, name, private=True, title="")
    code = tools.hash_code(f"seat {user}")
    expires = unit.now + timedelta(days=60)
    invitation = await invitations.invite(unit, code, agency.id, plan.id, Role.FOCAL, expires)
    person = await people.add(unit, f"Đầu mối {user}", agency.name)
    await invitations.use(unit, invitation, person)
    await people.connect(unit, person, BOT, name, speaker.chat.id)
    invited = await invitations.invitation_of(unit, invitation_id=invitation)
    assert invited is not None
    await people.appoint(unit, person, invited, agency.name, confirmed=True)


async def _tie_groups(unit: Unit, plan: Plan) -> None:
    for group, purpose in ((INTERNAL_GROUP, "internal"), (FOCAL_GROUP, "focal")):
        spoken = await chats.speaker(unit, BOT, str(group), "", private=False, title="")
        await chats.tie(unit, spoken.chat.id, plan.id, purpose)


def furnish(room: Room, seated: Seated) -> None:
    """The same people and groups at the far side."""
    users = [COORDINATOR, *range(1002, 1017)]
    for user in users:
        room.add_person(user, str(user))
    for one in [*seated.answering, *seated.told]:
        room.add_person(one.user, str(one.user), agency=one.agency)
    room.add_group(INTERNAL_GROUP, "Nội bộ", users[:2])
    room.add_group(FOCAL_GROUP, "Đầu mối", users)
