"""A new version taken into use: tasks keep their rows, and with them every answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from handlers.agencies import directory_of, learn_names
from handlers.loading import (
    check,
    indicator_values,
    plan_values,
    reporting,
    roles_of,
    task_values,
)
from plans.amending import Amended, TaskChange, amend
from plans.model import Paper, Plan
from plans.planfile import PlanFile, of_content
from storage import agencies, amendments, audit, frames, indicators, plans
from storage.amendments import Amendment
from storage.database import Unit


@dataclass(frozen=True)
class By:
    """Who amends (None: the command line), on what paper, with which file."""

    person: int | None
    paper: Paper
    attachment: int | None = None


async def compared(
    unit: Unit, plan: Plan, content: Mapping[str, Any], same: Mapping[str, str]
) -> Amended:
    """A new version held against the plan in use."""
    from handlers.plan_content import content_in_use

    used = await amendments.used_keys(unit, plan.id)
    return amend(await content_in_use(unit, plan), dict(content), same, used)


async def apply(
    unit: Unit, plan: Plan, found: Amended, said: Mapping[str, str], by: By
) -> Amendment:
    """Write it all in this unit; raises PlanFileInvalid where names mean nobody."""
    if said:
        await learn_names(unit, plan.province, said)
    directory = await directory_of(unit, plan.province)
    file = of_content(found.content, plan.id)
    check(file, directory)
    ids = {one.code: one.id for one in await agencies.of_province(unit, plan.province)}
    before, was = await plans.source(unit, plan.id), await amendments.parts(unit, plan.id)
    frame = await frames.taken(unit, plan.id)
    head = plan_values(file, directory, ids)
    kept = {name: head[name] for name in ("title", "number", "issued", "source")}
    await amendments.set_plan(unit, plan.id, kept)
    await amendments.set_duties(unit, plan.id, list(reporting(file)))
    await _tasks(unit, plan, found, file, roles_of(file, directory), ids)
    await indicators.keep(unit, plan.id, list(indicator_values(file, directory, ids)))
    await amendments.recount(unit, plan.id)
    now = await amendments.parts(unit, plan.id)
    seq = await amendments.count(unit, plan.id) + 1
    made = await amendments.add(unit, {
        "plan_id": plan.id,
        "seq": seq,
        "person_id": by.person,
        "paper": {**asdict(by.paper), "dated": str(by.paper.dated or "")},
        "attachment_id": by.attachment,
        "before": before,
        "frame": frame,
        "changes": [
            {"before": one.before, "after": one.after, "what": list(one.what)}
            for one in found.changes
        ],
        "told": _told(found, was, now),
    })  # fmt: skip
    counts = {
        kind: sum(1 for one in found.changes if kind in one.what) for kind in ("added", "removed")
    }
    after = {"paper": by.paper.code, "tasks": len(found.changes), **counts}
    await audit.note(unit, by.person, "plan.amended", f"plan:{plan.id}", None, after)
    amendment = await amendments.get(unit, made)
    assert amendment is not None  # noqa: S101 - added above
    return amendment


def _told(
    found: Amended, was: Mapping[str, set[int]], now: Mapping[str, set[int]]
) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for one in found.changes:
        for agency in sorted(was.get(one.key, set()) | now.get(one.key, set())):
            told.setdefault(str(agency), []).append(one.key)
    return told


async def _tasks(
    unit: Unit,
    plan: Plan,
    found: Amended,
    file: PlanFile,
    roles: Mapping[str, list[tuple[str, dict[str, Any]]]],
    ids: Mapping[str, int],
) -> None:
    changed = {one.key: one for one in found.changes}
    for at, task in enumerate(file.tasks):
        one = changed.get(task.stable_key)
        mine = [{**role, "agency_id": ids[code]} for code, role in roles.get(task.number, ())]
        values = task_values(plan.id, at, task)
        if one is None:
            await amendments.place_task(unit, plan.id, task.stable_key, at)
        elif one.before is None:
            await plans.insert_task(unit, values, mine)
        else:
            values |= _before(one, task.due)
            await amendments.change_task(unit, plan.id, task.stable_key, values, mine)
    for one in found.changes:
        if one.after is None:
            await amendments.remove_task(unit, plan.id, one.key)


def _before(one: TaskChange, due: date | None) -> dict[str, Any]:
    """What it was before, where that changed: the old date stays beside the new one."""
    was = one.before or {}
    values: dict[str, Any] = {}
    if "number" in one.what:
        values["number_before"] = was["number"]
    if "due" in one.what:
        old = was.get("due")
        values["when_before"] = was.get("when")
        values["due_before"] = date.fromisoformat(str(old)) if old else None
        values["slips"] = amendments.put_off(due)
    return values
