"""The data set of a round: what stood at a moment, the same bytes whenever it is asked for."""

from __future__ import annotations

import random
import time
from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select

from plans.model import Paper, Part, Status
from plans.obstacles import Move, ObstacleKind, can
from plans.obstacles import after as leads_to
from plans.round_data import RoundData, canonical
from reports.round_data import of_round
from storage import (
    agencies,
    amendments,
    confirmations,
    entered,
    frames,
    indicators,
    obstacles,
    participants,
    plans,
    reviews,
    rounds,
    submissions,
    updates,
)
from storage.database import Database, Unit
from storage.indicators import Given
from storage.obstacles import Raised, Taken
from storage.schema import participant, task_state
from storage.updates import Author, Said
from tests.storage.world import NOW, PLAN, PROVINCE, World, add_task, open_round, statements

REQUEST = Paper("1234", "SXD-QLXD", date(2023, 11, 15))


async def _opened(unit: Unit, world: World) -> int:
    made = await open_round(unit, world)
    await rounds.open_(unit, made, world.coordinator, REQUEST, None)
    return made


async def _send(unit: Unit, world: World, round_: int, kind: str = "full", **more: Any) -> None:
    receipt = await updates.new_receipt(unit, PLAN, "VLXD")
    values = {
        "round_id": round_,
        "agency_id": world.stnmt.id,
        "person_id": world.focal,
        "person_name": "Trần Thị Ánh",
        "person_post": "chuyên viên",
        "kind": kind,
        "support_text": "Không phát sinh",
        "late": False,
        "updates": [],
        "receipt_id": receipt.id,
    }
    await submissions.add(unit, values | more)


async def _say(unit: Unit, world: World, round_: int, text: str, status: Status) -> int:
    said = Said(world.tasks[1].id, world.stnmt.id, status, text, round=round_)
    return await updates.write(unit, said, _focal(world), None)


def _focal(world: World) -> Author:
    return Author(world.focal, "Trần Thị Ánh", "chuyên viên")


async def test_what_was_sent_and_said_stands_in_the_data_set(unit: Unit, world: World) -> None:
    round_ = await _opened(unit, world)
    done = await _say(unit, world, round_, "Đã nghiệm thu", Status.DONE)
    await confirmations.confirm(unit, world.tasks[1].id, [done], world.coordinator)
    await _send(unit, world, round_)
    await participants.register(
        unit, round_, world.stnmt.id, Paper("45", "BC-STNMT", date(2023, 12, 5)), world.focal
    )

    found = await of_round(unit, round_, NOW)

    assert found.round.request is not None
    assert found.round.request.code == "1234/SXD-QLXD"
    (one,) = found.agencies  # the coordinating Sở stands outside
    assert (one.code, one.kind, one.nth, one.receipt) == ("stnmt", "full", 1, "VLXD-2023-001")
    assert one.by == "Trần Thị Ánh, chuyên viên"
    assert one.paper is not None
    assert one.paper.code == "45/BC-STNMT"
    assert not one.paper_late
    task = found.tasks[1]
    (lead,) = task.leads
    assert (lead.status, lead.confirmed, lead.in_round) == ("done", True, True)
    assert [one.name for one in found.tasks[2].supporters] == ["Sở Tài nguyên và Môi trường"]


async def test_what_is_taken_back_counted_until_then(unit: Unit, world: World) -> None:
    round_ = await _opened(unit, world)
    await _send(unit, world, round_)
    await participants.register(
        unit, round_, world.stnmt.id, REQUEST, world.coordinator, entered=True
    )
    said = await _say(unit, world, round_, "Đang làm", Status.ON_TRACK)
    unit.now = NOW + timedelta(hours=1)
    await submissions.withdraw(unit, round_, world.stnmt.id)
    await entered.unregister(unit, round_, world.stnmt.id)
    await updates.withdraw(unit, said)

    before, after = await of_round(unit, round_, NOW), await of_round(unit, round_, unit.now)

    assert before.agencies[0].kind == "full"
    assert before.agencies[0].paper is not None
    assert before.tasks[1].leads[0].text == "Đang làm"
    assert (after.agencies[0].kind, after.agencies[0].paper) == (None, None)
    assert after.tasks[1].leads[0].status is None


async def test_the_plan_speaks_as_it_did_before_an_amendment(unit: Unit, world: World) -> None:
    round_ = await _opened(unit, world)
    unit.now = NOW + timedelta(days=1)
    await _amend(unit, world, "Việc đã sửa", 1)

    before, after = await of_round(unit, round_, NOW), await of_round(unit, round_, unit.now)

    assert (before.plan.title, after.plan.title) == ("Kế hoạch VLXD", "Kế hoạch lần 1")
    assert (before.tasks[1].title, after.tasks[1].title) == ("Việc 1.2", "Việc đã sửa")
    assert before.tasks[1].leads[0].agency == world.stnmt.id
    assert after.tasks[1].leads[0].agency == world.sxd.id


async def test_an_agency_that_is_out_of_the_round_breaks_nothing(unit: Unit, world: World) -> None:
    round_ = await _opened(unit, world)
    await _send(unit, world, round_)
    await _say(unit, world, round_, "Đang làm", Status.ON_TRACK)
    await unit.run(delete(participant).where(participant.c.agency_id == world.stnmt.id))

    found = await of_round(unit, round_, NOW)

    assert found.agencies == ()
    assert found.tasks[1].leads[0].text == "Đang làm"


async def test_an_agency_keeps_the_name_it_had(unit: Unit, world: World) -> None:
    round_ = await _opened(unit, world)
    unit.now = NOW + timedelta(days=500)
    await _rename(unit, "Sở Nông nghiệp và Môi trường")
    assert (await of_round(unit, round_, NOW)).agencies[0].name == "Sở Tài nguyên và Môi trường"
    assert (await of_round(unit, round_, unit.now)).agencies[0].name.startswith("Sở Nông nghiệp")


async def _rename(unit: Unit, name: str) -> None:
    values = {"code": "stnmt", "name": name, "variants": [], "kind": "so", "urge": True}
    await agencies.save_agency(unit, PROVINCE, values)


async def _amend(unit: Unit, world: World, title: str, nth: int) -> None:
    """Task 1.2 with other words and the other lead, as an amendment writes it."""
    kept = {"frame": await frames.taken(unit, PLAN), "before": await plans.source(unit, PLAN)}
    lead = (world.sxd, world.stnmt)[nth % 2 == 0]
    role = {"agency_id": lead.id, "part": Part.LEAD, "printed": "chủ trì", "collective": False}
    await amendments.set_plan(unit, PLAN, {"title": f"Kế hoạch lần {nth}"})
    await amendments.change_task(unit, PLAN, "k2", {"title": title}, [role])
    values = {"plan_id": PLAN, "seq": nth, "person_id": None, "paper": {}, "attachment_id": None}
    await amendments.add(unit, {**values, "changes": [], "told": {}, **kept})


class Walk:
    """A round played at random: every step may change what the data set says."""

    def __init__(self, unit: Unit, world: World, round_: int, seed: int) -> None:
        self.unit, self.world, self.round = unit, world, round_
        self.random = random.Random(seed)
        self.count = 0
        self.said: list[int] = []
        self.amended = 0

    async def step(self) -> None:
        """One thing that happens, a while after the last."""
        self.count += 1
        self.unit.now += timedelta(minutes=self.random.randint(1, 4000))
        steps: list[Callable[[], Awaitable[Any]]] = [
            self.say, self.say, self.take_back, self.confirm, self.send, self.withdraw,
            self.register, self.unregister, self.word, self.raise_, self.answer, self.figure,
            self.amend, self.rename, self.close, self.follow, self.coordinate, self.decide,
        ]  # fmt: skip
        await self.random.choice(steps)()

    async def say(self) -> None:
        status = self.random.choice(list(Status))
        self.said.append(
            await _say(self.unit, self.world, self.round, f"Lần {self.count}", status)
        )

    async def take_back(self) -> None:
        if self.said:
            await updates.withdraw(self.unit, self.random.choice(self.said))

    async def confirm(self) -> None:
        task = self.world.tasks[1].id
        await confirmations.confirm(self.unit, task, self.said, self.world.coordinator)

    async def send(self) -> None:
        kind = self.random.choice(["full", "nothing", "carried", "partial"])
        await _send(self.unit, self.world, self.round, kind, late=self.random.random() < 0.5)

    async def withdraw(self) -> None:
        await submissions.withdraw(self.unit, self.round, self.world.stnmt.id)

    async def register(self) -> None:
        paper = Paper(str(self.count), "BC-STNMT", date(2023, 12, self.random.randint(1, 28)))
        agency, by = self.world.stnmt.id, self.world.coordinator
        own = self.random.random() < 0.5
        await participants.register(self.unit, self.round, agency, paper, by, entered=own)

    async def unregister(self) -> None:
        await entered.unregister(self.unit, self.round, self.world.stnmt.id)

    async def word(self) -> None:
        what = self.random.choice([reviews.ACCEPTED, reviews.MORE_ASKED, reviews.ANSWERED])
        agency = self.world.stnmt.id
        sent = (await submissions.standing(self.unit, self.round)).get(agency)
        more = {"round_id": self.round, "submission_id": sent.id if sent else None}
        text = f"Bổ sung {self.count}"
        await reviews.add(self.unit, what, agency, self.world.coordinator, text=text, **more)

    async def raise_(self) -> None:
        task = self.random.choice([self.world.tasks[1].id, None])
        kind = self.random.choice([ObstacleKind.FUNDS, ObstacleKind.COORDINATION])
        raised = Raised(
            PLAN, self.world.stnmt.id, task, kind, f"Vướng {self.count}", "", self.world.sxd.id,
            self.random.random() < 0.5,
        )  # fmt: skip
        await obstacles.raise_(self.unit, raised, _focal(self.world))

    async def answer(self) -> None:
        moves = (Move.ADVISED, Move.ESCALATED, Move.WITHDRAWN, Move.STILL, Move.CLEAR)
        for one in await obstacles.of_plan(self.unit, PLAN):
            for move in self.random.sample(moves, len(moves)):
                if not can(one, move):
                    continue
                state = leads_to(one, move)
                taken = Taken(move, state, f"Trả lời {self.count}", REQUEST, "UBND tỉnh")
                await obstacles.take(self.unit, one, taken, _focal(self.world))
                return

    async def coordinate(self) -> None:
        for one in await obstacles.of_plan(self.unit, PLAN):
            if await obstacles.coordinated(self.unit, one.id):
                return

    async def decide(self) -> None:
        place = {"task_id": self.world.tasks[1].id}
        agency, by = self.world.stnmt.id, self.world.coordinator
        await reviews.add(self.unit, reviews.DECIDED, agency, by, **place)

    async def figure(self) -> None:
        (one,) = await indicators.of_plan(self.unit, PLAN)
        given = Given(one.id, self.world.stnmt.id, None, None, f"Số {self.count}")
        receipt = await updates.new_receipt(self.unit, PLAN, "VLXD")
        await indicators.write(self.unit, self.round, [given], _focal(self.world), receipt.id)
        if self.random.random() < 0.3:
            self.unit.now += timedelta(minutes=1)
            await indicators.withdraw(self.unit, receipt.id)

    async def amend(self) -> None:
        self.amended += 1
        await _amend(self.unit, self.world, f"Việc sửa lần {self.count}", self.amended)

    async def rename(self) -> None:
        await _rename(self.unit, f"Sở có tên {self.count}")

    async def close(self) -> None:
        if not await rounds.close(self.unit, self.round):
            await rounds.reopen(self.unit, self.round)

    async def follow(self) -> None:
        await plans.follow_from(self.unit, PLAN, date(2023, self.random.randint(1, 12), 1))


@pytest.mark.parametrize("seed", range(3))
async def test_a_past_moment_is_the_same_to_the_byte_whatever_came_later(
    unit: Unit, world: World, seed: int
) -> None:
    round_ = await _opened(unit, world)
    entry = {"number": "1", "name": "Tỷ lệ", "target": "30", "unit": "%", "by": None, "who": None}
    await indicators.keep(unit, PLAN, [{**entry, "reporter_id": world.stnmt.id}])
    walk = Walk(unit, world, round_, seed)
    seen: list[tuple[datetime, bytes]] = []
    for _ in range(60):
        await walk.step()
        data = await of_round(unit, round_, unit.now)
        await _agrees_with_now(unit, world, data)
        seen.append((unit.now, canonical(data)))
    assert len({content for _, content in seen}) > 40  # the walk does change things
    for at, content in seen:
        assert canonical(await of_round(unit, round_, at)) == content


async def _agrees_with_now(unit: Unit, world: World, data: RoundData) -> None:
    """What the bot holds for the present stands in the data set of the present."""
    part = await participants.get(unit, data.round.id, world.stnmt.id)
    assert part is not None
    paper = data.agencies[0].paper
    assert (paper.code if paper else None) == (part.paper.code if part.paper else None)
    assert data.agencies[0].paper_late == part.paper_late
    place = (world.tasks[1].id, world.stnmt.id)
    state = (
        await unit.rows(
            select(task_state.c.update_id, task_state.c.confirmed).where(
                task_state.c.task_id == place[0], task_state.c.agency_id == place[1]
            )
        )
    )  # fmt: skip
    said = [one for one in data.tasks[1].leads if one.agency == world.stnmt.id]
    if said:
        assert (said[0].status is not None) == bool(state)
        assert said[0].confirmed == bool(state and state[0].confirmed)


async def _grow(unit: Unit, world: World, round_: int, tasks: int, bodies: int) -> None:
    for number in range(bodies):
        values = {"code": f"a{number}", "name": f"Cơ quan {number}", "kind": "so", "urge": True}
        await agencies.save_agency(unit, PROVINCE, values)
    known = await agencies.of_province(unit, PROVINCE)
    made = [one.id for one in known if one.code.startswith("a")]
    await participants.enrol(unit, round_, [(one, 1) for one in made])
    for number in range(tasks):
        lead = made[number % bodies]
        await add_task(unit, 10 + number, ((lead, Part.LEAD), (world.stnmt.id, Part.SUPPORT)))
    for task in (await plans.tasks(unit, PLAN))[3:]:
        lead = made[(task.id - 4) % bodies]
        said = Said(task.id, lead, Status.ON_TRACK, "Đang triển khai " * 10, round=round_)
        await updates.write(unit, said, _focal(world), None)
    for agency in made:
        await _send(unit, world, round_, agency_id=agency)


async def test_three_hundred_tasks_cost_as_many_queries_as_three(
    home: Database, unit: Unit, world: World
) -> None:
    round_ = await _opened(unit, world)
    await _say(unit, world, round_, "Đang làm", Status.ON_TRACK)
    with statements(home) as few:
        await of_round(unit, round_, NOW)
    await _grow(unit, world, round_, 300, 60)
    with statements(home) as many:
        started = time.process_time()
        found = await of_round(unit, round_, NOW)
        took = time.process_time() - started
    assert (len(found.tasks), len(found.agencies)) == (303, 61)
    assert len(many) == len(few) <= 24
    assert took < 1  # seconds of the processor: some ten times what it takes
