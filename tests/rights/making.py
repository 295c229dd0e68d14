"""One plan put into the store with everything that can happen to it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import update

from handlers import people_list
from plans.basis import to_json
from plans.model import EntryBasis, Paper, Part, Role, Status, SubmissionState
from plans.obstacles import Move, ObstacleKind, ObstacleState
from storage import (
    agencies,
    attachments,
    broadcasts,
    chats,
    delegations,
    handovers,
    heavy,
    invitations,
    join_requests,
    listed,
    obstacles,
    participants,
    people,
    plans,
    requests,
    rounds,
    submissions,
    updates,
)
from storage.database import Unit
from storage.obstacles import Raised, Taken
from storage.schema import absence, appointment, attachment
from storage.updates import Author, Said
from tests.rights.frames import BOT, NOW, OTHER_PROVINCE, SAME_PROVINCE, Frame


class Made:
    """One plan on its way into the store."""

    def __init__(self, unit: Unit, frame: Frame) -> None:
        self.unit = unit
        self.frame = frame
        self.ids: dict[str, Any] = {"plan": frame.id}
        self.bodies: list[Any] = []

    async def everything(self) -> dict[str, Any]:
        found = await agencies.of_province(self.unit, self.frame.province)
        self.bodies = sorted(found, key=lambda one: one.id)
        start = 3 if self.frame is not SAME_PROVINCE else 10
        self.x, self.y, self.z, self.w, self.v = self.bodies[start : start + 5]
        self.ids |= {"x": self.x.id, "y": self.y.id, "z": self.z.id, "w": self.w.id}
        await self._plan()
        await self._people()
        await self._round()
        await self._results()
        await self._obstacles()
        await self._said_to_all()
        await self._delegations()
        await self._absences()
        await self._asked()
        return self.ids

    def words(self, text: str) -> str:
        return f"{text} {self.frame.mark}"

    async def _plan(self) -> None:
        frame, unit = self.frame, self.unit
        coordinator = next(one for one in self.bodies if one.code == frame.coordinator)
        self.coordinator = coordinator
        duties = [
            {
                "position": place,
                "frequency": "annual",
                "reporters": ["Các Sở"],
                "receivers": receivers,
                "via": None,
                "month": 12,
                "day": day,
                "year": None,
                "before": True,
                "quote": f"trước ngày {day}/12 hằng năm",
            }
            for place, (day, receivers) in enumerate(
                ((15, [coordinator.name]), (31, ["UBND tỉnh"]))
            )
        ]
        numbers = [f"{frame.first}.{n}" for n in range(1, 6)]
        source = {
            "tasks": [{"number": n, "lead": [self.words("Sở")], "support": []} for n in numbers]
        }
        values = {"id": frame.id, "short": frame.short, "province": frame.province}
        values |= {"title": self.words("Kế hoạch"), "coordinator_id": coordinator.id}
        await plans.insert(unit, {**values, "source": source}, duties)
        leads = [self.x, self.y, self.w, self.x, coordinator]
        for place, (number, lead) in enumerate(zip(numbers, leads, strict=True)):
            row = {"plan_id": frame.id, "key": f"k{place}", "number": number, "position": place}
            parts = [(lead, Part.LEAD), *([(self.z, Part.SUPPORT)] if place < 2 else [])]
            roles = [
                {"agency_id": one.id, "part": part, "printed": part.value, "collective": False}
                for one, part in parts
            ]
            title = self.words(f"Việc số {number}")
            await plans.insert_task(unit, {**row, "title": title}, roles)
        tasks = await plans.tasks(unit, frame.id)
        names = ("task", "task_y", "task_w", "task_x2", "task_so")
        self.ids |= {name: task.id for name, task in zip(names, tasks, strict=True)}
        self.ids["duty"] = (await plans.reporting_duties(unit, frame.id))[0].id
        await plans.follow_from(unit, frame.id, date(2023, 1, 1))

    async def _people(self) -> None:
        """One for each post; the focal point answers for three agencies."""
        held = (
            ("focal", self.x, Role.FOCAL), ("leader", self.x, Role.LEADER),
            ("coordinator", self.coordinator, Role.COORDINATOR),
            ("admin", self.coordinator, Role.PLAN_ADMIN), ("tech", self.v, Role.TECH_ADMIN),
            ("ended", self.x, Role.FOCAL), ("joiner", self.x, Role.FOCAL),
            ("second", self.w, Role.FOCAL),
        )  # fmt: skip
        self.who: dict[str, int] = {}
        for place, (name, body, role) in enumerate(held, 1):
            person = await self._person(name, f"{self.frame.users}{place}")
            self.who[name] = person
            made = await self._appoint(person, body.id, role, confirmed=name != "joiner")
            if name == "joiner":
                self.ids["waiting"] = made
            if name == "focal":
                self.ids["seat_x"] = made
            if name == "ended":
                self.ids["ended"] = made
        if self.frame is OTHER_PROVINCE:
            everything = await self._person("everywhere", f"{self.frame.users}9")
            for role in (Role.FOCAL, Role.COORDINATOR, Role.PLAN_ADMIN):
                await self._appoint(everything, self.coordinator.id, role, every_plan=True)
        for body in (self.y, self.z):
            await self._appoint(self.who["focal"], body.id, Role.FOCAL, confirmed=True)
        self.ids["person"] = self.who["focal"]
        await plans.start(self.unit, self.frame.id, self.who["coordinator"])

    async def _person(self, name: str, user: str) -> int:
        heard = await chats.speaker(self.unit, BOT, user, user, private=True, title="")
        person = await people.add(self.unit, self.words(f"Cán bộ {name}"), "Chuyên viên")
        await people.connect(self.unit, person, BOT, user, heard.chat.id)
        return person

    async def _appoint(
        self,
        person: int,
        body: int,
        role: Role,
        *,
        confirmed: bool = True,
        every_plan: bool = False,
    ) -> int:
        code = f"{self.frame.id} {person} {body} {role}"
        made = await invitations.invite(self.unit, code, body, self.frame.id, role, NOW)
        invited = await invitations.invitation_of(self.unit, invitation_id=made)
        assert invited is not None
        made = await people.appoint(self.unit, person, invited, "", confirmed=confirmed)
        if every_plan:
            mine = update(appointment).where(appointment.c.id == made)
            await self.unit.run(mine.values(plan_id=None))
        return made

    async def _round(self) -> None:
        """One open round with agencies in every state, one closed before, the next proposed."""
        unit, ids = self.unit, self.ids
        values = {"plan_id": self.frame.id, "duty_id": ids["duty"], "part": 0}
        for name, year in (("closed", 2022), ("round", 2023), ("proposed", 2024)):
            due = date(year, 12, 15)
            days = {"year": year, "due": due, "last_day": due - timedelta(days=1)}
            ids[name] = await rounds.propose(
                unit, {**values, **days, "onward": date(year, 12, 31)}
            )
        by = self.who["coordinator"]
        paper = Paper("77", self.words("CV"), date(2023, 11, 15))
        for name in ("closed", "round"):
            assert await rounds.open_(unit, ids[name], by, paper, None)
        assert await rounds.close(unit, ids["closed"])
        asked = [(self.x.id, 2), (self.y.id, 1), (self.z.id, 0), (self.w.id, 1), (self.v.id, 0)]
        await participants.enrol(unit, ids["round"], asked)

    async def _results(self) -> None:
        """X has updated its tasks, Y has sent; W says done, and asks for a change."""
        ids, unit = self.ids, self.unit
        focal, second = self.who["focal"], self.who["second"]
        ids["receipt"] = await self._updated(ids["task"], self.x.id, Status.ON_TRACK, focal)
        await self._updated(ids["task_x2"], self.x.id, Status.CHANGE_REQUESTED, focal)
        receipt = await self._updated(ids["task_y"], self.y.id, Status.DONE, focal)
        ids["receipt_w"] = await self._updated(ids["task_w"], self.w.id, Status.DONE, second)
        entered = to_json(EntryBasis(paper=Paper("9", self.words("BC"), date(2023, 11, 20))))
        ids["receipt_e"] = await self._updated(
            ids["task_w"], self.w.id, Status.DONE, self.who["coordinator"], entered
        )
        kept = (await updates.history(unit, ids["task_y"], self.y.id))[0]
        ids["update_y"] = kept.id
        sent = {
            "round_id": ids["round"],
            "agency_id": self.y.id,
            "person_id": focal,
            "person_name": self.words("Cán bộ"),
            "person_post": "",
            "kind": "full",
            "support_text": self.words("Phần phối hợp"),
            "late": False,
            "updates": [kept.id],
            "receipt_id": receipt,
        }
        await submissions.add(unit, sent)
        state = SubmissionState.UPDATING
        await participants.change(unit, ids["round"], self.x.id, state=state)
        state = SubmissionState.SENT
        await participants.change(unit, ids["round"], self.y.id, state=state, sent=NOW)

    async def _updated(
        self, task: int, agency: int, status: Status, person: int, basis: Any = None
    ) -> int:
        receipt = await updates.new_receipt(self.unit, self.frame.id, self.frame.short)
        said = Said(
            task, agency, status, self.words("Kết quả"), round=self.ids["round"],
            source="entered" if basis else "chat", basis=basis,
        )  # fmt: skip
        await updates.write(self.unit, said, self._author(person), receipt.id)
        return receipt.id

    def _author(self, person: int) -> Author:
        return Author(person, self.words("Cán bộ"), "Chuyên viên")

    async def _obstacles(self) -> None:
        """One new, one answered."""
        unit = self.unit
        for name in ("obstacle", "answered"):
            raised = Raised(
                self.frame.id, self.x.id, self.ids["task"], next(iter(ObstacleKind)),
                self.words("Vướng mắc"), self.words("Đề xuất"),
            )  # fmt: skip
            author = self._author(self.who["focal"])
            self.ids[name] = await obstacles.raise_(unit, raised, author)
        one = await obstacles.get(unit, self.ids["answered"])
        assert one is not None
        taken = Taken(Move.ADVISED, ObstacleState.ANSWERED, self.words("Trả lời"))
        await obstacles.take(unit, one, taken, self._author(self.who["coordinator"]))

    async def _said_to_all(self) -> None:
        """A broadcast of the admin, a request of the coordinator."""
        unit, who = self.unit, self.who
        values = {"plan_id": self.frame.id, "person_id": who["admin"], "audience": "all"}
        values |= {
            "text": self.words("Thông báo"),
            "agencies": [self.x.id, self.w.id],
            "tasks": [],
        }
        name = self.words("Văn bản") + ".pdf"
        values["attachment_id"] = await attachments.made(unit, name, "", "0" * 64, 1)
        to = [(who["focal"], self.x.id), (who["second"], self.w.id)]
        self.ids["broadcast"] = (await broadcasts.add(unit, values, to)).id
        asked = {"plan_id": self.frame.id, "person_id": who["coordinator"], "urgent": False}
        asked |= {"question": self.words("Hỏi"), "kind": "text", "due": NOW + timedelta(days=2)}
        found = await requests.add(unit, asked, [self.x.id, self.w.id])
        self.ids["request"] = found.id

    async def _delegations(self) -> None:
        """One with its code still out, one answered."""
        for name in ("delegation", "returned"):
            values = {"task_id": self.ids["task"], "agency_id": self.x.id}
            values |= {"person_id": self.who["focal"], "division": self.words("Phòng")}
            values |= {"code_hash": f"{name} {self.frame.id}", "expires": NOW + timedelta(days=9)}
            self.ids[name] = await delegations.delegate(self.unit, values)
        one = await delegations.get(self.unit, self.ids["returned"])
        assert one is not None
        said = {"name": self.words("Người"), "status": Status.ON_TRACK, "text": self.words("Xong")}
        await delegations.answer(self.unit, one, (BOT, f"{self.frame.users}77"), said)

    async def _asked(self) -> None:
        """Somebody asks to join; the coordinator has sent a list of people; W hands over to X."""
        unit, by = self.unit, self.who["coordinator"]
        heard = await chats.speaker(
            unit, BOT, f"{self.frame.users}3", f"{self.frame.users}3", private=True, title=""
        )
        asked = {"plan_id": self.frame.id, "agency_id": self.x.id, "name": self.words("Người")}
        account = {"bot": BOT, "user": f"{self.frame.users}55", "chat_id": heard.chat.id}
        self.ids["request_in"] = await join_requests.add(
            unit, **asked, **account, post="", phone=""
        )
        self.ids["list"] = await attachments.made(
            unit, self.words("DS") + ".xlsx", "", "1" * 64, 1
        )
        mine = update(attachment).where(attachment.c.id == self.ids["list"])
        await unit.run(mine.values(person_id=by))
        question = {"plan": self.frame.id, "file": self.ids["list"], "take": ""}
        whose = {"person": by, "chat": heard.chat.id, "user": f"{self.frame.users}3"}
        await heavy.ask(unit, people_list.KIND, question, **whose, attachment=self.ids["list"])
        taking = {"agency_id": self.w.id, "plan_id": self.frame.id, "by": self.who["second"]}
        taking |= {"from_person_id": self.who["second"], "to_person_id": self.who["focal"]}
        day = NOW.date() + timedelta(days=5)
        self.ids["handover"] = await handovers.make(unit, **taking, from_day=day)
        self.ids["stamp"] = await listed.newest(unit, self.frame.id)

    async def _absences(self) -> None:
        """The focal point is away with nobody in place, and stands in for somebody else."""
        who = self.who
        pairs = (("away", who["focal"], None), ("cover", who["second"], who["focal"]))
        for name, person, stand_in in pairs:
            first = NOW.date() + timedelta(days=7)
            values = {"person_id": person, "stand_in_id": stand_in, "at": NOW}
            days = {"from_day": first, "to_day": first + timedelta(days=2)}
            self.ids[name] = await self.unit.insert(absence, **values, **days)
