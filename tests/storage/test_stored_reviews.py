"""What the Sở says of reports and tasks, reports that count, calls, confirmations."""

from __future__ import annotations

from datetime import date, timedelta

from plans.model import Status
from storage import (
    calls,
    confirmations,
    participants,
    reviews,
    submissions,
    task_parts,
    updates,
)
from storage.database import Unit
from storage.updates import Author, Said
from tests.storage.test_stored_rounds import _submit
from tests.storage.world import NOW, PLAN, World, open_round, say


async def test_reviews_of_a_report_stand_in_their_order(unit: Unit, world: World) -> None:
    made = await open_round(unit, world)
    me, body = world.coordinator, world.stnmt.id
    first = await reviews.add(
        unit, reviews.MORE_ASKED, body, me, round_id=made, text="Nêu rõ số cơ sở"
    )
    await reviews.add(unit, reviews.ANSWERED, body, world.focal, round_id=made, text="02 cơ sở")
    await reviews.add(unit, reviews.ACCEPTED, body, me, round_id=made)
    await reviews.add(
        unit, reviews.UNCLEAR, body, me, round_id=made, task_id=world.tasks[1].id, text="?"
    )
    said = await reviews.of_report(unit, made, body)
    assert [(one.what, one.by) for one in said] == [
        ("more_asked", "Nguyễn Văn Bình"),
        ("answered", "Trần Thị Ánh"),
        ("accepted", "Nguyễn Văn Bình"),
    ]
    assert await reviews.of_report(unit, made, world.sxd.id) == []
    assert await reviews.accepted(unit, made) == {body: NOW}
    found = await reviews.get(unit, first)
    assert found is not None
    assert (found.text, found.paper, found.at) == ("Nêu rõ số cơ sở", None, NOW)
    assert await reviews.get(unit, 10_000) is None


async def test_reviews_of_tasks_name_the_task_and_the_agency(unit: Unit, world: World) -> None:
    body, task = world.stnmt.id, world.tasks[1].id
    paper = {"number": "45", "symbol": "UBND-XD", "dated": "2023-11-14"}
    await reviews.add(unit, reviews.NOTED, body, world.coordinator, task_id=task)
    await reviews.add(unit, reviews.DECIDED, body, world.coordinator, task_id=task, paper=paper)
    found = await reviews.of_tasks(unit, PLAN)
    assert [one.what for one in found[task, body]] == ["noted", "decided"]
    decided = found[task, body][1].paper
    assert decided is not None
    assert (decided.code, decided.dated) == ("45/UBND-XD", date(2023, 11, 14))
    assert await reviews.of_tasks(unit, "another") == {}


async def test_the_last_report_that_was_not_withdrawn_counts(unit: Unit, world: World) -> None:
    made = await open_round(unit, world)
    assert await submissions.standing(unit, made) == {}
    await _submit(unit, made, world, "Lần đầu")
    await _submit(unit, made, world, "Lần hai")
    found = (await submissions.standing(unit, made))[world.stnmt.id]
    assert (found.nth, found.support, found.receipt) == (2, "Lần hai", "VLXD-2023-002")
    assert await submissions.standing(unit, made, world.sxd.id) == {}
    await submissions.withdraw(unit, made, world.stnmt.id)
    assert await submissions.standing(unit, made, world.stnmt.id) == {}


async def test_the_accepted_report_counts_again(unit: Unit, world: World) -> None:
    made = await open_round(unit, world)
    body, me = world.stnmt.id, world.coordinator
    await _submit(unit, made, world, "Lần đầu")
    first = (await submissions.standing(unit, made))[body].id
    assert await reviews.accepted_report(unit, made, body) is None
    await reviews.add(unit, reviews.ACCEPTED, body, me, round_id=made, submission_id=first)
    await _submit(unit, made, world, "Lần hai")
    assert await reviews.accepted_report(unit, made, body) == first
    assert await submissions.withdraw(unit, made, body, after=first)
    assert (await submissions.standing(unit, made))[body].id == first
    await reviews.add(unit, reviews.MORE_ASKED, body, me, round_id=made, submission_id=first)
    assert await reviews.accepted_report(unit, made, body) is None


async def test_a_day_named_in_a_call_is_marked_as_such(unit: Unit, world: World) -> None:
    made = await open_round(unit, world)
    part = await participants.get(unit, made, world.stnmt.id)
    assert part is not None
    day = date(2023, 12, 12)
    await calls.note(unit, made, world.stnmt.id, world.coordinator, None)
    await calls.note(unit, made, world.stnmt.id, world.coordinator, day)
    assert await participants.promise(unit, part, day) == 1
    part = await participants.get(unit, made, world.stnmt.id)
    assert part is not None
    assert (part.promised, part.promises, part.by_phone) == (day, 1, True)
    last = (await calls.last(unit, made))[world.stnmt.id]
    assert (last.by, last.promised) == ("Nguyễn Văn Bình", day)
    assert await participants.promise(unit, part, day) == 1  # the same day is no new promise
    assert await participants.promise(unit, part, day + timedelta(days=1)) == 2
    moved = await participants.get(unit, made, world.stnmt.id)
    assert moved is not None
    assert not moved.by_phone  # the later day was named in chat


async def test_only_what_was_shown_is_confirmed(unit: Unit, world: World) -> None:
    task, body = world.tasks[1].id, world.stnmt.id
    running = await say(unit, world, "Đang làm")
    assert await confirmations.confirm(unit, task, [running], world.coordinator) == []
    author = Author(world.focal, "Trần Thị Ánh", "chuyên viên")
    done = await updates.write(unit, Said(task, body, Status.DONE, "Xong"), author, None)
    newer = await updates.write(unit, Said(task, body, Status.DONE, "Xong hẳn"), author, None)
    assert await confirmations.confirm(unit, task, [done], world.coordinator) == []
    assert await confirmations.last(unit, task) is None
    assert await confirmations.confirm(unit, task, [newer], world.coordinator) == [body]
    assert await confirmations.confirm(unit, task, [newer], world.coordinator) == []
    assert await confirmations.last(unit, task) == ("Nguyễn Văn Bình", NOW)
    states = await task_parts.lead_states(unit, PLAN)
    assert [state.confirmed for one, _, state in states if one.id == task and state] == [True]


async def test_what_the_leaders_were_shown_is_kept_until_it_is_sent(
    unit: Unit, world: World
) -> None:
    made = await open_round(unit, world)
    assert await participants.given(unit, made, world.stnmt.id) is None
    shown = {"kind": "full", "support": "Đã góp ý", "updates": [1, 2]}
    await participants.change(unit, made, world.stnmt.id, for_leader=shown)
    assert await participants.given(unit, made, world.stnmt.id) == shown
    await participants.change(unit, made, world.stnmt.id, for_leader=None)
    assert await participants.given(unit, made, world.stnmt.id) is None
