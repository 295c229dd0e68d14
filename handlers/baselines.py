"""The baseline of a running plan: where its tasks stand on the day it is taken up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from handlers.agencies import Counts, directory_of
from plans.baseline import Baseline, BaselineTask
from plans.directory import AgencyEntry, Directory
from plans.ground import Refusal
from plans.model import Agency, Paper, Plan, Status, Task
from storage import audit, plans, task_parts, updates
from storage.database import Unit
from storage.updates import Author, Said

Leads = dict[str, tuple[Task, list[Agency]]]


async def set_baseline(unit: Unit, baseline: Baseline, file_name: str) -> Counts:
    """Set the day from which a plan is followed, and one update for each task and lead agency.

    What an agency said itself is left alone, and so is a task without a lead agency: their
    numbers are in `own` and `unled`. Raises Refusal plan.unknown, baseline.unknown_numbers,
    baseline.not_lead, agency.unknown.
    """
    plan = await known_plan(unit, baseline.plan)
    leads = await _leads(unit, plan.id)
    unknown = [row.number for row in baseline.tasks if row.number not in leads]
    if unknown:
        raise Refusal("baseline.unknown_numbers", plan=plan.id, numbers=unknown)
    directory = await directory_of(unit, plan.province)
    written, unled, own = 0, list[str](), list[str]()
    for row in baseline.tasks:
        task, agencies = leads[row.number]
        some = [one for one in _meant(row, agencies, directory) if await _silent(unit, task, one)]
        for agency in some:
            said = _said(row, task, agency, baseline.followed_from)
            await updates.write(unit, said, Author(None, "", ""), None)
        written += len(some)
        if not some:
            (own if agencies else unled).append(row.number)
    await _follow(unit, plan, baseline.followed_from, file_name, written)
    tasks = len(baseline.tasks)
    return Counts(tasks=tasks, updates=written, unled=tuple(unled), own=tuple(own))


async def known_plan(unit: Unit, plan_id: str) -> Plan:
    """The plan of an id; raises Refusal plan.unknown with those there are."""
    plan = await plans.get(unit, plan_id)
    if plan is None:
        known = [f"{one.short} ({one.id})" for one in await plans.every(unit)]
        raise Refusal("plan.unknown", plan=plan_id, known=known)
    return plan


async def _leads(unit: Unit, plan_id: str) -> Leads:
    found: Leads = {}
    for task, agency, _ in await task_parts.lead_states(unit, plan_id):
        found.setdefault(task.number, (task, []))[1].extend([agency] if agency else [])
    return found


def _meant(row: BaselineTask, leads: list[Agency], directory: Directory) -> Iterable[Agency]:
    if row.agency is None:
        return leads
    entry = directory.find(row.agency)
    code = entry.code if isinstance(entry, AgencyEntry) else None
    some = [one for one in leads if one.code == code]
    if not some:
        raise Refusal("baseline.not_lead", number=row.number, agency=row.agency)
    return some


async def _silent(unit: Unit, task: Task, agency: Agency) -> bool:
    """Whether nobody of the agency has said anything of the task yet."""
    said = await updates.history(unit, task.id, agency.id)
    return all(one.person is None or one.withdrawn is not None for one in said)


def _said(row: BaselineTask, task: Task, agency: Agency, followed: date) -> Said:
    return Said(
        task=task.id,
        agency=agency.id,
        status=row.status,
        text=row.text,
        papers=[_paper(row.paper)] if row.paper else [],
        done_on=_done_on(row, task.due, followed) if row.status is Status.DONE else None,
        source="baseline",
    )


def _paper(paper: Paper) -> dict[str, Any]:
    dated = paper.dated.isoformat() if paper.dated else None
    return {"number": paper.number, "symbol": paper.symbol, "dated": dated}


def _done_on(row: BaselineTask, due: date | None, followed: date) -> date:
    """A day inside what is known, in time where that may be: nobody is blamed unheard."""
    if row.done_year is None:
        return min(due or followed, followed)
    if row.paper and row.paper.dated and row.paper.dated.year == row.done_year:
        return row.paper.dated
    return due if due and due.year == row.done_year else date(row.done_year, 12, 31)


async def _follow(unit: Unit, plan: Plan, day: date, file_name: str, written: int) -> None:
    await plans.follow_from(unit, plan.id, day)
    before = {"followed_from": plan.followed_from.isoformat() if plan.followed_from else None}
    after = {"followed_from": day.isoformat(), "file": file_name, "updates": written}
    await audit.note(unit, None, "plan.baseline", f"plan:{plan.id}", before, after)
