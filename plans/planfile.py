"""The plan file: one plan as data, checked strictly (docs: the plan file).

Beyond the shared description it knows: `support_as` on a task, how the document prints the
supporting role where it is not plain "phối hợp", e.g. "phối hợp, giám sát"; `section` on a
reporting duty, the place that lays it down, e.g. "III.2"; and `source` and `warnings` not on tasks
alone, but on every item that the reader of documents fills.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import (
    Field,
    PrivateAttr,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from plans.fields import Day, Many, PartOfDay, Slug, Strict, Text, Year
from plans.text import fold
from plans.yamlfile import Located, Path, PlanFileInvalid, Problem, load, validated

__all__ = [
    "Indicator",
    "Obstacles",
    "Period",
    "PlanFile",
    "PlanFileInvalid",
    "PlanHead",
    "Problem",
    "Reporting",
    "TaskEntry",
    "checked",
    "of_content",
    "read_plan",
    "task_key",
]


Frequency = Literal[
    "monthly", "quarterly", "semiannual", "annual", "midterm", "period_end", "adhoc", "irregular"
]
Recurs = Literal[
    "continuous", "daily", "weekly", "monthly", "quarterly", "semiannual", "annual", "irregular"
]


class Period(Strict):
    """Years from and to, both included."""

    first: Year = Field(alias="from")
    last: Year = Field(alias="to")

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        if self.last < self.first:
            raise PydanticCustomError("file.range_backwards", "the range ends before it starts")
        return self


class Source(Strict):
    """Where an item stands in its document."""

    line: int | None = None
    page: int | None = None
    table: int | None = None
    row: int | None = None
    sheet: str | None = None
    cell: str | None = None


class PlanHead(Strict):
    """What the plan says of itself; `short` is given by a person."""

    id: Slug
    short: Text | None = None
    document: Text | None = None
    province: Text
    title: Text
    number: Text | None = None
    issued: Day | PartOfDay | None = None
    issuer: Text | None = None
    period: Period | None = None
    coordinator: Text | None = None
    steering: Text | None = None
    warnings: Many[Text] = ()


class Due(Strict):
    """The date of a report as far as it is written; what is not written is None."""

    year: Year | None = None
    month: Annotated[int, Field(ge=1, le=12)] | None = None
    day: Annotated[int, Field(ge=1, le=31)] | None = None

    @model_validator(mode="after")
    def _exists(self) -> Self:
        last = calendar.monthrange(self.year or 2000, self.month)[1] if self.month else 31
        if (self.day or 1) > last or self == Due.model_construct(year=None, month=None, day=None):
            text = "/".join(str(n) for n in (self.day, self.month, self.year) if n is not None)
            raise PydanticCustomError("file.bad_date", "no such day", {"text": text})
        return self


class Reporting(Strict):
    """Chế độ báo cáo: one obligation and date; `section` is where the plan lays it down."""

    frequency: Frequency
    section: Text | None = None
    reporters: Many[Text] = Field(alias="from")
    receivers: Many[Text] = Field(alias="to")
    via: Text | None = None
    due: Due | None = None
    before: bool = False
    quote: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    source: Source | None = None
    warnings: Many[Text] = ()


class Obstacles(Strict):
    """Where khó khăn, vướng mắc go, and who decides beyond that."""

    to: Text | None
    escalate_to: Many[Text] = ()
    quote: Text | None = None
    source: Source | None = None
    warnings: Many[Text] = ()


class TaskEntry(Strict):
    """A separately assigned piece of work, in the document's words."""

    key: Slug | None = None
    number: Text
    group: Text | None = None
    title: Text
    lead: Many[Text] = ()
    colead: Many[Text] = ()
    support: Many[Text] = ()
    support_as: Text | None = None
    decides: Many[Text] = ()
    reporter: Text | None = None
    output: Text | None = None
    when: Text | None = None
    recurs: Recurs | None = None
    start: Year | Day | None = None
    due: Day | None = None
    source: Source | None = None
    warnings: Many[Text] = ()

    @property
    def stable_key(self) -> str:
        """The key given in the file, else the one made from the number."""
        return self.key or task_key(self.number)

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        start = date(self.start, 1, 1) if isinstance(self.start, int) else self.start
        if start and self.due and self.due < start:
            raise PydanticCustomError("file.range_backwards", "the range ends before it starts")
        return self


class Indicator(Strict):
    """Chỉ tiêu: a target with a number, or a yes/no deliverable."""

    number: Text
    name: Text
    target: Text | None = None
    unit: Text | None = None
    by: Year | Day | None = None
    who: Text | None = None
    source: Source | None = None
    warnings: Many[Text] = ()


class PlanFile(Strict):
    """A whole plan file; lists stand in the document's order."""

    plan: PlanHead
    reporting: Many[Reporting] = ()
    obstacles: Obstacles | None = None
    tasks: Annotated[Many[TaskEntry], Field(min_length=1)]
    indicators: Many[Indicator] = ()
    notes: str | None = None

    _located: Located | None = PrivateAttr(default=None)

    def place(self, *path: str | int) -> str:
        """Where a value stands: "file:line path"; the path alone for a plan made in memory."""
        return (self._located or Located(self.plan.id)).place(path)


def task_key(number: str) -> str:
    """The key a task gets once, when its plan is put into use: "8.4a" → "t8-4a".

    đ is written dd, so that 1d and 1đ stay two tasks.
    """
    plain = fold(number.lower().replace("đ", "dd"))
    return "t" + re.sub("[^a-z0-9]+", "-", plain).strip("-")


def read_plan(data: bytes, name: str) -> PlanFile:
    """Read and check a plan file; raises PlanFileInvalid with every problem and its place."""
    return checked(load(data, name))


def checked(located: Located) -> PlanFile:
    """A plan file out of its data; raises PlanFileInvalid as `read_plan` does."""
    plan = validated(PlanFile, located)
    _check_unique(located)
    located.stop_if_wrong()
    assert plan is not None  # noqa: S101 - stop_if_wrong raised otherwise
    plan._located = located  # noqa: SLF001
    return plan


def of_content(content: dict[str, Any], name: str) -> PlanFile:
    """A plan file out of plain data kept in the store; raises PlanFileInvalid."""
    located = Located(name, content)
    tasks = content.get("tasks") or ()
    located.lines |= {("tasks", at): at + 1 for at in range(len(tasks))}
    return checked(located)


def _check_unique(located: Located) -> None:
    """Numbers and keys of tasks are unique, also beside other problems in the file."""
    tasks = located.value.get("tasks")
    seen: dict[tuple[str, str], int] = {}
    for at, task in enumerate(tasks if isinstance(tasks, list) else []):
        number = task.get("number") if isinstance(task, dict) else None
        if not isinstance(number, str):
            continue
        given = task.get("key")
        key = given if isinstance(given, str) else task_key(number)
        names = (("number", number, ("tasks", at, "number")), ("key", key, _key_path(at, given)))
        for kind, text, path in names:
            first = seen.setdefault((kind, text), at)
            if first != at:
                located.problem(
                    path, f"file.duplicate_{kind}", text=text, first=located.lines["tasks", first]
                )
                break


def _key_path(at: int, given: object) -> Path:
    return ("tasks", at, "key" if given else "number")
