"""Which agency and plan a draft belongs to: what is being typed goes with the post."""

from __future__ import annotations

from collections.abc import Mapping

from storage import chats, delegations, plans, requests, rounds
from storage.chats import StoredSession
from storage.database import Unit

# Forms of a focal point, by what the first part of their subject names; the last is the agency.
_FORMS: Mapping[str, str] = {
    "update": "task",
    "delegate": "task",
    "report": "round",
    "document": "round",
    "promise": "round",
    "leader": "round",
    "supplement": "round",
    "adhoc_answer": "request",
    "obstacle": "plan",
}


async def of_desk(unit: Unit, owner: str, plan: str, agency: int) -> list[StoredSession]:
    """The drafts of an owner that belong to a post, the last one first."""
    return [
        draft
        for draft in await chats.drafts(unit, owner)
        if draft.state and await _belongs(unit, draft, plan, agency)
    ]


async def _belongs(unit: Unit, draft: StoredSession, plan: str, agency: int) -> bool:
    if draft.form == "division_draft":
        one = await delegations.get(unit, int(draft.subject))
        return one is not None and (one.plan, one.agency.id) == (plan, agency)
    if draft.form == "paste":
        return await _pasted(unit, draft, plan, agency)
    first, _, last = draft.subject.rpartition(":")
    kind = _FORMS.get(draft.form)
    return kind is not None and last == str(agency) and await _plan_of(unit, kind, first) == plan


async def _pasted(unit: Unit, draft: StoredSession, plan: str, agency: int) -> bool:
    """A paste goes along where all its tasks may be those of the post."""
    pieces = draft.state.get("answers", {}).get("pieces", ())
    keys = [key for piece in pieces for key in piece["keys"]]
    ours = {key for key in keys if key.endswith(f":{agency}")}
    plans_named = {await _plan_of(unit, "task", key.partition(":")[0]) for key in ours}
    return bool(keys) and len(ours) == len(keys) and plans_named == {plan}


async def _plan_of(unit: Unit, kind: str, name: str) -> str | None:
    if kind == "plan":
        return name
    if kind == "task":
        task = await plans.task_by_id(unit, int(name))
        return task.plan if task else None
    if kind == "round":
        round_ = await rounds.get(unit, int(name))
        return round_.plan if round_ else None
    asked = await requests.get(unit, int(name))
    return asked.plan if asked else None


async def hand_on(unit: Unit, giver: str, to: str, plan: str, agency: int) -> list[StoredSession]:
    """The drafts of a post go to another owner; those that could not.

    Where the new owner is writing the same, theirs stays and the other is kept where it was.
    """
    found = await of_desk(unit, giver, plan, agency)
    return [draft for draft in found if not await chats.hand_on(unit, draft, to)]
