"""What a group was told of a round, kept small; what is new since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from plans.reminding import Quiet
from reports.digest import Figures, Owing


@dataclass(frozen=True)
class News:
    """What is new since the last digest; `days` ago."""

    added: int
    removed: int
    days: int


def fingerprint(found: Figures, purpose: str) -> dict[str, Any]:
    """What a group was told, small enough to keep: equal ones mean that nothing changed.

    The focal points' group is told counts only. `day` is left out of the comparison.
    """
    told: dict[str, Any] = {
        "day": found.day.isoformat(),
        "sent": sorted(one.agency.id for one in found.sent),
        "total": found.total,
        "passed": found.passed,  # that the date has passed is news
    }
    if purpose == "internal":
        owing = sorted((one.id, one.part.state, _promise(one)) for one in found.owing)
        tasks = found.tasks
        told["owing"] = [list(one) for one in owing]
        told["papers"] = found.papers
        told["tasks"] = [tasks.done, tasks.waiting, tasks.overdue, len(found.changes)]
        told["obstacles"] = sorted(found.obstacles.ids)
    return told


def _promise(one: Owing) -> str:
    """A day that an agency named, that it has gone by, that nobody is there: each is news."""
    away = " away" if one.quiet is Quiet.AWAY else ""
    return f"{one.part.promised}{' lapsed' if one.lapsed else ''}{away}"


def same(before: Mapping[str, Any] | None, now: Mapping[str, Any]) -> bool:
    """Whether two fingerprints tell the same."""
    if before is None:
        return False
    none = {"day": "", "obstacles": []}  # fingerprints of an earlier version name no obstacles
    return {**none, **before, "day": ""} == {**none, **now, "day": ""}


def change(before: Mapping[str, Any] | None, found: Figures) -> News | None:
    """What is new since a fingerprint; None where there is none."""
    if before is None:
        return None
    then, now = set(before["sent"]), {one.agency.id for one in found.sent}
    days = (found.day - date.fromisoformat(before["day"])).days
    return News(len(now - then), len(then - now), days)
