"""Drafts of plans: read from a file, checked by a person, touching nobody until they are used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from storage.database import Unit
from storage.schema import plan_draft


@dataclass(frozen=True)
class Draft:
    """A plan as read. `amends`: the plan in use it is a new version of, as that stood after
    `base` amendments; `said`: printed name → what a person took it for; `same`: key of a task in
    use → its number here; `problems`: how many places must be mended first.
    """

    id: int
    person: int
    province: str
    amends: str | None
    base: int
    name: str
    attachment: int | None
    content: dict[str, Any]
    said: Mapping[str, str]
    same: Mapping[str, str]
    problems: int
    at: datetime
    state: str


_COLUMNS = (
    plan_draft.c.id,
    plan_draft.c.person_id,
    plan_draft.c.province,
    plan_draft.c.amends,
    plan_draft.c.base,
    plan_draft.c.name,
    plan_draft.c.attachment_id,
    plan_draft.c.content,
    plan_draft.c.said,
    plan_draft.c.same,
    plan_draft.c.problems,
    plan_draft.c.at,
    plan_draft.c.state,
)


async def add(unit: Unit, values: Mapping[str, Any]) -> int:
    """Keep a draft; the one it replaces (the same person's, of the same plan) is put away."""
    of_plan = plan_draft.c.amends == values["amends"] if values["amends"] else None
    mine = [
        plan_draft.c.person_id == values["person_id"],
        plan_draft.c.state == "open",
        plan_draft.c.amends.is_(None) if of_plan is None else of_plan,
    ]
    await unit.run(update(plan_draft).where(*mine).values(state="replaced"))
    return await unit.insert(plan_draft, **values, at=unit.now, state="open")


async def get(unit: Unit, draft_id: int) -> Draft | None:
    row = await unit.first(select(*_COLUMNS).where(plan_draft.c.id == draft_id))
    return Draft(*row) if row else None


async def open_one(unit: Unit, person: int, amends: str | None) -> Draft | None:
    """The draft this person works on: of a new plan, or of a new version of that one."""
    of_plan = plan_draft.c.amends.is_(None) if amends is None else plan_draft.c.amends == amends
    mine = (plan_draft.c.person_id == person, plan_draft.c.state == "open", of_plan)
    row = await unit.first(select(*_COLUMNS).where(*mine).order_by(plan_draft.c.id.desc()))
    return Draft(*row) if row else None


async def change(unit: Unit, draft_id: int, **values: Any) -> None:
    """Its answers, or what has become of it."""
    await unit.run(update(plan_draft).where(plan_draft.c.id == draft_id).values(**values))


async def use(unit: Unit, draft_id: int) -> bool:
    """[Đưa vào theo dõi]; False when it was used or replaced before."""
    waits = (plan_draft.c.id == draft_id, plan_draft.c.state == "open")
    changed = update(plan_draft).where(*waits).values(state="used")
    return (await unit.run(changed)).rowcount == 1
