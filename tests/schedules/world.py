"""KH VLXD in a real store, its people, and a clock that jumps from moment to moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from sqlalchemy import select, update

from dialogues.catalogue import Catalogue
from dialogues.markup import check, to_plain
from dialogues.messages import Incoming, Kind, Say
from handlers import nudges
from handlers.agencies import load_agencies
from handlers.loading import load_plan
from handlers.respond import respond
from handlers.turn import Tools
from plans.agencyfile import read_agencies
from plans.calendar import WorkCalendar
from plans.ground import VIETNAM, local
from plans.model import Agency, Paper, PlanSettings, Role, SubmissionState
from plans.planfile import read_plan
from plans.samples import sample
from schedules import composers
from schedules.tick import tick
from storage import (
    agencies,
    chats,
    invitations,
    outbox,
    participants,
    people,
    plans,
    rounds,
    sending,
)
from storage.database import Database, Unit
from storage.invitations import Invitation
from storage.schema import job_run, participant
from storage.schema import outbox as outbox_table

BOT = "telegram"
PLAN = "bac-giang-vlxd-2021-2030"
REQUEST = Paper("1234", "SXD-QLXD", date(2023, 11, 15))
SO = ("skhdt", "sct", "stc", "stnmt", "skhcn")
HUYEN = (
    "ubnd-tp-bac-giang", "ubnd-luc-ngan", "ubnd-luc-nam", "ubnd-son-dong", "ubnd-yen-the",
    "ubnd-hiep-hoa", "ubnd-lang-giang", "ubnd-tan-yen", "ubnd-viet-yen", "ubnd-yen-dung",
)  # fmt: skip
LEADS = {"stnmt": 3, "skhcn": 2, "skhdt": 1}


class Ids:
    """No randomness is needed here."""

    def text(self, alphabet: str, length: int) -> str:
        return (alphabet * length)[:length]


@cache
def tools() -> Tools:
    """Sentences and calendar are the same for all tests."""
    return Tools(Catalogue.load(), WorkCalendar(), Ids(), str)


def at(day: str, clock: str = "08:30") -> datetime:
    """A moment of Hà Nội: at("2023-12-08", "14:30")."""
    naive = datetime.combine(date.fromisoformat(day), time.fromisoformat(clock))
    return naive.replace(tzinfo=VIETNAM)


STARTED = at("2023-01-03", "07:40")


@dataclass(frozen=True)
class Told:
    """A notice as it went out."""

    key: str
    to: int | None  # person
    chat: int | None
    at: datetime
    say: Say

    @property
    def text(self) -> str:
        return to_plain(self.say.text)

    @property
    def labels(self) -> list[str]:
        return [one.label for one in self.say.choices]

    @property
    def day(self) -> date:
        return local(self.at).date()


@dataclass
class World:
    """The store; `told` grows with everything that went out."""

    db: Database
    tools: Tools = field(default_factory=tools)
    agencies: dict[str, Agency] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    round: int = 0
    now: datetime = STARTED
    updates: int = 0

    async def build(self, *, started: str = "2023-01-03") -> World:
        """Agencies, plan, a coordinator, a focal point an agency; reminders started."""
        self.now = at(started, "07:40")
        async with self.db.unit(self.now) as unit:
            await load_agencies(unit, read_agencies(sample("bac-giang.agencies.yaml"), "a"))
            await load_plan(unit, read_plan(sample("bac-giang-vat-lieu-xay-dung.yaml"), "p"))
            await plans.follow_from(unit, PLAN, date(2023, 1, 1))
            self.agencies = {a.code: a for a in await agencies.of_province(unit, "Bắc Giang")}
            await self._person(unit, "sxd", "Lê Văn Tổng", Role.COORDINATOR)
            for code in (*SO, *HUYEN):
                await self._person(unit, code, f"Đầu mối {code}", Role.FOCAL)
            await plans.start(unit, PLAN, self.people["sxd"])
            await unit.commit()
        return self

    async def _person(self, unit: Unit, code: str, name: str, role: Role) -> None:
        person = await people.add(unit, name, "chuyên viên", "0912000000")
        await self.appoint(unit, person, code, role)
        heard = await chats.speaker(unit, BOT, code, code, private=True, title="")
        await people.connect(unit, person, BOT, code, heard.chat.id)
        self.people[code] = person

    async def appoint(
        self, unit: Unit, person: int, code: str, role: Role, plan: str = PLAN
    ) -> None:
        agency = self.agencies[code]
        key = f"{person}{code}{role}{plan}"
        made = await invitations.invite(unit, key, agency.id, plan, role, self.now)
        invited = Invitation(made, agency, plan, role, self.now, None)
        await people.appoint(unit, person, invited, "chuyên viên", confirmed=True)

    async def open_round(
        self,
        moment: datetime,
        codes: tuple[str, ...] = (*SO, *HUYEN),
        *,
        internal: date | None = None,
        year: int = 2023,
        plan: str = PLAN,
    ) -> int:
        """What /mo writes."""
        async with self.db.unit(moment) as unit:
            duties = await plans.reporting_duties(unit, plan)
            duty = next(one for one in duties if one.day == 15)
            due = date(year, 12, 15)
            values = {"plan_id": plan, "duty_id": duty.id, "year": year, "part": 0, "due": due}
            last, onward = due - timedelta(days=1), date(year, 12, 31)
            made = await rounds.propose(unit, {**values, "last_day": last, "onward": onward})
            assert made is not None
            await rounds.open_(unit, made, self.people["sxd"], REQUEST, internal)
            asked = [(self.agencies[code].id, LEADS.get(code, 0)) for code in codes]
            await participants.enrol(unit, made, asked)
            await unit.commit()
        self.round = made
        return made

    async def second_plan(self) -> None:
        """KH TTX of the same Sở, reported by Sở Tài chính; its id is "ttx"."""
        duty = {
            "position": 0, "frequency": "annual", "reporters": ["Sở Tài chính"],
            "receivers": ["UBND tỉnh"], "via": "Sở Xây dựng", "month": 12, "day": 15,
            "year": None, "before": True, "quote": "trước ngày 15/12",
        }  # fmt: skip
        async with self.db.unit(self.now) as unit:
            values = {"id": "ttx", "short": "TTX", "province": "Bắc Giang", "title": "TTX"}
            so = self.agencies["sxd"].id
            await plans.insert(unit, {**values, "coordinator_id": so, "source": {}}, [duty])
            await plans.start(unit, "ttx", self.people["sxd"])
            await self.appoint(unit, self.people["sxd"], "sxd", Role.COORDINATOR, "ttx")
            await self.appoint(unit, self.people["stc"], "stc", Role.FOCAL, "ttx")
            await unit.commit()

    async def set(self, code: str, moment: datetime, **values: Any) -> None:
        async with self.db.unit(moment) as unit:
            await participants.change(unit, self.round, self.agencies[code].id, **values)
            await unit.commit()

    async def sent(self, moment: datetime, *codes: str) -> None:
        """These agencies report by chat."""
        for code in codes:
            await self.set(code, moment, state=SubmissionState.SENT, sent=moment)

    async def paper(self, code: str, moment: datetime) -> None:
        """[Đã có văn bản]."""
        async with self.db.unit(moment) as unit:
            paper = Paper("45", "BC", local(moment).date())
            agency, person = self.agencies[code].id, self.people[code]
            await participants.register(unit, self.round, agency, paper, person)
            await unit.commit()

    async def settle(self, moment: datetime, **values: Any) -> None:
        """Other settings of the plan."""
        async with self.db.unit(moment) as unit:
            await plans.set_settings(unit, PLAN, PlanSettings(**values))
            await unit.commit()

    async def group(self, moment: datetime, name: str, purpose: str | None) -> int:
        async with self.db.unit(moment) as unit:
            heard = await chats.speaker(unit, BOT, name, "sxd", private=False, title=name)
            await chats.tie(unit, heard.chat.id, PLAN if purpose else None, purpose)
            await unit.commit()
        return heard.chat.id

    async def run(self, moment: datetime) -> list[Told]:
        """The tick of a moment and what the sender says then; what went out."""
        await tick(self.db, moment, self.tools)
        return await self.deliver(moment)

    async def deliver(self, moment: datetime) -> list[Told]:
        before = len(self.told)
        async with self.db.unit(moment) as unit:
            waiting = select(outbox_table).where(
                outbox_table.c.state == "queued", outbox_table.c.not_before <= moment
            )
            for row in await unit.rows(waiting.order_by(outbox_table.c.id)):
                await self._say(unit, row)
            await unit.commit()
        return self.told[before:]

    async def _say(self, unit: Unit, row: Any) -> None:
        question = dict(row.compose or {})
        name = question.pop("composer", "")
        composer = {**nudges.COMPOSERS, **composers.COMPOSERS}[name]
        say = await composer(unit, question, row.person_id, self.tools)
        if say is None:
            await sending.drop(unit, row.id, "nothing_to_say")
            return
        check(say.text)
        assert all(len(one.action.encode()) <= 64 for one in say.choices)
        done = update(outbox_table).where(outbox_table.c.id == row.id)
        await unit.run(done.values(state="sent", sent=unit.now))
        self.told.append(Told(row.key, row.person_id, row.chat_id, unit.now, say))

    async def walk(self, first: str, last: str, *clocks: str) -> list[Told]:
        """Every day from first to last, at these times; what went out."""
        before = len(self.told)
        day, end = date.fromisoformat(first), date.fromisoformat(last)
        while day <= end:
            for clock in clocks or ("08:30", "13:45"):
                await self.run(at(day.isoformat(), clock))
            day += timedelta(days=1)
        return self.told[before:]

    async def one(self, code: str, moment: datetime) -> Told | None:
        """What one person is told at a moment, if anything."""
        for told in await self.run(moment):
            if told.to == self.people[code]:
                return told
        return None

    async def hears(
        self, user: str, moment: datetime, text: str = "", *, action: str = "", group: str = ""
    ) -> list[Say]:
        """Somebody types or presses, in private or in a group; the answers."""
        self.updates += 1
        kind = Kind.PRESS if action else Kind.TEXT
        incoming = Incoming(
            BOT, str(self.updates), kind, group or user, not group, user,
            text=text, action=action,
        )  # fmt: skip
        async with self.db.unit(moment) as unit:
            out = await respond(unit, incoming, self.updates, self.tools)
            await outbox.reply(unit, out)
            await unit.run(
                update(outbox_table).where(outbox_table.c.lane == "reply").values(state="sent")
            )
            await unit.commit()
        for one in out:
            check(one.say.text)
            assert all(len(choice.action.encode()) <= 64 for choice in one.say.choices)
        return [one.say for one in out]

    async def runs(self, job: str) -> list[tuple[str, str]]:
        """(period, outcome) of a job, in order."""
        found = select(job_run.c.period, job_run.c.outcome).where(job_run.c.job == job)
        async with self.db.reading(self.now) as unit:
            rows = await unit.rows(found.order_by(job_run.c.period))
        return [(row.period, row.outcome) for row in rows]

    async def nudges_of(self, code: str) -> int:
        mine = select(participant.c.nudges).where(
            participant.c.agency_id == self.agencies[code].id
        )
        async with self.db.reading(self.now) as unit:
            return int(await unit.value(mine))


def said(say: Say) -> str:
    """As a reader sees it."""
    return to_plain(say.text)
