"""Do the names of a plan mean somebody in its province?"""

from __future__ import annotations

from collections.abc import Iterator

from plans.directory import Directory
from plans.ground import Refusal
from plans.planfile import PlanFile
from plans.yamlfile import Path, PlanFileInvalid, Problem


def check_names(plan: PlanFile, directory: Directory) -> tuple[Problem, ...]:
    """A problem for every name that is no agency, group or listed collective of the province.

    A lead that is none of them stands where the task has a `reporter`. Receivers and deciding
    bodies (UBND tỉnh, Ban Chỉ đạo) are above the agencies and are not looked up.
    """
    problems = []
    for path, name in _names(plan):
        if not directory.is_no_agency(name):
            try:
                directory.find(name)
            except Refusal as refusal:
                fields = {"name": name, "nearest": refusal.fields["nearest"]}
                problems.append(Problem(plan.place(*path), "file.unknown_agency", fields))
    return tuple(problems)


def refuse_unknown_names(plan: PlanFile, directory: Directory) -> None:
    """Raise PlanFileInvalid with all problems of `check_names`, if there are any."""
    problems = check_names(plan, directory)
    if problems:
        raise PlanFileInvalid(problems)


def _names(plan: PlanFile) -> Iterator[tuple[Path, str]]:
    if plan.plan.coordinator:
        yield ("plan", "coordinator"), plan.plan.coordinator
    for at, duty in enumerate(plan.reporting):
        for place, name in enumerate(duty.reporters):
            yield ("reporting", at, "from", place), name
        if duty.via:
            yield ("reporting", at, "via"), duty.via
    for at, task in enumerate(plan.tasks):
        lists = {"lead": task.lead, "colead": task.colead, "support": task.support}
        for key, names in lists.items():
            if key == "lead" and task.reporter:
                continue
            for place, name in enumerate(names):
                yield ("tasks", at, key, place), name
        if task.reporter:
            yield ("tasks", at, "reporter"), task.reporter
