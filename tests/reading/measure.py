"""How well the reader does on a document, against the plan as a person encoded it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plans.text import fold

START = 40  # characters of a title that make it the same


@dataclass(frozen=True)
class Score:
    """Shares between 0 and 1; counts of tasks and of reporting duties."""

    read: int
    encoded: int
    tasks: float  # F1, same number and same start of title
    lead: float  # of the tasks found: exactly the same names
    support: float  # F1 over all names
    due: float
    reporting: float  # share of the encoded duties that were read
    more_duties: int  # read, and not encoded
    indicators: float


def score(read: Mapping[str, Any], encoded: Mapping[str, Any]) -> Score:
    """A draft against the encoded plan, both with the keys of the plan file."""
    pairs = matched(read["tasks"], encoded["tasks"])
    found = len(pairs)
    duties, more = _duties(read["reporting"], encoded["reporting"])
    return Score(
        read=len(read["tasks"]),
        encoded=len(encoded["tasks"]),
        tasks=2 * found / (len(read["tasks"]) + len(encoded["tasks"])),
        lead=_share(names(a["lead"]) == names(b["lead"]) for a, b in pairs),
        support=_f1((names(a["support"]), names(b["support"])) for a, b in pairs),
        due=_share(str(a["due"]) == str(b["due"]) for a, b in pairs),
        reporting=duties,
        more_duties=more,
        indicators=_indicators(read["indicators"], encoded["indicators"]),
    )


def matched(
    read: Sequence[Mapping[str, Any]], encoded: Sequence[Mapping[str, Any]]
) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Tasks that are one: the same number, and titles that start alike."""
    by_number = {task["number"]: task for task in read}
    return [
        (by_number[one["number"]], one)
        for one in encoded
        if one["number"] in by_number
        and same_start(by_number[one["number"]]["title"], one["title"])
    ]


def same_start(one: str, other: str) -> bool:
    a, b = fold(one)[:START], fold(other)[:START]
    length = min(len(a), len(b))
    return a[:length] == b[:length]


def names(found: Iterable[str] | None) -> list[str]:
    return sorted(fold(name).replace("uy ban nhan dan", "ubnd") for name in found or ())


def _share(outcomes: Iterable[bool]) -> float:
    known = list(outcomes)
    return sum(known) / len(known) if known else 1.0


def _f1(pairs: Iterable[tuple[list[str], list[str]]]) -> float:
    same = all_ = 0
    for one, other in pairs:
        same += 2 * sum((Counter(one) & Counter(other)).values())
        all_ += len(one) + len(other)
    return same / all_ if all_ else 1.0


def _key(duty: Mapping[str, Any]) -> tuple[Any, ...]:
    due = duty["due"] or {}
    return (
        duty["frequency"],
        due.get("day"),
        due.get("month"),
        due.get("year"),
        tuple(names(duty["from"])),
    )


def _duties(
    read: Sequence[Mapping[str, Any]], encoded: Sequence[Mapping[str, Any]]
) -> tuple[float, int]:
    mine, theirs = Counter(map(_key, read)), Counter(map(_key, encoded))
    same = sum((mine & theirs).values())
    return same / max(len(encoded), 1), len(read) - same


def _indicators(read: Sequence[Mapping[str, Any]], encoded: Sequence[Mapping[str, Any]]) -> float:
    if not encoded and not read:
        return 1.0
    mine = Counter(_target(one) for one in read)
    theirs = Counter(_target(one) for one in encoded)
    return 2 * sum((mine & theirs).values()) / (len(read) + len(encoded))


def _target(one: Mapping[str, Any]) -> str:
    """The figures alone: whether "đạt" belongs to the target is a matter of taste."""
    return "".join(re.findall(r"[\d.,]+", one["target"] or ""))
