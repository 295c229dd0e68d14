"""Two provinces in one store, everybody joined; a clock that jumps from moment to moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select, update

from dialogues.messages import Incoming, Kind, Later, Outgoing, Say
from handlers import notices
from handlers.agencies import directory_of, load_agencies
from handlers.baselines import set_baseline
from handlers.loading import load_plan
from handlers.respond import respond
from handlers.rounding import named_reporters
from handlers.turn import Tools
from plans.agencyfile import read_agencies
from plans.baseline import read_baseline
from plans.model import Agency, Part, Plan, Role, RoundState
from plans.planfile import read_plan
from plans.samples import sample, sample_names
from reports.standing import with_missing
from schedules import composers
from schedules.tick import tick
from storage import (
    agencies,
    chats,
    invitations,
    participants,
    people,
    plans,
    rounds,
    task_parts,
)
from storage.database import Database, Unit
from storage.invitations import Invitation
from storage.schema import outbox as rows
from tests.schedules.world import BOT, Told, at, tools
from tests.year.habits import Habit, habit_of

VLXD = ("bac-giang", "bac-giang-vat-lieu-xay-dung")
BDKH = ("tuyen-quang", "tuyen-quang-khi-hau")


@dataclass(frozen=True)
class Somebody:
    """Who sits at a chat, and how that person goes about a report."""

    person: int
    plan: str
    agency: Agency
    role: Role
    leads: bool
    habit: Habit | None

    @property
    def user(self) -> str:
        return f"{self.plan}:{self.person}"

    @property
    def kind(self) -> str:
        """A row of the table."""
        if self.habit is None:
            return "coordinator"
        return f"{'lead' if self.leads else 'supporter'}, {self.habit}"


@dataclass
class Office:
    """`told` grows with every notice that went out, `replies` counts what was answered."""

    db: Database
    tools: Tools = field(default_factory=tools)
    staff: dict[int, Somebody] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    replies: Counter[int] = field(default_factory=Counter)
    updates: int = 0
    pending: bool = False

    async def load(self, now: datetime, agency_file: str, plan_file: str) -> None:
        """Agencies, plan and baseline of one province, with a person for each agency asked."""
        async with self.db.unit(now) as unit:
            name = f"{agency_file}.agencies.yaml"
            await load_agencies(unit, read_agencies(sample(name), name))
            plan = await load_plan(unit, read_plan(sample(f"{plan_file}.yaml"), plan_file))
            name = f"{plan_file}.baseline.yaml"
            if name in sample_names() and now.year == 2023:  # when the baselines were taken
                await set_baseline(unit, read_baseline(sample(name), name), name)
            else:
                await plans.follow_from(unit, plan.id, now.date())
            await self._coordinator(unit, plan)
            asked = await _reporters(unit, plan)
            for at, (agency, leads) in enumerate(asked):
                habit = habit_of(at, len(asked))
                await self._appoint(unit, plan, agency, Role.FOCAL, leads=leads, habit=habit)
            await unit.commit()

    async def _coordinator(self, unit: Unit, plan: Plan) -> None:
        await self._appoint(unit, plan, plan.coordinator, Role.COORDINATOR)

    async def _appoint(
        self, unit: Unit, plan: Plan, agency: Agency, role: Role, *,
        leads: bool = False, habit: Habit | None = None,
    ) -> None:  # fmt: skip
        person = await people.add(unit, f"{role} {agency.code}", "chuyên viên", "0912000000")
        one = Somebody(person, plan.id, agency, role, leads, habit)
        made = await invitations.invite(unit, one.user, agency.id, plan.id, role, unit.now)
        invited = Invitation(made, agency, plan.id, role, unit.now, None)
        await people.appoint(unit, person, invited, "chuyên viên", confirmed=True)
        heard = await chats.speaker(unit, BOT, one.user, one.user, private=True, title="")
        await people.connect(unit, person, BOT, one.user, heard.chat.id)
        self.staff[person] = one

    def coordinator_of(self, plan: str) -> Somebody:
        found = (o for o in self.staff.values() if (o.plan, o.role) == (plan, Role.COORDINATOR))
        return next(found)

    async def pass_to(self, moment: datetime) -> list[Told]:
        """What the clock causes at a moment, and what the sender says then."""
        queued = await tick(self.db, moment, self.tools)
        return await self.deliver(moment) if queued or self.pending else []

    async def deliver(self, moment: datetime) -> list[Told]:
        before = len(self.told)
        async with self.db.unit(moment) as unit:
            mine = select(rows).where(rows.c.state == "queued", rows.c.not_before <= moment)
            for row in await unit.rows(mine.order_by(rows.c.id)):
                await self._say(unit, row)
            left = select(func.count()).select_from(rows).where(rows.c.state == "queued")
            self.pending = bool(await unit.value(left))
            await unit.commit()
        return self.told[before:]

    async def _say(self, unit: Unit, row: Any) -> None:
        question = dict(row.compose)
        composer = _COMPOSERS[question.pop("composer")]
        say = await composer(unit, question, row.person_id, self.tools)
        mine = update(rows).where(rows.c.id == row.id)
        if isinstance(say, Later):
            await unit.run(mine.values(not_before=say.until))
            return
        await unit.run(mine.values(state="sent" if say else "dropped", sent=unit.now))
        if say is not None:
            self.told.append(Told(row.key, row.person_id, row.chat_id, unit.now, say))

    async def hears(
        self, who: Somebody, moment: datetime, text: str = "", action: str = ""
    ) -> list[Say]:
        """Somebody types or presses; the answers."""
        self.updates += 1
        kind = Kind.PRESS if action else Kind.TEXT
        said = Incoming(
            BOT, str(self.updates), kind, who.user, True, who.user, text=text, action=action
        )

        async def heard(unit: Unit) -> Sequence[Outgoing]:
            found = await respond(unit, said, self.updates, self.tools)
            await unit.commit()
            return found

        out = await self.db.work(moment, heard)
        self.replies[who.person] += len(out)
        self.pending = True
        return [one.say for one in out]

    async def missing(self, who: Somebody, moment: datetime) -> list[str]:
        """The lead tasks that this agency has not updated in the open round."""
        async with self.db.reading(moment) as unit:
            round_ = (await rounds.of_plan(unit, who.plan, RoundState.OPEN))[0]
            part = await participants.get(unit, round_.id, who.agency.id)
            assert part is not None
            led = await task_parts.duties(unit, [who.agency.id], plan_id=who.plan, leading=True)
        return list(with_missing(part, round_, [duty for _, duty in led]).missing)


_COMPOSERS: dict[str, Any] = {**notices.COMPOSERS, **composers.COMPOSERS}


async def _reporters(unit: Unit, plan: Plan) -> list[tuple[Agency, bool]]:
    """The agencies that the plan's yearly report names, and whether each leads anything."""
    duties = await plans.reporting_duties(unit, plan.id)
    duty = next(one for one in duties if one.frequency == "annual" and one.via)
    by_code = {one.code: one for one in await agencies.of_province(unit, plan.province)}
    named = named_reporters(duty.reporters, await directory_of(unit, plan.province))
    bodies = [by_code[one.code] for one in named if by_code[one.code] != plan.coordinator]
    leads = set()
    for agency, found in await task_parts.duties(unit, [b.id for b in bodies], plan_id=plan.id):
        if found.part in {Part.LEAD, Part.COLEAD}:
            leads.add(agency)
    return [(body, body.id in leads) for body in bodies]


def on(day: date, clock: str) -> datetime:
    """A moment of Hà Nội."""
    return at(day.isoformat(), clock)
