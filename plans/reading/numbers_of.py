"""The numbers by which items are known: as printed, counted where the document prints none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plans.reading.outline import Node
from plans.reading.task import Task, titled


def number_of(node: Node) -> str | None:
    """The number of an item as people type it: "8.4" with "a" below it is "8.4a"."""
    label, kind = node.label, node.mark
    if kind in {"bullet", "plus", "", "part", "article"} or label is None:
        return None
    if kind in {"letter", "enclosed", "paren"}:
        above = next(
            (
                one
                for one in node.above()
                if one.mark in {"number", "letter"} and one.depth < node.depth
            ),
            None,
        )
        base = number_of(above) if above else ""
        plain = label.strip("()")
        joint = "." if plain.isdigit() and base else ""
        return f"{base}{joint}{plain}" if base else label.strip("()")
    return label


def group_of(node: Node) -> str | None:
    """The nearest heading above, as printed."""
    for one in node.above():
        if one.depth >= 0:
            mark = one.paragraph.mark
            text = (
                one.paragraph.text
                if mark is None or mark.kind not in {"bullet", "plus"}
                else one.text
            )
            return titled(text).rstrip(":")[:300] or None
    return None


def part_of(node: Node) -> str | None:
    """The part of the plan an item stands in: "III"."""
    return next((one.label for one in node.above() if one.mark in {"roman", "upper"}), None)


def numbered(tasks: Sequence[Task]) -> list[Task]:
    """Every task with a number of its own: missing ones counted, repeated ones told apart."""
    used: set[str] = set()
    parts: dict[str, str | None] = {}
    made: list[Task] = []
    for task in tasks:
        first = parts.setdefault(task.item, task.part) if task.item else task.part
        own = _told_apart(_in_part(task, first), used, len(made) + 1)
        used.add(own.number or "")
        made.append(own)
    return made


def _in_part(task: Task, first: str | None) -> Task:
    """ "2.1" stands in III and in IV: the later is "IV.2.1"."""
    if task.number is None or task.part is None or task.part == first:
        return task
    return replace(task, number=f"{task.part}.{task.number}")


def _told_apart(task: Task, used: set[str], at: int) -> Task:
    number = task.number
    if number is None:
        free = _free(str(at), used)
        return replace(task, number=free).noted("task.no_number", number=free)
    if number not in used:
        return task
    other = _free(number + "-2", used)
    return replace(task, number=other).noted("task.number_twice", number=number, other=other)


def _free(number: str, used: set[str]) -> str:
    stem, _, tail = number.rpartition("-")
    at = int(tail) if stem and tail.isdigit() else 1
    while number in used:
        at += 1
        number = f"{stem or tail}-{at}"
    return number
