"""Câu hỏi chung: what a collective is asked in a round in place of its tasks one by one.

Ten huyện, or a hundred xã, cannot be compiled from free text: the coordinator sets one to five
questions that take a figure or yes/no, and the bot sums.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plans.directory import AgencyEntry, Directory, GroupEntry
from plans.ground import Refusal
from plans.model import GroupAnswer, GroupQuestion
from plans.text import clean, fold

MOST = 5
MOST_CHARS = 200  # of one question
_FEWEST_TASKS, _FEWEST_MEMBERS = 3, 3  # below that, tasks are answered as quickly as questions
_MARK = re.compile(r"^\s*(?:[-+*•]|\(?[1-9][.)])\s*")
_UNIT = re.compile(r"\s*\(([^()]{1,20})\)\s*[?.:]?\s*$")
_YES_NO = frozenset({"co/khong", "co khong", "co, khong", "co hoac khong"})


@dataclass(frozen=True)
class Collective:
    """A collective name that leads tasks, with its agencies in a round and those tasks."""

    name: str
    codes: frozenset[str]
    members: int
    tasks: int


def read_questions(text: str) -> tuple[GroupQuestion, ...]:
    """One question a line; "Số cơ sở đã kiểm tra (cơ sở)" takes a figure, a line without a unit
    yes or no.

    Raises Refusal questions.count, questions.long (field `text`), questions.twice.
    """
    lines = [_MARK.sub("", line).strip() for line in clean(text).split("\n") if line.strip()]
    found = [_question(line) for line in lines if line]
    if not 1 <= len(found) <= MOST:
        raise Refusal("questions.count", count=len(found), most=MOST)
    for one in found:
        if len(one.text) > MOST_CHARS:
            raise Refusal("questions.long", text=one.text, most=MOST_CHARS)
    if len({fold(one.text) for one in found}) < len(found):
        raise Refusal("questions.twice")
    return tuple(found)


def _question(line: str) -> GroupQuestion:
    unit = _UNIT.search(line)
    if unit is None or not line[: unit.start()].strip():
        return GroupQuestion(line, None)
    text, named = line[: unit.start()].strip(), unit[1].strip()
    return GroupQuestion(text, None if fold(named) in _YES_NO else named)


def collectives(
    leads: Iterable[Sequence[str]], directory: Directory, asked: Collection[str]
) -> tuple[Collective, ...]:
    """The collectives worth a set of questions, most tasks first.

    `leads`: the lead names of each task, as printed; `asked`: codes of the agencies in the round.
    """
    counts: dict[str, int] = {}
    groups: dict[str, GroupEntry] = {}
    for names in leads:
        for entry in {one.name: one for one in _groups(names, directory)}.values():
            counts[entry.name] = counts.get(entry.name, 0) + 1
            groups[entry.name] = entry
    found = []
    for name, tasks in counts.items():
        codes = frozenset(groups[name].members) & frozenset(asked)
        if tasks >= _FEWEST_TASKS and len(codes) >= _FEWEST_MEMBERS:
            found.append(Collective(name, codes, len(codes), tasks))
    return tuple(sorted(found, key=lambda one: -one.tasks))


def _groups(names: Iterable[str], directory: Directory) -> Iterable[GroupEntry]:
    for name in names:
        try:
            entry = directory.find(name)
        except Refusal:
            continue
        if not isinstance(entry, AgencyEntry):
            yield entry


def questions_to_json(found: Iterable[GroupQuestion]) -> list[dict[str, Any]]:
    """As kept in the store."""
    return [{"text": one.text, "unit": one.unit} for one in found]


def questions_from_json(kept: Iterable[Mapping[str, Any]] | None) -> tuple[GroupQuestion, ...]:
    return tuple(GroupQuestion(one["text"], one["unit"]) for one in kept or ())


def answers_to_json(found: Iterable[GroupAnswer]) -> list[dict[str, Any]]:
    """As kept with a report: each with its question."""
    return [
        {"text": one.question.text, "unit": one.question.unit, "value": one.value} for one in found
    ]


def answers_from_json(kept: Iterable[Mapping[str, Any]] | None) -> tuple[GroupAnswer, ...]:
    return tuple(
        GroupAnswer(GroupQuestion(one["text"], one["unit"]), one["value"]) for one in kept or ()
    )
