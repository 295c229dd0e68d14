"""The baseline: where the tasks of a running plan stand on the day it is taken up.

One YAML file: `plan` (id), `followed_from` (the day from which the bot follows it), `illustrative`
(true for made-up samples) and `tasks`, each with `number`, `status` (as offices say it, or its
code), and where known `done_year`, `paper` ("12/BC-SXD, 15/12/2022"), `text`, `agency`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from plans import vocabulary
from plans.fields import Day, Many, Slug, Strict, Text, Year
from plans.ground import Refusal
from plans.model import Paper, Status
from plans.papers import find_papers
from plans.text import fold
from plans.yamlfile import load, validated


@dataclass(frozen=True)
class BaselineTask:
    """The state of one task; `agency` None: said by the coordinating agency for all."""

    number: str
    status: Status
    done_year: int | None
    paper: Paper | None
    text: str
    agency: str | None


@dataclass(frozen=True)
class Baseline:
    """A whole baseline; nothing due before `followed_from` is ever called late by the bot."""

    plan: str
    followed_from: date
    tasks: tuple[BaselineTask, ...]
    illustrative: bool = False


def _status(value: Any) -> Any:
    if isinstance(value, str):
        named = vocabulary.STATUS_NAMES.get(fold(value))
        known = named or next((status for status in Status if status.value == value), None)
        if known is None:
            allowed = list(vocabulary.STATUS_NAMES)
            raise PydanticCustomError(
                "file.not_allowed", "no status", {"text": value, "allowed": allowed}
            )
        return known
    return value


def _paper(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    found = find_papers(value)
    if len(found) != 1:
        raise PydanticCustomError("file.bad_paper", "no single document", {"text": value})
    return found[0].paper


class _Row(Strict):
    number: Text
    status: Annotated[Status, BeforeValidator(_status)]
    done_year: Year | None = None
    paper: Annotated[Paper | None, BeforeValidator(_paper)] = None
    text: str = ""
    agency: Text | None = None

    @model_validator(mode="after")
    def _done(self) -> Self:
        if self.done_year is not None and self.status is not Status.DONE:
            raise PydanticCustomError("file.done_year_not_done", "a year, and not done")
        return self


class _File(Strict):
    plan: Slug
    followed_from: Day
    illustrative: bool = False
    tasks: Many[_Row] = Field(min_length=1)


def read_baseline(data: bytes, name: str, numbers: Collection[str] | None = None) -> Baseline:
    """Read and check a baseline file; with `numbers`, the plan's tasks, unknown ones are refused.

    Raises Refusal baseline.is_plan, PlanFileInvalid with every problem and its place.
    """
    located = load(data, name)
    if isinstance(located.value, dict) and isinstance(located.value.get("plan"), dict):
        raise Refusal("baseline.is_plan", file=name)
    file = validated(_File, located)
    seen: set[tuple[str, str | None]] = set()
    for at, row in enumerate(file.tasks if file else ()):
        if numbers is not None and row.number not in numbers:
            located.problem(("tasks", at, "number"), "file.unknown_number", text=row.number)
        if (row.number, row.agency) in seen:
            located.problem(("tasks", at, "number"), "file.duplicate_number", text=row.number)
        seen.add((row.number, row.agency))
    located.stop_if_wrong()
    assert file is not None  # noqa: S101 - stop_if_wrong raised otherwise
    tasks = tuple(
        BaselineTask(row.number, row.status, row.done_year, row.paper, row.text, row.agency)
        for row in file.tasks
    )
    return Baseline(file.plan, file.followed_from, tasks, file.illustrative)
