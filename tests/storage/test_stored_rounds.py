"""Rounds, the agencies in them, papers and submissions."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

from plans.model import Paper, Participant, RoundState, SubmissionState
from plans.rounds import Dates
from storage import acknowledgements, former, participants, plans, rounds, submissions, updates
from storage.database import Database, Unit
from storage.schema import official_document, submission
from tests.storage.stores import opened
from tests.storage.world import NOW, PLAN, TODAY, World, column, open_round

ASKED = Paper("3312", "SXD-QLXD", date(2023, 11, 20))
FIRST = Paper("45", "BC-STNMT", date(2023, 12, 8))
SECOND = Paper("46", "BC-STNMT", date(2023, 12, 9))


async def _mine(unit: Unit, round_id: int, world: World) -> Participant:
    found = await participants.get(unit, round_id, world.stnmt.id)
    assert found is not None
    return found


async def _open(unit: Unit, round_id: int, world: World) -> bool:
    return await rounds.open_(unit, round_id, world.coordinator, ASKED, date(2023, 12, 10))


async def _submit(unit: Unit, round_id: int, world: World, text: str = "") -> int:
    receipt = await updates.new_receipt(unit, PLAN, "VLXD")
    values = {"round_id": round_id, "agency_id": world.stnmt.id, "person_id": world.focal}
    author = {"person_name": "Ánh", "person_post": "CV", "kind": "full", "late": False}
    said = {"support_text": text, "updates": [], "receipt_id": receipt.id}
    return await submissions.add(unit, {**values, **author, **said})


async def test_round_is_proposed_once_a_period(unit: Unit, world: World) -> None:
    made = await open_round(unit, world)
    found = await rounds.get(unit, made)
    assert found is not None
    assert (found.plan, found.short, found.duty, found.part) == (PLAN, "VLXD", world.duty, 0)
    assert (found.due, found.last_day) == (date(2023, 12, 15), date(2023, 12, 14))
    assert (found.state, found.request, found.opened) == (RoundState.PROPOSED, None, None)
    again = {"plan_id": PLAN, "duty_id": world.duty, "year": 2023, "part": 0}
    days = {"due": date(2023, 12, 15), "last_day": date(2023, 12, 14)}
    assert await rounds.propose(unit, {**again, **days}) is None
    assert await rounds.propose(unit, {**again, **days, "part": 1}) is not None
    assert await rounds.get(unit, 10_000) is None


async def test_round_is_opened_once_with_its_letter(unit: Unit, world: World) -> None:
    made = await open_round(unit, world)
    assert await _open(unit, made, world)
    assert not await _open(unit, made, world)
    found = await rounds.get(unit, made)
    assert found is not None
    assert (found.state, found.request, found.opened) == (RoundState.OPEN, ASKED, NOW)
    assert found.internal == date(2023, 12, 10)


async def test_round_two_open_at_once_is_opened_by_one(
    home: Database, home_store: str, world: World
) -> None:
    async with home.unit(NOW) as unit:
        made = await open_round(unit, world)
        await unit.commit()

    async def press(db: Database) -> bool:
        async with db.unit(NOW) as unit:
            opened_it = await _open(unit, made, world)
            await unit.commit()
            return opened_it

    async with opened(home_store) as other:
        pressed = await asyncio.gather(*(press(db) for db in (home, other, home, other)))
    assert sorted(pressed) == [False, False, False, True]


async def test_round_is_closed_once_and_only_when_open(unit: Unit, world: World) -> None:
    made = await open_round(unit, world)
    assert not await rounds.close(unit, made)
    await _open(unit, made, world)
    assert await rounds.close(unit, made)
    assert not await rounds.close(unit, made)
    assert not await _open(unit, made, world)


async def test_rounds_of_a_plan_stand_newest_first(unit: Unit, world: World) -> None:
    older, newer = await open_round(unit, world, 2022), await open_round(unit, world, 2023)
    await _open(unit, older, world)
    assert [one.id for one in await rounds.of_plan(unit, PLAN)] == [newer, older]
    assert [one.id for one in await rounds.of_plan(unit, PLAN, RoundState.OPEN)] == [older]


async def test_open_rounds_are_those_of_plans_whose_reminding_was_started(
    unit: Unit, world: World
) -> None:
    made = await open_round(unit, world)
    await _open(unit, made, world)
    assert await rounds.open_rounds(unit) == []
    await plans.start(unit, PLAN, world.coordinator)
    assert [one.id for one in await rounds.open_rounds(unit)] == [made]
    await rounds.close(unit, made)
    assert await rounds.open_rounds(unit) == []


async def test_participants_stand_in_the_order_they_were_enrolled(
    unit: Unit, world: World
) -> None:
    made = await open_round(unit, world)
    assert await participants.of_round(unit, made) == [
        Participant(made, world.stnmt, 1, SubmissionState.NOTHING),
        Participant(made, world.sxd, 2, SubmissionState.NOTHING),
    ]
    assert await participants.get(unit, made, 10_000) is None


async def test_agency_enrolled_again_keeps_where_it_stands(unit: Unit, world: World) -> None:
    made = await open_round(unit, world)
    await participants.change(unit, made, world.stnmt.id, state=SubmissionState.SENT, sent=NOW)
    await participants.enrol(unit, made, [(world.stnmt.id, 9)])
    mine = await _mine(unit, made, world)
    assert (mine.state, mine.sent, mine.leads) == (SubmissionState.SENT, NOW, 1)
    assert mine.reported


async def test_participant_set_and_nudged_leaves_the_others(unit: Unit, world: World) -> None:
    made = await open_round(unit, world)
    promised = date(2023, 12, 12)
    await participants.change(unit, made, world.stnmt.id, promised=promised)
    await participants.nudged(unit, made, [world.stnmt.id], TODAY)
    await participants.nudged(unit, made, [world.stnmt.id], TODAY)
    mine, other = await participants.of_round(unit, made)
    assert (mine.promised, mine.nudges) == (promised, 2)
    assert (other.promised, other.nudges) == (None, 0)


async def test_registered_paper_counts_as_reported(unit: Unit, world: World) -> None:
    made = await open_round(unit, world)
    await participants.register(unit, made, world.stnmt.id, FIRST, world.focal)
    mine, other = await participants.of_round(unit, made)
    assert (mine.paper, mine.reported, other.paper) == (FIRST, True, None)


async def test_later_paper_replaces_the_earlier_and_both_are_kept(
    unit: Unit, world: World
) -> None:
    made = await open_round(unit, world)
    for paper in (FIRST, SECOND):
        await participants.register(unit, made, world.stnmt.id, paper, world.focal)
    assert (await _mine(unit, made, world)).paper == SECOND
    assert await column(unit, official_document.c.number) == ["45", "46"]
    first, _ = await column(unit, official_document.c.id)
    assert await column(unit, official_document.c.replaces) == [None, first]


async def test_submissions_are_numbered_in_their_round(unit: Unit, world: World) -> None:
    made, next_year = await open_round(unit, world), await open_round(unit, world, 2024)
    numbers = [await _submit(unit, one, world) for one in (made, made, next_year)]
    assert numbers == [1, 2, 1]


async def test_submission_after_a_withdrawal_has_the_next_number(unit: Unit, world: World) -> None:
    made = await open_round(unit, world)
    await _submit(unit, made, world, "phần phối hợp")
    assert await submissions.withdraw(unit, made, world.stnmt.id)
    assert not await submissions.withdraw(unit, made, world.stnmt.id)
    assert await _submit(unit, made, world) == 2
    assert await column(unit, submission.c.withdrawn) == [NOW, None]
    assert await column(unit, submission.c.support_text) == ["phần phối hợp", ""]


async def test_last_submission_is_that_of_an_earlier_round(unit: Unit, world: World) -> None:
    before, now = await open_round(unit, world, 2022), await open_round(unit, world)
    assert await submissions.last(unit, PLAN, world.stnmt.id, now) is None
    for text in ("kỳ trước, lần 1", "kỳ trước, lần 2"):
        await _submit(unit, before, world, text)
    await _submit(unit, now, world, "kỳ này")
    found = await submissions.last(unit, PLAN, world.stnmt.id, now)
    assert (found.support_text, found.at) == ("kỳ trước, lần 2", NOW)
    await submissions.withdraw(unit, before, world.stnmt.id)
    assert await submissions.last(unit, PLAN, world.stnmt.id, now) is None


async def test_acknowledgement_counts_once_a_person(unit: Unit, world: World) -> None:
    assert await acknowledgements.add(unit, "round:5", world.focal)
    assert not await acknowledgements.add(unit, "round:5", world.focal)
    assert await acknowledgements.add(unit, "round:5", world.coordinator)
    assert await acknowledgements.add(unit, "round:6", world.focal)


async def test_open_rounds_of_an_agency_come_with_the_agency(unit: Unit, world: World) -> None:
    later, sooner = await open_round(unit, world, 2024), await open_round(unit, world)
    await open_round(unit, world, 2025)
    for one in (later, sooner):
        await _open(unit, one, world)
    found = await rounds.of_agency(unit, [world.stnmt.id])
    assert [(one.id, agency) for one, agency in found] == [
        (sooner, world.stnmt),
        (later, world.stnmt),
    ]
    assert await rounds.of_agency(unit, []) == []


async def test_participant_dates_come_back(unit: Unit, world: World) -> None:
    made = await open_round(unit, world)
    since = NOW - timedelta(days=2)
    values = {"with_leader_since": since, "carried_over": True, "nothing_to_report": True}
    await participants.change(
        unit, made, world.stnmt.id, state=SubmissionState.WITH_LEADER, **values
    )
    mine = await _mine(unit, made, world)
    assert (mine.state, mine.with_leader_since) == (SubmissionState.WITH_LEADER, since)
    assert (mine.carried_over, mine.nothing_to_report, mine.reported) == (True, True, False)


async def test_a_round_is_moved_and_what_it_was_stays_known(unit: Unit, world: World) -> None:
    made = await open_round(unit, world)
    one = await rounds.get(unit, made)
    assert one is not None
    dates = Dates(
        year=one.year, label_slots={}, period=None, cutoff=None,
        due=date(one.year, 12, 22), last_day=date(one.year, 12, 21), onward=one.onward,
    )  # fmt: skip
    assert await rounds.move(unit, one, dates)
    now = await rounds.get(unit, made)
    assert now is not None
    assert (now.due, now.last_day, now.onward) == (dates.due, dates.last_day, one.onward)
    was = await former.stood(unit, [f"round:{made}"], unit.now - timedelta(seconds=1))
    assert was[f"round:{made}"]["due"] == one.due.isoformat()
    assert await _open(unit, made, world)
    assert await rounds.close(unit, made)
    assert not await rounds.move(unit, now, dates)
