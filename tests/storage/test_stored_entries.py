"""Nhập thay in the store: on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime

from plans.basis import to_json
from plans.model import Call, EntryBasis, Paper, Status, SubmissionState
from storage import (
    chats,
    entered,
    participants,
    submissions,
    task_parts,
    updates,
)
from storage.database import Unit
from storage.updates import Author, Said
from tests.storage.test_stored_rounds import open_round
from tests.storage.world import PLAN, World

BASIS = EntryBasis(paper=Paper("45", "BC-STNMT", date(2023, 12, 5)))
CALL = EntryBasis(call=Call("Ông A", datetime(2023, 12, 5, 9, 0, tzinfo=UTC)))


async def _sent(unit: Unit, world: World, made: int, basis: EntryBasis | None) -> int:
    receipt = await updates.new_receipt(unit, PLAN, "VLXD")
    values = {"round_id": made, "agency_id": world.stnmt.id, "person_id": world.coordinator}
    values |= {"person_name": "A", "person_post": "Chuyên viên", "kind": "full", "late": False}
    values |= {"updates": [], "receipt_id": receipt.id, "support_text": "Đã góp ý"}
    if basis is not None:
        values["basis"] = to_json(basis)
    await submissions.add(unit, values)
    return receipt.id


async def test_participant_knows_what_the_report_that_counts_was_entered_from(
    unit: Unit, world: World
) -> None:
    made = await open_round(unit, world)
    for basis in (BASIS, CALL, None):
        await _sent(unit, world, made, basis)
        part = await participants.get(unit, made, world.stnmt.id)
        assert part is not None
        assert part.entered == basis


async def test_withdrawn_entry_leaves_the_report_before_it(unit: Unit, world: World) -> None:
    made = await open_round(unit, world)
    first, second = [await _sent(unit, world, made, basis) for basis in (None, BASIS)]
    found = await submissions.under(unit, second)
    assert found is not None
    assert (found.round, found.agency, found.nth) == (made, world.stnmt.id, 2)
    await entered.withdraw_sent(unit, found.id)
    assert await submissions.under(unit, second) is None
    standing = await submissions.standing(unit, made)
    assert standing[world.stnmt.id].nth == 1
    assert await submissions.under(unit, first) is not None


async def test_only_a_document_the_so_registered_is_taken_back(unit: Unit, world: World) -> None:
    made = await open_round(unit, world)
    own, ours = Paper("44", "BC", date(2023, 12, 4)), BASIS.paper
    assert ours is not None
    await participants.register(unit, made, world.stnmt.id, own, world.focal)
    assert not await entered.unregister(unit, made, world.stnmt.id)
    await participants.register(unit, made, world.stnmt.id, ours, world.coordinator, entered=True)
    part = await participants.get(unit, made, world.stnmt.id)
    assert part is not None
    assert (part.paper, part.paper_entered) == (ours, True)
    assert await entered.unregister(unit, made, world.stnmt.id)
    part = await participants.get(unit, made, world.stnmt.id)
    assert part is not None
    assert (part.paper, part.paper_entered, part.state) == (own, False, SubmissionState.NOTHING)


async def test_state_carries_its_basis_and_other_bases_are_none_of_ours(
    unit: Unit, world: World
) -> None:
    made = await open_round(unit, world)
    assert not await entered.spoke(unit, made, world.stnmt.id)
    author = Author(world.coordinator, "A", "Chuyên viên")
    task = world.tasks[1].id
    for basis, kept in ((to_json(CALL), CALL), ({"division": "Phòng 1"}, None), (None, None)):
        said = Said(task, world.stnmt.id, Status.DONE, "Xong", round=made, basis=basis)
        await updates.write(unit, said, author, None)
        duties = await task_parts.duties(unit, [world.stnmt.id], leading=True)
        (state,) = [duty.state for _, duty in duties if duty.task.id == task]
        assert state is not None
        assert state.basis == kept
    assert await entered.spoke(unit, made, world.stnmt.id)


async def test_drafts_of_some_people_in_some_forms(unit: Unit) -> None:
    for owner, form in (("p1", "update"), ("p2", "paste"), ("p1", "join"), ("p3", "update")):
        begun = await chats.start_session(unit, owner, form, "s", 0)
        await chats.keep_session(unit, begun.id, 1, {"at": owner})
    await chats.start_session(unit, "p1", "paste", "empty", 0)
    found = await entered.drafts(unit, [1, 2], ("update", "paste"))
    assert {(one.form, one.state["at"]) for one in found} == {("update", "p1"), ("paste", "p2")}
