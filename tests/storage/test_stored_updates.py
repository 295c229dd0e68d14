"""Updates and receipts: nothing is overwritten, the state follows the newest that stands."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime

from sqlalchemy import update

from plans.model import State, Status
from storage import plans, task_parts, updates
from storage.database import Database, Unit
from storage.schema import task_state, task_update
from storage.updates import Author, Said
from tests.storage.stores import opened
from tests.storage.world import NOW, PLAN, World, column, say


async def _state(unit: Unit, world: World) -> State | None:
    return dict(await task_parts.duties(unit, [world.stnmt.id], leading=True))[
        world.stnmt.id
    ].state


async def _text(unit: Unit, world: World) -> str | None:
    state = await _state(unit, world)
    return state.text if state else None


async def test_update_is_kept_with_its_author_as_he_was(unit: Unit, world: World) -> None:
    paper = {"number": "45", "symbol": "BC-STNMT"}
    said = Said(
        world.tasks[1].id, world.stnmt.id, Status.DONE, "Xong", (paper,), date(2023, 11, 1)
    )
    made = await updates.write(unit, said, Author(world.focal, "Ánh", "CV"), None)
    kept = await updates.get(unit, made)
    assert kept is not None
    assert (kept.label, kept.status, kept.text) == ("VLXD 1.2", Status.DONE, "Xong")
    assert (kept.papers, kept.person, kept.person_name) == ([paper], world.focal, "Ánh")
    assert (kept.at, kept.withdrawn, kept.round) == (NOW, None, None)
    assert await updates.get(unit, 10_000) is None


async def test_update_of_the_baseline_file_has_no_person(unit: Unit, world: World) -> None:
    said = Said(world.tasks[1].id, world.stnmt.id, Status.DONE, "Xong", source="baseline")
    made = await updates.write(unit, said, Author(None, "tệp hiện trạng", ""), None)
    kept = await updates.get(unit, made)
    assert kept is not None
    assert kept.person is None


async def test_state_follows_the_latest_and_the_correction_names_what_it_replaces(
    unit: Unit, world: World
) -> None:
    first = await say(unit, world, "Đang làm")
    second = await say(unit, world, "Đã xong")
    assert await _text(unit, world) == "Đã xong"
    assert await column(unit, task_update.c.replaces) == [None, first]
    history = await updates.history(unit, world.tasks[1].id, world.stnmt.id)
    assert [one.id for one in history] == [second, first]


async def test_two_agencies_on_one_task_have_a_state_each(unit: Unit, world: World) -> None:
    await say(unit, world, "STNMT nói", task=2)
    said = Said(world.tasks[2].id, world.sxd.id, Status.DONE, "SXD nói")
    await updates.write(unit, said, Author(world.coordinator, "Bình", ""), None)
    assert await column(unit, task_update.c.replaces) == [None, None]
    ids = [world.sxd.id, world.stnmt.id]
    found = await task_parts.duties(unit, ids)
    texts = {agency: duty.state.text for agency, duty in found if duty.state}
    assert texts == {world.sxd.id: "SXD nói", world.stnmt.id: "STNMT nói"}


async def test_new_update_is_not_yet_confirmed(unit: Unit, world: World) -> None:
    await say(unit, world, "Đang làm")
    await unit.run(update(task_state).values(confirmed=NOW, confirmed_by=world.coordinator))
    await say(unit, world, "Đã xong")
    state = await _state(unit, world)
    assert state is not None
    assert not state.confirmed


async def test_withdrawal_makes_the_update_before_it_the_state_again(
    unit: Unit, world: World
) -> None:
    first = await say(unit, world, "Đang làm")
    second = await say(unit, world, "Đã xong")
    assert await updates.withdraw(unit, second)
    assert await _text(unit, world) == "Đang làm"
    assert await updates.withdraw(unit, first)
    assert await _text(unit, world) is None
    assert await column(unit, task_update.c.withdrawn) == [NOW, NOW]


async def test_withdrawal_passes_over_what_was_withdrawn_before(unit: Unit, world: World) -> None:
    await say(unit, world, "một")
    second, third = await say(unit, world, "hai"), await say(unit, world, "ba")
    await updates.withdraw(unit, second)
    assert await _text(unit, world) == "ba"
    await updates.withdraw(unit, third)
    assert await _text(unit, world) == "một"


async def test_withdrawal_of_an_older_update_leaves_the_confirmed_state(
    unit: Unit, world: World
) -> None:
    first = await say(unit, world, "Đang làm")
    await say(unit, world, "Đã xong")
    await unit.run(update(task_state).values(confirmed=NOW, confirmed_by=world.coordinator))
    await updates.withdraw(unit, first)
    state = await _state(unit, world)
    assert state is not None
    assert (state.text, state.confirmed) == ("Đã xong", True)


async def test_withdrawal_is_done_once(unit: Unit, world: World) -> None:
    made = await say(unit, world, "Đang làm")
    assert await updates.withdraw(unit, made)
    assert not await updates.withdraw(unit, made)
    assert not await updates.withdraw(unit, 10_000)


async def test_update_after_a_withdrawal_is_the_state(unit: Unit, world: World) -> None:
    await updates.withdraw(unit, await say(unit, world, "Nhầm"))
    await say(unit, world, "Đúng")
    assert await _text(unit, world) == "Đúng"


async def test_receipts_are_numbered_from_one_in_each_plan(unit: Unit, world: World) -> None:
    codes = [(await updates.new_receipt(unit, PLAN, "VLXD")).code for _ in range(3)]
    assert codes == ["VLXD-2023-001", "VLXD-2023-002", "VLXD-2023-003"]
    other = {"id": "p2", "short": "KH2", "province": "bac-giang", "title": "Kế hoạch hai"}
    await plans.insert(unit, {**other, "coordinator_id": world.sxd.id, "source": {}}, [])
    assert (await updates.new_receipt(unit, "p2", "KH2")).code == "KH2-2023-001"


async def test_receipts_begin_anew_at_midnight_of_the_new_year_in_vietnam(unit: Unit) -> None:
    codes = []
    for moment in (
        datetime(2023, 12, 31, 16, 59, 59, tzinfo=UTC),
        datetime(2023, 12, 31, 17, 0, 0, tzinfo=UTC),
        datetime(2024, 1, 1, 0, 0, 0, tzinfo=UTC),
    ):
        unit.now = moment
        codes.append((await updates.new_receipt(unit, PLAN, "VLXD")).code)
    assert codes == ["VLXD-2023-001", "VLXD-2024-001", "VLXD-2024-002"]


async def test_receipt_is_found_again_with_its_code_and_moment(unit: Unit) -> None:
    made = await updates.new_receipt(unit, PLAN, "VLXD")
    assert made.at == NOW
    assert await updates.receipt_by_id(unit, made.id) == made
    assert await updates.receipt_by_id(unit, 10_000) is None


async def test_receipts_taken_at_once_never_share_a_number(
    home: Database, home_store: str
) -> None:
    async def take(db: Database) -> str:
        async with db.unit(NOW) as unit:
            made = await updates.new_receipt(unit, PLAN, "VLXD")
            await unit.commit()
            return made.code

    async with opened(home_store) as other:
        codes = await asyncio.gather(*(take(db) for _ in range(10) for db in (home, other)))
    assert sorted(codes) == [f"VLXD-2023-{number:03d}" for number in range(1, 21)]


async def test_updates_under_a_receipt_stand_in_the_plans_order(unit: Unit, world: World) -> None:
    receipt = await updates.new_receipt(unit, PLAN, "VLXD")
    for task in (2, 1):
        await say(unit, world, f"việc {task}", task=task, receipt=receipt.id)
    await say(unit, world, "không có mã", task=0)
    under = await updates.under(unit, receipt.id)
    assert [(one.label, one.text) for one in under] == [
        ("VLXD 1.2", "việc 1"),
        ("VLXD 1.3", "việc 2"),
    ]
