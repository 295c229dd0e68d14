"""Plans put into the store, with all their names matched and checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from handlers.agencies import Counts, directory_of, learn_names, load_agencies
from handlers.baselines import known_plan, set_baseline
from plans import names, parts
from plans.directory import AgencyEntry, Directory
from plans.ground import Refusal
from plans.model import Part, Plan
from plans.planfile import PlanFile, TaskEntry
from plans.yamlfile import PlanFileInvalid, Problem
from storage import agencies, audit, indicators, plans
from storage.database import Unit

__all__ = ["Counts", "directory_of", "known_plan", "load_agencies", "load_plan", "set_baseline"]

LONGEST_ID = 40  # characters of a plan's id: it travels on buttons
_TASK_PLACE = re.compile(r"tasks\[(\d+)\]")
_PARTS = list(Part)


async def load_plan(
    unit: Unit, file: PlanFile, *, said: Mapping[str, str] | None = None, by: int | None = None
) -> Plan:
    """Put a plan into use; nothing is sent before its coordinator starts the reminders.

    `said`: names the province did not know, and what a person took them for; `by`: that person.
    A lead that is no agency gets no role: it stays in the plan's source. Raises Refusal
    plan.no_agencies, plan.loaded, plan.short_taken, and PlanFileInvalid with every problem.
    """
    head = file.plan
    directory = await directory_of(unit, head.province)
    if not directory.agencies:
        raise Refusal("plan.no_agencies", province=head.province)
    if said:
        await learn_names(unit, head.province, said)
        directory = await directory_of(unit, head.province)
    check(file, directory)
    await _refuse_known(unit, file)
    ids = {one.code: one.id for one in await agencies.of_province(unit, head.province)}
    await plans.insert(unit, plan_values(file, directory, ids), list(reporting(file)))
    roles = roles_of(file, directory)
    for at, task in enumerate(file.tasks):
        mine = [{**role, "agency_id": ids[code]} for code, role in roles.get(task.number, ())]
        await plans.insert_task(unit, task_values(head.id, at, task), mine)
    await indicators.keep(unit, head.id, list(indicator_values(file, directory, ids)))
    after = {"tasks": len(file.tasks), "roles": sum(map(len, roles.values()))}
    await audit.note(unit, by, "plan.loaded", f"plan:{head.id}", after=after)
    plan = await plans.get(unit, head.id)
    assert plan is not None  # noqa: S101 - inserted above
    return plan


def check(file: PlanFile, directory: Directory) -> None:
    """Everything that must be mended before the plan is put into use, at once."""
    problems = [*_head_problems(file, directory)]
    for problem in names.check_names(file, directory):
        found = _TASK_PLACE.search(problem.place)
        number = file.tasks[int(found[1])].number if found else None
        problems.append(replace(problem, fields={**problem.fields, "number": number}))
    if problems:
        raise PlanFileInvalid(problems)


def _head_problems(file: PlanFile, directory: Directory) -> Iterator[Problem]:
    head = file.plan
    if len(head.id) > LONGEST_ID:
        yield Problem(file.place("plan", "id"), "plan.long_id", {"most": LONGEST_ID})
    if not head.short:
        yield Problem(file.place("plan", "short"), "plan.no_short")
    if not head.coordinator:
        yield Problem(file.place("plan", "coordinator"), "plan.no_coordinator")
    elif not _is_agency(directory, head.coordinator):
        fields = {"name": head.coordinator}
        yield Problem(file.place("plan", "coordinator"), "plan.coordinator_no_agency", fields)


def _is_agency(directory: Directory, name: str) -> bool:
    """Whether the name is one agency; an unknown name is told about elsewhere."""
    try:
        return isinstance(directory.find(name), AgencyEntry)
    except Refusal:
        return True


async def _refuse_known(unit: Unit, file: PlanFile) -> None:
    head = file.plan
    for other in await plans.every(unit):
        if other.id == head.id:
            raise Refusal("plan.loaded", plan=head.id, short=other.short)
        same_short = other.short.casefold() == (head.short or "").casefold()
        if same_short and other.province == head.province:
            raise Refusal("plan.short_taken", short=other.short, plan=other.id)


def plan_values(file: PlanFile, directory: Directory, ids: dict[str, int]) -> dict[str, Any]:
    head = file.plan
    coordinator = directory.find(head.coordinator or "")
    assert isinstance(coordinator, AgencyEntry)  # noqa: S101 - checked before
    return {
        "id": head.id,
        "short": head.short,
        "province": head.province,
        "title": head.title,
        "number": head.number,
        "issued": str(head.issued) if head.issued else None,
        "coordinator_id": ids[coordinator.code],
        "source": file.model_dump(mode="json", by_alias=True),
    }


def reporting(file: PlanFile) -> Iterator[dict[str, Any]]:
    for at, duty in enumerate(file.reporting):
        yield {
            "position": at,
            "frequency": duty.frequency,
            "reporters": duty.reporters,
            "receivers": duty.receivers,
            "via": duty.via,
            "month": duty.due.month if duty.due else None,
            "day": duty.due.day if duty.due else None,
            "year": duty.due.year if duty.due else None,
            "before": duty.before,
            "quote": duty.quote,
            "section": duty.section,
        }


def indicator_values(
    file: PlanFile, directory: Directory, ids: Mapping[str, int]
) -> Iterator[dict[str, Any]]:
    """Who reports is taken from the file only where it prints one agency; else a person says."""
    for one in file.indicators:
        yield {
            "number": one.number,
            "name": one.name,
            "target": one.target,
            "unit": one.unit,
            "by": str(one.by) if one.by else None,
            "who": one.who,
            "reporter_id": _one_agency(directory, ids, one.who),
        }


def _one_agency(directory: Directory, ids: Mapping[str, int], name: str | None) -> int | None:
    try:
        found = directory.find(name) if name else None
    except Refusal:
        return None
    return ids.get(found.code) if isinstance(found, AgencyEntry) else None


def task_values(plan: str, position: int, task: TaskEntry) -> dict[str, Any]:
    return {
        "plan_id": plan,
        "key": task.stable_key,
        "number": task.number,
        "position": position,
        "group": task.group,
        "title": task.title,
        "when": task.when,
        "start": date(task.start, 1, 1) if isinstance(task.start, int) else task.start,
        "due": task.due,
        "recurs": task.recurs,
    }


def roles_of(file: PlanFile, directory: Directory) -> dict[str, list[tuple[str, dict[str, Any]]]]:
    """(agency code, role) of each task number, strongest part first."""
    found: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for agency in directory.agencies:
        for duty in parts.duties_of(agency.code, file, directory):
            role = {"part": duty.part, "printed": duty.printed, "collective": duty.collective}
            found.setdefault(duty.number, []).append((agency.code, role))
    for roles in found.values():
        roles.sort(key=lambda pair: _PARTS.index(pair[1]["part"]))
    return found
